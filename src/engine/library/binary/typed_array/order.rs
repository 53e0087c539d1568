//! The methods of `%TypedArray%.prototype` that order elements or answer a changed copy (ECMAScript 23.2.3).

use super::create::{allocate, copy_elements, prototype_of};
use super::receiver::{Wording, receiver};
use crate::heap::{Element, ObjectId, Value, View};
use crate::library::ecma::array::order::sort_slowly;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, Request};

/// How many bytes are sorted at once.
const AT_ONCE: usize = 1 << 16;

/// Methods of `%TypedArray%.prototype`; the last three since V8 11 (Node 20).
pub(crate) const METHODS: [Method; 5] = [
    ("reverse", 0, reverse),
    ("sort", 1, sort),
    ("toReversed", 0, to_reversed),
    ("toSorted", 1, to_sorted),
    ("with", 2, with),
];

/// A copy of the same class of typed array, never a Buffer.
fn copy(machine: &mut Machine, view: View) -> Completion<(ObjectId, View)> {
    let length = machine.heap.view_length(view) as f64;
    let prototype = prototype_of(machine, view.element);
    let (made, to) = allocate(machine, view.element, prototype, length, Request::TypedArray)?;
    copy_elements(machine, view, to, 0)?;
    Ok((made, to))
}

fn reverse(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "reverse", Wording::Plain)?;
    turn(machine, view)?;
    Ok(call.this)
}

/// Reverses the elements: all bytes, then the bytes of every element.
fn turn(machine: &mut Machine, view: View) -> Completion<()> {
    let width = view.element.width();
    machine.may_touch_all(view)?;
    let bytes = machine.heap.view_bytes_mut(view);
    bytes.reverse();
    if width > 1 {
        for element in bytes.chunks_exact_mut(width) {
            element.reverse();
        }
    }
    Ok(())
}

fn to_reversed(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "toReversed", Wording::Method)?;
    let (made, to) = copy(machine, view)?;
    turn(machine, to)?;
    Ok(made.into())
}

fn with(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "with", Wording::Plain)?;
    let length = machine.heap.view_length(view) as f64;
    let (index, value) = (machine.argument(call, 0), machine.argument(call, 1));
    // V8 asked for the value first until Node 24.
    let early =
        if machine.knows(Fact::IndexBeforeValue) { None } else { Some(machine.element_value(view.element, value)?) };
    let index = machine.to_integer(index)?;
    let before = early.is_some();
    let value = match early {
        Some(value) => value,
        None => machine.element_value(view.element, value)?,
    };
    let have = machine.heap.view_length(view) as f64;
    let of = if before { length } else { have };
    let index = if index < 0.0 { index + of } else { index };
    if !(0.0..if before { have.min(length) } else { have }).contains(&index) {
        return machine.fail(message::INVALID_TYPED_ARRAY_INDEX, []);
    }
    let prototype = prototype_of(machine, view.element);
    let (made, to) = allocate(machine, view.element, prototype, length, Request::TypedArray)?;
    let part = view.part(0, have.min(length) as usize);
    copy_elements(machine, part, to, 0)?;
    machine.heap.set_element(to, index as usize, value);
    Ok(made.into())
}

/// The comparison function, if there is one.
fn comparator(machine: &mut Machine, value: Value) -> Completion<Option<Value>> {
    if value.is_undefined() {
        return Ok(None);
    }
    if machine.heap.is_function(value) {
        return Ok(Some(value));
    }
    machine.blame(message::BAD_SORT_COMPARISON_FUNCTION, value)
}

fn sort(machine: &mut Machine, call: &Call) -> Completion {
    let comparator = comparator(machine, machine.argument(call, 0))?;
    let (_, view) = receiver(machine, call, "sort", Wording::Method)?;
    sort_view(machine, view, comparator)?;
    Ok(call.this)
}

fn to_sorted(machine: &mut Machine, call: &Call) -> Completion {
    let comparator = comparator(machine, machine.argument(call, 0))?;
    let (_, view) = receiver(machine, call, "toSorted", Wording::Method)?;
    let (made, to) = copy(machine, view)?;
    sort_view(machine, to, comparator)?;
    Ok(made.into())
}

fn sort_view(machine: &mut Machine, view: View, comparator: Option<Value>) -> Completion<()> {
    let Some(comparator) = comparator else {
        return sort_numbers(machine, view);
    };
    let length = machine.heap.view_length(view);
    machine.admit(length * 2 * size_of::<Value>())?;
    let mut values: Vec<Value> = (0..length).filter_map(|index| machine.heap.element(view, index)).collect();
    merge_sort(machine, &mut values, comparator)?;
    for (index, value) in values.into_iter().enumerate() {
        machine.heap.set_element(view, index, value);
    }
    Ok(())
}

/// Ascending, negative zero before zero, NaN last (ECMAScript `CompareTypedArrayElements`).
fn sort_numbers(machine: &mut Machine, view: View) -> Completion<()> {
    machine.may_touch_all(view)?;
    match view.element {
        Element::Uint8 | Element::Uint8Clamped => sort_bytes(machine.heap.view_bytes_mut(view), 0),
        Element::Int8 => sort_bytes(machine.heap.view_bytes_mut(view), 128),
        Element::Int16 => return sort_by(machine, view, i16::from_le_bytes),
        Element::Uint16 => return sort_by(machine, view, u16::from_le_bytes),
        Element::Int32 => return sort_by(machine, view, i32::from_le_bytes),
        Element::Uint32 => return sort_by(machine, view, u32::from_le_bytes),
        Element::BigInt64 => return sort_by(machine, view, i64::from_le_bytes),
        Element::BigUint64 => return sort_by(machine, view, u64::from_le_bytes),
        Element::Float16 => return sort_by(machine, view, |raw| total(u64::from(u16::from_le_bytes(raw)), 16, 0x7C00)),
        Element::Float32 => {
            return sort_by(machine, view, |raw| total(u64::from(u32::from_le_bytes(raw)), 32, 0x7F80_0000));
        }
        Element::Float64 => {
            return sort_by(machine, view, |raw| total(u64::from_le_bytes(raw), 64, 0x7FF0_0000_0000_0000));
        }
    }
    Ok(())
}

/// By counting; `first` is the byte that comes first.
fn sort_bytes(bytes: &mut [u8], first: usize) {
    let mut counts = [0_usize; 256];
    bytes.iter().for_each(|&byte| counts[usize::from(byte)] += 1);
    let mut rest = bytes;
    for byte in (0..256).map(|at| (at + first) % 256) {
        let (these, others) = rest.split_at_mut(counts[byte]);
        these.fill(byte as u8);
        rest = others;
    }
}

fn sort_by<const WIDTH: usize, K: Ord>(
    machine: &mut Machine,
    view: View,
    key: impl Fn([u8; WIDTH]) -> K,
) -> Completion<()> {
    let bytes = machine.heap.view_bytes_mut(view);
    if bytes.len() <= AT_ONCE {
        bytes.as_chunks_mut::<WIDTH>().0.sort_unstable_by_key(|&raw| key(raw));
        return Ok(());
    }
    let length = bytes.len();
    machine.admit(length * 2)?;
    let elements = machine.heap.view_bytes(view).as_chunks::<WIDTH>().0.to_vec();
    let sorted = sort_slowly(machine, elements, |&a, &b| key(a).cmp(&key(b)))?;
    machine.heap.view_bytes_mut(view).copy_from_slice(sorted.as_flattened());
    Ok(())
}

/// An IEEE 754 number's bits as an integer in the numbers' order, every NaN above all others.
fn total(bits: u64, width: u32, infinity: u64) -> u64 {
    let sign = 1 << (width - 1);
    if bits & !sign > infinity {
        return u64::MAX;
    }
    if bits & sign == 0 { bits | sign } else { !bits & (sign | (sign - 1)) }
}

/// A stable merge sort whose comparisons may throw, in V8's order of comparisons (third_party/v8/builtins/typed-array-sort).
/// The recursion halves its part, so it is never deeper than a length has bits.
fn merge_sort(machine: &mut Machine, values: &mut [Value], comparator: Value) -> Completion<()> {
    if values.len() < 2 {
        return Ok(());
    }
    let (left, right) = values.split_at_mut(values.len() / 2);
    merge_sort(machine, left, comparator)?;
    merge_sort(machine, right, comparator)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut a, mut b) = (0, 0);
    let round = machine.heap.open_handles();
    while a < left.len() && b < right.len() {
        machine.heap.close_handles(round);
        let order = machine.call(comparator, Value::Undefined, &[left[a], right[b]])?;
        if machine.to_number(order)? > 0.0 {
            merged.push(right[b]);
            b += 1;
        } else {
            merged.push(left[a]);
            a += 1;
        }
    }
    merged.extend_from_slice(&left[a..]);
    merged.extend_from_slice(&right[b..]);
    values.copy_from_slice(&merged);
    Ok(())
}
