//! Regular expressions over UTF-16 text, with V8's words for what is wrong with one (ECMAScript 22.2.1). Not the `RegExp` objects
//! of a program: those are the library's.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use regress::{Flags, Match, Regex};

use crate::text::{Text, TextBuilder, Units};

/// Up to how many units of text a pattern with an unbounded quantifier is trusted to be quick.
const TRUSTED_LENGTH: usize = 20_000;
/// How often a search that may never end is looked at.
const LOOK: Duration = Duration::from_millis(2);

/// The flags there are, in the order `flags` lists them.
const FLAGS: &str = "dgimsuvy";

/// A regular expression: a pattern with its flags; compiled when it is first used.
pub struct Regexp {
    source: Text,
    flags: String,
    compiled: OnceCell<Arc<Regex>>,
    /// The last subject in the form the engine wants, under its caller's key.
    subject: RefCell<Option<(u64, Arc<Subject>)>>,
}

enum Subject {
    Ascii(String),
    Wide(Vec<u16>),
}

/// Where it matched.
pub struct Found {
    /// The whole match.
    pub range: Range<usize>,
    /// Each group, if it took part.
    pub groups: Vec<Option<Range<usize>>>,
    /// The named groups in order.
    pub named: Vec<(String, Option<Range<usize>>)>,
}

impl Found {
    fn new(found: &Match) -> Self {
        Self {
            range: found.range(),
            groups: found.captures.clone(),
            named: found.named_groups().map(|(name, range)| (name.to_owned(), range)).collect(),
        }
    }
}

impl Regexp {
    /// A regular expression, or what V8 says is wrong with it after the colon.
    pub fn new(source: Text, flags: &Text) -> Result<Self, String> {
        let regexp = Self::unchecked(source, flags).ok_or("Invalid flags")?;
        regexp.compile()?;
        Ok(regexp)
    }

    /// One that is known to be right, as the parser has found; `None` only for its flags.
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
        Some(Self { source, flags: sorted, compiled: OnceCell::new(), subject: RefCell::new(None) })
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

    fn compile(&self) -> Result<&Arc<Regex>, String> {
        if let Some(known) = self.compiled.get() {
            return Ok(known);
        }
        let points: Vec<u32> = if self.is_unicode() {
            self.source.view().code_points().collect()
        } else {
            self.source.view().iter().map(u32::from).collect()
        };
        match Regex::from_unicode(points.into_iter(), Flags::from(self.flags.as_str())) {
            Ok(regex) => Ok(self.compiled.get_or_init(|| Arc::new(regex))),
            Err(error) => Err(worded(&error.text, &self.source.to_string()).to_owned()),
        }
    }

    /// Takes a text to search. `key` names it: equal keys promise equal texts.
    pub fn prepare(&self, key: u64, text: Units<'_>) {
        let mut known = self.subject.borrow_mut();
        if known.as_ref().is_none_or(|(old, _)| *old != key) {
            *known = Some((key, Arc::new(Subject::of(text))));
        }
    }

    /// The matches in the prepared text at or after `start`: the first, or with `all` every one. A search that may take for
    /// ever runs beside `wait`, which is asked now and then and ends it with an error.
    pub fn find<E>(&self, start: usize, all: bool, mut wait: impl FnMut() -> Result<(), E>) -> Result<Vec<Found>, E> {
        let Ok(regex) = self.compile() else { return Ok(Vec::new()) };
        let known = self.subject.borrow();
        let Some((_, subject)) = known.as_ref() else { return Ok(Vec::new()) };
        let unicode = self.is_unicode();
        // In a browser there is no thread to leave behind: there the page ends its worker.
        if cfg!(target_family = "wasm") || !self.may_be_slow(subject.len()) {
            return Ok(subject.search(regex, unicode, start, all));
        }
        let (regex, subject, (sender, receiver)) = (Arc::clone(regex), Arc::clone(subject), channel());
        // The engine cannot be stopped; a search nobody waits for any more is left to itself.
        std::thread::spawn(move || {
            let _ = sender.send(subject.search(&regex, unicode, start, all));
        });
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(found) => return Ok(found),
                Err(RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
                Err(RecvTimeoutError::Timeout) => wait()?,
            }
        }
    }

    /// Whether a search may backtrack long: a repeated group, a back reference, or any unbounded quantifier over a long text.
    fn may_be_slow(&self, length: usize) -> bool {
        let source = self.source.view();
        let at = |index: usize| source.get(index).and_then(|unit| u8::try_from(unit).ok()).unwrap_or(0);
        let mut unbounded = 0;
        for index in 0..source.len() {
            match at(index) {
                b')' if matches!(at(index + 1), b'*' | b'+' | b'{') => return true,
                b'\\' if matches!(at(index + 1), b'1'..=b'9' | b'k') => return true,
                b'*' | b'+' | b'{' => unbounded += 1,
                _ => {}
            }
        }
        unbounded > 3 || (unbounded > 0 && length > TRUSTED_LENGTH)
    }
}

impl Subject {
    fn of(text: Units<'_>) -> Self {
        match text {
            Units::Latin1(bytes) if bytes.is_ascii() => Self::Ascii(text.to_utf8().into_owned()),
            _ => Self::Wide(text.to_units()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Ascii(text) => text.len(),
            Self::Wide(units) => units.len(),
        }
    }

    fn search(&self, regex: &Regex, unicode: bool, start: usize, all: bool) -> Vec<Found> {
        let most = if all { usize::MAX } else { 1 };
        match self {
            Self::Ascii(text) => {
                regex.find_from_ascii(text, start).take(most).map(|found| Found::new(&found)).collect()
            }
            Self::Wide(units) if unicode => {
                regex.find_from_utf16(units, start).take(most).map(|found| Found::new(&found)).collect()
            }
            Self::Wide(units) => {
                regex.find_from_ucs2(units, start).take(most).map(|found| Found::new(&found)).collect()
            }
        }
    }
}

/// Whether some `{` that begins a number does not end as a quantifier.
fn is_incomplete_quantifier(source: &str) -> bool {
    source.match_indices('{').any(|(at, _)| {
        let inside = source[at + 1..].split('}').next().unwrap_or_default();
        inside.len() == source[at + 1..].len() || inside.is_empty() || !inside.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The engine's complaint as V8 words it.
fn worded(complaint: &str, source: &str) -> &'static str {
    let surplus = {
        let (mut depth, mut in_class, mut escaped, mut surplus) = (0_i64, false, false, false);
        for c in source.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => depth += 1,
                ')' if !in_class => {
                    depth -= 1;
                    surplus |= depth < 0;
                }
                _ => {}
            }
        }
        surplus
    };
    match complaint {
        "Unbalanced parenthesis" if surplus => "Unmatched ')'",
        "Unbalanced parenthesis" => "Unterminated group",
        "Invalid atom character" if source.contains(['{', '}', ']']) && !source.contains(['*', '+', '?']) => {
            "Lone quantifier brackets"
        }
        "Quantifier not allowed here" if source.contains("(?") => "Invalid quantifier",
        "Invalid atom character" | "Quantifier not allowed here" => "Nothing to repeat",
        "Invalid quantifier" if is_incomplete_quantifier(source) => "Incomplete quantifier",
        "Invalid quantifier" => "numbers out of order in {} quantifier",
        "Invalid braced quantifier" => "Incomplete quantifier",
        "Invalid group modifier" => "Invalid group",
        "Unbalanced bracket" | "Unbalanced class set bracket" => "Unterminated character class",
        "Invalid character range" => "Invalid character class",
        "Incomplete escape" | "Unterminated escape" | "Incomplete class set escape" => "\\ at end of pattern",
        "Invalid character escape" => "Invalid escape",
        "Invalid unicode escape" => "Invalid Unicode escape",
        "Invalid property escape" | "Invalid property name" => "Invalid property name",
        "Invalid token at named capture group identifier" => "Invalid capture group name",
        "Invalid named backreference syntax" => "Invalid named reference",
        "Invalid class set range" | "Invalid class set character" => "Invalid character in character class",
        "Capture group count limit exceeded" => "Too many captures",
        "Regular expression is too deeply nested" => "Regular expression too large",
        other if other.contains("uplicate") => "Duplicate capture group name",
        other if other.contains("roup") => "Invalid named capture referenced",
        other if other.starts_with("Range values reversed") => "Range out of order in character class",
        other if other.contains("roperty") => "Invalid property name",
        other if other.contains("class set") => "Invalid set operation in character class",
        _ => "Invalid regular expression",
    }
}
