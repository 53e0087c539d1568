//! Names that objects have: those of `with`, and of what `eval` declares (ECMAScript 9.1.1.2), and the frame that `eval` runs in. Not
//! which names those are: that is the compiler's.

use std::rc::Rc;

use super::frame::Frame;
use super::{Completion, Machine};
use crate::code::{Code, EvalSite, GlobalKind};
use crate::heap::{Attributes, PropertyKey, Value};

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

    /// What it has under that name.
    pub(super) fn get_binding(&mut self, object: Value, key: PropertyKey, strict: bool) -> Completion {
        let there = object.as_object().map_or(Ok(false), |id| self.has(id, key))?;
        if there {
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
        let there = object.as_object().map_or(Ok(false), |id| self.has(id, key))?;
        if strict && !there {
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
        self.declare_evaluated(code)?;
        let id = self.load(code);
        let Some(loaded) = self.heap.code(id).map(Rc::clone) else { return Ok(Value::Undefined) };
        let caller = self.frames.last().filter(|_| direct);
        let base = self.top();
        let frame = Frame {
            loaded,
            code: id,
            pc: 0,
            base,
            scope: caller.and_then(|caller| caller.scope),
            scopes: 0,
            // Another one is a variable of the scopes around it.
            this: Value::Object(self.realm.global),
            function: None,
            new_target: None,
            to: 0,
            entry: true,
            generator: None,
        };
        self.descend()?;
        let result = self.enter(frame);
        self.ascend();
        self.stack.truncate(base);
        result
    }

    /// Declares what `eval` declares globally: its variables can be deleted (ECMAScript `EvalDeclarationInstantiation`).
    fn declare_evaluated(&mut self, code: &Code) -> Completion<()> {
        let names: Vec<_> = code.globals.iter().map(|(name, kind)| (self.heap.intern(name.clone()), *kind)).collect();
        self.may_declare(&names, true)?;
        if !names.is_empty() {
            self.heap.new_epoch();
        }
        for (name, kind) in names {
            let key = PropertyKey::String(name);
            let own = self.heap.own(self.realm.global, key);
            let renewed = kind == GlobalKind::Function && own.is_some_and(|own| own.attributes.configurable());
            if own.is_none() || renewed {
                self.heap.put_with(self.realm.global, key, Value::Undefined, Attributes::ALL);
            }
        }
        Ok(())
    }
}
