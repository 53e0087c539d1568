//! Texts nobody would write: they may be refused, they must not hang or panic.

use std::time::{Duration, Instant};

use engine::session::{Completeness, Outcome, completeness};
use engine::transcript::{Actual, Captures, Document, Pattern, Reader, Rules, Step, Verdict, compare};
use proptest::prelude::*;

use crate::{block, first_entry, reply};

/// Long enough for a slow machine, far too short for anything quadratic at these sizes.
const SOON: Duration = Duration::from_secs(5);

fn judge(expected: &str, real: &str) -> Verdict {
    let block = block(&format!("> entry\n{expected}\n"));
    let (mut reader, _) = first_entry(&block);
    let actual = Actual::new(reply("", Some(real.into()), Outcome::Value), true);
    compare(&reader.output(&actual.texts()), &actual, Rules::default(), &mut Captures::default())
}

#[test]
fn long_lines_and_many_lines_stay_linear() {
    let began = Instant::now();
    let n = 200_000;
    // A wildcard after each character, against a line in which the last one never comes.
    assert_ne!(judge(&format!("{}b", "a[..]".repeat(n)), &"a".repeat(2 * n)), Verdict::Equal);
    assert_eq!(judge(&format!("{}b", "[..]".repeat(n)), &format!("{}b", "a".repeat(n))), Verdict::Equal);
    assert_ne!(judge(&format!("[..]{}b[..]", "a".repeat(n)), &"a".repeat(2 * n)), Verdict::Equal);
    assert_ne!(judge(&"[..".repeat(n), "x"), Verdict::Equal);
    assert_ne!(judge(&format!("{}[..x", "\\".repeat(n)), "x"), Verdict::Equal);
    // The same with lines.
    let (lines, needle) = ("a\n".repeat(n), "a\n".repeat(n / 2));
    assert_ne!(judge(&format!("[...]\n{needle}b\n[...]"), &lines), Verdict::Equal);
    assert_ne!(judge(&format!("{}z", "[...]\na\n".repeat(n / 2)), &lines), Verdict::Equal);
    // Lines that look like inputs while lines of real output are left.
    assert_eq!(judge(&format!("[...]\n{}", "> a\n".repeat(n)), &"> a\n".repeat(n)), Verdict::Equal);
    assert!(began.elapsed() < SOON, "took {:?}", began.elapsed());
}

#[test]
fn entries_of_many_lines_stay_linear() {
    let began = Instant::now();
    let n = 100_000;
    for text in [format!("> [\n{}... ].length\n", "... 1,\n".repeat(n)), format!("> f(\n{}", "... 1 2\n".repeat(n))] {
        let block = block(&text);
        let (_, entry) = first_entry(&block);
        assert!(entry.source.len() > 5);
    }
    assert!(began.elapsed() < SOON, "took {:?}", began.elapsed());
}

/// What `[..]` means, said as slowly as possible.
fn fits_slowly(pattern: &[char], text: &[char]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for &piece in pattern {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            if piece == '*' {
                next[at] = reached[at] || (at > 0 && next[at - 1]);
            } else if at > 0 {
                next[at] = reached[at - 1] && text[at - 1] == piece;
            }
        }
        reached = next;
    }
    reached[text.len()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wildcards_agree_with_their_definition(pattern in "[ab*]{0,12}", text in "[ab]{0,14}") {
        let (slow_pattern, slow_text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
        let fast = Pattern::parse(&pattern.replace('*', "[..]")).matches(&text.as_str().into(), &mut Captures::default());
        prop_assert_eq!(fast, fits_slowly(&slow_pattern, &slow_text));
    }

    #[test]
    fn lines_agree_with_the_same_definition(pattern in "[ab*]{1,8}", text in "[ab]{1,10}") {
        let lines = |of: &str| of.chars().map(|c| if c == '*' { "[...]".into() } else { c.to_string() }).collect::<Vec<String>>();
        let (slow_pattern, slow_text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
        let fast = judge(&lines(&pattern).join("\n"), &lines(&text).join("\n")) == Verdict::Equal;
        prop_assert_eq!(fast, fits_slowly(&slow_pattern, &slow_text));
    }

    #[test]
    fn a_line_equals_itself_however_it_looks(line in "[>.|#!\\[\\]\\\\= a:]{1,12}|Uncaught x|\\(node:1\\) x") {
        let line = line.trim_end();
        prop_assume!(!line.is_empty());
        // An indented line alone would lose its indentation: the file shares it.
        prop_assert_eq!(judge(line, line), Verdict::Equal);
    }

    /// The entry is what its definition says: it goes on while the language finds it unfinished, asked at every line.
    #[test]
    fn an_entry_ends_where_the_language_says(
        mut lines in proptest::collection::vec(
            "f\\(|1,|\\)|[\\[\\]]|`a|\\$\\{x\\}|'s'|1 2|/x/|// c|\\{|\\}|/\\*|\\*/|a = |class A \\{|b`|x--|'|",
            1..9,
        )
    ) {
        if lines[0].is_empty() {
            lines[0].push('(');
        }
        let block = block(&format!("> {}\n", lines.join("\n... ")));
        let source = |count: usize| lines[..count].iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
        let all = lines.len();
        let end = (1..=all).find(|&count| completeness(&source(count)) != Completeness::Incomplete);
        let (_, entry) = first_entry(&block);
        prop_assert_eq!((entry.source, entry.abandoned), (source(end.unwrap_or(all)), end.is_none()));
    }

    #[test]
    fn any_text_can_be_read(text in "(\\PC|[>.|#!\\[\\]\\\\`~ \n\r\t\u{1b}]){0,80}") {
        for markdown in [false, true] {
            let Ok(document) = Document::read(text.clone().into_bytes(), markdown) else { continue };
            for block in &document.blocks {
                let Ok(mut reader) = Reader::new(block) else { continue };
                while let Ok(Some(step)) = reader.step() {
                    if matches!(step, Step::Entry(_)) {
                        reader.output(&["> a", "a"]);
                    }
                }
            }
        }
    }

    #[test]
    fn a_damaged_transcript_is_read_or_refused(at in 0usize..400, byte in any::<u8>(), cut in 0usize..40) {
        let mut bytes = include_bytes!("../golden/transcript/everything.transcript").to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        let end = (at + cut).min(bytes.len());
        bytes.drain(at..end);
        if let Ok(document) = Document::read(bytes, false) {
            for block in &document.blocks {
                if let Ok(mut reader) = Reader::new(block) {
                    while let Ok(Some(step)) = reader.step() {
                        if matches!(step, Step::Entry(_)) {
                            let output = reader.output(&["8192", "> (node:1) x"]);
                            let actual = Actual::new(reply("8192\nx", None, Outcome::Command), true);
                            compare(&output, &actual, Rules::default(), &mut Captures::default());
                        }
                    }
                }
            }
        }
    }
}
