//! What every method of strings begins and ends with: `this` as a string, a part of one, a result that is not too long.

use crate::heap::limits::STRING_LENGTH;
use crate::heap::{StringId, Value};
use crate::machine::{Call, Completion, Machine, message};
use crate::text::TextBuilder;

/// `this` of a string method, as a string.
pub(crate) fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<StringId> {
    match call.this {
        Value::String(string) => {
            machine.room_for_text(string)?;
            Ok(string)
        }
        this if this.is_nullish() => {
            let dot = if method.starts_with('[') { "" } else { "." };
            machine.fail(message::CALLED_ON_NULL_OR_UNDEFINED, [&format!("String.prototype{dot}{method}")])
        }
        this => machine.to_string(this),
    }
}

/// A string that must not be longer than strings may be.
pub(crate) fn finish(machine: &mut Machine, builder: TextBuilder) -> Completion {
    if builder.len() > STRING_LENGTH {
        return machine.fail(message::INVALID_STRING_LENGTH, []);
    }
    Ok(machine.heap.string_value(builder.finish()))
}

/// The part of a string from one place to another.
pub(crate) fn part(machine: &mut Machine, string: StringId, start: usize, end: usize) -> Value {
    let length = machine.heap.string_length(string);
    if start == 0 && end == length {
        return Value::String(string);
    }
    if end == start + 1 {
        let unit = machine.heap.units(string).at(start);
        return Value::String(machine.heap.unit_string(unit));
    }
    let text = machine.heap.units(string).part(start, end.max(start)).to_text();
    machine.heap.string_value(text)
}
