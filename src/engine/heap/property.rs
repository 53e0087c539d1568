//! Own properties: reading, putting, deleting, listing, for ordinary objects and the exotic ones (ECMAScript 10.1, 10.4).
//! Not the prototype walk and not getters: those may run code and belong to `machine`.

use super::arenas::Heap;
use super::object::{Kind, flag};
use super::shape::Attributes;
use super::value::{ObjectId, PropertyKey, ShapeId, StringId, Value};
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
        match array_index(Units::Latin1(name.as_bytes())) {
            Some(index) => PropertyKey::Index(index),
            None => PropertyKey::String(self.intern_name(name)),
        }
    }

    /// The key a name is, if any object could have it: looks without remembering the name.
    pub fn known_key(&self, name: &str) -> Option<PropertyKey> {
        let text = crate::text::Text::from(name);
        match array_index(text.view()) {
            Some(index) => Some(PropertyKey::Index(index)),
            None => self.interned.find(&self.strings, text.view()).map(PropertyKey::String),
        }
    }

    /// An own named property, looked at without changing anything; `length` of arrays and strings is none.
    pub fn peek_named(&self, object: ObjectId, key: PropertyKey) -> Option<Property> {
        self.own_named(object, key)
    }

    /// Some function of a program with this own property. Looks at every object.
    pub fn function_with(&self, key: PropertyKey, value: Value) -> Option<ObjectId> {
        let functions =
            self.objects.places().map(ObjectId).filter(|id| matches!(self.kind(*id), Kind::Function { .. }));
        let mut having = functions.filter(|id| self.own_named(*id, key).is_some_and(|own| own.value == value));
        having.next()
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

    /// Whether an object is a proxy: what is asked of it here is answered for its own cell, which programs never see.
    #[inline]
    pub fn is_proxy(&self, object: ObjectId) -> bool {
        matches!(self.get(object).kind, Kind::Proxy { .. })
    }

    /// What stands behind a proxy, and behind what that is a proxy of; any other object itself.
    pub fn behind(&self, object: ObjectId) -> ObjectId {
        let mut at = object;
        while let Kind::Proxy { target, .. } = self.get(at).kind {
            at = target;
        }
        at
    }

    /// An object's prototype as who only looks sees it: not the proxy, but what is behind it.
    pub fn seen_proto(&self, object: ObjectId) -> Option<ObjectId> {
        self.proto(object).map(|proto| self.behind(proto))
    }

    /// An object's prototype.
    #[inline]
    pub fn proto(&self, object: ObjectId) -> Option<ObjectId> {
        self.get(object).shape.and_then(|shape| self.shapes.get(shape).proto)
    }

    /// Puts an object under another prototype. Whether that is allowed is the caller's question.
    pub fn set_proto(&mut self, object: ObjectId, proto: Option<ObjectId>) {
        self.make_named(object);
        let Some(shape) = self.get(object).shape else { return };
        if let Some(proto) = proto {
            self.get_mut(proto).flags |= flag::PROTOTYPE;
        }
        let shape = self.shapes.with_proto(shape, proto);
        self.reshape(object, shape);
    }

    fn reshape(&mut self, object: ObjectId, shape: ShapeId) {
        let cell = self.get_mut(object);
        cell.shape = Some(shape);
        if cell.flags & flag::PROTOTYPE != 0 {
            self.new_epoch();
        }
    }

    /// Whether new properties may be added.
    pub fn is_extensible(&self, object: ObjectId) -> bool {
        self.get(object).flags & flag::FIXED == 0
    }

    /// An own property; its value is held.
    pub fn own(&mut self, object: ObjectId, key: PropertyKey) -> Option<Property> {
        self.make_named(object);
        let found = match key {
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
            _ => match self.far_element(object, key) {
                Some((view, at)) => self.element(view, at).map(|value| Property { value, attributes: Attributes::ALL }),
                None => self.own_named(object, key),
            },
        };
        if let Some(property) = &found {
            self.hold(property.value);
        }
        found
    }

    #[inline]
    fn own_named(&self, object: ObjectId, key: PropertyKey) -> Option<Property> {
        let cell = self.get(object);
        if let Some((slot, attributes)) = self.shapes.find(cell.shape?, key) {
            return Some(Property { value: cell.slot(slot), attributes });
        }
        if let Kind::Namespace(names) = &cell.kind {
            let &(_, scope, slot) = names.iter().find(|(name, ..)| *name == key)?;
            let attributes = Attributes::ALL.with(Attributes::CONFIGURABLE, false);
            return Some(Property { value: self.bound(scope, slot), attributes });
        }
        self.unnamed(object).find(|(name, _)| *name == key).map(|(_, property)| property)
    }

    /// A variable of a module, followed to where it is; the empty marker while it has no value.
    pub fn bound(&self, scope: super::value::ScopeId, slot: u16) -> Value {
        let (mut scope, mut slot) = (scope, slot);
        loop {
            let value = *self.scope_slot(scope, usize::from(slot));
            match value.as_object().map(|object| self.kind(object)) {
                Some(&Kind::Binding { scope: further, slot: at }) => (scope, slot) = (further, at),
                _ => return value,
            }
        }
    }

    /// Defines a property as an assignment or literal would: all attributes, no questions.
    pub fn put(&mut self, object: ObjectId, key: PropertyKey, value: Value) {
        self.put_with(object, key, value, Attributes::ALL);
    }

    /// Defines a property with attributes, replacing one that is there.
    pub fn put_with(&mut self, object: ObjectId, key: PropertyKey, value: Value, attributes: Attributes) {
        if let PropertyKey::Index(index) = key {
            self.put_index(object, index, value, attributes);
            return;
        }
        self.make_named(object);
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
        self.allocated += 48;
        let slot = self.shapes.slot_count(shape) as usize - 1;
        let cell = self.get_mut(object);
        while cell.named() < slot && cell.push_slot(Value::Undefined) {}
        if !cell.push_slot(value) {
            self.exhausted = true;
            return;
        }
        self.reshape(object, shape);
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
        keys.append(&mut self.own_names(object));
        keys
    }

    /// The same without the indices.
    pub fn own_names(&mut self, object: ObjectId) -> Vec<PropertyKey> {
        self.make_named(object);
        let mut keys: Vec<PropertyKey> = Vec::new();
        let cell = self.get(object);
        if matches!(cell.kind, Kind::Array(_) | Kind::String(_)) {
            keys.push(PropertyKey::String(self.length_name));
        }
        if let Kind::Namespace(names) = &cell.kind {
            keys.extend(names.iter().map(|(key, ..)| *key));
        }
        if let Some(shape) = cell.shape {
            let named = || self.shapes.keys(shape).map(|(_, key, _)| key);
            keys.extend(named().filter(|key| matches!(key, PropertyKey::String(_))));
            keys.extend(named().filter(|key| matches!(key, PropertyKey::Symbol(symbol) if !self.is_private(*symbol))));
        }
        keys.iter().for_each(|key| self.hold_key(*key));
        keys
    }

    /// How many own properties an object has at most, those that its kind gives it apart.
    pub fn property_count(&self, object: ObjectId) -> usize {
        let cell = self.get(object);
        let named = cell.shape.map_or(0, |shape| self.shapes.slot_count(shape) as usize);
        cell.elements().len() + named + self.sparse.get(&object).map_or(0, |sparse| sparse.len())
    }

    /// The keys of an object's named properties, in order of definition.
    pub fn named_keys(&self, object: ObjectId) -> Vec<PropertyKey> {
        self.named(object).map(|(key, _)| key).collect()
    }

    /// An object's named properties, in order of definition.
    pub fn named(&self, object: ObjectId) -> impl Iterator<Item = (PropertyKey, Property)> + '_ {
        let cell = self.get(object);
        let keys = cell.shape.into_iter().flat_map(|shape| self.shapes.keys(shape));
        let named = keys.map(|(slot, key, attributes)| (key, Property { value: cell.slot(slot), attributes }));
        self.unnamed(object).chain(named)
    }

    /// Puts these named properties behind all others, in this order. No property of the object was ever deleted.
    pub fn arrange(&mut self, object: ObjectId, order: &[PropertyKey]) {
        self.make_named(object);
        let Some(shape) = self.get(object).shape else { return };
        let mut named: Vec<_> = self.named(object).collect();
        named.sort_by_key(|(key, _)| order.iter().position(|known| known == key).map_or(0, |at| at + 1));
        let entries = named.iter().map(|(key, property)| (*key, property.attributes));
        let shape = self.shapes.arrange(shape, entries);
        for (slot, (_, property)) in named.iter().enumerate() {
            *self.get_mut(object).slot_mut(slot as u32) = property.value;
        }
        self.reshape(object, shape);
    }

    /// `[[PreventExtensions]]`
    pub fn prevent_extensions(&mut self, object: ObjectId) {
        self.get_mut(object).flags |= flag::FIXED;
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
