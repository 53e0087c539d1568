//! Node's own errors and argument checks for the natives of the binary classes: faults of `buffer` made into thrown
//! values. Not the messages: each is written once, in `buffer::fault`.

use super::table;
use crate::buffer::{Bounds, Class as FaultClass, Fault, Release, received, since};
use crate::encoding::Encoding;
use crate::heap::{Attributes, Kind, PropertyKey, Value, View};
use crate::machine::fault::Class;
use crate::machine::{Call, Completion, Machine};
use crate::text::{Text, TextBuilder};

/// The kinds `ERR_INVALID_ARG_TYPE` lists for a Buffer.
pub(super) const BUFFER_KINDS: &[&str] = &["Buffer", "Uint8Array"];

/// The release followed, as `buffer` compares it.
pub(super) fn release(machine: &Machine) -> Release {
    let (major, minor, _) = machine.heap.memory.profile().release();
    (u32::from(major), u32::from(minor))
}

/// Throws a fault.
pub(super) fn fail<T>(machine: &mut Machine, fault: &Fault) -> Completion<T> {
    let release = release(machine);
    let message = fault.message(release);
    let class = match fault.class() {
        FaultClass::Error => Class::Error,
        FaultClass::TypeError => Class::TypeError,
        FaultClass::RangeError => Class::RangeError,
        FaultClass::InvalidCharacterError => return invalid_character(machine, message),
    };
    match fault.code(release) {
        Some(code) => machine.coded_error(class, code, message),
        None => machine.throw(class, message),
    }
}

/// Throws the `DOMException` of `atob` and `btoa`.
fn invalid_character<T>(machine: &mut Machine, message: Text) -> Completion<T> {
    let error = machine.error(Class::Error, message);
    let name = machine.heap.string_value("InvalidCharacterError");
    machine.heap.put_with(error, machine.keys.name, name, Attributes::HIDDEN);
    machine.heap.put_with(error, machine.keys.code, Value::Number(5.0), Attributes::HIDDEN);
    machine.capture_stack(error, None);
    Err(crate::machine::Thrown::Value(Value::Object(error)))
}

/// Passes a result on, its fault thrown.
pub(super) fn check<T>(machine: &mut Machine, result: Result<T, Fault>) -> Completion<T> {
    result.or_else(|fault| fail(machine, &fault))
}

/// Throws `ERR_INVALID_ARG_TYPE`.
pub(super) fn wrong_type<T>(
    machine: &mut Machine,
    name: impl Into<std::borrow::Cow<'static, str>>,
    expected: &'static [&'static str],
    value: Value,
) -> Completion<T> {
    let received = received_text(machine, value)?;
    fail(machine, &Fault::ArgumentType { name: name.into(), expected, received })
}

/// What follows "Received " for a value (`determineSpecificType` of lib/internal/errors.js; before 20.10 the inline
/// rendering of `ERR_INVALID_ARG_TYPE`).
pub(super) fn received_text(machine: &mut Machine, value: Value) -> Completion<Text> {
    let older = !since(release(machine), &[(20, 10)]);
    Ok(match value {
        Value::Undefined | Value::Null | Value::Empty => machine.to_text(value)?,
        Value::Number(number) => Text::from(format!("type number ({})", received::inspected(number))),
        Value::Boolean(boolean) => Text::from(format!("type boolean ({boolean})")),
        Value::BigInt(big) => Text::from(format!("type bigint ({}n)", machine.heap.big(big))),
        Value::Symbol(symbol) => {
            let shown = machine.key_text(PropertyKey::Symbol(symbol));
            let cut = if older { cut_old(&Text::from(shown)) } else { Text::from(shown) };
            wrapped("type symbol (", &cut, ")")
        }
        Value::String(string) => {
            let text = machine.heap.text(string).clone();
            let shown = if older { cut_old(&quoted_before(&text)) } else { quoted_recently(&text) };
            wrapped("type string (", &shown, ")")
        }
        Value::Object(object) if machine.heap.is_callable(object) => {
            let name = machine.get(value, machine.keys.name)?;
            let name = if let Value::String(name) = name { machine.heap.utf8(name) } else { String::new() };
            if name.is_empty() && older {
                Text::from("type function ([Function (anonymous)])")
            } else {
                Text::from(format!("function {name}"))
            }
        }
        Value::Object(_) => {
            let constructor = machine.get(value, machine.keys.constructor)?;
            let name = if constructor.is_nullish() { Value::Undefined } else { machine.get_named(constructor, "name")? };
            match name {
                Value::String(name) => Text::from(format!("an instance of {}", machine.heap.utf8(name))),
                _ => Text::from("[Object: null prototype] {}"),
            }
        }
    })
}

/// A value as `ERR_INVALID_ARG_VALUE` shows it: a string quoted, an empty Buffer as Node prints it.
pub(super) fn inspected_text(machine: &mut Machine, value: Value) -> Completion<Text> {
    match value {
        Value::String(string) => Ok(quoted_before(machine.heap.text(string))),
        Value::Object(object) => match *machine.heap.kind(object) {
            Kind::View(_) if super::buffer::is_instance(machine, value) => Ok(Text::from("<Buffer >")),
            Kind::View(view) => Ok(Text::from(format!("{}(0) []", view.element.name()))),
            _ => Ok(Text::from(machine.object_text(object))),
        },
        _ => machine.to_text(value),
    }
}

fn wrapped(before: &str, text: &Text, after: &str) -> Text {
    let mut builder = TextBuilder::with_capacity(before.len() + text.len() + after.len());
    builder.push_str(before);
    builder.push_units(text.view());
    builder.push_str(after);
    builder.finish()
}

/// Up to 20.9 the rendering was cut, quotes and all.
fn cut_old(shown: &Text) -> Text {
    if shown.len() <= 28 {
        return shown.clone();
    }
    let mut builder = TextBuilder::with_capacity(28);
    builder.push_units(shown.view().part(0, 25));
    builder.push_str("...");
    builder.finish()
}

/// As `util.inspect` quotes a string.
fn quoted_before(text: &Text) -> Text {
    let holds = |mark: char| text.view().iter().any(|unit| u32::from(unit) == u32::from(mark));
    let mark = if !holds('\'') {
        '\''
    } else if !holds('"') {
        '"'
    } else if !holds('`') {
        '`'
    } else {
        '\''
    };
    let mut quoted = TextBuilder::with_capacity(text.len() + 2);
    quoted.push(mark as u16);
    for unit in text.view().iter() {
        match unit {
            0x08 => quoted.push_str("\\b"),
            0x09 => quoted.push_str("\\t"),
            0x0A => quoted.push_str("\\n"),
            0x0C => quoted.push_str("\\f"),
            0x0D => quoted.push_str("\\r"),
            0x5C => quoted.push_str("\\\\"),
            0..0x20 | 0x7F..0xA0 => quoted.push_str(&format!("\\x{unit:02X}")),
            _ if u32::from(unit) == u32::from(mark) => {
                quoted.push_str("\\");
                quoted.push(unit);
            }
            _ => quoted.push(unit),
        }
    }
    quoted.push(mark as u16);
    quoted.finish()
}

/// From 20.10 on the text is cut, and quoted as JSON where it holds a single quote.
fn quoted_recently(text: &Text) -> Text {
    let mut cut = TextBuilder::with_capacity(28);
    if text.len() > 28 {
        cut.push_units(text.view().part(0, 25));
        cut.push_str("...");
    } else {
        cut.push_units(text.view());
    }
    let cut = cut.finish();
    if !cut.view().iter().any(|unit| unit == u16::from(b'\'')) {
        return wrapped("'", &cut, "'");
    }
    let mut json = TextBuilder::with_capacity(cut.len() + 2);
    json.push_str("\"");
    for unit in cut.view().iter() {
        match unit {
            0x22 => json.push_str("\\\""),
            0x5C => json.push_str("\\\\"),
            0x0A => json.push_str("\\n"),
            0x0D => json.push_str("\\r"),
            0x09 => json.push_str("\\t"),
            0x08 => json.push_str("\\b"),
            0x0C => json.push_str("\\f"),
            0..0x20 => json.push_str(&format!("\\u{unit:04x}")),
            _ => json.push(unit),
        }
    }
    json.push_str("\"");
    json.finish()
}

/// An argument that must be a number (`validateNumber`).
pub(super) fn number(machine: &mut Machine, value: Value, name: &'static str) -> Completion<f64> {
    match value {
        Value::Number(number) => Ok(number),
        _ => wrong_type(machine, name, &["number"], value),
    }
}

/// A number, or nothing where the argument is `undefined`.
pub(super) fn optional_number(machine: &mut Machine, value: Value, name: &'static str) -> Completion<Option<f64>> {
    if value.is_undefined() { Ok(None) } else { number(machine, value, name).map(Some) }
}

/// An argument converted to a number, or nothing where it is `undefined`.
pub(super) fn optional_coerced(machine: &mut Machine, value: Value) -> Completion<Option<f64>> {
    if value.is_undefined() { Ok(None) } else { machine.to_number(value).map(Some) }
}

/// The view a value is, if it is a `Uint8Array` (every Buffer is one).
pub(super) fn uint8(machine: &Machine, value: Value) -> Option<View> {
    any_view(machine, value).filter(|view| view.element == crate::heap::Element::Uint8 && !is_data_view(machine, value))
}

/// The view a value is, `DataView`s included.
pub(super) fn any_view(machine: &Machine, value: Value) -> Option<View> {
    match *machine.heap.kind(value.as_object()?) {
        Kind::View(view) | Kind::DataView(view) => Some(view),
        _ => None,
    }
}

fn is_data_view(machine: &Machine, value: Value) -> bool {
    value.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::DataView(_)))
}

/// A `Uint8Array` argument.
pub(super) fn uint8_argument(machine: &mut Machine, value: Value, name: &'static str) -> Completion<View> {
    match uint8(machine, value) {
        Some(view) => Ok(view),
        None => wrong_type(machine, name, BUFFER_KINDS, value),
    }
}

/// The view that `this` is: any typed array, as Node's natives take it.
pub(super) fn this_view(machine: &mut Machine, call: &Call) -> Completion<View> {
    match any_view(machine, call.this) {
        Some(view) => Ok(view),
        None => fail(machine, &Fault::NotABuffer),
    }
}

/// The encoding an argument names: `getEncodingOps`, which converts it to a string first.
pub(super) fn encoding(machine: &mut Machine, value: Value) -> Completion<Option<Encoding>> {
    let label = machine.to_string(value)?;
    Ok(Encoding::from_label(machine.heap.units(label)))
}

/// The encoding an argument names, utf8 where it is `undefined`; `ERR_UNKNOWN_ENCODING` where it names none.
pub(super) fn known_encoding(machine: &mut Machine, value: Value) -> Completion<Encoding> {
    if value.is_undefined() {
        return Ok(Encoding::Utf8);
    }
    match encoding(machine, value)? {
        Some(encoding) => Ok(encoding),
        None => unknown_encoding(machine, value),
    }
}

/// Throws `ERR_UNKNOWN_ENCODING`.
pub(super) fn unknown_encoding<T>(machine: &mut Machine, value: Value) -> Completion<T> {
    let label = machine.to_text(value)?;
    fail(machine, &Fault::UnknownEncoding(label))
}

/// Throws `ERR_OUT_OF_RANGE` for a number.
pub(super) fn outside<T>(machine: &mut Machine, name: &'static str, bounds: Bounds, value: f64) -> Completion<T> {
    fail(machine, &Fault::OutOfRange { name, bounds, received: received::out_of_range(value) })
}

/// Rows that Node assigns as ordinary properties: enumerable, unlike ECMAScript's own methods.
pub(super) fn assign(machine: &mut Machine, object: crate::heap::ObjectId, rows: &[table::Method]) {
    for &row in rows {
        let key = machine.heap.key(row.0);
        let made = table::function(machine, row);
        machine.heap.put(object, key, Value::Object(made));
    }
}
