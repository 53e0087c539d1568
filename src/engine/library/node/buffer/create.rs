//! Making Buffers: where their bytes come from, through the simulated pool. Not what is done with them afterwards.

use crate::buffer::{Fault, range, validate};
use crate::encoding::{self, Encoding};
use crate::heap::{Element, Kind, ObjectId, PropertyKey, StringId, Value, View, value_to_uint32};
use crate::library::binary::array_buffer::refused;
use crate::library::binary::typed_array::create::{construct_from_object, list_bytes, on_buffer, store_list};
use crate::library::node::arguments::{
    check, encoding as named_encoding, fail, number, optional_coerced, uint8, unknown_encoding, wrong_type,
};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, PoolSetting, Refusal, Region, Request, SlabKind};

/// `Buffer.poolSize` as this very call finds it.
pub(crate) fn pool_setting(machine: &mut Machine) -> Completion<PoolSetting> {
    let buffer = Value::Object(machine.node.buffer);
    let size = machine.get(buffer, machine.keys.pool_size)?;
    if let Value::BigInt(_) = size {
        return fail(machine, &Fault::MixedBigInt);
    }
    let size = machine.to_number(size)?;
    Ok(PoolSetting { threshold: value_to_uint32(size) >> 1, size })
}

/// The view that a Buffer on a region is.
pub(crate) fn view_of(region: Region) -> View {
    View::of(region)
}

/// A Buffer object on bytes that are already there.
pub(crate) fn buffer_on(machine: &mut Machine, view: View) -> Value {
    let prototype = machine.node.buffer_prototype;
    Value::Object(machine.heap.object(Some(prototype), Kind::View(view)))
}

fn made(machine: &mut Machine, region: Result<Region, Refusal>) -> Completion {
    match region {
        Ok(region) => Ok(buffer_on(machine, view_of(region))),
        Err(refusal) => refused(machine, refusal),
    }
}

/// As [`made`], for the calls that report missing memory under a code of their own.
fn made_unsafe(machine: &mut Machine, region: Result<Region, Refusal>) -> Completion {
    match region {
        Err(Refusal::OutOfMemory) => fail(machine, &Fault::Allocation),
        region => made(machine, region),
    }
}

/// A Buffer of no bytes, on no slab of the pool: `new FastBuffer()`.
pub(crate) fn empty(machine: &mut Machine, request: Request) -> Completion {
    let setting = pool_setting(machine)?;
    let region = machine.heap.memory.take(0.0, setting, request);
    made(machine, region)
}

/// `allocate(size)` of lib/buffer.js.
pub(crate) fn allocate(machine: &mut Machine, size: f64, request: Request) -> Completion {
    let setting = pool_setting(machine)?;
    let region = machine.heap.memory.take(size, setting, request);
    made_unsafe(machine, region)
}

/// A Buffer with these bytes, by the pool's rules; `size` is what was asked for, a fraction and all.
fn from_bytes(machine: &mut Machine, bytes: &[u8], size: f64, request: Request) -> Completion {
    let setting = pool_setting(machine)?;
    match machine.heap.memory.take(size, setting, request) {
        Ok(region) => {
            let view = view_of(region);
            let room = machine.heap.view_bytes_mut(view);
            let count = room.len().min(bytes.len());
            room[..count].copy_from_slice(&bytes[..count]);
            Ok(buffer_on(machine, view))
        }
        Err(refusal) => refused(machine, refusal),
    }
}

/// `fromStringFast` of lib/buffer.js.
pub(crate) fn from_string(machine: &mut Machine, string: StringId, encoding: Encoding, request: Request) -> Completion {
    let setting = pool_setting(machine)?;
    machine.room_for_text(string)?;
    let (units, memory) = machine.heap.units_and_memory(string);
    let count = || encoding::byte_length(units, encoding);
    let region =
        memory.take_string(units.len(), count, setting, request, |room| encoding::write(units, encoding, room));
    if let Err(Refusal::DetachedPool) = region {
        // `ops.write(allocBuffer, string, poolOffset, length)`
        return fail(machine, &Fault::OutOfBounds(Some("offset")));
    }
    made(machine, region)
}

/// `fromString` of lib/buffer.js: the encoding is looked at only where it is a string that is not empty.
fn from_string_named(machine: &mut Machine, string: StringId, label: Value) -> Completion {
    let encoding = match label {
        Value::String(name) if machine.heap.string_length(name) > 0 => match named_encoding(machine, label)? {
            Some(encoding) => encoding,
            None => return unknown_encoding(machine, label),
        },
        _ => Encoding::Utf8,
    };
    from_string(machine, string, encoding, Request::FromString)
}

const FROM_KINDS: &[&str] = &["string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"];

/// `Buffer.from(value, encodingOrOffset, length)`
pub(crate) fn from(machine: &mut Machine, call: &Call) -> Completion {
    let (mut value, second, third) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    loop {
        if let Value::String(string) = value {
            return from_string_named(machine, string, second);
        }
        let Value::Object(object) = value else { return not_bytes(machine, value) };
        if machine.heap.is_callable(object) {
            return not_bytes(machine, value);
        }
        if let Kind::ArrayBuffer { .. } = machine.heap.kind(object) {
            return from_array_buffer(machine, value, second, third);
        }
        if uint8(machine, value).is_none() && !matches!(machine.heap.kind(object), Kind::Array(_)) {
            let primitive = value_of(machine, value)?;
            let other = !primitive.is_nullish() && primitive != value;
            if other && machine.typeof_text(primitive) == "object" || matches!(primitive, Value::String(_)) {
                // Every round is another object's own `valueOf`; a program that never ends here is stopped by its limits.
                machine.may_go_on(0.0)?;
                value = primitive;
                continue;
            }
        }
        if let Some(buffer) = from_object(machine, value)? {
            return Ok(buffer);
        }
        let exotic = machine.get(value, PropertyKey::Symbol(machine.symbols.to_primitive))?;
        if machine.heap.is_function(exotic) {
            let hint = machine.heap.string_value("string");
            if let Value::String(string) = machine.call(exotic, value, &[hint])? {
                return from_string_named(machine, string, second);
            }
        }
        return not_bytes(machine, value);
    }
}

/// `value.valueOf && value.valueOf()`
fn value_of(machine: &mut Machine, value: Value) -> Completion {
    let method = machine.get(value, machine.keys.value_of)?;
    if !machine.truthy(method) {
        return Ok(method);
    }
    if !machine.heap.is_function(method) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["value.valueOf"]);
    }
    machine.call(method, value, &[])
}

fn not_bytes(machine: &mut Machine, value: Value) -> Completion {
    wrong_type(machine, "first argument", FROM_KINDS, value)
}

/// `fromArrayBuffer` of lib/buffer.js.
fn from_array_buffer(machine: &mut Machine, value: Value, offset: Value, length: Value) -> Completion {
    let Some(&Kind::ArrayBuffer { slab, .. }) = value.as_object().map(|object| machine.heap.kind(object)) else {
        return not_bytes(machine, value);
    };
    let offset = optional_coerced(machine, offset)?;
    let have = machine.heap.memory.bytes(slab).len();
    let release = machine.release();
    // The offset is checked before the length is converted.
    if offset.is_some_and(|offset| offset > have as f64) {
        return fail(machine, &Fault::OutOfBounds(Some("offset")));
    }
    let count = optional_coerced(machine, length)?;
    let part = check(machine, range::array_buffer(offset, count, have, release))?;
    if machine.heap.memory.bytes(slab).len() != have {
        // A conversion changed the memory: `new FastBuffer(obj, byteOffset, length)` looks again.
        let (offset, count) =
            (offset.unwrap_or(0.0).into(), count.map_or(Value::Undefined, |count| count.max(0.0).into()));
        let view = on_buffer(machine, Element::Uint8, slab, offset, count)?;
        return Ok(buffer_on(machine, view));
    }
    if machine.heap.memory.is_detached(slab) {
        return machine.fail(message::DETACHED_OPERATION, ["Construct"]);
    }
    // Node 20 passes the length on even where it was not given one.
    let tracking = count.is_none() && !machine.knows(Fact::LengthPassedOn) && machine.heap.memory.is_resizable(slab);
    let view = View::new(Element::Uint8, tracking, slab, part.start as u64, part.len() as u64);
    let made = buffer_on(machine, view);
    if let Value::Object(made) = made {
        machine.heap.made_on_buffer(made, view);
    }
    Ok(made)
}

/// `fromObject` of lib/buffer.js.
fn from_object(machine: &mut Machine, value: Value) -> Completion<Option<Value>> {
    let length = machine.get(value, machine.keys.length)?;
    let on_buffer = length.is_undefined() && {
        let buffer = machine.get_named(value, "buffer")?;
        buffer.as_object().is_some_and(|buffer| matches!(machine.heap.kind(buffer), Kind::ArrayBuffer { .. }))
    };
    if !length.is_undefined() || on_buffer {
        // `typeof obj.length !== 'number'`, then `const { length } = obj`
        let length = machine.get(value, machine.keys.length)?;
        let mut length = length;
        // Older releases read it before every use.
        let reads = if machine.knows(Fact::LengthReadOnce) { 1 } else { 4 };
        if uint8(machine, value).is_none() && matches!(length, Value::Number(_)) {
            for _ in 0..reads {
                length = machine.get(value, machine.keys.length)?;
            }
        }
        return match length {
            Value::Number(length) => from_array_like(machine, value, length).map(Some),
            _ => empty(machine, Request::FromArray).map(Some),
        };
    }
    let kind = machine.get_named(value, "type")?;
    if !matches!(kind, Value::String(name) if machine.heap.units(name).to_utf8() == "Buffer") {
        return Ok(None);
    }
    let data = machine.get_named(value, "data")?;
    if !machine.is_array(data)? {
        return Ok(None);
    }
    let data = machine.get_named(value, "data")?;
    let length = machine.get(data, machine.keys.length)?;
    let length = machine.to_number(length)?;
    from_array_like(machine, data, length).map(Some)
}

/// `fromArrayLike` of lib/buffer.js.
fn from_array_like(machine: &mut Machine, value: Value, length: f64) -> Completion {
    let Value::Object(object) = value else { return not_bytes(machine, value) };
    if length <= 0.0 {
        return empty(machine, Request::FromArray);
    }
    if let Some(view) = uint8(machine, value) {
        return from_view(machine, view, Request::FromView);
    }
    let request =
        if matches!(machine.heap.kind(object), Kind::View(_)) { Request::FromView } else { Request::FromArray };
    let setting = pool_setting(machine)?;
    let big = matches!(machine.heap.kind(object), Kind::View(view) if view.element.is_big());
    if big {
        return fail(machine, &Fault::MixedBigInt);
    }
    if length < f64::from(setting.threshold) {
        return from_list(machine, object, length, setting, request);
    }
    let prototype = machine.node.buffer_prototype;
    construct_from_object(machine, Element::Uint8, prototype, object, request)
}

/// The elements of an array-like go to where the pool is now; only then, and where no conversion failed, is its offset moved, from
/// wherever the conversions left it.
fn from_list(machine: &mut Machine, list: ObjectId, length: f64, setting: PoolSetting, request: Request) -> Completion {
    if matches!(machine.heap.kind(list), Kind::Array(_)) && machine.heap.dense(list).is_some_and(all_numbers) {
        let bytes = list_bytes(machine, list, length)?;
        return from_bytes(machine, &bytes, length, request);
    }
    let view = match machine.heap.memory.next_in_pool(length, setting) {
        Ok(region) => view_of(region),
        Err(refusal) => return refused(machine, refusal),
    };
    // `TypedArrayPrototypeSet(b, obj, 0)`
    let count = machine.length_of(list)?;
    if count > view.length() as f64 {
        return machine.fail(message::TYPED_ARRAY_SET_OFFSET_OUT_OF_BOUNDS, []);
    }
    store_list(machine, list, count, view, 0)?;
    let mut length = length;
    if !machine.knows(Fact::LengthReadOnce)
        && let Value::Number(again) = machine.get(Value::Object(list), machine.keys.length)?
    {
        length = again;
    }
    machine.heap.memory.advance_pool(length, setting, request);
    Ok(buffer_on(machine, view))
}

fn all_numbers(values: &[Value]) -> bool {
    values.iter().all(|value| matches!(value, Value::Number(_)))
}

/// The bytes of a view, copied.
pub(crate) fn from_view(machine: &mut Machine, view: View, request: Request) -> Completion {
    let length = machine.heap.view_bytes(view).len();
    let setting = pool_setting(machine)?;
    match machine.heap.memory.take(length as f64, setting, request) {
        Ok(region) => {
            let (start, to) = (view.offset(), region.offset as usize);
            machine.copy_bytes(view.slab, start, length, region.slab, to)?;
            Ok(buffer_on(machine, view_of(region)))
        }
        Err(refusal) => refused(machine, refusal),
    }
}

pub(crate) fn size_argument(machine: &mut Machine, call: &Call) -> Completion<f64> {
    let size = number(machine, machine.argument(call, 0), "size")?;
    let release = machine.release();
    check(machine, validate::size(size, release))
}

/// `Buffer.alloc(size, fill, encoding)`
pub(crate) fn alloc(machine: &mut Machine, call: &Call) -> Completion {
    let size = size_argument(machine, call)?;
    let value = machine.argument(call, 1);
    let filled = !value.is_undefined() && value != Value::Number(0.0) && size > 0.0;
    let request = if filled { Request::AllocFilled } else { Request::Alloc };
    match machine.heap.memory.zeroed(size as u64, SlabKind::Own, request) {
        Ok(slab) => {
            let buffer = buffer_on(machine, view_of(machine.heap.memory.whole(slab)));
            if filled {
                let label = machine.argument(call, 2);
                super::change::fill_all(machine, buffer, value, label)?;
            }
            Ok(buffer)
        }
        Err(Refusal::OutOfMemory) if filled => fail(machine, &Fault::Allocation),
        Err(refusal) => refused(machine, refusal),
    }
}

/// `Buffer.allocUnsafe(size, alignment)`
pub(crate) fn alloc_unsafe(machine: &mut Machine, call: &Call) -> Completion {
    let size = size_argument(machine, call)?;
    match alignment(machine, call, size)? {
        None => allocate(machine, size, Request::AllocUnsafe),
        Some(alignment) => {
            let setting = pool_setting(machine)?;
            let region = machine.heap.memory.take_aligned(size, alignment, setting, Request::AllocUnsafe);
            made_unsafe(machine, region)
        }
    }
}

/// `Buffer.allocUnsafeSlow(size, alignment)`
pub(crate) fn alloc_unsafe_slow(machine: &mut Machine, call: &Call) -> Completion {
    let size = size_argument(machine, call)?;
    if let Some(alignment) = alignment(machine, call, size)? {
        let region = machine.heap.memory.unspecified_aligned(size, alignment, Request::AllocUnsafeSlow);
        return made_unsafe(machine, region);
    }
    allocate_slowly(machine, size)
}

/// `createUnsafeBuffer(size)` of lib/internal/buffer.js.
pub(crate) fn allocate_slowly(machine: &mut Machine, size: f64) -> Completion {
    let slab = machine.heap.memory.unspecified(size as u64, SlabKind::Own, Request::AllocUnsafeSlow);
    let region = slab.map(|slab| machine.heap.memory.whole(slab));
    made_unsafe(machine, region)
}

/// `validateAlignment` of lib/buffer.js, where the release knows the argument.
fn alignment(machine: &mut Machine, call: &Call, size: f64) -> Completion<Option<u32>> {
    let value = machine.argument(call, 1);
    if value.is_undefined() || !machine.heap.memory.profile().aligns() {
        return Ok(None);
    }
    let alignment = number(machine, value, "alignment")?;
    let alignment = check(machine, validate::alignment(alignment))?;
    let most = 9_007_199_254_740_991.0 - (alignment.max(8) as f64);
    if size > most {
        return crate::library::node::arguments::outside(machine, "size", crate::buffer::Bounds::AtMost(most), size);
    }
    Ok(u32::try_from(alignment).ok())
}

/// `Buffer.of(...items)`
pub(crate) fn of(machine: &mut Machine, call: &Call) -> Completion {
    let items = machine.arguments(call, 0);
    let slab = match machine.heap.memory.zeroed(items.len() as u64, SlabKind::Own, Request::Of) {
        Ok(slab) => slab,
        Err(refusal) => return refused(machine, refusal),
    };
    let view = view_of(machine.heap.memory.whole(slab));
    let buffer = buffer_on(machine, view);
    for (index, item) in items.into_iter().enumerate() {
        let item = machine.element_value(Element::Uint8, item)?;
        machine.heap.set_element(view, index, item);
    }
    Ok(buffer)
}
