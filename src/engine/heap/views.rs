//! Elements of typed arrays, and the `ArrayBuffer` object of a slab. Not coercions: a value stored here is already the
//! right kind of number.

use num_bigint::BigInt;

use super::arenas::Heap;
use super::object::{Iteration, Kind, Walk, Yield};
use super::value::{ObjectId, PropertyKey, Value};
use super::window::{Element, View};
use pool::memory::{Region, SlabId};

impl Heap {
    /// A view's length in elements now: 0 if its buffer is detached or too short (ECMAScript `IsTypedArrayOutOfBounds`).
    #[inline]
    pub fn view_length(&self, view: View) -> usize {
        self.view_bounds(view).unwrap_or(0)
    }

    /// A view's length in elements, or `None` when it is out of bounds or its buffer is detached.
    #[inline]
    pub fn view_bounds(&self, view: View) -> Option<usize> {
        let (have, offset) = (self.memory.bytes(view.slab).len(), view.offset());
        let end = offset + view.length() * view.element.width();
        if !view.tracking && end <= have && (end != 0 || have != 0) {
            return Some(view.length());
        }
        if self.memory.is_detached(view.slab) || offset > have {
            return None;
        }
        if view.tracking {
            return Some((have - offset) / view.element.width());
        }
        (end <= have).then_some(view.length())
    }

    /// Where the bytes are that a view shows now.
    pub fn shown(&self, view: View) -> Region {
        let length = self.view_length(view) * view.element.width();
        Region { slab: view.slab, offset: view.offset() as u64, length: length as u64 }
    }

    /// The bytes a view shows.
    pub fn view_bytes(&self, view: View) -> &[u8] {
        let length = self.view_length(view) * view.element.width();
        let start = view.offset();
        self.memory.bytes(view.slab).get(start..start + length).unwrap_or(&[])
    }

    /// The bytes a view shows, to write.
    pub fn view_bytes_mut(&mut self, view: View) -> &mut [u8] {
        let length = self.view_length(view) * view.element.width();
        let start = view.offset();
        self.memory.wrote(view.slab, start, length);
        self.memory.bytes_mut(view.slab).get_mut(start..start + length).unwrap_or(&mut [])
    }

    /// An element, if the index is within the view.
    #[inline]
    pub fn element(&mut self, view: View, index: usize) -> Option<Value> {
        if index >= self.view_length(view) {
            return None;
        }
        let width = view.element.width();
        let start = view.offset() + index * width;
        let bytes = self.memory.bytes(view.slab).get(start..start + width)?;
        if view.element == Element::Uint8 {
            return Some(Value::Number(f64::from(bytes[0])));
        }
        let mut raw = [0; 8];
        raw[..width].copy_from_slice(bytes);
        Some(self.decode_element(view.element, raw))
    }

    /// A number from little-endian bytes.
    pub fn decode_element(&mut self, element: Element, raw: [u8; 8]) -> Value {
        let bits = u64::from_le_bytes(raw);
        Value::Number(match element {
            Element::Int8 => f64::from(bits as i8),
            Element::Uint8 | Element::Uint8Clamped => f64::from(bits as u8),
            Element::Int16 => f64::from(bits as i16),
            Element::Uint16 => f64::from(bits as u16),
            Element::Int32 => f64::from(bits as i32),
            Element::Uint32 => f64::from(bits as u32),
            Element::Float16 => half_to_f64(bits as u16),
            Element::Float32 => f64::from(f32::from_bits(bits as u32)),
            Element::Float64 => f64::from_bits(bits),
            Element::BigInt64 => return self.bigint_value(bits as i64),
            Element::BigUint64 => return self.bigint_value(bits),
        })
    }

    /// Little-endian bytes of a value (ECMAScript `NumericToRawBytes`).
    pub fn encode_element(&self, element: Element, value: Value) -> [u8; 8] {
        let number = if let Value::Number(number) = value { number } else { f64::NAN };
        match element {
            Element::Float64 => number.to_le_bytes(),
            Element::Float32 => u64::from((number as f32).to_bits()).to_le_bytes(),
            Element::Float16 => u64::from(f64_to_half(number)).to_le_bytes(),
            Element::Uint8Clamped => {
                let clamped = number.clamp(0.0, 255.0);
                let rounded = if clamped.is_nan() { 0.0 } else { clamped.round_ties_even() };
                u64::from(rounded as u8).to_le_bytes()
            }
            Element::BigInt64 | Element::BigUint64 => match value {
                Value::BigInt(id) => low_64(self.big(id)).to_le_bytes(),
                _ => [0; 8],
            },
            _ => u64::from(to_uint32(number)).to_le_bytes(),
        }
    }

    /// The element that a name means where its number is no array index any more: of a view of 4 GiB and more.
    pub fn far_element(&self, object: ObjectId, key: PropertyKey) -> Option<(View, usize)> {
        let (Kind::View(view), PropertyKey::String(name)) = (self.kind(object), key) else { return None };
        let length = self.view_length(*view);
        if u32::try_from(length).is_ok() {
            return None;
        }
        let text = self.text(name).to_string();
        let at = text.parse::<usize>().ok().filter(|at| *at < length && at.to_string() == text)?;
        Some((*view, at))
    }

    /// Stores an element; an index outside the view is ignored.
    #[inline]
    pub fn set_element(&mut self, view: View, index: usize, value: Value) {
        if index >= self.view_length(view) {
            return;
        }
        let width = view.element.width();
        let start = view.offset() + index * width;
        let raw = self.encode_element(view.element, value);
        self.memory.wrote(view.slab, start, width);
        if let Some(place) = self.memory.bytes_mut(view.slab).get_mut(start..start + width) {
            place.copy_from_slice(&raw[..width]);
        }
    }

    /// The next value of an array's or typed array's own iterator, where it is an element like any other.
    #[inline]
    pub fn next_element(&mut self, iterator: ObjectId) -> Option<Value> {
        let Kind::Iterator(iteration) = &self.get(iterator).kind else { return None };
        let Iteration { walk: Walk::Array, gives: Yield::Values, over: Value::Object(list), next } = **iteration else {
            return None;
        };
        let value = match &self.get(list).kind {
            Kind::Array(_) => self.get(list).element(next).copied().filter(|value| *value != Value::Empty),
            Kind::View(view) => self.plain_element(view, next).map(Value::Number),
            _ => None,
        };
        if let (Some(_), Kind::Iterator(iteration)) = (value, &mut self.get_mut(iterator).kind) {
            iteration.next += 1;
        }
        value
    }

    /// An element that is a number, of a view of fixed length that lies within its buffer: the instruction loop's short way.
    #[inline]
    pub fn plain_element(&self, view: &View, index: usize) -> Option<f64> {
        if view.tracking || index >= view.length() {
            return None;
        }
        let width = view.element.width();
        let bytes = self.memory.bytes(view.slab).get(view.offset()..)?.get(..view.length() * width)?;
        Some(match view.element {
            Element::Uint8 | Element::Uint8Clamped => f64::from(bytes[index]),
            Element::Int8 => f64::from(bytes[index] as i8),
            Element::Int16 => f64::from(i16::from_le_bytes(bytes.as_chunks().0[index])),
            Element::Uint16 => f64::from(u16::from_le_bytes(bytes.as_chunks().0[index])),
            Element::Int32 => f64::from(i32::from_le_bytes(bytes.as_chunks().0[index])),
            Element::Uint32 => f64::from(u32::from_le_bytes(bytes.as_chunks().0[index])),
            Element::Float32 => f64::from(f32::from_le_bytes(bytes.as_chunks().0[index])),
            Element::Float64 => f64::from_le_bytes(bytes.as_chunks().0[index]),
            _ => return None,
        })
    }

    /// Stores such an element: whether it was one.
    #[inline]
    pub fn set_plain_element(&mut self, view: View, index: usize, number: f64) -> bool {
        let width = view.element.width();
        let place = view.offset();
        if view.tracking || index >= view.length() {
            return false;
        }
        let bytes = self.memory.bytes_mut(view.slab).get_mut(place..);
        let Some(bytes) = bytes.and_then(|bytes| bytes.get_mut(..view.length() * width)) else { return false };
        match view.element {
            Element::Uint8 | Element::Int8 => bytes[index] = to_uint32(number) as u8,
            Element::Int16 | Element::Uint16 => {
                bytes.as_chunks_mut().0[index] = (to_uint32(number) as u16).to_le_bytes();
            }
            Element::Int32 | Element::Uint32 => bytes.as_chunks_mut().0[index] = to_uint32(number).to_le_bytes(),
            Element::Float32 => bytes.as_chunks_mut().0[index] = (number as f32).to_le_bytes(),
            Element::Float64 => bytes.as_chunks_mut().0[index] = number.to_le_bytes(),
            _ => return false,
        }
        self.memory.wrote(view.slab, place + index * width, width);
        true
    }

    /// The `ArrayBuffer` object of a slab, made under `proto` when first asked for.
    pub fn array_buffer(&mut self, slab: SlabId, proto: ObjectId, shared: bool) -> ObjectId {
        if let Some(&known) = self.buffers.get(&slab) {
            return known;
        }
        let object = self.object(Some(proto), Kind::ArrayBuffer { slab, shared });
        self.buffers.insert(slab, object);
        object
    }

    /// Whether a slab is a `SharedArrayBuffer`'s.
    pub fn is_shared(&self, slab: SlabId) -> bool {
        let buffer = self.buffers.get(&slab).map(|&buffer| self.kind(buffer));
        matches!(buffer, Some(Kind::ArrayBuffer { shared: true, .. }))
    }

    /// Makes `object` the `ArrayBuffer` of its slab.
    pub fn own_buffer(&mut self, slab: SlabId, object: ObjectId) {
        self.buffers.insert(slab, object);
    }
}

/// ECMAScript `ToUint32` of a number.
#[inline]
pub fn to_uint32(number: f64) -> u32 {
    let fast = number as i64;
    if fast as f64 == number {
        return fast as u32;
    }
    if !number.is_finite() {
        return 0;
    }
    let modulo = number.trunc().rem_euclid(4_294_967_296.0);
    modulo as u32
}

/// The low 64 bits of a BigInt in two's complement (ECMAScript `ToBigUint64`).
pub fn low_64(big: &BigInt) -> u64 {
    let low = big.magnitude().iter_u64_digits().next().unwrap_or(0);
    if big.sign() == num_bigint::Sign::Minus { low.wrapping_neg() } else { low }
}

/// A number from IEEE 754 binary16 bits.
pub fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// IEEE 754 binary16 bits of a number, rounded to nearest, ties to even.
pub fn f64_to_half(number: f64) -> u16 {
    if number.is_nan() {
        return 0x7E00;
    }
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    let size = number.abs();
    if size >= 65520.0 {
        return sign | 0x7C00;
    }
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let units = (size * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    // `units` is 1024..=2048 for normal numbers; a carry moves into the exponent by itself.
    let biased = if units < 1024 { 0 } else { (exponent + 14) as u32 };
    sign | ((biased << 10) + units) as u16
}
