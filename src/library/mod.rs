//! The built-in names, one table of rows for each class. Never the terminal, files or the parser.

mod arguments;
mod array;
mod array_buffer;
mod array_iteration;
mod array_order;
mod array_parts;
mod array_search;
mod buffer;
mod buffer_create;
mod buffer_methods;
mod buffer_numeric;
mod buffer_raw;
mod console;
mod data_view;
mod descriptor;
mod error;
mod function;
mod inspection;
mod iterator;
mod object;
mod patience;
mod require;
mod table;
mod typed_array;
mod typed_array_create;
mod typed_array_iteration;
mod typed_array_methods;
mod typed_array_order;
mod wording;

pub use inspection::inspect_options;
pub use require::module_exports;

use crate::heap::{Kind, Value};
use crate::machine::{Machine, Row};

/// Fills a new machine's realm with every built-in object (ECMAScript `SetDefaultGlobalBindings`, and Node's globals).
pub fn install(machine: &mut Machine) {
    foundation(machine);
    object::install(machine);
    function::install(machine);
    error::install(machine);
    iterator::install(machine);
    array::install(machine);
    array_buffer::install(machine);
    typed_array::install(machine);
    data_view::install(machine);
    buffer::install(machine);
    console::install(machine);
    require::install(machine);
    let global = machine.realm.global;
    table::global(machine, "globalThis", global);
}

/// `Function.prototype` and the global object: what every other built-in hangs on.
fn foundation(machine: &mut Machine) {
    let row = Row { name: "", length: 0, constructs: false, native: |_, _| Ok(Value::Undefined) };
    machine.realm.function_prototype = machine.native(row);
    machine.realm.global = machine.heap.object(Some(machine.realm.object_prototype), Kind::Ordinary);
}
