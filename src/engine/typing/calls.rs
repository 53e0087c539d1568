//! Which call the cursor is in, by a look at the brackets before it. Not a parser; a wrong guess costs a hint.

use super::tokens::{Open, open_brackets, tokens};
use crate::session::{is_command, is_word, operand};
use crate::syntax::{Piece, What};

/// The innermost open call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The text before its parenthesis.
    pub before: &'a str,
    /// The text behind it.
    pub inside: &'a str,
    /// Which argument the cursor is in, from 0.
    pub argument: usize,
}

impl<'a> Call<'a> {
    /// The last name before the parenthesis.
    pub fn name(&self) -> &'a str {
        &self.before[self.before.trim_end_matches(is_word).len()..]
    }
}

/// The call that is open at the end of `line`.
pub fn open_call(line: &str) -> Option<Call<'_>> {
    let &Open { at, commas } = open_brackets(line).last()?;
    let before = &line[..at];
    let called = line[at..].starts_with('(') && before.ends_with(is_word);
    called.then_some(Call { before, inside: &line[at + 1..], argument: commas })
}

/// The call of which an object that is open at the end of `line` is an argument, where a property's name is next.
pub fn open_options(line: &str) -> Option<Call<'_>> {
    let brace = open_brackets(line).last()?.at;
    let named = line[brace..].starts_with('{') && line.trim_end().ends_with(['{', ',']);
    if named { open_call(&line[..brace]) } else { None }
}

/// What F1 asks about: the names at the cursor, or else what is called there; nothing where there is neither.
pub fn at_cursor(before: &str, behind: &str) -> String {
    let rest = &behind[..behind.len() - behind.trim_start_matches(is_word).len()];
    let path =
        |text: &str| text[text.trim_end_matches(|c| is_word(c) || c == '.').len()..].trim_matches('.').to_owned();
    let named = path(&format!("{before}{rest}"));
    if named.starts_with(|c: char| !c.is_ascii_digit()) {
        return named;
    }
    open_call(before).map_or(String::new(), |call| path(call.before))
}

/// What an entry ends with: the last argument of a call, or else the last expression; of a dot command the last word.
pub fn last_argument(entry: &str) -> Option<&str> {
    let entry = entry.trim_end_matches(|c: char| c.is_whitespace() || c == ';');
    if is_command(entry) && !entry.ends_with(')') {
        return entry.split_whitespace().skip(1).last();
    }
    let found: Vec<_> = tokens(entry).into_iter().filter(|piece| piece.what != What::Comment).collect();
    let mut depth = 0_usize;
    let begins = |piece: &&Piece| {
        let text = &entry[piece.range.clone()];
        depth += usize::from(piece.what == What::Plain && matches!(text, ")" | "]" | "}"));
        let ends = depth == 1 && matches!(text, "," | "(" | "[" | "{");
        depth -= usize::from(depth > 0 && piece.what == What::Plain && matches!(text, "(" | "[" | "{"));
        ends
    };
    let last = found.last()?;
    let argument = match &entry[last.range.clone()] {
        ")" => found.iter().rev().find(begins).map(|piece| entry[piece.range.end..last.range.start].trim()),
        _ => None,
    };
    let whole = Some(operand(&entry[..last.range.end])).filter(|whole| !whole.is_empty());
    argument.filter(|argument| !argument.is_empty()).or(whole).or(Some(&entry[last.range.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_call_is_found() {
        assert_eq!(
            open_call("a = Buffer.alloc(1, ')', "),
            Some(Call { before: "a = Buffer.alloc", inside: "1, ')', ", argument: 2 })
        );
        assert_eq!(
            open_call("f(g(1, 2), [3, 4], "),
            Some(Call { before: "f", inside: "g(1, 2), [3, 4], ", argument: 2 })
        );
        assert_eq!(open_call("f({ a"), None);
        assert_eq!(open_call("f(1)"), None);
        assert_eq!(open_call("b.toString(").map(|call| call.name()), Some("toString"));
    }

    #[test]
    fn the_last_argument_is_of_the_last_call() {
        for (entry, argument) in [
            ("Buffer.from('hi', 'utf8')", "'utf8'"),
            ("b = Buffer.alloc(10);", "10"),
            ("f(g(1, 2))", "g(1, 2)"),
            ("f(1, [2, 3] )", "[2, 3]"),
            ("f(')', a.b) // x(1)", "a.b"),
            ("b.toString()", "b.toString()"),
            ("x = { a: 1 }", "{ a: 1 }"),
            ("x + some.name", "some.name"),
            ("x + 5", "5"),
            ("`a${f(1)}`", "`a${f(1)}`"),
            (".hex b", "b"),
            (".hex b.subarray(2)", "2"),
            (".save a.transcript", "a.transcript"),
        ] {
            assert_eq!(last_argument(entry), Some(argument), "{entry}");
        }
        assert_eq!(last_argument(" "), None);
        assert_eq!(last_argument(".gc"), None);
    }

    #[test]
    fn what_is_asked_about_is_at_the_cursor() {
        for (before, behind, about) in [
            ("Buffer.fr", "om('hi')", "Buffer.from"),
            ("x = Buffer.alloc(10", ")", "Buffer.alloc"),
            ("x = Buffer.alloc(", "", "Buffer.alloc"),
            ("b.toString('he", "x')", "hex"),
            ("b.", "", "b"),
            (".hex b", "", "b"),
            (".he", "x b", "hex"),
            ("1 + ", "2", ""),
            ("", "", ""),
        ] {
            assert_eq!(at_cursor(before, behind), about, "{before}|{behind}");
        }
    }
}
