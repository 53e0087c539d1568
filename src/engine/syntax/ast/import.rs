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

/// One thing a module exports.
#[derive(Debug)]
pub struct ExportEntry {
    /// Under which name; `None` where it is everything another module exports.
    pub exported: Option<Name>,
    /// What.
    pub what: Exported,
}

/// What an export is.
#[derive(Debug)]
pub enum Exported {
    /// A variable of the module.
    Local(Name),
    /// Something of another module, or all of it.
    From {
        /// Its specifier.
        module: Text,
        /// Its name there.
        name: Option<Name>,
    },
}
