//! The pane: the slabs beside the prompt, or above it, while it is on. Standard output is a terminal of the prompt's own meanwhile, and
//! a thread makes one screen of both. Not what the pane shows, nor what a key means.

mod output;
mod place;
mod screen;
mod shown;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use output::{Part, Terminal, Written};
use place::{Place, SMALLEST};
use screen::Screen;

use crate::paint::Ink;
use engine::session::Session;
use pool::view::Would;

/// How often, and after how long each, a program that is ended waits for what is being drawn.
const ENDING: (usize, Duration) = (20, Duration::from_millis(5));
/// How often nothing may come while a drawing is not finished.
const UNFINISHED: usize = 2;

/// The pane of a prompt; its clones are the same one.
#[derive(Clone, Default)]
pub struct Pane(Arc<Shared>);

#[derive(Default)]
struct Shared {
    open: Mutex<Option<Open>>,
    /// A region is chosen: the keys Tab and Escape are the pane's.
    chosen: AtomicBool,
}

/// What there is while it is on.
struct Open {
    terminal: Terminal,
    screen: Arc<Mutex<Screen>>,
    /// Whoever draws what is written; nobody while the terminal is somebody else's.
    drawing: Option<Drawing>,
}

struct Drawing {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// The screen that has to be left when the program is ended.
static LEFT: Mutex<Option<(Terminal, Arc<Mutex<Screen>>)>> = Mutex::new(None);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the terminal back as it was without the pane, whoever ends the program.
pub fn give_back() {
    for _ in 0..ENDING.0 {
        let Ok(mut left) = LEFT.try_lock() else {
            thread::sleep(ENDING.1);
            continue;
        };
        let Some((terminal, screen)) = left.as_ref() else { return };
        if let Ok(mut screen) = screen.try_lock() {
            terminal.write(&screen.leave());
        } else {
            thread::sleep(ENDING.1);
            continue;
        }
        *left = None;
        return;
    }
}

impl Pane {
    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        locked(&self.0.open).is_some()
    }

    /// Turns it on or off, or to what it is not; the reason where there can be none. `before`: the lines that were seen last, and the
    /// row behind them, if it is known.
    pub fn turn(
        &self,
        on: Option<bool>,
        session: &mut Session,
        ink: Ink,
        before: &(Vec<String>, Option<usize>),
    ) -> Result<(), String> {
        let is_on = self.is_on();
        match (is_on, on.unwrap_or(!is_on)) {
            (false, true) => self.open(session, ink, before),
            (true, false) => {
                self.pause();
                *locked(&self.0.open) = None;
                self.0.chosen.store(false, Ordering::Relaxed);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn open(&self, session: &mut Session, ink: Ink, before: &(Vec<String>, Option<usize>)) -> Result<(), String> {
        let fails = |error| format!("there is no pane: the terminal cannot be shared: {error}");
        let terminal = Terminal::of_output().map_err(fails)?;
        let Some(size) = terminal.size() else { return Err("there is no pane: the terminal has no size".to_owned()) };
        if Place::on(size) == Place::Nowhere {
            let ((columns, rows), (wide, high)) = (size, SMALLEST);
            return Err(format!(
                "the pane needs {wide} columns and {high} rows, and there are {columns} and {rows}; .map draws the slabs"
            ));
        }
        let mut screen = Screen::new(size, ink);
        before.1.into_iter().for_each(|row| screen.show_again(&before.0, row));
        screen.shown.follow(session);
        let screen = Arc::new(Mutex::new(screen));
        *locked(&self.0.open) = Some(Open { terminal, screen, drawing: None });
        self.resume(None).inspect_err(|_| *locked(&self.0.open) = None).map_err(fails)
    }

    /// Gives the terminal to somebody else for now.
    pub fn pause(&self) {
        let mut open = locked(&self.0.open);
        let Some(open) = open.as_mut() else { return };
        let Some(Drawing { stop, thread }) = open.drawing.take() else { return };
        open.terminal.whole();
        stop.store(true, Ordering::Relaxed);
        // One that has ended badly has nothing more to draw.
        let _ = thread.join();
        *locked(&LEFT) = None;
        open.terminal.write(&locked(&open.screen).leave());
    }

    /// Takes the terminal again, whose cursor is in a row, if that is known.
    pub fn resume(&self, row: Option<usize>) -> std::io::Result<()> {
        let mut open = locked(&self.0.open);
        let Some(open) = open.as_mut().filter(|open| open.drawing.is_none()) else { return Ok(()) };
        let mut screen = locked(&open.screen);
        if let Some(size) = open.terminal.size() {
            screen.sized(size);
        }
        row.into_iter().for_each(|row| screen.found_at(row));
        let written = open.terminal.part(screen.room())?;
        open.terminal.write(&screen.enter());
        drop(screen);
        *locked(&LEFT) = Some((open.terminal.clone(), Arc::clone(&open.screen)));
        let stop = Arc::new(AtomicBool::new(false));
        let (terminal, screen, stopped) = (open.terminal.clone(), Arc::clone(&open.screen), Arc::clone(&stop));
        let thread = thread::Builder::new().spawn(move || draw(&terminal, &screen, &written, &stopped));
        match thread {
            Ok(thread) => open.drawing = Some(Drawing { stop, thread }),
            Err(error) => {
                open.terminal.whole();
                open.terminal.write(&locked(&open.screen).leave());
                return Err(error);
            }
        }
        Ok(())
    }

    /// Does something with the screen, and draws it where that says that it changes something; whether there is one.
    fn with(&self, change: impl FnOnce(&mut Screen) -> bool) -> bool {
        let open = locked(&self.0.open);
        let Some(open) = open.as_ref().filter(|open| open.drawing.is_some()) else { return false };
        let mut screen = locked(&open.screen);
        let changes = change(&mut screen);
        self.0.chosen.store(screen.shown.is_chosen(), Ordering::Relaxed);
        if changes {
            screen.drawn_pane();
            open.terminal.write(&screen.drawn());
        }
        true
    }

    /// Shows the session as it is now.
    pub fn follow(&self, session: &mut Session) {
        self.with(|screen| {
            screen.shown.follow(session);
            true
        });
    }

    /// Shows what would be taken, faintly.
    pub fn foresee(&self, would: Option<Would>) {
        self.with(|screen| screen.shown.foresee(would));
    }

    /// Chooses the next region, or the one before; whether there is a pane for that.
    pub fn choose(&self, back: bool) -> bool {
        self.with(|screen| {
            let rows = screen.room_for_pane().1;
            screen.shown.choose(back, rows);
            true
        })
    }

    /// Chooses the region at a place on the screen, if one is drawn there.
    pub fn click(&self, place: (usize, usize)) {
        self.with(|screen| {
            let within = screen.within(place);
            if let Some(within) = within {
                let room = screen.room_for_pane();
                screen.shown.choose_at(room, within);
            }
            within.is_some()
        });
    }

    /// Whether a region is chosen.
    pub fn is_chosen(&self) -> bool {
        self.0.chosen.load(Ordering::Relaxed)
    }

    /// Chooses no region any more.
    pub fn leave(&self) {
        if self.is_chosen() {
            self.with(|screen| {
                screen.shown.leave();
                true
            });
        }
    }

    /// Draws all of it anew.
    pub fn draw_anew(&self) {
        self.with(|screen| {
            screen.forget();
            true
        });
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // The program may end for whatever reason.
        give_back();
    }
}

/// Draws what is written until nobody writes any more.
fn draw(terminal: &Terminal, screen: &Mutex<Screen>, written: &Written, stop: &AtomicBool) {
    let mut size = terminal.size();
    let mut unfinished = 0;
    loop {
        match written.next() {
            Part::Bytes(bytes) => {
                let mut screen = locked(screen);
                if screen.write(&bytes) {
                    terminal.write(&screen.drawn());
                    unfinished = 0;
                } else {
                    unfinished = UNFINISHED;
                }
            }
            Part::Nothing if stop.load(Ordering::Relaxed) => return,
            Part::Nothing if unfinished > 0 => {
                unfinished -= 1;
                if unfinished == 0 {
                    terminal.write(&locked(screen).drawn());
                }
            }
            Part::Nothing => {}
            Part::End => return,
        }
        let now = terminal.size();
        if let Some(new) = now.filter(|_| now != size) {
            size = now;
            let mut screen = locked(screen);
            screen.fit(new);
            written.fit(screen.room());
            terminal.write(&screen.drawn());
            drop(screen);
            Written::tell_size();
        }
    }
}
