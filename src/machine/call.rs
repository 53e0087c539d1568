//! Calling: functions of the program get a frame, built-ins run at once. Also iteration and collection, which call back.

use std::rc::Rc;

use super::fault::Class;
use super::frame::Frame;
use super::{Call, Completion, Machine, Thrown};
use crate::code::{Code, Constant, Register};
use crate::heap::object::{Iteration, Walk, Yield};
use crate::heap::{CodeId, Kind, Loaded, ObjectId, PropertyKey, Roots, Value, flag, limits};
use crate::memory::Swept;

impl Machine {
    /// Makes a body's constants into values.
    pub(super) fn load(&mut self, code: &Rc<Code>) -> CodeId {
        // Bodies nest as deep as the tree, which is bounded.
        let functions = code.functions.iter().map(|inner| self.load(inner)).collect();
        let constants = code
            .constants
            .iter()
            .map(|constant| match constant {
                Constant::Number(number) => Value::Number(*number),
                Constant::String(text) => Value::String(self.heap.intern(text.clone())),
                Constant::BigInt(digits) => {
                    self.heap.bigint_value(super::convert::parse_bigint(digits).unwrap_or_default())
                }
            })
            .collect();
        let keys: Vec<PropertyKey> = code
            .keys
            .iter()
            .map(|text| {
                let string = self.heap.intern(text.clone());
                self.heap.string_key(string)
            })
            .collect();
        let caches = keys.iter().map(|_| std::cell::Cell::default()).collect();
        self.heap.add_code(Loaded { code: Rc::clone(code), constants, keys, functions, caches })
    }

    /// Runs a script's code with this `this`; its value is that of its last expression statement.
    pub fn run_script(&mut self, code: &Rc<Code>, this: Value) -> Completion {
        self.completion = Value::Undefined;
        self.steps = 0;
        self.declare_globals(code)?;
        let id = self.load(code);
        let Some(loaded) = self.heap.code(id).map(Rc::clone) else { return Ok(Value::Undefined) };
        let base = self.stack.len();
        let frame = Frame {
            loaded,
            code: id,
            pc: 0,
            base,
            scope: None,
            scopes: 0,
            this,
            function: None,
            new_target: None,
            to: 0,
            entry: true,
        };
        let result = self.enter(frame);
        self.stack.truncate(base);
        result.map(|_| self.completion)
    }

    /// Pushes a frame and runs until it returns.
    fn enter(&mut self, frame: Frame) -> Completion {
        let top = frame.base + usize::from(frame.loaded.code.registers);
        if self.stack.len() < top {
            self.stack.resize(top, Value::Undefined);
        }
        self.frames.push(frame);
        self.run()
    }

    /// `function(this, ...arguments)` (ECMAScript `Call`).
    pub fn call(&mut self, function: Value, this: Value, arguments: &[Value]) -> Completion {
        let Some(callee) = function.as_object().filter(|id| self.heap.is_callable(*id)) else {
            let shown = self.briefly(function);
            return self.type_error(format!("{shown} is not a function"));
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
            return self.type_error(format!("{shown} is not a constructor"));
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

    fn invoke(
        &mut self,
        callee: ObjectId,
        this: Value,
        arguments: &[Value],
        new_target: Option<ObjectId>,
    ) -> Completion {
        if self.natives >= limits::NATIVE_DEPTH || self.frames.len() >= limits::CALL_DEPTH {
            return self.range_error("Maximum call stack size exceeded");
        }
        let start = self.top();
        self.stack.truncate(start);
        self.stack.push(Value::Object(callee));
        self.stack.push(this);
        self.stack.extend_from_slice(arguments);
        self.natives += 1;
        // Only the program's own functions reach a safe point; what is alive now must survive it.
        let runs = matches!(self.heap.kind(callee), Kind::Function { .. });
        let held = if runs { self.heap.hold() } else { 0 };
        let result = self.invoke_on_stack(callee, this, start + 2, arguments.len(), new_target);
        if runs {
            self.heap.unhold(held);
        }
        self.natives -= 1;
        self.stack.truncate(start);
        if let Ok(value) = result {
            self.heap.protect(value);
        }
        result
    }

    /// Calls a getter; a built-in one at once.
    pub(super) fn call_getter(&mut self, getter: ObjectId, this: Value) -> Completion {
        if let Kind::Native(row) = self.heap.kind(getter)
            && self.natives < limits::NATIVE_DEPTH
        {
            let native = self.rows[*row as usize].native;
            let call = Call { this, new_target: None, callee: getter, start: self.stack.len(), count: 0 };
            self.natives += 1;
            let result = native(self, &call);
            self.natives -= 1;
            return result;
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
                let native = self.rows[*row as usize].native;
                native(self, &Call { this, new_target, callee, start, count })
            }
            Kind::Bound(bound) => {
                let (target, this, mut all) = (bound.target, bound.this, bound.arguments.clone());
                all.extend_from_slice(&self.stack[start..start + count]);
                self.call(Value::Object(target), this, &all)
            }
            _ => self.type_error("not a function"),
        }
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
        match self.heap.kind(callee) {
            Kind::Function { .. } => {
                if self.frames.len() >= limits::CALL_DEPTH || at > limits::STACK_VALUES {
                    return self.range_error("Maximum call stack size exceeded");
                }
                let this = if new_target.is_some() { Value::Empty } else { this };
                self.push_frame(callee, this, at + 2, count, new_target, to)
            }
            Kind::Native(row) => {
                let native = self.rows[*row as usize].native;
                // What lies above the arguments is dead; a built-in that calls back uses it.
                let above = at + 2 + count;
                self.stack.truncate(above);
                let call = Call { this, new_target, callee, start: at + 2, count };
                let result = native(self, &call);
                let (base, needs) =
                    self.frames.last().map_or((0, 0), |f| (f.base, usize::from(f.loaded.code.registers)));
                self.stack.resize((base + needs).max(above), Value::Undefined);
                self.stack[base + usize::from(to)] = result?;
                Ok(())
            }
            Kind::Bound(_) => {
                let arguments = self.stack[at + 2..at + 2 + count].to_vec();
                let above = at + 2 + count;
                self.stack.truncate(above);
                let result = match new_target {
                    Some(_) => self.construct(callee, &arguments, callee),
                    None => self.call(Value::Object(callee), this, &arguments),
                };
                let (base, needs) =
                    self.frames.last().map_or((0, 0), |f| (f.base, usize::from(f.loaded.code.registers)));
                self.stack.resize((base + needs).max(above), Value::Undefined);
                self.stack[base + usize::from(to)] = result?;
                Ok(())
            }
            _ => self.not_callable(Value::Object(callee), new_target.is_some()),
        }
    }

    fn not_callable<T>(&mut self, value: Value, new: bool) -> Completion<T> {
        let shown = self.call_source().unwrap_or_else(|| self.briefly(value));
        self.type_error(format!("{shown} is not a {}", if new { "constructor" } else { "function" }))
    }

    /// The source of what is being called, as V8 names it: `b.foo`, `Buffer.alloc(...).foo`.
    pub(super) fn call_source(&mut self) -> Option<String> {
        let frame = self.frames.last()?;
        let code = &frame.loaded.code;
        let text = code.span_at(frame.pc.saturating_sub(1)).of(&code.source.text);
        super::fault::callee_text(text)
    }

    /// Pushes the frame of a function of the program whose arguments stand at `start`.
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
        let this = if let (Some(target), Value::Empty) = (new_target, this) {
            let proto = self.get(Value::Object(target), self.keys.prototype)?;
            let proto = proto.as_object().unwrap_or(self.realm.object_prototype);
            Value::Object(self.heap.object(Some(proto), Kind::Ordinary))
        } else if body.strict || matches!(this, Value::Object(_)) {
            this
        } else if this.is_nullish() {
            Value::Object(self.realm.global)
        } else {
            Value::Object(self.to_object(this)?)
        };
        let rest = body.rest.map(|register| {
            let from = (start + parameters).min(start + count);
            let extra: Vec<Value> = self.stack[from..start + count].to_vec();
            (register, Value::Object(self.heap.array(self.realm.array_prototype, extra)))
        });
        let arguments = match body.arguments {
            Some(register) => {
                let all: Vec<Value> = self.stack[start..start + count].to_vec();
                Some((register, self.arguments_object(all, callee, body.strict)))
            }
            None => None,
        };
        let top = start + usize::from(body.registers);
        if self.stack.len() < top {
            self.stack.resize(top, Value::Undefined);
        }
        if count < parameters {
            self.stack[start + count..start + parameters].fill(Value::Undefined);
        }
        for (register, value) in rest.into_iter().chain(arguments) {
            self.stack[start + usize::from(register)] = value;
        }
        self.frames.push(Frame {
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
        });
        Ok(())
    }

    fn arguments_object(&mut self, all: Vec<Value>, callee: ObjectId, strict: bool) -> Value {
        let object = self.heap.object(Some(self.realm.object_prototype), Kind::Arguments);
        let hidden = crate::heap::Attributes::HIDDEN;
        self.heap.put_with(object, self.keys.length, all.len().into(), hidden);
        for (index, value) in all.into_iter().enumerate() {
            self.heap.put(object, PropertyKey::Index(index as u32), value);
        }
        if !strict {
            let key = self.heap.key("callee");
            self.heap.put_with(object, key, Value::Object(callee), hidden);
        }
        let key = PropertyKey::Symbol(self.symbols.iterator);
        let values = self.heap.key("values");
        if let Some(property) = self.heap.own(self.realm.array_prototype, values) {
            self.heap.put_with(object, key, property.value, hidden);
        }
        Value::Object(object)
    }

    /// An iterator and its `next` (ECMAScript `GetIterator`).
    pub(super) fn iterator(&mut self, iterable: Value) -> Completion<(Value, Value)> {
        let key = PropertyKey::Symbol(self.symbols.iterator);
        let method = if iterable.is_nullish() { Value::Undefined } else { self.get(iterable, key)? };
        if !self.heap.is_function(method) {
            return self.not_iterable(iterable);
        }
        let iterator = self.call(method, iterable, &[])?;
        if iterator.as_object().is_none() {
            let shown = self.briefly(iterator);
            return self.type_error(format!("Result of the Symbol.iterator method is not an object: {shown}"));
        }
        let next = self.get(iterator, self.keys.next)?;
        Ok((iterator, next))
    }

    fn not_iterable<T>(&mut self, value: Value) -> Completion<T> {
        let frame = self.frames.last();
        let site = frame.map(|frame| {
            let code = &frame.loaded.code;
            code.span_at(frame.pc.saturating_sub(1)).of(&code.source.text).trim().to_owned()
        });
        let shown = match site {
            Some(site) if !site.is_empty() && site.len() < 60 && self.natives == 0 => site,
            _ => self.briefly(value),
        };
        self.type_error(format!("{shown} is not iterable"))
    }

    /// One step of an iterator: `None` when it is done.
    pub(super) fn step_iterator(&mut self, iterator: Value, next: Value) -> Completion<Option<Value>> {
        if let Value::Object(object) = iterator
            && matches!(self.heap.kind(object), Kind::Iterator(_))
            && let Value::Object(method) = next
            && matches!(self.heap.kind(method), Kind::Native(_))
        {
            return self.step_builtin(object);
        }
        let result = self.call(next, iterator, &[])?;
        if result.as_object().is_none() {
            let shown = self.briefly(result);
            return self.type_error(format!("Iterator result {shown} is not an object"));
        }
        let done = self.get(result, self.keys.done)?;
        if self.truthy(done) {
            return Ok(None);
        }
        self.get(result, self.keys.value).map(Some)
    }

    /// One step of a built-in iterator.
    pub fn step_builtin(&mut self, object: ObjectId) -> Completion<Option<Value>> {
        let Kind::Iterator(iteration) = self.heap.kind(object) else { return Ok(None) };
        let Iteration { walk, gives, over, next } = **iteration;
        if over.is_undefined() {
            return Ok(None);
        }
        let mut after = next + 1;
        let item = match (walk, over) {
            (Walk::String, Value::String(string)) => self
                .heap
                .units(string)
                .code_point_at(next)
                .map(|(point, width)| {
                    after = next + width;
                    let mut text = crate::text::TextBuilder::default();
                    text.push_code_point(point);
                    (Value::Undefined, text.finish())
                })
                .map(|(key, text)| (key, self.heap.string_value(text))),
            (Walk::Map | Walk::Set, Value::Object(over)) => {
                let found = match self.heap.kind(over) {
                    Kind::Map(collection) | Kind::Set(collection) => collection.entry_from(next),
                    _ => None,
                };
                found.map(|(key, value, number)| {
                    after = number;
                    (key, if walk == Walk::Set { key } else { value })
                })
            }
            (_, Value::Object(over)) => {
                let length = match self.heap.kind(over) {
                    Kind::View(view) => {
                        let view = *view;
                        match self.heap.view_bounds(view) {
                            Some(length) => length as f64,
                            None => {
                                return self.type_error(
                                    "Cannot perform %ArrayIteratorPrototype%.next on a detached ArrayBuffer",
                                );
                            }
                        }
                    }
                    _ => self.length_of(over)?,
                };
                if (next as f64) < length {
                    let value = if gives == Yield::Keys {
                        Value::Undefined
                    } else {
                        let key = self.index_key(next as f64);
                        self.get(Value::Object(over), key)?
                    };
                    Some((Value::from(next), value))
                } else {
                    None
                }
            }
            _ => None,
        };
        if let Kind::Iterator(iteration) = &mut self.heap.get_mut(object).kind {
            iteration.next = after;
            if item.is_none() {
                iteration.over = Value::Undefined;
            }
        }
        Ok(item.map(|(key, value)| match gives {
            Yield::Keys => key,
            Yield::Values => value,
            Yield::Entries => self.array([key, value]),
        }))
    }

    /// Tells an iterator that nobody wants more; its own throw counts unless `quietly`.
    pub(super) fn close_iterator(&mut self, iterator: Value, quietly: bool) -> Completion<()> {
        if let Value::Object(object) = iterator
            && matches!(self.heap.kind(object), Kind::Iterator(_) | Kind::Array(_))
        {
            return Ok(());
        }
        let result = self.method(iterator, self.keys.return_).and_then(|method| match method {
            Some(method) => self.call(method, iterator, &[]).map(Some),
            None => Ok(None),
        });
        match result {
            Err(Thrown::Value(_)) if quietly => Ok(()),
            Err(thrown) => Err(thrown),
            Ok(Some(answer)) if answer.as_object().is_none() && !quietly => {
                let shown = self.briefly(answer);
                self.type_error(format!("{shown} is not an object"))
            }
            Ok(_) => Ok(()),
        }
    }

    /// Visits every value of an iterable until `each` says stop; closes the iterator when stopped or thrown out of.
    pub fn iterate(
        &mut self,
        iterable: Value,
        each: &mut dyn FnMut(&mut Self, Value) -> Completion<bool>,
    ) -> Completion<()> {
        let (iterator, next) = self.iterator(iterable)?;
        while let Some(value) = self.step_iterator(iterator, next)? {
            match each(self, value) {
                Ok(true) => {}
                Ok(false) => return self.close_iterator(iterator, false),
                Err(thrown) => {
                    self.close_iterator(iterator, true)?;
                    return Err(thrown);
                }
            }
        }
        Ok(())
    }

    /// Collects what nobody can reach, now. Safe between statements and in built-ins that hold nothing new.
    pub fn collect_garbage(&mut self) -> Swept {
        self.thrown_at = None;
        let roots = self.roots();
        self.heap.collect(roots)
    }

    /// Where reachability starts.
    pub(super) fn roots(&self) -> Roots {
        let mut roots = Roots::default();
        roots.values.extend_from_slice(&self.stack);
        roots.values.extend(self.kept.values());
        roots.values.push(self.completion);
        roots.values.extend(self.realm.objects().into_iter().map(Value::Object));
        let symbols = self.symbols;
        roots.values.extend(
            [
                symbols.iterator,
                symbols.has_instance,
                symbols.to_primitive,
                symbols.to_string_tag,
                symbols.species,
                symbols.is_concat_spreadable,
                symbols.inspect_custom,
            ]
            .map(Value::Symbol),
        );
        roots.keys.extend(self.keys.all());
        roots.values.extend(self.lexicals.keys().map(|name| Value::String(*name)));
        roots.scopes.push(self.lexical_scope);
        for frame in &self.frames {
            roots.scopes.extend(frame.scope);
            roots.codes.push(frame.code);
            roots.values.push(frame.this);
            roots.values.extend(frame.function.map(Value::Object));
            roots.values.extend(frame.new_target.map(Value::Object));
        }
        roots
    }

    /// What every so many steps is checked: limits, interruption, memory. `live` is the first register that holds nothing.
    pub(super) fn safe_point(&mut self, live: usize) -> Completion<()> {
        self.steps += 1;
        if self.steps.is_multiple_of(1024) {
            self.check_limits()?;
        }
        self.heap.forget_protected(self.protected_before);
        if self.heap.wants_collection() {
            if let Some(end) = self.stack.get_mut(live..) {
                end.fill(Value::Undefined);
            }
            self.collect_garbage();
            if self.heap.used() > limits::HEAP_BYTES {
                return Err(Thrown::OutOfMemory);
            }
        }
        Ok(())
    }

    /// One step of a long built-in loop: limits and interruption are looked at now and then.
    pub fn tick(&mut self) -> Completion<()> {
        self.steps += 1;
        if self.steps.is_multiple_of(1024) { self.check_limits() } else { Ok(()) }
    }

    fn check_limits(&self) -> Completion<()> {
        if self.limits.steps.is_some_and(|steps| self.steps > steps) {
            return Err(Thrown::Steps);
        }
        if self.limits.interrupt.as_ref().is_some_and(|flag| flag.load(std::sync::atomic::Ordering::Relaxed)) {
            return Err(Thrown::Interrupted);
        }
        if self.limits.deadline.is_some_and(|deadline| std::time::Instant::now() > deadline) {
            return Err(Thrown::Timeout);
        }
        Ok(())
    }

    /// The keys `for-in` visits, as an iterator over an array of strings.
    pub(super) fn enumerate_keys(&mut self, value: Value) -> Completion {
        let mut names = Vec::new();
        if !value.is_nullish() {
            let mut seen = rustc_hash::FxHashSet::default();
            let mut at = Some(self.to_object(value)?);
            while let Some(object) = at {
                for key in self.heap.own_keys(object) {
                    if matches!(key, PropertyKey::Symbol(_)) || !seen.insert(key) {
                        continue;
                    }
                    if self.heap.own(object, key).is_some_and(|property| property.attributes.enumerable()) {
                        names.push(self.heap.key_value(key));
                    }
                }
                at = self.heap.proto(object);
            }
        }
        let over = self.array(names);
        let iteration = Iteration { walk: Walk::Array, gives: Yield::Values, over, next: 0 };
        Ok(Value::Object(self.heap.object(None, Kind::Iterator(Box::new(iteration)))))
    }

    /// Throws the `ReferenceError` for a name that is not there.
    pub(super) fn not_defined<T>(&mut self, key: PropertyKey) -> Completion<T> {
        let shown = self.key_text(key);
        self.throw(Class::ReferenceError, format!("{shown} is not defined"))
    }
}
