//! Functions of the program as objects. Not calling them.

use std::rc::Rc;

use super::Machine;
use crate::code::Code;
use crate::heap::{Attributes, CodeId, Kind, Loaded, ScopeId, Value, flag};
use pool::memory::Fact;

impl Machine {
    /// A function of the running code, closed over the running scope.
    pub(super) fn closure(&mut self, loaded: &Loaded, function: usize) -> Value {
        let scope = self.frames.last().and_then(|frame| frame.scope);
        self.function_object(loaded.functions[function], &loaded.code.functions[function], scope)
    }

    /// A function whose free names are global.
    pub fn function_of(&mut self, body: &Rc<Code>) -> Value {
        let code = self.load(body);
        self.function_object(code, body, None)
    }

    fn function_object(&mut self, code: CodeId, body: &Code, scope: Option<ScopeId>) -> Value {
        let kind = Kind::Function { code, scope, home: None };
        let flavour = body.flavour as usize;
        let object = self.heap.object(Some(self.realm.function_prototypes[flavour]), kind);
        let quiet = Attributes::CONFIGURABLE_ONLY;
        self.heap.put_with(object, self.keys.length, Value::from(u32::from(body.length)), quiet);
        let name = Value::String(self.heap.intern(body.name.clone()));
        self.heap.put_with(object, self.keys.name, name, quiet);
        if body.constructs {
            self.heap.get_mut(object).flags |= flag::CONSTRUCTOR;
            // What sloppy functions have of their own until Node 26; not what V8 finds there during a call.
            if !body.strict && !self.knows(Fact::BareFunctions) {
                self.heap.put_with(object, self.keys.arguments, Value::Null, Attributes::NONE);
                self.heap.put_with(object, self.keys.caller, Value::Null, Attributes::NONE);
            }
            let prototype = self.object();
            self.heap.put_with(prototype, self.keys.constructor, Value::Object(object), Attributes::HIDDEN);
            self.heap.put_with(object, self.keys.prototype, Value::Object(prototype), Attributes(Attributes::WRITABLE));
        }
        if let Some(proto) = self.realm.generator_prototypes[flavour] {
            let prototype = self.heap.object(Some(proto), Kind::Ordinary);
            self.heap.put_with(object, self.keys.prototype, Value::Object(prototype), Attributes(Attributes::WRITABLE));
        }
        Value::Object(object)
    }
}
