//! Standard output and standard error as painters, in one order. Not what is written: a closed pipe is remembered here
//! and nothing else is.

use std::io::{self, IsTerminal, Write};

use anyhow::{Result, bail};

use super::escapes;
use super::gathered::Gathered;
use super::ink::{Ink, Surroundings, Theme, Wanted};
use super::painter::Painter;
use crate::system;
use pool::styled::Styled;

/// Goes to the beginning of the line and erases it (ECMA-48, section 8.3.41).
const ERASE: &str = "\r\x1b[K";

/// Goes up a row.
pub const UP: &str = "\x1b[A";

/// Asks where the cursor is (ECMA-48, section 8.3.35).
pub const WHERE: &str = "\x1b[6n";
/// Asks how many rows and columns there are (xterm's window operations).
pub const SIZE: &str = "\x1b[18t";

/// Asks which colour the ground has (xterm's OSC 11).
pub const GROUND: &str = "\x1b]11;?\x1b\\";

/// Erases what stands below the cursor, and its line from there on.
pub const BELOW: &str = "\x1b[J";

/// Goes to the first place and erases what stands behind it, as Node's `console.clear` does.
pub const AFRESH: &str = "\x1b[1;1H\x1b[0J";

/// The exit code where the reader of the output has left, as a shell reports SIGPIPE.
pub const EXIT_PIPE: i32 = 141;

/// Both standard streams.
pub struct Streams {
    out: Painter<Box<dyn Write>>,
    err: Painter<Box<dyn Write>>,
    terminal: bool,
    broken: Option<io::ErrorKind>,
    gathered: Option<Gathered>,
    /// A line about the progress stands on the terminal.
    passing: bool,
}

impl Streams {
    /// The process's own.
    pub fn standard(wanted: Wanted) -> Self {
        let surroundings = Surroundings::read();
        let (out, err) = (io::stdout(), io::stderr());
        let (out_terminal, err_terminal) = (out.is_terminal(), err.is_terminal());
        // std's own standard output hands every line on, also to a pipe; a script that prints much wants larger parts. At a
        // terminal everything is handed on at once, to whatever standard output is then.
        let gathered = if out_terminal { None } else { system::output().ok().map(Gathered::new) };
        let writer: Box<dyn Write> = match &gathered {
            Some(gathered) => Box::new(gathered.clone()),
            None => Box::new(out),
        };
        Self {
            out: Painter::new(writer, Ink::decide(wanted, &surroundings, out_terminal), out_terminal),
            err: Painter::new(Box::new(err), Ink::decide(wanted, &surroundings, err_terminal), err_terminal),
            terminal: out_terminal,
            broken: None,
            gathered,
            passing: false,
        }
    }

    /// Given writers, without colour: for tests.
    pub fn plain(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self {
            out: Painter::new(out, Ink::Never, false),
            err: Painter::new(err, Ink::Never, false),
            terminal: false,
            broken: None,
            gathered: None,
            passing: false,
        }
    }

    /// Shows `text` as the last line until something else is written, where standard error is a terminal.
    pub fn pass(&mut self, text: &str) {
        if io::stderr().is_terminal() {
            // Where standard error is gone there is nobody left to tell.
            let _ = write!(io::stderr(), "{ERASE}{}", escapes::shown(text, false));
            self.passing = !text.is_empty();
        }
    }

    fn clear(&mut self) {
        if self.passing {
            self.pass("");
        }
    }

    /// Writes to standard output what the program itself prints: its colour codes are obeyed.
    pub fn console_out(&mut self, text: &Styled) {
        let result = self.out.console(text);
        let result = if self.terminal { result.and_then(|()| self.out.flush()) } else { result };
        self.note(result);
    }

    /// Writes to standard error what the program itself prints.
    pub fn console_err(&mut self, text: &Styled) {
        self.flush();
        let _ = self.err.console(text).and_then(|()| self.err.flush());
    }

    /// Writes to standard output.
    pub fn out(&mut self, text: &Styled) {
        self.clear();
        let result = self.out.write(text);
        let result = if self.terminal { result.and_then(|()| self.out.flush()) } else { result };
        self.note(result);
    }

    /// Writes to standard output, with a newline.
    pub fn line(&mut self, text: &Styled) {
        let result = self.out.line(text);
        let result = if self.terminal { result.and_then(|()| self.out.flush()) } else { result };
        self.note(result);
    }

    /// Takes the last rows back from the terminal.
    pub fn take_back(&mut self, rows: usize) {
        self.tell(&format!("{}{BELOW}", UP.repeat(rows)));
    }

    /// Tells the terminal something that is no text.
    pub fn tell(&mut self, code: &str) {
        let result = self.out.tell(code);
        self.note(result);
    }

    /// Writes to standard error, after everything written to standard output so far.
    pub fn err(&mut self, text: &Styled) {
        self.clear();
        self.flush();
        // Where standard error is gone there is nobody left to tell.
        let _ = self.err.write(text).and_then(|()| self.err.flush());
    }

    /// Hands everything on.
    pub fn flush(&mut self) {
        let result = self.out.flush();
        self.note(result);
    }

    /// What hands everything on from elsewhere.
    pub fn hand(&self) -> impl Fn() + Clone + Send + 'static {
        let gathered = self.gathered.clone();
        move || gathered.iter().for_each(Gathered::hand_on)
    }

    /// Paints for that ground from now on.
    pub fn on(&mut self, ground: Theme) {
        self.out.on(ground);
        self.err.on(ground);
    }

    /// The ink of standard output.
    pub fn ink(&self) -> Ink {
        self.out.ink()
    }

    /// Whether standard output is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Hands everything on at the end; the exit code is `code`, unless standard output took nothing any more.
    pub fn end(&mut self, code: i32) -> Result<i32> {
        self.flush();
        match self.broken {
            None => Ok(code),
            Some(io::ErrorKind::BrokenPipe) => Ok(EXIT_PIPE),
            Some(kind) => bail!("standard output takes nothing any more: {kind}"),
        }
    }

    /// Why standard output takes nothing any more: `BrokenPipe` when its reader has left.
    pub fn broken(&self) -> Option<io::ErrorKind> {
        self.broken
    }

    fn note(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            self.broken.get_or_insert(error.kind());
        }
    }
}

impl Drop for Streams {
    fn drop(&mut self) {
        self.flush();
    }
}
