//! The prompt at a pseudo-terminal as a terminal emulator shows it. Not what is read off that screen.

use std::io::Write as _;
use std::num::NonZero;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::pty::{self, Pty};

/// How a terminal is asked where its cursor is (ECMA-48, 8.3.35), and how large its screen is (xterm's window operations).
const WHERE: &[u8] = b"\x1b[6n";
const SIZE: &[u8] = b"\x1b[18t";
/// How long the answer to a key may take.
const FIRST: Duration = Duration::from_millis(100);
/// How long the prompt may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A prompt whose home is `home`, and an emulator of its terminal that shows nothing yet.
pub fn open(home: &Path, (columns, rows): (u16, u16), words: &[&str]) -> (Pty, vt100::Parser) {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(words);
    command.cwd(home);
    for (name, value) in [("TERM", "xterm-256color"), ("NO_COLOR", "1")] {
        command.env(name, value);
    }
    for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, home);
    }
    // What the terminal of whoever runs the tests says of itself.
    for name in ["TMUX", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID"] {
        command.env_remove(name);
    }
    for name in ["KONSOLE_VERSION", "TERM_PROGRAM"] {
        command.env_remove(name);
    }
    let emulator = vt100::Parser::new(cells(rows), cells(columns), 100_000);
    (pty::start(command, columns, rows), emulator)
}

/// So many columns or rows of an emulator.
pub fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a screen has some")
}

/// A prompt and the screen it draws on.
pub trait Seen {
    /// How long nothing comes when all is drawn.
    const LEAST: Duration;

    /// Both.
    fn both(&mut self) -> (&mut Pty, &mut vt100::Parser);

    fn press(&mut self, keys: &str) {
        self.both().0.keys.write_all(keys.as_bytes()).expect("the prompt listens");
    }

    /// Draws what comes until nothing more does; the first of it may take longer on a busy machine.
    fn settle(&mut self) {
        let mut patience = FIRST;
        while let Ok(bytes) = self.both().0.output.recv_timeout(patience) {
            self.process(&bytes);
            patience = Self::LEAST;
        }
    }

    /// Whether the terminal tells where its cursor is.
    fn answers(&self) -> bool {
        false
    }

    /// Draws what came.
    fn process(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| matches!(byte, b'n' | b't')) {
            self.both().1.process(part);
            if !self.answers() {
                continue;
            }
            let screen = self.both().1.screen();
            let ((row, column), (rows, columns)) = (screen.cursor_position(), screen.size());
            if part.ends_with(WHERE) {
                self.press(&format!("\x1b[{};{}R", row + 1, column.min(columns.get() - 1) + 1));
            } else if part.ends_with(SIZE) {
                self.press(&format!("\x1b[8;{rows};{columns}t"));
            }
        }
    }

    fn until(&mut self, what: &str, there: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.settle();
            if there(self) {
                return;
            }
            assert!(Instant::now() < end, "{what} never came:\n{}", self.both().1.screen().contents());
        }
    }
}
