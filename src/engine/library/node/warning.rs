//! Warnings as Node words them: of deprecated names, and what the program gives `process.emitWarning`. Not who hears of
//! them when the program is over: see `process`'s events.

use crate::heap::{Attributes, Kind, Value};
use crate::machine::fault::ErrorClass;
use crate::machine::{Completion, Machine, Stream};
use pool::styled::Styled;

/// DEP0005
pub(crate) const BUFFER: (&str, &str) = (
    "DEP0005",
    "Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), \
     or Buffer.from() methods instead.",
);

/// DEP0030
pub(crate) const SLOW_BUFFER: (&str, &str) =
    ("DEP0030", "SlowBuffer() is deprecated. Please use Buffer.allocUnsafeSlow()");

/// The process number, the same in every session.
pub(crate) const PID: u32 = 4242;

/// Warns of a deprecated name of Node's own, once in a program: kept until the statement is over, as Node keeps it until its
/// next tick.
pub(crate) fn deprecated(machine: &mut Machine, (code, message): (&'static str, &str)) {
    // What others installed is not the program's to mend.
    let elsewhere = machine.source_name().is_some_and(|name| name.contains("/node_modules/"));
    if elsewhere || machine.warned.contains(&code) {
        return;
    }
    let mut text = format!("(node:1) [{code}] DeprecationWarning: {message}\n");
    if machine.warned.is_empty() {
        text.push_str("(Use `node --trace-deprecation ...` to show where the warning was created)\n");
    }
    machine.warned.push(code);
    machine.warnings.push(text);
    warned(machine, "DeprecationWarning", message, Some(code));
}

/// Writes a warning as Node does, with the hint after the first one.
pub(crate) fn warn(machine: &mut Machine, code: Option<&str>, text: &str, detail: Value) -> Completion {
    let deprecation = text.starts_with("DeprecationWarning");
    if deprecation {
        let silent = machine.get_named(Value::Object(machine.node.process), "noDeprecation")?;
        if machine.truthy(silent) {
            return Ok(Value::Undefined);
        }
    }
    let bare = code.map(str::to_owned);
    let code = code.map(|code| format!("[{code}] ")).unwrap_or_default();
    let mut line = format!("(node:{PID}) {code}{text}");
    if let Value::String(detail) = detail {
        line = format!("{line}\n{}", machine.heap.utf8(detail));
    }
    if !std::mem::replace(&mut machine.state.hinted, true) {
        let flag = if deprecation { "--trace-deprecation" } else { "--trace-warnings" };
        line = format!("{line}\n(Use `node {flag} ...` to show where the warning was created)");
    }
    machine.print(Stream::Err, Styled::from(line + "\n"))?;
    let (name, message) = text.split_once(": ").unwrap_or(("Warning", text));
    warned(machine, name, message, bare.as_deref());
    Ok(Value::Undefined)
}

/// Warns of something deprecated, once for each code (`util.deprecate`).
pub(crate) fn deprecate(machine: &mut Machine, message: &str, code: Option<&str>) -> Completion {
    if let Some(code) = code {
        let Machine { heap, state, .. } = machine;
        let list = *state.deprecations.get_or_insert_with(|| heap.object(None, Kind::Ordinary));
        let key = machine.heap.key(code);
        if machine.heap.own(list, key).is_some() {
            return Ok(Value::Undefined);
        }
        machine.heap.put(list, key, Value::Boolean(true));
    }
    warn(machine, code, &format!("DeprecationWarning: {message}"), Value::Undefined)
}

/// Lets the listeners of `warning` hear of one when the program is over.
fn warned(machine: &mut Machine, name: &str, message: &str, code: Option<&str>) {
    let error = machine.error(ErrorClass::Error, message);
    for (key, value) in [(machine.keys.name, Some(name)), (machine.keys.code, code)] {
        if let Some(value) = value {
            let value = machine.heap.string_value(value);
            machine.heap.put_with(error, key, value, Attributes::HIDDEN);
        }
    }
    machine.state.unheard.push(Value::Object(error));
}
