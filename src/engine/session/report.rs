//! Errors drawn as Node draws them: at the prompt with `Uncaught`, in scripts with file, line and caret. Not what they say.

use super::state::Session;
use super::types::{Outcome, Reply};
use crate::code;
use crate::heap::{Kind, Value};
use crate::inspect;
use crate::library;
use crate::span::{Span, excerpt, position};
use crate::syntax;
use pool::styled::{Role, Styled};

/// A text that did not become code.
pub(super) struct Rejected {
    name: &'static str,
    message: String,
    span: Span,
}

impl Rejected {
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn message(&self) -> &str {
        &self.message
    }

    pub fn parsed(error: &syntax::SyntaxError, major: u16) -> Self {
        let name = if error.is_range() { "RangeError" } else { "SyntaxError" };
        Self { name, message: error.message(major), span: error.span }
    }

    pub fn refused(refusal: &code::Refusal) -> Self {
        Self { name: "RangeError", message: refusal.message.clone(), span: refusal.span }
    }
}

/// What Node's prompt says of a text with imports (lib/repl.js, `toDynamicImport`); `None` where it is no module either.
fn import_at_the_prompt(text: &str) -> Option<String> {
    use syntax::ast::{Goal, Imported, StatementKind};
    let script = syntax::parse(text, Goal::Module).ok()?;
    let mut instead = String::new();
    for statement in &script.body {
        let StatementKind::Import(import) = &statement.kind else { continue };
        let awaited = format!("await import({:?});", import.module.to_string());
        let names: Vec<String> = import
            .bindings
            .iter()
            .map(|binding| {
                let local = script.name(binding.local.name);
                match binding.imported {
                    Imported::Default => format!("default: {local}"),
                    Imported::Named(name) if script.name(name) != local => format!("{}: {local}", script.name(name)),
                    Imported::Named(_) | Imported::Namespace => local.to_owned(),
                }
            })
            .collect();
        match import.bindings.as_slice() {
            [] => instead.push_str(&awaited),
            [only] if matches!(only.imported, Imported::Namespace) => {
                instead.push_str(&format!("const {} = {awaited}", names[0]));
            }
            _ => instead.push_str(&format!("const {{ {} }} = {awaited}", names.join(", "))),
        }
    }
    let words = "Cannot use import statement inside the Node.js REPL, alternatively use dynamic import";
    Some(format!("{words}: {instead}"))
}

/// `Uncaught Name: message`
pub(super) fn uncaught_line(name: &str, message: &str) -> Styled {
    let mut answer = Styled::new();
    answer.push(Role::Error, "Uncaught ");
    answer.plain(format!("{name}: {message}"));
    answer
}

/// What is said of a statement that Ctrl-C stopped.
pub(super) fn interrupted() -> Styled {
    let mut answer = uncaught_line("Error", "Script execution was interrupted by `SIGINT`");
    answer.plain(" {\n  code: ").push(Role::String, "'ERR_SCRIPT_EXECUTION_INTERRUPTED'");
    answer.plain("\n}");
    answer
}

/// What is said of a statement that met a bound of the session, and the same behind a release's name.
pub(super) const STOPPED: [(&str, &str); 3] = [
    ("the statement took more steps than --max-steps allows", "took too many steps"),
    ("the statement took longer than --timeout allows", "took too long"),
    ("the program keeps more in memory than --max-memory allows", "took too much memory"),
];

/// What is said of an entry that awaits what nothing will settle.
pub(super) const UNSETTLED: &str = "nothing that is left to run can settle the promise that is awaited";

/// What is said of a run whose timers were called too often.
pub(super) const STORM: &str = "timers and immediates were called more than 1,000,000 times, and were dropped";

/// The reply to a statement that met a bound of the session.
pub(super) fn stopped(message: &str) -> Reply {
    let outcome = Outcome::Thrown { name: "Error".to_owned(), code: None, message: message.to_owned() };
    Reply::new(Some(uncaught_line("Error", message)), outcome)
}

/// An error without a stack stands in brackets, except after `Uncaught`.
fn without_braces(mut shown: Styled) -> Styled {
    let text = shown.to_string();
    if text.starts_with('[') && text.ends_with(']') {
        if let Some((_, first)) = shown.runs.first_mut() {
            first.remove(0);
        }
        if let Some((_, last)) = shown.runs.last_mut() {
            last.pop();
        }
    }
    shown
}

/// `Uncaught` before the first line that begins with an error's name, or before all (lib/repl.js).
fn with_uncaught(shown: Styled) -> Styled {
    let text = shown.to_string();
    let mut place = 0;
    let mut named = None;
    for line in text.split_inclusive('\n') {
        if names_error(line) {
            named = Some(if line.encode_utf16().count() > LINE { "Uncaught:\n" } else { "Uncaught " });
            break;
        }
        place += line.len();
    }
    let word = named.unwrap_or_else(|| {
        place = 0;
        if text.contains('\n') { "Uncaught:\n" } else { "Uncaught " }
    });
    let mut answer = Styled::new();
    for (role, text) in shown.runs {
        if let Some((before, behind)) = text.split_at_checked(place)
            && place != usize::MAX
        {
            answer.push(role, before).push(Role::Error, word).push(role, behind);
            place = usize::MAX;
        } else {
            place -= text.len() * usize::from(place != usize::MAX);
            answer.push(role, text);
        }
    }
    answer
}

/// Longer lines stand below `Uncaught`.
const LINE: usize = 80;

/// Whether a line begins with a name like `TypeError`, as Node's prompt looks for one.
fn names_error(line: &str) -> bool {
    let line = line.strip_prefix('[').unwrap_or(line);
    let name = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(line, |end| &line[..end]);
    // Every word of the name begins with a capital letter.
    name.rmatch_indices("Error").any(|(at, _)| at == 0 || name.starts_with(|c: char| c.is_ascii_uppercase()))
}

impl Session {
    /// The reply to a text that is no program.
    pub(super) fn reply_syntax(&mut self, error: &Rejected, source: &code::Source, prompt: bool) -> Reply {
        let mut answer = Styled::new();
        let shown = excerpt(&source.text, error.span);
        if prompt {
            let message = if error.message == "Cannot use import statement outside a module" {
                import_at_the_prompt(&source.text).unwrap_or_else(|| error.message.clone())
            } else {
                error.message.clone()
            };
            let line = format!("{}: {message}", error.name);
            let long = line.lines().next().is_some_and(|first| first.chars().count() > 80);
            answer.plain(shown).plain("\n\n");
            answer.push(Role::Error, if long { "Uncaught:\n" } else { "Uncaught " }).plain(line);
        } else {
            let line = position(&source.text, error.span.start as usize).line;
            let name = source.name.as_str();
            answer.push(Role::Dim, format!("{name}:{line}\n")).plain(shown);
            answer.plain(format!("\n\n{}: {}\n\nNode.js v{}", error.name, error.message, self.release));
        }
        let outcome = Outcome::Thrown { name: error.name.to_owned(), code: None, message: error.message.clone() };
        Reply { printed: self.machine.take_printed(), ..Reply::new(Some(answer), outcome) }
    }

    /// Whether there is room for what is told of a thrown value: `stack`, its inspection, the answer and the outcome hold the texts.
    fn may_be_told(&self, value: Value) -> bool {
        const TIMES: usize = 8;
        let keys = self.machine.keys;
        let length = |value| match value {
            Value::String(text) => self.machine.heap.string_length(text),
            _ => 0,
        };
        let own = |key| value.as_object().and_then(|error| self.machine.heap.peek_named(error, key));
        let said = [keys.name, keys.message, keys.stack].map(|key| own(key).map_or(0, |own| length(own.value)));
        self.machine.admit((length(value) + said.iter().sum::<usize>()).saturating_mul(TIMES)).is_ok()
    }

    /// The reply to a statement whose value was thrown.
    pub(super) fn uncaught(&mut self, value: Value) -> Reply {
        if !self.may_be_told(value) {
            return stopped(STOPPED[2].0);
        }
        let prompt = self.options.way.is_prompt();
        if prompt && let Value::Object(error) = value {
            self.machine.cut_stack(error);
        }
        let is_error = value.as_object().is_some_and(|id| matches!(self.machine.heap.kind(id), Kind::Error));
        let rejected = std::mem::take(&mut self.machine.timers.rejected);
        let rethrown = std::mem::take(&mut self.machine.timers.rethrown);
        let from = (rejected || rethrown).then(|| self.thrown_again_from(value, rejected));
        let mut options = library::inspect_options(&mut self.machine, true);
        options.custom_inspect = prompt || is_error;
        let shown = inspect::inspect(&mut self.machine, value, &options);
        let shown = self.machine.inspected(shown).unwrap_or_else(|_| Styled::from("[object]"));
        let outcome = self.thrown_outcome(value, &shown);
        let mut answer = Styled::new();
        if prompt {
            answer.append(with_uncaught(if is_error { without_braces(shown) } else { shown }));
        } else {
            if let Some(from) = from {
                answer.push(Role::Dim, from);
            } else if let Some(line) = self.machine.kept_line(value) {
                answer.plain(line).plain("\n");
            } else if !is_error {
                answer.plain("\n");
            }
            self.push_place(value, &mut answer);
            if is_error && !answer.is_empty() {
                answer.plain("\n");
            }
            if value.as_object().is_some() {
                answer.append(shown);
            } else {
                // A symbol has no text.
                let text = self.machine.to_text(value).map(|text| text.to_string()).unwrap_or_default();
                answer.plain(text);
                answer.plain("\n(Use `node --trace-uncaught ...` to show where the exception was thrown)");
            }
            answer.plain(format!("\n\nNode.js v{}", self.release));
        }
        Reply::new(Some(answer), outcome)
    }

    /// The place of Node's own that throws an error somebody rejected with, unless a line of the program has made it.
    fn thrown_again_from(&mut self, value: Value, rejected: bool) -> String {
        let Value::Object(error) = value else { return String::new() };
        if self.machine.thrown_by_its_first_call(error) || !rejected || self.machine.thrown_from(value).is_some() {
            return String::new();
        }
        library::rethrown_from(&self.machine, error)
    }

    /// The line something was thrown from, unless its stack begins with it already.
    fn push_place(&self, value: Value, answer: &mut Styled) {
        let Some(shown) = self.machine.thrown_line(value).filter(|_| !self.machine.is_decorated(value)) else { return };
        let (place, line) = shown.split_once('\n').unwrap_or((&shown, ""));
        answer.push(Role::Dim, format!("{place}\n"));
        answer.plain(line);
    }

    fn thrown_outcome(&mut self, value: Value, shown: &Styled) -> Outcome {
        let plain = || Outcome::Thrown { name: shown.to_string(), code: None, message: String::new() };
        let Value::Object(error) = value else { return plain() };
        if !matches!(self.machine.heap.kind(error), Kind::Error) {
            return plain();
        }
        let keys = self.machine.keys;
        // A `DOMException` answers through getters.
        let mut said = |key| match self.machine.get(value, key) {
            Ok(Value::String(text)) => Some(self.machine.heap.utf8(text)),
            _ => None,
        };
        Outcome::Thrown {
            name: said(keys.name).unwrap_or_else(|| "Error".to_owned()),
            code: said(keys.code),
            message: said(keys.message).unwrap_or_default(),
        }
    }
}
