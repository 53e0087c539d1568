//! The methods of `%TypedArray%.prototype` that look for elements, move them or change them (ECMAScript 23.2.3). Not
//! sorting, nor those that call back.

use super::create::{constructor_of, copy_elements, species_create, store_list};
use super::receiver::{Wording, receiver};
use crate::heap::{Kind, Value, View};
use crate::library::binary::array_buffer::{incompatible, object_of};
use crate::library::ecma::species;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

/// Methods of `%TypedArray%.prototype`.
pub(crate) const METHODS: [Method; 9] = [
    ("at", 1, at),
    ("copyWithin", 2, copy_within),
    ("fill", 1, fill),
    ("includes", 1, includes),
    ("indexOf", 1, index_of),
    ("lastIndexOf", 1, last_index_of),
    ("set", 1, set),
    ("slice", 2, slice),
    ("subarray", 2, subarray),
];

fn at(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "at", Wording::Method)?;
    let length = machine.heap.view_length(view) as f64;
    let index = machine.to_integer(machine.argument(call, 0))?;
    let index = if index < 0.0 { index + length } else { index };
    if !(0.0..length).contains(&index) {
        return Ok(Value::Undefined);
    }
    Ok(machine.heap.element(view, index as usize).unwrap_or(Value::Undefined))
}

fn copy_within(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "copyWithin", Wording::Plain)?;
    let length = machine.heap.view_length(view) as f64;
    let to = machine.to_relative(machine.argument(call, 0), length, 0.0)?;
    let from = machine.to_relative(machine.argument(call, 1), length, 0.0)?;
    let end = machine.to_relative(machine.argument(call, 2), length, length)?;
    let count = (end - from).min(length - to);
    if count > 0.0 {
        still_there(machine, view, "%TypedArray%.prototype.copyWithin")?;
        let width = view.element.width();
        let place = |index: f64| view.offset() + index as usize * width;
        let have = machine.heap.view_length(view) as f64;
        let count = count.min(have - from).min(have - to).max(0.0) as usize * width;
        machine.copy_bytes(view.slab, place(from), count, view.slab, place(to))?;
    }
    Ok(call.this)
}

fn fill(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "fill", Wording::Plain)?;
    let before = machine.heap.view_length(view) as f64;
    let value = machine.element_value(view.element, machine.argument(call, 0))?;
    let length = if machine.knows(Fact::LengthBeforeValue) { before } else { machine.heap.view_length(view) as f64 };
    let start = machine.to_relative(machine.argument(call, 1), length, 0.0)?;
    // V8 looked at the end only where there is a start, until Node 24.
    let endless = machine.argument(call, 1).is_undefined() && !machine.knows(Fact::FillLooksAtEnd);
    let end = if endless { length } else { machine.to_relative(machine.argument(call, 2), length, length)? };
    still_there(machine, view, "%TypedArray%.prototype.fill")?;
    let have = machine.heap.view_length(view) as f64;
    let (start, end) = (start.min(have) as usize, end.min(have) as usize);
    if start < end {
        let width = view.element.width();
        let raw = machine.heap.encode_element(view.element, value);
        let at = view.offset();
        machine.fill_bytes(view.slab, at + start * width, (end - start) * width, &raw[..width])?;
    }
    Ok(call.this)
}

/// A view whose memory the conversion of an argument may have taken away.
fn still_there(machine: &mut Machine, view: View, method: &str) -> Completion<()> {
    if machine.heap.memory.is_detached(view.slab) {
        return machine.fail(message::DETACHED_OPERATION, [method]);
    }
    if machine.heap.view_bounds(view).is_none() {
        return machine.fail(message::TYPED_ARRAY_OUT_OF_BOUNDS, [method]);
    }
    Ok(())
}

fn includes(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "includes", Wording::Plain)?;
    let wanted = machine.argument(call, 0);
    let length = machine.heap.view_length(view);
    let Some(start) = first_index(machine, call, view)? else { return Ok(false.into()) };
    if wanted.is_undefined() && machine.finds_what_shrank(view, length) {
        return Ok(true.into());
    }
    let not_a_number = matches!(wanted, Value::Number(number) if number.is_nan());
    let found = position(machine, view, start..length, |machine, value| match value {
        Some(Value::Number(number)) if not_a_number => number.is_nan(),
        Some(value) => machine.heap.strict_equal(value, wanted),
        // What the conversion took away reads as nothing.
        None => wanted.is_undefined(),
    })?;
    Ok(found.is_some().into())
}

fn first_index(machine: &mut Machine, call: &Call, view: View) -> Completion<Option<usize>> {
    let length = machine.heap.view_length(view) as f64;
    if length == 0.0 {
        return Ok(None);
    }
    let start = machine.to_relative(machine.argument(call, 1), length, 0.0)?;
    Ok(Some(start as usize))
}

fn index_of(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "indexOf", Wording::Plain)?;
    let wanted = machine.argument(call, 0);
    let length = machine.heap.view_length(view);
    let Some(start) = first_index(machine, call, view)? else { return Ok(Value::Number(-1.0)) };
    index_equal(machine, view, wanted, start..length)
}

fn last_index_of(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "lastIndexOf", Wording::Plain)?;
    let wanted = machine.argument(call, 0);
    let length = machine.heap.view_length(view) as f64;
    if length == 0.0 {
        return Ok(Value::Number(-1.0));
    }
    let mut last = length - 1.0;
    if machine.argument_count(call) > 1 {
        let from = machine.to_integer(machine.argument(call, 1))?;
        last = if from < 0.0 { length + from } else { from.min(last) };
    }
    if last < 0.0 {
        return Ok(Value::Number(-1.0));
    }
    index_equal(machine, view, wanted, (0..=last as usize).rev())
}

fn index_equal(machine: &mut Machine, view: View, wanted: Value, indices: impl Iterator<Item = usize>) -> Completion {
    let found = position(machine, view, indices, |machine, value| {
        value.is_some_and(|value| machine.heap.strict_equal(value, wanted))
    })?;
    Ok(found.map_or(Value::Number(-1.0), Value::from))
}

fn position(
    machine: &mut Machine,
    view: View,
    indices: impl Iterator<Item = usize>,
    fits: impl Fn(&Machine, Option<Value>) -> bool,
) -> Completion<Option<usize>> {
    let round = machine.heap.open_handles();
    for index in indices {
        machine.next_round(round, index as f64)?;
        let value = machine.heap.element(view, index);
        if fits(machine, value) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// `set(source, offset)`
fn set(machine: &mut Machine, call: &Call) -> Completion {
    let found = call.this.as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::View(view) => Some(view),
        _ => None,
    });
    let Some(view) = found else { return machine.fail(message::NOT_TYPED_ARRAY, []) };
    let (source, offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let offset = machine.to_integer(offset)?;
    if offset < 0.0 {
        return machine.fail(message::TYPED_ARRAY_SET_OFFSET_OUT_OF_BOUNDS, []);
    }
    receiver(machine, call, "set", Wording::Plain)?;
    let room = machine.heap.view_length(view) as f64;
    if let Some(&Kind::View(other)) = source.as_object().map(|object| machine.heap.kind(object)) {
        let Some(count) = machine.heap.view_bounds(other) else {
            return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, ["%TypedArray%.prototype.set"]);
        };
        if count as f64 + offset > room {
            return machine.fail(message::TYPED_ARRAY_SET_OFFSET_OUT_OF_BOUNDS, []);
        }
        if other.element.is_big() != view.element.is_big() {
            return machine.fail(message::BIG_INT_MIXED_TYPES, []);
        }
        copy_elements(machine, other, view, offset as usize)?;
        return Ok(Value::Undefined);
    }
    let list = machine.to_object(source)?;
    let count = machine.length_of(list)?;
    if count + offset > room {
        return machine.fail(message::TYPED_ARRAY_SET_OFFSET_OUT_OF_BOUNDS, []);
    }
    store_list(machine, list, count, view, offset as usize)?;
    Ok(Value::Undefined)
}

fn slice(machine: &mut Machine, call: &Call) -> Completion {
    let (object, view) = receiver(machine, call, "slice", Wording::Method)?;
    let length = machine.heap.view_length(view) as f64;
    let start = machine.to_relative(machine.argument(call, 0), length, 0.0)?;
    let end = machine.to_relative(machine.argument(call, 1), length, length)?;
    let count = (end - start).max(0.0);
    let (made, to) = species_create(machine, object, view, &[Value::Number(count)], "prototype.slice")?;
    if count > 0.0 {
        receiver(machine, call, "slice", Wording::Method)?;
        let have = machine.heap.view_length(view) as f64;
        let count = (end.min(have) - start).max(0.0);
        let part = view.part(start as usize, count as usize);
        if to.slab == part.slab && to.element == part.element && to.offset() > part.offset() {
            // Where both share their bytes, what was written is read again.
            for index in 0..count as usize {
                machine.may_go_on(index as f64)?;
                let value = machine.heap.element(part, index).unwrap_or(Value::Undefined);
                machine.heap.set_element(to, index, value);
            }
            return Ok(made.into());
        }
        copy_elements(machine, part, to, 0)?;
    }
    Ok(made.into())
}

fn subarray(machine: &mut Machine, call: &Call) -> Completion {
    let found = call.this.as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::View(view) => Some((object, view)),
        _ => None,
    });
    let Some((object, view)) = found else {
        let shown = if machine.knows(Fact::ReceiverShown) { call.this } else { Value::Undefined };
        return incompatible(machine, "%TypedArray%.prototype.subarray", shown);
    };
    let length = machine.heap.view_length(view) as f64;
    let (first, last) = (machine.argument(call, 0), machine.argument(call, 1));
    let start = machine.to_relative(first, length, 0.0)?;
    let end = machine.to_relative(last, length, length)?;
    let count = (end - start).max(0.0);
    let begin = view.offset() as f64 + start * view.element.width() as f64;
    let default = constructor_of(machine, view.element);
    let constructor = species::constructor(machine, object, default)?;
    let buffer = object_of(machine, view.slab);
    machine.heap.asked_for_buffer(view);
    let mut arguments = vec![Value::Object(buffer), Value::Number(begin)];
    if !view.tracking || !last.is_undefined() {
        arguments.push(Value::Number(count));
    }
    let (made, result) = super::create::create_with(machine, constructor, &arguments, "prototype.subarray")?;
    if result.element.is_big() != view.element.is_big() {
        return machine.fail(message::BIG_INT_MIXED_TYPES, []);
    }
    Ok(made.into())
}
