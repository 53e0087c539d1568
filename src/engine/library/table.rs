//! How rows of a class's table become properties. Not the rows themselves: each class keeps its own beside its functions.

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::machine::{Machine, Native, Row};
use pool::memory::Releases;

/// A method: name, `length`, function.
pub(crate) type Method = (&'static str, u8, Native);

/// A method that only some releases have: name, `length`, function, which ones.
pub(crate) type Dated = (&'static str, u8, Native, Releases);

/// A getter: name, function.
pub(crate) type Getter = (&'static str, Native);

/// A getter that only some releases have.
pub(crate) type DatedGetter = (&'static str, Native, Releases);

/// A built-in function that no property holds yet.
pub(crate) fn function(machine: &mut Machine, (name, length, native): Method) -> ObjectId {
    machine.native(Row { name, length, constructs: false, native })
}

/// Installs methods: writable, configurable, not enumerable (ECMAScript 18).
pub(crate) fn methods(machine: &mut Machine, object: ObjectId, rows: &[Method]) {
    for &row in rows {
        method(machine, object, row);
    }
}

/// Installs the methods that the release followed has.
pub(crate) fn dated(machine: &mut Machine, object: ObjectId, rows: &[Dated]) {
    for &(name, length, native, releases) in rows {
        if machine.knows(releases) {
            method(machine, object, (name, length, native));
        }
    }
}

/// Installs one method and gives its function, so that aliases can share it.
pub(crate) fn method(machine: &mut Machine, object: ObjectId, row: Method) -> ObjectId {
    let key = machine.heap.key(row.0);
    let PropertyKey::String(known) = key else { return method_at(machine, object, key, row) };
    let (name, length, native) = row;
    let made = machine.native_named(Row { name, length, constructs: false, native }, known);
    machine.heap.put_with(object, key, Value::Object(made), Attributes::HIDDEN);
    made
}

/// Installs a method under a key that is not its name: `[Symbol.iterator]` and kin.
pub(crate) fn method_at(machine: &mut Machine, object: ObjectId, key: PropertyKey, row: Method) -> ObjectId {
    let made = function(machine, row);
    machine.heap.put_with(object, key, Value::Object(made), Attributes::HIDDEN);
    made
}

/// Installs getters.
pub(crate) fn getters(machine: &mut Machine, object: ObjectId, rows: &[Getter]) {
    for &(name, native) in rows {
        let key = machine.heap.key(name);
        accessor(machine, object, key, name, native, None);
    }
}

/// Installs the getters that the release followed has.
pub(crate) fn dated_getters(machine: &mut Machine, object: ObjectId, rows: &[DatedGetter]) {
    for &(name, native, releases) in rows {
        if machine.knows(releases) {
            getters(machine, object, &[(name, native)]);
        }
    }
}

/// A getter's or setter's function, which is named so.
pub(crate) fn named(machine: &mut Machine, row: Row, prefix: &str) -> ObjectId {
    let name = machine.heap.intern([prefix, row.name].join(" "));
    machine.native_named(row, name)
}

/// Installs a getter and perhaps a setter; the functions are named `get name` and `set name`.
pub(crate) fn accessor(
    machine: &mut Machine,
    object: ObjectId,
    key: PropertyKey,
    name: &'static str,
    get: Native,
    set: Option<Native>,
) {
    let get = Row { name, length: 0, constructs: false, native: get };
    let get = named(machine, get, "get");
    let set = set.map(|native| {
        let set = Row { name, length: 1, constructs: false, native };
        named(machine, set, "set")
    });
    machine.heap.put_accessor(object, key, Some(get), set, Attributes::CONFIGURABLE_ONLY);
}

/// Installs a property nobody may change: `Math.PI`, `Number.MAX_SAFE_INTEGER`.
pub(crate) fn constant(machine: &mut Machine, object: ObjectId, name: &str, value: Value) {
    let key = machine.heap.key(name);
    machine.heap.put_with(object, key, value, Attributes::NONE);
}

/// Installs a property as methods are: writable, configurable, not enumerable.
pub(crate) fn hidden(machine: &mut Machine, object: ObjectId, name: &str, value: impl Into<Value>) {
    let key = machine.heap.key(name);
    machine.heap.put_with(object, key, value.into(), Attributes::HIDDEN);
}

/// Installs an ordinary, enumerable property: what modules export.
pub(crate) fn export(machine: &mut Machine, object: ObjectId, name: &str, value: impl Into<Value>) {
    let key = machine.heap.key(name);
    machine.heap.put(object, key, value.into());
}

/// Installs a global name.
pub(crate) fn global(machine: &mut Machine, name: &str, value: impl Into<Value>) {
    let object = machine.realm.global;
    hidden(machine, object, name, value);
}

/// Installs `[Symbol.toStringTag]`.
pub(crate) fn tag(machine: &mut Machine, object: ObjectId, name: &str) {
    let key = PropertyKey::Symbol(machine.symbols.to_string_tag);
    let name = machine.heap.string_value(name);
    machine.heap.put_with(object, key, name, Attributes::CONFIGURABLE_ONLY);
}

/// A new ordinary object under `Object.prototype`: what most prototypes and namespaces are.
pub(crate) fn plain(machine: &mut Machine) -> ObjectId {
    machine.object()
}

/// A new ordinary object under another one.
pub(crate) fn under(machine: &mut Machine, parent: ObjectId) -> ObjectId {
    machine.heap.object(Some(parent), Kind::Ordinary)
}

/// A constructor, linked with its prototype object. Not a global name yet: see [`global`].
pub(crate) fn constructor(machine: &mut Machine, (name, length, native): Method, prototype: ObjectId) -> ObjectId {
    let made = machine.native(Row { name, length, constructs: true, native });
    machine.heap.put_with(made, machine.keys.prototype, Value::Object(prototype), Attributes::NONE);
    machine.heap.put_with(prototype, machine.keys.constructor, Value::Object(made), Attributes::HIDDEN);
    made
}

/// Lets a constructor be shown as a class.
pub(crate) fn shown_as_class(machine: &mut Machine, constructor: ObjectId) {
    machine.heap.get_mut(constructor).flags |= crate::heap::flag::CLASS;
}

/// A constructor that is a global name.
pub(crate) fn class(machine: &mut Machine, row: Method, prototype: ObjectId) -> ObjectId {
    let made = constructor(machine, row, prototype);
    global(machine, row.0, made);
    made
}

/// `[Symbol.species]` of a constructor: `this` (ECMAScript 23.1.2.5 and kin).
pub(crate) fn species(machine: &mut Machine, constructor: ObjectId) {
    let key = PropertyKey::Symbol(machine.symbols.species);
    accessor(machine, constructor, key, "[Symbol.species]", |_, call| Ok(call.this), None);
}

/// What a global name holds.
pub(crate) fn global_value(machine: &mut Machine, name: &str) -> Value {
    let key = machine.heap.key(name);
    machine.heap.own(machine.realm.global, key).map_or(Value::Undefined, |own| own.value)
}
