//! Any text through `JSON.parse` and back: what it reads it must write, and read again to the same text.
#![no_main]

use std::cell::RefCell;
use std::rc::Rc;

use engine::heap::Value;
use engine::machine::{Limits, Machine};
use engine::syntax::ast::Goal;
use engine::{code, library, syntax};
use libfuzzer_sys::fuzz_target;
use pool::memory::{Profile, Setup};

const PROGRAM: &str = "(()=>{let v;try{v=JSON.parse(TEXT)}catch(e){return e instanceof SyntaxError}\
    const t=JSON.stringify(v);return JSON.stringify(JSON.parse(t))===t})()";

thread_local! {
    static MACHINE: RefCell<Machine> = RefCell::new({
        let mut machine = Machine::new(Setup::new(Profile::parse("24").expect("a known release")));
        library::install(&mut machine);
        machine
    });
}

fuzz_target!(|text: &str| {
    let mut literal = String::from("\"");
    text.encode_utf16().for_each(|unit| literal.push_str(&format!("\\u{unit:04x}")));
    literal.push('"');
    let text = PROGRAM.replace("TEXT", &literal);
    let Ok(script) = syntax::parse(&text, Goal::Script) else { return };
    let source = Rc::new(code::Source::new("fuzz", text));
    let Ok(code) = code::compile(&script, source) else { return };
    MACHINE.with_borrow_mut(|machine| {
        machine.limits = Limits::default();
        let answer = machine.run_script(&code, Value::Object(machine.realm.global));
        assert!(matches!(answer, Ok(Value::Boolean(true))), "neither read back nor refused");
    });
});
