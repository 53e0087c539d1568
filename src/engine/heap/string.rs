//! Strings in the heap: flat ones and ropes, so that `s += x` in a loop stays linear. Not string methods.

use std::cell::OnceCell;

use super::arena::Arena;
use super::arenas::Heap;
use super::cells::StringCell;
use super::value::{StringId, Value};
use crate::text::{Text, TextBuilder, Units};

/// Concatenations below this many units are copied; longer ones become ropes.
const ROPE_FROM: usize = 32;

impl Heap {
    /// A new string.
    pub fn string(&mut self, text: impl Into<Text>) -> StringId {
        let text = text.into();
        match text.view() {
            Units::Latin1([]) => return self.empty,
            Units::Latin1([unit]) => return self.unit_string(u16::from(*unit)),
            _ => {}
        }
        self.allocated += 64 + text.bytes();
        self.insert_string(StringCell::Flat { text, interned: false })
    }

    fn insert_string(&mut self, cell: StringCell) -> StringId {
        let string = StringId(self.strings.insert(cell));
        self.held_string(string)
    }

    /// A new string, as a value.
    pub fn string_value(&mut self, text: impl Into<Text>) -> Value {
        Value::String(self.string(text))
    }

    /// The string of one unit; narrow ones are shared.
    pub fn unit_string(&mut self, unit: u16) -> StringId {
        if let Some(Some(known)) = self.single.get(unit as usize) {
            return *known;
        }
        let string = self.intern(Text::from_units(&[unit]));
        if let Some(place) = self.single.get_mut(unit as usize) {
            *place = Some(string);
        }
        string
    }

    /// The string with this content that property keys use.
    pub fn intern(&mut self, text: impl Into<Text>) -> StringId {
        let text = text.into();
        match self.interned.find(&self.strings, text.view()) {
            Some(known) => self.held_string(known),
            None => self.add_interned(text),
        }
    }

    /// The same for a name of the library's.
    pub fn intern_name(&mut self, name: &str) -> StringId {
        if !name.is_ascii() {
            return self.intern(name);
        }
        match self.interned.find(&self.strings, Units::Latin1(name.as_bytes())) {
            Some(known) => self.held_string(known),
            None => self.add_interned(Text::from_latin1(name.as_bytes())),
        }
    }

    fn add_interned(&mut self, text: Text) -> StringId {
        self.allocated += 88 + text.bytes();
        let string = self.insert_string(StringCell::Flat { text, interned: true });
        self.interned.add(&self.strings, string);
        string
    }

    /// The interned string with the content of `string`.
    pub fn intern_string(&mut self, string: StringId) -> StringId {
        if let StringCell::Flat { interned: true, .. } = self.strings.get(string.0) {
            return string;
        }
        match self.interned.find(&self.strings, self.units(string)) {
            Some(known) => self.held_string(known),
            None => self.add_interned(self.text(string).clone()),
        }
    }

    /// Length in UTF-16 units, without looking inside.
    #[inline]
    pub fn string_length(&self, string: StringId) -> usize {
        match self.strings.get(string.0) {
            StringCell::Flat { text, .. } => text.len(),
            StringCell::Rope { length, .. } => *length as usize,
            StringCell::Free => 0,
        }
    }

    /// How many bytes the units take, or will once the rope is put together; without looking inside.
    pub fn string_bytes(&self, string: StringId) -> usize {
        self.string_length(string) << u32::from(self.is_wide(string))
    }

    /// Whether it has to be put together when somebody looks inside.
    pub fn is_loose(&self, string: StringId) -> bool {
        matches!(self.strings.get(string.0), StringCell::Rope { flat, .. } if flat.get().is_none())
    }

    /// Whether it has a unit above U+00FF.
    pub fn is_wide(&self, string: StringId) -> bool {
        match self.strings.get(string.0) {
            StringCell::Flat { text, .. } => matches!(text, Text::Utf16(_)),
            StringCell::Rope { wide, .. } => *wide,
            StringCell::Free => false,
        }
    }

    /// The contents; a rope is put together first, once.
    pub fn text(&self, string: StringId) -> &Text {
        match self.strings.get(string.0) {
            StringCell::Flat { text, .. } => text,
            StringCell::Rope { flat, .. } => flat.get_or_init(|| {
                let text = flatten(&self.strings, string);
                self.flattened.set(self.flattened.get() + text.bytes());
                text
            }),
            // Only a handle nobody can hold leads here.
            StringCell::Free => text_of_flat(self.strings.get(self.empty.0)),
        }
    }

    /// The contents beside the memory, so that they can be written there without a copy.
    pub fn units_and_memory(&mut self, string: StringId) -> (Units<'_>, &mut pool::memory::Memory) {
        // Puts a rope together first.
        self.text(string);
        let text = match self.strings.get(string.0) {
            StringCell::Flat { text, .. } => Some(text),
            StringCell::Rope { flat, .. } => flat.get(),
            StringCell::Free => None,
        };
        (text.map_or(Units::Latin1(&[]), Text::view), &mut self.memory)
    }

    /// The contents, borrowed.
    #[inline]
    pub fn units(&self, string: StringId) -> Units<'_> {
        self.text(string).view()
    }

    /// The contents as UTF-8 in which halves of pairs are carried.
    pub fn utf8(&self, string: StringId) -> String {
        self.units(string).to_utf8().into_owned()
    }

    /// One string after the other; `None` where the result would be longer than a string may be.
    pub fn concat(&mut self, left: StringId, right: StringId) -> Option<StringId> {
        let (before, after) = (self.string_length(left), self.string_length(right));
        if before == 0 {
            return Some(right);
        }
        if after == 0 {
            return Some(left);
        }
        let length = before + after;
        if length > crate::limits::STRING_LENGTH {
            return None;
        }
        if length < ROPE_FROM {
            let mut builder = TextBuilder::with_capacity(length);
            builder.push_units(self.units(left));
            builder.push_units(self.units(right));
            return Some(self.string(builder.finish()));
        }
        self.allocated += 48;
        let wide = self.is_wide(left) || self.is_wide(right);
        let cell = StringCell::Rope { left, right, length: length as u32, wide, flat: OnceCell::new() };
        Some(self.insert_string(cell))
    }

    /// Whether two strings have the same contents.
    #[inline]
    pub fn same_string(&self, a: StringId, b: StringId) -> bool {
        a == b || (self.string_length(a) == self.string_length(b) && self.text(a) == self.text(b))
    }
}

fn text_of_flat(cell: &StringCell) -> &Text {
    match cell {
        StringCell::Flat { text, .. } => text,
        _ => unreachable!("the empty string is flat and never freed"),
    }
}

fn flatten(strings: &Arena<StringCell>, string: StringId) -> Text {
    let mut builder = TextBuilder::default();
    let mut pending = vec![string];
    while let Some(part) = pending.pop() {
        match strings.get(part.0) {
            StringCell::Flat { text, .. } => builder.push_units(text.view()),
            StringCell::Rope { left, right, flat, .. } => {
                if let Some(text) = flat.get() {
                    builder.push_units(text.view());
                } else {
                    pending.push(*right);
                    pending.push(*left);
                }
            }
            StringCell::Free => {}
        }
    }
    builder.finish()
}
