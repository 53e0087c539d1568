//! The encodings of Buffer and what can be asked of each: text of bytes, bytes of text, how many. Not how one encoding works:
//! each has a file of its own.

use super::{base64, hex, latin1, utf8, utf16};
use crate::text::{Text, Units};

/// The longest string of V8, in UTF-16 units (`buffer.constants.MAX_STRING_LENGTH` on 64-bit machines).
pub const MAX_STRING_LENGTH: usize = 0x1FFF_FFE8;

/// A character encoding of Buffer. Aliases (`ucs2`, `binary`, ...) are labels, not members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little-endian; also `ucs2`.
    Utf16le,
    /// ISO-8859-1; also `binary`.
    Latin1,
    /// Seven bits when read; written like latin1.
    Ascii,
    /// RFC 4648 section 4, read leniently.
    Base64,
    /// RFC 4648 section 5 without padding, read leniently.
    Base64url,
    /// Two hexadecimal digits a byte.
    Hex,
}

/// Every label Node knows, in lower case.
const LABELS: [(&str, Encoding); 12] = [
    ("utf8", Encoding::Utf8),
    ("utf-8", Encoding::Utf8),
    ("utf16le", Encoding::Utf16le),
    ("utf-16le", Encoding::Utf16le),
    ("ucs2", Encoding::Utf16le),
    ("ucs-2", Encoding::Utf16le),
    ("latin1", Encoding::Latin1),
    ("binary", Encoding::Latin1),
    ("ascii", Encoding::Ascii),
    ("base64", Encoding::Base64),
    ("base64url", Encoding::Base64url),
    ("hex", Encoding::Hex),
];

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Utf8, Self::Utf16le, Self::Latin1, Self::Ascii, Self::Base64, Self::Base64url, Self::Hex];

    /// The encoding a label names, in any case (`getEncodingOps` of lib/buffer.js). The empty string names none here;
    /// the calls that read it as utf8 do so before they ask.
    pub fn from_label(label: Units<'_>) -> Option<Self> {
        let matches = |name: &str| {
            label.len() == name.len()
                && label
                    .iter()
                    .zip(name.bytes())
                    .all(|(unit, byte)| u8::try_from(unit).is_ok_and(|unit| unit.eq_ignore_ascii_case(&byte)))
        };
        LABELS.iter().find(|(name, _)| matches(name)).map(|&(_, encoding)| encoding)
    }

    /// The name Node normalises every alias to (`StringDecoder.prototype.encoding`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16le => "utf16le",
            Self::Latin1 => "latin1",
            Self::Ascii => "ascii",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
        }
    }
}

/// The text of `bytes`: `buf.toString(encoding)`.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Text {
    match encoding {
        Encoding::Utf8 => utf8::decode(bytes),
        Encoding::Utf16le => utf16::decode(bytes),
        Encoding::Latin1 => Text::from_latin1(bytes),
        Encoding::Ascii => latin1::decode_ascii(bytes),
        Encoding::Base64 | Encoding::Base64url => base64::decode(bytes, encoding == Encoding::Base64url),
        Encoding::Hex => hex::decode(bytes),
    }
}

/// Whether the text of `length` bytes would be longer than a string may be. UTF-8 is judged by its bytes, as V8 does.
pub fn text_too_long(length: usize, encoding: Encoding) -> bool {
    let units = match encoding {
        Encoding::Utf8 | Encoding::Latin1 | Encoding::Ascii => length,
        Encoding::Utf16le => length / 2,
        Encoding::Base64 => length.div_ceil(3).saturating_mul(4),
        Encoding::Base64url => length.saturating_mul(4).div_ceil(3),
        Encoding::Hex => length.saturating_mul(2),
    };
    units > MAX_STRING_LENGTH
}

/// `Buffer.byteLength(text, encoding)`: exact, but for base64 and hex an upper bound that looks only at the length and
/// at trailing padding.
pub fn byte_length(text: Units<'_>, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => utf8::byte_length(text),
        Encoding::Utf16le => text.len() * 2,
        Encoding::Latin1 | Encoding::Ascii => text.len(),
        Encoding::Base64 | Encoding::Base64url => base64::byte_length(text),
        Encoding::Hex => text.len() / 2,
    }
}

/// The bytes of `text`: `Buffer.from(text, encoding)`.
pub fn encode(text: Units<'_>, encoding: Encoding) -> Vec<u8> {
    if let (Units::Latin1(bytes), Encoding::Utf8 | Encoding::Latin1 | Encoding::Ascii) = (text, encoding)
        && (encoding != Encoding::Utf8 || bytes.is_ascii())
    {
        return bytes.to_vec();
    }
    let mut bytes = vec![0; byte_length(text, encoding)];
    let written = write(text, encoding, &mut bytes);
    bytes.truncate(written);
    bytes
}

/// Writes as much of `text` as fits, never a part of a character, and answers how many bytes were written:
/// `buf.write(text, encoding)`. Bytes behind those are left as they were.
pub fn write(text: Units<'_>, encoding: Encoding, target: &mut [u8]) -> usize {
    match encoding {
        Encoding::Utf8 => utf8::write(text, target),
        Encoding::Utf16le => utf16::write(text, target),
        Encoding::Latin1 | Encoding::Ascii => latin1::write(text, target),
        Encoding::Base64 | Encoding::Base64url => base64::write(text, encoding == Encoding::Base64url, target),
        Encoding::Hex => hex::write(text, target),
    }
}

/// `buffer.isAscii`.
pub fn is_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii()
}
