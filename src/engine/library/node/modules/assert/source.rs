//! The source text of a failed `assert(value)`, as each Node finds it again: the whole call up to Node 20, what stands on
//! its line since Node 22. A scanner for that alone; not the grammar.

use crate::machine::Machine;
use pool::memory::Fact;

/// `The expression evaluated to a falsy value`, if the call's text can be found.
pub(crate) fn falsy(machine: &Machine) -> Option<String> {
    let (source, span) = machine.call_site()?;
    let call = span.of(&source.text);
    let start = source.text.len().min(span.start as usize);
    let text = if machine.knows(Fact::AssertQuotesLine) {
        let place = start + call_place(call)?;
        let line = source.text[..place].rfind('\n').map_or(0, |at| at + 1);
        let rest = &source.text[line..];
        expression(rest.lines().next().unwrap_or(""), place - line)?
    } else {
        // Earlier releases read the file again, by its path; Node 18 cannot read the URL of an ES module.
        let file =
            source.name.starts_with('/') || machine.knows(Fact::AssertReadsModules) && source.name.starts_with("file:");
        if !file {
            return None;
        }
        let column = start - source.text[..start].rfind('\n').map_or(0, |at| at + 1);
        outdented(call.trim(), column)
    };
    Some(format!("The expression evaluated to a falsy value:\n\n  {}\n", escaped(&text)))
}

/// The lines of a call, those after the first as far to the left as the call allows.
fn outdented(call: &str, column: usize) -> String {
    let mut lines = call.split('\n');
    let mut text = lines.next().unwrap_or("").to_owned();
    for line in lines {
        let blanks = line.bytes().take(column).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        text = format!("{text}\n  {}", &line[blanks..]);
    }
    text
}

/// Control characters but line breaks and tabs, escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            '\0'..='\u{7}' | '\u{B}' | '\u{E}'..='\u{1F}' => out = format!("{out}\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out
}

/// What a token is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Name,
    /// A string or number.
    Literal,
    /// A sign of the language; of longer ones the first character, but `?.` is a dot.
    Sign(u8),
    /// Anything else: keywords, templates, regular expressions.
    Other,
}

/// Words that are no names.
const WORDS: [&str; 16] = [
    "typeof",
    "void",
    "delete",
    "new",
    "in",
    "instanceof",
    "function",
    "class",
    "this",
    "null",
    "true",
    "false",
    "return",
    "throw",
    "case",
    "super",
];

/// The tokens of a text with where they begin and end.
fn tokens(text: &str) -> Vec<(Token, usize, usize)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Token, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let token = match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + end + 4);
                continue;
            }
            quote @ (b'"' | b'\'' | b'`') => {
                at = closing(bytes, at, quote);
                if quote == b'`' { Token::Other } else { Token::Literal }
            }
            b'/' if !ends_value(found.last().copied(), text) => {
                at = closing(bytes, at, b'/');
                Token::Other
            }
            byte if byte.is_ascii_digit() => {
                at = word_end(text, at);
                Token::Literal
            }
            byte if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | b'#') || byte >= 0x80 => {
                at = word_end(text, at);
                if WORDS.contains(&&text[start..at]) { Token::Other } else { Token::Name }
            }
            b'?' if bytes.get(at + 1) == Some(&b'.') => {
                at += 2;
                Token::Sign(b'.')
            }
            sign => {
                at += 1;
                Token::Sign(sign)
            }
        };
        found.push((token, start, at));
    }
    found
}

/// Whether a `/` after this token divides.
fn ends_value(last: Option<(Token, usize, usize)>, text: &str) -> bool {
    match last {
        Some((Token::Name | Token::Literal | Token::Sign(b')' | b']' | b'}'), ..)) => true,
        Some((Token::Other, start, end)) => ["this", "null", "true", "false", "super"].contains(&&text[start..end]),
        _ => false,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '\u{200C}' | '\u{200D}');
    text[start..].find(|c| !word(c)).map_or(text.len(), |end| start + end)
}

/// Where what a quote or slash opens is over.
fn closing(bytes: &[u8], open: usize, quote: u8) -> usize {
    let mut at = open + 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// Where V8 says a call is: at the name before its arguments, or at their parenthesis.
fn call_place(call: &str) -> Option<usize> {
    let tokens = tokens(call);
    let (mut depth, mut open) = (0, None);
    for (index, (token, ..)) in tokens.iter().enumerate() {
        match token {
            Token::Sign(b'(' | b'[' | b'{') => {
                if depth == 0 && *token == Token::Sign(b'(') {
                    open = Some(index);
                }
                depth += 1;
            }
            Token::Sign(b')' | b']' | b'}') => depth -= 1,
            _ => {}
        }
    }
    let open = open?;
    match open.checked_sub(1).map(|before| tokens[before]) {
        Some((Token::Name, start, _)) => Some(start),
        _ => Some(tokens[open].1),
    }
}

/// The call of a line that begins at a place, with the names before it that lead to it (`getFirstExpression`).
fn expression(line: &str, place: usize) -> Option<String> {
    let (mut first, mut last, mut depth) = (None, None, 0);
    let mut end = line.len();
    for (token, start, _) in tokens(line) {
        if start < place {
            match token {
                Token::Sign(b';') => first = None,
                Token::Sign(b'.' | b'[' | b']') => {
                    if let Some((Token::Name, name)) = last {
                        first = first.or(Some(name));
                    }
                    last = Some((token, start));
                }
                Token::Name | Token::Literal => last = Some((token, start)),
                _ => {
                    first = None;
                    last = Some((token, start));
                }
            }
            continue;
        }
        match token {
            Token::Sign(b'(') => depth += 1,
            Token::Sign(b')') => {
                depth -= 1;
                if depth == 0 {
                    end = start + 1;
                    break;
                }
            }
            // Node cuts the text at nothing here and finds none.
            Token::Sign(b';') => return None,
            _ => {}
        }
    }
    line.get(first.unwrap_or(place)..end).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_where_its_name_is() {
        assert_eq!(call_place("assert(false)"), Some(0));
        assert_eq!(call_place("assert.ok(f(')'), [1])"), Some(7));
        assert_eq!(call_place("require('assert')(x)"), Some(17));
    }

    #[test]
    fn a_line_gives_the_names_that_lead_to_a_call() {
        assert_eq!(
            expression("f(); assert['ok'](1 / 2, /[)]/); g()", 17).as_deref(),
            Some("assert['ok'](1 / 2, /[)]/)")
        );
        assert_eq!(expression("require('assert').ok(null)", 18).as_deref(), Some("ok(null)"));
        assert_eq!(expression("assert(", 0).as_deref(), Some("assert("));
        assert_eq!(expression("assert((() => { return 0; })())", 0), None);
    }
}
