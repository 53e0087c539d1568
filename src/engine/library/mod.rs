//! The built-in names, one table of rows for each class. Never the terminal or files.
//!
//! | floor | what |
//! |---|---|
//! | `table`, `order`, `rounds`, `wording` | how rows become properties and in which order those stand, how long loops may go on, how values are worded in messages |
//! | `ecma` | what the language has, a family a file or folder |
//! | `binary` | `ArrayBuffer`, typed arrays, `DataView` |
//! | `language` | both, filled into a realm |
//! | `product` | `require('slabscope')` |
//! | `node` | Buffer, the web's classes, `console`, modules |
//!
//! Each names only itself and those above it; `tests/house.rs` checks it. Before you write a built-in that can run the program
//! (a callback, a getter, a conversion), read `heap::handles`: what it holds for you, and what you must hold.

mod binary;
mod ecma;
mod language;
mod node;
mod order;
mod product;
mod rounds;
mod table;
mod wording;

pub use ecma::import_meta::import_meta;
pub use node::modules::{
    end_program, end_with, exit_code, is_left_out, module_exports, module_globals, module_names, rethrown_from,
    set_arguments, uncaught,
};
pub use node::options::{INSPECT_OPTIONS, inspect_options};
pub use node::timers::phases::{Until, begin_loop, drop_jobs, drop_timers, run_loop};

use crate::machine::Machine;

/// Fills a new machine's realm with every built-in object (ECMAScript `SetDefaultGlobalBindings`, and Node's globals).
pub fn install(machine: &mut Machine) {
    machine.filled_by(install_all);
}

/// A new realm with what the language itself has: its number, and its global object.
pub fn new_realm(machine: &mut Machine) -> crate::machine::Completion<(usize, crate::heap::ObjectId)> {
    let realm = machine.new_realm(language::install)?;
    let global = machine.in_realm(realm, |machine| Ok(machine.realm.global))?;
    Ok((realm, global))
}

fn install_all(machine: &mut Machine) {
    language::install(machine);
    ecma::error::tell_builtins(machine);
    node::buffer::install(machine);
    node::buffer::module::install(machine);
    node::web::dom_exception::install(machine);
    node::web::text_coding::install(machine);
    node::web::structured_clone::install(machine);
    node::web::performance::install(machine);
    node::web::blob::install(machine);
    node::console::install(machine);
    node::timers::install(machine);
    node::internal::install(machine);
    node::modules::install(machine);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::Value;
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
