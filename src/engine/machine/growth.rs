//! Strings that are built or searched under the limits: nothing grows past the memory there is, and no string is too long to be
//! stopped in. Not which strings: those are the built-ins'.

use super::{Completion, Machine, message};
use crate::heap::limits::STRING_LENGTH;
use crate::heap::{Kind, ObjectId, StringId, Value};
use crate::text::{TextBuilder, Units};

/// How many units are looked at between two steps.
const PIECE: usize = 1 << 14;

/// How many units a search looks at between two steps, and how many bytes are copied without a question.
const STRETCH: usize = 1 << 20;

/// After how many values it is asked whether there is room for more.
const KEPT_TOGETHER: usize = 1 << 12;

/// How many rounds of building make a step.
const BUILT_TOGETHER: usize = 1 << 10;

/// What a key costs in a list while it is made, and with a string of its own, roughly.
const KEY: usize = 24;
const NAME: usize = 64;

impl Machine {
    /// Whether a string that grows may be as long as it is: to be asked in every round, before more than another string's
    /// length is added.
    #[inline]
    pub fn grown(&mut self, text: &TextBuilder) -> Completion<()> {
        if text.len() > STRING_LENGTH {
            return self.fail(message::INVALID_STRING_LENGTH, []);
        }
        self.admit(text.bytes())
    }

    /// Whether a string that grows may take so many bytes more.
    #[inline]
    pub fn grows(&mut self, text: &TextBuilder, more: usize) -> Completion<()> {
        if text.len() + more / 2 > STRING_LENGTH {
            return self.fail(message::INVALID_STRING_LENGTH, []);
        }
        self.admit(text.bytes() + more)
    }

    /// To be asked in every round of a loop that makes a string of another's units: takes a step now and then, and no more than
    /// there is room for.
    #[inline]
    pub fn build_on(&mut self, round: usize, text: &TextBuilder) -> Completion<()> {
        if !round.is_multiple_of(BUILT_TOGETHER) {
            return Ok(());
        }
        self.tick()?;
        self.grown(text)
    }

    /// Whether a list beside the heap may have one value more than so many: to be asked in every round of what fills it.
    #[inline]
    pub fn room_for_list(&self, length: usize) -> Completion<()> {
        // Where it is full it is copied into one twice as long, and in the end into an array.
        if length.is_power_of_two() && length >= KEPT_TOGETHER {
            return self.admit(length * 2 * size_of::<Value>());
        }
        Ok(())
    }

    /// Whether there is room for a list of an object's own keys.
    pub(super) fn room_for_keys(&self, object: ObjectId) -> Completion<()> {
        let bytes = match *self.heap.kind(object) {
            Kind::String(string) => self.heap.string_length(string) * NAME,
            Kind::View(view) => self.heap.view_length(view) * NAME,
            _ => self.heap.property_count(object) * KEY,
        };
        if bytes > STRETCH {
            self.admit(bytes)?;
        }
        Ok(())
    }

    /// How many bytes more there is room for.
    pub fn room(&self) -> usize {
        self.limits.memory.saturating_sub(self.heap.used() + self.printed_bytes)
    }

    /// Looks at a string piece by piece, with a step between two; no pair of surrogates is divided. What is built of them
    /// meanwhile must not grow past what there is room for.
    pub fn pieces(
        &mut self,
        string: StringId,
        out: &mut TextBuilder,
        mut each: impl FnMut(Units<'_>, &mut TextBuilder),
    ) -> Completion<()> {
        let length = self.heap.string_length(string);
        let mut at = 0;
        while at < length {
            let units = self.heap.units(string);
            let mut end = length.min(at + PIECE);
            end +=
                usize::from(end < length && units.at(end - 1) & 0xFC00 == 0xD800 && units.at(end) & 0xFC00 == 0xDC00);
            each(units.part(at, end), out);
            at = end;
            if at < length {
                self.tick()?;
            }
            self.grown(out)?;
        }
        Ok(())
    }

    /// The first place at or after `from` where `needle` stands in a string.
    pub fn find_in(&mut self, string: StringId, needle: Units<'_>, from: usize) -> Completion<Option<usize>> {
        let length = self.heap.string_length(string);
        let stretch = STRETCH.max(needle.len());
        let mut from = from;
        while length.saturating_sub(from) > stretch {
            let end = length.min(from + stretch + needle.len());
            let found = self.heap.units(string).part(0, end).find(needle, from);
            if found.is_some() {
                return Ok(found);
            }
            self.tick()?;
            from += stretch;
        }
        Ok(self.heap.units(string).find(needle, from))
    }

    /// The last place at or before `from` where `needle` stands in a string.
    pub fn find_last_in(&mut self, string: StringId, needle: Units<'_>, from: usize) -> Completion<Option<usize>> {
        let stretch = STRETCH.max(needle.len());
        let Some(mut last) = self.heap.string_length(string).checked_sub(needle.len()) else { return Ok(None) };
        last = last.min(from);
        while last > stretch {
            let start = last - stretch;
            let units = self.heap.units(string);
            let found = units.part(start, last + needle.len()).rfind(needle, stretch);
            if let Some(at) = found {
                return Ok(Some(start + at));
            }
            self.tick()?;
            last = start;
        }
        Ok(self.heap.units(string).rfind(needle, last))
    }

    /// One string after the other. Put together they need room for both.
    #[inline]
    pub fn concat(&mut self, a: StringId, b: StringId) -> Completion<StringId> {
        let length = self.heap.string_length(a) + self.heap.string_length(b);
        if length > STRETCH && length <= STRING_LENGTH {
            let wide = self.heap.is_wide(a) || self.heap.is_wide(b);
            self.admit(length << u32::from(wide))?;
        }
        match self.heap.concat(a, b) {
            Some(string) => Ok(string),
            None => self.fail(message::INVALID_STRING_LENGTH, []),
        }
    }

    /// Whether a string that is not put together yet has room when it is.
    #[inline]
    pub fn room_for_text(&self, string: StringId) -> Completion<()> {
        let length = self.heap.string_length(string);
        if length > STRETCH && self.heap.is_loose(string) {
            return self.admit(self.heap.string_bytes(string));
        }
        Ok(())
    }

    /// Whether something of so many bytes may be copied some times over, as a message is on its way into an error.
    pub(super) fn room_for_copies(&self, bytes: usize) -> Completion<()> {
        if bytes > STRETCH { self.admit(bytes * 3) } else { Ok(()) }
    }

    /// A copy of a string's contents, if there is room for it: it is not small.
    pub(super) fn room_for_copy(&self, string: StringId) -> Completion<()> {
        let bytes = self.heap.string_bytes(string);
        if bytes > STRETCH { self.admit(bytes) } else { Ok(()) }
    }
}
