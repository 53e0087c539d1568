//! Strings as ECMAScript sees them: sequences of UTF-16 units in which lone surrogates live, stored one byte a unit
//! where every unit fits one. Not UTF-8, not encodings: bytes and their names belong to `encoding`.

mod halves;
mod search;
mod unicode;

use std::borrow::Cow;
use std::fmt;

pub use halves::{push_char, received, show, shown, units};
use search::Sequence;
use unicode::{ID_CONTINUE, ID_START};

fn is_in(boundaries: &[u32], c: char) -> bool {
    boundaries.partition_point(|&boundary| boundary <= u32::from(c)) % 2 == 1
}

/// ECMAScript `IdentifierStartChar`, 12.7.
pub fn is_identifier_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || c == '$' || (!c.is_ascii() && is_in(ID_START, c))
}

/// ECMAScript `IdentifierPartChar`, 12.7.
pub fn is_identifier_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '_'
        || c == '$'
        || (!c.is_ascii() && (matches!(c, '\u{200C}' | '\u{200D}') || is_in(ID_CONTINUE, c)))
}

/// An immutable string. Always in its narrowest form, so equality of contents is equality of values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Text {
    /// Every unit is at most U+00FF.
    Latin1(Box<[u8]>),
    /// At least one unit is above U+00FF.
    Utf16(Box<[u16]>),
}

/// A borrowed string, or a part of one. `Utf16` here may hold only narrow units (a part of a wide string).
#[derive(Clone, Copy, Debug)]
pub enum Units<'a> {
    /// One byte a unit.
    Latin1(&'a [u8]),
    /// Two bytes a unit.
    Utf16(&'a [u16]),
}

impl Text {
    /// The empty string.
    pub fn empty() -> Self {
        Self::Latin1(Box::default())
    }

    /// From units of any width; narrowed where possible.
    pub fn from_units(units: &[u16]) -> Self {
        // By runs: the inside of one has no exit, so it can be done many units at a time.
        if units.chunks(256).all(|run| run.iter().fold(0, |all, unit| all | unit) <= 0xFF) {
            Self::Latin1(units.iter().map(|&unit| unit as u8).collect())
        } else {
            Self::Utf16(units.into())
        }
    }

    /// From ISO-8859-1 bytes, each one unit.
    pub fn from_latin1(bytes: impl Into<Box<[u8]>>) -> Self {
        Self::Latin1(bytes.into())
    }

    /// The units, borrowed.
    pub fn view(&self) -> Units<'_> {
        match self {
            Self::Latin1(bytes) => Units::Latin1(bytes),
            Self::Utf16(units) => Units::Utf16(units),
        }
    }

    /// Length in UTF-16 units.
    pub fn len(&self) -> usize {
        self.view().len()
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes the units take.
    pub fn bytes(&self) -> usize {
        self.view().bytes()
    }
}

impl From<&str> for Text {
    /// Of a string in which halves of pairs are carried, as `to_utf8` makes them.
    fn from(string: &str) -> Self {
        if string.is_ascii() {
            return Self::Latin1(string.as_bytes().into());
        }
        if string.chars().all(|c| c <= '\u{FF}') {
            return Self::Latin1(string.chars().map(|c| c as u8).collect());
        }
        Self::Utf16(units(string).collect())
    }
}

impl From<String> for Text {
    fn from(string: String) -> Self {
        if string.is_ascii() { Self::Latin1(string.into_bytes().into()) } else { Self::from(string.as_str()) }
    }
}

impl From<char> for Text {
    fn from(c: char) -> Self {
        Self::from(c.encode_utf8(&mut [0; 4]) as &str)
    }
}

impl fmt::Display for Text {
    /// Halves of pairs are carried: `shown` is for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.view().to_utf8())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.view().to_utf8())
    }
}

impl<'a> Units<'a> {
    /// Length in UTF-16 units.
    pub fn len(self) -> usize {
        match self {
            Self::Latin1(bytes) => bytes.len(),
            Self::Utf16(units) => units.len(),
        }
    }

    /// Whether there is no unit.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many bytes the units take.
    pub fn bytes(self) -> usize {
        match self {
            Self::Latin1(bytes) => bytes.len(),
            Self::Utf16(units) => size_of_val(units),
        }
    }

    /// The unit at `index`, which must be under the length.
    pub fn at(self, index: usize) -> u16 {
        match self {
            Self::Latin1(bytes) => u16::from(bytes[index]),
            Self::Utf16(units) => units[index],
        }
    }

    /// The unit at `index`, if there is one.
    pub fn get(self, index: usize) -> Option<u16> {
        (index < self.len()).then(|| self.at(index))
    }

    /// The part `[start, end)`; both must be within the length.
    #[must_use]
    pub fn part(self, start: usize, end: usize) -> Units<'a> {
        match self {
            Self::Latin1(bytes) => Units::Latin1(&bytes[start..end]),
            Self::Utf16(units) => Units::Utf16(&units[start..end]),
        }
    }

    /// Unit after unit.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u16> + ExactSizeIterator + 'a {
        (0..self.len()).map(move |index| self.at(index))
    }

    /// Code point after code point, lone surrogates as themselves (ECMAScript `CodePointAt`).
    pub fn code_points(self) -> impl Iterator<Item = u32> + 'a {
        let mut index = 0;
        std::iter::from_fn(move || {
            let (point, width) = self.code_point_at(index)?;
            index += width;
            Some(point)
        })
    }

    /// The code point that starts at `index` and how many units it takes.
    pub fn code_point_at(self, index: usize) -> Option<(u32, usize)> {
        let first = self.get(index)?;
        if (0xD800..0xDC00).contains(&first)
            && let Some(second) = self.get(index + 1)
            && (0xDC00..0xE000).contains(&second)
        {
            return Some((0x10000 + ((u32::from(first) - 0xD800) << 10) + (u32::from(second) - 0xDC00), 2));
        }
        Some((u32::from(first), 1))
    }

    /// An owned copy in its narrowest form.
    pub fn to_text(self) -> Text {
        match self {
            Self::Latin1(bytes) => Text::Latin1(bytes.into()),
            Self::Utf16(units) => Text::from_units(units),
        }
    }

    /// The units, widened.
    pub fn to_units(self) -> Vec<u16> {
        match self {
            Self::Latin1(bytes) => bytes.iter().map(|&b| u16::from(b)).collect(),
            Self::Utf16(units) => units.to_vec(),
        }
    }

    /// As UTF-8 in which halves of pairs are carried, so that `Text::from` makes the same of it.
    pub fn to_utf8(self) -> Cow<'a, str> {
        match self {
            Self::Latin1(bytes) => match std::str::from_utf8(bytes) {
                Ok(string) if bytes.is_ascii() => Cow::Borrowed(string),
                _ => Cow::Owned(bytes.iter().map(|&b| b as char).collect()),
            },
            Self::Utf16(units) => Cow::Owned(halves::carry(units)),
        }
    }

    /// The first place at or after `from` where `needle` stands.
    pub fn find(self, needle: Units<'_>, from: usize) -> Option<usize> {
        let (length, wanted) = (self.len(), needle.len());
        if from > length || wanted > length - from {
            return None;
        }
        if wanted == 0 {
            return Some(from);
        }
        if let (Self::Latin1(hay), Units::Latin1(pin)) = (self, needle) {
            return memchr::memmem::find(&hay[from..], pin).map(|at| at + from);
        }
        let hay = Sequence { length: length - from, at: |at| self.at(from + at) };
        search::first(&hay, &Sequence { length: wanted, at: |at| needle.at(at) }).map(|at| at + from)
    }

    /// The last place at or before `from` where `needle` stands.
    pub fn rfind(self, needle: Units<'_>, from: usize) -> Option<usize> {
        let wanted = needle.len();
        let last = self.len().checked_sub(wanted)?.min(from);
        if wanted == 0 {
            return Some(last);
        }
        let end = last + wanted;
        if let (Self::Latin1(hay), Units::Latin1(pin)) = (self, needle) {
            return memchr::memmem::rfind(&hay[..end], pin);
        }
        let hay = Sequence { length: end, at: |at| self.at(end - 1 - at) };
        let needle = Sequence { length: wanted, at: |at| needle.at(wanted - 1 - at) };
        search::first(&hay, &needle).map(|at| end - wanted - at)
    }
}

impl PartialEq for Units<'_> {
    fn eq(&self, other: &Units<'_>) -> bool {
        match (*self, *other) {
            (Units::Latin1(a), Units::Latin1(b)) => a == b,
            (Units::Utf16(a), Units::Utf16(b)) => a == b,
            (a, b) => a.len() == b.len() && a.iter().eq(b.iter()),
        }
    }
}

impl Eq for Units<'_> {}

impl PartialEq<str> for Units<'_> {
    fn eq(&self, other: &str) -> bool {
        match *self {
            Units::Latin1(bytes) if other.is_ascii() => bytes == other.as_bytes(),
            mine => mine.iter().eq(units(other)),
        }
    }
}

impl Ord for Units<'_> {
    /// By units, as ECMAScript's `<` on strings.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (*self, *other) {
            (Units::Latin1(a), Units::Latin1(b)) => a.cmp(b),
            (a, b) => a.iter().cmp(b.iter()),
        }
    }
}

impl PartialOrd for Units<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A growing string: narrow until the first wide unit arrives.
#[derive(Clone, Debug)]
pub enum TextBuilder {
    /// Every unit so far is at most U+00FF.
    Latin1(Vec<u8>),
    /// A wide unit has been pushed.
    Utf16(Vec<u16>),
}

impl Default for TextBuilder {
    fn default() -> Self {
        Self::Latin1(Vec::new())
    }
}

impl TextBuilder {
    /// An empty builder with room for `units`.
    pub fn with_capacity(units: usize) -> Self {
        Self::Latin1(Vec::with_capacity(units))
    }

    /// Length so far, in units.
    pub fn len(&self) -> usize {
        match self {
            Self::Latin1(bytes) => bytes.len(),
            Self::Utf16(units) => units.len(),
        }
    }

    /// Whether nothing has been pushed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes the units take so far.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Latin1(bytes) => bytes.len(),
            Self::Utf16(units) => size_of_val(units.as_slice()),
        }
    }

    fn widen(&mut self) -> &mut Vec<u16> {
        if let Self::Latin1(bytes) = self {
            *self = Self::Utf16(bytes.iter().map(|&b| u16::from(b)).collect());
        }
        match self {
            Self::Utf16(units) => units,
            Self::Latin1(_) => unreachable!("widened above"),
        }
    }

    /// Appends one unit.
    pub fn push(&mut self, unit: u16) {
        match self {
            Self::Latin1(bytes) if unit <= 0xFF => bytes.push(unit as u8),
            Self::Utf16(units) => units.push(unit),
            Self::Latin1(_) => self.widen().push(unit),
        }
    }

    /// Appends one code point; a surrogate value is appended as that lone unit.
    pub fn push_code_point(&mut self, point: u32) {
        if point < 0x10000 {
            self.push(point as u16);
        } else {
            let rest = point - 0x10000;
            self.push(0xD800 + (rest >> 10) as u16);
            self.push(0xDC00 + (rest & 0x3FF) as u16);
        }
    }

    /// Appends a Rust string.
    pub fn push_str(&mut self, string: &str) {
        match self {
            Self::Latin1(bytes) if string.is_ascii() => bytes.extend_from_slice(string.as_bytes()),
            _ => units(string).for_each(|unit| self.push(unit)),
        }
    }

    /// Appends units.
    pub fn push_units(&mut self, more: Units<'_>) {
        match (&mut *self, more) {
            (Self::Latin1(bytes), Units::Latin1(more)) => bytes.extend_from_slice(more),
            (Self::Utf16(units), Units::Utf16(more)) => units.extend_from_slice(more),
            (Self::Utf16(units), Units::Latin1(more)) => units.extend(more.iter().map(|&b| u16::from(b))),
            (Self::Latin1(bytes), Units::Utf16(more)) => {
                if more.iter().all(|&unit| unit <= 0xFF) {
                    bytes.extend(more.iter().map(|&unit| unit as u8));
                } else {
                    self.widen().extend_from_slice(more);
                }
            }
        }
    }

    /// The string that was built.
    pub fn finish(self) -> Text {
        match self {
            Self::Latin1(bytes) => Text::Latin1(bytes.into()),
            Self::Utf16(units) => Text::Utf16(units.into()),
        }
    }
}
