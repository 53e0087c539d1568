//! What is disposed of when a block or a stack is left (ECMAScript 9.5): kept in an array, first what is known of waiting, then three
//! places for each, let go of last first. Not the statements and classes.

use super::message;
use super::state::{Completion, Machine, Thrown};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};

/// How something is let go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `method.call(value)`
    Method,
    /// `method(value)`
    Argument,
    /// `method()`
    Bare,
    /// `method.call(value)`, whose answer is nobody's, though the block waits: `Symbol.dispose` where `Symbol.asyncDispose` is missing.
    Wrapped,
}

/// In a list, what waits is this much more than its way.
const WAITS: u8 = 8;

/// Where a list says that somebody has still to be waited for, that somebody was, and where its entries begin.
const NEEDS: usize = 0;
const HAS: usize = 1;
const FIRST: usize = 2;

impl Machine {
    /// A list of what to dispose of.
    pub fn disposables(&mut self) -> ObjectId {
        self.heap.array(self.realm.array_prototype, [Value::Boolean(false); FIRST])
    }

    /// Adds something with how to let go of it, and whether that is waited for.
    pub fn add_disposal(&mut self, list: ObjectId, value: Value, method: Value, way: Way, waits: bool) {
        let way = way as u8 + if waits { WAITS } else { 0 };
        for part in [value, method, Value::Number(f64::from(way))] {
            self.heap.append_element(list, part);
        }
    }

    /// `AddDisposableResource` of what a declaration or `use` gives: `null` and `undefined` need nothing but, perhaps, waiting.
    pub fn add_disposable(&mut self, list: ObjectId, value: Value, waits: bool) -> Completion<()> {
        if value.is_nullish() {
            if waits {
                self.add_disposal(list, Value::Undefined, Value::Undefined, Way::Method, true);
            }
            return Ok(());
        }
        if value.as_object().is_none() {
            return self.fail(message::EXPECT_AN_OBJECT_WITH_USING, []);
        }
        if waits {
            let key = PropertyKey::Symbol(self.symbols.async_dispose);
            let method = self.get(value, key)?;
            if !method.is_nullish() {
                if !self.heap.is_function(method) {
                    let shown = self.key_text(key);
                    return self.fail(message::CALLED_NON_CALLABLE, [&shown]);
                }
                self.add_disposal(list, value, method, Way::Method, true);
                return Ok(());
            }
        }
        let key = PropertyKey::Symbol(self.symbols.dispose);
        let method = self.get(value, key)?;
        if !self.heap.is_function(method) {
            let shown = self.key_text(key);
            return self.fail(message::CALLED_NON_CALLABLE, [&shown]);
        }
        self.add_disposal(list, value, method, if waits { Way::Wrapped } else { Way::Method }, waits);
        Ok(())
    }

    fn note_in_list(&mut self, list: ObjectId, place: usize, on: bool) {
        if let Some(known) = self.heap.get_mut(list).element_mut(place) {
            *known = on.into();
        }
    }

    /// `DisposeResources` as far as something is to be waited for, which is given; `None` where all is let go of. `thrown` is what was
    /// thrown before, and then what is thrown at the end.
    pub fn dispose_step(&mut self, list: ObjectId, thrown: &mut Option<Value>) -> Completion<Option<Value>> {
        loop {
            self.tick()?;
            let parts = self.heap.get(list).elements();
            let left = parts.len().saturating_sub(3);
            let noted = |place: usize| parts.get(place) == Some(&Value::Boolean(true));
            let needs = noted(NEEDS) && !noted(HAS);
            let last = (left >= FIRST).then(|| (parts[left], parts[left + 1], parts[left + 2]));
            let number = |way: Value| if let Value::Number(way) = way { way as u8 } else { 0 };
            let waits = last.is_some_and(|(.., way)| number(way) >= WAITS);
            if needs && !waits {
                self.note_in_list(list, NEEDS, false);
                return Ok(Some(Value::Undefined));
            }
            let Some((value, method, way)) = last else { return Ok(None) };
            [value, method].into_iter().for_each(|part| self.heap.hold(part));
            self.heap.set_array_length(list, left as u32);
            if method.is_undefined() {
                self.note_in_list(list, NEEDS, true);
                continue;
            }
            let way = number(way) % WAITS;
            let is = |one: Way| way == one as u8;
            let wrapped = is(Way::Wrapped);
            let answer = if is(Way::Argument) {
                self.call(method, Value::Undefined, &[value])
            } else if is(Way::Bare) {
                self.call(method, Value::Undefined, &[])
            } else {
                self.call(method, value, &[])
            };
            match answer {
                Ok(_) if !waits => {}
                Ok(answer) => {
                    self.note_in_list(list, HAS, true);
                    return Ok(Some(if wrapped { Value::Undefined } else { answer }));
                }
                Err(Thrown::Value(error)) if wrapped => {
                    self.note_in_list(list, HAS, true);
                    let promise = self.new_promise();
                    self.reject_promise(promise, error);
                    return Ok(Some(Value::Object(promise)));
                }
                Err(Thrown::Value(error)) => *thrown = Some(self.suppressed(error, *thrown)?),
                Err(ended) => return Err(ended),
            }
            thrown.iter().for_each(|error| self.heap.hold(*error));
        }
    }

    /// The same where nothing is awaited.
    pub fn dispose_all(&mut self, list: ObjectId, thrown: Option<Value>) -> Completion<()> {
        let mut thrown = thrown;
        while self.dispose_step(list, &mut thrown)?.is_some() {}
        thrown.map_or(Ok(()), |error| Err(Thrown::Value(error)))
    }

    /// What is thrown on after disposing threw: the `SuppressedError` of both, if something was thrown before.
    pub fn suppressed(&mut self, error: Value, before: Option<Value>) -> Completion {
        let (Some(before), Some(prototype)) = (before, self.realm.suppressed_error_prototype) else { return Ok(error) };
        let made = self.heap.object(Some(prototype), Kind::Error);
        self.capture_stack_below(made, None);
        let text = self.heap.string_value(message::SUPPRESSED_DURING_DISPOSAL.text(self.release().0, []));
        let (error_key, suppressed) = (self.heap.key("error"), self.heap.key("suppressed"));
        for (key, value) in [(self.keys.message, text), (error_key, error), (suppressed, before)] {
            self.heap.put_with(made, key, value, Attributes::HIDDEN);
        }
        Ok(Value::Object(made))
    }
}
