//! A show at a terminal: raw keys in, frames out, and everything put back as it was however it ends. Not what a key does.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use termion::event::Key as Pressed;
use termion::input::TermRead as _;
use termion::raw::{IntoRawMode as _, RawTerminal};

use super::layout::{Size, frame};
use super::scenes::Memory;
use super::screen::{Screen, enter, leave};
use super::show::{Key, Show};
use crate::paint::Ink;

/// How often the size of the terminal is looked at, and whether somebody wants it ended.
const GLANCE: Duration = Duration::from_millis(80);

/// The terminal in raw mode on its other screen; dropping it puts everything back, also when a panic does.
struct Desk {
    terminal: RawTerminal<File>,
}

impl Desk {
    fn new() -> io::Result<Self> {
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let mut terminal = out.into_raw_mode()?;
        enter(&mut terminal)?;
        Ok(Self { terminal })
    }

    fn size(&self) -> Size {
        let (columns, rows) = termion::terminal_size_fd(&*self.terminal).unwrap_or((80, 24));
        // A terminal that does not know its size says nothing of it.
        Size { columns: if columns == 0 { 80 } else { columns }, rows: if rows == 0 { 24 } else { rows } }
    }
}

impl Desk {
    /// Puts everything back for as long as `pause` takes.
    fn pause(&mut self, pause: &dyn Fn() -> io::Result<()>) -> io::Result<()> {
        leave(&mut self.terminal)?;
        self.terminal.suspend_raw_mode()?;
        pause()?;
        self.take()
    }

    /// Takes the terminal again.
    fn take(&mut self) -> io::Result<()> {
        self.terminal.activate_raw_mode()?;
        enter(&mut self.terminal)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // A terminal that is gone has nothing to be put back.
        let _ = leave(&mut self.terminal);
    }
}

/// What the system tells the program, and the program the system.
pub struct Signals<'a> {
    /// Somebody wants it ended.
    pub stop: &'a AtomicBool,
    /// It was stopped and goes on.
    pub going_on: &'a AtomicBool,
    /// Stops it until it goes on.
    pub pause: &'a dyn Fn() -> io::Result<()>,
}

/// Shows `show`, called `name`, until its end, a key that leaves, or a signal. True where a signal or Ctrl-C ended it.
pub fn watch(show: &mut Show, name: &str, ink: Ink, signals: &Signals<'_>) -> io::Result<bool> {
    let mut desk = Desk::new()?;
    let mut screen = Screen::new(ink);
    let mut memory = Memory::default();
    let (sender, keys) = mpsc::channel();
    // The thread ends with the program: a terminal is read until its end.
    thread::spawn(move || io::stdin().keys().map_while(Result::ok).try_for_each(|key| sender.send(key)));
    let mut since = Instant::now();
    let mut drawn = None;
    loop {
        let size = desk.size();
        if drawn != Some(size) {
            let mut out = Vec::new();
            screen.draw(&frame(show, &mut memory, name, size), size, &mut out)?;
            desk.terminal.write_all(&out)?;
            desk.terminal.flush()?;
            drawn = Some(size);
        }
        if show.ended() {
            return Ok(false);
        }
        let due = show.wait().map(|wait| wait.saturating_sub(since.elapsed()));
        match keys.recv_timeout(due.unwrap_or(GLANCE).min(GLANCE)) {
            Ok(Pressed::Ctrl('c')) => return Ok(true),
            Ok(Pressed::Ctrl('z')) => {
                desk.pause(signals.pause)?;
                signals.going_on.store(true, Ordering::Relaxed);
            }
            Ok(pressed) => {
                if let Some(key) = meaning(pressed) {
                    if !show.press(key) {
                        return Ok(false);
                    }
                    (drawn, since) = (None, Instant::now());
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            // Nobody holds the keys any more; a show that runs by itself goes on.
            Err(RecvTimeoutError::Disconnected) if show.settings.auto => {
                thread::sleep(due.unwrap_or(GLANCE).min(GLANCE));
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(false),
        }
        if signals.stop.load(Ordering::Relaxed) {
            return Ok(true);
        }
        if signals.going_on.swap(false, Ordering::Relaxed) {
            // Whoever had the terminal meanwhile has left it as others want it; no time has passed for the show.
            desk.take()?;
            screen = Screen::new(ink);
            (drawn, since) = (None, Instant::now());
        }
        while show.wait().is_some_and(|wait| wait <= since.elapsed()) {
            since += show.wait().unwrap_or_default();
            show.tick();
            drawn = None;
            if show.ended() {
                break;
            }
        }
        if show.wait().is_none() {
            since = Instant::now();
        }
    }
}

fn meaning(pressed: Pressed) -> Option<Key> {
    Some(match pressed {
        Pressed::Char(' ' | '\n' | '\r') | Pressed::Right | Pressed::Down | Pressed::PageDown => Key::Next,
        Pressed::Char('b') | Pressed::Backspace | Pressed::Left | Pressed::Up | Pressed::PageUp => Key::Back,
        Pressed::Char('m') => Key::Map,
        Pressed::Char('+' | '=') => Key::Faster,
        Pressed::Char('-') => Key::Slower,
        Pressed::Char('n') => Key::NextMark,
        Pressed::Char('p') => Key::LastMark,
        Pressed::Char('?' | 'h') => Key::Help,
        Pressed::Char('q') | Pressed::Ctrl('d') | Pressed::Esc => Key::Quit,
        Pressed::Char(c @ '1'..='9') => Key::Mark(c as usize - '0' as usize),
        Pressed::Home => Key::First,
        Pressed::End => Key::Last,
        _ => return None,
    })
}
