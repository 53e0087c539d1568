//! `import.meta` (Node doc: ECMAScript modules). Not `import` itself: the compiler makes that a `require`.

use crate::heap::{Kind, Value};
use crate::library::table::{export, function};
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;

/// Makes the `import.meta` of a module file, where `require` is no name.
pub fn import_meta(machine: &mut Machine, path: &str) {
    let require = machine.heap.key("require");
    machine.heap.delete(machine.realm.global, require);
    let meta = machine.heap.object(None, Kind::Ordinary);
    if machine.knows(Fact::ImportMetaPaths) {
        let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let folder = machine.heap.string_value(folder);
        export(machine, meta, "dirname", folder);
        let file = machine.heap.string_value(path);
        export(machine, meta, "filename", file);
    }
    if machine.knows(Fact::ImportMetaMain) {
        export(machine, meta, "main", Value::Boolean(true));
    }
    let made = function(machine, ("resolve", 1, resolve));
    export(machine, meta, "resolve", made);
    let url = machine.heap.string_value(format!("file://{path}"));
    export(machine, meta, "url", url);
    machine.state.import_meta = Value::Object(meta);
}

/// Built-in modules resolve to their `node:` name; nothing else can be imported.
fn resolve(machine: &mut Machine, call: &Call) -> Completion {
    let asked = machine.argument(call, 0);
    let name = machine.to_text(asked)?.to_string();
    let bare = name.strip_prefix("node:").unwrap_or(&name);
    Ok(machine.heap.string_value(format!("node:{bare}")))
}

/// What `import()` of the program's own modules does later: load, then give the namespace.
pub(crate) fn install(machine: &mut Machine) {
    machine.realm.import_steps = [load, give].map(|native: crate::machine::Native| function(machine, ("", 0, native)));
}

fn load(machine: &mut Machine, call: &Call) -> Completion {
    let Some(record) = machine.captured(call.callee) else { return Ok(Value::Undefined) };
    let [promise, name, referrer] = [0, 1, 2].map(|at| machine.captured_at(record, at));
    let Value::Object(promise) = promise else { return Ok(Value::Undefined) };
    let (name, referrer) = (machine.to_text(name)?.to_string(), machine.to_text(referrer)?.to_string());
    let loaded = machine.load_module(None, &referrer, &name).and_then(|module| {
        let Some(module) = module else {
            // Who has no such module says so.
            let name = machine.heap.string_value(name);
            let require = Value::Object(machine.node.require);
            return machine.call(require, Value::Undefined, &[name]).map(|_| Ok(promise));
        };
        if let Some(waits) = machine.module_promise(module) {
            return Ok(Err((waits, module)));
        }
        machine.module_namespace(module).map(Ok)
    });
    let given = loaded.and_then(|loaded| match loaded {
        Ok(namespace) => machine.resolve_promise(promise, Value::Object(namespace)),
        Err((waits, module)) => {
            let record = machine.array([module.into()]);
            let give = machine.closure_like(machine.realm.import_steps[1], record);
            machine.perform_then(waits, give, Value::Undefined, crate::heap::Derived::Promise(promise));
            Ok(())
        }
    });
    machine.or_reject(promise, given)?;
    Ok(Value::Undefined)
}

fn give(machine: &mut Machine, call: &Call) -> Completion {
    let Some(record) = machine.captured(call.callee) else { return Ok(Value::Undefined) };
    match machine.captured_at(record, 0) {
        Value::Number(module) => machine.module_namespace(module as usize).map(Value::Object),
        _ => Ok(Value::Undefined),
    }
}
