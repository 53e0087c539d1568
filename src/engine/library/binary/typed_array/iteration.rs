//! The methods of `%TypedArray%.prototype` that visit every element: iterators and callbacks (ECMAScript 23.2.3).

use super::create::species_create;
use super::receiver::{Wording, receiver};
use crate::heap::object::{Iteration, Walk, Yield};
use crate::heap::{Kind, Value, View};
use crate::library::ecma::string::pieces::finish;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

/// Methods of `%TypedArray%.prototype`.
pub(crate) const METHODS: [Method; 16] = [
    ("entries", 0, entries),
    ("keys", 0, keys),
    ("every", 1, every),
    ("filter", 1, filter),
    ("find", 1, find),
    ("findIndex", 1, find_index),
    ("findLast", 1, find_last),
    ("findLastIndex", 1, find_last_index),
    ("forEach", 1, for_each),
    ("map", 1, map),
    ("reduce", 1, reduce),
    ("reduceRight", 1, reduce_right),
    ("some", 1, some),
    ("join", 1, join),
    ("toLocaleString", 0, to_locale_string),
    ("values", 0, values),
];

fn entries(machine: &mut Machine, call: &Call) -> Completion {
    iterator(machine, call, "entries", Yield::Entries)
}

fn keys(machine: &mut Machine, call: &Call) -> Completion {
    iterator(machine, call, "keys", Yield::Keys)
}

fn values(machine: &mut Machine, call: &Call) -> Completion {
    iterator(machine, call, "values", Yield::Values)
}

fn iterator(machine: &mut Machine, call: &Call, name: &str, gives: Yield) -> Completion {
    receiver(machine, call, name, Wording::Plain)?;
    let iteration = Iteration { walk: Walk::Array, gives, over: call.this, next: 0 };
    let prototype = machine.realm.array_iterator_prototype;
    Ok(machine.heap.object(Some(prototype), Kind::Iterator(Box::new(iteration))).into())
}

/// An element now; `undefined` once a callback has taken it away.
fn element(machine: &mut Machine, view: View, index: usize) -> Value {
    machine.heap.element(view, index).unwrap_or(Value::Undefined)
}

/// Calls the callback for every element until `stop` gives an answer from the element, what the callback said and the index.
fn visit(
    machine: &mut Machine,
    call: &Call,
    name: &str,
    forward: bool,
    mut stop: impl FnMut(&mut Machine, Value, Value, usize) -> Option<Value>,
) -> Completion<Option<Value>> {
    let (_, view) = receiver(machine, call, name, Wording::Plain)?;
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    let callback = machine.callable(callback)?;
    let length = machine.heap.view_length(view);
    let round = machine.heap.open_handles();
    for step in 0..length {
        machine.next_round(round, step as f64)?;
        let index = if forward { step } else { length - 1 - step };
        let value = element(machine, view, index);
        let said = machine.call(callback, this, &[value, index.into(), call.this])?;
        if let Some(answer) = stop(machine, value, said, index) {
            return Ok(Some(answer));
        }
    }
    Ok(None)
}

fn every(machine: &mut Machine, call: &Call) -> Completion {
    let failed =
        visit(machine, call, "every", true, |machine, _, said, _| (!machine.truthy(said)).then_some(Value::Null))?;
    Ok(failed.is_none().into())
}

fn some(machine: &mut Machine, call: &Call) -> Completion {
    let found = visit(machine, call, "some", true, |machine, _, said, _| machine.truthy(said).then_some(Value::Null))?;
    Ok(found.is_some().into())
}

fn for_each(machine: &mut Machine, call: &Call) -> Completion {
    visit(machine, call, "forEach", true, |_, _, _, _| None)?;
    Ok(Value::Undefined)
}

fn find(machine: &mut Machine, call: &Call) -> Completion {
    let found = visit(machine, call, "find", true, |machine, value, said, _| machine.truthy(said).then_some(value))?;
    Ok(found.unwrap_or(Value::Undefined))
}

fn find_index(machine: &mut Machine, call: &Call) -> Completion {
    let found =
        visit(machine, call, "findIndex", true, |machine, _, said, at| machine.truthy(said).then_some(at.into()))?;
    Ok(found.unwrap_or(Value::Number(-1.0)))
}

fn find_last(machine: &mut Machine, call: &Call) -> Completion {
    let found =
        visit(machine, call, "findLast", false, |machine, value, said, _| machine.truthy(said).then_some(value))?;
    Ok(found.unwrap_or(Value::Undefined))
}

fn find_last_index(machine: &mut Machine, call: &Call) -> Completion {
    // V8 names this method the other way round where its buffer is detached.
    let found =
        visit(machine, call, "findIndexLast", false, |machine, _, said, at| machine.truthy(said).then_some(at.into()))?;
    Ok(found.unwrap_or(Value::Number(-1.0)))
}

fn filter(machine: &mut Machine, call: &Call) -> Completion {
    let (object, view) = receiver(machine, call, "filter", Wording::Plain)?;
    let mut taken = Vec::new();
    visit(machine, call, "filter", true, |machine, value, said, _| {
        if machine.truthy(said) {
            taken.push(machine.heap.encode_element(view.element, value));
        }
        None
    })?;
    let (made, to) = species_create(machine, object, view, &[taken.len().into()], "prototype.filter")?;
    let round = machine.heap.open_handles();
    for (index, raw) in taken.into_iter().enumerate() {
        machine.next_round(round, index as f64)?;
        let value = machine.heap.decode_element(view.element, raw);
        machine.heap.set_element(to, index, value);
    }
    Ok(made.into())
}

fn map(machine: &mut Machine, call: &Call) -> Completion {
    let (object, view) = receiver(machine, call, "map", Wording::Plain)?;
    let (callback, this) = (machine.argument(call, 0), machine.argument(call, 1));
    if !machine.heap.is_function(callback) {
        return machine.blame(message::CALLED_NON_CALLABLE, callback);
    }
    let length = machine.heap.view_length(view);
    let (made, to) = species_create(machine, object, view, &[length.into()], "prototype.map")?;
    if to.tracking && machine.heap.memory.is_resizable(view.slab) && machine.knows(Fact::FollowersUnmapped) {
        return machine.fail(message::DETACHED_OPERATION, ["%TypedArray%.prototype.map"]);
    }
    let round = machine.heap.open_handles();
    for index in 0..length {
        machine.next_round(round, index as f64)?;
        let value = element(machine, view, index);
        let said = machine.call(callback, this, &[value, index.into(), call.this])?;
        let said = machine.element_value(to.element, said)?;
        machine.heap.set_element(to, index, said);
    }
    Ok(made.into())
}

fn reduce(machine: &mut Machine, call: &Call) -> Completion {
    fold(machine, call, "reduce", true)
}

fn reduce_right(machine: &mut Machine, call: &Call) -> Completion {
    fold(machine, call, "reduceRight", false)
}

fn fold(machine: &mut Machine, call: &Call, name: &str, forward: bool) -> Completion {
    let (_, view) = receiver(machine, call, name, Wording::Plain)?;
    let callback = machine.argument(call, 0);
    let callback = machine.callable(callback)?;
    let length = machine.heap.view_length(view);
    let mut begun = machine.argument_count(call) > 1;
    let sum = machine.heap.carry(machine.argument(call, 1));
    let round = machine.heap.open_handles();
    for step in 0..length {
        machine.next_round(round, step as f64)?;
        let index = if forward { step } else { length - 1 - step };
        let value = element(machine, view, index);
        let next = if begun {
            let arguments = [machine.heap.carried(sum), value, index.into(), call.this];
            machine.call(callback, Value::Undefined, &arguments)?
        } else {
            value
        };
        machine.heap.carry_on(sum, next);
        begun = true;
    }
    if begun { Ok(machine.heap.carried(sum)) } else { machine.fail(message::REDUCE_NO_INITIAL, []) }
}

fn join(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "join", Wording::Method)?;
    let length = machine.heap.view_length(view);
    let separator = machine.argument(call, 0);
    let separator = if separator.is_undefined() { crate::text::Text::from(",") } else { machine.to_text(separator)? };
    joined(machine, (view, length), &separator, Machine::to_text)
}

fn to_locale_string(machine: &mut Machine, call: &Call) -> Completion {
    let (_, view) = receiver(machine, call, "toLocaleString", Wording::Method)?;
    let passed = [machine.argument(call, 0), machine.argument(call, 1)];
    joined(machine, (view, machine.heap.view_length(view)), &crate::text::Text::from(","), move |machine, value| {
        let method = machine.get_named(value, "toLocaleString")?;
        let text = machine.call(method, value, &passed)?;
        machine.to_text(text)
    })
}

fn joined(
    machine: &mut Machine,
    (view, length): (View, usize),
    separator: &crate::text::Text,
    mut text_of: impl FnMut(&mut Machine, Value) -> Completion<crate::text::Text>,
) -> Completion {
    let mut builder = crate::text::TextBuilder::default();
    let round = machine.heap.open_handles();
    for index in 0..length {
        machine.next_round(round, index as f64)?;
        machine.grows(&builder, separator.bytes())?;
        if index > 0 {
            builder.push_units(separator.view());
        }
        if let Some(value) = machine.heap.element(view, index) {
            builder.push_units(text_of(machine, value)?.view());
        }
    }
    finish(machine, builder)
}
