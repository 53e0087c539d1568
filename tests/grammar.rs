//! Holds grammar/*.ebnf, the parser's functions and its tables together. What the grammar says is for `sentences`.

mod ebnf;

use ebnf::{Grammar, Node, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Functions that answer like a rule of the grammar but are none: they take rules, continue a rule under the same name,
/// or read what only the words after it make an expression or a pattern.
const NOT_RULES: &[&str] = &[
    "arguments_or_parameters",
    "arrow_rest",
    "assignment_here",
    "assignment_or_pattern",
    "async_arrow_or_call",
    "async_or_identifier",
    "binding_cover",
    "blamed_on_parameters",
    "blank",
    "coalesce_expression",
    "covering",
    "deeper",
    "end",
    "finish",
    "initializer",
    "inside_function",
    "meta_property",
    "modifier",
    "new",
    "property_head",
    "reread",
    "statement_here",
    "super_head",
    "to_binding",
    "to_parameter",
    "validated",
    "visit",
    "with_in",
    "within",
];

/// Rules of the grammar whose function answers something else than a tree.
const CHECKED: &[&str] = &["named_imports", "semicolon"];

/// Rules that are a part of another rule's function.
const PARTS: &[&str] = &[
    "anonymous_class",
    "assignment_target",
    "complete_new",
    "constructor",
    "declared_variables",
    "default_case",
    "export_specifier",
    "import_clause",
    "import_specifier",
    "initialized_declaration",
    "re_export",
    "super_call",
    "super_property",
    "switch_case",
    "to_property",
    "to_rest",
    "variable_declaration",
    "whole_part",
];

/// Every symbol of a part, in order, of one kind.
fn symbols<'g>(node: &'g Node, of: fn(&Node) -> Option<&str>, into: &mut Vec<&'g str>) {
    match node {
        Node::Choice(choices) => choices.iter().for_each(|(_, choice)| symbols(choice, of, into)),
        Node::Sequence(items) => items.iter().for_each(|item| symbols(item, of, into)),
        Node::Optional(inner) | Node::Star(inner) | Node::Plus(inner) => symbols(inner, of, into),
        other => into.extend(of(other)),
    }
}

fn rule(node: &Node) -> Option<&str> {
    if let Node::Rule(name) = node { Some(name) } else { None }
}

fn quoted(node: &Node) -> Option<&str> {
    if let Node::Quoted(text) = node { Some(text) } else { None }
}

fn all(node: &Node, of: fn(&Node) -> Option<&str>) -> Vec<&str> {
    let mut found = Vec::new();
    symbols(node, of, &mut found);
    found
}

/// Every function of the parser: its name and what it answers.
fn functions() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine/syntax");
    let mut found = BTreeMap::new();
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    // The tree, which the parser makes, has a folder of its own.
    for file in files.filter(|path| path.is_file()) {
        let text = fs::read_to_string(file).expect("UTF-8");
        for (at, _) in text.match_indices("fn ") {
            let head = &text[at + 3..];
            let name = head.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
            let answer = head[..head.find('{').unwrap_or(0)].rsplit_once("->").map_or("", |(_, answer)| answer.trim());
            // A method may have a rule's name, too.
            if !name.is_empty() && !found.get(name).is_some_and(|answer: &String| is_rule(answer)) {
                found.insert(name.to_owned(), answer.to_owned());
            }
        }
    }
    found
}

/// Whether a function that answers so reads a rule of the grammar.
fn is_rule(answer: &str) -> bool {
    answer.starts_with("Parse<") || answer.starts_with("Lex<")
}

fn is_table(rule: &str) -> bool {
    rule.starts_with(|c: char| c.is_ascii_uppercase())
}

#[test]
fn every_rule_is_a_function_and_every_function_a_rule() {
    let functions = functions();
    let grammar = Grammar::read("grammar/slabscope.ebnf");
    let named: BTreeSet<&str> = grammar.rules.keys().map(String::as_str).filter(|name| !is_table(name)).collect();
    assert!(named.len() > 120, "only {} rules read", named.len());
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

/// Every name that is used is defined, and is reached from the first rules.
fn hangs_together(grammar: &str, starts: &[&str]) {
    let grammar = Grammar::read(grammar);
    let (mut reached, mut ahead) = (BTreeSet::new(), starts.to_vec());
    while let Some(name) = ahead.pop() {
        if reached.insert(name) {
            let body = grammar.rules.get(name).unwrap_or_else(|| panic!("{name} is not defined"));
            ahead.extend(all(body, rule));
        }
    }
    let lost: Vec<_> = grammar.rules.keys().filter(|name| !reached.contains(name.as_str())).collect();
    assert!(lost.is_empty(), "never reached: {lost:?}");
}

#[test]
fn the_grammars_hang_together() {
    hangs_together("grammar/slabscope.ebnf", &["script", "parenthesized_script", "token"]);
    hangs_together("grammar/transcript.ebnf", &["transcript"]);
}

/// The tokens of a section of the table in token.rs: their names and spellings.
fn tokens(section: &str) -> BTreeMap<String, String> {
    let source = read("src/engine/syntax/token.rs");
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
    let source = read("src/engine/syntax/operator.rs");
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
    let rules = Grammar::read("grammar/slabscope.ebnf").rules;
    for table in ["ASSIGNMENT", "PREFIX"] {
        let ours: Vec<String> = rows(table).into_iter().map(|(text, _)| text).collect();
        assert_eq!(ours, all(&rules[table], quoted), "{table}");
    }
    // Rows of one power are one pair of parentheses.
    let mut powers: Vec<(String, Vec<String>)> = Vec::new();
    for (text, power) in rows("INFIX") {
        match powers.last_mut().filter(|(last, _)| *last == power) {
            Some((_, level)) => level.push(text),
            None => powers.push((power, vec![text])),
        }
    }
    let Node::Choice(choices) = &rules["INFIX"] else { panic!("no choice") };
    let levels: Vec<Vec<&str>> = choices.iter().map(|(_, level)| all(level, quoted)).collect();
    assert_eq!(powers.into_iter().map(|(_, level)| level).collect::<Vec<_>>(), levels);
}

#[test]
fn the_words_are_those_of_the_grammar() {
    let rules = Grammar::read("grammar/slabscope.ebnf").rules;
    let in_grammar: BTreeSet<String> = rules.values().flat_map(|body| all(body, quoted)).map(str::to_owned).collect();
    let known: BTreeSet<String> =
        ["punctuators", "keywords", "names"].into_iter().flat_map(|section| tokens(section).into_values()).collect();
    // Reserved, but in no rule; and words or letters that mean something in one place only.
    let reserved = BTreeSet::from(["enum".to_owned()]);
    let local: BTreeSet<String> = ["as", "from", "meta", "target", "constructor", "`", "${", "0", "_", "n", "u", "x"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    let missing: Vec<_> = known.difference(&in_grammar).filter(|word| !reserved.contains(*word)).collect();
    assert!(missing.is_empty(), "in no rule: {missing:?}");
    let unknown: Vec<_> = in_grammar.difference(&known).filter(|word| !local.contains(*word)).collect();
    assert!(unknown.is_empty(), "no token: {unknown:?}");
}
