//! `Array`: its constructor and the methods that change an array at its ends (ECMAScript 23.1). Not searching, iterating,
//! ordering or copying: those have files of their own.

pub(crate) mod elements;
mod from_async;
pub(crate) mod iteration;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod search;

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::fault::ErrorClass;
use crate::machine::{Call, Completion, Machine, message};
use elements::{MAX_LENGTH, carry, create, delete, get, is_constructor, moves_whole, set, set_length, this};
use pool::memory::since;

const STATICS: &[Method] = &[("from", 1, from), ("isArray", 1, is_array), ("of", 0, of)];

const METHODS: &[Method] = &[
    ("push", 1, push),
    ("pop", 0, pop),
    ("shift", 0, shift),
    ("unshift", 1, unshift),
    ("fill", 1, fill),
    ("copyWithin", 2, copy_within),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = machine.heap.array(machine.realm.object_prototype, []);
    machine.realm.array_prototype = prototype;
    let array = table::class(machine, ("Array", 1, construct), prototype);
    table::methods(machine, array, STATICS);
    table::dated(machine, array, &[("fromAsync", 1, from_async::from_async, since(22))]);
    table::species(machine, array);
    table::methods(machine, prototype, METHODS);
    table::methods(machine, prototype, iteration::METHODS);
    let values = machine.get_named(Value::Object(prototype), "values").unwrap_or(Value::Undefined);
    let iterator = PropertyKey::Symbol(machine.symbols.iterator);
    machine.heap.put_with(prototype, iterator, values, Attributes::HIDDEN);
    table::methods(machine, prototype, search::METHODS);
    table::methods(machine, prototype, parts::METHODS);
    table::methods(machine, prototype, order::METHODS);
    table::dated(machine, prototype, parts::BY_COPY);
    table::dated(machine, prototype, order::BY_COPY);
    unscopables(machine, prototype);
}

/// What `with` does not see in an array: the methods that came after it.
fn unscopables(machine: &mut Machine, prototype: ObjectId) {
    let names = "at copyWithin entries fill find findIndex findLast findLastIndex flat flatMap includes keys toReversed toSorted \
                 toSpliced values";
    let hidden = machine.heap.object(None, Kind::Ordinary);
    for name in names.split_whitespace() {
        let key = machine.heap.key(name);
        if machine.heap.own(prototype, key).is_some() {
            machine.heap.put(hidden, key, true.into());
        }
    }
    crate::library::order::arrange(machine, hidden, "unscopables");
    let key = PropertyKey::Symbol(machine.symbols.unscopables);
    machine.heap.put_with(prototype, key, Value::Object(hidden), Attributes::CONFIGURABLE_ONLY);
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let proto = machine.prototype_for(call, machine.realm.array_prototype)?;
    let first = machine.argument(call, 0);
    if machine.argument_count(call) == 1
        && let Value::Number(length) = first
    {
        if length < 0.0 || length > f64::from(u32::MAX) || length.fract() != 0.0 || length.is_nan() {
            return machine.fail(message::INVALID_ARRAY_LENGTH, []);
        }
        let array = machine.heap.array(proto, []);
        machine.heap.set_array_length(array, length as u32);
        return Ok(Value::Object(array));
    }
    let elements = machine.arguments(call, 0);
    Ok(Value::Object(machine.heap.array(proto, elements)))
}

fn is_array(machine: &mut Machine, call: &Call) -> Completion {
    Ok(machine.is_array(machine.argument(call, 0))?.into())
}

/// A new object of the class `this` is, or an array.
fn make(machine: &mut Machine, this: Value, arguments: &[Value]) -> Completion<ObjectId> {
    match this {
        Value::Object(constructor) if is_constructor(machine, this) => {
            let made = machine.construct(constructor, arguments, constructor)?;
            machine.to_object(made)
        }
        _ => create(
            machine,
            arguments.first().map_or(0.0, |length| if let Value::Number(n) = length { *n } else { 0.0 }),
        ),
    }
}

fn of(machine: &mut Machine, call: &Call) -> Completion {
    let items = machine.arguments(call, 0);
    let object = make(machine, call.this, &[items.len().into()])?;
    let length = items.len();
    for (index, item) in items.into_iter().enumerate() {
        machine.create(object, PropertyKey::Index(index as u32), item)?;
    }
    set_length(machine, object, length as f64)?;
    Ok(Value::Object(object))
}

fn from(machine: &mut Machine, call: &Call) -> Completion {
    let (items, map, this) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    if !map.is_undefined() {
        machine.callable(map)?;
    }
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    if items.is_nullish() {
        return machine.not_iterable_argument(items);
    }
    let using = machine.get(items, key)?;
    if !using.is_nullish() && !machine.heap.is_function(using) {
        return machine.fail(message::FIRST_ARGUMENT_ITERATOR_SYMBOL_NON_CALLABLE, ["%Array%.from"]);
    }
    let mut index = 0.0;
    let mut add = |machine: &mut Machine, object: ObjectId, item: Value| -> Completion<bool> {
        let item = if map.is_undefined() { item } else { machine.call(map, this, &[item, Value::Number(index)])? };
        let key = machine.index_key(index);
        machine.create(object, key, item)?;
        index += 1.0;
        Ok(true)
    };
    if using.is_nullish() {
        let source = machine.to_object(items)?;
        let length = machine.length_of(source)?;
        let object = make(machine, call.this, &[Value::Number(length)])?;
        let mut at = 0.0;
        let round = machine.heap.open_handles();
        while at < length {
            machine.next_round(round, at)?;
            let item = get(machine, source, at)?;
            add(machine, object, item)?;
            at += 1.0;
        }
        set_length(machine, object, length)?;
        return Ok(Value::Object(object));
    }
    let object = make(machine, call.this, &[])?;
    machine.each_of(items, &mut |machine, item| add(machine, object, item))?;
    set_length(machine, object, index)?;
    Ok(Value::Object(object))
}

fn push(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "push")?;
    let count = machine.argument_count(call);
    if length + count as f64 > MAX_LENGTH {
        return machine.fail(message::PUSH_PAST_SAFE_LENGTH, [&count.to_string(), &length.to_string()]);
    }
    for index in 0..count {
        let value = machine.argument(call, index);
        set(machine, object, length + index as f64, value)?;
    }
    let length = length + count as f64;
    // What was appended here has its length already.
    if count == 0 || !matches!(machine.heap.kind(object), Kind::Array(now) if f64::from(*now) == length) {
        set_length(machine, object, length)?;
    }
    Ok(Value::Number(length))
}

fn pop(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "pop")?;
    if length == 0.0 {
        set_length(machine, object, 0.0)?;
        return Ok(Value::Undefined);
    }
    let value = get(machine, object, length - 1.0)?;
    delete(machine, object, length - 1.0)?;
    set_length(machine, object, length - 1.0)?;
    Ok(value)
}

fn shift(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "shift")?;
    if length == 0.0 {
        set_length(machine, object, 0.0)?;
        return Ok(Value::Undefined);
    }
    if moves_whole(machine, object) {
        let cell = machine.heap.get_mut(object);
        let first = cell.shift_element().unwrap_or(Value::Undefined);
        cell.kind = Kind::Array(cell.elements().len() as u32);
        return Ok(first.or_undefined());
    }
    let first = get(machine, object, 0.0)?;
    let mut at = 1.0;
    let round = machine.heap.open_handles();
    while at < length {
        machine.next_round(round, at)?;
        carry(machine, object, at, at - 1.0)?;
        at += 1.0;
    }
    delete(machine, object, length - 1.0)?;
    set_length(machine, object, length - 1.0)?;
    Ok(first)
}

fn unshift(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "unshift")?;
    let items = machine.arguments(call, 0);
    let count = items.len() as f64;
    if length + count > MAX_LENGTH {
        return machine.fail(message::INVALID_ARRAY_LENGTH.of(ErrorClass::TypeError), []);
    }
    if moves_whole(machine, object) && length + count <= crate::heap::limits::DENSE_LENGTH as f64 {
        let cell = machine.heap.get_mut(object);
        cell.splice_elements(0, 0, items.iter().copied());
        cell.kind = Kind::Array(cell.elements().len() as u32);
        machine.heap.note_allocated(items.len() * size_of::<Value>());
        return Ok(Value::Number(length + count));
    }
    if !items.is_empty() {
        let mut at = length;
        let round = machine.heap.open_handles();
        while at > 0.0 {
            machine.next_round(round, at)?;
            carry(machine, object, at - 1.0, at - 1.0 + count)?;
            at -= 1.0;
        }
        for (index, item) in items.into_iter().enumerate() {
            set(machine, object, index as f64, item)?;
        }
    }
    set_length(machine, object, length + count)?;
    Ok(Value::Number(length + count))
}

fn fill(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "fill")?;
    let (value, start, end) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    let mut at = machine.to_relative(start, length, 0.0)?;
    let end = machine.to_relative(end, length, length)?;
    let round = machine.heap.open_handles();
    while at < end {
        machine.next_round(round, at)?;
        set(machine, object, at, value)?;
        at += 1.0;
    }
    Ok(Value::Object(object))
}

fn copy_within(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "copyWithin")?;
    let (target, start, end) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    let to = machine.to_relative(target, length, 0.0)?;
    let from = machine.to_relative(start, length, 0.0)?;
    let end = machine.to_relative(end, length, length)?;
    let count = (end - from).min(length - to).max(0.0);
    let backwards = from < to && to < from + count;
    let mut done = 0.0;
    let round = machine.heap.open_handles();
    while done < count {
        machine.next_round(round, done)?;
        let step = if backwards { count - 1.0 - done } else { done };
        carry(machine, object, from + step, to + step)?;
        done += 1.0;
    }
    Ok(Value::Object(object))
}
