//! What authors get wrong, from the table `tests/golden/transcript/mistakes.txt`: each is told with its line and its mend,
//! by a replay and by an update, which leaves the file as it is then; and what only looks like it is not.

use engine::transcript::{BlockReport, Document, Problem, changes, replay, rewrite};

use crate::block;
use crate::running::setting;

const TABLE: &str = include_str!("../golden/transcript/mistakes.txt");

struct Case {
    title: &'static str,
    text: String,
    told: Vec<&'static str>,
}

fn cases() -> Vec<Case> {
    let sections = TABLE.split("--- ").skip(1).map(|section| {
        let (title, rest) = section.split_once('\n').expect("a title has a line");
        let (told, text): (Vec<_>, Vec<_>) = rest.lines().partition(|line| line.starts_with("=== "));
        let text = text.join("\n").replace('⍽', "\u{a0}").replace('⇥', "\t") + "\n";
        Case { title, text, told: told.into_iter().map(|line| &line[4..]).collect() }
    });
    sections.collect()
}

/// What is told of a text, and the rest of the report.
fn told(text: &str, update: bool) -> (Vec<Problem>, BlockReport) {
    match replay(&block(text), &setting(update)) {
        Ok(mut report) => (std::mem::take(&mut report.mistakes), report),
        Err(problem) => (vec![problem], BlockReport::default()),
    }
}

#[test]
fn mistakes_are_told_with_their_line_and_their_mend() {
    let cases = cases();
    assert!(cases.len() > 30);
    let mut wrong = Vec::new();
    for Case { title, text, told: wanted } in cases {
        for update in [false, true] {
            let (problems, report) = told(&text, update);
            let fits = match wanted.as_slice() {
                ["equal"] => problems.is_empty() && report.differences.is_empty() && report.rewritten == 0,
                ["differs"] => problems.is_empty() && report.differences.len() + report.rewritten > 0,
                wanted => {
                    wanted.len() == problems.len()
                        && wanted.iter().zip(&problems).all(|(wanted, problem)| {
                            let (line, words) = wanted.split_once(' ').expect("a line and words");
                            line == problem.line.to_string() && problem.message.contains(words)
                        })
                }
            };
            if !fits {
                wrong.push(format!("--- {title}\nupdate {update}: {problems:#?} {:#?}", report.differences));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every answer of "old answers" is one: nothing keeps an update from writing it anew.
#[test]
fn old_answers_are_written_anew() {
    let case = cases().into_iter().find(|case| case.title == "old answers").expect("it is in the table");
    let (problems, report) = told(&case.text, true);
    assert!(problems.is_empty() && report.differences.is_empty(), "{problems:?} {:?}", report.differences);
    let (_, again) = told(&rewrite(&case.text, &report.edits), false);
    assert_eq!((again.differences.len(), again.equal), (0, report.entries));
}

/// A line more in the table needs no more than the table: here each mistake stands alone behind an answer, in the middle of
/// others, and is told there as well.
#[test]
fn a_mistake_is_told_wherever_it_stands() {
    for line in [">1 + 1", "❯ 1", "node> 1", "  > 1", ">\u{a0}1", ">\t1", "// note", "#note", "let a = 1"] {
        for (before, after) in
            [("> 5\n", ""), ("> 5\n5\n", "> 6\n6\n"), ("> 5\n# c\n\n", "\n# d\n"), ("> 5\n5\n\n", "")]
        {
            let text = format!("{before}{line}\n{after}");
            let (problems, _) = told(&text, true);
            let number = before.lines().count() + 1;
            // Where an answer was left out, it could be anything that is no mistake by its looks alone.
            if !(line.starts_with("let") && before == "> 5\n") {
                assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [number], "{text}");
            }
        }
    }
}

#[test]
fn differences_before_a_mistake_are_told_and_those_behind_it_are_not() {
    let report = replay(&block("> 5\n6\n> 5\n5\n>a = 1\n> a\n1\n"), &setting(false)).expect("it runs");
    assert_eq!((report.differences.len(), report.mistakes.len()), (1, 1));
}

#[test]
fn a_difference_says_what_was_captured() {
    let notes = |text: &str| -> Vec<String> {
        let report = replay(&block(text), &setting(false)).expect("it runs");
        report.differences.into_iter().filter_map(|difference| difference.note).collect()
    };
    assert_eq!(notes("> 264\n[..at]\n> 7\n[..=at+16]\n"), ["`at` was 264"]);
    assert_eq!(
        notes("> 5\nx [..at]\n> 7\n[..=at]\n"),
        ["`at` is not captured: what captures it differs, or was not run"]
    );
    assert_eq!(notes("> 5\n[..at]\n#: skip it\n> 6\n[..b]\n> 7\n[..=at] [..=b]\n").len(), 1);
}

#[test]
fn an_update_says_what_it_changes() {
    let text = "> 1\n2\n> [1, 2]\n[ 1,\n3 ]\n# c\n> console.log('a\\nb')\na\nundefined\n";
    let report = replay(&block(text), &setting(true)).expect("it runs");
    let told: Vec<_> = changes(text, &report.edits)
        .into_iter()
        .map(|change| (change.line, change.removed.join("|"), change.added.join("|")))
        .collect();
    let change = |line, removed: &str, added: &str| (line, removed.to_owned(), added.to_owned());
    assert_eq!(told, [change(2, "2", "1"), change(4, "[ 1,|3 ]", "[ 1, 2 ]"), change(8, "", "b")]);
}

#[test]
fn fences_with_prompts_are_told_unless_they_say_what_they_are() {
    let read = |word: &str, inside: &str| {
        Document::read(format!("text\n\n```{word}\n{inside}```\n").into_bytes(), true)
            .map(|document| document.blocks.len())
    };
    for word in ["transcript", "Transcript", "TRANSCRIPT", "node-repl", "Node-REPL", "transcript numbered"] {
        assert_eq!(read(word, "> 1\n1\n"), Ok(1), "{word}");
    }
    for word in ["js", "JavaScript", "mjs", "node", "transcripts", "trancript", "node_repl", "ts", ""] {
        let problem = read(word, "> 1\n1\n").expect_err("it is told");
        assert_eq!(problem.line, 3, "{word}");
        assert!(problem.message.contains("`transcript`") && problem.message.contains("`text`"), "{problem:?}");
        let greeted = "$ node\nWelcome to Node.js v22.23.3.\nType \".help\" for more information.\n> 1\n1\n";
        assert!(read(word, greeted).is_err(), "{word}");
    }
    for word in ["text", "sh", "console", "r", "diff", "md", "haskell"] {
        assert_eq!(read(word, "> 1\n1\n"), Ok(0), "{word}");
    }
    for (word, inside) in [
        ("js", "const a = 1\n"),
        ("js", "a\n> b\n"),
        ("", "> my-package@1.0.0 test\n> tsc\n"),
        ("", "> Dear all,\n> yes\n"),
        ("", "> yes\n"),
        ("", "output\n> 1\n"),
    ] {
        assert_eq!(read(word, inside), Ok(0), "{word} {inside}");
    }
}
