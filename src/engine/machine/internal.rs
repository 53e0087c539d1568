//! What every object answers (ECMAScript 6.1.7.2): own properties, keys, prototype, extensibility; a proxy's traps are asked. Not
//! reading and assigning along the chain: that is `property`.

use super::message;
use super::state::{Completion, Machine};
use crate::heap::{Descriptor, Kind, ObjectId, Property, PropertyKey, Value};
use pool::memory::{Fact, SlabKind};

/// Why an object keeps its prototype.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is `Object.prototype`.
    Immutable,
    /// It takes no more properties.
    Fixed,
    /// It would inherit from itself.
    Cycle,
    /// A proxy's trap said so.
    Trap,
}

impl Machine {
    /// `[[GetOwnProperty]]`
    #[inline]
    pub fn own(&mut self, object: ObjectId, key: PropertyKey) -> Completion<Option<Property>> {
        if self.heap.is_proxy(object) {
            return self.proxy_own(object, key);
        }
        let own = self.heap.own(object, key);
        if own.is_some_and(|own| own.value == Value::Empty) {
            let shown = self.key_text(key);
            return self.too_early(&shown);
        }
        Ok(own)
    }

    /// Whether an object has a property of its own that enumeration shows.
    #[inline]
    pub fn shows(&mut self, object: ObjectId, key: PropertyKey) -> Completion<bool> {
        Ok(self.own(object, key)?.is_some_and(|property| property.attributes.enumerable()))
    }

    /// `[[DefineOwnProperty]]`, with the coercion of a typed array's elements and an array's length: whether it was allowed.
    pub fn define(&mut self, object: ObjectId, key: PropertyKey, descriptor: &Descriptor) -> Completion<bool> {
        if self.heap.is_proxy(object) {
            return self.proxy_define(object, key, descriptor);
        }
        if matches!(self.heap.kind(object), Kind::Namespace(_))
            && let Some(own) = self.own(object, key)?
        {
            // It may be said again, and no more.
            let same = |value: Value| self.heap.same_value(value, own.value);
            let changes = descriptor.get.is_some() || descriptor.set.is_some() || !descriptor.value.is_none_or(same);
            let plain = matches!(key, PropertyKey::String(_));
            let told = [(descriptor.configurable, false), (descriptor.enumerable, plain), (descriptor.writable, plain)];
            return Ok(!changes && told.iter().all(|(told, is)| told.is_none_or(|told| told == *is)));
        }
        if self.names_no_element(object, key) {
            return Ok(false);
        }
        let mut descriptor = *descriptor;
        if let Some(value) = descriptor.value {
            match (self.heap.kind(object), key) {
                (Kind::View(view), PropertyKey::Index(_)) => {
                    let element = view.element;
                    let valueless = Descriptor { value: None, ..descriptor };
                    if !self.heap.define(object, key, &valueless) {
                        return Ok(false);
                    }
                    descriptor.value = Some(self.element_value(element, value)?);
                    self.heap.define(object, key, &descriptor);
                    return Ok(true);
                }
                (Kind::Array(_), key) if key == self.keys.length => {
                    let length = self.to_uint32(value)?;
                    if f64::from(length) != self.to_number(value)? {
                        return self.fail(message::INVALID_ARRAY_LENGTH, []);
                    }
                    descriptor.value = Some(Value::from(length));
                }
                _ => {}
            }
        }
        Ok(self.heap.define(object, key, &descriptor))
    }

    /// `[[HasProperty]]`
    pub fn has(&mut self, object: ObjectId, key: PropertyKey) -> Completion<bool> {
        if self.names_no_element(object, key) {
            return Ok(false);
        }
        match self.look_up(object, key) {
            Ok(_) => Ok(true),
            Err(Some(proxy)) => self.proxy_has(proxy, key),
            Err(None) => Ok(false),
        }
    }

    /// `[[Delete]]`
    #[inline]
    pub fn remove(&mut self, object: ObjectId, key: PropertyKey) -> Completion<bool> {
        if self.heap.is_proxy(object) {
            return self.proxy_delete(object, key);
        }
        Ok(self.heap.delete(object, key))
    }

    /// `DeletePropertyOrThrow`
    pub fn remove_or_throw(&mut self, object: ObjectId, key: PropertyKey) -> Completion<()> {
        self.refused = None;
        if self.remove(object, key)? {
            return Ok(());
        }
        self.trap_refusal()?;
        let (name, shown) = (self.key_text(key), self.object_text(object));
        self.fail(message::STRICT_DELETE_PROPERTY, [&name, &shown])
    }

    /// `[[OwnPropertyKeys]]`, if there is room for so many.
    pub fn keys_of(&mut self, object: ObjectId) -> Completion<Vec<PropertyKey>> {
        if self.heap.is_proxy(object) {
            return self.proxy_keys(object);
        }
        self.room_for_keys(object)?;
        Ok(self.heap.own_keys(object))
    }

    /// `[[GetPrototypeOf]]`
    #[inline]
    pub fn proto_of(&mut self, object: ObjectId) -> Completion<Option<ObjectId>> {
        if self.heap.is_proxy(object) {
            return self.proxy_proto(object);
        }
        Ok(self.heap.proto(object))
    }

    /// `[[SetPrototypeOf]]`: why it was not allowed, if it was not (ECMAScript 10.1.2.1).
    pub fn change_proto(&mut self, object: ObjectId, proto: Option<ObjectId>) -> Completion<Result<(), Refusal>> {
        if self.heap.is_proxy(object) {
            return self.proxy_change_proto(object, proto);
        }
        if self.heap.proto(object) == proto {
            return Ok(Ok(()));
        }
        if object == self.realm.object_prototype {
            return Ok(Err(Refusal::Immutable));
        }
        if !self.heap.is_extensible(object) {
            return Ok(Err(Refusal::Fixed));
        }
        let mut at = proto;
        while let Some(above) = at {
            if above == object {
                return Ok(Err(Refusal::Cycle));
            }
            at = self.heap.proto(above);
        }
        self.heap.set_proto(object, proto);
        Ok(Ok(()))
    }

    /// `[[IsExtensible]]`
    #[inline]
    pub fn extensible(&mut self, object: ObjectId) -> Completion<bool> {
        if self.heap.is_proxy(object) {
            return self.proxy_extensible(object);
        }
        Ok(self.heap.is_extensible(object))
    }

    /// `[[PreventExtensions]]`: whether it was allowed. A view whose length may change refuses it.
    pub fn prevent(&mut self, object: ObjectId) -> Completion<bool> {
        if self.heap.is_proxy(object) {
            return self.proxy_prevent(object);
        }
        if let Kind::View(view) = *self.heap.kind(object)
            && self.knows(Fact::ChangingViewsStayOpen)
        {
            let memory = &self.heap.memory;
            if view.tracking || (memory.is_resizable(view.slab) && memory.kind(view.slab) != SlabKind::Shared) {
                return Ok(false);
            }
        }
        self.heap.prevent_extensions(object);
        Ok(true)
    }

    /// `IsArray` (ECMAScript 7.2.2).
    pub fn is_array(&mut self, value: Value) -> Completion<bool> {
        self.is_array_for(value, "IsArray")
    }

    /// The same for who is blamed for a proxy that was revoked.
    pub fn is_array_for(&mut self, value: Value, whom: &str) -> Completion<bool> {
        let mut at = value;
        while let Value::Object(object) = at {
            match *self.heap.kind(object) {
                Kind::Array(_) => return Ok(true),
                Kind::Proxy { handler: None, .. } => return self.fail(message::PROXY_REVOKED, [whom]),
                Kind::Proxy { target, .. } => at = Value::Object(target),
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// Throws what a proxy's trap that just refused something is blamed for in strict code, if one did.
    pub fn trap_refusal(&mut self) -> Completion<()> {
        match self.refused.take() {
            None => Ok(()),
            Some((trap, None)) => self.fail(message::PROXY_TRAP_RETURNED_FALSISH, [trap]),
            Some((trap, Some(key))) => {
                let name = self.key_text(key);
                self.fail(message::PROXY_TRAP_RETURNED_FALSISH_FOR, [trap, &name])
            }
        }
    }
}
