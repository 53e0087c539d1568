//! Whether a text is a program, might become one with more text, or is wrong: one pure function, asked by the prompt,
//! the pipe reader and the transcript reader alike. Nothing is run.

use super::ast::{Goal, Script};
use super::error::{SyntaxError, Verdict};
use super::parser::Parser;
use super::token::{is_line_terminator, is_white_space};

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

/// Parses what was typed at the prompt. What begins with `{` and does not end with `;` is tried as an object literal
/// first (`lib/repl.js`, `defaultEval`).
pub fn parse_prompt(source: &str) -> Result<Script, SyntaxError> {
    let begins_with_brace = source.trim_start_matches(is_space).starts_with('{');
    if begins_with_brace && !source.trim_end_matches(is_space).ends_with(';') {
        match Parser::new(source, Goal::Script)?.parenthesized_script() {
            Ok(Some(script)) => return Ok(script),
            Err(error) if error.kind == Verdict::Refused => return Err(error),
            _ => {}
        }
    }
    Parser::new(source, Goal::Script)?.script()
}

/// Whether Node's prompt would run the text, wait for more, or report an error (`lib/internal/repl/utils.js`,
/// `isRecoverableError`).
pub fn completeness(source: &str) -> Completeness {
    let Err(error) = parse_prompt(source) else { return Completeness::Complete };
    match error.kind {
        Verdict::Refused => Completeness::Complete,
        Verdict::NotFinished => Completeness::Incomplete,
        Verdict::Wrong | Verdict::Bug if begins_unfinished_object(source) => Completeness::Incomplete,
        Verdict::Wrong | Verdict::Bug => Completeness::Wrong,
    }
}

/// Whether the text would be unfinished after an opening parenthesis, which Node tries where it begins with `{`.
fn begins_unfinished_object(source: &str) -> bool {
    source.trim_start_matches(is_space).starts_with('{')
        && Parser::new(source, Goal::Script)
            .and_then(Parser::parenthesized_script)
            .is_err_and(|error| error.kind == Verdict::NotFinished)
}
