//! A text as the prompt reads it: parsed once, and whether it is a program, might become one with more text, or is wrong.
//! One pure function, asked by the prompt, the pipe reader and the transcript reader alike. Nothing is run.

use super::ast::{Goal, Script};
use super::error::{SyntaxError, Verdict};
use super::parser::Parser;
use super::token::{is_line_terminator, is_white_space};
use crate::regexp::Dialect;
use crate::text::is_identifier_part;

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
    if let Some(entry) = source.find("await").and_then(|at| awaiting(source, at as u32, dialect)) {
        return entry;
    }
    let script = Parser::new(source, Goal::Script, dialect).and_then(Parser::script);
    let completeness = match script.as_ref().map_err(|error| error.kind) {
        Ok(_) | Err(Verdict::Refused) => Completeness::Complete,
        Err(Verdict::NotFinished) => Completeness::Incomplete,
        Err(Verdict::Wrong | Verdict::Bug) if unfinished_object => Completeness::Incomplete,
        Err(Verdict::Wrong | Verdict::Bug | Verdict::Ended) => Completeness::Wrong,
    };
    Entry { script, completeness }
}

/// The same of what has the word `await`, if it awaits, or is wrong behind that word where it may: then it is waited for only if it would
/// be without the word (`lib/repl.js`, `processTopLevelAwait`).
fn awaiting(source: &str, at: u32, dialect: Dialect) -> Option<Entry> {
    let parse = |text: &str, goal| Parser::new(text, goal, dialect).and_then(Parser::script);
    let error = match parse(source, Goal::Awaiting) {
        Ok(script) => {
            return script.awaits.then_some(Entry { script: Ok(script), completeness: Completeness::Complete });
        }
        Err(error) if error.span.start < at || source.trim_end_matches('\n').ends_with("await") && at == 0 => {
            return None;
        }
        Err(error) => error,
    };
    let (mut without, mut rest) = (String::new(), source);
    while let Some(at) = rest.find("await") {
        let (before, behind) = (&rest[..at], &rest[at + "await".len()..]);
        without.push_str(before);
        let whole = !before.ends_with(is_identifier_part) && !behind.starts_with(is_identifier_part);
        without.push_str(if whole { "" } else { "await" });
        rest = behind;
    }
    without.push_str(rest);
    Some(match parse(&without, Goal::Script) {
        Err(unfinished) if unfinished.kind == Verdict::NotFinished => {
            Entry { script: Err(unfinished), completeness: Completeness::Incomplete }
        }
        _ => {
            let script = Err(SyntaxError { kind: Verdict::Wrong, ..error });
            Entry { script, completeness: Completeness::Wrong }
        }
    })
}

/// What `read` parses.
pub fn parse_prompt(source: &str) -> Result<Script, SyntaxError> {
    read(source).script
}

/// Whether Node's prompt would run the text, wait for more, or report an error.
pub fn completeness(source: &str) -> Completeness {
    read(source).completeness
}
