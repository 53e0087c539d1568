//! `JSON.rawJSON` and `JSON.isRawJSON` (JSON.parse source text access), since Node 22. Not the writing of what they make.

use super::read::check_raw;
use crate::heap::{Attributes, Kind, Value};
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine};

pub(super) const METHODS: [Method; 2] = [("rawJSON", 1, raw_json), ("isRawJSON", 1, is_raw_json)];

/// `JSON.rawJSON(text)`: a frozen object that `JSON.stringify` writes as the text.
fn raw_json(machine: &mut Machine, call: &Call) -> Completion {
    let string = machine.to_string(machine.argument(call, 0))?;
    let text = machine.heap.text(string).clone();
    check_raw(machine, &text)?;
    let object = machine.heap.object(None, Kind::RawJson);
    let key = machine.heap.key("rawJSON");
    machine.heap.put_with(object, key, Value::String(string), Attributes::NONE.with(Attributes::ENUMERABLE, true));
    machine.heap.prevent_extensions(object);
    Ok(Value::Object(object))
}

/// `JSON.isRawJSON(value)`
fn is_raw_json(machine: &mut Machine, call: &Call) -> Completion {
    let raw =
        machine.argument(call, 0).as_object().is_some_and(|object| matches!(machine.heap.kind(object), Kind::RawJson));
    Ok(raw.into())
}
