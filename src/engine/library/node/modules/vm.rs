//! `node:vm` (Node doc: VM), as far as a statement in another realm goes: `runInThisContext`, `runInNewContext`, `Script`.
//! Not modules, timeouts or measuring: those are refused by name.

use crate::machine::message::Code;
use std::rc::Rc;

use super::refusal::outside;
use crate::code::{self, Source};
use crate::heap::{Attributes, Value};
use crate::library::node::arguments::wrong_type;
use crate::library::table;
use crate::library::table::{Method, export, function, plain};
use crate::machine::fault::ErrorClass;
use crate::machine::{Call, Completion, Machine, message};
use crate::syntax::ast::Goal;

const METHODS: [Method; 5] = [
    ("runInThisContext", 2, |machine, call| {
        let (text, options) = (machine.argument(call, 0), machine.argument(call, 1));
        run(machine, text, options)
    }),
    ("runInNewContext", 3, |machine, call| {
        let [text, sandbox, options] = [0, 1, 2].map(|index| machine.argument(call, index));
        run_in_new_context(machine, text, sandbox, options)
    }),
    ("createContext", 2, |machine, call| match machine.argument(call, 0) {
        Value::Undefined => Ok(Value::Object(machine.object())),
        given => Ok(given),
    }),
    ("runInContext", 3, |machine, call| {
        let [text, sandbox, options] = [0, 1, 2].map(|index| machine.argument(call, index));
        run_in_new_context(machine, text, sandbox, options)
    }),
    ("isContext", 1, |machine, _| outside(machine, "vm.isContext", "")),
];

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let module = plain(machine);
    for row in METHODS {
        let made = function(machine, row);
        export(machine, module, row.0, made);
    }
    let prototype = plain(machine);
    let script = table::constructor(machine, ("Script", 2, script), prototype);
    table::shown_as_class(machine, script);
    table::methods(
        machine,
        prototype,
        &[
            ("runInThisContext", 1, |machine, call| {
                let text = machine.get_named(call.this, "source")?;
                run(machine, text, Value::Undefined)
            }),
            ("runInNewContext", 2, |machine, call| {
                let text = machine.get_named(call.this, "source")?;
                let sandbox = machine.argument(call, 0);
                run_in_new_context(machine, text, sandbox, Value::Undefined)
            }),
        ],
    );
    export(machine, module, "Script", script);
    Value::Object(module)
}

/// `new vm.Script(code)`
fn script(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["Script"]);
    }
    let text = machine.argument(call, 0);
    let source = machine.to_string(text)?;
    let plain = machine.realm.object_prototype;
    let proto = machine.prototype_for(call, plain)?;
    let made = machine.heap.object(Some(proto), crate::heap::Kind::Ordinary);
    let key = machine.heap.key("source");
    machine.heap.put_with(made, key, Value::String(source), Attributes::HIDDEN);
    Ok(Value::Object(made))
}

/// Runs a script in the realm the machine is in.
fn run(machine: &mut Machine, text: Value, options: Value) -> Completion {
    if !matches!(text, Value::String(_)) {
        return wrong_type(machine, "code", &["string"], text);
    }
    let name = match options {
        Value::String(_) => machine.to_text(options)?.to_string(),
        Value::Object(_) => match machine.get_named(options, "filename")? {
            Value::Undefined => "evalmachine.<anonymous>".to_owned(),
            name => machine.to_text(name)?.to_string(),
        },
        _ => "evalmachine.<anonymous>".to_owned(),
    };
    let text = machine.to_text(text)?.to_string();
    let script = match machine.parse(&text, Goal::Script)? {
        Ok(script) => script,
        Err(error) => return machine.misparsed(&error),
    };
    let code = match code::compile(&script, Rc::new(Source::new(name, text))) {
        Ok(code) => code,
        Err(refusal) => return machine.throw(ErrorClass::RangeError, Code::None, refusal.message),
    };
    machine.descend()?;
    let this = Value::Object(machine.realm.global);
    let completion = machine.completion;
    let result = machine.run_script(&code, this);
    machine.completion = completion;
    machine.ascend();
    result
}

/// Runs a script in a realm of its own, whose global object has what the sandbox has, before and after.
fn run_in_new_context(machine: &mut Machine, text: Value, sandbox: Value, options: Value) -> Completion {
    let given = match sandbox {
        Value::Undefined => None,
        Value::Object(object) => Some(object),
        _ => return wrong_type(machine, "contextObject", &["Object"], sandbox),
    };
    machine.in_another_realm(crate::library::language::install, |machine| {
        let global = machine.realm.global;
        for key in given.map(|object| machine.heap.own_keys(object)).unwrap_or_default() {
            let value = machine.get(sandbox, key)?;
            machine.heap.put(global, key, value);
        }
        let result = run(machine, text, options);
        if let Some(object) = given {
            for key in machine.keys_of(global)? {
                let Some(own) = machine.heap.own(global, key).filter(|own| own.attributes.enumerable()) else {
                    continue;
                };
                machine.heap.put(object, key, own.value);
            }
        }
        result
    })
}
