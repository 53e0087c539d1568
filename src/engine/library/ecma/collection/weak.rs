//! `WeakMap`, `WeakSet`, `WeakRef` (ECMAScript 24.3, 24.4, 26.1). Not when their targets go: that is the collector's.

use super::put;
use crate::heap::object::Collection;
use crate::heap::{Kind, ObjectId, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, since};

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.weak_map_prototype = prototype;
    table::class(machine, ("WeakMap", 0, construct_map), prototype);
    table::methods(
        machine,
        prototype,
        &[
            ("delete", 1, |machine, call| delete(machine, call, "WeakMap", false)),
            ("get", 1, get),
            ("set", 2, set),
            ("has", 1, |machine, call| has(machine, call, "WeakMap", false)),
        ],
    );
    let later: [table::Dated; 2] =
        [("getOrInsert", 2, get_or_insert, since(26)), ("getOrInsertComputed", 2, get_or_insert_computed, since(26))];
    table::dated(machine, prototype, &later);
    table::tag(machine, prototype, "WeakMap");
    let prototype = table::plain(machine);
    machine.realm.weak_set_prototype = prototype;
    table::class(machine, ("WeakSet", 0, construct_set), prototype);
    table::methods(
        machine,
        prototype,
        &[
            ("delete", 1, |machine, call| delete(machine, call, "WeakSet", true)),
            ("has", 1, |machine, call| has(machine, call, "WeakSet", true)),
            ("add", 1, add),
        ],
    );
    table::tag(machine, prototype, "WeakSet");
    let prototype = table::plain(machine);
    machine.realm.weak_ref_prototype = prototype;
    table::class(machine, ("WeakRef", 1, construct_ref), prototype);
    table::methods(machine, prototype, &[("deref", 0, deref)]);
    table::tag(machine, prototype, "WeakRef");
}

fn construct_map(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("WeakMap");
    }
    let proto = machine.prototype_for(call, machine.realm.weak_map_prototype)?;
    let map = machine.heap.object(Some(proto), Kind::WeakMap(Box::default()));
    super::map::fill(machine, map, machine.argument(call, 0), "set")?;
    Ok(Value::Object(map))
}

fn construct_set(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("WeakSet");
    }
    let proto = machine.prototype_for(call, machine.realm.weak_set_prototype)?;
    let set = machine.heap.object(Some(proto), Kind::WeakSet(Box::default()));
    super::set::fill(machine, set, machine.argument(call, 0))?;
    Ok(Value::Object(set))
}

/// `CanBeHeldWeakly`: objects, and since Node 20 symbols that are not registered.
fn may_be_held(machine: &Machine, value: Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Symbol(_) => {
            machine.knows(Fact::WeakSymbols) && !crate::library::ecma::symbol::is_registered(machine, value)
        }
        _ => false,
    }
}

fn this(machine: &mut Machine, call: &Call, (class, is_set): (&str, bool), method: &str) -> Completion<ObjectId> {
    match call.this {
        Value::Object(object)
            if match machine.heap.kind(object) {
                Kind::WeakMap(_) => !is_set,
                Kind::WeakSet(_) => is_set,
                _ => false,
            } =>
        {
            Ok(object)
        }
        this => machine.incompatible(this, &format!("{class}.prototype.{method}")),
    }
}

/// The entries of an object that was checked to be one of the two.
fn entries(machine: &mut Machine, object: ObjectId) -> Option<&mut Collection> {
    match &mut machine.heap.get_mut(object).kind {
        Kind::WeakMap(collection) | Kind::WeakSet(collection) => Some(collection),
        _ => None,
    }
}

fn get(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, ("WeakMap", false), "get")?;
    let lookup = machine.heap.collection_key(machine.argument(call, 0));
    Ok(entries(machine, map).and_then(|collection| collection.get(&lookup)).unwrap_or(Value::Undefined))
}

fn set(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, ("WeakMap", false), "set")?;
    let key = machine.argument(call, 0);
    if !may_be_held(machine, key) {
        return machine.fail(message::INVALID_WEAK_MAP_KEY, []);
    }
    put(machine, map, key, machine.argument(call, 1))?;
    Ok(call.this)
}

fn get_or_insert(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, ("WeakMap", false), "getOrInsert")?;
    insert(machine, map, machine.argument(call, 0), |machine, _| Ok(machine.argument(call, 1)))
}

fn get_or_insert_computed(machine: &mut Machine, call: &Call) -> Completion {
    let map = this(machine, call, ("WeakMap", false), "getOrInsertComputed")?;
    let compute = machine.argument(call, 1);
    if !machine.heap.is_function(compute) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["WeakMap.prototype.getOrInsertComputed"]);
    }
    insert(machine, map, machine.argument(call, 0), |machine, key| machine.call(compute, Value::Undefined, &[key]))
}

/// The value of a key, which is made where there is none.
fn insert(
    machine: &mut Machine,
    map: ObjectId,
    key: Value,
    make: impl FnOnce(&mut Machine, Value) -> Completion,
) -> Completion {
    if !may_be_held(machine, key) {
        return machine.fail(message::INVALID_WEAK_MAP_KEY, []);
    }
    let lookup = machine.heap.collection_key(key);
    if let Some(known) = entries(machine, map).and_then(|collection| collection.get(&lookup)) {
        return Ok(known);
    }
    let value = make(machine, key)?;
    put(machine, map, key, value)?;
    Ok(value)
}

fn add(machine: &mut Machine, call: &Call) -> Completion {
    let set = this(machine, call, ("WeakSet", true), "add")?;
    let key = machine.argument(call, 0);
    if !may_be_held(machine, key) {
        return machine.fail(message::INVALID_WEAK_SET_VALUE, []);
    }
    put(machine, set, key, Value::Undefined)?;
    Ok(call.this)
}

fn has(machine: &mut Machine, call: &Call, class: &str, set: bool) -> Completion {
    let object = this(machine, call, (class, set), "has")?;
    let lookup = machine.heap.collection_key(machine.argument(call, 0));
    Ok(entries(machine, object).is_some_and(|collection| collection.get(&lookup).is_some()).into())
}

fn delete(machine: &mut Machine, call: &Call, class: &str, set: bool) -> Completion {
    let object = this(machine, call, (class, set), "delete")?;
    let lookup = machine.heap.collection_key(machine.argument(call, 0));
    Ok(entries(machine, object).is_some_and(|collection| collection.delete(&lookup)).into())
}

fn construct_ref(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("WeakRef");
    }
    let target = machine.argument(call, 0);
    if !may_be_held(machine, target) {
        return machine.fail(message::INVALID_WEAK_REFS_WEAK_REF_CONSTRUCTOR_TARGET, []);
    }
    let proto = machine.prototype_for(call, machine.realm.weak_ref_prototype)?;
    Ok(Value::Object(machine.heap.object(Some(proto), Kind::WeakRef(Box::new(target)))))
}

fn deref(machine: &mut Machine, call: &Call) -> Completion {
    if let Value::Object(object) = call.this
        && let Kind::WeakRef(target) = machine.heap.kind(object)
    {
        return Ok(**target);
    }
    machine.incompatible(call.this, "WeakRef.prototype.deref")
}
