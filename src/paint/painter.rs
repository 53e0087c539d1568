//! Texts in the ink of their roles, as a text or onto a writer. Not which colour a role has: that is `table`'s.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::escapes::shown;
use super::ink::{Ink, Theme};
use super::table;
use pool::styled::{Role, Styled};

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

    /// Tells the terminal something that is no text.
    pub fn tell(&mut self, code: &str) -> io::Result<()> {
        self.writer.write_all(code.as_bytes())?;
        self.writer.flush()
    }

    /// Hands everything on.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Paints for that ground from now on.
    pub fn on(&mut self, ground: Theme) {
        self.ink = self.ink.on(ground);
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
    let style = table::style(role, ink);
    if style.is_plain() {
        out.push_str(run);
        return;
    }
    // On a ground of its own a blank is solid.
    let solid = matches!(role, Role::Owner(_)).then(|| run.replace(['█', '▀'], " "));
    let run = solid.as_deref().unwrap_or(run);
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
