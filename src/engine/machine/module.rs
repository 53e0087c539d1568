//! What `import` binds. Not which modules there are: the library keeps `require` for that.

use super::{Completion, Machine, message};
use crate::heap::{Attributes, Kind, PropertyKey, Value};

impl Machine {
    /// A module by its specifier.
    pub(super) fn import(&mut self, name: PropertyKey) -> Completion {
        let name = self.heap.key_value(name);
        self.call(Value::Object(self.node.require), Value::Undefined, &[name])
    }

    /// A name a module exports.
    pub(super) fn import_member(&mut self, module: Value, key: PropertyKey, name: PropertyKey) -> Completion {
        if let Value::Object(object) = module
            && self.has(object, key)?
        {
            return self.get(module, key);
        }
        let (name, key) = (self.key_text(name), self.key_text(key));
        self.fail(message::UNRESOLVABLE_EXPORT, [&name, &key])
    }

    /// A module namespace object (ECMAScript 10.4.6).
    pub(super) fn import_namespace(&mut self, module: Value) -> Completion {
        let namespace = self.heap.object(None, Kind::Ordinary);
        let fixed = Attributes::ALL.with(Attributes::CONFIGURABLE, false).with(Attributes::WRITABLE, false);
        let mut named = Vec::new();
        if let Value::Object(object) = module {
            for key in self.heap.own_keys(object) {
                if let PropertyKey::String(_) = key {
                    named.push((self.key_text(key), self.get(module, key)?));
                }
            }
        }
        named.push(("default".to_owned(), module));
        named.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, value) in named {
            let key = self.heap.key(&name);
            self.heap.put_with(namespace, key, value, fixed);
        }
        let tag = self.heap.string_value("Module");
        self.heap.put_with(namespace, PropertyKey::Symbol(self.symbols.to_string_tag), tag, Attributes::NONE);
        self.heap.prevent_extensions(namespace);
        Ok(Value::Object(namespace))
    }
}
