//! `String` (ECMAScript 22.1): the constructor and the methods that take a string apart by place. Not searching and
//! replacing, not case: those are in `search` and `form`.

pub(crate) mod collate;
pub(crate) mod form;
pub(crate) mod markup;
pub(crate) mod pieces;
pub(crate) mod search;

use super::iterator;
use crate::heap::limits::STRING_LENGTH;
use crate::heap::object::{Walk, Yield};
use crate::heap::{Kind, PropertyKey, StringId, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{Text, TextBuilder, Units};
use pieces::{finish, part, this};

const STATICS: &[Method] =
    &[("fromCharCode", 1, from_char_code), ("fromCodePoint", 1, from_code_point), ("raw", 1, raw)];

const METHODS: &[Method] = &[
    ("at", 1, at),
    ("charAt", 1, char_at),
    ("charCodeAt", 1, char_code_at),
    ("codePointAt", 1, code_point_at),
    ("concat", 1, concat),
    ("padEnd", 1, |machine, call| pad(machine, call, "padEnd", false)),
    ("padStart", 1, |machine, call| pad(machine, call, "padStart", true)),
    ("repeat", 1, repeat),
    ("slice", 2, slice),
    ("substr", 2, substr),
    ("substring", 2, substring),
    ("toString", 0, |machine, call| this_value(machine, call, "toString")),
    ("valueOf", 0, |machine, call| this_value(machine, call, "valueOf")),
];

pub(crate) fn install(machine: &mut Machine) {
    let empty = machine.heap.intern("");
    let prototype = machine.heap.object(Some(machine.realm.object_prototype), Kind::String(empty));
    machine.realm.string_prototype = prototype;
    let string = table::class(machine, ("String", 1, construct), prototype);
    table::methods(machine, string, STATICS);
    table::methods(machine, prototype, METHODS);
    search::install(machine, prototype);
    form::install(machine, prototype);
    markup::install(machine, prototype);
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    table::method_at(
        machine,
        prototype,
        key,
        ("[Symbol.iterator]", 0, |machine, call| {
            let string = this(machine, call, "[Symbol.iterator]")?;
            Ok(iterator::create(machine, Walk::String, Yield::Values, Value::String(string)))
        }),
    );
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let string = match value {
        _ if machine.argument_count(call) == 0 => machine.heap.intern(""),
        Value::Symbol(symbol) if call.new_target.is_none() => {
            let text = machine.key_text(PropertyKey::Symbol(symbol));
            machine.heap.string(text)
        }
        value => machine.to_string(value)?,
    };
    if call.new_target.is_none() {
        return Ok(Value::String(string));
    }
    let proto = machine.prototype_for(call, machine.realm.string_prototype)?;
    Ok(Value::Object(machine.heap.object(Some(proto), Kind::String(string))))
}

fn this_value(machine: &mut Machine, call: &Call, method: &str) -> Completion {
    match call.this {
        Value::String(string) => return Ok(Value::String(string)),
        Value::Object(object) => {
            if let Kind::String(string) = machine.heap.kind(object) {
                return Ok(Value::String(*string));
            }
        }
        _ => {}
    }
    machine.not_generic("String", method)
}

fn from_char_code(machine: &mut Machine, call: &Call) -> Completion {
    let mut builder = TextBuilder::default();
    for value in machine.arguments(call, 0) {
        builder.push(machine.to_uint32(value)? as u16);
    }
    finish(machine, builder)
}

fn from_code_point(machine: &mut Machine, call: &Call) -> Completion {
    let mut builder = TextBuilder::default();
    for value in machine.arguments(call, 0) {
        let point = machine.to_number(value)?;
        if point.fract() != 0.0 || !(0.0..=1_114_111.0).contains(&point) {
            return machine.blame(message::INVALID_CODE_POINT, Value::Number(point));
        }
        builder.push_code_point(point as u32);
    }
    finish(machine, builder)
}

/// `String.raw` (ECMAScript 22.1.2.4).
fn raw(machine: &mut Machine, call: &Call) -> Completion {
    let template = machine.argument(call, 0);
    let cooked = machine.to_object(template)?;
    let literals = machine.get_named(Value::Object(cooked), "raw")?;
    let literals = machine.to_object(literals)?;
    let length = machine.length_of(literals)?;
    let mut builder = TextBuilder::default();
    let mut index = 0.0;
    let round = machine.heap.open_handles();
    while index < length {
        machine.next_round(round, index)?;
        let literal = super::array::elements::get(machine, literals, index)?;
        let literal = machine.to_text(literal)?;
        machine.grows(&builder, literal.bytes())?;
        builder.push_units(literal.view());
        index += 1.0;
        if index < length && (index as usize) < machine.argument_count(call) {
            let value = machine.argument(call, index as usize);
            let value = machine.to_text(value)?;
            machine.grows(&builder, value.bytes())?;
            builder.push_units(value.view());
        }
    }
    finish(machine, builder)
}

/// A unit's place from an argument, if the string has it.
fn place(machine: &mut Machine, call: &Call, string: StringId) -> Completion<Option<usize>> {
    let index = machine.argument(call, 0);
    let index = machine.to_integer(index)?;
    let length = machine.heap.string_length(string) as f64;
    Ok((index >= 0.0 && index < length).then_some(index as usize))
}

fn at(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "at")?;
    let index = machine.argument(call, 0);
    let index = machine.to_integer(index)?;
    let length = machine.heap.string_length(string) as f64;
    let index = if index < 0.0 { length + index } else { index };
    if index < 0.0 || index >= length {
        return Ok(Value::Undefined);
    }
    Ok(part(machine, string, index as usize, index as usize + 1))
}

fn char_at(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "charAt")?;
    Ok(match place(machine, call, string)? {
        Some(at) => part(machine, string, at, at + 1),
        None => machine.heap.string_value(""),
    })
}

fn char_code_at(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "charCodeAt")?;
    let at = place(machine, call, string)?;
    Ok(Value::Number(at.map_or(f64::NAN, |at| f64::from(machine.heap.units(string).at(at)))))
}

fn code_point_at(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "codePointAt")?;
    let at = place(machine, call, string)?;
    let point = at.and_then(|at| machine.heap.units(string).code_point_at(at));
    Ok(point.map_or(Value::Undefined, |(point, _)| Value::from(point)))
}

fn concat(machine: &mut Machine, call: &Call) -> Completion {
    let mut string = this(machine, call, "concat")?;
    for value in machine.arguments(call, 0) {
        let next = machine.to_string(value)?;
        string = machine.concat(string, next)?;
    }
    Ok(Value::String(string))
}

fn pad(machine: &mut Machine, call: &Call, method: &str, at_start: bool) -> Completion {
    let string = this(machine, call, method)?;
    let (wanted, filler) = (machine.argument(call, 0), machine.argument(call, 1));
    let wanted = machine.to_length(wanted)?;
    let length = machine.heap.string_length(string);
    if wanted <= length as f64 {
        return Ok(Value::String(string));
    }
    let filler = if filler.is_undefined() { " ".into() } else { machine.to_text(filler)? };
    if filler.is_empty() {
        return Ok(Value::String(string));
    }
    if wanted > STRING_LENGTH as f64 {
        return machine.fail(message::INVALID_STRING_LENGTH, []);
    }
    let missing = wanted as usize - length;
    machine.admit(missing << u32::from(matches!(filler, Text::Utf16(_))))?;
    let mut padding = TextBuilder::with_capacity(missing);
    while padding.len() + filler.len() <= missing {
        padding.push_units(filler.view());
    }
    padding.push_units(filler.view().part(0, missing - padding.len()));
    let padding = machine.heap.string(padding.finish());
    let joined = if at_start { machine.concat(padding, string) } else { machine.concat(string, padding) };
    joined.map(Value::String)
}

fn repeat(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "repeat")?;
    let given = machine.argument(call, 0);
    let count = machine.to_integer(given)?;
    if !(0.0..f64::INFINITY).contains(&count) {
        return machine.blame(message::INVALID_COUNT_VALUE, given);
    }
    let length = machine.heap.string_length(string);
    if length == 0 || count == 0.0 {
        return Ok(machine.heap.string_value(""));
    }
    if length as f64 * count > STRING_LENGTH as f64 {
        return machine.fail(message::INVALID_STRING_LENGTH, []);
    }
    let count = count as usize;
    machine.admit(machine.heap.string_bytes(string) * count)?;
    let text = match machine.heap.units(string) {
        Units::Latin1(bytes) => Text::from_latin1(bytes.repeat(count)),
        Units::Utf16(units) => Text::Utf16(units.repeat(count).into()),
    };
    Ok(machine.heap.string_value(text))
}

fn slice(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "slice")?;
    let (start, end) = (machine.argument(call, 0), machine.argument(call, 1));
    let length = machine.heap.string_length(string) as f64;
    let start = machine.to_relative(start, length, 0.0)?;
    let end = machine.to_relative(end, length, length)?.max(start);
    Ok(part(machine, string, start as usize, end as usize))
}

fn substr(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "substr")?;
    let (start, count) = (machine.argument(call, 0), machine.argument(call, 1));
    let length = machine.heap.string_length(string) as f64;
    let start = machine.to_relative(start, length, 0.0)?;
    let count = if count.is_undefined() { length } else { machine.to_integer(count)? };
    let end = (start + count).clamp(start, length.max(start));
    Ok(part(machine, string, start as usize, end as usize))
}

fn substring(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "substring")?;
    let (start, end) = (machine.argument(call, 0), machine.argument(call, 1));
    let length = machine.heap.string_length(string) as f64;
    let start = machine.to_integer(start)?.clamp(0.0, length);
    let end = if end.is_undefined() { length } else { machine.to_integer(end)?.clamp(0.0, length) };
    Ok(part(machine, string, start.min(end) as usize, start.max(end) as usize))
}
