//! What was told, newest last, within bounds: the only thing that the prompt's thread and the clients' share. Whoever writes
//! holds it for as long as a push takes, whoever reads for as long as some pointers take to copy; nobody waits for a socket
//! with it in hand.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::bounds::{BATCH, BYTES, ENTRIES, FOLLOWERS};
use super::entry::Entry;

/// A picture that is not kept any more, as JSON.
const NONE: &str = "null";

/// An entry on its way to the pages.
#[derive(Debug)]
pub struct Event {
    /// Counts from 1, and goes on when older ones are dropped.
    pub number: u64,
    /// The inside of a JSON object.
    pub text: Arc<str>,
    /// JSON; the same pointer as the entry before it, where nothing changed, and `null` where it is not kept any more.
    pub picture: Arc<str>,
}

/// What there is for somebody who waited.
#[derive(Debug)]
pub enum News {
    /// Entries, oldest first; some before them may have been dropped.
    Events(Vec<Arc<Event>>),
    /// Nothing new.
    Nothing,
    /// The prompt was left, and everything has been told.
    Left,
}

/// The log.
#[derive(Debug, Default)]
pub struct Log {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    events: VecDeque<Arc<Event>>,
    bytes: usize,
    last: u64,
    /// Entries up to this number have lost their pictures.
    bare: u64,
    left: bool,
    followers: usize,
}

impl Log {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing under the lock can panic half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an entry. Where it becomes too much, the oldest pictures go first, and then the oldest entries.
    pub fn push(&self, entry: &Entry) {
        let drawn = entry.drawn();
        let mut state = self.state();
        state.last += 1;
        let number = state.last;
        let text = entry.text(number);
        let picture = match state.events.back() {
            Some(last) if *last.picture == *drawn => Arc::clone(&last.picture),
            _ => {
                state.bytes += drawn.len();
                drawn.into()
            }
        };
        state.bytes += text.len();
        state.events.push_back(Arc::new(Event { number, text: text.into(), picture }));
        state.drop_pictures();
        while state.events.len() > ENTRIES || (state.bytes > BYTES && state.events.len() > 1) {
            state.drop_oldest();
        }
        drop(state);
        self.changed.notify_all();
    }

    /// The entries after number `after`, waiting for one if need be.
    pub fn wait(&self, after: u64, patience: Duration) -> News {
        let until = Instant::now() + patience;
        let mut state = self.state();
        loop {
            // Whoever asks for what is not there yet has been following somebody else.
            let after = if after > state.last { 0 } else { after };
            let first = state.events.partition_point(|event| event.number <= after);
            if first < state.events.len() {
                return News::Events(state.events.iter().skip(first).take(BATCH).map(Arc::clone).collect());
            }
            if state.left {
                return News::Left;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return News::Nothing;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Says that the prompt was left and gives the pages `patience` to hear it.
    pub fn leave(&self, patience: Duration) {
        let until = Instant::now() + patience;
        let mut state = self.state();
        state.left = true;
        self.changed.notify_all();
        while state.followers > 0 {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether the prompt was left.
    pub fn is_left(&self) -> bool {
        self.state().left
    }

    /// A place among those that follow, if there is one.
    pub fn follow(self: &Arc<Self>) -> Option<Place> {
        let mut state = self.state();
        if state.followers >= FOLLOWERS {
            return None;
        }
        state.followers += 1;
        Some(Place(Arc::clone(self)))
    }
}

impl State {
    fn drop_oldest(&mut self) {
        let Some(oldest) = self.events.pop_front() else { return };
        self.bytes -= oldest.text.len();
        let shared = self.events.front().is_some_and(|next| Arc::ptr_eq(&next.picture, &oldest.picture));
        if oldest.number > self.bare && !shared {
            self.bytes -= oldest.picture.len();
        }
    }

    /// Drops pictures, the oldest first and never the newest, until there are few enough bytes.
    fn drop_pictures(&mut self) {
        let none: Arc<str> = Arc::from(NONE);
        let first = self.events.partition_point(|event| event.number <= self.bare);
        for at in first..self.events.len().saturating_sub(1) {
            if self.bytes <= BYTES {
                return;
            }
            let Event { number, text, picture } = &*self.events[at];
            if !Arc::ptr_eq(picture, &self.events[at + 1].picture) {
                self.bytes -= picture.len();
            }
            self.bare = *number;
            self.events[at] = Arc::new(Event { number: *number, text: Arc::clone(text), picture: Arc::clone(&none) });
        }
    }
}

/// Somebody follows for as long as this lives.
#[derive(Debug)]
pub struct Place(Arc<Log>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.state().followers -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::ANSWER;
    use super::*;
    use web::markup::Entry as Shown;

    fn entry(source: &str, picture: &str) -> Entry {
        let shown = Shown { source: source.into(), ..Shown::default() };
        Entry { shown, picture: Some(picture.to_owned()), ..Entry::default() }
    }

    fn numbers(log: &Log, after: u64) -> Vec<u64> {
        match log.wait(after, Duration::ZERO) {
            News::Events(events) => events.iter().map(|event| event.number).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn latecomers_get_the_past_and_the_rest_what_is_new() {
        let log = Log::default();
        for source in ["a", "b", "c"] {
            log.push(&entry(source, "same"));
        }
        assert_eq!(numbers(&log, 0), [1, 2, 3]);
        assert_eq!(numbers(&log, 2), [3]);
        assert_eq!(numbers(&log, 9), [1, 2, 3], "what another prompt told is no reason to miss this one");
        assert!(matches!(log.wait(3, Duration::ZERO), News::Nothing));
        log.leave(Duration::ZERO);
        assert_eq!(numbers(&log, 2), [3], "what was told is still told");
        assert!(matches!(log.wait(3, Duration::ZERO), News::Left));
    }

    #[test]
    fn the_oldest_are_dropped_and_every_byte_is_counted_once() {
        let log = Log::default();
        for number in 0..ENTRIES + 10 {
            log.push(&entry("x", if number % 3 == 0 { "one" } else { "other" }));
        }
        assert_eq!(numbers(&log, 0)[0], 11);
        let state = log.state();
        let mut pictures: Vec<*const str> = state.events.iter().map(|event| Arc::as_ptr(&event.picture)).collect();
        pictures.dedup();
        assert!(pictures.len() < state.events.len());
        drop(state);
        let large = "x".repeat(BYTES / 40);
        for number in 0..80 {
            log.push(&entry("x", &format!("{number}{large}")));
        }
        assert_eq!(numbers(&log, 0)[0], 91, "pictures go before entries");
        let mut state = log.state();
        let drawn = state.events.iter().filter(|event| &*event.picture != NONE).count();
        assert!(state.bytes <= BYTES && (30..40).contains(&drawn), "{} {drawn}", state.bytes);
        while !state.events.is_empty() {
            state.drop_oldest();
        }
        assert_eq!(state.bytes, 0);
    }

    #[test]
    fn the_oldest_entries_go_where_texts_alone_are_too_much() {
        let log = Log::default();
        let answer = "x".repeat(ANSWER).into();
        let shown = Shown { answer, ..Shown::default() };
        let long = Entry { shown, picture: Some("same".to_owned()), ..Entry::default() };
        for _ in 0..BYTES / ANSWER + 10 {
            log.push(&long);
        }
        let state = log.state();
        assert!(state.bytes <= BYTES && state.events.len() < BYTES / ANSWER, "{} {}", state.bytes, state.events.len());
        assert_eq!(state.events.back().map(|event| &*event.picture), Some("\"same\""));
    }

    #[test]
    fn places_are_counted() {
        let log = Arc::new(Log::default());
        let mut places: Vec<_> = std::iter::from_fn(|| log.follow()).take(FOLLOWERS + 1).collect();
        assert_eq!(places.len(), FOLLOWERS);
        places.pop();
        assert!(log.follow().is_some());
    }
}
