//! An active call of the program. Not calling: that is `call`.

use std::rc::Rc;

use crate::code::Register;
use crate::heap::{CodeId, Loaded, ObjectId, ScopeId, Value};

/// An active call of a function of the program, or of a script.
pub(super) struct Frame {
    /// Its body.
    pub loaded: Rc<Loaded>,
    /// The body's handle, kept alive while it runs.
    pub code: CodeId,
    /// The next instruction.
    pub pc: usize,
    /// Its first register on the stack.
    pub base: usize,
    /// The innermost open scope.
    pub scope: Option<ScopeId>,
    /// How many scopes it has opened itself.
    pub scopes: u16,
    /// `this`
    pub this: Value,
    /// The function; `None` for a script.
    pub function: Option<ObjectId>,
    /// The constructor `new` was used with.
    pub new_target: Option<ObjectId>,
    /// The caller's register for the result.
    pub to: Register,
    /// Whether the result goes to a built-in instead of the calling frame.
    pub entry: bool,
    /// The generator whose call it is, or what stands for an asynchronous function's.
    pub generator: Option<ObjectId>,
}

/// A built-in that another built-in has called.
#[derive(Clone)]
pub(super) struct Builtin {
    /// It.
    pub function: ObjectId,
    /// Its `this`.
    pub this: Value,
    /// Whether it was called with `new`.
    pub new: bool,
    /// How many frames there were.
    pub depth: usize,
}

/// What a copy's accesses see is its own: see [`Loaded`].
impl Clone for Frame {
    fn clone(&self) -> Self {
        Self { loaded: Rc::new(Loaded::clone(&self.loaded)), ..*self }
    }
}
