//! Between the terminal and the line editor, which ends a read at a byte that is not UTF-8: on the way such bytes become
//! U+FFFD, as Node has them. Not what keys mean.

use std::io::{self, PipeReader};
use std::str;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{Mode, OFlags, fcntl_setfl, open};
use rustix::io::{Errno, read, write};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::stdio::{dup2_stdin, stdin};
use rustix::termios::{InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

/// Bytes read at once.
const PART: usize = 4096;

/// What gives the terminal back as it is now, whoever ends the program.
pub fn give_back() -> impl Fn() + Send + 'static {
    let terminal = stdin().try_clone_to_owned().ok();
    let before = tcgetattr(stdin()).ok();
    move || {
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
    text: Text,
}

impl Filter {
    pub fn new() -> io::Result<Self> {
        let terminal = stdin().try_clone_to_owned()?;
        let feed = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        grantpt(&feed)?;
        unlockpt(&feed)?;
        let end = open(ptsname(&feed, Vec::new())?, OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
        // Nothing is echoed there, and no byte means anything.
        let mut modes = tcgetattr(&end)?;
        modes.make_raw();
        tcsetattr(&end, OptionalActions::Now, &modes)?;
        // A paste of any length does not keep this from seeing that the line editor has read enough.
        fcntl_setfl(&feed, OFlags::RDWR | OFlags::NONBLOCK)?;
        dup2_stdin(&end)?;
        Ok(Self { terminal, feed: Some(feed), text: Text::default() })
    }

    /// Whether nothing more will be typed.
    pub fn has_ended(&self) -> bool {
        self.feed.is_none()
    }

    /// Passes on what is typed for as long as `edit` takes; what it does not read waits for the next time.
    pub fn pass_on_during<T>(&mut self, edit: impl FnOnce() -> T) -> io::Result<T> {
        let terminal = self.terminal.try_clone()?;
        let _keys = Keys::one_by_one(&terminal)?;
        let (stopped, stop) = io::pipe()?;
        thread::scope(|scope| {
            thread::Builder::new().spawn_scoped(scope, || self.pass_on(&stopped))?;
            let edited = edit();
            drop(stop);
            Ok(edited)
        })
    }

    fn pass_on(&mut self, stopped: &PipeReader) {
        let mut part = [0; PART];
        while let Some(feed) = &self.feed {
            let waits = !self.text.mended.is_empty();
            let next =
                if waits { PollFd::new(feed, PollFlags::OUT) } else { PollFd::new(&self.terminal, PollFlags::IN) };
            let mut ends = [PollFd::new(stopped, PollFlags::IN), next];
            let mut passed = poll(&mut ends, None);
            if !ends[0].revents().is_empty() {
                return;
            }
            if passed.is_ok() && waits {
                passed = write(feed, &self.text.mended);
                self.text.mended.drain(..passed.unwrap_or(0));
            } else if passed.is_ok() {
                passed = read(&self.terminal, &mut part)
                    .and_then(|count| if count == 0 { Err(Errno::IO) } else { Ok(count) });
                self.text.add(&part[..passed.unwrap_or(0)]);
            }
            if passed.is_err_and(|error| error != Errno::INTR && error != Errno::AGAIN) {
                self.feed = None;
            }
        }
    }
}

/// What is typed, as UTF-8.
#[derive(Debug, Default)]
struct Text {
    /// The beginning of a character.
    begun: Vec<u8>,
    mended: Vec<u8>,
}

impl Text {
    fn add(&mut self, bytes: &[u8]) {
        self.begun.extend_from_slice(bytes);
        let typed = std::mem::take(&mut self.begun);
        let mut parts = typed.utf8_chunks().peekable();
        while let Some(part) = parts.next() {
            self.mended.extend_from_slice(part.valid().as_bytes());
            let goes_on = str::from_utf8(part.invalid()).is_err_and(|error| error.error_len().is_none());
            if goes_on && parts.peek().is_none() {
                self.begun = part.invalid().to_vec();
            } else if !part.invalid().is_empty() {
                self.mended.extend_from_slice("\u{FFFD}".as_bytes());
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

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn bytes_become_text_wherever_they_are_cut() {
        let typed = b"a\xff\xe2\x82b\xe2\x82\xac\xc0\xaf\xed\xa0\x80\xf0\x9f\x98\x80\xf0\x9f\r\xe2\x82\x1bOA\xff\xfe";
        let expected = String::from_utf8_lossy(typed);
        for cut in 1..=typed.len() {
            let mut text = Text::default();
            typed.chunks(cut).for_each(|part| text.add(part));
            assert_eq!(String::from_utf8_lossy(&text.mended), expected, "in parts of {cut}");
        }
        let mut text = Text::default();
        text.add(b"\xe2\x82");
        assert_eq!((text.mended.as_slice(), text.begun.as_slice()), (&b""[..], &b"\xe2\x82"[..]));
    }
}
