//! Asks real Nodes, through record/calls.js. Not a test by itself.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A Node that answers nothing for so long is stuck where no timeout reaches it (a search at an odd address, in two-byte units).
const HANGS: Duration = Duration::from_secs(8);

/// A binary of Node, kept running to answer.
pub struct Node {
    binary: String,
    pub major: String,
    running: Option<Running>,
}

struct Running {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Node {
    /// None where there is no such binary.
    pub fn find(binary: &str) -> Option<Self> {
        let output = Command::new(binary).args(["-p", "parseInt(process.versions.node)"]).output().ok()?;
        let major = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Some(Self { binary: binary.to_owned(), major, running: None })
    }

    /// The next answers come from a new process.
    pub fn end(&mut self) {
        self.running = None;
    }

    /// The answers, one an expression; "aborts" where Node ended instead.
    pub fn ask(&mut self, expressions: &[String]) -> Vec<String> {
        let mut answers = Vec::new();
        while answers.len() < expressions.len() {
            let before = answers.len();
            self.ask_on(&expressions[before..], &mut answers);
            if answers.len() < expressions.len() {
                answers.push("aborts".to_owned());
                self.running = None;
            }
        }
        answers
    }

    /// Asks until Node ends.
    fn ask_on(&mut self, expressions: &[String], answers: &mut Vec<String>) {
        let running = self.running.get_or_insert_with(|| start(&self.binary));
        let Running { child, stdin, stdout } = running;
        let answered = &AtomicUsize::new(0);
        let (ended, going) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || {
                let mut before = 0;
                while going.recv_timeout(HANGS) == Err(RecvTimeoutError::Timeout) {
                    if answered.load(Relaxed) == before {
                        let _ = child.kill();
                        return;
                    }
                    before = answered.load(Relaxed);
                }
            });
            scope.spawn(move || {
                for expression in expressions {
                    if writeln!(stdin, "{}", serde_json::Value::from(expression.as_str())).is_err() {
                        return;
                    }
                }
            });
            for _ in expressions {
                let mut line = String::new();
                if stdout.read_line(&mut line).unwrap_or(0) == 0 {
                    break;
                }
                answers.push(serde_json::from_str(&line).expect("a string"));
                answered.fetch_add(1, Relaxed);
            }
            drop(ended);
        });
    }
}

fn start(binary: &str) -> Running {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/record/calls.js");
    let mut child = Command::new(binary)
        .arg("--no-warnings")
        .arg(script)
        .args(["answer", "2000"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Node starts");
    let stdin = child.stdin.take().expect("a pipe");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    Running { child, stdin, stdout }
}
