//! `Map`, `Set` and their weak kin (ECMAScript 24), and what all four do to get an entry. Not their entries' places: see
//! `heap::collection`.

pub(crate) mod map;
pub(crate) mod registry;
pub(crate) mod set;
pub(crate) mod weak;

use crate::heap::{Kind, ObjectId, Value};
use crate::machine::{Completion, Machine};

/// Sets the value under a key of one of them, if there is room for it.
pub(crate) fn put(machine: &mut Machine, object: ObjectId, key: Value, value: Value) -> Completion<()> {
    let lookup = machine.heap.collection_key(key);
    if let Kind::Map(entries) | Kind::Set(entries) | Kind::WeakMap(entries) | Kind::WeakSet(entries) =
        machine.heap.kind(object)
    {
        machine.admit(entries.growth(&lookup))?;
    }
    let grown = match &mut machine.heap.get_mut(object).kind {
        Kind::Map(entries) | Kind::Set(entries) | Kind::WeakMap(entries) | Kind::WeakSet(entries) => {
            let before = entries.bytes();
            entries.set(lookup, key, value);
            entries.bytes().saturating_sub(before)
        }
        _ => 0,
    };
    machine.heap.note_allocated(grown);
    Ok(())
}
