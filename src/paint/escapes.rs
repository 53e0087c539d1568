//! Control characters in other people's text: shown where a terminal would obey them, taken out where a transcript
//! kept them. Not colours: those are the table's.

use std::borrow::Cow;
use std::fmt::Write as _;

const ESCAPE: char = '\u{1b}';
const RESET: &str = "\u{1b}[0m";

/// `text` for a terminal: every control character but newline and tab is written as `\xNN`. With `colours`, colour codes
/// (SGR, ECMA-48 section 8.3.117) pass, and what they leave switched on is switched off at the end. Characters that
/// change the direction of the text around them are shown as well: they make a line read as another.
pub fn shown(text: &str, colours: bool) -> Cow<'_, str> {
    if !text.chars().any(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut coloured = false;
    let mut rest = text;
    while let Some(at) = rest.find(obeyed) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(length) = colour_code(rest).filter(|_| colours) {
            let code = &rest[..length];
            coloured = !matches!(code, RESET | "\u{1b}[m");
            out.push_str(code);
            rest = &rest[length..];
        } else if let Some(c) = rest.chars().next() {
            // Writing to a String cannot fail.
            let _ = match c as u32 {
                code @ ..=0xFF => write!(out, "\\x{code:02X}"),
                code => write!(out, "\\u{code:04X}"),
            };
            rest = &rest[c.len_utf8()..];
        }
    }
    out.push_str(rest);
    if coloured {
        out.push_str(RESET);
    }
    Cow::Owned(out)
}

/// `text` without colour codes, every other control character shown.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(ESCAPE) {
        out.push_str(&rest[..at]);
        let length = colour_code(&rest[at..]);
        if length.is_none() {
            out.push(ESCAPE);
        }
        rest = &rest[at + length.unwrap_or(1)..];
    }
    out.push_str(rest);
    Cow::Owned(shown(&out, false).into_owned())
}

fn obeyed(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The length of the SGR sequence at the beginning of `text`.
fn colour_code(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'))?;
    parameters[end..].starts_with('m').then_some(2 + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_colours_only() {
        assert_eq!(shown("plain\ttext\n", true), "plain\ttext\n");
        assert_eq!(shown("\u{1b}]0;title\u{7}", true), "\\x1B]0;title\\x07");
        assert_eq!(shown("\u{1b}[31mred\u{1b}[0m", true), "\u{1b}[31mred\u{1b}[0m");
        assert_eq!(shown("\u{1b}[31mred", true), "\u{1b}[31mred\u{1b}[0m");
        assert_eq!(shown("\u{1b}[2J\r\u{9b}31m", true), "\\x1B[2J\\x0D\\x9B31m");
        assert_eq!(shown("\u{1b}[31mred\u{1b}[0m", false), "\\x1B[31mred\\x1B[0m");
        assert_eq!(shown("a\u{202e}b", true), "a\\u202Eb");
    }

    #[test]
    fn sequences_are_taken_out() {}
}
