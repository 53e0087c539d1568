//! `arguments` objects whose elements are the parameters (ECMAScript 10.4.4). Not how a call makes them.

use super::{Attributes, Heap, Kind, ObjectId, ScopeId, Value};
use crate::heap::object::Mapping;

impl Heap {
    /// Makes the elements of an `arguments` object variables of a scope, as many as it has.
    pub fn map_arguments(&mut self, object: ObjectId, scope: ScopeId, slots: &[Option<u16>]) {
        let cell = self.get_mut(object);
        let slots: Vec<Option<u16>> = slots[..slots.len().min(cell.elements().len())].to_vec();
        if slots.iter().any(Option::is_some) {
            cell.kind = Kind::Arguments(Some(Box::new(Mapping { scope, slots })));
        }
    }

    /// The variable an element is.
    fn mapped(&self, object: ObjectId, index: u32) -> Option<(ScopeId, u16)> {
        let Kind::Arguments(Some(mapping)) = self.kind(object) else { return None };
        Some((mapping.scope, (*mapping.slots.get(index as usize)?)?))
    }

    /// What an element that is a variable holds now.
    pub(super) fn mapped_value(&self, object: ObjectId, index: u32) -> Option<Value> {
        let (scope, slot) = self.mapped(object, index)?;
        Some(*self.scope_slot(scope, usize::from(slot)))
    }

    /// Assigns the variable an element is; one that becomes read-only or an accessor is none any more.
    pub(super) fn put_mapped(&mut self, object: ObjectId, index: u32, value: Value, attributes: Attributes) {
        let Some((scope, slot)) = self.mapped(object, index) else { return };
        if !attributes.accessor() {
            *self.scope_slot_mut(scope, usize::from(slot)) = value;
        }
        if attributes.accessor() || !attributes.writable() {
            self.unmap(object, index);
        }
    }

    /// Parts an element from its variable.
    pub(super) fn unmap(&mut self, object: ObjectId, index: u32) {
        if let Kind::Arguments(Some(mapping)) = &mut self.get_mut(object).kind
            && let Some(slot) = mapping.slots.get_mut(index as usize)
        {
            *slot = None;
        }
    }
}
