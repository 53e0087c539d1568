//! Runs microtasks (ECMAScript 9.5, jobs), and says which rejections nobody has heard of. Not ticks and timers, and not who is told
//! of errors: that is the session's.

use super::queue::{Job, Jobs};
use super::{Completion, Machine, Thrown};
use crate::heap::{Handler, Kind, ObjectId, Value};

impl Machine {
    /// Runs a function as a microtask.
    pub fn queue_microtask(&mut self, function: Value) {
        self.jobs.push(Job::Call(function));
    }

    /// Whether microtasks wait.
    pub fn has_microtasks(&self) -> bool {
        !self.jobs.queue.is_empty()
    }

    /// Does what waits, and what that adds. What a microtask throws ends it; the others wait for the next call.
    pub fn run_microtasks(&mut self) -> Completion<()> {
        loop {
            while let Some(job) = self.jobs.queue.pop_front() {
                self.tick()?;
                let round = self.heap.open_handles();
                job.each(&mut |value| self.heap.hold(value));
                let done = self.run_job(job);
                self.heap.close_handles(round);
                if let Err(thrown) = done {
                    self.hold_thrown(thrown);
                    return Err(thrown);
                }
                self.rest()?;
            }
            if !self.tell_registry()? {
                return Ok(());
            }
        }
    }

    /// Calls back for something registered that is gone (`FinalizationRegistry`), where nothing else runs: whether there was any.
    fn tell_registry(&mut self) -> Completion<bool> {
        let idle = self.frames.is_empty() && self.natives == 0;
        if !idle {
            return Ok(false);
        }
        let Some((cleanup, held)) = self.heap.finalized.pop_front() else { return Ok(false) };
        let round = self.heap.open_handles();
        [cleanup, held].into_iter().for_each(|value| self.heap.hold(value));
        let done = self.call(cleanup, Value::Undefined, &[held]);
        self.heap.close_handles(round);
        match done {
            Ok(_) => Ok(true),
            Err(thrown) => {
                self.hold_thrown(thrown);
                Err(thrown)
            }
        }
    }

    /// Holds what was thrown.
    pub(super) fn hold_thrown(&mut self, thrown: Thrown) {
        if let Thrown::Value(value) = thrown {
            self.heap.hold(value);
        }
    }

    /// Between two jobs, where nothing else runs, garbage may go.
    pub fn rest(&mut self) -> Completion<()> {
        let idle = self.frames.is_empty() && self.natives == 0;
        if idle && self.heap.wants_collection() { self.make_room(self.top()) } else { Ok(()) }
    }

    fn run_job(&mut self, job: Job) -> Completion<()> {
        match job {
            Job::Reaction { handler: Handler::Frame(frame), settled, .. } => self.resume_awaiting(frame, settled),
            Job::Reaction { handler: Handler::Pass, derived, settled } => {
                self.settle_derived(derived, settled.map_err(Thrown::Value))
            }
            Job::Reaction { handler: Handler::Function(function), derived, settled: Ok(value) | Err(value) } => {
                self.reacting = Some(derived);
                let result = self.call(function, Value::Undefined, &[value]);
                self.reacting = None;
                self.settle_derived(derived, result)
            }
            Job::Thenable { promise, thenable, then } => {
                let [resolve, reject] = self.resolving_functions(promise);
                match self.call(then, thenable, &[resolve, reject]) {
                    Err(Thrown::Value(reason)) => self.call(reject, Value::Undefined, &[reason]).map(|_| ()),
                    other => other.map(|_| ()),
                }
            }
            Job::Call(function) => {
                let result = self.call(function, Value::Undefined, &[]).map(|_| ());
                self.timers.rethrown = matches!(result, Err(Thrown::Value(_)));
                result
            }
        }
    }

    /// The next rejection nobody has heard of: it counts as told.
    pub fn next_unheard(&mut self) -> Option<ObjectId> {
        while let Some(promise) = self.jobs.unheard.pop_front() {
            if let Kind::Promise(state) = &mut self.heap.get_mut(promise).kind
                && !state.handled
            {
                state.told = true;
                self.heap.hold(Value::Object(promise));
                return Some(promise);
            }
        }
        None
    }

    /// Those that somebody heard of only after they were told.
    pub fn take_late(&mut self) -> Vec<ObjectId> {
        let late = std::mem::take(&mut self.jobs.late);
        late.iter().for_each(|promise| self.heap.hold(Value::Object(*promise)));
        late
    }

    /// Forgets every microtask.
    pub fn drop_microtasks(&mut self) {
        self.jobs = Jobs::default();
    }
}
