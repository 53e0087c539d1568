//! `AssertionError` (Node's `lib/internal/assert/assertion_error.js`): its properties and the messages it makes itself. Not
//! the comparison of lines: that is `diff`.

use super::diff;
use super::diff::units;
use super::heading::{heading, operator_named};
use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value, flag};
use crate::inspect::{self, Compact, Getters, Options};
use crate::library::node::arguments::wrong_type;
use crate::library::table;
use crate::library::table::{export, method, method_at};
use crate::machine::{Call, Completion, Machine, Row, message};
use pool::memory::Fact;

/// The longest rendering of a side that is not compared line by line.
const LONG: usize = 512;

/// A failed assertion on its way to an error.
#[derive(Clone, Copy)]
pub(crate) struct Failure {
    pub actual: Value,
    pub expected: Value,
    pub operator: &'static str,
    /// An operator that is none of Node's own, instead.
    pub named: Value,
    /// What the program says; `undefined` and `null` are nothing.
    pub message: Value,
    /// The option `diff`.
    pub diff: Value,
    /// The prototype, if it is not `AssertionError`'s own.
    pub proto: Option<ObjectId>,
}

impl Default for Failure {
    fn default() -> Self {
        let nothing = Value::Undefined;
        Self {
            actual: nothing,
            expected: nothing,
            operator: "",
            named: nothing,
            message: nothing,
            diff: nothing,
            proto: None,
        }
    }
}

/// The class, made once.
pub(crate) fn class(machine: &mut Machine) -> ObjectId {
    if let Some(known) = machine.node.assertion_error {
        return known;
    }
    let prototype = table::under(machine, machine.realm.error_prototype);
    let class = machine.native(Row { name: "AssertionError", length: 1, constructs: true, native: construct });
    machine.heap.get_mut(class).flags |= flag::CLASS;
    machine.heap.put_with(class, machine.keys.prototype, Value::Object(prototype), Attributes::NONE);
    machine.heap.put_with(prototype, machine.keys.constructor, Value::Object(class), Attributes::HIDDEN);
    let error = machine.heap.own(machine.realm.error_prototype, machine.keys.constructor);
    machine.heap.set_proto(class, error.and_then(|own| own.value.as_object()));
    method(machine, prototype, ("toString", 0, to_string));
    let key = PropertyKey::Symbol(machine.symbols.inspect_custom);
    method_at(machine, prototype, key, ("[nodejs.util.inspect.custom]", 2, inspect_custom));
    machine.node.assertion_error = Some(class);
    machine.node.assertion_error_prototype = Some(prototype);
    class
}

/// Whether a value is an error: made as one, or inheriting from `Error.prototype`.
pub(crate) fn is_error(machine: &Machine, value: Value) -> bool {
    let mut at = value.as_object();
    if at.is_some_and(|object| matches!(machine.heap.kind(object), Kind::Error)) {
        return true;
    }
    while let Some(object) = at {
        at = machine.heap.proto(object);
        if at == Some(machine.realm.error_prototype) {
            return true;
        }
    }
    false
}

/// `new AssertionError({ message, actual, expected, operator })`
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["AssertionError"]);
    }
    let options = machine.argument(call, 0);
    if !options.as_object().is_some_and(|object| !machine.heap.is_callable(object) && !machine.heap.is_array(options)) {
        return wrong_type(machine, "options", &["Object"], options);
    }
    let default = machine.node.assertion_error_prototype;
    let proto = machine.prototype_for(call, default.unwrap_or(machine.realm.error_prototype))?;
    let message = machine.get(options, machine.keys.message)?;
    let operator = machine.get_named(options, "operator")?;
    let diff = machine.get_named(options, "diff")?;
    let actual = machine.get_named(options, "actual")?;
    let expected = machine.get_named(options, "expected")?;
    let text = if let Value::String(text) = operator { machine.heap.utf8(text) } else { String::new() };
    let known = operator_named(&text);
    let failure = Failure { actual, expected, operator: known, named: operator, message, diff, proto: Some(proto) };
    failure.make(machine).map(Value::Object)
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let mut parts = [machine.keys.name, machine.keys.code, machine.keys.message].into_iter();
    let mut texts = Vec::with_capacity(3);
    for key in parts.by_ref() {
        let value = machine.get(call.this, key)?;
        texts.push(machine.to_text(value)?.to_string());
    }
    Ok(machine.heap.string_value(format!("{} [{}]: {}", texts[0], texts[1], texts[2])))
}

/// The error as `util.inspect` shows it: both sides closed, long strings cut.
fn inspect_custom(machine: &mut Machine, call: &Call) -> Completion {
    let mut options = crate::library::node::options::read_options(machine, machine.argument(call, 1))?;
    options.custom_inspect = false;
    options.depth = Some(0);
    let Value::Object(this) = call.this else { return Ok(call.this) };
    let keys = ["actual", "expected"].map(|name| machine.heap.key(name));
    let mut before = [Value::Undefined; 2];
    for (key, before) in keys.into_iter().zip(&mut before) {
        *before = machine.get(call.this, key)?;
        if let Value::String(text) = *before {
            let cut = cut(machine, text);
            machine.set(call.this, key, cut, true)?;
        }
    }
    let shown = inspect::inspect(machine, call.this, &options);
    for (key, before) in keys.into_iter().zip(before) {
        if let Some(own) = machine.heap.own(this, key) {
            machine.heap.put_with(this, key, before, own.attributes);
        }
    }
    let shown = machine.inspected(shown)?;
    let text = crate::library::node::modules::utility::inspection::text_of(machine, &shown, options.colors)?;
    Ok(machine.heap.string_value(text))
}

/// A string of more than ten lines ends after them; of a long one Node shows what follows its first 512 units.
fn cut(machine: &mut Machine, string: crate::heap::StringId) -> Value {
    let text = machine.heap.utf8(string);
    let lines: Vec<&str> = text.split('\n').take(11).collect();
    if lines.len() > 10 {
        return machine.heap.string_value(format!("{}\n...", lines[..10].join("\n")));
    }
    let length = machine.heap.string_length(string);
    if length > LONG {
        let end = machine.heap.units(string).part(LONG, length).to_utf8().into_owned();
        return machine.heap.string_value(end + "...");
    }
    Value::String(string)
}

/// A side as messages show it: opened all the way, sorted, getters called.
fn shown(machine: &mut Machine, value: Value) -> Completion<String> {
    let options = Options {
        compact: Compact::Levels(0),
        custom_inspect: false,
        depth: Some(1000),
        max_array_length: usize::MAX,
        show_hidden: false,
        sorted: true,
        getters: Getters::All,
        ..crate::library::node::options::inspect_options(machine, false)
    };
    let shown = inspect::inspect(machine, value, &options);
    Ok(machine.inspected(shown)?.to_string())
}

impl Failure {
    /// The error object.
    pub fn make(mut self, machine: &mut Machine) -> Completion<ObjectId> {
        let class = class(machine);
        let anew = machine.knows(Fact::AssertAnew);
        let proto = match self.proto {
            Some(proto) => proto,
            None => machine.get(Value::Object(class), machine.keys.prototype)?.as_object().unwrap_or(class),
        };
        let given = !self.message.is_nullish();
        let compared = matches!(self.operator, "strictEqual" | "deepStrictEqual")
            || anew && self.operator == "partialDeepStrictEqual";
        if !given && is_error(machine, self.actual) && is_error(machine, self.expected) {
            // Their stacks would be shown.
            self.actual = copy_error(machine, self.actual)?;
            self.expected = copy_error(machine, self.expected)?;
        }
        let message = if given && !(compared && machine.knows(Fact::MessageAboveDiff)) {
            machine.to_text(self.message)?
        } else if compared {
            let head =
                if machine.truthy(self.message) { Some(machine.to_text(self.message)?.to_string()) } else { None };
            self.compared(machine, head.as_deref())?.into()
        } else {
            self.told(machine)?.into()
        };
        let error = machine.heap.object(Some(proto), Kind::Error);
        let keys = machine.keys;
        machine.capture_stack(error);
        let mark = PropertyKey::Symbol(machine.symbols.node_error);
        machine.heap.put_with(error, mark, Value::Boolean(true), Attributes::HIDDEN);
        let message = machine.heap.string_value(message);
        machine.heap.put_with(error, keys.message, message, Attributes::HIDDEN);
        let generated = !machine.truthy(self.message);
        export(machine, error, "generatedMessage", Value::Boolean(generated));
        let name = machine.heap.string_value("AssertionError");
        machine.heap.put_with(error, keys.name, name, Attributes::HIDDEN);
        let code = "ERR_ASSERTION";
        let code_value = machine.heap.string_value(code);
        machine.heap.put(error, keys.code, code_value);
        let operator = match self.named {
            Value::Undefined if self.operator.is_empty() => Value::Undefined,
            Value::Undefined => machine.heap.string_value(self.operator),
            named => named,
        };
        for (name, value) in [("actual", self.actual), ("expected", self.expected), ("operator", operator)] {
            export(machine, error, name, value);
        }
        if anew {
            let simple = machine.heap.string_value("simple");
            let diff = if self.diff.is_undefined() { simple } else { self.diff };
            export(machine, error, "diff", diff);
        }
        Ok(error)
    }

    fn is_full(&self, machine: &Machine) -> bool {
        matches!(self.diff, Value::String(text) if machine.heap.utf8(text) == "full")
    }

    /// The message of a comparison that shows both sides line by line.
    fn compared(&self, machine: &mut Machine, head: Option<&str>) -> Completion<String> {
        let sides = [self.actual, self.expected];
        let objects = sides.map(|side| is_object(machine, side));
        let functions = sides.map(|side| machine.heap.is_function(side));
        let identity = objects == [true; 2] || functions == [true; 2];
        let operator = if self.operator == "strictEqual" && identity { "strictEqualObject" } else { self.operator };
        let sides = diff::Sides {
            operator,
            head,
            objects,
            strings: sides.map(|side| matches!(side, Value::String(_))),
            zeros: sides.map(|side| side == Value::Number(0.0)),
            full: self.is_full(machine),
            actual: shown(machine, self.actual)?,
            expected: shown(machine, self.expected)?,
        };
        if machine.knows(Fact::AssertAnew) { diff::lines(machine, &sides) } else { Ok(diff::old_lines(&sides)) }
    }

    /// The message of the other comparisons.
    fn told(&self, machine: &mut Machine) -> Completion<String> {
        let full = self.is_full(machine);
        let res = shown(machine, self.actual)?;
        if matches!(self.operator, "notStrictEqual" | "notDeepStrictEqual") {
            let object = is_object(machine, self.actual) || machine.heap.is_function(self.actual);
            let same = self.operator == "notStrictEqual" && object;
            let base = heading(if same { "notStrictEqualObject" } else { self.operator });
            let mut lines: Vec<&str> = res.split('\n').collect();
            if lines.len() > 50 && !full {
                lines.truncate(46);
                lines.push("...");
            }
            return Ok(match lines[..] {
                [line] if units(line) <= 5 => format!("{base} {line}"),
                [line] => format!("{base}\n\n{line}"),
                _ => format!("{base}\n\n{}\n", lines.join("\n")),
            });
        }
        let other = shown(machine, self.expected)?;
        let known = heading(self.operator);
        if self.operator == "notDeepEqual" && res == other {
            let text = format!("{known}\n\n{res}");
            return Ok(if full { text } else { shortened(&text, 1024) });
        }
        let (res, other) = if full { (res, other) } else { (shortened(&res, LONG), shortened(&other, LONG)) };
        Ok(match self.operator {
            "deepEqual" => format!("{known}\n\n{res}\n\nshould loosely deep-equal\n\n{other}"),
            "notDeepEqual" => {
                format!("{}\n\n{res}\n\nshould not loosely deep-equal\n\n{other}", heading("notDeepEqualUnequal"))
            }
            operator if operator.is_empty() || !self.named.is_undefined() => {
                let named = machine.to_text(self.named)?;
                format!("{res} {named} {other}")
            }
            operator => format!("{res} {operator} {other}"),
        })
    }
}

/// Whether `typeof` says `object` and it is not `null`.
fn is_object(machine: &Machine, value: Value) -> bool {
    value.as_object().is_some_and(|object| !machine.heap.is_callable(object))
}

/// At most `most` units, the last three of a longer text being dots.
fn shortened(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let text = crate::text::Text::from(text);
    format!("{}...", text.view().part(0, most - 3).to_utf8())
}

/// An object that is shown as the error is, without its stack.
fn copy_error(machine: &mut Machine, error: Value) -> Completion {
    let Value::Object(source) = error else { return Ok(error) };
    let proto = machine.heap.proto(source);
    let copy = machine.heap.object(proto, Kind::Ordinary);
    machine.copy_properties(copy, error, &[])?;
    let message = machine.get(error, machine.keys.message)?;
    machine.heap.put_with(copy, machine.keys.message, message, Attributes::NONE);
    let cause = machine.heap.key("cause");
    let recent = machine.knows(Fact::AssertAnew);
    if recent && machine.heap.own(source, cause).is_some() {
        let mut value = machine.get(error, cause)?;
        if is_error(machine, value) {
            machine.descend()?;
            let copied = copy_error(machine, value);
            machine.ascend();
            value = copied?;
        }
        machine.heap.put_with(copy, cause, value, Attributes::NONE);
    }
    Ok(Value::Object(copy))
}

/// An option of the `Assert` a function is called on.
pub(crate) fn option(machine: &mut Machine, this: Value, name: &str) -> Completion {
    if this.as_object().is_none() {
        return Ok(Value::Undefined);
    }
    let key = PropertyKey::Symbol(machine.symbols.assert_options);
    match machine.get(this, key)? {
        options @ Value::Object(_) => machine.get_named(options, name),
        _ => Ok(Value::Undefined),
    }
}
