//! What time it is for a program. Not the calendar, and no system clock unless the edge starts one.

use std::time::Instant;

/// How far a clock that nobody started moves on with every look, in milliseconds: programs that wait for a later time
/// come to an end, and the same program sees the same times again.
const LOOK: f64 = 0.001;

/// A session's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// When the session began, in milliseconds since 1970.
    origin: f64,
    /// The same moment on the machine's own clock, where time passes by itself.
    started: Option<Instant>,
    /// Milliseconds that looks have made pass.
    passed: f64,
}

impl Clock {
    /// A clock that goes by itself from a time in milliseconds since 1970.
    pub fn ticking(origin: f64) -> Self {
        Self { origin, started: Some(Instant::now()), passed: 0.0 }
    }

    /// When the session began, in milliseconds since 1970.
    pub fn origin(&self) -> f64 {
        self.origin
    }

    /// Milliseconds since the session began.
    pub fn elapsed(&mut self) -> f64 {
        if let Some(started) = self.started {
            return started.elapsed().as_secs_f64() * 1000.0;
        }
        self.passed += LOOK;
        self.passed
    }

    /// Milliseconds since 1970.
    pub fn now(&mut self) -> f64 {
        self.origin + self.elapsed()
    }
}
