//! What a promise keeps: how far it is, and who waits for it. Not who settles it, and not when jobs run: that is the machine's.

use thin_vec::ThinVec;

use super::value::{ObjectId, Value};

/// How far a promise is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Settled {
    /// Not yet.
    Pending,
    /// With this value.
    Fulfilled(Value),
    /// For this reason.
    Rejected(Value),
}

/// A promise's own data.
#[derive(Clone, Debug)]
pub struct Promise {
    /// How far it is.
    pub settled: Settled,
    /// Who waits for it, in order; nobody any more once it is settled.
    pub reactions: ThinVec<Reaction>,
    /// Whether somebody hears of its rejection.
    pub handled: bool,
    /// Whether it was told that nobody does.
    pub told: bool,
}

/// What happens once a promise is settled.
#[derive(Clone, Copy, Debug)]
pub struct Reaction {
    /// When it is fulfilled.
    pub fulfilled: Handler,
    /// When it is rejected.
    pub rejected: Handler,
    /// Who gets what comes of it.
    pub derived: Derived,
}

/// Who is told of a settled promise.
#[derive(Clone, Copy, Debug)]
pub enum Handler {
    /// Nobody: it is passed on.
    Pass,
    /// A function.
    Function(Value),
    /// A frame that waits.
    Frame(ObjectId),
}

/// Who gets what a handler answers.
#[derive(Clone, Copy, Debug)]
pub enum Derived {
    /// Nobody.
    Nobody,
    /// A promise of the language's own class, settled at once.
    Promise(ObjectId),
    /// Somebody else's promise, settled through its functions: promise, resolve, reject.
    Capability([Value; 3]),
}

impl Default for Promise {
    fn default() -> Self {
        Self { settled: Settled::Pending, reactions: ThinVec::new(), handled: false, told: false }
    }
}

impl Promise {
    /// What it keeps outside its object's cell, in bytes.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.reactions.capacity() * size_of::<Reaction>()
    }

    /// Tells every value it keeps, and in which role.
    pub fn each(&self, tell: &mut dyn FnMut(&'static str, Value)) {
        if let Settled::Fulfilled(value) | Settled::Rejected(value) = self.settled {
            tell("what it was settled with", value);
        }
        self.reactions.iter().for_each(|reaction| reaction.each(tell));
    }
}

impl Reaction {
    fn each(&self, tell: &mut dyn FnMut(&'static str, Value)) {
        self.fulfilled.each(tell);
        self.rejected.each(tell);
        self.derived.each(tell);
    }
}

impl Handler {
    /// Tells what it keeps, and in which role.
    pub fn each(&self, tell: &mut dyn FnMut(&'static str, Value)) {
        match self {
            Self::Pass => {}
            Self::Function(function) => tell("who waits for it", *function),
            Self::Frame(frame) => tell("what waits for it", Value::Object(*frame)),
        }
    }
}

impl Derived {
    /// Tells what it keeps, and in which role.
    pub fn each(&self, tell: &mut dyn FnMut(&'static str, Value)) {
        match self {
            Self::Nobody => {}
            Self::Promise(promise) => tell("the promise of what comes of it", Value::Object(*promise)),
            Self::Capability(parts) => parts.iter().for_each(|part| tell("the promise of what comes of it", *part)),
        }
    }
}
