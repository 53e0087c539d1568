//! Functions, classes and boxed primitives (Node's `getFunctionBase`, `getClassBase`, `getBoxedBase`). Not their properties.

use super::inspector::{Inspector, Thrown};
use super::options::Compact;
use crate::heap::{Kind, ObjectId, Value, flag};
use pool::styled::Role;

impl Inspector<'_> {
    /// `[Function: f]`, `[class A extends B]`.
    pub(super) fn function_base(&mut self, object: ObjectId, constructor: Option<&str>, tag: &str) -> Thrown<String> {
        if self.heap().get(object).flags & (flag::CLASS | flag::PLAIN) == flag::CLASS {
            return self.class_base(object, constructor, tag);
        }
        let name = self.get_named(object, "name")?;
        let kind = self.heap().function_class(object);
        let mut base = format!("[{kind}");
        if constructor.is_none() {
            base += " (null prototype)";
        }
        match self.text_of(name) {
            Some(name) if name.is_empty() => base += " (anonymous)",
            Some(name) => base = format!("{base}: {name}"),
            None => base = format!("{base}: {}", self.value(name, 0, false)?.text()),
        }
        base += "]";
        if let Some(constructor) = constructor.filter(|&name| name != kind) {
            base = format!("{base} {constructor}");
        }
        if !tag.is_empty() && constructor != Some(tag) {
            base = format!("{base} [{tag}]");
        }
        Ok(base)
    }

    fn class_base(&mut self, object: ObjectId, constructor: Option<&str>, tag: &str) -> Thrown<String> {
        let key = self.heap().key("name");
        let own = self.heap().own(object, key).is_some();
        let name = if own { self.get(object, key)? } else { Value::Undefined };
        let name = self.text_of(name).filter(|name| !name.is_empty());
        let mut base = format!("class {}", name.as_deref().unwrap_or("(anonymous)"));
        if let Some(constructor) = constructor.filter(|&name| name != "Function") {
            base = format!("{base} [{constructor}]");
        }
        if !tag.is_empty() && constructor != Some(tag) {
            base = format!("{base} [{tag}]");
        }
        if constructor.is_none() {
            base += " extends [null prototype]";
        } else if let Some(parent) = self.heap().proto(object) {
            let name = self.get(parent, key)?;
            if let Some(name) = self.text_of(name).filter(|name| !name.is_empty()) {
                base = format!("{base} extends {name}");
            }
        }
        Ok(format!("[{base}]"))
    }

    /// `[Number: 1]` and its role.
    pub(super) fn boxed_base(
        &mut self,
        object: ObjectId,
        constructor: Option<&str>,
        tag: &str,
    ) -> Thrown<(String, Role)> {
        let (kind, value, role) = match *self.heap().kind(object) {
            Kind::Number(number) => ("Number", Value::Number(number), Role::Number),
            Kind::String(string) => ("String", Value::String(string), Role::String),
            Kind::Boolean(truth) => ("Boolean", Value::Boolean(truth), Role::Boolean),
            Kind::BigInt(big) => ("BigInt", Value::BigInt(big), Role::Number),
            Kind::Symbol(symbol) => ("Symbol", Value::Symbol(symbol), Role::Symbol),
            _ => ("Object", Value::Undefined, Role::Plain),
        };
        let mut base = format!("[{kind}");
        match constructor {
            None => base += " (null prototype)",
            Some(name) if name != kind => base = format!("{base} ({name})"),
            Some(_) => {}
        }
        base = format!("{base}: {}]", self.primitive(value)?.text());
        if !tag.is_empty() && constructor != Some(tag) {
            base = format!("{base} [{tag}]");
        }
        Ok((base, role))
    }

    /// How far a property's value is indented.
    pub(super) fn step(&self) -> usize {
        if self.options.compact == Compact::Always { 3 } else { 2 }
    }
}
