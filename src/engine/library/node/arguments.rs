//! Node's own errors and argument checks for the natives of the binary classes: faults of `buffer` made into thrown
//! values. Not the messages: each is written once, in `buffer::fault`.

use super::web::dom_exception;
use crate::buffer::{Bounds, Fault, FaultClass, received};
use crate::encoding::Encoding;
use crate::heap::{Kind, Value, View};
use crate::machine::fault::ErrorClass;
use crate::machine::message::Code;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::Text;
use pool::memory::Fact;

/// The kinds `ERR_INVALID_ARG_TYPE` lists for a Buffer.
pub(crate) const BUFFER_KINDS: &[&str] = &["Buffer", "Uint8Array"];

/// Throws a fault.
pub(crate) fn fail<T>(machine: &mut Machine, fault: &Fault) -> Completion<T> {
    let release = machine.release();
    let message = fault.message(release);
    let class = match fault.class() {
        FaultClass::Error => ErrorClass::Error,
        FaultClass::TypeError => ErrorClass::TypeError,
        FaultClass::RangeError => ErrorClass::RangeError,
        FaultClass::InvalidCharacterError => return dom_exception::throw(machine, "InvalidCharacterError", message),
    };
    let code = match fault.code(release) {
        Some(code) if fault.is_native() => Code::Native(code),
        Some(code) => Code::Script(code),
        None => Code::None,
    };
    machine.throw(class, code, message)
}

/// Passes a result on, its fault thrown.
pub(crate) fn check<T>(machine: &mut Machine, result: Result<T, Fault>) -> Completion<T> {
    result.or_else(|fault| fail(machine, &fault))
}

/// Throws `ERR_INVALID_ARG_TYPE`.
pub(crate) fn wrong_type<T>(
    machine: &mut Machine,
    name: impl Into<std::borrow::Cow<'static, str>>,
    expected: &'static [&'static str],
    value: Value,
) -> Completion<T> {
    if let Value::Object(_) = value
        && machine.knows(Fact::ReceivedAsksName)
    {
        // Node asks whether the constructor has a name, with `in`.
        let constructor = machine.get(value, machine.keys.constructor)?;
        if constructor.as_object().is_none() && machine.truthy(constructor) {
            let shown = machine.message_text(constructor);
            return machine.fail(message::INVALID_IN_OPERATOR_USE, ["name", &shown]);
        }
    }
    let received = received_text(machine, value);
    fail(machine, &Fault::ArgumentType { name: name.into(), expected, received })
}

/// What follows "Received " for a value.
pub(crate) fn received_text(machine: &mut Machine, value: Value) -> Text {
    Text::from(crate::inspect::received(machine, value))
}

/// A value as `ERR_INVALID_ARG_VALUE` shows it.
pub(crate) fn inspected_text(machine: &mut Machine, value: Value) -> Text {
    let options = crate::library::node::options::inspect_options(machine, false);
    let shown = crate::inspect::inspect(machine, value, &options);
    shown.map_or_else(|_| Text::empty(), |styled| Text::from(styled.to_string()))
}

/// An argument that must be a number (`validateNumber`).
pub(crate) fn number(machine: &mut Machine, value: Value, name: &'static str) -> Completion<f64> {
    match value {
        Value::Number(number) => Ok(number),
        _ => wrong_type(machine, name, &["number"], value),
    }
}

/// A number, or nothing where the argument is `undefined`.
pub(crate) fn optional_number(machine: &mut Machine, value: Value, name: &'static str) -> Completion<Option<f64>> {
    if value.is_undefined() { Ok(None) } else { number(machine, value, name).map(Some) }
}

/// An argument converted to a number, or nothing where it is `undefined`.
pub(crate) fn optional_coerced(machine: &mut Machine, value: Value) -> Completion<Option<f64>> {
    if value.is_undefined() { Ok(None) } else { machine.to_number(value).map(Some) }
}

/// The view a value is, if it is a `Uint8Array` (every Buffer is one).
pub(crate) fn uint8(machine: &Machine, value: Value) -> Option<View> {
    any_view(machine, value).filter(|view| view.element == crate::heap::Element::Uint8 && !is_data_view(machine, value))
}

/// The view a value is, `DataView`s included.
pub(crate) fn any_view(machine: &Machine, value: Value) -> Option<View> {
    machine.heap.kind(value.as_object()?).view()
}

fn is_data_view(machine: &Machine, value: Value) -> bool {
    value.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::DataView(_)))
}

/// A `Uint8Array` argument.
pub(crate) fn uint8_argument(machine: &mut Machine, value: Value, name: &'static str) -> Completion<View> {
    match uint8(machine, value) {
        Some(view) => Ok(view),
        None => wrong_type(machine, name, BUFFER_KINDS, value),
    }
}

/// The view that `this` is: any typed array, as Node's natives take it.
pub(crate) fn this_view(machine: &mut Machine, call: &Call) -> Completion<View> {
    match any_view(machine, call.this) {
        Some(view) => Ok(view),
        None => fail(machine, &Fault::NotABuffer),
    }
}

/// The encoding an argument names: `getEncodingOps`, which converts it to a string first.
pub(crate) fn encoding(machine: &mut Machine, value: Value) -> Completion<Option<Encoding>> {
    // `encoding += ''`
    let value = machine.to_primitive(value, crate::machine::convert::Hint::Default)?;
    let label = machine.to_string(value)?;
    Ok(Encoding::from_label(machine.heap.units(label)))
}

/// The encoding an argument names, utf8 where it is `undefined`; `ERR_UNKNOWN_ENCODING` where it names none.
pub(crate) fn known_encoding(machine: &mut Machine, value: Value) -> Completion<Encoding> {
    if value.is_undefined() {
        return Ok(Encoding::Utf8);
    }
    match encoding(machine, value)? {
        Some(encoding) => Ok(encoding),
        None => unknown_encoding(machine, value),
    }
}

/// Throws `ERR_UNKNOWN_ENCODING`.
pub(crate) fn unknown_encoding<T>(machine: &mut Machine, value: Value) -> Completion<T> {
    let format = machine.heap.string_value("%s");
    let options = crate::library::node::options::inspect_options(machine, false);
    let label = crate::inspect::format(machine, &[format, value], &options);
    let label = machine.inspected(label)?;
    fail(machine, &Fault::UnknownEncoding(Text::from(label.to_string())))
}

/// Throws `ERR_OUT_OF_RANGE` for a number.
pub(crate) fn outside<T>(machine: &mut Machine, name: &'static str, bounds: Bounds, value: f64) -> Completion<T> {
    fail(machine, &Fault::OutOfRange { name, bounds, received: received::out_of_range(value) })
}

/// `normalizeEncoding(label)`: nothing and the empty string are utf8, what is no string names no encoding.
pub(crate) fn normalized_encoding(machine: &mut Machine, value: Value) -> Completion<Option<Encoding>> {
    Ok(match value {
        Value::Undefined | Value::Null => Some(Encoding::Utf8),
        Value::String(name) if machine.heap.string_length(name) == 0 => Some(Encoding::Utf8),
        Value::String(name) => Encoding::from_label(machine.heap.units(name)),
        // Node compares the text of what has the length of a name.
        Value::Object(_) => {
            let length = machine.get(value, machine.keys.length)?;
            if !matches!(length, Value::Number(length) if (3.0..=9.0).contains(&length)) {
                return Ok(None);
            }
            let name = machine.to_string(value)?;
            let named = machine.heap.string_length(name) as f64;
            Encoding::from_label(machine.heap.units(name)).filter(|_| length == Value::Number(named))
        }
        _ => None,
    })
}
