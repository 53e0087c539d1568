//! `Promise` (ECMAScript 27.2): the class, its prototype and the statics that make one. Not those that gather several: `gather`; not
//! what settling does: that is the machine's.

mod capability;
mod finally;
mod gather;

use crate::heap::{Derived, Kind, Value};
use crate::library::ecma::species;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Thrown, message};
use capability::{Capability, invoke_then, resolved};
use pool::memory::since;

const METHODS: [Method; 3] = [("then", 2, then), ("catch", 1, catch), ("finally", 1, finally::finally)];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    let class = table::class(machine, ("Promise", 1, construct), prototype);
    machine.realm.promise_prototype = prototype;
    machine.realm.promise = class;
    gather::install(machine, class);
    table::methods(machine, class, &[("resolve", 1, resolve), ("reject", 1, reject)]);
    let newer =
        [("withResolvers", 0, with_resolvers as crate::machine::Native, since(22)), ("try", 1, attempt, since(24))];
    table::dated(machine, class, &newer);
    table::species(machine, class);
    let [then, ..] = METHODS.map(|row| table::method(machine, prototype, row));
    machine.realm.promise_then = then;
    table::tag(machine, prototype, "Promise");
    capability::install(machine);
    finally::install(machine);
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
    let prototype = machine.prototype_for(call, machine.realm.promise_prototype)?;
    let promise = machine.promise_under(prototype);
    let [resolve, reject] = machine.resolving_functions(promise);
    match machine.call(executor, Value::Undefined, &[resolve, reject]) {
        Err(Thrown::Value(reason)) => machine.call(reject, Value::Undefined, &[reason])?,
        other => other?,
    };
    Ok(Value::Object(promise))
}

/// `promise.then(onFulfilled, onRejected)`
fn then(machine: &mut Machine, call: &Call) -> Completion {
    let Some(promise) = call.this.as_object().filter(|it| matches!(machine.heap.kind(*it), Kind::Promise(_))) else {
        return machine.incompatible(call.this, "Promise.prototype.then");
    };
    let class = species::constructor(machine, promise, machine.realm.promise)?;
    let (derived, answer) = Capability::derived(machine, class)?;
    let (on_fulfilled, on_rejected) = (machine.argument(call, 0), machine.argument(call, 1));
    machine.perform_then(promise, on_fulfilled, on_rejected, derived);
    Ok(answer)
}

/// `promise.catch(onRejected)`
fn catch(machine: &mut Machine, call: &Call) -> Completion {
    let handler = machine.argument(call, 0);
    invoke_then(machine, call.this, &[Value::Undefined, handler])
}

/// `Promise.resolve(value)`
fn resolve(machine: &mut Machine, call: &Call) -> Completion {
    let class = machine.object_argument(call.this, "PromiseResolve")?;
    let value = machine.argument(call, 0);
    resolved(machine, class, value)
}

/// `Promise.reject(reason)`
fn reject(machine: &mut Machine, call: &Call) -> Completion {
    let class = machine.object_argument(call.this, "PromiseReject")?;
    let (derived, promise) = Capability::derived(machine, class)?;
    let reason = machine.argument(call, 0);
    machine.settle_derived(derived, Err(Thrown::Value(reason)))?;
    Ok(promise)
}

/// `Promise.withResolvers()`
fn with_resolvers(machine: &mut Machine, call: &Call) -> Completion {
    let class = machine.object_argument(call.this, "Promise.withResolvers")?;
    let Capability { promise, resolve, reject } = Capability::new(machine, class)?;
    let answer = machine.object();
    for (name, value) in [("promise", promise), ("resolve", resolve), ("reject", reject)] {
        table::export(machine, answer, name, value);
    }
    Ok(Value::Object(answer))
}

/// `Promise.try(function, ...arguments)`
fn attempt(machine: &mut Machine, call: &Call) -> Completion {
    let class = machine.object_argument(call.this, "Promise.try")?;
    let (derived, promise) = Capability::derived(machine, class)?;
    let function = machine.argument(call, 0);
    let arguments = machine.arguments(call, 1);
    let result = if machine.heap.is_function(function) {
        machine.call(function, Value::Undefined, &arguments)
    } else {
        let shown = machine.site_text(function);
        machine.fail(message::CALLED_NON_CALLABLE, [&shown])
    };
    match derived {
        Derived::Nobody => result?,
        derived => {
            machine.settle_derived(derived, result)?;
            Value::Undefined
        }
    };
    Ok(promise)
}
