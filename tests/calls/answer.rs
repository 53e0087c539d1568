//! Asks slabscope for the answer to one expression, written down as record/calls.js writes Node's. Not a test by itself.

use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::time::{Duration, Instant};

use slabscope::heap::{PropertyKey, Value};
use slabscope::machine::{Limits, Machine, Thrown};
use slabscope::memory::{Profile, Setup};
use slabscope::{code, inspect, library, syntax};

/// One program of slabscope, answering expressions one after the other.
pub struct Slabscope {
    machine: Machine,
    release: String,
    major: u32,
}

impl Slabscope {
    pub fn new(release: &str) -> Self {
        let profile = Profile::parse(release).expect("a known release");
        let major = u32::from(profile.recorded_major());
        let mut machine = Machine::new(Setup::new(profile));
        library::install(&mut machine);
        Self { machine, release: release.to_owned(), major }
    }

    /// The value as `util.inspect` shows it, or the error's name, code and message; on one line.
    pub fn answer(&mut self, expression: &str) -> String {
        let shown = panic::catch_unwind(AssertUnwindSafe(|| self.shown(expression)));
        shown.map_or_else(
            |_| {
                *self = Self::new(&self.release.clone());
                "panicked".to_owned()
            },
            |shown| one_line(&shown),
        )
    }

    fn shown(&mut self, expression: &str) -> String {
        let machine = &mut self.machine;
        let script = match syntax::parse(expression, syntax::ast::Goal::Script) {
            Ok(script) => script,
            Err(error) => return format!("SyntaxError: {}", error.message(self.major)),
        };
        let source = Rc::new(code::Source { name: "call".to_owned(), text: expression.to_owned() });
        let code = match code::compile(&script, source) {
            Ok(code) => code,
            Err(refusal) => return format!("refused: {}", refusal.message),
        };
        machine.limits = Limits { deadline: Some(Instant::now() + Duration::from_secs(20)), ..Limits::default() };
        let ran = machine.run_script(&code, Value::Object(machine.realm.global));
        machine.take_printed();
        let thrown = match ran {
            Ok(value) => {
                let options = library::inspect_options(machine, false);
                match inspect::inspect(machine, value, &options) {
                    Ok(shown) => return shown.to_string(),
                    Err(thrown) => thrown,
                }
            }
            Err(Thrown::Value(thrown)) => thrown,
            Err(other) => return format!("stopped: {other:?}"),
        };
        if thrown.as_object().is_none() {
            let options = library::inspect_options(machine, false);
            let shown = inspect::inspect(machine, thrown, &options);
            return shown.map_or_else(|_| "throws".to_owned(), |shown| format!("throws {shown}"));
        }
        let keys = machine.keys;
        let mut part = |key: PropertyKey| {
            let value = machine.get(thrown, key).ok().filter(|value| !value.is_undefined());
            value.and_then(|value| machine.to_text(value).ok()).map(|text| text.to_string())
        };
        let (name, message) = (part(keys.name).unwrap_or_default(), part(keys.message).unwrap_or_default());
        let code = part(keys.code).map_or(String::new(), |code| format!(" [{code}]"));
        format!("{name}{code}: {message}")
    }
}

/// Without line ends and other characters that would hide in a recording.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            '\r' => line.push_str("\\r"),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => {
                let _ = write!(line, "\\u{:04x}", c as u32);
            }
            c => line.push(c),
        }
    }
    line
}
