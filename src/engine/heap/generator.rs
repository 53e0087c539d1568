//! Calls that wait: generators, and the frames of asynchronous functions, as data. Not how they go on: that is the machine's.

use std::collections::VecDeque;

use super::value::{CodeId, ObjectId, ScopeId, Value};
use crate::code::{Flavour, Register};

/// A generator, or the frame of an asynchronous function, which no program sees.
#[derive(Clone)]
pub struct Generator {
    /// Of what kind.
    pub flavour: Flavour,
    /// How far it is.
    pub progress: Progress,
    /// The call, while it waits.
    pub waiting: Option<Waiting>,
    /// What an asynchronous function has given its caller.
    pub promise: Option<ObjectId>,
    /// What an asynchronous generator is still to answer, the oldest first.
    pub requests: VecDeque<Request>,
}

/// `[[GeneratorState]]` and `[[AsyncGeneratorState]]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing of its body has run.
    Start,
    /// At a `yield`.
    Yielded,
    /// On the stack, or waiting for a promise.
    Running,
    /// Over, but for what was asked of it before and is waited for.
    Draining,
    /// Over.
    Done,
}

/// How something ends, or goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resumption {
    /// `next`
    Next(Value),
    /// `throw`
    Throw(Value),
    /// `return`
    Return(Value),
}

impl Resumption {
    /// What comes along.
    pub fn value(self) -> Value {
        let (Self::Next(value) | Self::Throw(value) | Self::Return(value)) = self;
        value
    }
}

/// What a generator answers.
pub enum Step {
    /// A value.
    Gave(Value),
    /// An iterator's result as it is: of the iterator it delegates to.
    Whole(Value),
    /// It is over, with this value.
    Done(Value),
}

/// What was asked of an asynchronous generator.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// What.
    pub how: Resumption,
    /// The promise that the caller got for it.
    pub promise: ObjectId,
}

/// An active call, taken off the stack.
#[derive(Clone)]
pub struct Waiting {
    /// Its body.
    pub code: CodeId,
    /// The next instruction.
    pub pc: u32,
    /// The innermost open scope.
    pub scope: Option<ScopeId>,
    /// How many scopes it has opened itself.
    pub scopes: u16,
    /// Where what comes back goes.
    pub to: Register,
    /// Whether how it comes back goes behind it, and whether what it gave is an iterator's result as it is.
    pub gave: Option<bool>,
    /// `this`
    pub this: Value,
    /// The function; `None` of a script.
    pub function: Option<ObjectId>,
    /// Those of its registers that hold something.
    pub registers: Box<[Value]>,
}

impl Generator {
    /// Everything it keeps alive, but scopes and code.
    pub fn each(&self, mut tell: impl FnMut(Value)) {
        self.promise.into_iter().for_each(|promise| tell(Value::Object(promise)));
        for request in &self.requests {
            tell(request.how.value());
            tell(Value::Object(request.promise));
        }
        if let Some(waiting) = &self.waiting {
            tell(waiting.this);
            waiting.function.into_iter().for_each(|function| tell(Value::Object(function)));
            waiting.registers.iter().for_each(|value| tell(*value));
        }
    }

    /// What it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let registers = self.waiting.as_ref().map_or(0, |waiting| size_of_val(&*waiting.registers));
        size_of::<Self>() + registers + self.requests.capacity() * size_of::<Request>()
    }
}
