//! `Promise.all`, `allSettled`, `any`, `race` (ECMAScript 27.2.4): promises of several. Not a single one.

use super::capability::{Capability, invoke_then};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Native, Thrown, message};

/// What is gathered.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    All,
    AllSettled,
    Any,
    Race,
}

pub(super) fn install(machine: &mut Machine, class: ObjectId) {
    let rows: [Method; 4] = [
        ("all", 1, |machine, call| gather(machine, call, Way::All, "Promise.all")),
        ("allSettled", 1, |machine, call| gather(machine, call, Way::AllSettled, "Promise.allSettled")),
        ("any", 1, |machine, call| gather(machine, call, Way::Any, "Promise.any")),
        ("race", 1, |machine, call| gather(machine, call, Way::Race, "Promise.race")),
    ];
    table::methods(machine, class, &rows);
    let natives: [Native; 4] = [
        |machine, call| element(machine, call, |_, value| value),
        |machine, call| element(machine, call, |machine, value| outcome(machine, "fulfilled", "value", value)),
        |machine, call| element(machine, call, |machine, value| outcome(machine, "rejected", "reason", value)),
        |machine, call| element(machine, call, |_, value| value),
    ];
    machine.realm.promise_elements = natives.map(|native| table::function(machine, ("", 1, native)));
}

// What all elements of one call share: an array of these.
const VALUES: usize = 0;
const LEFT: usize = 1;
/// What takes the values once all are there.
const TAKER: usize = 2;
/// Whether that is told an error with all reasons.
const REASONS: usize = 3;
// And what each of them has: that array, its index, whether it was called.
const SHARED: usize = 0;
const INDEX: usize = 1;

fn gather(machine: &mut Machine, call: &Call, way: Way, name: &str) -> Completion {
    let class = machine.object_argument(call.this, name)?;
    let capability = Capability::new(machine, class)?;
    match gathered(machine, call, way, class, capability) {
        Ok(()) => {}
        Err(Thrown::Value(reason)) => {
            machine.call(capability.reject, Value::Undefined, &[reason])?;
        }
        Err(thrown) => return Err(thrown),
    }
    Ok(capability.promise)
}

fn gathered(machine: &mut Machine, call: &Call, way: Way, class: ObjectId, to: Capability) -> Completion<()> {
    let resolve = machine.get_named(Value::Object(class), "resolve")?;
    if !machine.heap.is_function(resolve) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["resolve"]);
    }
    let values = machine.array([]);
    let taker = if way == Way::Any { to.reject } else { to.resolve };
    let shared = machine.array([values, Value::Number(1.0), taker, Value::Boolean(way == Way::Any)]);
    let (Some(shared), Some(list)) = (shared.as_object(), values.as_object()) else { return Ok(()) };
    let iterable = machine.argument(call, 0);
    let mut index: u32 = 0;
    machine.each_of(iterable, &mut |machine, item| {
        let next = machine.call(resolve, Value::Object(class), &[item])?;
        let handlers = if way == Way::Race {
            [to.resolve, to.reject]
        } else {
            machine.room_for_list(index as usize)?;
            machine.heap.put(list, PropertyKey::Index(index), Value::Undefined);
            let left = machine.captured_at(shared, LEFT);
            let left = machine.to_number(left)?;
            machine.recapture(shared, LEFT, Value::Number(left + 1.0));
            let [all, fulfilled, rejected, any] = machine.realm.promise_elements;
            let record = machine.array([Value::Object(shared), Value::from(index)]);
            let mut made = |like| machine.closure_like(like, record);
            match way {
                Way::All => [made(all), to.reject],
                Way::AllSettled => [made(fulfilled), made(rejected)],
                Way::Any | Way::Race => [to.resolve, made(any)],
            }
        };
        index += 1;
        invoke_then(machine, next, &handlers).map(|_| true)
    })?;
    if way == Way::Race { Ok(()) } else { one_less(machine, shared).map(|_| ()) }
}

/// An element is there: its value is kept, the first time.
fn element(machine: &mut Machine, call: &Call, shown: fn(&mut Machine, Value) -> Value) -> Completion {
    let Some(record) = machine.captured(call.callee) else { return Ok(Value::Undefined) };
    let (shared, index) = (machine.captured_at(record, SHARED), machine.captured_at(record, INDEX));
    let (Value::Object(shared), Value::Number(index)) = (shared, index) else { return Ok(Value::Undefined) };
    machine.recapture(record, SHARED, Value::Undefined);
    let value = machine.argument(call, 0);
    let value = shown(machine, value);
    if let Value::Object(values) = machine.captured_at(shared, VALUES) {
        machine.heap.put(values, PropertyKey::Index(index as u32), value);
    }
    one_less(machine, shared)
}

/// One less is awaited: after the last one everything is given on.
fn one_less(machine: &mut Machine, shared: ObjectId) -> Completion {
    let left = machine.captured_at(shared, LEFT);
    let left = machine.to_number(left)? - 1.0;
    machine.recapture(shared, LEFT, Value::Number(left));
    if left > 0.0 {
        return Ok(Value::Undefined);
    }
    let (values, taker) = (machine.captured_at(shared, VALUES), machine.captured_at(shared, TAKER));
    let given = match machine.captured_at(shared, REASONS) {
        Value::Boolean(true) => all_rejected(machine, values),
        _ => values,
    };
    machine.call(taker, Value::Undefined, &[given])
}

fn all_rejected(machine: &mut Machine, reasons: Value) -> Value {
    let error = machine.heap.object(Some(machine.realm.aggregate_error_prototype), Kind::Error);
    // V8 makes it where nothing of the program runs.
    machine.capture_stack_below(error, Some(machine.realm.promise_executor));
    let text = machine.worded(message::ALL_PROMISES_REJECTED, []);
    let text = machine.heap.string_value(text);
    machine.heap.put_with(error, machine.keys.message, text, Attributes::HIDDEN);
    table::hidden(machine, error, "errors", reasons);
    Value::Object(error)
}

fn outcome(machine: &mut Machine, status: &str, name: &str, value: Value) -> Value {
    let made = machine.object();
    let status = machine.heap.string_value(status);
    table::export(machine, made, "status", status);
    table::export(machine, made, name, value);
    Value::Object(made)
}
