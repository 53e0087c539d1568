//! Names and scopes as numbers the parser hands out. Not what they stand for: that is `code`'s business.

use crate::span::Span;

/// An identifier or property name, as an index into `Script::names`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(pub u32);

/// A scope-making construct (function, block, loop, catch, class, switch, script), numbered by the parser in the order
/// they open; `code` keeps its findings about scopes in a table with this index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScopeId(pub u32);

/// A name where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Identifier {
    /// The name.
    pub name: Name,
    /// Where.
    pub span: Span,
}
