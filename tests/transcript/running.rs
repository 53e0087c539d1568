//! Transcripts run in a session: what is counted, what differs, what an update writes.

use std::sync::Arc;
use std::time::Duration;

use engine::session::{Options, Way};
use engine::transcript::{BlockReport, Document, Problem, Setting, replay, rewrite};
use slabscope::paint::{Ink, painted};
use slabscope::replay::{FileReport, draw_difference, draw_summary};

use crate::block;

pub fn setting(update: bool) -> Setting {
    let options = Options {
        max_memory: 1 << 26,
        timeout: Some(Duration::from_secs(10)),
        watch: slabscope::cli::stopwatch(),
        ..Options::new("classic", Way::PromptPipe)
    };
    Setting { options, forced: None, update, fill: false, ran: Arc::default() }
}

fn run(text: &str) -> BlockReport {
    replay(&block(text), &setting(false)).expect("this transcript can be run")
}

fn problem(text: &str) -> Problem {
    replay(&block(text), &setting(false)).expect_err("this transcript cannot be run")
}

fn updated(text: &str) -> String {
    let report = replay(&block(text), &setting(true)).expect("this transcript can be run");
    let new = rewrite(text, &report.edits);
    let again = replay(&block(&new), &setting(true)).expect("an updated transcript can be run");
    assert_eq!((again.differences.len(), again.rewritten), (0, 0), "an update leaves nothing to update:\n{new}");
    new
}

#[test]
fn entries_are_counted() {
    let report = run("> 1 + 1\n2\n> 5\n> 'text'\n'other'\n#: skip not today\n> 5\n6\n#: fails for now\n> 5\n6\n");
    assert_eq!((report.entries, report.equal, report.unchecked, report.skipped), (4, 2, 1, 1));
    assert_eq!(report.differences.len(), 1);
    let shown = painted(&draw_difference("x.transcript", &report.differences[0]), Ink::Never, false);
    assert_eq!(shown, "x.transcript:4  > 'text'\n  expected  'other'\n  actual    'text'\n             ^^^^\n");
}

#[test]
fn what_looks_like_a_prompt_may_be_output() {
    assert!(run("> console.log('> x\\n# y\\n#: z')\n> x\n# y\n#: z\nundefined\n> 5\n5\n").differences.is_empty());
}

#[test]
fn what_was_expected_to_fail_must_fail() {
    let report = run("#: fails because\n> 5\n6\n> 1 + 1\n2\n");
    assert!(report.differences.is_empty());
    let report = run("#: fails because\n> 5\n5\n");
    assert!(report.differences[0].note.as_ref().is_some_and(|note| note.contains("take `#: fails` away")));
    assert_eq!(run("> 1\n#: fails because\n> 5\n5\n").differences.len(), 1);
}

#[test]
fn conditions_choose_files_and_entries() {
    let over = |text: &str| run(text).passed_over.is_some();
    assert!(over("#: node 18\n#: only node >=20\n> 5\n6\n"));
    assert!(!over("#: node 20\n#: only node >=20 <24\n> 5\n5\n"));
    assert!(over("#: only node 18 20\n#: node 22\n> 5\n6\n"));
    assert!(over("#: skip not yet\n> 5\n6\n"));
    let report = run("#: node 22\n> 5\n5\n#: only node <22\n> 5\n6\n#: only node <=22\n> 5\n5\n");
    assert_eq!((report.equal, report.skipped), (2, 1));
}

#[test]
fn an_exit_ends_everything_up_to_the_next_banner() {
    let banner = "Welcome to Node.js v20.20.2.\nType \".help\" for more information.";
    let report = run(&format!("> 5\n5\n> .exit\n> 5\n6\n{banner}\n> 5\n5\n> process.exit(0)\n> 5\n6\n"));
    assert!(report.differences.is_empty());
    assert_eq!(report.equal, 2);
}

#[test]
fn an_unfinished_entry_is_given_up_or_told() {
    let report = run("> (1 +\n> 5\n5\n> f(\n... .break\n> 5\n5\n");
    assert_eq!((report.equal, report.differences.len()), (2, 0));
    let report = run("> (1 +\n2\n> 5\n5\n");
    assert!(report.differences[0].note.as_ref().is_some_and(|note| note.contains("not finished")));
}

#[test]
fn problems_say_where_and_what_to_do() {
    let cases = [
        ("> 5\n#: nods 22\n", 2, "did you mean `#: node`?"),
        ("#: zzzzzz\n> 5\n", 1, "there are node, profile"),
        ("#: width\n> 5\n", 1, "`#: width 100`"),
        ("> 5\n#: width 100\n> 5\n", 2, "#: reset"),
        ("> a = “x”\n", 1, "curly quotes"),
        ("> .editor\n// Entering editor mode\n1\n", 1, ".editor"),
        ("> .load x.js\n1\n", 1, ".load"),
        ("Deno 2.1.4\nexit using ctrl+d, ctrl+c, or close()\n> 1\n1\n", 1, "Deno"),
        ("```transcript\n> 1\n```\n", 1, "*.md"),
        ("Welcome to Bun v1.1.0\n> 1\n1\n", 1, "Bun"),
        (
            "Welcome to Node.js v20.20.2.\nType \".help\" for more information.\n> 2\n> ... { b: 1 }\n> hi\n",
            4,
            "redirected",
        ),
        ("Welcome to Node.js v20.20.2.\nType \".help\" for more information.\n> 2\n> 7\n> \n", 1, "redirected"),
        ("Welcome to Node.js v0.0.1.\n> 5\n5\n", 2, "no profile"),
    ];
    for (text, line, words) in cases {
        let problem = problem(text);
        assert_eq!(problem.line, line, "{text:?}: {problem:?}");
        assert!(problem.message.contains(words), "{text:?}: {problem:?}");
    }
}

#[test]
fn a_session_of_an_older_node_says_how_to_run_it() {
    let text = "Welcome to Node.js v12.22.12.\n> 5\n5\n";
    assert!(problem(text).message.contains("--node 18"), "{:?}", problem(text));
    let forced = Setting { forced: Some("18".into()), ..setting(false) };
    assert_eq!(replay(&block(text), &forced).expect("it runs as Node 18").equal, 1);
}

#[test]
fn a_recording_that_draws_its_lines_again_is_named() {
    let redrawn = "\u{1b}[1G\u{1b}[0J> \u{1b}[3G\u{1b}[1G\u{1b}[0J> 5\u{1b}[4G\n5\n";
    for text in [redrawn, "> 5\u{1b}[4G\u{1b}[0K6\n6\n"] {
        let problem = Document::read(text.as_bytes().to_vec(), false).expect_err("it is refused");
        assert!(problem.message.contains("movements"), "{problem:?}");
    }
}

#[test]
fn what_is_typed_behind_a_late_warning_has_no_prompt() {
    let warning = "> (node:7) [DEP0005] DeprecationWarning: Buffer() is deprecated due to security and usability issues. \
                   Please use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.\n\
                   (Use `node --trace-deprecation ...` to show where the warning was created)\n";
    let text = format!("#: node 22\n> new Buffer(3).length\n3\n{warning}.exit\n$ ls\nx\n");
    let report = run(&text);
    assert_eq!((report.equal, &report.differences), (1, &Vec::new()));
    // Anything else there is told by name.
    let report = run(&format!("#: node 22\n> new Buffer(3).length\n3\n{warning}1 + 1\n2\n"));
    assert!(report.mistakes[0].message.contains("write `> ` in front"), "{report:?}");
    // A preview can draw the warning into the line that is typed.
    let report = run("> new Buffer(3).length(node:7) [DEP0005] DeprecationWarning: Buffer() is old.\n3\n");
    let note = report.differences[0].note.as_ref().expect("a note");
    assert!(note.contains("a warning stands in this input"), "{note}");
}

#[test]
fn a_line_a_terminal_broke_is_named() {
    let report = run("> 'abcdefghij'\n'abcde\nfghij'\n");
    assert!(report.differences[0].note.as_ref().is_some_and(|note| note.contains("broken")));
}

#[test]
fn a_mark_before_an_answer_is_named() {
    for mark in ["< ", "// => ", "=> "] {
        let report = run(&format!("> 1 + 1\n{mark}2\n"));
        let note = report.differences[0].note.as_ref().expect("a note");
        assert!(note.contains(&format!("`{mark}`")), "{note}");
    }
}

#[test]
fn what_was_allocated_is_explained() {
    let report = run("> Buffer.allocUnsafe(4096).byteOffset\n4352\n> 1\n2\n");
    let why = report.differences[0].why.as_ref().expect("there is a decision");
    assert!(why.contains("4096"), "{why}");
    assert_eq!(report.differences[1].why, None);
}

#[test]
fn an_update_keeps_what_is_captured() {
    let text = "> console.log('at 8\\nx')\nat [..n]\ny\n> 16\n[..=n+8]\n";
    assert_eq!(updated(text), text.replace("\ny\n", "\nx\nundefined\n").replace("\nundefined", ""));
}

#[test]
fn many_captures_stay_linear() {
    let text = (0..20_000).map(|n| format!("> {n}\n[..n{n}]")).collect::<Vec<_>>().join("\n");
    let began = std::time::Instant::now();
    assert_eq!(run(&text).equal, 20_000);
    assert!(began.elapsed() < Duration::from_secs(20), "took {:?}", began.elapsed());
}

#[test]
fn an_update_keeps_all_it_can() {
    let cases = [
        ("# c\n> 5\n6\n# d\n> 1 + 1\n2", "# c\n> 5\n5\n# d\n> 1 + 1\n2"),
        ("> console.log('a\\nb')\n[..]\nc\nundefined\n", "> console.log('a\\nb')\n[..]\nb\nundefined\n"),
        ("> console.log('a\\nb')\na\n> 5\n5\n", "> console.log('a\\nb')\na\nb\n> 5\n5\n"),
        ("> console.log('a')\na\nb\n# kept\nc\n\n> 5\n5\n", "> console.log('a')\na\n# kept\n\n> 5\n5\n"),
        ("> console.log('a\\nb\\nc')\nx\n[...]\ny\n", "> console.log('a\\nb\\nc')\na\n[...]\nc\n"),
        ("> console.log('a\\nb\\nc')\na\n[...]\nx\n[...]\nc\n", "> console.log('a\\nb\\nc')\na\n[...]\nc\n"),
        ("> console.log('> x\\n[..] y\\n# z')\n1\n", "> console.log('> x\\n[..] y\\n# z')\n\\> x\n\\[..] y\n\\# z\n"),
        ("  > 5\r\n  6\r\n  > 5\r\n  5", "  > 5\r\n  5\r\n  > 5\r\n  5"),
        ("> 5\n! TypeError\n", "> 5\n5\n"),
        // Where nothing is expected anywhere, everything is written; otherwise silence is kept.
        ("> 5\n> console.log('a')\n> 1 + 1", "> 5\n5\n> console.log('a')\na\n> 1 + 1\n2"),
        ("> 5\n> 1 + 1\n3\n", "> 5\n> 1 + 1\n2\n"),
        ("#: fails because\n> 5\n6\n", "#: fails because\n> 5\n6\n"),
    ];
    for (before, after) in cases {
        let new = if before.contains("fails") {
            rewrite(before, &replay(&block(before), &setting(true)).expect("it runs").edits)
        } else {
            updated(before)
        };
        assert_eq!(new, after, "{before:?}");
    }
}

#[test]
fn the_last_line_counts_files_and_entries() {
    let report = |text: &str| FileReport { blocks: vec![run(text)], ..FileReport::new("x") };
    let line = |reports: &[FileReport]| draw_summary(reports, Duration::from_millis(40)).to_string();
    assert_eq!(line(&[report("> 5\n5\n")]), "1 transcript equal, 1 entry checked   (0.04 s)\n");
    assert_eq!(
        line(&[report("> 5\n5\n> 5\n6\n"), report("> 5\n")]),
        "1 of 2 transcripts differs, 1 of 2 entries equal, 1 unchecked   (0.04 s)\n"
    );
}
