//! Promises as the language uses them (ECMAScript 27.2.1): made, resolved, rejected, waited for. Not `Promise` itself, which is the
//! library's, and not when jobs run: that is `jobs`.

use super::message::{self, ErrorClass};
use super::queue::Job;
use super::{Completion, Machine, Thrown};
use crate::heap::{Attributes, Derived, Handler, Kind, ObjectId, Promise, PropertyKey, Reaction, Settled, Value};

impl Machine {
    /// A new pending promise.
    pub fn new_promise(&mut self) -> ObjectId {
        self.promise_under(self.realm.promise_prototype)
    }

    /// A new pending promise under some prototype.
    pub fn promise_under(&mut self, prototype: ObjectId) -> ObjectId {
        self.heap.note_allocated(size_of::<Promise>());
        self.heap.object(Some(prototype), Kind::Promise(Box::default()))
    }

    /// A promise's data.
    pub fn promise(&self, value: Value) -> Option<&Promise> {
        match self.heap.kind(value.as_object()?) {
            Kind::Promise(promise) => Some(promise),
            _ => None,
        }
    }

    /// Resolves a promise: with itself it is rejected, with what has a `then` it waits for that, else it is fulfilled.
    pub fn resolve_promise(&mut self, promise: ObjectId, value: Value) -> Completion<()> {
        let Value::Object(object) = value else {
            self.settle(promise, Settled::Fulfilled(value));
            return Ok(());
        };
        if object == promise {
            let shown = self.object_text(promise);
            let said = self.worded(message::PROMISE_CYCLIC, [&shown]);
            let error = self.error(ErrorClass::TypeError, said);
            self.reject_promise(promise, Value::Object(error));
            return Ok(());
        }
        match self.get(value, self.keys.then) {
            Ok(then) if self.heap.is_function(then) => {
                self.jobs.push(Job::Thenable { promise, thenable: value, then });
            }
            Ok(_) => self.settle(promise, Settled::Fulfilled(value)),
            Err(Thrown::Value(reason)) => self.reject_promise(promise, reason),
            Err(thrown) => return Err(thrown),
        }
        Ok(())
    }

    /// What a promise came to, of which somebody hears with this.
    pub fn outcome(&mut self, promise: Value) -> Option<Completion> {
        let id = promise.as_object()?;
        let Kind::Promise(state) = &mut self.heap.get_mut(id).kind else { return Some(Ok(promise)) };
        (state.handled, state.told) = (true, false);
        match state.settled {
            Settled::Pending => None,
            Settled::Fulfilled(value) => Some(Ok(value)),
            Settled::Rejected(reason) => Some(Err(Thrown::Value(reason))),
        }
    }

    /// Rejects a promise that is pending.
    pub fn reject_promise(&mut self, promise: ObjectId, reason: Value) {
        self.settle(promise, Settled::Rejected(reason));
    }

    /// Rejects a promise with what was thrown on the way to settle it.
    pub fn or_reject(&mut self, promise: ObjectId, result: Completion<()>) -> Completion<()> {
        match result {
            Err(Thrown::Value(reason)) => {
                self.reject_promise(promise, reason);
                Ok(())
            }
            other => other,
        }
    }

    fn settle(&mut self, promise: ObjectId, settled: Settled) {
        let Kind::Promise(state) = &mut self.heap.get_mut(promise).kind else { return };
        if state.settled != Settled::Pending {
            return;
        }
        state.settled = settled;
        let unheard = !state.handled && matches!(settled, Settled::Rejected(_));
        for reaction in std::mem::take(&mut state.reactions) {
            self.jobs.push(Job::reaction(reaction, settled));
        }
        if unheard {
            self.jobs.rejected(promise);
        }
    }

    /// `PromiseResolve(%Promise%, value)`: a promise of the language's own class as it is, anything else in one.
    pub fn promise_resolve(&mut self, value: Value) -> Completion<ObjectId> {
        if let Value::Object(object) = value
            && matches!(self.heap.kind(object), Kind::Promise(_))
            && self.get(value, self.keys.constructor)? == Value::Object(self.realm.promise)
        {
            return Ok(object);
        }
        let promise = self.new_promise();
        self.resolve_promise(promise, value)?;
        Ok(promise)
    }

    /// Lets a frame go on once a promise is settled (ECMAScript `Await`): `resume_awaiting` is its job.
    pub fn await_promise(&mut self, promise: ObjectId, frame: ObjectId) {
        let handler = Handler::Frame(frame);
        self.react(promise, Reaction { fulfilled: handler, rejected: handler, derived: Derived::Nobody });
    }

    /// `PerformPromiseThen`: what is no function passes the outcome on.
    pub fn perform_then(&mut self, promise: ObjectId, on_fulfilled: Value, on_rejected: Value, derived: Derived) {
        let [fulfilled, rejected] = [on_fulfilled, on_rejected]
            .map(|handler| if self.heap.is_function(handler) { Handler::Function(handler) } else { Handler::Pass });
        self.react(promise, Reaction { fulfilled, rejected, derived });
    }

    fn react(&mut self, promise: ObjectId, reaction: Reaction) {
        let Kind::Promise(state) = &mut self.heap.get_mut(promise).kind else { return };
        state.handled = true;
        match state.settled {
            Settled::Pending => {
                state.reactions.push(reaction);
                self.heap.note_allocated(size_of::<Reaction>());
            }
            settled => {
                if std::mem::take(&mut state.told) {
                    self.jobs.late.push(promise);
                }
                self.jobs.push(Job::reaction(reaction, settled));
            }
        }
    }

    /// Gives what came of a reaction to whoever waits for it.
    pub fn settle_derived(&mut self, derived: Derived, result: Completion) -> Completion<()> {
        let result = match result {
            Ok(value) => Ok(value),
            Err(Thrown::Value(reason)) => Err(reason),
            Err(thrown) => return Err(thrown),
        };
        match (derived, result) {
            (Derived::Nobody, _) => Ok(()),
            (Derived::Promise(promise), Ok(value)) => self.resolve_promise(promise, value),
            (Derived::Promise(promise), Err(reason)) => {
                self.reject_promise(promise, reason);
                Ok(())
            }
            (Derived::Capability([_, resolve, _]), Ok(value)) => {
                self.call(resolve, Value::Undefined, &[value]).map(|_| ())
            }
            (Derived::Capability([.., reject]), Err(reason)) => {
                self.call(reject, Value::Undefined, &[reason]).map(|_| ())
            }
        }
    }

    /// The two functions that settle a promise; together they do so once.
    pub fn resolving_functions(&mut self, promise: ObjectId) -> [Value; 2] {
        let record = self.array([Value::Object(promise)]);
        self.realm.promise_resolvers.map(|like| self.closure_like(like, record))
    }

    /// A built-in function that does what another one does, and remembers an array.
    pub fn closure_like(&mut self, like: ObjectId, captured: Value) -> Value {
        let made = match *self.heap.kind(like) {
            Kind::Native(row) => self.heap.native(self.realm.function_prototype, row),
            _ => like,
        };
        let key = PropertyKey::Symbol(self.symbols.captured);
        self.heap.put_with(made, key, captured, Attributes::HIDDEN);
        Value::Object(made)
    }

    /// What a function made by [`closure_like`](Self::closure_like) remembers.
    pub fn captured(&mut self, function: ObjectId) -> Option<ObjectId> {
        let key = PropertyKey::Symbol(self.symbols.captured);
        self.heap.own(function, key)?.value.as_object()
    }

    /// One of these values; it is held.
    pub fn captured_at(&mut self, record: ObjectId, at: usize) -> Value {
        let value = self.heap.dense(record).and_then(|all| all.get(at)).copied().unwrap_or(Value::Undefined);
        self.heap.hold(value);
        value
    }

    /// Remembers another value there.
    pub fn recapture(&mut self, record: ObjectId, at: usize, value: Value) {
        self.heap.put(record, PropertyKey::Index(at as u32), value);
    }
}
