//! `eval` (ECMAScript 19.2.1): reads and compiles a text, for the scopes around the call where it is called by its name. Not how
//! names are found in those.

use std::rc::Rc;

use crate::code::{self, Source};
use crate::heap::Value;
use crate::library::table;
use crate::machine::{Call, Completion, Machine};
use crate::syntax::ast::Goal;

pub(crate) fn install(machine: &mut Machine) {
    let global = machine.realm.global;
    machine.realm.eval = table::method(machine, global, ("eval", 1, eval));
}

fn eval(machine: &mut Machine, call: &Call) -> Completion {
    let site = machine.take_eval_site();
    let value = machine.argument(call, 0);
    let Value::String(text) = value else { return Ok(value) };
    let text = machine.heap.text(text).to_string();
    let direct = site.is_some();
    let site = site.unwrap_or_default();
    let script = match machine.parse_around(&text, Goal::Eval(site.permissions), site.private_names())? {
        Ok(script) => script,
        Err(error) => return machine.misparsed(&error),
    };
    let origin = Some(machine.eval_origin());
    let source = Rc::new(Source { origin, ..Source::new("<anonymous>", text) });
    match code::compile_eval(&script, source, site.around) {
        Ok(code) => machine.run_eval(&code, direct),
        Err(refusal) => machine.uncompiled(&refusal),
    }
}
