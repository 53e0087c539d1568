//! `Proxy` (ECMAScript 28.2). Not what its traps do: that is `machine::proxy`.

use crate::heap::{Kind, PropertyKey, Value, flag};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, Row, message};

pub(crate) fn install(machine: &mut Machine) {
    let class = machine.native(Row { name: "Proxy", length: 2, constructs: true, native: construct });
    table::method(machine, class, ("revocable", 2, revocable));
    table::global(machine, "Proxy", class);
}

/// `new Proxy(target, handler)`
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("Proxy");
    }
    create(machine, call)
}

/// `ProxyCreate`
fn create(machine: &mut Machine, call: &Call) -> Completion {
    let (Value::Object(target), Value::Object(handler)) = (machine.argument(call, 0), machine.argument(call, 1)) else {
        return machine.fail(message::PROXY_NON_OBJECT, []);
    };
    let made = machine.heap.object(None, Kind::Proxy { target, handler: Some(handler) });
    let constructs = machine.heap.get(target).flags & flag::CONSTRUCTOR;
    machine.heap.get_mut(made).flags |= constructs;
    Ok(Value::Object(made))
}

fn revocable(machine: &mut Machine, call: &Call) -> Completion {
    let proxy = create(machine, call)?;
    let revoke = table::function(machine, ("", 0, revoke));
    let place = PropertyKey::Symbol(machine.symbols.revoked_proxy);
    machine.heap.put(revoke, place, proxy);
    let result = machine.object();
    table::export(machine, result, "proxy", proxy);
    table::export(machine, result, "revoke", revoke);
    Ok(Value::Object(result))
}

/// The first time it lets go of target and handler; what can be called stays so.
fn revoke(machine: &mut Machine, call: &Call) -> Completion {
    let place = PropertyKey::Symbol(machine.symbols.revoked_proxy);
    let proxy = machine.heap.own(call.callee, place).and_then(|own| own.value.as_object());
    if let Some(proxy) = proxy {
        let called = machine.heap.is_callable(proxy);
        let target = if called { machine.realm.function_prototype } else { machine.realm.object_prototype };
        machine.heap.get_mut(proxy).kind = Kind::Proxy { target, handler: None };
        machine.heap.put(call.callee, place, Value::Undefined);
    }
    Ok(Value::Undefined)
}
