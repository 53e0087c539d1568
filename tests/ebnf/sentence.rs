//! Makes sentences by a grammar at random, and honours its constraints. Not a test by itself.

mod constraint;
mod word;

use super::{Grammar, Node};
use constraint::is_checked_after;
use std::collections::{BTreeMap, BTreeSet};

/// How deep sentences may grow before every choice is the shortest.
const DEPTH: u32 = 45;
/// How many words a sentence and an expression have before that.
const LENGTH: usize = 160;
const EXPRESSION: usize = 16;
/// How often a part is made anew when a constraint does not like it.
const TRIES: u32 = 20;

/// What no constraint found.
struct Dead;
type Made = Result<(), Dead>;

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Word(String),
    /// Touches what is before and after.
    Glued(String),
    SameLine,
    MissingSemicolon,
}

/// What the rules around allow.
#[derive(Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a constraint of the grammar")]
struct Place {
    module: bool,
    strict: bool,
    returns: bool,
    in_loop: bool,
    breakable: bool,
    in_list: bool,
    method: bool,
    derived: bool,
    function: bool,
    /// The next function is a method; in a constructor of a derived class.
    pending: Option<bool>,
    extends: bool,
    in_class: bool,
    in_static_block: bool,
    no_in: bool,
    /// Whether `[wfc: in]` asks, and does not say so.
    asks_in: bool,
    for_head: bool,
    binding: bool,
    no_calls: bool,
    late: bool,
    tagged: bool,
    assigned: bool,
    chained: bool,
    top_level: bool,
    /// Where the expression around becomes too long.
    limit: Option<usize>,
    labels: Vec<(String, bool)>,
    fresh_labels: usize,
    wanted_label: Option<bool>,
}

/// What has been said so far.
#[derive(Clone, Default)]
struct Said {
    privates: Vec<Vec<String>>,
    constructors: Vec<bool>,
    climbs: Vec<(Option<bool>, bool)>,
    declared: Vec<String>,
    exported: BTreeSet<String>,
    after_unary: bool,
    names: u32,
    refused: bool,
}

/// A maker of sentences.
pub struct Maker<'g> {
    grammar: &'g Grammar,
    /// How many words a rule makes at least, and over how many rules.
    heights: BTreeMap<&'g str, (u32, u32)>,
    seed: u64,
    place: Place,
    said: Said,
    pieces: Vec<Piece>,
    depth: u32,
    effort: u32,
    /// Whether it may use what only goes with names that mean nothing else: what waits, `with`, `import()`, import attributes.
    pub apart: bool,
    /// Whether it assigns with `=` alone, and to nothing that is late.
    pub plain_assignments: bool,
    /// How often each alternative was chosen, also where nothing came of it.
    pub chosen: BTreeMap<usize, u32>,
}

const RESERVED: &[&str] = &[
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
    "let",
    "static",
    "yield",
    "await",
    "implements",
    "interface",
    "package",
    "private",
    "protected",
    "public",
    "eval",
    "arguments",
    "async",
];

/// What a word may not be where a class names a member.
const NOT_IN_CLASSES: &[&str] = &["get", "set", "static", "async", "constructor", "prototype", "in", "instanceof"];

impl<'g> Maker<'g> {
    pub fn new(grammar: &'g Grammar, seed: u64) -> Self {
        let mut heights = BTreeMap::new();
        loop {
            let mut changed = false;
            for (name, body) in &grammar.rules {
                let Some((words, rules)) = height(body, &heights) else { continue };
                let height = if grammar.lexical.contains(name) { (1, 1) } else { (words, rules + 1) };
                if heights.get(name.as_str()).is_none_or(|known| *known > height) {
                    heights.insert(name.as_str(), height);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        assert_eq!(heights.len(), grammar.rules.len(), "rules that never end");
        let (place, said) = (Place::default(), Said::default());
        Self {
            grammar,
            heights,
            seed: seed | 1,
            place,
            said,
            pieces: Vec::new(),
            depth: 0,
            effort: 0,
            apart: false,
            plain_assignments: false,
            chosen: BTreeMap::new(),
        }
    }

    /// A text of the kind, or `None` where the constraints left no way.
    pub fn text(&mut self, module: bool, strict: bool) -> Option<String> {
        self.place = Place { module, strict: strict || module, top_level: true, ..Place::default() };
        self.said = Said::default();
        self.pieces.clear();
        self.effort = 0;
        self.rule("script").ok()?;
        let pieces = std::mem::take(&mut self.pieces);
        let text = self.rendered(&pieces)?;
        Some(if strict && !module { format!("'use strict';\n{}", text.replace("#!", "//")) } else { text })
    }

    /// Whether the last text used some of that.
    pub fn used_apart(&self) -> bool {
        self.said.refused
    }

    fn random(&mut self, below: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    }

    fn tired(&self) -> bool {
        let length = self.pieces.len();
        self.depth > DEPTH || length > LENGTH || self.place.limit.is_some_and(|limit| length > limit)
    }

    fn rule(&mut self, name: &str) -> Made {
        self.effort += 1;
        if self.effort > 60_000 || self.depth > 400 {
            return Err(Dead);
        }
        let outer = self.place.clone();
        self.depth += 1;
        let made = if self.grammar.lexical.contains(name) { self.lexical(name) } else { self.syntactic(name) };
        self.depth -= 1;
        self.place = outer;
        match name {
            "prefix_expression" => self.said.after_unary = true,
            "prefix_update_expression" | "postfix_expression" => self.said.after_unary = false,
            "INFIX" => {
                let weaker = ["??", "||", "&&", "|", "^", "&", "==", "!=", "===", "!=="];
                let is_weaker = self.last_word().is_some_and(|word| weaker.contains(&word.as_str()));
                if let Some(climb) = self.said.climbs.last_mut() {
                    climb.1 = is_weaker;
                }
            }
            _ => {}
        }
        made
    }

    fn syntactic(&mut self, name: &str) -> Made {
        self.enter(name);
        let body = &self.grammar.rules[name];
        let (classes, climbs, start) = (self.said.privates.len(), self.said.climbs.len(), self.pieces.len());
        let known = self.said.declared.len();
        match name {
            "class_tail" => {
                self.said.privates.push(Vec::new());
                self.said.constructors.push(false);
            }
            "climb" => self.said.climbs.push((None, false)),
            _ => {}
        }
        let made = match (name, self.place.wanted_label) {
            ("jump_label", Some(of_loop)) => self.known_label(of_loop),
            ("ASSIGNMENT", _) if self.plain_assignments => {
                self.word("=");
                Ok(())
            }
            ("property_name" | "member_name" | "module_export_name", _) if !self.tired() && self.random(6) == 0 => {
                self.keyword_as_name()
            }
            ("identifier", _) if self.random(8) == 0 => self.contextual_name(),
            _ => self.make(body),
        };
        self.said.privates.truncate(classes);
        self.said.constructors.truncate(classes);
        self.said.climbs.truncate(climbs);
        made?;
        if name == "export_declaration" {
            let new: Vec<String> = self.said.declared[known..].to_vec();
            if new.iter().any(|name| !self.said.exported.insert(name.clone())) {
                return Err(Dead);
            }
        }
        if name == "property_name" && self.place.in_class {
            self.declare_member(start)?;
        }
        Ok(())
    }

    /// What a rule changes for what is inside.
    fn enter(&mut self, name: &str) {
        let place = &mut self.place;
        if !matches!(
            name,
            "statement" | "iteration_statement" | "expression_or_labelled_statement" | "labelled_statement"
        ) {
            place.fresh_labels = 0;
        }
        place.late =
            matches!(name, "prefix_update_expression" | "postfix_expression") || (place.late && name == "as_reference");
        match name {
            "statement" | "block" | "class_element" => place.limit = None,
            "expression" | "assignment_expression" | "binding_pattern" | "formal_parameters" => {
                place.limit.get_or_insert(self.pieces.len() + EXPRESSION);
            }
            _ => {}
        }
        place.asks_in = matches!(name, "INFIX" | "private_in");
        match name {
            "statement_list_item" => place.in_list = true,
            "loop_body" => {
                (place.in_loop, place.breakable, place.in_list, place.no_in, place.for_head) =
                    (true, true, false, false, false);
            }
            "scoped_statement" | "with_statement" => place.in_list = false,
            "iteration_statement" => {
                let fresh = std::mem::take(&mut place.fresh_labels);
                place.labels.iter_mut().rev().take(fresh).for_each(|label| label.1 = true);
            }
            "for_statement" => place.for_head = true,
            "for_expression" | "for_each_declared" => place.no_in = true,
            "variable_declaration_list" => place.no_in = std::mem::take(&mut place.for_head),
            "method_definition" => place.pending = Some(false),
            "constructor" => place.pending = Some(place.extends),
            "property_name" => place.pending = None,
            "function_rest" => {
                (place.method, place.derived) = place.pending.map_or((false, false), |derived| (true, derived));
                place.pending = Some(place.derived).filter(|_| place.method);
                place.function = true;
                place.in_class = false;
            }
            "formal_parameters" | "formal_parameter" | "function_body" => {
                if let Some(derived) = place.pending.take() {
                    (place.method, place.derived, place.function) = (true, derived, true);
                }
                place.in_class = false;
                place.no_in = false;
                if name == "function_body" {
                    place.returns = true;
                    (place.in_loop, place.breakable) = (false, false);
                    place.labels.clear();
                }
            }
            "class_tail" => (place.strict, place.extends, place.no_in) = (true, false, false),
            "class_element" => place.in_class = true,
            "field_initializer" | "class_static_block" => {
                (place.method, place.derived, place.function, place.returns) = (true, false, true, false);
                (place.in_loop, place.breakable, place.in_class, place.in_static_block) = (false, false, false, true);
                place.labels.clear();
            }
            "binding_pattern" => place.binding = true,
            "assignment_target" => place.binding = false,
            "as_reference" => place.assigned = true,
            "new_expression" | "complete_new" => (place.no_calls, place.assigned) = (true, true),
            "links" => place.chained = false,
            "tagged_template" => place.tagged = true,
            "template_literal" | "literal" | "string_name" | "module_specifier" => place.tagged = false,
            "assignment_expression" => {
                (place.binding, place.in_class, place.no_calls, place.assigned) = (false, false, false, false);
            }
            "expression_in"
            | "arguments"
            | "array_literal"
            | "object_literal"
            | "array_pattern"
            | "object_pattern"
            | "template_parts"
            | "parenthesized_expression" => (place.no_in, place.in_class) = (false, false),
            _ => {}
        }
        if matches!(
            name,
            "block"
                | "function_rest"
                | "arrow_function"
                | "class_tail"
                | "for_statement"
                | "catch_clause"
                | "switch_statement"
                | "function_expression"
                | "class_expression"
        ) {
            self.place.top_level = false;
        }
    }

    fn word(&mut self, text: &str) {
        self.pieces.push(Piece::Word(text.to_owned()));
    }

    fn last_word(&mut self) -> Option<&mut String> {
        match self.pieces.last_mut() {
            Some(Piece::Word(text)) => Some(text),
            _ => None,
        }
    }

    fn known_label(&mut self, of_loop: bool) -> Made {
        let known: Vec<String> =
            self.place.labels.iter().filter(|label| label.1 || !of_loop).map(|label| label.0.clone()).collect();
        if known.is_empty() {
            return Err(Dead);
        }
        let at = self.random(known.len());
        self.word(&known[at]);
        Ok(())
    }

    fn keyword_as_name(&mut self) -> Made {
        let words = ["if", "class", "new", "default", "of", "get", "set", "async", "await", "function", "null", "in"];
        let at = self.random(words.len());
        if self.place.in_class && NOT_IN_CLASSES.contains(&words[at]) {
            return Err(Dead);
        }
        self.word(words[at]);
        Ok(())
    }

    fn contextual_name(&mut self) -> Made {
        let mut words = vec!["of", "get", "set", "from", "as", "target", "meta", "async"];
        if !self.place.strict && !self.apart {
            words.extend(["yield", "static", "public"]);
        }
        if !self.place.module && !self.place.in_static_block && !self.apart {
            words.push("await");
        }
        let at = self.random(words.len());
        self.word(words[at]);
        Ok(())
    }

    /// Makes the last word one that nobody used.
    fn make_new(&mut self) -> Result<String, Dead> {
        self.said.names += 1;
        let suffix = format!("${}", self.said.names);
        let word = self.last_word().ok_or(Dead)?;
        match word.chars().last() {
            Some(quote @ ('"' | '\'')) => word.insert_str(word.len() - quote.len_utf8(), &suffix),
            _ => word.push_str(&suffix),
        }
        Ok(word.clone())
    }

    fn declare_member(&mut self, start: usize) -> Made {
        let single = self.pieces.len() == start + 1;
        match self.last_word() {
            Some(word) if single && word.starts_with('#') => {
                let name = self.make_new()?;
                self.said.privates.last_mut().ok_or(Dead)?.push(name);
                Ok(())
            }
            Some(word) if single && NOT_IN_CLASSES.iter().any(|reserved| word.contains(reserved)) => Err(Dead),
            _ => Ok(()),
        }
    }

    fn make(&mut self, node: &'g Node) -> Made {
        match node {
            Node::Choice(choices) => self.choose(choices),
            Node::Sequence(items) => self.sequence(items),
            Node::Optional(inner) => {
                if self.tired() || self.random(2) == 0 {
                    return Ok(());
                }
                self.attempt(inner)
            }
            Node::Star(inner) => self.some(inner, 0),
            Node::Plus(inner) => self.some(inner, 1),
            Node::Rule(name) => self.rule(name),
            Node::Quoted(text) => {
                match text.as_str() {
                    "extends" => self.place.extends = true,
                    "?." => self.place.chained = true,
                    _ => {}
                }
                match (text.as_str(), self.pieces.last()) {
                    ("`", Some(Piece::Glued(_))) | ("${", _) => self.pieces.push(Piece::Glued(text.clone())),
                    _ => self.word(text),
                }
                Ok(())
            }
            Node::Class(_) => unreachable!("characters stand in words"),
            Node::Constraint(name) => self.before(name),
        }
    }

    /// As many as there happen to be; fewer is no failure.
    fn some(&mut self, inner: &'g Node, least: usize) -> Made {
        for _ in 0..least {
            self.make(inner)?;
        }
        let more = if self.depth < 4 { 8 } else { 3 };
        while !self.tired() && self.random(more) > 0 {
            self.attempt(inner)?;
        }
        Ok(())
    }

    /// Something that may as well be missing.
    fn attempt(&mut self, inner: &'g Node) -> Made {
        let (said, place, length) = (self.said.clone(), self.place.clone(), self.pieces.len());
        if self.make(inner).is_err() {
            (self.said, self.place) = (said, place);
            self.pieces.truncate(length);
        }
        Ok(())
    }

    fn choose(&mut self, choices: &'g [(usize, Node)]) -> Made {
        let mut order: Vec<&'g (usize, Node)> = choices.iter().collect();
        for at in (1..order.len()).rev() {
            let other = self.random(at + 1);
            order.swap(at, other);
        }
        if self.tired() {
            order.sort_by_key(|choice| height(&choice.1, &self.heights));
        } else if self.random(2) == 0 {
            // What was rare so far comes first.
            order.sort_by_key(|choice| self.chosen.get(&choice.0));
        }
        for (number, node) in order {
            let (said, place, length) = (self.said.clone(), self.place.clone(), self.pieces.len());
            if self.make(node).is_ok() {
                *self.chosen.entry(*number).or_default() += 1;
                return Ok(());
            }
            (self.said, self.place) = (said, place);
            self.pieces.truncate(length);
        }
        Err(Dead)
    }

    fn sequence(&mut self, items: &'g [Node]) -> Made {
        let checked = items.iter().any(|item| matches!(item, Node::Constraint(name) if is_checked_after(name)));
        if !checked {
            return items.iter().try_for_each(|item| self.make(item));
        }
        for _ in 0..TRIES {
            let (said, place, length) = (self.said.clone(), self.place.clone(), self.pieces.len());
            if self.checked(items).is_ok() {
                return Ok(());
            }
            (self.said, self.place) = (said, place);
            self.pieces.truncate(length);
        }
        Err(Dead)
    }

    /// A sequence, what its constraints forbid looked for behind each item.
    fn checked(&mut self, items: &'g [Node]) -> Made {
        let mut waiting: Vec<&str> = Vec::new();
        for item in items {
            let start = self.pieces.len();
            if let Node::Constraint(name) = item
                && is_checked_after(name)
            {
                if name == "once" || name == "character" {
                    self.after(name, start.saturating_sub(1))?;
                } else {
                    waiting.push(name);
                }
                continue;
            }
            self.make(item)?;
            if self.pieces.len() > start {
                for name in std::mem::take(&mut waiting) {
                    self.after(name, start)?;
                }
            }
        }
        Ok(())
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
}

/// How many words a part makes at least, and over how many rules.
fn height(node: &Node, known: &BTreeMap<&str, (u32, u32)>) -> Option<(u32, u32)> {
    match node {
        Node::Choice(choices) => choices.iter().filter_map(|choice| height(&choice.1, known)).min(),
        Node::Sequence(items) => {
            let refused = items
                .iter()
                .any(|item| matches!(item, Node::Constraint(name) if name.starts_with("apart") || name == "later"));
            let mut whole = (if refused { 50 } else { 0 }, 0);
            for item in items {
                let (words, rules) = height(item, known)?;
                whole = (whole.0 + words, whole.1.max(rules));
            }
            Some(whole)
        }
        Node::Plus(inner) => height(inner, known),
        Node::Rule(name) => known.get(name.as_str()).copied(),
        Node::Quoted(_) | Node::Class(_) => Some((1, 0)),
        Node::Optional(_) | Node::Star(_) | Node::Constraint(_) => Some((0, 0)),
    }
}
