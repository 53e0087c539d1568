//! `import` declarations.

use super::name::{Identifier, Name};
use crate::span::Span;
use crate::text::Text;

/// `import defaultName, { a as b }, * as all from 'module'`.
#[derive(Debug)]
pub struct Import {
    /// The module's specifier.
    pub module: Text,
    /// Where the specifier stands.
    pub module_span: Span,
    /// What is taken under which local name.
    pub bindings: Vec<ImportBinding>,
}

/// One imported name.
#[derive(Debug)]
pub struct ImportBinding {
    /// What of the module.
    pub imported: Imported,
    /// The local name.
    pub local: Identifier,
}

/// What an import takes from a module.
#[derive(Clone, Copy, Debug)]
pub enum Imported {
    /// `import x from`
    Default,
    /// `import * as x from`
    Namespace,
    /// `import { x } from`
    Named(Name),
}
