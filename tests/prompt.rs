//! The prompt through a real pseudo-terminal: typed at, answered, left. Not what the answers mean.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A prompt somebody sits at.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    seen: String,
    // Kept open: the child's terminal is gone with it.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(home: &Path, words: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
        command.args(words);
        command.cwd(home);
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.env("XDG_STATE_HOME", home);
        command.env("XDG_CONFIG_HOME", home);
        command.env("NO_COLOR", "1");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its input");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut terminal = Self { child, writer, output, seen: String::new(), _master: pair.master };
        terminal.wait_for(".help for commands");
        terminal.wait_for("> ");
        terminal
    }

    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the prompt listens");
    }

    /// Reads until the screen has said `wanted`; what came after it is kept.
    fn wait_for(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.seen.find(wanted) {
                self.seen.drain(..at + wanted.len());
                return;
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(problem) => panic!("the prompt never said {wanted:?} ({problem}); it said {:?}", self.seen),
            }
        }
    }

    fn answers(&mut self, keys: &str, wanted: &str) {
        self.press(keys);
        self.wait_for(wanted);
    }

    fn leave(mut self) {
        // Before the prompt is there again, the terminal itself would take the end of input.
        self.answers("'at '+'rest'\r", "\n'at rest'");
        self.wait_for("> ");
        self.press("\u{4}");
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                break status;
            }
            if Instant::now() > until {
                self.child.kill().expect("it can be ended");
                panic!("the prompt did not leave");
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        assert!(status.success(), "{status:?}");
    }
}

/// A home of this test's own.
fn home(name: &str) -> PathBuf {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("prompt-{name}"));
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("a home of its own");
    home
}

#[test]
fn a_person_types_asks_why_makes_a_mistake_and_leaves() {
    let mut terminal = Terminal::open(&home("person"), &[]);
    terminal.answers("b = Buffer.allocUnsafe(4); b.buffer.byteLength\r", "\n8192");
    terminal.answers(".why\r", "#1 [256, 260)");
    terminal.answers("foo bar\r", "Uncaught SyntaxError: Unexpected identifier 'bar'");
    terminal.answers("function f() {\r", "... ");
    terminal.answers("return b.byteOffset }\r", "undefined");
    terminal.answers("f()\r", "\n256");
    terminal.leave();
}

#[test]
fn what_a_call_takes_and_what_an_entry_would_answer_stand_under_it() {
    let mut terminal = Terminal::open(&home("hints"), &[]);
    terminal.answers("Buffer.alloc(", "// Buffer.alloc(size, fill?, encoding?)");
    terminal.answers("3)\r", "<Buffer 00 00 00>");
    terminal.answers("_.length + 4", "// 7");
    terminal.answers("\r", "\n7");
    terminal.answers("c = Buffer.from('hi')\r", "<Buffer 68 69>");
    terminal.answers("c.toString('he\t", "c.toString('hex");
    terminal.answers("')", "// '6869'");
    terminal.answers("\r", "\n'6869'");
    terminal.leave();
}

#[test]
fn entries_come_back_whole_by_their_beginning_and_in_the_next_prompt() {
    let home = home("history");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.answers("alpha = [\r", "...   ");
    terminal.answers("7]\r", "[ 7 ]");
    terminal.answers("beta = 22\r", "\n22");
    terminal.leave();
    let file = home.join("slabscope/history");
    let text = std::fs::read_to_string(&file).expect("it was written");
    assert_eq!(text.lines().filter(|line| line.contains("alpha")).count(), 1, "{text}");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.answers("al\u{1b}[A", "7]");
    terminal.answers("\r", "[ 7 ]");
    // Before the prompt is there again, the terminal itself would take the keys.
    terminal.wait_for("> ");
    terminal.answers("\u{12}beta", "beta = 22");
    terminal.answers("\r", "\n22");
    terminal.leave();
    let before = std::fs::read_to_string(&file).expect("it is there");
    let mut terminal = Terminal::open(&home, &["--no-history"]);
    terminal.answers("secret = 5\r", "\n5");
    terminal.leave();
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), before);
}

#[test]
fn sessions_are_saved_recorded_loaded_and_pasted() {
    let home = home("files");
    let mut terminal = Terminal::open(&home, &["--node", "22"]);
    terminal.answers("a = Buffer.alloc(2)\r", "<Buffer 00 00>");
    terminal.answers(".record r.transcript\r", "recording to r.transcript");
    terminal.answers("a.length\r", "\n2");
    terminal.answers(".record off\r", "Session recorded to: r.transcript");
    terminal.answers(".save s.transcript\r", "Session saved to: s.transcript");
    terminal.answers(".save s.js\r", "Session saved to: s.js");
    terminal.answers(".load s.transcript\r", "2 of 2 answers are as they were");
    terminal.answers(".load s.js\r", "\n2");
    terminal.answers("\u{1b}[200~> 1 + 1\n3\n> 2 + 2\n4\n\u{1b}[201~\r", "it was:");
    terminal.wait_for("  3");
    terminal.wait_for("1 of 2 answers are as they were");
    terminal.leave();
    let read = |name: &str| std::fs::read_to_string(home.join(name)).expect("it was written");
    let whole = "#: profile node22\n> a = Buffer.alloc(2)\n<Buffer 00 00>\n> a.length\n2\n";
    assert_eq!((read("r.transcript").as_str(), read("s.transcript").as_str()), (whole, whole));
    assert_eq!(read("s.js"), "a = Buffer.alloc(2)\na.length");
}
