//! `require`, `module` and the built-in modules there are (Node doc: Modules). No file is ever looked for.

use super::table::{export, function, global, plain};
use crate::heap::{PropertyKey, Value};
use crate::inspect;
use crate::machine::fault::Class;
use crate::machine::{Call, Completion, Machine};

/// The modules that exist, as `machine.kept` knows them.
const MODULES: [&str; 4] = ["buffer", "util", "process", "slabscope"];

/// Makes `require` and the modules.
pub(super) fn install(machine: &mut Machine) {
    let made = function(machine, ("require", 1, require));
    global(machine, "require", made);
    machine.kept.insert("require", Value::Object(made));
    let buffer = super::buffer_module::exports(machine);
    machine.kept.insert("buffer", Value::Object(buffer));

    let util = plain(machine);
    let shown = function(machine, ("inspect", 2, util_inspect));
    let custom = machine.heap.key("custom");
    machine.heap.put(shown, custom, Value::Symbol(machine.symbols.inspect_custom));
    export(machine, util, "inspect", shown);
    let format = function(machine, ("format", 0, util_format));
    export(machine, util, "format", format);
    machine.kept.insert("util", Value::Object(util));

    let process = plain(machine);
    let version = machine.heap.memory.profile().version_string();
    let text = machine.heap.string_value(version.clone());
    export(machine, process, "version", text);
    let versions = plain(machine);
    let text = machine.heap.string_value(version.trim_start_matches('v'));
    export(machine, versions, "node", text);
    export(machine, process, "versions", versions);
    let platform = machine.heap.string_value("linux");
    export(machine, process, "platform", platform);
    let exit = function(machine, ("exit", 1, exit));
    export(machine, process, "exit", exit);
    let stdout = plain(machine);
    let write = function(machine, ("write", 1, write));
    export(machine, stdout, "write", write);
    export(machine, process, "stdout", stdout);
    machine.kept.insert("process", Value::Object(process));
    let introspection = super::introspection::exports(machine);
    machine.kept.insert("slabscope", Value::Object(introspection));
    global(machine, "process", process);
}

fn require(machine: &mut Machine, call: &Call) -> Completion {
    let asked = machine.argument(call, 0);
    let Value::String(string) = asked else {
        return machine.coded_error(
            Class::TypeError,
            "ERR_INVALID_ARG_TYPE",
            "The \"id\" argument must be of type string",
        );
    };
    let name = machine.heap.utf8(string);
    let bare = name.strip_prefix("node:").unwrap_or(&name);
    if let Some(known) = MODULES.iter().find(|known| **known == bare)
        && let Some(module) = machine.kept.get(known)
    {
        return Ok(*module);
    }
    let known = MODULES.join(", ");
    machine.throw(Class::Error, format!("'{name}' is outside slabscope: it has the modules {known}"))
}

/// `module.exports` of a CommonJS file, its `this`; `module`, `exports` and the file's names become global.
pub fn module_exports(machine: &mut Machine, path: &str) -> Value {
    let (module, exports) = (plain(machine), plain(machine));
    export(machine, module, "exports", exports);
    global(machine, "module", module);
    global(machine, "exports", exports);
    let file = machine.heap.string_value(path);
    let folder = machine.heap.string_value(path.rsplit_once('/').map_or(".", |(folder, _)| folder));
    global(machine, "__filename", file);
    global(machine, "__dirname", folder);
    Value::Object(exports)
}

fn util_inspect(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let mut options = super::inspect_options(machine, false);
    if let given @ Value::Object(_) = machine.argument(call, 1) {
        read_options(machine, given, &mut options)?;
    }
    let shown = inspect::inspect(machine, value, &options);
    let shown = machine.inspected(shown)?.to_string();
    Ok(machine.heap.string_value(shown))
}

fn read_options(machine: &mut Machine, given: Value, options: &mut inspect::Options) -> Completion<()> {
    let depth = machine.get_named(given, "depth")?;
    match depth {
        Value::Null => options.depth = None,
        Value::Number(depth) => options.depth = depth.is_finite().then_some(depth as i32),
        _ => {}
    }
    let hidden = machine.get_named(given, "showHidden")?;
    options.show_hidden = machine.truthy(hidden);
    let sorted = machine.get_named(given, "sorted")?;
    options.sorted = machine.truthy(sorted);
    if let Value::Number(length) = machine.get_named(given, "breakLength")? {
        options.break_length = length as usize;
    }
    match machine.get_named(given, "compact")? {
        Value::Boolean(true) => options.compact = inspect::Compact::Always,
        Value::Boolean(false) => options.compact = inspect::Compact::Levels(0),
        Value::Number(levels) => options.compact = inspect::Compact::Levels(levels as u32),
        _ => {}
    }
    for (name, place) in
        [("maxArrayLength", &mut options.max_array_length), ("maxStringLength", &mut options.max_string_length)]
    {
        let key: PropertyKey = machine.heap.key(name);
        match machine.get(given, key)? {
            Value::Null => *place = usize::MAX,
            Value::Number(length) => *place = length as usize,
            _ => {}
        }
    }
    Ok(())
}

fn util_format(machine: &mut Machine, call: &Call) -> Completion {
    let arguments = machine.arguments(call, 0);
    let options = super::inspect_options(machine, false);
    let shown = inspect::format(machine, &arguments, &options);
    let shown = machine.inspected(shown)?.to_string();
    Ok(machine.heap.string_value(shown))
}

fn exit(machine: &mut Machine, call: &Call) -> Completion {
    let code = machine.argument(call, 0);
    let code = machine.to_int32(code)?;
    Err(crate::machine::Thrown::Exit(code))
}

fn write(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?.to_string();
    machine.print(crate::machine::Stream::Out, crate::styled::Styled::from(text))?;
    Ok(Value::Boolean(true))
}
