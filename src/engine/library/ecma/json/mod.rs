//! `JSON.stringify` (ECMAScript 25.5.2) and the `JSON` object. Not reading. Nesting lives on a stack of its own.

mod raw;
pub(crate) mod read;
mod refusal;
pub(crate) mod revive;

use crate::heap::{HandleScope, Kind, ObjectId, PropertyKey, StringId, Value};
use crate::library::table;
use crate::machine::convert::number_text;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{Text, TextBuilder, Units};
use pool::memory::Fact;

/// How deep JSON may nest; then V8's stack overflows.
const DEPTH: usize = 5_000;

pub(crate) fn install(machine: &mut Machine) {
    let json = table::plain(machine);
    table::methods(machine, json, &[("parse", 2, read::parse), ("stringify", 3, stringify)]);
    if machine.knows(Fact::ReviverContext) {
        table::methods(machine, json, &raw::METHODS);
    }
    table::tag(machine, json, "JSON");
    table::global(machine, "JSON", json);
}

/// What `stringify` was told beside the value.
#[derive(Default)]
struct Wishes {
    replacer: Option<Value>,
    allowed: Option<Vec<PropertyKey>>,
    gap: Option<Text>,
}

/// A container that is being written.
struct Level {
    object: ObjectId,
    /// The key under which it was reached.
    key: PropertyKey,
    /// Its keys, in order; `None` for an array.
    keys: Option<Vec<PropertyKey>>,
    next: usize,
    length: usize,
    written: bool,
    /// What a member holds goes with the next one.
    round: HandleScope,
}

fn stringify(machine: &mut Machine, call: &Call) -> Completion {
    let (value, replacer, space) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    let mut wishes = Wishes::default();
    if machine.heap.is_function(replacer) {
        wishes.replacer = Some(replacer);
    } else if machine.is_array(replacer)? {
        wishes.allowed = Some(allowed(machine, replacer)?);
    }
    wishes.gap = gap(machine, space)?;
    match text_with(machine, value, &wishes)? {
        Some(text) => Ok(machine.heap.string_value(text)),
        None => Ok(Value::Undefined),
    }
}

/// `JSON.stringify(value)`: `None` where the answer is `undefined`.
pub(crate) fn text(machine: &mut Machine, value: Value) -> Completion<Option<Text>> {
    text_with(machine, value, &Wishes::default())
}

fn allowed(machine: &mut Machine, list: Value) -> Completion<Vec<PropertyKey>> {
    let mut keys = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    let length = match list {
        Value::Object(list) => machine.length_of(list)?,
        _ => 0.0,
    };
    let mut at = 0.0;
    while at < length {
        machine.may_go_on(at)?;
        let round = machine.heap.open_handles();
        let index = machine.index_key(at);
        at += 1.0;
        let item = machine.get(list, index)?;
        let named = match item {
            Value::String(_) | Value::Number(_) => true,
            Value::Object(object) => matches!(machine.heap.kind(object), Kind::String(_) | Kind::Number(_)),
            _ => false,
        };
        if named {
            let name = machine.to_string(item)?;
            let key = machine.heap.string_key(name);
            machine.heap.close_handles(round);
            if seen.insert(key) {
                machine.heap.hold_key(key);
                keys.push(key);
            }
        }
    }
    Ok(keys)
}

fn unboxed(machine: &mut Machine, value: Value) -> Completion {
    let Value::Object(object) = value else { return Ok(value) };
    Ok(match machine.heap.kind(object) {
        Kind::Number(_) => Value::Number(machine.to_number(value)?),
        Kind::String(_) => Value::String(machine.to_string(value)?),
        Kind::Boolean(boolean) => Value::Boolean(*boolean),
        Kind::BigInt(big) => Value::BigInt(*big),
        _ => value,
    })
}

fn gap(machine: &mut Machine, space: Value) -> Completion<Option<Text>> {
    let text = match unboxed(machine, space)? {
        // V8 breaks lines for a part of a blank, and cannot write that part.
        Value::Number(number) if number > 0.0 && number < 1.0 => return Ok(Some(Text::empty())),
        Value::Number(number) => Text::from(" ".repeat(number.clamp(0.0, 10.0) as usize)),
        Value::String(string) => {
            let units = machine.heap.units(string);
            units.part(0, units.len().min(10)).to_text()
        }
        _ => Text::empty(),
    };
    Ok((!text.is_empty()).then_some(text))
}

/// A value as `SerializeJSONProperty` sees it: after `toJSON`, the replacer, and without its wrapper object.
fn prepared(
    machine: &mut Machine,
    holder: Option<ObjectId>,
    key: PropertyKey,
    value: Value,
    wishes: &Wishes,
) -> Completion {
    let mut value = value;
    if matches!(value, Value::Object(_) | Value::BigInt(_)) {
        let to_json = machine.get_named(value, "toJSON")?;
        if machine.heap.is_function(to_json) {
            let name = machine.heap.key_value(key);
            value = machine.call(to_json, value, &[name])?;
        }
    }
    if let Some(replacer) = wishes.replacer {
        let holder = if let Some(holder) = holder {
            holder
        } else {
            let wrapper = machine.object();
            machine.heap.put(wrapper, key, value);
            wrapper
        };
        let name = machine.heap.key_value(key);
        value = machine.call(replacer, Value::Object(holder), &[name, value])?;
    }
    unboxed(machine, value)
}

fn text_with(machine: &mut Machine, value: Value, wishes: &Wishes) -> Completion<Option<Text>> {
    let mut out = TextBuilder::default();
    let mut open: Vec<Level> = Vec::new();
    let mut path = rustc_hash::FxHashSet::default();
    let root = machine.heap.key("");
    let mut value = prepared(machine, None, root, value, wishes)?;
    let mut key = root;
    if !writable(machine, value) {
        return Ok(None);
    }
    loop {
        machine.grown(&out)?;
        match value {
            Value::Object(object) if matches!(machine.heap.kind(object), Kind::RawJson) => {
                let key = machine.heap.key("rawJSON");
                if let Value::String(text) = machine.get(value, key)? {
                    machine.pieces(text, &mut out, |units, out| out.push_units(units))?;
                }
            }
            Value::Object(object) => {
                if !path.insert(object) {
                    return circular(machine, &open, object, key);
                }
                if open.len() >= DEPTH {
                    return machine.fail(message::STACK_OVERFLOW, []);
                }
                let level = enter(machine, object, key, wishes)?;
                out.push_str(if level.keys.is_some() { "{" } else { "[" });
                open.push(level);
            }
            scalar => write_scalar(machine, &mut out, scalar)?,
        }
        // Go on with the next member of the innermost container that has one.
        loop {
            let depth = open.len();
            let Some(level) = open.last_mut() else { return Ok(Some(out.finish())) };
            if level.next == level.length {
                let level = open.pop();
                if let Some(level) = level {
                    path.remove(&level.object);
                    if level.written {
                        indent(machine, &mut out, wishes, depth - 1)?;
                    }
                    out.push_str(if level.keys.is_some() { "}" } else { "]" });
                }
                continue;
            }
            let (object, index, round) = (level.object, level.next, level.round);
            level.next += 1;
            let is_array = level.keys.is_none();
            key = match &level.keys {
                Some(keys) => keys[index],
                None => PropertyKey::Index(index as u32),
            };
            machine.next_round(round, index as f64)?;
            let found = machine.get(Value::Object(object), key)?;
            value = prepared(machine, Some(object), key, found, wishes)?;
            if !writable(machine, value) {
                if !is_array {
                    continue;
                }
                value = Value::Null;
            }
            if let Some(level) = open.last_mut() {
                if level.written {
                    out.push_str(",");
                }
                level.written = true;
            }
            indent(machine, &mut out, wishes, depth)?;
            if !is_array {
                let name = match key {
                    PropertyKey::String(name) => name,
                    other => {
                        let name = machine.key_text(other);
                        machine.heap.string(name)
                    }
                };
                quote(machine, &mut out, name)?;
                out.push_str(if wishes.gap.is_some() { ": " } else { ":" });
            }
            break;
        }
    }
}

/// Whether JSON has a form for a value at all.
fn writable(machine: &Machine, value: Value) -> bool {
    !matches!(value, Value::Undefined | Value::Empty | Value::Symbol(_)) && !machine.heap.is_function(value)
}

fn enter(machine: &mut Machine, object: ObjectId, key: PropertyKey, wishes: &Wishes) -> Completion<Level> {
    if machine.is_array(Value::Object(object))? {
        let length = machine.length_of(object)? as usize;
        let round = machine.heap.open_handles();
        return Ok(Level { object, key, keys: None, next: 0, length, written: false, round });
    }
    let mut keys = Vec::new();
    if let Some(allowed) = &wishes.allowed {
        keys.clone_from(allowed);
    } else {
        for own in machine.keys_of(object)? {
            let shown = machine.shows(object, own)?;
            machine.may_go_on(keys.len() as f64)?;
            if shown && !matches!(own, PropertyKey::Symbol(_)) {
                keys.push(own);
            }
        }
    }
    let round = machine.heap.open_handles();
    Ok(Level { object, key, length: keys.len(), keys: Some(keys), next: 0, written: false, round })
}

fn indent(machine: &mut Machine, out: &mut TextBuilder, wishes: &Wishes, depth: usize) -> Completion<()> {
    if let Some(gap) = &wishes.gap {
        machine.grows(out, depth * gap.bytes())?;
        out.push_str("\n");
        for _ in 0..depth {
            out.push_units(gap.view());
        }
    }
    Ok(())
}

fn write_scalar(machine: &mut Machine, out: &mut TextBuilder, value: Value) -> Completion<()> {
    match value {
        Value::Boolean(boolean) => out.push_str(if boolean { "true" } else { "false" }),
        Value::Number(number) if number.is_finite() => out.push_str(&number_text(number)),
        Value::String(string) => quote(machine, out, string)?,
        Value::BigInt(_) => return machine.fail(message::BIG_INT_SERIALIZE_JSON, []),
        _ => out.push_str("null"),
    }
    Ok(())
}

/// `QuoteJSONString` (ECMAScript 25.5.2.3): lone surrogates are escaped.
fn quote(machine: &mut Machine, out: &mut TextBuilder, string: StringId) -> Completion<()> {
    out.push_str("\"");
    machine.pieces(string, out, |units, out| escape(out, units))?;
    out.push_str("\"");
    Ok(())
}

fn escape(out: &mut TextBuilder, units: Units<'_>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let (mut plain, mut at) = (0, 0);
    while let Some((point, width)) = units.code_point_at(at) {
        let letter = match point {
            0x22 => b'"',
            0x5C => b'\\',
            8 => b'b',
            9 => b't',
            10 => b'n',
            12 => b'f',
            13 => b'r',
            0..=31 | 0xD800..=0xDFFF => b'u',
            _ => {
                at += width;
                continue;
            }
        };
        out.push_units(units.part(plain, at));
        if letter == b'u' {
            let digit = |shift: u32| DIGITS[(point >> shift & 15) as usize];
            out.push_units(Units::Latin1(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]));
        } else {
            out.push_units(Units::Latin1(&[b'\\', letter]));
        }
        at += width;
        plain = at;
    }
    out.push_units(units.part(plain, units.len()));
}

/// How many steps of a cycle a message shows; of more, the first ones and the last.
const SHOWN_STEPS: usize = 3;

/// The `TypeError` about a cycle, with the path V8 draws: its first and last steps.
fn circular<T>(machine: &mut Machine, open: &[Level], object: ObjectId, key: PropertyKey) -> Completion<T> {
    let start = open.iter().position(|level| level.object == object).unwrap_or(0);
    let steps = &open[start + 1..];
    let constructor = |machine: &mut Machine, object: ObjectId| {
        let found = machine.find(object, machine.keys.constructor);
        match found {
            Some(crate::heap::Found::Value(Value::Object(class))) => {
                machine.data_of(class, machine.keys.name).unwrap_or_default()
            }
            _ => "Object".to_owned(),
        }
    };
    let named = |machine: &Machine, key: PropertyKey, in_array: bool| match key {
        PropertyKey::Index(index) if in_array => format!("index {index}"),
        other => format!("property '{}'", machine.key_text(other)),
    };
    let first = constructor(machine, object);
    let mut circle = format!("\n    --> starting at object with constructor '{first}'");
    for (index, level) in steps.iter().enumerate() {
        if steps.len() > SHOWN_STEPS && index == SHOWN_STEPS - 1 {
            circle.push_str("\n    |     ...");
        }
        if steps.len() > SHOWN_STEPS && (SHOWN_STEPS - 1..steps.len() - 1).contains(&index) {
            continue;
        }
        let in_array = open[start + index].keys.is_none();
        let (name, class) = (named(machine, level.key, in_array), constructor(machine, level.object));
        circle.extend(["\n    |     ", &name, " -> object with constructor '", &class, "'"]);
    }
    let in_array = open.last().is_some_and(|level| level.keys.is_none());
    let last = named(machine, key, in_array);
    circle.extend(["\n    --- ", &last, " closes the circle"]);
    machine.fail(message::CIRCULAR_STRUCTURE, [&circle])
}
