//! Long loops of built-ins ask here whether they may go on. Not the counting of a program's own instructions.

use std::sync::atomic::Ordering::Relaxed;

use crate::heap::HandleScope;
use crate::machine::{Completion, Machine, Thrown};
use crate::syntax::ast::{Goal, Script};
use crate::syntax::{self, SyntaxError, Verdict};

/// Texts up to this many bytes are parsed at once.
const PARSED_AT_ONCE: usize = 1 << 16;

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

    /// A module's text as a tree.
    pub(crate) fn parse_module(&mut self, text: &str) -> Completion<Result<Script, SyntaxError>> {
        self.parse(text, Goal::Module)
    }

    /// A text as a tree, if there is room and time for one.
    pub(crate) fn parse(&mut self, text: &str, goal: Goal) -> Completion<Result<Script, SyntaxError>> {
        self.parse_around(text, goal, Vec::new())
    }

    /// The same inside classes that have these private names.
    pub(crate) fn parse_around(
        &mut self,
        text: &str,
        goal: Goal,
        private: Vec<String>,
    ) -> Completion<Result<Script, SyntaxError>> {
        let (room, dialect) = (self.room(), self.dialect());
        if text.len() <= PARSED_AT_ONCE {
            return ended_for_room(syntax::parse_within(text, goal, dialect, &private, &mut |bytes| bytes <= room));
        }
        self.admit(text.len())?;
        let text = text.to_owned();
        let parsed = self.beside_deeply(move |left| {
            syntax::parse_within(&text, goal, dialect, &private, &mut |bytes| bytes <= room && !left.load(Relaxed))
        })?;
        ended_for_room(parsed)
    }
}

fn ended_for_room<T>(parsed: Result<T, SyntaxError>) -> Completion<Result<T, SyntaxError>> {
    match parsed {
        Err(error) if error.kind == Verdict::Ended => Err(Thrown::OutOfMemory),
        parsed => Ok(parsed),
    }
}
