//! `node:worker_threads` (Node doc: Worker threads) as far as one thread goes: what a `MessagePort` refuses to take is refused
//! as Node does; what it would take is refused by name, for nobody is at the other end.

use super::refusal::outside;
use crate::heap::{Attributes, Value};
use crate::library::table;
use crate::library::table::{Method, export, function, plain};
use crate::machine::{Call, Completion, Machine, message};

const PORT: [Method; 5] = [
    ("postMessage", 2, post),
    ("close", 0, |_, _| Ok(Value::Undefined)),
    ("ref", 0, |_, call| Ok(call.this)),
    ("unref", 0, |_, call| Ok(call.this)),
    ("start", 0, |_, _| Ok(Value::Undefined)),
];

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let module = plain(machine);
    let prototype = plain(machine);
    let channel = table::constructor(machine, ("MessageChannel", 0, channel), prototype);
    export(machine, module, "MessageChannel", channel);
    export(machine, module, "isMainThread", Value::Boolean(true));
    export(machine, module, "parentPort", Value::Null);
    export(machine, module, "threadId", Value::Number(0.0));
    export(machine, module, "workerData", Value::Null);
    let worker = function(machine, ("Worker", 2, |machine, _| outside(machine, "Worker", ": there is one thread")));
    machine.heap.get_mut(worker).flags |= crate::heap::flag::CONSTRUCTOR;
    export(machine, module, "Worker", worker);
    Value::Object(module)
}

/// `new MessageChannel()`
fn channel(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["MessageChannel"]);
    }
    let plain = machine.realm.object_prototype;
    let proto = machine.prototype_for(call, plain)?;
    let made = machine.heap.object(Some(proto), crate::heap::Kind::Ordinary);
    for name in ["port1", "port2"] {
        let prototype = machine.object();
        for row in PORT {
            let method = function(machine, row);
            let key = machine.heap.key(row.0);
            machine.heap.put_with(prototype, key, Value::Object(method), Attributes::HIDDEN);
        }
        table::tag(machine, prototype, "MessagePort");
        let port = table::under(machine, prototype);
        export(machine, made, name, port);
    }
    Ok(Value::Object(made))
}

/// `port.postMessage(value, transferList)`: cloned as `structuredClone` does, and then refused.
fn post(machine: &mut Machine, call: &Call) -> Completion {
    let (value, transfer) = (machine.argument(call, 0), machine.argument(call, 1));
    let options = match transfer {
        list @ Value::Object(_) if machine.heap.is_array(list) => {
            let options = machine.object();
            export(machine, options, "transfer", list);
            Value::Object(options)
        }
        other => other,
    };
    let clone = table::global_value(machine, "structuredClone");
    machine.call(clone, Value::Undefined, &[value, options])?;
    outside(machine, "postMessage", ": nobody is at the other end")
}
