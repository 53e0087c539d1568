//! Asks slabscope for the answer to one expression, written down as record/calls.js writes Node's. Not a test by itself.

use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::time::Duration;

use engine::heap::{self, PropertyKey, Value};
use engine::machine::{Limits, Machine, Thrown};
use engine::{code, inspect, library, syntax};
use pool::memory::{Profile, Setup};

/// One program of slabscope, answering expressions one after the other.
pub struct Slabscope {
    machine: Machine,
    release: String,
    major: u16,
    /// How long an expression may take.
    pub patience: Duration,
}

impl Slabscope {
    pub fn new(release: &str) -> Self {
        let profile = Profile::parse(release).expect("a known release");
        let major = profile.recorded_major();
        let mut machine = Machine::new(Setup::new(profile));
        library::install(&mut machine);
        Self { machine, release: release.to_owned(), major, patience: Duration::from_secs(20) }
    }

    /// From here on garbage is collected as often as it can be.
    #[allow(dead_code, reason = "only the collector's tests do")]
    pub fn collect_at_every_safe_point(&mut self) {
        self.machine.heap.collect_at_every_safe_point();
    }

    /// The value as `util.inspect` shows it, or the error's name, code and message; on one line.
    pub fn answer(&mut self, expression: &str) -> String {
        let shown = panic::catch_unwind(AssertUnwindSafe(|| self.shown(expression)));
        shown.map_or_else(
            |_| {
                *self = Self { patience: self.patience, ..Self::new(&self.release) };
                "panicked".to_owned()
            },
            |shown| one_line(&engine::text::shown(&shown)),
        )
    }

    fn shown(&mut self, expression: &str) -> String {
        let machine = &mut self.machine;
        let text = if expression.starts_with('{') && expression.ends_with('}') {
            format!("({expression})")
        } else {
            expression.to_owned()
        };
        let read = syntax::parse_within(&text, syntax::ast::Goal::Script, machine.dialect(), &[], &mut |_| true);
        let script = match read {
            Ok(script) => script,
            Err(error) => return format!("SyntaxError: {}", error.message(self.major)),
        };
        let source = Rc::new(code::Source::new("call", text));
        let code = match code::compile(&script, source) {
            Ok(code) => code,
            Err(refusal) => return format!("refused: {}", refusal.message),
        };
        let watch = slabscope::cli::stopwatch();
        machine.limits = Limits { deadline: Some(self.patience), watch, ..Limits::default() };
        let ran = machine.run_script(&code, Value::Object(machine.realm.global));
        machine.take_printed();
        match ran {
            Ok(value) => match self.inspected(value) {
                Ok(shown) => shown,
                Err(thrown) => format!("INSPECT-ERR {}", self.named(thrown)),
            },
            Err(Thrown::Value(thrown)) => {
                let is_error =
                    thrown.as_object().is_some_and(|id| matches!(self.machine.heap.kind(id), heap::Kind::Error));
                if is_error {
                    self.named(thrown)
                } else {
                    format!("Thrown: {}", self.inspected(thrown).unwrap_or_default())
                }
            }
            Err(other) => format!("stopped: {other:?}"),
        }
    }

    fn inspected(&mut self, value: Value) -> Result<String, Value> {
        let options = library::inspect_options(&mut self.machine, false);
        inspect::inspect(&mut self.machine, value, &options).map(|shown| shown.to_string())
    }

    /// `name [code]: message`
    fn named(&mut self, error: Value) -> String {
        let machine = &mut self.machine;
        let keys = machine.keys;
        let mut part = |key: PropertyKey| {
            let value = machine.get(error, key).ok().filter(|value| !value.is_undefined());
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

/// What slabscope's error says where Node itself would end without one.
const ENDS: &str = "Node.js would end here";

/// What slabscope leaves out, or does not have yet, as its own answers say it.
#[allow(dead_code, reason = "only where answers are compared")]
const LEFT_OUT: [&str; 9] = [
    " outside slabscope",
    "AbortController is not defined",
    "Atomics is not defined",
    "Event is not defined",
    "Headers is not defined",
    "Intl is not defined",
    "MessageChannel is not defined",
    "URL is not defined",
    "WebAssembly is not defined",
];

#[allow(dead_code, reason = "only where answers are compared")]
pub fn left_out(answered: &str) -> bool {
    LEFT_OUT.iter().any(|reason| answered.contains(reason))
}

/// Whether Node's answer and slabscope's are the same.
pub fn agrees(node: &str, slabscope: &str) -> bool {
    node == slabscope || (node == "aborts" && slabscope.contains(ENDS))
}
