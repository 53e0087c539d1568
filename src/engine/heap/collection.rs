//! Entries of maps and sets: look-up by `SameValueZero`, insertion order, and places that stay valid for iterators while
//! entries come and go. Not the classes.

use super::object::{Collection, CollectionKey};
use super::{Heap, Value};

/// Below this many entries nothing is compacted.
const SMALL: usize = 32;

impl Heap {
    /// A value as `SameValueZero` compares it.
    pub fn collection_key(&self, value: Value) -> CollectionKey {
        match value {
            Value::Number(number) if number.is_nan() => CollectionKey::Number(f64::NAN.to_bits()),
            Value::Number(number) => CollectionKey::Number((number + 0.0).to_bits()),
            Value::String(string) => CollectionKey::String(self.text(string).clone()),
            Value::BigInt(big) => CollectionKey::BigInt(self.big(big).clone()),
            Value::Empty | Value::Undefined => CollectionKey::Identity(0, 0),
            Value::Null => CollectionKey::Identity(0, 1),
            Value::Boolean(boolean) => CollectionKey::Identity(1, u32::from(boolean)),
            Value::Symbol(symbol) => CollectionKey::Identity(2, symbol.index() as u32),
            Value::Object(object) => CollectionKey::Identity(3, object.index() as u32),
        }
    }
}

impl CollectionKey {
    /// What it keeps outside itself, in bytes.
    fn outside(&self) -> usize {
        match self {
            Self::String(text) => text.bytes(),
            Self::BigInt(big) => big.bits() as usize / 8,
            Self::Number(_) | Self::Identity(..) => 0,
        }
    }
}

impl Collection {
    /// What its tables take, in bytes.
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Option<(Value, Value)>>()
            + self.numbers.capacity() * size_of::<usize>()
            + self.index.capacity() * (size_of::<(CollectionKey, usize)>() + 2)
            + self.texts
    }

    /// How many bytes one entry more may take at most: its key, and where the tables are full, as much as they take already.
    pub fn growth(&self, key: &CollectionKey) -> usize {
        let full = self.entries.len() == self.entries.capacity() || self.index.len() == self.index.capacity();
        key.outside() + if full { self.bytes() - self.texts } else { 0 }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The value under a key.
    pub fn get(&self, key: &CollectionKey) -> Option<Value> {
        let &at = self.index.get(key)?;
        self.entries.get(at).copied().flatten().map(|(_, value)| value)
    }

    /// Sets the value under a key, a new one at the end; `-0` is kept as `0`.
    pub fn set(&mut self, lookup: CollectionKey, key: Value, value: Value) {
        if let Some(&at) = self.index.get(&lookup) {
            if let Some(Some(entry)) = self.entries.get_mut(at) {
                entry.1 = value;
            }
            return;
        }
        self.compact();
        let key = if key == Value::Number(0.0) { Value::Number(0.0) } else { key };
        self.texts += lookup.outside();
        self.index.insert(lookup, self.entries.len());
        self.entries.push(Some((key, value)));
        self.numbers.push(self.made);
        self.made += 1;
    }

    /// Removes a key: whether it was there.
    pub fn delete(&mut self, key: &CollectionKey) -> bool {
        let Some(at) = self.index.remove(key) else { return false };
        self.texts -= key.outside();
        if let Some(entry) = self.entries.get_mut(at) {
            *entry = None;
        }
        while let Some(None) = self.entries.get(self.first) {
            self.first += 1;
        }
        true
    }

    /// Removes everything; numbers go on, so that iterators see what comes after.
    pub fn clear(&mut self) {
        *self = Self { made: self.made, ..Self::default() };
    }

    /// The first entry with this number or a later one, and the number after it: what an iterator remembers.
    pub fn entry_from(&self, number: usize) -> Option<(Value, Value, usize)> {
        let start = self.numbers.partition_point(|&made| made < number).max(self.first);
        let found = (start..self.entries.len()).find_map(|at| self.entries[at].map(|entry| (at, entry)));
        found.map(|(at, (key, value))| (key, value, self.numbers[at] + 1))
    }

    /// Drops the places of deleted entries once they are most of all.
    fn compact(&mut self) {
        let total = self.entries.len();
        if total < SMALL || self.index.len() * 2 > total {
            return;
        }
        let mut moved = vec![0; total];
        let mut kept = Self { made: self.made, texts: self.texts, ..Self::default() };
        for (at, entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            if entry.is_some() {
                moved[at] = kept.entries.len();
                kept.entries.push(entry);
                kept.numbers.push(self.numbers[at]);
            }
        }
        kept.index = std::mem::take(&mut self.index);
        kept.index.values_mut().for_each(|at| *at = moved[*at]);
        *self = kept;
    }
}
