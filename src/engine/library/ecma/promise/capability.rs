//! Promises of any class with what settles them (ECMAScript 27.2.1.1, 27.2.1.3, 27.2.1.5). Not settling itself.

use crate::heap::{Derived, ObjectId, Value, flag};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, message};

/// A promise and the functions that settle it.
#[derive(Clone, Copy)]
pub(super) struct Capability {
    pub promise: Value,
    pub resolve: Value,
    pub reject: Value,
}

pub(super) fn install(machine: &mut Machine) {
    machine.realm.promise_resolvers =
        [table::function(machine, ("", 1, resolve)), table::function(machine, ("", 1, reject))];
    machine.realm.promise_executor = table::function(machine, ("", 2, executor));
}

impl Capability {
    /// `NewPromiseCapability(class)`
    pub fn new(machine: &mut Machine, class: ObjectId) -> Completion<Self> {
        if class == machine.realm.promise {
            let promise = machine.new_promise();
            let [resolve, reject] = machine.resolving_functions(promise);
            return Ok(Self { promise: Value::Object(promise), resolve, reject });
        }
        if machine.heap.get(class).flags & flag::CONSTRUCTOR == 0 {
            return machine.blame(message::NOT_CONSTRUCTOR, Value::Object(class));
        }
        let record = machine.array([Value::Undefined, Value::Undefined]);
        let executor = machine.closure_like(machine.realm.promise_executor, record);
        let promise = machine.construct(class, &[executor], class)?;
        let record = record.as_object().unwrap_or(class);
        let [resolve, reject] = [0, 1].map(|at| machine.captured_at(record, at));
        if !machine.heap.is_function(resolve) || !machine.heap.is_function(reject) {
            return machine.fail(message::PROMISE_NON_CALLABLE, []);
        }
        Ok(Self { promise, resolve, reject })
    }

    /// The same for what settles it once: the language's own class needs no functions for that.
    pub fn derived(machine: &mut Machine, class: ObjectId) -> Completion<(Derived, Value)> {
        if class == machine.realm.promise {
            let promise = machine.new_promise();
            return Ok((Derived::Promise(promise), Value::Object(promise)));
        }
        let Self { promise, resolve, reject } = Self::new(machine, class)?;
        Ok((Derived::Capability([promise, resolve, reject]), promise))
    }
}

/// Calls the `then` of a value.
pub(super) fn invoke_then(machine: &mut Machine, value: Value, arguments: &[Value]) -> Completion {
    let then = machine.get(value, machine.keys.then)?;
    machine.call(then, value, arguments)
}

/// `PromiseResolve(class, value)`
pub(super) fn resolved(machine: &mut Machine, class: ObjectId, value: Value) -> Completion {
    if machine.promise(value).is_some() && machine.get(value, machine.keys.constructor)? == Value::Object(class) {
        return Ok(value);
    }
    let (derived, promise) = Capability::derived(machine, class)?;
    machine.settle_derived(derived, Ok(value))?;
    Ok(promise)
}

/// What another class's constructor gets: keeps the functions it is called with.
fn executor(machine: &mut Machine, call: &Call) -> Completion {
    let Some(record) = machine.captured(call.callee) else { return Ok(Value::Undefined) };
    if [0, 1].into_iter().any(|at| !machine.captured_at(record, at).is_undefined()) {
        return machine.fail(message::PROMISE_EXECUTOR_ALREADY_INVOKED, []);
    }
    for at in 0..2 {
        let value = machine.argument(call, at);
        machine.recapture(record, at, value);
    }
    Ok(Value::Undefined)
}

/// The promise of a resolving function, unless one of the two was called before.
fn taken(machine: &mut Machine, call: &Call) -> Option<ObjectId> {
    let record = machine.captured(call.callee)?;
    let promise = machine.captured_at(record, 0).as_object()?;
    machine.recapture(record, 0, Value::Undefined);
    Some(promise)
}

fn resolve(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(promise) = taken(machine, call) {
        let value = machine.argument(call, 0);
        machine.resolve_promise(promise, value)?;
    }
    Ok(Value::Undefined)
}

fn reject(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(promise) = taken(machine, call) {
        let reason = machine.argument(call, 0);
        machine.reject_promise(promise, reason);
    }
    Ok(Value::Undefined)
}
