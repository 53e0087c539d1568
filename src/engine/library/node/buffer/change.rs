//! The methods of `Buffer.prototype` that change bytes: `fill`, `write`, `copy` and the swaps. Not the work on the bytes:
//! that is `buffer`.

use super::receiver::{needs_method, this_array};
use crate::buffer::fault::max_length;
use crate::buffer::{Fault, fill as filling, range, swap};
use crate::encoding::{self, Encoding};
use crate::heap::{Element, Kind, Value, View, value_to_uint32};
use crate::library::binary::array_buffer::incompatible;
use crate::library::node::arguments::{
    BUFFER_KINDS, any_view, check, fail, known_encoding, normalized_encoding, number, optional_coerced,
    optional_number, uint8, unknown_encoding, wrong_type,
};
use crate::machine::convert::number_text;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

pub(crate) fn swap16(machine: &mut Machine, call: &Call) -> Completion {
    swap_groups(machine, call, 2)
}

pub(crate) fn swap32(machine: &mut Machine, call: &Call) -> Completion {
    swap_groups(machine, call, 4)
}

pub(crate) fn swap64(machine: &mut Machine, call: &Call) -> Completion {
    swap_groups(machine, call, 8)
}

fn swap_groups(machine: &mut Machine, call: &Call, width: usize) -> Completion {
    let view = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    let recent = machine.knows(Fact::MethodsOnViews);
    // Where there is little to swap, Node swaps elements; else bytes.
    let few = match (width, recent) {
        (2, false) => 127,
        (2 | 4, true) => 32,
        (_, false) => 191,
        (_, true) => 47,
    };
    if !view && !recent {
        return swap_elements(machine, call.this, width, few);
    }
    let view = this_array(machine, call)?;
    if view.element.width() > 1 && machine.heap.view_length(view) <= few {
        return swap_elements(machine, call.this, width, few);
    }
    machine.may_touch_all(view)?;
    let swapped = swap::swap(machine.heap.view_bytes_mut(view), width);
    check(machine, swapped)?;
    Ok(call.this)
}

/// Before Node 24 whatever has a `length` was swapped, element by element.
fn swap_elements(machine: &mut Machine, this: Value, width: usize, few: usize) -> Completion {
    let length = machine.get(this, machine.keys.length)?;
    let length = machine.to_number(length)?;
    if length % width as f64 != 0.0 {
        return fail(machine, &Fault::BufferSize { bits: width * 8 });
    }
    if length > few as f64 {
        return fail(machine, &Fault::NotABuffer);
    }
    let mut start = 0.0;
    let round = machine.heap.open_handles();
    while start < length {
        machine.next_round(round, start)?;
        for index in 0..width / 2 {
            let low = machine.index_key(start + index as f64);
            let high = machine.index_key(start + (width - 1 - index) as f64);
            let (first, last) = (machine.get(this, low)?, machine.get(this, high)?);
            machine.set(this, low, last, true)?;
            machine.set(this, high, first, true)?;
        }
        start += width as f64;
    }
    Ok(this)
}

/// `buf.copy(target, targetStart, sourceStart, sourceEnd)`
pub(crate) fn copy(machine: &mut Machine, call: &Call) -> Completion {
    let target = machine.argument(call, 0);
    let any = machine.knows(Fact::CopyOfViews);
    let view = |machine: &Machine, value| if any { any_view(machine, value) } else { uint8(machine, value) };
    let Some(from) = view(machine, call.this) else { return wrong_type(machine, "source", BUFFER_KINDS, call.this) };
    let Some(to) = view(machine, target) else { return wrong_type(machine, "target", BUFFER_KINDS, target) };
    let mut numbers = [None; 3];
    let release = machine.release();
    for index in 0..3 {
        // Each is checked before the next one is converted.
        let given = machine.argument(call, index + 1);
        numbers[index] = optional_coerced(machine, given)?;
        // What had to be converted to an unsafe integer counts as none (`toInteger`).
        let unsafe_integer = numbers[index].is_some_and(|number| number.abs() > 9_007_199_254_740_991.0);
        if unsafe_integer && (!machine.knows(Fact::UnsafeNumbersKept) || !matches!(given, Value::Number(_))) {
            numbers[index] = Some(0.0);
        }
        let (have, room) = (machine.heap.view_bytes(from).len(), machine.heap.view_bytes(to).len());
        let only = |at: usize| numbers[at].filter(|_| at == index);
        check(machine, range::copy(only(0), only(1), only(2), have, room, release))?;
    }
    let [target_start, source_start, source_end] = numbers;
    let (have, room) = (machine.heap.view_bytes(from).len(), machine.heap.view_bytes(to).len());
    if !any {
        // There this is JavaScript, which makes a view of what is copied and sets it.
        let whole = |number: Option<f64>, otherwise: usize| number.map_or(otherwise as f64, safe_floor);
        let (at, start, end) = (whole(target_start, 0), whole(source_start, 0), whole(source_end, have));
        let count = (end - start).min(room as f64 - at).min(have as f64 - start);
        if at < room as f64 && start < end && count < 0.0 {
            return machine.fail(message::INVALID_TYPED_ARRAY_LENGTH, [&number_text(count)]);
        }
        if at < room as f64 && start < end && machine.heap.view_bounds(from).is_none() {
            return machine.fail(message::DETACHED_OPERATION, ["%TypedArray%.prototype.set"]);
        }
    }
    let Ok(plan) = range::copy(target_start, source_start, source_end, have, room, release) else {
        // Each was right when it was checked: what is wrong now has shrunk since.
        return Ok(Value::Number(0.0));
    };
    if plan.count > 0 {
        let (start, at) = (from.offset() + plan.source_start, to.offset() + plan.target_start);
        machine.copy_bytes(from.slab, start, plan.count, to.slab, at)?;
    }
    Ok(plan.count.into())
}

/// `toInteger` of `lib/buffer.js`.
fn safe_floor(number: f64) -> f64 {
    if number.abs() <= 9_007_199_254_740_991.0 { number.floor() } else { 0.0 }
}

/// `buf.write(string, offset, length, encoding)`
pub(crate) fn write(machine: &mut Machine, call: &Call) -> Completion {
    if machine.argument(call, 1).is_undefined() {
        needs_method(machine, call, "utf8Write")?;
    }
    let array = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    if !array && !machine.knows(Fact::MethodsOnViews) {
        return write_elsewhere(machine, call);
    }
    let view = this_array(machine, call)?;
    let length = machine.heap.view_length(view);
    let (string, offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let (count, mut label) = (machine.argument(call, 2), machine.argument(call, 3));
    let part = if offset.is_undefined() {
        label = Value::Undefined;
        0..length
    } else if count.is_undefined() && matches!(offset, Value::String(_)) {
        label = offset;
        0..length
    } else {
        let offset = number(machine, offset, "offset")?;
        let start = check(machine, range::write(offset, None, length))?;
        match count {
            Value::Undefined => start,
            Value::String(_) => {
                label = count;
                start
            }
            _ => {
                let count = number(machine, count, "length")?;
                check(machine, range::write(offset, Some(count), length))?
            }
        }
    };
    let encoding = if machine.truthy(label) { known_encoding(machine, label)? } else { Encoding::Utf8 };
    let Value::String(string) = string else { return fail(machine, &Fault::NotAString) };
    Ok(write_text(machine, view, part.start, part.end, string, encoding).into())
}

/// Before Node 24 the writing is done by other methods of `this`, which only Buffers have: all checks, then their absence.
fn write_elsewhere(machine: &mut Machine, call: &Call) -> Completion {
    let length = machine.get(call.this, machine.keys.length)?;
    let most =
        if let Value::Number(length) = length { length as usize } else { max_length(machine.release()) as usize };
    let (offset, mut count) = (machine.argument(call, 1), machine.argument(call, 2));
    let mut label = machine.argument(call, 3);
    if count.is_undefined() && matches!(offset, Value::String(_)) {
        label = offset;
    } else {
        let offset = number(machine, offset, "offset")?;
        check(machine, range::write(offset, None, most))?;
        if let Value::String(_) = count {
            label = count;
            count = Value::Undefined;
        }
        if !count.is_undefined() {
            let count = number(machine, count, "length")?;
            check(machine, range::write(offset, Some(count), most))?;
        }
    }
    if !machine.truthy(label) {
        needs_method(machine, call, "utf8Write")?;
        return fail(machine, &Fault::NotABuffer);
    }
    let own = |name: &str| matches!(label, Value::String(text) if machine.heap.utf8(text) == name);
    let of = if machine.knows(Fact::WritesOnThis) && (own("utf8") || own("ascii")) { "this" } else { "buf" };
    let name = match known_encoding(machine, label)? {
        Encoding::Utf8 => "utf8Write",
        Encoding::Utf16le => "ucs2Write",
        Encoding::Latin1 => "latin1Write",
        Encoding::Ascii => "asciiWrite",
        Encoding::Base64 => "base64Write",
        Encoding::Base64url => "base64urlWrite",
        Encoding::Hex => "hexWrite",
    };
    let method = machine.get_named(call.this, name)?;
    if machine.heap.is_function(method) {
        return fail(machine, &Fault::NotABuffer);
    }
    machine.fail(message::CALLED_NON_CALLABLE, [&format!("{of}.{name}")])
}

/// Writes as much of a string as fits into a part of a view; how many bytes that were.
pub(crate) fn write_text(
    machine: &mut Machine,
    view: View,
    start: usize,
    end: usize,
    string: crate::heap::StringId,
    encoding: Encoding,
) -> usize {
    let (start, end) = (view.offset() + start, view.offset() + end);
    let (units, memory) = machine.heap.units_and_memory(string);
    let Some(room) = memory.bytes_mut(view.slab).get_mut(start..end) else { return 0 };
    let written = encoding::write(units, encoding, room);
    memory.wrote(view.slab, start, written);
    written
}

/// `buf.fill(value, offset, end, encoding)`
pub(crate) fn fill(machine: &mut Machine, call: &Call) -> Completion {
    let (value, offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let (end, label) = (machine.argument(call, 2), machine.argument(call, 3));
    fill_with(machine, call.this, value, [offset, end, label])
}

/// `_fill(buf, value, 0, buf.length, encoding)` of lib/buffer.js, as `Buffer.alloc` calls it.
pub(crate) fn fill_all(machine: &mut Machine, buffer: Value, value: Value, label: Value) -> Completion {
    let length = any_view(machine, buffer).map_or(0, |view| machine.heap.view_length(view));
    fill_with(machine, buffer, value, [Value::Number(0.0), length.into(), label])
}

fn fill_with(
    machine: &mut Machine,
    this: Value,
    value: Value,
    [mut offset, mut end, mut label]: [Value; 3],
) -> Completion {
    let array = this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    let view = any_view(machine, this).filter(|_| array || !matches!(value, Value::Number(_)));
    // A DataView has no `length`.
    let measured = view.filter(|_| array);
    let mut encoding = Encoding::Utf8;
    if let Value::String(_) = value {
        if offset.is_undefined() || matches!(offset, Value::String(_)) {
            label = offset;
            (offset, end) = (Value::Number(0.0), length_of(machine, this, measured)?);
        } else if let Value::String(_) = end {
            label = end;
            end = length_of(machine, this, measured)?;
        }
        encoding = normalized(machine, label)?;
        if matches!(label, Value::Object(_)) {
            // It was taken for a name, but the native part knows only strings.
            encoding = Encoding::Utf8;
        }
    }
    let release = machine.release();
    let all = max_length(release) as usize;
    let offset = optional_number(machine, offset, "offset")?;
    let part = match offset {
        None => match length_of(machine, this, measured)? {
            Value::Number(length) => 0..length as usize,
            _ => 0..all,
        },
        Some(offset) => {
            check(machine, range::fill(Some(offset), None, all, release))?;
            // What has no length has no end: nothing is past it.
            let whole = length_of(machine, this, measured)?;
            let length = if let Value::Number(length) = whole { Some(length as usize) } else { None };
            if end.is_undefined() {
                end = whole;
            }
            let end = optional_number(machine, end, "end")?;
            let part = check(machine, range::fill(Some(offset), end, length.unwrap_or(all), release))?;
            if part.is_empty() && (length.is_some() || end.is_some()) {
                return Ok(this);
            }
            part
        }
    };
    let one_byte = matches!(value, Value::String(text) if is_one_byte(machine, text, encoding));
    let Some(view) = view.filter(|_| array || !one_byte) else {
        return match value {
            Value::Number(_) => incompatible(machine, "get TypedArray.prototype.byteLength", this),
            _ if one_byte => incompatible(machine, "get TypedArray.prototype.byteLength", this),
            _ => fail(machine, &Fault::NotABuffer),
        };
    };
    let room = machine.heap.view_length(view) * view.element.width();
    if !array {
        // No end is 0 to the native function.
        let end = if part.end == all { 0 } else { part.end };
        if part.start > end || end > room {
            return fail(machine, &Fault::OutOfBounds(None));
        }
        if end == 0 {
            return Ok(this);
        }
    }
    if matches!((value, offset), (Value::Number(_), None)) && machine.heap.view_bounds(view).is_none() {
        return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, ["%TypedArray%.prototype.fill"]);
    }
    let number = match value {
        Value::Number(number) => Some(number),
        Value::String(text) if one_byte => {
            let units = machine.heap.units(text);
            Some(if units.is_empty() { 0.0 } else { units.at(0).into() })
        }
        _ => None,
    };
    if let Some(number) = number.filter(|_| !matches!(view.element, Element::Uint8 | Element::Int8)) {
        // `TypedArrayPrototypeFill(buf, value, offset, end)`: elements, not bytes.
        let element = machine.element_value(view.element, Value::Number(number))?;
        for index in part {
            machine.heap.set_element(view, index, element);
        }
        return Ok(this);
    }
    let pattern = match value {
        Value::String(string) => filling::pattern(machine.heap.units(string), encoding),
        Value::Number(number) => vec![value_to_uint32(number) as u8],
        _ => match any_view(machine, value) {
            Some(other) => {
                machine.admit(machine.heap.view_bytes(other).len())?;
                machine.heap.view_bytes(other).to_vec()
            }
            None => vec![native_uint32(machine, value)? as u8],
        },
    };
    if pattern.is_empty() && !part.is_empty() {
        let received = crate::library::node::arguments::inspected_text(machine, value);
        return fail(machine, &Fault::ArgumentValue { name: "value", reason: "is invalid", received });
    }
    // A conversion may have changed the buffer meanwhile: the native function fills where it was.
    let (start, stop) = (part.start.min(room), part.end.min(room));
    let (at, left) = (view.offset(), machine.heap.memory.bytes(view.slab).len());
    if left == 0 && room > 0 && !machine.heap.memory.is_detached(view.slab) {
        return fail(machine, &Fault::Ends);
    }
    let (start, stop) = (start.min(left.saturating_sub(at)), stop.min(left.saturating_sub(at)));
    machine.fill_bytes(view.slab, at + start, stop - start, &pattern)?;
    Ok(this)
}

/// `Uint32Value` of V8's API: as `ToUint32`, but a small negative integer is 0.
fn native_uint32(machine: &mut Machine, value: Value) -> Completion<u32> {
    let number = machine.to_number(value)?;
    let small = number.trunc() == number && (f64::from(i32::MIN)..0.0).contains(&number);
    Ok(if small { 0 } else { value_to_uint32(number) })
}

/// `buf.length`
fn length_of(machine: &mut Machine, this: Value, view: Option<View>) -> Completion {
    match view {
        Some(view) => Ok(machine.heap.view_length(view).into()),
        None => machine.get(this, machine.keys.length),
    }
}

/// Whether `_fill` takes a string for a number: nothing, or one character that is one byte.
fn is_one_byte(machine: &Machine, text: crate::heap::StringId, encoding: Encoding) -> bool {
    let units = machine.heap.units(text);
    match (units.len(), encoding) {
        (0, _) | (1, Encoding::Latin1) => true,
        (1, Encoding::Utf8) => units.at(0) < 128,
        (1, Encoding::Ascii) => units.at(0) < 128 && machine.knows(Fact::AsciiFillsBytes),
        _ => false,
    }
}

/// `normalizeEncoding` of lib/internal/util.js: nothing and the empty string are utf8.
fn normalized(machine: &mut Machine, label: Value) -> Completion<Encoding> {
    match normalized_encoding(machine, label)? {
        Some(known) => Ok(known),
        None if !matches!(label, Value::String(_)) => wrong_type(machine, "encoding", &["string"], label),
        None => unknown_encoding(machine, label),
    }
}
