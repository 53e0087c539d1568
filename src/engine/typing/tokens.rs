//! A line being typed: its pieces with their colours, and the brackets among them. Not what a piece is: the language knows
//! that, and being wrong costs only a hue.

use crate::session::{Asked, is_command, question};
use crate::syntax::{Piece, What, pieces};
use pool::styled::{Role, Styled};

/// The pieces of `line`: of a dot command its name, and the code behind it.
pub fn tokens(line: &str) -> Vec<Piece> {
    if question(line).is_some() {
        let start = line.len() - line.trim_start().len();
        return vec![Piece { what: What::Keyword, range: start..line.trim_end().len(), open: false }];
    }
    if !is_command(line) {
        return pieces(line);
    }
    let start = line.len() - line.trim_start().len();
    let end = line[start..].find(char::is_whitespace).map_or(line.len(), |end| start + end);
    let mut found = vec![Piece { what: What::Keyword, range: start..end, open: false }];
    if Asked::read(line).is_some_and(|asked| asked.command.takes.is_code() && asked.file.is_none()) {
        let moved = |piece: Piece| Piece { range: piece.range.start + end..piece.range.end + end, ..piece };
        found.extend(pieces(&line[end..]).into_iter().map(moved));
    }
    found
}

/// `source` with its roles, for whoever does not type it.
pub fn coloured(source: &str) -> Styled {
    let mut out = Styled::new();
    let mut at = 0;
    for piece in tokens(source) {
        out.plain(&source[at..piece.range.start]).push(role(&piece), &source[piece.range.clone()]);
        at = piece.range.end;
    }
    out.plain(&source[at..]);
    out
}

/// How a piece looks.
pub fn role(piece: &Piece) -> Role {
    match piece.what {
        What::Plain => Role::Plain,
        What::Keyword => Role::Keyword,
        What::Boolean => Role::Boolean,
        What::Null => Role::Null,
        What::Undefined => Role::Undefined,
        What::Number => Role::Number,
        What::Text => Role::String,
        What::Pattern => Role::RegExp,
        What::Comment => Role::Dim,
    }
}

/// A bracket that nothing has closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Where it stands.
    pub at: usize,
    /// How many commas stand directly inside.
    pub commas: usize,
}

/// Tells of every bracket that is closed where it was opened, and returns those that are left open.
fn walk(line: &str, found: &[Piece], mut closed: impl FnMut(Option<usize>, usize)) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    for token in found.iter().filter(|token| token.what == What::Plain) {
        let at = token.range.start;
        match &line[token.range.clone()] {
            "(" | "[" | "{" => open.push(Open { at, commas: 0 }),
            ")" | "]" | "}" => closed(open.pop().map(|open| open.at), at),
            "," => {
                if let Some(open) = open.last_mut() {
                    open.commas += 1;
                }
            }
            _ => {}
        }
    }
    open
}

/// The brackets that are open at the end of `line`; none inside a template that is open itself, where blanks would count.
pub fn open_brackets(line: &str) -> Vec<Open> {
    let found = tokens(line);
    let template = found
        .last()
        .is_some_and(|last| last.open && last.what == What::Text && !line[last.range.clone()].starts_with(['\'', '"']));
    if template { Vec::new() } else { walk(line, &found, |_, _| {}) }
}

/// Whether blanks typed at the end of `line` would be text: in a string, a template or a pattern that is not closed.
pub fn ends_in_text(line: &str) -> bool {
    tokens(line).last().is_some_and(|last| last.open && last.range.end == line.len() && last.what == What::Text)
}

/// The bracket at the cursor or before it, and the one that belongs to it.
pub fn brackets(line: &str, found: &[Piece], cursor: usize) -> Option<(usize, usize)> {
    let is_bracket = |at: usize| line.as_bytes().get(at).is_some_and(|byte| b"()[]{}".contains(byte));
    let target = [Some(cursor), cursor.checked_sub(1)].into_iter().flatten().find(|&at| is_bracket(at))?;
    let mut pair = None;
    // One that closes another kind spoils what is around it.
    let mut spoilt = false;
    walk(line, found, |partner, at| {
        spoilt |= partner.is_none_or(|partner| !belong(line, partner, at));
        if let Some(partner) = partner.filter(|&partner| !spoilt && (at == target || partner == target)) {
            pair = Some((partner, at));
        }
    });
    pair
}

fn belong(line: &str, open: usize, close: usize) -> bool {
    matches!((&line[open..=open], &line[close..=close]), ("(", ")") | ("[", "]") | ("{", "}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(line: &str) -> Vec<usize> {
        open_brackets(line).into_iter().map(|open| open.at).collect()
    }

    #[test]
    fn brackets_that_are_open_are_found() {
        assert_eq!(open("f(() => {"), [1, 8]);
        assert_eq!(open("f('(') {"), [7]);
        assert_eq!(open("f(/(/, `(${g("), [1, 12]);
        assert_eq!(open("f(`("), [0; 0]);
        assert_eq!(open("f(`${1}("), [0; 0]);
        assert_eq!(open("}"), [0; 0]);
    }

    #[test]
    fn blanks_are_text_in_strings_and_templates() {
        for line in ["f('abc\\", "`a", "`a\n", "[`a${`b", "[`a${1} ", "f(`${{`", "f(\"\\\n"] {
            assert!(ends_in_text(line), "{line:?} {:?}", tokens(line));
        }
        for line in ["f(", "f('abc'", "`a${", "`a${[", "f(/a/", "[`${1}`,", "// '", "{\n"] {
            assert!(!ends_in_text(line), "{line:?} {:?}", tokens(line));
        }
    }

    #[test]
    fn a_command_has_its_name_and_its_code_coloured() {
        let roles = |line: &str| tokens(line).iter().map(role).collect::<Vec<_>>();
        assert_eq!(tokens(" .why b")[0].range, 1..5);
        assert_eq!(roles(".hex f(1)"), [Role::Keyword, Role::Plain, Role::Plain, Role::Number, Role::Plain]);
        assert_eq!(roles(".load it's"), [Role::Keyword]);
        assert_eq!(roles(".map --svg it's"), [Role::Keyword]);
        assert_eq!(roles(".5"), [Role::Number]);
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
