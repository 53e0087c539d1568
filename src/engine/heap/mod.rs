//! Everything a program can reach, in arenas of small copyable handles, with the tracing collector that frees it. Not running
//! code, not printing.

mod arena;
mod arguments;
mod bigint;
mod collect;
mod collection;
mod define;
mod elements;
mod handles;
pub mod object;
mod property;
mod retainers;
mod shape;
mod store;
mod strays;
mod string;
pub mod value;
mod views;

use num_bigint::BigInt;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use thin_vec::ThinVec;

pub use crate::limits;
pub use collect::Roots;
pub use define::Descriptor;
pub use handles::{Carried, HandleScope};
pub use object::{CollectionKey, Element, Iteration, Kind, Object, Settled, View, Walk, Yield, flag};
pub use property::{Found, Property};
pub use retainers::{Holder, Retainers};
pub use shape::Attributes;
pub use strays::{Asked, Stray};
pub use value::{BigIntId, CodeId, ObjectId, PropertyKey, ScopeId, ShapeId, StringId, SymbolId, Value};
pub use views::{half_to_f64, low_64, to_uint32 as value_to_uint32};

use crate::code::{Code, Flavour};
use crate::text::Text;
use arena::{Arena, Cell};
use pool::memory::{Memory, SlabId};
use shape::Shapes;
use std::rc::Rc;
use string::StringCell;

/// A symbol cell.
#[derive(Default)]
pub(crate) struct SymbolCell {
    description: Option<StringId>,
    /// `#x`: a private name, invisible to reflection.
    private: bool,
    /// Whose instances have a private method of this name, for the message to others.
    brand: Option<StringId>,
}

impl Cell for SymbolCell {}

#[derive(Default)]
pub(crate) struct BigIntCell(BigInt);

impl Cell for BigIntCell {
    fn outside(&self) -> usize {
        self.0.bits() as usize / 8
    }
}

/// The captured variables of one activation of a scope.
#[derive(Default)]
pub(crate) struct ScopeCell {
    pub parent: Option<ScopeId>,
    pub slots: ThinVec<Value>,
}

impl Cell for ScopeCell {}

/// A function body with its constants made into values.
pub struct Loaded {
    /// The instructions and their tables.
    pub code: Rc<Code>,
    /// Its constants.
    pub constants: Vec<Value>,
    /// The property keys and names it uses.
    pub keys: Vec<PropertyKey>,
    /// The functions written inside it.
    pub functions: Vec<CodeId>,
    /// What each property access saw last.
    pub caches: Vec<std::cell::Cell<Cache>>,
    /// Where each global name was last.
    pub globals: Vec<std::cell::Cell<GlobalCache>>,
}

/// Where a global name's value is.
#[derive(Clone, Copy, Default)]
pub enum GlobalPlace {
    /// Not known.
    #[default]
    Unknown,
    /// In a slot of the lexical scope.
    Lexical(u32),
    /// In a slot of the global object.
    Property(u32),
}

/// What an access of a global name remembers.
#[derive(Clone, Copy, Default)]
pub struct GlobalCache {
    /// Where it was.
    pub place: GlobalPlace,
    /// Whether it may be assigned.
    pub writable: bool,
    /// The epoch in which that held.
    pub epoch: u32,
}

/// What a property access remembers.
#[derive(Clone, Copy, Default)]
pub struct Cache {
    /// The receiver's shape.
    pub shape: Option<ShapeId>,
    /// Whose slot it is, if not the receiver's.
    pub holder: Option<ObjectId>,
    /// The getter there, if it is one; only ever one of a prototype.
    pub getter: Option<ObjectId>,
    /// Which slot.
    pub slot: u32,
    /// Whether a value may be assigned there.
    pub writable: bool,
    /// The receiver's shape before an assignment added the property.
    pub before: Option<ShapeId>,
    /// The prototypes' epoch, for what was found on one.
    pub epoch: u32,
}

#[derive(Default)]
pub(crate) struct CodeCell(Option<Rc<Loaded>>);

impl Cell for CodeCell {}

type Sparse = BTreeMap<u32, (Value, Attributes)>;

/// The heap.
pub struct Heap {
    /// The simulated memory behind `ArrayBuffer`s.
    pub memory: Memory,
    pub(crate) objects: Arena<Object>,
    strings: Arena<StringCell>,
    symbols: Arena<SymbolCell>,
    bigints: Arena<BigIntCell>,
    scopes: Arena<ScopeCell>,
    codes: Arena<CodeCell>,
    pub(crate) shapes: Shapes,
    interned: FxHashMap<Text, StringId>,
    single: Vec<Option<StringId>>,
    empty: StringId,
    /// `length`, which arrays and strings answer themselves.
    pub(crate) length_name: StringId,
    sparse: FxHashMap<ObjectId, Box<Sparse>>,
    /// The `ArrayBuffer` object of a slab, once a program has asked for it.
    buffers: FxHashMap<SlabId, ObjectId>,
    strays: strays::Strays,
    /// Bytes allocated since the last collection, roughly.
    allocated: usize,
    /// At how many allocated bytes the next collection is due.
    threshold: usize,
    live_estimate: usize,
    /// An object would have had more properties than one can have: the program has come to its end.
    exhausted: bool,
    /// How often garbage was collected.
    pub(crate) collections: u32,
    /// Counts changes of prototypes' properties.
    epoch: u32,
    /// What running built-ins hold.
    handles: Vec<Value>,
    /// Whether the next safe point collects.
    pub(crate) wanted: bool,
    /// Whether every safe point collects, to find what nobody holds.
    pub(crate) stressed: bool,
}

impl Heap {
    /// An empty heap over a memory.
    pub fn new(memory: Memory) -> Self {
        let mut strings = Arena::new();
        let empty = StringId(strings.insert(StringCell::Flat { text: Text::empty(), interned: true }));
        let mut interned = FxHashMap::default();
        interned.insert(Text::empty(), empty);
        let mut heap = Self {
            memory,
            objects: Arena::new(),
            strings,
            symbols: Arena::new(),
            bigints: Arena::new(),
            scopes: Arena::new(),
            codes: Arena::new(),
            shapes: Shapes::new(),
            interned,
            single: vec![None; 256],
            empty,
            length_name: empty,
            sparse: FxHashMap::default(),
            buffers: FxHashMap::default(),
            strays: strays::Strays::default(),
            allocated: 0,
            threshold: collect::FIRST_THRESHOLD,
            live_estimate: 0,
            exhausted: false,
            collections: 0,
            epoch: 0,
            handles: Vec::new(),
            wanted: false,
            stressed: false,
        };
        heap.length_name = heap.intern("length");
        heap
    }

    /// A new object of a kind under a prototype.
    #[inline]
    pub fn object(&mut self, proto: Option<ObjectId>, kind: Kind) -> ObjectId {
        let shape = Some(self.shapes.root(proto));
        if let Some(proto) = proto {
            self.objects.get_mut(proto.0).flags |= flag::PROTOTYPE;
        }
        self.insert(Object { shape, kind, ..Object::default() })
    }

    fn insert(&mut self, object: Object) -> ObjectId {
        self.allocated += 64 + object.room() * 16;
        let object = ObjectId(self.objects.insert(object));
        self.held_object(object)
    }

    /// A new array under a prototype.
    pub fn array(&mut self, proto: ObjectId, elements: impl IntoIterator<Item = Value>) -> ObjectId {
        let values: ThinVec<Value> = elements.into_iter().collect();
        let shape = Some(self.shapes.root(Some(proto)));
        let kind = Kind::Array(values.len() as u32);
        self.insert(Object { shape, values, kind, ..Object::default() })
    }

    /// An object.
    #[inline]
    pub fn get(&self, object: ObjectId) -> &Object {
        self.objects.get(object.0)
    }

    /// An object, to change.
    #[inline]
    pub fn get_mut(&mut self, object: ObjectId) -> &mut Object {
        self.objects.get_mut(object.0)
    }

    /// What an object is.
    #[inline]
    pub fn kind(&self, object: ObjectId) -> &Kind {
        &self.get(object).kind
    }

    /// Whether it can be called.
    pub fn is_callable(&self, object: ObjectId) -> bool {
        match self.kind(object) {
            Kind::Function { .. } | Kind::Native(_) | Kind::Bound(_) => true,
            Kind::Proxy(target) => self.is_callable(*target),
            _ => false,
        }
    }

    /// The class of a function, by what calling it gives: `Function`, `AsyncFunction`, ...
    pub fn function_class(&self, object: ObjectId) -> &'static str {
        let Kind::Function { code, .. } = *self.kind(object) else { return "Function" };
        match self.code(code).map(|loaded| loaded.code.flavour) {
            Some(Flavour::Async) => "AsyncFunction",
            Some(Flavour::Generator) => "GeneratorFunction",
            Some(Flavour::AsyncGenerator) => "AsyncGeneratorFunction",
            _ => "Function",
        }
    }

    /// Whether a value can be called.
    pub fn is_function(&self, value: Value) -> bool {
        value.as_object().is_some_and(|object| self.is_callable(object))
    }

    /// Whether it is an array (ECMAScript `IsArray`).
    pub fn is_array(&self, value: Value) -> bool {
        value
            .as_object()
            .is_some_and(|object| matches!(self.kind(self.behind(object).unwrap_or(object)), Kind::Array(_)))
    }

    /// A new symbol.
    pub fn symbol(&mut self, description: Option<StringId>) -> SymbolId {
        self.insert_symbol(SymbolCell { description, ..SymbolCell::default() })
    }

    /// A new private name; a method's says whose it is.
    pub fn private_name(&mut self, description: StringId, brand: Option<StringId>) -> SymbolId {
        self.insert_symbol(SymbolCell { description: Some(description), private: true, brand })
    }

    fn insert_symbol(&mut self, cell: SymbolCell) -> SymbolId {
        let symbol = SymbolId(self.symbols.insert(cell));
        self.hold(Value::Symbol(symbol));
        symbol
    }

    /// Whose instances have the private method of this name.
    pub fn brand(&self, symbol: SymbolId) -> Option<StringId> {
        self.symbols.get(symbol.0).brand
    }

    /// A symbol's description.
    pub fn description(&self, symbol: SymbolId) -> Option<StringId> {
        self.symbols.get(symbol.0).description
    }

    /// Whether a symbol is a private name.
    pub fn is_private(&self, symbol: SymbolId) -> bool {
        self.symbols.get(symbol.0).private
    }

    /// A new scope.
    #[inline]
    pub fn scope(&mut self, parent: Option<ScopeId>, size: usize) -> ScopeId {
        let mut slots = ThinVec::with_capacity(size);
        slots.resize(size, Value::Empty);
        self.allocated += 32 + size * 16;
        ScopeId(self.scopes.insert(ScopeCell { parent, slots }))
    }

    /// A new scope with the same slots under the same parent: a loop's next round.
    pub fn copy_scope(&mut self, scope: ScopeId) -> ScopeId {
        let ScopeCell { parent, slots } = self.scopes.get(scope.0);
        let copy = ScopeCell { parent: *parent, slots: slots.clone() };
        self.allocated += 32 + copy.slots.len() * 16;
        ScopeId(self.scopes.insert(copy))
    }

    /// The scope around a scope.
    #[inline]
    pub fn scope_parent(&self, scope: ScopeId) -> Option<ScopeId> {
        self.scopes.get(scope.0).parent
    }

    /// A captured variable.
    #[inline]
    pub fn scope_slot(&self, scope: ScopeId, slot: usize) -> &Value {
        &self.scopes.get(scope.0).slots[slot]
    }

    /// A captured variable, to change.
    #[inline]
    pub fn scope_slot_mut(&mut self, scope: ScopeId, slot: usize) -> &mut Value {
        &mut self.scopes.get_mut(scope.0).slots[slot]
    }

    /// Makes a scope longer: the global scope grows with every statement.
    pub fn grow_scope(&mut self, scope: ScopeId, value: Value) -> usize {
        let slots = &mut self.scopes.get_mut(scope.0).slots;
        slots.push(value);
        slots.len() - 1
    }

    /// Keeps a loaded function body.
    pub fn add_code(&mut self, loaded: Loaded) -> CodeId {
        self.allocated += 256 + loaded.code.ops.len() * 8;
        CodeId(self.codes.insert(CodeCell(Some(Rc::new(loaded)))))
    }

    /// A loaded function body; `None` only for a handle nobody can hold.
    #[inline]
    pub fn code(&self, code: CodeId) -> Option<&Rc<Loaded>> {
        self.codes.get(code.0).0.as_ref()
    }

    /// Changes whenever what is remembered about prototypes and global names may no longer hold.
    #[inline]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Ends what is remembered about prototypes and global names.
    pub fn new_epoch(&mut self) {
        self.epoch = self.epoch.wrapping_add(1);
    }

    /// An assignment that adds a property, as it was done before to an object of the same shape: whether it could be.
    #[inline]
    pub fn append(&mut self, object: ObjectId, cache: &Cache, value: Value) -> bool {
        let cell = self.objects.get_mut(object.0);
        let same = cache.before.is_some() && cache.before == cell.shape && cache.epoch == self.epoch;
        if !same
            || cell.flags & (flag::FIXED | flag::PROTOTYPE) != 0
            || cell.named() != cache.slot as usize
            || !cell.push_slot(value)
        {
            return false;
        }
        cell.shape = cache.shape;
        self.allocated += 16;
        true
    }

    /// What to remember of an assignment that added a property to an object that had the shape `before`.
    pub fn appended(&self, object: ObjectId, key: PropertyKey, before: ShapeId) -> Option<Cache> {
        let cell = self.get(object);
        let shape = cell.shape.filter(|shape| *shape != before && !self.shapes.get(*shape).unique)?;
        let (slot, attributes) = self.shapes.find(shape, key)?;
        let last = slot + 1 == self.shapes.slot_count(shape) && slot == self.shapes.slot_count(before);
        (last && attributes == Attributes::ALL).then_some(Cache {
            shape: Some(shape),
            slot,
            writable: true,
            before: Some(before),
            epoch: self.epoch,
            ..Cache::default()
        })
    }

    /// Counts bytes that grew inside a cell.
    #[inline]
    pub fn note_allocated(&mut self, bytes: usize) {
        self.allocated += bytes;
    }

    /// How many objects are alive or not yet collected.
    pub fn object_count(&self) -> usize {
        self.objects.live()
    }
}
