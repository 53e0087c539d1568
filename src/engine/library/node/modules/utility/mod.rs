//! `node:util` (Node doc: Util): the table of its functions, and the small ones. Not inspection or `util.types`.

pub(crate) mod inspection;
pub(crate) mod types;

use super::assert::failure;
use super::equality;
use super::equality::Mode;
use super::refusal::refuse;
use crate::heap::{Attributes, PropertyKey, Value, flag};
use crate::library::ecma::object::tag_text;
use crate::library::node::arguments::{any_view, wrong_type};
use crate::library::node::internal;
use crate::library::table::{Method, export, function, global_value};
use crate::machine::{Call, Completion, Machine, message};
use crate::text::TextBuilder;
use pool::memory::{Fact, Releases, since, until};

/// The functions there are, in the order of lib/util.js.
const FUNCTIONS: [Method; 11] = [
    ("_extend", 2, extend),
    ("debuglog", 2, debuglog),
    ("deprecate", 4, deprecate),
    ("format", 0, inspection::format),
    ("formatWithOptions", 1, inspection::format_with_options),
    ("inherits", 2, inherits),
    ("isArray", 1, |machine, call| Ok(machine.is_array(machine.argument(call, 0))?.into())),
    ("isDeepStrictEqual", 2, is_deep_strict_equal),
    ("log", 0, log),
    ("stripVTControlCharacters", 1, strip),
    ("toUSVString", 1, to_usv_string),
];

/// The releases with `util.log` and the questions of `OLD`.
const OLD_ONES: Releases = until(24);

/// The questions Node answered once.
const OLD: [Method; 14] = [
    ("isBoolean", 1, |machine, call| asks(machine, call, |value| matches!(value, Value::Boolean(_)))),
    ("isBuffer", 1, is_buffer),
    ("isNull", 1, |machine, call| asks(machine, call, |value| value == Value::Null)),
    ("isNullOrUndefined", 1, |machine, call| asks(machine, call, Value::is_nullish)),
    ("isNumber", 1, |machine, call| asks(machine, call, |value| matches!(value, Value::Number(_)))),
    ("isString", 1, |machine, call| asks(machine, call, |value| matches!(value, Value::String(_)))),
    ("isSymbol", 1, |machine, call| asks(machine, call, |value| matches!(value, Value::Symbol(_)))),
    ("isUndefined", 1, |machine, call| asks(machine, call, Value::is_undefined)),
    ("isRegExp", 0, types::is_regexp),
    ("isObject", 1, |machine, call| {
        let value = machine.argument(call, 0);
        Ok(value.as_object().is_some_and(|object| !machine.heap.is_callable(object)).into())
    }),
    ("isDate", 0, types::is_date),
    ("isError", 1, is_error),
    ("isFunction", 1, |machine, call| Ok(machine.heap.is_function(machine.argument(call, 0)).into())),
    ("isPrimitive", 1, |machine, call| asks(machine, call, |value| value.as_object().is_none())),
];

/// What of the module is refused by name: promises, errors of the system, parsers of other things.
const REFUSED: [(&str, Releases); 20] = [
    ("_errnoException", since(18)),
    ("_exceptionWithHostPort", since(18)),
    ("styleText", since(20)),
    ("getCallSites", since(22)),
    ("getSystemErrorMap", since(18)),
    ("getSystemErrorName", since(18)),
    ("getSystemErrorMessage", since(22)),
    ("transferableAbortSignal", since(18)),
    ("transferableAbortController", since(18)),
    ("aborted", since(18)),
    ("parseEnv", since(20)),
    ("parseArgs", since(18)),
    ("MIMEType", since(18)),
    ("MIMEParams", since(18)),
    ("diff", since(22)),
    ("setTraceSigInt", since(22)),
    ("convertProcessSignalToExitCode", since(24)),
    ("markPromiseAsHandled", since(26)),
    ("debounce", since(26)),
    ("throttle", since(26)),
];

/// The module; `types` is `node:util/types`.
pub(crate) fn exports(machine: &mut Machine, types: Value) -> Value {
    let util = machine.object();
    for (name, length, native) in FUNCTIONS {
        if name == "log" && !machine.knows(OLD_ONES) {
            continue;
        }
        let made = function(machine, (name, length, native));
        export(machine, util, name, made);
        if name == "debuglog" {
            export(machine, util, "debug", made);
        }
    }
    for row in if machine.knows(OLD_ONES) { &OLD[..] } else { &[] } {
        let made = function(machine, *row);
        export(machine, util, row.0, made);
    }
    let inspect = inspection::inspect_function(machine);
    export(machine, util, "inspect", inspect);
    export(machine, util, "types", types);
    for name in ["TextDecoder", "TextEncoder"] {
        let class = global_value(machine, name);
        if !class.is_undefined() {
            export(machine, util, name, class);
        }
    }
    for name in ["promisify", "callbackify"] {
        let made = internal::member(machine, "promisify", name).unwrap_or(Value::Undefined);
        export(machine, util, name, made);
    }
    for (name, releases) in REFUSED {
        if machine.knows(releases) {
            let made = function(machine, (name, 0, |machine, call| refuse(machine, call, "util")));
            export(machine, util, name, made);
        }
    }
    Value::Object(util)
}

fn asks(machine: &mut Machine, call: &Call, answer: fn(Value) -> bool) -> Completion {
    Ok(answer(machine.argument(call, 0)).into())
}

fn is_buffer(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let mut at = value.as_object().filter(|_| any_view(machine, value).is_some());
    while let Some(object) = at {
        if object == machine.node.buffer_prototype {
            return Ok(Value::Boolean(true));
        }
        at = machine.heap.proto(object);
    }
    Ok(Value::Boolean(false))
}

fn is_error(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let Some(object) = value.as_object() else { return Ok(Value::Boolean(false)) };
    Ok((tag_text(machine, object)? == "[object Error]" || failure::is_error(machine, value)).into())
}

fn is_deep_strict_equal(machine: &mut Machine, call: &Call) -> Completion {
    let [a, b, skip] = [0, 1, 2].map(|index| machine.argument(call, index));
    let skips = machine.knows(Fact::SkipsPrototypes) && machine.truthy(skip);
    let mode = if skips { Mode::StrictWithoutPrototypes } else { Mode::Strict };
    equality::equal(machine, a, b, mode).map(Value::Boolean)
}

/// `util._extend(target, source)`
fn extend(machine: &mut Machine, call: &Call) -> Completion {
    let (target, source) = (machine.argument(call, 0), machine.argument(call, 1));
    let Some(from) = source.as_object().filter(|&object| !machine.heap.is_callable(object)) else { return Ok(target) };
    let mut keys = machine.keys_of(from)?;
    keys.retain(|&key| {
        !matches!(key, PropertyKey::Symbol(_))
            && machine.heap.own(from, key).is_some_and(|own| own.attributes.enumerable())
    });
    for key in keys.into_iter().rev() {
        let value = machine.get(source, key)?;
        machine.set(target, key, value, true)?;
    }
    Ok(target)
}

/// `util.debuglog(section)`: `NODE_DEBUG` is never set, so what it gives says nothing.
fn debuglog(machine: &mut Machine, _: &Call) -> Completion {
    let logger = function(machine, ("logger", 0, |_, _| Ok(Value::Undefined)));
    let get = function(machine, ("get", 0, |_, _| Ok(Value::Boolean(false))));
    let key = machine.heap.key("enabled");
    let attributes = Attributes::CONFIGURABLE_ONLY.with(Attributes::ENUMERABLE, true);
    machine.heap.put_accessor(logger, key, Some(get), None, attributes);
    Ok(Value::Object(logger))
}

/// `util.deprecate(fn, message, code)`
fn deprecate(machine: &mut Machine, call: &Call) -> Completion {
    let [wrapped, message, code] = [0, 1, 2].map(|index| machine.argument(call, index));
    if !matches!(code, Value::Undefined | Value::String(_)) {
        return wrong_type(machine, "code", &["string"], code);
    }
    let made = function(machine, ("deprecated", 0, deprecated));
    if let Value::Object(target) = wrapped {
        machine.heap.get_mut(made).flags |= machine.heap.get(target).flags & flag::CONSTRUCTOR;
        machine.heap.set_proto(made, Some(target));
        let prototype = machine.get(wrapped, machine.keys.prototype)?;
        if machine.truthy(prototype) {
            machine.heap.put_with(made, machine.keys.prototype, prototype, Attributes(Attributes::WRITABLE));
        }
        if machine.knows(Fact::DeprecatedKeepsLength)
            && let Some(length) = machine.heap.own(target, machine.keys.length)
        {
            machine.heap.put_with(made, machine.keys.length, length.value, length.attributes);
        }
    }
    let symbols = machine.symbols;
    for (name, value) in [
        (symbols.deprecated_function, wrapped),
        (symbols.deprecation_message, message),
        (symbols.deprecation_code, code),
    ] {
        machine.heap.put_with(made, PropertyKey::Symbol(name), value, Attributes::HIDDEN);
    }
    Ok(Value::Object(made))
}

fn deprecated(machine: &mut Machine, call: &Call) -> Completion {
    let symbols = machine.symbols;
    let kept = |machine: &mut Machine, name| {
        machine.heap.own(call.callee, PropertyKey::Symbol(name)).map_or(Value::Undefined, |own| own.value)
    };
    let message = kept(machine, symbols.deprecation_message);
    if message != Value::Empty {
        let text = machine.to_text(message)?.to_string();
        let code = kept(machine, symbols.deprecation_code);
        let code = if let Value::String(code) = code { Some(machine.heap.utf8(code)) } else { None };
        let key = PropertyKey::Symbol(symbols.deprecation_message);
        machine.heap.put_with(call.callee, key, Value::Empty, Attributes::HIDDEN);
        crate::library::node::warning::deprecate(machine, &text, code.as_deref())?;
    }
    let wrapped = kept(machine, symbols.deprecated_function);
    let arguments = machine.arguments(call, 0);
    match (call.new_target, wrapped) {
        (Some(target), Value::Object(class)) => {
            let target = if target == call.callee { class } else { target };
            machine.construct(class, &arguments, target)
        }
        _ => machine.call(wrapped, call.this, &arguments),
    }
}

/// `util.inherits(constructor, superConstructor)`
fn inherits(machine: &mut Machine, call: &Call) -> Completion {
    let (class, parent) = (machine.argument(call, 0), machine.argument(call, 1));
    if class.is_nullish() {
        return wrong_type(machine, "ctor", &["Function"], class);
    }
    if parent.is_nullish() {
        return wrong_type(machine, "superCtor", &["Function"], parent);
    }
    let above = machine.get(parent, machine.keys.prototype)?;
    if above.is_undefined() {
        return wrong_type(machine, "superCtor.prototype", &["Object"], above);
    }
    let Value::Object(object) = class else {
        return machine.fail(message::CALLED_ON_NON_OBJECT, ["Object.defineProperty"]);
    };
    let key = machine.heap.key("super_");
    machine.heap.put_with(object, key, parent, Attributes::HIDDEN);
    let prototype = machine.get(class, machine.keys.prototype)?;
    let Value::Object(prototype) = prototype else {
        return machine.fail(message::CALLED_ON_NULL_OR_UNDEFINED, ["Object.setPrototypeOf"]);
    };
    machine.heap.set_proto(prototype, above.as_object());
    Ok(Value::Undefined)
}

/// `util.log(...values)`, gone in Node 24: a line with the time of day.
fn log(machine: &mut Machine, call: &Call) -> Completion {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let now = crate::calendar::iso_text(machine.clock.now()).unwrap_or_default();
    let number = |from: usize| now.get(from..from + 2).and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(1);
    let time = format!("{} {} {}", number(8), MONTHS[(number(5) - 1) % 12], now.get(11..19).unwrap_or(""));
    let Value::String(text) = inspection::format(machine, call)? else { return Ok(Value::Undefined) };
    let text = machine.heap.utf8(text);
    let line = format!("{time} - {text}\n").into();
    crate::library::node::output::say(machine, crate::machine::Stream::Out, line)?;
    Ok(Value::Undefined)
}

/// `util.toUSVString(string)`: lone surrogates replaced.
fn to_usv_string(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_text(machine.argument(call, 0))?;
    let mut out = TextBuilder::with_capacity(text.len());
    for point in text.view().code_points() {
        out.push_code_point(if (0xD800..0xE000).contains(&point) { 0xFFFD } else { point });
    }
    Ok(machine.heap.string_value(out.finish()))
}

/// `util.stripVTControlCharacters(text)`
fn strip(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    let Value::String(string) = given else { return wrong_type(machine, "str", &["string"], given) };
    machine.admit(machine.heap.string_length(string) * 4)?;
    let units = machine.heap.units(string).to_units();
    let mut kept = Vec::with_capacity(units.len());
    let (mut at, mut round) = (0, 0.0);
    while at < units.len() {
        machine.may_go_on(round)?;
        round += 1.0;
        match sequence(&units[at..]) {
            0 => {
                kept.push(units[at]);
                at += 1;
            }
            length => at += length,
        }
    }
    Ok(machine.heap.string_value(crate::text::Text::from_units(&kept)))
}

/// The length of the control sequence at the beginning, 0 if there is none (the pattern of package `ansi-regex`).
fn sequence(units: &[u16]) -> usize {
    const ESCAPE: u16 = 0x1B;
    let is = |at: usize, set: &str| {
        units.get(at).and_then(|unit| char::from_u32(u32::from(*unit))).is_some_and(|c| set.contains(c))
    };
    let digit = |at: usize| is(at, "0123456789");
    if !matches!(units.first(), Some(&ESCAPE | &0x9B)) {
        return 0;
    }
    if units[0] == ESCAPE && is(1, "]") {
        let end = (2..units.len()).find_map(|at| match units[at] {
            7 | 0x9C => Some(at + 1),
            ESCAPE if is(at + 1, "\\") => Some(at + 2),
            _ => None,
        });
        if let Some(end) = end {
            return end;
        }
    }
    let mut at = 1;
    while is(at, "[]()#;?") {
        at += 1;
    }
    // Parameters are taken as far as they go, then given back until a final character follows.
    let mut ends = vec![at];
    let run = |from: usize| (from..from + 4).take_while(|&at| digit(at)).count();
    if digit(at) {
        for length in 1..=run(at) {
            ends.push(at + length);
        }
        let mut next = at + run(at);
        while is(next, ";:") {
            for length in 0..=run(next + 1) {
                ends.push(next + 1 + length);
            }
            next += 1 + run(next + 1);
        }
    }
    let last = |at: usize| is(at, "0123456789ABCDEFGHIJKLMNOPRTZcfghijklmnqrstuy=><~");
    ends.into_iter().rev().find(|&end| last(end)).map_or(0, |end| end + 1)
}
