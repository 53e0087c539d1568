//! One call of a stack in words, as V8 puts it (`src/objects/call-site-info.cc`). Not which calls a stack has: that is `trace`'s.

use std::rc::Rc;

use super::Machine;
use crate::code::{Era, STATIC_INITIALIZER, Source, is_identifier};
use crate::heap::{Kind, Loaded, ObjectId, PropertyKey, Traced, Value};
use crate::span::position;
use pool::memory::Fact;

impl Machine {
    /// `S.m (file.js:1:2)`: what stands behind `at`.
    pub fn call_line(&mut self, call: &Traced) -> String {
        let name = self.call_name(call);
        let place = self.call_place(call);
        let before = if call.waits { "async " } else { "" };
        let told = if call.new {
            format!("new {}", name.as_deref().unwrap_or("<anonymous>"))
        } else if self.is_method_call(call) {
            self.method_call(call, name)
        } else {
            match name {
                Some(name) => name,
                None => return format!("{before}{place}"),
            }
        };
        format!("{before}{told} ({place})")
    }

    /// `S.m [as n]`
    fn method_call(&mut self, call: &Traced, name: Option<String>) -> String {
        let (kind, method) = (self.holder_name(call.this), self.call_method(call));
        let Some(name) = name else { return format!("{kind}.{}", method.as_deref().unwrap_or("<anonymous>")) };
        let mut told = String::new();
        if is_identifier(&name) && name != kind {
            told = kind + ".";
        }
        told.push_str(&name);
        if let Some(method) = method.filter(|method| !self.ends_with_method(&name, method)) {
            told.push_str(&format!(" [as {method}]"));
        }
        told
    }

    /// Whether a function's name says already which method it is.
    fn ends_with_method(&self, name: &str, method: &str) -> bool {
        let before = name.strip_suffix(method);
        before.is_some_and(|before| {
            before.is_empty()
                || before.ends_with('.')
                || (before.ends_with(' ') && self.knows(Fact::AccessorsTellMethod))
        })
    }

    /// The object of a method call, as lines name it: a function by its own name.
    fn holder_name(&mut self, this: Value) -> String {
        if let Value::Object(function) = this
            && !self.knows(Fact::FunctionsNameCalls)
            && self.is_class(function)
            && let Some(name) = self.debug_name(function)
        {
            return name;
        }
        self.receiver_name(this)
    }

    /// Whether the call had an object as its `this`, and made none.
    pub fn is_method_call(&self, call: &Traced) -> bool {
        !call.new && !self.is_toplevel(call)
    }

    /// Whether its `this` was nothing or the global object.
    pub fn is_toplevel(&self, call: &Traced) -> bool {
        match call.this {
            Value::Object(this) => {
                this == self.realm.global || self.realms.iter().flatten().any(|left| left.realm.global == this)
            }
            this => matches!(this, Value::Undefined | Value::Null | Value::Empty),
        }
    }

    /// What was called (V8 `GetFunctionName`).
    pub fn call_name(&mut self, call: &Traced) -> Option<String> {
        let evaluated = self.source_of(call).is_some_and(|source| source.origin.is_some());
        let Some(function) = call.function else { return evaluated.then(|| "eval".to_owned()) };
        if matches!(self.heap.kind(function), Kind::Native(_))
            && let Some(name) = self.data_of(function, self.keys.name)
            && let Some(name) = self.qualified(function, &name)
        {
            return Some(name);
        }
        self.debug_name(function).or_else(|| evaluated.then(|| "eval".to_owned()))
    }

    /// The few built-ins V8 has longer names for (`Builtins::NameForStackTrace`).
    fn qualified(&mut self, function: ObjectId, name: &str) -> Option<String> {
        if !self.knows(Fact::BuiltinsQualified) {
            return None;
        }
        let is = |machine: &mut Self, holder, key: &str| {
            let key = machine.heap.key(key);
            machine.heap.own(holder, key).is_some_and(|own| machine.holds(own.value, function))
        };
        let (views, strings) = (self.realm.data_view_prototype, self.realm.string_prototype);
        match name {
            "get byteLength" => is(self, views, "byteLength").then(|| "get DataView.prototype.byteLength".to_owned()),
            "indexOf" | "toLowerCase" | "toLocaleLowerCase" => {
                is(self, strings, name).then(|| format!("String.{name}"))
            }
            _ => is(self, views, name).then(|| format!("DataView.prototype.{name}")),
        }
    }

    fn loaded(&self, function: ObjectId) -> Option<&Rc<Loaded>> {
        match self.heap.kind(function) {
            Kind::Function { code, .. } => self.heap.code(*code),
            _ => None,
        }
    }

    fn is_class(&self, function: ObjectId) -> bool {
        self.loaded(function).is_some_and(|loaded| loaded.code.class.is_some())
    }

    /// A function's name as debuggers see it (V8 `JSFunction::GetDebugName`): its `name`, or where the program gives it to
    /// something.
    pub fn debug_name(&mut self, function: ObjectId) -> Option<String> {
        let own = self.heap.own(function, self.keys.name);
        if own.is_none() && self.knows(Fact::DeletedNamesGone) {
            return None;
        }
        let own = own.filter(|own| !own.attributes.accessor()).map(|own| own.value);
        let Some(Value::String(name)) = own else { return self.written_name(function) };
        let name = self.heap.utf8(name);
        match self.loaded(function).map(|loaded| &loaded.code) {
            Some(code) if code.is_evaluated() && name == "anonymous" => None,
            Some(code) if name.is_empty() && code.name.is_empty() => self.written_name(function),
            _ => Some(name).filter(|name| !name.is_empty()),
        }
    }

    /// The name a function has in the source, or gets from where it stands (V8 `SharedFunctionInfo::DebugName`).
    fn written_name(&mut self, function: ObjectId) -> Option<String> {
        let name = match self.loaded(function).map(|loaded| &loaded.code) {
            Some(code) if code.name.is_empty() => code.inferred.to_string(),
            // What `new Function` makes has a name that is none.
            Some(code) if code.is_evaluated() => String::new(),
            Some(code) => code.name.to_string(),
            None => self.data_of(function, self.keys.name).unwrap_or_default(),
        };
        Some(name).filter(|name| !name.is_empty())
    }

    /// What kind of object a method was called on (V8 `JSReceiver::GetConstructorName`).
    pub fn receiver_name(&mut self, this: Value) -> String {
        let object = match this {
            Value::Object(object) => object,
            Value::String(_) => return "String".to_owned(),
            Value::Number(_) => return "Number".to_owned(),
            Value::Boolean(_) => return "Boolean".to_owned(),
            Value::BigInt(_) => return "BigInt".to_owned(),
            _ => return "Symbol".to_owned(),
        };
        if self.heap.is_proxy(object) {
            return "Proxy".to_owned();
        }
        if self.knows(Fact::FunctionsNameCalls)
            && matches!(self.heap.kind(object), Kind::Function { .. } | Kind::Native(_))
            && let Some(name) = self.debug_name(object)
        {
            return name;
        }
        if let Some(name) = self.maker(object).and_then(|maker| self.written_name(maker)) {
            return name;
        }
        let tag = PropertyKey::Symbol(self.symbols.to_string_tag);
        let mut at = Some(object);
        while let Some(current) = at {
            if let Some(Value::String(tag)) = self.data(current, tag) {
                let tag = self.heap.utf8(tag);
                // What makes iterators has a name in one word.
                return if tag.ends_with(" Iterator") && tag != "Array Iterator" { tag.replace(' ', "") } else { tag };
            }
            if current != object
                && let Some(Value::Object(constructor)) = self.data(current, self.keys.constructor)
                && matches!(self.heap.kind(constructor), Kind::Function { .. } | Kind::Native(_))
                && let Some(name) = self.written_name(constructor).filter(|name| name != "Object")
            {
                return name;
            }
            at = self.heap.proto(current);
        }
        match self.heap.kind(object) {
            Kind::Arguments(_) => "Arguments".to_owned(),
            _ => self.class_name(object).to_owned(),
        }
    }

    fn data(&mut self, object: ObjectId, key: PropertyKey) -> Option<Value> {
        self.heap.own(object, key).filter(|own| !own.attributes.accessor()).map(|own| own.value)
    }

    /// The function that made an object, where its prototype does not say: `F` of `F.prototype = {}`.
    fn maker(&mut self, object: ObjectId) -> Option<ObjectId> {
        let proto = self.heap.proto(object).filter(|proto| *proto != self.realm.object_prototype)?;
        let plain = matches!(self.heap.kind(object), Kind::Ordinary);
        if !plain || self.heap.own(proto, self.keys.constructor).is_some() {
            return None;
        }
        self.heap.function_with(self.keys.prototype, Value::Object(proto))
    }

    /// Under which name an object has the function that was called on it (V8 `GetMethodName`).
    pub fn call_method(&mut self, call: &Traced) -> Option<String> {
        let function = call.function?;
        let receiver = match call.this {
            Value::Object(object) => Some(object),
            this => self.members_holder(this),
        }?;
        let name = match self.loaded(function).map(|loaded| &loaded.code) {
            // A method's name is its key; an unnamed function's may be told from where it was put.
            Some(code) if code.name.is_empty() && code.inferred.is_empty() => {
                self.data_of(function, self.keys.name).unwrap_or_default()
            }
            Some(code) if code.name.is_empty() => {
                let inferred = code.inferred.to_string();
                inferred.rsplit('.').next().unwrap_or_default().to_owned()
            }
            Some(code) => code.name.to_string(),
            None => self.data_of(function, self.keys.name).unwrap_or_default(),
        };
        if name == STATIC_INITIALIZER || name == "<instance_members_initializer>" {
            return None;
        }
        let name = name.strip_prefix("get ").or_else(|| name.strip_prefix("set ")).unwrap_or(&name);
        if !name.is_empty() {
            let name = self.heap.intern(name);
            let key = self.heap.string_key(name);
            let mut at = Some(receiver);
            while let Some(object) = at {
                if let Some(own) = self.heap.own(object, key) {
                    if self.holds(own.value, function) {
                        return Some(self.heap.utf8(name));
                    }
                    break;
                }
                at = self.heap.proto(object);
            }
        }
        self.only_key(receiver, function)
    }

    /// Whether a property's value is a function, or the getter or setter it is.
    fn holds(&self, value: Value, function: ObjectId) -> bool {
        let (get, set) = self.heap.accessor(value);
        value == Value::Object(function) || get == Some(function) || set == Some(function)
    }

    /// The one name under which an object or what it inherits from shows a function.
    fn only_key(&self, receiver: ObjectId, function: ObjectId) -> Option<String> {
        let mut found = None;
        let mut at = Some(receiver);
        while let Some(object) = at {
            for (key, own) in self.heap.named(object) {
                let PropertyKey::String(name) = key else { continue };
                if !own.attributes.enumerable() || !self.holds(own.value, function) || found == Some(name) {
                    continue;
                }
                if found.is_some() {
                    return None;
                }
                found = Some(name);
            }
            at = self.heap.proto(object);
        }
        found.map(|name| self.heap.utf8(name))
    }

    /// Whether this release's V8 points there.
    pub(super) fn points(&self, era: Era) -> bool {
        match era {
            Era::Always => true,
            Era::First => !self.knows(Fact::PlacesRevised),
            Era::Revised => self.knows(Fact::PlacesRevised),
            Era::EachAnew => self.knows(Fact::EachPointsAnew),
            Era::EachOnce => !self.knows(Fact::EachPointsAnew),
        }
    }

    /// The text a call is in.
    pub fn source_of(&self, call: &Traced) -> Option<Rc<Source>> {
        call.code.and_then(|code| self.heap.code(code)).map(|loaded| Rc::clone(&loaded.code.source))
    }

    /// The byte of that text the call had come to.
    pub fn spot_of(&self, call: &Traced) -> usize {
        let loaded = call.code.and_then(|code| self.heap.code(code));
        loaded.map_or(0, |loaded| loaded.code.spot_at(call.at as usize, |era| self.points(era)) as usize)
    }

    /// The byte of that text where what was called begins.
    pub fn start_of(&self, call: &Traced) -> usize {
        let loaded = call.code.and_then(|code| self.heap.code(code));
        loaded.map_or(0, |loaded| loaded.code.span.start as usize)
    }

    /// `file.js:1:2`
    fn call_place(&self, call: &Traced) -> String {
        let Some(source) = self.source_of(call) else { return "<anonymous>".to_owned() };
        let at = position(&source.text, self.spot_of(call));
        match &source.origin {
            Some(origin) => format!("{origin}, <anonymous>:{}:{}", at.line, at.column),
            None => format!("{}:{}:{}", source.name, at.line, at.column),
        }
    }

    /// How stack lines call the text that the running code evaluates: by where it does so.
    pub fn eval_origin(&mut self) -> String {
        let Some(frame) = self.frames.last() else { return "eval at <anonymous>".to_owned() };
        let at = frame.pc.saturating_sub(1) as u32;
        let call = Traced {
            code: Some(frame.code),
            at,
            new: false,
            waits: false,
            function: frame.function,
            this: Value::Undefined,
        };
        let name = call.function.and_then(|function| self.written_name(function));
        let place = match self.source_of(&call).and_then(|source| source.origin.clone()) {
            Some(origin) => origin,
            None => self.call_place(&call),
        };
        format!("eval at {} ({place})", name.as_deref().unwrap_or("<anonymous>"))
    }
}
