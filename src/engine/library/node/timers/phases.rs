//! Node's loop over a clock that nobody waits for: ticks, microtasks, rejections nobody heard of, timers, immediates; and when nothing
//! of that is left to do, the clock jumps to the next timer. Not who is told of errors: that is `process`'s and the session's.

use super::object::{arguments_of, fire, fire_immediate, is_cleared, now};
use crate::heap::{ObjectId, Settled, Value};
use crate::library::node::modules::process::rejection;
use crate::limits::{ENTRY_PAUSE, REPEATS, TIMER_CALLS};
use crate::machine::{Completion, Machine, Phase, Thrown, Timers};

/// How far a loop goes.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// As long as a program goes on in Node.
    Done,
    /// As long as there is something that comes once; what only repeats has a moment, or none where somebody only looks.
    Once {
        /// Whether it has that moment.
        pause: bool,
    },
    /// Until a promise is settled, or nothing is left that could do that.
    Settled(ObjectId),
}

/// Which of the queues of what came in.
const NEXT: usize = 0;
const THIS: usize = 1;
const CLOSED: usize = 2;

/// A run of the program begins: its timers are counted anew. A prompt's entries run where Node looks at its input, a script before.
pub fn begin_loop(machine: &mut Machine, prompt: bool) {
    machine.timers.calls = 0;
    machine.timers.nesting = 0;
    // What a loop that ended early left of its immediates comes first.
    let mut immediates = std::mem::take(&mut machine.timers.batch);
    immediates.append(&mut machine.timers.immediates);
    if prompt {
        machine.timers.phase = Phase::Immediates;
        machine.timers.batch = immediates;
    } else {
        machine.timers.phase = Phase::Timers;
        machine.timers.immediates = immediates;
        machine.timers.now = now(machine) + 1;
        machine.clock.jump(machine.timers.now as f64);
    }
}

/// Does what waits. What one of the functions throws ends it, and the next call goes on behind that; so do too many calls of timers.
pub fn run_loop(machine: &mut Machine, until: Until) -> Completion<()> {
    let scope = machine.heap.open_handles();
    // When what only repeats has had its moment.
    let pause = now(machine) + ENTRY_PAUSE;
    let mut repeats = 0;
    loop {
        machine.heap.close_handles(scope);
        if !machine.timers.torn {
            settle_ticks(machine)?;
        }
        if let Until::Settled(promise) = until
            && machine.promise(Value::Object(promise)).is_none_or(|promise| promise.settled != Settled::Pending)
        {
            return Ok(());
        }
        machine.rest()?;
        if machine.timers.calls > TIMER_CALLS {
            machine.timers.stormed = true;
            return Err(Thrown::Steps);
        }
        match machine.timers.phase {
            Phase::Timers => {
                if let Some((timer, waiting)) = machine.timers.take_due() {
                    machine.heap.hold(Value::Object(timer));
                    machine.timers.calls += 1;
                    repeats += usize::from(waiting.repeats);
                    machine.timers.nesting = waiting.nesting;
                    machine.timers.torn = false;
                    let result = fire(machine, timer);
                    machine.timers.torn = matches!(result, Err(Thrown::Value(_)));
                    result?;
                } else {
                    machine.timers.nesting = 0;
                    machine.timers.polled.swap(NEXT, THIS);
                    machine.timers.phase = Phase::Poll;
                }
            }
            Phase::Poll => {
                if let Some(function) = machine.timers.polled[THIS].pop_front() {
                    machine.timers.calls += 1;
                    machine.timers.torn = false;
                    machine.call(function, Value::Undefined, &[])?;
                } else {
                    machine.timers.batch = std::mem::take(&mut machine.timers.immediates);
                    machine.timers.phase = Phase::Immediates;
                }
            }
            Phase::Immediates => match machine.timers.batch.pop_front() {
                Some(immediate) if is_cleared(machine, immediate) => {}
                Some(immediate) => {
                    machine.heap.hold(Value::Object(immediate));
                    machine.timers.calls += 1;
                    machine.timers.torn = false;
                    fire_immediate(machine, immediate)?;
                }
                None => machine.timers.phase = Phase::Rest,
            },
            Phase::Rest if std::mem::take(&mut machine.timers.torn) => {}
            Phase::Rest if !machine.timers.polled[CLOSED].is_empty() => {
                if let Some(function) = machine.timers.polled[CLOSED].pop_front() {
                    machine.call(function, Value::Undefined, &[])?;
                }
            }
            Phase::Rest => {
                let Some(next) = next_time(machine, until, pause, repeats) else { return Ok(()) };
                machine.clock.jump(next as f64);
                machine.timers.now = now(machine);
                machine.timers.phase = Phase::Timers;
            }
        }
    }
}

/// At which time the loop goes on, if it does.
fn next_time(machine: &Machine, until: Until, pause: u64, repeats: usize) -> Option<u64> {
    let timers = &machine.timers;
    let now = now(machine);
    let ready = !timers.immediates.is_empty() || !timers.polled[NEXT].is_empty();
    let next = if ready { Some(now) } else { timers.next_expiry() };
    let goes_on = match until {
        Until::Done | Until::Settled(_) => timers.goes_on() || timers.repeats(),
        Until::Once { pause: true } => {
            timers.goes_on() || (timers.repeats() && repeats < REPEATS && next.is_some_and(|next| next <= pause))
        }
        Until::Once { pause: false } => timers.goes_on(),
    };
    next.filter(|_| goes_on).map(|next| next.max(now))
}

/// Ticks, then microtasks, until there are none; then rejections nobody heard of (`lib/internal/process/task_queues.js`).
pub(crate) fn settle_ticks(machine: &mut Machine) -> Completion<()> {
    let round = machine.heap.open_handles();
    loop {
        while let Some((function, arguments)) = machine.timers.ticks.pop_front() {
            machine.heap.close_handles(round);
            machine.heap.hold(function);
            machine.heap.hold(arguments);
            machine.tick()?;
            let arguments = arguments_of(machine, arguments);
            let result = machine.call(function, Value::Undefined, &arguments);
            machine.timers.torn = matches!(result, Err(Thrown::Value(_)));
            result?;
            machine.rest()?;
        }
        machine.run_microtasks()?;
        if machine.timers.ticks.is_empty() && !rejection::tell(machine)? {
            return Ok(());
        }
    }
}

/// Forgets what waits, but timers that are to be called only later.
pub fn drop_jobs(machine: &mut Machine) {
    machine.drop_microtasks();
    machine.timers.ticks.clear();
    machine.timers.batch.clear();
}

/// Forgets every timer, too.
pub fn drop_timers(machine: &mut Machine) {
    drop_jobs(machine);
    machine.timers = Timers::default();
}
