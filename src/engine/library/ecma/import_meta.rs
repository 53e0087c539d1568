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
