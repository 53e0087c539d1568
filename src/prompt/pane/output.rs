//! A terminal of the prompt's own for what is written: standard output while the pane is on. Not what is made of that.

use std::io;
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::io::{Errno, read, write};
use rustix::process::{Signal, getpid, kill_process};
use rustix::stdio::{dup2_stderr, dup2_stdout, stderr, stdout};
use rustix::termios::{LocalModes, OptionalActions, Winsize, isatty, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize};

use crate::prompt::second::second;

/// How often the size of the terminal is looked at.
const GLANCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
/// Bytes read at once.
const PART: usize = 16 * 1024;

/// The terminal somebody sits at.
#[derive(Clone)]
pub struct Terminal {
    out: Arc<OwnedFd>,
    error: Option<Arc<OwnedFd>>,
    /// Whether it shows by itself what is typed.
    echoes: bool,
}

/// The other end of standard output.
pub struct Written(OwnedFd);

/// What was there to read.
pub enum Part {
    Bytes(Vec<u8>),
    /// Nothing for a while.
    Nothing,
    End,
}

impl Terminal {
    /// The one that standard output is.
    pub fn of_output() -> io::Result<Self> {
        let out = Arc::new(stdout().try_clone_to_owned()?);
        let error = if isatty(stderr()) { Some(Arc::new(stderr().try_clone_to_owned()?)) } else { None };
        let echoes = tcgetattr(&out).is_ok_and(|modes| modes.local_modes.contains(LocalModes::ECHO));
        Ok(Self { out, error, echoes })
    }

    /// Its columns and rows.
    pub fn size(&self) -> Option<(usize, usize)> {
        let size = tcgetwinsize(&self.out).ok()?;
        (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col.into(), size.ws_row.into()))
    }

    /// Writes all of it, if it can be written.
    pub fn write(&self, text: &str) {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            match write(&self.out, rest) {
                Ok(count) => rest = &rest[count..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => drop(poll(&mut [PollFd::new(&self.out, PollFlags::OUT)], Some(&GLANCE))),
                // Where the terminal is gone there is nobody to show anything to.
                Err(_) => return,
            }
        }
    }

    /// Whether what is typed while a statement runs is shown by itself: it would stand anywhere.
    fn echo(&self, on: bool) {
        if let Ok(mut modes) = tcgetattr(&self.out) {
            modes.local_modes.set(LocalModes::ECHO, on && self.echoes);
            let _ = tcsetattr(&self.out, OptionalActions::Drain, &modes);
        }
    }

    /// Makes standard output another terminal, of so many columns and rows.
    pub fn part(&self, room: (usize, usize)) -> io::Result<Written> {
        let (written, end) = second()?;
        let written = Written(written);
        written.fit(room);
        dup2_stdout(&end)?;
        if self.error.is_some() {
            dup2_stderr(&end)?;
        }
        self.echo(false);
        Ok(written)
    }

    /// Makes standard output this terminal again.
    pub fn whole(&self) {
        // What is left of it is closed with the program.
        let _ = dup2_stdout(&self.out);
        if let Some(error) = &self.error {
            let _ = dup2_stderr(error);
        }
        self.echo(true);
    }
}

impl Written {
    /// Whoever writes there has so many columns and rows from now on.
    pub fn fit(&self, (columns, rows): (usize, usize)) {
        let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let size = Winsize { ws_col: count(columns), ws_row: count(rows), ws_xpixel: 0, ws_ypixel: 0 };
        // With the old one lines are broken elsewhere.
        let _ = tcsetwinsize(self.0.as_fd(), size);
    }

    /// Tells the line editor to look at the size.
    pub fn tell_size() {
        let _ = kill_process(getpid(), Signal::WINCH);
    }

    /// What is written next.
    pub fn next(&self) -> Part {
        match poll(&mut [PollFd::new(&self.0, PollFlags::IN)], Some(&GLANCE)) {
            Ok(0) | Err(Errno::INTR | Errno::AGAIN) => return Part::Nothing,
            Ok(_) => {}
            Err(_) => return Part::End,
        }
        let mut part = vec![0; PART];
        match read(&self.0, &mut part) {
            Ok(0) => Part::End,
            Ok(count) => {
                part.truncate(count);
                Part::Bytes(part)
            }
            Err(Errno::INTR | Errno::AGAIN) => Part::Nothing,
            // All have left it.
            Err(_) => Part::End,
        }
    }
}
