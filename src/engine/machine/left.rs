//! Global lexical names, and what a machine leaves behind while it works in another realm. Not going there: that is `realm`.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Machine;
use super::intrinsics::Realm;
use crate::code::Source;
use crate::heap::{Loaded, ObjectId, ScopeId, StringId};

/// A global lexical name.
pub(super) struct Lexical {
    pub(super) slot: usize,
    pub(super) constant: bool,
    /// The script that declares it, until it has its first value: other scripts are told otherwise that there is none.
    pub(super) awaited: Option<Rc<Source>>,
}

impl Machine {
    /// The realm that what runs was written in, if that was left.
    pub(super) fn own_realm(&self) -> Option<&Left> {
        self.left.get(self.frames.last()?.loaded.realm)
    }

    /// The global object of the code's realm.
    pub(super) fn global_of(&self, loaded: &Loaded) -> ObjectId {
        self.left.get(loaded.realm).map_or(self.realm.global, |left| left.realm.global)
    }

    /// The global object of what runs.
    pub(super) fn own_global(&self) -> ObjectId {
        self.own_realm().map_or(self.realm.global, |left| left.realm.global)
    }

    /// A global lexical name of what runs.
    pub(super) fn own_lexical(&self, name: StringId) -> Option<(&Lexical, ScopeId)> {
        let (lexicals, scope) = match self.own_realm() {
            Some(left) => (&left.lexicals, left.lexical_scope),
            None => (&self.lexicals, self.lexical_scope),
        };
        lexicals.get(&name).map(|lexical| (lexical, scope))
    }
}

/// What a machine leaves behind while it works in another realm.
pub(super) struct Left {
    pub realm: Realm,
    pub lexicals: FxHashMap<StringId, Lexical>,
    pub lexical_scope: ScopeId,
}
