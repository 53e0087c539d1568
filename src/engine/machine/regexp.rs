//! Regular expressions as values: made from literals, matched against strings (ECMAScript 22.2.7.2). Not the methods of `RegExp`.

use std::rc::Rc;

use super::{Completion, Machine};
use crate::heap::{Attributes, Kind, ObjectId, StringId, Value};
use crate::regexp::{Found, Regexp};
use crate::text::Text;

impl Machine {
    /// A new `RegExp` object under a prototype; `lastIndex` is its only own property.
    pub fn regexp(&mut self, regexp: Rc<Regexp>, proto: ObjectId) -> ObjectId {
        let object = self.heap.object(Some(proto), Kind::RegExp(regexp));
        let last_index = Attributes(Attributes::WRITABLE);
        self.heap.put_with(object, self.keys.last_index, Value::Number(0.0), last_index);
        object
    }

    /// The object a literal's evaluations copy. The parser has checked it.
    pub(super) fn literal_regexp(&mut self, source: &Text, flags: &Text) -> Value {
        match Regexp::unchecked(source.clone(), flags) {
            Some(regexp) => Value::Object(self.regexp(Rc::new(regexp), self.realm.regexp_prototype)),
            None => Value::Undefined,
        }
    }

    /// A new object with the regular expression of a literal.
    pub(super) fn copy_regexp(&mut self, literal: Value) -> Value {
        let Value::Object(object) = literal else { return Value::Undefined };
        let Kind::RegExp(regexp) = self.heap.kind(object) else { return Value::Undefined };
        let regexp = Rc::clone(regexp);
        Value::Object(self.regexp(regexp, self.realm.regexp_prototype))
    }

    /// The first match of a regular expression in a string at or after a place.
    pub fn match_at(&mut self, regexp: &Regexp, string: StringId, start: usize) -> Completion<Option<Found>> {
        Ok(self.matches(regexp, string, start, false)?.pop())
    }

    /// Every match of a regular expression in a string, as repeated searches would find them.
    pub fn all_matches(&mut self, regexp: &Regexp, string: StringId) -> Completion<Vec<Found>> {
        self.matches(regexp, string, 0, true)
    }

    fn matches(&mut self, regexp: &Regexp, string: StringId, start: usize, all: bool) -> Completion<Vec<Found>> {
        let key = u64::from(self.heap.collections) << 32 | string.index() as u64;
        regexp.prepare(key, self.heap.units(string));
        regexp.find(start, all, || self.wait())
    }
}
