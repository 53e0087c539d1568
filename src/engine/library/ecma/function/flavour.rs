//! What asynchronous functions and generators inherit from (ECMAScript 27.3, 27.4, 27.7): they are values, and calling one is
//! refused by name. Not ordinary functions.

use crate::heap::{Attributes, Value};
use crate::library::table;
use crate::machine::{Machine, Row, message};

/// In the order of [`Flavour`](crate::code::Flavour), from `Async`: the class's name, and its instances' tag.
const CLASSES: [(&str, Option<&str>); 3] = [
    ("AsyncFunction", None),
    ("GeneratorFunction", Some("Generator")),
    ("AsyncGeneratorFunction", Some("AsyncGenerator")),
];

pub(crate) fn install(machine: &mut Machine) {
    let base = machine.realm.function_prototype;
    machine.realm.function_prototypes = [base; 4];
    for (at, (name, instances)) in CLASSES.into_iter().enumerate() {
        let prototype = table::under(machine, base);
        let native: crate::machine::Native = |machine, _| machine.fail(message::OUTSIDE, ["functions of this kind"]);
        let class = machine.native(Row { name, length: 1, constructs: true, native });
        machine.heap.put_with(class, machine.keys.prototype, Value::Object(prototype), Attributes::NONE);
        let quiet = Attributes::CONFIGURABLE_ONLY;
        machine.realm.function_prototypes[at + 1] = prototype;
        if let Some(tag) = instances {
            let iterator = machine.realm.iterator_prototype;
            let made = table::under(machine, iterator);
            machine.heap.put_with(made, machine.keys.constructor, Value::Object(prototype), quiet);
            table::tag(machine, made, tag);
            machine.heap.put_with(prototype, machine.keys.prototype, Value::Object(made), quiet);
            machine.realm.generator_prototypes[at + 1] = Some(made);
        }
        machine.heap.put_with(prototype, machine.keys.constructor, Value::Object(class), quiet);
        table::tag(machine, prototype, name);
    }
}
