//! `Buffer.concat`: which elements it takes, when each release checks them, and in what order; `Buffer.copyBytesFrom`. Not the pool.

use super::create::{allocate, empty, from_view};
use crate::buffer::validate;
use crate::heap::{Kind, Value, View};
use crate::library::node::arguments::{BUFFER_KINDS, check, optional_number, uint8, wrong_type};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, Request};

/// `Number.MAX_SAFE_INTEGER`
const SAFE: f64 = 9_007_199_254_740_991.0;

/// `Buffer.copyBytesFrom(view, offset, length)`
pub(crate) fn copy_bytes_from(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let Some(&Kind::View(view)) = value.as_object().map(|object| machine.heap.kind(object)) else {
        return wrong_type(machine, "view", &["TypedArray"], value);
    };
    let most = machine.heap.view_length(view) as f64;
    if most == 0.0 {
        return empty(machine, Request::CopyBytesFrom);
    }
    let mut start = 0.0;
    if let Some(offset) = optional_number(machine, machine.argument(call, 1), "offset")? {
        start = check(machine, validate::integer(offset, "offset", 0.0, SAFE))?;
        if start >= most {
            return empty(machine, Request::CopyBytesFrom);
        }
    }
    let mut end = most;
    if let Some(length) = optional_number(machine, machine.argument(call, 2), "length")? {
        let length = check(machine, validate::integer(length, "length", 0.0, SAFE))?;
        end = (start + length).min(most);
    }
    let part = view.part(start as usize, (end - start).max(0.0) as usize);
    from_view(machine, View::of(part.region()), Request::CopyBytesFrom)
}

/// `Buffer.concat(list, length)`
pub(crate) fn concat(machine: &mut Machine, call: &Call) -> Completion {
    let (list, length) = (machine.argument(call, 0), machine.argument(call, 1));
    let is_array = machine.is_array(list)?;
    let Some(array) = list.as_object().filter(|_| is_array) else {
        return wrong_type(machine, "list", &["Array"], list);
    };
    let count = machine.length_of(array)?;
    if count == 0.0 {
        return empty(machine, Request::Concat);
    }
    let first = machine.knows(Fact::ConcatChecksFirst);
    let length = match optional_number(machine, length, "length")? {
        Some(length) => {
            let release = machine.release();
            let length = check(machine, validate::offset_up_to_max(length, "length", release))?;
            if first {
                for index in 0..count as u64 {
                    machine.may_go_on(index as f64)?;
                    listed(machine, list, index)?;
                }
            }
            length
        }
        None => total_length(machine, list, count as u64, first)?,
    };
    let buffer = allocate(machine, length, Request::Concat)?;
    let Some(room) = uint8(machine, buffer) else { return Ok(buffer) };
    let mut at = 0;
    for index in 0..count as u64 {
        machine.may_go_on(index as f64)?;
        let part = listed(machine, list, index)?;
        if machine.heap.view_bounds(part).is_none() && machine.knows(Fact::ConcatSets) {
            return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, ["%TypedArray%.prototype.set"]);
        }
        let (whole, left) = (machine.heap.view_length(part), room.length() - at);
        let bytes = whole.min(left);
        let to = room.offset() + at;
        machine.copy_bytes(part.slab, part.offset(), bytes, room.slab, to)?;
        at += bytes;
        if first && whole > left {
            break;
        }
    }
    let start = room.offset() + at;
    let end = room.offset() + room.length();
    machine.heap.memory.clear(room.slab, start, end - start);
    Ok(buffer)
}

/// An element of the list, which must be a `Uint8Array`.
fn listed(machine: &mut Machine, list: Value, index: u64) -> Completion<View> {
    let key = machine.index_key(index as f64);
    let part = machine.get(list, key)?;
    match uint8(machine, part) {
        Some(view) => Ok(view),
        None => wrong_type(machine, format!("list[{index}]"), BUFFER_KINDS, part),
    }
}

/// The sum of the lengths; up to 24.14 of whatever has one, checked only when it is copied.
fn total_length(machine: &mut Machine, list: Value, count: u64, checked: bool) -> Completion<f64> {
    let mut total = 0.0;
    for index in 0..count {
        machine.may_go_on(index as f64)?;
        if checked {
            let part = listed(machine, list, index)?;
            total += machine.heap.view_length(part) as f64;
            continue;
        }
        let key = machine.index_key(index as f64);
        let part = machine.get(list, key)?;
        if let Some(view) = uint8(machine, part) {
            total += machine.heap.view_length(view) as f64;
            continue;
        }
        let length = machine.get(part, machine.keys.length)?;
        if machine.truthy(length) {
            total += machine.to_number(length)?;
        }
    }
    let release = machine.release();
    check(machine, validate::size(total, release))
}
