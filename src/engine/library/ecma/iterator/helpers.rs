//! `Iterator` and its methods: `map`, `filter`, `reduce` and kin (ECMAScript 27.1.3 and 27.1.4; since Node 22). Not the
//! iterators of arrays and other classes, see `iterator`, nor the helpers that draw later, see `lazy`.

use super::lazy;
use super::lazy::{Work, flattened, helper};
use crate::heap::{Attributes, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, Row, message};
use pool::memory::{Fact, since};

const METHODS: &[Method] = &[
    ("reduce", 1, reduce),
    ("toArray", 0, to_array),
    ("forEach", 1, |machine, call| visit(machine, call, "forEach", |_, _, _| None, Value::Undefined)),
    ("some", 1, |machine, call| {
        visit(machine, call, "some", |_, _, yes| yes.then_some(Value::Boolean(true)), Value::Boolean(false))
    }),
    ("every", 1, |machine, call| {
        visit(machine, call, "every", |_, _, yes| (!yes).then_some(Value::Boolean(false)), Value::Boolean(true))
    }),
    ("find", 1, |machine, call| visit(machine, call, "find", |_, item, yes| yes.then_some(item), Value::Undefined)),
    ("map", 1, |machine, call| with_function(machine, call, "map", Work::Map)),
    ("filter", 1, |machine, call| with_function(machine, call, "filter", Work::Filter)),
    ("take", 1, |machine, call| with_count(machine, call, "take", Work::Take)),
    ("drop", 1, |machine, call| with_count(machine, call, "drop", Work::Drop)),
    ("flatMap", 1, |machine, call| with_function(machine, call, "flatMap", Work::FlatMap)),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = machine.realm.iterator_prototype;
    let class = machine.native(Row { name: "Iterator", length: 0, constructs: true, native: construct });
    machine.heap.put_with(class, machine.keys.prototype, Value::Object(prototype), Attributes::NONE);
    table::global(machine, "Iterator", class);
    machine.realm.iterator = Some(class);
    table::method(machine, class, ("from", 1, from));
    table::dated(machine, class, &[("concat", 0, concat, since(26))]);
    let constructor = machine.keys.constructor;
    let to_string_tag = PropertyKey::Symbol(machine.symbols.to_string_tag);
    table::accessor(
        machine,
        prototype,
        constructor,
        "constructor",
        |machine, _| Ok(machine.realm.iterator.map_or(Value::Undefined, Value::Object)),
        Some(|machine, call| assign_own(machine, call, machine.keys.constructor)),
    );
    table::methods(machine, prototype, METHODS);
    table::accessor(
        machine,
        prototype,
        to_string_tag,
        "[Symbol.toStringTag]",
        |machine, _| Ok(machine.heap.string_value("Iterator")),
        Some(|machine, call| assign_own(machine, call, PropertyKey::Symbol(machine.symbols.to_string_tag))),
    );
    lazy::install(machine);
    let wrap = table::under(machine, prototype);
    table::methods(machine, wrap, &[("next", 0, wrapped_next), ("return", 0, wrapped_return)]);
    machine.realm.iterator_wrap_prototype = Some(wrap);
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    match call.new_target {
        None => machine.needs_new("Iterator"),
        Some(target) if target == call.callee => machine.fail(message::CONSTRUCT_ABSTRACT_CLASS, ["Iterator"]),
        Some(_) => {
            let proto = machine.prototype_for(call, machine.realm.iterator_prototype)?;
            Ok(Value::Object(machine.heap.object(Some(proto), crate::heap::Kind::Ordinary)))
        }
    }
}

/// `SetterThatIgnoresPrototypeProperties` (ECMAScript 27.1.4.1.1).
fn assign_own(machine: &mut Machine, call: &Call, key: PropertyKey) -> Completion {
    let Value::Object(object) = call.this else {
        return machine.fail(message::CALLED_ON_NON_OBJECT, ["Iterator.prototype setter"]);
    };
    if object == machine.realm.iterator_prototype {
        let name = machine.key_text(key);
        return machine.fail(message::STRICT_READ_ONLY_PROPERTY, [&name, "object", "[object Object]"]);
    }
    let value = machine.argument(call, 0);
    if machine.heap.own(object, key).is_some() {
        machine.set(call.this, key, value, true)?;
    } else {
        machine.create(object, key, value)?;
    }
    Ok(Value::Undefined)
}

/// `this` of a method of `Iterator.prototype`.
fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<Value> {
    if call.this.as_object().is_none() {
        return machine.fail(message::CALLED_ON_NON_OBJECT, [&format!("Iterator.prototype.{method}")]);
    }
    Ok(call.this)
}

/// An argument that must be a function; the iterator is closed otherwise, where releases do that.
fn function(machine: &mut Machine, call: &Call, method: &str) -> Completion {
    let given = machine.argument(call, 0);
    if machine.heap.is_function(given) {
        return Ok(given);
    }
    close_early(machine, call.this)?;
    let shown = if method == "flatMap" {
        // This one is refused by V8's own code.
        "Iterator.prototype.flatMap".to_owned()
    } else if machine.knows(Fact::HelpersClose) {
        machine.site_text(given)
    } else {
        // V8 12 names the wrong thing.
        format!("string \"Iterator.prototype.{method}\"")
    };
    machine.fail(message::CALLED_NON_CALLABLE, [&shown])
}

/// Since V8 13 a helper that refuses its argument closes the iterator.
fn close_early(machine: &mut Machine, iterator: Value) -> Completion<()> {
    if machine.knows(Fact::HelpersClose) { machine.close_iterator(iterator, true) } else { Ok(()) }
}

fn visit(
    machine: &mut Machine,
    call: &Call,
    method: &str,
    decide: fn(&mut Machine, Value, bool) -> Option<Value>,
    otherwise: Value,
) -> Completion {
    let iterator = this(machine, call, method)?;
    let function = function(machine, call, method)?;
    let next = machine.get(iterator, machine.keys.next)?;
    let mut answer = None;
    let mut counter = 0.0;
    machine.draw(iterator, next, &mut |machine, item| {
        let said = machine.call(function, Value::Undefined, &[item, Value::Number(counter)])?;
        counter += 1.0;
        let yes = machine.truthy(said);
        answer = decide(machine, item, yes);
        Ok(answer.is_none())
    })?;
    Ok(answer.unwrap_or(otherwise))
}

fn reduce(machine: &mut Machine, call: &Call) -> Completion {
    let iterator = this(machine, call, "reduce")?;
    let function = function(machine, call, "reduce")?;
    let next = machine.get(iterator, machine.keys.next)?;
    let (mut total, mut counter) = (machine.argument(call, 1), 0.0);
    if machine.argument_count(call) < 2 {
        let Some(first) = machine.step_iterator(iterator, next)? else {
            return machine.fail(message::ITERATOR_REDUCE_NO_INITIAL, []);
        };
        (total, counter) = (first, 1.0);
    }
    let total = machine.heap.carry(total);
    machine.draw(iterator, next, &mut |machine, item| {
        let arguments = [machine.heap.carried(total), item, Value::Number(counter)];
        let next = machine.call(function, Value::Undefined, &arguments)?;
        machine.heap.carry_on(total, next);
        counter += 1.0;
        Ok(true)
    })?;
    Ok(machine.heap.carried(total))
}

fn to_array(machine: &mut Machine, call: &Call) -> Completion {
    let iterator = this(machine, call, "toArray")?;
    let next = machine.get(iterator, machine.keys.next)?;
    let items = machine.list_from(iterator, next)?;
    Ok(machine.array(items))
}

fn with_function(machine: &mut Machine, call: &Call, method: &str, work: Work) -> Completion {
    let iterator = this(machine, call, method)?;
    let function = function(machine, call, method)?;
    let next = machine.get(iterator, machine.keys.next)?;
    Ok(helper(machine, work, iterator, next, function))
}

fn with_count(machine: &mut Machine, call: &Call, method: &str, work: Work) -> Completion {
    let iterator = this(machine, call, method)?;
    let given = machine.argument(call, 0);
    let limit = match machine.to_number(given) {
        Ok(limit) => limit,
        Err(thrown) => {
            close_early(machine, iterator)?;
            return Err(thrown);
        }
    };
    if limit.is_nan() || limit.trunc() < 0.0 {
        close_early(machine, iterator)?;
        return machine.blame(message::MUST_BE_POSITIVE, given);
    }
    let next = machine.get(iterator, machine.keys.next)?;
    Ok(helper(machine, work, iterator, next, Value::Number(limit.trunc())))
}

/// `Iterator.from(iterable)`
fn from(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    let (iterator, next) = flattened(machine, given, true)?;
    let mut at = iterator.as_object();
    while let Some(object) = at {
        if object == machine.realm.iterator_prototype {
            return Ok(iterator);
        }
        at = machine.heap.proto(object);
    }
    let made = machine.heap.object(machine.realm.iterator_wrap_prototype, crate::heap::Kind::Ordinary);
    let state = machine.array([iterator, next]);
    let key = PropertyKey::Symbol(machine.symbols.wrapped_iterator);
    machine.heap.put_with(made, key, state, Attributes::HIDDEN);
    Ok(Value::Object(made))
}

/// What a wrapper of `Iterator.from` wraps, and its `next`.
fn wrapped(machine: &mut Machine, call: &Call, method: &str) -> Completion<(Value, Value)> {
    let key = PropertyKey::Symbol(machine.symbols.wrapped_iterator);
    let own = call.this.as_object().and_then(|object| machine.heap.own(object, key));
    let Some(Value::Object(state)) = own.map(|own| own.value) else {
        return machine.incompatible(call.this, &format!("%WrapForValidIteratorPrototype%.{method}"));
    };
    let mut part = |index| machine.heap.own(state, PropertyKey::Index(index)).map_or(Value::Undefined, |own| own.value);
    Ok((part(0), part(1)))
}

fn wrapped_next(machine: &mut Machine, call: &Call) -> Completion {
    let (iterator, next) = wrapped(machine, call, "next")?;
    machine.call(next, iterator, &[])
}

fn wrapped_return(machine: &mut Machine, call: &Call) -> Completion {
    let (iterator, _) = wrapped(machine, call, "return")?;
    match machine.method(iterator, machine.keys.return_)? {
        Some(method) => machine.call(method, iterator, &[]),
        None => Ok(machine.iterator_result(Value::Undefined, true)),
    }
}

/// `Iterator.concat(...iterables)`, since Node 26.
fn concat(machine: &mut Machine, call: &Call) -> Completion {
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    let mut all = Vec::new();
    for index in 0..machine.argument_count(call) {
        let iterable = machine.argument(call, index);
        if iterable.as_object().is_none() {
            return machine.fail(message::CALLED_ON_NON_OBJECT, ["Iterator.concat"]);
        }
        let Some(method) = machine.method(iterable, key)? else {
            return machine.blame(message::NOT_ITERABLE, iterable);
        };
        all.extend([iterable, method]);
    }
    let all = machine.array(all);
    Ok(helper(machine, Work::Concat, Value::Undefined, Value::Undefined, all))
}
