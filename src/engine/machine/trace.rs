//! Stacks of errors: which calls are active is noted when an error is made, and put into words when somebody reads its `stack`. Not
//! the words of one call: those are `call_site`'s.

use super::frame::Builtin;
use super::{Completion, Machine};
use crate::code::Op;
use crate::heap::{Attributes, Derived, Handler, Kind, ObjectId, PropertyKey, Traced, Value, flag, row_of};
use pool::memory::Fact;

/// How many calls a program may ask for at most.
const MOST: f64 = 200.0;

impl Machine {
    /// Gives an error its `stack`: the active calls, innermost first, ten at most, under a first line that is written when
    /// somebody reads it (V8's `ErrorUtils::GetFormattedStack`).
    pub fn capture_stack(&mut self, error: ObjectId) {
        self.capture_stack_below(error, None);
    }

    /// The same, with the calls below the innermost one of a function only: none, if it is not active.
    pub fn capture_stack_below(&mut self, error: ObjectId, below: Option<ObjectId>) {
        let limit = self.stack_trace_limit();
        let calls = self.active_calls(limit, below);
        self.heap.note_allocated(calls.len() * size_of::<Traced>());
        let trace = Value::Object(self.heap.object(None, Kind::Trace(Box::new(calls))));
        let frames = PropertyKey::Symbol(self.symbols.error_frames);
        self.heap.put_with(error, frames, trace, Attributes::HIDDEN);
        let (get, set) = (self.realm.stack_getter, self.realm.stack_setter);
        self.heap.put_accessor(error, self.keys.stack, Some(get), Some(set), Attributes::HIDDEN);
    }

    /// `Error.stackTraceLimit`, ten if it is no number.
    fn stack_trace_limit(&mut self) -> usize {
        let limit = self.error_class().and_then(|class| self.heap.own(class, self.keys.stack_trace_limit));
        match limit.map(|own| own.value) {
            Some(Value::Number(limit)) => limit.clamp(0.0, MOST) as usize,
            _ => 10,
        }
    }

    fn error_class(&mut self) -> Option<ObjectId> {
        self.heap.own(self.realm.error_prototype, self.keys.constructor).and_then(|own| own.value.as_object())
    }

    /// The active calls, innermost first.
    fn active_calls(&self, limit: usize, below: Option<ObjectId>) -> Vec<Traced> {
        let mut calls = Vec::with_capacity(limit.min(self.frames.len() + 1));
        let mut waits = below.is_some();
        let mut note = |call: Traced| {
            if waits {
                waits = call.function != below;
            } else if calls.len() < limit && self.is_told(&call) {
                calls.push(call);
            }
            calls.len() < limit
        };
        // What a method of strings does by way of `[Symbol.replace]` and its like, V8 does at once.
        let told = |builtin: &&Builtin| !self.is_detour(builtin.function);
        let mut builtins = self.builtins.iter().rev().filter(told).peekable();
        let worded = |builtin: &Builtin| Traced {
            code: None,
            at: 0,
            new: builtin.new,
            waits: false,
            function: Some(builtin.function),
            this: builtin.this,
        };
        for (depth, frame) in self.frames.iter().enumerate().rev() {
            while let Some(builtin) = builtins.next_if(|builtin| builtin.depth > depth) {
                note(worded(builtin));
            }
            if let Some(called) = self.called_builtin(depth) {
                note(called);
            }
            // A constructor that has returned what it may not: its caller finds out.
            if frame.pc == usize::MAX {
                continue;
            }
            let at = frame.pc.saturating_sub(1) as u32;
            let new = frame.new_target.is_some();
            let (function, this) = (frame.function, frame.this);
            let more = note(Traced { code: Some(frame.code), at, new, waits: false, function, this });
            if !more {
                return calls;
            }
        }
        for builtin in builtins {
            note(worded(builtin));
        }
        let mut promised = self.promised();
        while let Some((next, call)) = promised.and_then(|promise| self.waiting_for(promise)) {
            if !note(call) {
                break;
            }
            promised = next;
        }
        calls
    }

    /// What the outermost call will settle: what an asynchronous one promised, or `then` for a callback.
    fn promised(&self) -> Option<ObjectId> {
        let running = self.frames.first()?.generator;
        match (running, self.reacting) {
            (Some(running), _) => self.promise_of(running),
            (None, Some(Derived::Promise(promise))) => Some(promise),
            _ => None,
        }
    }

    fn promise_of(&self, id: ObjectId) -> Option<ObjectId> {
        let Kind::Generator(generator) = self.heap.kind(id) else { return None };
        generator.promise.or_else(|| generator.requests.front().map(|request| request.promise))
    }

    /// The call that waits for a promise, if nobody else does, and what it has promised (V8 `CaptureAsyncStackTrace`).
    fn waiting_for(&self, promise: ObjectId) -> Option<(Option<ObjectId>, Traced)> {
        let mut promise = promise;
        let next = loop {
            let [reaction] = &self.promise(Value::Object(promise))?.reactions[..] else { return None };
            match (reaction.fulfilled, reaction.derived) {
                (Handler::Frame(next), _) => break next,
                (_, Derived::Promise(next)) => promise = next,
                _ => return None,
            }
        };
        let Kind::Generator(generator) = self.heap.kind(next) else { return None };
        let waiting = generator.waiting.as_ref()?;
        let (code, at) = (Some(waiting.code), waiting.pc.saturating_sub(1));
        let call = Traced { code, at, new: false, waits: true, function: waiting.function, this: waiting.this };
        Some((self.promise_of(next), call))
    }

    /// The built-in that a frame's instruction has called and that has not returned: what it calls stands where it was read.
    fn called_builtin(&self, depth: usize) -> Option<Traced> {
        let frame = &self.frames[depth];
        let (base, new) = match *frame.loaded.code.ops.get(frame.pc.checked_sub(1)?)? {
            Op::Call { base, .. } => (base, false),
            Op::New { base, .. } | Op::SuperCall { base, .. } => (base, true),
            _ => return None,
        };
        let place = frame.base + usize::from(base);
        let function = self.stack.get(place)?.as_object()?;
        if !matches!(self.heap.kind(function), Kind::Native(_)) {
            return None;
        }
        let flags = self.heap.get(function).flags;
        let entered = !new || flags & (flag::CONSTRUCTOR | flag::PLAIN) == flag::CONSTRUCTOR;
        let this = self.stack.get(place + 1).copied().unwrap_or(Value::Undefined);
        entered.then_some(Traced { code: None, at: 0, new, waits: false, function: Some(function), this })
    }

    fn is_detour(&self, function: ObjectId) -> bool {
        match self.heap.kind(function) {
            Kind::Native(row) => self.rows[row_of(*row)].name.starts_with("[Symbol."),
            _ => false,
        }
    }

    /// Whether stack lines tell a call: of built-ins those of the language that are no mere detour. Those of Node are JavaScript
    /// whose places nobody knows.
    fn is_told(&self, call: &Traced) -> bool {
        match (call.code, call.function) {
            // Node's own code is not told.
            (Some(code), function) => self.heap.code(code).is_some_and(|loaded| {
                let source = &loaded.code.source;
                !source.is_nodes_own() && (function.is_some() || !source.name.is_empty())
            }),
            (None, function) => function.is_some_and(|function| match self.heap.kind(function) {
                Kind::Native(row) => self.told.get(row_of(*row)).is_some_and(|told| *told),
                _ => false,
            }),
        }
    }

    /// From here on stack lines tell the built-ins there are, those `apart` excepted.
    pub fn tell_builtins(&mut self, apart: &[ObjectId]) {
        self.told = vec![true; self.rows.len()];
        for function in apart {
            if let Kind::Native(row) = *self.heap.kind(*function) {
                self.told[row_of(row)] = false;
            }
        }
    }

    /// An error's `stack`, its first line written now if nobody has read it before.
    pub fn read_stack(&mut self, object: ObjectId) -> Completion {
        let (frames, kept) =
            (PropertyKey::Symbol(self.symbols.error_frames), PropertyKey::Symbol(self.symbols.error_stack));
        let mut at = Some(object);
        while let Some(error) = at {
            if let Some(own) = self.heap.own(error, kept) {
                return Ok(own.value);
            }
            if let Some(own) = self.heap.own(error, frames) {
                self.heap.hold(own.value);
                let calls = self.traced(own.value);
                let head = self.stack_head(error)?;
                let stack = if let Some(prepared) = self.prepared_stack(error, &calls)? {
                    prepared
                } else {
                    let lines = calls.iter().map(|call| format!("\n    at {}", self.call_line(call)));
                    let lines: String = lines.collect();
                    self.heap.string_value(head + &lines)
                };
                self.write_stack(error, stack);
                return Ok(stack);
            }
            at = self.heap.proto(error);
        }
        Ok(Value::Undefined)
    }

    /// The calls a trace holds.
    pub fn traced(&self, trace: Value) -> Vec<Traced> {
        match trace.as_object().map(|trace| self.heap.kind(trace)) {
            Some(Kind::Trace(calls)) => calls.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Lets an error's `stack` tell only the calls above the outermost nameless one, the script, if nobody has read it yet: what
    /// Node's prompt does to errors that nobody caught (`lib/repl.js`).
    pub fn cut_stack(&mut self, error: ObjectId) {
        let frames = PropertyKey::Symbol(self.symbols.error_frames);
        let Some(own) = self.heap.own(error, frames).filter(|own| own.value.as_object().is_some()) else { return };
        let calls = self.traced(own.value);
        let script = calls.iter().rposition(|call| self.call_name(call).is_none());
        let last = if self.knows(Fact::LastCallCut) { calls.len().saturating_sub(1) } else { calls.len() };
        // Above the script are calls of Node's own JavaScript, which are not carried: the script's stands for them.
        let mark = PropertyKey::Symbol(self.symbols.node_error);
        let least = usize::from(self.heap.own(error, mark).is_some()).min(calls.len());
        let calls = calls[..script.unwrap_or(last).max(least)].to_vec();
        let trace = Value::Object(self.heap.object(None, Kind::Trace(Box::new(calls))));
        self.heap.put_with(error, frames, trace, Attributes::HIDDEN);
    }

    /// What `Error.prepareStackTrace(error, callSites)` makes of a stack, where a program has set it. The call sites are
    /// made by the realm's `call_site`.
    fn prepared_stack(&mut self, error: ObjectId, calls: &[Traced]) -> Completion<Option<Value>> {
        let Some(class) = self.error_class() else { return Ok(None) };
        let key = self.heap.key("prepareStackTrace");
        let Some(prepare) =
            self.heap.own(class, key).map(|own| own.value).filter(|&value| self.heap.is_function(value))
        else {
            return Ok(None);
        };
        let mut sites = Vec::new();
        // Who called strict code is nobody's business.
        let mut strict = false;
        for call in calls {
            strict = strict || call.code.is_none_or(|code| self.heap.code(code).is_some_and(|it| it.code.strict));
            let trace = Value::Object(self.heap.object(None, Kind::Trace(Box::new(vec![*call]))));
            let constructor = Value::Object(self.realm.call_site);
            sites.push(self.call(constructor, Value::Undefined, &[trace, Value::Boolean(strict)])?);
        }
        let sites = self.array(sites);
        self.call(prepare, Value::Object(class), &[Value::Object(error), sites]).map(Some)
    }

    /// `error.stack = value`: since Node 22 the nearest error with a stack takes it, before it was the receiver's own.
    pub fn assign_stack(&mut self, object: ObjectId, value: Value) {
        let key = PropertyKey::Symbol(self.symbols.error_frames);
        let mut holder = Some(object);
        if self.knows(Fact::StackIsAccessor) {
            while let Some(error) = holder
                && self.heap.own(error, key).is_none()
            {
                holder = self.heap.proto(error);
            }
        }
        if let Some(error) = holder {
            self.write_stack(error, value);
        }
    }

    /// Sets what an error's `stack` is; its calls are forgotten. Before Node 22 it becomes an ordinary property.
    pub fn write_stack(&mut self, error: ObjectId, stack: Value) {
        let frames = PropertyKey::Symbol(self.symbols.error_frames);
        if self.heap.own(error, frames).is_some() {
            self.heap.put_with(error, frames, Value::Undefined, Attributes::HIDDEN);
        }
        if self.knows(Fact::StackIsAccessor) {
            let kept = PropertyKey::Symbol(self.symbols.error_stack);
            self.heap.put_with(error, kept, stack, Attributes::HIDDEN);
        } else {
            self.heap.put_with(error, self.keys.stack, stack, Attributes::HIDDEN);
        }
    }

    /// Lets a `stack` begin with the line an error comes from (Node's `DecorateErrorStack`), once.
    pub fn decorate(&mut self, error: Value, line: &str) -> Completion<()> {
        let Value::Object(object) = error else { return Ok(()) };
        if self.is_decorated(error) {
            return Ok(());
        }
        let mut kept = self.heap.string_value(line);
        if let Value::String(stack) = self.get(error, self.keys.stack)? {
            let stack = self.heap.utf8(stack);
            let stack = self.heap.string_value(format!("{line}\n{stack}"));
            self.set(error, self.keys.stack, stack, true)?;
            kept = Value::Boolean(true);
        }
        let mark = PropertyKey::Symbol(self.symbols.error_decorated);
        self.heap.put_with(object, mark, kept, Attributes::HIDDEN);
        Ok(())
    }

    fn decoration(&self, error: Value) -> Option<Value> {
        let mark = PropertyKey::Symbol(self.symbols.error_decorated);
        Some(self.heap.peek_named(error.as_object()?, mark)?.value)
    }

    /// Whether that has been done.
    pub fn is_decorated(&self, error: Value) -> bool {
        self.decoration(error).is_some()
    }

    /// The line of what was decorated without a `stack` to hold it.
    pub fn kept_line(&self, error: Value) -> Option<String> {
        match self.decoration(error)? {
            Value::String(line) => Some(self.heap.utf8(line)),
            _ => None,
        }
    }

    /// `Error.prototype.toString`, with the code of Node's own errors.
    fn stack_head(&mut self, error: ObjectId) -> Completion<String> {
        let keys = self.keys;
        let mut part = |key: PropertyKey, default: &str| -> Completion<String> {
            let value = self.get(Value::Object(error), key)?;
            if value.is_undefined() { Ok(default.to_owned()) } else { Ok(self.to_text(value)?.to_string()) }
        };
        let (mut name, message) = (part(keys.name, "Error")?, part(keys.message, "")?);
        if self.heap.own(error, PropertyKey::Symbol(self.symbols.node_error)).is_some() {
            let code = self.get(Value::Object(error), keys.code)?;
            let code = self.to_text(code)?;
            name = format!("{name} [{code}]");
        }
        Ok(match (name.is_empty(), message.is_empty()) {
            (true, _) => message,
            (_, true) => name,
            _ => format!("{name}: {message}"),
        })
    }
}
