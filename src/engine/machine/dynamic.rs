//! Names that objects have: those of `with`, and of what `eval` declares (ECMAScript 9.1.1.2), and the frame that `eval` runs in. Not
//! which names those are: that is the compiler's.

use std::rc::Rc;

use super::{Completion, Machine};
use crate::code::{Code, EvalSite};
use crate::heap::{PropertyKey, Value};

impl Machine {
    /// Whether an object that scopes are searched through has a name.
    pub(super) fn has_binding(&mut self, object: Value, key: PropertyKey) -> Completion<bool> {
        let Value::Object(id) = object else { return Ok(false) };
        if !self.has(id, key)? {
            return Ok(false);
        }
        let unscopables = PropertyKey::Symbol(self.symbols.unscopables);
        let hidden = self.get(object, unscopables)?;
        if hidden.as_object().is_none() {
            return Ok(true);
        }
        let hidden = self.get(hidden, key)?;
        Ok(!self.truthy(hidden))
    }

    /// Whether what had a name, or an alias, still has it.
    pub(super) fn still_has(&mut self, object: Value, key: PropertyKey) -> Completion<bool> {
        object.as_object().map_or(Ok(false), |id| self.has(id, key))
    }

    /// What it has under that name.
    pub(super) fn get_binding(&mut self, object: Value, key: PropertyKey, strict: bool) -> Completion {
        if self.still_has(object, key)? {
            return self.get(object, key);
        }
        if strict { self.not_defined(key) } else { Ok(Value::Undefined) }
    }

    /// Assigns it.
    pub(super) fn set_binding(
        &mut self,
        object: Value,
        key: PropertyKey,
        value: Value,
        strict: bool,
    ) -> Completion<()> {
        if !self.still_has(object, key)? && strict {
            return self.not_defined(key);
        }
        self.set(object, key, value, strict)
    }

    /// Where the running call of `eval` is written by its name; `None` where it is not.
    pub fn take_eval_site(&mut self) -> Option<EvalSite> {
        self.eval_site.take()
    }

    /// Runs what `eval` got: in the scopes of what calls it by its name, or in none.
    pub fn run_eval(&mut self, code: &Rc<Code>, direct: bool) -> Completion {
        self.declare_globals(code, true)?;
        let scope = self.frames.last().filter(|_| direct).and_then(|caller| caller.scope);
        self.descend()?;
        // Another `this` is a variable of the scopes around it.
        let result = self.run_code(code, scope, Value::Object(self.realm.global));
        self.ascend();
        result
    }
}
