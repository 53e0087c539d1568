//! `Symbol` (ECMAScript 20.4): the constructor, the registry, the well-known symbols. Not what they mean to operations.

use crate::heap::{Attributes, Kind, PropertyKey, SymbolId, Value};
use crate::library::table;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

/// Which map of the registry: names to symbols, and symbols to names.
const BY_NAME: usize = 0;
const BY_SYMBOL: usize = 1;

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.symbol_prototype = prototype;
    let symbol = table::class(machine, ("Symbol", 0, construct), prototype);
    table::methods(machine, symbol, &[("for", 1, registered), ("keyFor", 1, key_for)]);
    let symbols = machine.symbols;
    if machine.state.symbol_registry.is_none() {
        let maps = [BY_NAME, BY_SYMBOL].map(|_| machine.heap.object(None, Kind::Map(Box::default())));
        machine.state.symbol_registry = Some(maps);
        register(machine, "nodejs.util.inspect.custom", symbols.inspect_custom);
    }
    for (description, known) in symbols.all() {
        if let Some(name) = description.strip_prefix("Symbol.") {
            table::constant(machine, symbol, name, Value::Symbol(known));
        }
    }
    if !machine.knows(Fact::Disposal) {
        machine.heap.describe(symbols.dispose, "nodejs.dispose");
        machine.heap.describe(symbols.async_dispose, "nodejs.asyncDispose");
    }
    table::methods(
        machine,
        prototype,
        &[
            ("toString", 0, to_string),
            ("valueOf", 0, |machine, call| this(machine, call, "valueOf").map(Value::Symbol)),
        ],
    );
    table::getters(machine, prototype, &[("description", description)]);
    table::tag(machine, prototype, "Symbol");
    let key = PropertyKey::Symbol(symbols.to_primitive);
    let row: table::Method =
        ("[Symbol.toPrimitive]", 1, |machine, call| this(machine, call, "[Symbol.toPrimitive]").map(Value::Symbol));
    let made = table::function(machine, row);
    machine.heap.put_with(prototype, key, Value::Object(made), Attributes::CONFIGURABLE_ONLY);
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_some() {
        return machine.fail(message::NOT_CONSTRUCTOR, ["Symbol"]);
    }
    let description = match machine.argument(call, 0) {
        Value::Undefined => None,
        value => Some(machine.to_string(value)?),
    };
    Ok(Value::Symbol(machine.heap.symbol(description)))
}

fn look_up(machine: &Machine, which: usize, value: Value) -> Option<Value> {
    let key = machine.heap.collection_key(value);
    let map = machine.state.symbol_registry?[which];
    if let Kind::Map(collection) = machine.heap.kind(map) { collection.get(&key) } else { None }
}

fn register(machine: &mut Machine, name: &str, symbol: SymbolId) {
    let (name, symbol) = (machine.heap.string_value(name), Value::Symbol(symbol));
    for (which, key, value) in [(BY_NAME, name, symbol), (BY_SYMBOL, symbol, name)] {
        let lookup = machine.heap.collection_key(key);
        if let Some(maps) = machine.state.symbol_registry
            && let Kind::Map(collection) = &mut machine.heap.get_mut(maps[which]).kind
        {
            let before = collection.bytes();
            collection.set(lookup, key, value);
            let grown = collection.bytes().saturating_sub(before);
            machine.heap.note_allocated(grown);
        }
    }
}

/// `Symbol.for(name)`
pub(crate) fn for_name(machine: &mut Machine, name: &str) -> Value {
    let value = machine.heap.string_value(name);
    if let Some(known) = look_up(machine, BY_NAME, value) {
        return known;
    }
    let description = machine.heap.intern(name);
    let symbol = machine.heap.symbol(Some(description));
    register(machine, name, symbol);
    Value::Symbol(symbol)
}

fn registered(machine: &mut Machine, call: &Call) -> Completion {
    let name = machine.argument(call, 0);
    let name = machine.to_text(name)?;
    // Two maps have it, and the symbol.
    machine.admit(name.bytes() * 4)?;
    let name = name.to_string();
    Ok(for_name(machine, &name))
}

fn key_for(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    if let Value::Symbol(_) = value {
        return Ok(look_up(machine, BY_SYMBOL, value).unwrap_or(Value::Undefined));
    }
    machine.blame(message::SYMBOL_KEY_FOR, value)
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<SymbolId> {
    match call.this {
        Value::Symbol(symbol) => return Ok(symbol),
        Value::Object(object) => {
            if let Kind::Symbol(symbol) = machine.heap.kind(object) {
                return Ok(*symbol);
            }
        }
        _ => {}
    }
    let method = if method.starts_with('[') { " [ @@toPrimitive ]".to_owned() } else { format!(".{method}") };
    machine.fail(message::NOT_GENERIC, [&format!("Symbol.prototype{method}"), "Symbol"])
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let symbol = this(machine, call, "toString")?;
    let text = machine.key_text(PropertyKey::Symbol(symbol));
    Ok(machine.heap.string_value(text))
}

fn description(machine: &mut Machine, call: &Call) -> Completion {
    let symbol = this(machine, call, "description")?;
    Ok(machine.heap.description(symbol).map_or(Value::Undefined, Value::String))
}

/// Whether `Symbol.for` made it.
pub(crate) fn is_registered(machine: &Machine, symbol: Value) -> bool {
    look_up(machine, BY_SYMBOL, symbol).is_some()
}
