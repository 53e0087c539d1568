//! Member access as instructions need it: cached names, computed keys, literals' definitions. Not the chain walk itself.

use super::fault::nullish;
use super::{Completion, Machine, message};
use crate::code::site::{self, Use};
use crate::code::{Parted, Site};
use crate::heap::{Attributes, Cache, Kind, Loaded, ObjectId, PropertyKey, Value};
use pool::memory::Fact;

impl Machine {
    /// `value.key`, remembered for the next time.
    pub(super) fn get_member(&mut self, value: Value, loaded: &Loaded, at: usize) -> Completion {
        let key = loaded.keys[at];
        if let Value::Object(object) = value
            && let Some((holder, slot, attributes)) = self.cacheable(object, key)
        {
            let (shape, epoch) = (self.heap.get(object).shape, self.heap.epoch());
            let found = self.heap.get(holder).slot(slot);
            if attributes.accessor() {
                if let (Some(getter), true) = (self.heap.accessor(found).0, holder != object) {
                    loaded.caches[at].set(Cache {
                        shape,
                        holder: Some(holder),
                        getter: Some(getter),
                        slot,
                        epoch,
                        ..Cache::default()
                    });
                    return self.call_getter(getter, value);
                }
                return self.get(value, key);
            }
            loaded.caches[at].set(Cache {
                shape,
                holder: (holder != object).then_some(holder),
                slot,
                epoch,
                writable: holder == object && attributes.writable(),
                ..Cache::default()
            });
            return Ok(found);
        }
        if let (Value::String(_), PropertyKey::String(_)) = (value, key)
            && let Some(shape) = self.heap.get(self.realm.string_prototype).shape
            && let Some((slot, attributes)) = self.heap.shapes.find(shape, key)
            && !attributes.accessor()
            && key != self.keys.length
        {
            // What happens to it from now on begins a new epoch.
            let (holder, epoch) = (self.realm.string_prototype, self.heap.epoch());
            self.heap.get_mut(holder).flags |= crate::heap::flag::PROTOTYPE;
            loaded.caches[at].set(Cache { holder: Some(holder), slot, epoch, ..Cache::default() });
        }
        self.get(value, key)
    }

    /// Where a property is and what it is like, if its place may be remembered.
    fn cacheable(&mut self, object: ObjectId, key: PropertyKey) -> Option<(ObjectId, u32, Attributes)> {
        if matches!(key, PropertyKey::Index(_)) {
            return None;
        }
        let mut at = object;
        loop {
            let cell = self.heap.get(at);
            if matches!(cell.kind, Kind::String(_) | Kind::Array(_)) && key == self.keys.length {
                return None;
            }
            let shape = cell.shape?;
            let seen = self.heap.shapes.get(shape);
            if seen.unnamed || (seen.unique && at == object) {
                return None;
            }
            if let Some((slot, attributes)) = self.heap.shapes.find(shape, key) {
                return Some((at, slot, attributes));
            }
            at = self.heap.proto(at)?;
        }
    }

    /// `value.key = new`
    pub(super) fn set_member(
        &mut self,
        value: Value,
        loaded: &Loaded,
        at: usize,
        new: Value,
        strict: bool,
    ) -> Completion<()> {
        let key = loaded.keys[at];
        if let Value::Object(object) = value
            && let Some(shape) = self.heap.get(object).shape
            && !matches!(self.heap.kind(object), Kind::Array(_))
            && let Some((slot, attributes)) = self.heap.shapes.find(shape, key)
            && attributes.writable()
            && !attributes.accessor()
        {
            *self.heap.get_mut(object).slot_mut(slot) = new;
            if !self.heap.shapes.get(shape).unique {
                let epoch = self.heap.epoch();
                loaded.caches[at].set(Cache { shape: Some(shape), slot, epoch, writable: true, ..Cache::default() });
            }
            return Ok(());
        }
        let before = value.as_object().and_then(|object| self.heap.get(object).shape);
        self.set(value, key, new, strict)?;
        if let (Value::Object(object), Some(before)) = (value, before)
            && let Some(cache) = self.heap.appended(object, key, before)
        {
            loaded.caches[at].set(cache);
        }
        Ok(())
    }

    /// `value[index]`
    pub(super) fn get_index(&mut self, value: Value, index: Value) -> Completion {
        if value.is_nullish() || value == Value::Empty {
            if index == Value::Symbol(self.symbols.iterator) {
                return self.not_iterable(value);
            }
            let name = self.shown_key(index);
            return self.not_read(value, name);
        }
        let key = self.to_key(index)?;
        if let (PropertyKey::String(_), Value::Object(object)) = (key, value)
            && self.names_no_element(object, key)
        {
            return Ok(Value::Undefined);
        }
        self.get(value, key)
    }

    /// `value[index] = new`
    pub(super) fn set_index(&mut self, value: Value, index: Value, new: Value, strict: bool) -> Completion<()> {
        if value.is_nullish() || value == Value::Empty {
            let name = self.shown_key(index);
            return self.not_written(value, name);
        }
        let key = self.to_key(index)?;
        if let (PropertyKey::String(_), Value::Object(object)) = (key, value)
            && let Kind::View(view) = *self.heap.kind(object)
            && self.names_no_element(object, key)
        {
            self.element_value(view.element, new)?;
            return Ok(());
        }
        self.set(value, key, new, strict)
    }

    /// Whether an object is a typed array and a key a number that can be no index of it (ECMAScript 10.4.5).
    pub fn names_no_element(&self, object: ObjectId, key: PropertyKey) -> bool {
        matches!(self.heap.kind(object), Kind::View(_))
            && self.is_numeric_name(key)
            && self.heap.far_element(object, key).is_none()
    }

    /// Whether a key is a canonical numeric string such as `-1` or `1.5` (ECMAScript `CanonicalNumericIndexString`).
    pub fn is_numeric_name(&self, key: PropertyKey) -> bool {
        let PropertyKey::String(name) = key else { return false };
        let text = self.heap.text(name);
        let first = text.view().get(0).unwrap_or(0);
        if !matches!(first, 0x2D | 0x30..=0x39 | 0x49 | 0x4E) {
            return false;
        }
        let shown = text.to_string();
        shown == "-0" || super::convert::number_text(super::convert::text_to_number(text)) == shown
    }

    /// A key as messages show it; what would run code to become one is not shown.
    fn shown_key(&mut self, index: Value) -> Option<String> {
        match index {
            // What V8 cannot show without running code it leaves out.
            Value::Object(_) => Some(self.message_text(index)).filter(|shown| !shown.starts_with("[object ")),
            Value::Symbol(symbol) => Some(self.key_text(PropertyKey::Symbol(symbol))),
            other => self.to_text(other).ok().map(|text| text.to_string()),
        }
    }

    /// `delete value[index]`
    pub(super) fn delete(&mut self, value: Value, index: Value, strict: bool) -> Completion<bool> {
        if value.is_nullish() {
            return self.fail(message::UNDEFINED_OR_NULL_TO_OBJECT, []);
        }
        let object = self.to_object(value)?;
        let key = self.to_key(index)?;
        if strict {
            return self.remove_or_throw(object, key).map(|()| true);
        }
        self.remove(object, key)
    }

    /// A getter or setter of a literal, beside what is there.
    pub(super) fn define_accessor(
        &mut self,
        object: ObjectId,
        key: PropertyKey,
        function: ObjectId,
        getter: bool,
        attributes: Attributes,
    ) {
        let before = self.heap.own(object, key).filter(|property| property.attributes.accessor());
        let (get, set) = before.map_or((None, None), |property| self.heap.accessor(property.value));
        let (get, set) = if getter { (Some(function), set) } else { (get, Some(function)) };
        self.heap.put_accessor(object, key, get, set, attributes);
        self.set_function_name(function, key, if getter { "get " } else { "set " });
    }

    /// `CopyDataProperties` (ECMAScript 7.3.26).
    pub fn copy_properties(&mut self, to: ObjectId, from: Value, except: &[PropertyKey]) -> Completion<()> {
        if from.is_nullish() {
            return Ok(());
        }
        let source = self.to_object(from)?;
        for key in self.keys_of(source)? {
            if except.contains(&key) {
                continue;
            }
            if self.shows(source, key)? {
                let value = self.get(Value::Object(source), key)?;
                self.heap.put(to, key, value);
            }
        }
        Ok(())
    }

    /// Names a function after a computed key: `{ [k]() {} }`.
    pub(super) fn name_function(&mut self, function: Value, index: Value) -> Completion<()> {
        let Value::Object(function) = function else { return Ok(()) };
        let key = self.to_key(index)?;
        self.set_function_name(function, key, "");
        Ok(())
    }

    /// `SetFunctionName` (ECMAScript 10.2.9); the prefix is `get ` or `set `.
    fn set_function_name(&mut self, function: ObjectId, key: PropertyKey, prefix: &str) {
        let name = match key {
            PropertyKey::Symbol(symbol) => match self.heap.description(symbol) {
                Some(description) => format!("{prefix}[{}]", self.heap.utf8(description)),
                None => prefix.to_owned(),
            },
            other => format!("{prefix}{}", self.key_text(other)),
        };
        let name = self.heap.string_value(name);
        self.heap.put_with(function, self.keys.name, name, Attributes::CONFIGURABLE_ONLY);
    }

    pub(super) fn cannot_destructure<T>(&mut self, value: Value, key: Option<PropertyKey>) -> Completion<T> {
        let wording = self.wording();
        let recent = self.knows(Fact::PartsNamedAnew);
        let (parted, source) = match self.site() {
            Some((_, Some(Site::Parted(now, before)), source)) => (if recent { now } else { before }, source),
            _ => (Parted::Parameter, None),
        };
        let shown = match parted {
            Parted::Declared(_) | Parted::Assigned(_) => {
                source.and_then(|source| site::expression(source, Use::Value, wording))
            }
            Parted::Defaulted => Some("(intermediate value)".repeat(3)),
            Parted::Hidden(name) => Some(name.to_owned()),
            Parted::Read => {
                let name = key.map(|key| self.key_text(key));
                return self.not_read(value, name);
            }
            Parted::Parameter => None,
        };
        let shown = shown.unwrap_or_else(|| self.site_text(value));
        match key {
            Some(key) => {
                let name = self.key_text(key);
                self.fail(message::NON_COERCIBLE_WITH_PROPERTY, [&name, &shown, nullish(value)])
            }
            None => self.fail(message::NON_COERCIBLE, [&shown, nullish(value)]),
        }
    }
}
