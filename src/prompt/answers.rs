//! What the terminal is asked, and what it answers among the keys: where its cursor is, which ground it has. Not what is made of
//! the answers, nor how they are told from keys, which is `stream`'s.

use std::io::{self, Write as _};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::paint::{GROUND, SIZE, Theme, WHERE};

/// How long the place of the cursor is waited for, over whatever line; where it never comes, once.
const WAIT: Duration = Duration::from_millis(200);
/// How long the ground is where the terminal is about to be somebody else's.
const GROUND_WAIT: Duration = Duration::from_millis(50);
/// How long the beginning of an answer may be one.
const LATE: Duration = Duration::from_secs(1);

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The row and column of the cursor, from 0.
    Cursor((usize, usize)),
    /// Its columns and rows.
    Size((usize, usize)),
    /// Whether the ground is light or dark.
    Ground(Theme),
}

/// The questions and their answers.
#[derive(Debug, Default)]
pub struct Answers {
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Somebody listens for answers.
    heard: bool,
    /// The terminal has left a question without one.
    silent: bool,
    cursor: Option<(usize, usize)>,
    size: Option<(usize, usize)>,
    asked_ground: Option<Instant>,
    ground: Option<Theme>,
}

impl Answers {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody listens from now on.
    pub fn listen(&self) {
        self.state().heard = true;
    }

    /// The terminal has answered.
    pub fn tell(&self, answer: Answer) {
        let mut state = self.state();
        match answer {
            Answer::Cursor(place) => state.cursor = Some(place),
            Answer::Size(size) => state.size = Some(size),
            Answer::Ground(_) if state.asked_ground.is_none() => return,
            Answer::Ground(ground) => state.ground = Some(ground),
        }
        self.told.notify_all();
    }

    /// Asks for the row and column of the cursor; a terminal that does not answer in time is never asked again.
    pub fn cursor(&self) -> Option<(usize, usize)> {
        self.cursor_with("")
    }

    /// Asks how large the screen is; where the cursor is, more terminals tell, and after that no other answer comes.
    pub fn size(&self) -> Option<(usize, usize)> {
        self.state().size = None;
        self.cursor_with(SIZE)?;
        self.state().size
    }

    fn cursor_with(&self, before: &str) -> Option<(usize, usize)> {
        let mut state = self.state();
        if !state.heard || state.silent {
            return None;
        }
        state.cursor = None;
        ask(&format!("{before}{WHERE}")).ok()?;
        let (mut state, _) = self
            .told
            .wait_timeout_while(state, WAIT, |state| state.cursor.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        state.silent = state.cursor.is_none();
        state.cursor
    }

    /// Asks for the ground, once, and waits for nothing.
    pub fn ask_ground(&self) {
        let mut state = self.state();
        if state.heard && state.asked_ground.is_none() && ask(GROUND).is_ok() {
            state.asked_ground = Some(Instant::now());
        }
    }

    /// The ground, once the terminal has told it.
    pub fn ground(&self) -> Option<Theme> {
        self.state().ground
    }

    /// Whether the ground was asked for a moment ago and is not told.
    pub fn is_awaited(&self) -> bool {
        let state = self.state();
        state.ground.is_none() && state.asked_ground.is_some_and(|asked| asked.elapsed() < LATE)
    }

    /// Waits until the ground is told or nobody waits for it: an answer that came once the terminal is somebody else's would be taken
    /// for keys.
    pub fn wait(&self) {
        let state = self.state();
        let left = state.asked_ground.map_or(Duration::ZERO, |asked| GROUND_WAIT.saturating_sub(asked.elapsed()));
        if !left.is_zero() {
            drop(self.told.wait_timeout_while(state, left, |state| state.ground.is_none()));
        }
    }
}

fn ask(question: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(question.as_bytes())?;
    out.flush()
}

/// The ground that the text of an answer names: `rgb:ffff/ffff/ffff`, of as many digits as a terminal likes (Xlib), `rgba:` with
/// one part more, or `#ffffff`.
pub fn ground(colour: &str) -> Option<Theme> {
    let parts: Vec<&str> = if let Some(digits) = colour.strip_prefix('#') {
        let each = digits.len() / 3;
        (0..3).map(|part| digits.get(part * each..(part + 1) * each)).collect::<Option<_>>()?
    } else {
        colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?.split('/').collect()
    };
    let part = |digits: &&str| {
        let most = f64::from(16_u32.checked_pow(digits.len() as u32).filter(|_| digits.len() < 8)? - 1);
        (most > 0.0).then_some(f64::from(u32::from_str_radix(digits, 16).ok()?) / most)
    };
    let parts: Vec<f64> = parts.iter().take(3).map(part).collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else { return None };
    // How bright it looks (ITU-R BT.709), as vim and others divide.
    let light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5;
    Some(if light { Theme::Light } else { Theme::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_are_light_or_dark_however_they_are_written() {
        for (colour, told) in [
            ("rgb:0000/0000/0000", Some(Theme::Dark)),
            ("rgb:ffff/ffff/ffff", Some(Theme::Light)),
            ("rgb:00/2b/36", Some(Theme::Dark)),
            ("rgb:fd/f6/e3", Some(Theme::Light)),
            ("rgb:f/f/f", Some(Theme::Light)),
            ("rgba:2828/2a2a/3636/ffff", Some(Theme::Dark)),
            ("#fbf1c7", Some(Theme::Light)),
            ("#0c0c0c0c0c0c", Some(Theme::Dark)),
            ("rgb:ffff/ffff", None),
            ("rgb:xx/00/00", None),
            ("rgb://", None),
            ("#é00000", None),
            ("rgb:fffffffff/0/0", None),
            ("", None),
            ("white", None),
        ] {
            assert_eq!(ground(colour), told, "{colour}");
        }
    }

    #[test]
    fn nothing_is_asked_where_nobody_listens() {
        let answers = Answers::default();
        answers.ask_ground();
        assert_eq!((answers.cursor(), answers.is_awaited()), (None, false));
        answers.tell(Answer::Ground(Theme::Light));
        assert_eq!(answers.ground(), None);
    }
}
