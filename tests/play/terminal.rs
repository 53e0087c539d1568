//! `slabscope play` at a real pseudo-terminal: keys, sizes, how it leaves. Not what a statement answers.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::pty::{self, Pty};

/// How long a screen may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

struct Stage {
    pty: Pty,
    seen: String,
    all: String,
}

fn play(name: &str, words: &[&str], cols: u16, rows: u16, environment: &[(&str, &str)]) -> Stage {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("play");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join(format!("{name}.transcript"));
    std::fs::write(&file, super::LESSON).expect("a file can be written");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.arg("play");
    command.args(words);
    command.arg(&file);
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    for (name, value) in environment {
        command.env(name, value);
    }
    Stage { pty: pty::start(command, cols, rows), seen: String::new(), all: String::new() }
}

impl Stage {
    fn press(&mut self, keys: &str) {
        self.pty.keys.write_all(keys.as_bytes()).expect("it listens");
        self.pty.keys.flush().expect("it listens");
    }

    fn wait_for(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.seen.contains(wanted) {
            match self.pty.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(problem) => panic!("it never showed {wanted:?} ({problem}); it showed {:?}", self.seen),
            }
        }
        self.all.push_str(&self.seen);
        self.seen.clear();
    }

    /// The exit code and everything it wrote.
    fn end(mut self) -> (u32, String) {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.pty.child.try_wait().expect("it can be asked") {
                break status;
            }
            if Instant::now() > until {
                self.pty.child.kill().expect("it can be ended");
                panic!("it did not leave; it showed {:?}", self.all);
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        while let Ok(bytes) = self.pty.output.recv_timeout(Duration::from_millis(200)) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        self.all.push_str(&self.seen);
        (status.exit_code(), self.all)
    }
}

const OTHER_SCREEN: &str = "\u{1b}[?1049h";
const MAIN_SCREEN: &str = "\u{1b}[?1049l";
const CURSOR: &str = "\u{1b}[?25h";

#[test]
fn a_person_goes_forth_and_back_resizes_and_leaves() {
    let mut stage = play("person", &["--typing", "1ms"], 80, 24, &[]);
    stage.wait_for("0/3");
    stage.press(" ");
    stage.wait_for("1/3");
    stage.press("\r");
    // The pause holds the answer; impatience types at once.
    std::thread::sleep(Duration::from_millis(1500));
    stage.press(" ");
    stage.wait_for("2/3");
    stage.press("b");
    stage.wait_for("1/3");
    stage.press("?");
    stage.wait_for("The tail is left behind");
    stage.press("?m+");
    stage.wait_for("speed 1.25");
    stage.pty.master.resize(pty::size(40, 16)).expect("it can be resized");
    stage.wait_for("1/3");
    stage.press("q");
    let (code, all) = stage.end();
    assert_eq!(code, 0);
    assert!(all.contains(OTHER_SCREEN) && all.trim_end().ends_with(MAIN_SCREEN), "{all:?}");
    assert!(all[all.len() - 40..].contains(CURSOR), "{all:?}");
}

#[test]
fn ctrl_c_and_a_signal_put_the_terminal_back() {
    let mut stage = play("interrupt", &[], 80, 24, &[]);
    stage.wait_for("0/3");
    stage.press("\u{3}");
    let (code, all) = stage.end();
    assert_eq!(code, 130);
    assert!(all.trim_end().ends_with(MAIN_SCREEN), "{all:?}");
    let mut stage = play("signal", &[], 80, 24, &[]);
    stage.wait_for("0/3");
    let id = stage.pty.child.process_id().expect("it runs").to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("it can be asked to end");
    let (code, all) = stage.end();
    assert_eq!(code, 130);
    assert!(all.trim_end().ends_with(MAIN_SCREEN), "{all:?}");
}

#[test]
fn it_runs_by_itself_without_colours_at_any_width() {
    for (columns, rows) in [(40, 16), (80, 24), (200, 50)] {
        let words = ["--auto", "--typing", "0", "--speed", "8"];
        let stage = play(&format!("auto{columns}"), &words, columns, rows, &[("NO_COLOR", "1")]);
        let (code, all) = stage.end();
        assert_eq!(code, 0, "{all}");
        assert!(all.contains("3/3") && all.contains("65536"), "{all}");
        assert!(!all.contains("\u{1b}[1m") && !all.contains("\u{1b}[90m"), "{all:?}");
    }
}

#[test]
fn a_dumb_terminal_gets_lines() {
    let mut stage = play("dumb", &[], 80, 24, &[("TERM", "dumb")]);
    stage.wait_for("Enter next");
    stage.press("\r");
    stage.wait_for("[1/3");
    stage.press("m\r");
    stage.wait_for("#1 pool");
    stage.press("q\r");
    let (code, all) = stage.end();
    assert_eq!(code, 0);
    assert!(!all.contains('\u{1b}'), "{all:?}");
}

/// Ctrl-Z gives the terminal back; going on takes it and draws everything again.
#[test]
fn it_is_stopped_and_goes_on() {
    let mut stage = play("stopped", &[], 80, 24, &[]);
    stage.wait_for("0/3");
    let id = stage.pty.child.process_id().expect("it runs").to_string();
    let state = |id: &str| {
        let out = std::process::Command::new("ps").args(["-o", "state=", "-p", id]).output().expect("ps");
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    };
    stage.press("\u{1a}");
    stage.wait_for(MAIN_SCREEN);
    let until = Instant::now() + PATIENCE;
    // Where no shell holds the terminal nothing can be stopped, and it goes on at once.
    while state(&id) != "T"
        && Instant::now() < until
        && stage.pty.output.recv_timeout(Duration::from_millis(50)).is_err()
    {}
    std::process::Command::new("kill").args(["-CONT", &id]).status().expect("it can be asked to go on");
    stage.press(" ");
    stage.wait_for("1/3");
    // Stopped and continued from elsewhere, it takes the terminal as well.
    std::process::Command::new("kill").args(["-STOP", &id]).status().expect("it can be stopped");
    std::process::Command::new("kill").args(["-CONT", &id]).status().expect("it can be asked to go on");
    stage.wait_for(OTHER_SCREEN);
    stage.press("q");
    let (code, all) = stage.end();
    assert_eq!(code, 0);
    assert!(all.trim_end().ends_with(MAIN_SCREEN), "{all:?}");
}
