//! `atob` and `btoa`: the forgiving base64 of the WHATWG Infra Standard, which refuses what Buffer's base64 skips. Not
//! the messages of the errors: those are `buffer::fault`'s.

use super::base64;
use super::codec::{Encoding, encode};
use crate::text::{Text, Units};
use pool::memory::{Fact, Release};

/// What is wrong with the text; both are an `InvalidCharacterError` for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormError {
    /// A character that does not belong there.
    Character,
    /// A length no encoder produces.
    Length,
}

/// Binary text to base64.
pub fn btoa(text: Units<'_>) -> Result<Text, FormError> {
    match text.to_text() {
        Text::Latin1(bytes) => Ok(base64::decode(&bytes, false)),
        Text::Utf16(_) => Err(FormError::Character),
    }
}

/// Base64 to binary text. Releases differ only in which of the two errors they report.
pub fn atob(text: Units<'_>, release: Release) -> Result<Text, FormError> {
    let Text::Latin1(source) = text.to_text() else { return Err(FormError::Character) };
    let kept: Vec<u8> = source.iter().copied().filter(|byte| !b"\t\n\x0C\r ".contains(byte)).collect();
    let check = if Fact::AtobBySimdutf.of(release) { check } else { check_older };
    check(&kept)?;
    Ok(Text::from_latin1(encode(Units::Latin1(&kept), Encoding::Base64)))
}

fn in_alphabet(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

/// The order of simdutf's `base64_to_binary_safe`: characters, a single one left over, then the padding.
fn check(text: &[u8]) -> Result<(), FormError> {
    let padding = text.iter().rev().take(2).take_while(|&&byte| byte == b'=').count();
    let body = &text[..text.len() - padding];
    if !body.iter().all(|&byte| in_alphabet(byte)) {
        return Err(FormError::Character);
    }
    match body.len() % 4 {
        1 => Err(FormError::Length),
        rest if padding > 0 && (rest == 0 || rest + padding != 4) => Err(FormError::Character),
        _ => Ok(()),
    }
}

/// lib/buffer.js before simdutf did it.
fn check_older(text: &[u8]) -> Result<(), FormError> {
    let body = text.iter().position(|&byte| byte == b'=').unwrap_or(text.len());
    let padding = text.len() - body;
    let good = text[..body].iter().all(|&byte| in_alphabet(byte))
        && padding <= 2
        && text[body..].iter().all(|&byte| byte == b'=')
        && (padding == 0 || text.len().is_multiple_of(4));
    if !good {
        return Err(FormError::Character);
    }
    if body % 4 == 1 { Err(FormError::Length) } else { Ok(()) }
}
