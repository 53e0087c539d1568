//! `DisposableStack` and `AsyncDisposableStack` (ECMAScript 12.3, 12.4), and what disposes of iterators. Not how things are disposed of:
//! that is `machine::disposal`.

use crate::heap::{Derived, Kind, ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::library::table::{Getter, Method};
use crate::machine::{Call, Completion, Machine, Thrown, Way, message};
use pool::memory::Fact;

const METHODS: [Method; 5] = [
    ("use", 1, |machine, call| use_it(machine, call, SYNC)),
    ("dispose", 0, dispose),
    ("adopt", 2, |machine, call| adopt(machine, call, SYNC)),
    ("defer", 1, |machine, call| defer(machine, call, SYNC)),
    ("move", 0, |machine, call| move_it(machine, call, SYNC)),
];

const ASYNC_METHODS: [Method; 5] = [
    ("use", 1, |machine, call| use_it(machine, call, ASYNC)),
    ("disposeAsync", 0, dispose_async),
    ("adopt", 2, |machine, call| adopt(machine, call, ASYNC)),
    ("defer", 1, |machine, call| defer(machine, call, ASYNC)),
    ("move", 0, |machine, call| move_it(machine, call, ASYNC)),
];

const DISPOSED: Getter = ("disposed", |machine, call| disposed(machine, call, SYNC));
const ASYNC_DISPOSED: Getter = ("disposed", |machine, call| disposed(machine, call, ASYNC));

/// Which of the two classes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Class {
    name: &'static str,
    waits: bool,
}

const SYNC: Class = Class { name: "DisposableStack", waits: false };
const ASYNC: Class = Class { name: "AsyncDisposableStack", waits: true };

impl Class {
    /// Under which a stack keeps its list.
    fn place(self, machine: &Machine) -> PropertyKey {
        let symbols = &machine.symbols;
        PropertyKey::Symbol(if self.waits { symbols.async_disposables } else { symbols.disposables })
    }

    fn prototype(self, machine: &Machine) -> Option<ObjectId> {
        machine.realm.disposable_stack_prototypes[usize::from(self.waits)]
    }
}

pub(crate) fn install(machine: &mut Machine) {
    if !machine.knows(Fact::Disposal) {
        return;
    }
    let construct: [crate::machine::Native; 2] =
        [|machine, call| construct(machine, call, SYNC), |machine, call| construct(machine, call, ASYNC)];
    let (end, async_end) = (machine.symbols.dispose, machine.symbols.async_dispose);
    for (class, methods, getter, end) in
        [(SYNC, &METHODS, DISPOSED, end), (ASYNC, &ASYNC_METHODS, ASYNC_DISPOSED, async_end)]
    {
        let prototype = table::plain(machine);
        machine.realm.disposable_stack_prototypes[usize::from(class.waits)] = Some(prototype);
        table::class(machine, (class.name, 0, construct[usize::from(class.waits)]), prototype);
        table::methods(machine, prototype, methods);
        table::getters(machine, prototype, &[getter]);
        let key = machine.heap.key(methods[1].0);
        let method = machine.heap.own(prototype, key).map_or(Value::Undefined, |own| own.value);
        machine.heap.put_with(prototype, PropertyKey::Symbol(end), method, crate::heap::Attributes::HIDDEN);
        table::tag(machine, prototype, class.name);
    }
    machine.realm.disposing =
        [awaited, failed].map(|native: crate::machine::Native| Some(table::function(machine, ("", 1, native))));
    let iterator = machine.realm.iterator_prototype;
    table::method_at(machine, iterator, PropertyKey::Symbol(end), ("[Symbol.dispose]", 0, close_iterator));
    let iterator = machine.realm.async_iterator_prototype;
    machine.realm.closed_iterator = Some(table::function(machine, ("", 1, |_, _| Ok(Value::Undefined))));
    let row: Method = ("[Symbol.asyncDispose]", 0, close_async_iterator);
    table::method_at(machine, iterator, PropertyKey::Symbol(async_end), row);
}

/// `%IteratorPrototype%[Symbol.dispose]()`
fn close_iterator(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(method) = machine.method(call.this, machine.keys.return_)? {
        machine.call(method, call.this, &[])?;
    }
    Ok(Value::Undefined)
}

/// `%AsyncIteratorPrototype%[Symbol.asyncDispose]()`
fn close_async_iterator(machine: &mut Machine, call: &Call) -> Completion {
    let promise = machine.new_promise();
    let closed = machine.method(call.this, machine.keys.return_).and_then(|method| {
        let Some(method) = method else { return Ok(None) };
        let answer = machine.call(method, call.this, &[Value::Undefined])?;
        machine.promise_resolve(answer).map(Some)
    });
    let given = closed.and_then(|closed| match closed {
        None => machine.resolve_promise(promise, Value::Undefined),
        Some(answer) => {
            let silent = machine.realm.closed_iterator.map_or(Value::Undefined, Value::Object);
            machine.perform_then(answer, silent, Value::Undefined, Derived::Promise(promise));
            Ok(())
        }
    });
    machine.or_reject(promise, given)?;
    Ok(Value::Object(promise))
}

fn create(machine: &mut Machine, class: Class, proto: ObjectId, list: ObjectId) -> Value {
    let made = machine.heap.object(Some(proto), Kind::Ordinary);
    let place = class.place(machine);
    machine.heap.put(made, place, Value::Object(list));
    Value::Object(made)
}

fn construct(machine: &mut Machine, call: &Call, class: Class) -> Completion {
    let Some(proto) = class.prototype(machine).filter(|_| call.new_target.is_some()) else {
        return machine.needs_new(class.name);
    };
    let proto = machine.prototype_for(call, proto)?;
    let list = machine.disposables();
    Ok(create(machine, class, proto, list))
}

/// A stack with its list; `None` for the list once it is disposed of.
fn stack(machine: &mut Machine, value: Value, class: Class) -> Option<(ObjectId, Option<ObjectId>)> {
    let (object, place) = (value.as_object()?, class.place(machine));
    Some((object, machine.heap.own(object, place)?.value.as_object()))
}

fn this(machine: &mut Machine, call: &Call, class: Class, method: &str) -> Completion<(ObjectId, Option<ObjectId>)> {
    match stack(machine, call.this, class) {
        Some(found) => Ok(found),
        None => machine.incompatible(call.this, method),
    }
}

/// The list of one that is not disposed of.
fn open(machine: &mut Machine, call: &Call, class: Class, name: &str) -> Completion<ObjectId> {
    let method = format!("{}.prototype.{name}", class.name);
    match this(machine, call, class, &method)? {
        (_, Some(list)) => Ok(list),
        _ => machine.fail(message::DISPOSABLE_STACK_IS_DISPOSED, [&method]),
    }
}

fn callback(machine: &mut Machine, value: Value) -> Completion<()> {
    if machine.heap.is_function(value) { Ok(()) } else { machine.blame(message::CALLED_NON_CALLABLE, value) }
}

fn use_it(machine: &mut Machine, call: &Call, class: Class) -> Completion {
    let list = open(machine, call, class, "use")?;
    let value = machine.argument(call, 0);
    machine.add_disposable(list, value, class.waits)?;
    Ok(value)
}

fn adopt(machine: &mut Machine, call: &Call, class: Class) -> Completion {
    let list = open(machine, call, class, "adopt")?;
    let (value, method) = (machine.argument(call, 0), machine.argument(call, 1));
    callback(machine, method)?;
    machine.add_disposal(list, value, method, Way::Argument, class.waits);
    Ok(value)
}

fn defer(machine: &mut Machine, call: &Call, class: Class) -> Completion {
    let list = open(machine, call, class, "defer")?;
    let method = machine.argument(call, 0);
    callback(machine, method)?;
    machine.add_disposal(list, Value::Undefined, method, Way::Bare, class.waits);
    Ok(Value::Undefined)
}

/// Takes a stack's list: it is disposed of from here on.
fn take(machine: &mut Machine, stack: ObjectId, class: Class) {
    let place = class.place(machine);
    machine.heap.put(stack, place, Value::Undefined);
}

fn move_it(machine: &mut Machine, call: &Call, class: Class) -> Completion {
    let list = open(machine, call, class, "move")?;
    if let (Value::Object(stack), Some(proto)) = (call.this, class.prototype(machine)) {
        take(machine, stack, class);
        return Ok(create(machine, class, proto, list));
    }
    Ok(Value::Undefined)
}

fn dispose(machine: &mut Machine, call: &Call) -> Completion {
    if let (stack, Some(list)) = this(machine, call, SYNC, "DisposableStack.prototype.dispose")? {
        take(machine, stack, SYNC);
        machine.dispose_all(list, None)?;
    }
    Ok(Value::Undefined)
}

fn disposed(machine: &mut Machine, call: &Call, class: Class) -> Completion {
    let (_, list) = this(machine, call, class, &format!("get {}.prototype.disposed", class.name))?;
    Ok(list.is_none().into())
}

fn dispose_async(machine: &mut Machine, call: &Call) -> Completion {
    let promise = machine.new_promise();
    match stack(machine, call.this, ASYNC) {
        None => {
            let error = machine.worded(message::ASYNC_STACK_RECEIVER, []);
            let error = machine.error(crate::machine::fault::ErrorClass::TypeError, error);
            machine.reject_promise(promise, Value::Object(error));
        }
        Some((_, None)) => machine.resolve_promise(promise, Value::Undefined)?,
        Some((stack, Some(list))) => {
            take(machine, stack, ASYNC);
            let record = machine.array([Value::Object(list), Value::Object(promise), Value::Empty]);
            if let Value::Object(record) = record {
                go_on(machine, record)?;
            }
        }
    }
    Ok(Value::Object(promise))
}

/// Disposes as far as something is to be waited for, or to the end. The record: the list, the promise, what was thrown.
fn go_on(machine: &mut Machine, record: ObjectId) -> Completion<()> {
    let [Value::Object(list), Value::Object(promise), thrown] = [0, 1, 2].map(|at| machine.captured_at(record, at))
    else {
        return Ok(());
    };
    let mut thrown = (thrown != Value::Empty).then_some(thrown);
    loop {
        let waited = machine.dispose_step(list, &mut thrown)?;
        machine.recapture(record, 2, thrown.unwrap_or(Value::Empty));
        let Some(value) = waited else { break };
        match machine.promise_resolve(value) {
            Ok(waited) => {
                let record = Value::Object(record);
                let [next, failed] = machine
                    .realm
                    .disposing
                    .map(|like| like.map_or(Value::Undefined, |like| machine.closure_like(like, record)));
                machine.perform_then(waited, next, failed, Derived::Nobody);
                return Ok(());
            }
            Err(Thrown::Value(error)) => thrown = Some(machine.suppressed(error, thrown)?),
            Err(ended) => return Err(ended),
        }
    }
    match thrown {
        Some(error) => machine.reject_promise(promise, error),
        None => machine.resolve_promise(promise, Value::Undefined)?,
    }
    Ok(())
}

fn awaited(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(record) = machine.captured(call.callee) {
        go_on(machine, record)?;
    }
    Ok(Value::Undefined)
}

fn failed(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(record) = machine.captured(call.callee) {
        let before = machine.captured_at(record, 2);
        let before = (before != Value::Empty).then_some(before);
        let error = machine.suppressed(machine.argument(call, 0), before)?;
        machine.recapture(record, 2, error);
        go_on(machine, record)?;
    }
    Ok(Value::Undefined)
}
