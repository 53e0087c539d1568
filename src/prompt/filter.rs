//! Between the terminal and the line editor: what is typed passes on through a second terminal. Not what becomes of it on the
//! way, which is `stream`'s.

use std::io::{self, PipeReader, Read as _};
use std::process::Stdio;
use std::sync::Arc;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{OFlags, fcntl_setfl};
use rustix::io::{Errno, read, write};
use rustix::stdio::{dup2_stdin, stdin};
use rustix::termios::{InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use rustyline::KeyCode;

use super::answers::Answers;
use super::entry_keys;
use super::pane::{self, Pane};
use super::second::second;
use super::stream::{ABORT, ESCAPE, RESIZED, Stream};

/// Bytes read at once.
const PART: usize = 4096;
/// How long the rest of a key's sequence is waited for.
const SEQUENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 40_000_000 };
/// How long a key is waited for that has Escape before it as others have Alt, as Node's prompt waits.
const PREFIX: Timespec = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };
/// How long it is where it may be an answer.
const ANSWER: Timespec = Timespec { tv_sec: 0, tv_nsec: 250_000_000 };

/// How long after the first key that tells of another size the second one comes: what the first has ended is drawn by then.
const BETWEEN: Timespec = Timespec { tv_sec: 0, tv_nsec: 10_000_000 };

/// What gives the terminal back as it is now, whoever ends the program.
pub fn give_back() -> impl Fn() + Send + 'static {
    let terminal = stdin().try_clone_to_owned().ok();
    let before = tcgetattr(stdin()).ok();
    move || {
        pane::give_back();
        if let (Some(terminal), Some(before)) = (&terminal, &before) {
            // Where the terminal is gone there is nothing to give back.
            let _ = tcsetattr(terminal, OptionalActions::Now, before);
        }
    }
}

/// Reads the terminal and feeds a second one, which is standard input from then on.
pub struct Filter {
    terminal: OwnedFd,
    /// The other end of the second terminal; none once the first has ended.
    feed: Option<OwnedFd>,
    stream: Stream,
    /// Some keys are its own.
    pane: Pane,
    keys: Arc<entry_keys::Keys>,
    answers: Arc<Answers>,
    /// Escape is a key of vi's.
    vi: bool,
    /// Tells when the screen gets another size.
    resized: PipeReader,
    /// Those of the keys for it that are still to be pressed.
    to_press: &'static [(&'static str, KeyCode)],
}

impl Filter {
    /// `resized` can be read whenever the screen gets another size.
    pub fn new(
        (pane, keys): (Pane, Arc<entry_keys::Keys>),
        answers: Arc<Answers>,
        vi: bool,
        resized: PipeReader,
    ) -> io::Result<Self> {
        let terminal = stdin().try_clone_to_owned()?;
        let (feed, end) = second()?;
        // Nothing is echoed there, and no byte means anything.
        let mut modes = tcgetattr(&end)?;
        modes.make_raw();
        tcsetattr(&end, OptionalActions::Now, &modes)?;
        // A paste of any length does not keep this from seeing that the line editor has read enough.
        fcntl_setfl(&feed, OFlags::RDWR | OFlags::NONBLOCK)?;
        dup2_stdin(&end)?;
        answers.listen();
        let (stream, to_press) = (Stream::default(), &[][..]);
        Ok(Self { terminal, feed: Some(feed), stream, pane, keys, answers, vi, resized, to_press })
    }

    /// Whether nothing more will be typed.
    pub fn has_ended(&self) -> bool {
        self.feed.is_none()
    }

    /// How many bytes were no UTF-8 since this was asked last.
    pub fn bad_bytes(&mut self) -> usize {
        std::mem::take(&mut self.stream.bad)
    }

    /// The terminal somebody types at.
    pub fn terminal(&self) -> io::Result<Stdio> {
        Ok(self.terminal.try_clone()?.into())
    }

    /// Passes on what is typed for as long as `edit` takes; what it does not read waits for the next time.
    pub fn pass_on_during<T>(&mut self, edit: impl FnOnce() -> T) -> io::Result<T> {
        let terminal = self.terminal.try_clone()?;
        let _keys = Keys::one_by_one(&terminal)?;
        let (stopped, stop) = io::pipe()?;
        let answers = Arc::clone(&self.answers);
        thread::scope(|scope| {
            thread::Builder::new().spawn_scoped(scope, || self.pass_on(&stopped))?;
            let edited = edit();
            answers.wait();
            drop(stop);
            Ok(edited)
        })
    }

    fn pass_on(&mut self, stopped: &PipeReader) {
        let mut part = [0; PART];
        while let Some(feed) = &self.feed {
            let waits = !self.stream.ready.is_empty();
            let next =
                if waits { PollFd::new(feed, PollFlags::OUT) } else { PollFd::new(&self.terminal, PollFlags::IN) };
            let mut ends = [PollFd::new(stopped, PollFlags::IN), next, PollFd::new(&self.resized, PollFlags::IN)];
            let alone = self.stream.is_escape() && !self.pane.is_chosen() && !self.keys.is_walking();
            let patience = match alone {
                true if !self.vi => &PREFIX,
                _ if self.answers.is_awaited() => &ANSWER,
                _ => &SEQUENCE,
            };
            let patience = match (self.stream.is_within_sequence(), self.to_press.is_empty()) {
                (true, _) => Some(patience),
                (_, false) => Some(&BETWEEN),
                _ => None,
            };
            let mut passed = poll(&mut ends, patience);
            let [stops, next, resized] = ends.map(|end| !end.revents().is_empty());
            if stops {
                return;
            }
            if resized {
                // As many as there were are one.
                let _ = self.resized.read(&mut part);
                self.to_press = &RESIZED;
            }
            if (resized || passed == Ok(0))
                && let [(key, _), rest @ ..] = self.to_press
                && self.stream.press(key)
            {
                self.to_press = rest;
            } else if next && waits {
                passed = write(feed, &self.stream.ready);
                self.stream.ready.drain(..passed.unwrap_or(0));
            } else if passed == Ok(0) && self.stream.is_within_sequence() {
                self.stream.settle(match self.pane.is_chosen() {
                    true => ESCAPE.0,
                    false if self.vi => "\x1b",
                    false => ABORT,
                });
            } else if next {
                passed = read(&self.terminal, &mut part)
                    .and_then(|count| if count == 0 { Err(Errno::IO) } else { Ok(count) });
                self.stream.add(&part[..passed.unwrap_or(0)]);
                self.stream.clicks.drain(..).for_each(|place| self.pane.click(place));
                self.stream.answers.drain(..).for_each(|answer| self.answers.tell(answer));
            }
            if passed.is_err_and(|error| error != Errno::INTR && error != Errno::AGAIN) {
                self.feed = None;
            }
        }
    }
}

/// A terminal whose keys come one by one; dropping it puts everything back.
struct Keys<'a> {
    terminal: &'a OwnedFd,
    before: Termios,
}

impl<'a> Keys<'a> {
    fn one_by_one(terminal: &'a OwnedFd) -> io::Result<Self> {
        let before = tcgetattr(terminal.as_fd())?;
        let mut modes = before.clone();
        modes.input_modes -=
            InputModes::BRKINT | InputModes::ICRNL | InputModes::INPCK | InputModes::ISTRIP | InputModes::IXON;
        modes.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN | LocalModes::ISIG;
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(terminal, OptionalActions::Drain, &modes)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Keys<'_> {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing.
        let _ = tcsetattr(self.terminal, OptionalActions::Drain, &self.before);
    }
}
