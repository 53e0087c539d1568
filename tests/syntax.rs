//! The parser against what real Node said: texts it accepts, texts it rejects and in which words. Not what code does.

use engine::span::{Span, position};
use engine::syntax::ast::{Goal, Statement, StatementKind};
use engine::syntax::{SyntaxError, Verdict, completeness, looks_like_module, parse, parse_prompt};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/syntax").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn goal(file: &Path) -> Goal {
    if file.extension().is_some_and(|extension| extension == "mjs") { Goal::Module } else { Goal::Script }
}

/// `@line:column+width` as V8 draws its carets, where it draws any.
fn carets(source: &str, span: Span) -> String {
    let at = position(source, span.start as usize);
    let end = (span.end as usize).clamp(span.start as usize, at.line_end.max(span.start as usize));
    let width = source.get(span.start as usize..end).map_or(0, |text| text.encode_utf16().count());
    format!("@{}:{}+{}", at.line, at.column - 1, width)
}

fn differences(source: &str, header: &str, outcome: &Result<(), SyntaxError>) -> String {
    let mut wrong = String::new();
    for line in header.lines() {
        let (version, said) = line.trim_start_matches("//! node ").split_once(": ").expect("`//! node 22: words`");
        let major = version.parse().expect("a version");
        let (words, place) = said.rsplit_once(" @").unwrap_or((said, ""));
        let (ours, at) = match outcome {
            Ok(()) => ("accepted".to_owned(), String::new()),
            Err(error) => (format!("SyntaxError: {}", error.message(major)), carets(source, error.span)),
        };
        let refused = matches!(outcome, Err(error) if error.kind == Verdict::Refused);
        if refused {
            writeln!(wrong, "  node {version}: {said}\n  refused: {ours}").expect("a string");
        } else if ours != words {
            writeln!(wrong, "  node {version}: {words}\n  ours:    {ours}").expect("a string");
        } else if major == 22 && !place.is_empty() && source.is_ascii() && at[1..] != *place {
            writeln!(wrong, "  place: @{place}, ours {at} ({words})").expect("a string");
        }
    }
    wrong
}

#[test]
fn rejected_in_nodes_words() {
    let (mut wrong, mut count) = (String::new(), 0);
    for file in files("reject") {
        let whole = fs::read_to_string(&file).expect("UTF-8");
        let length: usize = whole.split_inclusive('\n').take_while(|line| line.starts_with("//! ")).map(str::len).sum();
        let (header, source) = whole.split_at(length);
        assert!(!header.is_empty(), "{} says what no Node said", file.display());
        let found = differences(source, header, &parse(source, goal(&file)).map(drop));
        if !found.is_empty() {
            count += 1;
            writeln!(wrong, "{}: {source}\n{found}", file.file_name().expect("a name").display()).expect("a string");
        }
    }
    assert!(wrong.is_empty(), "{wrong}{count} differ");
}

#[test]
fn accepted() {
    for file in files("accept") {
        let source = fs::read_to_string(&file).expect("UTF-8");
        if let Err(error) = parse(&source, goal(&file)) {
            panic!("{}: {error} {}", file.display(), carets(&source, error.span));
        }
    }
}

#[test]
fn refused_by_name() {
    for file in files("refused") {
        let whole = fs::read_to_string(&file).expect("UTF-8");
        let (words, source) = whole.split_once('\n').expect("a first line");
        let error = parse(source, goal(&file)).expect_err("refused");
        let found = format!("//! {error} {}", carets(source, error.span));
        assert_eq!((error.kind, found.as_str()), (Verdict::Refused, words), "{}", file.display());
    }
}

/// The entries of a JSON list of `[text, answer]`, one a line.
fn recorded_answers(json: &str) -> Vec<(String, String)> {
    let unquoted = |text: &str| {
        let mut out = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let c = if c == '\\' {
                chars.next().expect("an escape")
            } else {
                out.extend(c.encode_utf16(&mut [0; 2]).iter());
                continue;
            };
            match c {
                'n' => out.push(10),
                'r' => out.push(13),
                't' => out.push(9),
                'b' => out.push(8),
                'f' => out.push(12),
                'u' => out.push(u16::from_str_radix(&chars.by_ref().take(4).collect::<String>(), 16).expect("hex")),
                c => out.push(c as u16),
            }
        }
        String::from_utf16(&out).expect("no lone surrogate")
    };
    let entry = |line: &str| {
        let inside = line.trim_end_matches(',').strip_prefix("[\"")?.strip_suffix("\"]")?;
        let (text, answer) = inside.rsplit_once("\",\"")?;
        Some((unquoted(text), answer.to_owned()))
    };
    json.lines().filter_map(entry).collect()
}

#[test]
fn as_complete_as_node_thinks() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/syntax/completeness.json");
    let entries = recorded_answers(&fs::read_to_string(file).expect("UTF-8"));
    assert!(entries.len() > 1000, "only {} entries", entries.len());
    let mut wrong = String::new();
    for (text, answer) in &entries {
        let ours = format!("{:?}", completeness(text)).to_lowercase();
        if ours != *answer {
            writeln!(wrong, "{answer:10} {text:?}, ours {ours}").expect("a string");
        }
    }
    let differing = wrong.lines().count();
    assert!(wrong.is_empty(), "{wrong}{differing} of {} differ", entries.len());
}

#[test]
fn objects_first_at_the_prompt() {
    let is_object = |text: &str| {
        let script = parse_prompt(text).expect("a program");
        match &script.body[..] {
            [Statement { kind: StatementKind::Expression(only), .. }] => only.span.of(text).starts_with('{'),
            _ => false,
        }
    };
    for text in ["{a: 1}", " {a, b} ", "{}", "{a: 1}\n", "{a: 1}.a", "{} + 1", "{get a() { return 1 }}"] {
        assert!(is_object(text), "{text}");
    }
    for text in ["{a: 1};", "{a; b}", "{} // c", "{a: 1}; 2", "a", "{ let b = 1 }"] {
        assert!(!is_object(text), "{text}");
    }
}

#[test]
fn modules_are_known_by_their_syntax() {
    for text in
        ["import 'a'", "export let a", "a; import { b } from 'c'", "import.meta", "if (a) { import 'b' }", "await a"]
    {
        assert!(looks_like_module(text, &mut |_| true), "{text}");
    }
    for text in ["a", "let import_ = 1", "a b; import 'c'", "return", "'import a'", "await = a", "a.import"] {
        assert!(!looks_like_module(text, &mut |_| true), "{text}");
    }
}

#[test]
fn a_common_js_file_is_a_function_body() {
    assert!(parse("return new.target; var require; function exports() {}", Goal::CommonJs).is_ok());
    let taken = parse("const require = 1", Goal::CommonJs).expect_err("it is a parameter");
    assert_eq!(taken.message(22), "Identifier 'require' has already been declared");
    let wrapped = parse("return", Goal::Script).expect_err("no function is around");
    assert_eq!(wrapped.message(22), "Illegal return statement");
}

#[test]
fn every_scope_has_its_number() {
    for file in files("accept") {
        let source = fs::read_to_string(&file).expect("UTF-8");
        let script = parse(&source, goal(&file)).expect("an accepted text");
        let shown = format!("{script:?}");
        let number = |rest: &str| rest.split(')').next().and_then(|number| number.parse().ok());
        let mut numbers: Vec<u32> = shown.split("ScopeId(").skip(1).filter_map(number).collect();
        numbers.sort_unstable();
        assert!(numbers.iter().copied().eq(0..script.scope_count), "{}: {numbers:?}", file.display());
    }
}
