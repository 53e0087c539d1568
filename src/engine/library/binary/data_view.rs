//! `DataView` (ECMAScript 25.3): its constructor, and one table of accessors by element. Not typed arrays.

use super::array_buffer::{incompatible, object_of};
use crate::heap::{Element, Kind, Value, View};
use crate::library::table;
use crate::machine::convert::number_text;
use crate::machine::{Call, Completion, Machine, Native, message};
use pool::memory::Fact;

/// Names and functions of an element's accessors.
type Accessors = (&'static str, &'static str, Native, Native);

macro_rules! accessors {
    ($($name:literal $element:ident),* $(,)?) => {
        [$((
            concat!("get", $name),
            concat!("set", $name),
            get::<{ Element::$element as u8 }>,
            set::<{ Element::$element as u8 }>,
        )),*]
    };
}

/// In V8's order of definition.
const ACCESSORS: [Accessors; 10] = accessors! {
    "Int8" Int8, "Uint8" Uint8, "Int16" Int16, "Uint16" Uint16, "Int32" Int32, "Uint32" Uint32,
    "Float32" Float32, "Float64" Float64, "BigInt64" BigInt64, "BigUint64" BigUint64,
};

/// `Float16` came with V8 13 (Node 24).
const FLOAT16: [Accessors; 1] = accessors! { "Float16" Float16 };

/// Makes the class and its prototype.
pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.data_view_prototype = prototype;
    table::class(machine, ("DataView", 1, construct), prototype);
    let getters: [table::Getter; 3] = [("buffer", buffer), ("byteLength", byte_length), ("byteOffset", byte_offset)];
    table::getters(machine, prototype, &getters);
    let recent = if machine.knows(Fact::Float16) { &FLOAT16[..] } else { &[] };
    for &(getter, setter, get, set) in ACCESSORS.iter().chain(recent) {
        table::methods(machine, prototype, &[(getter, 1, get), (setter, 2, set)]);
    }
    table::tag(machine, prototype, "DataView");
}

/// The element whose discriminant a table's row was made with.
fn element_of(discriminant: u8) -> Element {
    Element::ALL.into_iter().find(|&element| element as u8 == discriminant).unwrap_or(Element::Uint8)
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.needs_new("DataView");
    }
    let slab = machine.argument(call, 0).as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::ArrayBuffer { slab, .. } => Some(slab),
        _ => None,
    });
    let Some(slab) = slab else {
        return machine.fail(message::DATA_VIEW_NOT_ARRAY_BUFFER, []);
    };
    let (start, count) = (machine.argument(call, 1), machine.argument(call, 2));
    let start = machine.to_integer(start)?;
    let shown = number_text(start);
    let offset = machine.to_index(Value::Number(start), message::INVALID_OFFSET, [&shown])?;
    if machine.heap.memory.is_detached(slab) {
        return machine.fail(message::DETACHED_OPERATION, ["DataView constructor"]);
    }
    let have = machine.heap.memory.bytes(slab).len() as f64;
    if offset > have {
        return machine.fail(message::INVALID_OFFSET, [&shown]);
    }
    let tracking = count.is_undefined() && machine.heap.memory.is_resizable(slab);
    let length = if count.is_undefined() {
        have - offset
    } else {
        let count = machine.to_integer(count)?;
        let shown = number_text(count);
        let length = machine.to_index(Value::Number(count), message::INVALID_DATA_VIEW_LENGTH, [&shown])?;
        if offset + length > have {
            return machine.fail(message::INVALID_DATA_VIEW_LENGTH, [&shown]);
        }
        length
    };
    let prototype = machine.prototype_for(call, machine.realm.data_view_prototype)?;
    if machine.heap.memory.is_detached(slab) {
        return machine.fail(message::DETACHED_OPERATION, ["DataView constructor"]);
    }
    let have = machine.heap.memory.bytes(slab).len() as f64;
    if offset > have {
        return machine.fail(message::INVALID_OFFSET, [&shown]);
    }
    if !tracking && offset + length > have {
        return machine.fail(message::INVALID_DATA_VIEW_LENGTH, ["undefined"]);
    }
    let view = View::new(Element::Uint8, tracking, slab, offset as u64, length as u64);
    let made = machine.heap.object(Some(prototype), Kind::DataView(Box::new(view)));
    machine.heap.made_on_buffer(made, view);
    Ok(Value::Object(made))
}

/// The view that `this` is; older V8 shows `undefined` for whatever else it is.
fn receiver(machine: &mut Machine, call: &Call, method: &str) -> Completion<View> {
    if let Value::Object(object) = call.this
        && let Kind::DataView(view) = machine.heap.kind(object)
    {
        return Ok(**view);
    }
    let shown = if machine.knows(Fact::ReceiverShown) { call.this } else { Value::Undefined };
    incompatible(machine, method, shown)
}

fn buffer(machine: &mut Machine, call: &Call) -> Completion {
    let view = receiver(machine, call, "get DataView.prototype.buffer")?;
    machine.heap.asked_for_buffer(view);
    Ok(Value::Object(object_of(machine, view.slab)))
}

fn byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let recent = machine.knows(Fact::DataViewGettersNamed);
    let name = if recent { "get DataView.prototype.byteLength" } else { "get DataView.prototype.byte_length" };
    let view = receiver(machine, call, name)?;
    match machine.heap.view_bounds(view) {
        Some(length) => Ok(length.into()),
        None if recent => machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, [name]),
        None => machine.fail(message::DETACHED_DATA_VIEW, ["byteLength"]),
    }
}

fn byte_offset(machine: &mut Machine, call: &Call) -> Completion {
    let recent = machine.knows(Fact::DataViewGettersNamed);
    let name = if recent { "get DataView.prototype.byteOffset" } else { "get DataView.prototype.byte_offset" };
    let view = receiver(machine, call, name)?;
    match machine.heap.view_bounds(view) {
        Some(_) => Ok(view.offset().into()),
        None if recent => machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, [name]),
        None => machine.fail(message::DETACHED_DATA_VIEW, ["byteOffset"]),
    }
}

/// Where the bytes of an element are in the slab (ECMAScript `GetViewValue` steps 5 to 11).
fn place(machine: &mut Machine, view: View, index: f64, width: usize, method: &str) -> Completion<usize> {
    let Some(length) = machine.heap.view_bounds(view) else {
        return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, [method]);
    };
    if index + width as f64 > length as f64 {
        return machine.fail(message::INVALID_DATA_VIEW_ACCESSOR_OFFSET, []);
    }
    Ok(view.offset() + index as usize)
}

fn get<const ELEMENT: u8>(machine: &mut Machine, call: &Call) -> Completion {
    let element = element_of(ELEMENT);
    let method = method_name("get", element);
    let view = receiver(machine, call, method)?;
    let index = machine.to_index(machine.argument(call, 0), message::INVALID_DATA_VIEW_ACCESSOR_OFFSET, [])?;
    let little = machine.truthy(machine.argument(call, 1));
    let width = element.width();
    let start = place(machine, view, index, width, method)?;
    let mut raw = [0; 8];
    raw[..width].copy_from_slice(&machine.heap.memory.bytes(view.slab)[start..start + width]);
    if !little {
        raw[..width].reverse();
    }
    Ok(machine.heap.decode_element(element, raw))
}

fn set<const ELEMENT: u8>(machine: &mut Machine, call: &Call) -> Completion {
    let element = element_of(ELEMENT);
    let method = method_name("set", element);
    let view = receiver(machine, call, method)?;
    let index = machine.to_index(machine.argument(call, 0), message::INVALID_DATA_VIEW_ACCESSOR_OFFSET, [])?;
    let value = machine.element_value(element, machine.argument(call, 1))?;
    let little = machine.truthy(machine.argument(call, 2));
    let width = element.width();
    let own = machine.knows(Fact::SettersNamed) || machine.heap.memory.is_detached(view.slab);
    let start = place(machine, view, index, width, if own { method } else { method_name("get", element) })?;
    let mut raw = machine.heap.encode_element(element, value);
    if !little {
        raw[..width].reverse();
    }
    machine.heap.memory.wrote(view.slab, start, width);
    machine.heap.memory.bytes_mut(view.slab)[start..start + width].copy_from_slice(&raw[..width]);
    Ok(Value::Undefined)
}

/// `DataView.prototype.getInt8` and kin, from the table's own rows' elements.
fn method_name(verb: &str, element: Element) -> &'static str {
    macro_rules! names {
        ($($element:ident),* $(,)?) => {
            match (verb == "get", element) {
                $(
                    (true, Element::$element) => concat!("DataView.prototype.get", stringify!($element)),
                    (false, Element::$element) => concat!("DataView.prototype.set", stringify!($element)),
                )*
            }
        };
    }
    names! { Int8, Uint8, Uint8Clamped, Int16, Uint16, Int32, Uint32, Float16, Float32, Float64, BigInt64, BigUint64 }
}
