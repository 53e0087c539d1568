//! Long loops of built-ins ask here whether they may go on. Not the counting of a program's own instructions.

use crate::heap::{HandleScope, Kind, ObjectId, PropertyKey};
use crate::machine::{Completion, Machine};

/// How many short rounds of a built-in count as one step.
const ROUNDS: u64 = 256;

/// What one key costs as a string of its own, roughly.
const KEY: usize = 64;

impl Machine {
    /// To be asked in every round of a loop whose length a program chooses.
    #[inline]
    pub(crate) fn may_go_on(&mut self, round: f64) -> Completion<()> {
        if (round as u64).is_multiple_of(ROUNDS) { self.tick() } else { Ok(()) }
    }

    /// The same, and what the round before held goes: `round` was opened in front of the loop.
    #[inline]
    pub(crate) fn next_round(&mut self, round: HandleScope, number: f64) -> Completion<()> {
        self.heap.close_handles(round);
        self.may_go_on(number)
    }

    /// An object's own keys, if there is room for so many.
    pub(crate) fn keys_of(&mut self, object: ObjectId) -> Completion<Vec<PropertyKey>> {
        let count = match *self.heap.kind(object) {
            Kind::String(string) => self.heap.string_length(string),
            Kind::View(view) => self.heap.view_length(view),
            _ => 0,
        };
        self.admit(count * KEY)?;
        Ok(self.heap.own_keys(object))
    }
}
