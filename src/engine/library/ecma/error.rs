//! The `Error` family (ECMAScript 20.5) and V8's `captureStackTrace`. Not what errors say: whoever throws knows that.

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::ecma::call_site;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, since};

const NAMES: [&str; 6] = ["TypeError", "RangeError", "SyntaxError", "ReferenceError", "URIError", "EvalError"];

pub(crate) fn install(machine: &mut Machine) {
    stack_accessor(machine);
    call_site::install(machine);
    let prototype = table::plain(machine);
    let error = table::class(machine, ("Error", 1, construct), prototype);
    fill(machine, prototype, "Error");
    table::methods(machine, prototype, &[("toString", 0, to_string)]);
    table::methods(machine, error, &[("captureStackTrace", 2, capture_stack_trace)]);
    table::dated(machine, error, &[("isError", 1, is_error, since(24))]);
    table::export(machine, error, "stackTraceLimit", Value::Number(10.0));
    machine.realm.error_prototype = prototype;
    let natives: [Method; 6] = NAMES.map(|name| (name, 1, construct as crate::machine::Native));
    let mut made = [prototype; 6];
    for (row, place) in natives.into_iter().zip(&mut made) {
        *place = table::under(machine, prototype);
        let class = table::class(machine, row, *place);
        machine.heap.set_proto(class, Some(error));
        fill(machine, *place, row.0);
    }
    let realm = &mut machine.realm;
    [
        realm.type_error_prototype,
        realm.range_error_prototype,
        realm.syntax_error_prototype,
        realm.reference_error_prototype,
        realm.uri_error_prototype,
        realm.eval_error_prototype,
    ] = made;
    let bases =
        [machine.realm.error_prototype, machine.realm.type_error_prototype, machine.realm.range_error_prototype];
    let own = machine.knows(Fact::NodeErrorClasses);
    machine.realm.node_error_text = table::function(machine, (if own { "toString" } else { "value" }, 0, coded_text));
    machine.realm.node_error_prototypes = bases;
    if own {
        machine.realm.node_error_prototypes = bases.map(|base| node_error_prototype(machine, base));
    }
    let aggregate = table::under(machine, prototype);
    machine.realm.aggregate_error_prototype = aggregate;
    let class = table::class(machine, ("AggregateError", 2, construct_aggregate), aggregate);
    machine.heap.set_proto(class, Some(error));
    fill(machine, aggregate, "AggregateError");
    if machine.knows(Fact::Disposal) {
        let prototype = table::under(machine, prototype);
        let class = table::class(machine, ("SuppressedError", 3, construct_suppressed), prototype);
        machine.heap.set_proto(class, Some(error));
        fill(machine, prototype, "SuppressedError");
        machine.realm.suppressed_error_prototype = Some(prototype);
    }
}

fn construct_suppressed(machine: &mut Machine, call: &Call) -> Completion {
    let error = make(machine, call, machine.argument(call, 2), Value::Undefined)?;
    table::hidden(machine, error, "error", machine.argument(call, 0));
    table::hidden(machine, error, "suppressed", machine.argument(call, 1));
    Ok(Value::Object(error))
}

/// What errors of Node's own inherit from: the class they look like, and a text with their code.
fn node_error_prototype(machine: &mut Machine, base: ObjectId) -> ObjectId {
    let made = table::under(machine, base);
    let constructor = machine.heap.own(base, machine.keys.constructor).map_or(Value::Undefined, |own| own.value);
    machine.heap.put_with(made, machine.keys.constructor, constructor, Attributes::HIDDEN);
    let text = Value::Object(machine.realm.node_error_text);
    table::hidden(machine, made, "toString", text);
    made
}

/// `NodeError.prototype.toString`: name, code and message.
fn coded_text(machine: &mut Machine, call: &Call) -> Completion {
    let keys = machine.keys;
    let mut part = |key: PropertyKey| -> Completion<String> {
        let value = machine.get(call.this, key)?;
        Ok(machine.to_text(value)?.to_string())
    };
    let (name, code, message) = (part(keys.name)?, part(keys.code)?, part(keys.message)?);
    Ok(machine.heap.string_value(format!("{name} [{code}]: {message}")))
}

fn fill(machine: &mut Machine, prototype: ObjectId, name: &str) {
    let name = machine.heap.string_value(name);
    machine.heap.put_with(prototype, machine.keys.name, name, Attributes::HIDDEN);
    let empty = machine.heap.string_value("");
    machine.heap.put_with(prototype, machine.keys.message, empty, Attributes::HIDDEN);
}

/// `new Error(message, { cause })` and the native errors.
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let (message, options) = (machine.argument(call, 0), machine.argument(call, 1));
    make(machine, call, message, options).map(Value::Object)
}

fn make(machine: &mut Machine, call: &Call, message: Value, options: Value) -> Completion<ObjectId> {
    let mut class = *call;
    class.new_target = call.new_target.or(Some(call.callee));
    // Where `new.target` has none, it is the one of the class itself.
    let own = machine.heap.own(call.callee, machine.keys.prototype).and_then(|own| own.value.as_object());
    let proto = machine.prototype_for(&class, own.unwrap_or(machine.realm.error_prototype))?;
    let error = machine.heap.object(Some(proto), Kind::Error);
    machine.capture_stack_below(error, class.new_target);
    if !message.is_undefined() {
        let text = machine.to_string(message)?;
        machine.heap.put_with(error, machine.keys.message, Value::String(text), Attributes::HIDDEN);
    }
    if let Value::Object(options) = options {
        let cause = machine.heap.key("cause");
        if machine.has(options, cause)? {
            let value = machine.get(Value::Object(options), cause)?;
            machine.heap.put_with(error, cause, value, Attributes::HIDDEN);
        }
    }
    Ok(error)
}

fn construct_aggregate(machine: &mut Machine, call: &Call) -> Completion {
    let (message, options) = (machine.argument(call, 1), machine.argument(call, 2));
    let error = make(machine, call, message, options)?;
    let errors = machine.array([]);
    let given = machine.argument(call, 0);
    machine.each_of(given, &mut |machine, item| {
        machine.append(errors, item);
        Ok(true)
    })?;
    table::hidden(machine, error, "errors", errors);
    Ok(Value::Object(error))
}

fn capture_stack_trace(machine: &mut Machine, call: &Call) -> Completion {
    let Value::Object(object) = machine.argument(call, 0) else { return machine.fail(message::INVALID_ARGUMENT, []) };
    if machine.heap.own(object, machine.keys.stack).is_none() && !machine.heap.is_extensible(object) {
        return machine.fail(message::DEFINE_DISALLOWED, ["stack"]);
    }
    let below = machine.argument(call, 1).as_object().filter(|function| machine.heap.is_callable(*function));
    machine.capture_stack_below(object, below.or(Some(call.callee)));
    Ok(Value::Undefined)
}

/// Tells the machine which built-ins stack lines tell: all there are by now, but those V8 leaves as it calls what they name.
pub(crate) fn tell_builtins(machine: &mut Machine) {
    let mut apart = Vec::from_iter(table::global_value(machine, "Array").as_object());
    let (functions, reflect) =
        (Value::Object(machine.realm.function_prototype), table::global_value(machine, "Reflect"));
    for (holder, names) in [(functions, ["call", "apply"]), (reflect, ["apply", "construct"])] {
        for name in names {
            let key = machine.heap.key(name);
            let own = holder.as_object().and_then(|holder| machine.heap.own(holder, key));
            apart.extend(own.and_then(|own| own.value.as_object()));
        }
    }
    machine.tell_builtins(&apart);
}

/// V8's accessor behind an error's own `stack`.
fn stack_accessor(machine: &mut Machine) {
    let get = table::function(
        machine,
        ("", 0, |machine, call| match call.this {
            Value::Object(object) => machine.read_stack(object),
            _ => Ok(Value::Undefined),
        }),
    );
    let set = table::function(
        machine,
        ("", 1, |machine, call| {
            if let Value::Object(object) = call.this {
                let value = machine.argument(call, 0);
                machine.assign_stack(object, value);
            }
            Ok(Value::Undefined)
        }),
    );
    machine.realm.stack_getter = get;
    machine.realm.stack_setter = set;
}

fn is_error(machine: &mut Machine, call: &Call) -> Completion {
    let object = machine.argument(call, 0).as_object();
    Ok(object.is_some_and(|object| matches!(machine.heap.kind(object), Kind::Error)).into())
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    if call.this.as_object().is_none() {
        return machine.incompatible(call.this, "Error.prototype.toString");
    }
    let part = |machine: &mut Machine, key: PropertyKey, default: &str| -> Completion<crate::text::Text> {
        let value = machine.get(call.this, key)?;
        if value.is_undefined() { Ok(default.into()) } else { machine.to_text(value) }
    };
    let name = part(machine, machine.keys.name, "Error")?;
    let message = part(machine, machine.keys.message, "")?;
    let mut builder = crate::text::TextBuilder::default();
    builder.push_units(name.view());
    if !name.is_empty() && !message.is_empty() {
        builder.push_str(": ");
    }
    builder.push_units(message.view());
    Ok(machine.heap.string_value(builder.finish()))
}
