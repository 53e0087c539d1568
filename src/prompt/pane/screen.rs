//! The whole screen while the pane is on: the prompt's part, as it was written to a terminal of its own size, and the pane beside or
//! above it. Not where the bytes come from.

use std::num::NonZero;

use vt100::{Callbacks, Parser};

use super::place::{Place, RULE};
use super::shown::Shown;
use crate::paint::{Canvas, Ink, Row, cells, columns as columns_of, kept, painted, plain};
use crate::prompt::screen::rows;
use pool::styled::{Role, Styled};

/// Bytes taken at once: no more rows than these can be moved out at the top by them.
const PIECE: usize = 1024;

/// What is written to the prompt's part beside text.
#[derive(Debug, Default)]
struct Asides {
    bells: usize,
    /// A drawing has begun and not ended.
    drawing: bool,
}

impl Callbacks for Asides {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.bells += 1;
    }

    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        end: char,
    ) {
        // Synchronized output.
        if first == Some(b'?') && parameters == [[2026]] {
            self.drawing = end == 'h';
        }
    }
}

/// The screen.
pub struct Screen {
    prompt: Parser<Asides>,
    size: (usize, usize),
    place: Place,
    canvas: Canvas,
    pane: Vec<Row>,
    ink: Ink,
    /// What the pane shows.
    pub shown: Shown,
    /// Somebody else has the terminal.
    left: bool,
    pastes: bool,
    mouse: bool,
    /// Rows of the terminal that nothing here shows, when it is taken.
    unknown: Option<usize>,
    /// The row of the cursor when it was left.
    left_at: usize,
}

/// How many rows a painted line takes.
fn rows_of(line: &str, columns: usize) -> usize {
    rows(&plain(line), columns)
}

fn count(number: usize) -> NonZero<u16> {
    NonZero::new(u16::try_from(number).unwrap_or(u16::MAX)).unwrap_or(NonZero::<u16>::MIN)
}

impl Screen {
    /// One in which nothing is written yet.
    pub fn new(size: (usize, usize), ink: Ink) -> Self {
        let place = Place::on(size);
        let (columns, rows) = place.prompt(size);
        let prompt = Parser::new_with_callbacks(count(rows), count(columns), PIECE, Asides::default());
        Self {
            prompt,
            size,
            place,
            canvas: Canvas::new(size.0, size.1),
            pane: Vec::new(),
            ink,
            shown: Shown::default(),
            left: true,
            pastes: false,
            mouse: false,
            unknown: None,
            left_at: 0,
        }
    }

    /// Shows the last lines that were seen before it, as many as there is room for; `row` is the one behind them on the terminal.
    pub fn show_again(&mut self, lines: &[String], row: usize) {
        let (columns, rows) = self.room();
        let mut room = rows - 1;
        let mut fits = |line: &String| {
            room = room.checked_sub(rows_of(line, columns))?;
            Some(())
        };
        let count = lines.iter().rev().map_while(&mut fits).count();
        let again = &lines[lines.len() - count..];
        let there: usize = again.iter().map(|line| rows_of(line, self.size.0)).sum();
        self.unknown = Some(row.saturating_sub(there));
        for line in again {
            self.prompt.process(&kept(line.as_bytes()));
            self.prompt.process(b"\r\n");
        }
        self.prompt.screen_mut().clear_scrollback();
    }

    /// The columns and rows of the prompt's part.
    pub fn room(&self) -> (usize, usize) {
        self.place.prompt(self.size)
    }

    /// Has another size before it takes the terminal.
    pub fn sized(&mut self, size: (usize, usize)) {
        if size != self.size {
            self.fit(size);
        }
    }

    /// Somebody else had the terminal, and left its cursor in a row: where that is as it was, most likely all is.
    pub fn found_at(&mut self, row: usize) {
        let scrolls = row + 1 >= self.size.1;
        self.unknown = Some(if row == self.left_at && !scrolls { 0 } else { row });
    }

    /// Takes the terminal, which keeps what it shows where it can be scrolled back to.
    pub fn enter(&mut self) -> String {
        self.canvas = Canvas::new(self.size.0, self.size.1);
        match self.unknown.take() {
            Some(unknown) => self.canvas.take_over(unknown),
            None => self.canvas.push_out(),
        }
        (self.left, self.pastes, self.mouse) = (false, false, false);
        self.drawn_pane();
        self.drawn()
    }

    /// Gives the terminal back: what the prompt shows stays, at the top.
    pub fn leave(&mut self) -> String {
        if std::mem::replace(&mut self.left, true) {
            return String::new();
        }
        let mut rows = self.rows_of_prompt();
        rows.resize(self.size.1, Row::new());
        self.canvas.draw(rows);
        if std::mem::take(&mut self.pastes) {
            self.canvas.pastes(false);
        }
        if std::mem::take(&mut self.mouse) {
            self.canvas.mouse(false);
        }
        let at = self.cursor();
        self.left_at = at.0 - self.place.top();
        self.canvas.told((self.left_at, at.1), false)
    }

    /// Takes what is written to the prompt's part; whether it can be drawn, for it may be the beginning of a drawing.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        for piece in bytes.chunks(PIECE) {
            self.prompt.process(&kept(piece));
            self.moved_out().into_iter().for_each(|row| self.canvas.scroll(row));
        }
        let asides = self.prompt.callbacks_mut();
        for _ in 0..std::mem::take(&mut asides.bells).min(1) {
            self.canvas.ring();
        }
        !self.prompt.callbacks().drawing
    }

    /// The rows that have moved out at the top since this was asked last.
    fn moved_out(&mut self) -> Vec<Row> {
        let columns = self.prompt.screen().size().1.get();
        let screen = self.prompt.screen_mut();
        let count = screen.scrollback_len();
        let mut rows = Vec::new();
        for back in (1..=count).rev() {
            screen.set_scrollback(back);
            rows.push(cells(screen, 0, columns));
        }
        if count > 0 {
            screen.clear_scrollback();
        }
        rows
    }

    fn rows_of_prompt(&self) -> Vec<Row> {
        let screen = self.prompt.screen();
        let (rows, columns) = screen.size();
        (0..rows.get()).map(|row| cells(screen, row, columns.get())).collect()
    }

    /// The row and column of the cursor.
    fn cursor(&self) -> (usize, usize) {
        let (row, column) = self.prompt.screen().cursor_position();
        let (columns, rows) = self.room();
        (self.place.top() + usize::from(row).min(rows - 1), usize::from(column).min(columns - 1))
    }

    /// Fits to another size. What gets too narrow for a line moves out at the top before.
    pub fn fit(&mut self, size: (usize, usize)) {
        let before = self.rows_of_prompt();
        let at = usize::from(self.prompt.screen().cursor_position().0);
        let higher = size.1.saturating_sub(self.size.1);
        (self.size, self.place) = (size, Place::on(size));
        let (columns, rows) = self.room();
        let is_cut = |row: &Row| columns_of(row) > columns;
        self.canvas = Canvas::new(size.0, size.1);
        // A terminal that grows takes rows back that had moved out at its top.
        self.canvas.push_out_first(higher);
        if before[..at].iter().any(is_cut) {
            self.canvas.push_out_rows(&before[..at]);
        }
        self.prompt.set_size(count(rows), count(columns));
        self.moved_out().into_iter().for_each(|row| self.canvas.scroll(row));
        self.drawn_pane();
    }

    /// What the terminal is told so that it shows all of this.
    pub fn drawn(&mut self) -> String {
        if self.left {
            return String::new();
        }
        let screen = self.prompt.screen();
        let (pastes, mouse, hidden) = (screen.bracketed_paste(), self.shown.is_chosen(), screen.hide_cursor());
        if std::mem::replace(&mut self.pastes, pastes) != pastes {
            self.canvas.pastes(pastes);
        }
        if std::mem::replace(&mut self.mouse, mouse) != mouse {
            self.canvas.mouse(mouse);
        }
        let mut rows = self.rows_of_prompt();
        let columns = self.room().0;
        match self.place {
            Place::Above(_) => rows.splice(0..0, self.pane.iter().cloned()).for_each(drop),
            Place::Beside(_) => {
                for (row, pane) in rows.iter_mut().zip(&self.pane) {
                    row.truncate(columns);
                    row.extend_from_slice(pane);
                }
            }
            Place::Nowhere => {}
        }
        self.canvas.draw(rows);
        self.canvas.told(self.cursor(), hidden)
    }

    /// Draws the pane anew, as what it shows has changed.
    pub fn drawn_pane(&mut self) {
        let (columns, rows) = self.place.pane(self.size);
        if self.place == Place::Nowhere {
            self.pane.clear();
            return;
        }
        let mut rule = Styled::new();
        let mut text = painted(&self.shown.drawn(columns, rows), self.ink, true);
        let (wide, high) = if let Place::Above(_) = self.place {
            rule.push(Role::Dim, "─".repeat(columns));
            text = text + "\n" + &painted(&rule, self.ink, false);
            (columns, rows + 1)
        } else {
            rule.push(Role::Dim, "│").plain(" ");
            let rule = painted(&rule, self.ink, false);
            text = rule.clone() + &text.replace('\n', &format!("\n{rule}"));
            (columns + RULE, rows)
        };
        let mut drawing = Parser::new(count(high), count(wide), 0);
        drawing.process(&kept(text.replace('\n', "\r\n").as_bytes()));
        let screen = drawing.screen();
        self.pane = (0..count(high).get()).map(|row| cells(screen, row, count(wide).get())).collect();
    }

    /// The terminal has to be drawn anew, whatever it shows.
    pub fn forget(&mut self) {
        self.canvas.clear();
    }

    /// The column and row of the pane that a place on the screen is.
    pub fn within(&self, (column, row): (usize, usize)) -> Option<(usize, usize)> {
        let (columns, rows) = self.place.pane(self.size);
        let first = if let Place::Beside(_) = self.place { self.room().0 + RULE } else { 0 };
        (column >= first && column - first < columns && row < rows).then(|| (column - first, row))
    }

    /// The columns and rows of the pane.
    pub fn room_for_pane(&self) -> (usize, usize) {
        self.place.pane(self.size)
    }
}
