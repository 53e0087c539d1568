//! What of Node's modules is outside slabscope, refused by name. Not the lists of it: each module keeps its own.

use crate::machine::{Call, Completion, Machine, message};

/// Refuses something of Node's by name.
pub(crate) fn outside<T>(machine: &mut Machine, what: &str, more: &str) -> Completion<T> {
    machine.fail(message::OUTSIDE_NODE, [what, more])
}

/// Refuses a function of a module by the module's name and its own.
pub(crate) fn refuse(machine: &mut Machine, call: &Call, module: &str) -> Completion {
    let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
    outside(machine, &format!("{module}.{name}"), "")
}
