//! What holds for any session and any damage: a recorded session is equal, an update loses no comment and no input,
//! nothing panics. And captures of real prompts, Node 18 to 26, replayed.

use std::fs;
use std::path::Path;

use engine::session::Outcome;
use engine::transcript::{Document, Problem, Setting, Stage, Turn, replay, rewrite};
use proptest::prelude::*;
use slabscope::paint::{Ink, painted};
use slabscope::replay::draw_difference;

use crate::running::setting;

/// Statements that are answered in many ways; none prints a line that looks like an input or a comment.
const STATEMENTS: [&str; 16] = [
    "a = Buffer.allocUnsafe(4); a.byteOffset",
    "b = Buffer.from('abc')",
    "console.log('x\\n\\ny')",
    "console.log('[..] [...] [..n]')",
    "console.error('e')",
    "undefined",
    "Buffer.alloc('4')",
    "null.x",
    "throw 5",
    "foo bar",
    "[1,\n2,\n3]",
    "function f() {\n  return 1\n}",
    "Buffer.alloc(100)",
    "Buffer.allocUnsafe(20)",
    ".slabs",
    "process.stdout.write('no newline')",
];

/// Statements whose answers look like something else, or like nothing a file can hold.
const MISLEADING: [&str; 36] = [
    "console.log('! TypeError')",
    "console.log('> a\\n\\n# b\\n#: node 18\\n... c\\n| d')",
    "console.log('> (node:1) x\\n> Uncaught y\\n>\\n> ')",
    "console.log('[...]\\n[..]\\n[..a]\\n[..=a+8]')",
    "console.log('\\\\> x\\n\\\\[..]\\n\\\\\\\\')",
    "console.log('Welcome to Node.js v20.0.0.\\nDeno 1.0.0\\n```transcript')",
    "console.log('    at x (y:1:1)\\n    at z')",
    "console.log('x\\n    at first {')",
    "console.log('   indented\\n  less')",
    "console.log('a  \\\\t\\nb')",
    "console.log('\\r\\nx\\ry')",
    "console.log('\\u00a0\\u2028x\\u0085y\\ufeff')",
    "console.log('\\x1b[31mred\\x1b[0m \\x08 \\x1b]0;t\\x07 \\x1b[1A\\x0b\\x0c\\0')",
    "console.log('')",
    "console.log('\\n\\n')",
    "console.log('undefined')",
    "console.log('.exit')",
    "console.log('\\ud800')",
    "'\\ud800'",
    "'[...]'",
    "`a\n\n  b`",
    "throw '! TypeError'",
    "throw new Error('x\\n> y\\n! z')",
    "new Buffer(2)",
    "let twice = 1; let twice = 2",
    "/* of several\nlines */ 5",
    "function blank() {\n  return 1\n\n}",
    "(1 +\n2)",
    "// a comment alone",
    "console.error('e\\n> x')",
    ".pool",
    ".map",
    ".why",
    ".who",
    ".gc",
    ".vars",
];

fn written(source: &str) -> String {
    format!("> {}\n", source.replace('\n', "\n... "))
}

/// The transcript of a session: its inputs, with what really came back written behind them.
fn recorded(sources: &[String]) -> String {
    let empty: String = sources.iter().map(|source| written(source)).collect();
    updated(&empty).expect("inputs can be run")
}

fn document(text: &str) -> Result<Document, Problem> {
    Document::read(text.as_bytes().to_vec(), false)
}

fn updated(text: &str) -> Result<String, Problem> {
    let document = document(text)?;
    let report = replay(&document.blocks[0], &setting(true))?;
    Ok(rewrite(&document.source, &report.edits))
}

fn differences(text: &str) -> Vec<String> {
    let document = document(text).expect("it can be read");
    let report = replay(&document.blocks[0], &setting(false)).expect("it can be run");
    report.differences.iter().map(|one| painted(&draw_difference("x", one), Ink::Never, false)).collect()
}

/// What is typed, as the transcript is read.
fn inputs(text: &str) -> Result<Vec<String>, Problem> {
    let document = document(text)?;
    let mut stage = Stage::new(&document.blocks[0], setting(false).options, None)?;
    let mut inputs = Vec::new();
    loop {
        match stage.turn()? {
            Turn::Played(played) => inputs.push(played.entry.source),
            Turn::Skipped => inputs.push("skipped".to_owned()),
            Turn::Over | Turn::PassedOver(_) => return Ok(inputs),
        }
    }
}

fn any_statements() -> impl Strategy<Value = Vec<String>> {
    let known = proptest::sample::select([&STATEMENTS[..], &MISLEADING[..]].concat()).prop_map(str::to_owned);
    proptest::collection::vec(known, 1..12)
}

fn statements() -> impl Strategy<Value = Vec<String>> {
    let known = proptest::sample::select(&STATEMENTS[..]).prop_map(str::to_owned);
    proptest::collection::vec(known, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_recorded_session_is_equal(sources in any_statements()) {
        let text = recorded(&sources);
        prop_assert_eq!(differences(&text), Vec::<String>::new(), "{}", text);
        prop_assert_eq!(inputs(&text).expect("it can be read"), sources);
        prop_assert_eq!(updated(&text).expect("it can be run"), text);
    }

    #[test]
    fn whatever_is_printed_is_recorded_as_it_is(
        lines in proptest::collection::vec("[>.|#!\\[\\]\\\\ =:a1]{0,8}|> x|# c|#: node 18|Uncaught x|\\.\\.\\. y|Welcome to Node.js v20.0.0\\.|[\u{1b}\u{7}]\\[31mx", 0..6)
    ) {
        let quoted = serde_json::Value::from(lines.join("\n")).to_string();
        let sources = [format!("console.log({quoted})"), "1 + 1".to_owned()];
        let text = recorded(&sources);
        prop_assert_eq!(differences(&text), Vec::<String>::new(), "{}", text);
        prop_assert_eq!(inputs(&text).expect("it can be read"), sources.to_vec(), "{}", text);
    }

    #[test]
    fn an_update_of_a_damaged_transcript_loses_nothing(
        sources in statements(),
        damage in proptest::collection::vec((any::<u16>(), 0u8..9, "[>.|#!\\[\\]\\\\ =a1.]{0,6}"), 1..6),
    ) {
        let mut lines: Vec<String> = recorded(&sources).lines().map(str::to_owned).collect();
        for (place, kind, text) in damage {
            let at = usize::from(place) % lines.len();
            match kind {
                0 => lines.insert(at, format!("# {text}")),
                1 => lines[at] = text,
                2 => lines.insert(at, text),
                3 if lines.len() > 1 => { lines.remove(at); }
                4 => lines.insert(at, "[...]".to_owned()),
                5 => lines[at].push_str(&text),
                6 => lines.insert(at, "[..any]".to_owned()),
                7 => lines.insert(at, String::new()),
                _ => { let again = lines[at].clone(); lines.insert(at, again); }
            }
        }
        let before = lines.join("\n");
        let Ok(after) = updated(&before) else { return Ok(()) };
        let kept = |text: &str| text.lines().filter(|line| *line == "#" || line.starts_with("# ") || line.starts_with("#:")).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(kept(&after), kept(&before), "{}\n----\n{}", before, after);
        prop_assert_eq!(inputs(&after), inputs(&before), "{}\n----\n{}", before, after);
        prop_assert_eq!(updated(&after), Ok(after.clone()), "{}", before);
    }

    #[test]
    fn damaged_bytes_are_run_or_refused(sources in statements(), at in any::<u16>(), byte in any::<u8>(), cut in 0usize..30) {
        let mut bytes = recorded(&sources).into_bytes();
        let at = usize::from(at) % bytes.len();
        bytes[at] = byte;
        let end = (at + cut).min(bytes.len());
        bytes.drain(at..end);
        if let Ok(document) = Document::read(bytes, false)
            && let Ok(report) = replay(&document.blocks[0], &setting(true))
        {
            rewrite(&document.source, &report.edits);
        }
    }
}

fn capture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/capture");
    fs::read_to_string(folder.join(name)).expect("a capture can be read")
}

/// The entries that differ where `text` is run as Node 18.
fn differing_as_18(text: &str) -> Vec<String> {
    let document = document(text).expect("it can be read");
    let forced = Setting { forced: Some("18".to_owned()), ..setting(false) };
    let report = replay(&document.blocks[0], &forced).expect("it can be run");
    report.differences.into_iter().map(|one| one.source).collect()
}

#[test]
fn real_prompts_are_replayed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/capture");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the captures are there") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a capture can be read");
        count += 1;
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if ["node12", "node14", "node16"].iter().any(|older| name.starts_with(older)) {
            continue;
        }
        assert_eq!(differences(&text), Vec::<String>::new(), "{}", path.display());
        assert!(inputs(&text).expect("it can be run").len() > 7, "{}", path.display());
    }
    assert_eq!(count, 24);
}

/// Releases before 18 are not carried: their sessions are refused by name, and run as 18 where that is asked for. What
/// differs then is what Node changed since.
#[test]
fn older_prompts_are_refused_or_run_as_another() {
    let cause = "new TypeError('with cause', { cause: 'x' })";
    // Terminals got a replacement character for what has no UTF-8.
    let lone = r#""back\\slash \u{1F600} \ud800""#;
    let cases: [(&str, &[&str]); 6] = [
        ("node12-classes.transcript", &["null.length"]),
        (
            "node12-printing.transcript",
            &[lone, "new Map([['k', Buffer.from('v')]])", cause, "x => x", "typeof require('buffer').Blob"],
        ),
        ("node14-classes.transcript", &["null.length"]),
        ("node14-printing.transcript", &[lone, cause]),
        ("node16-classes.transcript", &[]),
        ("node16-printing.transcript", &[]),
    ];
    for (name, wanted) in cases {
        let text = capture(name);
        let problem = inputs(&text).expect_err("there is no such profile");
        assert!(problem.message.contains("no profile") && problem.message.contains("--node 18"), "{problem:?}");
        assert_eq!(differing_as_18(&text), wanted, "{name}");
    }
}

#[test]
fn nothing_a_transcript_says_reaches_a_file() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("restricted");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join("written");
    let _ = fs::remove_file(&file);
    let name = file.display();
    let text = format!(
        "> x = 1\n> .save {name}\n> .map --svg {name}\n> .map #1 --svg {name}\n> require('fs')\n> require('child_process')\n\
         > process.binding('fs')\n> await import('fs')\n> new Function('return require')()('fs')\n> process.dlopen({{}}, '{name}')\n"
    );
    let document = document(&text).expect("it can be read");
    let mut stage = Stage::new(&document.blocks[0], setting(false).options, None).expect("it can be begun");
    let mut ran = 0;
    while let Ok(Turn::Played(played)) = stage.turn() {
        ran += 1;
        if ran > 4 {
            assert!(matches!(played.actual.outcome, Outcome::Thrown { .. }), "{}", played.entry.source);
        }
    }
    assert_eq!(ran, 10);
    assert!(!file.exists());
    let load = replay(&crate::block(&format!("> .load {name}\n")), &setting(false));
    assert!(load.expect_err("it is refused").message.contains(".load"));
}
