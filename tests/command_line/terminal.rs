//! A replay at a real pseudo-terminal: how far it is, and Ctrl-C. Not what is compared.

use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::{folder, pty};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_long_replay_tells_how_far_it_is_and_can_be_stopped() {
    stopped("stopped", "#: timeout 60\n> 1\n2\n> for (;;);\n> 1\n2\n", 1);
}

#[test]
fn a_replay_that_is_stopped_before_its_first_answer_is_interrupted() {
    stopped("stopped-first", "#: timeout 60\n> for (;;);\n> 1\n2\n", 0);
}

/// Replays `text`, presses Ctrl-C once `entries` of it are answered, and looks at what is said then.
fn stopped(name: &str, text: &str, entries: usize) {
    let folder = folder(name, &[("long\u{1b}]0;x.transcript", text)]);
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(["replay", "--update", "."]);
    command.cwd(&folder);
    command.env_remove("CI");
    command.env("TERM", "xterm");
    let mut pty = pty::start(command, 80, 24);
    let until = Instant::now() + PATIENCE;
    let mut seen = String::new();
    while !seen.contains(&format!("0 of 1 transcripts, {entries} entries")) {
        match pty.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(bytes) => seen.push_str(&String::from_utf8_lossy(&bytes)),
            Err(problem) => panic!("it never told ({problem}): {seen:?}"),
        }
    }
    pty.keys.write_all(b"\x03").expect("it listens");
    let status = loop {
        if let Some(status) = pty.child.try_wait().expect("it can be asked") {
            break status;
        }
        assert!(Instant::now() < until, "it did not stop: {seen:?}");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(status.exit_code(), 130);
    while let Ok(bytes) = pty.output.recv_timeout(Duration::from_millis(200)) {
        seen.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(
        seen.contains("interrupted")
            && seen.contains("0 transcripts equal")
            && !seen.contains("no entry")
            && !seen.contains("unreadable"),
        "{seen:?}"
    );
    assert!(!seen.contains("\u{1b}]0;"), "{seen:?}");
    let kept = std::fs::read_to_string(folder.join("long\u{1b}]0;x.transcript")).expect("it is there");
    assert_eq!(kept, text, "what was stopped is not rewritten");
}
