//! Making typed arrays: from a length, a buffer, another typed array, an iterable or an array-like (ECMAScript 23.2.4 and
//! 23.2.5.1). Not their methods.

use crate::heap::{Element, Kind, ObjectId, PropertyKey, Value, View, flag};
use crate::library::binary::array_buffer::{incompatible, refused, shown};
use crate::library::ecma::species;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, Request, SlabId, SlabKind};

/// `new Uint8Array(...)` and its kin.
pub(crate) fn construct(machine: &mut Machine, call: &Call, element: Element) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new(element.name());
    }
    let first = machine.argument(call, 0);
    let prototype = machine.prototype_for(call, prototype_of(machine, element))?;
    let Value::Object(object) = first else {
        let shown = shown(machine, first);
        let length = machine.to_index(first, message::INVALID_TYPED_ARRAY_LENGTH, [&shown])?;
        return allocate(machine, element, prototype, length, Request::TypedArray).map(|(made, _)| made.into());
    };
    if let Kind::ArrayBuffer { slab, .. } = *machine.heap.kind(object) {
        let view = on_buffer(machine, element, slab, machine.argument(call, 1), machine.argument(call, 2))?;
        let made = machine.heap.object(Some(prototype), Kind::View(view));
        machine.heap.made_on_buffer(made, view);
        return Ok(Value::Object(made));
    }
    construct_from_object(machine, element, prototype, object, Request::TypedArray)
}

/// The prototype of an element's typed arrays.
pub(crate) fn prototype_of(machine: &Machine, element: Element) -> ObjectId {
    machine.realm.typed_array_prototypes[place(element)]
}

/// The class of typed arrays of an element.
pub(crate) fn constructor_of(machine: &Machine, element: Element) -> ObjectId {
    machine.realm.typed_arrays[place(element)]
}

fn place(element: Element) -> usize {
    Element::ALL.iter().position(|&known| known == element).unwrap_or_default()
}

/// A typed array of zeros on a slab of its own.
pub(crate) fn allocate(
    machine: &mut Machine,
    element: Element,
    prototype: ObjectId,
    length: f64,
    request: Request,
) -> Completion<(ObjectId, View)> {
    if !machine.knows(Fact::LargeArrays) && length > 4_294_967_296.0 {
        let length = crate::machine::convert::number_text(length);
        return machine.fail(message::INVALID_TYPED_ARRAY_LENGTH, [&length]);
    }
    let bytes = length * element.width() as f64;
    let slab = match machine.heap.memory.zeroed(bytes as u64, SlabKind::Own, request) {
        Ok(slab) => slab,
        Err(refusal) => return refused(machine, refusal),
    };
    let view = View::new(element, false, slab, 0, length as u64);
    Ok((machine.heap.object(Some(prototype), Kind::View(view)), view))
}

/// `InitializeTypedArrayFromArrayBuffer`
pub(crate) fn on_buffer(
    machine: &mut Machine,
    element: Element,
    slab: SlabId,
    start: Value,
    count: Value,
) -> Completion<View> {
    let shown_start = shown(machine, start);
    let offset = machine.to_index(start, message::INVALID_OFFSET, [&shown_start])?;
    let (width, name) = (element.width() as f64, element.name());
    if offset % width != 0.0 {
        return machine.fail(message::INVALID_TYPED_ARRAY_ALIGNMENT, ["start offset", name, &width.to_string()]);
    }
    let shown_count = shown(machine, count);
    let invalid = message::INVALID_TYPED_ARRAY_LENGTH;
    let length = if count.is_undefined() { None } else { Some(machine.to_index(count, invalid, [&shown_count])?) };
    if machine.heap.memory.is_detached(slab) {
        return machine.fail(message::DETACHED_OPERATION, ["Construct"]);
    }
    let have = machine.heap.memory.bytes(slab).len() as f64;
    let tracking = length.is_none() && machine.heap.memory.is_resizable(slab);
    let length = match length {
        Some(length) if offset + length * width > have => return machine.fail(invalid, [&shown_count]),
        Some(length) => length,
        None if have % width != 0.0 && !(tracking && machine.knows(Fact::PartElements)) => {
            return machine.fail(message::INVALID_TYPED_ARRAY_ALIGNMENT, ["byte length", name, &width.to_string()]);
        }
        None if offset > have => return machine.fail(message::INVALID_OFFSET, [&shown_start]),
        None => ((have - offset) / width).trunc(),
    };
    Ok(View::new(element, tracking, slab, offset as u64, length as u64))
}

/// From another typed array, an iterable or an array-like.
pub(crate) fn construct_from_object(
    machine: &mut Machine,
    element: Element,
    prototype: ObjectId,
    object: ObjectId,
    request: Request,
) -> Completion {
    if let Kind::View(source) = *machine.heap.kind(object) {
        let Some(length) = machine.heap.view_bounds(source) else {
            return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, ["Construct"]);
        };
        if source.element.is_big() != element.is_big() {
            return machine.fail(message::BIG_INT_MIXED_TYPES, []);
        }
        let (made, view) = allocate(machine, element, prototype, length as f64, request)?;
        copy_elements(machine, source, view, 0)?;
        return Ok(made.into());
    }
    if let Some(values) = iterated(machine, object)? {
        let (made, view) = allocate(machine, element, prototype, values.len() as f64, request)?;
        let round = machine.heap.open_handles();
        for (index, value) in values.into_iter().enumerate() {
            machine.next_round(round, index as f64)?;
            let value = machine.element_value(element, value)?;
            machine.heap.set_element(view, index, value);
        }
        return Ok(made.into());
    }
    let length = machine.length_of(object)?;
    let (made, view) = allocate(machine, element, prototype, length, request)?;
    store_list(machine, object, length, view, 0)?;
    Ok(made.into())
}

/// The values an object iterates over; `None` for a plain array-like, and for an array that iterates as itself.
fn iterated(machine: &mut Machine, object: ObjectId) -> Completion<Option<Vec<Value>>> {
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    let method = machine.get(Value::Object(object), key)?;
    if method.is_nullish() || is_plain_array(machine, object, method) {
        return Ok(None);
    }
    if !machine.heap.is_function(method) {
        return machine.fail(message::FIRST_ARGUMENT_ITERATOR_SYMBOL_NON_CALLABLE, ["TypedArray's constructor"]);
    }
    machine.list(Value::Object(object)).map(Some)
}

/// Whether an array's iteration is the built-in one, so that its elements can be read directly.
fn is_plain_array(machine: &mut Machine, object: ObjectId, method: Value) -> bool {
    // What is no number may run code when it is converted: then the values are listed first.
    let numbers = |list: &[Value]| list.iter().all(|value| matches!(value, Value::Number(_)));
    if !machine.heap.dense(object).is_some_and(numbers) {
        return false;
    }
    let next = machine.heap.own(machine.realm.array_iterator_prototype, machine.keys.next);
    let next = next.and_then(|own| own.value.as_object());
    if !next.is_some_and(|next| matches!(machine.heap.kind(next), Kind::Native(_))) {
        return false;
    }
    let values = machine.heap.key("values");
    let prototype = machine.realm.array_prototype;
    machine.heap.own(prototype, values).is_some_and(|own| own.value == method)
}

/// Stores the elements of an array-like, one after the other, each converted as it is read.
pub(crate) fn store_list(machine: &mut Machine, list: ObjectId, length: f64, view: View, at: usize) -> Completion<()> {
    let round = machine.heap.open_handles();
    for index in 0..length as usize {
        machine.next_round(round, index as f64)?;
        let value = list_element(machine, list, index)?;
        let value = machine.element_value(view.element, value)?;
        machine.heap.set_element(view, at + index, value);
    }
    Ok(())
}

/// The elements of an array-like as bytes; `length` is what its `length` said, a fraction and all.
pub(crate) fn list_bytes(machine: &mut Machine, list: ObjectId, length: f64) -> Completion<Vec<u8>> {
    let mut bytes = Vec::new();
    let round = machine.heap.open_handles();
    for index in 0..length as usize {
        machine.next_round(round, index as f64)?;
        let value = list_element(machine, list, index)?;
        bytes.push(machine.to_uint32(value)? as u8);
    }
    Ok(bytes)
}

fn list_element(machine: &mut Machine, list: ObjectId, index: usize) -> Completion {
    if let Some(&value) = machine.heap.dense(list).and_then(|elements| elements.get(index))
        && value != Value::Empty
    {
        machine.heap.hold(value);
        return Ok(value);
    }
    let key = machine.index_key(index as f64);
    machine.get(Value::Object(list), key)
}

/// Copies all elements of a view into another from element `at` on, converting them; the two may share bytes, and there
/// is room.
pub(crate) fn copy_elements(machine: &mut Machine, from: View, to: View, at: usize) -> Completion<()> {
    let bytes = |element| matches!(element, Element::Int8 | Element::Uint8);
    if from.element == to.element || (bytes(from.element) && (bytes(to.element))) {
        let width = from.element.width();
        let length = machine.heap.view_length(from) * width;
        let target = to.offset() + at * width;
        machine.copy_bytes(from.slab, from.offset(), length, to.slab, target)?;
        return Ok(());
    }
    // Where they share bytes, what is read must not be what was just written.
    machine.admit(machine.heap.view_bytes(from).len())?;
    let old = machine.heap.view_bytes(from).to_vec();
    let width = from.element.width();
    let round = machine.heap.open_handles();
    for (index, element) in old.chunks_exact(width).enumerate() {
        machine.next_round(round, index as f64)?;
        let mut raw = [0; 8];
        raw[..width].copy_from_slice(element);
        let value = machine.heap.decode_element(from.element, raw);
        machine.heap.set_element(to, at + index, value);
    }
    Ok(())
}

/// ECMAScript `TypedArrayCreateFromCtor` with a length, then `ValidateTypedArray` in the name of `method`.
pub(crate) fn create_with(
    machine: &mut Machine,
    constructor: ObjectId,
    arguments: &[Value],
    method: &str,
) -> Completion<(ObjectId, View)> {
    if machine.heap.get(constructor).flags & flag::CONSTRUCTOR == 0 {
        let name = shown(machine, Value::Object(constructor));
        return machine.fail(message::NOT_CONSTRUCTOR, [&name]);
    }
    let made = machine.construct(constructor, arguments, constructor)?;
    let Some((object, view)) = made.as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::View(view) => Some((object, view)),
        _ => None,
    }) else {
        return incompatible(machine, &format!("%TypedArray%.{method}"), made);
    };
    if machine.heap.view_bounds(view).is_none() {
        return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, [&format!("%TypedArray%.{method}")]);
    }
    if let [Value::Number(wanted)] = *arguments
        && (machine.heap.view_length(view) as f64) < wanted
    {
        return machine.fail(message::TYPED_ARRAY_TOO_SHORT, []);
    }
    Ok((object, view))
}

/// ECMAScript `TypedArraySpeciesCreate`
pub(crate) fn species_create(
    machine: &mut Machine,
    object: ObjectId,
    view: View,
    arguments: &[Value],
    method: &str,
) -> Completion<(ObjectId, View)> {
    let default = constructor_of(machine, view.element);
    let constructor = species::constructor(machine, object, default)?;
    if let [Value::Number(length)] = *arguments {
        if constructor == default {
            let prototype = prototype_of(machine, view.element);
            return allocate(machine, view.element, prototype, length, Request::TypedArray);
        }
        if constructor == machine.node.fast_buffer {
            let prototype = machine.node.buffer_prototype;
            return allocate(machine, Element::Uint8, prototype, length, Request::TypedArray);
        }
    }
    let (made, result) = create_with(machine, constructor, arguments, method)?;
    if result.element.is_big() != view.element.is_big() {
        return machine.fail(message::BIG_INT_MIXED_TYPES, []);
    }
    Ok((made, result))
}
