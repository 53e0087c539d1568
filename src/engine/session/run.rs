//! Entries and scripts: parsed, compiled, run, answered. Prints nothing. Not dot commands, and not how errors are drawn.

use std::rc::Rc;

use super::input::{Input, completeness};
use super::report::{self, Rejected};
use super::state::{Remembered, Session};
use super::types::{Completeness, Outcome, Reply, Stream, Way};
use crate::code::{self, Source};
use crate::heap::{Attributes, Value};
use crate::inspect;
use crate::library;
use crate::machine::Thrown;
use crate::syntax::{self, Dialect, ast::Goal};
use crate::text::received;
use pool::styled::Styled;

/// After how many lines Node tries to run an entry: all of them, where it was typed line by line.
fn tries(text: &str) -> u32 {
    match text.split_once('\n') {
        Some((first, _)) if completeness(first) == Completeness::Incomplete => text.lines().count() as u32,
        _ => 1,
    }
}

impl Session {
    /// Answers one entry of a prompt: statements, or a dot command. Prints nothing.
    pub fn feed(&mut self, text: &str) -> Reply {
        self.enter(Input::read(text))
    }

    /// The same for an entry that is read already.
    pub fn enter(&mut self, input: Input) -> Reply {
        self.entered(input).shown()
    }

    fn entered(&mut self, input: Input) -> Reply {
        self.ran_out = false;
        let Input { text, code } = input;
        let Some(mut code) = code else { return self.command(&text) };
        let dialect = self.machine.dialect();
        if dialect != Dialect::NEWEST && (text.contains('/') || text.contains("using")) {
            // It was read before anybody asked for which release.
            code = syntax::read_in(&received(&text), dialect);
        }
        if code.script.as_ref().is_err_and(|error| error.kind == syntax::Verdict::NotFinished) {
            return Reply::new(None, Outcome::Incomplete);
        }
        self.entries += 1;
        self.tries += tries(&text);
        self.statements.keep(&text);
        self.machine.heap.memory.begin_statement(self.entries, text.trim());
        let source = Rc::new(Source::new(format!("REPL{}", self.tries), received(&text)));
        let this = Value::Object(self.machine.realm.global);
        let reply = match self.compile_and_run(code.script, &source, this) {
            Err(error) => self.reply_syntax(&error, &source, true),
            Ok(result) => self.reply(result, true),
        };
        let reply = self.finish(reply);
        self.note_failure(&reply);
        // What only looks goes on from nothing that was taken back.
        if !self.undone.is_empty() && self.brief("", 80).is_some() {
            self.undone.clear();
        }
        reply
    }

    /// Does what an entry left to be done later; what that prints stands behind its answer, and so do errors nobody catches.
    fn finish(&mut self, reply: Reply) -> Reply {
        if self.ran_out || matches!(reply.outcome, Outcome::Exit(_) | Outcome::Interrupted) {
            library::drop_jobs(&mut self.machine);
            return reply;
        }
        let sink = self.machine.sink.0.take();
        library::begin_loop(&mut self.machine, true);
        let until = library::Until::Once { pause: !self.looks };
        let mut outcome = None;
        while let Err(thrown) = library::run_loop(&mut self.machine, until) {
            let Thrown::Value(error) = thrown else {
                self.ran_out |= matches!(thrown, Thrown::Steps | Thrown::Timeout);
                match thrown {
                    Thrown::Steps => library::drop_timers(&mut self.machine),
                    _ => library::drop_jobs(&mut self.machine),
                }
                outcome = Some(thrown);
                break;
            };
            if !matches!(library::uncaught(&mut self.machine, error), Ok(true)) {
                let answer = self.uncaught(error).answer.unwrap_or_default();
                self.remember(1, error);
                self.tell_later(answer);
            }
        }
        let outcome = match outcome {
            None => reply.outcome,
            Some(thrown) => {
                let end = self.ended(thrown);
                self.tell_later(end.answer.unwrap_or_default());
                end.outcome
            }
        };
        let later = self.machine.take_printed();
        self.machine.sink.0 = sink;
        Reply { later, outcome, ..reply }
    }

    fn tell_later(&mut self, mut text: Styled) {
        if !text.is_empty() {
            text.plain("\n");
            let _ = self.machine.print(Stream::Out, text);
        }
    }

    /// What is said of an end that no program may catch.
    fn ended(&mut self, thrown: Thrown) -> Reply {
        match thrown {
            Thrown::Value(value) => self.uncaught(value),
            Thrown::Exit(code) => Reply::new(None, Outcome::Exit(code)),
            Thrown::Interrupted => Reply::new(Some(report::interrupted()), Outcome::Interrupted),
            Thrown::Steps if std::mem::take(&mut self.unsettled) => report::stopped(report::UNSETTLED),
            Thrown::Steps if std::mem::take(&mut self.machine.timers.stormed) => report::stopped(report::STORM),
            Thrown::Steps => report::stopped(report::STOPPED[0].0),
            Thrown::Timeout => report::stopped(report::STOPPED[1].0),
            Thrown::OutOfMemory => report::stopped(report::STOPPED[2].0),
        }
    }

    pub(super) fn compile_and_run(
        &mut self,
        parsed: Result<syntax::ast::Script, syntax::SyntaxError>,
        source: &Rc<Source>,
        this: Value,
    ) -> Result<Result<Value, Thrown>, Rejected> {
        let script = parsed.map_err(|error| Rejected::parsed(&error, self.machine.release().0))?;
        let code = code::compile(&script, Rc::clone(source)).map_err(|refusal| Rejected::refused(&refusal))?;
        self.machine.limits = self.limits();
        let mut result = self.machine.run_script(&code, this);
        if script.awaits {
            result = result.and_then(|promise| self.awaited(promise));
        }
        self.ran_out |= matches!(result, Err(Thrown::Steps | Thrown::Timeout));
        self.note_names(&source.text);
        Ok(result)
    }

    /// Runs the script of the options.
    pub fn run_script(&mut self) -> Reply {
        self.ran_script().shown()
    }

    fn ran_script(&mut self) -> Reply {
        let Some(file) = self.options.file.take() else {
            return Reply::new(None, Outcome::Undefined);
        };
        let text = String::from_utf8_lossy(&file.source);
        let text = received(text.trim_start_matches('\u{FEFF}')).into_owned();
        let (goal, name) = match self.options.way {
            Way::CommonJs => (Goal::CommonJs, file.path.clone()),
            Way::Module => (Goal::Module, format!("file://{}", file.path)),
            Way::StdinPipe | Way::StdinFile => (Goal::Script, "[stdin]".to_owned()),
            _ => (Goal::Script, "[eval]".to_owned()),
        };
        self.machine.limits = self.limits();
        let awaits = self.options.way == Way::Print && self.awaits(&text);
        let modular = goal == Goal::Script && !awaits && self.reads_as_module(&text);
        let goal = if modular { Goal::Module } else { goal };
        let source = Rc::new(Source::new(name, text));
        self.entries += 1;
        self.machine.heap.memory.begin_statement(1, &file.name);
        let this = match goal {
            Goal::Script | Goal::Awaiting | Goal::Eval(_) | Goal::Function { .. } => {
                Value::Object(self.machine.realm.global)
            }
            Goal::CommonJs => library::module_exports(&mut self.machine, &file.path),
            Goal::Module => {
                library::import_meta(&mut self.machine, &file.path);
                Value::Undefined
            }
        };
        let goal = if awaits { Goal::Awaiting } else { goal };
        let parsed = match self.machine.parse(&source.text, goal) {
            Ok(parsed) => parsed,
            Err(thrown) => return self.reply(Err(thrown), false),
        };
        // What awaits has run in a loop that goes on where it was.
        let began = parsed.as_ref().is_ok_and(|script| script.awaits);
        match self.compile_and_run(parsed, &source, this) {
            Err(error) => self.reply_syntax(&error, &source, false),
            Ok(result) => {
                let print = self.options.way == Way::Print;
                // What is printed as the value is printed before anything runs later.
                let first = (print && result.is_ok()).then(|| self.reply(result, true));
                let result = if first.is_some() { Ok(Value::Undefined) } else { result };
                let sink = if first.is_some() { self.machine.sink.0.take() } else { None };
                if !began {
                    library::begin_loop(&mut self.machine, false);
                }
                let result = match (goal, result) {
                    (Goal::Module, Ok(value)) => self.machine.run_microtasks().map(|()| value),
                    (_, result) => result,
                };
                let result = library::end_program(&mut self.machine, result);
                let reply = match (first, result) {
                    (Some(first), Ok(_)) => Reply { later: self.machine.take_printed(), ..first },
                    (Some(first), Err(thrown)) => {
                        let later = self.machine.take_printed();
                        let end = self.reply(Err(thrown), false);
                        let answered = first.answer.map(|mut answer| {
                            answer.plain("\n");
                            (Stream::Out, answer)
                        });
                        let printed = first.printed.into_iter().chain(answered).chain(later).collect();
                        Reply { printed, ..end }
                    }
                    (None, result) => self.reply(result, false),
                };
                self.machine.sink.0 = sink.or_else(|| self.machine.sink.0.take());
                match (library::exit_code(&mut self.machine), &reply.outcome) {
                    (Some(code), Outcome::Undefined | Outcome::Value) if !print => {
                        Reply { outcome: Outcome::Exit(code), ..reply }
                    }
                    _ => reply,
                }
            }
        }
    }

    /// What a finished statement answers.
    fn reply(&mut self, result: Result<Value, Thrown>, echo: bool) -> Reply {
        for warning in std::mem::take(&mut self.machine.warnings) {
            // More output than a session may keep is the program's own end, not the warning's.
            let _ = self.machine.print(Stream::Err, Styled::from(warning));
        }
        if echo && self.options.way != Way::Print {
            self.give_up_assigned();
            if let Err(Thrown::Value(value)) = result {
                self.remember(1, value);
            }
        }
        let reply = match result {
            Ok(value) => {
                let is_undefined = value.is_undefined();
                let prompt = self.options.way != Way::Print;
                let answer = if echo { self.shown(value, prompt) } else { Ok(None) };
                match self.machine.inspected(answer) {
                    Ok(answer) => {
                        if prompt && echo {
                            self.remember(0, value);
                        }
                        let outcome = if is_undefined { Outcome::Undefined } else { Outcome::Value };
                        Reply::new(answer, outcome)
                    }
                    Err(thrown) => {
                        self.ran_out |= matches!(thrown, Thrown::Steps | Thrown::Timeout);
                        return self.reply(Err(thrown), false);
                    }
                }
            }
            Err(thrown) => self.ended(thrown),
        };
        Reply { printed: self.machine.take_printed(), ..reply }
    }

    pub(super) fn shown(&mut self, value: Value, prompt: bool) -> Result<Option<Styled>, Value> {
        if !prompt && let Value::String(string) = value {
            return Ok(Some(Styled::from(self.machine.heap.utf8(string))));
        }
        let options = library::inspect_options(&mut self.machine, prompt);
        inspect::inspect(&mut self.machine, value, &options).map(Some)
    }

    /// `_` is the last answer, `_error` the last error nobody caught.
    pub(super) fn remember(&mut self, which: usize, value: Value) {
        let Remembered { name, taken, .. } = self.remembered[which];
        if !taken {
            let key = self.machine.heap.key(name);
            let global = self.machine.realm.global;
            self.machine.heap.put_with(global, key, value, Attributes::HIDDEN);
            self.remembered[which].value = Some(value);
        }
    }

    /// Says, as Node does, that a name the program has assigned is its own from now on.
    fn give_up_assigned(&mut self) {
        for which in 0..self.remembered.len() {
            let Remembered { name, value, taken } = self.remembered[which];
            let key = self.machine.heap.key(name);
            let now = self.machine.heap.own(self.machine.realm.global, key).map(|own| own.value);
            let same = match (now, value) {
                (Some(now), Some(value)) => self.machine.heap.same_value(now, value),
                (now, value) => now == value,
            };
            if !taken && !same {
                self.remembered[which].taken = true;
                let line = format!("Expression assignment to {name} now disabled.\n");
                let _ = self.machine.print(Stream::Out, Styled::from(line));
            }
        }
    }
}
