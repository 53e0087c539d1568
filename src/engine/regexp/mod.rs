//! Regular expressions over UTF-16 text, with V8's words for what is wrong with one (ECMAScript 22.2.1). Not the `RegExp` objects
//! of a program: those are the library's.

mod class;
mod cost;
mod cursor;
mod fold;
mod group;
mod pattern;
mod search;
mod wording;

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use regress::{Flags, Regex};

use crate::text::{Text, TextBuilder, Units};
use cost::Cost;
use pattern::{Inner, Pattern};
use search::{Engine, Subject};
pub use search::{Found, Search};
pub use wording::Dialect;

/// The flags there are, in the order `flags` lists them.
const FLAGS: &str = "dgimsuvy";

/// How many alternatives the engine, which goes down a level for each, is given at most.
const MOST_ALTERNATIVES: usize = if cfg!(target_family = "wasm") { 1_000 } else { 1_000_000 };

/// A regular expression: a pattern with its flags; compiled when it is first used.
pub struct Regexp {
    source: Text,
    flags: String,
    cost: Cost,
    compiled: OnceCell<Arc<Engine>>,
    /// The last subject in the form the engine wants, under its caller's key.
    subject: RefCell<Option<(u64, Arc<Subject>)>>,
}

/// A pattern on its way to the engine.
pub struct Job {
    source: Text,
    flags: String,
    dialect: Dialect,
    cost: Cost,
}

/// What the engine made of one, or its complaint.
pub struct Compiled(Result<Engine, String>);

impl Job {
    /// Whether it may take longer than a moment.
    pub fn is_long(&self) -> bool {
        self.cost.is_long() || self.stack() > cost::STACK
    }

    /// How many bytes it takes for the time being.
    pub fn bytes(&self) -> usize {
        self.cost.compiling + self.stack() / 2
    }

    /// The stack it needs.
    pub fn stack(&self) -> usize {
        self.cost.stack()
    }

    /// Does it.
    pub fn run(self) -> Compiled {
        if self.cost.alternatives > MOST_ALTERNATIVES {
            return Compiled(Err(format!(
                "more than {MOST_ALTERNATIVES} alternatives are outside slabscope's JavaScript"
            )));
        }
        let read = |hollow| {
            let read = pattern::read(self.source.view(), &self.flags, self.dialect, hollow).map_err(str::to_owned);
            read.and_then(|pattern| self.engine(pattern))
        };
        let engine = read(false).and_then(|mut engine| {
            if self.is_unicode() {
                engine.between = read(true)?.between_points();
            }
            Ok(engine)
        });
        Compiled(engine)
    }

    fn is_unicode(&self) -> bool {
        self.flags.contains(['u', 'v'])
    }

    fn engine(&self, pattern: Pattern) -> Result<Engine, String> {
        let unicode = self.is_unicode();
        let given: String = self.flags.chars().filter(|&flag| unicode || flag != 'i').collect();
        let mut flags = Flags::from(given.as_str());
        flags.unicode = unicode;
        flags.no_opt = !self.cost.is_worth_optimizing();
        let careful = pattern.nested > if flags.no_opt { Inner::Nothing } else { Inner::Characters };
        // The engine copies what is left of the pattern at every group: that must cost nothing.
        let points = pattern.points.iter().map(|&point| if careful { search::paired(point) } else { point });
        let regex = Regex::from_unicode(points, flags).map_err(|_| wording::TOO_LARGE)?;
        let plain = pattern.points.iter().all(|&point| point < 128);
        Ok(Engine { regex, careful, plain, told_apart: pattern.told_apart, names: pattern.names, between: None })
    }
}

impl Regexp {
    /// How many bytes it takes to check a literal.
    pub fn checking(source: Units<'_>) -> usize {
        let cost = Cost::of(source);
        cost.compiling + cost.stack() - cost::STACK
    }

    /// Whether a literal is right, or what V8 says is wrong with it after the colon. Nothing is kept of it.
    pub fn check(source: Text, flags: &Text, dialect: Dialect) -> Result<(), String> {
        let regexp = Self::unchecked(source, flags).ok_or("Invalid flags")?;
        let Some(job) = regexp.job(dialect) else { return Ok(()) };
        if cfg!(target_family = "wasm") || job.stack() <= cost::STACK {
            return regexp.settle(job.run());
        }
        let deep = std::thread::Builder::new().stack_size(job.stack()).spawn(move || job.run());
        match deep.map(std::thread::JoinHandle::join) {
            Ok(Ok(compiled)) => regexp.settle(compiled),
            _ => Err("Regular expression too large".to_owned()),
        }
    }

    /// One whose pattern may be wrong; `None` only for its flags.
    pub fn unchecked(source: Text, flags: &Text) -> Option<Self> {
        let given = flags.to_string();
        let mut sorted = String::new();
        for flag in FLAGS.chars() {
            match given.chars().filter(|&one| one == flag).count() {
                0 => {}
                1 => sorted.push(flag),
                _ => return None,
            }
        }
        if sorted.len() != given.len() || (sorted.contains('u') && sorted.contains('v')) {
            return None;
        }
        let cost = Cost::of(source.view());
        Some(Self { source, flags: sorted, cost, compiled: OnceCell::new(), subject: RefCell::new(None) })
    }

    /// What stands between the slashes.
    pub fn source(&self) -> &Text {
        &self.source
    }

    /// The source as `RegExp.prototype.source` gives it, so that it can stand between slashes (ECMAScript
    /// `EscapeRegExpPattern`).
    pub fn shown_source(&self) -> Text {
        if self.source.is_empty() {
            return Text::from("(?:)");
        }
        let mut shown = TextBuilder::default();
        let (mut escaped, mut in_class) = (false, false);
        for unit in self.source.view().iter() {
            let c = char::from_u32(u32::from(unit)).unwrap_or(' ');
            match c {
                '/' if !escaped && !in_class => shown.push_str("\\/"),
                '\n' => shown.push_str(if escaped { "n" } else { "\\n" }),
                '\r' => shown.push_str(if escaped { "r" } else { "\\r" }),
                '\u{2028}' => shown.push_str(if escaped { "u2028" } else { "\\u2028" }),
                '\u{2029}' => shown.push_str(if escaped { "u2029" } else { "\\u2029" }),
                _ => shown.push(unit),
            }
            in_class = if escaped { in_class } else { c == '[' || (in_class && c != ']') };
            escaped = !escaped && c == '\\';
        }
        shown.finish()
    }

    /// The flags in alphabetical order.
    pub fn flags(&self) -> &str {
        &self.flags
    }

    /// Whether it has a flag.
    pub fn has(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }

    /// Whether it matches by code points.
    pub fn is_unicode(&self) -> bool {
        self.has('u') || self.has('v')
    }

    /// What it keeps, in bytes, roughly.
    pub fn bytes(&self) -> usize {
        let compiled = if self.compiled.get().is_some() { self.cost.kept } else { 0 };
        let subject = self.subject.borrow().as_ref().map_or(0, |(_, subject)| subject.bytes());
        self.source.bytes() + compiled + subject
    }

    /// Its compilation, unless that is done.
    pub fn job(&self, dialect: Dialect) -> Option<Job> {
        let job = || Job { source: self.source.clone(), flags: self.flags.clone(), dialect, cost: self.cost };
        self.compiled.get().is_none().then(job)
    }

    /// Takes what was compiled, or says what is wrong with it as V8 does after the colon.
    pub fn settle(&self, compiled: Compiled) -> Result<(), String> {
        match compiled.0 {
            Ok(regex) => {
                self.compiled.get_or_init(|| Arc::new(regex));
                Ok(())
            }
            Err(complaint) => Err(complaint),
        }
    }

    /// Whether a text is prepared already. `key` names it: equal keys promise equal texts.
    pub fn is_prepared(&self, key: u64) -> bool {
        self.subject.borrow().as_ref().is_some_and(|(known, _)| *known == key)
    }

    /// Takes a text to search under its key.
    pub fn prepare(&self, key: u64, text: Units<'_>) {
        let engine = self.compiled.get().map(Arc::as_ref);
        *self.subject.borrow_mut() = Some((key, Arc::new(Subject::of(text, engine, self.is_unicode()))));
    }

    /// A search through the prepared text; `None` where there is none, or the pattern is wrong.
    pub fn search(&self) -> Option<Search> {
        let subject = self.subject.borrow();
        let (_, subject) = subject.as_ref()?;
        Some(Search::new(self.compiled.get()?, subject, self.is_unicode(), self.cost))
    }
}
