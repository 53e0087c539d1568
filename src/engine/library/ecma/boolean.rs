//! `Boolean` (ECMAScript 20.3).

use crate::heap::{Kind, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine};

pub(crate) fn install(machine: &mut Machine) {
    let prototype = machine.heap.object(Some(machine.realm.object_prototype), Kind::Boolean(false));
    machine.realm.boolean_prototype = prototype;
    table::class(machine, ("Boolean", 1, construct), prototype);
    table::methods(machine, prototype, &[("toString", 0, to_string), ("valueOf", 0, value_of)]);
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.truthy(machine.argument(call, 0));
    if call.new_target.is_none() {
        return Ok(value.into());
    }
    let proto = machine.prototype_for(call, machine.realm.boolean_prototype)?;
    Ok(Value::Object(machine.heap.object(Some(proto), Kind::Boolean(value))))
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<bool> {
    match call.this {
        Value::Boolean(value) => return Ok(value),
        Value::Object(object) => {
            if let Kind::Boolean(value) = machine.heap.kind(object) {
                return Ok(*value);
            }
        }
        _ => {}
    }
    machine.not_generic("Boolean", method)
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let value = this(machine, call, "toString")?;
    Ok(machine.heap.string_value(if value { "true" } else { "false" }))
}

fn value_of(machine: &mut Machine, call: &Call) -> Completion {
    this(machine, call, "valueOf").map(Value::Boolean)
}
