//! `Object.defineProperty`, `freeze` and kin (ECMAScript 20.1.2, 7.3.15). Not descriptors and definitions themselves: those are the
//! machine's.

use crate::heap::{Descriptor, Kind, ObjectId, Property, PropertyKey, Value};
use crate::library::table::Method;
use crate::machine::fault::ErrorClass;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

/// `FromPropertyDescriptor` (ECMAScript 6.2.6.4).
pub(crate) fn from_property(machine: &mut Machine, property: &Property) -> Value {
    let descriptor = machine.described(property);
    machine.from_descriptor(&descriptor)
}

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

/// `DefinePropertyOrThrow`
pub(crate) fn define_or_throw(
    machine: &mut Machine,
    object: ObjectId,
    key: PropertyKey,
    descriptor: &Descriptor,
) -> Completion<()> {
    machine.refused = None;
    if machine.define(object, key, descriptor)? {
        return Ok(());
    }
    machine.trap_refusal()?;
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
    let descriptor = machine.to_descriptor(descriptor)?;
    define_or_throw(machine, object, key, &descriptor)?;
    Ok(Value::Object(object))
}

/// `ObjectDefineProperties` (ECMAScript 20.1.2.3.1).
pub(crate) fn define_all(machine: &mut Machine, object: ObjectId, properties: Value) -> Completion<()> {
    let source = machine.to_object(properties)?;
    let mut wanted = Vec::new();
    for key in machine.keys_of(source)? {
        if machine.shows(source, key)? {
            let round = machine.heap.open_handles();
            let value = machine.get(Value::Object(source), key)?;
            let descriptor = machine.to_descriptor(value)?;
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
    machine.own(object, key)
}

fn get_descriptor(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    let key = machine.argument(call, 1);
    let key = machine.to_key(key)?;
    let Some(property) = settled(machine, object, key)? else { return Ok(Value::Undefined) };
    Ok(from_property(machine, &property))
}

fn get_descriptors(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    let all = machine.object();
    for key in machine.keys_of(object)? {
        if let Some(property) = settled(machine, object, key)? {
            let described = from_property(machine, &property);
            machine.heap.put(all, key, described);
        }
    }
    Ok(Value::Object(all))
}

fn is_extensible(machine: &mut Machine, call: &Call) -> Completion {
    let Value::Object(object) = machine.argument(call, 0) else { return Ok(false.into()) };
    Ok(machine.extensible(object)?.into())
}

fn prevent_extensions(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    machine.refused = None;
    if let Value::Object(object) = value
        && !machine.prevent(object)?
    {
        machine.trap_refusal()?;
        return machine.fail(message::CANNOT_PREVENT_EXT, []);
    }
    Ok(value)
}

/// `SetIntegrityLevel` (ECMAScript 7.3.15).
fn set_integrity(machine: &mut Machine, call: &Call, frozen: bool) -> Completion {
    let value = machine.argument(call, 0);
    let Value::Object(object) = value else { return Ok(value) };
    machine.refused = None;
    if !machine.prevent(object)? {
        machine.trap_refusal()?;
        return machine.fail(if frozen { message::CANNOT_FREEZE } else { message::CANNOT_SEAL }, []);
    }
    let view = matches!(machine.heap.kind(object), Kind::View(_));
    for key in machine.keys_of(object)? {
        if view && matches!(key, PropertyKey::Index(_)) {
            continue;
        }
        let mut closed = Descriptor { configurable: Some(false), ..Descriptor::default() };
        if frozen {
            let Some(property) = machine.own(object, key)? else { continue };
            closed.writable = (!property.attributes.accessor()).then_some(false);
        }
        define_or_throw(machine, object, key, &closed)?;
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
    if machine.extensible(object)? {
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
        if let Some(property) = machine.own(object, key)?
            && (property.attributes.configurable() || (frozen && property.attributes.writable()))
        {
            return Ok(false.into());
        }
    }
    Ok(true.into())
}
