//! A pattern read as V8 reads it (`regexp-parser.cc`), complaint by complaint, and written anew for the engine: without names, with
//! every character escaped that might be taken for something else. Not the engine's own reading.

use std::collections::HashMap;

use super::cursor::{Cursor, END, INFINITY, is, is_one_of};
use super::fold::{self, Folds};
use super::wording::{self, Dialect, Read};
use crate::text::Units;

/// What stands for itself only behind a `\`.
const SYNTAX: &str = "^$\\.*+?()[]{}|/";

/// What matches nowhere.
pub(super) const NOTHING: &str = "[]";

/// A pattern, read.
#[derive(Debug, Default)]
pub struct Pattern {
    /// As the engine is given it.
    pub points: Vec<u32>,
    /// Each name with the groups it names, in order.
    pub names: Vec<(String, Vec<usize>)>,
    /// What is repeated in what is repeated.
    pub nested: Inner,
    /// Whether it refers to groups and may ignore case, by units: some of those are told apart by others that stand for them.
    pub told_apart: bool,
}

impl Pattern {
    pub fn write(&mut self, text: &str) {
        self.points.extend(text.chars().map(u32::from));
    }

    /// A character, behind a `\` if it is one of those.
    pub fn write_escaped(&mut self, point: u32, among: &str) {
        if is_one_of(point, among) {
            self.points.push(u32::from(b'\\'));
        }
        self.points.push(point);
    }
}

/// What of quantifiers something has inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inner {
    /// None.
    #[default]
    Nothing,
    /// Only of single characters.
    Characters,
    /// Of groups, or of what refers to them.
    Groups,
}

/// What may be quantified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Plain,
    Lookahead,
    Lookbehind,
}

/// A parenthesis that is open; the whole pattern is the first.
pub(super) struct Level {
    pub term: Term,
    /// How many groups that capture had been started, itself included; which is its number if it is one.
    pub started: usize,
    pub captures: bool,
    pub name: Option<String>,
    /// The groups that cannot take part together with what follows (V8 `non_participating_capture_group_interval`).
    pub apart: (usize, usize),
    pub inner: Inner,
    pub ignores_case: bool,
    /// The how manieth parenthesis it is, and the alternative in it.
    pub number: usize,
    pub alternative: usize,
}

/// The state of reading.
pub(super) struct Reader<'p> {
    pub cursor: Cursor<'p>,
    pub pattern: Pattern,
    /// Whether classes are sets, as under `v`.
    pub sets: bool,
    pub dialect: Dialect,
    /// Whether nothing matches where a character would have to.
    pub hollow: bool,
    /// How many groups that capture were begun.
    pub started: usize,
    pub levels: Vec<Level>,
    /// Where each name stands among them.
    pub known: HashMap<String, usize>,
    /// How many parentheses were opened.
    pub opened: usize,
    /// In which alternatives the groups with names are.
    pub paths: HashMap<usize, Vec<(usize, usize)>>,
    /// What the last term has inside; none if it is one character.
    pub term: Option<Inner>,
    /// References to names, each with where it will be written, and what before it.
    pub references: Vec<(usize, String, &'static str)>,
}

/// Reads a pattern; as a `hollow` one, in which no character can match.
pub fn read(units: Units<'_>, flags: &str, dialect: Dialect, hollow: bool) -> Read<Pattern> {
    let sets = flags.contains('v');
    let cursor = Cursor::new(units, sets || flags.contains('u'), sets);
    let whole = Level {
        term: Term::Plain,
        started: 0,
        captures: false,
        name: None,
        apart: (0, 0),
        inner: Inner::Nothing,
        ignores_case: flags.contains('i'),
        number: 0,
        alternative: 0,
    };
    let told_apart = !cursor.unicode && refers(units) && (flags.contains('i') || dialect.modifiers);
    let mut reader = Reader {
        cursor,
        pattern: Pattern { told_apart, ..Pattern::default() },
        sets,
        dialect,
        hollow,
        started: 0,
        levels: vec![whole],
        known: HashMap::new(),
        opened: 0,
        paths: HashMap::new(),
        term: None,
        references: Vec::new(),
    };
    reader.disjunction()?;
    reader.write_references()?;
    reader.pattern.names.sort_by_key(|(_, groups)| groups[0]);
    Ok(reader.pattern)
}

/// Whether there may be references to groups in it.
fn refers(units: Units<'_>) -> bool {
    let is_name = |unit| is_one_of(unit, "123456789k");
    (1..units.len()).any(|at| is(u32::from(units.at(at - 1)), '\\') && is_name(u32::from(units.at(at))))
}

impl Reader<'_> {
    fn disjunction(&mut self) -> Read<()> {
        loop {
            let current = self.cursor.current();
            if current == END {
                return if self.levels.len() > 1 { Err(wording::UNTERMINATED_GROUP) } else { Ok(()) };
            }
            self.term = None;
            let term = match char::from_u32(current).unwrap_or('\u{FFFD}') {
                ')' => Some(self.close()?),
                '|' => {
                    self.alternative();
                    None
                }
                '*' | '+' | '?' => return Err(wording::NOTHING_TO_REPEAT),
                '^' | '$' => {
                    self.pattern.points.push(current);
                    self.cursor.advance();
                    None
                }
                '(' => {
                    self.open()?;
                    None
                }
                '[' => {
                    self.class()?;
                    Some(Term::Plain)
                }
                '\\' => self.escape()?,
                '.' => {
                    self.pattern.write(if self.hollow { NOTHING } else { "." });
                    self.cursor.advance();
                    Some(Term::Plain)
                }
                c @ ('{' | '}' | ']') => {
                    if c == '{' && self.cursor.interval().is_some() {
                        return Err(wording::NOTHING_TO_REPEAT);
                    }
                    if self.cursor.unicode {
                        return Err(wording::LONE_BRACKETS);
                    }
                    self.literal(current)
                }
                _ => self.literal(current),
            };
            if let Some(term) = term {
                self.quantifier(term)?;
            }
        }
    }

    fn literal(&mut self, point: u32) -> Option<Term> {
        self.write_character(point);
        self.cursor.advance();
        Some(Term::Plain)
    }

    pub fn ignores_case(&self) -> bool {
        self.levels.last().is_some_and(|level| level.ignores_case)
    }

    /// Whether what is the same but for case is written out, for the engine would take Unicode's word.
    pub fn folds(&self) -> bool {
        !self.cursor.unicode && self.ignores_case()
    }

    pub fn write_character(&mut self, point: u32) {
        if self.hollow {
            return self.pattern.write(NOTHING);
        }
        match Folds::all().of(point).filter(|_| self.folds()) {
            Some(same) => {
                self.pattern.write("[");
                same.iter().for_each(|&unit| self.pattern.points.push(unit));
                self.pattern.write("]");
            }
            None if self.pattern.told_apart => self.pattern.write_escaped(fold::told_apart(point), SYNTAX),
            None => self.pattern.write_escaped(point, SYNTAX),
        }
    }

    /// The parenthesis around has that inside.
    pub fn inside(&mut self, inner: Inner) {
        if let Some(level) = self.levels.last_mut() {
            level.inner = level.inner.max(inner);
        }
    }

    /// What the current characters ask for as a quantifier, if they are one.
    fn repetition(&mut self) -> Read<Option<(u32, u32)>> {
        let (min, max) = match char::from_u32(self.cursor.current()) {
            Some('*') => (0, INFINITY),
            Some('+') => (1, INFINITY),
            Some('?') => (0, 1),
            Some('{') => {
                return match self.cursor.interval() {
                    Some((min, max)) if max < min => Err(wording::RANGE_OUT_OF_ORDER),
                    None if self.cursor.unicode => Err(wording::INCOMPLETE_QUANTIFIER),
                    interval => Ok(interval),
                };
            }
            _ => return Ok(None),
        };
        self.cursor.advance();
        Ok(Some((min, max)))
    }

    fn quantifier(&mut self, term: Term) -> Read<()> {
        let Some((min, max)) = self.repetition()? else { return Ok(()) };
        let lazy = if self.cursor.take('?') { "?" } else { "" };
        if term == Term::Lookbehind || (term == Term::Lookahead && self.cursor.unicode) {
            return Err(wording::QUANTIFIER);
        }
        if max > 1 {
            self.pattern.nested = self.pattern.nested.max(self.term.unwrap_or_default());
        }
        self.inside(if self.term.is_none() { Inner::Characters } else { Inner::Groups });
        let written = match (min, max) {
            (0, INFINITY) => "*".to_owned(),
            (1, INFINITY) => "+".to_owned(),
            (0, 1) => "?".to_owned(),
            (min, INFINITY) => format!("{{{min},}}"),
            (min, max) => format!("{{{min},{max}}}"),
        };
        self.pattern.write(&written);
        self.pattern.write(lazy);
        Ok(())
    }
}
