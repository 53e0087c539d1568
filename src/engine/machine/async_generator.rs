//! What is asked of asynchronous generators, one after the other (ECMAScript 27.6.3). Not their frames: those are `resume`'s.

use super::{Completion, Machine, Thrown};
use crate::heap::{Derived, ObjectId, Progress, Request, Resumption, Value};

impl Machine {
    /// `next`, `throw` and `return` of an asynchronous generator: the promise of its answer.
    pub fn ask_generator(&mut self, id: ObjectId, how: Resumption) -> Completion {
        let promise = self.new_promise();
        self.heap.hold(Value::Object(promise));
        let Some(generator) = self.waiting(id) else { return Ok(Value::Object(promise)) };
        if generator.progress == Progress::Start && !matches!(how, Resumption::Next(_)) {
            generator.progress = Progress::Done;
            generator.waiting = None;
        }
        generator.requests.push_back(Request { how, promise });
        match generator.progress {
            Progress::Start | Progress::Yielded => {
                self.resume(id, how)?;
            }
            Progress::Done => self.drain(id)?,
            Progress::Running | Progress::Draining => {}
        }
        self.heap.note_allocated(size_of::<Request>());
        Ok(Value::Object(promise))
    }

    /// Answers what was asked first (`AsyncGeneratorCompleteStep`).
    fn answer(&mut self, id: ObjectId, result: Result<Value, Value>, done: bool) -> Completion<()> {
        let Some(generator) = self.waiting(id) else { return Ok(()) };
        let Some(Request { promise, .. }) = generator.requests.pop_front() else { return Ok(()) };
        let result = result.map(|value| self.iterator_result(value, done)).map_err(Thrown::Value);
        self.settle_derived(Derived::Promise(promise), result)
    }

    /// `AsyncGeneratorYield`: what was asked next, if anything was.
    pub(super) fn answer_and_go_on(&mut self, id: ObjectId, value: Value) -> Completion<Option<Resumption>> {
        self.answer(id, Ok(value), false)?;
        Ok(self.waiting(id).and_then(|generator| generator.requests.front().map(|request| request.how)))
    }

    /// The body is over.
    pub(super) fn complete(&mut self, id: ObjectId, result: Result<Value, Value>) -> Completion<()> {
        self.set_progress(id, Progress::Draining);
        self.answer(id, result, true)?;
        self.drain(id)
    }

    /// Answers what was asked of a generator that is over, up to the next `return`, which is awaited (`AsyncGeneratorDrainQueue`).
    fn drain(&mut self, id: ObjectId) -> Completion<()> {
        loop {
            self.tick()?;
            let Some(generator) = self.waiting(id) else { return Ok(()) };
            let Some(&Request { how, .. }) = generator.requests.front() else {
                generator.progress = Progress::Done;
                return Ok(());
            };
            generator.progress = Progress::Draining;
            let result = match how {
                Resumption::Next(_) => Ok(Value::Undefined),
                Resumption::Throw(reason) => Err(reason),
                Resumption::Return(value) => match self.promise_resolve(value) {
                    Ok(promise) => {
                        self.await_promise(promise, id);
                        return Ok(());
                    }
                    Err(Thrown::Value(reason)) => Err(reason),
                    Err(thrown) => return Err(thrown),
                },
            };
            self.answer(id, result, true)?;
        }
    }

    /// What a `return` brought is there.
    pub(super) fn returned(&mut self, id: ObjectId, settled: Result<Value, Value>) -> Completion<()> {
        self.answer(id, settled, true)?;
        self.drain(id)
    }
}
