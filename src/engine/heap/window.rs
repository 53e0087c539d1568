//! What elements typed arrays have, and which bytes of a slab one shows, packed. Not the bytes, nor how many of them are left: that is
//! `views`.

use pool::memory::{Region, SlabId};

/// The elements a typed array has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Element {
    /// `Int8Array`
    Int8,
    /// `Uint8Array`, and so every Buffer
    Uint8,
    /// `Uint8ClampedArray`
    Uint8Clamped,
    /// `Int16Array`
    Int16,
    /// `Uint16Array`
    Uint16,
    /// `Int32Array`
    Int32,
    /// `Uint32Array`
    Uint32,
    /// `Float16Array`
    Float16,
    /// `Float32Array`
    Float32,
    /// `Float64Array`
    Float64,
    /// `BigInt64Array`
    BigInt64,
    /// `BigUint64Array`
    BigUint64,
}

impl Element {
    /// All of them, in the order of ECMAScript's table 68.
    pub const ALL: [Self; 12] = [
        Self::Int8,
        Self::Uint8,
        Self::Uint8Clamped,
        Self::Int16,
        Self::Uint16,
        Self::Int32,
        Self::Uint32,
        Self::BigInt64,
        Self::BigUint64,
        Self::Float16,
        Self::Float32,
        Self::Float64,
    ];

    /// Bytes an element takes.
    #[inline]
    pub fn width(self) -> usize {
        match self {
            Self::Int8 | Self::Uint8 | Self::Uint8Clamped => 1,
            Self::Int16 | Self::Uint16 | Self::Float16 => 2,
            Self::Int32 | Self::Uint32 | Self::Float32 => 4,
            Self::Float64 | Self::BigInt64 | Self::BigUint64 => 8,
        }
    }

    /// The constructor's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Int8 => "Int8Array",
            Self::Uint8 => "Uint8Array",
            Self::Uint8Clamped => "Uint8ClampedArray",
            Self::Int16 => "Int16Array",
            Self::Uint16 => "Uint16Array",
            Self::Int32 => "Int32Array",
            Self::Uint32 => "Uint32Array",
            Self::Float16 => "Float16Array",
            Self::Float32 => "Float32Array",
            Self::Float64 => "Float64Array",
            Self::BigInt64 => "BigInt64Array",
            Self::BigUint64 => "BigUint64Array",
        }
    }

    /// Whether elements are BigInts.
    pub fn is_big(self) -> bool {
        matches!(self, Self::BigInt64 | Self::BigUint64)
    }
}

/// A window on a slab: what typed arrays, Buffers and `DataView`s are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// What its elements are (`Uint8` for a `DataView`).
    pub element: Element,
    /// Whether its length follows a resizable buffer's.
    pub tracking: bool,
    /// The slab.
    pub slab: SlabId,
    // The low 32 bits of its first byte's place, and of its length in elements; then the 8 bits above of each. Packed, because
    // a program may hold a million views, and hardly one of them is large.
    offset: u32,
    length: u32,
    high: [u8; 2],
}

impl View {
    /// `length` elements from byte `offset` on; both are below 2 ** 40, as every slab is.
    #[inline]
    pub fn new(element: Element, tracking: bool, slab: SlabId, offset: u64, length: u64) -> Self {
        let high = [(offset >> 32) as u8, (length >> 32) as u8];
        Self { element, tracking, slab, offset: offset as u32, length: length as u32, high }
    }

    /// The same of another slab.
    #[must_use]
    pub fn on(self, slab: SlabId) -> Self {
        Self { slab, ..self }
    }

    /// All of a region, as bytes.
    pub fn of(region: Region) -> Self {
        Self::new(Element::Uint8, false, region.slab, region.offset, region.length)
    }

    /// First byte.
    #[inline]
    pub fn offset(&self) -> usize {
        self.offset as usize | (self.high[0] as usize) << 16 << 16
    }

    /// Length in elements.
    #[inline]
    pub fn length(&self) -> usize {
        self.length as usize | (self.high[1] as usize) << 16 << 16
    }

    /// `length` of its elements from the one with number `start` on.
    #[must_use]
    pub fn part(&self, start: usize, length: usize) -> Self {
        let offset = self.offset() + start * self.element.width();
        Self::new(self.element, false, self.slab, offset as u64, length as u64)
    }

    /// The bytes it shows; of one that follows a resizable buffer, those it showed when it was made.
    pub fn region(&self) -> Region {
        Region { slab: self.slab, offset: self.offset() as u64, length: (self.length() * self.element.width()) as u64 }
    }
}
