//! The screen a person sits at: how large it is now, and where a long text is cut to fit on it. Not what is shown.

use rustyline::GraphemeClusterMode;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar;

use pool::styled::Styled;

/// Columns and rows where the terminal does not tell.
const USUAL: (usize, usize) = (80, 24);
/// Columns of a control character, shown as `\x1B`.
const CONTROL: usize = 4;
/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// How many columns and rows there are now.
pub fn size() -> (usize, usize) {
    let known = terminal_size::terminal_size().map(|(width, height)| (width.0.into(), height.0.into()));
    let (columns, rows): (usize, usize) = known.unwrap_or(USUAL);
    (if columns == 0 { USUAL.0 } else { columns }, if rows == 0 { USUAL.1 } else { rows })
}

/// Counts the rows of a text as it goes, as the line editor does, too (rustyline's `calculate_position`).
pub struct Rows {
    columns: usize,
    /// Columns of a control character.
    control: usize,
    mode: GraphemeClusterMode,
    /// The column of what comes next, and its row unless the row is full.
    pub column: usize,
    pub row: usize,
}

impl Rows {
    fn new(columns: usize) -> Self {
        let mode = GraphemeClusterMode::from_env();
        Self { columns: columns.max(1), control: CONTROL, mode, column: 0, row: 0 }
    }

    /// Of the line editor's buffer, which begins at a place; control characters take no room in it.
    pub fn of_buffer(columns: usize, (row, column): Place) -> Self {
        Self { control: 0, row, column, ..Self::new(columns) }
    }

    /// Which row `c` stands in, and how many columns it takes with those it leaves free; the next one follows it.
    pub fn step(&mut self, c: char) -> (usize, usize) {
        match c {
            '\n' => {
                (self.column, self.row) = (0, self.row + 1);
                (self.row - 1, 0)
            }
            '\t' => self.take(TAB - self.column % TAB),
            c => self.take(c.width().unwrap_or(self.control)),
        }
    }

    /// The same of what the line editor never breaks: a letter with its accents, a family. The columns that are to be filled before
    /// it come first, for a terminal would break it.
    pub fn step_whole(&mut self, cluster: &str) -> (usize, usize, usize) {
        let mut chars = cluster.chars();
        if let (Some(only), None) = (chars.next(), chars.next()) {
            let (row, wide) = self.step(only);
            return (0, row, wide);
        }
        let first = cluster.chars().next().and_then(UnicodeWidthChar::width).unwrap_or(0);
        let (free, wide) = (self.columns.saturating_sub(self.column), self.mode.width(cluster).into());
        let fill = if wide > free && first <= free { free } else { 0 };
        let (row, taken) = self.take(wide);
        (fill, row, taken)
    }

    fn take(&mut self, wide: usize) -> (usize, usize) {
        let before = self.column;
        self.column += wide;
        if self.column <= self.columns {
            return (self.row, wide);
        }
        (self.column, self.row) = (wide, self.row + 1);
        (self.row, self.columns - before + wide)
    }

    /// Whether the last row has no room.
    pub fn is_full(&self) -> bool {
        self.column >= self.columns
    }

    /// Behind a text that begins at a place, as the line editor counts.
    pub fn behind(text: &str, columns: usize, from: Place) -> Self {
        let mut rows = Self::of_buffer(columns, from);
        text.graphemes(true).for_each(|cluster| _ = rows.step_whole(cluster));
        rows
    }

    /// The row of what comes next.
    pub fn next_row(&self) -> usize {
        self.next().0
    }

    /// The place of what comes next.
    pub fn next(&self) -> Place {
        if self.is_full() { (self.row + 1, 0) } else { (self.row, self.column) }
    }
}

/// A row and a column.
pub type Place = (usize, usize);

/// How many rows `text` takes.
pub fn rows(text: &str, columns: usize) -> usize {
    let mut count = Rows::new(columns);
    text.chars().for_each(|c| _ = count.step(c));
    count.row + 1
}

/// How many rows `text` takes.
pub fn rows_of(text: &Styled, columns: usize) -> usize {
    let mut count = Rows::new(columns);
    text.runs.iter().flat_map(|(_, run)| run.chars()).for_each(|c| _ = count.step(c));
    count.row + 1
}

/// The first `most` rows of `text`, and the rest if there is one.
pub fn cut(text: Styled, columns: usize, most: usize) -> (Styled, Option<Styled>) {
    let mut count = Rows::new(columns);
    for (index, (role, run)) in text.runs.iter().enumerate() {
        for (at, c) in run.char_indices() {
            count.step(c);
            if count.row >= most {
                let at = at + usize::from(c == '\n');
                let (mut first, mut rest) = (Styled { runs: text.runs[..index].to_vec() }, Styled::new());
                first.push(*role, run[..at].trim_end_matches('\n'));
                rest.push(*role, &run[at..]);
                rest.runs.extend_from_slice(&text.runs[index + 1..]);
                return if rest.is_empty() { (text, None) } else { (first, Some(rest)) };
            }
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pool::styled::Role;

    #[test]
    fn rows_are_those_of_a_terminal() {
        assert_eq!([rows("", 4), rows("abcd", 4), rows("abcde", 4), rows("a\n\nb", 4)], [1, 1, 2, 3]);
        assert_eq!([rows("漢漢漢", 4), rows("漢a漢", 4), rows("e\u{301}e\u{301}ee", 4), rows("a\tb", 8)], [2, 2, 1, 2]);
    }

    #[test]
    fn what_is_one_letter_is_never_broken() {
        let mut place = Rows { mode: GraphemeClusterMode::WcWidth, ..Rows::of_buffer(10, (0, 7)) };
        assert_eq!(place.step_whole("e\u{301}"), (0, 0, 1));
        assert_eq!(place.step_whole("👋🏿"), (2, 1, 6));
        assert_eq!(place.step_whole("👩\u{200D}👧"), (0, 1, 4));
        assert_eq!(place.step_whole("ab"), (0, 1, 2));
        assert_eq!((place.step_whole("漢"), place.column), ((0, 2, 2), 2));
    }

    #[test]
    fn what_is_cut_is_whole_together() {
        let mut text = Styled::new();
        text.plain("one\ntw").push(Role::Dim, "o\nthree\nfour");
        let (first, rest) = cut(text.clone(), 10, 2);
        assert_eq!(first.to_string(), "one\ntwo");
        assert_eq!(rest.expect("there is more").runs, [(Role::Dim, "three\nfour".to_owned())]);
        assert_eq!(cut(text.clone(), 10, 4), (text, None));
        let (first, rest) = cut("abcdefghij".into(), 4, 2);
        assert_eq!((first, rest), ("abcdefgh".into(), Some("ij".into())));
    }
}
