//! The methods of `Array.prototype` that take arrays apart and put them together: slice, splice, concat, flat, with
//! (ECMAScript 23.1.3). Not those that grow or shrink an array at its ends.

use super::elements::{
    MAX_LENGTH, carry, create, delete, get, get_present, is_plain, set, set_length, species_create, this,
};
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::library::table::{Dated, Method};
use crate::machine::fault::ErrorClass;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::since;

pub(crate) const METHODS: &[Method] =
    &[("concat", 1, concat), ("flat", 0, flat), ("flatMap", 1, flat_map), ("slice", 2, slice), ("splice", 2, splice)];

/// Those of Node 20 and later.
pub(crate) const BY_COPY: &[Dated] = &[("toSpliced", 2, to_spliced, since(20)), ("with", 2, with, since(20))];

fn is_array_itself(machine: &Machine, object: ObjectId) -> bool {
    is_plain(machine, object) && machine.heap.proto(object) == Some(machine.realm.array_prototype)
}

fn slice(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "slice")?;
    let (start, end) = (machine.argument(call, 0), machine.argument(call, 1));
    let start = machine.to_relative(start, length, 0.0)?;
    let end = machine.to_relative(end, length, length)?;
    let result = species_create(machine, object, (end - start).max(0.0))?;
    let mut at = start;
    let round = machine.heap.open_handles();
    while at < end {
        machine.next_round(round, at)?;
        if let Some(value) = get_present(machine, object, at)? {
            let key = machine.index_key(at - start);
            machine.create(result, key, value)?;
        }
        at += 1.0;
    }
    set_length(machine, result, (end - start).max(0.0))?;
    Ok(Value::Object(result))
}

/// Where `splice` and `toSpliced` cut: start, how many are removed.
fn cut(machine: &mut Machine, call: &Call, length: f64) -> Completion<(f64, f64)> {
    let (start, count) = (machine.argument(call, 0), machine.argument(call, 1));
    let start = machine.to_relative(start, length, 0.0)?;
    let removed = match machine.argument_count(call) {
        0 => 0.0,
        1 => length - start,
        _ => machine.to_integer(count)?.clamp(0.0, length - start),
    };
    Ok((start, removed))
}

fn splice(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "splice")?;
    let (start, removed) = cut(machine, call, length)?;
    let items = machine.arguments(call, 2);
    let added = items.len() as f64;
    if length - removed + added > MAX_LENGTH {
        return machine.fail(message::INVALID_ARRAY_LENGTH.of(ErrorClass::TypeError), []);
    }
    let result = species_create(machine, object, removed)?;
    if is_array_itself(machine, object) {
        let now = machine.length_of(object)?;
        if now == length && machine.heap.is_array(Value::Object(result)) {
            return Ok(splice_plain(machine, object, result, start as usize, removed as usize, items));
        }
    }
    let mut at = 0.0;
    let round = machine.heap.open_handles();
    while at < removed {
        machine.next_round(round, at)?;
        if let Some(value) = get_present(machine, object, start + at)? {
            let key = machine.index_key(at);
            machine.create(result, key, value)?;
        }
        at += 1.0;
    }
    set_length(machine, result, removed)?;
    shift_tail(machine, object, length, (start, removed, added))?;
    for (index, item) in items.into_iter().enumerate() {
        set(machine, object, start + index as f64, item)?;
    }
    set_length(machine, object, length - removed + added)?;
    Ok(Value::Object(result))
}

fn splice_plain(
    machine: &mut Machine,
    object: ObjectId,
    result: ObjectId,
    start: usize,
    removed: usize,
    items: Vec<Value>,
) -> Value {
    let cell = machine.heap.get_mut(object);
    let gone = cell.splice_elements(start, removed, items);
    cell.kind = Kind::Array(cell.elements().len() as u32);
    for (index, value) in gone.into_iter().enumerate() {
        machine.heap.put(result, PropertyKey::Index(index as u32), value);
    }
    Value::Object(result)
}

fn shift_tail(
    machine: &mut Machine,
    object: ObjectId,
    length: f64,
    (start, removed, added): (f64, f64, f64),
) -> Completion<()> {
    let tail = length - removed - start;
    let mut done = 0.0;
    let round = machine.heap.open_handles();
    while done < tail && added != removed {
        machine.next_round(round, done)?;
        let step = if added < removed { done } else { tail - 1.0 - done };
        carry(machine, object, start + removed + step, start + added + step)?;
        done += 1.0;
    }
    let mut last = length;
    while last > length - removed + added {
        machine.next_round(round, last)?;
        delete(machine, object, last - 1.0)?;
        last -= 1.0;
    }
    Ok(())
}

fn to_spliced(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "toSpliced")?;
    let (start, removed) = cut(machine, call, length)?;
    let items = machine.arguments(call, 2);
    let result = create(machine, 0.0)?;
    let all = length - removed + items.len() as f64;
    if all > MAX_LENGTH {
        return machine.fail(message::INVALID_ARRAY_LENGTH.of(ErrorClass::TypeError), []);
    }
    if all > f64::from(u32::MAX) {
        return machine.fail(message::INVALID_ARRAY_LENGTH, []);
    }
    let append = |machine: &mut Machine, value: Value| {
        let Kind::Array(end) = *machine.heap.kind(result) else { return };
        machine.heap.put(result, PropertyKey::Index(end), value);
    };
    let mut at = 0.0;
    let round = machine.heap.open_handles();
    while at < start {
        machine.next_round(round, at)?;
        let value = get(machine, object, at)?;
        append(machine, value);
        at += 1.0;
    }
    items.into_iter().for_each(|item| append(machine, item));
    at += removed;
    while at < length {
        machine.next_round(round, at)?;
        let value = get(machine, object, at)?;
        append(machine, value);
        at += 1.0;
    }
    Ok(Value::Object(result))
}

fn with(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "with")?;
    let (index, value) = (machine.argument(call, 0), machine.argument(call, 1));
    let index_given = index;
    let relative = machine.to_integer(index)?;
    let index = if relative < 0.0 { length + relative } else { relative };
    if index < 0.0 || index >= length {
        let shown = machine.message_text(index_given);
        return machine.fail(message::INVALID, ["index", &shown]);
    }
    let values = super::order::values_but(machine, object, length, Some((index, value)))?;
    Ok(machine.array(values))
}

fn concat(machine: &mut Machine, call: &Call) -> Completion {
    let this = machine.this_object(call.this, "Array.prototype.concat")?;
    let result = species_create(machine, this, 0.0)?;
    let mut to = 0.0;
    let parts = std::iter::once(Value::Object(this)).chain(machine.arguments(call, 0)).collect::<Vec<_>>();
    for part in parts {
        let Some(source) = spreadable(machine, part)? else {
            let key = machine.index_key(to);
            machine.create(result, key, part)?;
            to += 1.0;
            continue;
        };
        let length = machine.length_of(source)?;
        if to + length > MAX_LENGTH {
            return machine.fail(message::INVALID_ARRAY_LENGTH.of(ErrorClass::TypeError), []);
        }
        let mut at = 0.0;
        let round = machine.heap.open_handles();
        while at < length {
            machine.next_round(round, at)?;
            if let Some(value) = get_present(machine, source, at)? {
                let key = machine.index_key(to + at);
                machine.create(result, key, value)?;
            }
            at += 1.0;
        }
        to += length;
    }
    set_length(machine, result, to)?;
    Ok(Value::Object(result))
}

/// `IsConcatSpreadable` (ECMAScript 23.1.3.2.1).
fn spreadable(machine: &mut Machine, value: Value) -> Completion<Option<ObjectId>> {
    let Value::Object(object) = value else { return Ok(None) };
    let key = PropertyKey::Symbol(machine.symbols.is_concat_spreadable);
    let wish = machine.get(value, key)?;
    let spreads = if wish.is_undefined() { machine.is_array(value)? } else { machine.truthy(wish) };
    Ok(spreads.then_some(object))
}

/// Appends an array's elements to `result`, nested arrays laid flat to a depth; the nesting waits on a stack of its own.
fn flatten(
    machine: &mut Machine,
    (source, length): (ObjectId, f64),
    depth: f64,
    result: ObjectId,
    to: &mut f64,
) -> Completion<()> {
    let mut open = vec![(source, 0.0, length, machine.heap.open_handles())];
    while let Some((array, at, length, round)) = open.last_mut() {
        if *at >= *length {
            open.pop();
            continue;
        }
        machine.next_round(*round, *at)?;
        let (array, index) = (*array, *at);
        *at += 1.0;
        let Some(value) = get_present(machine, array, index)? else { continue };
        match value {
            Value::Object(inner) if (open.len() as f64) <= depth && machine.is_array(value)? => {
                let length = machine.length_of(inner)?;
                if open.len() > crate::heap::limits::CALL_DEPTH {
                    return machine.fail(message::STACK_OVERFLOW, []);
                }
                open.push((inner, 0.0, length, machine.heap.open_handles()));
            }
            _ => {
                let key = machine.index_key(*to);
                machine.create(result, key, value)?;
                *to += 1.0;
            }
        }
    }
    Ok(())
}

fn flat(machine: &mut Machine, call: &Call) -> Completion {
    let whole = this(machine, call, "flat")?;
    let depth = machine.argument(call, 0);
    let depth = if depth.is_undefined() { 1.0 } else { machine.to_integer(depth)? };
    let result = species_create(machine, whole.0, 0.0)?;
    flatten(machine, whole, depth, result, &mut 0.0)?;
    Ok(Value::Object(result))
}

fn flat_map(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "flatMap")?;
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    if !machine.heap.is_function(callback) {
        let shown = machine.callee_text(callback);
        return machine.fail(message::MAPPER_FUNCTION_NON_CALLABLE, [&shown]);
    }
    let result = species_create(machine, object, 0.0)?;
    let (mut at, mut to) = (0.0, 0.0);
    let round = machine.heap.open_handles();
    while at < length {
        machine.next_round(round, at)?;
        if let Some(value) = get_present(machine, object, at)? {
            let answer = machine.call(callback, this, &[value, Value::Number(at), Value::Object(object)])?;
            match answer {
                Value::Object(inner) if machine.is_array(answer)? => {
                    let length = machine.length_of(inner)?;
                    flatten(machine, (inner, length), 0.0, result, &mut to)?;
                }
                _ => {
                    let key = machine.index_key(to);
                    machine.create(result, key, answer)?;
                    to += 1.0;
                }
            }
        }
        at += 1.0;
    }
    Ok(Value::Object(result))
}
