//! A text as the prompt reads it: parsed once, and whether it is a program, might become one with more text, or is wrong.
//! One pure function, asked by the prompt, the pipe reader and the transcript reader alike. Nothing is run.

use super::ast::{Goal, Script};
use super::error::{SyntaxError, Verdict};
use super::parser::Parser;
use super::token::{is_line_terminator, is_white_space};
use crate::regexp::Dialect;

/// What `completeness` answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It can be run, or refused.
    Complete,
    /// Node's prompt would wait for more.
    Incomplete,
    /// No more text would help.
    Wrong,
}

fn is_space(c: char) -> bool {
    is_white_space(c) || is_line_terminator(c)
}

/// What was typed at the prompt, parsed.
#[derive(Debug)]
pub struct Entry {
    /// The program, or what is wrong with the text.
    pub script: Result<Script, SyntaxError>,
    /// Whether Node's prompt would run it, wait for more, or report an error.
    pub completeness: Completeness,
}

/// Reads what was typed at the prompt. What begins with `{` and does not end with `;` is tried as an object literal first
/// (`lib/repl.js`, `defaultEval`); whatever is unfinished as one is waited for (`lib/internal/repl/utils.js`,
/// `isRecoverableError`).
pub fn read(source: &str) -> Entry {
    read_in(source, Dialect::NEWEST)
}

/// The same with regular expressions as a release reads them.
pub fn read_in(source: &str, dialect: Dialect) -> Entry {
    let mut unfinished_object = false;
    if source.trim_start_matches(is_space).starts_with('{') {
        let is_object = !source.trim_end_matches(is_space).ends_with(';');
        match Parser::new(source, Goal::Script, dialect).and_then(Parser::parenthesized_script) {
            Ok(Some(script)) if is_object => {
                return Entry { script: Ok(script), completeness: Completeness::Complete };
            }
            Err(error) if is_object && error.kind == Verdict::Refused => {
                return Entry { script: Err(error), completeness: Completeness::Complete };
            }
            read => unfinished_object = read.is_err_and(|error| error.kind == Verdict::NotFinished),
        }
    }
    let mut script = Parser::new(source, Goal::Script, dialect).and_then(Parser::script);
    if source.contains("await") {
        let awaiting = Parser::new(source, Goal::Awaiting, dialect).and_then(Parser::script);
        let better = match (&awaiting, &script) {
            (Ok(awaiting), _) => awaiting.awaits,
            (Err(error), Err(_)) => error.kind == Verdict::NotFinished,
            _ => false,
        };
        if better {
            script = awaiting;
        }
    }
    let completeness = match script.as_ref().map_err(|error| error.kind) {
        Ok(_) | Err(Verdict::Refused) => Completeness::Complete,
        Err(Verdict::NotFinished) => Completeness::Incomplete,
        Err(Verdict::Wrong | Verdict::Bug) if unfinished_object => Completeness::Incomplete,
        Err(Verdict::Wrong | Verdict::Bug | Verdict::Ended) => Completeness::Wrong,
    };
    Entry { script, completeness }
}

/// What `read` parses.
pub fn parse_prompt(source: &str) -> Result<Script, SyntaxError> {
    read(source).script
}

/// Whether Node's prompt would run the text, wait for more, or report an error.
pub fn completeness(source: &str) -> Completeness {
    read(source).completeness
}
