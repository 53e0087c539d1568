//! Trying something on a copy of the session, which nobody notices: how looking commands run an expression. Not what they say.

use super::Session;
use super::help::folded;
use super::look::Target;
use super::report;
use super::statements::Statements;
use crate::code::Source;
use crate::heap::Value;
use crate::machine::Thrown;
use crate::syntax;
use pool::memory::TRIED;
use pool::styled::{Role, Styled};
use pool::view;

/// Bytes of the largest session that is copied to look at something.
pub(super) const LARGEST: u64 = 512 << 20;

impl Session {
    /// Another session in the same state, unless there is too much in this one.
    pub(super) fn copy(&self, most: u64) -> Option<Self> {
        let heap = &self.machine.heap;
        let used = heap.used() as u64 + heap.memory.live_bytes();
        (used <= most).then(|| Self {
            options: self.options.clone(),
            machine: self.machine.clone(),
            release: self.release.clone(),
            statements: Statements::default(),
            undone: Vec::new(),
            failed: None,
            looks: true,
            hues: self.hues.clone(),
            looked: (self.looked.0, view::Names::default()),
            seen_before: None,
            ..*self
        })
    }

    /// Looks at what an argument means: at this session where nothing has to run for that, otherwise at a copy.
    pub(super) fn looking(&mut self, argument: &str, tell: impl FnOnce(&mut Self, Target) -> Styled) -> Styled {
        match self.known_target(argument) {
            Some(Ok(target)) => tell(self, target),
            Some(Err(answer)) => answer,
            None => {
                let Some(mut copy) = self.copy(LARGEST) else { return too_large(argument) };
                let target = copy.tried_target(argument);
                self.ran_out |= copy.ran_out;
                match target {
                    Ok(target) => tell(&mut copy, target),
                    Err(answer) => answer,
                }
            }
        }
    }

    fn tried_target(&mut self, argument: &str) -> Result<Target, Styled> {
        let value = self.tried(argument)?;
        self.region(value).map(|region| Target::Value(value, region)).ok_or_else(|| {
            let line = format!("{argument} is no Buffer, typed array, DataView or ArrayBuffer");
            let mut answer = Styled::new();
            answer.push(Role::Error, folded(&line, usize::from(self.options.width)));
            answer
        })
    }

    /// An expression's value in a session that is a copy; what happens is no statement's doing.
    pub(super) fn tried(&mut self, text: &str) -> Result<Value, Styled> {
        self.machine.heap.memory.begin_statement(TRIED, text);
        let source = std::rc::Rc::new(Source::new("REPL", format!("({text}\n)")));
        let this = Value::Object(self.machine.realm.global);
        let parsed = syntax::parse_prompt(&source.text);
        match self.compile_and_run(parsed, &source, this) {
            Err(error) => Err(report::uncaught_line(error.name(), error.message())),
            Ok(Ok(value)) => Ok(value),
            Ok(Err(Thrown::Value(value))) => Err(self.uncaught(value).answer.unwrap_or_default()),
            Ok(Err(_)) => Err(Styled::from("it was stopped")),
        }
    }
}

fn too_large(argument: &str) -> Styled {
    let mebibytes = LARGEST >> 20;
    let mut answer = Styled::new();
    let why =
        format!("{argument} is tried on a copy of the session, and one of more than {mebibytes} MiB is not copied");
    answer.push(Role::Error, why).plain("; name it first: x = ...");
    answer
}
