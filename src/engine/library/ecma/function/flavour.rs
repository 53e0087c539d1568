//! The classes of asynchronous functions and generators, and what those inherit from (ECMAScript 27.3, 27.4, 27.7). Not ordinary
//! functions, and not generators' methods.

use super::construct;
use crate::code::Flavour;
use crate::heap::{Attributes, Value};
use crate::library::ecma::generator;
use crate::library::table;
use crate::machine::{Machine, Native, Row};

/// In the order of [`Flavour`](crate::code::Flavour), from `Async`: the class's name, and its instances' tag.
const CLASSES: [(&str, Option<&str>); 3] = [
    ("AsyncFunction", None),
    ("GeneratorFunction", Some("Generator")),
    ("AsyncGeneratorFunction", Some("AsyncGenerator")),
];

const CONSTRUCTORS: [Native; 3] = [
    |machine, call| construct(machine, call, Flavour::Async),
    |machine, call| construct(machine, call, Flavour::Generator),
    |machine, call| construct(machine, call, Flavour::AsyncGenerator),
];

pub(crate) fn install(machine: &mut Machine) {
    let base = machine.realm.function_prototype;
    machine.realm.function_prototypes = [base; 4];
    let async_iterator = generator::async_iterator_prototype(machine);
    let constructor = table::global_value(machine, "Function").as_object();
    for (at, (name, instances)) in CLASSES.into_iter().enumerate() {
        let prototype = table::under(machine, base);
        let class = machine.native(Row { name, length: 1, constructs: true, native: CONSTRUCTORS[at] });
        machine.heap.set_proto(class, constructor);
        machine.heap.put_with(class, machine.keys.prototype, Value::Object(prototype), Attributes::NONE);
        let quiet = Attributes::CONFIGURABLE_ONLY;
        machine.realm.function_prototypes[at + 1] = prototype;
        if let Some(tag) = instances {
            let flavour = if at == 1 { Flavour::Generator } else { Flavour::AsyncGenerator };
            let iterator = if at == 1 { machine.realm.iterator_prototype } else { async_iterator };
            let made = table::under(machine, iterator);
            machine.heap.put_with(made, machine.keys.constructor, Value::Object(prototype), quiet);
            generator::install(machine, made, flavour);
            table::tag(machine, made, tag);
            machine.heap.put_with(prototype, machine.keys.prototype, Value::Object(made), quiet);
            machine.realm.generator_prototypes[at + 1] = Some(made);
        }
        machine.heap.put_with(prototype, machine.keys.constructor, Value::Object(class), quiet);
        table::tag(machine, prototype, name);
    }
}
