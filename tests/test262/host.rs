//! A machine that runs tests of test262, with what their host must have: `print`, `$262`. Not which tests.

use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use engine::heap::{Kind, ObjectId, Value};
use engine::machine::{Call, Completion, Limits, Loader, Machine, Native, Row, Thrown};
use engine::syntax::ast::Goal;
use engine::{code, library, syntax};
use pool::memory::{Profile, Setup};

use super::told::Told;

/// How long a test may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many instructions it may take.
const STEPS: u64 = 60_000_000;

pub struct Host {
    root: PathBuf,
    /// As a session begins.
    fresh: Machine,
    harness: HashMap<String, Rc<code::Code>>,
}

/// A text as code, with whether it awaits; or the kind of error it is.
fn compiled(machine: &Machine, name: &str, text: &str, goal: Goal) -> Result<(Rc<code::Code>, bool), String> {
    let script = syntax::parse_within(text, goal, machine.dialect(), &[], &mut |_| true)
        .map_err(|error| format!("SyntaxError: {}", error.message(24)))?;
    let source = Rc::new(code::Source::new(name, text.to_owned()));
    let code = code::compile(&script, source).map_err(|refusal| format!("refused: {}", refusal.message))?;
    Ok((code, script.awaits))
}

/// The detached way of a buffer: as `structuredClone` transfers it.
fn detach(machine: &mut Machine, call: &Call) -> Completion {
    let buffer = machine.argument(call, 0);
    let transfer = machine.get_named(buffer, "transfer")?;
    machine.call(transfer, buffer, &[])?;
    Ok(Value::Null)
}

/// A module beside who asks for it.
fn found(referrer: &str, specifier: &str) -> Option<(String, String)> {
    let path = Path::new(referrer).parent()?.join(specifier.trim_start_matches("./"));
    let text = std::fs::read_to_string(&path).ok()?;
    Some((path.to_string_lossy().into_owned(), text))
}

/// A script of the realm the function belongs to.
fn evaluate(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_text(machine.argument(call, 0))?.to_string();
    let global = Value::Object(machine.realm.global);
    match compiled(machine, "evalScript", &text, Goal::Script) {
        Ok((code, _)) => {
            machine.descend()?;
            let result = machine.run_script(&code, global);
            machine.ascend();
            result
        }
        Err(wrong) => {
            let class = machine.get_named(global, "SyntaxError")?.as_object().expect("a class");
            let wrong = machine.heap.string_value(wrong);
            Err(Thrown::Value(machine.construct(class, &[wrong], class)?))
        }
    }
}

fn create_realm(machine: &mut Machine, _: &Call) -> Completion {
    let (realm, global) = library::new_realm(machine)?;
    machine.in_realm(realm, |machine| Ok(Value::Object(equip(machine, global))))
}

/// Gives a global object what tests expect of a host; `$262` itself.
fn equip(machine: &mut Machine, global: ObjectId) -> ObjectId {
    let host = machine.object();
    method(machine, host, "createRealm", 0, create_realm);
    method(machine, host, "detachArrayBuffer", 1, detach);
    method(machine, host, "evalScript", 1, evaluate);
    method(machine, host, "gc", 0, collect);
    method(machine, global, "print", 1, say);
    for (object, name, value) in [(host, "global", global), (global, "$262", host)] {
        let key = machine.heap.key(name);
        machine.heap.put(object, key, Value::Object(value));
    }
    host
}

fn collect(machine: &mut Machine, _: &Call) -> Completion {
    machine.collect_garbage();
    Ok(Value::Undefined)
}

fn say(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_text(machine.argument(call, 0))?.to_string();
    machine.warnings.push(text);
    Ok(Value::Undefined)
}

fn method(machine: &mut Machine, object: ObjectId, name: &'static str, length: u8, native: Native) {
    let made = machine.native(Row { name, length, constructs: false, native });
    let key = machine.heap.key(name);
    machine.heap.put(object, key, Value::Object(made));
}

impl Host {
    pub fn new(root: &Path) -> Self {
        let mut fresh = Machine::new(Setup::new(Profile::parse("24").expect("a known release")));
        library::install(&mut fresh);
        let global = fresh.realm.global;
        equip(&mut fresh, global);
        Self { root: root.to_owned(), fresh, harness: HashMap::new() }
    }

    fn included(&mut self, name: &str) -> Result<Rc<code::Code>, String> {
        if let Some(known) = self.harness.get(name) {
            return Ok(Rc::clone(known));
        }
        let text = std::fs::read_to_string(self.root.join("harness").join(name)).map_err(|error| error.to_string())?;
        let (code, _) = compiled(&self.fresh, name, &text, Goal::Script)?;
        self.harness.insert(name.to_owned(), Rc::clone(&code));
        Ok(code)
    }

    /// Runs a test; the error says what it did instead.
    pub fn run(&mut self, path: &str, text: &str, told: &Told, strict: bool) -> Result<(), String> {
        let ran = panic::catch_unwind(AssertUnwindSafe(|| self.ran(path, text, told, strict)));
        ran.unwrap_or_else(|_| Err("panicked".to_owned()))
    }

    fn ran(&mut self, path: &str, text: &str, told: &Told, strict: bool) -> Result<(), String> {
        let mut machine = self.fresh.clone();
        machine.loader = Loader(Some(Rc::new(found)));
        let whole = self.root.join("test").join(path).to_string_lossy().into_owned();
        let watch = slabscope::cli::stopwatch();
        machine.limits = Limits { steps: Some(STEPS), deadline: Some(PATIENCE), watch, ..Limits::default() };
        if !told.has("raw") {
            let done = told.has("async").then_some("doneprintHandle.js");
            let names = ["assert.js", "sta.js"].into_iter().chain(done).map(str::to_owned);
            for name in names.chain(told.includes.clone()) {
                let code = self.included(&name)?;
                let this = Value::Object(machine.realm.global);
                if let Err(thrown) = machine.run_script(&code, this) {
                    return Err(format!("{name}: {}", shown(&mut machine, thrown)));
                }
            }
        }
        let text = if strict { format!("\"use strict\";\n{text}") } else { text.to_owned() };
        let goal = if told.has("module") { Goal::Module } else { Goal::Script };
        let early = |found: &str| match &told.negative {
            Some((phase, kind)) if phase == "parse" && found.starts_with(kind.as_str()) => Ok(()),
            Some((phase, _)) => Err(format!("{phase} wanted, but {found}")),
            None => Err(found.to_owned()),
        };
        let (code, awaits) = match compiled(&machine, &whole, &text, goal) {
            Ok(code) => code,
            Err(found) => return early(&found),
        };
        let this = if goal == Goal::Module { Value::Undefined } else { Value::Object(machine.realm.global) };
        if goal == Goal::Module {
            library::import_meta(&mut machine, path);
        }
        let mut ran = machine.run_script(&code, this);
        let jobs = machine.run_microtasks();
        if awaits {
            ran = ran.and_then(|promise| machine.outcome(promise).unwrap_or(Ok(Value::Undefined)));
        }
        let ran = ran.and_then(|value| jobs.map(|()| value));
        let answer = match (ran, &told.negative) {
            (Ok(_), None) => Ok(()),
            (Ok(_), Some((phase, kind))) => Err(format!("{kind} of {phase} wanted, but none came")),
            (Err(thrown), Some((phase, kind))) if phase != "parse" => {
                let found = shown(&mut machine, thrown);
                if found.starts_with(kind.as_str()) { Ok(()) } else { Err(format!("{kind} wanted, but {found}")) }
            }
            (Err(thrown), _) => Err(shown(&mut machine, thrown)),
        };
        answer?;
        if !told.has("async") || told.negative.is_some() {
            return Ok(());
        }
        match machine.warnings.first() {
            Some(said) if said == "Test262:AsyncTestComplete" => Ok(()),
            Some(said) => Err(said.clone()),
            None => Err("$DONE was not called".to_owned()),
        }
    }
}

/// What was thrown, by name and message.
fn shown(machine: &mut Machine, thrown: Thrown) -> String {
    let Thrown::Value(value) = thrown else { return format!("stopped: {thrown:?}") };
    let Value::Object(object) = value else {
        return machine.to_text(value).map_or_else(|_| "a symbol".to_owned(), |text| text.to_string());
    };
    let name = machine.get(value, machine.keys.constructor).and_then(|class| machine.get(class, machine.keys.name));
    let message = machine.get(value, machine.keys.message);
    let mut text = |part: Completion| match part.and_then(|part| machine.to_text(part)) {
        Ok(text) => text.to_string(),
        Err(_) => "?".to_owned(),
    };
    let (name, message) = (text(name), text(message));
    let error = matches!(machine.heap.kind(object), Kind::Error);
    if error || !message.is_empty() { format!("{name}: {message}") } else { name }
}
