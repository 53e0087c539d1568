//! The built-in names, one table of rows for each class. Never the terminal or files.

mod arguments;
mod array;
mod array_buffer;
mod array_iteration;
mod array_order;
mod array_parts;
mod array_search;
mod bigint;
mod blob;
mod boolean;
mod buffer;
mod buffer_change;
mod buffer_concat;
mod buffer_create;
mod buffer_elsewhere;
mod buffer_methods;
mod buffer_module;
mod buffer_numeric;
mod buffer_raw;
mod buffer_search;
mod console;
mod console_table;
mod data_view;
mod date;
mod date_fields;
mod deprecation;
mod descriptor;
mod digits;
mod dom_exception;
mod error;
mod flavour;
mod function;
mod global;
mod import_meta;
mod inspection;
mod introspection;
mod iterator;
mod iterator_helpers;
mod json;
mod json_read;
mod json_revive;
mod locale;
mod map;
mod markup;
mod math;
mod module;
mod number;
mod object;
mod patience;
mod performance;
mod promise;
mod proxy;
mod reflect;
mod regexp;
mod regexp_methods;
mod set;
mod string;
mod string_form;
mod string_search;
mod structured_clone;
mod symbol;
mod table;
mod text_coding;
mod typed_array;
mod typed_array_create;
mod typed_array_iteration;
mod typed_array_methods;
mod typed_array_order;
mod uint8_text;
mod weak;
mod wording;

pub use import_meta::import_meta;
pub use inspection::inspect_options;
pub use module::{end_program, exit_code, module_exports, module_globals, set_arguments};

use crate::heap::{Kind, Value};
use crate::machine::{Machine, Row};
use pool::memory::Fact;

/// Fills a new machine's realm with every built-in object (ECMAScript `SetDefaultGlobalBindings`, and Node's globals).
pub fn install(machine: &mut Machine) {
    install_language(machine);
    buffer::install(machine);
    buffer_module::install(machine);
    dom_exception::install(machine);
    text_coding::install(machine);
    structured_clone::install(machine);
    performance::install(machine);
    blob::install(machine);
    console::install(machine);
    module::install(machine);
}

/// Fills a realm with what the language itself has.
pub(crate) fn install_language(machine: &mut Machine) {
    foundation(machine);
    object::install(machine);
    function::install(machine);
    error::install(machine);
    iterator::install(machine);
    flavour::install(machine);
    if machine.knows(Fact::IteratorHelpers) {
        iterator_helpers::install(machine);
    }
    array::install(machine);
    symbol::install(machine);
    string::install(machine);
    regexp::install(machine);
    number::install(machine);
    boolean::install(machine);
    bigint::install(machine);
    math::install(machine);
    map::install(machine);
    set::install(machine);
    weak::install(machine);
    reflect::install(machine);
    json::install(machine);
    promise::install(machine);
    proxy::install(machine);
    global::install(machine);
    array_buffer::install(machine);
    typed_array::install(machine);
    uint8_text::install(machine);
    data_view::install(machine);
    date::install(machine);
}

/// `Function.prototype` and the global object: what every other built-in hangs on.
fn foundation(machine: &mut Machine) {
    let row = Row { name: "", length: 0, constructs: false, native: |_, _| Ok(Value::Undefined) };
    machine.realm.function_prototype = machine.native(row);
    machine.realm.global = machine.heap.object(Some(machine.realm.object_prototype), Kind::Ordinary);
    // Its changes end what is remembered about global names.
    machine.heap.get_mut(machine.realm.global).flags |= crate::heap::flag::PROTOTYPE;
}

#[cfg(test)]
mod tests {
    use super::*;
    use pool::memory::{Profile, Setup};

    /// No place of an intrinsic object still has what it had before the library was installed.
    #[test]
    fn every_intrinsic_is_installed_in_every_release() {
        for release in ["18", "20", "22", "24", "26"] {
            let profile = Profile::parse(release).expect("a release");
            let mut machine = Machine::new(Setup::new(profile));
            let placeholder = Value::Object(machine.realm.object_prototype);
            install(&mut machine);
            let mut empty = Vec::new();
            let mut look = |name, value| {
                if value == placeholder && name != "object_prototype" {
                    empty.push(name);
                }
            };
            machine.realm.each(&mut look);
            machine.node.each(&mut look);
            assert!(empty.is_empty(), "not installed as Node {release}: {}", empty.join(", "));
        }
    }
}
