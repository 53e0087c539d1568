//! Words, numbers, strings and comments of a line being typed, for colour and for matching brackets. Not the language:
//! a line here may be anything, and being wrong costs only a hue.

use std::ops::Range;

use pool::styled::Role;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub role: Role,
    pub range: Range<usize>,
}

const KEYWORDS: [&str; 35] = [
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "extends",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "of",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "yield",
];

/// The parts of `line` that have a role; what lies between them is plain.
pub fn tokens(line: &str) -> Vec<Token> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    if super::commands::is_command(line) {
        let start = line.len() - line.trim_start().len();
        let end = line[start..].find(char::is_whitespace).map_or(line.len(), |end| start + end);
        return vec![Token { role: Role::Keyword, range: start..end }];
    }
    while let Some(&byte) = bytes.get(at) {
        let (role, end) = match byte {
            b'\'' | b'"' | b'`' => (Role::String, string_end(bytes, at)),
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                (Role::Dim, memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end))
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                (Role::Dim, memchr::memmem::find(&bytes[at + 2..], b"*/").map_or(bytes.len(), |end| at + 2 + end + 2))
            }
            b'0'..=b'9' => (Role::Number, number_end(bytes, at)),
            byte if is_word(byte) => {
                let end = at + bytes[at..].iter().take_while(|&&byte| is_word(byte)).count();
                let member = at > 0 && bytes[at - 1] == b'.';
                (word_role(&line[at..end], member), end)
            }
            _ => (Role::Plain, at + 1),
        };
        if role != Role::Plain {
            found.push(Token { role, range: at..end });
        }
        at = end;
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

fn word_role(word: &str, member: bool) -> Role {
    match word {
        _ if member => Role::Plain,
        "true" | "false" => Role::Boolean,
        "null" => Role::Null,
        "undefined" => Role::Undefined,
        _ if KEYWORDS.binary_search(&word).is_ok() => Role::Keyword,
        _ => Role::Plain,
    }
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'\n' if quote != b'`' => return at - 1,
            _ if byte == quote => return at,
            _ => {}
        }
    }
    bytes.len()
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        let sign =
            matches!(byte, b'+' | b'-') && matches!(bytes[at - 1], b'e' | b'E') && bytes.get(start + 1) != Some(&b'x');
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || sign) {
            break;
        }
        at += 1;
    }
    at
}

/// The bracket at the cursor or before it, and the one that belongs to it. Brackets in strings and comments are text.
pub fn brackets(line: &str, found: &[Token], cursor: usize) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let is_bracket = |at: usize| bytes.get(at).is_some_and(|byte| b"()[]{}".contains(byte));
    let target = [Some(cursor), cursor.checked_sub(1)].into_iter().flatten().find(|&at| is_bracket(at))?;
    let mut quoted = found.iter().filter(|token| matches!(token.role, Role::String | Role::Dim)).peekable();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..bytes.len() {
        while quoted.next_if(|token| token.range.end <= at).is_some() {}
        if !is_bracket(at) || quoted.peek().is_some_and(|token| token.range.contains(&at)) {
            continue;
        }
        if matches!(bytes[at], b'(' | b'[' | b'{') {
            open.push(at);
            continue;
        }
        let wanted = match bytes[at] {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let partner = open.pop().filter(|&partner| bytes[partner] == wanted)?;
        if at == target || partner == target {
            return Some((partner, at));
        }
    }
    None
}

/// Where the brackets stand that are open at the end of `line`; none inside text that is open itself, where blanks would
/// count.
pub fn open_brackets(line: &str) -> Vec<usize> {
    let found = tokens(line);
    let mut quoted = found.iter().filter(|token| matches!(token.role, Role::String | Role::Dim)).peekable();
    let mut open = Vec::new();
    for (at, byte) in line.bytes().enumerate() {
        while quoted.next_if(|token| token.range.end <= at).is_some() {}
        match byte {
            _ if quoted.peek().is_some_and(|token| token.range.contains(&at)) => {}
            b'(' | b'[' | b'{' => open.push(at),
            b')' | b']' | b'}' => drop(open.pop()),
            _ => {}
        }
    }
    let unfinished = found.last().is_some_and(|token| {
        let text = &line[token.range.clone()];
        let ended = text.len() > 1 && text.ends_with('`');
        token.range.end == line.len() && text.starts_with('`') && !ended
    });
    if unfinished { Vec::new() } else { open }
}

#[cfg(test)]
mod tests {
    #[test]
    fn brackets_that_are_open_are_found() {
        assert_eq!(open_brackets("f(() => {"), [1, 8]);
        assert_eq!(open_brackets("f('(') {"), [7]);
        assert_eq!(open_brackets("f(`("), [0; 0]);
        assert_eq!(open_brackets("}"), [0; 0]);
    }

    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn parts_have_their_roles() {
        let line = "const s = 'a\\'b' + 0x1F; // `x`";
        let parts: Vec<_> = tokens(line).into_iter().map(|token| (token.role, &line[token.range])).collect();
        assert_eq!(
            parts,
            [(Role::Keyword, "const"), (Role::String, "'a\\'b'"), (Role::Number, "0x1F"), (Role::Dim, "// `x`")]
        );
        assert_eq!(tokens(".why b")[0].range, 0..4);
        assert!(tokens("a.new").is_empty());
        assert_eq!(tokens("'open\nnew")[1].role, Role::Keyword);
        assert_eq!(tokens("'ends with \\")[0].range, 0..12);
    }

    #[test]
    fn brackets_find_their_partners() {
        let line = "f([1, ')', 2])";
        let found = tokens(line);
        assert_eq!(brackets(line, &found, line.len()), Some((1, 13)));
        assert_eq!(brackets(line, &found, 1), Some((1, 13)));
        assert_eq!(brackets(line, &found, 2), Some((2, 12)));
        assert_eq!(brackets(line, &found, 5), None);
        assert_eq!(brackets("(]", &tokens("(]"), 0), None);
    }
}
