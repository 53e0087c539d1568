//! How a buffer looks while it is typed: colours, the gutter of continuation lines, the bracket that belongs to the one
//! at the cursor. Draws text; writes nothing.

use unicode_width::UnicodeWidthChar as _;

use super::signs::PROMPT;
use super::tokens::{brackets, role, tokens};
use crate::paint::{Ink, painted};
use engine::syntax::Piece;
use pool::styled::{Role, Styled};

/// `buffer` as it is shown, as wide as the line editor believes it to be: a tab after a newline is the gutter, other
/// tabs reach the next multiple of the gutter's width, control characters take no room. `cursor` marks brackets.
pub fn draw(buffer: &str, cursor: Option<usize>, gutter: &str, ink: Ink) -> String {
    let found = tokens(buffer);
    let pair = cursor.and_then(|cursor| brackets(buffer, &found, cursor));
    let stop = gutter.len().max(1);
    let mut out = Styled::new();
    let mut column = PROMPT.len();
    let mut parts = found.iter().peekable();
    let mut fresh = false;
    for (at, c) in buffer.char_indices() {
        while parts.next_if(|part| part.range.end <= at).is_some() {}
        let role = role_at(parts.peek().copied(), pair, at);
        match c {
            '\n' => {
                out.plain("\n");
                (column, fresh) = (0, true);
                continue;
            }
            '\t' if fresh => {
                out.push(Role::Dim, gutter);
                column = stop;
            }
            '\t' => {
                let width = stop - column % stop;
                out.plain(" ".repeat(width));
                column += width;
            }
            c if c.is_control() => {}
            c => {
                out.push(role, c.encode_utf8(&mut [0; 4]));
                column += c.width().unwrap_or(0);
            }
        }
        fresh = false;
    }
    painted(&out, ink, false)
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

fn role_at(part: Option<&Piece>, pair: Option<(usize, usize)>, at: usize) -> Role {
    match (part, pair) {
        (_, Some((open, close))) if at == open || at == close => Role::Strong,
        (Some(part), _) if part.range.contains(&at) => role(part),
        _ => Role::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gutter_stands_where_the_tab_is() {
        assert_eq!(draw("f(\n\t1)", None, "... ", Ink::Never), "f(\n... 1)");
        assert_eq!(draw("f(\n\t1)", None, "| ", Ink::Never), "f(\n| 1)");
        assert_eq!(draw("a\tb\n\n\t\tc\u{7}", None, "... ", Ink::Never), "a b\n\n...     c");
    }

    #[test]
    fn colours_keep_the_text() {
        let lines = "const é = '漢' + `a\n${1}` // x\n.pool";
        assert_eq!(coloured(lines).to_string(), lines);
        assert!(coloured(lines).runs.contains(&(Role::Keyword, "const".to_owned())));
        let line = "const é = '漢' // x";
        let coloured = draw(line, Some(3), "... ", Ink::Ansi);
        assert_ne!(coloured, line);
        assert_eq!(engine::transcript::strip(&coloured), line);
    }
}
