//! The methods of `Buffer.prototype` beside the numeric ones, with lib/buffer.js's order of checks. Not the work on the
//! bytes: that is `buffer`.

use super::arguments::{
    BUFFER_KINDS, any_view, assign, check, encoding as named_encoding, fail, known_encoding, number, optional_coerced,
    optional_number, release, this_view, uint8, uint8_argument, unknown_encoding, wrong_type,
};
use super::array_buffer::{incompatible, object_of};
use super::buffer::is_instance;
use super::buffer_create::{buffer_on, from_string};
use super::table::{self, Method};
use crate::buffer::compare::compare as compare_bytes;
use crate::buffer::search::{Needle, Place, find, needle_bytes};
use crate::buffer::{self, Fault, fill as filling, range, swap};
use crate::encoding::{self, Encoding};
use crate::heap::{Attributes, Kind, PropertyKey, Value, View, value_to_uint32};
use crate::machine::{Call, Completion, Machine};
use crate::memory::Request;

/// In the order lib/buffer.js assigns them.
const METHODS: [Method; 13] = [
    ("write", 4, write),
    ("toJSON", 0, to_json),
    ("subarray", 2, subarray),
    ("slice", 2, slice),
    ("swap16", 0, swap16),
    ("swap32", 0, swap32),
    ("swap64", 0, swap64),
    ("copy", 4, copy),
    ("toString", 3, to_string),
    ("equals", 1, equals),
    ("inspect", 2, inspect),
    ("compare", 5, compare),
    ("fill", 4, fill),
];

/// Puts the methods on `Buffer.prototype`.
pub(super) fn install(machine: &mut Machine, prototype: crate::heap::ObjectId) {
    for (name, native) in [("parent", parent as crate::machine::Native), ("offset", offset)] {
        let getter = table::function(machine, ("get", 0, native));
        let key = machine.heap.key(name);
        let enumerable = Attributes::NONE.with(Attributes::ENUMERABLE, true);
        machine.heap.put_accessor(prototype, key, Some(getter), None, enumerable);
    }
    assign(machine, prototype, &METHODS[7..12]);
    let arity = if buffer::since(release(machine), &[(24, 20), (26, 1)]) { 4 } else { 3 };
    let searches: [Method; 3] =
        [("indexOf", arity, index_of), ("lastIndexOf", arity, last_index_of), ("includes", arity, includes)];
    assign(machine, prototype, &searches);
    assign(machine, prototype, &METHODS[12..]);
    assign(machine, prototype, &METHODS[..7]);
    for (name, alias) in [("toString", machine.heap.key("toLocaleString")), ("inspect", custom_inspect(machine))] {
        let key = machine.heap.key(name);
        if let Some(method) = machine.heap.own(prototype, key) {
            machine.heap.put(prototype, alias, method.value);
        }
    }
}

fn custom_inspect(machine: &Machine) -> PropertyKey {
    PropertyKey::Symbol(machine.symbols.inspect_custom)
}

/// The typed array that `this` is; anything else throws what reading its `length` through `%TypedArray%` throws.
fn this_array(machine: &mut Machine, call: &Call) -> Completion<View> {
    if let Value::Object(object) = call.this
        && let Kind::View(view) = *machine.heap.kind(object)
    {
        return Ok(view);
    }
    incompatible(machine, "get TypedArray.prototype.length", call.this)
}

fn parent(machine: &mut Machine, call: &Call) -> Completion {
    match any_view(machine, call.this).filter(|_| is_instance(machine, call.this)) {
        Some(view) => Ok(object_of(machine, view.slab).into()),
        None => Ok(Value::Undefined),
    }
}

fn offset(machine: &mut Machine, call: &Call) -> Completion {
    let view = any_view(machine, call.this).filter(|_| is_instance(machine, call.this));
    Ok(view.map_or(Value::Undefined, |view| view.offset.into()))
}

/// The view whose text is taken. Before Node 24 the methods call others of `this`, which only Buffers have.
fn sliceable(machine: &mut Machine, call: &Call) -> Completion<View> {
    if machine.argument_count(call) == 0 {
        needs_method(machine, call, "utf8Slice")?;
        machine.get(call.this, machine.keys.length)?;
        return this_view(machine, call);
    }
    match any_view(machine, call.this) {
        Some(view) => {
            needs_method(machine, call, "utf8Slice")?;
            Ok(view)
        }
        None if release(machine).0 >= 24 => this_array(machine, call),
        None => {
            machine.get(call.this, machine.keys.length)?;
            needs_method(machine, call, "utf8Slice")?;
            this_view(machine, call)
        }
    }
}

/// Throws what calling a missing method of `this` throws, in the releases that call it.
fn needs_method(machine: &mut Machine, call: &Call, name: &str) -> Completion<()> {
    if release(machine).0 >= 24 || is_instance(machine, call.this) {
        return Ok(());
    }
    let method = machine.get_named(call.this, name)?;
    if machine.heap.is_function(method) { Ok(()) } else { machine.type_error(format!("this.{name} is not a function")) }
}

/// `buf.toString(encoding, start, end)`
fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let view = sliceable(machine, call)?;
    let length = machine.heap.view_length(view);
    let (label, start, end) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    let start = compared(machine, start, |start| start <= 0.0 || start >= length as f64)?;
    let end = compared(machine, end, |end| end > length as f64)?;
    let release = release(machine);
    let part = check(machine, range::to_string(start, end, length, release))?;
    if part.is_empty() {
        return Ok(machine.heap.string_value(""));
    }
    let encoding = known_encoding(machine, label)?;
    text_of(machine, view, part.start, part.end, encoding)
}

/// An argument that is compared before it is converted: a BigInt passes where the comparison already decides.
fn compared(machine: &mut Machine, value: Value, decides: impl Fn(f64) -> bool) -> Completion<Option<f64>> {
    if let Value::BigInt(big) = value
        && let Ok(number) = machine.heap.big(big).to_string().parse::<f64>()
        && decides(number)
    {
        return Ok(Some(number));
    }
    optional_coerced(machine, value)
}

/// The text of a part of a view's bytes.
pub(super) fn text_of(machine: &mut Machine, view: View, start: usize, end: usize, encoding: Encoding) -> Completion {
    let bytes = machine.heap.view_bytes(view);
    let end = end.min(bytes.len());
    let text = buffer::to_text(&bytes[start.min(end)..end], encoding);
    let text = check(machine, text)?;
    Ok(machine.heap.string_value(text))
}

/// The `length` of `this`: of anything that has one before Node 24, of typed arrays since.
fn this_length(machine: &mut Machine, call: &Call) -> Completion<u32> {
    let view = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    if view || release(machine).0 >= 24 {
        let view = this_array(machine, call)?;
        return Ok(machine.heap.view_length(view) as u32);
    }
    let length = machine.get(call.this, machine.keys.length)?;
    Ok(machine.to_length(length)?.min(f64::from(u32::MAX - 1)) as u32)
}

/// `buf.toJSON()`
fn to_json(machine: &mut Machine, call: &Call) -> Completion {
    let mut data = Vec::new();
    for index in 0..this_length(machine, call)? {
        machine.may_go_on(f64::from(index))?;
        data.push(machine.get(call.this, PropertyKey::Index(index))?);
    }
    let (data, kind) = (machine.array(data), machine.heap.string_value("Buffer"));
    let object = machine.object();
    let keys = [machine.heap.key("type"), machine.heap.key("data")];
    machine.heap.put(object, keys[0], kind);
    machine.heap.put(object, keys[1], data);
    Ok(object.into())
}

/// `buf.subarray(start, end)`: a Buffer on the same bytes, whatever `this` is.
fn subarray(machine: &mut Machine, call: &Call) -> Completion {
    let view = this_array(machine, call)?;
    let length = machine.heap.view_length(view);
    let (start, end) = (machine.argument(call, 0), machine.argument(call, 1));
    // `undefined` as a start becomes NaN, which counts as 0.
    let start = optional_coerced(machine, start)?;
    let end = optional_coerced(machine, end)?;
    let part = range::subarray(start, end, length);
    let bytes = View {
        element: crate::heap::Element::Uint8,
        tracking: false,
        slab: view.slab,
        offset: view.offset + part.start as u32,
        length: part.len() as u32,
    };
    if machine.heap.memory.is_detached(view.slab) {
        return machine.type_error("Cannot perform Construct on a detached ArrayBuffer");
    }
    Ok(buffer_on(machine, bytes))
}

/// `buf.slice(start, end)`: calls `subarray`, as Node does.
fn slice(machine: &mut Machine, call: &Call) -> Completion {
    let method = machine.get_named(call.this, "subarray")?;
    if !machine.heap.is_function(method) {
        return machine.type_error("this.subarray is not a function");
    }
    let arguments = [machine.argument(call, 0), machine.argument(call, 1)];
    machine.call(method, call.this, &arguments)
}

fn swap16(machine: &mut Machine, call: &Call) -> Completion {
    swap_groups(machine, call, 2)
}

fn swap32(machine: &mut Machine, call: &Call) -> Completion {
    swap_groups(machine, call, 4)
}

fn swap64(machine: &mut Machine, call: &Call) -> Completion {
    swap_groups(machine, call, 8)
}

fn swap_groups(machine: &mut Machine, call: &Call, width: usize) -> Completion {
    let view = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    if !view && release(machine).0 < 24 {
        return swap_elements(machine, call.this, width);
    }
    let view = this_array(machine, call)?;
    let swapped = swap::swap(machine.heap.view_bytes_mut(view), width);
    check(machine, swapped)?;
    Ok(call.this)
}

/// Before Node 24 whatever has a `length` was swapped, element by element.
fn swap_elements(machine: &mut Machine, this: Value, width: usize) -> Completion {
    let length = machine.get(this, machine.keys.length)?;
    let length = machine.to_number(length)?;
    if length % width as f64 != 0.0 {
        return fail(machine, &Fault::BufferSize { bits: width * 8 });
    }
    let mut start = 0.0;
    while start < length {
        machine.may_go_on(start)?;
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
fn copy(machine: &mut Machine, call: &Call) -> Completion {
    let target = machine.argument(call, 0);
    let any = buffer::since(release(machine), &[(22, 7)]);
    let view = |machine: &Machine, value| if any { any_view(machine, value) } else { uint8(machine, value) };
    let Some(from) = view(machine, call.this) else { return wrong_type(machine, "source", BUFFER_KINDS, call.this) };
    let Some(to) = view(machine, target) else { return wrong_type(machine, "target", BUFFER_KINDS, target) };
    let mut numbers = [None; 3];
    for (index, number) in numbers.iter_mut().enumerate() {
        *number = optional_coerced(machine, machine.argument(call, index + 1))?;
    }
    let [target_start, source_start, source_end] = numbers;
    let (have, room) = (machine.heap.view_bytes(from).len(), machine.heap.view_length(to) * to.element.width());
    let release = release(machine);
    let plan = check(machine, range::copy(target_start, source_start, source_end, have, room, release))?;
    if plan.count > 0 {
        let (start, at) = (from.offset as usize + plan.source_start, to.offset as usize + plan.target_start);
        machine.heap.memory.copy_within_or_between(from.slab, start, plan.count, to.slab, at);
    }
    Ok(plan.count.into())
}

/// `buf.equals(other)`
fn equals(machine: &mut Machine, call: &Call) -> Completion {
    let other = uint8_argument(machine, machine.argument(call, 0), "otherBuffer")?;
    let Some(own) = any_view(machine, call.this) else {
        if buffer::since(release(machine), &[(20, 11)]) {
            return incompatible(machine, "get TypedArray.prototype.byteLength", call.this);
        }
        return Ok(false.into());
    };
    Ok((machine.heap.view_bytes(own) == machine.heap.view_bytes(other)).into())
}

/// `buf.compare(target, targetStart, targetEnd, sourceStart, sourceEnd)`
fn compare(machine: &mut Machine, call: &Call) -> Completion {
    let target = uint8_argument(machine, machine.argument(call, 0), "target")?;
    let Some(own) = any_view(machine, call.this) else { return fail(machine, &Fault::NotABuffer) };
    const NAMES: [&str; 4] = ["targetStart", "targetEnd", "sourceStart", "sourceEnd"];
    let (there, here) = (machine.heap.view_length(target), machine.heap.view_length(own));
    let release = release(machine);
    let mut numbers = [None; 4];
    for (index, name) in NAMES.into_iter().enumerate() {
        // Each is checked before the next one's type is: what comes later is left out of this check.
        numbers[index] = optional_number(machine, machine.argument(call, index + 1), name)?;
        let [a, b, c, d] = numbers;
        check(machine, range::compare([a, b], [c, d], there, here, release))?;
    }
    let [target_start, target_end, source_start, source_end] = numbers;
    let parts = range::compare([target_start, target_end], [source_start, source_end], there, here, release);
    let (there, here) = check(machine, parts)?;
    let (target, own) = (machine.heap.view_bytes(target), machine.heap.view_bytes(own));
    let order =
        compare_bytes(&own[here.start.min(own.len())..here.end], &target[there.start.min(target.len())..there.end]);
    Ok(Value::Number(f64::from(order)))
}

/// `buf.write(string, offset, length, encoding)`
fn write(machine: &mut Machine, call: &Call) -> Completion {
    if machine.argument(call, 1).is_undefined() {
        needs_method(machine, call, "utf8Write")?;
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

/// Writes as much of a string as fits into a part of a view; how many bytes that were.
pub(super) fn write_text(
    machine: &mut Machine,
    view: View,
    start: usize,
    end: usize,
    string: crate::heap::StringId,
    encoding: Encoding,
) -> usize {
    let (start, end) = (view.offset as usize + start, view.offset as usize + end);
    let (units, memory) = machine.heap.units_and_memory(string);
    let Some(room) = memory.bytes_mut(view.slab).get_mut(start..end) else { return 0 };
    let written = encoding::write(units, encoding, room);
    memory.wrote(view.slab, start, written);
    written
}

/// `buf.fill(value, offset, end, encoding)`
fn fill(machine: &mut Machine, call: &Call) -> Completion {
    let (value, offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let (end, label) = (machine.argument(call, 2), machine.argument(call, 3));
    fill_with(machine, call.this, value, [offset, end, label])
}

/// `_fill(buf, value, 0, buf.length, encoding)` of lib/buffer.js, as `Buffer.alloc` calls it.
pub(super) fn fill_all(machine: &mut Machine, buffer: Value, value: Value, label: Value) -> Completion {
    let length = any_view(machine, buffer).map_or(0, |view| machine.heap.view_length(view));
    fill_with(machine, buffer, value, [Value::Number(0.0), length.into(), label])
}

fn fill_with(
    machine: &mut Machine,
    this: Value,
    value: Value,
    [mut offset, mut end, mut label]: [Value; 3],
) -> Completion {
    let Some(view) = any_view(machine, this) else {
        if this.is_nullish() {
            machine.get(this, machine.keys.length)?;
        }
        return match value {
            Value::Number(_) => incompatible(machine, "get TypedArray.prototype.byteLength", this),
            _ => fail(machine, &Fault::NotABuffer),
        };
    };
    let length = machine.heap.view_length(view);
    let mut encoding = Encoding::Utf8;
    if let Value::String(_) = value {
        if offset.is_undefined() || matches!(offset, Value::String(_)) {
            label = offset;
            (offset, end) = (Value::Undefined, Value::Undefined);
        } else if let Value::String(_) = end {
            label = end;
            end = Value::Undefined;
        }
        encoding = normalized(machine, label)?;
    }
    let offset = optional_number(machine, offset, "offset")?;
    let release = release(machine);
    let mut part = check(machine, range::fill(offset, None, length, release))?;
    if offset.is_some() {
        let end = optional_number(machine, end, "end")?;
        part = check(machine, range::fill(offset, end, length, release))?;
    }
    if part.is_empty() && offset.is_some() {
        return Ok(this);
    }
    let pattern = match value {
        Value::String(string) => filling::pattern(machine.heap.units(string), encoding),
        Value::Number(number) => vec![value_to_uint32(number) as u8],
        _ => match any_view(machine, value) {
            Some(other) => machine.heap.view_bytes(other).to_vec(),
            None => vec![machine.to_uint32(value)? as u8],
        },
    };
    if pattern.is_empty() {
        let received = super::arguments::inspected_text(machine, value);
        return fail(machine, &Fault::ArgumentValue { name: "value", reason: "is invalid", received });
    }
    // A conversion may have shrunk the buffer meanwhile.
    let width = view.element.width();
    let room = machine.heap.view_length(view) * width;
    let (start, stop) = (part.start.min(room), part.end.min(room));
    let at = view.offset as usize;
    let bytes = machine.heap.memory.bytes_mut(view.slab);
    filling::fill(&mut bytes[at + start..at + stop], &pattern);
    machine.heap.memory.wrote(view.slab, at + start, stop - start);
    Ok(this)
}

/// `normalizeEncoding` of lib/internal/util.js: nothing and the empty string are utf8.
fn normalized(machine: &mut Machine, label: Value) -> Completion<Encoding> {
    let empty = matches!(label, Value::String(name) if machine.heap.string_length(name) == 0);
    if label.is_nullish() || empty {
        return Ok(Encoding::Utf8);
    }
    if !matches!(label, Value::String(_)) {
        return wrong_type(machine, "encoding", &["string"], label);
    }
    match named_encoding(machine, label)? {
        Some(known) => Ok(known),
        None => unknown_encoding(machine, label),
    }
}

fn index_of(machine: &mut Machine, call: &Call) -> Completion {
    search(machine, call, true).map(|found| found.map_or(Value::Number(-1.0), Value::from))
}

fn last_index_of(machine: &mut Machine, call: &Call) -> Completion {
    search(machine, call, false).map(|found| found.map_or(Value::Number(-1.0), Value::from))
}

fn includes(machine: &mut Machine, call: &Call) -> Completion {
    needs_method(machine, call, "indexOf")?;
    search(machine, call, true).map(|found| found.is_some().into())
}

const NEEDLE_KINDS: &[&str] = &["number", "string", "Buffer", "Uint8Array"];

/// `bidirectionalIndexOf` of lib/buffer.js.
fn search(machine: &mut Machine, call: &Call, forward: bool) -> Completion<Option<usize>> {
    let release = release(machine);
    let (value, mut offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let (mut end, mut label) = (machine.argument(call, 2), machine.argument(call, 3));
    if !buffer::since(release, &[(24, 20), (26, 1)]) || matches!(end, Value::String(_)) {
        label = end;
        end = Value::Undefined;
    }
    let Some(view) = any_view(machine, call.this) else {
        if buffer::since(release, &[(24, 20), (26, 1)]) {
            machine.get(call.this, machine.keys.length)?;
        }
        return wrong_type(machine, "buffer", &["Buffer", "TypedArray", "DataView"], call.this);
    };
    if let Value::String(_) = offset {
        label = offset;
        offset = Value::Undefined;
    }
    let offset = machine.to_number(offset)?;
    // Node itself aborts on an end that is no number; here it is as good as none.
    let end = if let Value::Number(end) = end { Some(end) } else { None };
    let place = Place { offset, end, forward };
    if let Value::Number(number) = value {
        let byte = Needle::Byte(value_to_uint32(number) as u8);
        return Ok(find(machine.heap.view_bytes(view), byte, place, release));
    }
    let known = if label.is_undefined() { Some(Encoding::Utf8) } else { named_encoding(machine, label)? };
    if let Value::String(string) = value {
        let Some(encoding) = known else { return unknown_encoding(machine, label) };
        let pooled = matches!(encoding, Encoding::Hex | Encoding::Base64 | Encoding::Base64url | Encoding::Ascii);
        if pooled {
            // Node makes a Buffer of such a needle, and so takes bytes of the pool for it.
            let needle = from_string(machine, string, encoding, Request::Needle)?;
            return Ok(find_view(machine, view, needle, false, place));
        }
        let bytes = needle_bytes(machine.heap.units(string), encoding, release);
        let needle = Needle::Bytes { bytes: &bytes, wide: encoding == Encoding::Utf16le, text: true };
        return Ok(find(machine.heap.view_bytes(view), needle, place, release));
    }
    if uint8(machine, value).is_none() {
        return wrong_type(machine, "value", NEEDLE_KINDS, value);
    }
    Ok(find_view(machine, view, value, known == Some(Encoding::Utf16le), place))
}

fn find_view(machine: &Machine, view: View, needle: Value, wide: bool, place: Place) -> Option<usize> {
    let bytes = machine.heap.view_bytes(any_view(machine, needle)?);
    find(machine.heap.view_bytes(view), Needle::Bytes { bytes, wide, text: false }, place, release(machine))
}

/// `buf.inspect()`: the bytes, cut at `buffer.INSPECT_MAX_BYTES`. Properties of its own are `util.inspect`'s to show.
fn inspect(machine: &mut Machine, call: &Call) -> Completion {
    machine.get(call.this, machine.keys.length)?;
    needs_method(machine, call, "hexSlice")?;
    let view = this_view(machine, call)?;
    let most = match machine.kept.get("INSPECT_MAX_BYTES") {
        Some(&Value::Number(most)) => most,
        _ => 50.0,
    };
    let bytes = machine.heap.view_bytes(view);
    // Another typed array shows as many bytes as it has elements.
    let length = machine.heap.view_length(view) as f64;
    let shown = most.clamp(0.0, length) as usize;
    let mut text = String::with_capacity(shown * 3 + 40);
    for byte in &bytes[..shown] {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    let remaining = length - most;
    if remaining > 0.0 {
        let plural = if remaining > 1.0 { "s" } else { "" };
        text.push_str(&format!(" ... {} more byte{plural}", crate::machine::convert::number_text(remaining)));
    }
    let constructor = machine.get(call.this, machine.keys.constructor)?;
    let name = match constructor.as_object().filter(|&constructor| machine.heap.is_callable(constructor)) {
        Some(constructor) => machine.data_of(constructor, machine.keys.name).unwrap_or_else(|| "Buffer".to_owned()),
        None => "Buffer".to_owned(),
    };
    Ok(machine.heap.string_value(format!("<{name} {text}>")))
}
