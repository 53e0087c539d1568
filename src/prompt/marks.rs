//! Control characters in the line editor's buffer, where they would take no room and not be seen: each stands as a
//! noncharacter of its own, which nobody can type. Not who puts them there.

use std::borrow::Cow;

/// U+FDD0 and the 31 that follow stand for U+0000 to U+001F.
const FIRST: u32 = 0xFDD0;
/// It stands for U+007F.
const DELETE: char = '\u{FFFE}';

/// What stands for `c` in the buffer: itself, unless it would not be seen. C1 control characters, which have no picture, and
/// the noncharacters that mean another one here are no text: U+FFFD.
pub fn mark(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        '\0'..='\x1F' => char::from_u32(FIRST + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7F' => DELETE,
        '\u{80}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' | DELETE => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

fn control(mark: char) -> Option<char> {
    match mark {
        DELETE => Some('\x7F'),
        '\u{FDD0}'..='\u{FDEF}' => char::from_u32(u32::from(mark) - FIRST),
        _ => None,
    }
}

/// What is seen of a mark: the picture Unicode has for its control character.
pub fn picture(mark: char) -> Option<char> {
    match control(mark)? {
        '\x7F' => Some('\u{2421}'),
        c => char::from_u32(0x2400 + u32::from(c)),
    }
}

/// A text as the buffer holds it.
pub fn marked(text: &str) -> String {
    text.chars().map(mark).collect()
}

/// The text a buffer means.
pub fn meant(buffer: &str) -> Cow<'_, str> {
    if buffer.chars().any(|c| control(c).is_some()) {
        buffer.chars().map(|c| control(c).unwrap_or(c)).collect()
    } else {
        Cow::Borrowed(buffer)
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthChar as _;

    use super::*;

    #[test]
    fn every_control_character_is_meant_and_seen() {
        for c in ('\0'..='\x7F').filter(|c| c.is_control() && !matches!(c, '\t' | '\n')) {
            let text = format!("a{c}b");
            assert_eq!(meant(&marked(&text)), text);
            let (mark, picture) = (mark(c), picture(mark(c)).expect("a picture"));
            assert_eq!((mark.width(), picture.width()), (Some(1), Some(1)), "{c:?}");
        }
        assert_eq!(marked("\u{85}\u{FDD7}\u{FFFE}\t\né"), "\u{FFFD}\u{FFFD}\u{FFFD}\t\né");
    }
}
