//! The methods of `Array.prototype` that look for a value or turn the array into text (ECMAScript 23.1.3). Not those with
//! a callback.

use super::elements::{get, get_present, this};
use crate::heap::limits::STRING_LENGTH;
use crate::heap::{Kind, StringId, Value};
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{Text, TextBuilder};

pub(crate) const METHODS: &[Method] = &[
    ("at", 1, at),
    ("includes", 1, includes),
    ("indexOf", 1, index_of),
    ("lastIndexOf", 1, last_index_of),
    ("join", 1, join),
    ("toLocaleString", 0, to_locale_string),
    ("toString", 0, to_string),
];

fn at(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "at")?;
    let index = machine.argument(call, 0);
    let index = machine.to_integer(index)?;
    let index = if index < 0.0 { length + index } else { index };
    if index < 0.0 || index >= length { Ok(Value::Undefined) } else { get(machine, object, index) }
}

fn includes(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "includes")?;
    if length == 0.0 {
        return Ok(false.into());
    }
    let (wanted, from) = (machine.argument(call, 0), machine.argument(call, 1));
    let from = machine.to_integer(from)?;
    let mut index = machine.to_relative(Value::Number(from), length, 0.0)?;
    if let Kind::View(view) = machine.heap.kind(object)
        && wanted.is_undefined()
        && from < f64::INFINITY
        && machine.finds_what_shrank(*view, length as usize)
    {
        return Ok(true.into());
    }
    let round = machine.heap.open_handles();
    while index < length {
        machine.next_round(round, index)?;
        let value = get(machine, object, index)?;
        let both_nan = matches!((value, wanted), (Value::Number(a), Value::Number(b)) if a.is_nan() && b.is_nan());
        if both_nan || machine.heap.strict_equal(value, wanted) {
            return Ok(true.into());
        }
        index += 1.0;
    }
    Ok(false.into())
}

fn index_of(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "indexOf")?;
    if length == 0.0 {
        return Ok(Value::Number(-1.0));
    }
    let (wanted, from) = (machine.argument(call, 0), machine.argument(call, 1));
    let mut index = machine.to_relative(from, length, 0.0)?;
    let round = machine.heap.open_handles();
    while index < length {
        machine.next_round(round, index)?;
        if let Some(value) = get_present(machine, object, index)?
            && machine.heap.strict_equal(value, wanted)
        {
            return Ok(Value::Number(index));
        }
        index += 1.0;
    }
    Ok(Value::Number(-1.0))
}

fn last_index_of(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "lastIndexOf")?;
    if length == 0.0 {
        return Ok(Value::Number(-1.0));
    }
    let (wanted, from) = (machine.argument(call, 0), machine.argument(call, 1));
    let mut index = length - 1.0;
    if machine.argument_count(call) > 1 {
        let from = machine.to_integer(from)?;
        index = if from < 0.0 { length + from } else { from.min(length - 1.0) };
    }
    let round = machine.heap.open_handles();
    while index >= 0.0 {
        machine.next_round(round, index)?;
        if let Some(value) = get_present(machine, object, index)?
            && machine.heap.strict_equal(value, wanted)
        {
            return Ok(Value::Number(index));
        }
        index -= 1.0;
    }
    Ok(Value::Number(-1.0))
}

/// Joins what `part` makes of each element; an array inside itself is empty text, as in V8.
fn joined(
    machine: &mut Machine,
    call: &Call,
    method: &str,
    separator: Option<Value>,
    part: impl FnMut(&mut Machine, Value) -> Completion<StringId>,
) -> Completion {
    let (object, length) = this(machine, call, method)?;
    let separator = match separator {
        None | Some(Value::Undefined) => ",".into(),
        Some(separator) => machine.to_text(separator)?,
    };
    if machine.state.joining.contains(&object) {
        return Ok(machine.heap.string_value(""));
    }
    machine.state.joining.push(object);
    let result = join_parts(machine, Value::Object(object), length, &separator, part);
    machine.state.joining.pop();
    let text = result?;
    Ok(machine.heap.string_value(text))
}

fn join_parts(
    machine: &mut Machine,
    array: Value,
    length: f64,
    separator: &Text,
    mut part: impl FnMut(&mut Machine, Value) -> Completion<StringId>,
) -> Completion<Text> {
    let object = machine.to_object(array)?;
    if separator.len() as f64 * (length - 1.0) > STRING_LENGTH as f64 {
        return machine.fail(message::INVALID_STRING_LENGTH, []);
    }
    let mut builder = TextBuilder::default();
    let mut index = 0.0;
    let round = machine.heap.open_handles();
    while index < length {
        machine.next_round(round, index)?;
        if index > 0.0 {
            machine.grows(&builder, separator.bytes())?;
            builder.push_units(separator.view());
        }
        let value = get(machine, object, index)?;
        if !value.is_nullish() {
            let text = part(machine, value)?;
            machine.grows(&builder, machine.heap.string_bytes(text))?;
            builder.push_units(machine.heap.units(text));
        }
        index += 1.0;
    }
    machine.grown(&builder)?;
    Ok(builder.finish())
}

fn join(machine: &mut Machine, call: &Call) -> Completion {
    let separator = machine.argument(call, 0);
    joined(machine, call, "join", Some(separator), Machine::to_string)
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let object = machine.this_object(call.this, "Array.prototype.toString")?;
    let join = machine.get_named(Value::Object(object), "join")?;
    if machine.heap.is_function(join) {
        return machine.call(join, Value::Object(object), &[]);
    }
    crate::library::ecma::object::to_string(machine, call)
}

fn to_locale_string(machine: &mut Machine, call: &Call) -> Completion {
    let passed = [machine.argument(call, 0), machine.argument(call, 1)];
    joined(machine, call, "toLocaleString", None, move |machine, value| {
        let method = machine.get_named(value, "toLocaleString")?;
        let text = machine.call(method, value, &passed)?;
        machine.to_string(text)
    })
}
