//! The class methods of Buffers that only look, and the tables of all of them but the numeric ones, in lib/buffer.js's
//! order. Not those that change bytes or search them.

use std::fmt::Write as _;

use super::change::{copy, fill, swap16, swap32, swap64, write};
use super::create::buffer_on;
use super::raw::{slice_of, text_of};
use super::receiver::{is_instance, needs_method, this_array};
use super::search::{includes, index_of, last_index_of};
use crate::buffer::fault::max_length;
use crate::buffer::{Fault, range};
use crate::encoding::Encoding;
use crate::heap::{Attributes, Kind, PropertyKey, Value, View, value_to_uint32};
use crate::library::binary::array_buffer::{incompatible, object_of};
use crate::library::binary::typed_array::create::on_buffer;
use crate::library::node::arguments::{
    any_view, check, fail, known_encoding, optional_coerced, optional_number, this_view, uint8_argument,
};
use crate::library::node::interface::assign;
use crate::library::node::modules::utility::inspection::inspect_function;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::convert::number_text;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, Region};
use std::cmp::Ordering;
use std::ops::Range;

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
pub(crate) fn install(machine: &mut Machine, prototype: crate::heap::ObjectId) {
    for (name, native) in [("parent", parent as crate::machine::Native), ("offset", offset)] {
        let getter = table::function(machine, ("get", 0, native));
        let key = machine.heap.key(name);
        let enumerable = Attributes::NONE.with(Attributes::ENUMERABLE, true);
        machine.heap.put_accessor(prototype, key, Some(getter), None, enumerable);
    }
    assign(machine, prototype, &METHODS[7..12]);
    let arity = if machine.knows(Fact::SearchEnd) { 4 } else { 3 };
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

fn parent(machine: &mut Machine, call: &Call) -> Completion {
    match any_view(machine, call.this).filter(|_| is_instance(machine, call.this)) {
        Some(view) => Ok(object_of(machine, view.slab).into()),
        None => Ok(Value::Undefined),
    }
}

fn offset(machine: &mut Machine, call: &Call) -> Completion {
    let view = any_view(machine, call.this).filter(|_| is_instance(machine, call.this));
    Ok(view.map_or(Value::Undefined, |view| view.offset().into()))
}

/// `buf.toString(encoding, start, end)`, compared and converted step by step as lib/buffer.js does
fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    // Before Node 24 the text is taken by other methods of `this`, which only Buffers have.
    let elsewhere = !machine.knows(Fact::MethodsOnViews) && !is_instance(machine, call.this);
    if machine.argument_count(call) == 0 {
        if elsewhere {
            needs_method(machine, call, "utf8Slice")?;
        }
        machine.get(call.this, machine.keys.length)?;
        let view = this_view(machine, call)?;
        let length = machine.heap.view_length(view);
        return text_of(machine, view, 0, length, Encoding::Utf8);
    }
    let view = if elsewhere { None } else { Some(this_array(machine, call)?) };
    let length = match view {
        Some(view) => machine.heap.view_length(view).into(),
        None => machine.get(call.this, machine.keys.length)?,
    };
    let (label, start, end) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    let start = if machine.compare(start, Value::Number(0.0))?.is_some_and(Ordering::is_le) {
        Value::Number(0.0)
    } else if machine.compare(start, length)?.is_some_and(Ordering::is_ge) {
        return Ok(machine.heap.string_value(""));
    } else {
        truncated(machine, start)?
    };
    let end = if end.is_undefined() || machine.compare(end, length)? == Some(Ordering::Greater) {
        length
    } else {
        truncated(machine, end)?
    };
    if machine.compare(end, start)?.is_some_and(Ordering::is_le) {
        return Ok(machine.heap.string_value(""));
    }
    let encoding = known_encoding(machine, label)?;
    if let (Some(view), Value::Number(start), Value::Number(end)) = (view, start, end) {
        return slice_of(machine, view, start, end, encoding);
    }
    let of = if label.is_undefined() { "this" } else { "buf" };
    let name = match encoding {
        Encoding::Utf8 => "utf8Slice",
        Encoding::Utf16le => "ucs2Slice",
        Encoding::Latin1 => "latin1Slice",
        Encoding::Ascii => "asciiSlice",
        Encoding::Base64 => "base64Slice",
        Encoding::Base64url => "base64urlSlice",
        Encoding::Hex => "hexSlice",
    };
    let method = machine.get_named(call.this, name)?;
    if !machine.heap.is_function(method) {
        return machine.fail(message::CALLED_NON_CALLABLE, [&format!("{of}.{name}")]);
    }
    machine.call(method, call.this, &[start, end])
}

/// `MathTrunc(value) || 0`, in older releases `value | 0`
fn truncated(machine: &mut Machine, value: Value) -> Completion {
    if machine.knows(Fact::UnwrappedSlices) {
        let number = machine.to_number(value)?.trunc();
        return Ok(Value::Number(if number.is_nan() { 0.0 } else { number }));
    }
    match machine.to_numeric(value)? {
        Value::Number(number) => Ok(f64::from(value_to_uint32(number) as i32).into()),
        _ => fail(machine, &Fault::MixedBigInt),
    }
}

/// The `length` of `this`: of anything that has one before Node 24, of typed arrays since.
fn this_length(machine: &mut Machine, call: &Call) -> Completion<u32> {
    let view = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    if view || machine.knows(Fact::MethodsOnViews) {
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
        let round = machine.heap.open_handles();
        let value = machine.get(call.this, PropertyKey::Index(index))?;
        machine.heap.close_handles_but(round, value);
        machine.room_for_list(data.len())?;
        data.push(value);
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
    let array = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    if !array && !machine.knows(Fact::MethodsOnViews) {
        return subarray_elsewhere(machine, call);
    }
    let view = this_array(machine, call)?;
    let length = machine.heap.view_length(view);
    let (start, end) = (machine.argument(call, 0), machine.argument(call, 1));
    // `undefined` as a start becomes NaN, which counts as 0.
    let start = optional_coerced(machine, start)?;
    let end = optional_coerced(machine, end)?;
    let part = range::subarray(start, end, length);
    if machine.heap.view_length(view) != length || machine.heap.view_bounds(view).is_none() {
        // Its memory was changed: `new FastBuffer(this.buffer, this.byteOffset + start, newLength)` looks again.
        let begin = machine.heap.view_bounds(view).map_or(0, |_| view.offset()) + part.start;
        let view = on_buffer(machine, crate::heap::Element::Uint8, view.slab, begin.into(), part.len().into())?;
        return Ok(buffer_on(machine, view));
    }
    let start = (view.offset() + part.start) as u64;
    let bytes = View::new(crate::heap::Element::Uint8, false, view.slab, start, part.len() as u64);
    if machine.heap.memory.is_detached(view.slab) {
        return machine.fail(message::DETACHED_OPERATION, ["Construct"]);
    }
    Ok(buffer_on(machine, bytes))
}

/// Before Node 24: `new FastBuffer(this.buffer, this.byteOffset + start, newLength)` of whatever `this` is.
fn subarray_elsewhere(machine: &mut Machine, call: &Call) -> Completion {
    let length = machine.get(call.this, machine.keys.length)?;
    let length = if length.is_undefined() { f64::NAN } else { machine.to_number(length)? };
    let mut ends = [f64::NAN; 2];
    for (index, end) in ends.iter_mut().enumerate() {
        let value = machine.argument(call, index);
        if index == 1 && value.is_undefined() {
            *end = length;
            continue;
        }
        // `adjustOffset` of lib/buffer.js.
        let offset = machine.to_number(value)?.trunc();
        *end = if offset == 0.0 || offset.is_nan() {
            0.0
        } else if offset < 0.0 {
            if offset + length > 0.0 { offset + length } else { 0.0 }
        } else if offset < length {
            offset
        } else {
            length
        };
    }
    let [start, end] = ends;
    let buffer = machine.get_named(call.this, "buffer")?;
    let offset = machine.get_named(call.this, "byteOffset")?;
    let offset = machine.add(offset, Value::Number(start))?;
    let length = Value::Number(if end > start { end - start } else { 0.0 });
    let fast = machine.node.fast_buffer;
    machine.construct(fast, &[buffer, offset, length], fast)
}

/// `buf.slice(start, end)`: calls `subarray`, as Node does.
fn slice(machine: &mut Machine, call: &Call) -> Completion {
    let method = machine.get_named(call.this, "subarray")?;
    if !machine.heap.is_function(method) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["this.subarray"]);
    }
    let arguments = [machine.argument(call, 0), machine.argument(call, 1)];
    machine.call(method, call.this, &arguments)
}

/// `buf.equals(other)`
fn equals(machine: &mut Machine, call: &Call) -> Completion {
    let other = uint8_argument(machine, machine.argument(call, 0), "otherBuffer")?;
    let array = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_)));
    if !array && machine.knows(Fact::EqualsNeedsView) {
        return incompatible(machine, "get TypedArray.prototype.byteLength", call.this);
    }
    let Some(own) = any_view(machine, call.this) else {
        let length = machine.get_named(call.this, "byteLength")?;
        let there = machine.heap.view_length(other) as f64;
        return match length {
            Value::Number(length) if length != there => Ok(false.into()),
            Value::Number(0.0) => Ok(true.into()),
            Value::Number(_) => fail(machine, &Fault::NotABuffer),
            _ => Ok(false.into()),
        };
    };
    let (own, other) = (machine.heap.shown(own), machine.heap.shown(other));
    Ok((own.length == other.length && machine.compare_bytes(own, other)? == 0).into())
}

/// The bounds `compare` takes.
const NAMES: [&str; 4] = ["targetStart", "targetEnd", "sourceStart", "sourceEnd"];

/// `buf.compare(target, targetStart, targetEnd, sourceStart, sourceEnd)`
fn compare(machine: &mut Machine, call: &Call) -> Completion {
    let target = uint8_argument(machine, machine.argument(call, 0), "target")?;
    let own = any_view(machine, call.this);
    let there = machine.heap.view_length(target);
    let here = own.map_or(max_length(machine.release()) as usize, |own| machine.heap.view_length(own));
    let release = machine.release();
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
    let Some(own) = own else {
        return match (machine.argument_count(call), here.is_empty(), there.is_empty()) {
            (2.., true, false) => Ok(Value::Number(-1.0)),
            (2.., true, true) => Ok(Value::Number(0.0)),
            (2.., false, true) => Ok(Value::Number(1.0)),
            _ => fail(machine, &Fault::NotABuffer),
        };
    };
    let part = |region: Region, part: Range<usize>| {
        let start = (part.start as u64).min(region.length);
        let length = (part.end as u64).min(region.length).saturating_sub(start);
        Region { offset: region.offset + start, length, ..region }
    };
    let (target, own) = (part(machine.heap.shown(target), there), part(machine.heap.shown(own), here));
    let order = machine.compare_bytes(own, target)?;
    Ok(Value::Number(f64::from(order)))
}

/// `buf.inspect(depth, options)`: the bytes, cut at `buffer.INSPECT_MAX_BYTES`; properties of its own where there are options.
fn inspect(machine: &mut Machine, call: &Call) -> Completion {
    machine.get(call.this, machine.keys.length)?;
    needs_method(machine, call, "hexSlice")?;
    let view = this_view(machine, call)?;
    let context = machine.argument(call, 1);
    if machine.truthy(context) && is_instance(machine, call.this) {
        // The options are those of its other properties.
        let options = machine.heap.object(Some(machine.realm.object_prototype), Kind::Ordinary);
        machine.copy_properties(options, context, &[])?;
        let custom = machine.heap.key("customInspect");
        machine.heap.put(options, custom, Value::Boolean(true));
        let function = inspect_function(machine);
        return machine.call(Value::Object(function), Value::Undefined, &[call.this, Value::Object(options)]);
    }
    let most = match machine.state.inspect_max_bytes {
        Value::Number(most) => most,
        _ => 50.0,
    };
    let bytes = machine.heap.view_bytes(view);
    // Another typed array shows as many bytes as it has elements.
    let data_view = call.this.as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::DataView(_)));
    let length = if data_view { 0.0 } else { machine.heap.view_length(view) as f64 };
    let shown = most.clamp(0.0, length) as usize;
    let mut text = String::with_capacity(shown * 3 + 40);
    for byte in &bytes[..shown] {
        if !text.is_empty() {
            text.push(' ');
        }
        let _ = write!(text, "{byte:02x}");
    }
    let remaining = length - most;
    if remaining > 0.0 {
        let plural = if remaining > 1.0 { "s" } else { "" };
        let _ = write!(text, " ... {} more byte{plural}", number_text(remaining));
    }
    let constructor = machine.get(call.this, machine.keys.constructor)?;
    let name = match constructor.as_object().filter(|&constructor| machine.heap.is_callable(constructor)) {
        Some(constructor) => machine.data_of(constructor, machine.keys.name).unwrap_or_else(|| "Buffer".to_owned()),
        None => "Buffer".to_owned(),
    };
    Ok(machine.heap.string_value(format!("<{name} {text}>")))
}
