//! Errors of the language itself, in V8's words. Not Node's coded errors: those are data of `buffer`.

pub use super::error_class::ErrorClass;
use super::message::{self, Code, Message};
use super::state::{Completion, Machine, Thrown};
use crate::code::site::{self, Use, Wording};
use crate::code::{Parted, STATIC_INITIALIZER, Site};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::text::Text;
use pool::memory::Fact;

/// Codes of errors whose `message` Node sets before their `code`: those without `HideStackFramesError`.
const LATE_CODES: [&str; 3] = ["ERR_ENCODING_NOT_SUPPORTED", "ERR_INVALID_BUFFER_SIZE", "ERR_UNKNOWN_ENCODING"];

impl Machine {
    /// A new error object.
    pub fn error(&mut self, class: ErrorClass, message: impl Into<Text>) -> ObjectId {
        let proto = match class {
            ErrorClass::Error => self.realm.error_prototype,
            ErrorClass::TypeError => self.realm.type_error_prototype,
            ErrorClass::RangeError => self.realm.range_error_prototype,
            ErrorClass::SyntaxError => self.realm.syntax_error_prototype,
            ErrorClass::ReferenceError => self.realm.reference_error_prototype,
            ErrorClass::UriError => self.realm.uri_error_prototype,
        };
        let error = self.unworded(proto);
        self.put_message(error, message);
        error
    }

    /// A new error object without a message.
    fn unworded(&mut self, proto: ObjectId) -> ObjectId {
        let error = self.heap.object(Some(proto), Kind::Error);
        self.capture_stack(error);
        error
    }

    fn put_message(&mut self, error: ObjectId, message: impl Into<Text>) {
        let message = self.heap.string_value(message);
        self.heap.put_with(error, self.keys.message, message, Attributes::HIDDEN);
    }

    /// Throws what V8 or Node says, with these in the places of its `%`.
    pub(crate) fn fail<T, const PARTS: usize>(
        &mut self,
        message: Message<PARTS>,
        parts: [&str; PARTS],
    ) -> Result<T, Thrown> {
        let bytes: usize = parts.iter().map(|part| part.len()).sum();
        self.room_for_copies(bytes)?;
        let text = self.worded(message, parts);
        self.throw(message.class, message.code, text)
    }

    /// A message in the words of the release followed.
    pub(crate) fn worded<const PARTS: usize>(&self, message: Message<PARTS>, parts: [&str; PARTS]) -> String {
        message.text(self.release().0, parts)
    }

    /// Throws an error whose words stand in no table of messages: a syntax error's, a fault's of Buffer.
    pub(crate) fn throw<T>(&mut self, class: ErrorClass, code: Code, message: impl Into<Text>) -> Result<T, Thrown> {
        let error = match code {
            Code::None => self.error(class, message),
            Code::Script(code) => self.node_error(class, code, message),
            Code::Native(code) => {
                let error = self.error(class, message);
                self.put_code(error, code);
                error
            }
        };
        Err(Thrown::Value(Value::Object(error)))
    }

    /// A new error as Node's JavaScript makes its own.
    fn node_error(&mut self, class: ErrorClass, code: &str, message: impl Into<Text>) -> ObjectId {
        let proto = match class {
            ErrorClass::TypeError => self.realm.node_error_prototypes[1],
            ErrorClass::RangeError => self.realm.node_error_prototypes[2],
            _ => self.realm.node_error_prototypes[0],
        };
        let error = self.unworded(proto);
        let mark = PropertyKey::Symbol(self.symbols.node_error);
        self.heap.put_with(error, mark, Value::Boolean(true), Attributes::HIDDEN);
        let classes = self.knows(Fact::NodeErrorClasses);
        if classes && !LATE_CODES.contains(&code) {
            self.put_code(error, code);
            self.put_message(error, message);
            return error;
        }
        self.put_message(error, message);
        if !classes {
            let key = self.heap.key("toString");
            let text = Value::Object(self.realm.node_error_text);
            self.heap.put_with(error, key, text, Attributes::HIDDEN);
        }
        self.put_code(error, code);
        error
    }

    fn put_code(&mut self, error: ObjectId, code: &str) {
        let code = self.heap.string_value(code);
        self.heap.put(error, self.keys.code, code);
    }

    /// A function's source, as `Function.prototype.toString` gives it.
    pub fn function_text(&mut self, function: ObjectId) -> String {
        if let Kind::Function { code, .. } = self.heap.kind(function)
            && let Some(loaded) = self.heap.code(*code)
        {
            return loaded.code.span.of(&loaded.code.source.text).to_owned();
        }
        if let Some(source) = self.sources.get(&function) {
            return (*source).to_owned();
        }
        let name = match self.heap.kind(function) {
            Kind::Native(_) => self.data_of(function, self.keys.name).unwrap_or_default(),
            _ => String::new(),
        };
        format!("function {name}() {{ [native code] }}")
    }

    /// A function as messages show it: its text, of a long one the beginning and the end (V8 `NoSideEffectsToString`).
    pub fn function_words(&mut self, function: ObjectId) -> String {
        let text = self.function_text(function);
        if text.len() <= 128 {
            return text;
        }
        let text = Text::from(text);
        let units = text.view();
        let length = units.len();
        if length <= 128 {
            return units.to_utf8().into_owned();
        }
        let (first, last) = (units.part(0, 111), units.part(length - 2, length));
        format!("{}...<omitted>...{}", first.to_utf8(), last.to_utf8())
    }

    /// A value as V8 describes a call site it has no source text for: its type, and primitives themselves.
    pub fn site_text(&mut self, value: Value) -> String {
        let kind = self.typeof_text(value);
        match value {
            Value::String(string) => format!("{kind} \"{}\"", self.heap.utf8(string)),
            Value::Number(number) => format!("{kind} {}", super::convert::number_text(number)),
            Value::Boolean(boolean) => format!("{kind} {boolean}"),
            Value::Null => "object null".to_owned(),
            _ => kind.to_owned(),
        }
    }

    /// What the text that is running is called.
    pub fn source_name(&self) -> Option<&str> {
        self.frames.last().map(|frame| frame.loaded.code.source.name.as_str())
    }

    /// The source at the running instruction, and what else is known of it.
    pub(super) fn site(&self) -> Option<(&str, Option<Site>, Option<&str>)> {
        let frame = self.frames.last()?;
        let code = &frame.loaded.code;
        if !self.knows(Fact::StaticSitesFound) && code.name.view() == *STATIC_INITIALIZER {
            return None;
        }
        let at = frame.pc.saturating_sub(1);
        let text = &code.source.text;
        let site = code.site_at(at);
        if site == Some(Site::Unfound) {
            return None;
        }
        let parted = match site {
            Some(
                Site::Parted(Parted::Declared(span) | Parted::Assigned(span), _)
                | Site::Parted(_, Parted::Declared(span) | Parted::Assigned(span)),
            ) => Some(span.of(text)),
            _ => None,
        };
        Some((code.span_at(at).of(text), site, parted))
    }

    /// How the release followed words sources.
    pub(super) fn wording(&self) -> Wording {
        Wording { folds: self.knows(Fact::FoldedStrings), leaves_holes: self.knows(Fact::HolesUnworded) }
    }

    /// What cannot be iterated over, in V8's words for each kind of place.
    pub(super) fn not_iterable<T>(&mut self, value: Value) -> Completion<T> {
        let wording = self.wording();
        let found = if self.natives > self.natives_around { None } else { self.site() };
        let told = match found {
            Some((_, Some(Site::Optional), _)) => Some((message::NOT_ITERABLE, "(intermediate value)".to_owned())),
            Some((source, Some(Site::Branches), _)) => {
                if let Some(shown) = site::called_last(source, wording) {
                    return self.fail(message::NOT_ITERABLE_NO_SYMBOL_LOAD, [&shown, "Symbol(Symbol.iterator)"]);
                }
                None
            }
            Some((source, Some(Site::Spread), _)) => iterated(source, wording),
            Some((source, Some(Site::Argument), _)) if value.is_nullish() => {
                if let Some(shown) = site::expression(source, Use::Value, wording) {
                    return self.fail(message::NOT_ITERABLE_NO_SYMBOL_LOAD, [&shown, nullish(value)]);
                }
                None
            }
            Some((_, Some(Site::Argument), _)) => return self.fail(message::SPREAD_ITERATOR_SYMBOL_NON_CALLABLE, []),
            Some((_, Some(Site::Parted(Parted::Declared(_), _)), Some(source))) if site::is_found_at_start(source) => {
                iterated(source, wording)
            }
            Some((_, Some(Site::Parted(Parted::Declared(_), _)), Some(source)))
                if let Some(called) = site::first_called(source) =>
            {
                return self.fail(message::NOT_ITERABLE_NO_SYMBOL_LOAD, [&called, "Symbol(Symbol.iterator)"]);
            }
            Some((_, Some(Site::Parted(Parted::Hidden(name @ ".for"), _)), _)) => {
                Some((message::NOT_ITERABLE, name.to_owned()))
            }
            _ => None,
        };
        match told {
            Some((message, shown)) => self.fail(message, [&shown]),
            None => self.not_iterable_argument(value),
        }
    }

    /// What an asynchronous loop cannot iterate over.
    pub(super) fn not_async_iterable<T>(&mut self, value: Value) -> Completion<T> {
        let wording = self.wording();
        let told = match self.site() {
            Some((source, _, _)) => site::expression(source, Use::Value, wording),
            None => None,
        };
        let shown = told.unwrap_or_else(|| self.site_text(value));
        self.fail(message::NOT_ASYNC_ITERABLE, [&shown])
    }

    /// What cannot be iterated over is no part of the source.
    pub(crate) fn not_iterable_argument<T>(&mut self, value: Value) -> Completion<T> {
        let shown = self.site_text(value);
        self.fail(message::NOT_ITERABLE_NO_SYMBOL_LOAD, [&shown, "Symbol(Symbol.iterator)"])
    }

    /// A property of `undefined` or `null` was read; `name` is what it is called, where that can be told.
    pub(super) fn not_read<T>(&mut self, value: Value, name: Option<String>) -> Completion<T> {
        match name {
            Some(name) => self.fail(message::NON_OBJECT_PROPERTY_LOAD_WITH_PROPERTY, [nullish(value), &name]),
            None => self.fail(message::NON_OBJECT_PROPERTY_LOAD, [nullish(value)]),
        }
    }

    /// A property of `undefined` or `null` was written.
    pub(super) fn not_written<T>(&mut self, value: Value, name: Option<String>) -> Completion<T> {
        match name {
            Some(name) => self.fail(message::NON_OBJECT_PROPERTY_STORE_WITH_PROPERTY, [nullish(value), &name]),
            None => self.fail(message::NON_OBJECT_PROPERTY_STORE, [nullish(value)]),
        }
    }

    /// A string property found without running any code.
    pub fn data_of(&mut self, object: ObjectId, key: PropertyKey) -> Option<String> {
        let mut at = Some(object);
        while let Some(object) = at {
            if let Some(property) = self.heap.own(object, key) {
                return match property.value {
                    Value::String(string) if !property.attributes.accessor() => Some(self.heap.utf8(string)),
                    _ => None,
                };
            }
            at = self.heap.proto(object);
        }
        None
    }
}

/// What cannot be iterated over, told by its source.
fn iterated(source: &str, wording: Wording) -> Option<(Message<1>, String)> {
    Some(if site::is_call(source) {
        let callee = site::callee(source, Use::Iterated, wording);
        let shown = callee.or_else(|| site::expression(source, Use::Iterated, wording))?;
        (message::NOT_CALLABLE_OR_ITERABLE, shown)
    } else {
        (message::NOT_ITERABLE, site::expression(source, Use::Iterated, wording)?)
    })
}

/// `undefined` or `null`, as messages name it.
pub(super) fn nullish(value: Value) -> &'static str {
    if value == Value::Null { "null" } else { "undefined" }
}
