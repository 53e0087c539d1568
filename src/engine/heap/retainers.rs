//! Through whom a view is alive: the shortest paths from variable names, as the retainers of a heap snapshot. Weak
//! references keep nothing. Not what is dead: that is `collect`.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::arenas::Heap;
use super::object::{Kind, Settled};
use super::value::{ObjectId, PropertyKey, ScopeId, Value};
use pool::memory::Region;

/// What leads from one thing to the next.
#[derive(Clone, Copy, Debug)]
enum Edge {
    Name(u32),
    Property(PropertyKey),
    Element(u32),
    Key,
    Entry(Value),
    Member,
    Captured,
    Buffer,
    Other,
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
    step: u32,
}

/// Everything that names reach.
#[derive(Debug, Default)]
pub struct Retainers {
    names: Vec<String>,
    steps: Vec<(u32, Edge)>,
    /// The holders, those with the shortest paths first.
    pub holders: Vec<Holder>,
}

impl Retainers {
    /// Whether a holder is reached only as some view's `ArrayBuffer`.
    pub fn only_behind_a_view(&self, holder: &Holder) -> bool {
        self.edges(holder).next().is_some_and(|edge| matches!(edge, Edge::Buffer))
    }

    /// What leads to a holder, the last step first.
    fn edges(&self, holder: &Holder) -> impl Iterator<Item = Edge> + '_ {
        let mut at = holder.step;
        std::iter::from_fn(move || {
            let (parent, edge) = self.steps.get(at as usize)?;
            at = *parent;
            Some(*edge)
        })
    }
}

/// Whether a text can be a variable, or a property behind a dot.
fn is_name(text: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '_' | '$');
    text.starts_with(letter) && text.chars().all(|c| letter(c) || c.is_numeric())
}

/// A text as a program writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

enum Thing {
    Object(ObjectId),
    Scope(ScopeId),
}

impl Heap {
    /// Walks from these names to every view, and at last from the variables of code that runs.
    pub fn retainers(&self, roots: Vec<(String, Value)>, scopes: impl Iterator<Item = ScopeId>) -> Retainers {
        let mut walk = Walk {
            found: Retainers::default(),
            queue: VecDeque::new(),
            objects: vec![false; self.objects.capacity()],
            scopes: FxHashSet::default(),
        };
        for (name, value) in roots {
            let number = walk.found.names.len() as u32;
            walk.found.names.push(name);
            walk.meet(value, u32::MAX, Edge::Name(number));
        }
        let local = walk.found.names.len() as u32;
        walk.found.names.push("running code".to_owned());
        for scope in scopes {
            let step = walk.step(u32::MAX, Edge::Name(local));
            walk.enter(Some(scope), step);
        }
        while let Some((step, thing)) = walk.queue.pop_front() {
            match thing {
                Thing::Object(object) => self.walk_object(object, step, &mut walk),
                Thing::Scope(scope) => {
                    let cell = self.scopes.get(scope.0);
                    for value in &cell.slots {
                        walk.meet(*value, step, Edge::Captured);
                    }
                    walk.enter(cell.parent, step);
                }
            }
        }
        walk.found
    }

    fn walk_object(&self, object: ObjectId, step: u32, walk: &mut Walk) {
        let cell = self.objects.get(object.0);
        if let Some(shape) = cell.shape {
            for (slot, key, _) in self.shapes.keys(shape) {
                if let Some(value) = cell.slots().get(slot as usize) {
                    walk.meet(*value, step, Edge::Property(key));
                }
            }
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
            Kind::Function { scope, .. } => walk.enter(*scope, step),
            Kind::Bound(bound) => {
                for value in
                    [Value::Object(bound.target), bound.this].into_iter().chain(bound.arguments.iter().copied())
                {
                    walk.meet(value, step, Edge::Other);
                }
            }
            Kind::Accessor { get, set } => {
                for accessor in get.iter().chain(set) {
                    walk.meet(Value::Object(*accessor), step, Edge::Other);
                }
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
            Kind::Iterator(iteration) => walk.meet(iteration.over, step, Edge::Other),
            Kind::Proxy(target) => walk.meet(Value::Object(*target), step, Edge::Other),
            Kind::Trace(calls) => {
                for call in calls.iter() {
                    walk.meet(call.this, step, Edge::Other);
                    walk.meet(call.function.map_or(Value::Undefined, Value::Object), step, Edge::Other);
                }
            }
            Kind::Promise(settled) => {
                if let Settled::Fulfilled(value) | Settled::Rejected(value) = **settled {
                    walk.meet(value, step, Edge::Other);
                }
            }
            Kind::ArrayBuffer { slab, .. } => {
                let length = u32::try_from(self.memory.bytes(*slab).len()).unwrap_or(u32::MAX);
                let region = Region { slab: *slab, offset: 0, length };
                walk.found.holders.push(Holder { region, buffer: true, object, step });
            }
            kind => {
                let Some(view) = kind.view() else { return };
                walk.found.holders.push(Holder { region: view.region(), buffer: false, object, step });
                if let Some(buffer) = self.buffers.get(&view.slab) {
                    walk.meet(Value::Object(*buffer), step, Edge::Buffer);
                }
            }
        }
    }

    /// A holder's path, where it is one that can be typed as it is.
    pub fn typed_path(&self, retainers: &Retainers, holder: &Holder) -> Option<String> {
        let typed = retainers.edges(holder).count() <= PATH
            && retainers.edges(holder).all(|edge| match edge {
                Edge::Name(name) => is_name(&retainers.names[name as usize]),
                Edge::Property(key) => !matches!(key, PropertyKey::Symbol(_)),
                Edge::Entry(key) => matches!(key, Value::String(_) | Value::Number(_)),
                Edge::Element(_) | Edge::Buffer => true,
                Edge::Key | Edge::Member | Edge::Captured | Edge::Other => false,
            });
        typed.then(|| self.path(retainers, holder))
    }

    /// A holder's path, as a program would write it where it can: `cache.list[3]`.
    pub fn path(&self, retainers: &Retainers, holder: &Holder) -> String {
        let edges: Vec<Edge> = retainers.edges(holder).collect();
        let skip = edges.len().saturating_sub(PATH);
        let mut path = String::new();
        for (place, edge) in edges.into_iter().rev().enumerate() {
            if skip > 0 && place > PATH / 2 && place <= PATH / 2 + skip {
                if place == PATH / 2 + 1 {
                    path.push_str(" ... ");
                }
                continue;
            }
            match edge {
                Edge::Name(name) => path.push_str(&retainers.names[name as usize]),
                Edge::Property(PropertyKey::String(name)) => {
                    let name = self.utf8(name);
                    path.push_str(&if is_name(&name) { format!(".{name}") } else { format!("[{}]", quoted(&name)) });
                }
                Edge::Property(PropertyKey::Index(at)) | Edge::Element(at) => path.push_str(&format!("[{at}]")),
                Edge::Property(PropertyKey::Symbol(_)) => path.push_str("[Symbol]"),
                Edge::Key => path.push_str(" (a key)"),
                Edge::Entry(Value::String(key)) => path.push_str(&format!(".get({})", quoted(&self.utf8(key)))),
                Edge::Entry(Value::Number(key)) => path.push_str(&format!(".get({key})")),
                Edge::Entry(_) => path.push_str(" (a value)"),
                Edge::Member => path.push_str(" (a member)"),
                Edge::Captured => path.push_str(" (a captured variable)"),
                Edge::Buffer => path.push_str(".buffer"),
                Edge::Other => path.push_str(" (inside)"),
            }
        }
        path
    }
}

/// Steps of a path that are told; a longer one has its middle left out.
const PATH: usize = 12;

struct Walk {
    found: Retainers,
    queue: VecDeque<(u32, Thing)>,
    objects: Vec<bool>,
    scopes: FxHashSet<ScopeId>,
}

impl Walk {
    fn step(&mut self, from: u32, edge: Edge) -> u32 {
        self.found.steps.push((from, edge));
        self.found.steps.len() as u32 - 1
    }

    fn meet(&mut self, value: Value, from: u32, edge: Edge) {
        if let Value::Object(object) = value
            && let Some(seen) = self.objects.get_mut(object.index())
            && !std::mem::replace(seen, true)
        {
            let step = self.step(from, edge);
            self.queue.push_back((step, Thing::Object(object)));
        }
    }

    fn enter(&mut self, scope: Option<ScopeId>, from: u32) {
        if let Some(scope) = scope
            && self.scopes.insert(scope)
        {
            self.queue.push_back((from, Thing::Scope(scope)));
        }
    }
}
