//! Reading and assigning properties along the prototype chain, with getters, setters and primitives' wrappers
//! (ECMAScript 7.3, 10.1.8, 10.1.9). Not own properties: those are the heap's.

use super::{Completion, Machine, message};
use crate::heap::{Attributes, Descriptor, Found, Kind, ObjectId, PropertyKey, Value};
use pool::memory::Fact;

impl Machine {
    /// The object whose properties a value shows.
    fn holder(&mut self, value: Value, key: PropertyKey) -> Completion<ObjectId> {
        Ok(match value {
            Value::Object(object) => object,
            Value::String(_) => self.realm.string_prototype,
            Value::Number(_) => self.realm.number_prototype,
            Value::Boolean(_) => self.realm.boolean_prototype,
            Value::Symbol(_) => self.realm.symbol_prototype,
            Value::BigInt(_) => self.realm.bigint_prototype,
            Value::Empty | Value::Undefined | Value::Null => {
                if key == PropertyKey::Symbol(self.symbols.iterator) {
                    return self.not_iterable(value);
                }
                let name = self.key_text(key);
                return self.not_read(value, Some(name));
            }
        })
    }

    /// A key as messages show it.
    pub fn key_text(&self, key: PropertyKey) -> String {
        match key {
            PropertyKey::Index(index) => index.to_string(),
            PropertyKey::String(string) => self.heap.utf8(string),
            PropertyKey::Symbol(symbol) => {
                let description = self.heap.description(symbol).map(|id| self.heap.utf8(id)).unwrap_or_default();
                if self.heap.is_private(symbol) { description } else { format!("Symbol({description})") }
            }
        }
    }

    /// Finds a property along the chain without running a getter, or a proxy's traps.
    pub fn find(&mut self, object: ObjectId, key: PropertyKey) -> Option<Found> {
        self.look_up(object, key).ok()
    }

    /// The same; where the chain ends at a proxy, that one must be asked.
    pub(super) fn look_up(&mut self, object: ObjectId, key: PropertyKey) -> Result<Found, Option<ObjectId>> {
        let mut at = object;
        loop {
            if let Some(property) = self.heap.own(at, key) {
                return Ok(if property.attributes.accessor() {
                    Found::Getter(self.heap.accessor(property.value).0)
                } else {
                    Found::Value(property.value)
                });
            }
            if matches!((self.heap.kind(at), key), (Kind::View(_), PropertyKey::Index(_))) {
                return Err(None);
            }
            match self.heap.proto(at) {
                Some(above) => at = above,
                None => return Err(self.heap.is_proxy(at).then_some(at)),
            }
        }
    }

    /// `value[key]` (ECMAScript `GetV`).
    pub fn get(&mut self, value: Value, key: PropertyKey) -> Completion {
        if let Value::String(string) = value {
            match key {
                PropertyKey::Index(index) if (index as usize) < self.heap.string_length(string) => {
                    let unit = self.heap.units(string).at(index as usize);
                    return Ok(Value::String(self.heap.unit_string(unit)));
                }
                _ if key == self.keys.length => return Ok(self.heap.string_length(string).into()),
                _ => {}
            }
        }
        let object = self.holder(value, key)?;
        self.get_on(object, key, value)
    }

    /// `object[key]` for a receiver (ECMAScript `[[Get]]`).
    pub fn get_on(&mut self, object: ObjectId, key: PropertyKey, receiver: Value) -> Completion {
        match self.look_up(object, key) {
            Err(None) | Ok(Found::Getter(None)) => Ok(Value::Undefined),
            Ok(Found::Value(Value::Empty)) => {
                let shown = self.key_text(key);
                self.too_early(&shown)
            }
            Ok(Found::Value(value)) => Ok(value),
            Ok(Found::Getter(Some(getter))) => self.call_getter(getter, receiver),
            Err(Some(proxy)) => self.proxy_get(proxy, key, receiver),
        }
    }

    /// `value.name`
    pub fn get_named(&mut self, value: Value, name: &str) -> Completion {
        let key = self.heap.key(name);
        self.get(value, key)
    }

    /// A method, `None` if it is `undefined` or `null` (ECMAScript `GetMethod`).
    pub fn method(&mut self, value: Value, key: PropertyKey) -> Completion<Option<Value>> {
        let method = self.get(value, key)?;
        if method.is_nullish() {
            return Ok(None);
        }
        if self.heap.is_function(method) {
            return Ok(Some(method));
        }
        let shown = self.key_text(key);
        self.fail(message::CALLED_NON_CALLABLE, [&shown])
    }

    /// `object[key] = value` for an object as its own receiver: whether it was allowed (ECMAScript `OrdinarySet`).
    pub fn try_set(&mut self, object: ObjectId, key: PropertyKey, value: Value) -> Completion<bool> {
        self.try_set_on(object, key, value, Value::Object(object))
    }

    /// `[[Set]]` with a receiver.
    pub fn try_set_on(
        &mut self,
        object: ObjectId,
        key: PropertyKey,
        value: Value,
        receiver: Value,
    ) -> Completion<bool> {
        let mut at = Some(object);
        while let Some(holder) = at {
            if self.names_no_element(holder, key) {
                if let (true, Kind::View(view)) = (Value::Object(holder) == receiver, self.heap.kind(holder)) {
                    let element = view.element;
                    self.element_value(element, value)?;
                }
                return Ok(true);
            }
            let element = match (self.heap.kind(holder), key) {
                (Kind::View(view), PropertyKey::Index(index)) => Some((*view, index as usize)),
                _ => self.heap.far_element(holder, key),
            };
            if let Some((view, index)) = element {
                if Value::Object(holder) != receiver {
                    return Ok(index >= self.heap.view_length(view) || self.set_own(receiver, key, value)?);
                }
                let late = self.knows(Fact::ElementLookedUpLate) || index < self.heap.view_length(view);
                let number = self.element_value(view.element, value)?;
                if late {
                    self.heap.set_element(view, index, number);
                }
                return Ok(true);
            }
            let Some(property) = self.heap.own(holder, key) else {
                at = self.heap.proto(holder);
                if at.is_none() && self.heap.is_proxy(holder) {
                    return self.proxy_set(holder, key, value, receiver);
                }
                continue;
            };
            if property.attributes.accessor() {
                let (_, setter) = self.heap.accessor(property.value);
                let Some(setter) = setter else { return Ok(false) };
                self.call(Value::Object(setter), receiver, &[value])?;
                return Ok(true);
            }
            if !property.attributes.writable() || matches!(self.heap.kind(holder), Kind::Namespace(_)) {
                return Ok(false);
            }
            if Value::Object(holder) == receiver {
                if key == self.keys.length && matches!(self.heap.kind(holder), Kind::Array(_)) {
                    return self.assign_length(holder, value);
                }
                self.heap.put_with(holder, key, value, property.attributes);
                return Ok(true);
            }
            break;
        }
        self.set_own(receiver, key, value)
    }

    fn set_own(&mut self, receiver: Value, key: PropertyKey, value: Value) -> Completion<bool> {
        let Value::Object(target) = receiver else { return Ok(false) };
        let special = match self.heap.kind(target) {
            Kind::Proxy { .. } | Kind::View(_) => true,
            Kind::Array(_) => key == self.keys.length,
            _ => false,
        };
        if special {
            let Some(own) = self.own(target, key)? else {
                return self.define(target, key, &Descriptor::data(value, Attributes::ALL));
            };
            let open = !own.attributes.accessor() && own.attributes.writable();
            return Ok(open && self.define(target, key, &Descriptor { value: Some(value), ..Descriptor::default() })?);
        }
        if let Some(own) = self.heap.own(target, key) {
            if own.attributes.accessor() || !own.attributes.writable() {
                return Ok(false);
            }
            self.heap.put_with(target, key, value, own.attributes);
            return Ok(true);
        }
        if !self.heap.is_extensible(target) {
            return Ok(false);
        }
        if let (Kind::Array(length), PropertyKey::Index(index)) = (self.heap.kind(target), key)
            && index >= *length
            && self.heap.get(target).flags & crate::heap::flag::FIXED_LENGTH != 0
        {
            return Ok(false);
        }
        self.heap.put_with(target, key, value, Attributes::ALL);
        Ok(true)
    }

    /// `array.length = value`
    pub fn assign_length(&mut self, array: ObjectId, value: Value) -> Completion<bool> {
        let length = self.to_uint32(value)?;
        if f64::from(length) != self.to_number(value)? {
            return self.fail(message::INVALID_ARRAY_LENGTH, []);
        }
        Ok(self.heap.set_array_length(array, length))
    }

    /// A value as an element of a typed array is stored: a number or BigInt.
    pub fn element_value(&mut self, element: crate::heap::Element, value: Value) -> Completion {
        if element.is_big() {
            let big = self.to_bigint(value)?;
            return Ok(self.heap.bigint_value(big));
        }
        Ok(Value::Number(self.to_number(value)?))
    }

    /// `value[key] = new`: a `TypeError` in strict code if it is not allowed, nothing otherwise.
    pub fn set(&mut self, value: Value, key: PropertyKey, new: Value, strict: bool) -> Completion<()> {
        let Value::Object(object) = value else {
            if value.is_nullish() || value == Value::Empty {
                let name = self.key_text(key);
                return self.not_written(value, Some(name));
            }
            let holder = self.holder(value, key)?;
            let own = matches!(value, Value::String(string) if key == self.keys.length
                || matches!(key, PropertyKey::Index(index) if (index as usize) < self.heap.string_length(string)));
            if (own || !self.try_set_on(holder, key, new, value)?) && strict {
                let (name, kind) = (self.key_text(key), self.typeof_text(value));
                let shown = self.to_text(value)?.to_string();
                return if own {
                    self.fail(message::STRICT_READ_ONLY_PROPERTY, [&name, kind, &shown])
                } else {
                    self.fail(message::STRICT_CANNOT_CREATE_PROPERTY, [&name, kind, &shown])
                };
            }
            return Ok(());
        };
        self.refused = None;
        if self.try_set(object, key, new)? || !strict {
            return Ok(());
        }
        self.refuse_set(object, key)
    }

    pub(super) fn refuse_set(&mut self, object: ObjectId, key: PropertyKey) -> Completion<()> {
        self.trap_refusal()?;
        let name = self.key_text(key);
        let shown = self.object_text(object);
        let mut at = Some(object);
        while let Some(holder) = at {
            if let Some(property) = self.heap.own(holder, key) {
                return if property.attributes.accessor() {
                    let shown = self.object_text(holder);
                    self.fail(message::NO_SETTER_IN_CALLBACK, [&name, &shown])
                } else {
                    let function = self.heap.is_callable(object);
                    let kind = if function { "function" } else { "object" };
                    let shown = if function { self.function_words(object) } else { shown };
                    self.fail(message::STRICT_READ_ONLY_PROPERTY, [&name, kind, &shown])
                };
            }
            at = self.heap.proto(holder);
        }
        self.fail(message::OBJECT_NOT_EXTENSIBLE, [&name])
    }

    /// An object as V8's messages show it: `#<Object>`, or `[object Array]` for what has a `toString` of its own.
    pub fn object_text(&mut self, object: ObjectId) -> String {
        let object = self.heap.behind(object);
        let to_string = self.heap.key("toString");
        let plain = self.heap.own(self.realm.object_prototype, to_string).map(|own| own.value);
        let own = match self.find(object, to_string) {
            Some(Found::Value(value)) => Some(value),
            _ => None,
        };
        if own != plain || own.is_none() {
            let tag = self.data_of(object, PropertyKey::Symbol(self.symbols.to_string_tag));
            return format!("[object {}]", tag.as_deref().unwrap_or(self.class_name(object)));
        }
        let constructor = self.find(object, self.keys.constructor);
        if let Some(Found::Value(Value::Object(constructor))) = constructor
            && let Some(name) = self.data_of(constructor, self.keys.name)
            && !name.is_empty()
        {
            return format!("#<{name}>");
        }
        let tag = self.data_of(object, PropertyKey::Symbol(self.symbols.to_string_tag));
        format!("[object {}]", tag.as_deref().unwrap_or(self.class_name(object)))
    }

    /// What V8 calls an object's class where nothing else names it.
    pub(super) fn class_name(&self, object: ObjectId) -> &'static str {
        match self.heap.kind(object) {
            Kind::Array(_) => "Array",
            // V8 has no name for the class of a view on a resizable buffer.
            Kind::View(view) if self.heap.memory.is_resizable(view.slab) && !self.heap.is_shared(view.slab) => "Object",
            Kind::View(view) => view.element.name(),
            Kind::Function { .. } | Kind::Native(_) | Kind::Bound(_) => "Function",
            Kind::Error => "Error",
            Kind::Boolean(_) => "Boolean",
            Kind::Number(_) => "Number",
            Kind::String(_) => "String",
            Kind::Date(_) => "Date",
            Kind::RegExp(_) => "RegExp",
            _ => "Object",
        }
    }

    /// `CreateDataPropertyOrThrow`
    pub fn create(&mut self, object: ObjectId, key: PropertyKey, value: Value) -> Completion<()> {
        if matches!((self.heap.kind(object), key), (Kind::Array(length), PropertyKey::Index(index)) if *length == index)
            && self.heap.append_element(object, value)
        {
            return Ok(());
        }
        if let Kind::View(view) = *self.heap.kind(object)
            && (matches!(key, PropertyKey::Index(_)) || self.is_numeric_name(key))
        {
            return self.create_element(view, key, value);
        }
        if self.heap.is_proxy(object) {
            self.refused = None;
            if self.define(object, key, &Descriptor::data(value, Attributes::ALL))? {
                return Ok(());
            }
            self.trap_refusal()?;
            return self.not_redefined(key);
        }
        if self.heap.define(object, key, &Descriptor::data(value, Attributes::ALL)) {
            return Ok(());
        }
        self.not_redefined(key)
    }

    fn not_redefined(&mut self, key: PropertyKey) -> Completion<()> {
        let name = self.key_text(key);
        self.fail(message::REDEFINE_DISALLOWED, [&name])
    }

    /// As an element of a typed array: converted, and refused where there is none.
    fn create_element(&mut self, view: crate::heap::View, key: PropertyKey, value: Value) -> Completion<()> {
        let length = self.heap.view_length(view);
        let PropertyKey::Index(index) = key else { return self.not_redefined(key) };
        if index as usize >= length {
            return self.not_redefined(key);
        }
        let value = self.element_value(view.element, value)?;
        self.heap.set_element(view, index as usize, value);
        Ok(())
    }

    /// `LengthOfArrayLike`
    pub fn length_of(&mut self, object: ObjectId) -> Completion<f64> {
        if let Kind::Array(length) = self.heap.kind(object) {
            return Ok(f64::from(*length));
        }
        let length = self.get(Value::Object(object), self.keys.length)?;
        self.to_length(length)
    }

    /// A key for an index of an array-like, however far.
    pub fn index_key(&mut self, index: f64) -> PropertyKey {
        if index < f64::from(u32::MAX) {
            return PropertyKey::Index(index as u32);
        }
        let text = super::convert::number_text(index);
        PropertyKey::String(self.heap.intern(text))
    }
}
