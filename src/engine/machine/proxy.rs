//! The traps of proxies and what they may not say (ECMAScript 10.5). Not what other objects answer: that is `internal`.

use super::internal::Refusal;
use super::{Completion, Machine, message};
use crate::heap::{Descriptor, Kind, ObjectId, Property, PropertyKey, Value};

/// A proxy on the way to its trap.
struct Trap {
    target: ObjectId,
    handler: Value,
    /// The function; without one the target answers.
    function: Option<Value>,
}

impl Machine {
    /// What a proxy's handler has for this trap. Both stay alive whatever the trap revokes.
    fn trap(&mut self, proxy: ObjectId, name: &'static str) -> Completion<Trap> {
        let Kind::Proxy { target, handler } = *self.heap.kind(proxy) else {
            return self.fail(message::CALLED_ON_NON_OBJECT, [name]);
        };
        let Some(handler) = handler else { return self.fail(message::PROXY_REVOKED, [name]) };
        let handler = Value::Object(handler);
        self.heap.hold(Value::Object(target));
        self.heap.hold(handler);
        let key = self.heap.key(name);
        let function = self.get(handler, key)?;
        if function.is_nullish() {
            return Ok(Trap { target, handler, function: None });
        }
        if !self.heap.is_function(function) {
            if name == "apply" {
                // V8 calls what is no function, and finds out.
                return self.not_callable(function, false);
            }
            let (function, handler) = (self.message_text(function), self.message_text(handler));
            return self.fail(message::PROPERTY_NOT_FUNCTION, [&function, name, &handler]);
        }
        Ok(Trap { target, handler, function: Some(function) })
    }

    /// One level deeper: proxies of proxies, and handlers that are proxies, may go on for long.
    fn deeper<T>(&mut self, run: impl FnOnce(&mut Self) -> Completion<T>) -> Completion<T> {
        self.descend()?;
        self.tick()?;
        let answer = run(self);
        self.ascend();
        answer
    }

    /// Whether a key is a private name: a proxy has its own, and no trap hears of them.
    fn is_private_key(&self, key: PropertyKey) -> bool {
        matches!(key, PropertyKey::Symbol(symbol) if self.heap.is_private(symbol))
    }

    /// A trap's answer about a key, `None` where there is no trap.
    fn ask(&mut self, trap: &Trap, rest: &[Value]) -> Completion<Option<Value>> {
        let Some(function) = trap.function else { return Ok(None) };
        let mut arguments = vec![Value::Object(trap.target)];
        arguments.extend_from_slice(rest);
        self.call(function, trap.handler, &arguments).map(Some)
    }

    fn breach<T>(&mut self, said: message::Message<1>, key: PropertyKey) -> Completion<T> {
        let name = self.key_text(key);
        self.fail(said, [&name])
    }

    /// Notes which trap refused, for strict code.
    fn refuse<T>(&mut self, trap: &'static str, key: Option<PropertyKey>, answer: T) -> Completion<T> {
        self.refused = Some((trap, key));
        Ok(answer)
    }

    pub(super) fn proxy_get(&mut self, proxy: ObjectId, key: PropertyKey, receiver: Value) -> Completion {
        if self.is_private_key(key) {
            return Ok(Value::Undefined);
        }
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "get")?;
            let name = machine.heap.key_value(key);
            let Some(value) = machine.ask(&trap, &[name, receiver])? else {
                return machine.get_on(trap.target, key, receiver);
            };
            let Some(own) = machine.fixed_own(trap.target, key)? else { return Ok(value) };
            if own.attributes.accessor() {
                if machine.heap.accessor(own.value).0.is_none() && !value.is_undefined() {
                    let (name, shown) = (machine.key_text(key), machine.message_text(value));
                    return machine.fail(message::PROXY_GET_NON_CONFIGURABLE_ACCESSOR, [&name, &shown]);
                }
            } else if !own.attributes.writable() && !machine.heap.same_value(own.value, value) {
                let (name, real, shown) =
                    (machine.key_text(key), machine.message_text(own.value), machine.message_text(value));
                return machine.fail(message::PROXY_GET_NON_CONFIGURABLE_DATA, [&name, &real, &shown]);
            }
            Ok(value)
        })
    }

    /// A target's own property that is not configurable.
    fn fixed_own(&mut self, target: ObjectId, key: PropertyKey) -> Completion<Option<Property>> {
        Ok(self.own(target, key)?.filter(|own| !own.attributes.configurable()))
    }

    pub(super) fn proxy_set(
        &mut self,
        proxy: ObjectId,
        key: PropertyKey,
        value: Value,
        receiver: Value,
    ) -> Completion<bool> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "set")?;
            let name = machine.heap.key_value(key);
            let Some(answer) = machine.ask(&trap, &[name, value, receiver])? else {
                return machine.try_set_on(trap.target, key, value, receiver);
            };
            if !machine.truthy(answer) {
                return machine.refuse("set", Some(key), false);
            }
            let Some(own) = machine.fixed_own(trap.target, key)? else { return Ok(true) };
            if own.attributes.accessor() {
                if machine.heap.accessor(own.value).1.is_none() {
                    return machine.breach(message::PROXY_SET_FROZEN_ACCESSOR, key);
                }
            } else if !own.attributes.writable() && !machine.heap.same_value(own.value, value) {
                return machine.breach(message::PROXY_SET_FROZEN_DATA, key);
            }
            Ok(true)
        })
    }

    pub(super) fn proxy_has(&mut self, proxy: ObjectId, key: PropertyKey) -> Completion<bool> {
        if self.is_private_key(key) {
            return Ok(self.heap.own(proxy, key).is_some());
        }
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "has")?;
            let name = machine.heap.key_value(key);
            let Some(answer) = machine.ask(&trap, &[name])? else { return machine.has(trap.target, key) };
            if machine.truthy(answer) {
                return Ok(true);
            }
            if let Some(own) = machine.own(trap.target, key)? {
                if !own.attributes.configurable() {
                    return machine.breach(message::PROXY_HAS_NON_CONFIGURABLE, key);
                }
                if !machine.extensible(trap.target)? {
                    return machine.breach(message::PROXY_HAS_NON_EXTENSIBLE, key);
                }
            }
            Ok(false)
        })
    }

    pub(super) fn proxy_delete(&mut self, proxy: ObjectId, key: PropertyKey) -> Completion<bool> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "deleteProperty")?;
            let name = machine.heap.key_value(key);
            let Some(answer) = machine.ask(&trap, &[name])? else { return machine.remove(trap.target, key) };
            if !machine.truthy(answer) {
                return machine.refuse("deleteProperty", Some(key), false);
            }
            if let Some(own) = machine.own(trap.target, key)? {
                if !own.attributes.configurable() {
                    return machine.breach(message::PROXY_DELETE_NON_CONFIGURABLE, key);
                }
                if !machine.extensible(trap.target)? {
                    return machine.breach(message::PROXY_DELETE_NON_EXTENSIBLE, key);
                }
            }
            Ok(true)
        })
    }

    pub(super) fn proxy_own(&mut self, proxy: ObjectId, key: PropertyKey) -> Completion<Option<Property>> {
        if self.is_private_key(key) {
            return Ok(self.heap.own(proxy, key));
        }
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "getOwnPropertyDescriptor")?;
            let name = machine.heap.key_value(key);
            let Some(answer) = machine.ask(&trap, &[name])? else { return machine.own(trap.target, key) };
            if !matches!(answer, Value::Object(_) | Value::Undefined) {
                return machine.breach(message::PROXY_OWN_INVALID, key);
            }
            let real = machine.own(trap.target, key)?;
            if answer.is_undefined() {
                if let Some(own) = real {
                    if !own.attributes.configurable() {
                        return machine.breach(message::PROXY_OWN_UNDEFINED, key);
                    }
                    if !machine.extensible(trap.target)? {
                        return machine.breach(message::PROXY_OWN_NON_EXTENSIBLE, key);
                    }
                }
                return Ok(None);
            }
            let open = machine.extensible(trap.target)?;
            let told = machine.to_descriptor(answer)?;
            let property = machine.completed(&told);
            machine.heap.hold(property.value);
            let told = machine.described(&property);
            if !real.as_ref().map_or(open, |real| machine.heap.may_change(real, &told)) {
                return machine.breach(message::PROXY_OWN_INCOMPATIBLE, key);
            }
            if !property.attributes.configurable() {
                let Some(real) = real.filter(|real| !real.attributes.configurable()) else {
                    return machine.breach(message::PROXY_OWN_NON_CONFIGURABLE, key);
                };
                if told.writable == Some(false) && real.attributes.writable() {
                    return machine.breach(message::PROXY_OWN_NON_CONFIGURABLE_WRITABLE, key);
                }
            }
            Ok(Some(property))
        })
    }

    pub(super) fn proxy_define(&mut self, proxy: ObjectId, key: PropertyKey, new: &Descriptor) -> Completion<bool> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "defineProperty")?;
            if trap.function.is_none() {
                return machine.define(trap.target, key, new);
            }
            let (name, told) = (machine.heap.key_value(key), machine.from_descriptor(new));
            let answer = machine.ask(&trap, &[name, told])?.unwrap_or(Value::Undefined);
            if !machine.truthy(answer) {
                return machine.refuse("defineProperty", Some(key), false);
            }
            let real = machine.own(trap.target, key)?;
            let fixed = new.configurable == Some(false);
            let Some(real) = real else {
                if !machine.extensible(trap.target)? {
                    return machine.breach(message::PROXY_DEFINE_NON_EXTENSIBLE, key);
                }
                if fixed {
                    return machine.breach(message::PROXY_DEFINE_NON_CONFIGURABLE, key);
                }
                return Ok(true);
            };
            machine.extensible(trap.target)?;
            if !machine.heap.may_change(&real, new) {
                return machine.breach(message::PROXY_DEFINE_INCOMPATIBLE, key);
            }
            let was = real.attributes;
            if fixed && was.configurable() {
                return machine.breach(message::PROXY_DEFINE_NON_CONFIGURABLE, key);
            }
            if !was.accessor() && !was.configurable() && was.writable() && new.writable == Some(false) {
                return machine.breach(message::PROXY_DEFINE_NON_CONFIGURABLE_WRITABLE, key);
            }
            Ok(true)
        })
    }

    pub(super) fn proxy_keys(&mut self, proxy: ObjectId) -> Completion<Vec<PropertyKey>> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "ownKeys")?;
            let Some(answer) = machine.ask(&trap, &[])? else { return machine.keys_of(trap.target) };
            let keys = machine.listed_keys(answer)?;
            let mut left: rustc_hash::FxHashSet<PropertyKey> = keys.iter().copied().collect();
            if left.len() != keys.len() {
                return machine.fail(message::PROXY_OWN_KEYS_DUPLICATE_ENTRIES, []);
            }
            let open = machine.extensible(trap.target)?;
            let real = machine.keys_of(trap.target)?;
            let mut loose = Vec::new();
            let mut fixed = Vec::new();
            for key in real {
                let kind = if machine.fixed_own(trap.target, key)?.is_some() { &mut fixed } else { &mut loose };
                kind.push(key);
            }
            let must = fixed.into_iter().chain(if open { Vec::new() } else { loose });
            for key in must {
                if !left.remove(&key) {
                    return machine.breach(message::PROXY_OWN_KEYS_MISSING, key);
                }
            }
            if !open && !left.is_empty() {
                return machine.fail(message::PROXY_OWN_KEYS_NON_EXTENSIBLE, []);
            }
            Ok(keys)
        })
    }

    /// `CreateListFromArrayLike` of keys, held.
    fn listed_keys(&mut self, value: Value) -> Completion<Vec<PropertyKey>> {
        let Value::Object(list) = value else {
            return self.fail(message::CALLED_ON_NON_OBJECT, ["CreateListFromArrayLike"]);
        };
        let length = self.length_of(list)?;
        let mut keys = Vec::new();
        let mut at = 0.0;
        while at < length {
            self.tick()?;
            self.room_for_list(keys.len())?;
            let place = self.index_key(at);
            let item = self.get(value, place)?;
            if !matches!(item, Value::String(_) | Value::Symbol(_)) {
                let shown = self.message_text(item);
                return self.fail(message::NOT_PROPERTY_NAME, [&shown]);
            }
            let key = self.to_key(item)?;
            self.heap.hold_key(key);
            keys.push(key);
            at += 1.0;
        }
        Ok(keys)
    }

    pub(super) fn proxy_proto(&mut self, proxy: ObjectId) -> Completion<Option<ObjectId>> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "getPrototypeOf")?;
            let Some(answer) = machine.ask(&trap, &[])? else { return machine.proto_of(trap.target) };
            let told = match answer {
                Value::Object(object) => Some(object),
                Value::Null => None,
                _ => return machine.fail(message::PROXY_GET_PROTOTYPE_OF_INVALID, []),
            };
            if !machine.extensible(trap.target)? && machine.proto_of(trap.target)? != told {
                return machine.fail(message::PROXY_GET_PROTOTYPE_OF_NON_EXTENSIBLE, []);
            }
            Ok(told)
        })
    }

    pub(super) fn proxy_change_proto(
        &mut self,
        proxy: ObjectId,
        proto: Option<ObjectId>,
    ) -> Completion<Result<(), Refusal>> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "setPrototypeOf")?;
            let value = proto.map_or(Value::Null, Value::Object);
            let Some(answer) = machine.ask(&trap, &[value])? else { return machine.change_proto(trap.target, proto) };
            if !machine.truthy(answer) {
                let key = machine.heap.key("undefined");
                return machine.refuse("setPrototypeOf", Some(key), Err(Refusal::Trap));
            }
            if !machine.extensible(trap.target)? && machine.proto_of(trap.target)? != proto {
                return machine.fail(message::PROXY_SET_PROTOTYPE_OF_NON_EXTENSIBLE, []);
            }
            Ok(Ok(()))
        })
    }

    pub(super) fn proxy_extensible(&mut self, proxy: ObjectId) -> Completion<bool> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "isExtensible")?;
            let Some(answer) = machine.ask(&trap, &[])? else { return machine.extensible(trap.target) };
            let real = machine.extensible(trap.target)?;
            if machine.truthy(answer) != real {
                return machine.fail(message::PROXY_IS_EXTENSIBLE_INCONSISTENT, [&real.to_string()]);
            }
            Ok(real)
        })
    }

    pub(super) fn proxy_prevent(&mut self, proxy: ObjectId) -> Completion<bool> {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "preventExtensions")?;
            let Some(answer) = machine.ask(&trap, &[])? else { return machine.prevent(trap.target) };
            if !machine.truthy(answer) {
                return machine.refuse("preventExtensions", None, false);
            }
            if machine.extensible(trap.target)? {
                return machine.fail(message::PROXY_PREVENT_EXTENSIONS_EXTENSIBLE, []);
            }
            Ok(true)
        })
    }

    /// `[[Call]]` of a proxy whose target can be called.
    pub(super) fn proxy_call(&mut self, proxy: ObjectId, this: Value, arguments: &[Value]) -> Completion {
        let trap = self.trap(proxy, "apply")?;
        if trap.function.is_none() {
            return self.call(Value::Object(trap.target), this, arguments);
        }
        let list = self.array(arguments.iter().copied());
        Ok(self.ask(&trap, &[this, list])?.unwrap_or(Value::Undefined))
    }

    /// `[[Construct]]`
    pub(super) fn proxy_construct(&mut self, proxy: ObjectId, arguments: &[Value], new_target: ObjectId) -> Completion {
        self.deeper(|machine| {
            let trap = machine.trap(proxy, "construct")?;
            if trap.function.is_none() {
                return machine.construct(trap.target, arguments, new_target);
            }
            let list = machine.array(arguments.iter().copied());
            let made = machine.ask(&trap, &[list, Value::Object(new_target)])?.unwrap_or(Value::Undefined);
            if made.as_object().is_none() {
                return machine.blame(message::PROXY_CONSTRUCT_NON_OBJECT, made);
            }
            Ok(made)
        })
    }
}
