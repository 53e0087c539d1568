//! Clients that ask for what they should not, too many of them, and those that do not listen.

#![expect(clippy::print_stderr, reason = "a measuring test tells its figures")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use slabscope::live::{Address, Entry, Live};

use super::{PATIENCE, Prompt, answer, place, status, text};
use web::markup::Entry as Shown;

#[test]
fn only_the_page_is_served_and_only_to_who_has_its_address() {
    let prompt = Prompt::open();
    let (address, token) = (prompt.address, &prompt.token);
    let own = format!("Host: {address}\r\n");
    let mut other = token.clone().into_bytes();
    other[25] ^= 1;
    let other = String::from_utf8(other).expect("still a letter");
    let large = format!("Cookie: {}\r\n", "x".repeat(9000));
    for (line, headers, expected) in [
        (format!("GET /{token}/ HTTP/1.1"), own.as_str(), "200"),
        (format!("GET /{token}/page.css HTTP/1.1"), &own, "200"),
        (format!("GET /{token}/page.js HTTP/1.0"), "Host: localhost\r\n", "200"),
        (format!("GET /{token}/page.css HTTP/1.1"), "Host: [::1]:1\r\n", "200"),
        (format!("HEAD /{token}/events HTTP/1.1"), &own, "200"),
        (format!("GET /{token} HTTP/1.1"), &own, "308"),
        (format!("GET /{token}/page.html HTTP/1.1"), &own, "404"),
        (format!("GET /{token}/../Cargo.toml HTTP/1.1"), &own, "404"),
        (format!("GET /{other}/ HTTP/1.1"), &own, "404"),
        (format!("GET /{other}/events HTTP/1.1"), &own, "404"),
        ("GET / HTTP/1.1".to_owned(), &own, "404"),
        ("GET //events HTTP/1.1".to_owned(), &own, "404"),
        ("GET /favicon.ico HTTP/1.1".to_owned(), &own, "404"),
        (format!("POST /{token}/events HTTP/1.1"), &own, "405"),
        (format!("DELETE /{token}/ HTTP/1.1"), &own, "405"),
        (format!("OPTIONS /{token}/ HTTP/1.1"), &own, "405"),
        (format!("GET /{token}/ HTTP/1.1"), "Host: evil.example:80\r\n", "421"),
        (format!("GET /{token}/ HTTP/1.1"), "", "400"),
        ("nonsense".to_owned(), &own, "400"),
        (format!("GET /{token}/ HTTP/3.0"), &own, "505"),
        (format!("GET /{token}/ HTTP/1.1"), &(own.clone() + &large), "431"),
    ] {
        let got = answer(address, format!("{line}\r\n{headers}\r\n").as_bytes());
        assert_eq!(status(&got), expected, "{line} {headers}: {got}");
        assert!(got.contains("\r\nContent-Security-Policy: default-src 'none';"), "{line}: {got}");
        assert!(!got.contains(other.as_str()), "nothing is sent back that was asked for");
        if line.starts_with("HEAD") {
            assert!(got.ends_with("\r\n\r\n"), "{got}");
        }
    }
    assert!(prompt.get("", "").contains("<title>slabscope, live</title>"));
    assert!(answer(address, b"\x16\x03\x01\x02\n").starts_with("HTTP/1.1 400 "), "TLS is not spoken here");
    let endless = answer(address, &b"a".repeat(100_000));
    assert!(endless.is_empty() || status(&endless) == "431", "{endless}");
}

/// A request that never ends is given up.
#[test]
fn who_never_finishes_a_request_is_given_up() {
    let prompt = Prompt::open();
    let mut stream = TcpStream::connect(prompt.address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("it can be set");
    stream.write_all(b"GET / HTTP/1.1\r\n").expect("it reads");
    let began = Instant::now();
    let mut got = String::new();
    let _ = stream.read_to_string(&mut got);
    assert_eq!(status(&got), "408");
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

#[test]
fn followers_are_bounded_and_their_places_given_again() {
    let mut prompt = Prompt::open();
    let mut pages: Vec<_> = (0..64).map(|_| prompt.follow("?after=1", "")).collect();
    assert!(pages.iter().all(|page| status(&page.head) == "200"));
    let refused = prompt.follow("", "");
    assert_eq!(status(&refused.head), "503");
    assert!(refused.head.contains("\r\nRetry-After: "), "{}", refused.head);
    assert_eq!(status(&prompt.get("", "")), "200", "the page itself is still served");
    prompt.enter("6 * 7");
    for page in &mut pages {
        assert_eq!(text(&page.next().2, "answer"), "42");
    }
    pages.truncate(60);
    let until = Instant::now() + PATIENCE;
    while status(&prompt.follow("", "").head) != "200" {
        assert!(Instant::now() < until, "no place is given again");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn connections_that_say_nothing_are_bounded_and_harm_nobody() {
    let mut prompt = Prompt::open();
    let mut page = prompt.follow("?after=1", "");
    let silent: Vec<_> = (0..150).map(|_| TcpStream::connect(prompt.address)).collect();
    let until = Instant::now() + PATIENCE;
    while status(&prompt.get("", "")) != "503" {
        assert!(Instant::now() < until, "everybody is let in");
    }
    prompt.enter("6 * 7");
    prompt.says("42");
    assert_eq!(text(&page.next().2, "answer"), "42");
    drop(silent);
    while status(&prompt.get("", "")) != "200" {
        assert!(Instant::now() < until, "nobody is let in again");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Pages that take nothing: telling them costs the prompt what it costs without them.
#[test]
fn who_does_not_listen_does_not_stall_the_prompt() {
    let shown = Shown { answer: "x".repeat(60_000).into(), ..Shown::default() };
    let entry = Entry { shown, picture: Some("y".repeat(60_000)), ..Entry::default() };
    let slowest = |live: &Live| {
        let tell = |_| {
            let began = Instant::now();
            live.tell(&entry);
            began.elapsed()
        };
        (0..1000).map(tell).max().unwrap_or_default()
    };
    let live = Live::open(Address::parse(":0").expect("an address")).expect("a free port");
    let alone = slowest(&live);
    let (address, token) = place(live.url());
    let asked = format!("GET /{token}/events HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let deaf: Vec<_> = (0..50)
        .map(|_| {
            let mut stream = TcpStream::connect(address).expect("it listens");
            stream.write_all(asked.as_bytes()).expect("it reads");
            stream
        })
        .collect();
    // Until all of them are told more than any socket holds.
    std::thread::sleep(Duration::from_millis(500));
    let beside = slowest(&live);
    let began = Instant::now();
    drop(live);
    let left = began.elapsed();
    eprintln!(
        "an entry takes {alone:?} at most alone, {beside:?} beside {} deaf pages; leaving took {left:?}",
        deaf.len()
    );
    assert!(beside < Duration::from_millis(250), "{beside:?}");
    assert!(left < Duration::from_secs(2), "{left:?}");
}

/// The same with the whole program: a script of many statements, and pages that take nothing.
#[test]
fn a_prompt_with_deaf_pages_answers_as_fast() {
    let took = |deaf: usize| {
        let mut prompt = Prompt::open();
        let pages: Vec<_> = (0..deaf).map(|_| prompt.follow("", "")).collect();
        let began = Instant::now();
        for number in 0..200 {
            prompt.enter(&format!("'{number} '.repeat(12000).length; console.log('z'.repeat(50000))"));
        }
        prompt.enter("'done'");
        prompt.says("'done'");
        drop(pages);
        began.elapsed()
    };
    let (alone, beside) = (took(0), took(20));
    eprintln!("200 statements take {alone:?} alone, {beside:?} beside 20 deaf pages");
    assert!(beside < alone * 3 + Duration::from_secs(3), "{alone:?} {beside:?}");
}
