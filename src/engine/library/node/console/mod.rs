//! `console` (Node doc: Console). Output goes to the machine's streams, which the session hands on. Not tables: see `table`.

pub(crate) mod table;

use crate::heap::{ObjectId, PropertyKey, Value};
use crate::inspect;
use crate::library::node::options::{inspect_options, read_options};
use crate::library::node::warning::warn;
use crate::library::order::arrange;
use crate::library::table::{Method, export, function, global, plain};
use crate::machine::{CLEAR, Call, Completion, Machine, State, Stream};
use pool::styled::Styled;

const METHODS: [Method; 22] = [
    ("log", 0, log),
    ("warn", 0, error),
    ("error", 0, error),
    ("dir", 0, dir),
    ("time", 0, time),
    ("timeEnd", 0, |machine, call| time_log(machine, call, true)),
    ("timeLog", 0, |machine, call| time_log(machine, call, false)),
    ("trace", 0, trace),
    ("assert", 0, assert),
    ("clear", 0, clear),
    ("count", 0, count),
    ("countReset", 0, count_reset),
    ("group", 0, group),
    ("groupEnd", 0, group_end),
    ("table", 1, table),
    ("debug", 0, log),
    ("info", 0, log),
    ("dirxml", 0, log),
    ("groupCollapsed", 0, group),
    ("profile", 0, |_, _| Ok(Value::Undefined)),
    ("profileEnd", 0, |_, _| Ok(Value::Undefined)),
    ("timeStamp", 0, |_, _| Ok(Value::Undefined)),
];

/// Makes the global `console`.
pub(crate) fn install(machine: &mut Machine) {
    let console = plain(machine);
    for row in METHODS {
        let made = function(machine, row);
        export(machine, console, row.0, made);
    }
    arrange(machine, console, "console");
    global(machine, "console", console);
}

/// Nothing where there is no screen, as in Node.
fn clear(machine: &mut Machine, _: &Call) -> Completion {
    if machine.clears {
        machine.print(Stream::Out, CLEAR.into())?;
    }
    Ok(Value::Undefined)
}

/// Prints lines under the indentation of the groups they are in.
fn write(machine: &mut Machine, stream: Stream, line: &Styled) -> Completion {
    let width = machine.state.console_indentation;
    let mut out = Styled::default();
    if width == 0 {
        out = line.clone();
    } else {
        let indent = " ".repeat(width);
        out.plain(indent.as_str());
        for (role, run) in &line.runs {
            out.push(*role, run.replace('\n', &format!("\n{indent}")));
        }
    }
    out.plain("\n");
    super::output::say(machine, stream, out)?;
    Ok(Value::Undefined)
}

fn say(machine: &mut Machine, stream: Stream, arguments: &[Value]) -> Completion {
    let options = inspect_options(machine, false);
    let formatted = inspect::format(machine, arguments, &options);
    let line: Styled = machine.inspected(formatted)?;
    write(machine, stream, &line)
}

fn log(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    say(machine, Stream::Out, &arguments)
}

fn error(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    say(machine, Stream::Err, &arguments)
}

/// `console.trace(...data)`: `Trace: ` with the message, and the calls.
fn trace(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    let options = inspect_options(machine, false);
    let formatted = inspect::format(machine, &arguments, &options);
    let message = machine.inspected(formatted)?.to_string();
    let holder = machine.object();
    for (name, text) in [("name", "Trace".to_owned()), ("message", message)] {
        let text = machine.heap.string_value(text);
        export(machine, holder, name, text);
    }
    machine.capture_stack(holder);
    let stack = machine.read_stack(holder)?;
    say(machine, Stream::Err, &[stack])
}

/// `console.dir(value, options)`
fn dir(machine: &mut Machine, call: &Call) -> Completion {
    let (value, given) = (machine.argument(call, 0), machine.argument(call, 1));
    let mut options = read_options(machine, given)?;
    let chosen = machine.heap.key("customInspect");
    if given.as_object().is_none_or(|object| machine.heap.own(object, chosen).is_none()) {
        options.custom_inspect = false;
    }
    let shown = inspect::inspect(machine, value, &options);
    let line = machine.inspected(shown)?;
    write(machine, Stream::Out, &line)
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

fn table(machine: &mut Machine, call: &Call) -> Completion {
    let shown = table::shown(machine, call)?;
    write(machine, Stream::Out, &shown)
}

/// `console.group(...label)`
fn group(machine: &mut Machine, call: &Call) -> Completion {
    if machine.argument_count(call) > 0 {
        log(machine, call)?;
    }
    machine.state.console_indentation = (machine.state.console_indentation + 2).min(1000);
    Ok(Value::Undefined)
}

fn group_end(machine: &mut Machine, _: &Call) -> Completion {
    machine.state.console_indentation = machine.state.console_indentation.saturating_sub(2);
    Ok(Value::Undefined)
}

/// An object of labels nobody else sees.
fn labels(machine: &mut Machine, of: fn(&mut State) -> &mut Option<ObjectId>) -> ObjectId {
    let Machine { heap, state, .. } = machine;
    *of(state).get_or_insert_with(|| heap.object(None, crate::heap::Kind::Ordinary))
}

/// The label a call names: `default` if it names none.
fn label(machine: &mut Machine, call: &Call) -> Completion<(String, PropertyKey)> {
    let given = machine.argument(call, 0);
    let text = if given.is_undefined() { "default".to_owned() } else { machine.to_text(given)?.to_string() };
    let key = machine.heap.key(&text);
    Ok((text, key))
}

fn count(machine: &mut Machine, call: &Call) -> Completion {
    let (text, key) = label(machine, call)?;
    let counts = labels(machine, |state| &mut state.console_counts);
    let seen = match machine.heap.own(counts, key).map(|own| own.value) {
        Some(Value::Number(seen)) => seen + 1.0,
        _ => 1.0,
    };
    machine.heap.put(counts, key, Value::Number(seen));
    let line = Styled::from(format!("{text}: {seen}"));
    write(machine, Stream::Out, &line)
}

fn count_reset(machine: &mut Machine, call: &Call) -> Completion {
    let (text, key) = label(machine, call)?;
    let counts = labels(machine, |state| &mut state.console_counts);
    if machine.heap.own(counts, key).is_none() {
        return warn(machine, None, &format!("Warning: Count for '{text}' does not exist"), Value::Undefined);
    }
    machine.heap.put(counts, key, Value::Number(0.0));
    Ok(Value::Undefined)
}

fn time(machine: &mut Machine, call: &Call) -> Completion {
    let (text, key) = label(machine, call)?;
    let times = labels(machine, |state| &mut state.console_times);
    if machine.heap.own(times, key).is_some() {
        return warn(
            machine,
            None,
            &format!("Warning: Label '{text}' already exists for console.time()"),
            Value::Undefined,
        );
    }
    let now = machine.clock.elapsed();
    machine.heap.put(times, key, Value::Number(now));
    Ok(Value::Undefined)
}

/// `console.timeLog(label, ...data)` and `timeEnd(label)`
fn time_log(machine: &mut Machine, call: &Call, ends: bool) -> Completion {
    let (text, key) = label(machine, call)?;
    let times = labels(machine, |state| &mut state.console_times);
    let Some(Value::Number(began)) = machine.heap.own(times, key).map(|own| own.value) else {
        let name = if ends { "timeEnd" } else { "timeLog" };
        return warn(machine, None, &format!("Warning: No such label '{text}' for console.{name}()"), Value::Undefined);
    };
    let passed = shown_time(machine.clock.elapsed() - began);
    if ends {
        machine.heap.delete(times, key);
    }
    let mut arguments = if ends { Vec::new() } else { machine.arguments(call, 1) };
    let format = machine.heap.string_value("%s: %s");
    let (text, passed) = (machine.heap.string_value(text), machine.heap.string_value(passed));
    arguments.splice(0..0, [format, text, passed]);
    say(machine, Stream::Out, &arguments)
}

/// Milliseconds as `console.timeEnd` shows them.
fn shown_time(passed: f64) -> String {
    let minutes = (passed / 60_000.0).floor();
    if passed < 1000.0 {
        return format!("{}ms", (passed * 1000.0).round() / 1000.0);
    }
    if minutes == 0.0 {
        return format!("{:.3}s", passed / 1000.0);
    }
    let (hours, left) = ((minutes / 60.0).floor(), minutes % 60.0);
    let seconds = (passed % 60_000.0) / 1000.0;
    if hours == 0.0 {
        format!("{left}:{seconds:06.3} (m:ss.mmm)")
    } else {
        format!("{hours}:{left:02}:{seconds:06.3} (h:mm:ss.mmm)")
    }
}
