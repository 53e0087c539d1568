//! What the command line says of `--live`: where the page is, who can read it, and where there is nothing to follow.

use std::io::Write as _;
use std::net::TcpListener;
use std::time::Instant;

use portable_pty::CommandBuilder;

use super::{PATIENCE, place, program, pty};

fn said(words: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = program(words).spawn().expect("the program starts");
    // A program that needs no input may have ended already.
    let _ = child.stdin.take().expect("its input is a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn where_there_is_nothing_to_follow_it_says_so_in_one_line() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let taken = listener.local_addr().expect("it has one").to_string();
    let alone = "--live follows a prompt";
    let cases: [(&[&str], &str); 12] = [
        (&["--live", "-p", "1"], alone),
        (&["-e", "1", "--live"], alone),
        (&["--live=:0", "x.js"], alone),
        (&["--live=:0", "-"], alone),
        (&["--live=:0", "replay", "x"], alone),
        (&["--live", "--", "x.js"], alone),
        (&["--live"], alone),
        (&["--live", "x.js"], "127.0.0.1:8123"),
        (&["-i", "--live", "example.org:80"], "127.0.0.1:8123"),
        (&["-i", "--live", ":99999"], "127.0.0.1:8123"),
        (&["replay", "x", "--live"], "'--live'"),
        (&["-i", "--live", &taken], &taken),
    ];
    for (words, part) in cases {
        let (code, out, err) = said(words, "1\n");
        assert_eq!((code, out.as_str()), (Some(2), ""), "{words:?}: {err}");
        assert!(err.contains(part) && err.lines().count() == 1, "{words:?}: {err}");
    }
}

#[test]
fn on_a_pipe_the_address_goes_to_standard_error() {
    let (code, out, err) = said(&["-i", "--live", "localhost:0"], "1 + 1\n");
    assert_eq!((code, out), (Some(0), said(&["-i"], "1 + 1\n").1));
    assert_eq!(err.lines().count(), 1, "{err}");
    let (address, token) = place(&err);
    assert!(address.ip().is_loopback() && address.port() != 0 && token.len() == 26, "{err}");
    assert_ne!(place(&said(&["-i", "--live"], "").2).1, token, "every prompt has a token of its own");
}

#[test]
fn who_opens_it_to_a_network_is_warned_in_one_line() {
    let (code, _, err) = said(&["-i", "--live", "0.0.0.0:0"], "");
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!((code, lines.len()), (Some(0), 2), "{err}");
    assert!(lines[0].contains("anybody in that network who has the address can read along"), "{err}");
    assert!(!place(lines[1]).0.ip().is_unspecified(), "{err}");
}

#[test]
fn at_a_terminal_it_stands_under_the_banner() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(["--live", "--no-history"]);
    command.env("TERM", "xterm");
    command.env("NO_COLOR", "1");
    command.env("SLABSCOPE_CONFIG", "");
    let mut pty = pty::start(command, 100, 24);
    let until = Instant::now() + PATIENCE;
    let mut seen = String::new();
    let mut wait_for = |wanted: &str| {
        while !seen.contains(wanted) {
            match pty.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(problem) => panic!("it never said {wanted:?} ({problem}): {seen:?}"),
            }
        }
        seen.clone()
    };
    wait_for(".help for commands");
    let told = wait_for("/\r\n");
    let line = told.lines().find(|line| line.contains("http://")).expect("it is told");
    assert!(line.starts_with("a page follows along at http://127.0.0.1:"), "{told:?}");
    wait_for("> ");
    let page =
        super::answer(place(line).0, format!("GET /{}/ HTTP/1.1\r\nHost: localhost\r\n\r\n", place(line).1).as_bytes());
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    pty.keys.write_all(b".exit\r").expect("it listens");
    while pty.child.try_wait().expect("it can be asked").is_none() {
        assert!(Instant::now() < until, "it does not leave");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
