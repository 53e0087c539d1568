//! Looking changes nothing: whatever is previewed, dumped or asked about before each entry, all answers stay as they are. Not
//! what is seen.

#![expect(clippy::print_stderr, reason = "a measuring test tells its figures")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::session::{Options, Outcome, Session, Way};

/// The entries of a transcript, without its answers.
fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(entry) = line.strip_prefix("> ") {
            entries.push(entry.to_owned());
        } else if let Some(more) = line.strip_prefix("... ").or_else(|| line.strip_prefix("| "))
            && let Some(entry) = entries.last_mut()
        {
            entry.push('\n');
            entry.push_str(more);
        }
    }
    entries
}

fn transcripts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            transcripts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "transcript") {
            found.push(path);
        }
    }
}

fn session(profile: &str) -> Session {
    Session::new(Options::new(profile, Way::PromptPipe)).expect("the profile exists")
}

fn answer(session: &mut Session, text: &str) -> (String, Outcome) {
    let reply = session.feed(text);
    let printed: String = reply.printed.iter().map(|(_, text)| text.to_string()).collect();
    (printed + &reply.answer.unwrap_or_default().to_string(), reply.outcome)
}

/// Looks in every way at what an entry would do.
fn look(session: &mut Session, text: &str) {
    session.preview(text, 80);
    session.signature(text, "");
    for command in [".why", ".hex", ".who", ".map"] {
        session.feed(&format!("{command} {text}"));
    }
    for command in [".vars", ".slabs", ".pool", ".who", ".diff", ".advise", ".timeline", ".history", ".why"] {
        session.feed(command);
    }
}

#[test]
fn nothing_that_is_looked_at_changes_an_answer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    transcripts(&root.join("transcripts"), &mut files);
    let mut sessions: Vec<Vec<String>> =
        files.iter().map(|file| entries(&fs::read_to_string(file).expect("a transcript"))).collect();
    for name in ["names", "session", "lines"] {
        let text = fs::read_to_string(root.join(format!("tests/golden/prompt/{name}.in"))).expect("a session");
        sessions.push(text.lines().map(str::to_owned).collect());
    }
    let mut compared = 0;
    for (number, entries) in sessions.iter().enumerate() {
        let profile = ["classic", "18", "22", "24", "26"][number % 5];
        let (mut plain, mut looked) = (session(profile), session(profile));
        for text in entries.iter().filter(|text| !text.starts_with('.')) {
            look(&mut looked, text);
            assert_eq!(answer(&mut looked, text), answer(&mut plain, text), "{text}");
            compared += 1;
        }
        for command in [".slabs", ".vars", ".timeline", ".gc", ".pool"] {
            assert_eq!(answer(&mut looked, command), answer(&mut plain, command), "{command} after {entries:?}");
        }
    }
    assert!(compared > 300, "{compared}");
}

/// What somebody only tries has effects of every kind: on the copy.
#[test]
fn what_is_tried_leaves_no_trace() {
    let mut session = session("22");
    let before = "b = Buffer.from('hello'); n = 0; list = [1]; map = new Map(); it = [1, 2, 3].values(); \
        all = 'a1b2'.matchAll(/\\d/g); decoder = new TextDecoder(); decoder.decode(Buffer.from([0xe2, 0x82]), { stream: true }); \
        o = { get x() { n++; return Buffer.alloc(1) }, [require('util').inspect.custom]() { n++; return 'custom' } }; \
        let late = 1; class K { #p = 1; static up(k) { return ++k.#p } }; k = new K; 0";
    answer(&mut session, before);
    let now = "[n, b.toString(), b.length, list, map, typeof made, Object.keys(process), Buffer.poolSize, late, K.name, \
        Object.keys(Array.prototype), require('buffer').INSPECT_MAX_BYTES, process.exitCode, typeof Buffer.cached]";
    let (state, pool) = (answer(&mut session, now), answer(&mut session, ".pool"));
    for text in [
        "n++, b",
        "b.fill(0)",
        "b[0] = 1, b",
        "list.push(2), b",
        "map.set(1, b), b",
        "made = Buffer.from('x')",
        "Buffer.poolSize = 1, b",
        "Buffer.cached = b",
        "process.cached = b",
        "process.exitCode = 3, b",
        "delete globalThis.list, b",
        "Array.prototype.z = 1, b",
        "late = 2, b",
        "K.up(k), b",
        "o.x",
        "it.next(), b",
        "all.next(), b",
        "decoder.decode(Buffer.from([0xac]), { stream: true }), b",
        "structuredClone(b.buffer, { transfer: [b.buffer] }), b",
        "require('buffer').INSPECT_MAX_BYTES = 1, b",
        "eval('n = 1'), b",
        "console.log(1), b",
        "process.exit(1)",
        "gc(), b",
        "(() => { throw n++ })()",
    ] {
        look(&mut session, text);
        assert_eq!(answer(&mut session, now), state, "{text}");
        assert_eq!(answer(&mut session, ".pool"), pool, "{text}");
    }
    for (text, expected) in [
        ("it.next().value", "1"),
        ("all.next().value[0]", "'1'"),
        ("decoder.decode(Buffer.from([0xac]), { stream: true })", "'€'"),
        ("K.up(k)", "2"),
    ] {
        assert_eq!(answer(&mut session, text).0, expected, "{text}");
    }
}

/// A key press waits for its preview: `cargo test --release --test looking -- --ignored --nocapture`.
#[test]
#[ignore = "measures time: run it in a release build"]
fn a_preview_takes_a_moment() {
    for (what, text) in [
        ("an empty session", "0"),
        ("a hundred names", "for (let i = 0; i < 100; i++) globalThis['n' + i] = Buffer.from('x' + i); 0"),
        ("10,000 objects", "all = []; for (let i = 0; i < 10000; i++) all.push({ i, s: 's' + i }); 0"),
        ("60,000 objects", "all = []; for (let i = 0; i < 60000; i++) all.push({ i }); 0"),
        ("300,000 objects", "all = []; for (let i = 0; i < 300000; i++) all.push({ i }); 0"),
        ("7 MiB in a Buffer", "big = Buffer.alloc(7 << 20, 1); 0"),
        ("7 MiB in small ones", "all = []; for (let i = 0; i < 7000; i++) all.push(Buffer.allocUnsafe(1000)); 0"),
        ("100 MB in Buffers", "all = []; for (let i = 0; i < 10; i++) all.push(Buffer.alloc(1e7, 1)); 0"),
    ] {
        let mut session = session("22");
        answer(&mut session, text);
        let mut best = Duration::MAX;
        let mut seen = None;
        for _ in 0..20 {
            let began = Instant::now();
            seen = session.preview("Buffer.from('hi', 'utf8')", 80);
            best = best.min(began.elapsed());
        }
        eprintln!("{what}: {best:?}, {}", if seen.is_some() { "seen" } else { "nothing" });
        assert!(best < Duration::from_millis(8), "{what} took {best:?}");
    }
}
