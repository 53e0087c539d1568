//! Entries of maps and sets: look-up by `SameValueZero`, insertion order, and places that stay valid for iterators while
//! entries come and go. Not the classes.

use crate::heap::object::{Collection, CollectionKey};
use crate::heap::{Heap, Value};

/// Below this many entries nothing is compacted.
const SMALL: usize = 32;

/// A value as `SameValueZero` compares it.
pub(super) fn key(heap: &Heap, value: Value) -> CollectionKey {
    match value {
        Value::Number(number) => {
            let number = if number.is_nan() { f64::NAN } else { number + 0.0 };
            CollectionKey::Number(if number == 0.0 { 0 } else { number.to_bits() })
        }
        Value::String(string) => CollectionKey::String(heap.text(string).clone()),
        Value::BigInt(big) => CollectionKey::BigInt(heap.big(big).to_string()),
        Value::Empty | Value::Undefined => CollectionKey::Identity(0, 0),
        Value::Null => CollectionKey::Identity(0, 1),
        Value::Boolean(boolean) => CollectionKey::Identity(1, u32::from(boolean)),
        Value::Symbol(symbol) => CollectionKey::Identity(2, symbol.index() as u32),
        Value::Object(object) => CollectionKey::Identity(3, object.index() as u32),
    }
}

/// A key as it is kept: `-0` is `0`.
pub(super) fn normal(value: Value) -> Value {
    if value == Value::Number(0.0) { Value::Number(0.0) } else { value }
}

/// The value under a key.
pub(super) fn get(collection: &Collection, key: &CollectionKey) -> Option<Value> {
    let &at = collection.index.get(key)?;
    collection.entries.get(at).copied().flatten().map(|(_, value)| value)
}

/// Sets the value under a key, a new one at the end.
pub(super) fn set(collection: &mut Collection, lookup: CollectionKey, key: Value, value: Value) {
    if let Some(&at) = collection.index.get(&lookup) {
        if let Some(Some(entry)) = collection.entries.get_mut(at) {
            entry.1 = value;
        }
        return;
    }
    compact(collection);
    collection.index.insert(lookup, collection.entries.len());
    collection.entries.push(Some((normal(key), value)));
    collection.numbers.push(collection.made);
    collection.made += 1;
}

/// Removes a key: whether it was there.
pub(super) fn delete(collection: &mut Collection, key: &CollectionKey) -> bool {
    let Some(at) = collection.index.remove(key) else { return false };
    if let Some(entry) = collection.entries.get_mut(at) {
        *entry = None;
    }
    while let Some(None) = collection.entries.get(collection.first) {
        collection.first += 1;
    }
    true
}

/// Removes everything; numbers go on, so that iterators see what comes after.
pub(super) fn clear(collection: &mut Collection) {
    *collection = Collection { made: collection.made, ..Collection::default() };
}

/// The first entry with this number or a later one, and the number after it.
pub(super) fn entry_from(collection: &Collection, number: usize) -> Option<(Value, Value, usize)> {
    let start = collection.numbers.partition_point(|&made| made < number).max(collection.first);
    for at in start..collection.entries.len() {
        if let Some((key, value)) = collection.entries[at] {
            return Some((key, value, collection.numbers[at] + 1));
        }
    }
    None
}

/// Drops the places of deleted entries once they are most of all.
fn compact(collection: &mut Collection) {
    let total = collection.entries.len();
    if total < SMALL || collection.index.len() * 2 > total {
        return;
    }
    let mut moved = vec![0; total];
    let mut kept = Collection { made: collection.made, ..Collection::default() };
    for (at, entry) in std::mem::take(&mut collection.entries).into_iter().enumerate() {
        if entry.is_some() {
            moved[at] = kept.entries.len();
            kept.entries.push(entry);
            kept.numbers.push(collection.numbers[at]);
        }
    }
    kept.index = std::mem::take(&mut collection.index);
    kept.index.values_mut().for_each(|at| *at = moved[*at]);
    *collection = kept;
}
