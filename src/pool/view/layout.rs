//! Lines and words: counting columns, wrapping, filling up. Not what is said.

use unicode_width::UnicodeWidthStr;

use crate::memory::snapshot::TRIED;
use crate::styled::{Role, Styled};

/// No screen is narrower than this; a view asked for less draws for this.
pub const NARROWEST: usize = 40;

/// `1 byte`, `2 bytes`.
pub fn bytes(count: impl Into<f64>) -> String {
    let count = count.into();
    format!("{count} {}", if count == 1.0 { "byte" } else { "bytes" })
}

/// Which statement something was.
pub fn statement(number: u32) -> String {
    match number {
        0 => "before the first statement".to_owned(),
        TRIED => "just now".to_owned(),
        number => format!("statement {number}"),
    }
}

/// `part` of `whole` as a rounded percentage; what is there at all is never shown as 0 %.
pub fn percent(part: u64, whole: u64) -> String {
    let share = part as f64 * 100.0 / whole.max(1) as f64;
    if part > 0 && share < 0.5 { "<1 %".to_owned() } else { format!("{share:.0} %") }
}

/// Bytes as ASCII, a dot for each that is none to be seen.
pub fn printable(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| if (0x20..0x7f).contains(byte) { char::from(*byte) } else { '.' }).collect()
}

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// `text`, cut with `...` to at most `width` columns.
pub fn cut(text: &str, width: usize) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if columns(&line) <= width {
        return line;
    }
    let mut kept = String::new();
    for c in line.chars() {
        if columns(&kept) + columns(c.encode_utf8(&mut [0; 4])) + 3 > width {
            break;
        }
        kept.push(c);
    }
    kept + "..."
}

/// A left text and a right one at the edge of the screen, or directly behind if there is no room.
pub fn both_ends(to: &mut Styled, (left_role, left): (Role, &str), (right_role, right): (Role, &str), width: usize) {
    let gap = width.saturating_sub(columns(left) + columns(right)).max(2);
    to.push(left_role, left);
    to.plain(" ".repeat(gap)).push(right_role, right).plain("\n");
}

/// The same text, kept on one line by `wrap` where a line is long enough.
pub fn glue(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// Words in several roles, wrapped at `width` with all further lines indented, and a line end.
pub fn wrap(to: &mut Styled, indent: usize, width: usize, words: &[(Role, String)]) {
    let mut column = indent;
    let mut fresh = true;
    for (role, run) in words {
        let fits = |word: &str| indent + columns(word) <= width;
        let words = run.split(' ').filter(|word| !word.is_empty());
        for word in words.flat_map(|word| word.split(if fits(word) { ' ' } else { '\u{a0}' })) {
            let length = columns(word);
            if !fresh && column + 1 + length > width {
                to.plain("\n").plain(" ".repeat(indent));
                (column, fresh) = (indent, true);
            }
            if !fresh {
                to.plain(" ");
                column += 1;
            }
            to.push(*role, word.replace('\u{a0}', " "));
            column += length;
            fresh = false;
        }
    }
    to.plain("\n");
}

/// Items that are never broken, two spaces apart, wrapped at `width`.
pub fn flow(to: &mut Styled, indent: usize, width: usize, items: Vec<Styled>) {
    let mut column = 0;
    for item in items {
        let length = columns(&item.to_string());
        if column == 0 {
            to.plain(" ".repeat(indent));
            column = indent;
        } else if column + 2 + length > width {
            to.plain("\n").plain(" ".repeat(indent));
            column = indent;
        } else {
            to.plain("  ");
            column += 2;
        }
        to.append(item);
        column += length;
    }
    if column > 0 {
        to.plain("\n");
    }
}

/// Neighbours that are alike in one group.
pub fn grouped<T, K: PartialEq>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    for item in items {
        match groups.last_mut().filter(|group| key(&group[0]) == key(&item)) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}
