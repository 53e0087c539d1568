//! `Function` (ECMAScript 20.2): functions from text, and what functions inherit. Not `eval`.

pub(crate) mod flavour;

use std::rc::Rc;

use crate::code::{self, Flavour, Source};
use crate::heap::{Attributes, Kind, PropertyKey, Value, flag, object::Bound};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::syntax::ast::{ExpressionKind, Goal, Script, Statement, StatementKind};
use pool::memory::Fact;

const METHODS: &[Method] =
    &[("apply", 2, apply), ("bind", 1, bind), ("call", 1, call_method), ("toString", 0, to_string)];

/// The longest list `apply` and `Reflect.construct` read from an array-like.
const LIST_LENGTH: f64 = 1_000_000.0;

pub(crate) fn install(machine: &mut Machine) {
    let prototype = machine.realm.function_prototype;
    table::class(machine, ("Function", 1, |machine, call| construct(machine, call, Flavour::Ordinary)), prototype);
    table::methods(machine, prototype, METHODS);
    poison(machine, prototype);
    let key = PropertyKey::Symbol(machine.symbols.has_instance);
    let made = table::function(machine, ("[Symbol.hasInstance]", 1, has_instance));
    machine.heap.put_with(prototype, key, Value::Object(made), Attributes::NONE);
}

/// `%ThrowTypeError%`, and what is read with it: `caller` and `arguments` of functions that have none of their own.
fn poison(machine: &mut Machine, prototype: crate::heap::ObjectId) {
    let row: Method = ("", 0, |machine, _| machine.fail(message::STRICT_POISON_PILL, []));
    let made = table::function(machine, row);
    for (key, value) in [(machine.keys.length, Value::Number(0.0)), (machine.keys.name, machine.heap.string_value(""))]
    {
        machine.heap.put_with(made, key, value, Attributes::NONE);
    }
    machine.heap.prevent_extensions(made);
    machine.realm.throw_type_error = made;
    if machine.knows(Fact::BareFunctions) {
        for (key, name) in [(machine.keys.arguments, "arguments"), (machine.keys.caller, "caller")] {
            let set: crate::machine::Native = |machine, call| restricted(machine, call).map(|_| Value::Undefined);
            table::accessor(machine, prototype, key, name, restricted, Some(set));
        }
        return;
    }
    for key in [machine.keys.arguments, machine.keys.caller] {
        machine.heap.put_accessor(prototype, key, Some(made), Some(made), Attributes::CONFIGURABLE_ONLY);
    }
}

/// `caller` and `arguments` of a function: nothing of a plain one in sloppy code, forbidden of any other.
fn restricted(machine: &mut Machine, call: &Call) -> Completion {
    let plain = call.this.as_object().is_some_and(|function| match machine.heap.kind(function) {
        Kind::Function { code, .. } => {
            machine.heap.code(*code).is_some_and(|loaded| loaded.code.constructs && !loaded.code.strict)
        }
        _ => false,
    });
    if plain { Ok(Value::Null) } else { machine.fail(message::STRICT_POISON_PILL, []) }
}

/// What stands in front of the parameters, by flavour.
const HEADS: [&str; 4] =
    ["(function anonymous", "(async function anonymous", "(function* anonymous", "(async function* anonymous"];

/// `Function(...parameters, body)` (ECMAScript `CreateDynamicFunction`): its free names are global.
fn construct(machine: &mut Machine, call: &Call, flavour: Flavour) -> Completion {
    let head = HEADS[flavour as usize];
    let mut texts = Vec::new();
    for value in machine.arguments(call, 0) {
        let text = machine.to_text(value)?;
        // It is put together with the others, checked alone and read: there at once for a moment.
        machine.admit(text.bytes() * 6)?;
        texts.push(text.to_string());
    }
    let body = texts.pop().unwrap_or_default();
    let parameters = texts.join(",");
    let text = format!("{head}({parameters}\n) {{\n{body}\n}})");
    let to = head.len() + "(".len() + parameters.len() + "\n".len();
    let goal = Goal::Function { from: head.len() as u32, to: to as u32 };
    let script = match machine.parse(&text, goal)? {
        Ok(script) => script,
        Err(error) => return machine.misparsed(&error),
    };
    if !is_function(&script) {
        return machine.fail(message::SINGLE_FUNCTION_LITERAL, []);
    }
    let origin = Some(machine.eval_origin());
    let source = Rc::new(Source { origin, ..Source::new("anonymous", text) });
    let code = match code::compile(&script, source) {
        Ok(code) => code,
        Err(refusal) => return machine.uncompiled(&refusal),
    };
    let Some(inner) = code.functions.first() else { return Ok(Value::Undefined) };
    let function = machine.function_of(inner);
    if let (Some(_), Value::Object(object)) = (call.new_target, function) {
        let proto = machine.prototype_for(call, machine.realm.function_prototypes[flavour as usize])?;
        machine.heap.set_proto(object, Some(proto));
    }
    Ok(function)
}

/// Whether a text is one function in parentheses.
fn is_function(script: &Script) -> bool {
    match &script.body[..] {
        [Statement { kind: StatementKind::Expression(expression), .. }] => match &expression.kind {
            ExpressionKind::Parenthesized(inner) => matches!(inner.kind, ExpressionKind::Function(_)),
            _ => false,
        },
        _ => false,
    }
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    match call.this {
        Value::Object(function) if machine.heap.is_callable(function) => {
            let text = machine.function_text(function);
            Ok(machine.heap.string_value(text))
        }
        _ => machine.not_generic("Function", "toString"),
    }
}

/// `CreateListFromArrayLike` (ECMAScript 7.3.19); what is listed is held.
pub(crate) fn list(machine: &mut Machine, value: Value) -> Completion<Vec<Value>> {
    let Value::Object(object) = value else {
        return machine.fail(message::CALLED_ON_NON_OBJECT, ["CreateListFromArrayLike"]);
    };
    if let Some(dense) = machine.heap.dense(object) {
        let values: Vec<Value> = dense.iter().map(|value| value.or_undefined()).collect();
        values.iter().for_each(|value| machine.heap.hold(*value));
        return Ok(values);
    }
    let length = machine.length_of(object)?;
    if length > LIST_LENGTH {
        return machine.fail(message::INVALID_ARRAY_LENGTH, []);
    }
    let mut values = Vec::new();
    for index in 0..length as u32 {
        machine.may_go_on(f64::from(index))?;
        machine.room_for_list(values.len())?;
        let round = machine.heap.open_handles();
        let item = machine.get(value, PropertyKey::Index(index))?;
        machine.heap.close_handles_but(round, item);
        values.push(item);
    }
    Ok(values)
}

/// Throws that a function method was used with what is no function.
pub(crate) fn not_called(machine: &mut Machine, this: Value, method: &str) -> Completion {
    let (shown, kind) = (machine.message_text(this), machine.typeof_text(this));
    match this {
        Value::Undefined => machine.fail(message::APPLY_NON_FUNCTION_UNDEFINED, [method]),
        Value::Null => machine.fail(message::APPLY_NON_FUNCTION_NULL, [method]),
        Value::Object(_) => machine.fail(message::APPLY_NON_FUNCTION_OBJECT, [method, &shown]),
        _ => machine.fail(message::APPLY_NON_FUNCTION, [method, &shown, kind]),
    }
}

fn apply(machine: &mut Machine, call: &Call) -> Completion {
    if !machine.heap.is_function(call.this) {
        return not_called(machine, call.this, "apply");
    }
    let (this, arguments) = (machine.argument(call, 0), machine.argument(call, 1));
    let arguments = if arguments.is_nullish() { Vec::new() } else { list(machine, arguments)? };
    machine.call(call.this, this, &arguments)
}

fn call_method(machine: &mut Machine, call: &Call) -> Completion {
    if !machine.heap.is_function(call.this) {
        return not_called(machine, call.this, "call");
    }
    let arguments = machine.arguments(call, 1);
    machine.call(call.this, machine.argument(call, 0), &arguments)
}

fn bind(machine: &mut Machine, call: &Call) -> Completion {
    let Some(target) = call.this.as_object().filter(|&id| machine.heap.is_callable(id)) else {
        return machine.fail(message::FUNCTION_BIND, []);
    };
    let arguments = machine.arguments(call, 1);
    let given = arguments.len() as f64;
    let proto = machine.proto_of(target)?;
    let mut length = 0.0;
    if machine.own(target, machine.keys.length)?.is_some()
        && let Value::Number(number) = machine.get(call.this, machine.keys.length)?
    {
        length = if number.is_nan() { 0.0 } else { (number.trunc() - given).max(0.0) };
    }
    let name = machine.get(call.this, machine.keys.name)?;
    let constructs = machine.heap.get(target).flags & flag::CONSTRUCTOR;
    let this = machine.argument(call, 0);
    let bound = machine.heap.object(proto, Kind::Bound(Box::new(Bound { target, this, arguments })));
    machine.heap.get_mut(bound).flags |= constructs;
    // Put together only when somebody reads it: names of long chains would fill the memory.
    let first = machine.heap.intern("bound ");
    let name = match name {
        Value::String(name) => machine.heap.concat(first, name).unwrap_or(name),
        _ => first,
    };
    let name = Value::String(name);
    machine.heap.put_with(bound, machine.keys.length, Value::Number(length), Attributes::CONFIGURABLE_ONLY);
    machine.heap.put_with(bound, machine.keys.name, name, Attributes::CONFIGURABLE_ONLY);
    Ok(Value::Object(bound))
}

fn has_instance(machine: &mut Machine, call: &Call) -> Completion {
    match call.this {
        Value::Object(class) if machine.heap.is_callable(class) => {
            let value = machine.argument(call, 0);
            Ok(machine.ordinary_instance_of(value, class)?.into())
        }
        _ => Ok(false.into()),
    }
}
