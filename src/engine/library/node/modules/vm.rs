//! `node:vm` (Node doc: VM), as far as a statement in another realm goes: `runInThisContext`, `runInNewContext`, `Script`.
//! Not modules, timeouts or measuring: those are refused by name.

use std::rc::Rc;

use super::refusal::outside;
use crate::code::{self, Source};
use crate::heap::{Attributes, Value};
use crate::library::node::arguments::wrong_type;
use crate::library::table;
use crate::library::table::{Method, export, function, plain};
use crate::machine::Thrown;
use crate::machine::{Call, Completion, Machine, message};
use crate::span::{excerpt, position};
use crate::syntax::ast::Goal;

const METHODS: [Method; 5] = [
    ("createContext", 2, |machine, call| match machine.argument(call, 0) {
        Value::Undefined => Ok(Value::Object(machine.object())),
        given => Ok(given),
    }),
    ("runInContext", 3, |machine, call| {
        let [text, sandbox, options] = [0, 1, 2].map(|index| machine.argument(call, index));
        run_in_new_context(machine, text, sandbox, options)
    }),
    ("runInNewContext", 3, |machine, call| {
        let [text, sandbox, options] = [0, 1, 2].map(|index| machine.argument(call, index));
        run_in_new_context(machine, text, sandbox, options)
    }),
    ("runInThisContext", 2, |machine, call| {
        let (text, options) = (machine.argument(call, 0), machine.argument(call, 1));
        run(machine, text, options)
    }),
    ("isContext", 1, |machine, _| outside(machine, "vm.isContext", "")),
];

pub(crate) fn exports(machine: &mut Machine) -> Value {
    let module = plain(machine);
    let prototype = plain(machine);
    let script = table::constructor(machine, ("Script", 2, script), prototype);
    table::shown_as_class(machine, script);
    table::methods(
        machine,
        prototype,
        &[
            ("runInThisContext", 1, |machine, call| {
                let (text, options) = kept(machine, call.this)?;
                run(machine, text, options)
            }),
            ("runInNewContext", 2, |machine, call| {
                let (text, options) = kept(machine, call.this)?;
                let sandbox = machine.argument(call, 0);
                run_in_new_context(machine, text, sandbox, options)
            }),
        ],
    );
    export(machine, module, "Script", script);
    for row in METHODS {
        let made = function(machine, row);
        export(machine, module, row.0, made);
    }
    Value::Object(module)
}

/// What a script was made of.
fn kept(machine: &mut Machine, script: Value) -> Completion<(Value, Value)> {
    Ok((machine.get_named(script, "source")?, machine.get_named(script, "options")?))
}

/// `new vm.Script(code, options)`
fn script(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_none() {
        return machine.fail(message::CONSTRUCTOR_NON_CALLABLE, ["Script"]);
    }
    let (text, options) = (machine.argument(call, 0), machine.argument(call, 1));
    let source = machine.to_string(text)?;
    compiled(machine, Value::String(source), options)?;
    let plain = machine.realm.object_prototype;
    let proto = machine.prototype_for(call, plain)?;
    let made = machine.heap.object(Some(proto), crate::heap::Kind::Ordinary);
    for (key, value) in [("source", Value::String(source)), ("options", options)] {
        let key = machine.heap.key(key);
        machine.heap.put_with(made, key, value, Attributes::HIDDEN);
    }
    Ok(Value::Object(made))
}

/// The code of a text; why there is none begins with the line that is wrong.
fn compiled(machine: &mut Machine, text: Value, options: Value) -> Completion<Rc<code::Code>> {
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
        Err(error) => {
            let refused = machine.misparsed(&error);
            if let Err(Thrown::Value(thrown)) = refused {
                let line = position(&text, error.span.start as usize).line;
                machine.decorate(thrown, &format!("{name}:{line}\n{}\n", excerpt(&text, error.span)))?;
            }
            return refused;
        }
    };
    match code::compile(&script, Rc::new(Source::new(name, text))) {
        Ok(code) => Ok(code),
        Err(refusal) => machine.uncompiled(&refusal),
    }
}

/// Runs a script in the realm the machine is in. The stack of what it throws begins with the line, unless it is not to.
fn run(machine: &mut Machine, text: Value, options: Value) -> Completion {
    if !matches!(text, Value::String(_)) {
        return wrong_type(machine, "code", &["string"], text);
    }
    let quiet = match options {
        Value::Object(_) => machine.get_named(options, "displayErrors")? == Value::Boolean(false),
        _ => false,
    };
    let code = compiled(machine, text, options)?;
    machine.descend()?;
    let this = Value::Object(machine.realm.global);
    let completion = machine.completion;
    let result = machine.run_script(&code, this);
    machine.completion = completion;
    machine.ascend();
    if let (Err(Thrown::Value(thrown)), false) = (&result, quiet)
        && let Some(line) = machine.thrown_line(*thrown)
    {
        machine.decorate(*thrown, &line)?;
    }
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
