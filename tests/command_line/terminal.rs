//! A replay at a real pseudo-terminal: how far it is, and Ctrl-C. Not what is compared.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::folder;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_long_replay_tells_how_far_it_is_and_can_be_stopped() {
    let text = "> 1\n2\n> for (;;);\n> 1\n2\n";
    let folder = folder("stopped", &[("long\u{1b}]0;x.transcript", text)]);
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(["replay", "--update", "."]);
    command.cwd(&folder);
    command.env_remove("CI");
    command.env("TERM", "xterm");
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut keys = pair.master.take_writer().expect("its input");
    let (sender, output) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let until = Instant::now() + PATIENCE;
    let mut seen = String::new();
    while !seen.contains("0 of 1 transcripts, 1 entries") {
        match output.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(bytes) => seen.push_str(&String::from_utf8_lossy(&bytes)),
            Err(problem) => panic!("it never told ({problem}): {seen:?}"),
        }
    }
    keys.write_all(b"\x03").expect("it listens");
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status;
        }
        assert!(Instant::now() < until, "it did not stop: {seen:?}");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(status.exit_code(), 130);
    while let Ok(bytes) = output.recv_timeout(Duration::from_millis(200)) {
        seen.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(seen.contains("interrupted") && !seen.contains("\u{1b}]0;"), "{seen:?}");
    let kept = std::fs::read_to_string(folder.join("long\u{1b}]0;x.transcript")).expect("it is there");
    assert_eq!(kept, text, "what was stopped is not rewritten");
}
