//! Elements of array-likes, one at a time: read, assigned, deleted, moved; and new arrays for the results of methods. Not the methods.

use crate::heap::{Kind, ObjectId, PropertyKey, Value, flag};
use crate::machine::{Call, Completion, Machine, message};

/// The greatest length an array-like may have: 2^53 - 1.
pub(crate) const MAX_LENGTH: f64 = 9_007_199_254_740_991.0;

/// `this` of an array method with its length.
pub(crate) fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, f64)> {
    let object = match call.this {
        Value::Object(object) => object,
        other => machine.this_object(other, &format!("Array.prototype.{method}"))?,
    };
    let length = machine.length_of(object)?;
    Ok((object, length))
}

/// An element of an array-like.
#[inline]
pub(crate) fn get(machine: &mut Machine, object: ObjectId, index: f64) -> Completion {
    if let Some(&value) = machine.heap.get(object).element(index as usize)
        && value != Value::Empty
    {
        machine.heap.hold(value);
        return Ok(value);
    }
    let key = machine.index_key(index);
    machine.get(Value::Object(object), key)
}

/// An element of an array-like, `None` for a hole.
#[inline]
pub(crate) fn get_present(machine: &mut Machine, object: ObjectId, index: f64) -> Completion<Option<Value>> {
    if let Some(&value) = machine.heap.get(object).element(index as usize)
        && value != Value::Empty
    {
        machine.heap.hold(value);
        return Ok(Some(value));
    }
    let key = machine.index_key(index);
    if machine.has(object, key)? { machine.get(Value::Object(object), key).map(Some) } else { Ok(None) }
}

/// Assigns an element as strict code does.
pub(crate) fn set(machine: &mut Machine, object: ObjectId, index: f64, value: Value) -> Completion<()> {
    if matches!(machine.heap.kind(object), Kind::Array(length) if f64::from(*length) == index)
        && machine.heap.append_element(object, value)
    {
        return Ok(());
    }
    let key = machine.index_key(index);
    machine.set(Value::Object(object), key, value, true)
}

/// Assigns the length as strict code does.
pub(crate) fn set_length(machine: &mut Machine, object: ObjectId, length: f64) -> Completion<()> {
    machine.set(Value::Object(object), machine.keys.length, Value::Number(length), true)
}

/// `DeletePropertyOrThrow`
pub(crate) fn delete(machine: &mut Machine, object: ObjectId, index: f64) -> Completion<()> {
    let key = machine.index_key(index);
    machine.remove_or_throw(object, key)
}

/// Copies an element with its presence: what `copyWithin`, `shift`, `splice` and kin do with each.
pub(crate) fn carry(machine: &mut Machine, object: ObjectId, from: f64, to: f64) -> Completion<()> {
    match get_present(machine, object, from)? {
        Some(value) => set(machine, object, to, value),
        None => delete(machine, object, to),
    }
}

/// Whether an array has only dense elements and may grow and shrink.
pub(crate) fn is_plain(machine: &Machine, object: ObjectId) -> bool {
    let cell = machine.heap.get(object);
    matches!(cell.kind, Kind::Array(_))
        && cell.flags & (flag::FIXED | flag::FIXED_LENGTH | flag::SPARSE) == 0
        && machine.heap.dense(object).is_some_and(|dense| !dense.contains(&Value::Empty))
}

/// Whether an array's elements can move together: all of them are its own, and where it has holes nothing shines through.
pub(crate) fn moves_whole(machine: &Machine, object: ObjectId) -> bool {
    let bare = |prototype: ObjectId| {
        let cell = machine.heap.get(prototype);
        cell.elements().is_empty() && cell.flags & flag::SPARSE == 0
    };
    let (array, ordinary) = (machine.realm.array_prototype, machine.realm.object_prototype);
    let cell = machine.heap.get(object);
    matches!(cell.kind, Kind::Array(_))
        && cell.flags & (flag::FIXED | flag::FIXED_LENGTH | flag::SPARSE) == 0
        && machine.heap.dense(object).is_some_and(|dense| !dense.is_empty())
        && machine.heap.proto(object) == Some(array)
        && machine.heap.proto(array) == Some(ordinary)
        && bare(array)
        && bare(ordinary)
}

/// Whether `new` may be used with a value (ECMAScript `IsConstructor`).
pub(crate) fn is_constructor(machine: &Machine, value: Value) -> bool {
    value.as_object().is_some_and(|object| machine.heap.get(object).flags & flag::CONSTRUCTOR != 0)
}

/// `ArraySpeciesCreate` (ECMAScript 10.4.2.2).
pub(crate) fn species_create(machine: &mut Machine, original: ObjectId, length: f64) -> Completion<ObjectId> {
    if !machine.is_array(Value::Object(original))? {
        return create(machine, length);
    }
    let mut constructor = machine.get(Value::Object(original), machine.keys.constructor)?;
    if let Value::Object(class) = constructor
        && is_constructor(machine, constructor)
        && machine.is_foreign_array(class)?
    {
        return create(machine, length);
    }
    let own = machine.heap.own(machine.realm.array_prototype, machine.keys.constructor);
    if own.is_some_and(|own| own.value == constructor) {
        return create(machine, length);
    }
    if constructor.as_object().is_some() {
        constructor = machine.get(constructor, PropertyKey::Symbol(machine.symbols.species))?;
        if constructor == Value::Null {
            return create(machine, length);
        }
    }
    if constructor.is_undefined() {
        return create(machine, length);
    }
    match constructor {
        Value::Object(id) if is_constructor(machine, constructor) => {
            let made = machine.construct(id, &[Value::Number(length)], id)?;
            machine.to_object(made)
        }
        _ => machine.fail(message::SPECIES_NOT_CONSTRUCTOR, []),
    }
}

/// `ArrayCreate` of holes.
pub(crate) fn create(machine: &mut Machine, length: f64) -> Completion<ObjectId> {
    if length > f64::from(u32::MAX) {
        return machine.fail(message::INVALID_ARRAY_LENGTH, []);
    }
    let array = machine.heap.array(machine.realm.array_prototype, []);
    machine.heap.set_array_length(array, length as u32);
    Ok(array)
}
