//! Hidden classes: which named properties an object has, in which order, with which attributes, under which prototype.
//! Shapes of one lineage share a table. Not the values, and not integer-named properties.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::arena::{Arena, Cell, Place};
use super::value::{ObjectId, PropertyKey, ShapeId};

/// Attributes of a property (ECMAScript 6.1.7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attributes(pub u8);

impl Attributes {
    /// `[[Writable]]`
    pub const WRITABLE: u8 = 1;
    /// `[[Enumerable]]`
    pub const ENUMERABLE: u8 = 2;
    /// `[[Configurable]]`
    pub const CONFIGURABLE: u8 = 4;
    /// The slot holds a getter and setter.
    pub const ACCESSOR: u8 = 8;
    /// What an assignment makes.
    pub const ALL: Self = Self(7);
    /// What built-in methods have.
    pub const HIDDEN: Self = Self(5);
    /// Only configurable, as `name` and `length` of functions.
    pub const CONFIGURABLE_ONLY: Self = Self(4);
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Whether a value may be assigned.
    #[inline]
    pub fn writable(self) -> bool {
        self.0 & Self::WRITABLE != 0
    }

    /// Whether enumeration shows it.
    #[inline]
    pub fn enumerable(self) -> bool {
        self.0 & Self::ENUMERABLE != 0
    }

    /// Whether it may be deleted or changed.
    #[inline]
    pub fn configurable(self) -> bool {
        self.0 & Self::CONFIGURABLE != 0
    }

    /// Whether it is a getter and setter.
    #[inline]
    pub fn accessor(self) -> bool {
        self.0 & Self::ACCESSOR != 0
    }

    /// With or without a bit.
    #[must_use]
    pub fn with(self, bit: u8, on: bool) -> Self {
        Self(if on { self.0 | bit } else { self.0 & !bit })
    }
}

/// Keys in order of definition, shared by the shapes of one lineage.
#[derive(Clone, Default)]
pub(crate) struct Table {
    /// A deleted entry is `None`; its slot stays.
    entries: Vec<Option<(PropertyKey, Attributes)>>,
    /// Where each is; made when somebody looks for one.
    index: OnceCell<FxHashMap<PropertyKey, u32>>,
}

/// From this many entries on a table is hashed.
const HASH_FROM: usize = 9;

impl Table {
    fn find(&self, key: PropertyKey, count: u32) -> Option<(u32, Attributes)> {
        if self.entries.len() < HASH_FROM {
            return self.search(key, count);
        }
        let at = *self.index.get_or_init(|| self.indexed()).get(&key)?;
        (at < count).then(|| self.entries[at as usize].map(|(_, attributes)| (at, attributes)))?
    }

    /// The same by looking at one after the other.
    fn search(&self, key: PropertyKey, count: u32) -> Option<(u32, Attributes)> {
        let within = &self.entries[..count as usize];
        let at = within.iter().position(|entry| matches!(entry, Some((name, _)) if *name == key))?;
        within[at].map(|(_, attributes)| (at as u32, attributes))
    }

    fn indexed(&self) -> FxHashMap<PropertyKey, u32> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(at, entry)| Some((entry.as_ref()?.0, at as u32))).collect()
    }

    fn push(&mut self, key: PropertyKey, attributes: Attributes) {
        self.entries.push(Some((key, attributes)));
        if let Some(index) = self.index.get_mut() {
            index.insert(key, self.entries.len() as u32 - 1);
        }
    }

    fn copy(&self, count: u32) -> Self {
        Self { entries: self.entries[..count as usize].to_vec(), index: OnceCell::new() }
    }
}

/// A hidden class.
#[derive(Clone, Default)]
pub(crate) struct Shape {
    pub proto: Option<ObjectId>,
    table: Place,
    count: u32,
    /// An object's own, changed in place and never cached.
    pub unique: bool,
    /// Of built-in functions whose `length` and `name` are not properties yet; never cached either.
    pub unnamed: bool,
    transitions: Vec<(PropertyKey, Attributes, ShapeId)>,
}

impl Cell for Shape {
    fn outside(&self) -> usize {
        size_of_val(self.transitions.as_slice())
    }
}

impl Cell for Table {
    fn outside(&self) -> usize {
        size_of_val(self.entries.as_slice()) + self.index.get().map_or(0, |index| index.capacity() * 16)
    }
}

/// All shapes.
#[derive(Clone)]
pub(crate) struct Shapes {
    pub all: Arena<Shape>,
    pub tables: Arena<Table>,
    roots: FxHashMap<Option<ObjectId>, ShapeId>,
    /// By the prototype of their functions: see [`Shape::unnamed`].
    unnamed: FxHashMap<ObjectId, ShapeId>,
    /// While objects are filled that will have no likeness: the shapes they got, each its own from the first property on.
    filling: Option<Vec<ShapeId>>,
}

impl Shapes {
    pub fn new() -> Self {
        Self {
            all: Arena::new(),
            tables: Arena::new(),
            roots: FxHashMap::default(),
            unnamed: FxHashMap::default(),
            filling: None,
        }
    }

    #[inline]
    pub fn get(&self, shape: ShapeId) -> &Shape {
        self.all.get(shape.0)
    }

    fn add(&mut self, shape: Shape) -> ShapeId {
        ShapeId(self.all.insert(shape))
    }

    /// The shape of an object without properties under this prototype.
    pub fn root(&mut self, proto: Option<ObjectId>) -> ShapeId {
        if let Some(&known) = self.roots.get(&proto) {
            return known;
        }
        let table = self.tables.insert(Table::default());
        let shape = self.add(Shape { proto, table, ..Shape::default() });
        self.roots.insert(proto, shape);
        shape
    }

    /// The shape of built-in functions that nobody has looked at.
    pub fn unnamed(&mut self, proto: ObjectId) -> ShapeId {
        if let Some(&known) = self.unnamed.get(&proto) {
            return known;
        }
        let table = self.tables.insert(Table::default());
        let shape = self.add(Shape { proto: Some(proto), table, unique: true, unnamed: true, ..Shape::default() });
        self.unnamed.insert(proto, shape);
        shape
    }

    /// From now on objects are filled that will have no likeness.
    pub fn fill(&mut self) {
        self.filling = Some(Vec::new());
    }

    /// They are filled: what is known of them may be cached.
    pub fn settle(&mut self) {
        for shape in self.filling.take().unwrap_or_default() {
            let shape = self.all.get_mut(shape.0);
            shape.unique = shape.count >= crate::limits::SHARED_SHAPE_KEYS;
        }
    }

    /// Where a property is and what it is like.
    #[inline]
    pub fn find(&self, shape: ShapeId, key: PropertyKey) -> Option<(u32, Attributes)> {
        let shape = self.get(shape);
        let table = self.tables.get(shape.table);
        if self.filling.is_some() { table.search(key, shape.count) } else { table.find(key, shape.count) }
    }

    /// How many slots objects of this shape have.
    pub fn slot_count(&self, shape: ShapeId) -> u32 {
        self.get(shape).count
    }

    /// The keys in order of definition.
    pub fn keys(&self, shape: ShapeId) -> impl Iterator<Item = (u32, PropertyKey, Attributes)> + '_ {
        let shape = self.get(shape);
        let entries = self.tables.get(shape.table).entries[..shape.count as usize].iter();
        entries.enumerate().filter_map(|(at, entry)| entry.map(|(key, attributes)| (at as u32, key, attributes)))
    }

    /// The shape with one property more.
    pub fn extend(&mut self, from: ShapeId, key: PropertyKey, attributes: Attributes) -> ShapeId {
        let shape = self.all.get(from.0);
        let (table, count, proto) = (shape.table, shape.count, shape.proto);
        if shape.unique {
            self.tables.get_mut(table).push(key, attributes);
            self.all.get_mut(from.0).count += 1;
            return from;
        }
        if let Some(&(_, _, to)) = shape.transitions.iter().rev().find(|(k, a, _)| *k == key && *a == attributes) {
            return to;
        }
        if self.filling.is_some() || count >= crate::limits::SHARED_SHAPE_KEYS || shape.transitions.len() >= 512 {
            let unique = self.unshare(from);
            return self.extend(unique, key, attributes);
        }
        let table = if self.tables.get(table).entries.len() == count as usize {
            table
        } else {
            let copy = self.tables.get(table).copy(count);
            self.tables.insert(copy)
        };
        self.tables.get_mut(table).push(key, attributes);
        let to = self.add(Shape { proto, table, count: count + 1, ..Shape::default() });
        self.all.get_mut(from.0).transitions.push((key, attributes, to));
        to
    }

    /// A shape of one object's own with the same properties.
    pub fn unshare(&mut self, from: ShapeId) -> ShapeId {
        let shape = self.get(from);
        if shape.unique {
            return from;
        }
        let (proto, count) = (shape.proto, shape.count);
        let copy = self.tables.get(shape.table).copy(count);
        let table = self.tables.insert(copy);
        let own = self.add(Shape { proto, table, count, unique: true, ..Shape::default() });
        if let Some(filled) = &mut self.filling {
            filled.push(own);
        }
        own
    }

    /// The same properties under another prototype.
    pub fn with_proto(&mut self, from: ShapeId, proto: Option<ObjectId>) -> ShapeId {
        if self.get(from).count == 0 && !self.get(from).unique {
            return self.root(proto);
        }
        let to = self.unshare(from);
        self.all.get_mut(to.0).proto = proto;
        to
    }

    /// Changes a property's attributes; the shape becomes the object's own.
    pub fn change(&mut self, from: ShapeId, slot: u32, attributes: Attributes) -> ShapeId {
        let to = self.unshare(from);
        let table = self.get(to).table;
        if let Some(Some(entry)) = self.tables.get_mut(table).entries.get_mut(slot as usize) {
            entry.1 = attributes;
        }
        to
    }

    /// The same properties, in this order. The shape becomes the object's own.
    pub fn arrange(&mut self, from: ShapeId, entries: impl Iterator<Item = (PropertyKey, Attributes)>) -> ShapeId {
        let to = self.unshare(from);
        let table = self.get(to).table;
        *self.tables.get_mut(table) = Table { entries: entries.map(Some).collect(), index: OnceCell::new() };
        to
    }

    /// Removes a property; its slot stays unused. The shape becomes the object's own.
    pub fn remove(&mut self, from: ShapeId, slot: u32) -> ShapeId {
        let to = self.unshare(from);
        let table = self.get(to).table;
        let table = self.tables.get_mut(table);
        if let (Some((key, _)), Some(index)) = (table.entries[slot as usize].take(), table.index.get_mut()) {
            index.remove(&key);
        }
        to
    }

    /// Marks a shape and gives what it refers to.
    pub fn mark(&mut self, shape: ShapeId, mut found: impl FnMut(PropertyKey), proto: &mut Option<ObjectId>) -> bool {
        if !self.all.mark(shape.0) {
            return false;
        }
        let shape = self.all.get(shape.0);
        *proto = shape.proto;
        let table = shape.table;
        if self.tables.mark(table) {
            self.tables.get(table).entries.iter().flatten().for_each(|(key, _)| found(*key));
        }
        true
    }

    /// What all of them take, roughly.
    pub fn bytes(&self) -> usize {
        self.all.live() * size_of::<Shape>() + self.all.outside() + self.tables.live() * 64 + self.tables.outside()
    }

    /// Forgets the shapes nobody marked.
    pub fn sweep(&mut self) {
        let shapes = &mut self.all;
        self.roots.retain(|_, shape| shapes.is_marked(shape.0));
        self.unnamed.retain(|_, shape| shapes.is_marked(shape.0));
        let branching: Vec<Place> =
            shapes.marked().filter(|place| !shapes.get(*place).transitions.is_empty()).collect();
        for place in branching {
            let mut transitions = std::mem::take(&mut shapes.get_mut(place).transitions);
            transitions.retain(|(_, _, to)| shapes.is_marked(to.0));
            shapes.get_mut(place).transitions = transitions;
        }
        shapes.sweep();
        self.tables.sweep();
    }
}
