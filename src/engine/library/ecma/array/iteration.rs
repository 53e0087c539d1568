//! The methods of `Array.prototype` that call back for each element, and its iterators (ECMAScript 23.1.3). Not sorting.

use super::elements::{get, get_present, species_create, this};
use crate::heap::object::{Walk, Yield};
use crate::heap::{ObjectId, Value};
use crate::library::ecma::iterator;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};

pub(crate) const METHODS: &[Method] = &[
    ("forEach", 1, for_each),
    ("map", 1, map),
    ("filter", 1, filter),
    ("some", 1, some),
    ("every", 1, every),
    ("find", 1, |machine, call| find(machine, call, "find", false, false)),
    ("findIndex", 1, |machine, call| find(machine, call, "findIndex", false, true)),
    ("findLast", 1, |machine, call| find(machine, call, "findLast", true, false)),
    ("findLastIndex", 1, |machine, call| find(machine, call, "findLastIndex", true, true)),
    ("reduce", 1, |machine, call| reduce(machine, call, "reduce", false)),
    ("reduceRight", 1, |machine, call| reduce(machine, call, "reduceRight", true)),
    ("keys", 0, |machine, call| iterator(machine, call, "keys", Yield::Keys)),
    ("values", 0, |machine, call| iterator(machine, call, "values", Yield::Values)),
    ("entries", 0, |machine, call| iterator(machine, call, "entries", Yield::Entries)),
];

fn iterator(machine: &mut Machine, call: &Call, method: &str, gives: Yield) -> Completion {
    let object = machine.this_object(call.this, &format!("Array.prototype.{method}"))?;
    Ok(iterator::create(machine, Walk::Array, gives, Value::Object(object)))
}

/// What a visited element answered.
struct Visit {
    index: f64,
    value: Value,
    answer: Value,
}

/// Calls back for each element that is there, until `visit` says that it is enough.
fn walk(
    machine: &mut Machine,
    call: &Call,
    (object, length): (ObjectId, f64),
    visit: &mut dyn FnMut(&mut Machine, Visit) -> Completion<bool>,
) -> Completion<()> {
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    let mut index = 0.0;
    let round = machine.heap.open_handles();
    while index < length {
        machine.next_round(round, index)?;
        if let Some(value) = get_present(machine, object, index)? {
            let answer = machine.call(callback, this, &[value, Value::Number(index), Value::Object(object)])?;
            if !visit(machine, Visit { index, value, answer })? {
                break;
            }
        }
        index += 1.0;
    }
    Ok(())
}

/// `this`, its length, and the check of the callback.
fn start(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, f64)> {
    let found = this(machine, call, method)?;
    let callback = machine.argument(call, 0);
    machine.callable(callback)?;
    Ok(found)
}

fn for_each(machine: &mut Machine, call: &Call) -> Completion {
    let found = start(machine, call, "forEach")?;
    walk(machine, call, found, &mut |_, _| Ok(true))?;
    Ok(Value::Undefined)
}

fn map(machine: &mut Machine, call: &Call) -> Completion {
    let found = start(machine, call, "map")?;
    let result = species_create(machine, found.0, found.1)?;
    walk(machine, call, found, &mut |machine, visit| {
        let key = machine.index_key(visit.index);
        machine.create(result, key, visit.answer)?;
        Ok(true)
    })?;
    Ok(Value::Object(result))
}

fn filter(machine: &mut Machine, call: &Call) -> Completion {
    let found = start(machine, call, "filter")?;
    let result = species_create(machine, found.0, 0.0)?;
    let mut to = 0.0;
    walk(machine, call, found, &mut |machine, visit| {
        if machine.truthy(visit.answer) {
            let key = machine.index_key(to);
            machine.create(result, key, visit.value)?;
            to += 1.0;
        }
        Ok(true)
    })?;
    Ok(Value::Object(result))
}

fn some(machine: &mut Machine, call: &Call) -> Completion {
    let found = start(machine, call, "some")?;
    let mut any = false;
    walk(machine, call, found, &mut |machine, visit| {
        any = machine.truthy(visit.answer);
        Ok(!any)
    })?;
    Ok(any.into())
}

fn every(machine: &mut Machine, call: &Call) -> Completion {
    let found = start(machine, call, "every")?;
    let mut all = true;
    walk(machine, call, found, &mut |machine, visit| {
        all = machine.truthy(visit.answer);
        Ok(all)
    })?;
    Ok(all.into())
}

fn find(machine: &mut Machine, call: &Call, method: &str, backwards: bool, wants_index: bool) -> Completion {
    let (object, length) = start(machine, call, method)?;
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    let mut step = 0.0;
    let round = machine.heap.open_handles();
    while step < length {
        machine.next_round(round, step)?;
        let index = if backwards { length - 1.0 - step } else { step };
        let value = get(machine, object, index)?;
        let answer = machine.call(callback, this, &[value, Value::Number(index), Value::Object(object)])?;
        if machine.truthy(answer) {
            return Ok(if wants_index { Value::Number(index) } else { value });
        }
        step += 1.0;
    }
    Ok(if wants_index { Value::Number(-1.0) } else { Value::Undefined })
}

fn reduce(machine: &mut Machine, call: &Call, method: &str, backwards: bool) -> Completion {
    let (object, length) = start(machine, call, method)?;
    let callback = machine.argument(call, 0);
    let mut begun = machine.argument_count(call) > 1;
    let so_far = machine.heap.carry(machine.argument(call, 1));
    let mut step = 0.0;
    let round = machine.heap.open_handles();
    while step < length {
        machine.next_round(round, step)?;
        let index = if backwards { length - 1.0 - step } else { step };
        step += 1.0;
        let Some(value) = get_present(machine, object, index)? else { continue };
        let next = if begun {
            let arguments = [machine.heap.carried(so_far), value, Value::Number(index), Value::Object(object)];
            machine.call(callback, Value::Undefined, &arguments)?
        } else {
            value
        };
        machine.heap.carry_on(so_far, next);
        begun = true;
    }
    if begun { Ok(machine.heap.carried(so_far)) } else { machine.fail(message::REDUCE_NO_INITIAL, []) }
}
