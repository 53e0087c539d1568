//! How Node's own classes and those of the web show their methods and getters: enumerable, unlike the language's own. Not
//! which ones there are.

use super::coded;
use crate::heap::{Attributes, ObjectId, Value, flag};
use crate::library::table;
use crate::machine::{Completion, Machine};

/// Rows that Node assigns as ordinary properties: enumerable, unlike ECMAScript's own methods.
pub(crate) fn assign(machine: &mut Machine, object: ObjectId, rows: &[table::Method]) {
    for &row in rows {
        let key = machine.heap.key(row.0);
        let made = table::function(machine, row);
        machine.heap.get_mut(made).flags |= flag::CONSTRUCTOR | flag::PLAIN;
        machine.heap.put(object, key, Value::Object(made));
    }
}

/// Getters that Node makes enumerable, as web interfaces have them.
pub(crate) fn enumerable_getters(machine: &mut Machine, object: ObjectId, rows: &[table::Method]) {
    for &(name, _, native) in rows {
        let key = machine.heap.key(name);
        table::accessor(machine, object, key, name, native, None);
        let Some(own) = machine.heap.own(object, key) else { continue };
        let (get, set) = machine.heap.accessor(own.value);
        let attributes = Attributes::CONFIGURABLE_ONLY.with(Attributes::ENUMERABLE, true);
        machine.heap.put_accessor(object, key, get, set, attributes);
    }
}

/// Throws `ERR_INVALID_THIS`.
pub(crate) fn wrong_this<T>(machine: &mut Machine, class: &str) -> Completion<T> {
    machine.fail(coded::INVALID_THIS, [class])
}
