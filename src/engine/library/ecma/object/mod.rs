//! `Object` and its prototype (ECMAScript 20.1). Not property descriptors and integrity levels: those are in `descriptor`.

pub(crate) mod descriptor;

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Refusal, message};
use pool::memory::{Fact, since};

const STATICS: &[Method] = &[
    ("assign", 2, assign),
    ("create", 2, create),
    ("entries", 1, |machine, call| listed(machine, call, Part::Entries)),
    ("fromEntries", 1, from_entries),
    ("getOwnPropertyNames", 1, |machine, call| names(machine, call, false)),
    ("getOwnPropertySymbols", 1, |machine, call| names(machine, call, true)),
    ("getPrototypeOf", 1, get_prototype_of),
    ("hasOwn", 2, has_own),
    ("is", 2, is),
    ("keys", 1, |machine, call| listed(machine, call, Part::Keys)),
    ("setPrototypeOf", 2, set_prototype_of),
    ("values", 1, |machine, call| listed(machine, call, Part::Values)),
];

const METHODS: &[Method] = &[
    ("hasOwnProperty", 1, has_own_property),
    ("isPrototypeOf", 1, is_prototype_of),
    ("propertyIsEnumerable", 1, property_is_enumerable),
    ("toLocaleString", 0, to_locale_string),
    ("toString", 0, to_string),
    ("valueOf", 0, |machine, call| Ok(Value::Object(machine.to_object(call.this)?))),
    ("__defineGetter__", 2, |machine, call| define_half(machine, call, true)),
    ("__defineSetter__", 2, |machine, call| define_half(machine, call, false)),
    ("__lookupGetter__", 1, |machine, call| look_up_half(machine, call, true)),
    ("__lookupSetter__", 1, |machine, call| look_up_half(machine, call, false)),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = machine.realm.object_prototype;
    let object = table::class(machine, ("Object", 1, construct), prototype);
    table::methods(machine, object, STATICS);
    table::methods(machine, object, descriptor::STATICS);
    table::dated(machine, object, &[("groupBy", 2, group_by, since(21))]);
    table::methods(machine, prototype, METHODS);
    let key = machine.heap.key("__proto__");
    table::accessor(machine, prototype, key, "__proto__", get_proto, Some(set_proto));
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let derived = call.new_target.is_some_and(|target| target != call.callee);
    if derived || value.is_nullish() {
        let proto = machine.prototype_for(call, machine.realm.object_prototype)?;
        return Ok(Value::Object(machine.heap.object(Some(proto), Kind::Ordinary)));
    }
    Ok(Value::Object(machine.to_object(value)?))
}

/// The own enumerable string-named properties of an object, or those with symbols too, read in order.
pub(crate) fn enumerable(
    machine: &mut Machine,
    object: ObjectId,
    symbols: bool,
    each: &mut dyn FnMut(&mut Machine, PropertyKey, Value) -> Completion<()>,
) -> Completion<()> {
    let keys = machine.keys_of(object)?;
    let round = machine.heap.open_handles();
    for key in keys {
        machine.heap.close_handles(round);
        if matches!(key, PropertyKey::Symbol(_)) && !symbols {
            continue;
        }
        if machine.shows(object, key)? {
            let value = machine.get(Value::Object(object), key)?;
            each(machine, key, value)?;
        }
    }
    Ok(())
}

fn assign(machine: &mut Machine, call: &Call) -> Completion {
    let target = machine.argument(call, 0);
    let target = machine.to_object(target)?;
    let round = machine.heap.open_handles();
    for source in machine.arguments(call, 1) {
        machine.heap.close_handles(round);
        if !source.is_nullish() {
            let source = machine.to_object(source)?;
            enumerable(machine, source, true, &mut |machine, key, value| {
                machine.set(Value::Object(target), key, value, true)
            })?;
        }
    }
    Ok(Value::Object(target))
}

/// A prototype from an argument: an object or `null`.
pub(crate) fn proto_argument(machine: &mut Machine, value: Value) -> Completion<Option<ObjectId>> {
    match value {
        Value::Object(object) => Ok(Some(object)),
        Value::Null => Ok(None),
        other => machine.blame(message::PROTO_OBJECT_OR_NULL, other),
    }
}

fn create(machine: &mut Machine, call: &Call) -> Completion {
    let proto = machine.argument(call, 0);
    let proto = proto_argument(machine, proto)?;
    let object = machine.heap.object(proto, Kind::Ordinary);
    let properties = machine.argument(call, 1);
    if !properties.is_undefined() {
        descriptor::define_all(machine, object, properties)?;
    }
    Ok(Value::Object(object))
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Keys,
    Values,
    Entries,
}

fn listed(machine: &mut Machine, call: &Call, part: Part) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    if part == Part::Keys {
        let mut found = Vec::new();
        for key in machine.keys_of(object)? {
            if !matches!(key, PropertyKey::Symbol(_)) && machine.shows(object, key)? {
                found.push(machine.heap.key_value(key));
            }
        }
        return Ok(machine.array(found));
    }
    let found = machine.array([]);
    enumerable(machine, object, false, &mut |machine, key, value| {
        let item = if part == Part::Values {
            value
        } else {
            let key = machine.heap.key_value(key);
            machine.array([key, value])
        };
        machine.append(found, item);
        Ok(())
    })?;
    Ok(found)
}

fn names(machine: &mut Machine, call: &Call, symbols: bool) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    let mut found = Vec::new();
    for key in machine.keys_of(object)? {
        if matches!(key, PropertyKey::Symbol(_)) == symbols {
            found.push(machine.heap.key_value(key));
        }
    }
    Ok(machine.array(found))
}

/// The two halves of an entry: what `Object.fromEntries` and `new Map` read.
pub(crate) fn entry(machine: &mut Machine, item: Value) -> Completion<(Value, Value)> {
    if item.as_object().is_none() {
        return machine.blame(message::ITERATOR_VALUE_NOT_AN_OBJECT, item);
    }
    let key = machine.get(item, PropertyKey::Index(0))?;
    let value = machine.get(item, PropertyKey::Index(1))?;
    Ok((key, value))
}

fn from_entries(machine: &mut Machine, call: &Call) -> Completion {
    let entries = machine.argument(call, 0);
    if entries.is_nullish() {
        // V8 does not say which.
        return machine.fail(message::NOT_ITERABLE, ["undefined"]);
    }
    let object = machine.object();
    machine.each_of(entries, &mut |machine, item| {
        let (key, value) = entry(machine, item)?;
        let key = machine.to_key(key)?;
        machine.create(object, key, value)?;
        Ok(true)
    })?;
    Ok(Value::Object(object))
}

fn group_by(machine: &mut Machine, call: &Call) -> Completion {
    let (items, by) = (machine.argument(call, 0), machine.argument(call, 1));
    let by = machine.grouping(items, by, "Object")?;
    let object = machine.heap.object(None, Kind::Ordinary);
    let mut index = 0.0;
    machine.each_of(items, &mut |machine, item| {
        let key = machine.call(by, Value::Undefined, &[item, Value::Number(index)])?;
        let key = machine.to_key(key)?;
        index += 1.0;
        let group = if let Some(property) = machine.heap.own(object, key) {
            property.value
        } else {
            let group = machine.array([]);
            machine.heap.put(object, key, group);
            group
        };
        if let Some(group) = group.as_object() {
            let length = machine.length_of(group)?;
            machine.heap.put(group, PropertyKey::Index(length as u32), item);
        }
        Ok(true)
    })?;
    Ok(Value::Object(object))
}

fn get_prototype_of(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    Ok(machine.proto_of(object)?.map_or(Value::Null, Value::Object))
}

fn change_proto_or_throw(machine: &mut Machine, object: ObjectId, proto: Option<ObjectId>) -> Completion<()> {
    machine.refused = None;
    match machine.change_proto(object, proto)? {
        Ok(()) => Ok(()),
        Err(Refusal::Trap) => machine.trap_refusal(),
        Err(Refusal::Cycle) => machine.fail(message::CYCLIC_PROTO, []),
        Err(Refusal::Fixed) => {
            let shown = machine.object_text(object);
            machine.fail(message::NON_EXTENSIBLE_PROTO, [&shown])
        }
        Err(Refusal::Immutable) => machine.fail(message::IMMUTABLE_PROTOTYPE_SET, []),
    }
}

fn set_prototype_of(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if value.is_nullish() {
        return machine.fail(message::CALLED_ON_NULL_OR_UNDEFINED, ["Object.setPrototypeOf"]);
    }
    let proto = machine.argument(call, 1);
    let proto = proto_argument(machine, proto)?;
    if let Value::Object(object) = value {
        change_proto_or_throw(machine, object, proto)?;
    }
    Ok(value)
}

fn get_proto(machine: &mut Machine, call: &Call) -> Completion {
    let object = machine.to_object(call.this)?;
    Ok(machine.proto_of(object)?.map_or(Value::Null, Value::Object))
}

fn set_proto(machine: &mut Machine, call: &Call) -> Completion {
    if call.this.is_nullish() {
        return machine.fail(message::CALLED_ON_NULL_OR_UNDEFINED, ["Object.prototype.__proto__"]);
    }
    let proto = match machine.argument(call, 0) {
        Value::Object(proto) => Some(proto),
        Value::Null => None,
        _ => return Ok(Value::Undefined),
    };
    if let Value::Object(object) = call.this {
        change_proto_or_throw(machine, object, proto)?;
    }
    Ok(Value::Undefined)
}

fn is(machine: &mut Machine, call: &Call) -> Completion {
    Ok(machine.heap.same_value(machine.argument(call, 0), machine.argument(call, 1)).into())
}

fn has_own(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let object = machine.to_object(value)?;
    let key = machine.argument(call, 1);
    let key = machine.to_key(key)?;
    Ok(machine.own(object, key)?.is_some().into())
}

fn has_own_property(machine: &mut Machine, call: &Call) -> Completion {
    let key = machine.argument(call, 0);
    let key = machine.to_key(key)?;
    let object = machine.to_object(call.this)?;
    Ok(machine.own(object, key)?.is_some().into())
}

fn is_prototype_of(machine: &mut Machine, call: &Call) -> Completion {
    let Value::Object(object) = machine.argument(call, 0) else { return Ok(false.into()) };
    let this = machine.to_object(call.this)?;
    let mut at = machine.proto_of(object)?;
    while let Some(above) = at {
        if above == this {
            return Ok(true.into());
        }
        machine.tick()?;
        at = machine.proto_of(above)?;
    }
    Ok(false.into())
}

fn property_is_enumerable(machine: &mut Machine, call: &Call) -> Completion {
    let key = machine.argument(call, 0);
    let key = machine.to_key(key)?;
    let object = machine.to_object(call.this)?;
    Ok(machine.shows(object, key)?.into())
}

fn to_locale_string(machine: &mut Machine, call: &Call) -> Completion {
    if call.this.is_nullish() {
        return machine.fail(message::CALLED_ON_NULL_OR_UNDEFINED, ["Object.prototype.toLocaleString"]);
    }
    let method = machine.get(call.this, machine.keys.to_string)?;
    machine.call(method, call.this, &[])
}

/// `Object.prototype.toString` (ECMAScript 20.1.3.6).
pub(crate) fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let object = match call.this {
        Value::Undefined | Value::Empty => return Ok(machine.heap.string_value("[object Undefined]")),
        Value::Null => return Ok(machine.heap.string_value("[object Null]")),
        this => machine.to_object(this)?,
    };
    let text = tag_text(machine, object)?;
    Ok(machine.heap.string_value(text))
}

/// What `Object.prototype.toString` says of an object.
pub(crate) fn tag_text(machine: &mut Machine, object: ObjectId) -> Completion<String> {
    let named = machine.knows(Fact::RevokedTagNamed);
    let whom = if named { "Object.prototype.toString" } else { "IsArray" };
    let array = machine.is_array_for(Value::Object(object), whom)?;
    let tag = machine.get(Value::Object(object), PropertyKey::Symbol(machine.symbols.to_string_tag))?;
    let name = match (tag, machine.heap.kind(object)) {
        (Value::String(tag), _) => machine.heap.utf8(tag),
        _ if array => "Array".to_owned(),
        (_, Kind::Proxy { .. }) if machine.heap.is_callable(object) => "Function".to_owned(),
        (_, Kind::Arguments(_)) => "Arguments".to_owned(),
        (_, Kind::Function { .. } | Kind::Native(_) | Kind::Bound(_)) => "Function".to_owned(),
        (_, Kind::Error) => "Error".to_owned(),
        (_, Kind::Boolean(_)) => "Boolean".to_owned(),
        (_, Kind::Number(_)) => "Number".to_owned(),
        (_, Kind::String(_)) => "String".to_owned(),
        (_, Kind::RegExp(_)) => "RegExp".to_owned(),
        (_, Kind::Date(_)) => "Date".to_owned(),
        _ => "Object".to_owned(),
    };
    Ok(format!("[object {name}]"))
}

fn define_half(machine: &mut Machine, call: &Call, getter: bool) -> Completion {
    let object = machine.to_object(call.this)?;
    let Some(function) = machine.argument(call, 1).as_object().filter(|&id| machine.heap.is_callable(id)) else {
        let method = if getter { "__defineGetter__" } else { "__defineSetter__" };
        return machine.fail(message::OBJECT_ACCESSOR_EXPECTING_FUNCTION, [method]);
    };
    let key = machine.argument(call, 0);
    let key = machine.to_key(key)?;
    let half = Some(Some(function));
    let attributes = Attributes::ALL;
    let descriptor = crate::heap::Descriptor {
        get: if getter { half } else { None },
        set: if getter { None } else { half },
        enumerable: Some(attributes.enumerable()),
        configurable: Some(attributes.configurable()),
        ..Default::default()
    };
    descriptor::define_or_throw(machine, object, key, &descriptor)?;
    Ok(Value::Undefined)
}

fn look_up_half(machine: &mut Machine, call: &Call, getter: bool) -> Completion {
    let mut at = Some(machine.to_object(call.this)?);
    let key = machine.argument(call, 0);
    let key = machine.to_key(key)?;
    while let Some(object) = at {
        if let Some(property) = machine.own(object, key)? {
            if !property.attributes.accessor() {
                break;
            }
            let (get, set) = machine.heap.accessor(property.value);
            return Ok(if getter { get } else { set }.map_or(Value::Undefined, Value::Object));
        }
        at = machine.proto_of(object)?;
    }
    Ok(Value::Undefined)
}
