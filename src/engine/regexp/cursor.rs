//! The cursor over a pattern, numbers and escapes of characters (V8 `regexp-parser.cc`). Not groups and classes.

use super::wording::{self, Dialect, Read};
use crate::text::Units;

/// What is current behind the end.
pub const END: u32 = u32::MAX;

/// The largest of V8's registers, beyond which nothing is a back reference.
const MOST_REGISTERS: u32 = 1 << 16;

/// What a quantifier without an end has as one.
pub const INFINITY: u32 = i32::MAX as u32;

pub const fn is(point: u32, c: char) -> bool {
    point == c as u32
}

pub fn is_one_of(point: u32, among: &str) -> bool {
    char::from_u32(point).is_some_and(|c| among.contains(c))
}

pub fn is_digit(point: u32) -> bool {
    is_one_of(point, "0123456789")
}

fn is_octal(point: u32) -> bool {
    is_one_of(point, "01234567")
}

/// Where in a pattern something is read.
pub struct Cursor<'p> {
    units: Units<'p>,
    /// Where the current character begins.
    pub at: usize,
    /// Whether the pattern is read by code points, with all that implies.
    pub unicode: bool,
    /// How many groups capture, once somebody asked.
    captures: Option<usize>,
    /// Whether classes have classes inside.
    nests: bool,
    /// Whether a group is known to have a name.
    pub named: bool,
}

impl<'p> Cursor<'p> {
    pub fn new(units: Units<'p>, unicode: bool, nests: bool) -> Self {
        Self { units, at: 0, unicode, nests, captures: None, named: false }
    }

    fn read(&self, at: usize) -> (u32, usize) {
        if self.unicode {
            return self.units.code_point_at(at).unwrap_or((END, 0));
        }
        self.units.get(at).map_or((END, 0), |unit| (u32::from(unit), 1))
    }

    pub fn current(&self) -> u32 {
        self.read(self.at).0
    }

    pub fn next(&self) -> u32 {
        self.read(self.at + self.read(self.at).1).0
    }

    /// The current character; something else where there is none.
    pub fn current_char(&self) -> char {
        char::from_u32(self.current()).unwrap_or('\u{FFFD}')
    }

    /// The one after it.
    pub fn next_char(&self) -> char {
        char::from_u32(self.next()).unwrap_or('\u{FFFD}')
    }

    pub fn has_next(&self) -> bool {
        self.next() != END
    }

    /// The current character, the cursor behind it.
    pub fn pass(&mut self) -> u32 {
        let current = self.current();
        self.advance();
        current
    }

    pub fn advance(&mut self) {
        self.at += self.read(self.at).1;
    }

    pub fn advance_by(&mut self, count: usize) {
        (0..count).for_each(|_| self.advance());
    }

    pub fn has_more(&self) -> bool {
        self.at < self.units.len()
    }

    /// Passes a character if it is the current one.
    pub fn take(&mut self, c: char) -> bool {
        let taken = is(self.current(), c);
        if taken {
            self.advance();
        }
        taken
    }

    /// Does something by code points.
    pub fn by_points<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let unicode = std::mem::replace(&mut self.unicode, true);
        let answer = read(self);
        self.unicode = unicode;
        answer
    }

    /// `{1}`, `{1,}`, `{1,2}`; else the cursor stays.
    pub fn interval(&mut self) -> Option<(u32, u32)> {
        let start = self.at;
        let read = self.interval_from_here();
        if read.is_none() {
            self.at = start;
        }
        read
    }

    fn interval_from_here(&mut self) -> Option<(u32, u32)> {
        self.advance();
        if !is_digit(self.current()) {
            return None;
        }
        let min = self.decimal();
        if self.take('}') {
            return Some((min, min));
        }
        if !self.take(',') {
            return None;
        }
        let max = if is(self.current(), '}') { INFINITY } else { self.decimal() };
        self.take('}').then_some((min, max))
    }

    /// Digits as a number that may be endless.
    fn decimal(&mut self) -> u32 {
        let mut number: u32 = 0;
        while is_digit(self.current()) {
            let digit = self.current() - u32::from(b'0');
            number = number.saturating_mul(10).saturating_add(digit).min(INFINITY);
            self.advance();
        }
        number
    }

    /// The digits behind a `\` as the number of a group that there is; else the cursor stays.
    pub fn back_reference(&mut self, started: usize) -> Option<usize> {
        let start = self.at;
        self.advance();
        let mut value: u32 = 0;
        while is_digit(self.current()) && value <= MOST_REGISTERS {
            value = 10 * value + (self.current() - u32::from(b'0'));
            self.advance();
        }
        let index = value as usize;
        let exists = value <= MOST_REGISTERS && (index <= started || index <= self.count(started, false));
        if !exists {
            self.at = start;
        }
        exists.then_some(index)
    }

    /// Whether any group has a name.
    pub fn has_names(&mut self, started: usize, in_class: bool) -> bool {
        if !self.named {
            self.count(started, in_class);
        }
        self.named
    }

    /// How many groups capture, the started ones included; asked for the first time, it looks at what is ahead.
    fn count(&mut self, started: usize, in_class: bool) -> usize {
        if let Some(captures) = self.captures {
            return captures;
        }
        let (start, mut captures) = (self.at, started);
        if in_class {
            self.skip_class();
        }
        while self.has_more() {
            let c = self.current();
            self.advance();
            if is(c, '\\') {
                self.advance();
            } else if is(c, '[') {
                self.skip_class();
            } else if is(c, '(') {
                if self.take('?') {
                    if !self.take('<') || is_one_of(self.current(), "=!") {
                        continue;
                    }
                    self.named = true;
                }
                captures += 1;
            }
        }
        self.at = start;
        *self.captures.insert(captures)
    }

    fn skip_class(&mut self) {
        let mut open = 1;
        while self.has_more() && open > 0 {
            let c = self.current();
            self.advance();
            if is(c, '\\') {
                self.advance();
            } else if is(c, ']') {
                open -= 1;
            } else if self.nests && is(c, '[') {
                open += 1;
            }
        }
    }

    /// Up to three octal digits, up to 255.
    pub fn octal(&mut self) -> u32 {
        let mut value = 0;
        let mut digits = 0;
        while is_octal(self.current()) && (digits < 2 || (digits == 2 && value < 32)) {
            value = value * 8 + (self.current() - u32::from(b'0'));
            self.advance();
            digits += 1;
        }
        value
    }

    /// So many hexadecimal digits; else the cursor stays.
    fn hex(&mut self, length: usize) -> Option<u32> {
        let start = self.at;
        let mut value = 0;
        for _ in 0..length {
            let Some(digit) = char::from_u32(self.current()).and_then(|c| c.to_digit(16)) else {
                self.at = start;
                return None;
            };
            value = value * 16 + digit;
            self.advance();
        }
        Some(value)
    }

    /// What follows a `\u`; else the cursor stays.
    pub fn unicode_escape(&mut self) -> Option<u32> {
        let start = self.at;
        if self.unicode && self.take('{') {
            let (mut value, mut some) = (0, false);
            while let Some(digit) = char::from_u32(self.current()).and_then(|c| c.to_digit(16)) {
                value = value * 16 + digit;
                some = true;
                if value > 0x10_FFFF {
                    break;
                }
                self.advance();
            }
            if some && self.take('}') {
                return Some(value);
            }
            self.at = start;
            return None;
        }
        let value = self.hex(4)?;
        if self.unicode && (0xD800..0xDC00).contains(&value) && is(self.current(), '\\') && is(self.next(), 'u') {
            let behind = self.at;
            self.advance_by(2);
            match self.hex(4) {
                Some(trail) if (0xDC00..0xE000).contains(&trail) => {
                    return Some(0x1_0000 + ((value - 0xD800) << 10) + (trail - 0xDC00));
                }
                _ => self.at = behind,
            }
        }
        Some(value)
    }

    /// `\n`, `\x41`, `\cA`, `\/`: the character, the cursor behind it.
    pub fn character_escape(&mut self, in_class: bool, started: usize, dialect: Dialect) -> Read<u32> {
        self.advance();
        let c = self.current();
        let name = char::from_u32(c).unwrap_or('\u{FFFD}');
        let control = match name {
            'f' => Some(0xC),
            'n' => Some(0xA),
            'r' => Some(0xD),
            't' => Some(0x9),
            'v' => Some(0xB),
            '0' if !is_digit(self.next()) => Some(0),
            _ => None,
        };
        if control.is_some() {
            self.advance();
            return Ok(control.unwrap_or_default());
        }
        match name {
            'c' => {
                let letter = self.next();
                let is_letter = char::from_u32(letter).is_some_and(|c| c.is_ascii_alphabetic());
                if is_letter || (in_class && !self.unicode && (is_digit(letter) || is(letter, '_'))) {
                    self.advance_by(2);
                    return Ok(letter & 0x1F);
                }
                // Else the `\` stands for itself.
                if self.unicode { Err(wording::UNICODE_ESCAPE) } else { Ok(u32::from(b'\\')) }
            }
            '0'..='7' if self.unicode => {
                Err(if dialect.decimals { wording::DECIMAL_ESCAPE } else { wording::CLASS_ESCAPE })
            }
            '0'..='7' => Ok(self.octal()),
            'x' | 'u' => {
                self.advance();
                let value = if name == 'x' { self.hex(2) } else { self.unicode_escape() };
                match value {
                    Some(value) => Ok(value),
                    None if !self.unicode => Ok(c),
                    None if name == 'x' => Err(wording::ESCAPE),
                    None => Err(wording::UNICODE_ESCAPE),
                }
            }
            _ if self.unicode && !is_one_of(c, "^$\\.*+?()[]{}|/") => Err(wording::ESCAPE),
            'k' if self.has_names(started, in_class) => Err(wording::ESCAPE),
            _ => {
                self.advance();
                Ok(c)
            }
        }
    }
}
