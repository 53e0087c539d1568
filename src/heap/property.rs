//! Own properties: reading, defining, deleting, listing, for ordinary objects and the exotic ones (ECMAScript 10.1, 10.4).
//! Not the prototype walk and not getters: those may run code and belong to `machine`.

use super::object::{Kind, Object, flag};
use super::shape::Attributes;
use super::value::{ObjectId, PropertyKey, StringId, Value};
use super::{Heap, limits};
use crate::text::Units;

/// An own property: a value, or a getter and setter where the attributes say so.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// The value, or the pair's handle.
    pub value: Value,
    /// Its attributes.
    pub attributes: Attributes,
}

/// What reading a property found.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A value.
    Value(Value),
    /// A getter to call, if there is one.
    Getter(Option<ObjectId>),
}

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

/// The array index a string is, in canonical form.
pub fn array_index(units: Units<'_>) -> Option<u32> {
    let length = units.len();
    if length == 0 || length > 10 || (length > 1 && units.at(0) == u16::from(b'0')) {
        return None;
    }
    let mut index: u64 = 0;
    for unit in units.iter() {
        let digit = unit.wrapping_sub(u16::from(b'0'));
        if digit > 9 {
            return None;
        }
        index = index * 10 + u64::from(digit);
    }
    (index < u64::from(u32::MAX)).then_some(index as u32)
}

impl Heap {
    /// The key a name is.
    pub fn key(&mut self, name: &str) -> PropertyKey {
        let text = crate::text::Text::from(name);
        match array_index(text.view()) {
            Some(index) => PropertyKey::Index(index),
            None => PropertyKey::String(self.intern(text)),
        }
    }

    /// The key a name is, if any object could have it: looks without remembering the name.
    pub fn known_key(&self, name: &str) -> Option<PropertyKey> {
        let text = crate::text::Text::from(name);
        match array_index(text.view()) {
            Some(index) => Some(PropertyKey::Index(index)),
            None => self.interned.get(&text).copied().map(PropertyKey::String),
        }
    }

    /// An own named property, looked at without changing anything; proxies and `length` of arrays and strings have none.
    pub fn peek_named(&self, object: ObjectId, key: PropertyKey) -> Option<Property> {
        if self.behind(object).is_some() { None } else { self.own_named(object, key) }
    }

    /// The key a string value is.
    pub fn string_key(&mut self, string: StringId) -> PropertyKey {
        if self.string_length(string) <= 10
            && let Some(index) = array_index(self.units(string))
        {
            return PropertyKey::Index(index);
        }
        PropertyKey::String(self.intern_string(string))
    }

    /// A key as the string or symbol a program sees.
    pub fn key_value(&mut self, key: PropertyKey) -> Value {
        match key {
            PropertyKey::Index(index) => self.string_value(index.to_string()),
            PropertyKey::String(string) => Value::String(string),
            PropertyKey::Symbol(symbol) => Value::Symbol(symbol),
        }
    }

    /// What answers for a proxy.
    #[inline]
    pub fn behind(&self, object: ObjectId) -> Option<ObjectId> {
        if let Kind::Proxy(target) = self.get(object).kind { Some(target) } else { None }
    }

    /// An object's prototype.
    #[inline]
    pub fn proto(&self, object: ObjectId) -> Option<ObjectId> {
        if let Some(target) = self.behind(object) {
            return self.proto(target);
        }
        self.get(object).shape.and_then(|shape| self.shapes.get(shape).proto)
    }

    /// Puts an object under another prototype. Whether that is allowed is the caller's question.
    pub fn set_proto(&mut self, object: ObjectId, proto: Option<ObjectId>) {
        if let Some(target) = self.behind(object) {
            return self.set_proto(target, proto);
        }
        let Some(shape) = self.get(object).shape else { return };
        if let Some(proto) = proto {
            self.get_mut(proto).flags |= flag::PROTOTYPE;
        }
        let shape = self.shapes.with_proto(shape, proto);
        self.reshape(object, shape);
    }

    fn reshape(&mut self, object: ObjectId, shape: super::ShapeId) {
        let cell = self.get_mut(object);
        cell.shape = Some(shape);
        if cell.flags & flag::PROTOTYPE != 0 {
            self.new_epoch();
        }
    }

    /// Whether new properties may be added.
    pub fn is_extensible(&self, object: ObjectId) -> bool {
        if let Some(target) = self.behind(object) {
            return self.is_extensible(target);
        }
        self.get(object).flags & flag::FIXED == 0
    }

    /// An own property.
    pub fn own(&mut self, object: ObjectId, key: PropertyKey) -> Option<Property> {
        if let Some(target) = self.behind(object) {
            return self.own(target, key);
        }
        match key {
            PropertyKey::Index(index) => self.own_index(object, index),
            PropertyKey::String(name) if name == self.length_name => match self.kind(object) {
                Kind::Array(length) => {
                    let value = Value::from(*length);
                    let writable = self.get(object).flags & flag::FIXED_LENGTH == 0;
                    Some(Property { value, attributes: Attributes(u8::from(writable)) })
                }
                Kind::String(string) => {
                    Some(Property { value: self.string_length(*string).into(), attributes: Attributes::NONE })
                }
                _ => self.own_named(object, key),
            },
            _ => self.own_named(object, key),
        }
    }

    #[inline]
    fn own_named(&self, object: ObjectId, key: PropertyKey) -> Option<Property> {
        let cell = self.get(object);
        let (slot, attributes) = self.shapes.find(cell.shape?, key)?;
        Some(Property { value: cell.slot(slot), attributes })
    }

    fn own_index(&mut self, object: ObjectId, index: u32) -> Option<Property> {
        match self.kind(object) {
            Kind::View(view) => {
                let view = *view;
                let value = self.element(view, index as usize)?;
                return Some(Property { value, attributes: Attributes::ALL });
            }
            Kind::String(string) if (index as usize) < self.string_length(*string) => {
                let unit = self.units(*string).at(index as usize);
                let value = Value::String(self.unit_string(unit));
                return Some(Property { value, attributes: Attributes(Attributes::ENUMERABLE) });
            }
            _ => {}
        }
        let cell = self.get(object);
        let mapped = self.mapped_value(object, index);
        match cell.element(index as usize) {
            Some(Value::Empty) | None => {}
            Some(&value) => return Some(Property { value: mapped.unwrap_or(value), attributes: Attributes::ALL }),
        }
        if cell.flags & flag::SPARSE == 0 {
            return None;
        }
        let &(value, attributes) = self.sparse.get(&object)?.get(&index)?;
        Some(Property { value: mapped.unwrap_or(value), attributes })
    }

    /// Defines a property as an assignment or literal would: all attributes, no questions.
    pub fn put(&mut self, object: ObjectId, key: PropertyKey, value: Value) {
        self.put_with(object, key, value, Attributes::ALL);
    }

    /// Defines a property with attributes, replacing one that is there.
    pub fn put_with(&mut self, object: ObjectId, key: PropertyKey, value: Value, attributes: Attributes) {
        if let Some(target) = self.behind(object) {
            return self.put_with(target, key, value, attributes);
        }
        if let PropertyKey::Index(index) = key {
            self.put_index(object, index, value, attributes);
            return;
        }
        let Some(shape) = self.get(object).shape else { return };
        if let Some((slot, before)) = self.shapes.find(shape, key) {
            *self.get_mut(object).slot_mut(slot) = value;
            if before != attributes {
                let shape = self.shapes.change(shape, slot, attributes);
                self.reshape(object, shape);
            }
            return;
        }
        let shape = self.shapes.extend(shape, key, attributes);
        self.allocated += 16;
        let slot = self.shapes.slot_count(shape) as usize - 1;
        let cell = self.get_mut(object);
        while cell.named() < slot && cell.push_slot(Value::Undefined) {}
        if !cell.push_slot(value) {
            self.exhausted = true;
            return;
        }
        self.reshape(object, shape);
    }

    fn put_index(&mut self, object: ObjectId, index: u32, value: Value, attributes: Attributes) {
        let at = index as usize;
        if let Kind::View(view) = self.kind(object) {
            let view = *view;
            self.set_element(view, at, value);
            return;
        }
        self.put_mapped(object, index, value, attributes);
        let cell = self.objects.get_mut(object.index());
        if let Kind::Array(length) = &mut cell.kind {
            *length = (*length).max(index + 1);
        }
        let dense = cell.elements().len();
        if attributes == Attributes::ALL && cell.flags & flag::SPARSE == 0 {
            if at < dense {
                cell.elements_mut()[at] = value;
                return;
            }
            if at <= dense + limits::DENSE_GAP.min(dense * 2 + 64) && at < limits::DENSE_LENGTH {
                let before = cell.room();
                cell.resize_elements(at);
                cell.push_element(value);
                let grown = cell.room() - before;
                self.allocated += grown * size_of::<Value>();
                return;
            }
        }
        self.sparse_mut(object).insert(index, (value, attributes));
        self.allocated += 48;
    }

    /// The table of an object whose elements are far apart or have attributes; dense ones move into it.
    fn sparse_mut(&mut self, object: ObjectId) -> &mut super::Sparse {
        let cell = self.objects.get_mut(object.index());
        cell.flags |= flag::SPARSE;
        let dense = cell.take_elements();
        let sparse = self.sparse.entry(object).or_default();
        for (index, value) in dense.into_iter().enumerate() {
            if value != Value::Empty {
                sparse.insert(index as u32, (value, Attributes::ALL));
            }
        }
        sparse
    }

    /// Defines an accessor.
    pub fn put_accessor(
        &mut self,
        object: ObjectId,
        key: PropertyKey,
        get: Option<ObjectId>,
        set: Option<ObjectId>,
        attributes: Attributes,
    ) {
        let pair = self.object(None, Kind::Accessor { get, set });
        let attributes = attributes.with(Attributes::ACCESSOR, true).with(Attributes::WRITABLE, false);
        self.put_with(object, key, Value::Object(pair), attributes);
    }

    /// The getter and setter in an accessor's slot.
    pub fn accessor(&self, value: Value) -> (Option<ObjectId>, Option<ObjectId>) {
        match value.as_object().map(|pair| self.kind(pair)) {
            Some(Kind::Accessor { get, set }) => (*get, *set),
            _ => (None, None),
        }
    }

    /// `[[Delete]]`: whether the property is gone.
    pub fn delete(&mut self, object: ObjectId, key: PropertyKey) -> bool {
        if let Some(target) = self.behind(object) {
            return self.delete(target, key);
        }
        let Some(property) = self.own(object, key) else { return true };
        if matches!((self.kind(object), key), (Kind::View(_), PropertyKey::Index(_)))
            || !property.attributes.configurable()
        {
            return false;
        }
        if let PropertyKey::Index(index) = key {
            self.unmap(object, index);
            if let Some(value) = self.get_mut(object).element_mut(index as usize) {
                *value = Value::Empty;
            }
            if let Some(sparse) = self.sparse.get_mut(&object) {
                sparse.remove(&index);
            }
            return true;
        }
        let Some(shape) = self.get(object).shape else { return true };
        if let Some((slot, _)) = self.shapes.find(shape, key) {
            let shape = self.shapes.remove(shape, slot);
            *self.get_mut(object).slot_mut(slot) = Value::Undefined;
            self.reshape(object, shape);
        }
        true
    }

    /// `[[OwnPropertyKeys]]`: indices ascending, then strings, then symbols, each in order of definition. Private names are
    /// never among them.
    pub fn own_keys(&mut self, object: ObjectId) -> Vec<PropertyKey> {
        if let Some(target) = self.behind(object) {
            return self.own_keys(target);
        }
        let mut keys: Vec<PropertyKey> = Vec::new();
        let cell = self.get(object);
        match &cell.kind {
            Kind::View(view) => keys.extend((0..self.view_length(*view) as u32).map(PropertyKey::Index)),
            Kind::String(string) => keys.extend((0..self.string_length(*string) as u32).map(PropertyKey::Index)),
            _ => {}
        }
        let present = cell.elements().iter().enumerate().filter(|(_, value)| **value != Value::Empty);
        keys.extend(present.map(|(index, _)| PropertyKey::Index(index as u32)));
        if let Some(sparse) = self.sparse.get(&object) {
            keys.extend(sparse.keys().map(|&index| PropertyKey::Index(index)));
        }
        if matches!(cell.kind, Kind::Array(_) | Kind::String(_)) {
            keys.push(PropertyKey::String(self.length_name));
        }
        if let Some(shape) = cell.shape {
            let named = || self.shapes.keys(shape).map(|(_, key, _)| key);
            keys.extend(named().filter(|key| matches!(key, PropertyKey::String(_))));
            keys.extend(named().filter(|key| matches!(key, PropertyKey::Symbol(symbol) if !self.is_private(*symbol))));
        }
        keys
    }

    /// The keys of an object's named properties, in order of definition.
    pub fn named_keys(&self, object: ObjectId) -> Vec<PropertyKey> {
        if let Some(target) = self.behind(object) {
            return self.named_keys(target);
        }
        self.get(object).shape.map(|shape| self.shapes.keys(shape).map(|(_, key, _)| key).collect()).unwrap_or_default()
    }

    /// An object's named properties, in order of definition.
    pub fn named(&self, object: ObjectId) -> impl Iterator<Item = (PropertyKey, Property)> + '_ {
        let cell = self.get(self.behind(object).unwrap_or(object));
        let keys = cell.shape.into_iter().flat_map(|shape| self.shapes.keys(shape));
        keys.map(|(slot, key, attributes)| (key, Property { value: cell.slot(slot), attributes }))
    }

    /// `[[PreventExtensions]]`
    pub fn prevent_extensions(&mut self, object: ObjectId) {
        if let Some(target) = self.behind(object) {
            return self.prevent_extensions(target);
        }
        self.get_mut(object).flags |= flag::FIXED;
    }

    /// An array's elements while all of them are dense.
    pub fn dense(&self, object: ObjectId) -> Option<&[Value]> {
        let cell = self.get(object);
        match cell.kind {
            Kind::Array(length) if length as usize == cell.elements().len() => Some(cell.elements()),
            _ => None,
        }
    }

    /// Adds an element behind the last one of an array without holes, if nothing but that can come of it.
    #[inline]
    pub fn append_element(&mut self, object: ObjectId, value: Value) -> bool {
        const SPECIAL: u8 = flag::FIXED | flag::FIXED_LENGTH | flag::SPARSE;
        let cell = self.get(object);
        let Kind::Array(length) = cell.kind else { return false };
        let room = length as usize == cell.elements().len() && (length as usize) < limits::DENSE_LENGTH;
        if !room || cell.flags & SPECIAL != 0 || self.inherits_elements(object) {
            return false;
        }
        let cell = self.objects.get_mut(object.index());
        let before = cell.room();
        cell.push_element(value);
        cell.kind = Kind::Array(length + 1);
        self.allocated += (cell.room() - before) * size_of::<Value>();
        true
    }

    /// Whether some prototype of an object may have integer-named properties.
    fn inherits_elements(&self, object: ObjectId) -> bool {
        let mut at = self.proto(object);
        while let Some(holder) = at {
            let cell = self.get(holder);
            let plain = matches!(cell.kind, Kind::Array(_) | Kind::Ordinary) && cell.flags & flag::SPARSE == 0;
            if !plain || !cell.elements().is_empty() {
                return true;
            }
            at = self.proto(holder);
        }
        false
    }

    /// `ArraySetLength` (ECMAScript 10.4.2.4) once the length is known to be one: whether it was set in full.
    pub fn set_array_length(&mut self, object: ObjectId, length: u32) -> bool {
        let Kind::Array(before) = *self.kind(object) else { return false };
        if length == before {
            return true;
        }
        if self.get(object).flags & flag::FIXED_LENGTH != 0 {
            return false;
        }
        let mut length = length;
        if length < before {
            if let Some(sparse) = self.sparse.get_mut(&object) {
                while let Some((&last, (_, attributes))) = sparse.last_key_value()
                    && last >= length
                {
                    if !attributes.configurable() {
                        length = last + 1;
                        let cell: &mut Object = self.objects.get_mut(object.index());
                        cell.kind = Kind::Array(length);
                        return false;
                    }
                    sparse.pop_last();
                }
            }
            let cell = self.get_mut(object);
            if (length as usize) < cell.elements().len() {
                cell.resize_elements(length as usize);
            }
        }
        self.get_mut(object).kind = Kind::Array(length);
        true
    }

    /// `[[DefineOwnProperty]]` (ECMAScript 10.1.6.3): whether it was allowed.
    pub fn define(&mut self, object: ObjectId, key: PropertyKey, new: &Descriptor) -> bool {
        if let Some(target) = self.behind(object) {
            return self.define(target, key, new);
        }
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

    fn may_change(&self, current: &Property, new: &Descriptor) -> bool {
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

    /// ECMAScript `SameValue`.
    pub fn same_value(&self, a: Value, b: Value) -> bool {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
            _ => self.strict_equal(a, b),
        }
    }

    /// ECMAScript `ToBoolean`.
    #[inline]
    pub fn truthy(&self, value: Value) -> bool {
        match value {
            Value::Empty | Value::Undefined | Value::Null => false,
            Value::Boolean(boolean) => boolean,
            Value::Number(number) => number != 0.0 && !number.is_nan(),
            Value::String(string) => self.string_length(string) != 0,
            Value::BigInt(big) => self.big(big).sign() != num_bigint::Sign::NoSign,
            Value::Symbol(_) | Value::Object(_) => true,
        }
    }

    /// ECMAScript `IsStrictlyEqual`.
    #[inline]
    pub fn strict_equal(&self, a: Value, b: Value) -> bool {
        match (a, b) {
            (Value::String(a), Value::String(b)) => self.same_string(a, b),
            (Value::BigInt(a), Value::BigInt(b)) => self.big(a) == self.big(b),
            _ => a == b,
        }
    }
}
