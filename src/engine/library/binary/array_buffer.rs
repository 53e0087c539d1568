//! `ArrayBuffer` and `SharedArrayBuffer` (ECMAScript 25.1 and 25.2). Not the views on them.

use crate::heap::{Found, Kind, ObjectId, Value};
use crate::library::ecma::species;
use crate::library::table;
use crate::library::table::{Dated, DatedGetter};
use crate::machine::{Call, Completion, Machine, Thrown, message};
use pool::memory::{Fact, Refusal, Request, SlabId, SlabKind, since};

const LATER: [Dated; 3] = [
    ("resize", 1, resize, since(20)),
    ("transfer", 0, transfer, since(21)),
    ("transferToFixedLength", 0, transfer_to_fixed_length, since(21)),
];

const LATER_GETTERS: [DatedGetter; 3] = [
    ("maxByteLength", max_byte_length, since(20)),
    ("resizable", resizable, since(20)),
    ("detached", detached, since(21)),
];

/// Makes both classes and their prototypes.
pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.array_buffer_prototype = prototype;
    let constructor = table::class(machine, ("ArrayBuffer", 1, construct), prototype);
    table::methods(machine, constructor, &[("isView", 1, is_view)]);
    table::species(machine, constructor);
    machine.realm.array_buffer = constructor;
    table::getters(machine, prototype, &[("byteLength", byte_length)]);
    table::methods(machine, prototype, &[("slice", 2, slice)]);
    table::dated_getters(machine, prototype, &LATER_GETTERS[..2]);
    table::dated(machine, prototype, &LATER);
    table::dated_getters(machine, prototype, &LATER_GETTERS[2..]);
    table::tag(machine, prototype, "ArrayBuffer");

    let prototype = table::plain(machine);
    machine.realm.shared_array_buffer_prototype = prototype;
    let constructor = table::class(machine, ("SharedArrayBuffer", 1, construct_shared), prototype);
    table::species(machine, constructor);
    machine.realm.shared_array_buffer = constructor;
    table::getters(machine, prototype, &[("byteLength", shared_byte_length)]);
    table::methods(machine, prototype, &[("slice", 2, shared_slice)]);
    let later: [DatedGetter; 2] =
        [("maxByteLength", shared_max_byte_length, since(20)), ("growable", growable, since(20))];
    table::dated_getters(machine, prototype, &later);
    table::dated(machine, prototype, &[("grow", 1, grow, since(20))]);
    table::tag(machine, prototype, "SharedArrayBuffer");
}

/// The `ArrayBuffer` or `SharedArrayBuffer` object of a slab.
pub(crate) fn object_of(machine: &mut Machine, slab: SlabId) -> ObjectId {
    let shared = machine.heap.memory.kind(slab) == SlabKind::Shared;
    let prototype =
        if shared { machine.realm.shared_array_buffer_prototype } else { machine.realm.array_buffer_prototype };
    machine.heap.array_buffer(slab, prototype, shared)
}

/// Throws what V8 or Node throw where memory cannot be had.
pub(crate) fn refused<T>(machine: &mut Machine, refusal: Refusal) -> Completion<T> {
    match refusal {
        Refusal::OutOfMemory | Refusal::NotResizable => machine.fail(message::ARRAY_BUFFER_ALLOCATION_FAILED, []),
        Refusal::Full => Err(Thrown::OutOfMemory),
        Refusal::InvalidLength(length) => {
            let length = crate::machine::convert::number_text(length);
            machine.fail(message::INVALID_TYPED_ARRAY_LENGTH, [&length])
        }
        Refusal::DetachedPool => machine.fail(message::DETACHED_OPERATION, ["Construct"]),
    }
}

/// A receiver as V8's messages show it: its class where its `toString` is another than `Object.prototype`'s.
pub(crate) fn shown(machine: &mut Machine, value: Value) -> String {
    let Some(object) = value.as_object().filter(|&object| !machine.heap.is_callable(object)) else {
        return machine.message_text(value);
    };
    let object = machine.heap.behind(object);
    let class = match machine.heap.kind(object) {
        Kind::View(view) => view.element.name(),
        Kind::Array(_) => "Array",
        Kind::String(_) => "String",
        Kind::Number(_) => "Number",
        Kind::Boolean(_) => "Boolean",
        Kind::Symbol(_) => "Symbol",
        Kind::RegExp(_) => "RegExp",
        Kind::Date(_) => "Date",
        Kind::Error => return machine.message_text(value),
        _ => "Object",
    };
    let key = machine.keys.to_string;
    let plain = machine.heap.own(machine.realm.object_prototype, key).map(|own| own.value);
    match machine.find(object, key) {
        Some(Found::Value(method)) if Some(method) == plain => machine.message_text(value),
        _ => format!("[object {class}]"),
    }
}

/// Throws `Method ... called on incompatible receiver ...`.
pub(crate) fn incompatible<T>(machine: &mut Machine, method: &str, receiver: Value) -> Completion<T> {
    let receiver = shown(machine, receiver);
    machine.fail(message::INCOMPATIBLE_METHOD_RECEIVER, [method, &receiver])
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    make(machine, call, false)
}

fn construct_shared(machine: &mut Machine, call: &Call) -> Completion {
    make(machine, call, true)
}

fn make(machine: &mut Machine, call: &Call, shared: bool) -> Completion {
    let name = class_name(shared);
    if call.new_target.is_none() {
        return machine.needs_new(name);
    }
    let length = machine.to_integer(machine.argument(call, 0))?;
    if length < 0.0 {
        return machine.fail(message::INVALID_ARRAY_BUFFER_LENGTH, []);
    }
    let max = max_length_option(machine, call)?;
    // Only now V8 looks whether it is too long.
    let over = max.is_some_and(|max| length > max);
    if !(over && machine.knows(Fact::MaxLengthFirst)) {
        machine.to_index(length.into(), message::INVALID_ARRAY_BUFFER_LENGTH, [])?;
    }
    if over {
        return machine.fail(message::INVALID_ARRAY_BUFFER_MAX_LENGTH, []);
    }
    let default =
        if shared { machine.realm.shared_array_buffer_prototype } else { machine.realm.array_buffer_prototype };
    let prototype = machine.prototype_for(call, default)?;
    let (kind, request) =
        if shared { (SlabKind::Shared, Request::SharedArrayBuffer) } else { (SlabKind::Own, Request::ArrayBuffer) };
    let slab = match machine.heap.memory.zeroed(length as u64, kind, request) {
        Ok(slab) => slab,
        Err(refusal) => return refused(machine, refusal),
    };
    if let Some(max) = max {
        machine.heap.memory.set_max_length(slab, max as u64);
    }
    Ok(Value::Object(own(machine, slab, prototype, shared)))
}

fn own(machine: &mut Machine, slab: SlabId, prototype: ObjectId, shared: bool) -> ObjectId {
    let object = machine.heap.object(Some(prototype), Kind::ArrayBuffer { slab, shared });
    machine.heap.own_buffer(slab, object);
    object
}

fn max_length_option(machine: &mut Machine, call: &Call) -> Completion<Option<f64>> {
    let options = machine.argument(call, 1);
    if options.as_object().is_none() || !machine.knows(Fact::Resizable) {
        return Ok(None);
    }
    let max = machine.get_named(options, "maxByteLength")?;
    if max.is_undefined() {
        return Ok(None);
    }
    let max = machine.to_index(max, message::INVALID_ARRAY_BUFFER_MAX_LENGTH, [])?;
    // How much address space V8 reserves at most.
    let bits = if machine.knows(Fact::LargeArrays) { 47 } else { 32 };
    if max > f64::from(bits).exp2() {
        return machine.fail(message::INVALID_ARRAY_BUFFER_MAX_LENGTH, []);
    }
    Ok(Some(max))
}

fn class_name(shared: bool) -> &'static str {
    if shared { "SharedArrayBuffer" } else { "ArrayBuffer" }
}

/// The slab of `this`, which must be of the right class; `method` is a name, or a getter's with `get ` before it.
fn receiver(machine: &mut Machine, call: &Call, method: &str, wanted: bool) -> Completion<(ObjectId, SlabId)> {
    if let Value::Object(object) = call.this
        && let Kind::ArrayBuffer { slab, shared } = *machine.heap.kind(object)
        && shared == wanted
    {
        return Ok((object, slab));
    }
    let name = qualified(method, wanted);
    incompatible(machine, &name, call.this)
}

fn qualified(method: &str, shared: bool) -> String {
    let class = class_name(shared);
    match method.strip_prefix("get ") {
        Some(getter) => format!("get {class}.prototype.{getter}"),
        None => format!("{class}.prototype.{method}"),
    }
}

/// A slab that must not be detached.
fn attached(machine: &mut Machine, call: &Call, method: &str, shared: bool) -> Completion<(ObjectId, SlabId)> {
    let (object, slab) = receiver(machine, call, method, shared)?;
    if machine.heap.memory.is_detached(slab) {
        let name = qualified(method, shared);
        return machine.fail(message::DETACHED_OPERATION, [&name]);
    }
    Ok((object, slab))
}

fn is_view(machine: &mut Machine, call: &Call) -> Completion {
    let view = machine.argument(call, 0).as_object();
    Ok(view.is_some_and(|object| matches!(machine.heap.kind(object), Kind::View(_) | Kind::DataView(_))).into())
}

fn byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get byteLength", false)?;
    Ok(machine.heap.memory.bytes(slab).len().into())
}

fn shared_byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get byteLength", true)?;
    Ok(machine.heap.memory.bytes(slab).len().into())
}

fn max_of(machine: &Machine, slab: SlabId) -> Value {
    if machine.heap.memory.is_detached(slab) {
        return 0usize.into();
    }
    let length = machine.heap.memory.bytes(slab).len() as u64;
    Value::Number(machine.heap.memory.max_length(slab).unwrap_or(length) as f64)
}

fn max_byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get maxByteLength", false)?;
    Ok(max_of(machine, slab))
}

fn shared_max_byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get maxByteLength", true)?;
    Ok(max_of(machine, slab))
}

fn resizable(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get resizable", false)?;
    Ok(machine.heap.memory.is_resizable(slab).into())
}

fn growable(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get growable", true)?;
    Ok(machine.heap.memory.is_resizable(slab).into())
}

fn detached(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "get detached", false)?;
    Ok(machine.heap.memory.is_detached(slab).into())
}

fn resize(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "resize", false)?;
    change_length(machine, call, slab, "resize", false)
}

fn grow(machine: &mut Machine, call: &Call) -> Completion {
    let (_, slab) = receiver(machine, call, "grow", true)?;
    change_length(machine, call, slab, "grow", true)
}

fn change_length(machine: &mut Machine, call: &Call, slab: SlabId, method: &str, shared: bool) -> Completion {
    let name = qualified(method, shared);
    if !machine.heap.memory.is_resizable(slab) {
        return incompatible(machine, &name, call.this);
    }
    let length = machine.to_integer(machine.argument(call, 0))?;
    if machine.heap.memory.is_detached(slab) {
        return machine.fail(message::DETACHED_OPERATION, [&name]);
    }
    let now = machine.heap.memory.bytes(slab).len() as f64;
    let max = machine.heap.memory.max_length(slab).unwrap_or(0) as f64;
    if !(0.0..=max).contains(&length) || (shared && length < now) {
        return machine.fail(message::INVALID_ARRAY_BUFFER_RESIZE_LENGTH, [&name]);
    }
    match machine.heap.memory.resize(slab, length as u64) {
        Ok(()) => Ok(Value::Undefined),
        Err(refusal) => refused(machine, refusal),
    }
}

fn transfer(machine: &mut Machine, call: &Call) -> Completion {
    move_away(machine, call, "transfer", true)
}

fn transfer_to_fixed_length(machine: &mut Machine, call: &Call) -> Completion {
    move_away(machine, call, "transferToFixedLength", false)
}

/// ECMAScript `ArrayBufferCopyAndDetach`.
fn move_away(machine: &mut Machine, call: &Call, method: &str, keep_max: bool) -> Completion {
    let (_, slab) = receiver(machine, call, method, false)?;
    let argument = machine.argument(call, 0);
    let length = if argument.is_undefined() {
        machine.heap.memory.bytes(slab).len() as f64
    } else {
        let length = machine.to_integer(argument)?;
        if length > 9_007_199_254_740_991.0 {
            return machine.fail(message::INVALID_ARRAY_BUFFER_RESIZE_LENGTH, [&qualified(method, false)]);
        }
        machine.to_index(Value::Number(length), message::INVALID_ARRAY_BUFFER_LENGTH, [])?
    };
    attached(machine, call, method, false)?;
    if machine.heap.memory.kind(slab) == SlabKind::Pool && machine.knows(Fact::PoolStaysAttached) {
        return machine.fail(message::DATA_CLONE_ERROR_NON_DETACHABLE_ARRAY_BUFFER, []);
    }
    let max = machine.heap.memory.max_length(slab).filter(|_| keep_max);
    if max.is_some_and(|max| length > max as f64) {
        return machine.fail(message::INVALID_ARRAY_BUFFER_LENGTH, []);
    }
    if length > machine.heap.memory.bytes(slab).len() as f64 {
        // The room is asked for before the old bytes are given up, so that a refusal leaves them where they are.
        let made = match machine.heap.memory.zeroed(length as u64, SlabKind::Own, Request::Transfer) {
            Ok(made) => made,
            Err(refusal) => return refused(machine, refusal),
        };
        let old = machine.heap.memory.bytes(slab).len();
        machine.copy_bytes(slab, 0, old, made, 0)?;
        machine.heap.memory.detach(slab);
        return Ok(moved(machine, made, max));
    }
    match machine.heap.memory.hand_on(slab, length as u64) {
        Ok(made) => Ok(moved(machine, made, max)),
        Err(refusal) => refused(machine, refusal),
    }
}

fn moved(machine: &mut Machine, slab: SlabId, max: Option<u64>) -> Value {
    if let Some(max) = max {
        machine.heap.memory.set_max_length(slab, max);
    }
    let prototype = machine.realm.array_buffer_prototype;
    Value::Object(own(machine, slab, prototype, false))
}

fn slice(machine: &mut Machine, call: &Call) -> Completion {
    cut(machine, call, false)
}

fn shared_slice(machine: &mut Machine, call: &Call) -> Completion {
    cut(machine, call, true)
}

fn cut(machine: &mut Machine, call: &Call, shared: bool) -> Completion {
    let (object, slab) = attached(machine, call, "slice", shared)?;
    let length = machine.heap.memory.bytes(slab).len() as f64;
    let start = machine.to_relative(machine.argument(call, 0), length, 0.0)?;
    let end = machine.to_relative(machine.argument(call, 1), length, length)?;
    let count = (end - start).max(0.0);
    let default = if shared { machine.realm.shared_array_buffer } else { machine.realm.array_buffer };
    let constructor = species::constructor(machine, object, default)?;
    let made = machine.construct(constructor, &[Value::Number(count)], constructor)?;
    let Some((made, to)) = made.as_object().and_then(|made| match *machine.heap.kind(made) {
        Kind::ArrayBuffer { slab, shared: is } if is == shared => Some((made, slab)),
        _ => None,
    }) else {
        let name = qualified("slice", shared);
        return incompatible(machine, &name, made);
    };
    if to == slab {
        return machine.fail(message::ARRAY_BUFFER_SPECIES_THIS, []);
    }
    if (machine.heap.memory.bytes(to).len() as f64) < count {
        return machine.fail(message::ARRAY_BUFFER_TOO_SHORT, []);
    }
    if machine.heap.memory.is_detached(slab) {
        return machine.fail(message::DETACHED_OPERATION, ["ArrayBuffer.prototype.slice"]);
    }
    machine.copy_bytes(slab, start as usize, count as usize, to, 0)?;
    Ok(Value::Object(made))
}
