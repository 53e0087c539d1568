//! Global lexical names, and what a machine leaves behind while it works in another realm. Not going there: that is `realm`.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::intrinsics::Realm;
use crate::code::Source;
use crate::heap::{ScopeId, StringId};

/// A global lexical name.
pub(super) struct Lexical {
    pub(super) slot: usize,
    pub(super) constant: bool,
    /// The script that declares it, until it has its first value: other scripts are told otherwise that there is none.
    pub(super) awaited: Option<Rc<Source>>,
}

/// What a machine leaves behind while it works in another realm.
pub(super) struct Left {
    pub realm: Realm,
    pub lexicals: FxHashMap<StringId, Lexical>,
    pub lexical_scope: ScopeId,
}
