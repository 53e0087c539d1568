//! Running what is not entered yet, on a copy of the session that has a moment for it: nothing has happened then. Not what is told
//! of it.

use std::time::Duration;

use super::Session;
use crate::heap::Value;
use crate::syntax::{self, What};

/// Bytes of the longest text that is run.
const LONGEST: usize = 4096;
/// Bytes of the largest session that is copied at every key.
const LARGEST: u64 = 8 << 20;
/// Objects of the largest one: each takes its time, however small it is.
const OBJECTS: usize = 15_000;
/// What the text may use: bytes beside those of the session, steps, and a moment where there is a watch.
const MEMORY: u64 = 4 << 20;
const STEPS: u64 = 100_000;
const MOMENT: Duration = Duration::from_millis(4);
/// A number from which on a call may mean more work than a moment's.
const LARGE: f64 = 1e6;

impl Session {
    /// A copy that has a moment for `text`; nothing where the copying would take longer, or the text looks like more work.
    pub(super) fn attempt(&self, text: &str) -> Option<Self> {
        let small = text.len() <= LONGEST && self.machine.heap.object_count() <= OBJECTS;
        let mut copy = if small && !has_large_number(text) { self.copy(LARGEST)? } else { return None };
        let options = &mut copy.options;
        options.interrupt = None;
        options.max_steps = Some(STEPS);
        options.timeout = options.watch.goes().then_some(MOMENT);
        options.max_memory = options.max_memory.min(LARGEST + MEMORY);
        copy.machine.heap.memory.allow_at_most(LARGEST + MEMORY);
        Some(copy)
    }

    /// What an expression would be, and the session it would be so in.
    pub(super) fn would_be(&self, expression: &str) -> Option<(Self, Value)> {
        let mut copy = self.attempt(expression)?;
        let value = copy.tried(expression).ok()?;
        Some((copy, value))
    }
}

/// Whether a number is written in it that may mean a lot of work. One in a text does not.
fn has_large_number(text: &str) -> bool {
    let pieces = syntax::pieces(text);
    let numbers = pieces.iter().filter(|piece| piece.what == What::Number).map(|piece| &text[piece.range.clone()]);
    let value = |word: &str| word.replace('_', "").parse::<f64>().unwrap_or(if word.len() > 6 { LARGE } else { 0.0 });
    numbers.map(value).any(|number| number >= LARGE)
}
