//! What `import` binds. Not which modules there are: the library keeps `require` for that.

use super::modules::Exporting;
use super::{Completion, Machine, message};
use crate::heap::{Attributes, Derived, Kind, ObjectId, PropertyKey, Value};

impl Machine {
    /// A module by its specifier: a number where it is the program's own.
    pub(super) fn import(&mut self, name: PropertyKey) -> Completion {
        let specifier = self.key_text(name);
        let (here, referrer) = self.importing();
        if let Some(module) = self.load_module(here, &referrer, &specifier)? {
            return Ok(module.into());
        }
        let name = self.heap.key_value(name);
        self.call(Value::Object(self.node.require), Value::Undefined, &[name])
    }

    /// `import(specifier, options)`: a promise of the module's namespace (ECMAScript 13.3.10).
    pub(super) fn import_call(&mut self, specifier: Value, options: Value) -> Completion {
        let promise = self.new_promise();
        self.heap.hold(Value::Object(promise));
        let found = self.import_now(specifier, options, promise);
        // Otherwise it comes later.
        if found != Ok(Value::Empty) {
            self.settle_derived(Derived::Promise(promise), found)?;
        }
        Ok(Value::Object(promise))
    }

    fn import_now(&mut self, specifier: Value, options: Value, promise: ObjectId) -> Completion {
        let name = self.to_string(specifier)?;
        if options == Value::Empty {
            let shown = self.heap.utf8(name);
            return self.fail(message::SOURCE_PHASE_IMPORT, [&shown]);
        }
        if !options.is_undefined() {
            if options.as_object().is_none() {
                return self.fail(message::NON_OBJECT_IMPORT_OPTIONS, []);
            }
            let key = self.heap.key("with");
            let given = self.get(options, key)?;
            if !given.is_undefined() {
                let Value::Object(object) = given else { return self.fail(message::NON_OBJECT_ATTRIBUTES, []) };
                for key in self.keys_of(object)? {
                    let value = self.get(given, key)?;
                    if !matches!(value, Value::String(_)) {
                        return self.fail(message::NON_STRING_ATTRIBUTE, []);
                    }
                }
            }
        }
        let specifier = self.heap.utf8(name);
        if self.loads(&specifier) {
            let (_, referrer) = self.importing();
            let referrer = self.heap.string_value(referrer);
            let record = self.array([Value::Object(promise), Value::String(name), referrer]);
            let job = self.closure_like(self.realm.import_steps[0], record);
            self.queue_microtask(job);
            return Ok(Value::Empty);
        }
        let module = self.call(Value::Object(self.node.require), Value::Undefined, &[Value::String(name)])?;
        self.import_namespace(module)
    }

    /// A name a module exports.
    pub(super) fn import_member(&mut self, module: Value, key: PropertyKey, name: PropertyKey) -> Completion {
        if let Value::Number(number) = module {
            let exported = self.key_text(key);
            return match self.find_export(number as usize, &exported, &mut Vec::new())? {
                Exporting::At(scope, slot) => Ok(Value::Object(self.heap.object(None, Kind::Binding { scope, slot }))),
                Exporting::Missing => {
                    let name = self.key_text(name);
                    self.fail(message::UNRESOLVABLE_EXPORT, [&name, &exported])
                }
                Exporting::Ambiguous => {
                    let name = self.key_text(name);
                    self.fail(message::AMBIGUOUS_EXPORT, [&name, &exported])
                }
            };
        }
        if self.key_text(key) == "default" {
            return Ok(module);
        }
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
        if let Value::Number(number) = module {
            return self.module_namespace(number as usize).map(Value::Object);
        }
        let key = PropertyKey::Symbol(self.symbols.namespace);
        if let Some(known) = module.as_object().and_then(|object| self.heap.own(object, key)) {
            return Ok(known.value);
        }
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
        if let Value::Object(object) = module {
            self.heap.put_with(object, key, Value::Object(namespace), Attributes::HIDDEN);
        }
        Ok(Value::Object(namespace))
    }
}
