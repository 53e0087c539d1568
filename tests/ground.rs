//! A terminal that is asked for its ground at a pseudo-terminal: it answers, or not, or late, among keys. Not which hues are chosen.

mod pty;

use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use pty::Pty;

/// How long the prompt may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// The question (xterm's OSC 11).
const ASKED: &str = "\x1b]11;?\x1b\\";
/// A number as it is drawn on a dark ground, on a light one, and where nobody knows.
const DARK: &str = "\x1b[38;5;221m1234";
const LIGHT: &str = "\x1b[38;5;94m1234";
/// Dark, in whatever is asked for.
const ANSWER: &str = "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\";

struct Terminal {
    pty: Pty,
    seen: String,
}

impl Terminal {
    fn open(variables: &[(&str, &str)], words: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
        command.args(["--no-history"]);
        command.args(words);
        command.cwd(env!("CARGO_TARGET_TMPDIR"));
        for name in ["NO_COLOR", "COLORTERM", "COLORFGBG", "CLICOLOR_FORCE", "SLABSCOPE_CONFIG"] {
            command.env_remove(name);
        }
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        command.env("TERM", "xterm-256color");
        variables.iter().for_each(|(name, value)| command.env(name, value));
        Self { pty: pty::start(command, 80, 24), seen: String::new() }
    }

    fn send(&mut self, bytes: &str) {
        self.pty.keys.write_all(bytes.as_bytes()).expect("it listens");
    }

    fn wait_for(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.seen.contains(wanted) {
            match self.pty.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(problem) => panic!("{wanted:?} never came ({problem}): {:?}", self.seen),
            }
        }
    }

    /// Types a number and answers what it is drawn like; nothing else has been typed.
    fn draws(&mut self, like: &str) {
        self.send("1234");
        self.wait_for(like);
        self.send("+1\r");
        self.wait_for("1235");
        self.leave();
    }

    fn leave(&mut self) {
        self.seen.clear();
        self.send("'all '+'there'\r");
        self.wait_for("all there");
        assert!(!self.seen.contains("rgb") && !self.seen.contains("11;"), "{:?}", self.seen);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.pty.child.kill();
        let _ = self.pty.child.wait();
    }
}

#[test]
fn a_terminal_that_answers_has_hues_for_its_ground() {
    for (answer, like) in
        [(ANSWER, DARK), ("\x1b]11;rgb:fafa/fafa/fafa\x07", LIGHT), ("\x1b]11;rgba:ff/ff/ff/ff\x1b\\", LIGHT)]
    {
        let mut terminal = Terminal::open(&[], &[]);
        terminal.wait_for(ASKED);
        terminal.wait_for("> ");
        terminal.send(answer);
        std::thread::sleep(Duration::from_millis(50));
        terminal.draws(like);
    }
}

#[test]
fn one_that_does_not_answer_is_not_waited_for() {
    let mut terminal = Terminal::open(&[], &[]);
    terminal.wait_for(ASKED);
    let asked = Instant::now();
    terminal.wait_for("\x1b[?2026l");
    assert!(asked.elapsed() < Duration::from_millis(40) || cfg!(debug_assertions), "{:?}", asked.elapsed());
    terminal.draws("1234");
    assert!(!terminal.seen.contains("38;5;221"), "{:?}", terminal.seen);
}

#[test]
fn an_answer_comes_late_in_pieces_and_among_keys() {
    // Late: between two keys of an entry.
    let mut terminal = Terminal::open(&[], &[]);
    terminal.wait_for(ASKED);
    terminal.send("'late'+");
    std::thread::sleep(Duration::from_millis(1500));
    terminal.send(&format!("1{ANSWER}234"));
    terminal.wait_for(DARK);
    terminal.send("\r");
    terminal.wait_for("late1234");
    terminal.leave();
    // In pieces, each as late as a slow line makes it.
    for cut in [1, 2, 5, 12, ANSWER.len() - 1] {
        let mut terminal = Terminal::open(&[], &[]);
        terminal.wait_for(ASKED);
        terminal.send(&format!("'ab'+{}", &ANSWER[..cut]));
        std::thread::sleep(Duration::from_millis(120));
        terminal.send(&format!("{}1234", &ANSWER[cut..]));
        terminal.wait_for(DARK);
        terminal.send("\r");
        terminal.wait_for("ab1234");
        terminal.leave();
    }
    // With Enter before it, and gone before it.
    let mut terminal = Terminal::open(&[], &[]);
    terminal.wait_for(ASKED);
    terminal.send(&format!("1+1\r{ANSWER}"));
    terminal.wait_for("2\x1b[0m\r\n");
    terminal.draws(DARK);
    let mut terminal = Terminal::open(&[], &[]);
    terminal.wait_for(ASKED);
    terminal.send("\x04");
    assert!(terminal.pty.child.wait().expect("it ends").success());
}

#[test]
fn nobody_is_asked_who_says_so_or_cannot_tell() {
    for (variables, words) in [
        (&[("TERM", "dumb")][..], &[][..]),
        (&[("TERM", "xterm")], &[]),
        (&[("COLORFGBG", "15;0")], &[]),
        (&[("NO_COLOR", "1")], &[]),
        (&[], &["--theme", "dark"]),
        (&[], &["--theme", "contrast"]),
        (&[], &["--color", "never"]),
    ] {
        let mut terminal = Terminal::open(variables, words);
        terminal.wait_for("> ");
        terminal.send("1234\r");
        terminal.wait_for("1234");
        terminal.leave();
        assert!(!terminal.seen.contains("\x1b]"), "{variables:?} {words:?}: {:?}", terminal.seen);
    }
}
