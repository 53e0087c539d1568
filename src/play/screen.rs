//! Frames where a terminal has them: only lines that differ from the last frame are written. Reads no keys.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};

use super::layout::{Frame, Size};
use crate::paint::{Ink, painted};

/// What a terminal shows now.
pub struct Screen {
    ink: Ink,
    lines: Vec<String>,
    size: Option<Size>,
}

impl Screen {
    /// A screen nobody has drawn on.
    pub fn new(ink: Ink) -> Self {
        Self { ink, lines: Vec::new(), size: None }
    }

    /// Makes `out` show `frame`.
    pub fn draw(&mut self, frame: &Frame, size: Size, out: &mut impl Write) -> io::Result<()> {
        write!(out, "{Hide}")?;
        if self.size != Some(size) {
            write!(out, "{}", Clear(ClearType::All))?;
            (self.size, self.lines) = (Some(size), vec![String::new(); usize::from(size.rows)]);
        }
        let lines: Vec<String> = frame.lines.iter().map(|line| painted(line, self.ink, true)).collect();
        for row in 0..lines.len().max(self.lines.len()) {
            let (new, old) = (lines.get(row), self.lines.get(row));
            if new != old {
                let text = new.map_or("", String::as_str);
                write!(out, "{}{text}{}", MoveTo(0, row as u16), Clear(ClearType::UntilNewLine))?;
            }
        }
        self.lines = lines;
        if let Some((column, row)) = frame.cursor {
            write!(out, "{}{Show}", MoveTo(column, row))?;
        }
        out.flush()
    }
}

/// Goes to the other screen.
pub fn enter(out: &mut impl Write) -> io::Result<()> {
    execute!(out, EnterAlternateScreen)
}

/// Comes back from the other screen.
pub fn leave(out: &mut impl Write) -> io::Result<()> {
    execute!(out, Show, LeaveAlternateScreen)
}
