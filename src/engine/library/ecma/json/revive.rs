//! What a reviver makes of what `JSON.parse` read, and the sources it is shown. Not reading.

use std::collections::HashMap;
use std::ops::Range;

use crate::heap::{HandleScope, ObjectId, PropertyKey, Value};
use crate::machine::{Completion, Machine};
use crate::text::Text;
use pool::memory::Fact;

/// The primitives that were read: whose property each was, and where it stood.
pub(crate) type Sources = HashMap<(ObjectId, PropertyKey), (Value, Range<usize>)>;

/// `InternalizeJSONProperty` (ECMAScript 25.5.1.1), innermost first, on a stack of its own.
pub(crate) fn revive(
    machine: &mut Machine,
    (root, key): (ObjectId, PropertyKey),
    reviver: Value,
    text: &Text,
    sources: &Sources,
) -> Completion {
    struct Level {
        holder: ObjectId,
        key: PropertyKey,
        value: Value,
        rest: Vec<PropertyKey>,
        /// What a member holds goes with the next one.
        round: HandleScope,
    }
    fn level(machine: &mut Machine, holder: ObjectId, key: PropertyKey) -> Completion<Level> {
        let value = machine.get(Value::Object(holder), key)?;
        let mut rest = Vec::new();
        if let Value::Object(object) = value {
            if machine.is_array(value)? {
                let length = machine.length_of(object)?;
                rest.extend((0..length as u32).map(PropertyKey::Index));
            } else {
                for own in machine.keys_of(object)? {
                    let shown = machine.shows(object, own)?;
                    if shown && !matches!(own, PropertyKey::Symbol(_)) {
                        rest.push(own);
                    }
                }
            }
            rest.reverse();
        }
        Ok(Level { holder, key, value, rest, round: machine.heap.open_handles() })
    }
    let with_context = machine.knows(Fact::ReviverContext);
    let mut open = vec![level(machine, root, key)?];
    loop {
        let Some(top) = open.last_mut() else { return Ok(Value::Undefined) };
        machine.heap.close_handles(top.round);
        if let (Value::Object(object), Some(next)) = (top.value, top.rest.pop()) {
            let inner = level(machine, object, next)?;
            open.push(inner);
            continue;
        }
        let Some(Level { holder, key, value, .. }) = open.pop() else { return Ok(Value::Undefined) };
        let name = machine.heap.key_value(key);
        let answer = if with_context {
            let context = machine.object();
            if let Some((known, place)) = sources.get(&(holder, key))
                && *known == value
            {
                let source = text.view().part(place.start, place.end).to_text();
                let source = machine.heap.string_value(source);
                let key = machine.heap.key("source");
                machine.heap.put(context, key, source);
            }
            machine.call(reviver, Value::Object(holder), &[name, value, Value::Object(context)])?
        } else {
            machine.call(reviver, Value::Object(holder), &[name, value])?
        };
        if open.is_empty() {
            return Ok(answer);
        }
        if answer.is_undefined() {
            machine.remove(holder, key)?;
        } else {
            let all = crate::heap::Descriptor::data(answer, crate::heap::Attributes::ALL);
            machine.define(holder, key, &all)?;
        }
    }
}
