//! What `this` of a `Date`'s method is. Not the methods.

use crate::heap::{Kind, ObjectId, Value};
use crate::machine::{Call, Completion, Machine};

/// The `Date` a value is and its time value.
pub(crate) fn of(machine: &Machine, value: Value) -> Option<(ObjectId, f64)> {
    let object = value.as_object()?;
    if let Kind::Date(time) = *machine.heap.kind(object) { Some((object, time)) } else { None }
}

/// The `Date` that `this` is.
pub(crate) fn receiver(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, f64)> {
    match of(machine, call.this) {
        Some(found) => Ok(found),
        None => machine.incompatible(call.this, &format!("Date.prototype.{method}")),
    }
}
