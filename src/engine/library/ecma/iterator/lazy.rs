//! Iterator helpers, which `map`, `filter`, `take` and kin give: each draws a value when it is asked for one (ECMAScript
//! 27.1.2). Not the methods that make them: those are `helpers`'.

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, message};

/// What a helper does with each value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
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

/// Makes `%IteratorHelperPrototype%`.
pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::under(machine, machine.realm.iterator_prototype);
    table::methods(machine, prototype, &[("next", 0, next), ("return", 0, close)]);
    table::tag(machine, prototype, "Iterator Helper");
    machine.realm.iterator_helper_prototype = Some(prototype);
}

/// A helper that does this with what it draws.
pub(crate) fn helper(machine: &mut Machine, work: Work, iterated: Value, next: Value, given: Value) -> Value {
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
    let made = machine.heap.object(machine.realm.iterator_helper_prototype, Kind::Ordinary);
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
fn next(machine: &mut Machine, call: &Call) -> Completion {
    let state = State::of(machine, call, "next")?;
    if state.is(machine, slot::RUNNING) {
        return machine.fail(message::GENERATOR_RUNNING, []);
    }
    if state.is(machine, slot::DONE) {
        return Ok(machine.iterator_result(Value::Undefined, true));
    }
    state.set(machine, slot::RUNNING, Value::Boolean(true));
    let step = state.next(machine);
    state.set(machine, slot::RUNNING, Value::Boolean(false));
    if !matches!(step, Ok(Some(_))) {
        state.set(machine, slot::DONE, Value::Boolean(true));
    }
    let item = step?;
    Ok(machine.iterator_result(item.unwrap_or(Value::Undefined), item.is_none()))
}

/// `%IteratorHelperPrototype%.return`
fn close(machine: &mut Machine, call: &Call) -> Completion {
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
    Ok(machine.iterator_result(Value::Undefined, true))
}

/// `GetIteratorFlattenable` (ECMAScript 7.4.5).
pub(crate) fn flattened(machine: &mut Machine, value: Value, strings: bool) -> Completion<(Value, Value)> {
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
