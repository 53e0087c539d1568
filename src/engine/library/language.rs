//! What the language itself has: the built-ins of `ecma` and `binary`, in the order a realm is filled with them. Nothing of
//! Node's.

use super::{binary, ecma, order};
use crate::heap::{Kind, Value};
use crate::machine::{Machine, Row};
use pool::memory::Fact;

/// Fills a realm with what the language itself has.
pub(crate) fn install(machine: &mut Machine) {
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
    ecma::collection::registry::install(machine);
    ecma::disposable::install(machine);
    ecma::reflect::install(machine);
    ecma::json::install(machine);
    ecma::promise::install(machine);
    ecma::proxy::install(machine);
    ecma::import_meta::install(machine);
    ecma::global::install(machine);
    ecma::eval::install(machine);
    binary::array_buffer::install(machine);
    binary::typed_array::install(machine);
    binary::uint8_text::install(machine);
    binary::data_view::install(machine);
    binary::atomics::install(machine);
    ecma::date::install(machine);
    order::of_language(machine);
}

/// `Function.prototype` and the global object: what every other built-in hangs on.
fn foundation(machine: &mut Machine) {
    let row = Row { name: "", length: 0, constructs: false, native: |_, _| Ok(Value::Undefined) };
    machine.realm.function_prototype = machine.native(row);
    machine.realm.global = machine.heap.object(Some(machine.realm.object_prototype), Kind::Ordinary);
    // Its changes end what is remembered about global names.
    machine.heap.get_mut(machine.realm.global).flags |= crate::heap::flag::PROTOTYPE;
}
