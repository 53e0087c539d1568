//! What time it is for a program. Not the calendar, and no system clock unless the edge starts one.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How far a clock that nobody started moves on with every look, in milliseconds: programs that wait for a later time
/// come to an end, and the same program sees the same times again.
const LOOK: f64 = 0.001;

/// A watch that only goes forward: the time since some moment. The edge hands one in; without one no time passes, and nothing
/// but steps and interruption ends a program.
#[derive(Clone, Default)]
pub struct Stopwatch(Option<Arc<dyn Fn() -> Duration + Send + Sync>>);

impl Stopwatch {
    /// A watch that is read with `read`.
    pub fn new(read: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(read)))
    }

    /// Whether time passes by it.
    pub fn goes(&self) -> bool {
        self.0.is_some()
    }

    /// What it shows.
    pub fn now(&self) -> Duration {
        self.0.as_ref().map_or(Duration::ZERO, |read| read())
    }
}

impl fmt::Debug for Stopwatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Stopwatch(going)" } else { "Stopwatch(standing)" })
    }
}

/// A session's clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// When the session began, in milliseconds since 1970.
    origin: f64,
    /// A watch and what it showed at that moment, where time passes by itself.
    started: Option<(Stopwatch, Duration)>,
    /// Milliseconds that looks and jumps have made pass, or jumps alone where time passes by itself.
    passed: f64,
    /// What it showed last, or jumped to.
    reached: f64,
}

impl Clock {
    /// A clock that goes by itself from a time in milliseconds since 1970.
    pub fn ticking(origin: f64, watch: Stopwatch) -> Self {
        let began = watch.now();
        Self { origin: origin.floor(), started: Some((watch, began)), passed: 0.0, reached: 0.0 }
    }

    /// When the session began, in milliseconds since 1970.
    pub fn origin(&self) -> f64 {
        self.origin
    }

    /// Milliseconds since the session began.
    pub fn elapsed(&mut self) -> f64 {
        if self.started.is_none() {
            self.passed += LOOK;
        }
        self.reached = self.shown();
        self.reached
    }

    /// What it shows, whether somebody looks or not.
    fn shown(&self) -> f64 {
        let watch = self.started.as_ref();
        watch.map_or(0.0, |(watch, began)| watch.now().saturating_sub(*began).as_secs_f64() * 1000.0) + self.passed
    }

    /// The time as far as the program knows: what it saw last, or what was jumped to since.
    pub fn reached(&self) -> f64 {
        self.reached
    }

    /// Goes on at once to a later time in whole milliseconds: nobody waits.
    pub fn jump(&mut self, time: f64) {
        let time = time + self.reached.fract();
        if time > self.reached {
            self.passed += (time - self.shown()).max(0.0);
            self.reached = time;
        }
    }

    /// Lets so many milliseconds pass, where time passes by looks.
    pub fn wait(&mut self, milliseconds: f64) {
        self.passed += milliseconds;
    }

    /// Milliseconds since 1970.
    pub fn now(&mut self) -> f64 {
        self.origin + self.elapsed()
    }
}
