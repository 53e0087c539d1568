//! Property descriptors as objects, and integrity levels: `Object.defineProperty`, `freeze` and kin (ECMAScript 6.2.6, 7.3.15).
//! Not the definition itself: that is the heap's.

use crate::heap::{Descriptor, Kind, ObjectId, Property, PropertyKey, Value};
use crate::library::table::Method;
use crate::machine::fault::ErrorClass;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, SlabKind};

pub(crate) const STATICS: &[Method] = &[
    ("defineProperties", 2, define_properties),
    ("defineProperty", 3, define_property),
    ("freeze", 1, |machine, call| set_integrity(machine, call, true)),
    ("getOwnPropertyDescriptor", 2, get_descriptor),
    ("getOwnPropertyDescriptors", 1, get_descriptors),
    ("isExtensible", 1, is_extensible),
    ("isFrozen", 1, |machine, call| test_integrity(machine, call, true)),
    ("isSealed", 1, |machine, call| test_integrity(machine, call, false)),
    ("preventExtensions", 1, prevent_extensions),
    ("seal", 1, |machine, call| set_integrity(machine, call, false)),
];

/// `ToPropertyDescriptor` (ECMAScript 6.2.6.5).
pub(crate) fn to_descriptor(machine: &mut Machine, value: Value) -> Completion<Descriptor> {
    let Value::Object(object) = value else {
        return machine.blame(message::PROPERTY_DESC_OBJECT, value);
    };
    let field = |machine: &mut Machine, name: &str| -> Completion<Option<Value>> {
        let key = machine.heap.key(name);
        if machine.has(object, key) { machine.get(value, key).map(Some) } else { Ok(None) }
    };
    let mut descriptor = Descriptor {
        enumerable: field(machine, "enumerable")?.map(|value| machine.truthy(value)),
        configurable: field(machine, "configurable")?.map(|value| machine.truthy(value)),
        value: field(machine, "value")?,
        writable: field(machine, "writable")?.map(|value| machine.truthy(value)),
        ..Descriptor::default()
    };
    for (name, word) in [("get", "Getter"), ("set", "Setter")] {
        let Some(half) = field(machine, name)? else { continue };
        if !half.is_undefined() && !machine.heap.is_function(half) {
            let shown = machine.message_text(half);
            return machine.fail(message::ACCESSOR_CALLABLE, [word, &shown]);
        }
        let place = if name == "get" { &mut descriptor.get } else { &mut descriptor.set };
        *place = Some(half.as_object());
    }
    if (descriptor.get.is_some() || descriptor.set.is_some())
        && (descriptor.value.is_some() || descriptor.writable.is_some())
    {
        return machine.blame(message::VALUE_AND_ACCESSOR, value);
    }
    Ok(descriptor)
}

/// `FromPropertyDescriptor` (ECMAScript 6.2.6.4).
pub(crate) fn from_property(machine: &mut Machine, property: Property) -> Value {
    let object = machine.object();
    let attributes = property.attributes;
    let put = |machine: &mut Machine, name: &str, value: Value| {
        let key = machine.heap.key(name);
        machine.heap.put(object, key, value);
    };
    if attributes.accessor() {
        let (get, set) = machine.heap.accessor(property.value);
        put(machine, "get", get.map_or(Value::Undefined, Value::Object));
        put(machine, "set", set.map_or(Value::Undefined, Value::Object));
    } else {
        put(machine, "value", property.value.or_undefined());
        put(machine, "writable", attributes.writable().into());
    }
    put(machine, "enumerable", attributes.enumerable().into());
    put(machine, "configurable", attributes.configurable().into());
    Value::Object(object)
}

/// `[[DefineOwnProperty]]`, with the coercion of a typed array's elements and an array's length: whether it was allowed.
pub(crate) fn define(
    machine: &mut Machine,
    object: ObjectId,
    key: PropertyKey,
    descriptor: &Descriptor,
) -> Completion<bool> {
    if machine.names_no_element(object, key) {
        return Ok(false);
    }
    let mut descriptor = *descriptor;
    if let Some(value) = descriptor.value {
        match (machine.heap.kind(object), key) {
            (Kind::View(view), PropertyKey::Index(_)) => {
                let element = view.element;
                let valueless = Descriptor { value: None, ..descriptor };
                if !machine.heap.define(object, key, &valueless) {
                    return Ok(false);
                }
                descriptor.value = Some(machine.element_value(element, value)?);
                machine.heap.define(object, key, &descriptor);
                return Ok(true);
            }
            (Kind::Array(_), key) if key == machine.keys.length => {
                let length = machine.to_uint32(value)?;
                if f64::from(length) != machine.to_number(value)? {
                    return machine.fail(message::INVALID_ARRAY_LENGTH, []);
                }
                descriptor.value = Some(Value::from(length));
            }
            _ => {}
        }
    }
    Ok(machine.heap.define(object, key, &descriptor))
}

/// `DefinePropertyOrThrow`
pub(crate) fn define_or_throw(
    machine: &mut Machine,
    object: ObjectId,
    key: PropertyKey,
    descriptor: &Descriptor,
) -> Completion<()> {
    if define(machine, object, key, descriptor)? {
        return Ok(());
    }
    let name = machine.key_text(key);
    let indexes = matches!(key, PropertyKey::Index(_)) || machine.names_no_element(object, key);
    if indexes && matches!(machine.heap.kind(object), Kind::View(_)) && machine.heap.own(object, key).is_none() {
        return machine.fail(message::INVALID_TYPED_ARRAY_INDEX.of(ErrorClass::TypeError), []);
    }
    if machine.heap.own(object, key).is_none() && !machine.heap.is_extensible(object) {
        return machine.fail(message::DEFINE_DISALLOWED, [&name]);
    }
    machine.fail(message::REDEFINE_DISALLOWED, [&name])
}

fn define_property(machine: &mut Machine, call: &Call) -> Completion {
    let object = machine.object_argument(machine.argument(call, 0), "Object.defineProperty")?;
    let key = machine.argument(call, 1);
    let key = machine.to_key(key)?;
    let descriptor = machine.argument(call, 2);
    let descriptor = to_descriptor(machine, descriptor)?;
    define_or_throw(machine, object, key, &descriptor)?;
    Ok(Value::Object(object))
}

/// `ObjectDefineProperties` (ECMAScript 20.1.2.3.1).
pub(crate) fn define_all(machine: &mut Machine, object: ObjectId, properties: Value) -> Completion<()> {
    let source = machine.to_object(properties)?;
    let mut wanted = Vec::new();
    for key in machine.keys_of(source)? {
        if machine.heap.own(source, key).is_some_and(|property| property.attributes.enumerable()) {
            let round = machine.heap.open_handles();
            let value = machine.get(Value::Object(source), key)?;
            let descriptor = to_descriptor(machine, value)?;
            machine.heap.close_handles(round);
            let halves = [descriptor.get, descriptor.set].into_iter().flatten().flatten().map(Value::Object);
            descriptor.value.into_iter().chain(halves).for_each(|value| machine.heap.hold(value));
            wanted.push((key, descriptor));
        }
    }
    for (key, descriptor) in wanted {
        define_or_throw(machine, object, key, &descriptor)?;
    }
    Ok(())
}

fn define_properties(machine: &mut Machine, call: &Call) -> Completion {
    let object = machine.object_argument(machine.argument(call, 0), "Object.defineProperties")?;
    let properties = machine.argument(call, 1);
    define_all(machine, object, properties)?;
    Ok(Value::Object(object))
}

/// An own property. An error's `stack` is written by then where it is an ordinary property (before Node 22).
pub(crate) fn settled(machine: &mut Machine, object: ObjectId, key: PropertyKey) -> Completion<Option<Property>> {
    if key == machine.keys.stack && !machine.knows(Fact::StackIsAccessor) {
        let frames = PropertyKey::Symbol(machine.symbols.error_frames);
        let unread = machine.heap.own(object, key).is_some_and(|own| own.attributes.accessor());
        if unread && machine.heap.own(object, frames).is_some() {
            machine.read_stack(object)?;
        }
    }
    Ok(machine.heap.own(object, key))
}

fn get_descriptor(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    let key = machine.argument(call, 1);
    let key = machine.to_key(key)?;
    Ok(settled(machine, object, key)?.map_or(Value::Undefined, |property| from_property(machine, property)))
}

fn get_descriptors(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    let all = machine.object();
    for key in machine.keys_of(object)? {
        if let Some(property) = settled(machine, object, key)? {
            let described = from_property(machine, property);
            machine.heap.put(all, key, described);
        }
    }
    Ok(Value::Object(all))
}

fn is_extensible(machine: &mut Machine, call: &Call) -> Completion {
    Ok(machine.argument(call, 0).as_object().is_some_and(|object| machine.heap.is_extensible(object)).into())
}

fn prevent_extensions(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if let Value::Object(object) = value
        && !prevent(machine, object)
    {
        return machine.fail(message::CANNOT_PREVENT_EXT, []);
    }
    Ok(value)
}

/// `[[PreventExtensions]]`: whether it was allowed. A view whose length may change refuses it.
pub(crate) fn prevent(machine: &mut Machine, object: ObjectId) -> bool {
    if let Kind::View(view) = *machine.heap.kind(object)
        && machine.knows(Fact::ChangingViewsStayOpen)
    {
        let memory = &machine.heap.memory;
        if view.tracking || (memory.is_resizable(view.slab) && memory.kind(view.slab) != SlabKind::Shared) {
            return false;
        }
    }
    machine.heap.prevent_extensions(object);
    true
}

/// `SetIntegrityLevel` (ECMAScript 7.3.15).
fn set_integrity(machine: &mut Machine, call: &Call, frozen: bool) -> Completion {
    let value = machine.argument(call, 0);
    let Value::Object(object) = value else { return Ok(value) };
    if !prevent(machine, object) {
        return machine.fail(if frozen { message::CANNOT_FREEZE } else { message::CANNOT_SEAL }, []);
    }
    let view = matches!(machine.heap.kind(object), Kind::View(_));
    for key in machine.keys_of(object)? {
        if view && matches!(key, PropertyKey::Index(_)) {
            continue;
        }
        let Some(property) = machine.heap.own(object, key) else { continue };
        let writable = (frozen && !property.attributes.accessor()).then_some(false);
        machine.heap.define(object, key, &Descriptor { configurable: Some(false), writable, ..Descriptor::default() });
    }
    // What else it has is closed by then.
    if let Kind::View(view) = *machine.heap.kind(object)
        && machine.heap.view_length(view) > 0
    {
        if frozen {
            return machine.fail(message::CANNOT_FREEZE_ARRAY_BUFFER_VIEW, []);
        }
        if machine.knows(Fact::SealRefused) {
            return machine.fail(message::CANNOT_SEAL_ARRAY_BUFFER_VIEW, []);
        }
    }
    Ok(value)
}

/// `TestIntegrityLevel` (ECMAScript 7.3.16).
fn test_integrity(machine: &mut Machine, call: &Call, frozen: bool) -> Completion {
    let Value::Object(object) = machine.argument(call, 0) else { return Ok(true.into()) };
    if machine.heap.is_extensible(object) {
        return Ok(false.into());
    }
    let view = match *machine.heap.kind(object) {
        Kind::View(view) => Some(view),
        _ => None,
    };
    if view.is_some_and(|view| frozen && !view.tracking && view.length() > 0) {
        return Ok(false.into());
    }
    let array = matches!(machine.heap.kind(object), Kind::Array(_));
    for key in machine.keys_of(object)? {
        // V8 does not look at the length of an array.
        if array && key == machine.keys.length {
            continue;
        }
        // The elements of a view count as sealed where it can be sealed.
        if view.is_some() && matches!(key, PropertyKey::Index(_)) && !machine.knows(Fact::SealRefused) {
            continue;
        }
        if let Some(property) = machine.heap.own(object, key)
            && (property.attributes.configurable() || (frozen && property.attributes.writable()))
        {
            return Ok(false.into());
        }
    }
    Ok(true.into())
}
