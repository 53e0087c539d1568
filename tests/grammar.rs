//! Holds grammar/*.ebnf, the parser's functions and its tables together. Does not parse by the grammar.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Functions that answer like a rule of the grammar but are none: they take rules, turn expressions into patterns, or
/// continue a rule under the same name.
const NOT_RULES: &[&str] = &[
    "array_pattern",
    "as_reference",
    "assignment_here",
    "deeper",
    "end",
    "finish",
    "initializer",
    "inside_function",
    "new",
    "object_pattern",
    "reread",
    "statement_here",
    "to_element",
    "to_parameter",
    "to_pattern",
    "validated",
    "with_in",
];

/// Rules of the grammar whose function answers something else than a tree.
const CHECKED: &[&str] = &["named_imports"];

/// Rules that are a part of another rule's function.
const PARTS: &[&str] =
    &["export_specifier", "import_clause", "import_specifier", "switch_case", "variable_declaration"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

/// A symbol of a rule's right side.
#[derive(Debug, PartialEq)]
enum Symbol {
    Rule(String),
    Quoted(String),
    /// A character class, a character, or one of `( ) | ? * + -`.
    Other(String),
}

/// The rules of a grammar, in order. Panics at what is not W3C EBNF.
fn rules(grammar: &str) -> Vec<(String, Vec<Symbol>)> {
    let mut rules: Vec<(String, Vec<Symbol>)> = Vec::new();
    let mut rest = grammar.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' => rest.find("*/").expect("a comment that ends") + 2,
            '"' => rest[1..].find('"').expect("a closing quote") + 2,
            '[' => rest.find(']').expect("a closing bracket") + 1,
            ':' => 3,
            '(' | ')' | '|' | '?' | '*' | '+' | '-' => 1,
            '#' => rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len()),
            c if c.is_ascii_alphabetic() => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            c => panic!("{c:?} in {rest:.40}"),
        };
        let (word, after) = rest.split_at(length);
        let symbols = rules.last_mut().map(|(_, symbols)| symbols);
        match (first, symbols) {
            ('/', _) => {}
            (':', Some(symbols)) => {
                assert_eq!(word, "::=");
                let Some(Symbol::Rule(name)) = symbols.pop() else { panic!("no name before {rest:.40}") };
                rules.push((name, Vec::new()));
            }
            ('"', Some(symbols)) => symbols.push(Symbol::Quoted(word[1..length - 1].to_owned())),
            (c, None) if c.is_ascii_alphabetic() => rules.push((String::new(), vec![Symbol::Rule(word.to_owned())])),
            (c, Some(symbols)) if c.is_ascii_alphabetic() => symbols.push(Symbol::Rule(word.to_owned())),
            (_, Some(symbols)) => symbols.push(Symbol::Other(word.to_owned())),
            (_, None) => panic!("{word:?} before the first rule"),
        }
        rest = after.trim_start();
    }
    rules.remove(0);
    rules
}

/// Every function of the parser: its name and what it answers.
fn functions() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/syntax");
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("UTF-8");
        for (at, _) in text.match_indices("fn ") {
            let head = &text[at + 3..];
            let name = head.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
            let answer = head[..head.find('{').unwrap_or(0)].rsplit_once("->").map_or("", |(_, answer)| answer.trim());
            if !name.is_empty() {
                found.insert(name.to_owned(), answer.to_owned());
            }
        }
    }
    found
}

fn is_table(rule: &str) -> bool {
    rule.starts_with(|c: char| c.is_ascii_uppercase())
}

#[test]
fn every_rule_is_a_function_and_every_function_a_rule() {
    let functions = functions();
    let rules = rules(&read("grammar/slabscope.ebnf"));
    let named: BTreeSet<&str> = rules.iter().map(|(name, _)| name.as_str()).filter(|name| !is_table(name)).collect();
    assert!(named.len() > 120, "only {} rules read", named.len());
    let is_rule = |answer: &String| answer.starts_with("Parse<") || answer.starts_with("Lex<");
    for rule in &named {
        let answers = functions.get(*rule).is_some_and(|answer| is_rule(answer) || CHECKED.contains(rule));
        assert_eq!(answers, !PARTS.contains(rule), "the rule {rule} and the function of that name");
    }
    let unnamed: Vec<&String> = functions
        .iter()
        .filter(|(name, answer)| {
            is_rule(answer) && !named.contains(name.as_str()) && !NOT_RULES.contains(&name.as_str())
        })
        .map(|(name, _)| name)
        .collect();
    assert!(unnamed.is_empty(), "functions without a rule: {unnamed:?}");
    let gone: Vec<_> = NOT_RULES.iter().filter(|name| !functions.contains_key(**name)).collect();
    assert!(gone.is_empty(), "no such functions: {gone:?}");
}

/// Every name that is used is defined, once, and is reached from the first rules.
fn hangs_together(grammar: &str, starts: &[&str]) {
    let rules = rules(&read(grammar));
    let mut defined = BTreeMap::new();
    for (name, symbols) in &rules {
        assert!(defined.insert(name.as_str(), symbols).is_none(), "{name} is defined twice");
        assert!(!symbols.is_empty(), "{name} is empty");
    }
    let (mut reached, mut ahead) = (BTreeSet::new(), starts.to_vec());
    while let Some(name) = ahead.pop() {
        if reached.insert(name) {
            let symbols = defined.get(name).unwrap_or_else(|| panic!("{name} is not defined"));
            ahead.extend(symbols.iter().filter_map(|symbol| match symbol {
                Symbol::Rule(name) => Some(name.as_str()),
                _ => None,
            }));
        }
    }
    let lost: Vec<_> = defined.keys().filter(|name| !reached.contains(*name)).collect();
    assert!(lost.is_empty(), "never reached: {lost:?}");
}

#[test]
fn the_grammars_hang_together() {
    hangs_together("grammar/slabscope.ebnf", &["script", "parenthesized_script", "token"]);
    hangs_together("grammar/transcript.ebnf", &["transcript"]);
}

/// The tokens of a section of the table in lexeme.rs: their names and spellings.
fn tokens(section: &str) -> BTreeMap<String, String> {
    let source = read("src/syntax/lexeme.rs");
    let start = source.find("\ntokens! {").expect("the table");
    let table = &source[start..];
    let table = &table[table.find(&format!("    {section} {{")).expect("the section")..];
    let inside = &table[table.find('{').expect("a brace") + 1..table.find("\n    }").expect("its end")];
    let mut words = inside.split_whitespace();
    let mut found = BTreeMap::new();
    while let (Some(name), Some(text)) = (words.next(), words.next()) {
        found.insert(name.to_owned(), text.trim_matches(',').trim_matches('"').to_owned());
    }
    found
}

/// The operators of a table in operator.rs, with what stands after the token in each row.
fn rows(table: &str) -> Vec<(String, String)> {
    let mut spelled = tokens("punctuators");
    spelled.extend(tokens("keywords"));
    let source = read("src/syntax/operator.rs");
    let start = source.find(&format!("const {table}:")).expect("the table");
    let rows = &source[start..start + source[start..].find("];").expect("its end")];
    rows.split("Token::")
        .skip(1)
        .filter_map(|row| row.split_once(", "))
        .map(|(name, rest)| (spelled[name].clone(), rest.split([',', ')']).next().unwrap_or("").to_owned()))
        .collect()
}

#[test]
fn the_operators_are_those_of_the_grammar() {
    let rules: BTreeMap<_, _> = rules(&read("grammar/slabscope.ebnf")).into_iter().collect();
    let quoted = |rule: &str| -> Vec<String> {
        let of = |symbol: &Symbol| match symbol {
            Symbol::Quoted(text) => Some(text.clone()),
            _ => None,
        };
        rules[rule].iter().filter_map(of).collect()
    };
    for table in ["ASSIGNMENT", "PREFIX"] {
        let ours: Vec<String> = rows(table).into_iter().map(|(text, _)| text).collect();
        assert_eq!(ours, quoted(table), "{table}");
    }
    // Rows of one power are one pair of parentheses.
    let mut powers: Vec<(String, Vec<String>)> = Vec::new();
    for (text, power) in rows("INFIX") {
        match powers.last_mut().filter(|(last, _)| *last == power) {
            Some((_, level)) => level.push(text),
            None => powers.push((power, vec![text])),
        }
    }
    let mut levels = Vec::new();
    for symbol in &rules["INFIX"] {
        match symbol {
            Symbol::Other(sign) if sign == "(" => levels.push(Vec::new()),
            Symbol::Quoted(text) => levels.last_mut().expect("a parenthesis").push(text.clone()),
            _ => {}
        }
    }
    assert_eq!(powers.into_iter().map(|(_, level)| level).collect::<Vec<_>>(), levels);
}

#[test]
fn the_words_are_those_of_the_grammar() {
    let rules = rules(&read("grammar/slabscope.ebnf"));
    let in_grammar: BTreeSet<String> = rules
        .iter()
        .flat_map(|(_, symbols)| symbols)
        .filter_map(|symbol| match symbol {
            Symbol::Quoted(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    let known: BTreeSet<String> =
        ["punctuators", "keywords", "names"].into_iter().flat_map(|section| tokens(section).into_values()).collect();
    // Reserved, but in no rule; and words or letters that mean something in one place only.
    let reserved = BTreeSet::from(["enum".to_owned()]);
    let local: BTreeSet<String> =
        ["as", "from", "meta", "target", "0", "_", "n", "u", "x"].into_iter().map(str::to_owned).collect();
    let missing: Vec<_> = known.difference(&in_grammar).filter(|word| !reserved.contains(*word)).collect();
    assert!(missing.is_empty(), "in no rule: {missing:?}");
    let unknown: Vec<_> = in_grammar.difference(&known).filter(|word| !local.contains(*word)).collect();
    assert!(unknown.is_empty(), "no token: {unknown:?}");
}
