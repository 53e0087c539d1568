//! `console` (Node doc: Console). Output goes to the machine's streams, which the session hands on.

use super::table::{Method, export, function, global, plain};
use crate::heap::Value;
use crate::inspect;
use crate::machine::{Call, Completion, Machine, Stream};
use crate::styled::Styled;

const OUT: [&str; 3] = ["log", "info", "debug"];
const ERR: [&str; 3] = ["error", "warn", "trace"];

/// Makes the global `console`.
pub(super) fn install(machine: &mut Machine) {
    let console = plain(machine);
    for name in OUT {
        let made = function(machine, (name, 0, log));
        export(machine, console, name, made);
    }
    for name in ERR {
        let made = function(machine, (name, 0, error));
        export(machine, console, name, made);
    }
    for row in [("dir", 0, dir), ("assert", 0, assert)] as [Method; 2] {
        let made = function(machine, row);
        export(machine, console, row.0, made);
    }
    global(machine, "console", console);
}

fn say(machine: &mut Machine, stream: Stream, arguments: &[Value]) -> Completion {
    let options = super::inspect_options(machine, false);
    let formatted = inspect::format(machine, arguments, &options);
    let mut line: Styled = machine.inspected(formatted)?;
    line.plain("\n");
    machine.print(stream, line)?;
    Ok(Value::Undefined)
}

fn log(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    say(machine, Stream::Out, &arguments)
}

fn error(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    say(machine, Stream::Err, &arguments)
}

fn dir(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let mut options = super::inspect_options(machine, false);
    options.custom_inspect = false;
    let shown = inspect::inspect(machine, value, &options);
    let mut line = machine.inspected(shown)?;
    line.plain("\n");
    machine.print(Stream::Out, line)?;
    Ok(Value::Undefined)
}

fn assert(machine: &mut Machine, call: &Call) -> Completion {
    let condition = machine.argument(call, 0);
    if machine.truthy(condition) {
        return Ok(Value::Undefined);
    }
    let mut arguments = machine.arguments(call, 1);
    let head = if arguments.is_empty() { "Assertion failed" } else { "Assertion failed:" };
    arguments.insert(0, machine.heap.string_value(head));
    say(machine, Stream::Err, &arguments)
}
