//! The values an object keeps: those of its named properties, then its elements, in one allocation, so that an object with
//! neither pays 8 bytes for both. Not which property is where: that is its shape's.

use thin_vec::ThinVec;

use super::object::Object;
use super::value::Value;

/// How many named properties an object can have; V8 gives up on the process near this number.
pub(super) const MOST_NAMED: usize = (1 << 24) - 1;

impl Object {
    /// How many named properties have room here.
    #[inline]
    pub(super) fn named(&self) -> usize {
        let [low, middle, high] = self.named;
        u32::from_le_bytes([low, middle, high, 0]) as usize
    }

    /// The values of named properties, where the shape says.
    #[inline]
    pub(crate) fn slots(&self) -> &[Value] {
        &self.values[..self.named()]
    }

    /// A named property's value.
    #[inline]
    pub(crate) fn slot(&self, slot: u32) -> Value {
        self.values[slot as usize]
    }

    /// A named property's value, to change.
    #[inline]
    pub(crate) fn slot_mut(&mut self, slot: u32) -> &mut Value {
        &mut self.values[slot as usize]
    }

    /// One more named property; the elements make room. Whether there is room for so many.
    #[inline]
    pub(super) fn push_slot(&mut self, value: Value) -> bool {
        let named = self.named();
        if named == MOST_NAMED {
            return false;
        }
        self.values.insert(named, value);
        let [low, middle, high, _] = (named as u32 + 1).to_le_bytes();
        self.named = [low, middle, high];
        true
    }

    /// Integer-named properties with default attributes, holes `Empty`.
    #[inline]
    pub(crate) fn elements(&self) -> &[Value] {
        &self.values[self.named()..]
    }

    /// The same, to change.
    #[inline]
    pub(crate) fn elements_mut(&mut self) -> &mut [Value] {
        let named = self.named();
        &mut self.values[named..]
    }

    /// An element.
    #[inline]
    pub(crate) fn element(&self, at: usize) -> Option<&Value> {
        self.values.get(self.named() + at)
    }

    /// An element, to change.
    #[inline]
    pub(crate) fn element_mut(&mut self, at: usize) -> Option<&mut Value> {
        let named = self.named();
        self.values.get_mut(named + at)
    }

    /// One more element.
    #[inline]
    pub(crate) fn push_element(&mut self, value: Value) {
        self.values.push(value);
    }

    /// So many elements, new ones `Empty`.
    pub(super) fn resize_elements(&mut self, length: usize) {
        self.values.resize(self.named() + length, Value::Empty);
    }

    /// Takes `removed` elements out at `start` and puts `new` there.
    pub(crate) fn splice_elements(
        &mut self,
        start: usize,
        removed: usize,
        new: impl IntoIterator<Item = Value>,
    ) -> Vec<Value> {
        let at = self.named() + start;
        let tail = self.values.split_off(at + removed);
        let gone = self.values.drain(at..).collect();
        self.values.extend(new);
        self.values.extend_from_slice(&tail);
        gone
    }

    /// Takes the first element out; the others move up.
    pub(crate) fn shift_element(&mut self) -> Option<Value> {
        let first = self.named();
        (first < self.values.len()).then(|| self.values.remove(first))
    }

    /// All elements; none are left here.
    pub(super) fn take_elements(&mut self) -> ThinVec<Value> {
        self.values.split_off(self.named())
    }

    /// For how many values there is room.
    #[inline]
    pub(super) fn room(&self) -> usize {
        self.values.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Value {
        Value::Number(value)
    }

    #[test]
    fn names_and_elements_grow_side_by_side() {
        let mut object = Object::default();
        object.push_element(number(10.0));
        assert!(object.push_slot(number(1.0)));
        object.push_element(number(11.0));
        assert!(object.push_slot(number(2.0)));
        assert_eq!(object.slots(), [number(1.0), number(2.0)]);
        assert_eq!(object.elements(), [number(10.0), number(11.0)]);
        assert_eq!((object.slot(1), object.element(1), object.element(2)), (number(2.0), Some(&number(11.0)), None));
        object.resize_elements(4);
        assert_eq!(object.elements()[2..], [Value::Empty, Value::Empty]);
        let gone = object.splice_elements(1, 2, [number(5.0), number(6.0), number(7.0)]);
        assert_eq!(gone, [number(11.0), Value::Empty]);
        assert_eq!(object.elements()[..4], [number(10.0), number(5.0), number(6.0), number(7.0)]);
        assert_eq!(object.shift_element(), Some(number(10.0)));
        assert_eq!(object.take_elements().len(), 4);
        assert_eq!((object.slots().len(), object.shift_element()), (2, None));
    }
}
