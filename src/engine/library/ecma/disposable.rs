//! `DisposableStack` (ECMAScript 12.3), what disposes of iterators. Not how things are disposed of: that is `machine::disposal`.

use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Way, message};
use pool::memory::Fact;

const METHODS: [Method; 5] =
    [("use", 1, use_it), ("dispose", 0, dispose), ("adopt", 2, adopt), ("defer", 1, defer), ("move", 0, move_it)];

pub(crate) fn install(machine: &mut Machine) {
    if !machine.knows(Fact::Disposal) {
        return;
    }
    let prototype = table::plain(machine);
    machine.realm.disposable_stack_prototype = Some(prototype);
    table::class(machine, ("DisposableStack", 0, construct), prototype);
    table::methods(machine, prototype, &METHODS);
    table::getters(machine, prototype, &[("disposed", disposed)]);
    let key = machine.heap.key("dispose");
    let dispose = machine.heap.own(prototype, key).map_or(Value::Undefined, |own| own.value);
    let key = PropertyKey::Symbol(machine.symbols.dispose);
    machine.heap.put_with(prototype, key, dispose, crate::heap::Attributes::HIDDEN);
    table::tag(machine, prototype, "DisposableStack");
    let iterator = machine.realm.iterator_prototype;
    table::method_at(machine, iterator, key, ("[Symbol.dispose]", 0, close_iterator));
}

/// `%IteratorPrototype%[Symbol.dispose]()`
fn close_iterator(machine: &mut Machine, call: &Call) -> Completion {
    if let Some(method) = machine.method(call.this, machine.keys.return_)? {
        machine.call(method, call.this, &[])?;
    }
    Ok(Value::Undefined)
}

fn create(machine: &mut Machine, proto: ObjectId, list: ObjectId) -> Value {
    let made = machine.heap.object(Some(proto), Kind::Ordinary);
    let place = PropertyKey::Symbol(machine.symbols.disposables);
    machine.heap.put(made, place, Value::Object(list));
    Value::Object(made)
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let Some(proto) = machine.realm.disposable_stack_prototype.filter(|_| call.new_target.is_some()) else {
        return machine.needs_new("DisposableStack");
    };
    let proto = machine.prototype_for(call, proto)?;
    let list = machine.disposables();
    Ok(create(machine, proto, list))
}

/// A stack with its list; `None` once it is disposed of.
fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, Option<ObjectId>)> {
    let place = PropertyKey::Symbol(machine.symbols.disposables);
    let found = call.this.as_object().and_then(|object| Some((object, machine.heap.own(object, place)?)));
    match found {
        Some((object, own)) => Ok((object, own.value.as_object())),
        None => machine.incompatible(call.this, method),
    }
}

/// The list of one that is not disposed of.
fn open(machine: &mut Machine, call: &Call, name: &str) -> Completion<ObjectId> {
    let method = format!("DisposableStack.prototype.{name}");
    match this(machine, call, &method)? {
        (_, Some(list)) => Ok(list),
        _ => machine.fail(message::DISPOSABLE_STACK_IS_DISPOSED, [&method]),
    }
}

fn callback(machine: &mut Machine, value: Value) -> Completion<()> {
    if machine.heap.is_function(value) { Ok(()) } else { machine.blame(message::CALLED_NON_CALLABLE, value) }
}

fn use_it(machine: &mut Machine, call: &Call) -> Completion {
    let list = open(machine, call, "use")?;
    let value = machine.argument(call, 0);
    machine.add_disposable(list, value)?;
    Ok(value)
}

fn adopt(machine: &mut Machine, call: &Call) -> Completion {
    let list = open(machine, call, "adopt")?;
    let (value, method) = (machine.argument(call, 0), machine.argument(call, 1));
    callback(machine, method)?;
    machine.add_disposal(list, value, method, Way::Argument);
    Ok(value)
}

fn defer(machine: &mut Machine, call: &Call) -> Completion {
    let list = open(machine, call, "defer")?;
    let method = machine.argument(call, 0);
    callback(machine, method)?;
    machine.add_disposal(list, Value::Undefined, method, Way::Bare);
    Ok(Value::Undefined)
}

/// Takes a stack's list: it is disposed of from here on.
fn take(machine: &mut Machine, stack: ObjectId) {
    let place = PropertyKey::Symbol(machine.symbols.disposables);
    machine.heap.put(stack, place, Value::Undefined);
}

fn move_it(machine: &mut Machine, call: &Call) -> Completion {
    let list = open(machine, call, "move")?;
    if let (Value::Object(stack), Some(proto)) = (call.this, machine.realm.disposable_stack_prototype) {
        take(machine, stack);
        return Ok(create(machine, proto, list));
    }
    Ok(Value::Undefined)
}

fn dispose(machine: &mut Machine, call: &Call) -> Completion {
    if let (stack, Some(list)) = this(machine, call, "DisposableStack.prototype.dispose")? {
        take(machine, stack);
        machine.dispose_all(list, None)?;
    }
    Ok(Value::Undefined)
}

fn disposed(machine: &mut Machine, call: &Call) -> Completion {
    let (_, list) = this(machine, call, "get DisposableStack.prototype.disposed")?;
    Ok(list.is_none().into())
}
