//! The entry on a screen that got another size: where the rows are that the line editor is about to take back, and how they come to
//! be where it believes them. Not what it draws then.

use std::cell::Cell;
use std::iter;
use std::rc::Rc;

use rustyline::Prompt;
use unicode_segmentation::UnicodeSegmentation as _;

use super::highlight::Window;
use super::screen::{self, Place, Rows};
use crate::paint::{BELOW, UP};

/// What a terminal does with lines that it broke itself, once it has another width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    /// Their rows stay.
    Stay,
    /// It breaks them anew.
    Anew,
}

/// What the line editor has drawn last.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Columns and rows of the screen.
    pub size: (usize, usize),
    /// The columns the line editor counts with: it learns late of others.
    pub columns: usize,
    pub prompt: String,
    pub line: String,
    pub cursor: usize,
    /// What stands behind it and under it.
    pub hint: String,
    /// What of it was drawn.
    pub window: Window,
    /// Its rows are empty: they are broken where the screen does not break them, or have been taken back.
    pub blank: bool,
}

impl Drawn {
    /// The place of the cursor and that behind all of it, as the line editor believes.
    fn believed(&self) -> (Place, Place) {
        let (before, after) = self.line.split_at(self.cursor);
        let columns = self.columns;
        let cursor = Rows::behind(before, columns, Rows::behind(&self.prompt, columns, (0, 0)).next()).next();
        (cursor, Rows::behind(&self.hint, columns, Rows::behind(after, columns, cursor).next()).next())
    }

    /// Whether the line editor draws it anew once it learns that there are so many columns.
    pub fn is_drawn_anew(&self, columns: usize) -> bool {
        let is_more = |(row, column): Place| row > 0 || column >= columns;
        self.columns != columns && is_more(self.believed().1)
    }

    /// As many rows as the line editor believes there to be, and nothing on them.
    pub fn rows(&self) -> String {
        let (_, (row, column)) = self.believed();
        // This one it makes itself.
        let own = column == 0 && row > 0 && !self.line.ends_with('\n');
        "\n".repeat(row.min(self.size.1 - 1).saturating_sub(own.into()))
    }

    /// The rows up to the cursor where lines are broken anew at `columns`.
    fn anew(&self, columns: usize) -> Rows {
        let text = format!("{}{}", self.prompt, &self.line[..self.cursor]);
        // As it was drawn: a tab is blanks by now.
        let (mut before, mut drawn) = (Rows::of_buffer(self.columns, (0, 0)), String::new());
        for cluster in text.graphemes(true) {
            match before.step_whole(cluster) {
                (_, row, _) if row < self.window.first => {}
                (_, _, width) if cluster == "\t" => drawn.extend(iter::repeat_n(' ', width)),
                (fill, ..) => drawn.extend(iter::repeat_n(" ", fill).chain([cluster])),
            }
        }
        let ((_, column), (end, _)) = self.believed();
        // Behind a last row that was full, the line editor has made a line of its own.
        let ended = column == 0 && self.hint.is_empty() && self.cursor == self.line.len() && end > 0;
        let mut place = Rows::of_buffer(columns, (0, 0));
        drawn.chars().for_each(|c| _ = place.step(c));
        if ended && place.column > 0 {
            _ = place.step('\n');
        }
        place
    }
}

/// What terminals that break lines anew put into the environment, tmux before others: it does so wherever it runs.
const ANEW: [&str; 8] = [
    "TMUX",
    "VTE_VERSION",
    "KITTY_WINDOW_ID",
    "WT_SESSION",
    "WEZTERM_PANE",
    "ALACRITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "TERM_PROGRAM",
];
/// What one puts there that does not.
const STAY: &str = "XTERM_VERSION";

/// What is known of the terminal.
#[derive(Debug, Default)]
pub struct Resized {
    lines: Cell<Option<Lines>>,
    pub counted: Rc<Counted>,
}

/// What the line editor takes for the columns of the screen.
#[derive(Debug, Default)]
pub struct Counted {
    columns: Cell<usize>,
    /// It has just learned that there are so many.
    learned: Cell<bool>,
}

/// A prompt of which the line editor asks how wide it is whenever it has learned how many columns there are.
pub struct Measured<'a, P: ?Sized> {
    pub prompt: &'a P,
    pub counted: Option<Rc<Counted>>,
}

impl<P: Prompt + ?Sized> Prompt for Measured<'_, P> {
    fn raw(&self) -> &str {
        if let Some(counted) = &self.counted {
            counted.columns.set(screen::size().0);
            counted.learned.set(true);
        }
        self.prompt.raw()
    }

    fn styled(&self) -> &str {
        self.prompt.styled()
    }
}

/// Whether a terminal says that it is one that breaks lines anew; where its cursor stands cannot tell, this does.
fn is_likely_anew() -> bool {
    let named = |name: &&&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match ANEW.iter().find(named) {
        Some(&"TMUX") => true,
        Some(_) => std::env::var_os(STAY).is_none(),
        None => false,
    }
}

impl Resized {
    /// Whether the line editor counts with the columns of the screen on which that is drawn. Where it does not draw it anew it does not
    /// say that it has learned of them.
    pub fn is_up_to_date(&self, drawn: &Drawn) -> bool {
        let columns = drawn.size.0;
        if !self.counted.learned.get() && !drawn.is_drawn_anew(columns) {
            self.counted.columns.set(columns);
        }
        self.counted.columns.get() == columns
    }

    /// Something else is about to be drawn on the same screen.
    pub fn draw(&self, drawn: &mut Drawn, line: &str, cursor: usize) {
        self.is_up_to_date(drawn);
        let (size, columns) = (drawn.size, self.counted.columns.get());
        *drawn = Drawn { size, columns, line: line.to_owned(), cursor, ..Drawn::default() };
        self.counted.learned.set(false);
    }

    /// What the terminal has to be told before something else is drawn in place of `drawn`, on a screen of another size; `column` asks
    /// where its cursor is. No row above the entry is ever taken.
    pub fn told(&self, drawn: &Drawn, size: (usize, usize), column: impl FnOnce() -> Option<usize>) -> String {
        let ((row, _), (end, _)) = drawn.believed();
        let stays = row - drawn.window.first.min(row);
        let rows = if size.0 == drawn.size.0 || drawn.blank {
            Rows::of_buffer(size.0, (stays, 0))
        } else {
            drawn.anew(size.0)
        };
        // Behind a row that is full by now, some leave the cursor in it, and others begin the next one.
        let unknown = match self.lines.get() {
            Some(Lines::Stay) => false,
            Some(Lines::Anew) => rows.is_full(),
            None => rows.is_full() || stays != rows.row,
        };
        let column = if unknown { column() } else { None };
        let anew = if column == Some(0) { rows.next() } else { (rows.row, rows.column) };
        let above = if stays == anew.0 {
            stays
        } else {
            match self.lines.get() {
                Some(Lines::Stay) => stays,
                Some(Lines::Anew) => anew.0,
                None => self.found(drawn, size.0, column, (stays, anew)),
            }
        };
        if above == 0 && end == 0 {
            return String::new();
        }
        let rows = end.min(size.1 - 1);
        format!("{}\r{BELOW}{}{}", UP.repeat(above), "\n".repeat(rows), UP.repeat((end - row).min(rows)))
    }

    /// How many rows there are above the cursor, as its column tells.
    fn found(&self, drawn: &Drawn, columns: usize, column: Option<usize>, (stays, anew): (usize, Place)) -> usize {
        let Some(column) = column else {
            // Those that break lines anew answer.
            self.lines.set(Some(Lines::Stay));
            return stays;
        };
        let is = |place: usize| column == place.min(columns - 1);
        match (is(drawn.believed().0.1), is(anew.1)) {
            (true, false) => self.lines.set(Some(Lines::Stay)),
            (false, true) => self.lines.set(Some(Lines::Anew)),
            _ if is_likely_anew() => return anew.0,
            _ => return stays.min(anew.0),
        }
        if self.lines.get() == Some(Lines::Stay) { stays } else { anew.0 }
    }
}
