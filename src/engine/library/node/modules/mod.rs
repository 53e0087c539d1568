//! `require`, `import` and the table of built-in modules (Node doc: Modules). No file is ever looked for.

pub(crate) mod assert;
pub(crate) mod equality;
pub(crate) mod process;
pub(crate) mod refusal;
pub(crate) mod string_decoder;
pub(crate) mod tests;
pub(crate) mod timers;
pub(crate) mod utility;
pub(crate) mod vm;
pub(crate) mod worker_threads;

pub use process::exit::{end_program, end_with, exit_code};
pub use process::rejection::{rethrown_from, uncaught};
pub use process::set_arguments;

use super::arguments;
use crate::buffer::Fault;
use crate::heap::{Attributes, Value};
use crate::library::node::coded;
use crate::library::node::internal;
use crate::library::order::arrange;
use crate::library::table::{accessor, export, function, global, global_value, plain};
use crate::machine::{Call, Completion, Machine};
use crate::text::Text;
use refusal::outside;

/// A module: its name and what makes its exports, once.
type Module = (&'static str, fn(&mut Machine) -> Value);

/// The modules there are. Two names of one module share their exports.
const MODULES: [Module; 15] = [
    ("assert", assert::exports),
    ("assert/strict", |machine| {
        let assert = load(machine, "assert");
        assert::strict_exports(machine, assert)
    }),
    ("buffer", |machine| Value::Object(super::buffer::module::exports(machine))),
    ("console", |machine| global_value(machine, "console")),
    ("events", |machine| made(internal::load(machine, "events"))),
    ("process", process::exports),
    ("slabscope", |machine| Value::Object(crate::library::product::exports(machine))),
    ("string_decoder", string_decoder::exports),
    ("sys", |machine| load(machine, "util")),
    ("timers", |machine| made(timers::exports(machine))),
    ("timers/promises", |machine| made(internal::load(machine, "timers_promises"))),
    ("util", |machine| {
        let types = load(machine, "util/types");
        utility::exports(machine, types)
    }),
    ("util/types", utility::types::types_exports),
    ("vm", vm::exports),
    ("worker_threads", worker_threads::exports),
];

/// What a file of Node's own gave; nothing where a bound was met.
fn made(exports: Completion) -> Value {
    exports.unwrap_or(Value::Undefined)
}

/// Node's own modules that slabscope leaves out.
const OUTSIDE: [&str; 35] = [
    "async_hooks",
    "child_process",
    "cluster",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "dns/promises",
    "domain",
    "fs",
    "fs/promises",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "path/posix",
    "path/win32",
    "perf_hooks",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "stream",
    "stream/promises",
    "tls",
    "tty",
    "url",
    "v8",
    "wasi",
    "zlib",
];

/// Node's modules that have no name without `node:`.
const SCHEME_ONLY: [&str; 4] = ["sea", "sqlite", "test/reporters", "ffi"];

/// Makes `require` and the global `process`.
pub(crate) fn install(machine: &mut Machine) {
    let made = function(machine, ("require", 1, require));
    global(machine, "require", made);
    machine.node.require = made;
    let process = load(machine, "process");
    global(machine, "process", process);
}

/// Makes the modules global names that are loaded when they are first used, as `node -e` and the prompt have them.
pub fn module_globals(machine: &mut Machine) {
    let global = machine.realm.global;
    for (name, _) in
        MODULES.iter().filter(|(name, _)| !name.contains('/') && !["console", "process", "slabscope"].contains(name))
    {
        let key = machine.heap.key(name);
        accessor(machine, global, key, name, module_global, Some(set_module_global));
    }
}

fn module_global(machine: &mut Machine, call: &Call) -> Completion {
    let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
    let module = MODULES.iter().find(|(known, _)| name.strip_prefix("get ") == Some(known));
    Ok(module.map_or(Value::Undefined, |(known, _)| load(machine, known)))
}

fn set_module_global(machine: &mut Machine, call: &Call) -> Completion {
    let name = machine.data_of(call.callee, machine.keys.name).unwrap_or_default();
    let key = machine.heap.key(name.strip_prefix("set ").unwrap_or(&name));
    let (global, value) = (machine.realm.global, machine.argument(call, 0));
    machine.heap.put_with(global, key, value, Attributes::ALL);
    Ok(Value::Undefined)
}

/// The exports of a module of the table, made when they are first asked for.
fn load(machine: &mut Machine, name: &'static str) -> Value {
    if let Some(known) = machine.state.modules.get(name) {
        return *known;
    }
    let made = MODULES.iter().find(|(known, _)| *known == name).map_or(Value::Undefined, |(_, make)| make(machine));
    if let Some(object) = made.as_object() {
        arrange(machine, object, name);
    }
    machine.state.modules.insert(name, made);
    made
}

fn require(machine: &mut Machine, call: &Call) -> Completion {
    let asked = machine.argument(call, 0);
    let Value::String(string) = asked else { return arguments::wrong_type(machine, "id", &["string"], asked) };
    let name = machine.heap.utf8(string);
    if name.is_empty() {
        let fault =
            Fault::ArgumentValue { name: "id", reason: "must be a non-empty string", received: Text::from("''") };
        return arguments::fail(machine, &fault);
    }
    let bare = name.strip_prefix("node:").unwrap_or(&name);
    if let Some(&(known, _)) = MODULES.iter().find(|(known, _)| *known == bare) {
        return Ok(load(machine, known));
    }
    let schemed = bare.len() < name.len();
    if schemed && bare == "test" {
        if let Some(known) = machine.state.modules.get(bare) {
            return Ok(*known);
        }
        let made = tests::exports(machine);
        machine.state.modules.insert("test", made);
        return Ok(made);
    }
    if OUTSIDE.contains(&bare) || (schemed && SCHEME_ONLY.contains(&bare)) {
        return outside(machine, &format!("the module '{name}'"), &format!(": it has {}", names()));
    }
    if schemed {
        return machine.fail(coded::UNKNOWN_BUILTIN_MODULE, [&name]);
    }
    machine.fail(coded::MODULE_NOT_FOUND, [&name, &names()])
}

/// What the modules are called.
pub fn module_names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
}

/// Whether Node has a module of this name, and slabscope none.
pub fn is_left_out(name: &str) -> bool {
    OUTSIDE.contains(&name)
}

fn names() -> String {
    module_names().collect::<Vec<_>>().join(", ")
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
