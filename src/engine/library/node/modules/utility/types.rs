//! `util.types` (Node doc: util.types): what kind of object a value is, whatever its prototype says.

use crate::code::Flavour;
use crate::heap::{Element, Kind, Value, Walk};
use crate::library::table::{Method, export, function, plain};
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;

/// What slabscope's programs cannot make is never of these kinds.
const NEVER: fn(&mut Machine, &Call) -> Completion = |_, _| Ok(Value::Boolean(false));

const CHECKS: [Method; 29] = [
    ("isArgumentsObject", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Arguments(_)))),
    ("isArrayBuffer", 0, |machine, call| {
        is(machine, call, |kind| matches!(kind, Kind::ArrayBuffer { shared: false, .. }))
    }),
    ("isAsyncFunction", 0, |machine, call| {
        flavoured(machine, call, |flavour| matches!(flavour, Flavour::Async | Flavour::AsyncGenerator))
    }),
    ("isBigIntObject", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::BigInt(_)))),
    ("isBooleanObject", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Boolean(_)))),
    ("isDataView", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::DataView(_)))),
    ("isDate", 0, is_date),
    ("isExternal", 0, NEVER),
    ("isGeneratorFunction", 0, |machine, call| {
        flavoured(machine, call, |flavour| matches!(flavour, Flavour::Generator | Flavour::AsyncGenerator))
    }),
    ("isGeneratorObject", 0, NEVER),
    ("isMap", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Map(_)))),
    ("isMapIterator", 0, |machine, call| is(machine, call, |kind| walks(kind, Walk::Map))),
    ("isModuleNamespaceObject", 0, NEVER),
    ("isNativeError", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Error))),
    ("isNumberObject", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Number(_)))),
    ("isPromise", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Promise(_)))),
    ("isProxy", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Proxy { .. }))),
    ("isRegExp", 0, is_regexp),
    ("isSet", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Set(_)))),
    ("isSetIterator", 0, |machine, call| is(machine, call, |kind| walks(kind, Walk::Set))),
    ("isSharedArrayBuffer", 0, |machine, call| {
        is(machine, call, |kind| matches!(kind, Kind::ArrayBuffer { shared: true, .. }))
    }),
    ("isStringObject", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::String(_)))),
    ("isSymbolObject", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::Symbol(_)))),
    ("isWeakMap", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::WeakMap(_)))),
    ("isWeakSet", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::WeakSet(_)))),
    ("isAnyArrayBuffer", 0, |machine, call| is(machine, call, |kind| matches!(kind, Kind::ArrayBuffer { .. }))),
    ("isBoxedPrimitive", 0, |machine, call| {
        is(machine, call, |kind| {
            matches!(kind, Kind::Number(_) | Kind::String(_) | Kind::Boolean(_) | Kind::BigInt(_) | Kind::Symbol(_))
        })
    }),
    ("isArrayBufferView", 1, |machine, call| {
        is(machine, call, |kind| matches!(kind, Kind::View(_) | Kind::DataView(_)))
    }),
    ("isTypedArray", 1, |machine, call| is(machine, call, |kind| matches!(kind, Kind::View(_)))),
];

/// Those for one class of typed arrays each.
const VIEWS: [Method; 12] = [
    ("isUint8Array", 1, |machine, call| views(machine, call, Element::Uint8)),
    ("isUint8ClampedArray", 1, |machine, call| views(machine, call, Element::Uint8Clamped)),
    ("isUint16Array", 1, |machine, call| views(machine, call, Element::Uint16)),
    ("isUint32Array", 1, |machine, call| views(machine, call, Element::Uint32)),
    ("isInt8Array", 1, |machine, call| views(machine, call, Element::Int8)),
    ("isInt16Array", 1, |machine, call| views(machine, call, Element::Int16)),
    ("isInt32Array", 1, |machine, call| views(machine, call, Element::Int32)),
    ("isFloat16Array", 1, |machine, call| views(machine, call, Element::Float16)),
    ("isFloat32Array", 1, |machine, call| views(machine, call, Element::Float32)),
    ("isFloat64Array", 1, |machine, call| views(machine, call, Element::Float64)),
    ("isBigInt64Array", 1, |machine, call| views(machine, call, Element::BigInt64)),
    ("isBigUint64Array", 1, |machine, call| views(machine, call, Element::BigUint64)),
];

pub(crate) fn types_exports(machine: &mut Machine) -> Value {
    let types = plain(machine);
    let keys: [Method; 2] = [("isKeyObject", 1, NEVER), ("isCryptoKey", 1, NEVER)];
    for (name, length, native) in CHECKS.into_iter().chain(VIEWS).chain(keys) {
        if name == "isFloat16Array" && !machine.knows(Fact::AsksFloat16Array) {
            continue;
        }
        let shown = if name == "isArrayBufferView" { "isView" } else { name };
        let made = function(machine, (shown, length, native));
        export(machine, types, name, made);
    }
    Value::Object(types)
}

fn is(machine: &mut Machine, call: &Call, wanted: fn(&Kind) -> bool) -> Completion {
    let object = machine.argument(call, 0).as_object();
    Ok(object.is_some_and(|object| wanted(machine.heap.kind(object))).into())
}

fn walks(kind: &Kind, walk: Walk) -> bool {
    matches!(kind, Kind::Iterator(iteration) if iteration.walk == walk)
}

fn views(machine: &mut Machine, call: &Call, element: Element) -> Completion {
    let object = machine.argument(call, 0).as_object();
    let found =
        object.is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(view) if view.element == element));
    Ok(found.into())
}

pub(crate) fn is_date(machine: &mut Machine, call: &Call) -> Completion {
    is(machine, call, |kind| matches!(kind, Kind::Date(_)))
}

pub(crate) fn is_regexp(machine: &mut Machine, call: &Call) -> Completion {
    is(machine, call, |kind| matches!(kind, Kind::RegExp(_)))
}

/// Whether it is a function of some flavours.
fn flavoured(machine: &mut Machine, call: &Call, wanted: fn(Flavour) -> bool) -> Completion {
    let kind = machine.argument(call, 0).as_object().map(|object| machine.heap.kind(object));
    let code = match kind {
        Some(Kind::Function { code, .. }) => machine.heap.code(*code),
        _ => None,
    };
    Ok(Value::Boolean(code.is_some_and(|loaded| wanted(loaded.code.flavour))))
}
