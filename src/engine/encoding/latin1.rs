//! One byte a character: latin1 both ways, and ascii, which differs only when read. Not windows-1252.

use crate::text::{Text, Units};

/// The low seven bits of each byte.
pub fn decode_ascii(bytes: &[u8]) -> Text {
    Text::from_latin1(bytes.iter().map(|byte| byte & 0x7F).collect::<Box<[u8]>>())
}

/// The low byte of each unit.
pub fn write(text: Units<'_>, target: &mut [u8]) -> usize {
    let count = text.len().min(target.len());
    match text {
        Units::Latin1(bytes) => target[..count].copy_from_slice(&bytes[..count]),
        Units::Utf16(units) => target.iter_mut().zip(units).for_each(|(byte, &unit)| *byte = unit as u8),
    }
    count
}

/// The low byte of each unit, borrowed where the text is narrow already. Node's hex and base64 readers look at nothing
/// else, so U+0141 counts as `A`.
pub fn low_bytes(text: Units<'_>) -> std::borrow::Cow<'_, [u8]> {
    match text {
        Units::Latin1(bytes) => bytes.into(),
        Units::Utf16(units) => units.iter().map(|&unit| unit as u8).collect(),
    }
}
