//! `Iterator` and its helpers: `map`, `filter`, `take` and kin (ECMAScript 27.1.2 to 27.1.4; since Node 22). Not the
//! iterators of arrays and other classes: see `iterator`.

use super::result;
use crate::heap::{Attributes, ObjectId, PropertyKey, Value};
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

/// What a helper does with each value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Map,
    Filter,
    Take,
    Drop,
    FlatMap,
    Concat,
}

impl Work {
    const ALL: [Self; 6] = [Self::Map, Self::Filter, Self::Take, Self::Drop, Self::FlatMap, Self::Concat];

    fn number(self) -> Value {
        Value::from(Self::ALL.iter().position(|&work| work == self).unwrap_or(0))
    }
}

/// The slots of a helper's state, an array nobody else sees.
mod slot {
    pub const WORK: u32 = 0;
    /// What it draws from, and that one's `next`.
    pub const ITERATED: u32 = 1;
    pub const NEXT: u32 = 2;
    /// The function, or how many are left; for `concat` the iterables with their methods.
    pub const GIVEN: u32 = 3;
    pub const COUNTER: u32 = 4;
    /// The iterator inside that `flatMap` and `concat` are drawing from, and its `next`.
    pub const INNER: u32 = 5;
    pub const INNER_NEXT: u32 = 6;
    pub const DONE: u32 = 7;
    pub const RUNNING: u32 = 8;
}

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
    let helper = table::under(machine, prototype);
    table::methods(machine, helper, &[("next", 0, helper_next), ("return", 0, helper_return)]);
    table::tag(machine, helper, "Iterator Helper");
    machine.realm.iterator_helper_prototype = Some(helper);
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
    let shown = if machine.knows(Fact::HelpersClose) {
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

fn helper(machine: &mut Machine, work: Work, iterated: Value, next: Value, given: Value) -> Value {
    let no = Value::Boolean(false);
    let state = machine.array([
        work.number(),
        iterated,
        next,
        given,
        Value::Number(0.0),
        Value::Undefined,
        Value::Undefined,
        no,
        no,
    ]);
    let made = machine.heap.object(machine.realm.iterator_helper_prototype, crate::heap::Kind::Ordinary);
    let key = PropertyKey::Symbol(machine.symbols.iterator_helper);
    machine.heap.put_with(made, key, state, Attributes::HIDDEN);
    Value::Object(made)
}

/// A helper's state, and what of it is asked for.
#[derive(Clone, Copy)]
struct State(ObjectId);

impl State {
    fn of(machine: &mut Machine, call: &Call, method: &str) -> Completion<Self> {
        let key = PropertyKey::Symbol(machine.symbols.iterator_helper);
        let own = call.this.as_object().and_then(|object| machine.heap.own(object, key));
        match own.and_then(|own| own.value.as_object()) {
            Some(state) => Ok(Self(state)),
            None => machine.incompatible(call.this, &format!("Iterator Helper.prototype.{method}")),
        }
    }

    fn get(self, machine: &mut Machine, slot: u32) -> Value {
        machine.heap.own(self.0, PropertyKey::Index(slot)).map_or(Value::Undefined, |own| own.value)
    }

    fn set(self, machine: &mut Machine, slot: u32, value: Value) {
        machine.heap.put(self.0, PropertyKey::Index(slot), value);
    }

    fn is(self, machine: &mut Machine, slot: u32) -> bool {
        self.get(machine, slot) == Value::Boolean(true)
    }

    fn count(self, machine: &mut Machine) -> Value {
        let counter = self.get(machine, slot::COUNTER);
        if let Value::Number(number) = counter {
            self.set(machine, slot::COUNTER, Value::Number(number + 1.0));
        }
        counter
    }

    fn draw(self, machine: &mut Machine) -> Completion<Option<Value>> {
        let (iterated, next) = (self.get(machine, slot::ITERATED), self.get(machine, slot::NEXT));
        machine.step_iterator(iterated, next)
    }

    /// Calls the function; the iterator is closed if that throws.
    fn ask(self, machine: &mut Machine, item: Value) -> Completion {
        let (function, counter) = (self.get(machine, slot::GIVEN), self.count(machine));
        let answer = machine.call(function, Value::Undefined, &[item, counter]);
        self.closing(machine, answer)
    }

    fn closing<T>(self, machine: &mut Machine, answer: Completion<T>) -> Completion<T> {
        if answer.is_err() {
            let iterated = self.get(machine, slot::ITERATED);
            machine.close_iterator(iterated, true)?;
        }
        answer
    }

    fn next(self, machine: &mut Machine) -> Completion<Option<Value>> {
        let work = match self.get(machine, slot::WORK) {
            Value::Number(number) => Work::ALL[number as usize],
            _ => Work::Map,
        };
        match work {
            Work::Map => match self.draw(machine)? {
                Some(item) => self.ask(machine, item).map(Some),
                None => Ok(None),
            },
            Work::Filter => {
                let round = machine.heap.open_handles();
                while let Some(item) = self.draw(machine)? {
                    machine.tick()?;
                    machine.heap.close_handles_but(round, item);
                    let said = self.ask(machine, item)?;
                    if machine.truthy(said) {
                        return Ok(Some(item));
                    }
                }
                Ok(None)
            }
            Work::Take => {
                let Value::Number(left) = self.get(machine, slot::GIVEN) else { return Ok(None) };
                if left == 0.0 {
                    let iterated = self.get(machine, slot::ITERATED);
                    machine.close_iterator(iterated, false)?;
                    return Ok(None);
                }
                self.set(machine, slot::GIVEN, Value::Number(left - 1.0));
                self.draw(machine)
            }
            Work::Drop => {
                let round = machine.heap.open_handles();
                while let Value::Number(left) = self.get(machine, slot::GIVEN)
                    && left > 0.0
                {
                    machine.tick()?;
                    machine.heap.close_handles(round);
                    self.set(machine, slot::GIVEN, Value::Number(left - 1.0));
                    if self.draw(machine)?.is_none() {
                        return Ok(None);
                    }
                }
                self.draw(machine)
            }
            Work::FlatMap => self.next_inside(machine),
            Work::Concat => self.next_of_all(machine),
        }
    }

    fn next_inside(self, machine: &mut Machine) -> Completion<Option<Value>> {
        let round = machine.heap.open_handles();
        loop {
            machine.tick()?;
            machine.heap.close_handles(round);
            let inner = self.get(machine, slot::INNER);
            if inner.is_undefined() {
                let Some(item) = self.draw(machine)? else { return Ok(None) };
                let mapped = self.ask(machine, item)?;
                let opened = flattened(machine, mapped, false);
                let (inner, next) = self.closing(machine, opened)?;
                self.set(machine, slot::INNER, inner);
                self.set(machine, slot::INNER_NEXT, next);
                continue;
            }
            let next = self.get(machine, slot::INNER_NEXT);
            let step = machine.step_iterator(inner, next);
            match self.closing(machine, step)? {
                Some(value) => return Ok(Some(value)),
                None => self.set(machine, slot::INNER, Value::Undefined),
            }
        }
    }

    fn next_of_all(self, machine: &mut Machine) -> Completion<Option<Value>> {
        loop {
            machine.tick()?;
            let inner = self.get(machine, slot::INNER);
            if inner.is_undefined() {
                let Value::Object(all) = self.get(machine, slot::GIVEN) else { return Ok(None) };
                let Value::Number(at) = self.count(machine) else { return Ok(None) };
                let pair = |machine: &mut Machine, index: f64| {
                    machine.heap.own(all, PropertyKey::Index(index as u32)).map(|own| own.value)
                };
                let (Some(iterable), Some(method)) = (pair(machine, at * 2.0), pair(machine, at * 2.0 + 1.0)) else {
                    return Ok(None);
                };
                let iterator = machine.call(method, iterable, &[])?;
                if iterator.as_object().is_none() {
                    return machine.blame(message::NOT_AN_OBJECT, iterator);
                }
                let next = machine.get(iterator, machine.keys.next)?;
                self.set(machine, slot::INNER, iterator);
                self.set(machine, slot::INNER_NEXT, next);
                continue;
            }
            let next = self.get(machine, slot::INNER_NEXT);
            match machine.step_iterator(inner, next)? {
                Some(value) => return Ok(Some(value)),
                None => self.set(machine, slot::INNER, Value::Undefined),
            }
        }
    }
}

/// `%IteratorHelperPrototype%.next`
fn helper_next(machine: &mut Machine, call: &Call) -> Completion {
    let state = State::of(machine, call, "next")?;
    if state.is(machine, slot::RUNNING) {
        return machine.fail(message::GENERATOR_RUNNING, []);
    }
    if state.is(machine, slot::DONE) {
        return Ok(result(machine, Value::Undefined, true));
    }
    state.set(machine, slot::RUNNING, Value::Boolean(true));
    let step = state.next(machine);
    state.set(machine, slot::RUNNING, Value::Boolean(false));
    if !matches!(step, Ok(Some(_))) {
        state.set(machine, slot::DONE, Value::Boolean(true));
    }
    let item = step?;
    Ok(result(machine, item.unwrap_or(Value::Undefined), item.is_none()))
}

/// `%IteratorHelperPrototype%.return`
fn helper_return(machine: &mut Machine, call: &Call) -> Completion {
    let state = State::of(machine, call, "return")?;
    if state.is(machine, slot::RUNNING) {
        return machine.fail(message::GENERATOR_RUNNING, []);
    }
    if !state.is(machine, slot::DONE) {
        state.set(machine, slot::DONE, Value::Boolean(true));
        for place in [slot::INNER, slot::ITERATED] {
            let iterator = state.get(machine, place);
            if !iterator.is_undefined() {
                machine.close_iterator(iterator, false)?;
            }
        }
    }
    Ok(result(machine, Value::Undefined, true))
}

/// `GetIteratorFlattenable` (ECMAScript 7.4.5).
fn flattened(machine: &mut Machine, value: Value, strings: bool) -> Completion<(Value, Value)> {
    let text = matches!(value, Value::String(_));
    if value.as_object().is_none() && !(strings && text) {
        let name = if strings { "Iterator.from" } else { "Iterator.prototype.flatMap" };
        return machine.fail(message::CALLED_ON_NON_OBJECT, [name]);
    }
    let key = PropertyKey::Symbol(machine.symbols.iterator);
    let iterator = match machine.method(value, key)? {
        None => value,
        Some(method) => machine.call(method, value, &[])?,
    };
    if iterator.as_object().is_none() {
        return machine.blame(message::NOT_AN_OBJECT, iterator);
    }
    let next = machine.get(iterator, machine.keys.next)?;
    Ok((iterator, next))
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
        None => Ok(result(machine, Value::Undefined, true)),
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
