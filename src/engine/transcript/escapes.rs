//! Escape sequences that a terminal left in a transcript, taken out. Not those that are shown to somebody: see `paint`.

use std::borrow::Cow;

const ESCAPE: char = '\u{1b}';

/// `text` without escape sequences (ECMA-48: control sequences, control strings, two-character escapes).
pub fn strip(text: &str) -> Cow<'_, str> {
    if !text.contains(ESCAPE) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(ESCAPE) {
        out.push_str(&rest[..at]);
        rest = skip_sequence(&rest[at + 1..]);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What follows the escape sequence whose introducer has just been read.
fn skip_sequence(rest: &str) -> &str {
    let mut chars = rest.chars();
    match chars.next() {
        // CSI: parameters and intermediates up to one final byte.
        Some('[') => {
            let body = chars.as_str();
            let end = body.find(|c: char| !matches!(c, ' '..='?')).unwrap_or(body.len());
            let last = body[end..].chars().next().filter(|c| matches!(c, '@'..='~'));
            &body[end + last.map_or(0, char::len_utf8)..]
        }
        // OSC, DCS, SOS, PM, APC: up to BEL or ST; unterminated ones keep their text.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let body = chars.as_str();
            let line = body.find('\n').unwrap_or(body.len());
            match body[..line].find(['\u{7}', ESCAPE]) {
                Some(end) if body[end..].starts_with('\u{7}') => &body[end + 1..],
                Some(end) if body[end..].starts_with("\u{1b}\\") => &body[end + 2..],
                Some(end) => &body[end..],
                None => body,
            }
        }
        // Escapes of two or three characters, as the choice of a character set.
        Some(' '..='/') => {
            let third = chars.next().filter(|c| matches!(c, '0'..='~'));
            if third.is_some() { chars.as_str() } else { &rest[1..] }
        }
        Some('0'..='~') => chars.as_str(),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn what_a_terminal_obeyed_is_taken_out() {
        assert_eq!(strip("\u{1b}[33m8192\u{1b}[39m"), "8192");
        assert_eq!(strip("\u{1b}[1G\u{1b}[0J> "), "> ");
        assert_eq!(strip("a\u{1b}]0;t\u{7}b\u{1b}]8;;u\u{1b}\\c"), "abc");
        assert_eq!(strip("\u{1b}(B\u{1b}=x\u{1b}"), "x");
        assert_eq!(strip("\u{1b}[\nx"), "\nx");
    }
}
