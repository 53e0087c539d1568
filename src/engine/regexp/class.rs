//! What stands for one of several characters: `\d`, `\p{L}`, `[a-z]`, and the sets of the flag `v`. Not characters.

use super::cursor::{Cursor, is, is_one_of};
use super::fold::{Folds, apart, class_has};
use super::group::DEEPEST;
use super::pattern::{Inner, NOTHING, Reader, Term};
use super::wording::{self, Read};
use regress::{Flags, Regex};

/// The properties of sequences.
const SEQUENCES: &str = "Basic_Emoji Emoji_Keycap_Sequence RGI_Emoji_Modifier_Sequence RGI_Emoji_Flag_Sequence \
                         RGI_Emoji_Tag_Sequence RGI_Emoji_ZWJ_Sequence RGI_Emoji";

/// What stands for itself only behind a `\` in a class, or in a set.
const IN_CLASS: &str = "\\]^-[";
const IN_SET: &str = "()[]{}/-\\|&!#%,:;<=>@`~$*+.?^";
const SYNTAX: &str = "()[]{}/-\\|";
const PUNCTUATORS: &str = "&-!#%,:;<=>@`~";
const DOUBLE: &str = "&!#$%*+,.:;<=>?@^`~";

/// `\W` where case is ignored by Unicode's word: `ſ` and the Kelvin sign are letters then.
const NOT_WORDS: &str = "\0-/:-@\\[-\\^`{-\u{17E}\u{180}-\u{2129}\u{212B}-\u{10FFFF}";

/// A part of a class.
enum Member {
    Range(u32, u32),
    Class(char),
}

impl Member {
    fn has(&self, unit: u32) -> bool {
        match self {
            Self::Range(first, last) => (*first..=*last).contains(&unit),
            Self::Class(name) => class_has(*name, unit),
        }
    }
}

const NOT_IN_SETS: &str = "[^\\w\u{17F}\u{212A}]";

/// What an operand of a set is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operand {
    /// A character.
    One(u32),
    /// Anything else: whether it may contain strings, and the empty one.
    Many { strings: bool, empty: bool },
}

impl Operand {
    const PLAIN: Self = Self::Many { strings: false, empty: false };

    fn strings(self) -> (bool, bool) {
        match self {
            Self::One(_) => (false, false),
            Self::Many { strings, empty } => (strings, empty),
        }
    }
}

impl Reader<'_> {
    /// What follows a `\` in a pattern: whether it may be quantified.
    pub fn escape(&mut self) -> Read<Option<Term>> {
        let name = self.cursor.next_char();
        match name {
            _ if !self.cursor.has_next() => return Err(wording::ESCAPE_AT_END),
            'b' | 'B' => {
                self.cursor.advance_by(2);
                self.pattern.write(if name == 'b' { "\\b" } else { "\\B" });
                return Ok(None);
            }
            '1'..='9' => match self.cursor.back_reference(self.started) {
                Some(index) => self.back_reference(index),
                None if self.cursor.unicode => return Err(wording::ESCAPE),
                None => {
                    self.cursor.advance();
                    let point = if name < '8' { self.cursor.octal() } else { self.cursor.pass() };
                    self.write_character(point);
                }
            },
            '0' => {
                self.cursor.advance();
                if self.cursor.unicode && self.cursor.next_char().is_ascii_digit() {
                    return Err(wording::DECIMAL_ESCAPE);
                }
                let point = self.cursor.octal();
                self.write_character(point);
            }
            'k' if self.cursor.unicode || self.cursor.has_names(self.started, false) => {
                self.cursor.advance_by(2);
                self.named_reference()?;
            }
            _ => {
                let start = self.pattern.points.len();
                if let Some(strings) = self.class_escape(false)? {
                    self.hollow_out(start);
                    self.term = strings.then_some(Inner::Nothing);
                } else {
                    let point = self.cursor.character_escape(false, self.started, self.dialect)?;
                    self.write_character(point);
                }
            }
        }
        Ok(Some(Term::Plain))
    }

    /// `\d`, `\P{L}`, if it is one: whether it may contain strings.
    fn class_escape(&mut self, in_class: bool) -> Read<Option<bool>> {
        let name = self.cursor.next_char();
        match name {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {
                self.cursor.advance_by(2);
                let written = match name {
                    'W' if in_class && self.cursor.unicode && self.ignores_case() => {
                        if self.sets {
                            NOT_IN_SETS.to_owned()
                        } else {
                            NOT_WORDS.to_owned()
                        }
                    }
                    _ => format!("\\{name}"),
                };
                self.pattern.write(&written);
                Ok(Some(false))
            }
            'p' | 'P' if self.cursor.unicode => {
                self.cursor.advance_by(2);
                let wrong = if in_class { wording::CLASS_PROPERTY_NAME } else { wording::PROPERTY_NAME };
                let property = property(&mut self.cursor).ok_or(wrong)?;
                let strings = self.sets && SEQUENCES.split(' ').any(|name| name == property);
                let flags = if self.sets { "v" } else { "u" };
                let written = format!("\\{name}{{{property}}}");
                if (strings && name == 'P') || Regex::with_flags(&written, Flags::from(flags)).is_err() {
                    return Err(wrong);
                }
                if self.sets && name == 'P' {
                    self.pattern.write(&format!("[^\\p{{{property}}}]"));
                } else {
                    self.pattern.write(&written);
                }
                Ok(Some(strings))
            }
            _ => Ok(None),
        }
    }

    /// Leaves nothing of what was written from there on, where that is asked for.
    fn hollow_out(&mut self, start: usize) {
        if self.hollow {
            self.pattern.points.truncate(start);
            self.pattern.write(NOTHING);
        }
    }

    /// `[a-z]`
    pub fn class(&mut self) -> Read<()> {
        let start = self.pattern.points.len();
        if self.sets {
            let (strings, empty) = self.set(0)?.strings();
            self.hollow_out(start);
            self.term = strings.then_some(Inner::Nothing);
            if empty {
                // The engine leaves out the empty string.
                self.pattern.points.splice(start..start, "(?:".chars().map(u32::from));
                self.pattern.write("|)");
            }
            return Ok(());
        }
        self.cursor.advance();
        self.pattern.write("[");
        if self.cursor.take('^') {
            self.pattern.write("^");
        }
        let mut members = Vec::new();
        while self.cursor.has_more() && !is(self.cursor.current(), ']') {
            let first = self.class_atom(&mut members)?;
            if !self.cursor.take('-') {
                continue;
            }
            if !self.cursor.has_more() {
                break;
            }
            if is(self.cursor.current(), ']') {
                self.pattern.write("\\-");
                break;
            }
            let middle = self.pattern.points.len();
            let last = self.class_atom(&mut members)?;
            let between = match (first, last) {
                (Some(first), Some(last)) if first > last => return Err(wording::CLASS_ORDER),
                (Some(first), Some(last)) => {
                    members.push(Member::Range(first, last));
                    "-"
                }
                _ if self.cursor.unicode => return Err(wording::CLASS),
                _ => "\\-",
            };
            self.pattern.points.splice(middle..middle, between.chars().map(u32::from));
        }
        if !self.cursor.take(']') {
            return Err(wording::UNTERMINATED_CLASS);
        }
        let within = |unit| members.iter().any(|member| member.has(unit));
        if self.pattern.told_apart {
            let within = apart().filter(|&(unit, _)| within(unit));
            self.pattern.points.extend(within.map(|(_, other)| other));
        }
        if self.folds() {
            for unit in Folds::all().missing(within) {
                self.pattern.points.push(unit);
            }
        }
        self.pattern.write("]");
        self.hollow_out(start);
        Ok(())
    }

    /// A part of a class: which character, if it is one.
    fn class_atom(&mut self, members: &mut Vec<Member>) -> Read<Option<u32>> {
        let point = if is(self.cursor.current(), '\\') {
            match self.cursor.next_char() {
                _ if !self.cursor.has_next() => return Err(wording::ESCAPE_AT_END),
                'b' => {
                    self.cursor.advance_by(2);
                    8
                }
                '-' if self.cursor.unicode => {
                    self.cursor.advance();
                    self.cursor.pass()
                }
                name if self.class_escape(true)?.is_some() => {
                    members.push(Member::Class(name));
                    return Ok(None);
                }
                _ => self.cursor.character_escape(true, self.started, self.dialect)?,
            }
        } else {
            self.cursor.pass()
        };
        self.pattern.write_escaped(point, IN_CLASS);
        members.push(Member::Range(point, point));
        Ok(Some(point))
    }

    /// `[a--[b]]`, with the flag `v`.
    fn set(&mut self, depth: usize) -> Read<Operand> {
        if depth > DEEPEST {
            return Err(wording::TOO_LARGE);
        }
        self.cursor.advance();
        self.pattern.write("[");
        let negated = self.cursor.take('^');
        if negated {
            // The crate takes strings for possible in whatever it negates but a set.
            self.pattern.write("^[");
        }
        let (mut strings, mut empty) = (false, false);
        if !is(self.cursor.current(), ']') {
            let first = self.operand(depth)?;
            (strings, empty) = match (self.cursor.current_char(), self.cursor.next_char()) {
                ('-', '-') if negated && first.strings().0 => return Err(wording::NEGATED_STRINGS),
                ('-', '-') => self.operation('-', first, depth)?,
                ('&', '&') => self.operation('&', first, depth)?,
                _ => self.union(first, depth)?,
            };
        }
        if !self.cursor.take(']') {
            return Err(wording::UNTERMINATED_CLASS);
        }
        self.pattern.write(if negated { "]]" } else { "]" });
        if negated && strings {
            return Err(wording::NEGATED_STRINGS);
        }
        Ok(Operand::Many { strings, empty })
    }

    fn union(&mut self, first: Operand, depth: usize) -> Read<(bool, bool)> {
        let mut last = first;
        let (mut strings, mut empty) = first.strings();
        while self.cursor.has_more() && !is(self.cursor.current(), ']') {
            if is(self.cursor.current(), '-') {
                if is(self.cursor.next(), '-') {
                    return Err(wording::SET_OPERATION);
                }
                let Operand::One(from) = last else { return Err(wording::CLASS) };
                self.cursor.advance();
                self.pattern.write("-");
                let Operand::One(to) = self.operand(depth)? else { return Err(wording::CLASS) };
                if from > to {
                    return Err(wording::CLASS_ORDER);
                }
                last = Operand::PLAIN;
            } else {
                last = self.operand(depth)?;
                let more = last.strings();
                (strings, empty) = (strings || more.0, empty || more.1);
            }
        }
        Ok((strings, empty))
    }

    /// `--a--b`, `&&a&&b`
    fn operation(&mut self, sign: char, first: Operand, depth: usize) -> Read<(bool, bool)> {
        let (mut strings, mut empty) = first.strings();
        while self.cursor.has_more() && !is(self.cursor.current(), ']') {
            if !is(self.cursor.current(), sign) || !is(self.cursor.next(), sign) {
                return Err(wording::SET_OPERATION);
            }
            self.cursor.advance_by(2);
            self.pattern.points.extend([u32::from(sign); 2]);
            if sign == '&' && is(self.cursor.current(), '&') {
                return Err(wording::SET_CHARACTER);
            }
            let more = self.operand(depth)?.strings();
            (strings, empty) =
                if sign == '&' { (strings && more.0, empty && more.1) } else { (strings, empty && !more.1) };
        }
        Ok((strings, empty))
    }

    fn operand(&mut self, depth: usize) -> Read<Operand> {
        if is(self.cursor.current(), '[') {
            return self.set(depth + 1);
        }
        if is(self.cursor.current(), '\\') {
            if is(self.cursor.next(), 'q') {
                return self.strings();
            }
            if let Some(strings) = self.class_escape(true)? {
                return Ok(Operand::Many { strings, empty: false });
            }
        }
        Ok(Operand::One(self.set_character()?))
    }

    /// `\q{a|bc}`
    fn strings(&mut self) -> Read<Operand> {
        self.cursor.advance_by(2);
        if !self.cursor.take('{') {
            return Err(wording::ESCAPE);
        }
        // The engine does not take strings of one character for characters.
        let mut longer = Vec::new();
        let (mut empty, mut start) = (false, self.pattern.points.len());
        self.pattern.write("[");
        let mut length = 0;
        loop {
            let more = self.cursor.has_more() && !is(self.cursor.current(), '}');
            if more && !is(self.cursor.current(), '|') {
                if length == 0 {
                    start = self.pattern.points.len();
                }
                self.set_character()?;
                length += 1;
                continue;
            }
            if length > 1 {
                longer.push(self.pattern.points.split_off(start));
            }
            empty |= length == 0;
            length = 0;
            self.cursor.advance();
            if !more {
                break;
            }
        }
        let strings = empty || !longer.is_empty();
        if !longer.is_empty() {
            self.pattern.write("\\q{");
            self.pattern.points.extend(longer.join(&u32::from(b'|')));
            self.pattern.write("}");
        }
        self.pattern.write("]");
        Ok(Operand::Many { strings, empty })
    }

    fn set_character(&mut self) -> Read<u32> {
        let c = self.cursor.current();
        let next = self.cursor.next();
        let point = if is(c, '\\') {
            match self.cursor.next_char() {
                _ if !self.cursor.has_next() => return Err(wording::ESCAPE_AT_END),
                'b' => {
                    self.cursor.advance_by(2);
                    8
                }
                _ if is_one_of(next, PUNCTUATORS) => {
                    self.cursor.advance();
                    self.cursor.pass()
                }
                _ => self.cursor.character_escape(true, self.started, self.dialect)?,
            }
        } else if is_one_of(c, SYNTAX) {
            return Err(wording::SET_CHARACTER);
        } else if is_one_of(c, DOUBLE) && c == next {
            return Err(wording::SET_OPERATION);
        } else {
            self.cursor.pass()
        };
        self.pattern.write_escaped(point, IN_SET);
        Ok(point)
    }
}

/// `{name}` or `{name=value}`: what stands between the brackets.
fn property(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut property = String::new();
    if !cursor.take('{') {
        return None;
    }
    loop {
        let c = cursor.current_char();
        cursor.advance();
        match c {
            '}' => return Some(property),
            '=' if !property.contains('=') => property.push(c),
            _ if c.is_ascii_alphanumeric() || c == '_' => property.push(c),
            _ => return None,
        }
    }
}
