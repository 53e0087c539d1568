//! Regular expressions as values: made from literals, matched against strings (ECMAScript 22.2.7.2). Not the methods of `RegExp`.

use std::rc::Rc;

use super::{Completion, Machine};
use crate::heap::{Attributes, Kind, ObjectId, StringId, Value};
use crate::regexp::{Dialect, Found, Regexp};
use crate::text::Text;
use pool::memory::Fact;

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

    /// What regular expressions may be under the release followed.
    pub fn dialect(&self) -> Dialect {
        Dialect {
            sets: self.knows(Fact::UnicodeSets),
            modifiers: self.knows(Fact::PatternModifiers),
            shared_names: self.knows(Fact::SharedGroupNames),
            decimals: self.knows(Fact::ClassDecimalsBlamed),
            early_names: self.knows(Fact::NamesKnownInside),
            earliest: self.knows(Fact::FirstMistakeTold),
            using: self.knows(Fact::Disposal),
            phases: self.knows(Fact::ImportPhases),
        }
    }

    /// Compiles a regular expression, unless it is: what V8 says is wrong with it.
    pub fn compile(&mut self, regexp: &Regexp) -> Completion<Result<(), String>> {
        let Some(job) = regexp.job(self.dialect()) else { return Ok(Ok(())) };
        self.admit(job.bytes())?;
        let compiled = if job.is_long() { self.beside_on(job.stack(), move |_| job.run())? } else { job.run() };
        let settled = regexp.settle(compiled);
        self.heap.note_allocated(regexp.bytes());
        Ok(settled)
    }

    /// The first match of a regular expression in a string at or after a place.
    pub fn match_at(&mut self, regexp: &Regexp, string: StringId, start: usize) -> Completion<Option<Found>> {
        Ok(self.matches(regexp, string, start, false)?.0.pop())
    }

    /// Visits every match of a regular expression in a string, as repeated searches would find them.
    pub fn each_match(
        &mut self,
        regexp: &Regexp,
        string: StringId,
        mut each: impl FnMut(&mut Self, &Found) -> Completion<()>,
    ) -> Completion<()> {
        let mut start = Some(0);
        while let Some(from) = start {
            let (found, next) = self.matches(regexp, string, from, true)?;
            self.tick()?;
            found.iter().try_for_each(|found| {
                self.last_match.remember(string, found);
                each(self, found)
            })?;
            start = next;
        }
        Ok(())
    }

    fn matches(
        &mut self,
        regexp: &Regexp,
        string: StringId,
        start: usize,
        many: bool,
    ) -> Completion<(Vec<Found>, Option<usize>)> {
        // A literal was checked when it was read.
        if self.compile(regexp)?.is_err() {
            return Ok((Vec::new(), None));
        }
        let key = u64::from(self.heap.collections) << 32 | string.index() as u64;
        if !regexp.is_prepared(key) {
            let bytes = self.heap.string_length(string) * 2;
            self.admit(bytes)?;
            regexp.prepare(key, self.heap.units(string));
            self.heap.note_allocated(bytes);
        }
        let Some(search) = regexp.search() else { return Ok((Vec::new(), None)) };
        if search.may_be_slow() {
            self.admit(search.bytes())?;
            return self.beside(move |_| search.run(start, many));
        }
        Ok(search.run(start, many))
    }
}
