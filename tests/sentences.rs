//! The grammar of grammar/ against the parser and real Node: sentences made by it are accepted, and the recorded texts
//! need every alternative of it. Not whether rules and functions have the same names: that is `grammar`'s.

mod ebnf;

use ebnf::Grammar;
use ebnf::derivation::Deriver;
use ebnf::sentence::Maker;
use engine::syntax::ast::Goal;
use engine::syntax::{Verdict, parse};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::read("grammar/slabscope.ebnf"));

/// The kinds of text: sloppy script, strict script, module.
const KINDS: [(bool, bool); 3] = [(false, false), (false, true), (true, true)];

/// So many of each.
fn kinds(count: usize) -> impl Iterator<Item = (bool, bool)> {
    std::iter::repeat_n(KINDS, count).flatten()
}

fn goal(module: bool) -> Goal {
    if module { Goal::Module } else { Goal::Script }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sentence_is_accepted(seed in any::<u64>()) {
        let mut maker = Maker::new(&GRAMMAR, seed);
        for (module, strict) in kinds(25) {
            let Some(text) = maker.text(module, strict) else { continue };
            let parsed = parse(&text, goal(module));
            prop_assert!(parsed.is_ok(), "{}\n{text}", parsed.expect_err("it is wrong"));
        }
    }

    #[test]
    fn what_waits_is_accepted_and_import_attributes_are_refused_by_name(seed in any::<u64>()) {
        let mut maker = Maker::new(&GRAMMAR, seed);
        maker.apart = true;
        for (module, strict) in kinds(25) {
            let Some(text) = maker.text(module, strict) else { continue };
            match parse(&text, goal(module)) {
                // The maker takes names inside import attributes for the module's own, and exports them.
                Err(error) if error.to_string().contains("is not defined in module") => {}
                parsed if !maker.used_apart() => prop_assert!(parsed.is_ok(), "{}\n{text}", parsed.expect_err("it is wrong")),
                Ok(_) => {}
                Err(error) if error.kind == Verdict::Refused => {
                    prop_assert!(error.to_string().ends_with(" outside slabscope's JavaScript"), "{error}");
                }
                other => prop_assert!(false, "{:?}\n{text}", other.map(|_| "accepted")),
            }
        }
    }
}

/// `NAME` in the environment, or `node`, if it runs.
fn node() -> Option<String> {
    let program = std::env::var("NODE").unwrap_or_else(|_| "node".to_owned());
    let runs = Command::new(&program).arg("--version").stdout(Stdio::null()).status();
    runs.is_ok_and(|status| status.success()).then_some(program)
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn node_accepts_every_sentence() {
    let Some(program) = node() else {
        eprintln!("skipped: no node here to ask");
        return;
    };
    let mut texts = String::from("[");
    for seed in 1..3 {
        let mut maker = Maker::new(&GRAMMAR, seed);
        maker.plain_assignments = seed == 1;
        for (module, strict) in kinds(100) {
            if let Some(text) = maker.text(module, strict) {
                let separator = if texts.len() > 1 { "," } else { "" };
                write!(texts, "{separator}[{module},{},{}]", maker.plain_assignments, json(&text)).expect("a string");
            }
        }
    }
    texts.push(']');
    // V8 does not read `(f(a += 1, {} = 2))`, nor with `b()--` for the `a += 1`, whatever it then says: a fault of its own,
    // in 18 to 26. So half of the sentences have neither, and the others are excused.
    let ask = "const vm = require('vm'), wrong = [];
        const words = /^(Invalid destructuring assignment target|Unexpected token '...'|Invalid shorthand property initializer)$/;
        const isFault = (message, text) => words.test(message) && /[-+*/%&|^?]=|<<=|>>=|[+][+]|--/.test(text);
        for (const [module, plain, text] of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
          try { module ? new vm.SourceTextModule(text) : new vm.Script(text) }
          catch (error) { if (plain || !isFault(error.message, text)) wrong.push(error.message + '\\n' + text + '\\n') }
        }
        wrong.sort((a, b) => a.length - b.length).slice(0, 10).forEach((text) => console.log(text))";
    let mut child = Command::new(program)
        .args(["--experimental-vm-modules", "--no-warnings", "-e", ask])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node starts");
    child.stdin.take().expect("a pipe").write_all(texts.as_bytes()).expect("node reads");
    let said = child.wait_with_output().expect("node ends");
    let said = String::from_utf8_lossy(&said.stdout);
    assert!(said.is_empty(), "{said}");
}

fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => write!(out, "\\u{:04x}", u32::from(c)).expect("a string"),
            c => out.push(c),
        }
    }
    out + "\""
}

fn recorded(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/syntax").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(file).expect("UTF-8"))).collect()
}

/// Alternatives that no text needs, for another says the same.
const NOT_NEEDED: &[&str] = &["parenthesized_script", "token", "punctuator", "identifier_or_keyword"];

#[test]
fn the_recorded_texts_need_every_alternative() {
    let deriver = Deriver::new(&GRAMMAR);
    let (mut reached, mut wrong) = (BTreeSet::new(), String::new());
    let refused = recorded("refused").into_iter().map(|(file, text)| {
        let source = text.split_once('\n').expect("a first line").1.to_owned();
        (file, source)
    });
    for (file, text) in recorded("accept").into_iter().chain(refused) {
        match deriver.derive("script", &text) {
            Ok(took) => reached.extend(took),
            Err(at) => writeln!(wrong, "{}: not understood at {at}: {text}", file.display()).expect("a string"),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let missing: Vec<String> = GRAMMAR
        .alternatives
        .iter()
        .enumerate()
        .filter(|(number, (rule, _))| !reached.contains(number) && !NOT_NEEDED.contains(&rule.as_str()))
        .map(|(_, (rule, text))| format!("{rule} ::= {text}"))
        .collect();
    assert!(missing.is_empty(), "no recorded text needs:\n{}", missing.join("\n"));
}

/// Rules whose alternatives need not be taken: those that no sentence is made by.
const NOT_MADE: &[&str] =
    &["parenthesized_script", "token", "punctuator", "identifier_or_keyword", "jump_label", "yield_expression"];

#[test]
fn the_sentences_take_every_alternative() {
    let mut chosen = BTreeSet::new();
    for refusals in [false, true] {
        let mut maker = Maker::new(&GRAMMAR, 1);
        maker.apart = refusals;
        for (module, strict) in kinds(400) {
            maker.text(module, strict);
        }
        chosen.extend(maker.chosen.into_keys());
    }
    let never: Vec<String> = GRAMMAR
        .alternatives
        .iter()
        .enumerate()
        .filter(|(number, (rule, text))| {
            // What only functions can say that are refused themselves, and the end of the text between two words.
            let never = text.starts_with("[wfc: apart within]")
                || matches!(text.as_str(), "yield_expression" | "await_expression" | "[wfc: end]");
            !chosen.contains(number) && !never && !NOT_MADE.contains(&rule.as_str())
        })
        .map(|(_, (rule, text))| format!("{rule} ::= {text}"))
        .collect();
    assert!(never.is_empty(), "no sentence takes:\n{}", never.join("\n"));
}
