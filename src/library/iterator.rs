//! `Iterator.prototype` and the iterators of arrays, strings, maps and sets (ECMAScript 27.1, 23.1.5, 22.1.5, 24.1.5).
//! Not the protocol's use: that is the machine's.

use super::table;
use crate::heap::object::{Iteration, Walk, Yield};
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::machine::{Call, Completion, Machine};

pub(super) fn install(machine: &mut Machine) {
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
pub(super) fn create(machine: &mut Machine, walk: Walk, gives: Yield, over: Value) -> Value {
    let proto = match walk {
        Walk::Array => machine.realm.array_iterator_prototype,
        Walk::String => machine.realm.string_iterator_prototype,
        Walk::Map => machine.realm.map_iterator_prototype,
        Walk::Set => machine.realm.set_iterator_prototype,
    };
    let iteration = Iteration { walk, gives, over, next: 0 };
    Value::Object(machine.heap.object(Some(proto), Kind::Iterator(Box::new(iteration))))
}

/// `CreateIterResultObject`
pub(super) fn result(machine: &mut Machine, value: Value, done: bool) -> Value {
    let object = machine.object();
    machine.heap.put(object, machine.keys.value, value);
    machine.heap.put(object, machine.keys.done, done.into());
    Value::Object(object)
}

fn next(machine: &mut Machine, call: &Call, name: &str, walk: Walk) -> Completion {
    if let Value::Object(iterator) = call.this
        && let Kind::Iterator(iteration) = machine.heap.kind(iterator)
        && iteration.walk == walk
    {
        let value = step(machine, iterator)?;
        return Ok(result(machine, value.unwrap_or(Value::Undefined), value.is_none()));
    }
    machine.incompatible(call.this, &format!("{name}.prototype.next"))
}

/// The next value of a built-in iterator, `None` at its end and ever after. What `for-of` may use directly while nobody
/// has replaced `next`.
pub fn step(machine: &mut Machine, iterator: ObjectId) -> Completion<Option<Value>> {
    let Kind::Iterator(iteration) = machine.heap.kind(iterator) else { return Ok(None) };
    let (walk, gives, over, at) = (iteration.walk, iteration.gives, iteration.over, iteration.next);
    let found = match (walk, over) {
        (Walk::String, Value::String(string)) => {
            let units = machine.heap.units(string);
            units.code_point_at(at).map(|(_, width)| units.part(at, at + width).to_text()).map(|text| {
                let width = text.len();
                (machine.heap.string_value(text), at + width)
            })
        }
        (Walk::Array, Value::Object(object)) => element(machine, object, gives, at)?.map(|value| (value, at + 1)),
        (Walk::Map | Walk::Set, Value::Object(object)) => entry(machine, object, gives, walk, at),
        _ => None,
    };
    if let Kind::Iterator(iteration) = &mut machine.heap.get_mut(iterator).kind {
        match found {
            Some((_, next)) => iteration.next = next,
            None => iteration.over = Value::Undefined,
        }
    }
    Ok(found.map(|(value, _)| value))
}

fn element(machine: &mut Machine, object: ObjectId, gives: Yield, at: usize) -> Completion<Option<Value>> {
    let length = match *machine.heap.kind(object) {
        Kind::View(view) => match machine.heap.view_bounds(view) {
            Some(length) => length as f64,
            None => {
                return machine.type_error("Cannot perform %ArrayIteratorPrototype%.next on a detached ArrayBuffer");
            }
        },
        _ => machine.length_of(object)?,
    };
    if at as f64 >= length {
        return Ok(None);
    }
    if gives == Yield::Keys {
        return Ok(Some(at.into()));
    }
    let value = super::array::get(machine, object, at as f64)?;
    Ok(Some(if gives == Yield::Values { value } else { machine.array([at.into(), value]) }))
}

fn entry(machine: &mut Machine, object: ObjectId, gives: Yield, walk: Walk, at: usize) -> Option<(Value, usize)> {
    let (Kind::Map(collection) | Kind::Set(collection)) = machine.heap.kind(object) else { return None };
    let (key, value, next) = super::collection::entry_from(collection, at)?;
    let value = if walk == Walk::Set { key } else { value };
    let given = match gives {
        Yield::Keys => key,
        Yield::Values => value,
        Yield::Entries => machine.array([key, value]),
    };
    Some((given, next))
}
