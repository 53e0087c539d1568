//! `[[DefineOwnProperty]]`: descriptors, and whether a property may become what one says. Not assignments and literals, which
//! ask no questions.

use super::arenas::Heap;
use super::object::{Kind, flag};
use super::property::Property;
use super::shape::Attributes;
use super::value::{ObjectId, PropertyKey, Value};

/// A property descriptor (ECMAScript 6.2.6).
#[derive(Clone, Copy, Debug, Default)]
pub struct Descriptor {
    /// `[[Value]]`
    pub value: Option<Value>,
    /// `[[Get]]`, `Some(None)` being `undefined`
    pub get: Option<Option<ObjectId>>,
    /// `[[Set]]`
    pub set: Option<Option<ObjectId>>,
    /// `[[Writable]]`
    pub writable: Option<bool>,
    /// `[[Enumerable]]`
    pub enumerable: Option<bool>,
    /// `[[Configurable]]`
    pub configurable: Option<bool>,
}

impl Descriptor {
    /// A data property with every attribute.
    pub fn data(value: Value, attributes: Attributes) -> Self {
        Self {
            value: Some(value),
            writable: Some(attributes.writable()),
            enumerable: Some(attributes.enumerable()),
            configurable: Some(attributes.configurable()),
            ..Self::default()
        }
    }

    fn is_accessor(&self) -> bool {
        self.get.is_some() || self.set.is_some()
    }

    fn is_data(&self) -> bool {
        self.value.is_some() || self.writable.is_some()
    }
}

impl Heap {
    /// `[[DefineOwnProperty]]` (ECMAScript 10.1.6.3): whether it was allowed.
    pub fn define(&mut self, object: ObjectId, key: PropertyKey, new: &Descriptor) -> bool {
        let current = self.own(object, key);
        if let Kind::View(view) = *self.kind(object)
            && let PropertyKey::Index(index) = key
        {
            let plain = new.configurable != Some(false) && new.enumerable != Some(false);
            if current.is_none() || !plain || new.is_accessor() || new.writable == Some(false) {
                return false;
            }
            if let Some(value) = new.value {
                self.set_element(view, index as usize, value);
            }
            return true;
        }
        let is_length = key == PropertyKey::String(self.length_name);
        if is_length && let Kind::Array(_) = self.kind(object) {
            return self.define_length(object, new);
        }
        let Some(current) = current else {
            let full = matches!((self.kind(object), key), (Kind::Array(length), PropertyKey::Index(index))
                if index >= *length && self.get(object).flags & flag::FIXED_LENGTH != 0);
            if full || !self.is_extensible(object) {
                return false;
            }
            let attributes = Attributes(0)
                .with(Attributes::WRITABLE, new.writable == Some(true))
                .with(Attributes::ENUMERABLE, new.enumerable == Some(true))
                .with(Attributes::CONFIGURABLE, new.configurable == Some(true));
            if new.is_accessor() {
                self.put_accessor(object, key, new.get.flatten(), new.set.flatten(), attributes);
            } else {
                self.put_with(object, key, new.value.unwrap_or(Value::Undefined), attributes);
            }
            return true;
        };
        if !self.may_change(&current, new) {
            return false;
        }
        let was = current.attributes;
        let attributes = was
            .with(Attributes::ENUMERABLE, new.enumerable.unwrap_or(was.enumerable()))
            .with(Attributes::CONFIGURABLE, new.configurable.unwrap_or(was.configurable()));
        if new.is_accessor() {
            let (get, set) = if was.accessor() { self.accessor(current.value) } else { (None, None) };
            self.put_accessor(object, key, new.get.unwrap_or(get), new.set.unwrap_or(set), attributes);
        } else if new.is_data() || !was.accessor() {
            let kept = if was.accessor() { Value::Undefined } else { current.value };
            let writable = new.writable.unwrap_or(!was.accessor() && was.writable());
            let attributes = attributes.with(Attributes::ACCESSOR, false).with(Attributes::WRITABLE, writable);
            self.put_with(object, key, new.value.unwrap_or(kept), attributes);
        } else {
            self.put_with(object, key, current.value, attributes);
        }
        true
    }

    /// Whether a property may become what a descriptor says (ECMAScript `ValidateAndApplyPropertyDescriptor`).
    pub fn may_change(&self, current: &Property, new: &Descriptor) -> bool {
        let was = current.attributes;
        if was.configurable() {
            return true;
        }
        if new.configurable == Some(true) || new.enumerable.is_some_and(|on| on != was.enumerable()) {
            return false;
        }
        if was.accessor() {
            let (get, set) = self.accessor(current.value);
            return !new.is_data() && new.get.is_none_or(|new| new == get) && new.set.is_none_or(|new| new == set);
        }
        if new.is_accessor() {
            return false;
        }
        was.writable()
            || (new.writable != Some(true) && new.value.is_none_or(|value| self.same_value(value, current.value)))
    }

    fn define_length(&mut self, object: ObjectId, new: &Descriptor) -> bool {
        if new.is_accessor() || new.configurable == Some(true) || new.enumerable == Some(true) {
            return false;
        }
        let fixed = self.get(object).flags & flag::FIXED_LENGTH != 0;
        if fixed && new.writable == Some(true) {
            return false;
        }
        let set = match new.value {
            Some(Value::Number(length)) => self.set_array_length(object, length as u32),
            _ => true,
        };
        if new.writable == Some(false) {
            self.get_mut(object).flags |= flag::FIXED_LENGTH;
        }
        set
    }
}
