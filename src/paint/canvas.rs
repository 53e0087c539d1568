//! A screen of cells, and the escape codes that make a terminal show others: only those that differ. Not what the cells mean, nor
//! where they come from.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::str;

use vt100::{Cell, Color, Screen};

/// A row of cells; those it does not have are blank.
pub type Row = Vec<Cell>;

/// What a terminal shows now, as far as it was drawn here.
#[derive(Debug)]
pub struct Canvas {
    columns: usize,
    rows: Vec<Row>,
    /// Where its cursor is, and whether that is hidden.
    cursor: Option<((usize, usize), bool)>,
    /// What the terminal is told next.
    out: String,
}

/// A drawing begins and ends: the terminal shows it at once (synchronized output), without its cursor in between.
const BEGIN: &str = "\x1b[?2026h\x1b[?25l";
const END: &str = "\x1b[?2026l";
const SHOWN: &str = "\x1b[?25h";
const PLAIN: &str = "\x1b[m";
/// Erases the rest of a row.
const REST: &str = "\x1b[K";
const CLEAR: &str = "\x1b[m\x1b[H\x1b[2J";
/// Presses of mouse buttons are told, with their places in figures.
const MOUSE: [&str; 2] = ["\x1b[?1006l\x1b[?1000l", "\x1b[?1000h\x1b[?1006h"];
/// Pastes are told from keys.
const PASTES: [&str; 2] = ["\x1b[?2004l", "\x1b[?2004h"];

/// Struck-through text, which the emulator does not know, is to it of a colour that nobody else has.
const STRUCK: Color = Color::Rgb(9, 9, 9);
/// Its beginning and end (SGR 9 and 29), and that of the colour.
const CODES: [(&str, &str); 2] = [("\x1b[9m", "\x1b[38;2;9;9;9m"), ("\x1b[29m", "\x1b[39m")];

/// What is written, in codes whose cells can be drawn again.
pub fn kept(bytes: &[u8]) -> Cow<'_, [u8]> {
    match str::from_utf8(bytes) {
        Ok(text) if CODES.iter().any(|(code, _)| text.contains(code)) => {
            CODES.iter().fold(text.to_owned(), |text, (code, kept)| text.replace(code, kept)).into_bytes().into()
        }
        _ => bytes.into(),
    }
}

/// The cells of some columns of a screen's row.
pub fn cells(screen: &Screen, row: u16, columns: u16) -> Row {
    (0..columns).filter_map(|column| screen.cell(row, column).cloned()).collect()
}

fn is_blank(cell: &Cell) -> bool {
    matches!(cell.contents(), "" | " ")
        && cell.bgcolor() == Color::Default
        && !cell.inverse()
        && !cell.underline()
        && !cell.is_wide_continuation()
}

/// Columns up to the last that is not blank.
pub fn columns(row: &[Cell]) -> usize {
    row.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1)
}

fn same(one: Option<&Cell>, other: Option<&Cell>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || (is_blank(one) && is_blank(other)),
        (Some(one), None) | (None, Some(one)) => is_blank(one),
        (None, None) => true,
    }
}

/// How a cell is drawn, beside its text.
fn look(cell: &Cell) -> (Color, Color, [bool; 5]) {
    let set = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
    (cell.fgcolor(), cell.bgcolor(), set)
}

fn set_look(out: &mut String, (fore, back, set): (Color, Color, [bool; 5])) {
    out.push_str("\x1b[0");
    let numbers = ["1", "2", "3", "4", "7"];
    for (_, number) in set.iter().zip(numbers).filter(|(set, _)| **set) {
        out.push(';');
        out.push_str(number);
    }
    for (color, base) in [(fore, 30), (back, 40)] {
        // Writing to a String cannot fail.
        let _ = match color {
            Color::Default => Ok(()),
            STRUCK => write!(out, ";9"),
            Color::Idx(index @ 0..=7) => write!(out, ";{}", base + index),
            Color::Idx(index @ 8..=15) => write!(out, ";{}", base + 52 + index),
            Color::Idx(index) => write!(out, ";{};5;{index}", base + 8),
            Color::Rgb(red, green, blue) => write!(out, ";{};2;{red};{green};{blue}", base + 8),
        };
    }
    out.push('m');
}

impl Canvas {
    /// Of a terminal that shows nothing.
    pub fn new(columns: usize, rows: usize) -> Self {
        Self { columns: columns.max(1), rows: vec![Row::new(); rows.max(1)], cursor: None, out: BEGIN.to_owned() }
    }

    /// Pushes what the terminal shows above the cursor out at its top, where it can be scrolled back to.
    pub fn push_out(&mut self) {
        self.out.push('\r');
        self.out.extend(std::iter::repeat_n('\n', self.rows.len() - 1));
        self.clear();
    }

    /// Pushes the first rows out at the top, and takes the others, which are drawn once more.
    pub fn take_over(&mut self, unknown: usize) {
        self.go(self.rows.len() - 1, 0);
        self.out.extend(std::iter::repeat_n('\n', unknown));
        self.out.push_str(PLAIN);
        for row in 0..self.rows.len() {
            self.go(row, 0);
            self.out.push_str(REST);
        }
        self.rows.fill(Row::new());
    }

    /// Pushes the first rows out at the top.
    pub fn push_out_first(&mut self, count: usize) {
        self.go(self.rows.len() - 1, 0);
        self.out.extend(std::iter::repeat_n('\n', count));
        self.clear();
    }

    /// Erases all of it.
    pub fn clear(&mut self) {
        self.out.push_str(CLEAR);
        self.rows.fill(Row::new());
    }

    /// Moves a row out at the top, after it has become `row` there.
    pub fn scroll(&mut self, row: Row) {
        self.draw_row(0, row);
        self.go(self.rows.len() - 1, 0);
        self.out.push('\n');
        self.rows.remove(0);
        self.rows.push(Row::new());
    }

    /// Writes rows as they are, one below the other, however many the terminal makes of each, and pushes all of them out.
    pub fn push_out_rows(&mut self, rows: &[Row]) {
        self.clear();
        for row in rows {
            let row = &row[..columns(row)];
            self.put(row);
            self.out.push_str("\r\n");
        }
        self.push_out();
    }

    /// Makes it show `rows`.
    pub fn draw(&mut self, rows: Vec<Row>) {
        for (at, row) in rows.into_iter().enumerate().take(self.rows.len()) {
            self.draw_row(at, row);
        }
    }

    fn draw_row(&mut self, at: usize, row: Row) {
        let there = std::mem::take(&mut self.rows[at]);
        let longest = row.len().max(there.len()).min(self.columns);
        let differs = |column: &usize| !same(row.get(*column), there.get(*column));
        if let (Some(mut first), Some(last)) = ((0..longest).find(differs), (0..longest).rfind(differs)) {
            while first > 0 && [&row, &there].iter().any(|row| row.get(first).is_some_and(Cell::is_wide_continuation)) {
                first -= 1;
            }
            self.go(at, first);
            // What is blank up to the end is erased.
            let end = columns(&row).min(self.columns);
            let erased = last >= end && columns(&there) > end;
            let until = if erased { end } else { (last + 1).min(end) };
            if let Some(changed) = row.get(first..until) {
                self.put(changed);
            }
            if erased {
                self.out.push_str(PLAIN);
                self.out.push_str(REST);
            }
        }
        self.rows[at] = row;
    }

    /// Writes cells where the cursor is.
    fn put(&mut self, cells: &[Cell]) {
        let mut now = None;
        for cell in cells.iter().filter(|cell| !cell.is_wide_continuation()) {
            if now != Some(look(cell)) {
                set_look(&mut self.out, look(cell));
                now = Some(look(cell));
            }
            self.out.push_str(if cell.has_contents() { cell.contents() } else { " " });
        }
        self.out.push_str(PLAIN);
    }

    fn go(&mut self, row: usize, column: usize) {
        let _ = write!(self.out, "\x1b[{};{}H", row + 1, column + 1);
    }

    /// Rings.
    pub fn ring(&mut self) {
        self.out.push('\x07');
    }

    /// Whether presses of a mouse are told from now on.
    pub fn mouse(&mut self, on: bool) {
        self.out.push_str(MOUSE[usize::from(on)]);
    }

    /// Whether pastes are told from keys from now on.
    pub fn pastes(&mut self, on: bool) {
        self.out.push_str(PASTES[usize::from(on)]);
    }

    /// What the terminal has to be told, after which its cursor is there; nothing where it knows all that.
    pub fn told(&mut self, (row, column): (usize, usize), hidden: bool) -> String {
        let cursor = Some(((row, column), hidden));
        if self.out == BEGIN && self.cursor == cursor {
            return String::new();
        }
        self.cursor = cursor;
        self.go(row, column);
        if !hidden {
            self.out.push_str(SHOWN);
        }
        self.out.push_str(END);
        std::mem::replace(&mut self.out, BEGIN.to_owned())
    }
}
