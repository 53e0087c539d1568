//! `%TypedArray%` and the typed array classes: constructors, statics, getters and how the tables of methods become
//! properties (ECMAScript 23.2). Not the methods.

pub(crate) mod create;
pub(crate) mod iteration;
pub(crate) mod methods;
pub(crate) mod order;
pub(crate) mod receiver;

use super::array_buffer::{incompatible, object_of};
use crate::library::table;
use crate::library::table::{Getter, Method};
use create::{construct, create_with};

use crate::heap::{Attributes, Element, Kind, ObjectId, PropertyKey, Value, View, flag};
use crate::machine::{Call, Completion, Machine, Native, message};
use pool::memory::Fact;

/// One constructor for each of `Element::ALL`.
const CONSTRUCTORS: [Native; 12] = [
    make::<0>, make::<1>, make::<2>, make::<3>, make::<4>, make::<5>, make::<6>, make::<7>, make::<8>, make::<9>,
    make::<10>, make::<11>,
];

const GETTERS: [Getter; 4] =
    [("buffer", buffer), ("byteLength", byte_length), ("byteOffset", byte_offset), ("length", length)];

/// Makes all the classes; `Array.prototype` must be there.
pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.typed_array_prototype = prototype;
    let parent = table::constructor(machine, ("TypedArray", 0, abstract_class), prototype);
    table::methods(machine, parent, &[("of", 0, of), ("from", 1, from)]);
    table::species(machine, parent);
    table::getters(machine, prototype, &GETTERS);
    let length = machine.heap.own(prototype, machine.keys.length);
    if let Some(getter) = length.and_then(|property| machine.heap.accessor(property.value).0) {
        machine.realm.view_length = getter;
    }
    methods(machine, prototype);
    let to_string = machine.keys.to_string;
    let arrays = machine.realm.array_prototype;
    if let Some(shared) = machine.heap.own(arrays, to_string) {
        machine.heap.put_with(prototype, to_string, shared.value, Attributes::HIDDEN);
    }
    let tag = PropertyKey::Symbol(machine.symbols.to_string_tag);
    table::accessor(machine, prototype, tag, "[Symbol.toStringTag]", to_string_tag, None);
    let values = machine.heap.key("values");
    if let Some(values) = machine.heap.own(prototype, values) {
        let iterator = PropertyKey::Symbol(machine.symbols.iterator);
        machine.heap.put_with(prototype, iterator, values.value, Attributes::HIDDEN);
    }

    for (index, element) in Element::ALL.into_iter().enumerate() {
        let own = table::under(machine, prototype);
        machine.realm.typed_array_prototypes[index] = own;
        let row: Method = (element.name(), 3, CONSTRUCTORS[index]);
        let half = element == Element::Float16 && !machine.knows(Fact::Float16);
        let constructor = if half { table::constructor(machine, row, own) } else { table::class(machine, row, own) };
        machine.heap.set_proto(constructor, Some(parent));
        machine.realm.typed_arrays[index] = constructor;
        for object in [constructor, own] {
            table::constant(machine, object, "BYTES_PER_ELEMENT", element.width().into());
        }
    }
}

fn methods(machine: &mut Machine, prototype: ObjectId) {
    let recent = machine.knows(Fact::TypedArrayCopies);
    let rows = iteration::METHODS.into_iter().chain(methods::METHODS).chain(order::METHODS);
    let rows: Vec<Method> =
        rows.filter(|(name, ..)| recent || !["toReversed", "toSorted", "with"].contains(name)).collect();
    table::methods(machine, prototype, &rows);
}

fn make<const INDEX: usize>(machine: &mut Machine, call: &Call) -> Completion {
    construct(machine, call, Element::ALL[INDEX])
}

/// The constructor of `Uint8Array`, which `FastBuffer` of lib/internal/buffer.js inherits.
pub(crate) fn construct_uint8(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["FastBuffer"]);
    }
    construct(machine, call, Element::Uint8)
}

fn abstract_class(machine: &mut Machine, _: &Call) -> Completion {
    machine.fail(message::CONSTRUCT_ABSTRACT_CLASS, ["TypedArray"])
}

/// The constructor that `this` of a static method is.
fn this_constructor(machine: &mut Machine, call: &Call) -> Completion<ObjectId> {
    match call.this {
        Value::Object(object) if machine.heap.get(object).flags & flag::CONSTRUCTOR != 0 => Ok(object),
        other => machine.blame(message::NOT_CONSTRUCTOR, other),
    }
}

/// `%TypedArray%.of(...items)`
fn of(machine: &mut Machine, call: &Call) -> Completion {
    let constructor = this_constructor(machine, call)?;
    let items = machine.arguments(call, 0);
    let (made, view) = create_with(machine, constructor, &[items.len().into()], "of")?;
    for (index, item) in items.into_iter().enumerate() {
        let item = machine.element_value(view.element, item)?;
        machine.heap.set_element(view, index, item);
    }
    Ok(made.into())
}

/// `%TypedArray%.from(source, mapfn, thisArg)`
fn from(machine: &mut Machine, call: &Call) -> Completion {
    let constructor = this_constructor(machine, call)?;
    let (source, mapper, this) = (machine.argument(call, 0), machine.argument(call, 1), machine.argument(call, 2));
    let mapper = if mapper.is_undefined() { None } else { Some(machine.callable(mapper)?) };
    if source.is_nullish() {
        return machine.not_iterable_argument(source);
    }
    let iterator = PropertyKey::Symbol(machine.symbols.iterator);
    let iterates = machine.method(source, iterator)?.is_some();
    let values = if iterates { machine.list(source)? } else { Vec::new() };
    let list = machine.to_object(source)?;
    let length = if iterates { values.len() as f64 } else { machine.length_of(list)? };
    let (made, view) = create_with(machine, constructor, &[Value::Number(length)], "from")?;
    let round = machine.heap.open_handles();
    for index in 0..length as usize {
        machine.next_round(round, index as f64)?;
        // What iterates was read before; of what does not, each element is read and stored before the next.
        let mut value = if let Some(&value) = values.get(index) {
            value
        } else {
            let key = machine.index_key(index as f64);
            machine.get(Value::Object(list), key)?
        };
        if let Some(mapper) = mapper {
            value = machine.call(mapper, this, &[value, index.into()])?;
        }
        let value = machine.element_value(view.element, value)?;
        machine.heap.set_element(view, index, value);
    }
    Ok(made.into())
}

/// The view that `this` of a getter is.
fn getter_view(machine: &mut Machine, call: &Call, name: &str) -> Completion<View> {
    match call.this.as_object().map(|object| machine.heap.kind(object)) {
        Some(&Kind::View(view)) => Ok(view),
        _ => incompatible(machine, name, call.this),
    }
}

fn buffer(machine: &mut Machine, call: &Call) -> Completion {
    let view = getter_view(machine, call, "get %TypedArray%.prototype.buffer")?;
    machine.heap.asked_for_buffer(view);
    Ok(object_of(machine, view.slab).into())
}

fn byte_length(machine: &mut Machine, call: &Call) -> Completion {
    let view = getter_view(machine, call, "get TypedArray.prototype.byteLength")?;
    Ok((machine.heap.view_length(view) * view.element.width()).into())
}

fn byte_offset(machine: &mut Machine, call: &Call) -> Completion {
    let view = getter_view(machine, call, "get TypedArray.prototype.byteOffset")?;
    Ok(machine.heap.view_bounds(view).map_or(0, |_| view.offset()).into())
}

fn length(machine: &mut Machine, call: &Call) -> Completion {
    let view = getter_view(machine, call, "get TypedArray.prototype.length")?;
    Ok(machine.heap.view_length(view).into())
}

fn to_string_tag(machine: &mut Machine, call: &Call) -> Completion {
    match call.this.as_object().map(|object| machine.heap.kind(object)) {
        Some(Kind::View(view)) => {
            let name = view.element.name();
            Ok(machine.heap.string_value(name))
        }
        _ => Ok(Value::Undefined),
    }
}
