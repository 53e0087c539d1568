//! What the session sees of a machine without running it: names, members, reachable views. Not drawn here.

use std::rc::Rc;

use super::{Machine, Thrown};
use crate::code::Source;
use crate::heap::{Found, PropertyKey, Retainers, Value};
use crate::memory::Snapshot;
use crate::span::Span;

impl Machine {
    /// The memory now, with every view the program can reach.
    pub fn snapshot(&mut self) -> Snapshot {
        let roots = self.roots();
        let views = self.heap.reachable_views(roots);
        self.heap.memory.snapshot(&views)
    }

    /// Every view that a variable leads to, and `_`, the last answer.
    pub fn retainers(&mut self) -> Retainers {
        let mut roots = self.global_names();
        roots.retain(|(name, _)| name != "_");
        let key = self.heap.key("_");
        if let Some(property) = self.heap.own(self.realm.global, key) {
            roots.push(("_".to_owned(), property.value));
        }
        roots.extend(self.stack.iter().map(|value| ("running code".to_owned(), *value)));
        self.heap.retainers(roots, self.frames.iter().filter_map(|frame| frame.scope))
    }

    /// Every global name that begins with `prefix`, for completion.
    pub fn visible_names(&self, prefix: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut keep = |name| {
            let text = self.heap.units(name).to_utf8();
            if text.starts_with(prefix) {
                names.push(text.into_owned());
            }
        };
        self.lexicals.keys().for_each(|name| keep(*name));
        for key in self.heap.named_keys(self.realm.global) {
            if let PropertyKey::String(name) = key {
                keep(name);
            }
        }
        names
    }

    /// A global's value, looked at without running or changing anything.
    pub fn peek_global(&self, name: &str) -> Option<Value> {
        let key = self.heap.known_key(name)?;
        if let PropertyKey::String(name) = key
            && let Some(lexical) = self.lexicals.get(&name)
        {
            let value = self.heap.scope_slot(self.lexical_scope, lexical.slot);
            return (*value != Value::Empty).then_some(*value);
        }
        let property = self.heap.peek_named(self.realm.global, key)?;
        (!property.attributes.accessor()).then_some(property.value)
    }

    /// A named property along the chain, looked at without running or changing anything; `None` also where somebody
    /// would have to be asked.
    pub fn peek(&self, value: Value, name: &str) -> Option<Found> {
        let key = self.heap.known_key(name)?;
        let mut at = self.members_holder(value);
        while let Some(object) = at {
            if let Some(property) = self.heap.peek_named(object, key) {
                return Some(if property.attributes.accessor() {
                    Found::Getter(self.heap.accessor(property.value).0)
                } else {
                    Found::Value(property.value)
                });
            }
            if self.heap.behind(object).is_some() {
                return None;
            }
            at = self.heap.proto(object);
        }
        None
    }

    /// The property names at the end of a path of plain names, getters not run, each with its value unless it has a
    /// getter.
    pub fn members_of<'a>(&mut self, path: impl Iterator<Item = &'a str>) -> Vec<(String, Option<Value>)> {
        let mut at: Option<Value> = None;
        for name in path {
            let key = self.heap.key(name);
            let next = match at {
                None => self.find_global(key).ok().flatten(),
                Some(value) => {
                    let holder = self.members_holder(value);
                    holder.and_then(|object| match self.find(object, key) {
                        Some(Found::Value(value)) => Some(value),
                        _ => None,
                    })
                }
            };
            let Some(next) = next else { return Vec::new() };
            at = Some(next);
        }
        let mut names = Vec::new();
        let mut holder = at.and_then(|value| self.members_holder(value));
        while let Some(object) = holder {
            for key in self.heap.named_keys(object) {
                if let PropertyKey::String(name) = key {
                    let own = self.heap.own(object, key).filter(|own| !own.attributes.accessor());
                    names.push((self.heap.utf8(name), own.map(|own| own.value)));
                }
            }
            holder = self.heap.proto(object);
        }
        // The sort is stable: of several with one name the nearest stays.
        names.sort_by(|a, b| a.0.cmp(&b.0));
        names.dedup_by(|a, b| a.0 == b.0);
        names
    }

    fn members_holder(&self, value: Value) -> Option<crate::heap::ObjectId> {
        match value {
            Value::Object(object) => Some(object),
            Value::String(_) => Some(self.realm.string_prototype),
            Value::Number(_) => Some(self.realm.number_prototype),
            Value::BigInt(_) => Some(self.realm.bigint_prototype),
            Value::Symbol(_) => Some(self.realm.symbol_prototype),
            Value::Boolean(_) => Some(self.realm.boolean_prototype),
            _ => None,
        }
    }

    /// Where a value was thrown, if it was the last one thrown.
    pub fn thrown_from(&self, value: Value) -> Option<(Rc<Source>, Span)> {
        let (thrown, source, span) = self.thrown_at.as_ref()?;
        (*thrown == value).then(|| (Rc::clone(source), *span))
    }

    /// The call the running frame is making, by source and place.
    pub fn call_site(&self) -> Option<(Rc<Source>, Span)> {
        let frame = self.frames.last()?;
        let code = &frame.loaded.code;
        Some((Rc::clone(&code.source), code.span_at(frame.pc.saturating_sub(1))))
    }

    /// Notes where a value is thrown, unless it is only on its way.
    pub(super) fn note_thrown(&mut self, thrown: Thrown) {
        let Thrown::Value(value) = thrown else { return };
        if self.thrown_at.as_ref().is_some_and(|(known, ..)| *known == value) {
            return;
        }
        if let Some(frame) = self.frames.last() {
            let code = &frame.loaded.code;
            self.thrown_at = Some((value, Rc::clone(&code.source), code.span_at(frame.pc.saturating_sub(1))));
        }
    }
}
