//! `node:test` (Node doc: Test runner) for tests that run to their end at once: each is run where it stands, and told in a
//! line. Not what is asynchronous, mocked or watched.

use super::refusal::outside;
use crate::heap::Value;
use crate::library::table::{Method, export, function};
use crate::machine::{Call, Completion, Machine, Stream, Thrown};
use pool::styled::Styled;

const RUNNERS: [Method; 4] = [("test", 3, one), ("it", 3, one), ("describe", 3, suite), ("suite", 3, suite)];

const REFUSED: [&str; 6] = ["before", "after", "beforeEach", "afterEach", "mock", "run"];

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let module = function(machine, RUNNERS[0]);
    for row in RUNNERS {
        let made = function(machine, row);
        let skip = function(machine, ("skip", 3, |_, _| Ok(Value::Undefined)));
        export(machine, made, "skip", skip);
        export(machine, module, row.0, made);
    }
    for name in REFUSED {
        let made = function(
            machine,
            (name, 0, |machine, call| {
                let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
                outside(machine, &format!("node:test's {name}"), "")
            }),
        );
        export(machine, module, name, made);
    }
    Value::Object(module)
}

/// The name and the function of a test, options between them left out.
fn parts(machine: &mut Machine, call: &Call) -> Completion<(String, Value)> {
    let arguments = machine.arguments(call, 0);
    let body = arguments.iter().copied().find(|&value| machine.heap.is_function(value)).unwrap_or(Value::Undefined);
    let name = match arguments.first() {
        Some(name @ Value::String(_)) => machine.to_text(*name)?.to_string(),
        _ => "<anonymous>".to_owned(),
    };
    Ok((name, body))
}

fn say(machine: &mut Machine, sign: &str, name: &str) -> Completion<()> {
    let indent = "  ".repeat(machine.state.test_depth);
    machine.print(Stream::Out, Styled::from(format!("{indent}{sign} {name}\n")))
}

fn one(machine: &mut Machine, call: &Call) -> Completion {
    let (name, body) = parts(machine, call)?;
    if !machine.heap.is_function(body) {
        return Ok(Value::Undefined);
    }
    match machine.call(body, Value::Undefined, &[]) {
        Err(thrown @ Thrown::Value(_)) => {
            say(machine, "✖", &name)?;
            Err(thrown)
        }
        Err(other) => Err(other),
        Ok(_) => {
            say(machine, "✔", &name)?;
            Ok(Value::Undefined)
        }
    }
}

fn suite(machine: &mut Machine, call: &Call) -> Completion {
    let (name, body) = parts(machine, call)?;
    if !machine.heap.is_function(body) {
        return Ok(Value::Undefined);
    }
    say(machine, "▶", &name)?;
    machine.state.test_depth += 1;
    let result = machine.call(body, Value::Undefined, &[]);
    machine.state.test_depth -= 1;
    result?;
    Ok(Value::Undefined)
}
