//! UTF-16 little-endian, unit by unit: surrogates need no partner, and no byte order mark is looked for.

use crate::text::{Text, Units};

/// Unit after unit; an odd last byte is dropped.
pub fn decode(bytes: &[u8]) -> Text {
    let (pairs, _) = bytes.as_chunks::<2>();
    // By runs: the inside of one has no exit, so it can be done many units at a time.
    if pairs.chunks(256).all(|run| run.iter().fold(0, |all, [_, high]| all | high) == 0) {
        Text::from_latin1(pairs.iter().map(|[low, _]| *low).collect::<Box<[u8]>>())
    } else {
        Text::Utf16(pairs.iter().map(|&pair| u16::from_le_bytes(pair)).collect())
    }
}

/// The whole units of `bytes`.
pub fn units(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// As many whole units as fit.
pub fn write(text: Units<'_>, target: &mut [u8]) -> usize {
    let (pairs, _) = target.as_chunks_mut::<2>();
    let count = text.len().min(pairs.len());
    match text {
        Units::Latin1(bytes) => pairs.iter_mut().zip(bytes).for_each(|(pair, &byte)| *pair = [byte, 0]),
        Units::Utf16(units) => pairs.iter_mut().zip(units).for_each(|(pair, unit)| *pair = unit.to_le_bytes()),
    }
    count * 2
}
