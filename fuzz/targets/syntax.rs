//! Any text as a script, a module and at the prompt: parsed, and compiled where it can be. Not run.
#![no_main]

use std::rc::Rc;

use engine::syntax::ast::Goal;
use engine::{code, syntax};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for goal in [Goal::Script, Goal::CommonJs, Goal::Module] {
        match syntax::parse(text, goal) {
            Ok(script) => {
                let source = Rc::new(code::Source::new("fuzz", text));
                let _ = code::compile(&script, source);
            }
            Err(error) => drop([18, 26].map(|major| error.message(major))),
        }
    }
    let _ = syntax::completeness(text);
    let _ = syntax::pieces(text);
});
