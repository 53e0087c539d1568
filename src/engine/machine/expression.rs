//! Regular expressions as values: made from literals, matched against strings (ECMAScript 22.2.7.2). Not the methods of `RegExp`.

use std::rc::Rc;

use super::{Completion, Machine};
use crate::heap::{Attributes, Kind, ObjectId, StringId, Value};
use crate::pattern::{Found, Pattern};
use crate::text::Text;

impl Machine {
    /// A new `RegExp` object under a prototype; `lastIndex` is its only own property.
    pub fn expression(&mut self, pattern: Rc<Pattern>, proto: ObjectId) -> ObjectId {
        let object = self.heap.object(Some(proto), Kind::RegExp(pattern));
        let last_index = Attributes(Attributes::WRITABLE);
        self.heap.put_with(object, self.keys.last_index, Value::Number(0.0), last_index);
        object
    }

    /// The object a literal's evaluations copy. The parser has checked the pattern.
    pub(super) fn literal_expression(&mut self, source: &Text, flags: &Text) -> Value {
        match Pattern::unchecked(source.clone(), flags) {
            Some(pattern) => Value::Object(self.expression(Rc::new(pattern), self.realm.regexp_prototype)),
            None => Value::Undefined,
        }
    }

    /// A new object with the pattern of a literal.
    pub(super) fn copy_expression(&mut self, literal: Value) -> Value {
        let Value::Object(object) = literal else { return Value::Undefined };
        let Kind::RegExp(pattern) = self.heap.kind(object) else { return Value::Undefined };
        let pattern = Rc::clone(pattern);
        Value::Object(self.expression(pattern, self.realm.regexp_prototype))
    }

    /// The first match of a pattern in a string at or after a place.
    pub fn match_at(&mut self, pattern: &Pattern, string: StringId, start: usize) -> Completion<Option<Found>> {
        Ok(self.matches(pattern, string, start, false)?.pop())
    }

    /// Every match of a pattern in a string, as repeated searches would find them.
    pub fn all_matches(&mut self, pattern: &Pattern, string: StringId) -> Completion<Vec<Found>> {
        self.matches(pattern, string, 0, true)
    }

    fn matches(&mut self, pattern: &Pattern, string: StringId, start: usize, all: bool) -> Completion<Vec<Found>> {
        let key = u64::from(self.heap.collections) << 32 | string.index() as u64;
        pattern.prepare(key, self.heap.units(string));
        pattern.find(start, all, || self.wait())
    }
}
