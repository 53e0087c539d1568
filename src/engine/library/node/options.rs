//! The options of `util.inspect`: what holds for the prompt and `console.log`, and how an object of the program gives others.
//! Not the layout: that is `inspect`.

use crate::heap::{ObjectId, PropertyKey, Value};
use crate::inspect::{Compact, Getters, Options};
use crate::library::table::export;
use crate::machine::convert::text_to_number;
use crate::machine::{Completion, Machine};

/// The options in Node's order.
pub const INSPECT_OPTIONS: [&str; 12] = [
    "showHidden",
    "depth",
    "colors",
    "customInspect",
    "showProxy",
    "maxArrayLength",
    "maxStringLength",
    "breakLength",
    "compact",
    "sorted",
    "getters",
    "numericSeparator",
];

/// The options of `console.log`, or of the prompt's answers.
pub fn inspect_options(machine: &mut Machine, _prompt: bool) -> Options {
    let options = Options {
        custom_symbol: Some(machine.symbols.inspect_custom),
        iterator: Some(machine.symbols.iterator),
        to_string_tag: Some(machine.symbols.to_string_tag),
        to_primitive: Some(machine.symbols.to_primitive),
        buffer_proto: Some(machine.node.buffer_prototype),
        error_proto: Some(machine.realm.error_prototype),
        inspect_function: machine.node.inspect,
        inspect_max_bytes: most_bytes(machine),
        ..Options::default()
    };
    inspect_defaults(machine, options)
}

/// `buffer.INSPECT_MAX_BYTES`.
fn most_bytes(machine: &Machine) -> usize {
    match machine.state.inspect_max_bytes {
        Value::Number(most) => most as usize,
        _ => 50,
    }
}

/// The options as the program changed them, over these.
fn inspect_defaults(machine: &mut Machine, options: Options) -> Options {
    let Some(changed) = machine.state.inspect_defaults else { return options };
    let mut read = options.clone();
    match merge(machine, Value::Object(changed), &mut read) {
        Ok(()) => Options { user_options: None, ..read },
        Err(_) => options,
    }
}

/// The options an object names, over the default ones.
pub(crate) fn read_options(machine: &mut Machine, given: Value) -> Completion<Options> {
    let mut options = inspect_options(machine, false);
    merge(machine, given, &mut options)?;
    Ok(options)
}

/// Overwrites the options that an object has as its own enumerable properties.
pub(crate) fn merge(machine: &mut Machine, given: Value, options: &mut Options) -> Completion<()> {
    let Value::Object(source) = given else { return Ok(()) };
    for key in machine.keys_of(source)? {
        let PropertyKey::String(name) = key else { continue };
        if !machine.heap.own(source, key).is_some_and(|own| own.attributes.enumerable()) {
            continue;
        }
        let name = machine.heap.utf8(name);
        if !INSPECT_OPTIONS.contains(&name.as_str()) {
            if name != "stylize" {
                options.user_options = Some(source);
            }
            continue;
        }
        let value = machine.get(given, key)?;
        set_option(machine, options, &name, value);
    }
    Ok(())
}

pub(crate) fn set_option(machine: &mut Machine, options: &mut Options, name: &str, value: Value) {
    let truth = machine.truthy(value);
    // What is no number compares like NaN.
    let number = |otherwise: f64| match value {
        Value::Number(number) => number,
        Value::Null => 0.0,
        _ => otherwise,
    };
    let most = || if value == Value::Null { usize::MAX } else { size(number(f64::NAN)) };
    match name {
        "showHidden" => options.show_hidden = truth,
        "depth" => {
            options.given_depth = value;
            let depth = match value {
                Value::Null => f64::INFINITY,
                Value::BigInt(big) => machine.heap.big_number(big),
                Value::String(text) => text_to_number(machine.heap.text(text)),
                _ => number(f64::NAN),
            };
            options.depth = (depth < f64::from(i32::MAX)).then_some(depth.floor() as i32);
        }
        "colors" => options.colors = truth,
        "customInspect" => options.custom_inspect = truth,
        "showProxy" => options.show_proxy = truth,
        "maxArrayLength" => options.max_array_length = most(),
        "maxStringLength" => options.max_string_length = most(),
        "breakLength" => options.break_length = size(number(f64::NAN)),
        "compact" => {
            options.compact = match value {
                Value::Boolean(true) => Compact::Always,
                _ => Compact::Levels(number(0.0).clamp(0.0, f64::from(u32::MAX)) as u32),
            };
        }
        "sorted" => {
            options.sorted = truth;
            options.sort_by = value.as_object().filter(|&object| machine.heap.is_callable(object));
        }
        "getters" => {
            let text = if let Value::String(text) = value { machine.heap.utf8(text) } else { String::new() };
            options.getters = match text.as_str() {
                "get" => Getters::WithoutSetter,
                "set" => Getters::WithSetter,
                _ if value == Value::Boolean(true) => Getters::All,
                _ => Getters::None,
            };
        }
        "numericSeparator" => options.numeric_separator = truth,
        _ => {}
    }
}

/// A length as a count; `Infinity` is no bound.
fn size(number: f64) -> usize {
    if number == f64::INFINITY { usize::MAX } else { number as usize }
}

/// Writes options as properties, in Node's order.
pub(crate) fn write_options(machine: &mut Machine, object: ObjectId, options: &Options) {
    let count = |most: usize| if most == usize::MAX { f64::INFINITY } else { most as f64 };
    for name in INSPECT_OPTIONS {
        let value = match name {
            "showHidden" => options.show_hidden.into(),
            "depth" => options.depth.map_or(options.given_depth, |depth| Value::Number(depth.into())),
            "colors" => options.colors.into(),
            "customInspect" => options.custom_inspect.into(),
            "showProxy" => options.show_proxy.into(),
            "maxArrayLength" => Value::Number(count(options.max_array_length)),
            "maxStringLength" => Value::Number(count(options.max_string_length)),
            "breakLength" => Value::Number(count(options.break_length)),
            "compact" => match options.compact {
                Compact::Always => Value::Boolean(true),
                Compact::Levels(0) => Value::Boolean(false),
                Compact::Levels(levels) => Value::from(levels),
            },
            "sorted" => options.sort_by.map_or(options.sorted.into(), Value::Object),
            "getters" => match options.getters {
                Getters::None => Value::Boolean(false),
                Getters::All => Value::Boolean(true),
                Getters::WithoutSetter => machine.heap.string_value("get"),
                Getters::WithSetter => machine.heap.string_value("set"),
            },
            _ => options.numeric_separator.into(),
        };
        export(machine, object, name, value);
    }
}
