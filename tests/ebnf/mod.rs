//! Reads the W3C EBNF of grammar/: rules as trees, every alternative with a number. Not a test by itself.
#![allow(dead_code, missing_docs)]

pub mod derivation;
pub mod sentence;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A part of a rule's right side.
#[derive(Clone, Debug)]
pub enum Node {
    /// One of several, each with its number in [`Grammar::alternatives`].
    Choice(Vec<(usize, Node)>),
    Sequence(Vec<Node>),
    Optional(Box<Node>),
    Star(Box<Node>),
    Plus(Box<Node>),
    Rule(String),
    Quoted(String),
    Class(Class),
    /// `[wfc: name]`
    Constraint(String),
}

/// A class of characters.
#[derive(Clone, Debug)]
pub struct Class {
    negated: bool,
    ranges: Vec<(char, char)>,
}

impl Class {
    pub fn contains(&self, c: char) -> bool {
        self.ranges.iter().any(|&(from, to)| from <= c && c <= to) != self.negated
    }

    /// A character of it, unless it is negated.
    pub fn first(&self) -> Option<char> {
        if self.negated { None } else { self.ranges.first().map(|range| range.0) }
    }
}

/// A whole grammar.
pub struct Grammar {
    pub rules: BTreeMap<String, Node>,
    /// The rules whose symbols touch: those after the heading `Words`.
    pub lexical: BTreeSet<String>,
    /// For each alternative its rule and its text.
    pub alternatives: Vec<(String, String)>,
}

struct Reader<'g> {
    rest: &'g str,
    rule: String,
    alternatives: Vec<(String, String)>,
}

pub fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

impl Grammar {
    pub fn read(path: &str) -> Self {
        let text = read(path);
        let words = text.find("/* ---- Words ---- */").unwrap_or(text.len());
        let mut reader = Reader { rest: &text, rule: String::new(), alternatives: Vec::new() };
        let (mut rules, mut lexical) = (BTreeMap::new(), BTreeSet::new());
        reader.skip();
        while !reader.rest.is_empty() {
            let at = text.len() - reader.rest.len();
            reader.rule = reader.name().expect("a rule's name");
            assert!(reader.take("::="), "no ::= before {:.40}", reader.rest);
            let body = reader.choice();
            if at > words {
                lexical.insert(reader.rule.clone());
            }
            assert!(rules.insert(reader.rule.clone(), body).is_none(), "{} is defined twice", reader.rule);
        }
        Self { rules, lexical, alternatives: reader.alternatives }
    }
}

fn character(text: &str) -> (char, &str) {
    if let Some(code) = text.strip_prefix("#x") {
        let end = code.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(code.len());
        let point = u32::from_str_radix(&code[..end], 16).expect("a code point");
        return (char::from_u32(point).expect("a character"), &code[end..]);
    }
    let c = text.chars().next().expect("a character");
    (c, &text[c.len_utf8()..])
}

impl Reader<'_> {
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with("/*") {
                return;
            }
            self.rest = &self.rest[self.rest.find("*/").expect("a comment that ends") + 2..];
        }
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        self.skip();
        found.is_some()
    }

    fn name(&mut self) -> Option<String> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.skip();
        (end > 0).then(|| name.to_owned())
    }

    fn choice(&mut self) -> Node {
        let mut choices = Vec::new();
        loop {
            let (number, start) = (self.alternatives.len(), self.rest);
            self.alternatives.push((self.rule.clone(), String::new()));
            let sequence = self.sequence();
            let text = start[..start.len() - self.rest.len()].split_whitespace().collect::<Vec<_>>().join(" ");
            self.alternatives[number].1 = text;
            choices.push((number, sequence));
            if !self.take("|") {
                return Node::Choice(choices);
            }
        }
    }

    fn sequence(&mut self) -> Node {
        let mut items = Vec::new();
        while let Some(mut item) = self.item() {
            item = match () {
                () if self.take("?") => Node::Optional(Box::new(item)),
                () if self.take("*") => Node::Star(Box::new(item)),
                () if self.take("+") => Node::Plus(Box::new(item)),
                () => item,
            };
            items.push(item);
        }
        Node::Sequence(items)
    }

    fn item(&mut self) -> Option<Node> {
        let rest = self.rest;
        match rest.chars().next()? {
            '(' => {
                self.take("(");
                let inside = self.choice();
                assert!(self.take(")"), "no ) before {:.40}", self.rest);
                Some(inside)
            }
            '"' => {
                let end = rest[1..].find('"').expect("a closing quote") + 1;
                self.rest = &rest[end + 1..];
                self.skip();
                Some(Node::Quoted(rest[1..end].to_owned()))
            }
            '[' => {
                let end = rest.find(']').expect("a closing bracket");
                self.rest = &rest[end + 1..];
                self.skip();
                let inside = &rest[1..end];
                Some(match inside.strip_prefix("wfc: ") {
                    Some(name) => Node::Constraint(name.to_owned()),
                    None => Node::Class(class(inside)),
                })
            }
            '#' => {
                let (c, after) = character(rest);
                self.rest = after;
                self.skip();
                Some(Node::Class(Class { negated: false, ranges: vec![(c, c)] }))
            }
            c if c.is_ascii_alphabetic() => {
                let before = self.rest;
                let name = self.name()?;
                if self.rest.starts_with("::=") {
                    self.rest = before;
                    return None;
                }
                Some(Node::Rule(name))
            }
            _ => None,
        }
    }
}

fn class(text: &str) -> Class {
    let (negated, mut rest) = match text.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut ranges = Vec::new();
    while !rest.is_empty() {
        let (from, after) = character(rest);
        rest = after;
        let mut to = from;
        if let Some(after) = rest.strip_prefix('-').filter(|after| !after.is_empty()) {
            (to, rest) = character(after);
        }
        ranges.push((from, to));
    }
    Class { negated, ranges }
}
