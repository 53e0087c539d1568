//! What `Error.prepareStackTrace` gets for each active call (V8's stack trace API), without `getScriptHash`. Not how a call is worded:
//! the machine knows.

use crate::heap::{Attributes, Kind, PropertyKey, Traced, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::span::{Position, position};
use crate::text::units;

const METHODS: [Method; 21] = [
    ("getColumnNumber", 0, |machine, call| number(machine, call, |at| at.column)),
    ("getEnclosingColumnNumber", 0, |machine, call| enclosing(machine, call, |at| at.column)),
    ("getEnclosingLineNumber", 0, |machine, call| enclosing(machine, call, |at| at.line)),
    ("getEvalOrigin", 0, |machine, call| {
        let traced = traced(machine, call)?;
        let origin = machine.source_of(&traced).and_then(|source| source.origin.clone());
        Ok(origin.map_or(Value::Undefined, |origin| machine.heap.string_value(origin)))
    }),
    ("getFileName", 0, file_name),
    ("getFunction", 0, |machine, call| {
        shown(machine, call, |traced| traced.function.map_or(Value::Undefined, Value::Object))
    }),
    ("getFunctionName", 0, |machine, call| {
        let traced = traced(machine, call)?;
        let name = machine.call_name(&traced);
        Ok(text(machine, name))
    }),
    ("getLineNumber", 0, |machine, call| number(machine, call, |at| at.line)),
    ("getMethodName", 0, |machine, call| {
        let traced = traced(machine, call)?;
        let name = machine.is_method_call(&traced).then(|| machine.call_method(&traced)).flatten();
        Ok(text(machine, name))
    }),
    ("getPosition", 0, |machine, call| {
        let traced = traced(machine, call)?;
        let source = machine.source_of(&traced);
        let before = source.and_then(|source| Some(units(source.text.get(..machine.spot_of(&traced))?).count()));
        Ok(before.unwrap_or_default().into())
    }),
    ("getPromiseIndex", 0, |machine, call| traced(machine, call).map(|_| Value::Null)),
    ("getScriptNameOrSourceURL", 0, file_name),
    ("getThis", 0, |machine, call| shown(machine, call, |traced| traced.this.or_undefined())),
    ("getTypeName", 0, |machine, call| {
        let traced = traced(machine, call)?;
        let name = machine.is_method_call(&traced).then(|| machine.receiver_name(traced.this));
        Ok(text(machine, name))
    }),
    ("isAsync", 0, |machine, call| traced(machine, call).map(|traced| Value::Boolean(traced.waits))),
    ("isConstructor", 0, |machine, call| Ok(traced(machine, call)?.new.into())),
    ("isEval", 0, |machine, call| {
        let traced = traced(machine, call)?;
        Ok(machine.source_of(&traced).is_some_and(|source| source.origin.is_some()).into())
    }),
    ("isNative", 0, |machine, call| traced(machine, call).map(|_| Value::Boolean(false))),
    ("isPromiseAll", 0, |machine, call| traced(machine, call).map(|_| Value::Boolean(false))),
    ("isToplevel", 0, |machine, call| {
        let traced = traced(machine, call)?;
        Ok(machine.is_toplevel(&traced).into())
    }),
    ("toString", 0, |machine, call| {
        let traced = traced(machine, call)?;
        let line = machine.call_line(&traced);
        Ok(machine.heap.string_value(line))
    }),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    table::methods(machine, prototype, &METHODS);
    machine.realm.call_site_prototype = prototype;
    machine.realm.call_site = table::function(machine, ("CallSite", 2, construct));
}

/// Of a call, and whether who made it is nobody's business.
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let made = machine.heap.object(Some(machine.realm.call_site_prototype), Kind::Ordinary);
    let (trace, strict) = (machine.argument(call, 0), machine.argument(call, 1));
    let keys = [machine.symbols.error_frames, machine.symbols.call_strict].map(PropertyKey::Symbol);
    machine.heap.put_with(made, keys[0], trace, Attributes::NONE);
    machine.heap.put_with(made, keys[1], strict, Attributes::NONE);
    Ok(Value::Object(made))
}

fn traced(machine: &mut Machine, call: &Call) -> Completion<Traced> {
    let key = PropertyKey::Symbol(machine.symbols.error_frames);
    let own = call.this.as_object().and_then(|site| machine.heap.own(site, key));
    if let Some(traced) = own.and_then(|own| machine.traced(own.value).first().copied()) {
        return Ok(traced);
    }
    let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
    machine.fail(message::CALL_SITE_METHOD, [&name])
}

fn text(machine: &mut Machine, text: Option<String>) -> Value {
    text.map_or(Value::Null, |text| machine.heap.string_value(text))
}

/// What strict code hides.
fn shown(machine: &mut Machine, call: &Call, what: impl FnOnce(Traced) -> Value) -> Completion {
    let traced = traced(machine, call)?;
    let key = PropertyKey::Symbol(machine.symbols.call_strict);
    let strict = call.this.as_object().and_then(|site| machine.heap.own(site, key));
    Ok(if strict.is_some_and(|own| own.value == Value::Boolean(true)) { Value::Undefined } else { what(traced) })
}

fn file_name(machine: &mut Machine, call: &Call) -> Completion {
    let traced = traced(machine, call)?;
    Ok(match machine.source_of(&traced) {
        None => Value::Null,
        Some(source) if source.origin.is_some() => Value::Undefined,
        Some(source) => machine.heap.string_value(source.name.clone()),
    })
}

fn number(machine: &mut Machine, call: &Call, which: fn(Position) -> usize) -> Completion {
    let traced = traced(machine, call)?;
    let source = machine.source_of(&traced);
    Ok(source.map_or(Value::Null, |source| which(position(&source.text, machine.spot_of(&traced))).into()))
}

/// Where what was called begins.
fn enclosing(machine: &mut Machine, call: &Call, which: fn(Position) -> usize) -> Completion {
    let traced = traced(machine, call)?;
    let source = machine.source_of(&traced);
    Ok(source.map_or(Value::Null, |source| which(position(&source.text, machine.start_of(&traced))).into()))
}
