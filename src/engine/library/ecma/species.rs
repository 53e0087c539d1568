//! Which class a built-in makes its results with (ECMAScript 7.3.22). Not what arrays do instead: that is `array`.

use crate::heap::{ObjectId, PropertyKey, Value, flag};
use crate::machine::{Completion, Machine, message};

/// ECMAScript `SpeciesConstructor`.
pub(crate) fn constructor(machine: &mut Machine, object: ObjectId, default: ObjectId) -> Completion<ObjectId> {
    let constructor = machine.get(Value::Object(object), machine.keys.constructor)?;
    if constructor.is_undefined() {
        return Ok(default);
    }
    if constructor.as_object().is_none() {
        return machine.fail(message::CONSTRUCTOR_NOT_RECEIVER, []);
    }
    let species = machine.get(constructor, PropertyKey::Symbol(machine.symbols.species))?;
    match species {
        Value::Undefined | Value::Null => Ok(default),
        Value::Object(species) if machine.heap.get(species).flags & flag::CONSTRUCTOR != 0 => Ok(species),
        _ => machine.fail(message::SPECIES_NOT_CONSTRUCTOR, []),
    }
}
