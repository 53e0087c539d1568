//! Errors drawn as Node draws them: at the prompt with `Uncaught`, in scripts with file, line and caret. Not what they say.

use super::state::Session;
use super::types::{Outcome, Reply};
use crate::code;
use crate::heap::Value;
use crate::inspect;
use crate::library;
use crate::span::{Span, position};
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

/// The reply to a statement that met a bound of the session.
pub(super) fn stopped(message: &str) -> Reply {
    Reply {
        printed: Vec::new(),
        answer: Some(uncaught_line("Error", message)),
        outcome: Outcome::Thrown { name: "Error".to_owned(), code: None, message: message.to_owned() },
    }
}

/// Without the stack frames of the prompt's own lines, which Node leaves out too; one that carries the opening brace of
/// further properties stays.
fn without_prompt_frames(shown: Styled) -> Styled {
    let mut kept = Styled::new();
    for (role, text) in shown.runs {
        let lines = text.split_inclusive('\n').filter(|line| {
            let frame = line.trim_start_matches('\n').strip_prefix("    at REPL");
            !frame.is_some_and(|rest| rest.trim_end().bytes().all(|b| b.is_ascii_digit() || b == b':'))
        });
        kept.push(role, lines.collect::<String>());
    }
    if let Some((_, last)) = kept.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    kept
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

/// The source line and carets under the span.
fn excerpt(text: &str, span: Span) -> String {
    let at = position(text, span.start as usize);
    let line = &text[at.line_start..at.line_end.max(at.line_start)];
    let width = Span::new(span.start as usize, (span.end as usize).min(at.line_end)).of(text).chars().count().max(1);
    let indent: String = line
        .chars()
        .take(text.get(at.line_start..span.start as usize).map_or(0, |before| before.chars().count()))
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    format!("{line}\n{indent}{}", "^".repeat(width))
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
        Reply { printed: self.machine.take_printed(), answer: Some(answer), outcome }
    }

    /// The reply to a statement whose value was thrown.
    pub(super) fn uncaught(&mut self, value: Value) -> Reply {
        let prompt = matches!(
            self.options.way,
            super::types::Way::Terminal | super::types::Way::PromptPipe | super::types::Way::PromptFile
        );
        let options = library::inspect_options(&mut self.machine, true);
        let shown = inspect::inspect(&mut self.machine, value, &options).unwrap_or_else(|_| Styled::from("[object]"));
        let outcome = self.thrown_outcome(value, &shown);
        let mut answer = Styled::new();
        if prompt {
            let is_error =
                value.as_object().is_some_and(|id| matches!(self.machine.heap.kind(id), crate::heap::Kind::Error));
            let first = shown.to_string().lines().next().map_or(0, |line| line.chars().count());
            answer.push(Role::Error, if is_error && first > 80 { "Uncaught:\n" } else { "Uncaught " });
            let shown = without_prompt_frames(shown);
            self.cut_stack(value);
            answer.append(if is_error { without_braces(shown) } else { shown });
        } else {
            if let Some((source, span)) = self.machine.thrown_from(value) {
                let at = position(&source.text, span.start as usize);
                let line = &source.text[at.line_start..at.line_end.max(at.line_start)];
                let indent = " ".repeat(at.column - 1);
                answer.push(Role::Dim, format!("{}:{}\n", source.name, at.line));
                answer.plain(format!("{line}\n{indent}^\n\n"));
            }
            let is_error =
                value.as_object().is_some_and(|id| matches!(self.machine.heap.kind(id), crate::heap::Kind::Error));
            if !is_error {
                answer.plain("Uncaught ");
            }
            answer.append(shown);
            if !is_error {
                answer.plain("\n(Use `node --trace-uncaught ...` to show where the exception was thrown)");
            }
            answer.plain(format!("\n\nNode.js v{}", self.release));
        }
        Reply { printed: Vec::new(), answer: Some(answer), outcome }
    }

    /// Takes the prompt's own frames from the stack of an error nobody caught: `_error` has none.
    fn cut_stack(&mut self, value: Value) {
        let Value::Object(error) = value else { return };
        let stack = self.machine.keys.stack;
        if self.machine.heap.own(error, stack).is_none() {
            return;
        }
        if let Ok(Value::String(text)) = self.machine.get(value, stack) {
            let text = self.machine.heap.utf8(text);
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("    at REPL")).collect();
            let kept = self.machine.heap.string_value(kept.join("\n"));
            self.machine.assign_stack(error, kept);
        }
    }

    fn thrown_outcome(&mut self, value: Value, shown: &Styled) -> Outcome {
        let plain = || Outcome::Thrown { name: shown.to_string(), code: None, message: String::new() };
        let Value::Object(error) = value else { return plain() };
        if !matches!(self.machine.heap.kind(error), crate::heap::Kind::Error) {
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
