//! A show at a terminal: raw keys in, frames out, and everything put back as it was however it ends. Not what a key does.

use std::io::{self, IsTerminal as _, Stdout, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, KeyCode, KeyEvent, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::layout::{Size, frame};
use super::scenes::Memory;
use super::screen::{Screen, enter, leave};
use super::show::{Key, Show};
use crate::paint::Ink;

/// How often the size of the terminal is looked at, and whether somebody wants it ended.
const GLANCE: Duration = Duration::from_millis(80);

/// The terminal in raw mode on its other screen; dropping it puts everything back, also when a panic does.
struct Desk {
    terminal: Stdout,
}

impl Desk {
    fn new() -> io::Result<Self> {
        let mut desk = Self { terminal: io::stdout() };
        desk.take()?;
        Ok(desk)
    }

    fn size(&self) -> Size {
        // A terminal that does not know its size says nothing of it.
        terminal_size::terminal_size_of(&self.terminal)
            .map_or(Size { columns: 80, rows: 24 }, |(columns, rows)| Size { columns: columns.0, rows: rows.0 })
    }
}

impl Desk {
    /// Puts everything back for as long as `pause` takes.
    fn pause(&mut self, pause: &dyn Fn() -> io::Result<()>) -> io::Result<()> {
        leave(&mut self.terminal)?;
        disable_raw_mode()?;
        pause()?;
        self.take()
    }

    /// Takes the terminal again.
    fn take(&mut self) -> io::Result<()> {
        // Where others have changed its modes, it would be thought to have them still.
        disable_raw_mode()?;
        enable_raw_mode()?;
        enter(&mut self.terminal)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // A terminal that is gone has nothing to be put back.
        let _ = leave(&mut self.terminal);
        let _ = disable_raw_mode();
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
    // The thread ends with the program.
    thread::spawn(move || {
        while let Ok(event) = event::read() {
            if let Some(pressed) = event.as_key_press_event()
                && sender.send(pressed).is_err()
            {
                break;
            }
        }
    });
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
            Ok(pressed) if control(pressed, 'c') => return Ok(true),
            Ok(pressed) if control(pressed, 'z') => {
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
            // The thread that reads a terminal never learns that it is gone.
            Err(RecvTimeoutError::Timeout) if show.settings.auto || io::stdin().is_terminal() => {}
            // Nobody holds the keys any more; a show that runs by itself goes on.
            Err(RecvTimeoutError::Disconnected) if show.settings.auto => {
                thread::sleep(due.unwrap_or(GLANCE).min(GLANCE));
            }
            Err(_) => return Ok(false),
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

fn meaning(pressed: KeyEvent) -> Option<Key> {
    Some(match (pressed.code, pressed.modifiers - KeyModifiers::SHIFT) {
        (KeyCode::Char('d'), KeyModifiers::CONTROL) => Key::Quit,
        // What is sent for Enter where nobody holds the keys: a newline.
        (KeyCode::Char('j'), KeyModifiers::CONTROL) => Key::Next,
        (_, modifiers) if !modifiers.is_empty() => return None,
        (KeyCode::Char(' ') | KeyCode::Enter | KeyCode::Right | KeyCode::Down | KeyCode::PageDown, _) => Key::Next,
        (KeyCode::Char('b') | KeyCode::Backspace | KeyCode::Left | KeyCode::Up | KeyCode::PageUp, _) => Key::Back,
        (KeyCode::Char('m'), _) => Key::Map,
        (KeyCode::Char('+' | '='), _) => Key::Faster,
        (KeyCode::Char('-'), _) => Key::Slower,
        (KeyCode::Char('n'), _) => Key::NextMark,
        (KeyCode::Char('p'), _) => Key::LastMark,
        (KeyCode::Char('?' | 'h'), _) => Key::Help,
        (KeyCode::Char('q') | KeyCode::Esc, _) => Key::Quit,
        (KeyCode::Char(c @ '1'..='9'), _) => Key::Mark(c as usize - '0' as usize),
        (KeyCode::Home, _) => Key::First,
        (KeyCode::End, _) => Key::Last,
        _ => return None,
    })
}

fn control(pressed: KeyEvent, letter: char) -> bool {
    pressed.code == KeyCode::Char(letter) && pressed.modifiers == KeyModifiers::CONTROL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_with_a_key_counts() {
        let meant = |code, modifiers| meaning(KeyEvent::new(code, modifiers));
        let letter = KeyCode::Char;
        assert_eq!(meant(letter('?'), KeyModifiers::SHIFT), Some(Key::Help));
        assert_eq!(meant(letter('q'), KeyModifiers::NONE), Some(Key::Quit));
        assert_eq!(meant(letter('q'), KeyModifiers::ALT), None);
        assert_eq!(meant(letter('d'), KeyModifiers::CONTROL), Some(Key::Quit));
        assert_eq!(meant(letter('d'), KeyModifiers::NONE), None);
        // Enter, and what stands for it where it is not typed.
        assert_eq!(meant(KeyCode::Enter, KeyModifiers::NONE), Some(Key::Next));
        assert_eq!(meant(letter('j'), KeyModifiers::CONTROL), Some(Key::Next));
        assert_eq!(meant(letter('3'), KeyModifiers::NONE), Some(Key::Mark(3)));
    }
}
