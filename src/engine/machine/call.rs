//! Calling: functions of the program get a frame, built-ins run at once. Not iteration, not collection.

use std::rc::Rc;

use super::frame::{Builtin, Frame};
use super::{Call, Completion, Machine, Thrown, message};
use crate::code::site::{self, Use};
use crate::code::{ClassKind, Code, Flavour, Register, Site};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value, flag, limits, row_of};

impl Machine {
    /// `function(this, ...arguments)` (ECMAScript `Call`).
    pub fn call(&mut self, function: Value, this: Value, arguments: &[Value]) -> Completion {
        let Some(callee) = function.as_object().filter(|id| self.heap.is_callable(*id)) else {
            let shown = self.briefly(function);
            return self.fail(message::CALLED_NON_CALLABLE, [&shown]);
        };
        self.invoke(callee, this, arguments, None)
    }

    /// `new constructor(...arguments)` (ECMAScript `Construct`).
    pub fn construct(&mut self, constructor: ObjectId, arguments: &[Value], new_target: ObjectId) -> Completion {
        if let Kind::Bound(bound) = self.heap.kind(constructor) {
            let (target, mut all) = (bound.target, bound.arguments.clone());
            all.extend_from_slice(arguments);
            let new_target = if new_target == constructor { target } else { new_target };
            return self.construct(target, &all, new_target);
        }
        if self.heap.get(constructor).flags & flag::CONSTRUCTOR == 0 {
            let shown = self.briefly(Value::Object(constructor));
            return self.fail(message::NOT_CONSTRUCTOR, [&shown]);
        }
        if self.heap.is_proxy(constructor) {
            return self.proxy_construct(constructor, arguments, new_target);
        }
        self.invoke(constructor, Value::Empty, arguments, Some(new_target))
    }

    /// A value as messages about it show it, briefly.
    pub(super) fn briefly(&mut self, value: Value) -> String {
        match value {
            Value::String(string) => format!("\"{}\"", self.heap.utf8(string)),
            Value::Object(object) if self.heap.is_callable(object) => {
                self.data_of(object, self.keys.name).unwrap_or_default()
            }
            Value::Object(object) => self.object_text(object),
            Value::Symbol(symbol) => self.key_text(PropertyKey::Symbol(symbol)),
            other => self.to_text(other).map(|text| text.to_string()).unwrap_or_default(),
        }
    }

    /// Goes one level deeper in a built-in that calls itself; what went down comes up again with `ascend`.
    pub fn descend(&mut self) -> Completion<()> {
        if self.natives >= limits::NATIVE_DEPTH {
            return self.fail(message::STACK_OVERFLOW, []);
        }
        self.natives += 1;
        Ok(())
    }

    /// Comes back from one level.
    pub fn ascend(&mut self) {
        self.natives -= 1;
    }

    fn invoke(
        &mut self,
        callee: ObjectId,
        this: Value,
        arguments: &[Value],
        new_target: Option<ObjectId>,
    ) -> Completion {
        if self.natives >= limits::NATIVE_DEPTH || self.frames.len() >= limits::CALL_DEPTH {
            return self.fail(message::STACK_OVERFLOW, []);
        }
        if let Some(realm) = self.elsewhere(callee) {
            return self.in_realm(realm, |machine| machine.invoke(callee, this, arguments, new_target));
        }
        // A built-in that calls back again and again is stopped here.
        self.tick()?;
        let start = self.top();
        self.stack.truncate(start);
        self.stack.push(Value::Object(callee));
        self.stack.push(this);
        self.stack.extend_from_slice(arguments);
        self.natives += 1;
        let scope = self.heap.open_handles();
        let result = self.invoke_on_stack(callee, this, start + 2, arguments.len(), new_target);
        self.natives -= 1;
        self.stack.truncate(start);
        self.heap.close_handles(scope);
        self.held(result)
    }

    /// The realm of a function, where there are several and it is not this one.
    #[inline]
    pub(super) fn elsewhere(&self, callee: ObjectId) -> Option<usize> {
        if self.realms.is_empty() { None } else { self.foreign(callee) }
    }

    /// Holds what a call gave or threw.
    #[inline]
    pub(super) fn held(&mut self, result: Completion) -> Completion {
        if let Ok(value) | Err(Thrown::Value(value)) = &result {
            self.heap.hold(*value);
        }
        result
    }

    /// Calls a getter; a built-in one at once.
    pub(super) fn call_getter(&mut self, getter: ObjectId, this: Value) -> Completion {
        if let Kind::Native(row) = self.heap.kind(getter)
            && self.natives < limits::NATIVE_DEPTH
            && self.elsewhere(getter).is_none()
        {
            let native = self.rows[row_of(*row)].native;
            let call = Call { this, new_target: None, callee: getter, start: self.stack.len(), count: 0 };
            self.natives += 1;
            self.builtins.push(Builtin { function: getter, this, new: false, depth: self.frames.len() });
            let scope = self.heap.open_handles();
            self.heap.hold(Value::Object(getter));
            self.heap.hold(this);
            let result = native(self, &call);
            self.natives -= 1;
            self.builtins.pop();
            self.heap.close_handles(scope);
            return self.held(result);
        }
        self.call(Value::Object(getter), this, &[])
    }

    fn invoke_on_stack(
        &mut self,
        callee: ObjectId,
        this: Value,
        start: usize,
        count: usize,
        new_target: Option<ObjectId>,
    ) -> Completion {
        match self.heap.kind(callee) {
            Kind::Function { .. } => {
                let depth = self.frames.len();
                self.push_frame(callee, this, start, count, new_target, 0)?;
                if let Some(frame) = self.frames.get_mut(depth) {
                    frame.entry = true;
                }
                self.run()
            }
            Kind::Native(row) => {
                let native = self.rows[row_of(*row)].native;
                if new_target.is_some() && self.heap.get(callee).flags & flag::PLAIN != 0 {
                    let this = self.plain_instance(callee)?;
                    let answer = native(self, &Call { this, new_target: None, callee, start, count })?;
                    return Ok(if answer.as_object().is_some() { answer } else { this });
                }
                let new = new_target.is_some();
                self.builtins.push(Builtin { function: callee, this, new, depth: self.frames.len() });
                let result = native(self, &Call { this, new_target, callee, start, count });
                self.builtins.pop();
                result
            }
            Kind::Bound(bound) => {
                let (target, this, mut all) = (bound.target, bound.this, bound.arguments.clone());
                all.extend_from_slice(&self.stack[start..start + count]);
                self.call(Value::Object(target), this, &all)
            }
            Kind::Proxy { .. } => {
                let all = self.stack[start..start + count].to_vec();
                self.proxy_call(callee, this, &all)
            }
            _ => self.fail(message::CALLED_NON_CALLABLE, ["undefined"]),
        }
    }

    /// The object `new` gives a plain function as its `this`.
    fn plain_instance(&mut self, function: ObjectId) -> Completion {
        let key = self.keys.prototype;
        if self.heap.own(function, key).is_none() {
            let prototype = self.object();
            self.heap.put_with(prototype, self.keys.constructor, Value::Object(function), Attributes::HIDDEN);
            self.heap.put_with(function, key, Value::Object(prototype), Attributes(Attributes::WRITABLE));
        }
        let proto = self.get(Value::Object(function), key)?.as_object().unwrap_or(self.realm.object_prototype);
        Ok(Value::Object(self.heap.object(Some(proto), Kind::Ordinary)))
    }

    /// The first stack place no active call uses.
    pub(super) fn top(&self) -> usize {
        self.stack.len()
    }

    /// Calls what stands at `base` of the running frame. A function of the program gets a frame and runs next; the result of
    /// anything else is stored at once.
    pub(super) fn call_register(
        &mut self,
        to: Register,
        at: usize,
        count: usize,
        new_target: Option<ObjectId>,
    ) -> Completion<()> {
        let (callee, this) = (self.stack[at], self.stack[at + 1]);
        let Some(callee) = callee.as_object() else { return self.not_callable(callee, new_target.is_some()) };
        let elsewhere = self.elsewhere(callee).is_some();
        match self.heap.kind(callee) {
            Kind::Function { .. } if !elsewhere => {
                if self.frames.len() >= limits::CALL_DEPTH || at > limits::STACK_VALUES {
                    return self.fail(message::STACK_OVERFLOW, []);
                }
                let this = if new_target.is_some() { Value::Empty } else { this };
                self.push_frame(callee, this, at + 2, count, new_target, to)
            }
            Kind::Native(row)
                if !elsewhere && (new_target.is_none() || self.heap.get(callee).flags & flag::PLAIN == 0) =>
            {
                let native = self.rows[row_of(*row)].native;
                // What lies above the arguments is dead; a built-in that calls back uses it.
                let above = at + 2 + count;
                self.stack.truncate(above);
                let call = Call { this, new_target, callee, start: at + 2, count };
                let result = native(self, &call);
                self.answer_register(to, above, result)
            }
            Kind::Proxy { .. } if !self.heap.is_callable(callee) => {
                self.not_callable(Value::Object(callee), new_target.is_some())
            }
            Kind::Function { .. } | Kind::Native(_) | Kind::Bound(_) | Kind::Proxy { .. } => {
                let arguments = self.stack[at + 2..at + 2 + count].to_vec();
                let above = at + 2 + count;
                self.stack.truncate(above);
                let result = match new_target {
                    Some(new_target) => self.construct(callee, &arguments, new_target),
                    None => self.call(Value::Object(callee), this, &arguments),
                };
                self.answer_register(to, above, result)
            }
            _ => self.not_callable(Value::Object(callee), new_target.is_some()),
        }
    }

    /// Gives the running frame its registers back after a call that was carried out at once, and stores the result.
    fn answer_register(&mut self, to: Register, above: usize, result: Completion) -> Completion<()> {
        let (base, needs) = self.frames.last().map_or((0, 0), |f| (f.base, usize::from(f.loaded.code.registers)));
        self.stack.resize((base + needs).max(above), Value::Undefined);
        self.stack[base + usize::from(to)] = result?;
        Ok(())
    }

    pub(super) fn not_callable<T>(&mut self, value: Value, new: bool) -> Completion<T> {
        let shown = self.call_source().unwrap_or_else(|| self.briefly(value));
        let iterated = matches!(self.site(), Some((_, Some(Site::Call), _)));
        let message = match (new, iterated) {
            (false, false) => message::CALLED_NON_CALLABLE,
            (false, true) => message::NOT_CALLABLE_OR_ITERABLE,
            (true, false) => message::NOT_CONSTRUCTOR,
            (true, true) => message::NOT_CONSTRUCTOR_OR_ITERABLE,
        };
        self.fail(message, [&shown])
    }

    /// The source of what is being called, as V8 names it: `b.foo`, `Buffer.alloc(...).foo`.
    fn call_source(&mut self) -> Option<String> {
        let (source, site, _) = self.site()?;
        let used = if site == Some(Site::Call) { Use::Iterated } else { Use::Value };
        let shown = site::callee(source, used, self.wording())?;
        Some(shown)
    }

    /// Pushes the frame of a function of the program whose arguments stand at `start`.
    #[inline]
    pub(super) fn push_frame(
        &mut self,
        callee: ObjectId,
        this: Value,
        start: usize,
        count: usize,
        new_target: Option<ObjectId>,
        to: Register,
    ) -> Completion<()> {
        let Kind::Function { code, scope, .. } = *self.heap.kind(callee) else { return Ok(()) };
        let Some(loaded) = self.heap.code(code).map(Rc::clone) else { return Ok(()) };
        let body = &loaded.code;
        let parameters = usize::from(body.parameters);
        let class = body.class;
        if class.is_some() && new_target.is_none() {
            let name = body.name.to_string();
            return if name.is_empty() {
                self.fail(message::ANONYMOUS_CONSTRUCTOR_NON_CALLABLE, [])
            } else {
                self.fail(message::CONSTRUCTOR_NON_CALLABLE, [&name])
            };
        }
        // What is given as `this` goes into the frame as it is; another `this` is written over it there.
        let plain = body.strict || matches!(this, Value::Object(_));
        let global = !plain && this.is_nullish() && new_target.is_none();
        let other = match new_target {
            Some(target) => self.constructed(this, class, target)?,
            None if plain || global => None,
            None => Some(self.to_object(this)?),
        };
        let special = if body.rest.is_some() || body.arguments.is_some() {
            self.special(body, callee, start, count)
        } else {
            [None; 2]
        };
        let top = start + usize::from(body.registers);
        if self.stack.len() < top {
            self.stack.resize(top, Value::Undefined);
        }
        if count < parameters {
            self.stack[start + count..start + parameters].fill(Value::Undefined);
        }
        if body.flavour != Flavour::Ordinary {
            // What is kept while it waits are its own values only.
            self.stack[start + count.min(parameters)..top].fill(Value::Undefined);
        }
        for (register, value) in special.into_iter().flatten() {
            self.stack[start + usize::from(register)] = value;
        }
        let this = if global { Value::Object(self.realm.global) } else { other.map_or(this, Value::Object) };
        // Made where it stays: put together elsewhere and moved, its parts would be waited for.
        self.frames.extend(std::iter::once_with(|| Frame {
            loaded,
            code,
            pc: 0,
            base: start,
            scope,
            scopes: 0,
            this,
            function: Some(callee),
            new_target,
            to,
            entry: false,
            generator: None,
        }));
        Ok(())
    }

    /// What `new` makes, unless `super` or a built-in made it.
    fn constructed(&mut self, this: Value, class: Option<ClassKind>, target: ObjectId) -> Completion<Option<ObjectId>> {
        if class == Some(ClassKind::Derived) || this != Value::Empty {
            return Ok(None);
        }
        let proto = self.prototype_from(target, self.realm.object_prototype)?;
        Ok(Some(self.heap.object(Some(proto), Kind::Ordinary)))
    }

    /// `...rest` and `arguments`, with their registers.
    fn special(&mut self, body: &Code, callee: ObjectId, start: usize, count: usize) -> [Option<(Register, Value)>; 2] {
        let rest = body.rest.map(|register| {
            let from = (start + usize::from(body.parameters)).min(start + count);
            let extra: Vec<Value> = self.stack[from..start + count].to_vec();
            (register, Value::Object(self.heap.array(self.realm.array_prototype, extra)))
        });
        let arguments = body.arguments.map(|register| {
            let all: Vec<Value> = self.stack[start..start + count].to_vec();
            // With parameters that are more than names it is as in strict code.
            let apart = body.strict || body.rest.is_some() || body.length != body.parameters;
            (register, self.arguments_object(all, callee, apart))
        });
        [rest, arguments]
    }

    fn arguments_object(&mut self, all: Vec<Value>, callee: ObjectId, strict: bool) -> Value {
        let object = self.heap.object(Some(self.realm.object_prototype), Kind::Arguments(None));
        let hidden = Attributes::HIDDEN;
        self.heap.put_with(object, self.keys.length, all.len().into(), hidden);
        for (index, value) in all.into_iter().enumerate() {
            self.heap.put(object, PropertyKey::Index(index as u32), value);
        }
        if !strict {
            let key = self.heap.key("callee");
            self.heap.put_with(object, key, Value::Object(callee), hidden);
        }
        if strict {
            let (key, thrower) = (self.heap.key("callee"), Some(self.realm.throw_type_error));
            self.heap.put_accessor(object, key, thrower, thrower, Attributes::NONE);
        }
        let key = PropertyKey::Symbol(self.symbols.iterator);
        let values = self.heap.key("values");
        if let Some(property) = self.heap.own(self.realm.array_prototype, values) {
            self.heap.put_with(object, key, property.value, hidden);
        }
        Value::Object(object)
    }
}
