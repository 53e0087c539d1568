//! `FinalizationRegistry` (ECMAScript 26.2). Not when targets go: that is the collector's; nor when callbacks run: that is whoever
//! runs jobs.

use crate::heap::object::{Registered, Registry};
use crate::heap::{Kind, ObjectId, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, message};

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.finalization_registry_prototype = prototype;
    table::class(machine, ("FinalizationRegistry", 1, construct), prototype);
    table::methods(machine, prototype, &[("register", 2, register), ("unregister", 1, unregister)]);
    table::tag(machine, prototype, "FinalizationRegistry");
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("FinalizationRegistry");
    }
    let cleanup = machine.argument(call, 0);
    if !machine.heap.is_function(cleanup) {
        return machine.fail(message::WEAK_REFS_CLEANUP_MUST_BE_CALLABLE, []);
    }
    let proto = machine.prototype_for(call, machine.realm.finalization_registry_prototype)?;
    let registry = Registry { cleanup, cells: Vec::new() };
    Ok(Value::Object(machine.heap.object(Some(proto), Kind::Registry(Box::new(registry)))))
}

/// `CanBeHeldWeakly`, which registries knew before weak maps did.
fn may_be_held(machine: &Machine, value: Value) -> bool {
    match value {
        Value::Symbol(_) => !crate::library::ecma::symbol::is_registered(machine, value),
        value => value.as_object().is_some(),
    }
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<ObjectId> {
    match call.this {
        Value::Object(object) if matches!(machine.heap.kind(object), Kind::Registry(_)) => Ok(object),
        this => machine.incompatible(this, &format!("FinalizationRegistry.prototype.{method}")),
    }
}

/// The cells of what was checked to be a registry.
fn cells(machine: &mut Machine, registry: ObjectId) -> Option<&mut Vec<Registered>> {
    match &mut machine.heap.get_mut(registry).kind {
        Kind::Registry(registry) => Some(&mut registry.cells),
        _ => None,
    }
}

fn register(machine: &mut Machine, call: &Call) -> Completion {
    let registry = this(machine, call, "register")?;
    let [target, held, token] = [0, 1, 2].map(|index| machine.argument(call, index));
    if !may_be_held(machine, target) {
        return machine.fail(message::INVALID_WEAK_REFS_REGISTER_TARGET, []);
    }
    if machine.heap.same_value(target, held) {
        return machine.fail(message::WEAK_REFS_REGISTER_TARGET_AND_HOLDINGS_MUST_NOT_BE_SAME, []);
    }
    if !token.is_undefined() && !may_be_held(machine, token) {
        return machine.blame(message::INVALID_WEAK_REFS_UNREGISTER_TOKEN, token);
    }
    machine.admit(size_of::<Registered>())?;
    if let Some(cells) = cells(machine, registry) {
        cells.push(Registered { target, held, token });
    }
    machine.heap.note_allocated(size_of::<Registered>());
    Ok(Value::Undefined)
}

fn unregister(machine: &mut Machine, call: &Call) -> Completion {
    let registry = this(machine, call, "unregister")?;
    let token = machine.argument(call, 0);
    if !may_be_held(machine, token) {
        return machine.blame(message::INVALID_WEAK_REFS_UNREGISTER_TOKEN, token);
    }
    let Some(cells) = cells(machine, registry) else { return Ok(false.into()) };
    let before = cells.len();
    cells.retain(|cell| cell.token != token);
    Ok((cells.len() < before).into())
}
