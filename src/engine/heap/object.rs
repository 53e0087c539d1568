//! Objects: a header, named slots, integer-named elements and what makes each kind special. Not their behaviour.

use std::any::Any;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use thin_vec::ThinVec;

use super::arena::Cell;
use super::generator::Generator;
use super::promise::Promise;
use super::value::{BigIntId, CodeId, ObjectId, PropertyKey, ScopeId, ShapeId, StringId, SymbolId, Value};
use super::window::View;
use pool::memory::SlabId;

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
    /// Whether it waits for the one before.
    pub waits: bool,
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

/// What a `FinalizationRegistry` waits for.
#[derive(Clone, Copy)]
pub struct Registered {
    /// What must go; held weakly.
    pub target: Value,
    /// What the callback is given.
    pub held: Value,
    /// By which it can be taken back; held weakly.
    pub token: Value,
}

/// A `FinalizationRegistry`.
#[derive(Clone)]
pub struct Registry {
    /// What is called.
    pub cleanup: Value,
    /// What was registered.
    pub cells: Vec<Registered>,
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
    /// What `JSON.rawJSON` made.
    RawJson,
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
    /// A `FinalizationRegistry`.
    Registry(Box<Registry>),
    /// Where a variable of another module is; never seen by a program.
    Binding {
        /// Its scope.
        scope: ScopeId,
        /// Its slot.
        slot: u16,
    },
    /// A module's namespace: its names in order, and where they are.
    Namespace(Box<Vec<(PropertyKey, ScopeId, u16)>>),
    /// A proxy: its cell holds private names only.
    Proxy {
        /// What it stands for.
        target: ObjectId,
        /// Whose methods are its traps; `None` once it is revoked.
        handler: Option<ObjectId>,
    },
    /// A promise.
    Promise(Box<Promise>),
    /// A generator, or the frame of an asynchronous function.
    Generator(Box<Generator>),
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
            Self::Namespace(names) => size_of_val(names.as_slice()),
            Self::Registry(registry) => size_of::<Registry>() + size_of_val(registry.cells.as_slice()),
            Self::Promise(promise) => promise.bytes(),
            Self::Trace(calls) => size_of_val(calls.as_slice()),
            Self::Iterator(_) => size_of::<Iteration>(),
            Self::Generator(generator) => generator.bytes(),
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
