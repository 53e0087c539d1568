//! Iterators as the language uses them: asking for one, stepping it, closing it (ECMAScript 7.4). Not the built-in iterators' own
//! methods: those are the library's.

use super::{Completion, Machine, Thrown, message};
use crate::code::Flavour;
use crate::heap::object::{Iteration, Walk, Yield};
use crate::heap::{Kind, ObjectId, PropertyKey, Resumption, Step, Value};

impl Machine {
    /// An iterator and its `next` (ECMAScript `GetIterator`).
    pub(super) fn iterator(&mut self, iterable: Value) -> Completion<(Value, Value)> {
        let key = PropertyKey::Symbol(self.symbols.iterator);
        let method = if iterable.is_nullish() { Value::Undefined } else { self.get(iterable, key)? };
        if !self.heap.is_function(method) {
            return self.not_iterable(iterable);
        }
        let iterator = self.call(method, iterable, &[])?;
        if iterator.as_object().is_none() {
            let shown = self.briefly(iterator);
            return self.fail(message::SYMBOL_ITERATOR_INVALID, [&shown]);
        }
        let next = self.get(iterator, self.keys.next)?;
        Ok((iterator, next))
    }

    /// One step of an iterator: `None` when it is done.
    pub fn step_iterator(&mut self, iterator: Value, next: Value) -> Completion<Option<Value>> {
        if let Value::Object(object) = iterator
            && matches!(self.heap.kind(object), Kind::Iterator(_))
            && let Value::Object(method) = next
            && matches!(self.heap.kind(method), Kind::Native(_))
        {
            return self.step_builtin(object);
        }
        if let Value::Object(object) = iterator
            && next.as_object() == self.realm.generator_next
            && matches!(self.heap.kind(object), Kind::Generator(generator) if generator.flavour == Flavour::Generator)
        {
            return match self.step_generator(object, Resumption::Next(Value::Undefined))? {
                Step::Gave(value) => Ok(Some(value)),
                Step::Done(_) => Ok(None),
                Step::Whole(result) => self.unpack(result),
            };
        }
        let result = self.call(next, iterator, &[])?;
        self.unpack(result)
    }

    /// `CreateIterResultObject`
    pub fn iterator_result(&mut self, value: Value, done: bool) -> Value {
        let object = self.object();
        self.heap.put(object, self.keys.value, value);
        self.heap.put(object, self.keys.done, done.into());
        Value::Object(object)
    }

    /// One step of a built-in iterator.
    pub fn step_builtin(&mut self, object: ObjectId) -> Completion<Option<Value>> {
        let Kind::Iterator(iteration) = self.heap.kind(object) else { return Ok(None) };
        let Iteration { walk, gives, over, next } = **iteration;
        if over.is_undefined() {
            return Ok(None);
        }
        if let Some(value) = self.heap.next_element(object) {
            self.heap.hold(value);
            return Ok(Some(value));
        }
        let mut after = next + 1;
        let item = match (walk, over) {
            (Walk::String, Value::String(string)) => self
                .heap
                .units(string)
                .code_point_at(next)
                .map(|(point, width)| {
                    after = next + width;
                    let mut text = crate::text::TextBuilder::default();
                    text.push_code_point(point);
                    (Value::Undefined, text.finish())
                })
                .map(|(key, text)| (key, self.heap.string_value(text))),
            (Walk::Map | Walk::Set, Value::Object(over)) => {
                let found = match self.heap.kind(over) {
                    Kind::Map(collection) | Kind::Set(collection) => collection.entry_from(next),
                    _ => None,
                };
                found.map(|(key, value, number)| {
                    after = number;
                    let value = if walk == Walk::Set { key } else { value };
                    self.heap.hold(key);
                    self.heap.hold(value);
                    (key, value)
                })
            }
            (_, Value::Object(over)) => {
                // A getter of its own may step the iterator to its end, where it lets go.
                self.heap.hold(Value::Object(over));
                let length = match self.heap.kind(over) {
                    Kind::View(view) => {
                        let view = *view;
                        match self.heap.view_bounds(view) {
                            Some(length) => length as f64,
                            None => {
                                return self
                                    .fail(message::DETACHED_OR_OUT_OF_BOUNDS, ["Array Iterator.prototype.next"]);
                            }
                        }
                    }
                    _ => self.length_of(over)?,
                };
                if (next as f64) < length {
                    // A getter of the element may step the iterator, too.
                    if let Kind::Iterator(iteration) = &mut self.heap.get_mut(object).kind {
                        iteration.next = after;
                    }
                    let value = if gives == Yield::Keys {
                        Value::Undefined
                    } else {
                        let key = self.index_key(next as f64);
                        self.get(Value::Object(over), key)?
                    };
                    return Ok(Some(self.given(gives, (Value::from(next), value))));
                }
                None
            }
            _ => None,
        };
        if let Kind::Iterator(iteration) = &mut self.heap.get_mut(object).kind {
            iteration.next = after;
            if item.is_none() {
                iteration.over = Value::Undefined;
            }
        }
        Ok(item.map(|item| self.given(gives, item)))
    }

    fn given(&mut self, gives: Yield, (key, value): (Value, Value)) -> Value {
        match gives {
            Yield::Keys => key,
            Yield::Values => value,
            Yield::Entries => self.array([key, value]),
        }
    }

    /// Tells an iterator that nobody wants more; its own throw counts unless `quietly`.
    pub fn close_iterator(&mut self, iterator: Value, quietly: bool) -> Completion<()> {
        if let Value::Object(object) = iterator
            && matches!(self.heap.kind(object), Kind::Iterator(_) | Kind::Array(_))
        {
            return Ok(());
        }
        let result = self.method(iterator, self.keys.return_).and_then(|method| match method {
            Some(method) => self.call(method, iterator, &[]).map(Some),
            None => Ok(None),
        });
        match result {
            Err(Thrown::Value(_)) if quietly => Ok(()),
            Err(thrown) => Err(thrown),
            Ok(Some(answer)) if answer.as_object().is_none() && !quietly => {
                let shown = self.briefly(answer);
                self.fail(message::NOT_AN_OBJECT, [&shown])
            }
            Ok(_) => Ok(()),
        }
    }

    /// Visits every value of an iterable until `each` says stop; closes the iterator when stopped or thrown out of.
    pub fn iterate(
        &mut self,
        iterable: Value,
        each: &mut dyn FnMut(&mut Self, Value) -> Completion<bool>,
    ) -> Completion<()> {
        let (iterator, next) = self.iterator(iterable)?;
        self.draw(iterator, next, each)
    }

    /// The same for an iterator and its `next`. What a round holds goes with the round: what `each` keeps must be in a cell that
    /// is held, or carried.
    pub fn draw(
        &mut self,
        iterator: Value,
        next: Value,
        each: &mut dyn FnMut(&mut Self, Value) -> Completion<bool>,
    ) -> Completion<()> {
        let round = self.heap.open_handles();
        while let Some(value) = self.step_iterator(iterator, next)? {
            self.tick()?;
            self.heap.close_handles_but(round, value);
            match each(self, value) {
                Ok(true) => {}
                Ok(false) => return self.close_iterator(iterator, false),
                Err(thrown) => {
                    self.close_iterator(iterator, true)?;
                    return Err(thrown);
                }
            }
        }
        Ok(())
    }

    /// All values of an iterable, held.
    pub fn list(&mut self, iterable: Value) -> Completion<Vec<Value>> {
        let (iterator, next) = self.iterator(iterable)?;
        self.list_from(iterator, next)
    }

    /// All values an iterator still gives, held.
    pub fn list_from(&mut self, iterator: Value, next: Value) -> Completion<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            let round = self.heap.open_handles();
            let Some(value) = self.step_iterator(iterator, next)? else { return Ok(values) };
            self.tick()?;
            self.heap.close_handles_but(round, value);
            self.room_for_list(values.len())?;
            values.push(value);
        }
    }

    /// The keys `for-in` visits, as an iterator over an array of strings.
    pub(super) fn enumerate_keys(&mut self, value: Value) -> Completion<(Value, Value)> {
        let mut names = Vec::new();
        let mut whose = Value::Undefined;
        if !value.is_nullish() {
            let mut seen = rustc_hash::FxHashSet::default();
            let object = self.to_object(value)?;
            whose = Value::Object(object);
            self.heap.hold(whose);
            let mut at = Some(object);
            while let Some(object) = at {
                for key in self.keys_of(object)? {
                    self.may_go_on(names.len() as f64)?;
                    self.room_for_list(names.len() * 2)?;
                    if matches!(key, PropertyKey::Symbol(_)) || !seen.insert(key) {
                        continue;
                    }
                    // A proxy is asked whether it shows a property when that one's turn comes.
                    if self.heap.is_proxy(object) || self.shows(object, key)? {
                        names.push(self.heap.key_value(key));
                    }
                }
                at = self.proto_of(object)?;
            }
        }
        let over = self.array(names);
        let iteration = Iteration { walk: Walk::Array, gives: Yield::Values, over, next: 0 };
        Ok((Value::Object(self.heap.object(None, Kind::Iterator(Box::new(iteration)))), whose))
    }

    /// Whether `for-in` still visits a key it has found (V8 `HasEnumerableProperty`).
    fn still_shows(&mut self, object: ObjectId, key: PropertyKey) -> Completion<bool> {
        let Err(Some(proxy)) = self.look_up(object, key) else { return self.has(object, key) };
        if let Some(own) = self.own(proxy, key)? {
            return Ok(own.attributes.enumerable());
        }
        match self.proto_of(proxy)? {
            Some(above) => self.still_shows(above, key),
            None => Ok(false),
        }
    }

    /// The next of these keys that the object still has, or the marker that there is none.
    pub(super) fn next_key(&mut self, keys: Value, object: Value) -> Completion {
        let (Value::Object(keys), Value::Object(object)) = (keys, object) else { return Ok(Value::Empty) };
        while let Some(name) = self.step_builtin(keys)? {
            let key = self.to_key(name)?;
            if self.still_shows(object, key)? {
                return Ok(name);
            }
            self.tick()?;
        }
        Ok(Value::Empty)
    }
}
