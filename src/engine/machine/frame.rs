//! An active call of the program. Not calling: that is `call`.

use std::rc::Rc;

use super::Machine;
use crate::code::Register;
use crate::heap::{CodeId, Loaded, ObjectId, ScopeId, Value};
use crate::span::position;

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
}

impl Machine {
    /// The active calls, innermost first, as stack traces word them.
    pub(super) fn trace(&self, limit: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for frame in self.frames.iter().rev() {
            if lines.len() == limit {
                break;
            }
            let code = &frame.loaded.code;
            if code.source.name.is_empty() && frame.function.is_none() {
                continue;
            }
            let at = position(&code.source.text, code.span_at(frame.pc.saturating_sub(1)).start as usize);
            let place = format!("{}:{}:{}", code.source.name, at.line, at.column);
            let name = code.name.to_string();
            lines.push(if frame.function.is_none() && name.is_empty() {
                place
            } else if name.is_empty() {
                format!("<anonymous> ({place})")
            } else {
                format!("{name} ({place})")
            });
        }
        lines
    }
}
