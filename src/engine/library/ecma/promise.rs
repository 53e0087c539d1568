//! `Promise` (ECMAScript 27.2) as a value: made, settled, shown. Not what happens later: `then` and kin are refused by name.

use crate::heap::{Kind, ObjectId, Settled, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Native, Thrown, message};
use pool::memory::since;

const REFUSED: [Method; 3] = [
    ("then", 2, |machine, _| refuse(machine, "then()")),
    ("catch", 1, |machine, _| refuse(machine, "catch()")),
    ("finally", 1, |machine, _| refuse(machine, "finally()")),
];

const REFUSED_STATICS: [Method; 4] = [
    ("all", 1, |machine, _| refuse(machine, "Promise.all()")),
    ("allSettled", 1, |machine, _| refuse(machine, "Promise.allSettled()")),
    ("any", 1, |machine, _| refuse(machine, "Promise.any()")),
    ("race", 1, |machine, _| refuse(machine, "Promise.race()")),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    let class = table::class(machine, ("Promise", 1, construct), prototype);
    machine.realm.promise_prototype = prototype;
    table::methods(machine, class, &REFUSED_STATICS);
    table::methods(machine, class, &[("resolve", 1, resolve), ("reject", 1, reject)]);
    table::dated(machine, class, &[("withResolvers", 0, with_resolvers, since(22))]);
    table::species(machine, class);
    table::methods(machine, prototype, &REFUSED);
    table::tag(machine, prototype, "Promise");
}

fn refuse(machine: &mut Machine, what: &str) -> Completion {
    machine.fail(message::OUTSIDE_PROMISE, [what])
}

fn pending(machine: &mut Machine, proto: Option<ObjectId>) -> ObjectId {
    let proto = proto.unwrap_or(machine.realm.promise_prototype);
    machine.heap.object(Some(proto), Kind::Promise(Box::new(Settled::Pending)))
}

/// `new Promise(executor)`
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::PROMISE_NEW_TARGET_UNDEFINED, []);
    }
    let executor = machine.argument(call, 0);
    if !machine.heap.is_function(executor) {
        return machine.blame(message::RESOLVER_NOT_A_FUNCTION, executor);
    }
    let proto = machine.prototype_for(call, machine.realm.promise_prototype)?;
    let promise = pending(machine, Some(proto));
    let [resolve, reject] = resolvers(machine, promise);
    match machine.call(executor, Value::Undefined, &[resolve, reject]) {
        Err(Thrown::Value(reason)) => settle(machine, promise, Settled::Rejected(reason)),
        Err(thrown) => return Err(thrown),
        Ok(_) => {}
    }
    Ok(Value::Object(promise))
}

/// The two functions an executor gets.
fn resolvers(machine: &mut Machine, promise: ObjectId) -> [Value; 2] {
    let natives: [Native; 2] = [
        |machine, call| {
            let value = machine.argument(call, 0);
            if let Some(promise) = owner(machine, call) {
                fulfil(machine, promise, value)?;
            }
            Ok(Value::Undefined)
        },
        |machine, call| {
            let reason = machine.argument(call, 0);
            if let Some(promise) = owner(machine, call) {
                settle(machine, promise, Settled::Rejected(reason));
            }
            Ok(Value::Undefined)
        },
    ];
    natives.map(|native| {
        let function = table::function(machine, ("", 1, native));
        let key = crate::heap::PropertyKey::Symbol(machine.symbols.promise_to_settle);
        machine.heap.put_with(function, key, Value::Object(promise), crate::heap::Attributes::HIDDEN);
        Value::Object(function)
    })
}

fn owner(machine: &mut Machine, call: &Call) -> Option<ObjectId> {
    let key = crate::heap::PropertyKey::Symbol(machine.symbols.promise_to_settle);
    machine.heap.own(call.callee, key)?.value.as_object()
}

/// Settles a promise that is pending.
fn settle(machine: &mut Machine, promise: ObjectId, settled: Settled) {
    if let Kind::Promise(state) = &mut machine.heap.get_mut(promise).kind
        && **state == Settled::Pending
    {
        **state = settled;
    }
}

/// What `resolve(value)` does at once: a value that has a `then` is waited for.
fn fulfil(machine: &mut Machine, promise: ObjectId, value: Value) -> Completion<()> {
    let waits = match value {
        Value::Object(_) => {
            let then = machine.get_named(value, "then")?;
            machine.heap.is_function(then)
        }
        _ => false,
    };
    if !waits {
        settle(machine, promise, Settled::Fulfilled(value));
    }
    Ok(())
}

/// `Promise.resolve(value)`
fn resolve(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if let Value::Object(object) = value
        && matches!(machine.heap.kind(object), Kind::Promise(_))
        && machine.get(value, machine.keys.constructor)? == call.this
    {
        return Ok(value);
    }
    let promise = of_class(machine, call)?;
    fulfil(machine, promise, value)?;
    Ok(Value::Object(promise))
}

/// `Promise.reject(reason)`
fn reject(machine: &mut Machine, call: &Call) -> Completion {
    let promise = of_class(machine, call)?;
    let reason = machine.argument(call, 0);
    settle(machine, promise, Settled::Rejected(reason));
    Ok(Value::Object(promise))
}

fn of_class(machine: &mut Machine, call: &Call) -> Completion<ObjectId> {
    if call.this.as_object().is_none() {
        return machine.fail(message::CALLED_ON_NON_OBJECT, ["PromiseResolve"]);
    }
    Ok(pending(machine, None))
}

/// `Promise.withResolvers()`
fn with_resolvers(machine: &mut Machine, call: &Call) -> Completion {
    let promise = of_class(machine, call)?;
    let [resolve, reject] = resolvers(machine, promise);
    let answer = machine.object();
    for (name, value) in [("promise", Value::Object(promise)), ("resolve", resolve), ("reject", reject)] {
        table::export(machine, answer, name, value);
    }
    Ok(Value::Object(answer))
}
