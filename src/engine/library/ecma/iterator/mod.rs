//! `Iterator.prototype` and the iterators of arrays, strings, maps and sets (ECMAScript 27.1, 23.1.5, 22.1.5, 24.1.5).
//! Not the protocol's use: that is the machine's.

pub(crate) mod helpers;
pub(crate) mod lazy;

use crate::heap::object::{Iteration, Walk, Yield};
use crate::heap::{Kind, PropertyKey, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine};

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.iterator_prototype = prototype;
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    table::method_at(machine, prototype, key, ("[Symbol.iterator]", 0, |_, call| Ok(call.this)));
    let mut make = |tag: &str, next: crate::machine::Native| {
        let made = table::under(machine, prototype);
        table::method(machine, made, ("next", 0, next));
        table::tag(machine, made, tag);
        made
    };
    let array = make("Array Iterator", |machine, call| next(machine, call, "Array Iterator", Walk::Array));
    let string = make("String Iterator", |machine, call| next(machine, call, "String Iterator", Walk::String));
    let map = make("Map Iterator", |machine, call| next(machine, call, "Map Iterator", Walk::Map));
    let set = make("Set Iterator", |machine, call| next(machine, call, "Set Iterator", Walk::Set));
    let realm = &mut machine.realm;
    realm.array_iterator_prototype = array;
    realm.string_iterator_prototype = string;
    realm.map_iterator_prototype = map;
    realm.set_iterator_prototype = set;
}

/// A new built-in iterator.
pub(crate) fn create(machine: &mut Machine, walk: Walk, gives: Yield, over: Value) -> Value {
    let proto = match walk {
        Walk::Array => machine.realm.array_iterator_prototype,
        Walk::String => machine.realm.string_iterator_prototype,
        Walk::Map => machine.realm.map_iterator_prototype,
        Walk::Set => machine.realm.set_iterator_prototype,
    };
    let iteration = Iteration { walk, gives, over, next: 0 };
    Value::Object(machine.heap.object(Some(proto), Kind::Iterator(Box::new(iteration))))
}

fn next(machine: &mut Machine, call: &Call, name: &str, walk: Walk) -> Completion {
    if let Value::Object(iterator) = call.this
        && let Kind::Iterator(iteration) = machine.heap.kind(iterator)
        && iteration.walk == walk
    {
        let value = machine.step_builtin(iterator)?;
        return Ok(machine.iterator_result(value.unwrap_or(Value::Undefined), value.is_none()));
    }
    machine.incompatible(call.this, &format!("{name}.prototype.next"))
}
