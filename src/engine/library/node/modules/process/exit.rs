//! How a program ends: the code it leaves with, and what the listeners of `process` do before. Not which listeners there are.

use super::events::tell;
use super::rejection::uncaught;
use crate::buffer::Bounds;
use crate::heap::{Attributes, ObjectId, Value};
use crate::library::node::arguments::{outside, wrong_type};
use crate::library::node::timers::phases::{Until, run_loop, settle_ticks};
use crate::library::table::{export, function};
use crate::machine::{Call, Completion, Machine, Thrown};
use pool::memory::Fact;

/// `process.exitCode`, checked since Node 20.
pub(crate) fn install(machine: &mut Machine, process: ObjectId) {
    if !machine.knows(Fact::ExitCodeChecked) {
        return export(machine, process, "exitCode", Value::Undefined);
    }
    let get = function(machine, ("get", 0, |machine, _| Ok(machine.state.exit_code)));
    let set = function(
        machine,
        ("set", 1, |machine, call| {
            let code = machine.argument(call, 0);
            let code = checked_exit_code(machine, code)?;
            machine.state.exit_code = code;
            Ok(Value::Undefined)
        }),
    );
    let key = machine.heap.key("exitCode");
    let attributes = Attributes::NONE.with(Attributes::ENUMERABLE, true);
    machine.heap.put_accessor(process, key, Some(get), Some(set), attributes);
}

/// A code as `process.exit` and `process.exitCode` take it since Node 20: nothing, an integer, or a string of one.
fn checked_exit_code(machine: &mut Machine, code: Value) -> Completion {
    let number = match code {
        Value::Undefined | Value::Null => return Ok(code),
        Value::String(string) if machine.heap.string_length(string) > 0 => {
            let number = machine.to_number(code)?;
            if number.is_nan() {
                return wrong_type(machine, "code", &["number"], code);
            }
            number
        }
        Value::Number(number) => number,
        _ => return wrong_type(machine, "code", &["number"], code),
    };
    if number.fract() != 0.0 || !number.is_finite() {
        return outside(machine, "code", Bounds::Integer, number);
    }
    Ok(code)
}

/// The code a script that ran to its end leaves with, if it set one.
pub fn exit_code(machine: &mut Machine) -> Option<i32> {
    let mut code = machine.state.exit_code;
    if !machine.knows(Fact::ExitCodeChecked) {
        code = machine.get_named(Value::Object(machine.node.process), "exitCode").ok()?;
    }
    if code.is_nullish() { None } else { machine.to_int32(code).ok() }
}

/// Sets the code a script leaves with, unless it did.
pub fn end_with(machine: &mut Machine, code: i32) {
    if exit_code(machine).is_none() {
        machine.state.exit_code = Value::Number(f64::from(code));
    }
}

/// `process.exit(code)`
pub(crate) fn exit(machine: &mut Machine, call: &Call) -> Completion {
    let mut code = machine.argument(call, 0);
    if machine.knows(Fact::ExitCodeChecked) {
        code = checked_exit_code(machine, code)?;
    }
    let code = if code.is_nullish() { exit_code(machine).unwrap_or(0) } else { machine.to_int32(code)? };
    Err(Thrown::Exit(code))
}

/// What comes behind a program's last statement: what runs later, the listeners of its warnings, of `beforeExit` where it ends by
/// itself, of `exit`.
pub fn end_program(machine: &mut Machine, result: Completion) -> Completion {
    let mut ended = result;
    loop {
        ended = match ended {
            Err(Thrown::Value(error)) => match uncaught(machine, error) {
                Ok(true) => run_loop(machine, Until::Done).map(|()| Value::Undefined),
                Ok(false) => break,
                Err(thrown) => {
                    ended = Err(thrown);
                    break;
                }
            },
            Err(_) => break,
            Ok(value) => match run_loop(machine, Until::Done).and_then(|()| last_words(machine)) {
                Ok(true) => Ok(value),
                Ok(false) => break,
                Err(thrown) => Err(thrown),
            },
        };
    }
    let code = match ended {
        Err(Thrown::Exit(code)) => code,
        Err(Thrown::Value(_)) => 1,
        Err(_) => return ended,
        Ok(_) => exit_code(machine).unwrap_or(0),
    };
    if machine.state.listeners.is_some() {
        let key = machine.heap.key("exit");
        tell(machine, key, &[Value::from(f64::from(code))])?;
    }
    ended
}

/// What is told when nothing is left to do: whether that makes the program go on.
fn last_words(machine: &mut Machine) -> Completion<bool> {
    if machine.state.listeners.is_none() {
        return Ok(false);
    }
    let key = machine.heap.key("warning");
    let waiting = std::mem::take(&mut machine.state.unheard);
    waiting.iter().for_each(|error| machine.heap.hold(*error));
    for error in waiting {
        tell(machine, key, &[error])?;
    }
    let code = exit_code(machine).unwrap_or(0);
    let key = machine.heap.key("beforeExit");
    tell(machine, key, &[Value::from(f64::from(code))])?;
    settle_ticks(machine)?;
    Ok(machine.timers.goes_on() || machine.timers.repeats())
}
