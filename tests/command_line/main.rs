//! The program as a shell sees it: what is written where, and the exit code. Not what the language answers: these few
//! inputs are answered alike by any session.

mod bounds;
mod commands;
#[path = "../pty/mod.rs"]
mod pty;
mod reports;
mod terminal;
mod writing;

use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(words).env_remove("RUST_BACKTRACE").env_remove("CI").env_remove("CLICOLOR_FORCE");
    command
}

fn run(words: &[&str], input: &str) -> Output {
    let mut command = program(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A program that needs no input may have ended already.
    let _ = child.stdin.take().expect("its input is a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn said(words: &[&str], input: &str) -> (Option<i32>, String, String) {
    let output = run(words, input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A folder of this test run's own, with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    folder
}

#[test]
fn programs_come_from_words_files_and_standard_input() {
    assert_eq!(said(&["-p", "1 + 1"], ""), (Some(0), "2\n".into(), String::new()));
    assert_eq!(said(&["-e", "console.log('x')"], ""), (Some(0), "x\n".into(), String::new()));
    assert_eq!(said(&[], "console.log('x')"), (Some(0), "x\n".into(), String::new()));
    assert_eq!(said(&["-"], "console.log('x')"), (Some(0), "x\n".into(), String::new()));
    assert_eq!(said(&["-e", "process.exit(3)"], "").0, Some(3));
    let folder = folder("programs", &[("replay", "console.log('x')"), ("a.cjs", "console.log('y')")]);
    let run_there = |word: &str| program(&[word]).current_dir(&folder).output().expect("it runs").stdout;
    assert_eq!(run_there("./replay"), b"x\n");
    assert_eq!(run_there("a.cjs"), b"y\n");
    assert_eq!(run(&["--color=always", "-p", "1 + 1", "--"], "").status.code(), Some(0));
}

#[test]
fn wrong_usage_is_one_line_and_two() {
    let cases: [(&[&str], &str); 10] = [
        (&["no-such-file.js"], "no-such-file.js: no such file"),
        (&["--nod", "22"], "'--node'"),
        (&["--fresh", "stale"], "recycled, zero, noise"),
        (&["--pool-size", "many", "-p", "1"], "64k"),
        (&["--node", "99", "-p", "1"], "99"),
        (&["--node", "18,20", "-p", "1"], "one version"),
        (&["--node", "18", "--profile", "classic", "-p", "1"], "--profile"),
        (&["-e", "1", "-p", "1"], "--print"),
        (&["replay"], "PATH"),
        (&["replay", "no-such-folder"], "no such file or folder"),
    ];
    for (words, part) in cases {
        let (code, out, err) = said(words, "");
        assert_eq!((code, out.as_str()), (Some(2), ""), "{words:?}");
        assert!(err.contains(part) && err.lines().count() == 1, "{words:?}: {err}");
    }
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    let script = "console.log('a line of output that fills the pipe sooner or later')\n".repeat(20_000);
    let folder = folder("pipes", &[("long.js", &script)]);
    let mut command = program(&["long.js"]);
    let mut child =
        command.current_dir(&folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut out = child.stdout.take().expect("its output is a pipe");
    out.read_exact(&mut [0; 10]).expect("something is written");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(141), b"".as_slice()));
}

#[test]
fn a_prompt_on_a_pipe_prints_what_node_prints() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/prompt");
    for name in ["fresh", "lines", "names", "session"] {
        let input = fs::read_to_string(folder.join(format!("{name}.in"))).expect("the input is there");
        for (major, recorded) in
            [("18", "18.20.8"), ("20", "20.20.2"), ("22", "22.23.3"), ("24", "24.21.0"), ("26", "26.10.0")]
        {
            let expected = fs::read_to_string(folder.join(format!("{name}.node{major}.out"))).expect("it was recorded");
            assert!(expected.starts_with(&format!("Welcome to Node.js v{recorded}.\n")));
            let (code, out, _) = said(&["-i", "--node", major], &input);
            assert_eq!(code, Some(0), "{name} {major}");
            let (expected, out) = (without_frames(&expected), without_frames(&out));
            let differs = expected.iter().zip(&out).find(|(expected, out)| expected != out);
            assert_eq!(differs, None, "{name} {major}");
            assert_eq!(expected.len(), out.len(), "{name} {major}");
        }
    }
}

/// What Node 18 to 26 answer to the same bytes in a file, on standard input, behind `-p` and at the prompt.
#[test]
fn bytes_that_are_no_text_are_read_as_node_reads_them() {
    let code = b"[...'\xff\xe2\x82|\xc0\xaf|\xed\xa0\x80|\xf0\x9f'].map(c => c.charCodeAt(0) & 255).join(' ') // \xff";
    let answer = "253 253 124 253 253 124 253 253 253 124 253";
    let answers = |words: &[&OsStr], input: &[u8], expected: &str| {
        let mut command = program(&[]);
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        child.stdin.take().expect("its input is a pipe").write_all(input).expect("it reads");
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        let out = String::from_utf8(output.stdout).expect("it writes UTF-8");
        assert!(out.contains(expected), "{words:?}: {out}");
    };
    let script = [b"console.log(", &code[..code.len() - 5], b") // \xff"].concat();
    let path = folder("bytes", &[("s.js", "")]).join("s.js");
    fs::write(&path, &script).expect("a file can be written");
    answers(&[path.as_os_str()], b"", answer);
    answers(&[], &script, answer);
    answers(&["-e".as_ref(), OsStr::from_bytes(&script)], b"", answer);
    answers(&["-p".as_ref(), OsStr::from_bytes(code)], b"", answer);
    let entries = [code, b"\n`\xff\n\xe2\x82`\n\xff1+1\n1+1\n".as_slice()].concat();
    let expected = format!("> '{answer}'\n> ... '\u{FFFD}\\n\u{FFFD}'\n> \u{FFFD}1+1\n");
    answers(&["-i".as_ref()], &entries, &expected);
    answers(&["-i".as_ref()], &entries, "Uncaught SyntaxError: Invalid or unexpected token\n> 2\n> ");
}

/// What a program prints leaves it soon, whatever it does then, and all of it before a signal ends it.
#[test]
fn output_leaves_while_the_program_runs_and_when_a_signal_ends_it() {
    let endless = "console.log('early'); for (;;);";
    let native = "console.log('early'); 'x'.repeat(1 << 28).lastIndexOf('y'); for (;;);";
    for (words, input) in [
        (&["-e", endless][..], ""),
        (&["-p", endless], ""),
        (&["-e", native], ""),
        (&["-i"], "console.log('early'); for (;;);\n"),
        (&["-i"], "'early'\nfor (;;);\n"),
        (&[], endless),
    ] {
        let began = Instant::now();
        let (mut child, mut out) = begun(&[&["--timeout", "15s"], words].concat(), input);
        let mut early = Vec::new();
        let mut byte = [0];
        while !early.ends_with(b"early") {
            out.read_exact(&mut byte).expect("it says so while it runs");
            early.push(byte[0]);
        }
        assert!(began.elapsed() < Duration::from_secs(10), "{words:?}: {:?}", began.elapsed());
        child.kill().expect("it can be ended");
        child.wait().expect("it ends");
    }
    for (signal, code) in [("TERM", None), ("HUP", None), ("INT", Some(130))] {
        let counting = "for (let n = 0; ; n++) console.log(n)";
        let (mut child, mut out) = begun(&["-e", counting], "");
        out.read_exact(&mut [0; 2]).expect("it counts");
        let reader = thread::spawn(move || {
            let mut text = String::new();
            out.read_to_string(&mut text).expect("it writes text");
            text
        });
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(sent.expect("it can be sent").success());
        assert_eq!(child.wait().expect("it ends").code(), code, "{signal}");
        let text = reader.join().expect("it is read");
        assert!(text.ends_with('\n'), "{signal}: {:?}", text.lines().last());
    }
    // One who reads no more keeps nobody from ending it.
    let (mut child, out) = begun(&["-e", "for (;;) console.log('to somebody who does not read')"], "");
    thread::sleep(Duration::from_millis(300));
    let sent = Command::new("kill").args(["-s", "TERM", &child.id().to_string()]).status();
    assert!(sent.expect("it can be sent").success());
    assert_eq!(child.wait().expect("it ends").code(), None);
    drop(out);
}

fn begun(words: &[&str], input: &str) -> (Child, ChildStdout) {
    let mut command = program(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let _ = child.stdin.take().expect("its input is a pipe").write_all(input.as_bytes());
    let out = child.stdout.take().expect("its output is a pipe");
    (child, out)
}

/// Where both streams go to one file, what was said first stands first: with `node FILE > out 2>&1`, too.
#[test]
fn two_streams_in_one_file_keep_their_order() {
    let folder = folder("order", &[("out", "")]);
    let code = "for (let i = 0; i < 3; i++) { console.log('out', i); console.error('err', i) } null.x";
    for words in [&["-e", code][..], &["-i"]] {
        let file = fs::File::create(folder.join("out")).expect("a file can be made");
        let mut command = program(words);
        command.stdin(Stdio::piped()).stdout(file.try_clone().expect("twice")).stderr(file);
        let mut child = command.spawn().expect("the program starts");
        child.stdin.take().expect("its input is a pipe").write_all(code.as_bytes()).expect("it reads");
        child.wait().expect("it ends");
        let text = fs::read_to_string(folder.join("out")).expect("it was written");
        let said: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("> ").or(Some(line))).collect();
        let at = said.iter().position(|line| *line == "out 0").expect("it is there");
        assert_eq!(said[at..at + 6], ["out 0", "err 0", "out 1", "err 1", "out 2", "err 2"], "{text}");
        assert!(text.find("TypeError").expect("the error is there") > text.find("err 2").expect("so is this"));
    }
}

/// Lines without stack frames, which name files of Node's own; what the last one opens stays.
fn without_frames(text: &str) -> Vec<String> {
    let frame = |line: &&str| !line.starts_with("    at ") || line.ends_with('{');
    let shown = |line: &str| if line.starts_with("    at ") { "    at {".to_owned() } else { line.to_owned() };
    text.lines().filter(frame).map(shown).collect()
}

#[test]
fn replays_answer_with_their_exit_code() {
    let folder = folder(
        "replays",
        &[
            ("good/a.transcript", "> 1 + 1\n2\n"),
            ("good/notes.md", "text\n```transcript\n> 5\n5\n```\n"),
            ("good/.hidden/x.transcript", "> 5\n6\n"),
            ("bad/b.transcript", "> 1 + 1\n3\n"),
            ("bad/c.transcript", "> 5\n6\n"),
            ("odd/d.transcript", "#: nod 22\n> 5\n"),
            ("odd/e.transcript", "no entry\n"),
            ("new/f.transcript", "# kept\n> 5\n6\n"),
        ],
    );
    let replay = |words: &[&str]| {
        let output = program(&["replay"]).args(words).current_dir(&folder).output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, out) = replay(&["good"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("2 transcripts equal, 2 entries checked"), "{out}");
    assert_eq!(replay(&["-q", "good"]), (Some(0), String::new()));
    assert_eq!(replay(&["**/a.transcript"]).0, Some(0));
    let (code, out) = replay(&["bad"]);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("bad/b.transcript:1  > 1 + 1\n  expected  3\n  actual    2\nbad/c"), "{out}");
    assert!(!replay(&["--fail-fast", "bad"]).1.contains("c.transcript"));
    assert_eq!(replay(&["odd/d.transcript"]).0, Some(2));
    assert_eq!(replay(&["odd/e.transcript"]).0, Some(2));
    assert!(replay(&["--node", "18,24", "good"]).1.starts_with("4 transcripts equal"));
    let refused = program(&["replay", "--update", "new"]).current_dir(&folder).env("CI", "true").output();
    assert_eq!(refused.expect("it runs").status.code(), Some(2));
    assert_eq!(replay(&["--update", "new"]).0, Some(0));
    let new = folder.join("new");
    assert_eq!(fs::read_to_string(new.join("f.transcript")).expect("it is there"), "# kept\n> 5\n5\n");
    assert_eq!(fs::read_dir(new).expect("it is there").count(), 1, "nothing is left beside it");
}

#[test]
fn shells_get_completions_a_manual_and_the_profiles() {
    for (words, wanted) in [
        (&["completions", "bash"][..], "_slabscope()"),
        (&["completions", "zsh"], "#compdef slabscope"),
        (&["completions", "fish"], "complete -c slabscope"),
        (&["completions", "powershell"], "Register-ArgumentCompleter"),
        (&["man"], ".TH slabscope"),
        (&["profiles"], "24.18.0 - 24.21.0   65536"),
        (&["--version"], "profiles: classic node18"),
        (&["--help"], "Exit codes: 0"),
    ] {
        let (code, out, err) = said(words, "");
        assert_eq!((code, err.as_str()), (Some(0), ""), "{words:?}");
        assert!(out.contains(wanted), "{words:?}: {out}");
    }
    let (_, table, _) = said(&["profiles"], "");
    assert!(table.lines().all(|line| line.chars().count() <= 90), "{table}");
}

/// What was timed is in the transcript as any statement, without how long it took.
#[test]
fn a_saved_session_with_timed_statements_replays() {
    let folder = folder("timed", &[]);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let saved = folder.join("s.transcript");
    let input =
        format!("let n = 1\n.time n += 1\n.time null.x\n.time\nn\n.time void 0\n.undo\nn\n.save {}\n", saved.display());
    assert_eq!(run(&["-i", "--node", "22"], &input).status.code(), Some(0));
    let text = fs::read_to_string(&saved).expect("it was saved");
    assert!(text.contains("> n += 1\n2\n") && text.contains("> null.x\n") && !text.contains(" ms;"), "{text}");
    let (code, said, _) = said(&["replay", &saved.display().to_string()], "");
    assert_eq!(code, Some(0), "{said}\n{text}");
}
