//! How V8's messages show a value, and the checks whose messages every class shares. Not `util.inspect`.

use crate::code::Refusal;
use crate::heap::{Found, Kind, ObjectId, PropertyKey, Value};
use crate::machine::convert::number_text;
use crate::machine::fault::ErrorClass;
use crate::machine::message::{Code, Message};
use crate::machine::{Completion, Machine, message};
use crate::syntax::SyntaxError;
use pool::memory::Fact;

/// Methods of arrays that say nothing of themselves where `this` cannot be an object.
const CONVERTING: &[&str] = &[
    "at",
    "copyWithin",
    "entries",
    "fill",
    "flat",
    "flatMap",
    "includes",
    "join",
    "keys",
    "lastIndexOf",
    "pop",
    "push",
    "reverse",
    "shift",
    "slice",
    "sort",
    "splice",
    "toLocaleString",
    "toReversed",
    "toSorted",
    "toSpliced",
    "toString",
    "unshift",
    "values",
    "with",
];

pub(crate) fn joined(name: String, message: String) -> String {
    match (name.is_empty(), message.is_empty()) {
        (true, _) => message,
        (_, true) => name,
        _ => format!("{name}: {message}"),
    }
}

/// An error as V8's messages show it, found without running code.
pub(crate) fn error_text(machine: &mut Machine, error: ObjectId) -> String {
    let name = machine.data_of(error, machine.keys.name).unwrap_or_default();
    let message = machine.data_of(error, machine.keys.message).unwrap_or_default();
    joined(name, message)
}

impl Machine {
    /// A value as V8's messages show it: strings bare, objects as `#<Object>`.
    pub(crate) fn message_text(&mut self, value: Value) -> String {
        match value {
            Value::Empty | Value::Undefined => "undefined".to_owned(),
            Value::Null => "null".to_owned(),
            Value::Boolean(boolean) => boolean.to_string(),
            Value::Number(number) => number_text(number),
            Value::String(string) => self.heap.utf8(string),
            Value::Symbol(symbol) => self.key_text(PropertyKey::Symbol(symbol)),
            // What ends the program here ends it at its next step.
            Value::BigInt(big) => self.big_text(big, 10).unwrap_or_default(),
            Value::Object(object) => {
                if self.heap.is_callable(object) {
                    self.function_words(object)
                } else if matches!(self.heap.kind(object), Kind::Error) || self.tells_as_error(object) {
                    error_text(self, object)
                } else {
                    self.object_text(object)
                }
            }
        }
    }

    /// Whether an object has the `toString` of errors.
    fn tells_as_error(&mut self, object: ObjectId) -> bool {
        let key = self.heap.key("toString");
        let of_errors = self.heap.own(self.realm.error_prototype, key).map(|own| own.value);
        match self.find(object, key) {
            Some(Found::Value(value)) => Some(value) == of_errors,
            _ => false,
        }
    }

    /// What V8 calls a value it cannot call when it has no source text to quote.
    pub(crate) fn callee_text(&mut self, value: Value) -> String {
        if self.knows(Fact::CalleeBySource) { self.site_text(value) } else { self.message_text(value) }
    }

    /// An argument that must be callable.
    pub(crate) fn callable(&mut self, value: Value) -> Completion {
        if self.heap.is_function(value) {
            return Ok(value);
        }
        let shown = self.callee_text(value);
        self.fail(message::CALLED_NON_CALLABLE, [&shown])
    }

    /// The callback of `groupBy`, which no release tells by its type.
    pub(crate) fn grouping(&mut self, items: Value, by: Value, class: &str) -> Completion {
        if items.is_nullish() {
            return self.fail(message::CALLED_ON_NULL_OR_UNDEFINED, [&format!("{class}.groupBy")]);
        }
        if self.heap.is_function(by) {
            return Ok(by);
        }
        self.blame(message::CALLED_NON_CALLABLE, by)
    }

    /// The callback of a map's or set's `forEach`, whose message is the same in every release.
    pub(crate) fn visitor(&mut self, value: Value) -> Completion {
        if self.heap.is_function(value) {
            return Ok(value);
        }
        let shown = self.site_text(value);
        self.fail(message::CALLED_NON_CALLABLE, [&shown])
    }

    /// Visits what an argument iterates over; see `Machine::iterate`.
    pub(crate) fn each_of(
        &mut self,
        iterable: Value,
        each: &mut dyn FnMut(&mut Self, Value) -> Completion<bool>,
    ) -> Completion<()> {
        let key = PropertyKey::Symbol(self.symbols.iterator);
        let method = if iterable.is_nullish() { Value::Undefined } else { self.get(iterable, key)? };
        if !self.heap.is_function(method) {
            return self.not_iterable_argument(iterable);
        }
        self.iterate(iterable, each)
    }

    /// `this` of a method that works on anything but `undefined` and `null`, as an object.
    pub(crate) fn this_object(&mut self, this: Value, method: &str) -> Completion<ObjectId> {
        let plain = method.strip_prefix("Array.prototype.").is_some_and(|name| CONVERTING.contains(&name));
        if this.is_nullish() && !plain {
            return self.fail(message::CALLED_ON_NULL_OR_UNDEFINED, [method]);
        }
        self.to_object(this)
    }

    /// `this` of a method that works on one kind of object only is another.
    pub(crate) fn incompatible<T>(&mut self, this: Value, method: &str) -> Completion<T> {
        let shown = self.message_text(this);
        self.fail(message::INCOMPATIBLE_METHOD_RECEIVER, [method, &shown])
    }

    /// Throws why a text that parsed has no code.
    pub(crate) fn uncompiled<T>(&mut self, refusal: &Refusal) -> Completion<T> {
        let class = if refusal.early { ErrorClass::SyntaxError } else { ErrorClass::RangeError };
        self.throw(class, Code::None, refusal.message.clone())
    }

    /// Throws what V8 says of a value.
    pub(crate) fn blame<T>(&mut self, message: Message<1>, value: Value) -> Completion<T> {
        let shown = self.message_text(value);
        self.fail(message, [&shown])
    }

    /// `this` of a class's method is neither such a primitive nor an object around one.
    pub(crate) fn not_generic<T>(&mut self, class: &str, method: &str) -> Completion<T> {
        self.fail(message::NOT_GENERIC, [&format!("{class}.prototype.{method}"), class])
    }

    /// A text that was to run is no program.
    pub(crate) fn misparsed<T>(&mut self, error: &SyntaxError) -> Completion<T> {
        let class = if error.is_range() { ErrorClass::RangeError } else { ErrorClass::SyntaxError };
        self.throw(class, Code::None, error.message(self.release().0))
    }

    /// A class was called without `new`.
    pub(crate) fn needs_new<T>(&mut self, class: &str) -> Completion<T> {
        self.fail(message::CONSTRUCTOR_NOT_FUNCTION, [class])
    }

    /// `value` must be an object: `method called on non-object`.
    pub(crate) fn object_argument(&mut self, value: Value, method: &str) -> Completion<ObjectId> {
        match value {
            Value::Object(object) => Ok(object),
            _ => self.fail(message::CALLED_ON_NON_OBJECT, [method]),
        }
    }
}
