//! The collector: marks from the roots, sweeps the arenas, tells the memory which slabs and regions are still looked at.
//! It runs only where the machine says that it is safe. Not deciding what a root is: the machine lists them.

use rustc_hash::FxHashSet;

use super::arena::Arena;
use super::arenas::{FIRST_THRESHOLD, Heap, SPARSE_ELEMENT};
use super::cells::{Cache, StringCell};
use super::object::{Collection, Kind, Registry};
use super::value::{CodeId, ObjectId, PropertyKey, ScopeId, ShapeId, StringId, Value};
use pool::memory::{Alive, Region, SlabId, Swept};

/// However little there is, this many bytes of slabs are made before a collection.
const FIRST_SLABS: u64 = 8 << 20;

/// Elements of one object that are looked at together: marking a large array needs no copy of it.
const ELEMENTS: usize = 64;

/// Where marking starts.
#[derive(Default)]
pub struct Roots {
    /// Values.
    pub values: Vec<Value>,
    /// Scopes.
    pub scopes: Vec<ScopeId>,
    /// Function bodies that run.
    pub codes: Vec<CodeId>,
    /// Keys.
    pub keys: Vec<PropertyKey>,
    /// Realms that stay while something of them does.
    pub realms: Vec<Inside>,
}

/// What a realm keeps.
#[derive(Default)]
pub struct Inside {
    /// Its number.
    pub number: usize,
    /// What says that something of it is reached: everything made in it inherits from one of these.
    pub signs: Vec<ObjectId>,
    /// Its values.
    pub values: Vec<Value>,
    /// The scope of its lexical names.
    pub scope: Option<ScopeId>,
}

/// What marking found.
#[derive(Default)]
struct Reached {
    alive: Alive,
    weak: Vec<ObjectId>,
}

/// What is marked but not yet looked into.
#[derive(Default)]
struct Gray {
    values: Vec<Value>,
    /// Objects with many elements, and how many of those were looked at.
    elements: Vec<(ObjectId, usize)>,
    scopes: Vec<ScopeId>,
    codes: Vec<CodeId>,
    shapes: Vec<ShapeId>,
}

impl Heap {
    /// Whether enough was allocated for a collection to be worth its time.
    #[inline]
    pub fn wants_collection(&self) -> bool {
        self.is_full() || self.memory.allocated_since_sweep() >= self.slab_threshold()
    }

    /// The same, slabs apart.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.wanted || self.allocated >= self.threshold
    }

    /// The next safe point collects.
    pub fn ask_for_collection(&mut self) {
        self.wanted = true;
    }

    /// From here on every safe point collects: what a built-in uses and does not hold is found at once.
    pub fn collect_at_every_safe_point(&mut self) {
        (self.wanted, self.stressed) = (true, true);
    }

    /// How many bytes of slabs make a collection worth its time: half of what there is, and as much as has to be marked.
    fn slab_threshold(&self) -> u64 {
        (self.memory.held_bytes() / 2).max(self.live_estimate as u64).max(FIRST_SLABS)
    }

    /// Bytes allocated since the last collection and not in slabs, roughly.
    pub fn allocated(&self) -> usize {
        self.allocated
    }

    /// Frees what the roots do not reach.
    pub fn collect(&mut self, roots: Roots) -> Swept {
        self.collections = self.collections.wrapping_add(1);
        self.wanted = self.stressed;
        let reached = self.mark(roots);
        self.clear_weak(&reached.weak);
        self.sweep(&reached.alive)
    }

    /// The regions of all typed arrays and Buffers that the roots reach, and whole slabs of which only the `ArrayBuffer` is reached. Frees nothing.
    pub fn reachable_views(&mut self, roots: Roots) -> Vec<Region> {
        self.mark(roots);
        let mut views = Vec::new();
        let mut buffers = Vec::new();
        for place in self.objects.marked() {
            let kind = &self.objects.get(place).kind;
            if let Kind::ArrayBuffer { slab, .. } = kind {
                buffers.push(*slab);
            }
            views.extend(kind.view().map(|view| self.shown(view)));
        }
        self.objects.clear_marks();
        self.strings.clear_marks();
        self.symbols.clear_marks();
        self.bigints.clear_marks();
        self.scopes.clear_marks();
        self.codes.clear_marks();
        self.shapes.all.clear_marks();
        self.shapes.tables.clear_marks();
        // An ArrayBuffer that no view looks at keeps its slab all the same.
        let seen: FxHashSet<SlabId> = views.iter().map(|view| view.slab).collect();
        let bare = buffers.into_iter().filter(|slab| !seen.contains(slab));
        views.extend(bare.map(|slab| self.memory.whole(slab)));
        views
    }

    fn mark(&mut self, roots: Roots) -> Reached {
        let mut gray = Gray { values: roots.values, scopes: roots.scopes, codes: roots.codes, ..Gray::default() };
        for key in roots.keys {
            gray.key(key);
        }
        gray.values.extend(self.single.iter().flatten().map(|&string| Value::String(string)));
        gray.values.extend([self.empty, self.length_name, self.name_name].map(Value::String));
        gray.values.extend(self.native_names());
        gray.values.extend_from_slice(&self.handles);
        gray.values.extend(self.finalized.iter().flat_map(|(cleanup, held)| [*cleanup, *held]));
        let mut reached = Reached::default();
        let mut realms = roots.realms;
        loop {
            self.trace(&mut gray, &mut reached);
            let is_reached = |realm: &Inside| realm.signs.iter().any(|sign| self.objects.is_marked(sign.0));
            let (stay, go): (Vec<_>, Vec<_>) = realms.into_iter().partition(is_reached);
            realms = go;
            let more = !stay.is_empty();
            for realm in stay {
                gray.values.extend(realm.values);
                gray.scopes.extend(realm.scope);
            }
            if !more && !self.trace_weak_maps(&reached.weak, &mut gray) {
                self.lost_realms = realms.iter().map(|realm| realm.number).collect();
                return reached;
            }
        }
    }

    fn trace(&mut self, gray: &mut Gray, reached: &mut Reached) {
        loop {
            if let Some(value) = gray.values.pop() {
                match value {
                    Value::Object(object) if self.objects.mark(object.0) => {
                        self.look_into(object, gray, reached);
                    }
                    Value::String(string) if self.strings.mark(string.0) => {
                        settle_rope(&mut self.strings, string);
                        if let StringCell::Rope { left, right, .. } = self.strings.get(string.0) {
                            gray.values.extend([Value::String(*left), Value::String(*right)]);
                        }
                    }
                    Value::Symbol(symbol) if self.symbols.mark(symbol.0) => {
                        gray.values.extend(self.description(symbol).map(Value::String));
                    }
                    Value::BigInt(big) => {
                        self.bigints.mark(big.0);
                    }
                    _ => {}
                }
            } else if let Some((object, seen)) = gray.elements.pop() {
                let elements = self.objects.get(object.0).elements();
                let next = elements.len().min(seen + ELEMENTS);
                gray.values.extend_from_slice(&elements[seen..next]);
                if next < elements.len() {
                    gray.elements.push((object, next));
                }
            } else if let Some(scope) = gray.scopes.pop() {
                if self.scopes.mark(scope.0) {
                    let cell = self.scopes.get(scope.0);
                    gray.scopes.extend(cell.parent);
                    gray.values.extend_from_slice(&cell.slots);
                }
            } else if let Some(code) = gray.codes.pop() {
                if self.codes.mark(code.0)
                    && let Some(loaded) = &self.codes.get(code.0).0
                {
                    gray.values.extend_from_slice(&loaded.constants);
                    gray.codes.extend_from_slice(&loaded.functions);
                    loaded.caches.iter().for_each(|cache| cache.set(Cache::default()));
                    loaded.keys.clone().into_iter().for_each(|key| gray.key(key));
                }
            } else if let Some(shape) = gray.shapes.pop() {
                let mut proto = None;
                let values = &mut gray.values;
                self.shapes.mark(shape, |key| push_key(values, key), &mut proto);
                gray.values.extend(proto.map(Value::Object));
            } else {
                return;
            }
        }
    }

    fn look_into(&self, object: ObjectId, gray: &mut Gray, reached: &mut Reached) {
        let cell = self.objects.get(object.0);
        gray.shapes.extend(cell.shape);
        gray.values.extend_from_slice(cell.slots());
        if cell.elements().len() > ELEMENTS {
            gray.elements.push((object, 0));
        } else {
            gray.values.extend_from_slice(cell.elements());
        }
        if let Some(sparse) = self.sparse.get(&object) {
            gray.values.extend(sparse.values().map(|(value, _)| *value));
        }
        match &cell.kind {
            Kind::Function { code, scope, home } => {
                gray.codes.push(*code);
                gray.scopes.extend(*scope);
                gray.values.extend(home.map(Value::Object));
            }
            Kind::Arguments(Some(mapping)) => gray.scopes.push(mapping.scope),
            Kind::Bound(bound) => {
                gray.values.extend([Value::Object(bound.target), bound.this]);
                gray.values.extend_from_slice(&bound.arguments);
            }
            Kind::Binding { scope, .. } => gray.scopes.push(*scope),
            Kind::Namespace(names) => {
                for (key, scope, _) in names.iter() {
                    gray.key(*key);
                    gray.scopes.push(*scope);
                }
            }
            Kind::Accessor { get, set } => gray.values.extend(get.iter().chain(set).map(|&id| Value::Object(id))),
            Kind::String(string) => gray.values.push(Value::String(*string)),
            Kind::Symbol(symbol) => gray.values.push(Value::Symbol(*symbol)),
            Kind::BigInt(big) => gray.values.push(Value::BigInt(*big)),
            Kind::ArrayBuffer { slab, .. } => {
                reached.alive.slab(*slab);
            }
            Kind::Map(collection) | Kind::Set(collection) => {
                gray.values.extend(collection.entries.iter().flatten().flat_map(|(key, value)| [*key, *value]));
            }
            Kind::WeakMap(_) | Kind::WeakSet(_) | Kind::WeakRef(_) => reached.weak.push(object),
            Kind::Registry(registry) => {
                gray.values.push(registry.cleanup);
                gray.values.extend(registry.cells.iter().map(|cell| cell.held));
                reached.weak.push(object);
            }
            Kind::Iterator(iteration) => gray.values.push(iteration.over),
            Kind::Generator(generator) => {
                generator.each(|value| gray.values.push(value));
                gray.scopes.extend(generator.waiting.as_ref().and_then(|waiting| waiting.scope));
                gray.codes.extend(generator.waiting.as_ref().map(|waiting| waiting.code));
            }
            Kind::Proxy { target, handler } => {
                gray.values.push(Value::Object(*target));
                gray.values.extend(handler.map(Value::Object));
            }
            Kind::Trace(calls) => {
                for call in calls.iter() {
                    gray.codes.extend(call.code);
                    gray.values.push(call.this);
                    gray.values.extend(call.function.map(Value::Object));
                }
            }
            Kind::Promise(promise) => promise.each(&mut |_, value| gray.values.push(value)),
            kind => {
                if let Some(view) = kind.view() {
                    reached.alive.view(&self.memory, view.region());
                    gray.values.extend(self.buffers.get(&view.slab).map(|&buffer| Value::Object(buffer)));
                }
            }
        }
    }

    fn is_alive(&self, value: Value) -> bool {
        match value {
            Value::Object(object) => self.objects.is_marked(object.0),
            Value::Symbol(symbol) => self.symbols.is_marked(symbol.0),
            _ => true,
        }
    }

    /// Values of weak maps live as long as their keys; whether that reached anything new.
    fn trace_weak_maps(&self, weak: &[ObjectId], gray: &mut Gray) -> bool {
        for object in weak {
            if let Kind::WeakMap(collection) = self.kind(*object) {
                let alive = collection.entries.iter().flatten().filter(|(key, _)| self.is_alive(*key));
                gray.values.extend(alive.map(|(_, value)| *value).filter(|value| match value {
                    Value::Object(id) => !self.objects.is_marked(id.0),
                    Value::String(id) => !self.strings.is_marked(id.0),
                    Value::BigInt(id) => !self.bigints.is_marked(id.0),
                    Value::Symbol(id) => !self.symbols.is_marked(id.0),
                    _ => false,
                }));
            }
        }
        !gray.values.is_empty()
    }

    fn clear_weak(&mut self, weak: &[ObjectId]) {
        let mut gone = Vec::new();
        for &object in weak {
            let mut kind = std::mem::take(&mut self.get_mut(object).kind);
            match &mut kind {
                Kind::WeakRef(target) if !self.is_alive(**target) => **target = Value::Undefined,
                Kind::WeakMap(collection) | Kind::WeakSet(collection) => {
                    let Collection { entries, index, .. } = &mut **collection;
                    for entry in entries.iter_mut() {
                        *entry = entry.filter(|(key, _)| self.is_alive(*key));
                    }
                    index.retain(|_, at| entries[*at].is_some());
                }
                Kind::Registry(registry) => {
                    let Registry { cleanup, cells } = &mut **registry;
                    cells.retain_mut(|cell| {
                        let alive = self.is_alive(cell.target);
                        if !alive {
                            gone.push((*cleanup, cell.held));
                        }
                        if !self.is_alive(cell.token) {
                            cell.token = Value::Undefined;
                        }
                        alive
                    });
                }
                _ => {}
            }
            self.get_mut(object).kind = kind;
        }
        self.finalized.extend(gone);
    }

    fn sweep(&mut self, alive: &Alive) -> Swept {
        let objects = &self.objects;
        self.sparse.retain(|object, _| objects.is_marked(object.0));
        self.buffers.retain(|_, object| objects.is_marked(object.0));
        self.strays.retain(|object| objects.is_marked(object.0));
        let strings = &self.strings;
        self.interned.retain(|string| strings.is_marked(string.0));
        self.shapes.sweep();
        self.objects.sweep();
        self.strings.sweep();
        self.symbols.sweep();
        self.bigints.sweep();
        self.scopes.sweep();
        self.codes.sweep();
        let kept = self.objects.live() * 40
            + self.objects.outside()
            + self.sparse.values().map(|sparse| sparse.len() * SPARSE_ELEMENT).sum::<usize>()
            + self.strings.live() * 64
            + self.strings.outside()
            + self.interned.len() * 16
            + self.symbols.live() * 32
            + self.scopes.live() * 48
            + self.scopes.outside()
            + self.bigints.live() * 48
            + self.bigints.outside()
            + self.codes.outside()
            + self.shapes.bytes();
        self.live_estimate = kept;
        self.allocated = 0;
        self.flattened.set(0);
        self.threshold = FIRST_THRESHOLD.max(kept);
        self.memory.sweep(alive)
    }

    /// Bytes alive after the last collection and allocated since, slabs not counted; roughly.
    pub fn used(&self) -> usize {
        if self.exhausted {
            usize::MAX
        } else {
            self.live_estimate + self.allocated + self.flattened.get() + self.handles.len() * size_of::<Value>()
        }
    }
}

impl Gray {
    fn key(&mut self, key: PropertyKey) {
        push_key(&mut self.values, key);
    }
}

fn push_key(values: &mut Vec<Value>, key: PropertyKey) {
    match key {
        PropertyKey::Index(_) => {}
        PropertyKey::String(string) => values.push(Value::String(string)),
        PropertyKey::Symbol(symbol) => values.push(Value::Symbol(symbol)),
    }
}

/// A rope that was put together no longer needs its halves.
fn settle_rope(strings: &mut Arena<StringCell>, string: StringId) {
    let cell = strings.get_mut(string.0);
    if let StringCell::Rope { flat, .. } = cell
        && let Some(text) = flat.take()
    {
        *cell = StringCell::Flat { text, interned: false };
    }
}
