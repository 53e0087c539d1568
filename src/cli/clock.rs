//! The clock the command line lends to sessions, which have none of their own. Not limits of time.

use std::time::Instant;

use engine::session::Stopwatch;

/// The time since now, for sessions, which have no clock of their own.
pub fn stopwatch() -> Stopwatch {
    let began = Instant::now();
    Stopwatch::new(move || began.elapsed())
}
