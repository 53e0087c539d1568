//! Node's own JavaScript, as ours is: small files of `internal/`, each compiled when it is first needed, and what of the machine they
//! may use. Their calls do not show in stacks. Not what they say: see each.

use std::rc::Rc;

use crate::buffer::Bounds;
use crate::code::{self, Source};
use crate::heap::{ObjectId, Value};
use crate::library::node::arguments::{outside, wrong_type};
use crate::library::node::coded;
use crate::library::node::modules::utility::inspection::inspect_function;
use crate::library::node::timers;
use crate::library::node::warning::warn;
use crate::library::table::{self, Method, accessor, export, function, hidden};
use crate::machine::{Call, Completion, Machine, message};
use crate::syntax::ast::Goal;
use pool::memory::{Fact, Releases, since};

/// The files: name, what stack traces would call them, text.
const FILES: [(&str, &str, &str); 6] = [
    ("prelude", "node:internal/prelude", include_str!("internal/prelude.js")),
    ("events", "node:events", include_str!("internal/events.js")),
    ("event_target", "node:internal/event_target", include_str!("internal/event_target.js")),
    ("messaging", "node:internal/worker/io", include_str!("internal/messaging.js")),
    ("timers_promises", "node:timers/promises", include_str!("internal/timers_promises.js")),
    ("promisify", "node:internal/util", include_str!("internal/promisify.js")),
];

/// Global names that are made when they are first used: the file that has them, and which releases do.
const GLOBALS: [(&str, &str, Releases); 9] = [
    ("Event", "event_target", since(18)),
    ("EventTarget", "event_target", since(18)),
    ("CustomEvent", "event_target", since(19)),
    ("AbortController", "event_target", since(18)),
    ("AbortSignal", "event_target", since(18)),
    ("MessageChannel", "messaging", since(18)),
    ("MessagePort", "messaging", since(18)),
    ("MessageEvent", "messaging", since(18)),
    ("BroadcastChannel", "messaging", since(18)),
];

/// What the files use of the machine.
const NATIVES: [Method; 15] = [
    ("wrongType", 3, throw_wrong_type),
    ("outside", 2, throw_outside),
    ("fail", 2, fail),
    ("warn", 2, warn_of),
    ("tick", 1, timers::next_tick),
    ("microtask", 1, timers::queue_microtask),
    ("poll", 1, timers::poll),
    ("timer", 2, timers::set_timeout),
    ("repeat", 2, timers::set_interval),
    ("immediate", 1, timers::set_immediate),
    ("clearTimer", 1, timers::clear_timer),
    ("clearImmediate", 1, timers::clear_immediate),
    ("now", 0, |machine, _| Ok(Value::Number(machine.clock.reached()))),
    ("load", 1, |machine, call| {
        let name = machine.argument(call, 0);
        let name = machine.to_text(name)?.to_string();
        FILES.iter().find(|(known, ..)| *known == name).map_or(Ok(Value::Undefined), |(known, ..)| load(machine, known))
    }),
    ("structured", 2, |machine, call| {
        let clone = table::global_value(machine, "structuredClone");
        let arguments = machine.arguments(call, 0);
        machine.call(clone, Value::Undefined, &arguments)
    }),
];

/// What a wrong argument should have been.
const TYPES: [&[&str]; 11] = [
    &["function"],
    &["number"],
    &["boolean"],
    &["object"],
    &["Error"],
    &["Event"],
    &["EventListener"],
    &["EventEmitter"],
    &["AbortSignal"],
    &["MessagePort"],
    &["EventEmitter", "EventTarget"],
];

/// Makes the global names.
pub(crate) fn install(machine: &mut Machine) {
    let global = machine.realm.global;
    for (name, _, releases) in GLOBALS {
        if machine.knows(releases) {
            let key = machine.heap.key(name);
            accessor(machine, global, key, name, global_value, Some(set_global_value));
        }
    }
}

fn global_value(machine: &mut Machine, call: &Call) -> Completion {
    let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
    let Some((name, file, _)) = GLOBALS.iter().find(|(known, ..)| name.strip_prefix("get ") == Some(known)) else {
        return Ok(Value::Undefined);
    };
    let value = member(machine, file, name)?;
    let global = machine.realm.global;
    hidden(machine, global, name, value);
    Ok(value)
}

fn set_global_value(machine: &mut Machine, call: &Call) -> Completion {
    let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
    let (global, value) = (machine.realm.global, machine.argument(call, 0));
    hidden(machine, global, name.strip_prefix("set ").unwrap_or(&name), value);
    Ok(Value::Undefined)
}

/// What a file gives under a name.
pub(crate) fn member(machine: &mut Machine, file: &'static str, name: &str) -> Completion {
    let exports = load(machine, file)?;
    machine.get_named(exports, name)
}

/// What a file gives.
pub(crate) fn load(machine: &mut Machine, name: &'static str) -> Completion {
    if let Some(known) = machine.state.internals.get(name) {
        return Ok(*known);
    }
    let shared = shared(machine)?;
    run(machine, name, shared)
}

fn run(machine: &mut Machine, name: &'static str, shared: ObjectId) -> Completion {
    let Some((_, shown, text)) = FILES.iter().find(|(known, ..)| *known == name) else { return Ok(Value::Undefined) };
    let text = format!("(function (internal) {{ 'use strict'; {text}\n}})");
    let script = match machine.parse(&text, Goal::Script)? {
        Ok(script) => script,
        Err(error) => return machine.misparsed(&error),
    };
    let code = match code::compile(&script, Rc::new(Source::new(*shown, text))) {
        Ok(code) => code,
        Err(refusal) => return machine.fail(message::OUTSIDE_ONE, [&refusal.message]),
    };
    let Some(inner) = code.functions.first() else { return Ok(Value::Undefined) };
    let function = machine.function_of(inner);
    let exports = machine.call(function, Value::Undefined, &[Value::Object(shared)])?;
    machine.state.internals.insert(name, exports);
    Ok(exports)
}

/// What the files share: an object.
fn shared(machine: &mut Machine) -> Completion<ObjectId> {
    if let Some(known) = machine.state.internal {
        return Ok(known);
    }
    let shared = table::plain(machine);
    machine.state.internal = Some(shared);
    for row in NATIVES {
        let made = function(machine, row);
        export(machine, shared, row.0, made);
    }
    let major = Value::from(u32::from(machine.release().0));
    export(machine, shared, "major", major);
    let custom = Value::Symbol(machine.symbols.inspect_custom);
    export(machine, shared, "custom", custom);
    let inspect = inspect_function(machine);
    export(machine, shared, "inspect", inspect);
    let exception = table::global_value(machine, "DOMException");
    export(machine, shared, "DOMException", exception);
    run(machine, "prelude", shared)?;
    Ok(shared)
}

fn throw_wrong_type(machine: &mut Machine, call: &Call) -> Completion {
    let name = machine.argument(call, 0);
    let name = machine.to_text(name)?.to_string();
    let types = machine.argument(call, 1);
    let types = machine.to_text(types)?.to_string();
    let value = machine.argument(call, 2);
    let expected = TYPES.into_iter().find(|known| known.join(",") == types).unwrap_or(&["object"]);
    wrong_type(machine, name, expected, value)
}

fn throw_outside(machine: &mut Machine, call: &Call) -> Completion {
    let number = machine.argument(call, 1);
    let number = machine.to_number(number)?;
    let name = machine.argument(call, 0);
    let name = machine.to_text(name)?.to_string();
    if !machine.knows(Fact::BoundsOfListeners) {
        let name = if name == "setMaxListeners" { "n" } else { &name };
        return machine.fail(coded::NEGATIVE, [name, &crate::machine::number_text(number)]);
    }
    outside(
        machine,
        if name == "setMaxListeners" { "setMaxListeners" } else { "defaultMaxListeners" },
        Bounds::AtLeast(0.0),
        number,
    )
}

/// Throws a coded error by its code.
fn fail(machine: &mut Machine, call: &Call) -> Completion {
    let (code, part) = (machine.argument(call, 0), machine.argument(call, 1));
    let code = machine.to_text(code)?.to_string();
    let part = machine.to_text(part)?.to_string();
    match code.as_str() {
        "ERR_MISSING_ARGS" => machine.fail(coded::MISSING_ARGUMENT, [&part]),
        "ERR_INVALID_THIS" => machine.fail(coded::INVALID_THIS, [&part]),
        "ERR_ILLEGAL_CONSTRUCTOR" => machine.fail(coded::ILLEGAL_CONSTRUCTOR, []),
        "ERR_CONSTRUCT_CALL_INVALID" => machine.fail(coded::CONSTRUCT_CALL_INVALID, []),
        "ERR_EVENT_RECURSION" => machine.fail(coded::EVENT_RECURSION, [&part]),
        "ERR_FALSY_VALUE_REJECTION" => machine.fail(coded::FALSY_VALUE_REJECTION, []),
        "ERR_UNHANDLED_ERROR" => machine.fail(coded::UNHANDLED_ERROR, [&part]),
        _ => machine.fail(coded::SIGNALS_NOT_SEQUENCE, []),
    }
}

fn warn_of(machine: &mut Machine, call: &Call) -> Completion {
    let (words, kind) = (machine.argument(call, 0), machine.argument(call, 1));
    let text = format!("{}: {}", machine.to_text(kind)?, machine.to_text(words)?);
    warn(machine, None, &text, Value::Undefined)
}
