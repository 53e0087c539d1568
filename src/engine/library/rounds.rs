//! Long loops of built-ins ask here whether they may go on. Not the counting of a program's own instructions.

use crate::heap::HandleScope;
use crate::machine::{Completion, Machine};
use crate::syntax::ast::{Goal, Script};
use crate::syntax::{self, SyntaxError};

/// How many short rounds of a built-in count as one step.
const ROUNDS: u64 = 256;

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

    /// A text as a tree, if there is room and time for one.
    pub(crate) fn parse(&mut self, text: &str, goal: Goal) -> Completion<Result<Script, SyntaxError>> {
        let mut end = None;
        let mut room = |bytes: usize| {
            end = self.tick().and_then(|()| self.admit(bytes)).err();
            end.is_none()
        };
        let parsed = syntax::parse_within(text, goal, &mut room);
        end.map_or(Ok(parsed), Err)
    }
}
