//! Deep equality of maps and sets: keys and members that are objects find their like in any order. Not of what else is equal.

use super::{Comparison, Mode};
use crate::heap::{CollectionKey, Kind, ObjectId, Value};
use crate::machine::Completion;

impl Comparison<'_> {
    fn collected(&mut self, object: ObjectId) -> Vec<(Value, Value)> {
        let all: Vec<(Value, Value)> = match self.kind(object) {
            Kind::Map(collection) | Kind::Set(collection) => collection.entries.iter().flatten().copied().collect(),
            _ => Vec::new(),
        };
        all.iter().flat_map(|(key, value)| [*key, *value]).for_each(|value| self.machine.heap.hold(value));
        all
    }

    fn lookup(&self, object: ObjectId, key: &CollectionKey) -> Option<Value> {
        match self.kind(object) {
            Kind::Map(collection) | Kind::Set(collection) => collection.get(key),
            _ => None,
        }
    }

    /// Whether two sets have the same members.
    pub(super) fn members(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        let mut left = Vec::new();
        for (value, _) in self.collected(b) {
            let key = self.machine.heap.collection_key(value);
            if self.lookup(a, &key).is_some() {
                continue;
            }
            if self.mode != Mode::Loose && value.as_object().is_none() {
                return Ok(false);
            }
            left.push(value);
        }
        let mut open = Vec::new();
        for (value, _) in self.collected(a) {
            let key = self.machine.heap.collection_key(value);
            if self.lookup(b, &key).is_none() {
                open.push(value);
            }
        }
        'wanted: for wanted in left {
            let round = self.machine.heap.open_handles();
            for at in 0..open.len() {
                self.machine.heap.close_handles(round);
                if self.values(open[at], wanted)? {
                    open.remove(at);
                    continue 'wanted;
                }
            }
            return Ok(false);
        }
        Ok(true)
    }

    /// Whether two maps have the same entries.
    pub(super) fn entries(&mut self, a: ObjectId, b: ObjectId) -> Completion<bool> {
        let mut left = Vec::new();
        for (key, value) in self.collected(b) {
            if key.as_object().is_none() {
                let lookup = self.machine.heap.collection_key(key);
                if let Some(known) = self.lookup(a, &lookup) {
                    self.machine.heap.hold(known);
                    if self.values(known, value)? {
                        continue;
                    }
                }
                if self.mode != Mode::Loose {
                    return Ok(false);
                }
            }
            left.push((key, value));
        }
        let mut open = self.collected(a);
        if self.mode != Mode::Loose {
            open.retain(|(key, _)| key.as_object().is_some());
        }
        'wanted: for (key, value) in left {
            let round = self.machine.heap.open_handles();
            for at in 0..open.len() {
                self.machine.heap.close_handles(round);
                if self.values(open[at].0, key)? && self.values(open[at].1, value)? {
                    open.remove(at);
                    continue 'wanted;
                }
            }
            return Ok(false);
        }
        Ok(true)
    }
}
