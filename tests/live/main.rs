//! `slabscope --live`: a real prompt typed at over a pipe, and clients that behave and that do not. Not what the prompt answers,
//! and not how the page looks.

mod browser;
mod clients;
#[path = "../browser/mod.rs"]
mod driven;
mod following;
#[path = "../pty/mod.rs"]
mod pty;
mod usage;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(words).env_remove("RUST_BACKTRACE").env_remove("CLICOLOR_FORCE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A prompt on a pipe, and where its page is.
struct Prompt {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    address: SocketAddr,
    token: String,
}

impl Prompt {
    fn open() -> Self {
        let mut child = program(&["-i", "--live"]).spawn().expect("the program starts");
        let errors = child.stderr.take().expect("its errors are a pipe");
        let out = child.stdout.take().expect("its output is a pipe");
        let (said, first) = channel();
        std::thread::spawn(move || {
            BufReader::new(errors).lines().map_while(Result::ok).try_for_each(|line| said.send(line))
        });
        let (said, lines) = channel();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| said.send(line))
        });
        let line = first.recv_timeout(PATIENCE).expect("it tells the address");
        let (address, token) = place(&line);
        let input = child.stdin.take();
        Self { child, input, lines, address, token }
    }

    fn enter(&mut self, text: &str) {
        let input = self.input.as_mut().expect("it is open");
        input.write_all(format!("{text}\n").as_bytes()).and_then(|()| input.flush()).expect("the prompt listens");
    }

    /// Waits until the prompt has printed a line that ends with `text`.
    fn says(&self, text: &str) {
        let until = Instant::now() + PATIENCE;
        let mut said = Vec::new();
        while !said.last().is_some_and(|line: &String| line.ends_with(text)) {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => said.push(line),
                Err(problem) => panic!("it never said {text:?} ({problem}): {said:?}"),
            }
        }
    }

    fn url(&self) -> String {
        format!("http://{}/{}/", self.address, self.token)
    }

    /// What is answered to a request for `path` below the token.
    fn get(&self, path: &str, headers: &str) -> String {
        let request = format!("GET /{}/{path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.token, self.address);
        answer(self.address, request.as_bytes())
    }

    fn follow(&self, after: &str, headers: &str) -> Follower {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        let request = format!("GET /{}/events{after} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.token, self.address);
        stream.write_all(request.as_bytes()).expect("it reads");
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
        let mut follower = Follower { lines: BufReader::new(stream), head: String::new() };
        while !follower.head.ends_with("\r\n\r\n")
            && follower.lines.read_line(&mut follower.head).expect("an answer") > 0
        {}
        follower
    }

    /// Ends the input and waits for the program to leave.
    fn leave(&mut self) {
        drop(self.input.take());
        let until = Instant::now() + PATIENCE;
        while self.child.try_wait().expect("it can be asked").is_none() {
            assert!(Instant::now() < until, "it does not leave");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Prompt {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that follows.
struct Follower {
    lines: BufReader<TcpStream>,
    head: String,
}

impl Follower {
    /// The next event but beats: its kind, its number, its data.
    fn next(&mut self) -> (String, u64, serde_json::Value) {
        let until = Instant::now() + PATIENCE;
        loop {
            assert!(Instant::now() < until, "nothing comes but beats");
            let (mut kind, mut number, mut data) = ("message".to_owned(), 0, serde_json::Value::Null);
            loop {
                let mut line = String::new();
                let count = self.lines.read_line(&mut line).expect("something comes in time");
                assert_ne!(count, 0, "the stream has ended");
                match line.trim_end_matches('\n').split_once(": ") {
                    Some(("event", text)) => text.clone_into(&mut kind),
                    Some(("id", text)) => number = text.parse().expect("a number"),
                    Some(("data", text)) => data = serde_json::from_str(text).expect("JSON"),
                    Some(_) => {}
                    None => break,
                }
            }
            if kind != "beat" && !data.is_null() {
                return (kind, number, data);
            }
        }
    }
}

/// The address and the token in a line that tells them.
fn place(line: &str) -> (SocketAddr, String) {
    let (_, url) = line.split_once("http://").unwrap_or_else(|| panic!("no address in {line:?}"));
    let mut parts = url.trim_end().split('/');
    let address = parts.next().expect("an address").parse().expect("in figures");
    (address, parts.next().expect("a token").to_owned())
}

/// Everything that comes back for `request`.
fn answer(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
    // Who is refused early may not be read to the end.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).expect("it is text")
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

/// The text of a part of what a page is told of an entry: its `source`, its `answer`.
fn text(told: &serde_json::Value, part: &str) -> String {
    let markup = format!("<entry>{}</entry>", told["markup"].as_str().expect("markup"));
    let tree = roxmltree::Document::parse(&markup).expect("it is well formed");
    let found = tree.descendants().find(|node| node.attribute("class") == Some(part));
    found.map_or_else(String::new, |node| {
        node.descendants().filter(roxmltree::Node::is_text).filter_map(|one| one.text()).collect()
    })
}
