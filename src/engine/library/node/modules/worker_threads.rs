//! `node:worker_threads` (Node doc: Worker threads) as far as one thread goes: its ports, which `internal/messaging.js` has. Workers
//! are refused by name.

use super::refusal::outside;
use crate::heap::Value;
use crate::library::node::internal;
use crate::library::table::{export, function, plain};
use crate::machine::Machine;

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let module = plain(machine);
    for name in ["MessageChannel", "MessagePort", "BroadcastChannel", "receiveMessageOnPort"] {
        let value = internal::member(machine, "messaging", name).unwrap_or(Value::Undefined);
        export(machine, module, name, value);
    }
    export(machine, module, "isMainThread", Value::Boolean(true));
    export(machine, module, "parentPort", Value::Null);
    export(machine, module, "threadId", Value::Number(0.0));
    export(machine, module, "workerData", Value::Null);
    let worker = function(machine, ("Worker", 2, |machine, _| outside(machine, "Worker", ": there is one thread")));
    machine.heap.get_mut(worker).flags |= crate::heap::flag::CONSTRUCTOR;
    export(machine, module, "Worker", worker);
    Value::Object(module)
}
