//! What `RegExp` itself tells of the last match (V8; Annex B of a proposal): `RegExp.$1`, `RegExp.lastMatch` and kin. Not matching.

use std::ops::Range;

use super::matching::cut;
use crate::heap::{ObjectId, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, Native};

/// Each with what it reads, in V8's order; they take any value and forget it.
const PROPERTIES: [(&str, Native); 17] = [
    ("lastMatch", |machine, _| part(machine, 0)),
    ("$&", |machine, _| part(machine, 0)),
    ("lastParen", |machine, _| last_group(machine)),
    ("$+", |machine, _| last_group(machine)),
    ("leftContext", |machine, _| context(machine, |whole, _| 0..whole.start)),
    ("$`", |machine, _| context(machine, |whole, _| 0..whole.start)),
    ("rightContext", |machine, _| context(machine, |whole, length| whole.end..length)),
    ("$'", |machine, _| context(machine, |whole, length| whole.end..length)),
    ("$1", |machine, _| part(machine, 1)),
    ("$2", |machine, _| part(machine, 2)),
    ("$3", |machine, _| part(machine, 3)),
    ("$4", |machine, _| part(machine, 4)),
    ("$5", |machine, _| part(machine, 5)),
    ("$6", |machine, _| part(machine, 6)),
    ("$7", |machine, _| part(machine, 7)),
    ("$8", |machine, _| part(machine, 8)),
    ("$9", |machine, _| part(machine, 9)),
];

pub(crate) fn install(machine: &mut Machine, class: ObjectId) {
    for name in ["input", "$_"] {
        let key = machine.heap.key(name);
        table::accessor(machine, class, key, name, input, Some(set_input));
    }
    for (name, get) in PROPERTIES {
        let key = machine.heap.key(name);
        table::accessor(machine, class, key, name, get, Some(|_, _| Ok(Value::Undefined)));
    }
}

fn input(machine: &mut Machine, _: &Call) -> Completion {
    let empty = machine.heap.string_value("");
    Ok(machine.last_match.input.map_or(empty, Value::String))
}

fn set_input(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_string(machine.argument(call, 0))?;
    machine.last_match.input = Some(text);
    Ok(Value::Undefined)
}

fn piece(machine: &mut Machine, range: Option<Range<usize>>) -> Completion {
    match (machine.last_match.string, range) {
        (Some(string), Some(range)) => Ok(cut(machine, string, Some(&range))),
        _ => Ok(machine.heap.string_value("")),
    }
}

/// A group of the last match, or with 0 the whole.
fn part(machine: &mut Machine, group: usize) -> Completion {
    let range = machine.last_match.ranges.get(group).cloned().flatten();
    piece(machine, range)
}

fn last_group(machine: &mut Machine) -> Completion {
    let range = machine.last_match.ranges.iter().skip(1).next_back().cloned().flatten();
    piece(machine, range)
}

fn context(machine: &mut Machine, which: fn(Range<usize>, usize) -> Range<usize>) -> Completion {
    let Some(string) = machine.last_match.string else { return piece(machine, None) };
    let length = machine.heap.string_length(string);
    let range = machine.last_match.ranges.first().cloned().flatten().map(|whole| which(whole, length));
    piece(machine, range)
}
