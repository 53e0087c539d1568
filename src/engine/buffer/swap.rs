//! Byte order swaps: swap16, swap32 and swap64. Not typed arrays, which swap nothing.

use super::fault::Fault;

/// Reverses every group of `width` bytes (2, 4 or 8), as `buf.swap16()`, `swap32()` and `swap64()` do.
pub fn swap(bytes: &mut [u8], width: usize) -> Result<(), Fault> {
    if !bytes.len().is_multiple_of(width) {
        return Err(Fault::BufferSize { bits: width * 8 });
    }
    match width {
        2 => bytes
            .as_chunks_mut::<2>()
            .0
            .iter_mut()
            .for_each(|pair| *pair = u16::from_ne_bytes(*pair).swap_bytes().to_ne_bytes()),
        4 => groups::<4>(bytes),
        _ => groups::<8>(bytes),
    }
    Ok(())
}

fn groups<const WIDTH: usize>(bytes: &mut [u8]) {
    let (groups, _) = bytes.as_chunks_mut::<WIDTH>();
    for group in groups {
        group.reverse();
    }
}
