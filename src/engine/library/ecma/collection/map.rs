//! `Map` (ECMAScript 24.1). Its entries' places: see `heap::collection`.

use super::put;
use crate::heap::object::{Collection, Walk, Yield};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::ecma::{iterator, object};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::since;

const METHODS: &[Method] = &[
    ("get", 1, get),
    ("set", 2, set),
    ("has", 1, has),
    ("delete", 1, delete),
    ("clear", 0, clear),
    ("entries", 0, |machine, call| iterate(machine, call, "entries", Yield::Entries)),
    ("forEach", 1, for_each),
    ("keys", 0, |machine, call| iterate(machine, call, "keys", Yield::Keys)),
    ("values", 0, |machine, call| iterate(machine, call, "values", Yield::Values)),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.map_prototype = prototype;
    let map = table::class(machine, ("Map", 0, construct), prototype);
    table::species(machine, map);
    table::methods(machine, prototype, METHODS);
    table::getters(machine, prototype, &[("size", size)]);
    table::tag(machine, prototype, "Map");
    table::dated(machine, map, &[("groupBy", 2, group_by, since(21))]);
    let later: [table::Dated; 2] =
        [("getOrInsert", 2, get_or_insert, since(26)), ("getOrInsertComputed", 2, get_or_insert_computed, since(26))];
    table::dated(machine, prototype, &later);
    let key = machine.heap.key("entries");
    let entries = machine.heap.own(prototype, key).map_or(Value::Undefined, |property| property.value);
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    machine.heap.put_with(prototype, key, entries, Attributes::HIDDEN);
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("Map");
    }
    let proto = machine.prototype_for(call, machine.realm.map_prototype)?;
    let map = machine.heap.object(Some(proto), Kind::Map(Box::default()));
    fill(machine, map, machine.argument(call, 0), "set")?;
    Ok(Value::Object(map))
}

/// Adds entries of an iterable through the method a subclass may have replaced.
pub(crate) fn fill(machine: &mut Machine, map: ObjectId, entries: Value, adder: &str) -> Completion<()> {
    if entries.is_nullish() {
        return Ok(());
    }
    let add = machine.get_named(Value::Object(map), adder)?;
    if !machine.heap.is_function(add) {
        let shown = machine.message_text(add);
        return machine.fail(message::PROPERTY_NOT_FUNCTION, [&shown, adder, "#<Map>"]);
    }
    machine.each_of(entries, &mut |machine, item| {
        let (key, value) = object::entry(machine, item)?;
        machine.call(add, Value::Object(map), &[key, value])?;
        Ok(true)
    })
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<ObjectId> {
    match call.this {
        Value::Object(object) if matches!(machine.heap.kind(object), Kind::Map(_)) => Ok(object),
        this => {
            let getter = if method == "size" { "get " } else { "" };
            machine.incompatible(this, &format!("{getter}Map.prototype.{method}"))
        }
    }
}

/// The entries of an object that was checked to be a map.
fn entries(machine: &mut Machine, map: ObjectId) -> Option<&mut Collection> {
    match &mut machine.heap.get_mut(map).kind {
        Kind::Map(collection) => Some(collection),
        _ => None,
    }
}

fn find(machine: &mut Machine, map: ObjectId, key: Value) -> Option<Value> {
    let lookup = machine.heap.collection_key(key);
    entries(machine, map).and_then(|collection| collection.get(&lookup))
}

fn get(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "get")?;
    let key = machine.argument(call, 0);
    Ok(find(machine, map, key).unwrap_or(Value::Undefined))
}

fn set(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "set")?;
    put(machine, map, machine.argument(call, 0), machine.argument(call, 1))?;
    Ok(call.this)
}

fn has(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "has")?;
    let key = machine.argument(call, 0);
    Ok(find(machine, map, key).is_some().into())
}

fn delete(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "delete")?;
    let lookup = machine.heap.collection_key(machine.argument(call, 0));
    Ok(entries(machine, map).is_some_and(|collection| collection.delete(&lookup)).into())
}

fn clear(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "clear")?;
    if let Some(collection) = entries(machine, map) {
        collection.clear();
    }
    Ok(Value::Undefined)
}

fn size(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "size")?;
    Ok(entries(machine, map).map_or(0, |collection| collection.len()).into())
}

fn iterate(machine: &mut Machine, call: &Call, method: &str, gives: Yield) -> Completion {
    let map = this(machine, call, method)?;
    Ok(iterator::create(machine, Walk::Map, gives, Value::Object(map)))
}

fn for_each(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "forEach")?;
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    machine.visitor(callback)?;
    let mut number = 0;
    let round = machine.heap.open_handles();
    while let Some((key, value, next)) = entries(machine, map).and_then(|collection| collection.entry_from(number)) {
        machine.call(callback, this, &[value, key, call.this])?;
        machine.heap.close_handles(round);
        number = next;
    }
    Ok(Value::Undefined)
}

fn group_by(machine: &mut Machine, call: &Call) -> Completion {
    let (items, by) = (machine.argument(call, 0), machine.argument(call, 1));
    let by = machine.grouping(items, by, "Map")?;
    let map = machine.heap.object(Some(machine.realm.map_prototype), Kind::Map(Box::default()));
    let mut index = 0.0;
    machine.each_of(items, &mut |machine, item| {
        let key = machine.call(by, Value::Undefined, &[item, Value::Number(index)])?;
        index += 1.0;
        if let Some(Value::Object(group)) = find(machine, map, key) {
            let length = machine.length_of(group)?;
            machine.heap.put(group, PropertyKey::Index(length as u32), item);
        } else {
            let group = machine.array([item]);
            put(machine, map, key, group)?;
        }
        Ok(true)
    })?;
    Ok(Value::Object(map))
}

fn get_or_insert(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "getOrInsert")?;
    let (key, value) = (machine.argument(call, 0), machine.argument(call, 1));
    if let Some(known) = find(machine, map, key) {
        return Ok(known);
    }
    put(machine, map, key, value)?;
    Ok(value)
}

fn get_or_insert_computed(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, "getOrInsertComputed")?;
    let (key, compute) = (machine.argument(call, 0), machine.argument(call, 1));
    if !machine.heap.is_function(compute) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["Map.prototype.getOrInsertComputed"]);
    }
    if let Some(known) = find(machine, map, key) {
        return Ok(known);
    }
    let key = if key == Value::Number(0.0) { Value::Number(0.0) } else { key };
    let value = machine.call(compute, Value::Undefined, &[key])?;
    put(machine, map, key, value)?;
    Ok(value)
}
