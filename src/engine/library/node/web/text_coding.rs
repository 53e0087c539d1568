//! `TextEncoder` and `TextDecoder` as Node has them. Not the encodings: those are `encoding`'s.

use crate::library::node::coded;
use std::cell::RefCell;
use std::rc::Rc;

use crate::buffer::Fault;
use crate::encoding::{Encoding, WebDecoder};
use crate::heap::{Element, Kind, ObjectId, PropertyKey, Value, View};
use crate::library::node::arguments::{fail, uint8, wrong_type};
use crate::library::node::interface::{assign, enumerable_getters, wrong_this};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::Text;
use pool::memory::{Fact, Request, SlabKind};

/// What tells a `TextEncoder` from other objects.
#[derive(Clone)]
struct Encoder;

/// What a decoder keeps, roughly.
const DECODING: usize = 512;

const ENCODER: [Method; 2] = [("encode", 0, encode), ("encodeInto", 2, encode_into)];

const DECODER: [Method; 3] = [
    ("encoding", 0, |machine, call| {
        let name = decoder(machine, call)?.borrow().name();
        Ok(machine.heap.string_value(name))
    }),
    ("fatal", 0, |machine, call| Ok(decoder(machine, call)?.borrow().fatal.into())),
    ("ignoreBOM", 0, |machine, call| Ok(decoder(machine, call)?.borrow().ignore_bom.into())),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.node.text_encoder_prototype = prototype;
    let class = table::class(machine, ("TextEncoder", 0, construct_encoder), prototype);
    table::shown_as_class(machine, class);
    enumerable_getters(machine, prototype, &[("encoding", 0, encoder_encoding)]);
    assign(machine, prototype, &ENCODER);
    custom(machine, prototype, inspect_encoder);
    table::tag(machine, prototype, "TextEncoder");
    let prototype = table::plain(machine);
    machine.node.text_decoder_prototype = prototype;
    let class = table::class(machine, ("TextDecoder", 0, construct_decoder), prototype);
    table::shown_as_class(machine, class);
    assign(machine, prototype, &[("decode", 0, decode)]);
    enumerable_getters(machine, prototype, &DECODER);
    custom(machine, prototype, inspect_decoder);
    table::tag(machine, prototype, "TextDecoder");
}

fn custom(machine: &mut Machine, prototype: ObjectId, native: crate::machine::Native) {
    let key = PropertyKey::Symbol(machine.symbols.inspect_custom);
    table::method_at(machine, prototype, key, ("[nodejs.util.inspect.custom]", 2, native));
}

fn construct(machine: &mut Machine, call: &Call, default: ObjectId, data: Kind) -> Completion {
    let prototype = machine.prototype_for(call, default)?;
    Ok(Value::Object(machine.heap.object(Some(prototype), data)))
}

fn needs_new<T>(machine: &mut Machine, class: &str) -> Completion<T> {
    machine.fail(message::CONSTRUCTOR_NON_CALLABLE, [class])
}

fn construct_encoder(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return needs_new(machine, "TextEncoder");
    }
    construct(machine, call, machine.node.text_encoder_prototype, Kind::host(Encoder, 0))
}

/// What a host object holds.
fn data(machine: &Machine, value: Value) -> Option<Rc<dyn std::any::Any>> {
    match machine.heap.kind(value.as_object()?) {
        Kind::Host(data) => Some(Rc::clone(&data.data)),
        _ => None,
    }
}

/// `this` must be a `TextEncoder`.
fn encoder(machine: &mut Machine, call: &Call) -> Completion<()> {
    match data(machine, call.this) {
        Some(data) if data.is::<Encoder>() => Ok(()),
        _ if machine.knows(Fact::EncoderSaysClass) => {
            machine.fail(message::INVALID_PRIVATE_BRAND, ["an instance of class TextEncoder"])
        }
        _ => wrong_this(machine, "TextEncoder"),
    }
}

fn encoder_encoding(machine: &mut Machine, call: &Call) -> Completion {
    encoder(machine, call)?;
    Ok(machine.heap.string_value("utf-8"))
}

fn encode(machine: &mut Machine, call: &Call) -> Completion {
    encoder(machine, call)?;
    let input = machine.argument(call, 0);
    let text = if input.is_undefined() { Text::empty() } else { machine.to_text(input)? };
    machine.admit(text.bytes() * 2)?;
    let bytes = crate::encoding::encode(text.view(), Encoding::Utf8);
    match machine.heap.memory.adopt(bytes, SlabKind::Own, Request::TextEncoder) {
        Ok(slab) => {
            let prototype = crate::library::binary::typed_array::create::prototype_of(machine, Element::Uint8);
            let view = View::of(machine.heap.memory.whole(slab));
            Ok(Value::Object(machine.heap.object(Some(prototype), Kind::View(view))))
        }
        Err(refusal) => crate::library::binary::array_buffer::refused(machine, refusal),
    }
}

fn encode_into(machine: &mut Machine, call: &Call) -> Completion {
    encoder(machine, call)?;
    let (source, target) = (machine.argument(call, 0), machine.argument(call, 1));
    let Value::String(source) = source else { return wrong_type(machine, "src", &["string"], source) };
    let Some(view) = uint8(machine, target) else { return wrong_type(machine, "dest", &["Uint8Array"], target) };
    let room = machine.heap.view_length(view);
    machine.room_for_text(source)?;
    machine.admit(room.min(machine.heap.string_length(source) * 3))?;
    let (mut read, mut bytes) = (0, Vec::new());
    let units = machine.heap.units(source);
    while let Some((point, width)) = units.code_point_at(read) {
        let character = char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
        if bytes.len() + character.len_utf8() > room {
            break;
        }
        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        read += width;
    }
    machine.heap.view_bytes_mut(view.part(0, bytes.len())).copy_from_slice(&bytes);
    let result = table::plain(machine);
    table::export(machine, result, "read", Value::from(read));
    table::export(machine, result, "written", Value::from(bytes.len()));
    Ok(Value::Object(result))
}

fn construct_decoder(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return needs_new(machine, "TextDecoder");
    }
    let (label, options) = (machine.argument(call, 0), machine.argument(call, 1));
    let label = if label.is_undefined() { "utf-8".to_owned() } else { machine.to_text(label)?.to_string() };
    if !options.is_nullish() && options.as_object().is_none() {
        return wrong_type(machine, "options", &["object"], options);
    }
    let fatal = flag(machine, options, "fatal")?;
    let ignore_bom = flag(machine, options, "ignoreBOM")?;
    match WebDecoder::new(&label, fatal, ignore_bom, machine.release()) {
        Ok(decoder) => {
            construct(machine, call, machine.node.text_decoder_prototype, Kind::host(RefCell::new(decoder), DECODING))
        }
        Err(name) => machine.fail(coded::ENCODING_NOT_SUPPORTED, [&name]),
    }
}

fn flag(machine: &mut Machine, options: Value, name: &str) -> Completion<bool> {
    if options.is_nullish() {
        return Ok(false);
    }
    let value = machine.get_named(options, name)?;
    Ok(machine.truthy(value))
}

/// The decoder `this` is.
fn decoder(machine: &mut Machine, call: &Call) -> Completion<Rc<RefCell<WebDecoder>>> {
    match data(machine, call.this).and_then(|data| data.downcast().ok()) {
        Some(decoder) => Ok(decoder),
        None => wrong_this(machine, "TextDecoder"),
    }
}

fn decode(machine: &mut Machine, call: &Call) -> Completion {
    let decoder = decoder(machine, call)?;
    let (input, options) = (machine.argument(call, 0), machine.argument(call, 1));
    let (name, checks) = (decoder.borrow().name(), machine.knows(Fact::DecoderChecks));
    let quick = name == "utf-8" || name == "windows-1252" && machine.knows(Fact::Latin1Decoder);
    if (checks || !quick) && !options.is_nullish() && options.as_object().is_none() {
        return wrong_type(machine, "options", &["object"], options);
    }
    let more = flag(machine, options, "stream")?;
    if !input.is_undefined() && bytes_of(machine, input).is_none() {
        let wide = ["utf-16", "gb", "big5", "euc-", "iso-2022", "shift_jis"];
        if checks && if name == "utf-8" { more } else { !wide.iter().any(|start| name.starts_with(start)) } {
            return wrong_type(machine, "input", &["ArrayBuffer", "ArrayBufferView"], input);
        }
        let (which, kinds) = match name.as_str() {
            "utf-8" if !more => ("list", "SharedArrayBuffer, ArrayBuffer or"),
            "windows-1252" if quick && !more => ("input", "ArrayBuffer, SharedArrayBuffer, or"),
            _ => ("input", "SharedArrayBuffer, ArrayBuffer or"),
        };
        return machine.fail(coded::DECODED_NOT_VIEW, [which, kinds]);
    }
    machine.admit(bytes_of(machine, input).map_or(0, <[u8]>::len) * 3)?;
    let decoded = decoder.borrow_mut().decode(bytes_of(machine, input).unwrap_or_default(), more);
    match decoded {
        Some(text) if text.len() > crate::heap::limits::STRING_LENGTH => fail(machine, &Fault::StringTooLong),
        Some(text) => Ok(machine.heap.string_value(text)),
        None => {
            let name = decoder.borrow().name();
            machine.fail(coded::ENCODING_INVALID_ENCODED_DATA, [&name])
        }
    }
}

/// The bytes of a view or buffer.
fn bytes_of(machine: &Machine, value: Value) -> Option<&[u8]> {
    match machine.heap.kind(value.as_object()?) {
        Kind::ArrayBuffer { slab, .. } => Some(machine.heap.memory.bytes(*slab)),
        kind => kind.view().map(|view| machine.heap.view_bytes(view)),
    }
}

/// What is printed: a prefix, and these getters' answers as properties.
fn shown(machine: &mut Machine, call: &Call, prefix: &str, rows: &[Method]) -> Completion {
    let object = table::plain(machine);
    for &(name, _, native) in rows {
        let value = native(machine, call)?;
        table::export(machine, object, name, value);
    }
    let options = crate::library::node::options::inspect_options(machine, false);
    let text = crate::inspect::inspect(machine, Value::Object(object), &options);
    let text = machine.inspected(text)?;
    Ok(machine.heap.string_value(format!("{prefix}{text}")))
}

fn inspect_encoder(machine: &mut Machine, call: &Call) -> Completion {
    encoder(machine, call)?;
    shown(machine, call, "", &[("encoding", 0, encoder_encoding)])
}

fn inspect_decoder(machine: &mut Machine, call: &Call) -> Completion {
    decoder(machine, call)?;
    shown(machine, call, "TextDecoder ", &DECODER)
}
