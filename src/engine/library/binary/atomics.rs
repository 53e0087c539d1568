//! `Atomics` (ECMAScript 25.4) on one thread: nobody else writes, and nobody ever notifies who waits. Not threads.

use num_bigint::BigInt;

use crate::heap::{Kind, Value, View};
use crate::library::table;
use crate::library::table::{Dated, Method};
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::since;

const METHODS: [Method; 13] = [
    ("load", 2, load),
    ("store", 3, store),
    ("add", 3, |machine, call| change(machine, call, "add", &|a, b| a + b)),
    ("sub", 3, |machine, call| change(machine, call, "sub", &|a, b| a - b)),
    ("and", 3, |machine, call| change(machine, call, "and", &|a, b| a & b)),
    ("or", 3, |machine, call| change(machine, call, "or", &|a, b| a | b)),
    ("xor", 3, |machine, call| change(machine, call, "xor", &|a, b| a ^ b)),
    ("exchange", 3, |machine, call| change(machine, call, "exchange", &|_, b| b)),
    ("compareExchange", 4, compare_exchange),
    ("isLockFree", 1, is_lock_free),
    ("wait", 4, wait),
    ("waitAsync", 4, wait_async),
    ("notify", 3, notify),
];

const LATER: [Dated; 1] = [("pause", 0, pause, since(24))];

pub(crate) fn install(machine: &mut Machine) {
    let atomics = table::plain(machine);
    table::methods(machine, atomics, &METHODS);
    table::dated(machine, atomics, &LATER);
    table::tag(machine, atomics, "Atomics");
    table::global(machine, "Atomics", atomics);
}

/// `ValidateIntegerTypedArray`; only some elements can be waited on.
fn view(machine: &mut Machine, call: &Call, method: &str, waits: bool) -> Completion<View> {
    let given = machine.argument(call, 0);
    let found = given.as_object().and_then(|object| match *machine.heap.kind(object) {
        Kind::View(view) => Some(view),
        _ => None,
    });
    let found = found.filter(|view| {
        let name = view.element.name();
        if waits {
            matches!(name, "Int32Array" | "BigInt64Array")
        } else {
            !name.contains("Float") && !name.contains("Clamped")
        }
    });
    let Some(view) = found else {
        let message = if waits { message::NOT_INT32_OR_BIG_INT64 } else { message::NOT_INTEGER_TYPED_ARRAY };
        return machine.blame(message, given);
    };
    still_there(machine, view, method)?;
    Ok(view)
}

fn still_there(machine: &mut Machine, view: View, method: &str) -> Completion<()> {
    if machine.heap.view_bounds(view).is_none() {
        return machine.fail(message::DETACHED_OR_OUT_OF_BOUNDS, [&format!("Atomics.{method}")]);
    }
    Ok(())
}

/// `ValidateAtomicAccess`
fn place(machine: &mut Machine, call: &Call, view: View) -> Completion<usize> {
    let length = machine.heap.view_length(view) as f64;
    let index = machine.to_index(machine.argument(call, 1), message::INVALID_ATOMIC_ACCESS_INDEX, [])?;
    if index >= length {
        return machine.fail(message::INVALID_ATOMIC_ACCESS_INDEX, []);
    }
    Ok(index as usize)
}

/// An operand: an integer, or a BigInt where elements are some.
fn operand(machine: &mut Machine, view: View, value: Value) -> Completion {
    if view.element.is_big() {
        let big = machine.to_bigint(value)?;
        return Ok(machine.heap.bigint_value(big));
    }
    Ok(Value::Number(machine.to_integer(value)?))
}

fn element(machine: &mut Machine, view: View, index: usize) -> Value {
    machine.heap.element(view, index).unwrap_or(Value::Undefined)
}

fn load(machine: &mut Machine, call: &Call) -> Completion {
    let view = view(machine, call, "load", false)?;
    let index = place(machine, call, view)?;
    still_there(machine, view, "load")?;
    Ok(element(machine, view, index))
}

fn store(machine: &mut Machine, call: &Call) -> Completion {
    let view = view(machine, call, "store", false)?;
    let index = place(machine, call, view)?;
    let value = operand(machine, view, machine.argument(call, 2))?;
    still_there(machine, view, "store")?;
    machine.heap.set_element(view, index, value);
    Ok(value)
}

/// An element's or operand's bits.
fn bits(machine: &Machine, view: View, value: Value) -> u64 {
    let bits = u64::from_le_bytes(machine.heap.encode_element(view.element, value));
    let width = 8 * view.element.width();
    if width < 64 { bits & ((1 << width) - 1) } else { bits }
}

/// `AtomicReadModifyWrite`
fn change(machine: &mut Machine, call: &Call, method: &str, with: &dyn Fn(BigInt, BigInt) -> BigInt) -> Completion {
    let view = view(machine, call, method, false)?;
    let index = place(machine, call, view)?;
    let value = operand(machine, view, machine.argument(call, 2))?;
    still_there(machine, view, method)?;
    let before = element(machine, view, index);
    let (a, b) = (bits(machine, view, before), bits(machine, view, value));
    let after = crate::heap::low_64(&with(a.into(), b.into()));
    let after = machine.heap.decode_element(view.element, after.to_le_bytes());
    machine.heap.set_element(view, index, after);
    Ok(before)
}

fn compare_exchange(machine: &mut Machine, call: &Call) -> Completion {
    let view = view(machine, call, "compareExchange", false)?;
    let index = place(machine, call, view)?;
    let expected = operand(machine, view, machine.argument(call, 2))?;
    let value = operand(machine, view, machine.argument(call, 3))?;
    still_there(machine, view, "compareExchange")?;
    let before = element(machine, view, index);
    if bits(machine, view, before) == bits(machine, view, expected) {
        machine.heap.set_element(view, index, value);
    }
    Ok(before)
}

fn is_lock_free(machine: &mut Machine, call: &Call) -> Completion {
    let size = machine.to_integer(machine.argument(call, 0))?;
    Ok([1.0, 2.0, 4.0, 8.0].contains(&size).into())
}

fn pause(machine: &mut Machine, call: &Call) -> Completion {
    match machine.argument(call, 0) {
        Value::Undefined => Ok(Value::Undefined),
        Value::Number(number) if number.trunc() == number && number.is_finite() => Ok(Value::Undefined),
        _ => machine.fail(message::ATOMICS_PAUSE, []),
    }
}

/// What waiting finds: nobody to wake it, so it is over at once unless it has no end.
enum Wait {
    NotEqual,
    TimedOut,
    For(f64),
}

fn waiting(machine: &mut Machine, call: &Call, method: &str) -> Completion<Wait> {
    let view = view(machine, call, method, true)?;
    if !machine.heap.is_shared(view.slab) {
        return machine.blame(message::NOT_SHARED_TYPED_ARRAY, machine.argument(call, 0));
    }
    let index = place(machine, call, view)?;
    let value = machine.element_value(view.element, machine.argument(call, 2))?;
    let patience = machine.to_number(machine.argument(call, 3))?;
    let patience = if patience.is_nan() { f64::INFINITY } else { patience.max(0.0) };
    let now = element(machine, view, index);
    Ok(if bits(machine, view, now) != bits(machine, view, value) {
        Wait::NotEqual
    } else if patience == 0.0 {
        Wait::TimedOut
    } else {
        Wait::For(patience)
    })
}

fn wait(machine: &mut Machine, call: &Call) -> Completion {
    let word = match waiting(machine, call, "wait")? {
        Wait::NotEqual => "not-equal",
        Wait::For(patience) if patience == f64::INFINITY => {
            return machine.fail(message::OUTSIDE, ["threads that wake who waits"]);
        }
        Wait::For(patience) => {
            machine.clock.wait(patience);
            "timed-out"
        }
        Wait::TimedOut => "timed-out",
    };
    Ok(machine.heap.string_value(word))
}

fn wait_async(machine: &mut Machine, call: &Call) -> Completion {
    let word = match waiting(machine, call, "waitAsync")? {
        Wait::NotEqual => "not-equal",
        Wait::TimedOut => "timed-out",
        Wait::For(_) => return machine.fail(message::OUTSIDE, ["threads that wake who waits"]),
    };
    let result = machine.object();
    table::export(machine, result, "async", false);
    let word = machine.heap.string_value(word);
    table::export(machine, result, "value", word);
    Ok(Value::Object(result))
}

fn notify(machine: &mut Machine, call: &Call) -> Completion {
    let view = view(machine, call, "notify", true)?;
    place(machine, call, view)?;
    let count = machine.argument(call, 2);
    if !count.is_undefined() {
        machine.to_integer(count)?;
    }
    Ok(Value::Number(0.0))
}
