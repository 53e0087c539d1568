//! Values: small copyable handles. Not what can be done with them: conversions that may run code belong to `machine`.

use super::arena::Place;

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(super) Place);

        impl $name {
            /// The cell's number in its arena.
            #[inline]
            pub fn index(self) -> usize {
                self.0.index()
            }
        }
    };
}

handle! {
    /// An object.
    ObjectId
}
handle! {
    /// A string.
    StringId
}
handle! {
    /// A symbol.
    SymbolId
}
handle! {
    /// A BigInt.
    BigIntId
}
handle! {
    /// A scope: the slots of captured variables.
    ScopeId
}
handle! {
    /// A hidden class.
    ShapeId
}
handle! {
    /// A loaded function body.
    CodeId
}

/// An ECMAScript language value, and `Empty`, which no program ever sees.
///
/// Two words: with a tag of one byte, a value written in two parts and read as a whole would be a store-forwarding stall.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u64)]
pub enum Value {
    /// An array hole, or a binding in its temporal dead zone.
    Empty,
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// Any number.
    Number(f64),
    /// A string.
    String(StringId),
    /// A symbol.
    Symbol(SymbolId),
    /// A BigInt.
    BigInt(BigIntId),
    /// An object or function.
    Object(ObjectId),
}

impl Value {
    /// Whether it is `undefined` or `null`.
    #[inline]
    pub fn is_nullish(self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// Whether it is `undefined`.
    #[inline]
    pub fn is_undefined(self) -> bool {
        matches!(self, Self::Undefined)
    }

    /// The object it is, if it is one.
    #[inline]
    pub fn as_object(self) -> Option<ObjectId> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The hole read as a program would read it.
    #[inline]
    #[must_use]
    pub fn or_undefined(self) -> Self {
        if matches!(self, Self::Empty) { Self::Undefined } else { self }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(f64::from(value))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Number(value as f64)
    }
}

impl From<ObjectId> for Value {
    fn from(value: ObjectId) -> Self {
        Self::Object(value)
    }
}

impl From<StringId> for Value {
    fn from(value: StringId) -> Self {
        Self::String(value)
    }
}

impl From<SymbolId> for Value {
    fn from(value: SymbolId) -> Self {
        Self::Symbol(value)
    }
}

/// A property key in canonical form: a string that is an array index is always `Index`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PropertyKey {
    /// 0 to 2^32 - 2.
    Index(u32),
    /// An interned string.
    String(StringId),
    /// A symbol (or private name).
    Symbol(SymbolId),
}
