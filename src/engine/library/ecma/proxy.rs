//! `Proxy` (ECMAScript 28.2) whose handler traps nothing: the target answers for it. Not traps: those are refused by name.

use crate::heap::{Kind, Value, flag};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, Row, message};

/// What a handler may trap.
const TRAPS: [&str; 13] = [
    "getPrototypeOf",
    "setPrototypeOf",
    "isExtensible",
    "preventExtensions",
    "getOwnPropertyDescriptor",
    "defineProperty",
    "has",
    "get",
    "set",
    "deleteProperty",
    "ownKeys",
    "apply",
    "construct",
];

pub(crate) fn install(machine: &mut Machine) {
    let class = machine.native(Row { name: "Proxy", length: 2, constructs: true, native: construct });
    table::method(machine, class, ("revocable", 2, |machine, _| machine.fail(message::OUTSIDE, ["revocable proxies"])));
    table::global(machine, "Proxy", class);
}

/// `new Proxy(target, handler)` (ECMAScript `ProxyCreate`)
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("Proxy");
    }
    let (target, handler) = (machine.argument(call, 0), machine.argument(call, 1));
    let (Value::Object(target), Value::Object(_)) = (target, handler) else {
        return machine.fail(message::PROXY_NON_OBJECT, []);
    };
    for trap in TRAPS {
        if !machine.get_named(handler, trap)?.is_nullish() {
            return machine.fail(message::OUTSIDE, [&format!("proxies that trap '{trap}'")]);
        }
    }
    // Proxies of proxies need no chain: none of them has anything to say.
    let target = machine.heap.behind(target).unwrap_or(target);
    let made = machine.heap.object(None, Kind::Proxy(target));
    let constructs = machine.heap.get(target).flags & flag::CONSTRUCTOR;
    machine.heap.get_mut(made).flags |= constructs;
    Ok(Value::Object(made))
}
