//! The private names of a class that is being read: which are declared, which are used. Not the classes.

use super::ast::{MethodKind, Name};
use crate::span::Span;
use std::collections::HashMap;

/// How a private name is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Private {
    /// A getter or setter whose other half is missing.
    Half(MethodKind, bool),
    /// Anything that cannot be declared again.
    Whole,
}

/// The private names of a class that is being read.
#[derive(Default)]
pub(super) struct PrivateNames {
    pub declared: HashMap<Name, Private>,
    pub used: HashMap<Name, Span>,
}

impl PrivateNames {
    /// Notes a use; whether it is declared is known at the end of the class.
    pub fn refer(&mut self, name: Name, caret: Span) {
        self.used.entry(name).or_insert(caret);
    }

    /// Notes a declaration; the answer is whether the name was free.
    pub fn declare(&mut self, name: Name, kind: Option<MethodKind>, is_static: bool) -> bool {
        let new = match kind {
            Some(kind @ (MethodKind::Getter | MethodKind::Setter)) => Private::Half(kind, is_static),
            _ => Private::Whole,
        };
        match (self.declared.get(&name), new) {
            (None, _) => {
                self.declared.insert(name, new);
                true
            }
            (Some(&Private::Half(known, known_static)), Private::Half(kind, _))
                if known != kind && known_static == is_static =>
            {
                self.declared.insert(name, Private::Whole);
                true
            }
            _ => false,
        }
    }
}
