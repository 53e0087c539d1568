//! What the compiler does not carry out yet, refused by name. Not what the language leaves out for good: the parser says that.

use super::compiler::Refusal;
use crate::span::Span;

/// A construct that parses and has no instructions yet.
pub(super) fn refuse<T>(what: &str, span: Span) -> Result<T, Refusal> {
    Err(Refusal { message: format!("{what} are not in slabscope's JavaScript yet"), span, syntax: true })
}
