//! The built-in names, one table of rows for each class. Never the terminal or files.
//!
//! | floor | what |
//! |---|---|
//! | `table`, `rounds`, `wording` | how rows become properties, how long loops may go on, how values are worded in messages |
//! | `ecma` | what the language has, a family a file or folder |
//! | `binary` | `ArrayBuffer`, typed arrays, `DataView` |
//! | `product` | `require('slabscope')` |
//! | `node` | Buffer, the web's classes, `console`, modules |
//!
//! Each names only itself and those above it; `tests/house.rs` checks it. Before you write a built-in that can run the program
//! (a callback, a getter, a conversion), read `heap::handles`: what it holds for you, and what you must hold.

mod binary;
mod ecma;
mod node;
mod product;
mod rounds;
mod table;
mod wording;

pub use ecma::import_meta::import_meta;
pub use node::inspection::inspect_options;
pub use node::modules::{end_program, exit_code, module_exports, module_globals, set_arguments};

use crate::heap::{Kind, Value};
use crate::machine::{Machine, Row};
use pool::memory::Fact;

/// Fills a new machine's realm with every built-in object (ECMAScript `SetDefaultGlobalBindings`, and Node's globals).
pub fn install(machine: &mut Machine) {
    machine.filled_by(install_all);
}

fn install_all(machine: &mut Machine) {
    install_language(machine);
    node::buffer::install(machine);
    node::buffer::module::install(machine);
    node::web::dom_exception::install(machine);
    node::web::text_coding::install(machine);
    node::web::structured_clone::install(machine);
    node::web::performance::install(machine);
    node::web::blob::install(machine);
    node::console::install(machine);
    node::modules::install(machine);
}

/// Fills a realm with what the language itself has.
pub(crate) fn install_language(machine: &mut Machine) {
    foundation(machine);
    ecma::object::install(machine);
    ecma::function::install(machine);
    ecma::error::install(machine);
    ecma::iterator::install(machine);
    ecma::function::flavour::install(machine);
    if machine.knows(Fact::IteratorHelpers) {
        ecma::iterator::helpers::install(machine);
    }
    ecma::array::install(machine);
    ecma::symbol::install(machine);
    ecma::string::install(machine);
    ecma::regexp::install(machine);
    ecma::number::install(machine);
    ecma::boolean::install(machine);
    ecma::bigint::install(machine);
    ecma::math::install(machine);
    ecma::collection::map::install(machine);
    ecma::collection::set::install(machine);
    ecma::collection::weak::install(machine);
    ecma::reflect::install(machine);
    ecma::json::install(machine);
    ecma::promise::install(machine);
    ecma::proxy::install(machine);
    ecma::global::install(machine);
    binary::array_buffer::install(machine);
    binary::typed_array::install(machine);
    binary::uint8_text::install(machine);
    binary::data_view::install(machine);
    ecma::date::install(machine);
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
