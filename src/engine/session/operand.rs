//! What a text that is being typed ends in: a name, a path of names, an expression. Not a parser, and nothing is looked up.

use crate::syntax::{Piece, What, pieces};

/// Whether a character may stand in a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// The expression that `text` ends in and a member of which can follow: names, calls, indices, literals, what stands in
/// parentheses. Not a parser.
pub fn operand(text: &str) -> &str {
    let pieces: Vec<Piece> = pieces(text).into_iter().filter(|piece| piece.what != What::Comment).collect();
    let said = |at: usize| &text[pieces[at].range.clone()];
    let is_operand = |at: usize| match pieces[at].what {
        What::Plain => said(at).ends_with(|c| is_word(c) || matches!(c, ')' | ']' | '}')),
        What::Keyword => said(at) == "this",
        _ => !pieces[at].open,
    };
    let mut start = text.len();
    let mut end = pieces.len();
    while let Some(last) = end.checked_sub(1).filter(|last| is_operand(*last)) {
        let Some(begin) = opening(text, &pieces, last) else { break };
        start = pieces[begin].range.start;
        let Some(before) = begin.checked_sub(1) else { break };
        end = match said(before) {
            "." | "?." => before,
            "new" => {
                start = pieces[before].range.start;
                break;
            }
            // A call, or an index.
            _ if matches!(said(last), ")" | "]") && is_operand(before) => begin,
            _ => break,
        };
    }
    if text[start..].bytes().all(|byte| byte.is_ascii_digit()) { "" } else { &text[start..] }
}

/// What a piece is.
type Is = fn(&str) -> bool;

/// Where the group, or the template, that ends with piece `last` begins; any other piece begins with itself.
fn opening(text: &str, pieces: &[Piece], last: usize) -> Option<usize> {
    let (opens, closes): (Is, Is) = match &text[pieces[last].range.clone()] {
        ")" | "]" | "}" => (|piece| matches!(piece, "(" | "[" | "{"), |piece| matches!(piece, ")" | "]" | "}")),
        piece if pieces[last].what == What::Text && piece.starts_with('}') => (
            |piece| piece.starts_with('`') && piece.ends_with("${"),
            |piece| piece.starts_with('}') && piece.ends_with('`'),
        ),
        _ => return Some(last),
    };
    let mut depth = 0_usize;
    (0..=last).rev().find(|at| {
        let piece = &text[pieces[*at].range.clone()];
        depth += usize::from(closes(piece));
        depth -= usize::from(opens(piece));
        depth == 0
    })
}

/// The names and dots that end `text`.
pub(super) fn path_before(text: &str) -> &str {
    &text[text.trim_end_matches(|c| is_word(c) || c == '.').len()..]
}

#[cfg(test)]
mod tests {
    use super::operand;

    #[test]
    fn what_stands_before_a_dot_is_found() {
        for (text, found) in [
            ("b", "b"),
            ("1 + b.buffer", "b.buffer"),
            ("f(a, b)", "f(a, b)"),
            ("return arr[0]", "arr[0]"),
            ("x = 'abc'", "'abc'"),
            ("new Map()", "new Map()"),
            ("a, new a.B([1])", "new a.B([1])"),
            ("(1, b)", "(1, b)"),
            ("f(g(1)[2])(3)", "f(g(1)[2])(3)"),
            ("a?.b", "a?.b"),
            ("a?.(1)", "a?.(1)"),
            ("`a${1}b`", "`a${1}b`"),
            ("f(`${`a`}`)", "f(`${`a`}`)"),
            ("/a/g", "/a/g"),
            ("[1, 2]", "[1, 2]"),
            ("this", "this"),
            ("typeof b", "b"),
            ("{ b", "b"),
            ("1", ""),
            ("f(", ""),
            ("a +", ""),
            ("b)", ""),
            ("x = Buffer.from", "Buffer.from"),
            ("f(1, 'abc'.slice", "'abc'.slice"),
            ("1 + [1, [2]].map", "[1, [2]].map"),
            ("list[0].at", "list[0].at"),
            ("a b.c", "b.c"),
            ("new Map", "new Map"),
            ("x = new Map([[1, 2]]).get", "new Map([[1, 2]]).get"),
            ("Buffer.from('x').toString", "Buffer.from('x').toString"),
            ("this.b?.fill", "this.b?.fill"),
            ("`a${b}`.at", "`a${b}`.at"),
            ("return b.fill", "b.fill"),
            ("(a + b).fill", "(a + b).fill"),
            ("", ""),
            ("return", ""),
        ] {
            assert_eq!(operand(text), found, "{text}");
        }
    }
}
