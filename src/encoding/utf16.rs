//! UTF-16 little-endian, unit by unit: surrogates need no partner, and no byte order mark is looked for.

use crate::text::{Text, Units};

/// Unit after unit; an odd last byte is dropped.
pub fn decode(bytes: &[u8]) -> Text {
    Text::from_units(&units(bytes))
}

/// The whole units of `bytes`.
pub fn units(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// As many whole units as fit.
pub fn write(text: Units<'_>, target: &mut [u8]) -> usize {
    let pairs = target.chunks_exact_mut(2);
    let count = text.len().min(pairs.len());
    match text {
        Units::Latin1(bytes) => pairs.zip(bytes).for_each(|(pair, &byte)| pair.copy_from_slice(&[byte, 0])),
        Units::Utf16(units) => pairs.zip(units).for_each(|(pair, unit)| pair.copy_from_slice(&unit.to_le_bytes())),
    }
    count * 2
}
