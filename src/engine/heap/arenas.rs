//! The heap: arenas of cells, and what is made in them and asked of them. Not properties, strings, views or the collector:
//! each has a file of its own.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use rustc_hash::FxHashMap;
use thin_vec::ThinVec;

use super::arena::{Arena, Cell as _};
use super::cells::{BigIntCell, Cache, CodeCell, Loaded, Native, ScopeCell, StringCell, SymbolCell};
use super::interned::Interned;
use super::object::{Kind, Object, flag};
use super::shape::{Attributes, Shapes};
use super::stray::Strays;
use super::value::{CodeId, ObjectId, PropertyKey, ScopeId, ShapeId, StringId, SymbolId, Value};
use crate::code::Flavour;
use crate::text::Text;
use pool::memory::{Memory, SlabId};

/// The first collection is due after this many bytes.
pub(super) const FIRST_THRESHOLD: usize = 16 << 20;

/// For how many functions, and names, there is room at the start: about as many as the library makes.
const BUILT_INS: usize = 2048;

/// What an element in a table of its own takes, roughly.
pub(super) const SPARSE_ELEMENT: usize = 64;

pub(super) type Sparse = BTreeMap<u32, (Value, Attributes)>;

/// The heap. A copy of it is another one in which everything has the same handle.
#[derive(Clone)]
pub struct Heap {
    /// The simulated memory behind `ArrayBuffer`s.
    pub memory: Memory,
    pub(crate) objects: Arena<Object>,
    pub(super) strings: Arena<StringCell>,
    pub(super) symbols: Arena<SymbolCell>,
    pub(super) bigints: Arena<BigIntCell>,
    pub(super) scopes: Arena<ScopeCell>,
    pub(super) codes: Arena<CodeCell>,
    pub(crate) shapes: Shapes,
    pub(super) interned: Interned,
    pub(super) single: Vec<Option<StringId>>,
    pub(super) empty: StringId,
    /// `length`, which arrays and strings answer themselves.
    pub(crate) length_name: StringId,
    pub(super) name_name: StringId,
    /// What programs see of built-in functions, by their numbers.
    pub(super) natives: Vec<Native>,
    pub(super) sparse: FxHashMap<ObjectId, Box<Sparse>>,
    /// The `ArrayBuffer` object of a slab, once a program has asked for it.
    pub(super) buffers: FxHashMap<SlabId, ObjectId>,
    pub(super) strays: Strays,
    /// Bytes allocated since the last collection, roughly.
    pub(super) allocated: usize,
    /// At how many allocated bytes the next collection is due.
    pub(super) threshold: usize,
    pub(super) live_estimate: usize,
    /// Bytes of ropes that were put together since the last collection.
    pub(super) flattened: Cell<usize>,
    /// An object would have had more properties than one can have: the program has come to its end.
    pub(super) exhausted: bool,
    /// How often garbage was collected.
    pub(crate) collections: u32,
    /// Counts changes of prototypes' properties.
    pub(super) epoch: u32,
    /// What running built-ins hold.
    pub(super) handles: Vec<Value>,
    /// What registries are told: a callback and what it is given, for each target that went.
    pub finalized: VecDeque<(Value, Value)>,
    /// Realms of which the last collection found nothing.
    pub lost_realms: Vec<usize>,
    /// Whether the next safe point collects.
    pub(crate) wanted: bool,
    /// Whether every safe point collects, to find what nobody holds.
    pub(crate) stressed: bool,
}

impl Heap {
    /// An empty heap over a memory.
    pub fn new(memory: Memory) -> Self {
        let mut strings = Arena::with_capacity(BUILT_INS);
        let empty = StringId(strings.insert(StringCell::Flat { text: Text::empty(), interned: true }));
        let mut interned = Interned::with_capacity(BUILT_INS);
        interned.add(&strings, empty);
        let mut heap = Self {
            memory,
            objects: Arena::with_capacity(BUILT_INS),
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
            name_name: empty,
            natives: Vec::with_capacity(BUILT_INS),
            sparse: FxHashMap::default(),
            buffers: FxHashMap::default(),
            strays: Strays::default(),
            allocated: 0,
            threshold: FIRST_THRESHOLD,
            live_estimate: 0,
            flattened: Cell::new(0),
            exhausted: false,
            collections: 0,
            epoch: 0,
            handles: Vec::with_capacity(2 * BUILT_INS),
            finalized: VecDeque::new(),
            lost_realms: Vec::new(),
            wanted: false,
            stressed: false,
        };
        heap.length_name = heap.intern("length");
        heap.name_name = heap.intern("name");
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

    pub(super) fn insert(&mut self, object: Object) -> ObjectId {
        self.allocated += 64 + object.outside();
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
            Kind::Proxy { target, .. } => self.is_callable(*target),
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

    /// Whether it is an array, and no proxy of one.
    pub fn is_array(&self, value: Value) -> bool {
        value.as_object().is_some_and(|object| matches!(self.kind(object), Kind::Array(_)))
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

    /// Gives a symbol another description.
    pub fn describe(&mut self, symbol: SymbolId, description: &str) {
        let description = self.intern(description);
        self.symbols.get_mut(symbol.0).description = Some(description);
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
        self.allocated += loaded.bytes();
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
        (last && attributes == Attributes::ALL && !self.inherits_traps(object)).then_some(Cache {
            shape: Some(shape),
            slot,
            writable: true,
            before: Some(before),
            epoch: self.epoch,
            ..Cache::default()
        })
    }

    /// Whether some prototype of an object is a proxy.
    fn inherits_traps(&self, object: ObjectId) -> bool {
        let mut at = object;
        while let Some(above) = self.proto(at) {
            at = above;
        }
        self.is_proxy(at)
    }

    /// Counts bytes that grew inside a cell or beside it.
    #[inline]
    pub fn note_allocated(&mut self, bytes: usize) {
        self.allocated += bytes;
    }

    /// How many objects are alive or not yet collected.
    pub fn object_count(&self) -> usize {
        self.objects.live()
    }
}
