//! `process` as an `EventEmitter` (Node doc: Process events): listeners for `exit`, `beforeExit` and `warning`, which are called
//! when the program is over. Other events never come. Not signals, nor what nobody caught: those are refused by name.

use crate::heap::{Kind, ObjectId, PropertyKey, Value};
use crate::library::node::arguments::wrong_type;
use crate::library::table::{Method, export, function};
use crate::machine::{Call, Completion, Machine};

const METHODS: [Method; 11] = [
    ("on", 2, |machine, call| add(machine, call, false, false)),
    ("addListener", 2, |machine, call| add(machine, call, false, false)),
    ("once", 2, |machine, call| add(machine, call, true, false)),
    ("prependListener", 2, |machine, call| add(machine, call, false, true)),
    ("off", 2, remove),
    ("removeListener", 2, remove),
    ("removeAllListeners", 1, remove_all),
    ("emit", 1, emit),
    ("listeners", 1, listeners),
    ("listenerCount", 1, listener_count),
    ("setMaxListeners", 1, |_, call| Ok(call.this)),
];

pub(crate) fn install(machine: &mut Machine, process: ObjectId) {
    for row in METHODS {
        let made = function(machine, row);
        export(machine, process, row.0, made);
    }
}

fn all(machine: &mut Machine) -> ObjectId {
    let Machine { heap, state, .. } = machine;
    *state.listeners.get_or_insert_with(|| heap.object(None, Kind::Ordinary))
}

fn event(machine: &mut Machine, call: &Call) -> Completion<PropertyKey> {
    let name = machine.argument(call, 0);
    machine.to_key(name)
}

/// The listeners of an event, in order; held.
fn of(machine: &mut Machine, key: PropertyKey) -> Vec<(Value, bool)> {
    let all = all(machine);
    let Some(Value::Object(list)) = machine.heap.own(all, key).map(|own| own.value) else { return Vec::new() };
    let flat: Vec<Value> = machine.heap.dense(list).map(<[Value]>::to_vec).unwrap_or_default();
    flat.iter().for_each(|value| machine.heap.hold(*value));
    flat.chunks_exact(2).map(|pair| (pair[0], pair[1] == Value::Boolean(true))).collect()
}

fn keep(machine: &mut Machine, key: PropertyKey, listeners: &[(Value, bool)]) {
    let list = machine.array(listeners.iter().flat_map(|&(listener, once)| [listener, Value::Boolean(once)]));
    let all = all(machine);
    machine.heap.put(all, key, list);
}

fn add(machine: &mut Machine, call: &Call, once: bool, first: bool) -> Completion {
    let key = event(machine, call)?;
    let listener = machine.argument(call, 1);
    if !machine.heap.is_function(listener) {
        return wrong_type(machine, "listener", &["function"], listener);
    }
    let mut listeners = of(machine, key);
    let at = if first { 0 } else { listeners.len() };
    listeners.insert(at, (listener, once));
    keep(machine, key, &listeners);
    Ok(call.this)
}

fn remove(machine: &mut Machine, call: &Call) -> Completion {
    let key = event(machine, call)?;
    let listener = machine.argument(call, 1);
    let mut listeners = of(machine, key);
    if let Some(at) = listeners.iter().rposition(|(known, _)| *known == listener) {
        listeners.remove(at);
        keep(machine, key, &listeners);
    }
    Ok(call.this)
}

fn remove_all(machine: &mut Machine, call: &Call) -> Completion {
    if machine.argument_count(call) == 0 {
        machine.state.listeners = None;
    } else {
        let key = event(machine, call)?;
        keep(machine, key, &[]);
    }
    Ok(call.this)
}

fn emit(machine: &mut Machine, call: &Call) -> Completion {
    let key = event(machine, call)?;
    let arguments = machine.arguments(call, 1);
    tell(machine, key, &arguments).map(Value::Boolean)
}

fn listeners(machine: &mut Machine, call: &Call) -> Completion {
    let key = event(machine, call)?;
    let functions: Vec<Value> = of(machine, key).into_iter().map(|(listener, _)| listener).collect();
    Ok(machine.array(functions))
}

fn listener_count(machine: &mut Machine, call: &Call) -> Completion {
    let key = event(machine, call)?;
    Ok(Value::from(of(machine, key).len()))
}

/// Calls the listeners of an event: whether there were any.
pub(crate) fn tell(machine: &mut Machine, key: PropertyKey, arguments: &[Value]) -> Completion<bool> {
    let listeners = of(machine, key);
    let left: Vec<(Value, bool)> = listeners.iter().copied().filter(|(_, once)| !once).collect();
    if left.len() < listeners.len() {
        keep(machine, key, &left);
    }
    let process = Value::Object(machine.node.process);
    let round = machine.heap.open_handles();
    for (listener, _) in &listeners {
        machine.heap.close_handles(round);
        machine.call(*listener, process, arguments)?;
    }
    Ok(!listeners.is_empty())
}
