//! Halves of surrogate pairs in Rust's strings, so that what is put together of a program's texts (messages, sources, what is
//! inspected) becomes the same text again. Not what is shown to people: there half a pair is U+FFFD.
//!
//! U+D800 to U+DFFF are carried as U+9D800 to U+9DFFF, which stand for no character in Unicode. Where one of these is meant itself,
//! its two halves are carried.

use std::borrow::Cow;

/// How far a half and what carries it are apart.
const APART: u32 = 0x9_0000;

/// The half that a character carries.
fn half(c: char) -> Option<u16> {
    matches!(c, '\u{9D800}'..='\u{9DFFF}').then(|| (u32::from(c) - APART) as u16)
}

fn push_half(out: &mut String, half: u16) {
    out.extend(char::from_u32(u32::from(half) + APART));
}

/// Appends a character to a string in which halves are carried.
pub fn push_char(out: &mut String, c: char) {
    match half(c) {
        Some(_) => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| push_half(out, *unit)),
        None => out.push(c),
    }
}

/// Units as a Rust string in which halves are carried.
pub(super) fn carry(units: &[u16]) -> String {
    let mut out = String::with_capacity(units.len());
    for c in char::decode_utf16(units.iter().copied()) {
        match c {
            Ok(c) => push_char(&mut out, c),
            Err(lone) => push_half(&mut out, lone.unpaired_surrogate()),
        }
    }
    out
}

/// The units of a Rust string in which halves are carried.
pub fn units(text: &str) -> impl Iterator<Item = u16> {
    text.chars().flat_map(|c| {
        let mut pair = [0; 2];
        let length = match half(c) {
            Some(half) => {
                pair[0] = half;
                1
            }
            None => c.encode_utf16(&mut pair).len(),
        };
        pair.into_iter().take(length)
    })
}

fn carries(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| half(c).is_some())
}

/// A text that no program made, as one in which halves are carried: it has none.
pub fn received(text: &str) -> Cow<'_, str> {
    if !carries(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    text.chars().for_each(|c| push_char(&mut out, c));
    Cow::Owned(out)
}

/// A text in which halves are carried, for people: half a pair is U+FFFD.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !carries(text) {
        return Cow::Borrowed(text);
    }
    let shown = char::decode_utf16(units(text)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(shown.collect())
}

/// The same in its place.
pub fn show(text: &mut String) {
    if let Cow::Owned(shown) = shown(text) {
        *text = shown;
    }
}

#[cfg(test)]
mod tests {
    use super::{received, shown, units};
    use crate::text::{Text, Units};

    #[test]
    fn every_text_comes_back_as_it_was() {
        let all = [
            0xD800, 0xDFFF, 0xDC00, 0x61, 0xD83D, 0xDE00, 0xDA37, 0xDC00, 0xDFFF, 0xDA37, 0xDA37, 0xE9, 0x20AC, 0xDBFF,
        ];
        for start in 0..all.len() {
            for end in start..=all.len() {
                let part = Units::Utf16(&all[start..end]);
                let carried = part.to_utf8();
                assert_eq!(Text::from(&*carried).view(), part, "{carried:?}");
                assert!(units(&carried).eq(part.iter()), "{carried:?}");
                assert_eq!(shown(&carried), String::from_utf16_lossy(&all[start..end]));
            }
        }
    }

    #[test]
    fn what_comes_from_outside_is_meant() {
        let text = "a\u{9DC00}\u{9D800}\u{1F600}";
        assert!(units(&received(text)).eq(text.encode_utf16()));
        assert_eq!(shown(&received(text)), text);
    }
}
