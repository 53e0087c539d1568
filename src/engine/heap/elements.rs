//! Integer-named properties: elements side by side while they can be, in a table of their own where they are far apart or
//! have attributes; and the `length` of arrays. Not named properties.

use super::arenas::SPARSE_ELEMENT;
use super::object::flag;
use super::{Attributes, Heap, Kind, Object, ObjectId, Property, Value, limits};

impl Heap {
    pub(super) fn own_index(&mut self, object: ObjectId, index: u32) -> Option<Property> {
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

    pub(super) fn put_index(&mut self, object: ObjectId, index: u32, value: Value, attributes: Attributes) {
        let at = index as usize;
        if let Kind::View(view) = self.kind(object) {
            let view = *view;
            self.set_element(view, at, value);
            return;
        }
        self.put_mapped(object, index, value, attributes);
        let cell = self.objects.get_mut(object.0);
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
        self.allocated += SPARSE_ELEMENT;
    }

    /// The table of an object whose elements are far apart or have attributes; dense ones move into it.
    pub(super) fn sparse_mut(&mut self, object: ObjectId) -> &mut super::arenas::Sparse {
        let cell = self.objects.get_mut(object.0);
        cell.flags |= flag::SPARSE;
        let dense = cell.take_elements();
        self.allocated += dense.len() * SPARSE_ELEMENT;
        let sparse = self.sparse.entry(object).or_default();
        for (index, value) in dense.into_iter().enumerate() {
            if value != Value::Empty {
                sparse.insert(index as u32, (value, Attributes::ALL));
            }
        }
        sparse
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
        let cell = self.objects.get_mut(object.0);
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
                        let cell: &mut Object = self.objects.get_mut(object.0);
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
}
