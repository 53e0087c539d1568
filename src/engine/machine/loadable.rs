//! The program's own modules as the machine keeps them, and who finds them. Not loading: that is `modules`.

use std::rc::Rc;

use crate::code::Code;
use crate::heap::{ObjectId, ScopeId, Value};

/// Finds a module by who asks and what it asks for: its full name and its text.
type Find = dyn Fn(&str, &str) -> Option<(String, String)>;

/// Who finds the program's own modules, if somebody does.
#[derive(Clone, Default)]
pub struct Loader(pub Option<Rc<Find>>);

/// A module of the program's own.
#[derive(Clone, Default)]
pub(super) struct Loadable {
    /// Its full name.
    pub url: String,
    /// Its body; `None` where it could not be read.
    pub code: Option<Rc<Code>>,
    /// Where its variables are, once it runs.
    pub scope: Option<ScopeId>,
    /// What it promises, where it awaits.
    pub promise: Option<ObjectId>,
    /// What it threw.
    pub failed: Option<Value>,
    /// Its namespace, once somebody asked for it.
    pub namespace: Option<ObjectId>,
    /// The module it waits for.
    pub waits_for: Option<usize>,
}
