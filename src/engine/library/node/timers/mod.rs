//! `setTimeout`, `setInterval`, `setImmediate`, their opposites, `queueMicrotask` and `process.nextTick` (Node doc: Timers). Not when
//! each is called: that is `phases`.

mod object;
pub(crate) mod phases;

use crate::heap::Value;
use crate::library::node::arguments::wrong_type;
use crate::library::node::warning::warn;
use crate::library::table::{function, global};
use crate::machine::{Call, Completion, Machine, Native};
use pool::memory::Fact;

/// The longest a timer waits; what is longer counts as 1.
const LONGEST: f64 = 2_147_483_647.0;

/// The functions, each with its `length` since Node 22 and before.
const FUNCTIONS: [(&str, u8, u8, Native); 7] = [
    ("clearImmediate", 1, 1, clear_immediate),
    ("setImmediate", 1, 4, set_immediate),
    ("clearInterval", 1, 1, clear_timer),
    ("clearTimeout", 1, 1, clear_timer),
    ("setInterval", 2, 5, set_interval),
    ("setTimeout", 2, 5, set_timeout),
    ("queueMicrotask", 1, 1, queue_microtask),
];

pub(crate) fn install(machine: &mut Machine) {
    let newer = machine.knows(Fact::TimersTakeTheRest);
    for (name, length, before, native) in FUNCTIONS {
        let made = function(machine, (name, if newer { length } else { before }, native));
        global(machine, name, made);
    }
}

/// The first argument, which must be a function.
fn callback(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    if machine.heap.is_function(given) { Ok(given) } else { wrong_type(machine, "callback", &["function"], given) }
}

pub(crate) fn set_timeout(machine: &mut Machine, call: &Call) -> Completion {
    set(machine, call, false)
}

pub(crate) fn set_interval(machine: &mut Machine, call: &Call) -> Completion {
    set(machine, call, true)
}

fn set(machine: &mut Machine, call: &Call, repeats: bool) -> Completion {
    let function = callback(machine, call)?;
    let after = duration(machine, call)?;
    let arguments = object::kept_arguments(machine, call, 2);
    let timer = object::timeout(machine, function, after, arguments, repeats);
    object::start(machine, timer, after, true);
    Ok(Value::Object(timer))
}

/// How long to wait, in milliseconds.
fn duration(machine: &mut Machine, call: &Call) -> Completion<f64> {
    let given = machine.argument(call, 1);
    if given.is_undefined() {
        return Ok(1.0);
    }
    let after = machine.to_number(given)?;
    if (1.0..=LONGEST).contains(&after) {
        return Ok(after);
    }
    let shown = crate::machine::number_text(after);
    let told = machine.knows(Fact::TimersTold);
    let (name, words) = if after > LONGEST {
        ("TimeoutOverflowWarning", " does not fit into a 32-bit signed integer.")
    } else if after < 0.0 && told {
        ("TimeoutNegativeWarning", " is a negative number.")
    } else if after.is_nan() && told && matches!(given, Value::Number(_)) {
        ("TimeoutNaNWarning", " is not a number.")
    } else {
        return Ok(1.0);
    };
    let overflows = name == "TimeoutOverflowWarning";
    if overflows || !machine.warned.contains(&name) {
        if !overflows {
            machine.warned.push(name);
        }
        warn(machine, None, &format!("{name}: {shown}{words}\nTimeout duration was set to 1."), Value::Undefined)?;
    }
    Ok(1.0)
}

pub(crate) fn clear_timer(machine: &mut Machine, call: &Call) -> Completion {
    match machine.argument(call, 0) {
        Value::Object(timer) => object::clear(machine, timer),
        number @ (Value::Number(_) | Value::String(_)) => {
            let number = machine.to_number(number)?;
            if let Some(timer) = machine.timers.numbered.get(&(number as u64)).copied() {
                object::clear(machine, timer);
            }
        }
        _ => {}
    }
    Ok(Value::Undefined)
}

pub(crate) fn set_immediate(machine: &mut Machine, call: &Call) -> Completion {
    let function = callback(machine, call)?;
    let arguments = object::kept_arguments(machine, call, 1);
    let made = object::immediate(machine, function, arguments);
    machine.timers.immediates.push_back(made);
    machine.timers.refed_immediates += 1;
    Ok(Value::Object(made))
}

pub(crate) fn clear_immediate(machine: &mut Machine, call: &Call) -> Completion {
    if let Value::Object(immediate) = machine.argument(call, 0) {
        object::clear_immediate(machine, immediate);
    }
    Ok(Value::Undefined)
}

pub(crate) fn queue_microtask(machine: &mut Machine, call: &Call) -> Completion {
    let function = callback(machine, call)?;
    machine.queue_microtask(function);
    Ok(Value::Undefined)
}

/// `process.nextTick(function, ...arguments)`
pub(crate) fn next_tick(machine: &mut Machine, call: &Call) -> Completion {
    let function = callback(machine, call)?;
    let arguments = object::kept_arguments(machine, call, 1);
    machine.timers.ticks.push_back((function, arguments));
    Ok(Value::Undefined)
}

/// Lets a function run where Node looks at what came in: next time, this time still (1), or where it closes what is closed (2).
pub(crate) fn poll(machine: &mut Machine, call: &Call) -> Completion {
    let function = machine.argument(call, 0);
    let when = machine.argument(call, 1);
    let when = machine.to_uint32(when)? as usize;
    machine.timers.polled[when.min(2)].push_back(function);
    Ok(Value::Undefined)
}
