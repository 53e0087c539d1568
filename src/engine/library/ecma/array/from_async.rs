//! `Array.fromAsync` (ECMAScript 23.1.2.2): a small asynchronous function of the language itself, compiled when it is first asked for, over
//! steps that no program can change. Not those of other classes.

use std::rc::Rc;

use super::elements::{create, is_constructor, set_length};
use crate::code::{self, Source};
use crate::heap::Value;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::syntax::ast::Goal;

const SOURCE: &str =
    "((walk, make, store, end, shut, step, whole, list, apply, callable) => async (C, items, map, self) => {
  const mapping = map !== undefined;
  if (mapping) callable(map);
  const found = walk(items);
  if (found) {
    const iterator = found[0], next = found[1];
    const made = make(C);
    for (let k = 0; ; k += 1) {
      const result = whole(await step(next, iterator));
      if (result.done) {
        end(made, k);
        return made;
      }
      let value = result.value;
      try {
        if (mapping) value = await apply(map, self, value, k);
        store(made, k, value);
      } catch (error) {
        try {
          const answer = shut(iterator);
          if (answer) await answer[0];
        } catch {}
        throw error;
      }
    }
  }
  const all = list(items), from = all[0], length = all[1];
  const made = make(C, length);
  for (let k = 0; k < length; k += 1) {
    let value = await from[k];
    if (mapping) value = await apply(map, self, value, k);
    store(made, k, value);
  }
  end(made, length);
  return made;
})";

const STEPS: [Method; 10] = [
    ("walk", 1, walk),
    ("make", 2, make),
    ("store", 3, store),
    ("end", 2, end),
    ("shut", 1, shut),
    ("step", 2, |machine, call| machine.call(machine.argument(call, 0), machine.argument(call, 1), &[])),
    ("whole", 1, whole),
    ("list", 1, list),
    ("apply", 4, apply),
    ("callable", 1, |machine, call| match machine.argument(call, 0) {
        given if machine.heap.is_function(given) => Ok(given),
        given => machine.blame(message::CALLED_NON_CALLABLE, given),
    }),
];

pub(crate) fn from_async(machine: &mut Machine, call: &Call) -> Completion {
    let function = match machine.realm.from_async {
        Some(known) => Value::Object(known),
        None => compiled(machine)?,
    };
    let [items, map, this] = [0, 1, 2].map(|at| machine.argument(call, at));
    machine.call(function, Value::Undefined, &[call.this, items, map, this])
}

fn compiled(machine: &mut Machine) -> Completion {
    let Ok(script) = machine.parse(SOURCE, Goal::Script)? else { return Ok(Value::Undefined) };
    let source = Rc::new(Source::new("node:internal/array", SOURCE.to_owned()));
    let Ok(code) = code::compile(&script, source) else { return Ok(Value::Undefined) };
    machine.descend()?;
    let (completion, this) = (machine.completion, Value::Object(machine.realm.global));
    let outer = machine.run_script(&code, this);
    machine.completion = completion;
    machine.ascend();
    let steps = STEPS.map(|row| Value::Object(table::function(machine, row)));
    let function = machine.call(outer?, Value::Undefined, &steps)?;
    machine.realm.from_async = function.as_object();
    Ok(function)
}

/// An iterator and its `next`; nothing for an array-like.
fn walk(machine: &mut Machine, call: &Call) -> Completion {
    let items = machine.argument(call, 0);
    let found = machine.async_walk(items)?;
    Ok(found.map_or(Value::Undefined, |(iterator, next)| machine.array([iterator, next])))
}

fn make(machine: &mut Machine, call: &Call) -> Completion {
    let (class, length) = (machine.argument(call, 0), machine.argument(call, 1));
    if let Value::Object(constructor) = class
        && is_constructor(machine, class)
    {
        let given: &[Value] = if length.is_undefined() { &[] } else { &[length] };
        return machine.construct(constructor, given, constructor);
    }
    let length = machine.to_number(length)?;
    create(machine, if length.is_nan() { 0.0 } else { length }).map(Value::Object)
}

fn store(machine: &mut Machine, call: &Call) -> Completion {
    let [array, index, value] = [0, 1, 2].map(|at| machine.argument(call, at));
    let index = machine.to_number(index)?;
    let key = machine.index_key(index);
    if let Value::Object(array) = array {
        machine.create(array, key, value)?;
    }
    Ok(Value::Undefined)
}

fn end(machine: &mut Machine, call: &Call) -> Completion {
    let length = machine.to_number(machine.argument(call, 1))?;
    if let Value::Object(array) = machine.argument(call, 0) {
        set_length(machine, array, length)?;
    }
    Ok(Value::Undefined)
}

/// What an iterator's `return` answers, in an array; nothing where it has none.
fn shut(machine: &mut Machine, call: &Call) -> Completion {
    let iterator = machine.argument(call, 0);
    let Some(method) = machine.method(iterator, machine.keys.return_)? else { return Ok(Value::Undefined) };
    let answer = machine.call(method, iterator, &[])?;
    Ok(machine.array([answer]))
}

fn whole(machine: &mut Machine, call: &Call) -> Completion {
    match machine.argument(call, 0) {
        result @ Value::Object(_) => Ok(result),
        other => machine.blame(message::ITERATOR_RESULT_NOT_AN_OBJECT, other),
    }
}

fn list(machine: &mut Machine, call: &Call) -> Completion {
    let object = machine.to_object(machine.argument(call, 0))?;
    let length = machine.length_of(object)?;
    Ok(machine.array([Value::Object(object), Value::Number(length)]))
}

fn apply(machine: &mut Machine, call: &Call) -> Completion {
    let [function, this, value, index] = [0, 1, 2, 3].map(|at| machine.argument(call, at));
    machine.call(function, this, &[value, index])
}
