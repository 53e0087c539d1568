//! Expected output against real output, case by case.

use engine::session::{Outcome, Stream};
use engine::transcript::{Actual, Captures, Rules, Verdict, compare};
use pool::styled::{Role, Styled};

use crate::{block, first_entry, reply};

fn verdict_with(expected: &str, actual: &Actual, rules: Rules, captures: &mut Captures) -> Verdict {
    let block = block(&format!("> entry\n{expected}\n> next\n"));
    let (mut reader, _) = first_entry(&block);
    compare(&reader.output(&actual.texts()), actual, rules, captures)
}

fn verdict(expected: &str, real: &str) -> Verdict {
    let actual = Actual::new(reply("", Some(real.into()), Outcome::Value), true);
    verdict_with(expected, &actual, Rules::default(), &mut Captures::default())
}

#[test]
fn lines_are_equal_or_they_are_not() {
    let equal = [
        ("2", "2"),
        ("a\nb", "a\nb"),
        ("a\n\nb\n\n", "a\n\nb"),
        ("a\n# a comment is no output\nb", "a\nb"),
        ("trailing", "trailing   "),
        ("[..]", "anything"),
        ("[..]", "[..]"),
        ("<Buffer [..]>", "<Buffer >"),
        ("<Buffer [..] 62 [..]>", "<Buffer 61 62 63>"),
        ("[..]a[..]a", "aaa"),
        ("x[..][..]y", "xy"),
        ("\\[..]", "[..]"),
        ("[..not a name]", "[..not a name]"),
        ("[..n] and [..=n]", "a and a"),
        ("[..n] and [..=n+8]", "8 and 16"),
        ("[..n]-[..=n]", "ab-ab"),
        ("[..]a[..=n]", "[..]a[..=n]"),
        ("[..n]\n[..=n]", "7\n7"),
        ("[...]", "a\nb"),
        ("[...]", ""),
        ("a\n[...]\nz", "a\nz"),
        ("a\n[...]\nm\n[...]\nz", "a\nb\nm\nm\nz"),
        ("a\n[...]\nx\ny\n[...]", "a\nx\nx\ny\nb"),
        ("[...]\n[..]k\n[...]", "a\nbk\nc"),
        ("\\> x", "> x"),
        ("\\# x", "# x"),
        ("\\\\> x", "\\> x"),
        ("> literal first", "> literal first"),
        ("# literal first\n#: so is this", "# literal first\n#: so is this"),
        ("Error: x\n    at f (a.js:1:2)\nend", "Error: x\n    at g (b.js:3:4)\n    at h (b.js:5:6)\nend"),
        ("Error: x\n    at f {\n  code: 1\n}", "Error: x {\n  code: 1\n}"),
    ];
    for (expected, real) in equal {
        assert_eq!(verdict(expected, real), Verdict::Equal, "{expected:?} against {real:?}");
    }
    let different = [
        ("2", "3"),
        ("a\nb", "a"),
        ("a", "a\nb"),
        ("a\n\nb", "a\nb"),
        ("<Buffer [..]>", "<Buffer"),
        ("ab[..]ba", "aba"),
        ("\\[..]", "x"),
        ("[..n] and [..=n]", "a and b"),
        ("[..n] and [..=n+8]", "8 and 17"),
        ("[..n] and [..=n+8]", "x and 8"),
        // A wildcard takes the shortest text after which the next one fits; it is not tried again.
        ("[..n]-[..=n]", "a-b-a-b"),
        ("[..=unknown]", ""),
        ("[..=unknown]", "x"),
        ("a\n[...]\nz", "a\nb"),
        ("a\n[...]\na", "a"),
        ("[...]\nm\n[...]\nm", "m"),
        ("Error: x\n    at f {\n  code: 1\n}", "Error: x\n  code: 1\n}"),
    ];
    for (expected, real) in different {
        assert!(
            matches!(verdict(expected, real), Verdict::Different { .. }),
            "{expected:?} against {real:?} is {:?}",
            verdict(expected, real)
        );
    }
}

#[test]
fn the_parts_that_differ_are_named() {
    assert_eq!(verdict("a\nb\nc", "a\nx\nc"), Verdict::Different { expected: 1..2, actual: 1..2 });
    assert_eq!(verdict("a\nc", "a\nb\nc"), Verdict::Different { expected: 1..1, actual: 1..2 });
    assert_eq!(verdict("a", "b"), Verdict::Different { expected: 0..1, actual: 0..1 });
}

#[test]
fn frames_are_compared_where_it_says_so() {
    let rules = Rules { frames_exact: true, ..Rules::default() };
    let actual = Actual::new(reply("", Some("E\n    at a".into()), Outcome::Value), true);
    let mut captures = Captures::default();
    assert_eq!(verdict_with("E\n    at a", &actual, rules, &mut captures), Verdict::Equal);
    assert_ne!(verdict_with("E\n    at b", &actual, rules, &mut captures), Verdict::Equal);
}

#[test]
fn bytes_nobody_wrote_match_any_digits() {
    let mut answer = Styled::from("<Buffer ");
    answer.push(Role::Unwritten, "00").plain(" ").push(Role::Unwritten, "7f").plain(" 61>");
    let loose = Actual::new(reply("", Some(answer.clone()), Outcome::Value), true);
    let judge =
        |expected: &str, actual: &Actual| verdict_with(expected, actual, Rules::default(), &mut Captures::default());
    for expected in ["<Buffer 00 7f 61>", "<Buffer 2f c0 61>", "<Buffer [..] ab 61>", "<Buffer 1[..] 61>"] {
        assert_eq!(judge(expected, &loose), Verdict::Equal, "{expected}");
    }
    for expected in ["<Buffer 00 7f 62>", "<Buffer 0g 7f 61>", "<Buffer 00 61>", "<Buffer 00-7f 61>"] {
        assert_ne!(judge(expected, &loose), Verdict::Equal, "{expected}");
    }
    let exact = Actual::new(reply("", Some(answer), Outcome::Value), false);
    assert_eq!(judge("<Buffer 00 7f 61>", &exact), Verdict::Equal);
    assert_ne!(judge("<Buffer 2f c0 61>", &exact), Verdict::Equal);
}

#[test]
fn a_printed_undefined_may_be_left_out() {
    let actual = Actual::new(reply("hello\n", Some("undefined".into()), Outcome::Undefined), true);
    let judge = |expected: &str| verdict_with(expected, &actual, Rules::default(), &mut Captures::default());
    assert_eq!(judge("hello"), Verdict::Equal);
    assert_eq!(judge("hello\nundefined"), Verdict::Equal);
    assert_eq!(judge(""), Verdict::Unchecked);
    assert_ne!(judge("undefined"), Verdict::Equal);
    // The string 'undefined' is an answer of its own.
    let value = Actual::new(reply("", Some("x\nundefined".into()), Outcome::Value), true);
    assert_ne!(verdict_with("x", &value, Rules::default(), &mut Captures::default()), Verdict::Equal);
}

#[test]
fn output_without_a_newline_is_glued_to_the_answer() {
    let actual = Actual::new(reply("x", Some("true".into()), Outcome::Value), true);
    assert_eq!(verdict_with("xtrue", &actual, Rules::default(), &mut Captures::default()), Verdict::Equal);
}

#[test]
fn errors_are_named_by_name_code_or_message() {
    let outcome = Outcome::Thrown {
        name: "RangeError".into(),
        code: Some("ERR_OUT_OF_RANGE".into()),
        message: "The value is out of range: 300\nmore".into(),
    };
    let actual = Actual::new(reply("", Some("Uncaught RangeError".into()), outcome), true);
    let judge = |expected: &str| verdict_with(expected, &actual, Rules::default(), &mut Captures::default());
    for expected in [
        "! RangeError",
        "! ERR_OUT_OF_RANGE",
        "! RangeError [ERR_OUT_OF_RANGE]",
        "! RangeError: The value is out of range: 300",
        "! ERR_OUT_OF_RANGE: The value [..] 300",
        "! RangeError\nwhatever follows is not compared",
    ] {
        assert_eq!(judge(expected), Verdict::Equal, "{expected}");
    }
    for expected in ["! TypeError", "! RangeError: other", "! TypeError [ERR_OUT_OF_RANGE]", "! RangeError [E]"] {
        assert_eq!(judge(expected), Verdict::OtherThrow, "{expected}");
    }
    let value = Actual::new(reply("", Some("1".into()), Outcome::Value), true);
    let verdict = verdict_with("! RangeError", &value, Rules::default(), &mut Captures::default());
    assert_eq!(verdict, Verdict::OtherThrow);
}

#[test]
fn warnings_come_late_and_from_any_process() {
    let mut answered = reply("", Some("<Buffer >".into()), Outcome::Value);
    answered
        .printed
        .push((Stream::Err, "(node:7) [DEP0005] DeprecationWarning: no\n(Use `node --trace` to see)\n".into()));
    let actual = Actual::new(answered, true);
    let judge = |expected: &str| verdict_with(expected, &actual, Rules::default(), &mut Captures::default());
    let warning = "(node:4242) [DEP0005] DeprecationWarning: no";
    assert_eq!(judge("<Buffer >"), Verdict::Equal);
    assert_eq!(judge(&format!("<Buffer >\n> {warning}\n(Use `node --trace` to see)")), Verdict::Equal);
    assert_eq!(judge(&format!("{warning}\n<Buffer >")), Verdict::Equal);
    assert_ne!(judge(&format!("<Buffer >\n> {warning} at all")), Verdict::Equal);
}

#[test]
fn captures_last_for_the_transcript_and_only_if_the_line_fits() {
    let mut captures = Captures::default();
    let actual = |text: &str| Actual::new(reply("", Some(text.into()), Outcome::Value), true);
    let rules = Rules::default();
    assert_eq!(verdict_with("at [..at]", &actual("at 256"), rules, &mut captures), Verdict::Equal);
    assert_ne!(verdict_with("[..at] x", &actual("300 y"), rules, &mut captures), Verdict::Equal);
    assert_eq!(verdict_with("[..=at+8]", &actual("264"), rules, &mut captures), Verdict::Equal);
    assert_eq!(verdict_with("[..=at-6]", &actual("250"), rules, &mut captures), Verdict::Equal);
}
