//! Errors of the language itself, in V8's words. Not Node's coded errors: those are data of `buffer`.

use super::{Machine, Thrown};
use crate::heap::{Kind, ObjectId, Value};
use crate::text::Text;

/// The native error classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the class of its name")]
pub enum Class {
    Error,
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
    UriError,
}

impl Machine {
    /// A new error object.
    pub fn error(&mut self, class: Class, message: impl Into<Text>) -> ObjectId {
        let proto = match class {
            Class::Error => self.realm.error_prototype,
            Class::TypeError => self.realm.type_error_prototype,
            Class::RangeError => self.realm.range_error_prototype,
            Class::SyntaxError => self.realm.syntax_error_prototype,
            Class::ReferenceError => self.realm.reference_error_prototype,
            Class::UriError => self.realm.uri_error_prototype,
        };
        let error = self.heap.object(Some(proto), Kind::Error);
        let message = self.heap.string_value(message);
        self.heap.put_with(error, self.keys.stack, Value::Undefined, crate::heap::Attributes::HIDDEN);
        self.heap.put_with(error, self.keys.message, message, crate::heap::Attributes::HIDDEN);
        self.capture_stack(error, None);
        error
    }

    /// Throws a new error.
    pub fn throw<T>(&mut self, class: Class, message: impl Into<Text>) -> Result<T, Thrown> {
        Err(Thrown::Value(Value::Object(self.error(class, message))))
    }

    /// Throws a `TypeError`.
    pub fn type_error<T>(&mut self, message: impl Into<Text>) -> Result<T, Thrown> {
        self.throw(Class::TypeError, message)
    }

    /// Throws a `RangeError`.
    pub fn range_error<T>(&mut self, message: impl Into<Text>) -> Result<T, Thrown> {
        self.throw(Class::RangeError, message)
    }

    /// Throws an error as Node makes its own: `code` is a property and stands in the stack's first line.
    pub fn coded_error<T>(&mut self, class: Class, code: &str, message: impl Into<Text>) -> Result<T, Thrown> {
        let error = self.error(class, message);
        let code_value = self.heap.string_value(code);
        self.heap.put(error, self.keys.code, code_value);
        self.capture_stack(error, Some(code));
        Err(Thrown::Value(Value::Object(error)))
    }

    /// Writes an error's `stack`: its first line, then the active calls, innermost first, ten at most.
    pub fn capture_stack(&mut self, error: ObjectId, code: Option<&str>) {
        let name = self.data_of(error, self.keys.name).unwrap_or_else(|| "Error".to_owned());
        let message = self.data_of(error, self.keys.message).unwrap_or_default();
        let mut head = name;
        if let Some(code) = code {
            head.push_str(" [");
            head.push_str(code);
            head.push(']');
        }
        if !message.is_empty() {
            head.push_str(": ");
            head.push_str(&message);
        }
        self.write_stack(error, head);
    }

    /// Writes an error's `stack` under a first line.
    pub fn write_stack(&mut self, error: ObjectId, head: String) {
        let mut stack = head;
        for line in self.trace(10) {
            stack.push_str("\n    at ");
            stack.push_str(&line);
        }
        let stack = self.heap.string_value(stack);
        self.heap.put_with(error, self.keys.stack, stack, crate::heap::Attributes::HIDDEN);
    }

    /// A function's source, as `Function.prototype.toString` gives it.
    pub fn function_text(&mut self, function: ObjectId) -> String {
        if let Kind::Function { code, .. } = self.heap.kind(function)
            && let Some(loaded) = self.heap.code(*code)
        {
            return loaded.code.span.of(&loaded.code.source.text).to_owned();
        }
        let name = match self.heap.kind(function) {
            Kind::Native(_) => self.data_of(function, self.keys.name).unwrap_or_default(),
            _ => String::new(),
        };
        format!("function {name}() {{ [native code] }}")
    }

    /// A string property found without running any code.
    pub fn data_of(&mut self, object: ObjectId, key: crate::heap::PropertyKey) -> Option<String> {
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

/// Whether parentheses close only what they open.
fn balanced(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth >= 0
    })
}

/// What of a call's source names the callee, arguments shortened to `(...)`: V8's wording of call sites. `None` where the
/// source is too odd for a name.
pub fn callee_text(call: &str) -> Option<String> {
    let call = call.trim();
    let made = call.starts_with("new ");
    let call = call.trim_start_matches("new ").trim();
    // The last parenthesised part is this call's own arguments.
    let (mut depth, mut cut) = (0, call.len());
    if call.ends_with(')') {
        for (at, c) in call.char_indices().rev() {
            match c {
                ')' => depth += 1,
                '(' => {
                    depth -= 1;
                    if depth == 0 {
                        cut = at;
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    let callee = call[..cut].trim_end().trim_end_matches("?.");
    // `new (require('x').Y)()`: what the parentheses hold is named.
    let inner = callee.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let callee = inner.filter(|inner| made && balanced(inner) && !inner.contains(['{', '=', '?'])).unwrap_or(callee);
    let mut shown = String::new();
    let mut inside = 0;
    for c in callee.chars() {
        match c {
            '(' => {
                if inside == 0 {
                    shown.push_str("(...)");
                }
                inside += 1;
            }
            ')' => inside -= 1,
            _ if inside > 0 => {}
            '\n' | ' ' => {}
            _ => shown.push(c),
        }
    }
    if made
        && inner.is_none()
        && let Some((_, after)) = shown.split_once("(...)")
    {
        shown = format!("(intermediate value){after}");
    }
    if shown.starts_with("(...)") {
        shown = shown.replacen("(...)", "(intermediate value)", 1);
    }
    if let Some(after) = shown.strip_prefix("super").filter(|after| after.starts_with(['.', '['])) {
        shown = format!("(intermediate value){after}");
    }
    let named = !shown.is_empty() && shown.len() < 80 && !shown.contains(['{', '"', '\'', '`', '=']);
    named.then_some(shown)
}
