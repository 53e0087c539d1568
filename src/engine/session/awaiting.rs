//! Entries, scripts and modules whose top level awaits: what runs until that is there. Not what runs behind an entry.

use super::state::Session;
use super::types::Stream;
use crate::heap::Value;
use crate::library::{self, Until};
use crate::machine::Thrown;
use crate::syntax::{self, Dialect, ast::Goal};
use pool::styled::Styled;

/// What a process ends with whose main module waits for ever (Node doc: process, exit codes).
const UNSETTLED: i32 = 13;

impl Session {
    /// Whether a text awaits at its top level, where Node's prompt lets it.
    pub(super) fn awaits(&self, text: &str) -> bool {
        let mut room = |bytes: usize| bytes as u64 <= self.options.max_memory;
        text.contains("await")
            && syntax::parse_within(text, Goal::Awaiting, Dialect::NEWEST, &[], &mut room)
                .is_ok_and(|script| script.awaits)
    }

    /// What a script that awaits comes to: what waits runs until then. An error that nobody catches ends a program, and is told at
    /// a prompt.
    pub(super) fn awaited(&mut self, promise: Value) -> Result<Value, Thrown> {
        let prompt = self.options.way.is_prompt();
        library::begin_loop(&mut self.machine, prompt);
        self.machine.heap.hold(promise);
        loop {
            if let Some(outcome) = self.machine.outcome(promise) {
                return outcome;
            }
            let Value::Object(id) = promise else { return Ok(promise) };
            match library::run_loop(&mut self.machine, Until::Settled(id)) {
                Ok(()) if self.machine.outcome(promise).is_some() => {}
                Ok(()) if prompt => {
                    self.unsettled = true;
                    return Err(Thrown::Steps);
                }
                Ok(()) => return self.left_waiting(),
                Err(Thrown::Value(error)) if prompt => {
                    if !library::uncaught(&mut self.machine, error)? {
                        let mut text = self.uncaught(error).answer.unwrap_or_default();
                        text.plain("\n");
                        self.machine.print(Stream::Out, text)?;
                    }
                }
                Err(Thrown::Value(error)) if library::uncaught(&mut self.machine, error)? => {}
                Err(thrown) => return Err(thrown),
            }
        }
    }

    /// A program ends while its main module waits.
    fn left_waiting(&mut self) -> Result<Value, Thrown> {
        if let Some(place) = self.machine.awaiting_place() {
            self.machine.print(
                Stream::Err,
                Styled::from(format!("Warning: Detected unsettled top-level await at {place}\n\n\n")),
            )?;
        }
        library::end_with(&mut self.machine, UNSETTLED);
        Ok(Value::Undefined)
    }
}
