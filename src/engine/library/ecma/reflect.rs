//! `Reflect` (ECMAScript 28.1).

use super::function::list;
use super::object::descriptor::{from_property, settled};
use crate::heap::{ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};

const METHODS: &[Method] = &[
    ("defineProperty", 3, define_property),
    ("deleteProperty", 2, delete_property),
    ("apply", 3, apply),
    ("construct", 2, construct),
    ("get", 2, get),
    ("getOwnPropertyDescriptor", 2, get_descriptor),
    ("getPrototypeOf", 1, get_prototype_of),
    ("has", 2, has),
    ("isExtensible", 1, is_extensible),
    ("ownKeys", 1, own_keys),
    ("preventExtensions", 1, prevent_extensions),
    ("set", 3, set),
    ("setPrototypeOf", 2, set_prototype_of),
];

pub(crate) fn install(machine: &mut Machine) {
    let reflect = table::plain(machine);
    table::methods(machine, reflect, METHODS);
    table::tag(machine, reflect, "Reflect");
    table::global(machine, "Reflect", reflect);
}

fn target(machine: &mut Machine, call: &Call, method: &str) -> Completion<ObjectId> {
    machine.object_argument(machine.argument(call, 0), &format!("Reflect.{method}"))
}

fn target_and_key(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, PropertyKey)> {
    let object = target(machine, call, method)?;
    let key = machine.argument(call, 1);
    Ok((object, machine.to_key(key)?))
}

fn define_property(machine: &mut Machine, call: &Call) -> Completion {
    let (object, key) = target_and_key(machine, call, "defineProperty")?;
    let descriptor = machine.to_descriptor(machine.argument(call, 2))?;
    Ok(machine.define(object, key, &descriptor)?.into())
}

fn delete_property(machine: &mut Machine, call: &Call) -> Completion {
    let (object, key) = target_and_key(machine, call, "deleteProperty")?;
    Ok(machine.remove(object, key)?.into())
}

fn apply(machine: &mut Machine, call: &Call) -> Completion {
    let function = machine.argument(call, 0);
    if !machine.heap.is_function(function) {
        return super::function::not_called(machine, function, "apply");
    }
    let arguments = list(machine, machine.argument(call, 2))?;
    machine.call(function, machine.argument(call, 1), &arguments)
}

fn constructor(machine: &mut Machine, value: Value) -> Completion<ObjectId> {
    match value {
        Value::Object(object) if super::array::elements::is_constructor(machine, value) => Ok(object),
        _ => machine.blame(message::NOT_CONSTRUCTOR, value),
    }
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let function = constructor(machine, machine.argument(call, 0))?;
    let new_target = match machine.argument_count(call) {
        0..=2 => function,
        _ => constructor(machine, machine.argument(call, 2))?,
    };
    let arguments = list(machine, machine.argument(call, 1))?;
    machine.construct(function, &arguments, new_target)
}

fn get(machine: &mut Machine, call: &Call) -> Completion {
    let (object, key) = target_and_key(machine, call, "get")?;
    let receiver = if machine.argument_count(call) > 2 { machine.argument(call, 2) } else { Value::Object(object) };
    if machine.names_no_element(object, key) {
        return Ok(Value::Undefined);
    }
    machine.get_on(object, key, receiver)
}

fn get_descriptor(machine: &mut Machine, call: &Call) -> Completion {
    let (object, key) = target_and_key(machine, call, "getOwnPropertyDescriptor")?;
    let Some(property) = settled(machine, object, key)? else { return Ok(Value::Undefined) };
    Ok(from_property(machine, &property))
}

fn get_prototype_of(machine: &mut Machine, call: &Call) -> Completion {
    let object = target(machine, call, "getPrototypeOf")?;
    Ok(machine.proto_of(object)?.map_or(Value::Null, Value::Object))
}

fn has(machine: &mut Machine, call: &Call) -> Completion {
    let (object, key) = target_and_key(machine, call, "has")?;
    Ok(machine.has(object, key)?.into())
}

fn is_extensible(machine: &mut Machine, call: &Call) -> Completion {
    let object = target(machine, call, "isExtensible")?;
    Ok(machine.extensible(object)?.into())
}

fn own_keys(machine: &mut Machine, call: &Call) -> Completion {
    let object = target(machine, call, "ownKeys")?;
    let keys = machine.keys_of(object)?;
    let keys: Vec<Value> = keys.into_iter().map(|key| machine.heap.key_value(key)).collect();
    Ok(machine.array(keys))
}

fn prevent_extensions(machine: &mut Machine, call: &Call) -> Completion {
    let object = target(machine, call, "preventExtensions")?;
    Ok(machine.prevent(object)?.into())
}

fn set(machine: &mut Machine, call: &Call) -> Completion {
    let (object, key) = target_and_key(machine, call, "set")?;
    let receiver = if machine.argument_count(call) > 3 { machine.argument(call, 3) } else { Value::Object(object) };
    Ok(machine.try_set_on(object, key, machine.argument(call, 2), receiver)?.into())
}

fn set_prototype_of(machine: &mut Machine, call: &Call) -> Completion {
    let object = target(machine, call, "setPrototypeOf")?;
    let proto = super::object::proto_argument(machine, machine.argument(call, 1))?;
    Ok(machine.change_proto(object, proto)?.is_ok().into())
}
