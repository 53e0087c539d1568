//! `process` (Node doc: Process): what a program may ask about itself. Nothing here reaches the machine slabscope runs on:
//! the clock is the session's, memory is the simulated one, and what happens later or elsewhere is refused by name.

pub(crate) mod events;
pub(crate) mod exit;
pub(crate) mod rejection;
pub(crate) mod versions;

use super::refusal::refuse;
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::node::arguments::{any_view, wrong_type};
use crate::library::node::coded;
use crate::library::node::timers::next_tick;
use crate::library::node::warning::{PID, warn};
use crate::library::table;
use crate::library::table::{Method, export, function, hidden, plain};
use crate::machine::{Call, Completion, Machine, Native, Stream};
use pool::memory::Fact;
use pool::styled::Styled;
use versions::MAJORS;

/// Where Node is said to be installed.
const EXECUTABLE: &str = "/usr/local/bin/node";

const METHODS: [Method; 7] = [
    ("nextTick", 1, next_tick),
    ("exit", 1, exit::exit),
    ("reallyExit", 1, exit::exit),
    ("uptime", 0, uptime),
    ("emitWarning", 4, emit_warning),
    ("hrtime", 1, hrtime),
    ("memoryUsage", 0, memory_usage),
];

/// Files, signals, later and elsewhere.
const REFUSED: [&str; 13] = [
    "cwd",
    "chdir",
    "umask",
    "kill",
    "abort",
    "cpuUsage",
    "resourceUsage",
    "dlopen",
    "binding",
    "getuid",
    "setUncaughtExceptionCaptureCallback",
    "loadEnvFile",
    "getBuiltinModule",
];

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let prototype = plain(machine);
    table::constructor(machine, ("process", 0, |_, call| Ok(call.this)), prototype);
    let process = table::under(machine, prototype);
    machine.node.process = process;
    table::tag(machine, process, "process");
    facts(machine, process);
    for row in METHODS {
        let made = function(machine, row);
        export(machine, process, row.0, made);
        let part: Method = match row.0 {
            "hrtime" => ("bigint", 0, hrtime_bigint),
            "memoryUsage" => ("rss", 0, |machine, _| Ok(used(machine).0.into())),
            _ => continue,
        };
        let inner = function(machine, part);
        export(machine, made, part.0, inner);
    }
    for name in REFUSED {
        let made = function(machine, (name, 0, |machine, call| refuse(machine, call, "process")));
        export(machine, process, name, made);
    }
    events::install(machine, process);
    exit::install(machine, process);
    let (out, err) = (stream(machine, 1, write_out), stream(machine, 2, write_err));
    export(machine, process, "stdout", out);
    export(machine, process, "stderr", err);
    Value::Object(process)
}

/// What `process` says about Node and the program.
fn facts(machine: &mut Machine, process: ObjectId) {
    let profile = machine.heap.memory.profile();
    let (version, major) = (profile.version_string(), profile.release().0);
    let bare = version.trim_start_matches('v').to_owned();
    let (lts, parts) = MAJORS.iter().rev().find(|row| row.0 <= major).map_or((None, &[][..]), |row| (row.1, row.2));
    let versions = plain(machine);
    let read_only = Attributes::NONE.with(Attributes::ENUMERABLE, true);
    for (name, text) in std::iter::once(("node", bare.as_str())).chain(parts.iter().copied()) {
        let (key, text) = (machine.heap.key(name), machine.heap.string_value(text));
        machine.heap.put_with(versions, key, text, read_only);
    }
    let release = plain(machine);
    let source = format!("https://nodejs.org/download/release/{version}/node-{version}");
    for (name, text) in [
        ("name", Some("node".to_owned())),
        ("lts", lts.map(str::to_owned)),
        ("sourceUrl", Some(format!("{source}.tar.gz"))),
        ("headersUrl", Some(format!("{source}-headers.tar.gz"))),
    ] {
        if let Some(text) = text {
            let text = machine.heap.string_value(text);
            export(machine, release, name, text);
        }
    }
    for (name, text) in [
        ("version", version.as_str()),
        ("arch", "x64"),
        ("platform", "linux"),
        ("title", "node"),
        ("argv0", "node"),
        ("execPath", EXECUTABLE),
    ] {
        let text = machine.heap.string_value(text);
        export(machine, process, name, text);
    }
    export(machine, process, "versions", versions);
    export(machine, process, "release", release);
    let (env, arguments) = (plain(machine), machine.array([]));
    export(machine, process, "env", env);
    export(machine, process, "execArgv", arguments);
    export(machine, process, "pid", Value::from(PID));
    export(machine, process, "ppid", Value::from(PID - 1));
    let executable = machine.heap.string_value(EXECUTABLE);
    let argv = machine.array([executable]);
    export(machine, process, "argv", argv);
}

/// `process.argv`: Node itself, the script if there is one, and what follows it on the command line.
pub fn set_arguments(machine: &mut Machine, script: Option<&str>, arguments: &[String]) {
    let words = std::iter::once(EXECUTABLE).chain(script).chain(arguments.iter().map(String::as_str));
    let words: Vec<Value> = words.map(|word| machine.heap.string_value(word)).collect();
    let argv = machine.array(words);
    export(machine, machine.node.process, "argv", argv);
}

fn uptime(machine: &mut Machine, _: &Call) -> Completion {
    Ok(Value::Number(machine.clock.elapsed() / 1000.0))
}

/// The session's clock in nanoseconds.
fn nanoseconds(machine: &mut Machine) -> u64 {
    (machine.clock.elapsed() * 1000.0) as u64 * 1000
}

fn hrtime(machine: &mut Machine, call: &Call) -> Completion {
    const SECOND: u64 = 1_000_000_000;
    let now = nanoseconds(machine);
    let (mut seconds, mut rest) = ((now / SECOND) as f64, (now % SECOND) as f64);
    let before = machine.argument(call, 0);
    if !before.is_undefined() {
        let Some(array) = before.as_object().filter(|_| machine.heap.is_array(before)) else {
            return wrong_type(machine, "time", &["Array"], before);
        };
        let length = machine.length_of(array)?;
        if length != 2.0 {
            return machine.fail(coded::TIME_LENGTH, [&length.to_string()]);
        }
        let mut parts = [0.0; 2];
        for (index, part) in parts.iter_mut().enumerate() {
            let value = machine.get(before, PropertyKey::Index(index as u32))?;
            *part = machine.to_number(value)?;
        }
        seconds -= parts[0];
        rest -= parts[1];
        if rest < 0.0 {
            seconds -= 1.0;
            rest += SECOND as f64;
        }
    }
    Ok(machine.array([Value::Number(seconds), Value::Number(rest)]))
}

fn hrtime_bigint(machine: &mut Machine, _: &Call) -> Completion {
    let now = nanoseconds(machine);
    Ok(machine.heap.bigint_value(now))
}

/// Resident, total and used bytes of objects, and bytes of slabs.
fn used(machine: &Machine) -> (usize, usize, usize, usize) {
    const STEP: usize = 256 * 1024;
    let heap = machine.heap.used();
    let total = heap.div_ceil(STEP) * STEP;
    let slabs = machine.heap.memory.live_bytes() as usize;
    (total + slabs, total, heap, slabs)
}

/// `process.memoryUsage()`: the simulated slabs are all that is external.
fn memory_usage(machine: &mut Machine, _: &Call) -> Completion {
    let (resident, total, heap, slabs) = used(machine);
    let usage = plain(machine);
    for (name, bytes) in
        [("rss", resident), ("heapTotal", total), ("heapUsed", heap), ("external", slabs), ("arrayBuffers", slabs)]
    {
        export(machine, usage, name, Value::from(bytes));
    }
    Ok(Value::Object(usage))
}

/// `process.stdout` or `process.stderr`, which is no terminal: `isTTY` and `columns` are not there.
fn stream(machine: &mut Machine, descriptor: u32, write: Native) -> ObjectId {
    let prototype = plain(machine);
    table::constructor(machine, ("Socket", 1, |_, call| Ok(call.this)), prototype);
    let stream = table::under(machine, prototype);
    let made = function(machine, ("write", 3, write));
    hidden(machine, prototype, "write", made);
    export(machine, stream, "writable", Value::Boolean(true));
    export(machine, stream, "fd", Value::from(descriptor));
    stream
}

fn write_out(machine: &mut Machine, call: &Call) -> Completion {
    write(machine, call, Stream::Out)
}

fn write_err(machine: &mut Machine, call: &Call) -> Completion {
    write(machine, call, Stream::Err)
}

fn write(machine: &mut Machine, call: &Call, stream: Stream) -> Completion {
    let chunk = machine.argument(call, 0);
    let recent = machine.knows(Fact::WritesViews);
    let text = match chunk {
        Value::String(string) => {
            let text = machine.heap.utf8(string);
            crate::library::node::output::say(machine, stream, Styled::from(text))?;
            return Ok(Value::Boolean(true));
        }
        Value::Null => return machine.fail(coded::STREAM_NULL_VALUES, []),
        _ => match any_view(machine, chunk).filter(|view| recent || view.element.width() == 1) {
            Some(view) => {
                machine.admit(machine.heap.view_bytes(view).len() * 2)?;
                String::from_utf8_lossy(machine.heap.view_bytes(view)).into_owned()
            }
            None if recent => {
                return wrong_type(machine, "chunk", &["string", "Buffer", "TypedArray", "DataView"], chunk);
            }
            None => return wrong_type(machine, "chunk", &["string", "Buffer", "Uint8Array"], chunk),
        },
    };
    machine.print(stream, Styled::from(text))?;
    Ok(Value::Boolean(true))
}

/// `process.emitWarning(warning, type, code)` or `(warning, { type, code, detail })`; it is shown at once.
fn emit_warning(machine: &mut Machine, call: &Call) -> Completion {
    let [warning, mut kind, mut code] = [0, 1, 2].map(|index| machine.argument(call, index));
    let mut detail = Value::Undefined;
    if let Value::Object(options) = kind {
        if machine.heap.is_callable(options) {
            (kind, code) = (Value::Undefined, Value::Undefined);
        } else if !machine.heap.is_array(kind) {
            let given = kind;
            code = machine.get_named(given, "code")?;
            detail = machine.get_named(given, "detail")?;
            kind = machine.get_named(given, "type")?;
            if !machine.truthy(kind) {
                kind = Value::Undefined;
            }
        }
    }
    if machine.heap.is_function(code) {
        code = Value::Undefined;
    }
    for (name, value) in [("type", kind), ("code", code)] {
        if !matches!(value, Value::Undefined | Value::String(_)) {
            return wrong_type(machine, name, &["string"], value);
        }
    }
    if let Value::String(message) = warning {
        let message = machine.heap.utf8(message);
        let kind = if kind.is_undefined() { "Warning".to_owned() } else { machine.to_text(kind)?.to_string() };
        let code = if code.is_undefined() { None } else { Some(machine.to_text(code)?.to_string()) };
        let text = format!("{kind}: {message}");
        return warn(machine, code.as_deref(), &text, detail);
    }
    let Some(error) = warning.as_object().filter(|&object| matches!(machine.heap.kind(object), Kind::Error)) else {
        return wrong_type(machine, "warning", &["string", "Error"], warning);
    };
    let code = machine.data_of(error, machine.keys.code);
    let detail = machine.get_named(warning, "detail")?;
    let text = machine.to_text(warning)?.to_string();
    warn(machine, code.as_deref(), &text, detail)
}
