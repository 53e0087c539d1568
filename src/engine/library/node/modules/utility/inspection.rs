//! `util.inspect` and `util.format` as functions of the program. Not the layout, nor how options are read.

use crate::heap::{Attributes, Kind, ObjectId, PropertyKey, Value};
use crate::inspect::{self, Options, colour};
use crate::library::node::arguments::wrong_type;
use crate::library::node::options::{inspect_options, merge, read_options, set_option, write_options};
use crate::library::table::{export, function, hidden};
use crate::machine::{Call, Completion, Machine};
use pool::styled::{Role, Styled};

/// `util.inspect`, made once.
pub(crate) fn inspect_function(machine: &mut Machine) -> ObjectId {
    if let Some(known) = machine.node.inspect {
        return known;
    }
    let made = function(machine, ("inspect", 2, inspect_value));
    machine.node.inspect = Some(made);
    export(machine, made, "custom", Value::Symbol(machine.symbols.inspect_custom));
    let get = function(machine, ("get", 0, default_options));
    let set = function(machine, ("set", 1, set_default_options));
    let key = machine.heap.key("defaultOptions");
    machine.heap.put_accessor(made, key, Some(get), Some(set), Attributes::NONE);
    let colors = machine.heap.object(None, Kind::Ordinary);
    for (name, on, off) in colour::COLORS {
        let pair = machine.array([Value::from(u32::from(on)), Value::from(u32::from(off))]);
        export(machine, colors, name, pair);
    }
    for (name, other) in colour::ALIASES {
        let key = machine.heap.key(other);
        let pair = machine.heap.own(colors, key).map_or(Value::Undefined, |own| own.value);
        hidden(machine, colors, name, pair);
    }
    let styles = machine.heap.object(None, Kind::Ordinary);
    for (name, color) in colour::STYLES {
        let color = machine.heap.string_value(color);
        export(machine, styles, name, color);
    }
    export(machine, made, "colors", colors);
    export(machine, made, "styles", styles);
    made
}

/// `util.inspect.defaultOptions`, made when somebody asks for it.
fn default_options(machine: &mut Machine, _: &Call) -> Completion {
    if let Some(known) = machine.state.inspect_defaults {
        return Ok(Value::Object(known));
    }
    let options = machine.object();
    write_options(machine, options, &Options::default());
    for key in machine.keys_of(options)? {
        if let Some(own) = machine.heap.own(options, key) {
            let sealed = own.attributes.with(Attributes::CONFIGURABLE, false);
            machine.heap.put_with(options, key, own.value, sealed);
        }
    }
    machine.heap.prevent_extensions(options);
    machine.state.inspect_defaults = Some(options);
    Ok(Value::Object(options))
}

fn set_default_options(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    let Some(source) = plain_object(machine, given) else { return wrong_type(machine, "options", &["Object"], given) };
    let options = default_options(machine, call)?;
    for key in machine.keys_of(source)? {
        if machine.heap.own(source, key).is_some_and(|own| own.attributes.enumerable()) {
            let value = machine.get(given, key)?;
            machine.set(options, key, value, true)?;
        }
    }
    Ok(options)
}

/// An object that is neither a function nor an array (`validateObject`).
fn plain_object(machine: &Machine, value: Value) -> Option<ObjectId> {
    value.as_object().filter(|&object| !machine.heap.is_callable(object) && !machine.heap.is_array(value))
}

/// What a custom inspection gets after its depth: the options with `stylize`, and `util.inspect`.
pub(crate) fn custom_arguments(machine: &mut Machine, options: &Options) -> [Value; 2] {
    let object = machine.object();
    let stylize = if options.colors {
        function(machine, ("stylizeWithColor", 2, stylize))
    } else {
        function(machine, ("stylizeNoColor", 1, |machine, call| Ok(machine.argument(call, 0))))
    };
    if options.colors {
        let key = PropertyKey::Symbol(machine.symbols.stylize_with_color);
        machine.heap.put_with(stylize, key, Value::Boolean(true), Attributes::NONE);
    }
    export(machine, object, "stylize", stylize);
    write_options(machine, object, options);
    if let Some(user) = options.user_options {
        // Only getters of the program's own object could throw here.
        let _ = machine.copy_properties(object, Value::Object(user), &[]);
        export(machine, object, "stylize", stylize);
    }
    [Value::Object(object), Value::Object(inspect_function(machine))]
}

fn stylize(machine: &mut Machine, call: &Call) -> Completion {
    let (text, style) = (machine.argument(call, 0), machine.argument(call, 1));
    let key = machine.to_key(style)?;
    let text = machine.to_text(text)?.to_string();
    let text = match codes(machine, key)? {
        Some((on, off)) => painted(&text, &on, &off),
        None => text,
    };
    Ok(machine.heap.string_value(text))
}

/// The codes of a style, through `inspect.styles` and `inspect.colors` as the program left them.
fn codes(machine: &mut Machine, style: PropertyKey) -> Completion<Option<(String, String)>> {
    let inspect = Value::Object(inspect_function(machine));
    let styles = machine.get_named(inspect, "styles")?;
    let color = machine.get(styles, style)?;
    if color.is_undefined() {
        return Ok(None);
    }
    let colors = machine.get_named(inspect, "colors")?;
    let key = machine.to_key(color)?;
    let pair = machine.get(colors, key)?;
    if pair.is_undefined() {
        return Ok(None);
    }
    let mut codes = [String::new(), String::new()];
    for (index, code) in codes.iter_mut().enumerate() {
        let value = machine.get(pair, PropertyKey::Index(index as u32))?;
        *code = machine.to_text(value)?.to_string();
    }
    let [on, off] = codes;
    Ok(Some((on, off)))
}

fn painted(text: &str, on: &str, off: &str) -> String {
    const BEGIN: char = '\u{1b}';
    format!("{BEGIN}[{on}m{text}{BEGIN}[{off}m")
}

/// What was inspected as a string, coloured or not.
pub(crate) fn text_of(machine: &mut Machine, styled: &Styled, colors: bool) -> Completion<String> {
    if !colors {
        return Ok(styled.to_string());
    }
    let mut known: Vec<(Role, Option<(String, String)>)> = Vec::new();
    let mut text = String::new();
    for (role, run) in &styled.runs {
        let Some(style) = colour::style_of(*role) else {
            text.push_str(run);
            continue;
        };
        if !known.iter().any(|(seen, _)| seen == role) {
            let key = machine.heap.key(style);
            let codes = codes(machine, key)?;
            known.push((*role, codes));
        }
        match known.iter().find(|(seen, _)| seen == role) {
            Some((_, Some((on, off)))) => text.push_str(&painted(run, on, off)),
            _ => text.push_str(run),
        }
    }
    Ok(text)
}

/// `util.inspect(value, options)`, or `(value, showHidden, depth, colors)`
fn inspect_value(machine: &mut Machine, call: &Call) -> Completion {
    let (value, given) = (machine.argument(call, 0), machine.argument(call, 1));
    let mut options = inspect_options(machine, false);
    for (index, name) in [(2, "depth"), (3, "colors")] {
        let value = machine.argument(call, index);
        if !value.is_undefined() {
            set_option(machine, &mut options, name, value);
        }
    }
    match given {
        Value::Boolean(hidden) => options.show_hidden = hidden,
        _ => merge(machine, given, &mut options)?,
    }
    let shown = inspect::inspect(machine, value, &options);
    let shown = machine.inspected(shown)?;
    let text = text_of(machine, &shown, options.colors)?;
    Ok(machine.heap.string_value(text))
}

/// `util.format(format, ...values)`
pub(crate) fn format(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    let options = inspect_options(machine, false);
    formatted(machine, &arguments, &options)
}

/// `util.formatWithOptions(options, format, ...values)`
pub(crate) fn format_with_options(machine: &mut Machine, call: &Call) -> Completion {
    let given = machine.argument(call, 0);
    if given.as_object().is_none_or(|object| machine.heap.is_callable(object)) {
        return wrong_type(machine, "inspectOptions", &["Object"], given);
    }
    let options = read_options(machine, given)?;
    let arguments = machine.arguments(call, 1);
    formatted(machine, &arguments, &options)
}

fn formatted(machine: &mut Machine, arguments: &[Value], options: &Options) -> Completion {
    if let [only @ Value::String(_)] = arguments {
        return Ok(*only);
    }
    let shown = inspect::format(machine, arguments, options);
    let shown = machine.inspected(shown)?;
    let text = text_of(machine, &shown, options.colors)?;
    Ok(machine.heap.string_value(text))
}
