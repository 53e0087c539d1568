//! What running built-ins hold: a stack of values that the collector takes for roots, cut back when a built-in returns (V8 calls
//! such a thing a handle scope). Not the collector itself.
//!
//! The contract of a built-in, which may keep bare [`Value`]s in its locals because of it:
//!
//! - Whatever it makes (`heap.object`, `array`, `string`, `bigint`, ...), reads (`machine.get`, `heap.own`, an iterator's step),
//!   is answered (`machine.call`, `construct`, every conversion) or catches (`Thrown::Value`) is held until it returns.
//! - Its arguments, `this` and itself stand on the machine's stack as long.
//! - What it copies out of a cell by itself (`heap.kind`, `heap.dense(..).to_vec()`) and uses after something that can run the
//!   program, it must [`hold`](Heap::hold).
//! - A loop whose length the program chooses opens a scope and closes it in every round, so that a round's garbage can go:
//!   `let round = heap.open_handles()` before the loop, `heap.close_handles(round)` at the head of the body. What outlives the
//!   round is in a cell that is held (a result array), or is [carried](Heap::carry).
//! - The collector runs between two instructions of the program only, never while Rust code runs by itself.

use super::arenas::Heap;
use super::value::{ObjectId, PropertyKey, StringId, Value};

/// A place on the stack of what is held.
#[derive(Clone, Copy, Debug, Default)]
pub struct HandleScope(usize);

/// What a loop carries from round to round: opened before the rounds' scope, so that it outlives them.
#[derive(Clone, Copy, Debug)]
pub struct Carried(usize);

impl Heap {
    /// Holds a value until the innermost scope around is closed.
    #[inline]
    pub fn hold(&mut self, value: Value) {
        if matches!(value, Value::Object(_) | Value::String(_) | Value::Symbol(_) | Value::BigInt(_)) {
            self.handles.push(value);
        }
    }

    /// Holds a key, which its object may lose.
    #[inline]
    pub fn hold_key(&mut self, key: PropertyKey) {
        match key {
            PropertyKey::Index(_) => {}
            PropertyKey::String(string) => self.handles.push(Value::String(string)),
            PropertyKey::Symbol(symbol) => self.handles.push(Value::Symbol(symbol)),
        }
    }

    /// Holds a new or found object.
    #[inline]
    pub(super) fn held_object(&mut self, object: ObjectId) -> ObjectId {
        self.handles.push(Value::Object(object));
        object
    }

    /// Holds a new or found string.
    #[inline]
    pub(super) fn held_string(&mut self, string: StringId) -> StringId {
        self.handles.push(Value::String(string));
        string
    }

    /// A handle that can be given other values, for what a loop carries from round to round.
    pub fn carry(&mut self, value: Value) -> Carried {
        self.handles.push(value);
        Carried(self.handles.len() - 1)
    }

    /// What is carried now.
    pub fn carried(&self, place: Carried) -> Value {
        self.handles[place.0]
    }

    /// Carries another value from here on.
    pub fn carry_on(&mut self, place: Carried, value: Value) {
        self.handles[place.0] = value;
    }

    /// Opens a scope: what is held from here on goes when it is closed.
    #[inline]
    pub fn open_handles(&self) -> HandleScope {
        HandleScope(self.handles.len())
    }

    /// Lets go of what was held since the scope was opened; it stays open.
    #[inline]
    pub fn close_handles(&mut self, scope: HandleScope) {
        self.handles.truncate(scope.0);
    }

    /// The same, but for one value.
    #[inline]
    pub fn close_handles_but(&mut self, scope: HandleScope, value: Value) {
        self.handles.truncate(scope.0);
        self.hold(value);
    }
}
