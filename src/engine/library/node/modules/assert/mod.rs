//! `node:assert` and `node:assert/strict` (Node doc: Assert): what is asserted. Not what a failure says: that is `failure`.

pub(crate) mod diff;
pub(crate) mod failure;
pub(crate) mod heading;
pub(crate) mod message;
pub(crate) mod source;
pub(crate) mod throwing;

use super::equality;
use super::equality::Mode;
use super::refusal::refuse;
use crate::buffer::Fault;
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::node::arguments::fail as fault;
use crate::library::node::coded;
use crate::library::order::arrange;
use crate::library::table::{Method, constructor, export, function, plain};
use crate::machine::{Call, Completion, Machine, Thrown};
use failure::{Failure, is_error, option};
use message::{Message, raise};
use pool::memory::Fact;

/// The functions, in the order Node 18 and 20 export them.
const METHODS: [Method; 19] = [
    ("ok", 0, ok),
    ("fail", 5, fail),
    ("equal", 3, |machine, call| compare(machine, call, "==")),
    ("notEqual", 3, |machine, call| compare(machine, call, "!=")),
    ("deepEqual", 3, |machine, call| compare(machine, call, "deepEqual")),
    ("notDeepEqual", 3, |machine, call| compare(machine, call, "notDeepEqual")),
    ("deepStrictEqual", 3, |machine, call| compare(machine, call, "deepStrictEqual")),
    ("notDeepStrictEqual", 3, |machine, call| compare(machine, call, "notDeepStrictEqual")),
    ("strictEqual", 3, |machine, call| compare(machine, call, "strictEqual")),
    ("notStrictEqual", 3, |machine, call| compare(machine, call, "notStrictEqual")),
    ("partialDeepStrictEqual", 3, |machine, call| compare(machine, call, "partialDeepStrictEqual")),
    ("throws", 1, throwing::throws),
    ("rejects", 1, refused),
    ("doesNotThrow", 1, throwing::does_not_throw),
    ("doesNotReject", 1, refused),
    ("ifError", 1, if_error),
    ("match", 3, throwing::matches),
    ("doesNotMatch", 3, throwing::does_not_match),
    ("CallTracker", 0, refused),
];

/// In which order Node exports them, with the class and the strict variant.
const ORDER_18: &str = "fail AssertionError ok equal notEqual deepEqual notDeepEqual deepStrictEqual notDeepStrictEqual strictEqual \
     notStrictEqual throws rejects doesNotThrow doesNotReject ifError match doesNotMatch CallTracker";
const ORDER_22: &str = "AssertionError CallTracker ok fail equal notEqual deepEqual notDeepEqual deepStrictEqual notDeepStrictEqual \
     strictEqual notStrictEqual partialDeepStrictEqual match doesNotMatch throws rejects doesNotThrow doesNotReject ifError";

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let (anew, formats) = (machine.knows(Fact::AssertAnew), machine.knows(Fact::AssertFormats));
    let error = failure::class(machine);
    let main = if formats { "assert" } else { "ok" };
    let assert = function(machine, (main, 0, ok));
    let strict = function(machine, ("strict", 0, ok));
    let order = if anew { ORDER_22 } else { ORDER_18 };
    for name in order.split_whitespace().filter(|name| !formats || *name != "CallTracker") {
        let made = match METHODS.iter().find(|row| row.0 == name) {
            None => error,
            Some(_) if name == "ok" && !formats => assert,
            Some(&(name, length, native)) => {
                let length = if formats && length == 3 { 2 } else { length };
                let length = if formats && name == "fail" { 1 } else { length };
                function(machine, (name, length, native))
            }
        };
        export(machine, assert, name, made);
        export(machine, strict, name, made);
    }
    for name in ["equal", "deepEqual", "notEqual", "notDeepEqual"] {
        let strictly = strictly(name);
        let key = machine.heap.key(strictly);
        let made = machine.heap.own(assert, key).map_or(Value::Undefined, |own| own.value);
        export(machine, strict, name, made);
    }
    export(machine, assert, "strict", strict);
    if anew {
        let class = checker(machine, assert);
        export(machine, assert, "Assert", class);
        export(machine, strict, "Assert", class);
    }
    export(machine, strict, "strict", strict);
    Value::Object(assert)
}

/// What the strict variant has under a loose name.
fn strictly(name: &str) -> &'static str {
    match name {
        "equal" => "strictEqual",
        "deepEqual" => "deepStrictEqual",
        "notEqual" => "notStrictEqual",
        _ => "notDeepStrictEqual",
    }
}

/// `node:assert/strict`: a property of `node:assert`.
pub(crate) fn strict_exports(machine: &mut Machine, assert: Value) -> Value {
    machine.get_named(assert, "strict").unwrap_or(Value::Undefined)
}

/// The class `Assert` of Node 22 and later: the same functions with options.
fn checker(machine: &mut Machine, assert: ObjectId) -> ObjectId {
    let prototype = plain(machine);
    let class = constructor(machine, ("Assert", 1, construct), prototype);
    machine.heap.put_with(class, machine.keys.prototype, Value::Object(prototype), Attributes(Attributes::WRITABLE));
    for key in machine.heap.own_keys(assert) {
        let name = machine.key_text(key);
        if METHODS.iter().any(|row| row.0 == name && name != "CallTracker")
            && let Some(own) = machine.heap.own(assert, key)
        {
            let value = if name == "ok" { Value::Object(function(machine, ("ok", 0, ok))) } else { own.value };
            machine.heap.put(prototype, key, value);
        }
    }
    arrange(machine, prototype, "Assert.prototype");
    machine.node.assert_prototype = Some(prototype);
    class
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(coded::CONSTRUCT_CALL_REQUIRED, ["Assert"]);
    }
    let default = machine.node.assert_prototype;
    let proto = machine.prototype_for(call, default.unwrap_or(machine.realm.object_prototype))?;
    let this = machine.heap.object(Some(proto), Kind::Ordinary);
    let options = machine.heap.object(None, Kind::Ordinary);
    export(machine, options, "strict", Value::Boolean(true));
    export(machine, options, "skipPrototype", Value::Boolean(false));
    machine.copy_properties(options, machine.argument(call, 0), &[])?;
    let diff = machine.get_named(Value::Object(options), "diff")?;
    let known = match diff {
        Value::Undefined => true,
        Value::String(text) => ["simple", "full"].contains(&machine.heap.utf8(text).as_str()),
        _ => false,
    };
    if !known {
        let shown = crate::library::node::arguments::inspected_text(machine, diff);
        return machine.fail(coded::INVALID_DIFF, [&shown.to_string()]);
    }
    let error = failure::class(machine);
    export(machine, this, "AssertionError", error);
    let key = PropertyKey::Symbol(machine.symbols.assert_options);
    machine.heap.put_with(this, key, Value::Object(options), Attributes::NONE);
    let strict = machine.get_named(Value::Object(options), "strict")?;
    if machine.truthy(strict) {
        for name in ["equal", "deepEqual", "notEqual", "notDeepEqual"] {
            let method = machine.get_named(Value::Object(this), strictly(name))?;
            export(machine, this, name, method);
        }
    }
    Ok(Value::Object(this))
}

fn refused(machine: &mut Machine, call: &Call) -> Completion {
    refuse(machine, call, "assert")
}

/// `assert(value, message)` and `assert.ok`
fn ok(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if machine.truthy(value) {
        return Ok(Value::Undefined);
    }
    let given = machine.argument(call, 1);
    let (message, generated) = if machine.argument_count(call) == 0 {
        (Message::Text("No value argument passed to `assert.ok()`".into()), Some(true))
    } else if given.is_nullish() {
        let source = source::falsy(machine);
        (source.map_or(Message::None, |text| Message::Text(text.into())), Some(true))
    } else {
        (Message::Given(machine.arguments(call, 1)), Some(false))
    };
    let failure = Failure { actual: value, expected: Value::Boolean(true), operator: "==", ..Failure::default() };
    raise(machine, failure, message, generated)
}

/// `assert.fail(message)`; up to Node 24 also `(actual, expected, message, operator)`, deprecated.
fn fail(machine: &mut Machine, call: &Call) -> Completion {
    let formats = machine.knows(Fact::AssertFormats);
    let count = if formats { machine.argument_count(call).min(1) } else { machine.argument_count(call) };
    let mut failure = Failure { operator: "fail", diff: option(machine, call.this, "diff")?, ..Failure::default() };
    let mut message = machine.argument(call, 0);
    let mut own = Value::Undefined;
    let unsaid = if formats { message.is_undefined() } else { message.is_nullish() };
    let internal = unsaid && count <= 1;
    if internal {
        message = machine.heap.string_value("Failed");
    } else if count > 1 {
        let text = "assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only \
                    pass a message.";
        crate::library::node::warning::deprecate(machine, text, Some("DEP0094"))?;
        (failure.actual, failure.expected) = (message, machine.argument(call, 1));
        (message, own) = (machine.argument(call, 2), machine.argument(call, 3));
        if count == 2 {
            failure.operator = "!=";
        }
    }
    if is_error(machine, message) {
        return Err(Thrown::Value(message));
    }
    if !own.is_undefined() {
        failure.named = own;
    }
    failure.message = message;
    let error = failure.make(machine)?;
    if internal {
        export(machine, error, "generatedMessage", Value::Boolean(true));
    }
    Err(Thrown::Value(Value::Object(error)))
}

/// The comparisons, told apart by the operator their failure names.
fn compare(machine: &mut Machine, call: &Call, operator: &'static str) -> Completion {
    if machine.argument_count(call) < 2 {
        return fault(machine, &Fault::MissingArguments(&["actual", "expected"]));
    }
    let (actual, expected) = (machine.argument(call, 0), machine.argument(call, 1));
    let fits = match operator {
        "==" | "!=" => {
            let same = same_loosely(machine, actual, expected)?;
            same == (operator == "==")
        }
        "strictEqual" => machine.heap.same_value(actual, expected),
        "notStrictEqual" => !machine.heap.same_value(actual, expected),
        _ => {
            let skips = option(machine, call.this, "skipPrototype")?;
            let mode = match operator {
                "deepEqual" | "notDeepEqual" => Mode::Loose,
                "partialDeepStrictEqual" => Mode::Partial,
                _ if machine.truthy(skips) => Mode::StrictWithoutPrototypes,
                _ => Mode::Strict,
            };
            equality::equal(machine, actual, expected, mode)? != operator.starts_with("not")
        }
    };
    if fits {
        return Ok(Value::Undefined);
    }
    let diff = option(machine, call.this, "diff")?;
    let failure = Failure { actual, expected, operator, diff, ..Failure::default() };
    let message = Message::Given(machine.arguments(call, 2));
    raise(machine, failure, message, None)
}

fn same_loosely(machine: &mut Machine, a: Value, b: Value) -> Completion<bool> {
    let is_nan = |value| matches!(value, Value::Number(number) if number.is_nan());
    Ok(is_nan(a) && is_nan(b) || machine.loose_equal(a, b)?)
}

/// `assert.ifError(value)`
fn if_error(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if value.is_nullish() {
        return Ok(Value::Undefined);
    }
    let mut message = "ifError got unwanted exception: ".to_owned();
    let text = match value {
        Value::Object(object) if !machine.heap.is_callable(object) => machine.get(value, machine.keys.message)?,
        _ => Value::Undefined,
    };
    if let Value::String(text) = text {
        let text = machine.heap.utf8(text);
        let class = if text.is_empty() { machine.get(value, machine.keys.constructor)? } else { Value::Undefined };
        if machine.truthy(class) {
            let name = machine.get(class, machine.keys.name)?;
            message += &machine.to_text(name)?.to_string();
        } else {
            message += &text;
        }
    } else {
        message += &crate::library::node::arguments::inspected_text(machine, value).to_string();
    }
    let diff = option(machine, call.this, "diff")?;
    let message = machine.heap.string_value(message);
    let failure =
        Failure { actual: value, expected: Value::Null, operator: "ifError", message, diff, ..Failure::default() };
    let error = failure.make(machine)?;
    join_stacks(machine, error, value)?;
    Err(Thrown::Value(Value::Object(error)))
}

/// Lets the new error's stack go on with the frames of the old one, those they share once.
fn join_stacks(machine: &mut Machine, error: ObjectId, origin: Value) -> Completion<()> {
    let key = machine.keys.stack;
    let Value::String(before) = machine.get(origin, key)? else { return Ok(()) };
    let before = machine.heap.utf8(before);
    let Some(start) = before.find("\n    at") else { return Ok(()) };
    let frames: Vec<&str> = before[start + 1..].split('\n').collect();
    let Value::String(stack) = machine.read_stack(error)? else { return Ok(()) };
    let stack = machine.heap.utf8(stack);
    let lines: Vec<&str> = stack.split('\n').collect();
    let shared = frames.iter().find_map(|frame| lines.iter().position(|line| line == frame));
    let joined = format!("{}\n{}", lines[..shared.unwrap_or(lines.len())].join("\n"), frames.join("\n"));
    let joined = machine.heap.string_value(joined);
    machine.write_stack(error, joined);
    Ok(())
}
