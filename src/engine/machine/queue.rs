//! What waits to be done as a microtask, and rejections that wait to be told. Data: not doing it.

use std::collections::VecDeque;

use crate::heap::{Derived, Handler, ObjectId, Reaction, Settled, Value};

/// A microtask.
#[derive(Clone, Copy, Debug)]
pub(super) enum Job {
    /// A promise was settled, and somebody waits for it.
    Reaction { handler: Handler, derived: Derived, settled: Result<Value, Value> },
    /// A promise was resolved with something that has a `then`.
    Thenable { promise: ObjectId, thenable: Value, then: Value },
    /// `queueMicrotask(function)`
    Call(Value),
}

impl Job {
    /// What is to be done for a reaction, now that its promise is settled.
    pub fn reaction(reaction: Reaction, settled: Settled) -> Self {
        let (handler, settled) = match settled {
            Settled::Rejected(reason) => (reaction.rejected, Err(reason)),
            Settled::Fulfilled(value) => (reaction.fulfilled, Ok(value)),
            Settled::Pending => (reaction.fulfilled, Ok(Value::Undefined)),
        };
        Self::Reaction { handler, derived: reaction.derived, settled }
    }

    pub fn each(&self, tell: &mut dyn FnMut(Value)) {
        match self {
            Self::Reaction { handler, derived, settled: Ok(value) | Err(value) } => {
                tell(*value);
                handler.each(&mut |_, value| tell(value));
                derived.each(&mut |_, value| tell(value));
            }
            Self::Thenable { promise, thenable, then } => {
                [Value::Object(*promise), *thenable, *then].into_iter().for_each(tell);
            }
            Self::Call(function) => tell(*function),
        }
    }
}

/// What waits to be done.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs {
    pub queue: VecDeque<Job>,
    /// Promises that were rejected while nobody heard of it, in order, since somebody looked. Some may have been heard of since.
    pub unheard: VecDeque<ObjectId>,
    /// Promises that somebody hears of only after they were told to be unheard of.
    pub late: Vec<ObjectId>,
}

impl Jobs {
    pub fn push(&mut self, job: Job) {
        self.queue.push_back(job);
    }

    pub fn rejected(&mut self, promise: ObjectId) {
        self.unheard.push_back(promise);
    }

    /// Tells everything that is still needed.
    pub fn each(&self, tell: &mut dyn FnMut(Value)) {
        self.queue.iter().for_each(|job| job.each(tell));
        self.unheard.iter().chain(&self.late).for_each(|promise| tell(Value::Object(*promise)));
    }

    pub fn bytes(&self) -> usize {
        self.queue.len() * size_of::<Job>()
    }
}
