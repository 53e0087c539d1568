//! Long loops of built-ins ask here whether they may go on. Not the counting of a program's own instructions.

use std::sync::atomic::Ordering;
use std::time::Instant;

use crate::machine::{Completion, Machine, Thrown};

/// How many rounds pass between two looks at the clock.
const ROUNDS: u64 = 4096;

impl Machine {
    /// To be asked in every round of a loop whose length a program chooses.
    #[inline]
    pub(super) fn may_go_on(&self, round: f64) -> Completion<()> {
        if (round as u64).is_multiple_of(ROUNDS) { self.look_at_the_clock() } else { Ok(()) }
    }

    fn look_at_the_clock(&self) -> Completion<()> {
        if self.limits.interrupt.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed)) {
            return Err(Thrown::Interrupted);
        }
        if self.limits.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(Thrown::Timeout);
        }
        if self.heap.used() > crate::heap::limits::HEAP_BYTES {
            return Err(Thrown::OutOfMemory);
        }
        Ok(())
    }
}
