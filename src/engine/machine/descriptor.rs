//! Property descriptors and the objects that programs write for them (ECMAScript 6.2.6). Not whether a property may become what one
//! says: that is the heap's, and a proxy's.

use super::{Completion, Machine, message};
use crate::heap::{Attributes, Descriptor, Kind, Property, Value};

impl Machine {
    /// `ToPropertyDescriptor` (ECMAScript 6.2.6.5).
    pub fn to_descriptor(&mut self, value: Value) -> Completion<Descriptor> {
        let Value::Object(object) = value else {
            return self.blame(message::PROPERTY_DESC_OBJECT, value);
        };
        let field = |machine: &mut Self, name: &str| -> Completion<Option<Value>> {
            let key = machine.heap.key(name);
            if machine.has(object, key)? { machine.get(value, key).map(Some) } else { Ok(None) }
        };
        let mut descriptor = Descriptor {
            enumerable: field(self, "enumerable")?.map(|value| self.truthy(value)),
            configurable: field(self, "configurable")?.map(|value| self.truthy(value)),
            value: field(self, "value")?,
            writable: field(self, "writable")?.map(|value| self.truthy(value)),
            ..Descriptor::default()
        };
        for (name, word) in [("get", "Getter"), ("set", "Setter")] {
            let Some(half) = field(self, name)? else { continue };
            if !half.is_undefined() && !self.heap.is_function(half) {
                let shown = self.message_text(half);
                return self.fail(message::ACCESSOR_CALLABLE, [word, &shown]);
            }
            let place = if name == "get" { &mut descriptor.get } else { &mut descriptor.set };
            *place = Some(half.as_object());
        }
        if (descriptor.get.is_some() || descriptor.set.is_some())
            && (descriptor.value.is_some() || descriptor.writable.is_some())
        {
            return self.blame(message::VALUE_AND_ACCESSOR, value);
        }
        Ok(descriptor)
    }

    /// `FromPropertyDescriptor` (ECMAScript 6.2.6.4) of what may be said in part.
    pub fn from_descriptor(&mut self, descriptor: &Descriptor) -> Value {
        let object = self.object();
        let half = |half: Option<Option<crate::heap::ObjectId>>| {
            half.map(|function| function.map_or(Value::Undefined, Value::Object))
        };
        let fields = [
            ("value", descriptor.value.map(Value::or_undefined)),
            ("writable", descriptor.writable.map(Value::from)),
            ("get", half(descriptor.get)),
            ("set", half(descriptor.set)),
            ("enumerable", descriptor.enumerable.map(Value::from)),
            ("configurable", descriptor.configurable.map(Value::from)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                let key = self.heap.key(name);
                self.heap.put(object, key, value);
            }
        }
        Value::Object(object)
    }

    /// A property's descriptor.
    pub fn described(&self, property: &Property) -> Descriptor {
        let attributes = property.attributes;
        if !attributes.accessor() {
            return Descriptor::data(property.value, attributes);
        }
        let (get, set) = self.heap.accessor(property.value);
        Descriptor {
            get: Some(get),
            set: Some(set),
            enumerable: Some(attributes.enumerable()),
            configurable: Some(attributes.configurable()),
            ..Descriptor::default()
        }
    }

    /// The property a descriptor tells of, what it leaves out being `false` or `undefined` (ECMAScript
    /// `CompletePropertyDescriptor`).
    pub(super) fn completed(&mut self, descriptor: &Descriptor) -> Property {
        let attributes = Attributes::NONE
            .with(Attributes::ENUMERABLE, descriptor.enumerable == Some(true))
            .with(Attributes::CONFIGURABLE, descriptor.configurable == Some(true));
        if descriptor.get.is_some() || descriptor.set.is_some() {
            let (get, set) = (descriptor.get.flatten(), descriptor.set.flatten());
            let pair = self.heap.object(None, Kind::Accessor { get, set });
            return Property { value: Value::Object(pair), attributes: attributes.with(Attributes::ACCESSOR, true) };
        }
        let attributes = attributes.with(Attributes::WRITABLE, descriptor.writable == Some(true));
        Property { value: descriptor.value.unwrap_or(Value::Undefined), attributes }
    }
}
