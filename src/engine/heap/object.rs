//! Objects: a header, named slots, integer-named elements and what makes each kind special. Not their behaviour.

use std::any::Any;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use thin_vec::ThinVec;

use super::arena::Cell;
use super::value::{BigIntId, CodeId, ObjectId, ScopeId, ShapeId, StringId, SymbolId, Value};
use pool::memory::{Region, SlabId};

/// Bits of [`Object::flags`].
pub mod flag {
    /// New properties are refused.
    pub const FIXED: u8 = 1;
    /// Elements live in the heap's table of sparse elements.
    pub const SPARSE: u8 = 2;
    /// Another object's prototype: changes of its properties end cached look-ups.
    pub const PROTOTYPE: u8 = 4;
    /// An array whose `length` is read-only.
    pub const FIXED_LENGTH: u8 = 8;
    /// A class constructor: cannot be called without `new`.
    pub const CLASS: u8 = 16;
    /// A constructor of a class with `extends`.
    pub const DERIVED: u8 = 32;
    /// May be called with `new`.
    pub const CONSTRUCTOR: u8 = 64;
    /// A built-in that Node writes in JavaScript, as a plain function: `new` makes it an object first.
    pub const PLAIN: u8 = 128;
}

/// An object.
#[derive(Clone, Default)]
pub struct Object {
    /// Its hidden class: `None` only in a free cell.
    pub(crate) shape: Option<ShapeId>,
    /// See [`flag`].
    pub flags: u8,
    /// How many of `values` are named properties'; little-endian.
    pub(super) named: [u8; 3],
    /// Values of named properties, then elements: see `store`.
    pub(super) values: ThinVec<Value>,
    /// What it is.
    pub kind: Kind,
}

impl Cell for Object {
    fn outside(&self) -> usize {
        self.room() * size_of::<Value>() + self.kind.outside()
    }
}

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
    pub fn part(&self, start: usize, length: usize) -> Self {
        let offset = self.offset() + start * self.element.width();
        Self::new(self.element, false, self.slab, offset as u64, length as u64)
    }

    /// The bytes it shows; of one that follows a resizable buffer, those it showed when it was made.
    pub fn region(&self) -> Region {
        Region { slab: self.slab, offset: self.offset() as u64, length: (self.length() * self.element.width()) as u64 }
    }
}

/// A `Map` or `Set`: entries in order of insertion, deleted ones `None` until iteration and growth allow compaction.
#[derive(Clone, Default)]
pub struct Collection {
    /// Keys with values; a `Set`'s values are `Undefined`.
    pub entries: Vec<Option<(Value, Value)>>,
    /// Where each key is.
    pub index: FxHashMap<CollectionKey, usize>,
    /// What the contents of the keys take there.
    pub texts: usize,
    /// Which number each entry has, ascending: what iterators remember, so that compaction does not move them.
    pub numbers: Vec<usize>,
    /// The number of the next entry.
    pub made: usize,
    /// No entry lies before this one.
    pub first: usize,
}

/// A value as `SameValueZero` compares it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum CollectionKey {
    /// A number's bits, NaN and zero normalised.
    Number(u64),
    /// A string's contents.
    String(crate::text::Text),
    /// A BigInt's number.
    BigInt(num_bigint::BigInt),
    /// Everything whose handle is its identity.
    Identity(u8, u32),
}

/// What a built-in iterator walks over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// An array, typed array or array-like.
    Array,
    /// A string, by code points.
    String,
    /// A `Map`.
    Map,
    /// A `Set`.
    Set,
}

/// What a built-in iterator answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yield {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// `[key, value]`.
    Entries,
}

/// A built-in iterator.
#[derive(Clone)]
pub struct Iteration {
    /// Over what kind of thing.
    pub walk: Walk,
    /// What it answers.
    pub gives: Yield,
    /// What it walks over; `Undefined` once it is done.
    pub over: Value,
    /// Where it is.
    pub next: usize,
}

/// A function made by `bind`.
#[derive(Clone)]
pub struct Bound {
    /// The function.
    pub target: ObjectId,
    /// Its `this`.
    pub this: Value,
    /// Its first arguments.
    pub arguments: Vec<Value>,
}

/// An active call as it was when an error was made, for a `stack` that somebody may read.
#[derive(Clone, Copy)]
pub struct Traced {
    /// The body that ran; `None` of a built-in.
    pub code: Option<CodeId>,
    /// The instruction.
    pub at: u32,
    /// Whether it was called with `new`.
    pub new: bool,
    /// What was called; `None` of a script.
    pub function: Option<ObjectId>,
    /// Its `this`.
    pub this: Value,
}

/// Which variables the elements of an `arguments` object are (ECMAScript 10.4.4).
#[derive(Clone)]
pub struct Mapping {
    /// Where the variables live.
    pub scope: ScopeId,
    /// The variable of each element, while it is one.
    pub slots: Vec<Option<u16>>,
}

/// How far a promise is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Settled {
    /// Not yet.
    Pending,
    /// With this value.
    Fulfilled(Value),
    /// For this reason.
    Rejected(Value),
}

/// Data of a class of the library's own. A copy's is its own, too.
pub struct Host {
    /// The data.
    pub data: Rc<dyn Any>,
    /// How many bytes it keeps.
    bytes: usize,
    copy: fn(&dyn Any) -> Option<Rc<dyn Any>>,
}

impl Clone for Host {
    fn clone(&self) -> Self {
        let data = (self.copy)(&*self.data).unwrap_or_else(|| Rc::clone(&self.data));
        Self { data, ..*self }
    }
}

/// What an object is beside its properties.
#[derive(Clone, Default)]
pub enum Kind {
    /// A free cell.
    #[default]
    Free,
    /// Nothing special.
    Ordinary,
    /// An array with this length.
    Array(u32),
    /// A function of the program.
    Function {
        /// Its body.
        code: CodeId,
        /// Where its free variables are.
        scope: Option<ScopeId>,
        /// `[[HomeObject]]`
        home: Option<ObjectId>,
    },
    /// A built-in function, as a row number of the library's table.
    Native(u32),
    /// A function made by `bind`.
    Bound(Box<Bound>),
    /// A getter and setter, as property slots hold them; never seen by a program.
    Accessor {
        /// `get`
        get: Option<ObjectId>,
        /// `set`
        set: Option<ObjectId>,
    },
    /// Has `[[ErrorData]]`.
    Error,
    /// `Object(true)`
    Boolean(bool),
    /// `Object(1)`
    Number(f64),
    /// `Object('a')`
    String(StringId),
    /// `Object(Symbol())`
    Symbol(SymbolId),
    /// `Object(1n)`
    BigInt(BigIntId),
    /// `arguments`; in sloppy code with plain parameters its elements are the parameters.
    Arguments(Option<Box<Mapping>>),
    /// A regular expression.
    RegExp(Rc<crate::regexp::Regexp>),
    /// A time value in milliseconds.
    Date(f64),
    /// An `ArrayBuffer` or, if the flag says so, a `SharedArrayBuffer`.
    ArrayBuffer {
        /// Its bytes.
        slab: SlabId,
        /// Whether it is shared.
        shared: bool,
    },
    /// A typed array; a Buffer where its prototype says so.
    View(View),
    /// A `DataView`.
    DataView(Box<View>),
    /// A `Map`.
    Map(Box<Collection>),
    /// A `Set`.
    Set(Box<Collection>),
    /// A `WeakMap`.
    WeakMap(Box<Collection>),
    /// A `WeakSet`.
    WeakSet(Box<Collection>),
    /// A `WeakRef`; `Undefined` once its target is gone.
    WeakRef(Box<Value>),
    /// A proxy whose handler traps nothing: its target answers for it.
    Proxy(ObjectId),
    /// A promise.
    Promise(Box<Settled>),
    /// A built-in iterator.
    Iterator(Box<Iteration>),
    /// Active calls, innermost first: what an error keeps; never seen by a program.
    Trace(Box<Vec<Traced>>),
    /// Data of a class of the library's own (`TextDecoder`, `StringDecoder`, ...).
    Host(Box<Host>),
}

impl Kind {
    /// Data of a class of the library's own that keeps so many bytes.
    pub fn host<T: Any + Clone>(data: T, bytes: usize) -> Self {
        let copy = |data: &dyn Any| -> Option<Rc<dyn Any>> { Some(Rc::new(data.downcast_ref::<T>()?.clone())) };
        Self::Host(Box::new(Host { data: Rc::new(data), bytes, copy }))
    }

    /// What it keeps outside its object's cell, in bytes, roughly.
    fn outside(&self) -> usize {
        match self {
            Self::Bound(bound) => size_of::<Bound>() + size_of_val(bound.arguments.as_slice()),
            Self::Arguments(Some(mapping)) => size_of::<Mapping>() + size_of_val(mapping.slots.as_slice()),
            // Every copy of a literal shares it.
            Self::RegExp(regexp) => regexp.bytes() / Rc::strong_count(regexp),
            Self::DataView(_) => size_of::<View>(),
            Self::Map(entries) | Self::Set(entries) | Self::WeakMap(entries) | Self::WeakSet(entries) => {
                size_of::<Collection>() + entries.bytes()
            }
            Self::WeakRef(_) => size_of::<Value>(),
            Self::Promise(_) => size_of::<Settled>(),
            Self::Trace(calls) => size_of_val(calls.as_slice()),
            Self::Iterator(_) => size_of::<Iteration>(),
            Self::Host(host) => size_of::<Host>() + host.bytes,
            _ => 0,
        }
    }

    /// What a typed array or `DataView` shows.
    pub fn view(&self) -> Option<View> {
        match self {
            Self::View(view) => Some(*view),
            Self::DataView(view) => Some(**view),
            _ => None,
        }
    }
}

/// A million live Buffers cost a million of these. Debug builds add generations to every handle.
#[cfg(not(debug_assertions))]
const _: () = assert!(size_of::<View>() == 16 && size_of::<Kind>() == 16 && size_of::<Object>() == 32);
