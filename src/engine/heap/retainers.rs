//! Through whom a view is alive: the shortest ways from names to everything that the collector would reach, as the retainers of a
//! heap snapshot. Weak references keep nothing. Not what is dead (that is `collect`), and not how a way is worded (`path`).

use std::collections::VecDeque;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::arenas::Heap;
use super::object::{Collection, Kind};
use super::value::{ObjectId, PropertyKey, ScopeId, Value};
use crate::code::Captured;
use pool::memory::Region;

/// What leads from one thing to the next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edge {
    Root(u32),
    Property(PropertyKey),
    Element(u32),
    Prototype,
    Getter,
    Setter,
    /// A key of a `Map`.
    Key,
    /// A value of a `Map` or `WeakMap`, by its key.
    Entry(Value),
    Member,
    /// A variable of a scope: which name of which list, if that is known.
    Captured(Option<(u32, u32)>),
    Buffer,
    /// What a built-in keeps in it, in a word.
    Inside(&'static str),
}

/// Where a walk begins, and what it is called.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its name.
    pub name: String,
    /// Whether that can be typed.
    pub typed: bool,
    /// The value.
    pub value: Value,
}

/// A view or an `ArrayBuffer` that keeps a slab.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// What it shows.
    pub region: Region,
    /// Whether it is the `ArrayBuffer` itself.
    pub buffer: bool,
    /// The view or the `ArrayBuffer`.
    pub object: ObjectId,
    pub(super) step: u32,
}

/// Everything that names reach.
#[derive(Debug, Default)]
pub struct Retainers {
    /// Where ways begin, and whether that can be typed.
    pub(super) roots: Vec<(String, bool)>,
    pub(super) steps: Vec<(u32, Edge)>,
    /// The names of captured variables.
    pub(super) captured: Vec<Rc<Captured>>,
    /// The first step to each object; 0 where there is none, else one more than its number.
    pub(super) objects: Vec<u32>,
    /// The holders, those with the shortest paths first.
    pub holders: Vec<Holder>,
}

impl Retainers {
    /// Whether a holder is reached only as some view's `ArrayBuffer`.
    pub fn only_behind_a_view(&self, holder: &Holder) -> bool {
        self.edges(holder.step).next().is_some_and(|edge| matches!(edge, Edge::Buffer))
    }

    /// What leads to a step, and the step before it.
    pub(super) fn above(&self, step: u32) -> Option<(Edge, u32)> {
        self.steps.get(step as usize).map(|(parent, edge)| (*edge, *parent))
    }

    /// What leads to a step, the last one first.
    pub(super) fn edges(&self, step: u32) -> impl Iterator<Item = Edge> + '_ {
        let mut at = step;
        std::iter::from_fn(move || {
            let (parent, edge) = self.steps.get(at as usize)?;
            at = *parent;
            Some(*edge)
        })
    }
}

enum Thing {
    Object(ObjectId),
    Scope(ScopeId, Option<Rc<Captured>>),
}

impl Heap {
    /// Walks from these roots to every view: from those of a group as far as it goes before the next one, and at last from the
    /// variables of code that runs.
    pub fn retainers(&self, groups: [Vec<Root>; 2], scopes: impl Iterator<Item = ScopeId>) -> Retainers {
        let found = Retainers { objects: vec![0; self.objects.capacity()], ..Retainers::default() };
        let mut walk = Walk {
            found,
            queue: VecDeque::new(),
            prototypes: VecDeque::new(),
            scopes: FxHashSet::default(),
            waiting: FxHashMap::default(),
        };
        for roots in groups {
            for Root { name, typed, value } in roots {
                let number = walk.found.roots.len() as u32;
                walk.found.roots.push((name, typed));
                walk.meet(value, u32::MAX, Edge::Root(number));
            }
            self.walk(&mut walk);
        }
        let local = walk.found.roots.len() as u32;
        walk.found.roots.push(("running code".to_owned(), false));
        for scope in scopes {
            let step = walk.step(u32::MAX, Edge::Root(local));
            walk.enter(Some(scope), None, step);
        }
        self.walk(&mut walk);
        walk.found
    }

    fn walk(&self, walk: &mut Walk) {
        loop {
            match walk.queue.pop_front() {
                Some((step, Thing::Object(object))) => self.walk_object(object, step, walk),
                Some((step, Thing::Scope(scope, captured))) => self.walk_scope(scope, captured, step, walk),
                None => match walk.prototypes.pop_front() {
                    Some((step, prototype)) => walk.meet(Value::Object(prototype), step, Edge::Prototype),
                    None => return,
                },
            }
        }
    }

    fn walk_scope(&self, scope: ScopeId, captured: Option<Rc<Captured>>, step: u32, walk: &mut Walk) {
        let cell = self.scopes.get(scope.0);
        let list = captured.as_ref().filter(|_| cell.slots.iter().any(|value| value.as_object().is_some()));
        let list = list.map(|captured| {
            walk.found.captured.push(Rc::clone(captured));
            walk.found.captured.len() as u32 - 1
        });
        for (at, value) in cell.slots.iter().enumerate() {
            walk.meet(*value, step, Edge::Captured(list.map(|list| (list, at as u32))));
        }
        walk.enter(cell.parent, captured.and_then(|captured| captured.around.clone()), step);
    }

    fn walk_object(&self, object: ObjectId, step: u32, walk: &mut Walk) {
        let cell = self.objects.get(object.0);
        if let Some(shape) = cell.shape {
            for (slot, key, _) in self.shapes.keys(shape) {
                if let Some(value) = cell.slots().get(slot as usize) {
                    walk.meet(*value, step, Edge::Property(key));
                }
            }
            // What is in no property any more.
            cell.slots().iter().for_each(|value| walk.meet(*value, step, Edge::Inside("a deleted property")));
        }
        for (at, value) in cell.elements().iter().enumerate() {
            walk.meet(*value, step, Edge::Element(at as u32));
        }
        if let Some(sparse) = self.sparse.get(&object) {
            for (at, (value, _)) in sparse.iter() {
                walk.meet(*value, step, Edge::Element(*at));
            }
        }
        match &cell.kind {
            Kind::Function { scope, home, code } => {
                let around = self.code(*code).and_then(|loaded| loaded.code.around.clone());
                walk.enter(*scope, around, step);
                home.iter().for_each(|home| walk.meet(Value::Object(*home), step, Edge::Inside("its home")));
            }
            Kind::Arguments(Some(mapping)) => walk.enter(Some(mapping.scope), None, step),
            Kind::Bound(bound) => {
                walk.meet(Value::Object(bound.target), step, Edge::Inside("the bound function"));
                walk.meet(bound.this, step, Edge::Inside("the bound this"));
                bound.arguments.iter().for_each(|value| walk.meet(*value, step, Edge::Inside("a bound argument")));
            }
            Kind::Accessor { get, set } => {
                get.iter().for_each(|get| walk.meet(Value::Object(*get), step, Edge::Getter));
                set.iter().for_each(|set| walk.meet(Value::Object(*set), step, Edge::Setter));
            }
            Kind::Map(collection) => {
                for (key, value) in collection.entries.iter().flatten() {
                    walk.meet(*key, step, Edge::Key);
                    walk.meet(*value, step, Edge::Entry(*key));
                }
            }
            Kind::Set(collection) => {
                for (key, _) in collection.entries.iter().flatten() {
                    walk.meet(*key, step, Edge::Member);
                }
            }
            Kind::WeakMap(collection) => walk.weak_map(collection, step),
            Kind::Iterator(iteration) => walk.meet(iteration.over, step, Edge::Inside("what it walks over")),
            Kind::Namespace(names) => {
                for &(key, scope, slot) in names.iter() {
                    walk.meet(self.bound(scope, slot), step, Edge::Property(key));
                }
            }
            Kind::Registry(registry) => {
                walk.meet(registry.cleanup, step, Edge::Inside("its callback"));
                for cell in &registry.cells {
                    walk.meet(cell.held, step, Edge::Inside("what it tells its callback"));
                }
            }
            Kind::Generator(generator) => {
                generator.each(|value| walk.meet(value, step, Edge::Inside("a waiting call")));
                let waiting = generator.waiting.as_ref();
                let around = waiting.filter(|waiting| waiting.scopes == 0);
                let around = around.and_then(|waiting| self.code(waiting.code)?.code.around.clone());
                walk.enter(waiting.and_then(|waiting| waiting.scope), around, step);
            }
            Kind::Proxy { target, handler } => {
                walk.meet(Value::Object(*target), step, Edge::Inside("the target"));
                let handler = handler.map_or(Value::Undefined, Value::Object);
                walk.meet(handler, step, Edge::Inside("the handler"));
            }
            Kind::Trace(calls) => {
                for call in calls.iter() {
                    walk.meet(call.this, step, Edge::Inside("the stack's this"));
                    let function = call.function.map_or(Value::Undefined, Value::Object);
                    walk.meet(function, step, Edge::Inside("the stack's function"));
                }
            }
            Kind::Promise(promise) => promise.each(&mut |role, value| walk.meet(value, step, Edge::Inside(role))),
            Kind::ArrayBuffer { slab, .. } => {
                let region = self.memory.whole(*slab);
                walk.found.holders.push(Holder { region, buffer: true, object, step });
            }
            kind => {
                if let Some(view) = kind.view() {
                    walk.found.holders.push(Holder { region: self.shown(view), buffer: false, object, step });
                    if let Some(buffer) = self.buffers.get(&view.slab) {
                        walk.meet(Value::Object(*buffer), step, Edge::Buffer);
                    }
                }
            }
        }
        if let Some(proto) = self.proto(object) {
            walk.later(proto, step);
        }
    }
}

struct Walk {
    found: Retainers,
    queue: VecDeque<(u32, Thing)>,
    /// Prototypes, which most often have a name of their own that is found later.
    prototypes: VecDeque<(u32, ObjectId)>,
    scopes: FxHashSet<ScopeId>,
    /// Values of weak maps whose keys were not met yet, by those.
    waiting: FxHashMap<ObjectId, Vec<(Value, u32)>>,
}

impl Walk {
    fn step(&mut self, from: u32, edge: Edge) -> u32 {
        self.found.steps.push((from, edge));
        self.found.steps.len() as u32 - 1
    }

    fn met(&self, object: ObjectId) -> bool {
        self.found.objects.get(object.index()).is_some_and(|step| *step > 0)
    }

    fn meet(&mut self, value: Value, from: u32, edge: Edge) {
        let Value::Object(object) = value else { return };
        if self.met(object) {
            return;
        }
        let step = self.step(from, edge);
        if let Some(first) = self.found.objects.get_mut(object.index()) {
            *first = step + 1;
        }
        self.queue.push_back((step, Thing::Object(object)));
        for (value, map) in self.waiting.remove(&object).unwrap_or_default() {
            self.meet(value, map, Edge::Entry(Value::Object(object)));
        }
    }

    fn later(&mut self, prototype: ObjectId, from: u32) {
        if !self.met(prototype) {
            self.prototypes.push_back((from, prototype));
        }
    }

    /// A value lives as long as its key.
    fn weak_map(&mut self, collection: &Collection, step: u32) {
        for (key, value) in collection.entries.iter().flatten() {
            match key {
                Value::Object(object) if !self.met(*object) => {
                    self.waiting.entry(*object).or_default().push((*value, step));
                }
                key => self.meet(*value, step, Edge::Entry(*key)),
            }
        }
    }

    fn enter(&mut self, scope: Option<ScopeId>, captured: Option<Rc<Captured>>, from: u32) {
        if let Some(scope) = scope
            && self.scopes.insert(scope)
        {
            self.queue.push_back((from, Thing::Scope(scope, captured)));
        }
    }
}
