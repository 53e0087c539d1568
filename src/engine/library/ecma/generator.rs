//! What generators inherit: `next`, `return`, `throw` (ECMAScript 27.1.3, 27.5.1, 27.6.1), and the asynchronous iterator over a
//! synchronous one (27.1.6). Not how a call waits: that is the machine's.

use crate::code::Flavour;
use crate::heap::{Derived, Kind, ObjectId, PropertyKey, Resumption, Step, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Thrown, message};
use pool::memory::Fact;

const METHODS: [Method; 3] = [
    ("next", 1, |machine, call| step(machine, call, "next", Resumption::Next)),
    ("return", 1, |machine, call| step(machine, call, "return", Resumption::Return)),
    ("throw", 1, |machine, call| step(machine, call, "throw", Resumption::Throw)),
];

const ASYNC_METHODS: [Method; 3] = [
    ("next", 1, |machine, call| ask(machine, call, "next", Resumption::Next)),
    ("return", 1, |machine, call| ask(machine, call, "return", Resumption::Return)),
    ("throw", 1, |machine, call| ask(machine, call, "throw", Resumption::Throw)),
];

const FROM_SYNC: [Method; 3] = [
    ("next", 1, |machine, call| promised(machine, call, sync_next)),
    ("return", 1, |machine, call| promised(machine, call, sync_return)),
    ("throw", 1, |machine, call| promised(machine, call, sync_throw)),
];

/// Fills the prototypes of generators and asynchronous generators, and makes `%AsyncIteratorPrototype%` first.
pub(crate) fn async_iterator_prototype(machine: &mut Machine) -> ObjectId {
    let prototype = table::plain(machine);
    machine.realm.async_iterator_prototype = prototype;
    let key = PropertyKey::Symbol(machine.symbols.async_iterator);
    table::method_at(machine, prototype, key, ("[Symbol.asyncIterator]", 0, |_, call| Ok(call.this)));
    let from_sync = table::under(machine, prototype);
    table::methods(machine, from_sync, &FROM_SYNC);
    machine.realm.async_from_sync_prototype = from_sync;
    machine.realm.async_from_sync = [unwrapped, unwrapped_last, closing]
        .map(|native: crate::machine::Native| table::function(machine, ("", 1, native)));
    prototype
}

/// Gives a prototype of generators what those inherit.
pub(crate) fn install(machine: &mut Machine, prototype: ObjectId, flavour: Flavour) {
    let rows = if flavour == Flavour::AsyncGenerator { &ASYNC_METHODS } else { &METHODS };
    table::methods(machine, prototype, rows);
    if flavour == Flavour::Generator {
        let next = machine.heap.own(prototype, machine.keys.next).map_or(Value::Undefined, |own| own.value);
        machine.realm.generator_next = next.as_object();
    }
}

/// The generator a method was called on.
fn receiver(machine: &Machine, call: &Call, flavour: Flavour) -> Option<ObjectId> {
    let object = call.this.as_object()?;
    let Kind::Generator(generator) = machine.heap.kind(object) else { return None };
    (generator.flavour == flavour).then_some(object)
}

fn step(machine: &mut Machine, call: &Call, name: &str, how: fn(Value) -> Resumption) -> Completion {
    let Some(generator) = receiver(machine, call, Flavour::Generator) else {
        let method = ["[Generator].prototype.", name].concat();
        return machine.incompatible(call.this, &method);
    };
    let value = machine.argument(call, 0);
    Ok(match machine.step_generator(generator, how(value))? {
        Step::Gave(value) => machine.iterator_result(value, false),
        Step::Done(value) => machine.iterator_result(value, true),
        Step::Whole(result) => result,
    })
}

fn ask(machine: &mut Machine, call: &Call, name: &str, how: fn(Value) -> Resumption) -> Completion {
    if let Some(generator) = receiver(machine, call, Flavour::AsyncGenerator) {
        let value = machine.argument(call, 0);
        return machine.ask_generator(generator, how(value));
    }
    let method = ["[AsyncGenerator].prototype.", name].concat();
    let refused = machine.incompatible(call.this, &method);
    let promise = machine.new_promise();
    machine.or_reject(promise, refused)?;
    Ok(Value::Object(promise))
}

/// What a method of an asynchronous iterator over a synchronous one works with.
struct FromSync<'a> {
    iterator: Value,
    next: Value,
    /// None or one.
    arguments: &'a [Value],
    /// What the method gives.
    promise: ObjectId,
}

fn promised(machine: &mut Machine, call: &Call, body: fn(&mut Machine, &FromSync) -> Completion<()>) -> Completion {
    let promise = machine.new_promise();
    machine.heap.hold(Value::Object(promise));
    let Some((iterator, next)) = call.this.as_object().and_then(|object| match machine.heap.get(object).elements() {
        [iterator, next] => Some((*iterator, *next)),
        _ => None,
    }) else {
        return Ok(Value::Object(promise));
    };
    let arguments = machine.arguments(call, 0);
    let arguments = &arguments[..arguments.len().min(1)];
    let result = body(machine, &FromSync { iterator, next, arguments, promise });
    machine.or_reject(promise, result)?;
    Ok(Value::Object(promise))
}

fn sync_next(machine: &mut Machine, of: &FromSync) -> Completion<()> {
    let answer = machine.call(of.next, of.iterator, of.arguments)?;
    go_on(machine, answer, of.promise, Some(of.iterator))
}

fn sync_return(machine: &mut Machine, of: &FromSync) -> Completion<()> {
    let Some(method) = machine.method(of.iterator, machine.keys.return_)? else {
        let value = of.arguments.first().copied().unwrap_or(Value::Undefined);
        let answer = machine.iterator_result(value, true);
        return machine.resolve_promise(of.promise, answer);
    };
    let answer = machine.call(method, of.iterator, of.arguments)?;
    go_on(machine, answer, of.promise, None)
}

fn sync_throw(machine: &mut Machine, of: &FromSync) -> Completion<()> {
    let key = machine.heap.key("throw");
    let Some(method) = machine.method(of.iterator, key)? else {
        if !machine.knows(Fact::SyncIteratorsClosed) {
            return Err(Thrown::Value(of.arguments.first().copied().unwrap_or(Value::Undefined)));
        }
        machine.close_iterator(of.iterator, false)?;
        return machine.fail(message::THROW_METHOD_MISSING, []);
    };
    let answer = machine.call(method, of.iterator, of.arguments)?;
    go_on(machine, answer, of.promise, Some(of.iterator))
}

/// `AsyncFromSyncIteratorContinuation`; an iterator is closed where what it gave is rejected.
fn go_on(machine: &mut Machine, answer: Value, promise: ObjectId, closes: Option<Value>) -> Completion<()> {
    machine.require_result(answer)?;
    let done = machine.get(answer, machine.keys.done)?;
    let done = machine.truthy(done);
    let value = machine.get(answer, machine.keys.value)?;
    let closes = closes.filter(|_| !done && machine.knows(Fact::SyncIteratorsClosed));
    let waited = match machine.promise_resolve(value) {
        Err(Thrown::Value(reason)) => {
            if let Some(iterator) = closes {
                machine.close_iterator(iterator, true)?;
            }
            return Err(Thrown::Value(reason));
        }
        other => other?,
    };
    let [unwrapped, last, closing] = machine.realm.async_from_sync;
    let fulfilled = Value::Object(if done { last } else { unwrapped });
    let rejected = match closes {
        Some(iterator) => {
            let record = machine.array([iterator]);
            machine.closure_like(closing, record)
        }
        None => Value::Undefined,
    };
    machine.perform_then(waited, fulfilled, rejected, Derived::Promise(promise));
    Ok(())
}

fn unwrapped(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    Ok(machine.iterator_result(value, false))
}

fn unwrapped_last(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    Ok(machine.iterator_result(value, true))
}

/// Closes the iterator whose value was rejected, and rejects.
fn closing(machine: &mut Machine, call: &Call) -> Completion {
    let reason = machine.argument(call, 0);
    if let Some(record) = machine.captured(call.callee) {
        let iterator = machine.captured_at(record, 0);
        machine.close_iterator(iterator, true)?;
    }
    Err(Thrown::Value(reason))
}
