//! How a buffer looks while it is typed: colours, control characters, the bracket that belongs to the one at the cursor, the rows
//! there is room for. Draws text; writes nothing.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar as _;

use super::marks::picture;
use super::screen::{Place, Rows};
use crate::paint::{Ink, painted};
use engine::syntax::Piece;
use engine::typing::{brackets, role, tokens};
use pool::styled::{Role, Styled};

/// Which rows of a buffer are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The columns of the screen, and where the buffer begins behind its prompt.
    pub columns: usize,
    pub start: Place,
    pub first: usize,
    pub end: usize,
}

impl Window {
    /// All of a buffer.
    pub fn all((columns, _): (usize, usize), start: Place) -> Self {
        Self { columns, start, first: 0, end: usize::MAX }
    }

    /// What is drawn of a buffer on a screen of that many columns and rows: of one that is taller the rows around the cursor. The
    /// line editor goes up as many rows as there are below the cursor, and stops at the top.
    pub fn around(buffer: &str, cursor: usize, (columns, rows): (usize, usize), start: Place) -> Self {
        let all = Self::all((columns, rows), start);
        let mut place = all.place();
        buffer[..cursor].graphemes(true).for_each(|cluster| _ = place.step_whole(cluster));
        let at = place.next_row();
        buffer[cursor..].graphemes(true).for_each(|cluster| _ = place.step_whole(cluster));
        let last = place.next_row();
        if last < rows {
            return all;
        }
        if last - at < rows {
            // The prompt is drawn whole or not at all.
            return Self { first: (last + 1 - rows).max(start.0 + 1), ..all };
        }
        // Behind a last row that is full the line editor begins another one.
        let first = if at > start.0 { at } else { 0 };
        Self { first, end: first + rows - usize::from(place.is_full()), ..all }
    }

    fn place(&self) -> Rows {
        Rows::of_buffer(self.columns, self.start)
    }
}

/// Whether nothing of the last line is as wide as a column, though something is there: a joiner, an accent without a letter.
pub fn ends_unseen(buffer: &str) -> bool {
    let line = buffer.rsplit_once('\n').map_or("", |(_, line)| line);
    !line.is_empty() && line.chars().all(|c| c != '\t' && c.width().unwrap_or(0) == 0)
}

/// How many rows a buffer takes.
pub fn rows(buffer: &str, columns: usize, indent: usize) -> usize {
    Rows::behind(buffer, columns, (0, indent)).next_row() + 1
}

/// The column behind a buffer.
pub fn column(buffer: &str, columns: usize, indent: usize) -> usize {
    Rows::behind(buffer, columns, (0, indent)).column
}

/// `buffer` as it is shown, as wide as the line editor believes it to be: blanks up to a tab stop, a picture for each marked
/// control character. `cursor` marks brackets.
pub fn draw(buffer: &str, cursor: Option<usize>, window: Window, ink: Ink) -> String {
    let found = tokens(buffer);
    let pair = cursor.and_then(|cursor| brackets(buffer, &found, cursor));
    let mut out = Styled::new();
    let mut place = window.place();
    // Behind a row that is full the line editor believes to be in the next one, where a terminal waits for a letter.
    let mut waits = window.start.0 > 0 && window.start.1 == 0;
    let mut parts = found.iter().peekable();
    for (at, cluster) in buffer.grapheme_indices(true) {
        while parts.next_if(|part| part.range.end <= at).is_some() {}
        let role = role_at(parts.peek().copied(), pair, at);
        waits |= cursor == Some(at) && place.is_full();
        let (fill, row, width) = place.step_whole(cluster);
        let waited = waits;
        waits &= width == 0 && cluster != "\n";
        if row < window.first || row >= window.end {
            continue;
        }
        if row > window.first || window.first == 0 {
            out.plain(" ".repeat(fill));
        }
        match cluster.chars().next().unwrap_or_default() {
            '\n' if waited => _ = out.plain(if row + 1 < window.end { " \r\n" } else { " \r" }),
            '\n' if row + 1 < window.end => _ = out.plain("\n"),
            '\n' => {}
            '\t' => _ = out.plain(" ".repeat(width)),
            c if width == 0 && c.is_control() => {}
            _ => {
                for c in cluster.chars() {
                    _ = match picture(c) {
                        Some(picture) => out.push(Role::Dim, picture.encode_utf8(&mut [0; 4])),
                        None => out.push(role, c.encode_utf8(&mut [0; 4])),
                    };
                }
            }
        }
    }
    painted(&out, ink, false)
}

/// A prompt of the line editor's own, as wide as it believes it to be: a search's holds what is looked for.
pub fn whole(prompt: &str, columns: usize) -> Cow<'_, str> {
    let mut place = Rows::of_buffer(columns, (0, 0));
    let mut out = String::with_capacity(prompt.len());
    for cluster in prompt.graphemes(true) {
        let (fill, _, _) = place.step_whole(cluster);
        out.extend(std::iter::repeat_n(' ', fill));
        out += cluster;
    }
    if out.len() == prompt.len() { Cow::Borrowed(prompt) } else { Cow::Owned(out) }
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
    use engine::typing::coloured;

    fn drawn(buffer: &str, cursor: Option<usize>, size: (usize, usize)) -> String {
        let window = cursor.map_or(Window::all(size, (0, 2)), |cursor| Window::around(buffer, cursor, size, (0, 2)));
        draw(buffer, cursor, window, Ink::Never)
    }

    #[test]
    fn a_family_in_a_search_is_not_torn() {
        assert_eq!(whole("(search)`e\u{301}': ", 9), "(search)`e\u{301}': ");
        let flag = "🇩🇪";
        assert_eq!(whole(&format!("1234567{flag}"), 9), format!("1234567{flag}"));
        assert_eq!(whole(&format!("12345678{flag}"), 9), format!("12345678 {flag}"));
    }

    #[test]
    fn blanks_and_control_characters_are_seen() {
        assert_eq!(drawn("f(\n\t1)", None, (80, 24)), "f(\n        1)");
        assert_eq!(drawn("a\tb\u{FDD7}\u{FFFE}", Some(0), (80, 24)), "a     b\u{2407}\u{2421}");
    }

    #[test]
    fn a_line_ends_where_the_line_editor_has_begun_another() {
        let behind_full_prompt = |buffer: &str| draw(buffer, Some(0), Window::all((9, 24), (1, 0)), Ink::Never);
        assert_eq!(behind_full_prompt("\nb"), " \r\nb");
        assert_eq!(behind_full_prompt("\u{200B}\nb"), "\u{200B} \r\nb");
        assert_eq!(behind_full_prompt("a\nb"), "a\nb");
        let full = "1234567\u{200B}\nb";
        assert_eq!(drawn(full, Some(7), (9, 24)), "1234567\u{200B} \r\nb");
        assert_eq!(drawn(full, Some(6), (9, 24)), "1234567\u{200B}\nb");
    }

    #[test]
    fn a_buffer_taller_than_the_screen_is_seen_around_the_cursor() {
        let lines = "1\n2\n3\n4\n5\n6";
        assert_eq!(drawn(lines, Some(11), (10, 3)), "4\n5\n6");
        assert_eq!(drawn(lines, Some(6), (10, 3)), "4\n5\n6");
        assert_eq!(drawn(lines, Some(4), (10, 3)), "3\n4\n5");
        assert_eq!(drawn(lines, Some(0), (10, 3)), "1\n2\n3");
        assert_eq!(drawn(lines, None, (10, 3)), lines);
        assert_eq!(drawn("abcdefghijkl", Some(12), (4, 2)), "ghijkl");
        assert_eq!(rows("ab", 4, 2), 2);
        assert_eq!(rows("ab\nc", 4, 2), 2);
    }

    #[test]
    fn colours_keep_the_text() {
        let lines = "const é = '漢' + `a\n${1}` // x\n.pool";
        assert_eq!(coloured(lines).to_string(), lines);
        assert!(coloured(lines).runs.contains(&(Role::Keyword, "const".to_owned())));
        let line = "const é = '漢' // x";
        let coloured = draw(line, Some(3), Window::all((80, 24), (0, 2)), Ink::Dark);
        assert_ne!(coloured, line);
        assert_eq!(engine::transcript::strip(&coloured), line);
    }
}
