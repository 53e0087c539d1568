//! The objects of built-in functions: their `length` and `name` are a row of a table until somebody looks, for most of them are
//! never called. Not what they do: that is the machine's.

use super::arenas::Heap;
use super::cells::Native;
use super::object::{Kind, Object, flag};
use super::property::Property;
use super::shape::Attributes;
use super::value::{ObjectId, PropertyKey, StringId, Value};

/// In the number of a built-in, its row is below its realm.
pub const ROW_BITS: u32 = 20;

/// The row of a built-in's number.
#[inline]
pub fn row_of(number: u32) -> usize {
    (number & ((1 << ROW_BITS) - 1)) as usize
}

impl Heap {
    /// Remembers the name and `length` of the built-in function with the next number.
    pub fn add_native(&mut self, name: StringId, length: u8) {
        self.natives.push(Native { name, length });
    }

    /// A new function object for the built-in with this number.
    pub fn native(&mut self, proto: ObjectId, number: u32) -> ObjectId {
        let shape = self.shapes.unnamed(proto);
        self.objects.get_mut(proto.0).flags |= flag::PROTOTYPE;
        self.insert(Object { shape: Some(shape), kind: Kind::Native(number), ..Object::default() })
    }

    /// `length` and `name` of a function that has not got them as properties yet.
    pub(super) fn unnamed(&self, object: ObjectId) -> impl Iterator<Item = (PropertyKey, Property)> + use<> {
        let cell = self.get(object);
        let native = match (cell.shape, &cell.kind) {
            (Some(shape), Kind::Native(number)) if self.shapes.get(shape).unnamed => {
                self.natives.get(row_of(*number)).copied()
            }
            _ => None,
        };
        let (length, name) = (self.length_name, self.name_name);
        native.into_iter().flat_map(move |native| {
            let pairs = [(length, u32::from(native.length).into()), (name, Value::String(native.name))];
            pairs.map(|(key, value)| {
                (PropertyKey::String(key), Property { value, attributes: Attributes::CONFIGURABLE_ONLY })
            })
        })
    }

    /// Gives a function its `length` and `name`.
    #[inline]
    pub(super) fn make_named(&mut self, object: ObjectId) {
        if let Some(shape) = self.get(object).shape
            && self.shapes.get(shape).unnamed
        {
            self.name(object);
        }
    }

    #[cold]
    fn name(&mut self, object: ObjectId) {
        let properties: Vec<_> = self.unnamed(object).collect();
        let root = self.shapes.root(self.proto(object));
        self.get_mut(object).shape = Some(root);
        for (key, Property { value, attributes }) in properties {
            self.put_with(object, key, value, attributes);
        }
    }

    /// What the names of built-in functions keep alive.
    pub(super) fn native_names(&self) -> impl Iterator<Item = Value> + '_ {
        self.natives.iter().map(|native| Value::String(native.name))
    }
}
