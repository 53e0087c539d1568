//! Which function answers a dot command. Not the answers; commands that touch files are the prompt's.

use super::help;
use super::state::Session;
use super::types::{Outcome, Reply};
use pool::styled::{Role, Styled};
use pool::view;

/// What is said of a command nobody knows, in Node's words.
pub(super) const UNKNOWN: &str = "Invalid REPL keyword";

/// Whether a line is a dot command rather than JavaScript.
pub(super) fn is_command(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next() == Some('.') && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
}

impl Session {
    pub(super) fn command(&mut self, text: &str) -> Reply {
        let (name, argument) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let argument = argument.trim();
        let width = usize::from(self.options.width);
        let (answer, printed) = match name {
            ".replay" => self.run_again(),
            ".time" => self.time(argument),
            name => (self.look(name, argument, width), Vec::new()),
        };
        Reply { printed, answer: Some(without_last_newline(answer)), outcome: Outcome::Command }
    }

    fn look(&mut self, name: &str, argument: &str, width: usize) -> Styled {
        match name {
            ".help" => help::help(argument, width),
            ".pool" => view::pool(&self.machine.snapshot(), width),
            ".slabs" => self.slabs(argument, width),
            ".map" => self.map(argument, width),
            ".hex" => self.hex(argument, width),
            ".why" => self.why(argument, width),
            ".who" => self.who(argument, width),
            ".diff" => self.diff(width),
            ".gc" => self.gc(width),
            ".timeline" => self.timeline(width),
            ".advise" => self.advise(width),
            ".vars" => self.vars(argument, width),
            ".undo" => self.undo(argument),
            ".profile" => self.profile(argument),
            ".compare" => self.compare(width),
            ".reset" => self.reset(),
            _ => {
                let mut answer = Styled::new();
                answer.push(Role::Error, UNKNOWN);
                answer
            }
        }
    }
}

fn without_last_newline(mut text: Styled) -> Styled {
    if let Some((_, last)) = text.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    text
}
