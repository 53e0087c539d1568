//! `node:string_decoder`: bytes to text in pieces, a character cut in two kept for the next one (Node's
//! `lib/string_decoder.js` and `src/string_decoder.cc`). Not the encodings: those are `encoding`'s.

use crate::buffer::Fault;
use crate::encoding::{self, Encoding};
use crate::heap::{Attributes, PropertyKey, Value, View};
use crate::library::binary::array_buffer::refused;
use crate::library::node::arguments::{any_view, fail, normalized_encoding, unknown_encoding, wrong_type};
use crate::library::node::buffer::create::{buffer_on, view_of};
use crate::library::node::coded;
use crate::library::table;
use crate::library::table::{export, plain};
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{Text, TextBuilder};
use pool::memory::{Request, SlabKind};

/// Bytes of the state that hold a character under way.
const CHARACTER: usize = 4;

/// How many bytes that character still needs, how many it has, and the encoding's number.
const MISSING: usize = 4;
const BUFFERED: usize = 5;
const ENCODING: usize = 6;

/// The number Node's native code gives an encoding, as the state's last byte shows it.
const NUMBERS: [(Encoding, u8); 7] = [
    (Encoding::Ascii, 0),
    (Encoding::Utf8, 1),
    (Encoding::Base64, 2),
    (Encoding::Utf16le, 3),
    (Encoding::Latin1, 4),
    (Encoding::Hex, 5),
    (Encoding::Base64url, 7),
];

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let prototype = plain(machine);
    let class = table::constructor(machine, ("StringDecoder", 1, construct), prototype);
    let attributes = Attributes(Attributes::WRITABLE);
    machine.heap.put_with(class, machine.keys.prototype, Value::Object(prototype), attributes);
    for row in [("write", 1, write as crate::machine::Native), ("end", 1, end), ("text", 2, text)] {
        let made = table::function(machine, row);
        export(machine, prototype, row.0, made);
    }
    for (name, native) in
        [("lastChar", last_char as crate::machine::Native), ("lastNeed", last_need), ("lastTotal", last_total)]
    {
        let get = table::function(machine, ("get", 0, native));
        let key = machine.heap.key(name);
        let attributes = Attributes::CONFIGURABLE_ONLY.with(Attributes::ENUMERABLE, true);
        machine.heap.put_accessor(prototype, key, Some(get), None, attributes);
    }
    let module = plain(machine);
    export(machine, module, "StringDecoder", class);
    machine.node.string_decoder_prototype = Some(prototype);
    Value::Object(module)
}

/// `new StringDecoder(encoding)`; without `new` it works on the `this` it is given.
fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let this = match call.new_target {
        Some(_) => {
            let default = machine.node.string_decoder_prototype;
            let proto = machine.prototype_for(call, default.unwrap_or(machine.realm.object_prototype))?;
            Value::Object(machine.heap.object(Some(proto), crate::heap::Kind::Ordinary))
        }
        None => call.this,
    };
    let given = machine.argument(call, 0);
    let Some(encoding) = normalized_encoding(machine, given)? else { return unknown_encoding(machine, given) };
    let (key, name) = (machine.heap.key("encoding"), machine.heap.string_value(encoding.name()));
    machine.set(this, key, name, true)?;
    let state = match machine.heap.memory.zeroed(7, SlabKind::Own, Request::Alloc) {
        Ok(slab) => view_of(machine.heap.memory.whole(slab)),
        Err(refusal) => return refused(machine, refusal),
    };
    let number = NUMBERS.iter().find(|(known, _)| *known == encoding).map_or(1, |(_, number)| *number);
    machine.heap.view_bytes_mut(state)[ENCODING] = number;
    let (key, buffer) = (PropertyKey::Symbol(machine.symbols.string_decoder_state), buffer_on(machine, state));
    machine.set(this, key, buffer, true)?;
    Ok(if call.new_target.is_some() { this } else { Value::Undefined })
}

/// The state of `this`, as its `[kNativeDecoder]`.
fn state(machine: &mut Machine, this: Value, place: usize) -> Completion<View> {
    let key = PropertyKey::Symbol(machine.symbols.string_decoder_state);
    let found = machine.get(this, key)?;
    if let Some(view) = any_view(machine, found).filter(|view| machine.heap.view_length(*view) > ENCODING) {
        return Ok(view);
    }
    // What the language says of `undefined[5]`.
    machine.get(Value::Undefined, PropertyKey::Index(place as u32))?;
    machine.fail(message::NOT_AN_OBJECT, ["StringDecoder"])
}

fn write(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    write_to(machine, call.this, given)
}

fn write_to(machine: &mut Machine, this: Value, given: Value) -> Completion {
    if let Value::String(_) = given {
        return Ok(given);
    }
    let Some(view) = any_view(machine, given) else {
        return wrong_type(machine, "buf", &["Buffer", "TypedArray", "DataView"], given);
    };
    let key = PropertyKey::Symbol(machine.symbols.string_decoder_state);
    let found = machine.get(this, key)?;
    if !machine.truthy(found) {
        return machine.fail(coded::INVALID_THIS, ["StringDecoder"]);
    }
    let state = state(machine, this, MISSING)?;
    machine.admit(machine.heap.view_bytes(view).len() * 3)?;
    let data = machine.heap.view_bytes(view).to_vec();
    let decoder = &mut Decoder::read(machine.heap.view_bytes(state));
    if encoding::text_too_long(data.len(), decoder.encoding) {
        return fail(machine, &Fault::StringTooLong);
    }
    let text = decoder.decode(&data);
    decoder.keep(machine.heap.view_bytes_mut(state));
    Ok(machine.heap.string_value(text))
}

fn end(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    let mut text = TextBuilder::default();
    if !given.is_undefined() {
        let key = machine.heap.key("write");
        let method = machine.get(call.this, key)?;
        let written = machine.call(method, call.this, &[given])?;
        let written = machine.to_text(written)?;
        machine.grows(&text, written.bytes())?;
        text.push_units(written.view());
    }
    let state = state(machine, call.this, BUFFERED)?;
    let decoder = &mut Decoder::read(machine.heap.view_bytes(state));
    text.push_units(decoder.flush().view());
    decoder.keep(machine.heap.view_bytes_mut(state));
    Ok(machine.heap.string_value(text.finish()))
}

/// `decoder.text(buf, offset)`: what was under way is forgotten.
fn text(machine: &mut Machine, call: &Call) -> Completion {
    let state = state(machine, call.this, MISSING)?;
    let bytes = machine.heap.view_bytes_mut(state);
    bytes[MISSING] = 0;
    bytes[BUFFERED] = 0;
    let (given, offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let slice = machine.get_named(given, "slice")?;
    let part = machine.call(slice, given, &[offset])?;
    write_to(machine, call.this, part)
}

fn last_char(machine: &mut Machine, call: &Call) -> Completion {
    let state = state(machine, call.this, 0)?;
    Ok(buffer_on(machine, state.part(0, CHARACTER)))
}

fn last_need(machine: &mut Machine, call: &Call) -> Completion {
    let state = state(machine, call.this, MISSING)?;
    Ok(u32::from(machine.heap.view_bytes(state)[MISSING]).into())
}

fn last_total(machine: &mut Machine, call: &Call) -> Completion {
    let state = state(machine, call.this, BUFFERED)?;
    let bytes = machine.heap.view_bytes(state);
    Ok((u32::from(bytes[MISSING]) + u32::from(bytes[BUFFERED])).into())
}

/// The state of a decoder while it works.
struct Decoder {
    encoding: Encoding,
    character: [u8; CHARACTER],
    missing: u8,
    buffered: u8,
}

impl Decoder {
    fn read(state: &[u8]) -> Self {
        let number = state[ENCODING];
        let encoding = NUMBERS.iter().find(|(_, known)| *known == number).map_or(Encoding::Utf8, |(known, _)| *known);
        let mut character = [0; CHARACTER];
        character.copy_from_slice(&state[..CHARACTER]);
        // A program can reach the state and write what it likes there.
        let buffered = state[BUFFERED].min(CHARACTER as u8);
        let missing = state[MISSING].min(CHARACTER as u8 - buffered);
        Self { encoding, character, missing, buffered }
    }

    fn keep(&self, state: &mut [u8]) {
        state[..CHARACTER].copy_from_slice(&self.character);
        state[MISSING] = self.missing;
        state[BUFFERED] = self.buffered;
    }

    /// `StringDecoder::DecodeData`
    fn decode(&mut self, mut data: &[u8]) -> Text {
        if matches!(self.encoding, Encoding::Ascii | Encoding::Latin1 | Encoding::Hex) {
            return encoding::decode(data, self.encoding);
        }
        let mut text = TextBuilder::default();
        if self.missing > 0 {
            data = self.complete(data, &mut text);
        }
        if !data.is_empty() {
            self.cut(data);
            let whole = data.len() - usize::from(self.buffered);
            let kept = &data[whole..];
            self.character[..kept.len()].copy_from_slice(kept);
            text.push_units(encoding::decode(&data[..whole], self.encoding).view());
        }
        text.finish()
    }

    /// Takes what the character under way still needs from the beginning of `data`; what is left.
    fn complete<'a>(&mut self, data: &'a [u8], text: &mut TextBuilder) -> &'a [u8] {
        let mut take = data.len().min(usize::from(self.missing));
        if self.encoding == Encoding::Utf8
            && let Some(stranger) = data[..take].iter().position(|byte| byte & 0xC0 != 0x80)
        {
            // A new character begins too early; what there is of the old one is decoded as it is.
            take = stranger;
            self.missing = stranger as u8;
        }
        let start = usize::from(self.buffered);
        self.character[start..start + take].copy_from_slice(&data[..take]);
        self.missing -= take as u8;
        self.buffered += take as u8;
        if self.missing > 0 {
            return &data[take..];
        }
        let done = encoding::decode(&self.character[..usize::from(self.buffered)], self.encoding);
        let lead = done.len() % 2 == 1 && (0xD800..0xDC00).contains(&done.view().at(done.len() - 1));
        if self.encoding == Encoding::Utf16le && lead {
            // Half of a pair: its other half decides.
            self.missing = 2;
            self.buffered = 2;
            if data.len() > take {
                return self.complete(&data[take..], text);
            }
        } else {
            text.push_units(done.view());
            self.buffered = 0;
        }
        &data[take..]
    }

    /// Finds out how much of the end of `data` belongs to a character that is not complete.
    fn cut(&mut self, data: &[u8]) {
        match self.encoding {
            Encoding::Utf8 => {
                let tail = data.iter().rev().take(CHARACTER).position(|byte| byte & 0xC0 != 0x80);
                let Some(trailing) = tail else { return };
                let need = match data[data.len() - 1 - trailing] {
                    0xC0..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    0xF0..=0xF7 => 4,
                    _ => 0,
                };
                if trailing + 1 < need {
                    self.buffered = trailing as u8 + 1;
                    self.missing = (need - trailing - 1) as u8;
                }
            }
            Encoding::Utf16le if data.len() % 2 == 1 => (self.missing, self.buffered) = (1, 1),
            Encoding::Utf16le if data[data.len() - 1] & 0xFC == 0xD8 => (self.missing, self.buffered) = (2, 2),
            Encoding::Base64 | Encoding::Base64url => {
                self.buffered = (data.len() % 3) as u8;
                self.missing = if self.buffered > 0 { 3 - self.buffered } else { 0 };
            }
            _ => {}
        }
    }

    /// `StringDecoder::FlushData`
    fn flush(&mut self) -> Text {
        if self.encoding == Encoding::Utf16le && self.buffered % 2 == 1 {
            self.missing = self.missing.saturating_sub(1);
            self.buffered -= 1;
        }
        let text = encoding::decode(&self.character[..usize::from(self.buffered)], self.encoding);
        (self.missing, self.buffered) = (0, 0);
        text
    }
}
