//! Matching as the language words it: `RegExpExec`, `lastIndex`, results with their groups (ECMAScript 22.2.7). Not the engine:
//! that is the room `regexp`.

use std::rc::Rc;

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, StringId, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, message};
use crate::regexp::{Found, Regexp};

/// The regular expression of a `RegExp` object.
pub(crate) fn regexp_of(machine: &Machine, value: Value) -> Option<Rc<Regexp>> {
    match value.as_object().map(|object| machine.heap.kind(object)) {
        Some(Kind::RegExp(regexp)) => Some(Rc::clone(regexp)),
        _ => None,
    }
}

/// ECMAScript `IsRegExp`.
pub(crate) fn is_regexp(machine: &mut Machine, value: Value) -> Completion<bool> {
    let Value::Object(_) = value else { return Ok(false) };
    let matcher = machine.get(value, PropertyKey::Symbol(machine.symbols.matches))?;
    if !matcher.is_undefined() {
        return Ok(machine.truthy(matcher));
    }
    Ok(regexp_of(machine, value).is_some())
}

/// The object a method of any object was called on.
pub(crate) fn object_receiver(machine: &mut Machine, call: &Call, method: &str) -> Completion<ObjectId> {
    match call.this {
        Value::Object(object) => Ok(object),
        other => machine.incompatible(other, &format!("RegExp.prototype.{method}")),
    }
}

pub(crate) fn set_last_index(machine: &mut Machine, object: ObjectId, index: usize) -> Completion<()> {
    machine.set(Value::Object(object), machine.keys.last_index, index.into(), true)
}

/// ECMAScript `RegExpExec`: a program's own `exec` first.
pub(crate) fn exec_on(machine: &mut Machine, object: ObjectId, string: StringId) -> Completion {
    let own = machine.get_named(Value::Object(object), "exec")?;
    if machine.heap.is_function(own) {
        let result = machine.call(own, Value::Object(object), &[Value::String(string)])?;
        if matches!(result, Value::Object(_) | Value::Null) {
            return Ok(result);
        }
        return machine.fail(message::INVALID_REG_EXP_EXEC_RESULT, []);
    }
    match regexp_of(machine, Value::Object(object)) {
        Some(regexp) => builtin_exec(machine, object, &regexp, string),
        None => machine.incompatible(Value::Object(object), "RegExp.prototype.exec"),
    }
}

/// ECMAScript `RegExpBuiltinExec`.
pub(crate) fn builtin_exec(machine: &mut Machine, object: ObjectId, regexp: &Regexp, string: StringId) -> Completion {
    match find(machine, object, regexp, string)? {
        Some(found) => Ok(match_result(machine, regexp, string, &found)),
        None => Ok(Value::Null),
    }
}

/// The search of `RegExpBuiltinExec`, with its reads and writes of `lastIndex`.
pub(crate) fn find(
    machine: &mut Machine,
    object: ObjectId,
    regexp: &Regexp,
    string: StringId,
) -> Completion<Option<Found>> {
    machine.tick()?;
    let last = machine.get(Value::Object(object), machine.keys.last_index)?;
    let last = machine.to_length(last)?;
    let moves = regexp.has('g') || regexp.has('y');
    let start = if moves { last } else { 0.0 };
    if start > machine.heap.string_length(string) as f64 {
        set_last_index(machine, object, 0)?;
        return Ok(None);
    }
    let start = start as usize;
    let found = machine.match_at(regexp, string, start)?;
    // From the middle of a pair it goes back to its beginning.
    let found = found.filter(|found| !regexp.has('y') || found.range.start <= start);
    if let Some(found) = &found {
        machine.last_match.remember(string, found);
    }
    if moves {
        set_last_index(machine, object, found.as_ref().map_or(0, |found| found.range.end))?;
    }
    Ok(found)
}

/// The array `exec` answers.
fn match_result(machine: &mut Machine, regexp: &Regexp, string: StringId, found: &Found) -> Value {
    let ranges: Vec<_> = std::iter::once(Some(found.range.clone())).chain(found.groups.iter().cloned()).collect();
    let texts: Vec<Value> = ranges.iter().map(|range| cut(machine, string, range.as_ref())).collect();
    let array = machine.heap.array(machine.realm.array_prototype, texts);
    table::export(machine, array, "index", found.range.start);
    table::export(machine, array, "input", string);
    let groups = named_texts(machine, string, found);
    table::export(machine, array, "groups", groups);
    if regexp.has('d') {
        let places: Vec<Value> = ranges.iter().map(|range| place(machine, range.as_ref())).collect();
        let indices = machine.heap.array(machine.realm.array_prototype, places);
        let groups = named_groups(machine, found, place);
        table::export(machine, indices, "groups", groups);
        table::export(machine, array, "indices", indices);
    }
    Value::Object(array)
}

/// Part of a string, `undefined` for a group that took no part.
pub(crate) fn cut(machine: &mut Machine, string: StringId, range: Option<&std::ops::Range<usize>>) -> Value {
    range.map_or(Value::Undefined, |range| {
        crate::library::ecma::string::pieces::part(machine, string, range.start, range.end)
    })
}

/// The named groups' texts as an object, `undefined` if there are none.
pub(crate) fn named_texts(machine: &mut Machine, string: StringId, found: &Found) -> Value {
    named_groups(machine, found, |machine, range| cut(machine, string, range))
}

fn place(machine: &mut Machine, range: Option<&std::ops::Range<usize>>) -> Value {
    range.map_or(Value::Undefined, |range| machine.array([range.start.into(), range.end.into()]))
}

fn named_groups(
    machine: &mut Machine,
    found: &Found,
    mut shown: impl FnMut(&mut Machine, Option<&std::ops::Range<usize>>) -> Value,
) -> Value {
    if found.named.is_empty() {
        return Value::Undefined;
    }
    let groups = machine.heap.object(None, Kind::Ordinary);
    for (name, range) in &found.named {
        let value = shown(machine, range.as_ref());
        let key: PropertyKey = machine.heap.key(name);
        machine.heap.put_with(groups, key, value, Attributes::ALL);
    }
    Value::Object(groups)
}

/// ECMAScript `AdvanceStringIndex`.
pub(crate) fn advance(machine: &Machine, string: StringId, index: usize, unicode: bool) -> usize {
    match machine.heap.units(string).code_point_at(index) {
        Some((_, width)) if unicode => index + width,
        _ => index + 1,
    }
}
