//! What is disposed of when a block or a stack is left (ECMAScript 9.5): kept in an array, three places for each, let go of last first.
//! Not the statements and classes.

use super::{Completion, Machine, Thrown, message};
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
}

/// What one step of disposing did.
pub enum Disposed {
    /// Nothing is left.
    All,
    /// This was answered.
    Answer(Value),
    /// This was thrown.
    Thrown(Value),
}

impl Machine {
    /// A list of what to dispose of.
    pub fn disposables(&mut self) -> ObjectId {
        self.heap.object(None, Kind::Array(0))
    }

    /// Adds something with how to let go of it.
    pub fn add_disposal(&mut self, list: ObjectId, value: Value, method: Value, way: Way) {
        for part in [value, method, Value::Number(f64::from(way as u8))] {
            self.heap.append_element(list, part);
        }
    }

    /// `AddDisposableResource` of what a declaration or `use` gives: `null` and `undefined` need nothing.
    pub fn add_disposable(&mut self, list: ObjectId, value: Value) -> Completion<()> {
        if value.is_nullish() {
            return Ok(());
        }
        if value.as_object().is_none() {
            return self.fail(message::EXPECT_AN_OBJECT_WITH_USING, []);
        }
        let key = PropertyKey::Symbol(self.symbols.dispose);
        let method = self.get(value, key)?;
        if !self.heap.is_function(method) {
            let shown = self.key_text(key);
            return self.fail(message::CALLED_NON_CALLABLE, [&shown]);
        }
        self.add_disposal(list, value, method, Way::Method);
        Ok(())
    }

    /// Lets go of the last one that is left.
    pub fn dispose_next(&mut self, list: ObjectId) -> Completion<Disposed> {
        let parts: Vec<Value> = self.heap.get(list).elements().to_vec();
        let Some(left) = parts.len().checked_sub(3) else { return Ok(Disposed::All) };
        let (value, method, way) = (parts[left], parts[left + 1], parts[left + 2]);
        [value, method].into_iter().for_each(|part| self.heap.hold(part));
        self.heap.set_array_length(list, left as u32);
        let answer = if way == Value::Number(0.0) {
            self.call(method, value, &[])
        } else if way == Value::Number(1.0) {
            self.call(method, Value::Undefined, &[value])
        } else {
            self.call(method, Value::Undefined, &[])
        };
        match answer {
            Ok(answer) => Ok(Disposed::Answer(answer)),
            Err(Thrown::Value(thrown)) => Ok(Disposed::Thrown(thrown)),
            Err(ended) => Err(ended),
        }
    }

    /// `DisposeResources` where nothing is awaited, after something was thrown or not.
    pub fn dispose_all(&mut self, list: ObjectId, thrown: Option<Value>) -> Completion<()> {
        let kept = self.heap.carry(thrown.unwrap_or(Value::Empty));
        let round = self.heap.open_handles();
        loop {
            self.heap.close_handles(round);
            self.tick()?;
            match self.dispose_next(list)? {
                Disposed::All => break,
                Disposed::Answer(_) => {}
                Disposed::Thrown(error) => {
                    let error = match self.heap.carried(kept) {
                        Value::Empty => error,
                        before => self.suppressed(error, before)?,
                    };
                    self.heap.carry_on(kept, error);
                }
            }
        }
        match self.heap.carried(kept) {
            Value::Empty => Ok(()),
            error => Err(Thrown::Value(error)),
        }
    }

    /// The `SuppressedError` of what disposing threw after something else was thrown.
    pub fn suppressed(&mut self, error: Value, before: Value) -> Completion {
        let Some(prototype) = self.realm.suppressed_error_prototype else { return Ok(error) };
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
