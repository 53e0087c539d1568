//! `Set` with the set algebra of later releases (ECMAScript 24.2).

use super::put;
use crate::heap::object::{Collection, Walk, Yield};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::ecma::iterator;
use crate::library::table;
use crate::library::table::{Dated, Method};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;
use pool::memory::since;

const METHODS: &[Method] = &[
    ("has", 1, has),
    ("add", 1, add),
    ("delete", 1, delete),
    ("clear", 0, clear),
    ("entries", 0, |machine, call| iterate(machine, call, "entries", Yield::Entries)),
    ("forEach", 1, for_each),
    ("values", 0, |machine, call| iterate(machine, call, "values", Yield::Values)),
];

const ALGEBRA: &[Dated] = &[
    ("union", 1, |machine, call| combine(machine, call, "union", Union::Both), since(22)),
    ("intersection", 1, |machine, call| combine(machine, call, "intersection", Union::Common), since(22)),
    ("difference", 1, |machine, call| combine(machine, call, "difference", Union::Only), since(22)),
    ("symmetricDifference", 1, |machine, call| combine(machine, call, "symmetricDifference", Union::Either), since(22)),
    ("isSubsetOf", 1, |machine, call| relate(machine, call, "isSubsetOf"), since(22)),
    ("isSupersetOf", 1, is_superset, since(22)),
    ("isDisjointFrom", 1, |machine, call| relate(machine, call, "isDisjointFrom"), since(22)),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.set_prototype = prototype;
    let set = table::class(machine, ("Set", 0, construct), prototype);
    table::species(machine, set);
    table::methods(machine, prototype, METHODS);
    table::getters(machine, prototype, &[("size", size)]);
    table::tag(machine, prototype, "Set");
    table::dated(machine, prototype, ALGEBRA);
    let key = machine.heap.key("values");
    let values = machine.heap.own(prototype, key).map_or(Value::Undefined, |property| property.value);
    table::hidden(machine, prototype, "keys", values);
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    machine.heap.put_with(prototype, key, values, Attributes::HIDDEN);
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("Set");
    }
    let proto = machine.prototype_for(call, machine.realm.set_prototype)?;
    let set = machine.heap.object(Some(proto), Kind::Set(Box::default()));
    fill(machine, set, machine.argument(call, 0))?;
    Ok(Value::Object(set))
}

/// Adds values of an iterable through the `add` a subclass may have replaced.
pub(crate) fn fill(machine: &mut Machine, set: ObjectId, values: Value) -> Completion<()> {
    if values.is_nullish() {
        return Ok(());
    }
    let add = machine.get_named(Value::Object(set), "add")?;
    if !machine.heap.is_function(add) {
        let shown = machine.message_text(add);
        return machine.fail(message::PROPERTY_NOT_FUNCTION, [&shown, "add", "#<Set>"]);
    }
    machine.each_of(values, &mut |machine, item| {
        machine.call(add, Value::Object(set), &[item])?;
        Ok(true)
    })
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<ObjectId> {
    match call.this {
        Value::Object(object) if matches!(machine.heap.kind(object), Kind::Set(_)) => Ok(object),
        this => {
            let getter = if method == "size" { "get " } else { "" };
            machine.incompatible(this, &format!("{getter}Set.prototype.{method}"))
        }
    }
}

/// The entries of an object that was checked to be a set.
fn entries(machine: &mut Machine, set: ObjectId) -> Option<&mut Collection> {
    match &mut machine.heap.get_mut(set).kind {
        Kind::Set(collection) => Some(collection),
        _ => None,
    }
}

fn contains(machine: &mut Machine, set: ObjectId, value: Value) -> bool {
    let lookup = machine.heap.collection_key(value);
    entries(machine, set).is_some_and(|collection| collection.get(&lookup).is_some())
}

fn has(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, "has")?;
    let value = machine.argument(call, 0);
    Ok(contains(machine, set, value).into())
}

fn add(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, "add")?;
    put(machine, set, machine.argument(call, 0), Value::Undefined)?;
    Ok(call.this)
}

fn delete(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, "delete")?;
    let lookup = machine.heap.collection_key(machine.argument(call, 0));
    Ok(entries(machine, set).is_some_and(|collection| collection.delete(&lookup)).into())
}

fn clear(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, "clear")?;
    if let Some(collection) = entries(machine, set) {
        collection.clear();
    }
    Ok(Value::Undefined)
}

fn size(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, "size")?;
    Ok(entries(machine, set).map_or(0, |collection| collection.len()).into())
}

fn iterate(machine: &mut Machine, call: &Call, method: &str, gives: Yield) -> Completion {
    let set = this(machine, call, method)?;
    Ok(iterator::create(machine, Walk::Set, gives, Value::Object(set)))
}

fn next_entry(machine: &mut Machine, set: ObjectId, number: usize) -> Option<(Value, usize)> {
    entries(machine, set)?.entry_from(number).map(|(value, _, next)| (value, next))
}

fn for_each(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, "forEach")?;
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    machine.visitor(callback)?;
    each_value(machine, set, |machine, value| machine.call(callback, this, &[value, value, call.this]).map(|_| true))?;
    Ok(Value::Undefined)
}

/// A set-like argument (ECMAScript `GetSetRecord`): its `has` and `keys`.
struct Record {
    object: Value,
    size: f64,
    has: Value,
    keys: Value,
}

fn record(machine: &mut Machine, call: &Call, method: &str) -> Completion<Record> {
    let object = machine.argument(call, 0);
    if object.as_object().is_none() {
        return machine.fail(message::ARGUMENT_IS_NON_OBJECT, [&format!("Set.prototype.{method}")]);
    }
    let size = machine.get_named(object, "size")?;
    let size = machine.to_number(size)?;
    if size.is_nan() {
        return machine.fail(message::SIZE_IS_NAN, []);
    }
    if size < 0.0 {
        return machine.fail(message::INVALID_SIZE_VALUE, [&crate::machine::convert::number_text(size)]);
    }
    let has = callable(machine, object, "has")?;
    let keys = callable(machine, object, "keys")?;
    Ok(Record { object, size: size.trunc(), has, keys })
}

fn callable(machine: &mut Machine, object: Value, name: &str) -> Completion {
    let method = machine.get_named(object, name)?;
    if machine.heap.is_function(method) {
        return Ok(method);
    }
    machine.fail(message::CALLED_NON_CALLABLE, [&format!("string \"{name}\"")])
}

/// The iterator of a set-like's keys, and its `next`.
fn keys_of(machine: &mut Machine, record: &Record) -> Completion<(Value, Value)> {
    let iterator = machine.call(record.keys, record.object, &[])?;
    if iterator.as_object().is_none() {
        return machine.fail(message::KEYS_METHOD_INVALID, []);
    }
    let next = callable(machine, iterator, "next")?;
    Ok((iterator, next))
}

/// Visits the keys until `each` says stop: then the iterator is closed.
fn each_key(
    machine: &mut Machine,
    (iterator, next): (Value, Value),
    mut each: impl FnMut(&mut Machine, Value) -> Completion<bool>,
) -> Completion<()> {
    let round = machine.heap.open_handles();
    loop {
        machine.tick()?;
        machine.heap.close_handles(round);
        let Some(key) = machine.step_iterator(iterator, next)? else { return Ok(()) };
        if !each(machine, key)? {
            return machine.close_iterator(iterator, false);
        }
    }
}

/// Visits the values of a set as it is at the time, as `forEach` does, until `each` says stop.
fn each_value(
    machine: &mut Machine,
    set: ObjectId,
    mut each: impl FnMut(&mut Machine, Value) -> Completion<bool>,
) -> Completion<()> {
    let mut number = 0;
    let round = machine.heap.open_handles();
    while let Some((value, next)) = next_entry(machine, set, number) {
        machine.heap.close_handles(round);
        machine.heap.hold(value);
        if !each(machine, value)? {
            break;
        }
        number = next;
    }
    Ok(())
}

fn in_other(machine: &mut Machine, record: &Record, value: Value) -> Completion<bool> {
    let answer = machine.call(record.has, record.object, &[value])?;
    Ok(machine.truthy(answer))
}

/// Which values a combination keeps.
#[derive(Clone, Copy, PartialEq)]
enum Union {
    Both,
    Common,
    Only,
    Either,
}

fn remove(machine: &mut Machine, set: ObjectId, value: Value) {
    let lookup = machine.heap.collection_key(value);
    entries(machine, set).map(|collection| collection.delete(&lookup));
}

fn count(machine: &mut Machine, set: ObjectId) -> f64 {
    entries(machine, set).map_or(0, |collection| collection.len()) as f64
}

fn combine(machine: &mut Machine, call: &Call, method: &str, keeps: Union) -> Completion {
    let set = this(machine, call, method)?;
    let other = record(machine, call, method)?;
    let by_keys = matches!(keeps, Union::Both | Union::Either) || count(machine, set) > other.size;
    let result = machine.heap.object(Some(machine.realm.set_prototype), Kind::Set(Box::default()));
    let copy = |machine: &mut Machine| {
        each_value(machine, set, |machine, value| {
            put(machine, result, value, Value::Undefined)?;
            Ok(true)
        })
    };
    // `keys` and `has` may change this set.
    let early = keeps == Union::Only && (by_keys || !machine.knows(Fact::DifferenceUncopied));
    if early {
        copy(machine)?;
    }
    let keys = if by_keys { Some(keys_of(machine, &other)?) } else { None };
    if matches!(keeps, Union::Both | Union::Either) {
        copy(machine)?;
    }
    if let Some(keys) = keys {
        each_key(machine, keys, |machine, key| {
            match keeps {
                Union::Common if contains(machine, set, key) => put(machine, result, key, Value::Undefined)?,
                Union::Only => remove(machine, result, key),
                Union::Either if contains(machine, set, key) => remove(machine, result, key),
                Union::Both | Union::Either => put(machine, result, key, Value::Undefined)?,
                Union::Common => {}
            }
            Ok(true)
        })?;
    } else {
        each_value(machine, set, |machine, value| {
            match (in_other(machine, &other, value)?, keeps) {
                (true, Union::Common) => put(machine, result, value, Value::Undefined)?,
                (true, _) if early => remove(machine, result, value),
                (false, Union::Only) if !early => put(machine, result, value, Value::Undefined)?,
                _ => {}
            }
            Ok(true)
        })?;
    }
    Ok(Value::Object(result))
}

/// `isSubsetOf` and `isDisjointFrom`: whether every value is in the other, or none.
fn relate(machine: &mut Machine, call: &Call, method: &str) -> Completion {
    let set = this(machine, call, method)?;
    let other = record(machine, call, method)?;
    let subset = method == "isSubsetOf";
    let mut holds = true;
    if count(machine, set) > other.size {
        if subset {
            return Ok(false.into());
        }
        let keys = keys_of(machine, &other)?;
        each_key(machine, keys, |machine, key| {
            holds = !contains(machine, set, key);
            Ok(holds)
        })?;
    } else {
        each_value(machine, set, |machine, value| {
            holds = in_other(machine, &other, value)? == subset;
            Ok(holds)
        })?;
    }
    Ok(holds.into())
}

fn is_superset(machine: &mut Machine, call: &Call) -> Completion {
    let method = "isSupersetOf";
    let set = this(machine, call, method)?;
    let other = record(machine, call, method)?;
    if count(machine, set) < other.size {
        return Ok(false.into());
    }
    let mut holds = true;
    let keys = keys_of(machine, &other)?;
    each_key(machine, keys, |machine, key| {
        holds = contains(machine, set, key);
        Ok(holds)
    })?;
    Ok(holds.into())
}
