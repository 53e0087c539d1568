//! `throws`, `doesNotThrow`, `match`, `doesNotMatch`: what a function throws, and what text looks like. Not the failure's
//! own messages.

use super::failure::{Failure, is_error, option};
use super::message::{Message, ambiguous_argument, raise};
use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::inspect;
use crate::library::node::arguments::{inspected_text, wrong_type};
use crate::library::node::coded;
use crate::library::node::modules::equality::{Mode, equal};
use crate::library::table::{export, under};
use crate::machine::{Call, Completion, Machine, Thrown};

/// What `throws` takes as its second argument.
const EXPECTED: &[&str] = &["Object", "Error", "Function", "RegExp"];

/// One call of `throws` or `doesNotThrow`.
#[derive(Clone, Copy)]
struct Expectation {
    operator: &'static str,
    diff: Value,
    /// What was thrown.
    actual: Value,
    /// The second argument.
    expected: Value,
    message: Value,
}

impl Expectation {
    fn failure(&self) -> Failure {
        let Self { operator, diff, actual, expected, .. } = *self;
        Failure { actual, expected, operator, diff, ..Failure::default() }
    }
}

/// What the function that is the first argument throws.
fn thrown_by(machine: &mut Machine, call: &Call) -> Completion<Option<Value>> {
    let function = machine.argument(call, 0);
    callable(machine, function, "fn")?;
    match machine.call(function, Value::Undefined, &[]) {
        Ok(_) => Ok(None),
        Err(Thrown::Value(value)) => Ok(Some(value)),
        Err(end) => Err(end),
    }
}

/// Whether a value is a regular expression.
fn is_regexp(machine: &Machine, value: Value) -> bool {
    value.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::RegExp(_)))
}

/// Whether a regular expression matches, through its own `exec`.
fn found(machine: &mut Machine, regexp: Value, text: Value) -> Completion<bool> {
    let exec = machine.get_named(regexp, "exec")?;
    Ok(machine.call(exec, regexp, &[text])? != Value::Null)
}

/// `assert.throws(fn, error, message)`
pub(crate) fn throws(machine: &mut Machine, call: &Call) -> Completion {
    let thrown = thrown_by(machine, call)?;
    let mut this = Expectation {
        operator: "throws",
        diff: option(machine, call.this, "diff")?,
        actual: thrown.unwrap_or(Value::Undefined),
        expected: machine.argument(call, 1),
        message: machine.argument(call, 2),
    };
    if let Value::String(text) = this.expected {
        if machine.argument_count(call) >= 3 {
            return wrong_type(machine, "error", EXPECTED, this.expected);
        }
        if let Some(actual) = thrown {
            let said = machine.heap.utf8(text);
            let (what, same) = match actual {
                Value::Object(object) if !machine.heap.is_callable(object) => {
                    ("error message", machine.get(actual, machine.keys.message)?)
                }
                _ => ("error", actual),
            };
            if machine.heap.strict_equal(same, this.expected) {
                let why = format!("The {what} \"{said}\" is identical to the message.");
                return ambiguous_argument(machine, "error/message", &why);
            }
        }
        this.message = this.expected;
        this.expected = Value::Undefined;
    } else if !this.expected.is_nullish() && this.expected.as_object().is_none() {
        return wrong_type(machine, "error", EXPECTED, this.expected);
    }
    if thrown.is_none() {
        return missing(machine, &this);
    }
    if machine.truthy(this.expected) { expected_exception(machine, &this) } else { Ok(Value::Undefined) }
}

fn missing(machine: &mut Machine, this: &Expectation) -> Completion {
    let mut details = String::new();
    if !this.expected.is_nullish() {
        let name = machine.get(this.expected, machine.keys.name)?;
        if machine.truthy(name) {
            details = format!(" ({})", machine.to_text(name)?);
        }
    }
    if machine.truthy(this.message) {
        details = format!("{details}: {}", machine.to_text(this.message)?);
    } else {
        details.push('.');
    }
    let text = format!("Missing expected exception{details}");
    raise(machine, this.failure(), Message::Text(text.into()), None)
}

/// Whether what was thrown is what was expected (`expectedException`).
fn expected_exception(machine: &mut Machine, this: &Expectation) -> Completion {
    if !machine.heap.is_function(this.expected) {
        return expected_shape(machine, this);
    }
    let class = this.expected;
    let prototype = machine.get(class, machine.keys.prototype)?;
    if !prototype.is_undefined() && machine.instance_of(this.actual, class)? {
        return Ok(Value::Undefined);
    }
    let text = if is_error_class(machine, class) {
        other_class(machine, this)?
    } else {
        let this_value = machine.object();
        let answer = machine.call(class, Value::Object(this_value), &[this.actual])?;
        if answer == Value::Boolean(true) {
            return Ok(Value::Undefined);
        }
        let name = machine.get(class, machine.keys.name)?;
        let name = if machine.truthy(name) { format!("\"{}\" ", machine.to_text(name)?) } else { String::new() };
        let answer = inspected_text(machine, answer);
        let mut text = format!("The {name}validation function is expected to return \"true\". Received {answer}");
        if !machine.truthy(this.message) && is_error(machine, this.actual) {
            let caught = machine.to_text(this.actual)?;
            text = format!("{text}\n\nCaught error:\n\n{caught}");
        }
        text
    };
    worded(machine, this, this.failure(), text)
}

/// Throws with the program's message, or with this one.
fn worded(machine: &mut Machine, this: &Expectation, mut failure: Failure, text: String) -> Completion {
    let generated = !machine.truthy(this.message);
    failure.message = if generated { machine.heap.string_value(text) } else { this.message };
    let error = failure.make(machine)?;
    export(machine, error, "generatedMessage", Value::Boolean(generated));
    Err(Thrown::Value(Value::Object(error)))
}

/// Whether a class inherits from `Error`.
fn is_error_class(machine: &mut Machine, class: Value) -> bool {
    let error = machine.heap.own(machine.realm.error_prototype, machine.keys.constructor).map(|own| own.value);
    let mut at = class.as_object();
    while let Some(object) = at {
        at = machine.heap.proto(object);
        if at.map(Value::Object) == error {
            return true;
        }
    }
    false
}

fn other_class(machine: &mut Machine, this: &Expectation) -> Completion<String> {
    let wanted = machine.get(this.expected, machine.keys.name)?;
    let wanted = machine.to_text(wanted)?.to_string();
    let mut text = format!("The error is expected to be an instance of \"{wanted}\". Received ");
    if !is_error(machine, this.actual) {
        let mut options = crate::library::node::options::inspect_options(machine, false);
        options.depth = Some(-1);
        let shown = inspect::inspect(machine, this.actual, &options);
        let shown = machine.inspected(shown)?;
        return Ok(format!("{text}\"{shown}\""));
    }
    let class = machine.get(this.actual, machine.keys.constructor)?;
    let mut name = if class.is_nullish() { Value::Undefined } else { machine.get(class, machine.keys.name)? };
    if !machine.truthy(name) {
        name = machine.get(this.actual, machine.keys.name)?;
    }
    let name = machine.to_text(name)?.to_string();
    if name == wanted {
        text += "an error with identical name but a different prototype.";
    } else {
        text = format!("{text}\"{name}\"");
    }
    let message = machine.get(this.actual, machine.keys.message)?;
    if machine.truthy(message) {
        text = format!("{text}\n\nError message:\n\n{}", machine.to_text(message)?);
    }
    Ok(text)
}

/// An expectation that is a regular expression or an object with properties.
fn expected_shape(machine: &mut Machine, this: &Expectation) -> Completion {
    let Value::Object(shape) = this.expected else { return Ok(Value::Undefined) };
    if is_regexp(machine, this.expected) {
        let said = machine.to_string(this.actual)?;
        let said = Value::String(said);
        if found(machine, this.expected, said)? {
            return Ok(Value::Undefined);
        }
        let (regexp, said) = (inspected_text(machine, this.expected), inspected_text(machine, said));
        let text = format!("The input did not match the regular expression {regexp}. Input:\n\n{said}\n");
        return worded(machine, this, this.failure(), text);
    }
    let Some(actual) = this.actual.as_object().filter(|&object| !machine.heap.is_callable(object)) else {
        let operator = machine.heap.string_value(this.operator);
        let failure = Failure { operator: "deepStrictEqual", named: operator, message: this.message, ..this.failure() };
        let error = failure.make(machine)?;
        return Err(Thrown::Value(Value::Object(error)));
    };
    let mut keys = machine.keys_of(shape)?;
    keys.retain(|&key| {
        !matches!(key, PropertyKey::Symbol(_))
            && machine.heap.own(shape, key).is_some_and(|own| own.attributes.enumerable())
    });
    if is_error(machine, this.expected) {
        keys.extend([machine.keys.name, machine.keys.message]);
    } else if keys.is_empty() {
        let shown = inspected_text(machine, this.expected);
        return machine.fail(coded::EMPTY_ERROR_OBJECT, [&shown.to_string()]);
    }
    for &key in &keys {
        let (given, wanted) = (machine.get(this.actual, key)?, machine.get(this.expected, key)?);
        if matches!(given, Value::String(_)) && is_regexp(machine, wanted) && found(machine, wanted, given)? {
            continue;
        }
        if machine.has(actual, key)? && equal(machine, given, wanted, Mode::Strict)? {
            continue;
        }
        return differs(machine, this, &keys);
    }
    Ok(Value::Undefined)
}

/// A property is not the expected one: both sides are shown with the expected keys only.
fn differs(machine: &mut Machine, this: &Expectation, keys: &[PropertyKey]) -> Completion {
    if machine.truthy(this.message) {
        let message = Message::Given(vec![this.message]);
        return raise(machine, this.failure(), message, None);
    }
    let prototype = comparison_prototype(machine);
    let (first, second) = (under(machine, prototype), under(machine, prototype));
    for &key in keys {
        let given = machine.get(this.actual, key)?;
        if let Value::Object(object) = this.actual
            && machine.has(object, key)?
        {
            machine.heap.put(first, key, given);
        }
        let mut wanted = machine.get(this.expected, key)?;
        if matches!(given, Value::String(_)) && is_regexp(machine, wanted) && found(machine, wanted, given)? {
            wanted = given;
        }
        machine.heap.put(second, key, wanted);
    }
    let failure = Failure {
        actual: Value::Object(first),
        expected: Value::Object(second),
        operator: "deepStrictEqual",
        ..this.failure()
    };
    let error = failure.make(machine)?;
    let operator = machine.heap.string_value(this.operator);
    for (name, value) in [("actual", this.actual), ("expected", this.expected), ("operator", operator)] {
        export(machine, error, name, value);
    }
    Err(Thrown::Value(Value::Object(error)))
}

/// The prototype whose instances are called `Comparison`.
fn comparison_prototype(machine: &mut Machine) -> ObjectId {
    if let Some(known) = machine.node.comparison_prototype {
        return known;
    }
    let prototype = machine.object();
    crate::library::table::constructor(machine, ("Comparison", 2, |_, call| Ok(call.this)), prototype);
    machine.node.comparison_prototype = Some(prototype);
    prototype
}

/// `assert.doesNotThrow(fn, error, message)`
pub(crate) fn does_not_throw(machine: &mut Machine, call: &Call) -> Completion {
    let Some(actual) = thrown_by(machine, call)? else { return Ok(Value::Undefined) };
    let (mut expected, mut message) = (machine.argument(call, 1), machine.argument(call, 2));
    if let Value::String(_) = expected {
        (expected, message) = (Value::Undefined, expected);
    }
    if machine.truthy(expected) && !has_matching_error(machine, actual, expected)? {
        return Err(Thrown::Value(actual));
    }
    let details = if machine.truthy(message) { format!(": {}", machine.to_text(message)?) } else { ".".to_owned() };
    let said = if actual.is_nullish() { Value::Undefined } else { machine.get(actual, machine.keys.message)? };
    let said = machine.to_text(said)?;
    let text = format!("Got unwanted exception{details}\nActual message: \"{said}\"");
    let diff = option(machine, call.this, "diff")?;
    let failure = Failure { actual, expected, operator: "doesNotThrow", diff, ..Failure::default() };
    raise(machine, failure, Message::Text(text.into()), None)
}

fn has_matching_error(machine: &mut Machine, actual: Value, expected: Value) -> Completion<bool> {
    if !machine.heap.is_function(expected) {
        if is_regexp(machine, expected) {
            let said = machine.to_string(actual)?;
            return found(machine, expected, Value::String(said));
        }
        return wrong_type(machine, "expected", &["Function", "RegExp"], expected);
    }
    let prototype = machine.get(expected, machine.keys.prototype)?;
    if !prototype.is_undefined() && machine.instance_of(actual, expected)? {
        return Ok(true);
    }
    if is_error_class(machine, expected) {
        return Ok(false);
    }
    let this = machine.object();
    Ok(machine.call(expected, Value::Object(this), &[actual])? == Value::Boolean(true))
}

/// `assert.match(string, regexp, message)`
pub(crate) fn matches(machine: &mut Machine, call: &Call) -> Completion {
    look(machine, call, "match")
}

/// `assert.doesNotMatch(string, regexp, message)`
pub(crate) fn does_not_match(machine: &mut Machine, call: &Call) -> Completion {
    look(machine, call, "doesNotMatch")
}

fn look(machine: &mut Machine, call: &Call, operator: &'static str) -> Completion {
    let (text, regexp, message) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    if !is_regexp(machine, regexp) {
        return wrong_type(machine, "regexp", &["RegExp"], regexp);
    }
    let string = matches!(text, Value::String(_));
    if string && found(machine, regexp, text)? == (operator == "match") {
        return Ok(Value::Undefined);
    }
    let shown = inspected_text(machine, text);
    let words = if string {
        let how = if operator == "match" { "did not" } else { "was expected to not" };
        let regexp = inspected_text(machine, regexp);
        format!("The input {how} match the regular expression {regexp}. Input:\n\n{shown}\n")
    } else {
        let kind = machine.typeof_text(text);
        format!("The \"string\" argument must be of type string. Received type {kind} ({shown})")
    };
    let diff = option(machine, call.this, "diff")?;
    let failure = Failure { actual: text, expected: regexp, operator, diff, ..Failure::default() };
    if machine.truthy(message) {
        return raise(machine, failure, Message::Given(machine.arguments(call, 2)), Some(false));
    }
    raise(machine, failure, Message::Text(words.into()), Some(true))
}

/// An argument that must be a function.
fn callable(machine: &mut Machine, value: Value, name: &'static str) -> Completion<()> {
    if machine.heap.is_function(value) { Ok(()) } else { wrong_type(machine, name, &["function"], value) }
}
