//! `node:timers` (Node doc: Timers): the functions that are global, and those that are awaited. Not what they do.

use crate::heap::Value;
use crate::library::node::internal;
use crate::library::table::{export, global_value};
use crate::machine::{Completion, Machine};

pub(crate) fn exports(machine: &mut Machine) -> Completion {
    let module = machine.object();
    for name in ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "setInterval", "clearInterval"] {
        let value = global_value(machine, name);
        export(machine, module, name, value);
    }
    let promises = internal::load(machine, "timers_promises")?;
    export(machine, module, "promises", promises);
    Ok(Value::Object(module))
}
