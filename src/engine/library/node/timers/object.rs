//! `Timeout` and `Immediate` objects (lib/internal/timers.js): what a program sees of what waits. Not waiting itself.

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, SymbolId, Value};
use crate::inspect;
use crate::library::node::modules::utility::inspection::text_of;
use crate::library::node::options::read_options;
use crate::library::table;
use crate::library::table::Method;
use crate::limits::TIMER_NESTING;
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;

const TIMEOUT: [Method; 5] = [
    ("refresh", 0, refresh),
    ("unref", 0, |machine, call| refer(machine, call, false)),
    ("ref", 0, |machine, call| refer(machine, call, true)),
    ("hasRef", 0, has_ref),
    ("close", 0, |machine, call| cleared(machine, call, true)),
];

const IMMEDIATE: [Method; 3] = [
    ("ref", 0, |machine, call| refer_immediate(machine, call, true)),
    ("unref", 0, |machine, call| refer_immediate(machine, call, false)),
    ("hasRef", 0, has_ref),
];

/// What timers inherit from: `Timeout`, `Immediate`, and the list that one stands in.
fn prototypes(machine: &mut Machine) -> [ObjectId; 3] {
    if let Some(made) = machine.node.timer_prototypes {
        return made;
    }
    let made = ["Timeout", "Immediate", "TimersList"].map(|name| {
        let prototype = table::plain(machine);
        table::constructor(machine, (name, 4, |machine, _| Ok(Value::Object(machine.object()))), prototype);
        prototype
    });
    let [timeout, immediate, _] = made;
    table::methods(machine, timeout, &TIMEOUT);
    let custom = PropertyKey::Symbol(machine.symbols.inspect_custom);
    table::method_at(machine, timeout, custom, ("[nodejs.util.inspect.custom]", 2, shown));
    let disposed: Method = ("[Symbol.dispose]", 0, |machine, call| cleared(machine, call, false));
    let dispose = PropertyKey::Symbol(machine.symbols.dispose);
    table::method_at(machine, timeout, dispose, disposed);
    let primitive = PropertyKey::Symbol(machine.symbols.to_primitive);
    table::method_at(machine, timeout, primitive, ("[Symbol.toPrimitive]", 0, to_primitive));
    table::methods(machine, immediate, &IMMEDIATE);
    let disposed: Method = ("[Symbol.dispose]", 0, |machine, call| {
        call.this.as_object().into_iter().for_each(|immediate| clear_immediate(machine, immediate));
        Ok(Value::Undefined)
    });
    table::method_at(machine, immediate, dispose, disposed);
    machine.node.timer_prototypes = Some(made);
    made
}

fn put(machine: &mut Machine, object: ObjectId, name: &str, value: impl Into<Value>) {
    let key = machine.heap.key(name);
    machine.heap.put(object, key, value.into());
}

fn own(machine: &mut Machine, object: ObjectId, name: &str) -> Value {
    let key = machine.heap.key(name);
    machine.heap.own(object, key).map_or(Value::Undefined, |own| own.value)
}

fn mark(machine: &mut Machine, object: ObjectId, symbol: SymbolId, value: impl Into<Value>) {
    machine.heap.put(object, PropertyKey::Symbol(symbol), value.into());
}

fn marked(machine: &mut Machine, object: ObjectId, symbol: SymbolId) -> Value {
    machine.heap.own(object, PropertyKey::Symbol(symbol)).map_or(Value::Undefined, |own| own.value)
}

/// The number of a new thing that runs later, and what else Node notes of it.
fn numbered(machine: &mut Machine, object: ObjectId) {
    machine.state.async_ids += 1;
    let number = Value::from(machine.state.async_ids + 1);
    let symbols = machine.symbols;
    mark(machine, object, symbols.async_id, number);
    mark(machine, object, symbols.trigger_id, Value::Number(1.0));
    if machine.knows(Fact::TimersInContext) {
        mark(machine, object, symbols.async_context, Value::Undefined);
    }
}

/// A new `Timeout`.
pub(super) fn timeout(machine: &mut Machine, function: Value, after: f64, arguments: Value, repeats: bool) -> ObjectId {
    let [prototype, ..] = prototypes(machine);
    let made = table::under(machine, prototype);
    put(machine, made, "_idleTimeout", Value::Number(after));
    for name in ["_idlePrev", "_idleNext", "_idleStart"] {
        put(machine, made, name, Value::Null);
    }
    put(machine, made, "_onTimeout", function);
    put(machine, made, "_timerArgs", arguments);
    put(machine, made, "_repeat", if repeats { Value::Number(after) } else { Value::Null });
    put(machine, made, "_destroyed", Value::Boolean(false));
    let symbols = machine.symbols;
    mark(machine, made, symbols.refed, Value::Boolean(true));
    mark(machine, made, symbols.has_primitive, Value::Boolean(false));
    numbered(machine, made);
    made
}

/// Lets a timer wait from now on.
pub(super) fn start(machine: &mut Machine, timer: ObjectId, after: f64, refed: bool) {
    let now = now(machine);
    let repeats = own(machine, timer, "_repeat");
    let nesting = machine.timers.nesting + 1;
    let again = machine.truthy(repeats) || nesting > TIMER_NESTING;
    machine.timers.set(timer, after as u64, now, refed, again, nesting);
    put(machine, timer, "_idleStart", Value::Number(now as f64));
    let [.., list] = prototypes(machine);
    let list = table::under(machine, list);
    put(machine, list, "expiry", Value::Number((now + after as u64) as f64));
    put(machine, list, "msecs", Value::Number(after.trunc()));
    put(machine, timer, "_idlePrev", list);
    put(machine, timer, "_idleNext", list);
}

/// A timer waits no more.
pub(super) fn stop(machine: &mut Machine, timer: ObjectId) {
    machine.timers.clear(timer);
    put(machine, timer, "_idlePrev", Value::Null);
    put(machine, timer, "_idleNext", Value::Null);
}

/// A timer has come to its end.
pub(super) fn end(machine: &mut Machine, timer: ObjectId) {
    put(machine, timer, "_destroyed", Value::Boolean(true));
    let has_primitive = machine.symbols.has_primitive;
    if marked(machine, timer, has_primitive) == Value::Boolean(true)
        && let Value::Number(number) = marked(machine, timer, machine.symbols.async_id)
    {
        machine.timers.numbered.remove(&(number as u64));
    }
}

/// `clearTimeout(timer)`
pub(super) fn clear(machine: &mut Machine, timer: ObjectId) {
    let function = own(machine, timer, "_onTimeout");
    if !machine.truthy(function)
        || machine.node.timer_prototypes.is_none_or(|[it, ..]| machine.heap.proto(timer) != Some(it))
    {
        return;
    }
    let bare = machine.knows(Fact::TimersTold);
    put(machine, timer, "_onTimeout", if bare { Value::Undefined } else { Value::Null });
    if bare {
        put(machine, timer, "_timerArgs", Value::Undefined);
    }
    if own(machine, timer, "_destroyed") != Value::Boolean(true) {
        end(machine, timer);
        stop(machine, timer);
        put(machine, timer, "_idleTimeout", Value::Number(-1.0));
    }
}

/// A timer's time has come: it is called, and waits again if it is an interval.
pub(super) fn fire(machine: &mut Machine, timer: ObjectId) -> Completion<()> {
    stop(machine, timer);
    let function = own(machine, timer, "_onTimeout");
    if !machine.truthy(function) {
        end(machine, timer);
        return Ok(());
    }
    let arguments = own(machine, timer, "_timerArgs");
    let arguments = arguments_of(machine, arguments);
    let began = now(machine);
    let result = machine.call(function, Value::Object(timer), &arguments);
    let repeat = own(machine, timer, "_repeat");
    let cleared = own(machine, timer, "_idleTimeout") == Value::Number(-1.0);
    if let Value::Number(repeat) = repeat
        && repeat > 0.0
        && !cleared
    {
        put(machine, timer, "_idleTimeout", Value::Number(repeat));
        let refed = marked(machine, timer, machine.symbols.refed) == Value::Boolean(true);
        start(machine, timer, repeat, refed);
        put(machine, timer, "_idleStart", Value::Number(began as f64));
    } else if !machine.timers.waits(timer) && own(machine, timer, "_destroyed") != Value::Boolean(true) {
        end(machine, timer);
    }
    result.map(|_| ())
}

fn refresh(machine: &mut Machine, call: &Call) -> Completion {
    let Some(timer) = call.this.as_object() else { return Ok(call.this) };
    if let Value::Number(after) = own(machine, timer, "_idleTimeout")
        && after >= 0.0
    {
        put(machine, timer, "_destroyed", Value::Boolean(false));
        let refed = marked(machine, timer, machine.symbols.refed) == Value::Boolean(true);
        start(machine, timer, after, refed);
    }
    Ok(call.this)
}

fn refer(machine: &mut Machine, call: &Call, refed: bool) -> Completion {
    if let Some(timer) = call.this.as_object() {
        let symbol = machine.symbols.refed;
        mark(machine, timer, symbol, Value::Boolean(refed));
        machine.timers.refer(timer, refed);
    }
    Ok(call.this)
}

fn has_ref(machine: &mut Machine, call: &Call) -> Completion {
    let symbol = machine.symbols.refed;
    let refed = call.this.as_object().map_or(Value::Undefined, |timer| marked(machine, timer, symbol));
    Ok(Value::Boolean(machine.truthy(refed)))
}

fn cleared(machine: &mut Machine, call: &Call, answers: bool) -> Completion {
    call.this.as_object().into_iter().for_each(|timer| clear(machine, timer));
    Ok(if answers { call.this } else { Value::Undefined })
}

fn to_primitive(machine: &mut Machine, call: &Call) -> Completion {
    let Some(timer) = call.this.as_object() else { return Ok(Value::Undefined) };
    let symbols = machine.symbols;
    mark(machine, timer, symbols.has_primitive, Value::Boolean(true));
    let number = marked(machine, timer, symbols.async_id);
    if let Value::Number(number) = number
        && own(machine, timer, "_destroyed") != Value::Boolean(true)
    {
        machine.timers.numbered.insert(number as u64, timer);
    }
    Ok(number)
}

/// A timer as `util.inspect` shows it: what it is linked with is not gone into.
fn shown(machine: &mut Machine, call: &Call) -> Completion {
    let mut options = read_options(machine, machine.argument(call, 1))?;
    options.custom_inspect = false;
    options.depth = Some(0);
    let shown = inspect::inspect(machine, call.this, &options);
    let shown = machine.inspected(shown)?;
    let text = text_of(machine, &shown, options.colors)?;
    Ok(machine.heap.string_value(text))
}

/// A new `Immediate`.
pub(super) fn immediate(machine: &mut Machine, function: Value, arguments: Value) -> ObjectId {
    let [_, prototype, _] = prototypes(machine);
    let made = machine.heap.object(Some(prototype), Kind::Ordinary);
    put(machine, made, "_idleNext", Value::Null);
    put(machine, made, "_idlePrev", Value::Null);
    put(machine, made, "_onImmediate", function);
    put(machine, made, "_argv", arguments);
    put(machine, made, "_destroyed", Value::Boolean(false));
    let symbols = machine.symbols;
    machine.heap.put_with(made, PropertyKey::Symbol(symbols.refed), Value::Boolean(true), Attributes::ALL);
    numbered(machine, made);
    made
}

/// An immediate is over, whether it was called or not: what it would have called.
fn end_immediate(machine: &mut Machine, immediate: ObjectId) -> Value {
    let function = own(machine, immediate, "_onImmediate");
    let symbols = machine.symbols;
    if marked(machine, immediate, symbols.refed) == Value::Boolean(true) {
        machine.timers.refed_immediates = machine.timers.refed_immediates.saturating_sub(1);
    }
    mark(machine, immediate, symbols.refed, Value::Null);
    put(machine, immediate, "_destroyed", Value::Boolean(true));
    machine.heap.hold(function);
    function
}

/// `clearImmediate(immediate)`
pub(super) fn clear_immediate(machine: &mut Machine, immediate: ObjectId) {
    let function = own(machine, immediate, "_onImmediate");
    if !machine.truthy(function) || is_cleared(machine, immediate) {
        return;
    }
    end_immediate(machine, immediate);
    let bare = machine.knows(Fact::TimersTold);
    put(machine, immediate, "_onImmediate", if bare { Value::Undefined } else { Value::Null });
    if bare {
        put(machine, immediate, "_argv", Value::Undefined);
    }
}

/// Whether an immediate was cleared while it waited (`_destroyed` in Node's `processImmediate`).
pub(super) fn is_cleared(machine: &mut Machine, immediate: ObjectId) -> bool {
    own(machine, immediate, "_destroyed") == Value::Boolean(true)
}

/// An immediate's turn has come.
pub(super) fn fire_immediate(machine: &mut Machine, immediate: ObjectId) -> Completion<()> {
    let function = end_immediate(machine, immediate);
    let arguments = own(machine, immediate, "_argv");
    let arguments = arguments_of(machine, arguments);
    put(machine, immediate, "_onImmediate", Value::Null);
    machine.call(function, Value::Object(immediate), &arguments).map(|_| ())
}

fn refer_immediate(machine: &mut Machine, call: &Call, refed: bool) -> Completion {
    if let Some(immediate) = call.this.as_object() {
        let symbol = machine.symbols.refed;
        let before = marked(machine, immediate, symbol);
        if matches!(before, Value::Boolean(known) if known != refed) {
            mark(machine, immediate, symbol, Value::Boolean(refed));
            let count = machine.timers.refed_immediates;
            machine.timers.refed_immediates = if refed { count + 1 } else { count.saturating_sub(1) };
        }
    }
    Ok(call.this)
}

/// The milliseconds of the loop's time.
pub(super) fn now(machine: &Machine) -> u64 {
    machine.clock.reached() as u64
}

/// An array of the arguments from one on, or `undefined` for none.
pub(super) fn kept_arguments(machine: &mut Machine, call: &Call, from: usize) -> Value {
    let arguments = machine.arguments(call, from);
    if arguments.is_empty() { Value::Undefined } else { machine.array(arguments) }
}

/// The elements of such an array.
pub(super) fn arguments_of(machine: &mut Machine, arguments: Value) -> Vec<Value> {
    let list: Option<ObjectId> = arguments.as_object();
    list.and_then(|list| machine.heap.dense(list)).map(<[Value]>::to_vec).unwrap_or_default()
}
