//! `indexOf`, `lastIndexOf` and `includes` of Buffers: their arguments. Not the search: that is `buffer::search`.

use super::create::from_string;
use super::receiver::is_instance;
use crate::buffer::Fault;
use crate::buffer::odd::Odd;
use crate::buffer::search::{Place, Search, fits, needle_bytes};
use crate::encoding::Encoding;
use crate::heap::{Value, View, value_to_uint32};
use crate::library::node::arguments::{
    any_view, encoding as named_encoding, fail, uint8, unknown_encoding, wrong_type,
};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, Request};
use std::cmp::Ordering;

pub(crate) fn index_of(machine: &mut Machine, call: &Call) -> Completion {
    search(machine, call, true).map(|found| Value::Number(found.unwrap_or(-1.0)))
}

pub(crate) fn last_index_of(machine: &mut Machine, call: &Call) -> Completion {
    search(machine, call, false).map(|found| Value::Number(found.unwrap_or(-1.0)))
}

pub(crate) fn includes(machine: &mut Machine, call: &Call) -> Completion {
    if machine.knows(Fact::MethodsOnViews) || is_instance(machine, call.this) {
        return search(machine, call, true).map(|found| found.is_some_and(|found| found != -1.0).into());
    }
    // `this.indexOf(...) !== -1` of whatever `this` is.
    let method = machine.get_named(call.this, "indexOf")?;
    if !machine.heap.is_function(method) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["this.indexOf"]);
    }
    let arguments = [0, 1, 2].map(|index| machine.argument(call, index));
    let found = machine.call(method, call.this, &arguments)?;
    Ok((found != Value::Number(-1.0)).into())
}

const NEEDLE_KINDS: &[&str] = &["number", "string", "Buffer", "Uint8Array"];

/// `bidirectionalIndexOf` of lib/buffer.js.
fn search(machine: &mut Machine, call: &Call, forward: bool) -> Completion<Option<f64>> {
    let release = machine.release();
    let newer = machine.knows(Fact::SearchEnd);
    let (value, mut offset) = (machine.argument(call, 0), machine.argument(call, 1));
    let (mut end, mut label) = (machine.argument(call, 2), machine.argument(call, 3));
    if !newer || matches!(end, Value::String(_)) {
        label = end;
        end = Value::Undefined;
    }
    let Some(view) = any_view(machine, call.this) else {
        if newer && end.is_undefined() {
            machine.get(call.this, machine.keys.length)?;
        }
        return wrong_type(machine, "buffer", &["Buffer", "TypedArray", "DataView"], call.this);
    };
    if newer && end.is_undefined() {
        end = machine.get(call.this, machine.keys.length)?;
    }
    if let Value::String(_) = offset {
        label = offset;
        offset = Value::Undefined;
    }
    let offset = clamped(machine, offset)?;
    let bounded = !newer || matches!(end, Value::Number(_));
    let end = if let Value::Number(end) = end { Some(end) } else { None };
    let place = Place { offset, end, forward };
    if let Value::Number(number) = value {
        if !bounded {
            return fail(machine, &Fault::Ends);
        }
        let byte = [value_to_uint32(number) as u8];
        return look(machine, view, Needle::Bytes(&byte), (false, false), place);
    }
    let known = if label.is_undefined() { Some(Encoding::Utf8) } else { named_encoding(machine, label)? };
    if let Value::String(string) = value {
        let Some(encoding) = known else { return unknown_encoding(machine, label) };
        if !bounded {
            return fail(machine, &Fault::Ends);
        }
        let pooled = matches!(encoding, Encoding::Hex | Encoding::Base64 | Encoding::Base64url | Encoding::Ascii);
        if pooled {
            // Node makes a Buffer of such a needle, and so takes bytes of the pool for it.
            let needle = from_string(machine, string, encoding, Request::Needle)?;
            return find_view(machine, view, needle, false, place);
        }
        let bytes = needle_bytes(machine.heap.units(string), encoding, release);
        let lone = encoding == Encoding::Utf8
            && machine.knows(Fact::LoneSurrogateFails)
            && !crate::library::ecma::string::form::well_formed(machine, string);
        if lone && fits(machine.heap.view_bytes(view).len(), bytes.len(), place) {
            return fail(machine, &Fault::Ends);
        }
        return look(machine, view, Needle::Bytes(&bytes), (encoding == Encoding::Utf16le, true), place);
    }
    if uint8(machine, value).is_none() {
        return wrong_type(machine, "value", NEEDLE_KINDS, value);
    }
    if !bounded {
        return fail(machine, &Fault::Ends);
    }
    find_view(machine, view, value, known == Some(Encoding::Utf16le), place)
}

/// `byteOffset`, compared with both ends of 32 bits, and converted where it lies between them.
fn clamped(machine: &mut Machine, offset: Value) -> Completion<f64> {
    let (least, most) = (f64::from(i32::MIN), f64::from(i32::MAX));
    if machine.compare(offset, Value::Number(most))? == Some(Ordering::Greater) {
        return Ok(most);
    }
    if machine.compare(offset, Value::Number(least))? == Some(Ordering::Less) {
        return Ok(least);
    }
    machine.to_number(offset)
}

fn find_view(machine: &mut Machine, view: View, needle: Value, wide: bool, place: Place) -> Completion<Option<f64>> {
    match any_view(machine, needle) {
        Some(needle) => look(machine, view, Needle::View(needle), (wide, false), place),
        None => Ok(None),
    }
}

/// What is looked for.
#[derive(Clone, Copy)]
enum Needle<'a> {
    Bytes(&'a [u8]),
    View(View),
}

/// The answer of Node's native code. A place found is a number of 32 bits there, which wraps; that of an empty needle is not.
fn look(
    machine: &mut Machine,
    view: View,
    needle: Needle,
    kind: (bool, bool),
    place: Place,
) -> Completion<Option<f64>> {
    let wrapped = |found: Option<usize>| found.map(|at| f64::from(at as u32 as i32));
    let bytes = |machine: &Machine| match needle {
        Needle::Bytes(bytes) => bytes.len(),
        Needle::View(view) => machine.heap.view_bytes(view).len(),
    };
    let hay = machine.heap.view_bytes(view).len();
    let mut search = match Search::new(hay, bytes(machine), kind, place, machine.release()) {
        Ok(search) => search,
        Err(known) => return Ok(known.map(|at| at as f64)),
    };
    let release = machine.release();
    loop {
        let heap = &machine.heap;
        let needle = match needle {
            Needle::Bytes(bytes) => bytes,
            Needle::View(view) => heap.view_bytes(view),
        };
        match search.odd(heap.memory.bytes(view.slab), view.offset(), needle, release) {
            Some(Odd::At(unit)) => return Ok(Some(unit as f64 * 2.0)),
            Some(Odd::Nowhere) => return Ok(wrapped(search.otherwise())),
            Some(Odd::Never) => {
                machine.odd_search = Some(machine.heap.shown(view));
                return fail(machine, &Fault::NeverReturns);
            }
            Some(Odd::Ends) => return fail(machine, &Fault::Ends),
            None => {}
        }
        if let Some(found) = search.step(heap.view_bytes(view), needle) {
            return Ok(wrapped(found));
        }
        machine.tick()?;
    }
}
