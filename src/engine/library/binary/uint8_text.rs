//! `Uint8Array` to and from base64 and hex (ECMAScript 2026, Node 25 and later). Not the decoding: that is
//! `encoding::exact`.

use super::typed_array::create::constructor_of;
use crate::encoding::exact::{self, Decoded, LastChunk, Malformed};
use crate::encoding::{self, Encoding};
use crate::heap::{Element, Kind, StringId, Value, View};
use crate::library::table;
use crate::library::table::Dated;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::since;

const STATICS: [Dated; 2] = [("fromBase64", 1, from_base64, since(25)), ("fromHex", 1, from_hex, since(25))];

const METHODS: [Dated; 4] = [
    ("toBase64", 0, to_base64, since(25)),
    ("setFromBase64", 1, set_from_base64, since(25)),
    ("toHex", 0, to_hex, since(25)),
    ("setFromHex", 1, set_from_hex, since(25)),
];

/// Adds the methods to `Uint8Array`.
pub(crate) fn install(machine: &mut Machine) {
    let constructor = constructor_of(machine, Element::Uint8);
    table::dated(machine, constructor, &STATICS);
    table::dated(machine, machine.realm.typed_array_prototypes[1], &METHODS);
}

fn text_argument(machine: &mut Machine, call: &Call) -> Completion<StringId> {
    match machine.argument(call, 0) {
        Value::String(text) => Ok(text),
        _ => machine.fail(message::ARGUMENT_IS_NON_STRING, ["input"]),
    }
}

/// The `Uint8Array` that `this` is.
fn receiver(machine: &mut Machine, call: &Call, name: &str) -> Completion<View> {
    match call.this.as_object().map(|object| machine.heap.kind(object)) {
        Some(&Kind::View(view)) if view.element == Element::Uint8 => Ok(view),
        // V8 has lost the receiver by then.
        Some(Kind::View(_)) => machine.incompatible(Value::Undefined, &format!("Uint8Array.prototype.{name}")),
        _ => machine.incompatible(call.this, &format!("Uint8Array.prototype.{name}")),
    }
}

fn attached(machine: &mut Machine, view: View, name: &str) -> Completion<()> {
    if machine.heap.view_bounds(view).is_some() {
        return Ok(());
    }
    let what = format!("Uint8Array.prototype.{name}");
    machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, [&what])
}

fn options(machine: &mut Machine, value: Value) -> Completion<Value> {
    match value {
        Value::Undefined | Value::Object(_) => Ok(value),
        _ => machine.fail(message::INVALID_ARGUMENT, []),
    }
}

/// The place of an option's value in the list of those there are; the first where it is not given.
fn option(machine: &mut Machine, options: Value, name: &str, known: &[&str]) -> Completion<usize> {
    if options.is_undefined() {
        return Ok(0);
    }
    let value = machine.get_named(options, name)?;
    let found = match value {
        Value::Undefined => Some(0),
        Value::String(text) => {
            let text = machine.heap.utf8(text);
            known.iter().position(|known| *known == text)
        }
        _ => None,
    };
    if let Some(at) = found {
        return Ok(at);
    }
    machine.blame(message::INVALID_OPTION, value)
}

const ALPHABETS: &[&str] = &["base64", "base64url"];

/// As the options say, which may move the memory that `room` measures.
fn decode_base64(
    machine: &mut Machine,
    call: &Call,
    text: StringId,
    room: impl FnOnce(&mut Machine) -> Completion<usize>,
) -> Completion<Decoded> {
    let options = options(machine, machine.argument(call, 1))?;
    let url = option(machine, options, "alphabet", ALPHABETS)? == 1;
    let last = match option(machine, options, "lastChunkHandling", &["loose", "strict", "stop-before-partial"])? {
        0 => LastChunk::Loose,
        1 => LastChunk::Strict,
        _ => LastChunk::StopBeforePartial,
    };
    let room = room(machine)?;
    Ok(exact::from_base64(machine.heap.units(text), url, last, room))
}

fn failed<T>(machine: &mut Machine, error: Malformed) -> Completion<T> {
    let message = match error {
        Malformed::Character => message::BASE64_CHARACTER,
        Malformed::Remainder => message::BASE64_REMAINDER,
        Malformed::ExtraBits => message::BASE64_EXTRA_BITS,
        Malformed::Hex => message::HEX_CHARACTER,
    };
    machine.fail(message, [])
}

fn array_of(machine: &mut Machine, decoded: &Decoded) -> Completion {
    if let Some(error) = decoded.error {
        return failed(machine, error);
    }
    let constructor = constructor_of(machine, Element::Uint8);
    let made = machine.construct(constructor, &[decoded.bytes.len().into()], constructor)?;
    if let Some(view) = made.as_object().and_then(|made| machine.heap.kind(made).view()) {
        machine.heap.view_bytes_mut(view).copy_from_slice(&decoded.bytes);
    }
    Ok(made)
}

/// `Uint8Array.fromBase64(string, options)`
fn from_base64(machine: &mut Machine, call: &Call) -> Completion {
    let text = text_argument(machine, call)?;
    machine.admit(machine.heap.string_bytes(text))?;
    let decoded = decode_base64(machine, call, text, |_| Ok(usize::MAX))?;
    array_of(machine, &decoded)
}

/// `Uint8Array.fromHex(string)`
fn from_hex(machine: &mut Machine, call: &Call) -> Completion {
    let text = text_argument(machine, call)?;
    machine.admit(machine.heap.string_bytes(text))?;
    let decoded = exact::from_hex(machine.heap.units(text), usize::MAX);
    array_of(machine, &decoded)
}

fn written(machine: &mut Machine, view: View, decoded: &Decoded) -> Completion {
    let length = decoded.bytes.len();
    machine.heap.view_bytes_mut(view.part(0, length)).copy_from_slice(&decoded.bytes);
    if let Some(error) = decoded.error {
        return failed(machine, error);
    }
    let object = machine.object();
    table::export(machine, object, "read", decoded.read);
    table::export(machine, object, "written", length);
    Ok(object.into())
}

/// `array.setFromBase64(string, options)`
fn set_from_base64(machine: &mut Machine, call: &Call) -> Completion {
    let view = receiver(machine, call, "setFromBase64")?;
    let text = text_argument(machine, call)?;
    let decoded = decode_base64(machine, call, text, |machine| {
        attached(machine, view, "setFromBase64")?;
        Ok(machine.heap.view_length(view))
    })?;
    written(machine, view, &decoded)
}

/// `array.setFromHex(string)`
fn set_from_hex(machine: &mut Machine, call: &Call) -> Completion {
    let view = receiver(machine, call, "setFromHex")?;
    let text = text_argument(machine, call)?;
    attached(machine, view, "setFromHex")?;
    let decoded = exact::from_hex(machine.heap.units(text), machine.heap.view_length(view));
    written(machine, view, &decoded)
}

/// `array.toBase64(options)`
fn to_base64(machine: &mut Machine, call: &Call) -> Completion {
    let view = receiver(machine, call, "toBase64")?;
    let options = options(machine, machine.argument(call, 0))?;
    let url = option(machine, options, "alphabet", ALPHABETS)? == 1;
    let bare = if options.is_undefined() { Value::Undefined } else { machine.get_named(options, "omitPadding")? };
    let bare = machine.truthy(bare);
    attached(machine, view, "toBase64")?;
    machine.admit(machine.heap.view_bytes(view).len() * 3)?;
    let bytes = machine.heap.view_bytes(view);
    let encoding = if url { Encoding::Base64url } else { Encoding::Base64 };
    let mut text = encoding::decode(bytes, encoding).to_string();
    if bare {
        text.truncate(text.trim_end_matches('=').len());
    } else {
        // Node's own base64url has no padding.
        text.push_str(&"=".repeat((4 - text.len() % 4) % 4));
    }
    Ok(machine.heap.string_value(text))
}

/// `array.toHex()`
fn to_hex(machine: &mut Machine, call: &Call) -> Completion {
    let view = receiver(machine, call, "toHex")?;
    attached(machine, view, "toHex")?;
    machine.admit(machine.heap.view_bytes(view).len() * 2)?;
    let text = encoding::decode(machine.heap.view_bytes(view), Encoding::Hex);
    Ok(machine.heap.string_value(text))
}
