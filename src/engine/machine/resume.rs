//! Calls that wait and go on: generators and asynchronous functions (ECMAScript 27.5.3, 27.7.5). A frame that waits is taken off the
//! stack into a cell of the heap, and put back. Not which job puts it back when, and not asynchronous generators' requests.

use std::collections::VecDeque;
use std::rc::Rc;

use super::frame::Frame;
use super::{Completion, Machine, Thrown, message};
use crate::code::{Flavour, Register};
use crate::heap::{Generator, Kind, ObjectId, Progress, PropertyKey, Resumption, Step, Value, Waiting, limits};

impl Machine {
    /// Makes what stands for the running call.
    fn waiting_call(&mut self, flavour: Flavour, proto: Option<ObjectId>, promise: Option<ObjectId>) -> ObjectId {
        let made =
            Generator { flavour, progress: Progress::Running, waiting: None, promise, requests: VecDeque::new() };
        let generator = self.heap.object(proto, Kind::Generator(Box::new(made)));
        if let Some(frame) = self.frames.last_mut() {
            frame.generator = Some(generator);
        }
        generator
    }

    /// An `async` function begins.
    pub(super) fn begin_async(&mut self) {
        let promise = self.new_promise();
        let waiting = self.waiting_call(Flavour::Async, None, Some(promise));
        if self.frames.last().is_some_and(|frame| frame.function.is_none()) {
            self.awaiting = Some(waiting);
        }
    }

    /// The object that the running call of a generator function gives.
    pub(super) fn generator(&mut self) -> Completion<ObjectId> {
        let Some(frame) = self.frames.last() else { return Ok(self.realm.global) };
        let (flavour, function) = (frame.loaded.code.flavour, frame.function.map_or(Value::Undefined, Value::Object));
        let proto = self.get(function, self.keys.prototype)?.as_object();
        let proto = proto.or(self.realm.generator_prototypes[flavour as usize]);
        let generator = self.waiting_call(flavour, proto, None);
        self.set_progress(generator, Progress::Start);
        Ok(generator)
    }

    pub(super) fn waiting(&mut self, id: ObjectId) -> Option<&mut Generator> {
        match &mut self.heap.get_mut(id).kind {
            Kind::Generator(generator) => Some(generator),
            _ => None,
        }
    }

    pub(super) fn set_progress(&mut self, id: ObjectId, progress: Progress) {
        if let Some(generator) = self.waiting(id) {
            generator.progress = progress;
        }
    }

    /// Keeps the running frame, which stays on the stack until it is left: its registers below `live`, and where what comes back goes.
    pub(super) fn suspend(&mut self, id: ObjectId, live: Register, to: Register, gave: Option<bool>) {
        let Some(frame) = self.frames.last() else { return };
        let waiting = Waiting {
            code: frame.code,
            pc: frame.pc as u32,
            scope: frame.scope,
            scopes: frame.scopes,
            to,
            gave,
            this: frame.this,
            function: frame.function,
            registers: self.stack[frame.base..frame.base + usize::from(live)].into(),
        };
        self.heap.note_allocated(size_of_val(&*waiting.registers));
        if let Some(generator) = self.waiting(id) {
            generator.waiting = Some(waiting);
        }
    }

    /// Leaves the running frame with an answer: for a built-in, or none where the calling frame has got it.
    pub(super) fn leave(&mut self, value: Value) -> Option<Value> {
        let frame = self.frames.pop()?;
        if frame.entry {
            return Some(value);
        }
        if let Some(caller) = self.frames.last() {
            self.stack[caller.base + usize::from(frame.to)] = value;
        }
        None
    }

    /// `Await` in the running call, which is kept: what its caller gets.
    pub(super) fn wait_for(&mut self, promise: ObjectId, live: Register, to: Register) -> Value {
        let Some(id) = self.frames.last().and_then(|frame| frame.generator) else { return Value::Undefined };
        self.suspend(id, live, to, None);
        self.await_promise(promise, id);
        self.waiting(id).and_then(|generator| generator.promise).map_or(Value::Undefined, Value::Object)
    }

    /// `yield` in the running call, which is kept unless more was asked of it already.
    pub(super) fn give(
        &mut self,
        value: Value,
        live: Register,
        to: Register,
        whole: bool,
    ) -> Completion<Option<Resumption>> {
        let Some(id) = self.frames.last().and_then(|frame| frame.generator) else { return Ok(None) };
        if self.waiting(id).is_some_and(|generator| generator.flavour == Flavour::AsyncGenerator)
            && let Some(how) = self.answer_and_go_on(id, value)?
        {
            return Ok(Some(how));
        }
        self.suspend(id, live, to, Some(whole));
        self.set_progress(id, Progress::Yielded);
        Ok(None)
    }

    /// Puts what comes back into a frame: the value, and how it comes.
    pub(super) fn receive(&mut self, at: usize, how: Resumption) {
        let number = match how {
            Resumption::Next(_) => 0.0,
            Resumption::Throw(_) => 1.0,
            Resumption::Return(_) => 2.0,
        };
        self.stack[at] = how.value();
        self.stack[at + 1] = Value::Number(number);
    }

    /// A call that could wait returns: what its caller gets.
    pub(super) fn finish(&mut self, value: Value) -> Completion {
        let Some(id) = self.frames.last().and_then(|frame| frame.generator) else { return Ok(value) };
        let Some(generator) = self.waiting(id) else { return Ok(value) };
        match (generator.flavour, generator.promise) {
            (Flavour::AsyncGenerator, _) => {
                self.complete(id, Ok(value))?;
                Ok(Value::Undefined)
            }
            (_, Some(promise)) => {
                generator.progress = Progress::Done;
                self.resolve_promise(promise, value)?;
                Ok(Value::Object(promise))
            }
            _ => {
                generator.progress = Progress::Done;
                Ok(value)
            }
        }
    }

    /// A call that could wait is left by a throw: what its caller gets, if it does not go on.
    pub(super) fn failed(&mut self, id: ObjectId, thrown: Thrown) -> Option<Value> {
        let generator = self.waiting(id)?;
        let (flavour, promise) = (generator.flavour, generator.promise);
        let started = generator.progress == Progress::Running;
        generator.progress = Progress::Done;
        let Thrown::Value(reason) = thrown else { return None };
        match (flavour, promise) {
            (Flavour::AsyncGenerator, _) if started => {
                // Rejecting runs nothing of the program.
                self.complete(id, Err(reason)).ok()?;
                Some(Value::Undefined)
            }
            (_, Some(promise)) => {
                self.reject_promise(promise, reason);
                Some(Value::Object(promise))
            }
            _ => None,
        }
    }

    /// Goes on with a call that waits, until it waits again or is over: its answer.
    pub(super) fn resume(&mut self, id: ObjectId, how: Resumption) -> Completion {
        let deep = self.natives >= limits::NATIVE_DEPTH || self.frames.len() >= limits::CALL_DEPTH;
        if deep || self.top() > limits::STACK_VALUES {
            return self.fail(message::STACK_OVERFLOW, []);
        }
        self.tick()?;
        let Some(generator) = self.waiting(id) else { return Ok(Value::Undefined) };
        let function = generator.waiting.as_ref().and_then(|waiting| waiting.function);
        if let Some(realm) = function.and_then(|function| self.elsewhere(function)) {
            return self.in_realm(realm, |machine| machine.resume(id, how));
        }
        let Some(generator) = self.waiting(id) else { return Ok(Value::Undefined) };
        let begins = std::mem::replace(&mut generator.progress, Progress::Running) == Progress::Start;
        let Some(waiting) = generator.waiting.take() else { return Ok(Value::Undefined) };
        let Some(loaded) = self.heap.code(waiting.code).map(Rc::clone) else { return Ok(Value::Undefined) };
        let base = self.top();
        self.stack.extend_from_slice(&waiting.registers);
        self.stack.resize(base + usize::from(loaded.code.registers), Value::Undefined);
        let mut thrown = None;
        match (waiting.gave, how) {
            // It has nowhere to receive anything yet.
            (None, Resumption::Next(_)) if begins => {}
            (None, Resumption::Throw(value)) => thrown = Some(value),
            (None, how) => self.stack[base + usize::from(waiting.to)] = how.value(),
            (Some(_), how) => self.receive(base + usize::from(waiting.to), how),
        }
        self.frames.push(Frame {
            loaded,
            code: waiting.code,
            pc: waiting.pc as usize,
            base,
            scope: waiting.scope,
            scopes: waiting.scopes,
            this: waiting.this,
            function: waiting.function,
            new_target: None,
            to: 0,
            entry: true,
            generator: Some(id),
        });
        self.natives += 1;
        let scope = self.heap.open_handles();
        let result = self.run_on(thrown);
        self.natives -= 1;
        self.stack.truncate(base);
        self.heap.close_handles(scope);
        self.held(result)
    }

    /// What was awaited is there.
    pub(super) fn resume_awaiting(&mut self, id: ObjectId, settled: Result<Value, Value>) -> Completion<()> {
        if self.waiting(id).is_some_and(|generator| generator.progress == Progress::Draining) {
            return self.returned(id, settled);
        }
        let how = match settled {
            Ok(value) => Resumption::Next(value),
            Err(reason) => Resumption::Throw(reason),
        };
        self.resume(id, how).map(|_| ())
    }

    /// `GeneratorResume` and `GeneratorResumeAbrupt`
    pub fn step_generator(&mut self, id: ObjectId, how: Resumption) -> Completion<Step> {
        let Some(generator) = self.waiting(id) else { return Ok(Step::Done(Value::Undefined)) };
        match (generator.progress, how) {
            (Progress::Running | Progress::Draining, _) => return self.fail(message::GENERATOR_RUNNING, []),
            (Progress::Start, Resumption::Throw(_) | Resumption::Return(_)) => {
                generator.progress = Progress::Done;
                generator.waiting = None;
            }
            _ => {}
        }
        match (self.waiting(id).map(|generator| generator.progress), how) {
            (Some(Progress::Done), Resumption::Next(_)) => return Ok(Step::Done(Value::Undefined)),
            (Some(Progress::Done), Resumption::Return(value)) => return Ok(Step::Done(value)),
            (Some(Progress::Done), Resumption::Throw(value)) => return Err(Thrown::Value(value)),
            _ => {}
        }
        let value = self.resume(id, how)?;
        Ok(match self.waiting(id).and_then(|generator| generator.waiting.as_ref()?.gave) {
            Some(true) => Step::Whole(value),
            Some(false) => Step::Gave(value),
            None => Step::Done(value),
        })
    }

    /// `yield*`: hands what was received to the iterator at `base`; nothing where it is to return and has no method for that.
    pub(super) fn delegate(&mut self, base: usize) -> Completion<Option<Value>> {
        let (iterator, next, received) = (self.stack[base], self.stack[base + 1], self.stack[base + 2]);
        let name = match self.stack[base + 3] {
            Value::Number(0.0) => return self.call(next, iterator, &[received]).map(Some),
            Value::Number(1.0) => "throw",
            _ => "return",
        };
        let key = self.heap.key(name);
        if let Some(method) = self.method(iterator, key)? {
            return self.call(method, iterator, &[received]).map(Some);
        }
        if name == "return" {
            return Ok(None);
        }
        // It has no `throw`, and is closed.
        let asynchronous = self.frames.last().is_some_and(|frame| frame.loaded.code.flavour == Flavour::AsyncGenerator);
        if asynchronous && let Some(answer) = self.call_return(iterator)? {
            self.stack[base + 3] = Value::Number(3.0);
            return Ok(Some(answer));
        }
        if !asynchronous {
            self.close_iterator(iterator, false)?;
        }
        self.fail(message::THROW_METHOD_MISSING, [])
    }

    /// Whether the iterator that a generator delegates to is done.
    pub(super) fn delegated(&mut self, base: usize, result: Value) -> Completion<bool> {
        self.require_result(result)?;
        if self.stack[base + 3] == Value::Number(3.0) {
            return self.fail(message::THROW_METHOD_MISSING, []);
        }
        let done = self.get(result, self.keys.done)?;
        Ok(self.truthy(done))
    }

    /// What an iterator's `return` answers, if it has one.
    pub(super) fn call_return(&mut self, iterator: Value) -> Completion<Option<Value>> {
        match self.method(iterator, self.keys.return_)? {
            Some(method) => self.call(method, iterator, &[]).map(Some),
            None => Ok(None),
        }
    }

    /// Throws unless an iterator's result is an object.
    pub fn require_result(&mut self, result: Value) -> Completion<()> {
        if result.as_object().is_some() {
            return Ok(());
        }
        let shown = self.briefly(result);
        self.fail(message::ITERATOR_RESULT_NOT_AN_OBJECT, [&shown])
    }

    /// The value of an iterator's result; `None` when it is done.
    pub(super) fn unpack(&mut self, result: Value) -> Completion<Option<Value>> {
        self.require_result(result)?;
        let done = self.get(result, self.keys.done)?;
        if self.truthy(done) {
            return Ok(None);
        }
        self.get(result, self.keys.value).map(Some)
    }

    /// An asynchronous iterator and its `next` (ECMAScript `GetIterator` with `async`).
    pub(super) fn async_iterator(&mut self, iterable: Value) -> Completion<(Value, Value)> {
        let key = PropertyKey::Symbol(self.symbols.async_iterator);
        let Some(method) = self.method(iterable, key)? else {
            let key = PropertyKey::Symbol(self.symbols.iterator);
            let method = self.get(iterable, key)?;
            if !self.heap.is_function(method) {
                return self.not_async_iterable(iterable);
            }
            let iterator = self.call(method, iterable, &[])?;
            if iterator.as_object().is_none() {
                let shown = self.briefly(iterator);
                return self.fail(message::SYMBOL_ITERATOR_INVALID, [&shown]);
            }
            let next = self.get(iterator, self.keys.next)?;
            return Ok(self.async_from_sync(iterator, next));
        };
        let iterator = self.call(method, iterable, &[])?;
        if iterator.as_object().is_none() {
            return self.fail(message::SYMBOL_ASYNC_ITERATOR_INVALID, []);
        }
        let next = self.get(iterator, self.keys.next)?;
        Ok((iterator, next))
    }

    /// An asynchronous iterator and its `next` over whatever kind there is; `None` where there is none.
    pub fn async_walk(&mut self, iterable: Value) -> Completion<Option<(Value, Value)>> {
        let [own, sync] = [self.symbols.async_iterator, self.symbols.iterator].map(PropertyKey::Symbol);
        let (method, waits) = match self.method(iterable, own)? {
            Some(method) => (method, true),
            None => match self.method(iterable, sync)? {
                Some(method) => (method, false),
                None => return Ok(None),
            },
        };
        let iterator = self.call(method, iterable, &[])?;
        if iterator.as_object().is_none() {
            if waits {
                return self.fail(message::SYMBOL_ASYNC_ITERATOR_INVALID, []);
            }
            let shown = self.briefly(iterator);
            return self.fail(message::SYMBOL_ITERATOR_INVALID, [&shown]);
        }
        let next = self.get(iterator, self.keys.next)?;
        Ok(Some(if waits { (iterator, next) } else { self.async_from_sync(iterator, next) }))
    }

    /// An asynchronous iterator over a synchronous one, and its `next` (ECMAScript `CreateAsyncFromSyncIterator`).
    fn async_from_sync(&mut self, iterator: Value, next: Value) -> (Value, Value) {
        let proto = self.realm.async_from_sync_prototype;
        let made = self.heap.object(Some(proto), Kind::Ordinary);
        for (at, value) in [iterator, next].into_iter().enumerate() {
            self.heap.put(made, PropertyKey::Index(at as u32), value);
        }
        let next = self.heap.own(proto, self.keys.next).map_or(Value::Undefined, |own| own.value);
        (Value::Object(made), next)
    }
}
