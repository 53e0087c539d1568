//! Classes at run time: constructors, home objects, `super`, fields and private names (ECMAScript 15.7, 7.3.26 to 7.3.34). Not their
//! syntax.

use super::message::{self, Message};
use super::{Completion, Machine};
use crate::code::{Definition, Template};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, SymbolId, Value, flag};

impl Machine {
    /// Makes a closure the constructor of a class, under its heritage; the constructor and its prototype object.
    pub(super) fn class(&mut self, function: Value, heritage: Value) -> Completion<(ObjectId, ObjectId)> {
        let mut above = Some(self.realm.object_prototype);
        let mut parent = None;
        match heritage {
            Value::Empty => {}
            Value::Null => above = None,
            _ => {
                let constructor = heritage.as_object().filter(|id| self.is_constructor(*id));
                let Some(constructor) = constructor else {
                    let shown = self.shown_heritage(heritage);
                    return self.fail(message::EXTENDS_VALUE_NOT_CONSTRUCTOR, [&shown]);
                };
                above = match self.get(heritage, self.keys.prototype)? {
                    Value::Object(prototype) => Some(prototype),
                    Value::Null => None,
                    other => {
                        let shown = self.shown_heritage(other);
                        return self.fail(message::PROTOTYPE_PARENT_NOT_AN_OBJECT, [&shown]);
                    }
                };
                parent = Some(constructor);
            }
        }
        let Value::Object(class) = function else { return self.fail(message::NOT_AN_OBJECT, ["class"]) };
        let prototype = self.heap.object(above, Kind::Ordinary);
        if parent.is_some() {
            self.heap.set_proto(class, parent);
        }
        let derived = if heritage == Value::Empty { 0 } else { flag::DERIVED };
        let plain = if self.is_taken_for_a_function(class) { flag::PLAIN } else { 0 };
        self.heap.get_mut(class).flags |= flag::CLASS | flag::CONSTRUCTOR | derived | plain;
        self.heap.put_with(class, self.keys.prototype, Value::Object(prototype), Attributes::NONE);
        self.heap.put_with(prototype, self.keys.constructor, function, Attributes::HIDDEN);
        self.set_home(function, Value::Object(prototype));
        Ok((class, prototype))
    }

    /// Whether Node takes a class for a function: by a parenthesis before its first brace.
    fn is_taken_for_a_function(&self, class: ObjectId) -> bool {
        let Kind::Function { code, .. } = self.heap.kind(class) else { return false };
        let Some(loaded) = self.heap.code(*code) else { return false };
        let text = loaded.code.span.of(&loaded.code.source.text);
        text.split_once('{').is_some_and(|(head, _)| head.contains('('))
    }

    /// Whether `new` may be used with it (ECMAScript `IsConstructor`).
    pub fn is_constructor(&self, object: ObjectId) -> bool {
        match self.heap.kind(object) {
            Kind::Bound(bound) => self.is_constructor(bound.target),
            _ => self.heap.get(object).flags & flag::CONSTRUCTOR != 0,
        }
    }

    /// A value as V8 shows it after `Class extends value`.
    fn shown_heritage(&mut self, value: Value) -> String {
        match value {
            Value::String(string) => self.heap.utf8(string),
            Value::Object(object) if self.heap.is_callable(object) => self.function_words(object),
            other => self.briefly(other),
        }
    }

    pub(super) fn set_home(&mut self, function: Value, home: Value) {
        if let (Value::Object(function), Value::Object(new)) = (function, home)
            && let Kind::Function { home, .. } = &mut self.heap.get_mut(function).kind
        {
            *home = Some(new);
        }
    }

    /// The running function's `[[HomeObject]]`.
    pub(super) fn home_object(&self) -> Value {
        let function = self.frames.last().and_then(|frame| frame.function);
        match function.map(|function| self.heap.kind(function)) {
            Some(Kind::Function { home: Some(home), .. }) => Value::Object(*home),
            _ => Value::Undefined,
        }
    }

    /// An object's prototype as a value.
    pub(super) fn prototype_of(&self, value: Value) -> Value {
        value.as_object().and_then(|object| self.heap.proto(object)).map_or(Value::Null, Value::Object)
    }

    /// A method, getter or setter of a class: named, not enumerable.
    pub(super) fn define_method(
        &mut self,
        object: Value,
        index: Value,
        function: Value,
        kind: Definition,
    ) -> Completion<()> {
        let key = self.to_key(index)?;
        let (Value::Object(object), Value::Object(method)) = (object, function) else { return Ok(()) };
        self.check_static(object, key)?;
        if kind == Definition::Method {
            self.name_function(function, index)?;
            self.heap.put_with(object, key, function, Attributes::HIDDEN);
        } else {
            self.define_accessor(object, key, method, kind == Definition::Getter, Attributes::CONFIGURABLE_ONLY);
        }
        Ok(())
    }

    fn check_static(&mut self, object: ObjectId, key: PropertyKey) -> Completion<()> {
        if key == self.keys.prototype && self.heap.get(object).flags & flag::CLASS != 0 {
            return self.fail(message::STATIC_PROTOTYPE, []);
        }
        Ok(())
    }

    pub(super) fn define_field(&mut self, object: Value, index: Value, value: Value) -> Completion<()> {
        let key = self.to_key(index)?;
        let Value::Object(object) = object else { return Ok(()) };
        self.check_static(object, key)?;
        if !self.heap.is_proxy(object) && self.heap.own(object, key).is_none() && !self.heap.is_extensible(object) {
            let name = self.key_text(key);
            return self.fail(message::DEFINE_DISALLOWED, [&name]);
        }
        self.create(object, key, value)
    }

    pub(super) fn set_fields(&mut self, class: Value, fields: Value) {
        if let Value::Object(class) = class {
            let key = PropertyKey::Symbol(self.symbols.class_fields);
            self.heap.put_with(class, key, fields, Attributes::NONE);
        }
    }

    /// Defines on `this` the fields its constructor's class declares (ECMAScript `InitializeInstanceElements`).
    pub(super) fn run_fields(&mut self, this: Value, class: Value) -> Completion<()> {
        let Value::Object(class) = class else { return Ok(()) };
        let key = PropertyKey::Symbol(self.symbols.class_fields);
        if let Some(fields) = self.heap.own(class, key) {
            self.call(fields.value, this, &[])?;
        }
        Ok(())
    }

    /// A new private name.
    pub(super) fn private_name(&mut self, name: PropertyKey, brand: Option<PropertyKey>) -> Value {
        let PropertyKey::String(name) = name else { return Value::Undefined };
        let brand = match brand {
            Some(PropertyKey::String(brand)) => Some(brand),
            _ => None,
        };
        Value::Symbol(self.heap.private_name(name, brand))
    }

    /// The object and name of a private access, or the `TypeError` for what can have none.
    fn private_parts(&mut self, object: Value, name: Value, written: bool) -> Completion<(Option<ObjectId>, SymbolId)> {
        let Value::Symbol(symbol) = name else {
            return self.fail(message::ACCESSED_UNINITIALIZED_VARIABLE, ["private name"]);
        };
        if object.is_nullish() {
            let shown = self.key_text(PropertyKey::Symbol(symbol));
            return if written { self.not_written(object, Some(shown)) } else { self.not_read(object, Some(shown)) };
        }
        Ok((object.as_object(), symbol))
    }

    fn missing_private<T>(&mut self, symbol: SymbolId, otherwise: Message<1>) -> Completion<T> {
        if let Some(brand) = self.heap.brand(symbol) {
            let brand = self.heap.utf8(brand);
            return self.fail(message::INVALID_PRIVATE_BRAND, [&brand]);
        }
        let name = self.key_text(PropertyKey::Symbol(symbol));
        self.fail(otherwise, [&name])
    }

    /// `object.#name` (ECMAScript `PrivateGet`).
    pub(super) fn get_private(&mut self, object: Value, name: Value) -> Completion {
        let (holder, symbol) = self.private_parts(object, name, false)?;
        let key = PropertyKey::Symbol(symbol);
        let Some(property) = holder.and_then(|holder| self.heap.own(holder, key)) else {
            return self.missing_private(symbol, message::INVALID_PRIVATE_MEMBER_READ);
        };
        if !property.attributes.accessor() {
            return Ok(property.value);
        }
        if let Some(getter) = self.heap.accessor(property.value).0 {
            return self.call_getter(getter, object);
        }
        let name = self.key_text(key);
        self.fail(message::INVALID_PRIVATE_GETTER_ACCESS, [&name])
    }

    /// `object.#name = value` (ECMAScript `PrivateSet`).
    pub(super) fn set_private(&mut self, object: Value, name: Value, value: Value) -> Completion<()> {
        let (holder, symbol) = self.private_parts(object, name, true)?;
        let key = PropertyKey::Symbol(symbol);
        let found = holder.and_then(|holder| Some((holder, self.heap.own(holder, key)?)));
        let Some((holder, property)) = found else {
            return self.missing_private(symbol, message::INVALID_PRIVATE_MEMBER_WRITE);
        };
        let name = self.key_text(key);
        if property.attributes.accessor() {
            let Some(setter) = self.heap.accessor(property.value).1 else {
                return self.fail(message::INVALID_PRIVATE_SETTER_ACCESS, [&name]);
            };
            self.call(Value::Object(setter), object, &[value])?;
            return Ok(());
        }
        if !property.attributes.writable() {
            return self.fail(message::INVALID_PRIVATE_METHOD_WRITE, [&name]);
        }
        self.heap.put_with(holder, key, value, property.attributes);
        Ok(())
    }

    /// `#name in object`
    pub(super) fn has_private(&mut self, object: Value, name: Value) -> Completion<bool> {
        let Value::Symbol(symbol) = name else { return Ok(false) };
        let key = PropertyKey::Symbol(symbol);
        let Value::Object(object) = object else {
            let (name, shown) = (self.key_text(key), self.shown_heritage(object));
            return self.fail(message::INVALID_IN_OPERATOR_USE, [&name, &shown]);
        };
        Ok(self.heap.own(object, key).is_some())
    }

    /// Adds a private field, method or accessor; objects that take no more properties take these.
    pub(super) fn define_private(
        &mut self,
        object: Value,
        name: Value,
        value: Value,
        kind: Definition,
    ) -> Completion<()> {
        let (Value::Object(object), Value::Symbol(symbol)) = (object, name) else { return Ok(()) };
        let key = PropertyKey::Symbol(symbol);
        let known = self.heap.own(object, key);
        let (get, set) = match known.filter(|known| known.attributes.accessor()) {
            Some(known) => self.heap.accessor(known.value),
            None => (None, None),
        };
        let twice = match kind {
            Definition::Getter => known.is_some() && (get.is_some() || set.is_none()),
            Definition::Setter => known.is_some() && (set.is_some() || get.is_none()),
            Definition::Field | Definition::Method => known.is_some(),
        };
        if twice {
            let name = self.key_text(key);
            return self.fail(message::INVALID_PRIVATE_FIELD_REINITIALIZATION, [&name]);
        }
        let function = value.as_object();
        match kind {
            Definition::Field => self.heap.put_with(object, key, value, Attributes(Attributes::WRITABLE)),
            Definition::Method => self.heap.put_with(object, key, value, Attributes::NONE),
            Definition::Getter => self.heap.put_accessor(object, key, function, set, Attributes::NONE),
            Definition::Setter => self.heap.put_accessor(object, key, get, function, Attributes::NONE),
        }
        Ok(())
    }

    /// `super[index]`
    pub(super) fn get_super(&mut self, holder: Value, this: Value, index: Value) -> Completion {
        let Value::Object(object) = holder else { return self.get_index(holder, index) };
        let key = self.to_key(index)?;
        self.get_on(object, key, this)
    }

    /// `super[index] = value`
    pub(super) fn set_super(
        &mut self,
        holder: Value,
        this: Value,
        index: Value,
        value: Value,
        strict: bool,
    ) -> Completion<()> {
        let Value::Object(object) = holder else { return self.set_index(holder, index, value, strict) };
        let key = self.to_key(index)?;
        if self.try_set_on(object, key, value, this)? || !strict {
            return Ok(());
        }
        let refused = this.as_object().unwrap_or(object);
        self.refuse_set(refused, key)
    }

    /// What `super()` constructs, found at `place`, and for which `new.target`.
    pub(super) fn super_constructor(&mut self, place: usize, class: Value) -> Completion<(ObjectId, ObjectId)> {
        let (parent, target) = (self.stack[place], self.stack[place + 1]);
        if let (Some(parent), Value::Object(target)) =
            (parent.as_object().filter(|id| self.is_constructor(*id)), target)
        {
            return Ok((parent, target));
        }
        // What `extends null` inherits from is not a class.
        let is_none = parent == Value::Object(self.realm.function_prototype);
        let shown = if is_none { "null".to_owned() } else { self.shown_heritage(parent) };
        let name = class.as_object().and_then(|class| self.data_of(class, self.keys.name)).unwrap_or_default();
        let of = if name.is_empty() { "anonymous class".to_owned() } else { name };
        self.fail(message::NOT_SUPER_CONSTRUCTOR, [&shown, &of])
    }

    /// Throws what V8 throws where `this` is used before `super()`.
    pub(super) fn no_this<T>(&mut self) -> Completion<T> {
        self.fail(message::SUPER_NOT_CALLED, [])
    }

    /// What a derived constructor answers (ECMAScript 10.2.2, steps 10 to 14).
    pub(super) fn derived_result(&mut self, value: Value, this: Value) -> Completion {
        match (value, this) {
            (Value::Object(_), _) => Ok(value),
            (Value::Undefined, Value::Empty) => self.no_this(),
            (Value::Undefined, this) => Ok(this),
            _ => {
                // Who called the constructor finds out.
                self.leave_frame();
                self.fail(message::DERIVED_CONSTRUCTOR_RETURNED_NON_OBJECT, [])
            }
        }
    }

    /// The frozen array of texts a template's tag gets (ECMAScript `GetTemplateObject`).
    pub(super) fn template_object(&mut self, template: &Template) -> Value {
        let raw: Vec<Value> = template.raw.iter().map(|text| self.heap.string_value(text.clone())).collect();
        let cooked: Vec<Value> = template
            .cooked
            .iter()
            .map(|text| text.as_ref().map_or(Value::Undefined, |text| self.heap.string_value(text.clone())))
            .collect();
        let raw = self.frozen_array(raw);
        let texts = self.heap.array(self.realm.array_prototype, cooked);
        let key = self.heap.key("raw");
        self.heap.put_with(texts, key, Value::Object(raw), Attributes::NONE);
        self.freeze_array(texts);
        Value::Object(texts)
    }

    fn frozen_array(&mut self, values: Vec<Value>) -> ObjectId {
        let array = self.heap.array(self.realm.array_prototype, values);
        self.freeze_array(array);
        array
    }

    fn freeze_array(&mut self, array: ObjectId) {
        for key in self.heap.own_keys(array) {
            if let (PropertyKey::Index(_), Some(property)) = (key, self.heap.own(array, key)) {
                let frozen = Attributes::ALL.with(Attributes::WRITABLE, false).with(Attributes::CONFIGURABLE, false);
                self.heap.put_with(array, key, property.value, frozen);
            }
        }
        self.heap.get_mut(array).flags |= flag::FIXED_LENGTH;
        self.heap.prevent_extensions(array);
    }
}
