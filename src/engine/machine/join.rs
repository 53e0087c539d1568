//! Templates: their parts joined once. Not `+`, which joins two.

use super::convert::number_text;
use super::{Completion, Machine, message};
use crate::heap::{StringId, Value, limits};
use crate::text::TextBuilder;

/// A part of so many units is shared with what it becomes a part of, not copied.
const SHARED_FROM: usize = 256;

impl Machine {
    /// The string of so many parts, none of which is an object or a symbol.
    pub(super) fn join(&mut self, from: usize, count: usize) -> Completion {
        let (mut before, mut text) = (None, TextBuilder::default());
        for at in from..from + count {
            match self.stack[at] {
                Value::String(part) if self.heap.string_length(part) >= SHARED_FROM => {
                    let joined = self.joined(before, std::mem::take(&mut text))?;
                    before = Some(self.joined_with(joined, part)?);
                }
                Value::String(part) => text.push_units(self.heap.units(part)),
                Value::Number(number) => text.push_str(&number_text(number)),
                other => text.push_units(self.to_text(other)?.view()),
            }
        }
        match self.joined(before, text)? {
            Some(joined) => Ok(Value::String(joined)),
            None => Ok(self.heap.string_value("")),
        }
    }

    fn joined(&mut self, before: Option<StringId>, text: TextBuilder) -> Completion<Option<StringId>> {
        if text.is_empty() {
            return Ok(before);
        }
        let part = self.heap.string(text.finish());
        self.joined_with(before, part).map(Some)
    }

    fn joined_with(&mut self, before: Option<StringId>, part: StringId) -> Completion<StringId> {
        let Some(before) = before else { return Ok(part) };
        if self.heap.string_length(before) + self.heap.string_length(part) > limits::STRING_LENGTH {
            return self.fail(message::INVALID_STRING_LENGTH, []);
        }
        self.concat(before, part)
    }
}
