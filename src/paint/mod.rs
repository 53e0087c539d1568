//! Roles become ink: the only room that knows escape codes. Not what anything means: that was decided with the role.

mod escapes;
mod gathered;
mod streams;
mod table;

pub use escapes::{plain, shown};
pub use gathered::Gathered;
pub use streams::Streams;

use std::fmt::Write as _;
use std::io::{self, Write};

use owo_colors::Style;

use crate::system;
use pool::styled::{Role, Styled};

/// Whether colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text alone.
    Never,
    /// ANSI colours.
    Ansi,
}

/// What `--color` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Colours at a terminal.
    #[default]
    Auto,
    /// Colours everywhere.
    Always,
    /// No colours.
    Never,
}

/// The parts of the environment that have a say about colour.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `NO_COLOR` (no-color.org): present and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` (bixense.com/clicolors): present, neither empty nor `0`.
    pub force: bool,
    /// `TERM` is `dumb`, or the console knows no escape codes.
    pub dumb: bool,
}

impl Surroundings {
    /// Read from the process's environment.
    pub fn read() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            dumb: set("TERM").is_some_and(|term| term == "dumb") || !system::obeys_escapes(),
        }
    }
}

impl Ink {
    /// The flag decides first, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a terminal reads it.
    pub fn decide(choice: Choice, surroundings: &Surroundings, terminal: bool) -> Self {
        let colours = match choice {
            Choice::Always => true,
            Choice::Never => false,
            Choice::Auto if surroundings.no_color => false,
            Choice::Auto if surroundings.force => true,
            Choice::Auto => terminal && !surroundings.dumb,
        };
        if colours { Self::Ansi } else { Self::Never }
    }
}

/// Bytes of room for a text that are kept from one to the next.
const ROOM: usize = 4096;

/// Paints texts onto a writer.
#[derive(Debug)]
pub struct Painter<W: Write> {
    writer: W,
    ink: Ink,
    guarded: bool,
    /// Room for a text.
    whole: String,
}

impl<W: Write> Painter<W> {
    /// `guarded`: a terminal reads this, so control characters in the text are shown instead of obeyed.
    pub fn new(writer: W, ink: Ink, guarded: bool) -> Self {
        Self { writer, ink, guarded, whole: String::new() }
    }

    /// Writes `text`.
    pub fn write(&mut self, text: &Styled) -> io::Result<()> {
        if let ([(_, run)], Ink::Never, false) = (text.runs.as_slice(), self.ink, self.guarded) {
            return self.writer.write_all(run.as_bytes());
        }
        if self.ink == Ink::Never && !self.guarded {
            // At one go: a program that is ended meanwhile leaves no half of it.
            self.whole.clear();
            self.whole.shrink_to(ROOM);
            text.runs.iter().for_each(|(_, run)| self.whole.push_str(run));
            return self.writer.write_all(self.whole.as_bytes());
        }
        self.writer.write_all(painted(text, self.ink, self.guarded).as_bytes())
    }

    /// Writes what a program prints: where a terminal reads it, its colour codes pass, other control characters are shown.
    pub fn console(&mut self, text: &Styled) -> io::Result<()> {
        if !self.guarded {
            return self.write(text);
        }
        let obeyed = |(role, run): &(Role, String)| (*role, shown(run, true).into_owned());
        let text = Styled { runs: text.runs.iter().map(obeyed).collect() };
        self.writer.write_all(painted(&text, self.ink, false).as_bytes())
    }

    /// Writes `text` and a newline.
    pub fn line(&mut self, text: &Styled) -> io::Result<()> {
        self.write(text)?;
        self.writer.write_all(b"\n")
    }

    /// Hands everything on.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Whether colours are written.
    pub fn ink(&self) -> Ink {
        self.ink
    }
}

/// `text` in `ink`; `guarded` shows control characters instead of passing them on.
pub fn painted(text: &Styled, ink: Ink, guarded: bool) -> String {
    let mut out = String::with_capacity(text.byte_len() + 16 * text.runs.len());
    for (role, run) in &text.runs {
        let shown = if guarded { shown(run, false) } else { run.into() };
        one(&mut out, *role, &shown, ink);
    }
    out
}

/// Appends `run` to `out` in the ink of its role, unguarded.
pub fn one(out: &mut String, role: Role, run: &str, ink: Ink) {
    let style = if ink == Ink::Ansi { table::style(role) } else { Style::new() };
    if style.is_plain() {
        out.push_str(run);
        return;
    }
    // A newline inside coloured text would let the colour run to the edge of some terminals: each line has its own.
    for (index, line) in run.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(out, "{}", style.style(line));
        }
    }
}
