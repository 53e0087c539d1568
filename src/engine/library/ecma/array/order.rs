//! Sorting and reversing (ECMAScript 23.1.3.26, 23.1.3.30). The comparisons of short arrays come in V8's order, because a
//! comparison function may print what it is asked.

use std::cmp::Ordering;

use super::elements::{delete, get, get_present, set, this};
use crate::heap::{ObjectId, Value};
use crate::library::table::{Dated, Method};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::{Fact, since};

pub(crate) const METHODS: &[Method] = &[("reverse", 0, reverse), ("sort", 1, sort)];

/// Those of Node 20 and later.
pub(crate) const BY_COPY: &[Dated] =
    &[("toReversed", 0, to_reversed, since(20)), ("toSorted", 1, to_sorted, since(20))];

/// Runs up to this length are sorted by insertion, as in V8.
const RUN: usize = 64;

/// Since Node 26, below this length no run is looked for.
const UNCOUNTED: usize = 8;

/// How many values are sorted without a step between.
const TOGETHER: usize = 1 << 13;

/// What a value with its key takes while it is sorted, the key's contents apart.
const KEYED: usize = 64;

/// Compares as a program's comparison function does: negative for "before".
pub(crate) type Compare<'a> = &'a mut dyn FnMut(&mut Machine, Value, Value) -> Completion<f64>;

/// All elements, holes as `undefined`; held.
fn values(machine: &mut Machine, object: ObjectId, length: f64) -> Completion<Vec<Value>> {
    values_but(machine, object, length, None)
}

/// The same, with one of them replaced, which is not asked for.
pub(crate) fn values_but(
    machine: &mut Machine,
    object: ObjectId,
    length: f64,
    replaced: Option<(f64, Value)>,
) -> Completion<Vec<Value>> {
    if length > f64::from(u32::MAX) {
        return machine.fail(message::INVALID_ARRAY_LENGTH, []);
    }
    let mut values = Vec::new();
    let mut at = 0.0;
    while at < length {
        machine.may_go_on(at)?;
        machine.room_for_list(values.len())?;
        values.push(match replaced {
            Some((place, value)) if place == at => value,
            _ => get(machine, object, at)?,
        });
        at += 1.0;
    }
    Ok(values)
}

fn reverse(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "reverse")?;
    let (mut low, mut high) = (0.0, length - 1.0);
    let round = machine.heap.open_handles();
    while low < high {
        machine.next_round(round, low)?;
        let (first, last) = (get_present(machine, object, low)?, get_present(machine, object, high)?);
        let both = [(low, last), (high, first)];
        for (index, value) in both {
            match value {
                // Neither was there.
                None if both.iter().all(|(_, value)| value.is_none()) => {}
                Some(value) => set(machine, object, index, value)?,
                None => delete(machine, object, index)?,
            }
        }
        low += 1.0;
        high -= 1.0;
    }
    Ok(Value::Object(object))
}

fn to_reversed(machine: &mut Machine, call: &Call) -> Completion {
    let (object, length) = this(machine, call, "toReversed")?;
    if length > f64::from(u32::MAX) {
        return machine.fail(message::INVALID_ARRAY_LENGTH, []);
    }
    let mut values = Vec::new();
    let mut at = length;
    while at > 0.0 {
        machine.may_go_on(at)?;
        machine.room_for_list(values.len())?;
        at -= 1.0;
        values.push(get(machine, object, at)?);
    }
    Ok(machine.array(values))
}

/// The comparison function, or `None` for the default order.
pub(crate) fn comparison(machine: &mut Machine, call: &Call) -> Completion<Option<Value>> {
    let compare = machine.argument(call, 0);
    if compare.is_undefined() {
        return Ok(None);
    }
    if machine.heap.is_function(compare) {
        return Ok(Some(compare));
    }
    machine.blame(message::BAD_SORT_COMPARISON_FUNCTION, compare)
}

fn sort(machine: &mut Machine, call: &Call) -> Completion {
    let compare = comparison(machine, call)?;
    let (object, length) = this(machine, call, "sort")?;
    let mut found = Vec::new();
    let mut at = 0.0;
    while at < length {
        machine.may_go_on(at)?;
        machine.room_for_list(found.len())?;
        found.extend(get_present(machine, object, at)?);
        at += 1.0;
    }
    let present = found.len() as f64;
    let sorted = sorted(machine, found, compare)?;
    let round = machine.heap.open_handles();
    for (index, value) in sorted.into_iter().enumerate() {
        machine.next_round(round, index as f64)?;
        set(machine, object, index as f64, value)?;
    }
    let mut at = present;
    while at < length {
        machine.next_round(round, at)?;
        delete(machine, object, at)?;
        at += 1.0;
    }
    Ok(Value::Object(object))
}

fn to_sorted(machine: &mut Machine, call: &Call) -> Completion {
    let compare = comparison(machine, call)?;
    let (object, length) = this(machine, call, "toSorted")?;
    let values = values(machine, object, length)?;
    let sorted = sorted(machine, values, compare)?;
    Ok(machine.array(sorted))
}

/// Values in order, `undefined` last (ECMAScript `CompareArrayElements`).
fn sorted(machine: &mut Machine, values: Vec<Value>, compare: Option<Value>) -> Completion<Vec<Value>> {
    let total = values.len();
    let mut defined: Vec<Value> = values.into_iter().filter(|value| !value.is_undefined()).collect();
    if let Some(function) = compare {
        let round = machine.heap.open_handles();
        defined = merge_sort(machine, defined, &mut |machine, a, b| {
            machine.heap.close_handles(round);
            let order = machine.call(function, Value::Undefined, &[a, b])?;
            machine.to_number(order)
        })?;
    } else if defined.len() > 1 {
        machine.admit(defined.len() * KEYED)?;
        let mut keys = Vec::with_capacity(defined.len());
        let mut bytes = 0;
        let round = machine.heap.open_handles();
        for value in &defined {
            machine.next_round(round, keys.len() as f64)?;
            let key = machine.to_text(*value)?;
            bytes += key.bytes();
            machine.admit(bytes)?;
            keys.push(key);
        }
        let places = (0..defined.len()).collect();
        let places = sort_slowly(machine, places, |&a: &usize, &b: &usize| keys[a].view().cmp(&keys[b].view()))?;
        defined = places.into_iter().map(|place| defined[place]).collect();
    }
    defined.resize(total, Value::Undefined);
    Ok(defined)
}

/// A stable sort that takes a step now and then.
pub(crate) fn sort_slowly<T: Copy>(
    machine: &mut Machine,
    mut values: Vec<T>,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Completion<Vec<T>> {
    for part in values.chunks_mut(TOGETHER) {
        part.sort_by(&compare);
        machine.tick()?;
    }
    merge_runs(values, TOGETHER, |a, b, merged| {
        machine.may_go_on(merged as f64)?;
        Ok(compare(b, a) == Ordering::Less)
    })
}

/// Merges sorted runs of `width` values; `swaps` says whether the second of two goes first, and is told how many stand merged.
fn merge_runs<T: Copy>(
    mut values: Vec<T>,
    mut width: usize,
    mut swaps: impl FnMut(&T, &T, usize) -> Completion<bool>,
) -> Completion<Vec<T>> {
    while width < values.len() {
        let mut merged = Vec::with_capacity(values.len());
        for pair in values.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([a, rest_left @ ..], [b, rest_right @ ..]) = (left, right) {
                if swaps(a, b, merged.len())? {
                    merged.push(*b);
                    right = rest_right;
                } else {
                    merged.push(*a);
                    left = rest_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        values = merged;
        width *= 2;
    }
    Ok(values)
}

/// A stable sort that asks at most n log n questions and bears any answers.
pub(crate) fn merge_sort(
    machine: &mut Machine,
    mut values: Vec<Value>,
    compare: Compare<'_>,
) -> Completion<Vec<Value>> {
    let mut start = 0;
    let counts = values.len() >= UNCOUNTED || !machine.knows(Fact::RunsUncounted);
    let run = if values.len() < RUN { RUN } else { RUN / 2 };
    while start < values.len() {
        let end = values.len().min(start + run);
        sort_run(machine, &mut values[start..end], counts, compare)?;
        start = end;
    }
    merge_runs(values, run, |a, b, _| Ok(compare(machine, *b, *a)? < 0.0))
}

/// The natural run at the front, reversed if it descends, then binary insertion (V8's `CountAndMakeRun`,
/// `BinaryInsertionSort`).
fn sort_run(machine: &mut Machine, values: &mut [Value], counts: bool, compare: Compare<'_>) -> Completion<()> {
    if values.len() < 2 {
        return Ok(());
    }
    let descends = counts && compare(machine, values[1], values[0])? < 0.0;
    let mut run = if counts { 2 } else { 1 };
    while counts && run < values.len() && (compare(machine, values[run], values[run - 1])? < 0.0) == descends {
        run += 1;
    }
    if descends {
        values[..run].reverse();
    }
    for next in run..values.len() {
        let pivot = values[next];
        let (mut left, mut right) = (0, next);
        while left < right {
            let middle = left + (right - left) / 2;
            if compare(machine, pivot, values[middle])? < 0.0 {
                right = middle;
            } else {
                left = middle + 1;
            }
        }
        values[left..=next].rotate_right(1);
    }
    Ok(())
}
