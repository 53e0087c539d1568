//! Rejections that nobody hears of, as `process` tells them (lib/internal/process/promises.js), and errors nobody catches. Not how
//! they are drawn.

use super::events::tell as emit;
use crate::heap::{Attributes, ObjectId, Settled, Value};
use crate::library::node::warning::warn;
use crate::library::table::export;
use crate::machine::fault::ErrorClass;
use crate::machine::{Completion, Machine, Thrown, message};
use pool::memory::Fact;

/// A major, and places of Node's own code.
type Lines = (u16, [(u16, u16); 2], (u16, u16));

/// The lines of Node's own code in which it words a rejection and throws: of each major the first two, and the tick's.
const LINES: [Lines; 4] = [
    (20, [(389, 7), (470, 17)], (96, 32)),
    (22, [(392, 7), (475, 17)], (104, 32)),
    (24, [(392, 7), (475, 17)], (106, 37)),
    (26, [(322, 7), (405, 17)], (106, 37)),
];

/// Where Node rethrows a rejection with an error, and in which column.
const RETHROWN: [(u16, u16, usize); 5] = [(18, 288, 12), (20, 391, 4), (22, 394, 4), (24, 394, 4), (26, 324, 4)];

/// Tells rejections nobody heard of, and those somebody heard of too late: whether there were any. What nobody listens for is thrown.
pub(crate) fn tell(machine: &mut Machine) -> Completion<bool> {
    for promise in machine.take_late() {
        let key = machine.heap.key("rejectionHandled");
        if !emit(machine, key, &[Value::Object(promise)])? {
            machine.state.late_rejections += 1;
            let number = machine.state.late_rejections;
            let text = format!(
                "PromiseRejectionHandledWarning: Promise rejection was handled asynchronously (rejection id: {number})"
            );
            warn(machine, None, &text, Value::Undefined)?;
        }
    }
    let mut any = false;
    while let Some(promise) = machine.next_unheard() {
        any = true;
        let Some(Settled::Rejected(reason)) = machine.promise(Value::Object(promise)).map(|it| it.settled) else {
            continue;
        };
        let key = machine.heap.key("unhandledRejection");
        if !emit(machine, key, &[reason, Value::Object(promise)])? {
            machine.timers.rejected = true;
            let thrown = worded(machine, reason);
            return Err(Thrown::Value(thrown));
        }
    }
    Ok(any)
}

/// What is thrown for a rejection: an error itself, anything else in words.
fn worded(machine: &mut Machine, reason: Value) -> Value {
    let is_error =
        reason.as_object().is_some_and(|object| matches!(machine.heap.kind(object), crate::heap::Kind::Error));
    // A prompt of older releases shows what it was rejected with.
    if is_error || (machine.state.at_prompt && !machine.knows(Fact::RejectionsWordedAtPrompts)) {
        return reason;
    }
    let shown = match reason {
        Value::String(text) => machine.heap.utf8(text),
        other => machine.message_text(other),
    };
    let text = machine.worded(message::UNHANDLED_REJECTION, [&shown]);
    let error = machine.error(ErrorClass::Error, text.as_str());
    let name = machine.heap.string_value("UnhandledPromiseRejection");
    machine.heap.put_with(error, machine.keys.name, name, Attributes::HIDDEN);
    let code = machine.heap.string_value("ERR_UNHANDLED_REJECTION");
    export(machine, error, "code", code);
    let stack = format!("UnhandledPromiseRejection: {text}{}", frames(machine));
    let stack = machine.heap.string_value(stack);
    machine.write_stack(error, stack);
    Value::Object(error)
}

/// The calls of Node's own that such an error names.
fn frames(machine: &Machine) -> String {
    let major = machine.release().0;
    let Some((_, own, tick)) = LINES.iter().rev().find(|(since, ..)| *since <= major) else { return String::new() };
    let mut text = String::new();
    for (name, (line, column)) in ["throwUnhandledRejectionsMode", "processPromiseRejections"].into_iter().zip(own) {
        text += &format!("\n    at {name} (node:internal/process/promises:{line}:{column})");
    }
    if !machine.state.at_prompt {
        let (line, column) = tick;
        text +=
            &format!("\n    at process.processTicksAndRejections (node:internal/process/task_queues:{line}:{column})");
    }
    text
}

/// The place of Node's own that is shown above an error that was rejected with and has none in the program.
pub fn rethrown_from(machine: &Machine, error: ObjectId) -> String {
    let major = machine.release().0;
    let own = machine.heap.peek_named(error, machine.keys.name).is_some_and(|name| match name.value {
        Value::String(name) => machine.heap.utf8(name) == "UnhandledPromiseRejection",
        _ => false,
    });
    let worded = LINES.iter().rev().find(|(since, ..)| *since <= major).filter(|_| own);
    let (line, indent, text) = if let Some((_, [(line, _), _], _)) = worded {
        (*line, 6, "new UnhandledPromiseRejection(reason);")
    } else {
        let (_, line, indent) = RETHROWN.iter().rev().find(|(since, ..)| *since <= major).unwrap_or(&RETHROWN[0]);
        (*line, *indent, "triggerUncaughtException(err, true /* fromPromise */);")
    };
    let blank = " ".repeat(indent);
    format!("node:internal/process/promises:{line}\n{blank}{text}\n{blank}^\n")
}

/// Asks the listeners of `uncaughtException` whether they take an error that nobody caught.
pub fn uncaught(machine: &mut Machine, error: Value) -> Completion<bool> {
    machine.heap.hold(error);
    let rejected = std::mem::take(&mut machine.timers.rejected);
    let origin = machine.heap.string_value(if rejected { "unhandledRejection" } else { "uncaughtException" });
    let key = machine.heap.key("uncaughtExceptionMonitor");
    emit(machine, key, &[error, origin])?;
    let key = machine.heap.key("uncaughtException");
    let rethrown = machine.timers.rethrown;
    let taken = emit(machine, key, &[error, origin])?;
    machine.timers.rethrown = rethrown && !taken;
    // Who draws it asks again.
    machine.timers.rejected = rejected && !taken;
    Ok(taken)
}
