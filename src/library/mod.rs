//! The built-in names, one table of rows for each class. Never the terminal, files or the parser.

mod table;

use crate::heap::Kind;
use crate::machine::{Completion, Machine, Row};
use crate::heap::Value;

/// Fills a new machine's realm with every built-in object (ECMAScript `SetDefaultGlobalBindings`, and Node's globals).
pub fn install(machine: &mut Machine) {
    foundation(machine);
}

/// `Object.prototype`, `Function.prototype` and the global object: what every other built-in hangs on.
fn foundation(machine: &mut Machine) {
    let nothing = |_: &mut Machine, _: &crate::machine::Call| -> Completion { Ok(Value::Undefined) };
    machine.realm.function_prototype =
        machine.native(Row { name: "", length: 0, constructs: false, native: nothing });
    machine.realm.global = machine.heap.object(Some(machine.realm.object_prototype), Kind::Ordinary);
}
