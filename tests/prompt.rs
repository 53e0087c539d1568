//! The prompt through a real pseudo-terminal: typed at, answered, left. Not what the answers mean.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads until the screen has said `wanted`; what came after it is kept in `seen`.
fn wait_for(wanted: &str, seen: &mut String, output: &Receiver<Vec<u8>>) {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(at) = seen.find(wanted) {
            seen.drain(..at + wanted.len());
            return;
        }
        let left = until.saturating_duration_since(Instant::now());
        match output.recv_timeout(left) {
            Ok(bytes) => seen.push_str(&String::from_utf8_lossy(&bytes)),
            Err(problem) => panic!("the prompt never said {wanted:?} ({problem}); it said {seen:?}"),
        }
    }
}

#[test]
fn a_person_types_asks_why_makes_a_mistake_and_leaves() {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    let home = std::env::temp_dir().join(format!("slabscope-prompt-{}", std::process::id()));
    std::fs::create_dir_all(&home).expect("a home of its own");
    command.env("TERM", "xterm-256color");
    command.env("HOME", &home);
    command.env("XDG_STATE_HOME", &home);
    command.env("NO_COLOR", "1");
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut writer = pair.master.take_writer().expect("its input");
    let (sender, output) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut seen = String::new();
    let mut type_line = |line: &str| writer.write_all(line.as_bytes()).expect("the prompt listens");
    wait_for(".help for commands", &mut seen, &output);
    type_line("b = Buffer.allocUnsafe(4); b.buffer.byteLength\r");
    wait_for("\n8192", &mut seen, &output);
    type_line(".why\r");
    wait_for("#1 [256, 260)", &mut seen, &output);
    type_line("foo bar\r");
    wait_for("Uncaught SyntaxError: Unexpected identifier 'bar'", &mut seen, &output);
    type_line("function f() {\r");
    wait_for("... ", &mut seen, &output);
    type_line("return b.byteOffset }\r");
    wait_for("undefined", &mut seen, &output);
    type_line("f()\r");
    wait_for("\n256", &mut seen, &output);
    // Before the prompt is there again, the terminal itself would take the end of input.
    wait_for("> ", &mut seen, &output);
    type_line("\u{4}");
    let until = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status;
        }
        if Instant::now() > until {
            child.kill().expect("it can be ended");
            panic!("the prompt did not leave");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success(), "{status:?}");
    let _ = std::fs::remove_dir_all(home);
}
