//! `promise.finally` (ECMAScript 27.2.5.3). Not the other methods.

use super::capability::{invoke_then, resolved};
use crate::heap::Value;
use crate::library::ecma::species;
use crate::library::table;
use crate::machine::{Call, Completion, Machine, Thrown};

pub(super) fn install(machine: &mut Machine) {
    machine.realm.promise_finally = [
        table::function(machine, ("", 1, |machine, call| settled(machine, call, 2))),
        table::function(machine, ("", 1, |machine, call| settled(machine, call, 3))),
        table::function(machine, ("", 0, |machine, call| Ok(remembered(machine, call, 0)))),
        table::function(machine, ("", 0, |machine, call| Err(Thrown::Value(remembered(machine, call, 0))))),
    ];
}

fn remembered(machine: &mut Machine, call: &Call, at: usize) -> Value {
    machine.captured(call.callee).map_or(Value::Undefined, |record| machine.captured_at(record, at))
}

/// `promise.finally(onFinally)`
pub(super) fn finally(machine: &mut Machine, call: &Call) -> Completion {
    let promise = machine.object_argument(call.this, "Promise.prototype.finally")?;
    let class = species::constructor(machine, promise, machine.realm.promise)?;
    let handler = machine.argument(call, 0);
    if !machine.heap.is_function(handler) {
        return invoke_then(machine, call.this, &[handler, handler]);
    }
    let [fulfilled, rejected, ..] = machine.realm.promise_finally;
    let record = machine.array([handler, Value::Object(class)]);
    let handlers = [fulfilled, rejected].map(|like| machine.closure_like(like, record));
    invoke_then(machine, call.this, &handlers)
}

/// What a handler of `finally` does: calls the function, waits for what it answers, and goes on as if nothing had been between.
fn settled(machine: &mut Machine, call: &Call, thunk: usize) -> Completion {
    let outcome = machine.argument(call, 0);
    let [handler, class] = [0, 1].map(|at| remembered(machine, call, at));
    let Some(class) = class.as_object() else { return Ok(outcome) };
    let result = machine.call(handler, Value::Undefined, &[])?;
    let promise = resolved(machine, class, result)?;
    let record = machine.array([outcome]);
    let thunk = machine.closure_like(machine.realm.promise_finally[thunk], record);
    invoke_then(machine, promise, &[thunk])
}
