//! `buffer.transcode`: bytes of one encoding to bytes of another the way ICU does it for Node. Not `decode` followed by
//! `encode`: ICU replaces, drops and refuses other things than Buffer does.

use super::codec::{Encoding, encode};
use super::{utf8, utf16};
use crate::text::{Text, Units};
use pool::memory::{Fact, Release};

/// Why nothing could be transcoded; Node reports ICU's own error names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranscodeError {
    /// One of the two encodings is not among utf8, utf16le, latin1 and ascii.
    IllegalArgument,
    /// utf8 or utf16le bytes that are ill-formed, where the other side is utf16le or utf8.
    InvalidCharacter,
}

impl TranscodeError {
    /// ICU's name of the error: `error.code`, and part of the message.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IllegalArgument => "U_ILLEGAL_ARGUMENT_ERROR",
            Self::InvalidCharacter => "U_INVALID_CHAR_FOUND",
        }
    }
}

/// The bytes of `source` in another encoding; `None` is a name that Node does not know.
///
/// From ascii to utf16le the high bytes were U+FFFD up to Node 20.17 and 22.7, and are read as latin1 since.
pub fn transcode(
    source: &[u8],
    from: Option<Encoding>,
    to: Option<Encoding>,
    release: Release,
) -> Result<Vec<u8>, TranscodeError> {
    use Encoding::{Ascii, Latin1, Utf8, Utf16le};
    let newer = Fact::TranscodeAnew.of(release);
    let (Some(from @ (Utf8 | Utf16le | Latin1 | Ascii)), Some(to @ (Utf8 | Utf16le | Latin1 | Ascii))) = (from, to)
    else {
        return if source.is_empty() { Ok(Vec::new()) } else { Err(TranscodeError::IllegalArgument) };
    };
    match (from, to) {
        (Utf8, Utf16le) if !utf8::is_utf8(source) => return Err(TranscodeError::InvalidCharacter),
        (Utf16le, Utf8) if !well_formed(source, newer) => return Err(TranscodeError::InvalidCharacter),
        _ => {}
    }
    let text = match from {
        Utf8 if to == Utf16le && source.is_ascii() => {
            return Ok(encode(Units::Latin1(source), to));
        }
        Utf8 if to == Utf16le => return Ok(utf8::to_utf16le(source)),
        Utf8 => utf8::decode(source),
        Utf16le if to == Utf16le => return Ok(mend(source)),
        Utf16le => utf16::decode(source),
        Ascii if !(newer && to == Utf16le) => {
            let units: Vec<u16> = source.iter().map(|&b| if b.is_ascii() { u16::from(b) } else { 0xFFFD }).collect();
            Text::from_units(&units)
        }
        _ => Text::from_latin1(source),
    };
    Ok(match to {
        Utf8 | Utf16le => encode(text.view(), to),
        Latin1 => substitute(text.view(), 0xFF),
        _ => substitute(text.view(), 0x7F),
    })
}

/// Whether every surrogate has its partner. Newer releases refuse a source of one byte too.
fn well_formed(source: &[u8], newer: bool) -> bool {
    let units = utf16::units(source);
    !(newer && source.len() == 1) && char::decode_utf16(units).all(|c| c.is_ok())
}

/// utf16le to utf16le: U+FFFD for a lone surrogate and for an odd last byte, one for both where they meet.
fn mend(source: &[u8]) -> Vec<u8> {
    let units = utf16::units(source);
    let mut mended: Vec<u8> = Vec::with_capacity(source.len() + 1);
    let mut lead_is_last = false;
    for c in char::decode_utf16(units) {
        lead_is_last = matches!(&c, Err(lone) if lone.unpaired_surrogate() < 0xDC00);
        let units = &mut [0; 2];
        let units = c.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf16(units);
        for unit in units.iter() {
            mended.extend_from_slice(&unit.to_le_bytes());
        }
    }
    if source.len() % 2 == 1 && !lead_is_last {
        mended.extend_from_slice(&[0xFD, 0xFF]);
    }
    mended
}

/// One byte a character up to `highest`, `?` for what is above, nothing for what ICU takes as ignorable.
fn substitute(text: Units<'_>, highest: u32) -> Vec<u8> {
    text.code_points()
        .filter(|&point| point <= highest || !is_ignorable(point))
        .map(|point| if point <= highest { point as u8 } else { b'?' })
        .collect()
}

/// `IS_DEFAULT_IGNORABLE_CODE_POINT` of ICU's `ucnv_err.cpp`: what its substitution callback drops silently.
fn is_ignorable(point: u32) -> bool {
    matches!(point,
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFF8
        | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
}
