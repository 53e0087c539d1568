//! The undocumented `asciiSlice` to `utf8Write`, one pair for each encoding, on which older libraries build. Not
//! `toString` and `write`, which check otherwise.

use super::change::write_text;
use super::methods::text_of;
use crate::buffer::Fault;
use crate::encoding::Encoding;
use crate::heap::{ObjectId, Value};
use crate::library::node::arguments::{fail, this_view};
use crate::library::node::interface::assign;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;

const UTF8: u8 = Encoding::Utf8 as u8;
const UTF16LE: u8 = Encoding::Utf16le as u8;
const LATIN1: u8 = Encoding::Latin1 as u8;
const ASCII: u8 = Encoding::Ascii as u8;
const BASE64: u8 = Encoding::Base64 as u8;
const BASE64URL: u8 = Encoding::Base64url as u8;
const HEX: u8 = Encoding::Hex as u8;

const SLICES: [Method; 7] = [
    ("asciiSlice", 0, slice::<ASCII>),
    ("base64Slice", 0, slice::<BASE64>),
    ("base64urlSlice", 0, slice::<BASE64URL>),
    ("latin1Slice", 0, slice::<LATIN1>),
    ("hexSlice", 0, slice::<HEX>),
    ("ucs2Slice", 0, slice::<UTF16LE>),
    ("utf8Slice", 0, slice::<UTF8>),
];

const WRITES: [Method; 7] = [
    ("asciiWrite", 1, write::<ASCII>),
    ("base64Write", 0, write::<BASE64>),
    ("base64urlWrite", 0, write::<BASE64URL>),
    ("latin1Write", 1, write::<LATIN1>),
    ("hexWrite", 0, write::<HEX>),
    ("ucs2Write", 0, write::<UTF16LE>),
    ("utf8Write", 1, write::<UTF8>),
];

/// Puts the methods on `Buffer.prototype`. Since Node 24 they are unnamed functions.
pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    if machine.knows(Fact::RawUnnamed) {
        for (rows, length) in [(&SLICES, 2), (&WRITES, 3)] {
            for &(name, _, native) in rows {
                let function = crate::library::table::function(machine, ("", length, native));
                let key = machine.heap.key(name);
                machine.heap.put(prototype, key, Value::Object(function));
            }
        }
        return;
    }
    assign(machine, prototype, &SLICES);
    let checked = machine.knows(Fact::WritesChecked);
    assign(machine, prototype, &WRITES.map(|(name, length, native)| (name, if checked { length } else { 0 }, native)));
}

fn encoding_of(discriminant: u8) -> Encoding {
    Encoding::ALL.into_iter().find(|&encoding| encoding as u8 == discriminant).unwrap_or(Encoding::Utf8)
}

/// `ParseArrayIndex` of `src/node_buffer.cc`.
fn index(machine: &mut Machine, value: Value, default: usize) -> Completion<f64> {
    if value.is_undefined() {
        return Ok(default as f64);
    }
    let index = machine.to_integer(value)?;
    if index < 0.0 { fail(machine, &Fault::IndexOutOfRange) } else { Ok(index) }
}

fn slice<const ENCODING: u8>(machine: &mut Machine, call: &Call) -> Completion {
    let view = this_view(machine, call)?;
    let length = machine.heap.view_bytes(view).len();
    if length == 0 {
        return Ok(machine.heap.string_value(""));
    }
    let start = index(machine, machine.argument(call, 0), 0)?;
    let end = index(machine, machine.argument(call, 1), length)?;
    let most = length as f64;
    let recent = machine.knows(Fact::EmptySliceFirst);
    if recent && start >= end {
        return Ok(machine.heap.string_value(""));
    }
    if end.max(start) > most {
        return fail(machine, &Fault::IndexOutOfRange);
    }
    let end = end.max(start);
    text_of(machine, view, start as usize, end as usize, encoding_of(ENCODING))
}

fn write<const ENCODING: u8>(machine: &mut Machine, call: &Call) -> Completion {
    let encoding = encoding_of(ENCODING);
    let checked = matches!(encoding, Encoding::Ascii | Encoding::Latin1 | Encoding::Utf8);
    if checked && machine.knows(Fact::WritesChecked) {
        return write_checked(machine, call, encoding);
    }
    let view = this_view(machine, call)?;
    let Value::String(string) = machine.argument(call, 0) else { return fail(machine, &Fault::NotAString) };
    let length = machine.heap.view_bytes(view).len();
    let offset = index(machine, machine.argument(call, 1), 0)?;
    if offset > length as f64 {
        return fail(machine, &Fault::WriteOutOfBounds);
    }
    let offset = offset as usize;
    let count = index(machine, machine.argument(call, 2), length - offset)?;
    let end = offset + count.min((length - offset) as f64) as usize;
    Ok(write_text(machine, view, offset, end, string, encoding).into())
}

/// The JavaScript in front of the native functions since 22.7; stricter since 23.
fn write_checked(machine: &mut Machine, call: &Call, encoding: Encoding) -> Completion {
    let strict = machine.knows(Fact::WritesStrict);
    let view = crate::library::node::arguments::any_view(machine, call.this);
    if view.is_none() {
        machine.get_named(call.this, "byteLength")?;
    }
    let length = view.map_or(f64::NAN, |view| machine.heap.view_bytes(view).len() as f64);
    let offset = bound(machine, machine.argument(call, 1))?.unwrap_or(0.0);
    if offset < 0.0 || offset > length {
        return fail(machine, &Fault::OutOfBounds(Some("offset")));
    }
    let count = bound(machine, machine.argument(call, 2))?.unwrap_or(if strict { length - offset } else { length });
    if count < 0.0 || (strict && count > length - offset) {
        return fail(machine, &Fault::OutOfBounds(Some("length")));
    }
    let view = this_view(machine, call)?;
    let Value::String(string) = machine.argument(call, 0) else { return fail(machine, &Fault::NotAString) };
    for index in [1, 2] {
        // Only the native function converts what was compared.
        if let value @ Value::BigInt(_) = machine.argument(call, index)
            && !strict
        {
            machine.to_number(value)?;
        }
    }
    // NaN converts to 0, as an offset and as a length.
    let start = if offset.is_nan() { 0.0 } else { offset.trunc() };
    let count = if count.is_nan() { 0.0 } else { count.min(length - start).trunc() };
    let end = (start + count).min(length);
    Ok(write_text(machine, view, start as usize, end.max(start) as usize, string, encoding).into())
}

/// A bound as comparisons see it, which take a BigInt too.
fn bound(machine: &mut Machine, value: Value) -> Completion<Option<f64>> {
    Ok(match value {
        Value::Undefined => None,
        Value::BigInt(big) => Some(machine.heap.big_number(big)),
        _ => Some(machine.to_number(value)?),
    })
}
