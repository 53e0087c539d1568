//! What waits for its time: ticks, timers in lists of one duration each as Node keeps them, immediates. Data: calling them is the
//! library's, and when each is called, too.

use std::collections::{BTreeMap, VecDeque};

use rustc_hash::FxHashMap;

use crate::heap::{ObjectId, Value};

/// A timer that waits.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// How long, in whole milliseconds.
    pub duration: u64,
    /// When it began to.
    pub start: u64,
    /// Whether a program goes on for it.
    pub refed: bool,
    /// Whether it may come again and again: an interval, or a timer that timers have set one after the other for long.
    pub repeats: bool,
    /// How many timers have set each other up to this one.
    pub nesting: u32,
    /// Tells it from what it was when it was set before.
    turn: u64,
}

/// Timers of one duration, in the order they were set.
#[derive(Clone, Debug)]
struct List {
    expiry: u64,
    number: u64,
    timers: VecDeque<(ObjectId, u64)>,
}

/// Where Node's loop is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Timers whose time has come.
    #[default]
    Timers,
    /// What came in.
    Poll,
    /// Immediates.
    Immediates,
    /// Nothing is due.
    Rest,
}

/// Everything that waits.
#[expect(clippy::struct_excessive_bools, reason = "each is by itself")]
#[derive(Clone, Debug, Default)]
pub struct Timers {
    /// Functions of `process.nextTick`, each with an array of arguments or nothing.
    pub ticks: VecDeque<(Value, Value)>,
    /// What runs where Node looks at what came in: messages of the next look, those of this one, and what is closed behind it.
    pub polled: [VecDeque<Value>; 3],
    /// Immediates that were set since the phase began.
    pub immediates: VecDeque<ObjectId>,
    /// Those of the phase.
    pub batch: VecDeque<ObjectId>,
    /// How many immediates a program goes on for.
    pub refed_immediates: usize,
    /// Where the loop is.
    pub phase: Phase,
    /// The time of the phase.
    pub now: u64,
    /// How many timers have set each other up to what runs.
    pub nesting: u32,
    /// How many were called in this run.
    pub calls: u64,
    /// Whether the run ended because those were too many.
    pub stormed: bool,
    /// A tick or a timer threw: ticks wait until something else has run.
    pub torn: bool,
    /// Whether what was thrown was caught by Node's own code, which throws it again.
    pub rethrown: bool,
    /// Whether what was thrown is a rejection that nobody heard of.
    pub rejected: bool,
    /// Timers that were asked for their number.
    pub numbered: FxHashMap<u64, ObjectId>,
    lists: FxHashMap<u64, List>,
    order: BTreeMap<(u64, u64), u64>,
    waiting: FxHashMap<ObjectId, Waiting>,
    /// The duration of the list that is gone through.
    current: Option<u64>,
    turns: u64,
    /// Refed timers that wait: once, and again and again.
    refed: [usize; 2],
}

impl Timers {
    /// Lets a timer wait from `start` on; it does not wait where it did before.
    pub fn set(&mut self, timer: ObjectId, duration: u64, start: u64, refed: bool, repeats: bool, nesting: u32) {
        self.clear(timer);
        self.turns += 1;
        let turn = self.turns;
        self.waiting.insert(timer, Waiting { duration, start, refed, repeats, nesting, turn });
        self.refed[usize::from(repeats)] += usize::from(refed);
        let list = self.lists.entry(duration).or_insert_with(|| {
            let list = List { expiry: start + duration, number: turn, timers: VecDeque::new() };
            self.order.insert((list.expiry, list.number), duration);
            list
        });
        list.timers.push_back((timer, turn));
    }

    /// Lets a timer wait no more: whether it did.
    pub fn clear(&mut self, timer: ObjectId) -> Option<Waiting> {
        let waiting = self.waiting.remove(&timer)?;
        self.refed[usize::from(waiting.repeats)] -= usize::from(waiting.refed);
        if self.waiting.is_empty() {
            self.lists.clear();
            self.order.clear();
        }
        Some(waiting)
    }

    /// Whether a timer waits.
    pub fn waits(&self, timer: ObjectId) -> bool {
        self.waiting.contains_key(&timer)
    }

    /// Says whether a program goes on for a timer.
    pub fn refer(&mut self, timer: ObjectId, refed: bool) {
        if let Some(waiting) = self.waiting.get_mut(&timer)
            && waiting.refed != refed
        {
            waiting.refed = refed;
            let count = &mut self.refed[usize::from(waiting.repeats)];
            if refed { *count += 1 } else { *count -= 1 }
        }
    }

    /// Takes the next timer whose time has come at the phase's time (lib/internal/timers.js, `processTimers`).
    pub fn take_due(&mut self) -> Option<(ObjectId, Waiting)> {
        loop {
            let duration = match self.current {
                Some(duration) => duration,
                None => match self.order.first_key_value() {
                    Some(((expiry, _), &duration)) if *expiry <= self.now => *self.current.insert(duration),
                    _ => return None,
                },
            };
            let due = self.take_from(duration);
            if due.is_some() {
                return due;
            }
            self.current = None;
        }
    }

    fn take_from(&mut self, duration: u64) -> Option<(ObjectId, Waiting)> {
        let list = self.lists.get_mut(&duration)?;
        let waiting = &self.waiting;
        while list
            .timers
            .front()
            .is_some_and(|(timer, turn)| waiting.get(timer).is_none_or(|known| known.turn != *turn))
        {
            list.timers.pop_front();
        }
        let Some(&(timer, _)) = list.timers.front() else {
            self.order.remove(&(list.expiry, list.number));
            self.lists.remove(&duration);
            return None;
        };
        let start = waiting.get(&timer).map_or(0, |known| known.start);
        if self.now < start + duration {
            self.order.remove(&(list.expiry, list.number));
            self.turns += 1;
            (list.expiry, list.number) = ((start + duration).max(self.now + 1), self.turns);
            self.order.insert((list.expiry, list.number), duration);
            return None;
        }
        list.timers.pop_front();
        self.clear(timer).map(|waiting| (timer, waiting))
    }

    /// When the next list is to be looked at.
    pub fn next_expiry(&self) -> Option<u64> {
        self.order.first_key_value().map(|((expiry, _), _)| *expiry)
    }

    /// Whether a program goes on for something that comes once.
    pub fn goes_on(&self) -> bool {
        self.refed[0] > 0 || self.refed_immediates > 0 || self.polled.iter().any(|queue| !queue.is_empty())
    }

    /// Whether a program goes on for what comes again and again.
    pub fn repeats(&self) -> bool {
        self.refed[1] > 0
    }

    /// Tells every value that is still needed.
    pub fn each(&self, tell: &mut dyn FnMut(Value)) {
        self.ticks.iter().for_each(|(function, arguments)| [*function, *arguments].into_iter().for_each(&mut *tell));
        let objects = self.immediates.iter().chain(&self.batch).chain(self.waiting.keys());
        objects.for_each(|object| tell(Value::Object(*object)));
        self.polled.iter().flatten().for_each(|function| tell(*function));
        self.numbered.values().for_each(|object| tell(Value::Object(*object)));
    }

    /// Bytes it takes, roughly.
    pub fn bytes(&self) -> usize {
        const TIMER: usize = 96;
        (self.ticks.len() + self.immediates.len()) * size_of::<(Value, Value)>() + self.waiting.len() * TIMER
    }
}
