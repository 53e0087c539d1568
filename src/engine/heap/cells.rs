//! What the arenas hold beside objects and shapes: strings, symbols, BigInts, scopes and loaded function bodies. Not what is
//! done with them.

use std::cell::OnceCell;
use std::rc::Rc;

use num_bigint::BigInt;
use thin_vec::ThinVec;

use super::arena::Cell;
use super::value::{CodeId, ObjectId, PropertyKey, ScopeId, ShapeId, StringId, Value};
use crate::code::Code;
use crate::text::Text;

/// A string cell.
#[derive(Clone, Default)]
pub(crate) enum StringCell {
    /// A free cell.
    #[default]
    Free,
    /// Contents in one piece.
    Flat { text: Text, interned: bool },
    /// Two strings one after the other, put together when somebody looks.
    Rope { left: StringId, right: StringId, length: u32, wide: bool, flat: OnceCell<Text> },
}

impl Cell for StringCell {
    fn outside(&self) -> usize {
        match self {
            Self::Free => 0,
            Self::Flat { text, .. } => text.bytes(),
            Self::Rope { flat, .. } => flat.get().map_or(0, Text::bytes),
        }
    }
}

/// A symbol cell.
#[derive(Clone, Default)]
pub(crate) struct SymbolCell {
    pub(super) description: Option<StringId>,
    /// `#x`: a private name, invisible to reflection.
    pub(super) private: bool,
    /// Whose instances have a private method of this name, for the message to others.
    pub(super) brand: Option<StringId>,
}

impl Cell for SymbolCell {}

#[derive(Clone, Default)]
pub(crate) struct BigIntCell(pub(super) BigInt);

impl Cell for BigIntCell {
    fn outside(&self) -> usize {
        self.0.bits() as usize / 8
    }
}

/// The captured variables of one activation of a scope.
#[derive(Clone, Default)]
pub(crate) struct ScopeCell {
    pub parent: Option<ScopeId>,
    pub slots: ThinVec<Value>,
}

impl Cell for ScopeCell {
    fn outside(&self) -> usize {
        self.slots.capacity() * size_of::<Value>()
    }
}

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
    /// How many realms had been left for the one it belongs to.
    pub realm: usize,
}

impl Loaded {
    /// What it takes, roughly.
    pub(super) fn bytes(&self) -> usize {
        512 + self.code.ops.len() * 16
            + size_of_val(self.constants.as_slice())
            + size_of_val(self.keys.as_slice())
            + size_of_val(self.caches.as_slice())
            + size_of_val(self.globals.as_slice())
    }
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

/// What a program sees of a built-in function: a row of a table, no cell.
#[derive(Clone, Copy)]
pub(super) struct Native {
    pub name: StringId,
    pub length: u8,
}

#[derive(Default)]
pub(crate) struct CodeCell(pub(super) Option<Rc<Loaded>>);

impl Cell for CodeCell {
    fn outside(&self) -> usize {
        self.0.as_ref().map_or(0, |loaded| loaded.bytes())
    }
}

impl Clone for CodeCell {
    fn clone(&self) -> Self {
        Self(self.0.as_ref().map(|loaded| Rc::new(Loaded::clone(loaded))))
    }
}

/// A copy remembers nothing of what accesses saw: the same numbers may be other shapes where it goes.
impl Clone for Loaded {
    fn clone(&self) -> Self {
        Self {
            code: Rc::clone(&self.code),
            constants: self.constants.clone(),
            keys: self.keys.clone(),
            functions: self.functions.clone(),
            realm: self.realm,
            caches: self.caches.iter().map(|_| std::cell::Cell::default()).collect(),
            globals: self.globals.iter().map(|_| std::cell::Cell::default()).collect(),
        }
    }
}
