//! Derives a text by a grammar (Earley's algorithm) and says which alternatives that took. Not a test by itself.

use super::{Class, Grammar, Node};
use std::collections::{BTreeSet, HashMap};

/// A symbol of a flat production.
#[derive(Clone, Debug)]
enum Symbol {
    /// A rule or a group of one.
    Part(usize),
    Quoted(String),
    Class(Class),
    /// A rule of characters where words are read: its longest match.
    Word(usize, String),
    Constraint(String),
}

#[derive(Debug)]
struct Production {
    part: usize,
    symbols: Vec<Symbol>,
    alternative: Option<usize>,
}

/// The grammar, flat.
pub struct Deriver<'g> {
    grammar: &'g Grammar,
    productions: Vec<Production>,
    /// The productions of each part.
    parts: Vec<Vec<usize>>,
    rules: HashMap<String, usize>,
    nullable: Vec<bool>,
    punctuators: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Item {
    production: usize,
    dot: usize,
    origin: usize,
}

/// How an item came to be: the item before it, and what was completed or read over the dot.
#[derive(Clone, Copy)]
enum Cause {
    Start,
    /// The item before at its place, and a completed one.
    Completed(usize, Item),
    /// The item before at its place, and where the word begins and ends.
    Read(usize, usize, usize),
    /// Nothing was read.
    Nothing(usize),
}

type Column = (Vec<Item>, HashMap<Item, Cause>);

impl<'g> Deriver<'g> {
    pub fn new(grammar: &'g Grammar) -> Self {
        let mut new = Self {
            grammar,
            productions: Vec::new(),
            parts: Vec::new(),
            rules: HashMap::new(),
            nullable: Vec::new(),
            punctuators: Vec::new(),
        };
        for name in grammar.rules.keys() {
            new.rules.insert(name.clone(), new.parts.len());
            new.parts.push(Vec::new());
        }
        for (name, body) in &grammar.rules {
            let part = new.rules[name];
            new.flatten(part, body, grammar.lexical.contains(name));
        }
        new.nullable = vec![false; new.parts.len()];
        loop {
            let mut changed = false;
            for production in &new.productions {
                let empty = production.symbols.iter().all(|symbol| match symbol {
                    Symbol::Part(part) => new.nullable[*part],
                    _ => false,
                });
                changed |= empty && !std::mem::replace(&mut new.nullable[production.part], true);
            }
            if !changed {
                return new;
            }
        }
    }

    fn group(&mut self) -> usize {
        self.parts.push(Vec::new());
        self.parts.len() - 1
    }

    fn produce(&mut self, part: usize, symbols: Vec<Symbol>, alternative: Option<usize>) {
        self.parts[part].push(self.productions.len());
        self.productions.push(Production { part, symbols, alternative });
    }

    fn flatten(&mut self, part: usize, body: &Node, lexical: bool) {
        match body {
            Node::Choice(choices) => {
                for (number, choice) in choices {
                    let symbols = self.symbols(choice, lexical);
                    self.produce(part, symbols, Some(*number));
                }
            }
            other => {
                let symbols = self.symbols(other, lexical);
                self.produce(part, symbols, None);
            }
        }
    }

    fn symbols(&mut self, node: &Node, lexical: bool) -> Vec<Symbol> {
        match node {
            Node::Sequence(items) => items.iter().flat_map(|item| self.symbols(item, lexical)).collect(),
            Node::Choice(_) => {
                let part = self.group();
                self.flatten(part, node, lexical);
                vec![Symbol::Part(part)]
            }
            Node::Optional(inner) => {
                let part = self.group();
                let symbols = self.symbols(inner, lexical);
                self.produce(part, Vec::new(), None);
                self.produce(part, symbols, None);
                vec![Symbol::Part(part)]
            }
            Node::Star(inner) | Node::Plus(inner) => {
                let part = self.group();
                let once = self.symbols(inner, lexical);
                let more = std::iter::once(Symbol::Part(part)).chain(once.clone()).collect();
                self.produce(part, if matches!(node, Node::Star(_)) { Vec::new() } else { once }, None);
                self.produce(part, more, None);
                vec![Symbol::Part(part)]
            }
            Node::Rule(name) if !lexical && self.grammar.lexical.contains(name) => {
                vec![Symbol::Word(self.rules[name], name.clone())]
            }
            Node::Rule(name) => vec![Symbol::Part(self.rules[name])],
            Node::Quoted(text) => {
                if !lexical && !is_word(text) && !self.punctuators.contains(text) {
                    self.punctuators.push(text.clone());
                }
                vec![Symbol::Quoted(text.clone())]
            }
            Node::Class(class) => vec![Symbol::Class(class.clone())],
            Node::Constraint(name) => vec![Symbol::Constraint(name.clone())],
        }
    }

    /// The alternatives a text took, or how far it was understood.
    pub fn derive(&self, rule: &str, text: &str) -> Result<BTreeSet<usize>, usize> {
        let mut words = HashMap::new();
        let columns = self.columns(self.rules[rule], text, 0, false, &mut words);
        let mut reached = BTreeSet::new();
        let goal = |at: usize| self.complete(&columns[at], self.rules[rule], 0);
        let end = (0..=text.len()).rev().find_map(|at| goal(at).map(|item| (at, item)));
        let Some((at, item)) = end else {
            return Err(columns.iter().rposition(|column| !column.0.is_empty()).unwrap_or(0));
        };
        self.mark(&columns, item, at, text, &mut reached);
        self.mark_trivia(&text[at..], &mut reached);
        Ok(reached)
    }

    fn complete(&self, column: &Column, part: usize, origin: usize) -> Option<Item> {
        column.0.iter().copied().find(|item| {
            let production = &self.productions[item.production];
            production.part == part && item.dot == production.symbols.len() && item.origin == origin
        })
    }

    fn mark(&self, columns: &[Column], item: Item, at: usize, text: &str, reached: &mut BTreeSet<usize>) {
        let mut ahead = vec![(item, at, false)];
        while let Some((mut item, at, mut binding)) = ahead.pop() {
            if item.dot == self.productions[item.production].symbols.len() {
                item = self.in_pattern(&columns[at], item, binding);
            }
            let part = self.productions[item.production].part;
            if part == self.rules["binding_pattern"] {
                binding = true;
            } else if part == self.rules["assignment_target"] || part == self.rules["assignment_expression"] {
                binding = false;
            }
            let production = &self.productions[item.production];
            if item.dot == production.symbols.len() {
                reached.extend(production.alternative);
            }
            if item.dot == 0 {
                continue;
            }
            let before = Item { dot: item.dot - 1, ..item };
            match columns[at].1[&item] {
                Cause::Start => {}
                Cause::Nothing(from) => ahead.push((before, from, binding)),
                Cause::Completed(from, done) => ahead.extend([(before, from, binding), (done, at, binding)]),
                Cause::Read(from, start, end) => {
                    ahead.push((before, from, binding));
                    if let Symbol::Word(part, _) = &production.symbols[item.dot - 1] {
                        let word = &text[start..end];
                        let columns = self.columns(*part, word, 0, true, &mut HashMap::new());
                        if let Some(item) = self.complete(&columns[word.len()], *part, 0) {
                            self.mark(&columns, item, word.len(), word, reached);
                        }
                    }
                    if !matches!(production.symbols[item.dot - 1], Symbol::Class(_)) {
                        self.mark_trivia(&text[from.min(start)..start], reached);
                    }
                }
            }
        }
    }

    /// The same words as `[wfc: binding]` or `[wfc: assignment]` has them where they stand.
    fn in_pattern(&self, column: &Column, item: Item, binding: bool) -> Item {
        let wanted = |item: &Item| match self.productions[item.production].symbols.first() {
            Some(Symbol::Constraint(name)) if name == "binding" => binding,
            Some(Symbol::Constraint(name)) if name == "assignment" => !binding,
            _ => true,
        };
        let part = self.productions[item.production].part;
        let same = |other: &&Item| {
            let production = &self.productions[other.production];
            production.part == part && other.origin == item.origin && other.dot == production.symbols.len()
        };
        if wanted(&item) { item } else { *column.0.iter().filter(same).find(|other| wanted(other)).unwrap_or(&item) }
    }

    fn mark_trivia(&self, between: &str, reached: &mut BTreeSet<usize>) {
        if between.is_empty() {
            return;
        }
        let part = self.rules["trivia"];
        let columns = self.columns(part, between, 0, true, &mut HashMap::new());
        if let Some(item) = self.complete(&columns[between.len()], part, 0) {
            self.mark(&columns, item, between.len(), between, reached);
        }
    }

    /// Every item at every place of the text.
    fn columns(
        &self,
        goal: usize,
        text: &str,
        start: usize,
        lexical: bool,
        words: &mut HashMap<(usize, usize), Option<usize>>,
    ) -> Vec<Column> {
        let mut columns: Vec<Column> = (0..=text.len()).map(|_| Column::default()).collect();
        let add = |column: &mut Column, item: Item, cause: Cause| {
            if let std::collections::hash_map::Entry::Vacant(entry) = column.1.entry(item) {
                entry.insert(cause);
                column.0.push(item);
            }
        };
        for &production in &self.parts[goal] {
            add(&mut columns[start], Item { production, dot: 0, origin: start }, Cause::Start);
        }
        for at in start..=text.len() {
            if !text.is_char_boundary(at) || columns[at].0.is_empty() {
                continue;
            }
            let word = if lexical { at } else { skip_trivia(text, at) };
            let mut index = 0;
            while index < columns[at].0.len() {
                let item = columns[at].0[index];
                index += 1;
                let production = &self.productions[item.production];
                let next = Item { dot: item.dot + 1, ..item };
                let Some(symbol) = production.symbols.get(item.dot) else {
                    let waiting: Vec<Item> = columns[item.origin].0.clone();
                    for waiting in waiting {
                        let expects = self.productions[waiting.production].symbols.get(waiting.dot);
                        if matches!(expects, Some(Symbol::Part(part)) if *part == production.part) {
                            let next = Item { dot: waiting.dot + 1, ..waiting };
                            add(&mut columns[at], next, Cause::Completed(item.origin, item));
                        }
                    }
                    continue;
                };
                let end = match symbol {
                    Symbol::Part(part) => {
                        for &production in &self.parts[*part] {
                            add(&mut columns[at], Item { production, dot: 0, origin: at }, Cause::Start);
                        }
                        if self.nullable[*part] {
                            add(&mut columns[at], next, Cause::Nothing(at));
                        }
                        // What was completed here already, without reading anything, is not completed again.
                        if let Some(done) = self.complete(&columns[at], *part, at) {
                            add(&mut columns[at], next, Cause::Completed(at, done));
                        }
                        continue;
                    }
                    Symbol::Constraint(name) => {
                        if holds(name, text, at, word, item.origin) {
                            add(&mut columns[at], next, Cause::Nothing(at));
                        }
                        continue;
                    }
                    Symbol::Class(class) => {
                        let c = text[at..].chars().next();
                        c.filter(|c| class.contains(*c)).map(|c| at + c.len_utf8())
                    }
                    Symbol::Quoted(quoted) if lexical => {
                        text[at..].starts_with(quoted.as_str()).then(|| at + quoted.len())
                    }
                    Symbol::Quoted(quoted) => self.punctuator_or_word(quoted, text, word),
                    Symbol::Word(part, name) => {
                        let from = if name == "template_characters" { at } else { word };
                        *words
                            .entry((*part, from))
                            .or_insert_with(|| self.longest(*part, &text[from..]).map(|end| from + end))
                    }
                };
                if let Some(end) = end {
                    let from = match symbol {
                        Symbol::Word(_, name) if name == "template_characters" => at,
                        _ => word,
                    };
                    add(&mut columns[end], next, Cause::Read(at, from, end));
                }
            }
        }
        columns
    }

    fn longest(&self, part: usize, text: &str) -> Option<usize> {
        let line = text.len().min(400);
        let line = (line..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let columns = self.columns(part, &text[..line], 0, true, &mut HashMap::new());
        (0..columns.len()).rev().find(|&at| self.complete(&columns[at], part, 0).is_some())
    }

    fn punctuator_or_word(&self, quoted: &str, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        if !rest.starts_with(quoted) {
            return None;
        }
        let after = &rest[quoted.len()..];
        let longer = if is_word(quoted) {
            after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '\\' | '\u{200c}' | '\u{200d}'))
        } else {
            let digit = |sign: &str| sign == "?." && rest[2..].starts_with(|c: char| c.is_ascii_digit());
            let longest = self.punctuators.iter().filter(|sign| rest.starts_with(sign.as_str()) && !digit(sign));
            longest.map(String::len).max() != Some(quoted.len())
        };
        (!longer).then_some(at + quoted.len())
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn is_line_terminator(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Where the next word begins.
fn skip_trivia(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\u{85}' || c == '\u{feff}');
        let line_start = text[..text.len() - rest.len()]
            .rsplit(is_line_terminator)
            .next()
            .is_none_or(|line| line.rsplit("*/").next().is_some_and(|line| line.trim().is_empty()));
        if rest.starts_with("//") || rest.starts_with("<!--") || rest.starts_with("-->") && line_start {
            rest = &rest[rest.find(is_line_terminator).unwrap_or(rest.len())..];
        } else if let Some(end) = rest.strip_prefix("/*").and_then(|comment| comment.find("*/")) {
            rest = &rest[end + 4..];
        } else {
            return text.len() - rest.len();
        }
    }
}

/// The constraints that decide how a text is read; all others are taken to hold.
fn holds(name: &str, text: &str, at: usize, word: usize, origin: usize) -> bool {
    let rest = &text[word..];
    let starts = |wanted: &str| {
        rest.starts_with(wanted)
            && !rest[wanted.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$')
    };
    let is_function = starts("function")
        || starts("class")
        || starts("async") && rest[5..].trim_start_matches(' ').starts_with("function");
    match name {
        "end" => rest.is_empty(),
        "tagged" => !text.starts_with(['"', '\'']),
        "same line" => !text[at..word].contains(is_line_terminator),
        "missing" => rest.is_empty() || rest.starts_with('}') || text[at..word].contains(is_line_terminator),
        "no statement" => !rest.starts_with('{') && !is_function,
        "no function" => !is_function,
        "no brace" | "not brace" => !rest.starts_with('{'),
        "no digit" => !rest.starts_with(|c: char| c.is_ascii_digit()),
        "not reserved" => ![
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "import",
            "in",
            "instanceof",
            "new",
            "null",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
        ]
        .iter()
        .any(|reserved| starts(reserved)),
        "character" => text[origin..at].chars().all(|c| {
            c.is_ascii()
                || c.is_alphanumeric()
                || "\u{200c}\u{200d}".contains(c)
                || c > '\u{2e7f}'
                || "\u{b7}\u{2118}\u{212e}\u{309b}\u{301}".contains(c)
        }),
        _ => true,
    }
}
