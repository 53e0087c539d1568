//! The undocumented `asciiSlice` to `utf8Write`, one pair for each encoding, on which older libraries build. Not
//! `toString` and `write`, which check otherwise.

use super::change::write_text;
use crate::buffer::{self, Fault};
use crate::encoding::Encoding;
use crate::heap::{ObjectId, StringId, Value, View};
use crate::library::ecma::number::number_of;
use crate::library::node::arguments::{check, fail, this_view};
use crate::library::node::interface::assign;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;
use std::cmp::Ordering;
use std::ops::Range;

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
    let converts = [0, 1].iter().any(|&index| matches!(machine.argument(call, index), Value::Object(_)));
    if converts {
        machine.admit(length)?;
    }
    let mut noted = converts.then(|| machine.heap.view_bytes(view).to_vec());
    let mut numbers = [0.0, length as f64];
    for (at, number) in numbers.iter_mut().enumerate() {
        *number = index(machine, machine.argument(call, at), *number as usize)?;
        if let Some(noted) = &mut noted
            && machine.heap.view_bytes(view).len() < length
            && !machine.heap.memory.is_detached(view.slab)
        {
            // The native function noted pointer and length: what shrank reads as zeros, what is detached later as it was then.
            let left = machine.heap.memory.bytes(view.slab).get(view.offset()..).unwrap_or(&[]);
            let kept = left.len().min(length);
            noted[..kept].copy_from_slice(&left[..kept]);
            noted[kept..].fill(0);
        }
    }
    let [start, end] = numbers;
    if let Some(noted) = noted
        && machine.heap.view_bytes(view).len() < length
    {
        let Some(part) = part(machine, length, start, end)? else { return Ok(machine.heap.string_value("")) };
        let gone = !machine.heap.memory.is_detached(view.slab) && machine.heap.memory.bytes(view.slab).is_empty();
        if gone && !part.is_empty() {
            return fail(machine, &Fault::Ends);
        }
        let text = check(machine, buffer::to_text(&noted[part], encoding_of(ENCODING)))?;
        return Ok(machine.heap.string_value(text));
    }
    // So is the length of what has grown.
    slice_within(machine, (view, length), start, end, encoding_of(ENCODING))
}

/// `SLICE_START_END` of `src/node_buffer.cc`, and the text of that part.
pub(crate) fn slice_of(machine: &mut Machine, view: View, start: f64, end: f64, encoding: Encoding) -> Completion {
    let length = machine.heap.view_bytes(view).len();
    slice_within(machine, (view, length), start, end, encoding)
}

/// The same of a view that is taken for so long.
fn slice_within(
    machine: &mut Machine,
    (view, length): (View, usize),
    start: f64,
    end: f64,
    encoding: Encoding,
) -> Completion {
    match part(machine, length, start, end)? {
        Some(part) => text_of(machine, view, part.start, part.end, encoding),
        None => Ok(machine.heap.string_value("")),
    }
}

/// What of `length` bytes is asked for; `None` for nothing.
fn part(machine: &mut Machine, length: usize, start: f64, end: f64) -> Completion<Option<Range<usize>>> {
    if length == 0 || (start >= end && machine.knows(Fact::EmptySliceFirst)) {
        return Ok(None);
    }
    let end = end.max(start);
    if start < 0.0 || end > length as f64 {
        fail(machine, &Fault::IndexOutOfRange)
    } else {
        Ok(Some(start as usize..end as usize))
    }
}

/// The text of a part of a view's bytes.
pub(crate) fn text_of(machine: &mut Machine, view: View, start: usize, end: usize, encoding: Encoding) -> Completion {
    let end = end.min(machine.heap.view_bytes(view).len());
    if crate::encoding::text_too_long(end.saturating_sub(start), encoding) {
        let wraps = encoding == Encoding::Utf8 && machine.knows(Fact::Utf8LengthWraps);
        if !wraps || i32::try_from(end - start).is_ok() {
            return fail(machine, &Fault::StringTooLong);
        }
        // V8 was told the length in 32 bits; a negative one stands for all up to the first NUL.
        let bytes = &machine.heap.view_bytes(view)[start..end];
        let length = usize::try_from((end - start) as u32 as i32).ok();
        let length = length.or_else(|| memchr::memchr(0, bytes)).unwrap_or(bytes.len());
        if crate::encoding::text_too_long(length, encoding) {
            return fail(machine, &Fault::StringTooLong);
        }
        return text_of(machine, view, start, start + length, encoding);
    }
    let widened = !matches!(encoding, Encoding::Latin1 | Encoding::Ascii | Encoding::Utf16le);
    machine.admit(end.saturating_sub(start) << u32::from(widened))?;
    let bytes = machine.heap.view_bytes(view);
    let text = buffer::to_text(&bytes[start.min(end)..end], encoding);
    let text = check(machine, text)?;
    Ok(machine.heap.string_value(text))
}

fn write<const ENCODING: u8>(machine: &mut Machine, call: &Call) -> Completion {
    let encoding = encoding_of(ENCODING);
    let checked = matches!(encoding, Encoding::Ascii | Encoding::Latin1 | Encoding::Utf8);
    if checked && machine.knows(Fact::WritesChecked) {
        return write_checked(machine, call, encoding);
    }
    write_natively(machine, call, [machine.argument(call, 1), machine.argument(call, 2)], false, encoding)
}

/// `StringWrite` of `src/node_buffer.cc`, which takes an offset that JavaScript has `looked` at for right.
fn write_natively(
    machine: &mut Machine,
    call: &Call,
    [offset, count]: [Value; 2],
    looked: bool,
    encoding: Encoding,
) -> Completion {
    let view = this_view(machine, call)?;
    let Value::String(string) = machine.argument(call, 0) else { return fail(machine, &Fault::NotAString) };
    let (length, gone) = (machine.heap.view_bytes(view).len(), machine.heap.memory.is_detached(view.slab));
    let offset = index(machine, offset, 0)?;
    if offset > length as f64 && !looked {
        return fail(machine, &Fault::WriteOutOfBounds);
    }
    let offset = offset as usize;
    // What has become shorter than the offset leaves no end of room.
    let left = length.wrapping_sub(offset);
    let count = index(machine, count, left)?;
    let end = offset.saturating_add(count.min(left as f64) as usize);
    if gone && end > offset && machine.heap.string_length(string) > 0 {
        return fail(machine, &Fault::Ends);
    }
    write_noted(machine, view, (offset, end), string, encoding)
}

/// Writes to a part of what a view showed when the native function noted pointer and length. It writes to where the bytes were; as
/// long as there is some memory, it goes on behind it.
fn write_noted(
    machine: &mut Machine,
    view: View,
    (offset, end): (usize, usize),
    string: StringId,
    encoding: Encoding,
) -> Completion {
    if end <= machine.heap.view_bytes(view).len() {
        return Ok(write_text(machine, view, offset, end, string, encoding).into());
    }
    let mut room = vec![0; (end - offset).min(machine.heap.string_length(string) * 3)];
    let written = crate::encoding::write(machine.heap.units(string), encoding, &mut room);
    // What was detached lives on elsewhere.
    let memory = &machine.heap.memory;
    if written > 0 && memory.bytes(view.slab).is_empty() && !memory.is_detached(view.slab) {
        return fail(machine, &Fault::Ends);
    }
    let (at, left) = (view.offset() + offset, machine.heap.memory.bytes(view.slab).len());
    let kept = written.min(left.saturating_sub(at));
    if kept > 0 {
        machine.heap.memory.bytes_mut(view.slab)[at..at + kept].copy_from_slice(&room[..kept]);
        machine.heap.memory.wrote(view.slab, at, kept);
    }
    Ok(written.into())
}

/// The JavaScript in front of the native functions since 22.7; stricter since 23.
fn write_checked(machine: &mut Machine, call: &Call, encoding: Encoding) -> Completion {
    let strict = machine.knows(Fact::WritesStrict);
    let view = crate::library::node::arguments::any_view(machine, call.this);
    let most = |machine: &mut Machine| match view {
        Some(view) => Ok(machine.heap.view_bytes(view).len().into()),
        None => machine.get_named(call.this, "byteLength"),
    };
    let (mut offset, mut count) = (machine.argument(call, 1), machine.argument(call, 2));
    // The default parameters of 22; since 23 `Number` converts what is given.
    if offset.is_undefined() {
        offset = Value::Number(0.0);
    } else if strict {
        offset = number_of(machine, offset)?.into();
    }
    if count.is_undefined() && !strict {
        count = most(machine)?;
    }
    let mut outside = machine.compare(offset, Value::Number(0.0))? == Some(Ordering::Less);
    if !outside {
        let most = most(machine)?;
        outside = machine.compare(offset, most)? == Some(Ordering::Greater);
    }
    if outside {
        return fail(machine, &Fault::OutOfBounds(Some("offset")));
    }
    let left = |machine: &mut Machine| match (most(machine)?, offset) {
        (Value::Number(most), Value::Number(offset)) => Ok((most - offset).into()),
        _ => Ok(Value::Number(f64::NAN)),
    };
    if strict {
        count = if count.is_undefined() { left(machine)? } else { number_of(machine, count)?.into() };
    }
    let mut outside = machine.compare(count, Value::Number(0.0))? == Some(Ordering::Less);
    if !outside && strict {
        let left = left(machine)?;
        outside = machine.compare(count, left)? == Some(Ordering::Greater);
    }
    if outside {
        return fail(machine, &Fault::OutOfBounds(Some("length")));
    }
    write_natively(machine, call, [offset, count], !strict, encoding)
}
