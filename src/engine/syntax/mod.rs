//! From text to tree: the nom grammar, its AST and its errors. Never knows memory, values or how code runs.

mod arrow;
pub mod ast;
mod blame;
mod chain;
mod class;
mod completeness;
mod control;
mod declaration;
mod error;
mod expression;
mod function;
mod identifier;
mod iteration;
mod lexeme;
mod literal;
pub(crate) mod message;
mod module;
mod object;
mod operator;
mod parser;
mod pattern;
mod pieces;
mod primary;
mod private;
mod statement;
mod token;

pub use crate::limits;
pub use completeness::{Completeness, Entry, completeness, parse_prompt, read, read_in};
pub use error::{SyntaxError, Verdict};
pub use pattern::without_parentheses;
pub use pieces::{Piece, What, pieces};

pub use crate::regexp::Dialect;
use crate::text::{is_identifier_part, is_identifier_start};
use ast::{Goal, Script};
use token::Token;

/// Where the token at or behind a byte of a parsed text begins: what separates tokens is passed over.
pub fn token_at(source: &str, at: u32) -> u32 {
    match source.as_bytes().get(at as usize) {
        None => source.len() as u32,
        Some(byte) if byte.is_ascii_graphic() && *byte != b'/' => at,
        Some(_) => lexeme::lex(source, at as usize, Goal::Script).span.start,
    }
}

/// Whether a text is a name a variable could have, keywords included.
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(is_identifier_start) && text.chars().all(is_identifier_part)
}

/// Whether a name behind a dot, called, is itself the place of the call (V8 `Token::IsCallable`): not if it is a keyword.
pub fn is_callable(name: &str) -> bool {
    name == "super" || !Token::word(name).is_keyword()
}

/// Parses a text for a goal.
pub fn parse(source: &str, goal: Goal) -> Result<Script, SyntaxError> {
    parser::Parser::new(source, goal, Dialect::NEWEST)?.script()
}

/// The same where a text is anybody's: `room` is asked now and then whether there is room for a tree of so many bytes, and time;
/// where there is none, the verdict is `Ended`. Regular expressions
/// are read as a release reads them; `private` are the names of the classes around it, which `eval` has.
pub fn parse_within(
    source: &str,
    goal: Goal,
    dialect: Dialect,
    private: &[String],
    room: &mut dyn FnMut(usize) -> bool,
) -> Result<Script, SyntaxError> {
    let mut ended = false;
    let mut room = |bytes: usize| {
        ended |= !room(bytes);
        !ended
    };
    let parsed = parser::Parser::within(source, goal, dialect, &mut room).and_then(|mut parser| {
        parser.around(private);
        parser.script()
    });
    if ended { Err(SyntaxError::ended()) } else { parsed }
}

/// Whether a text that Node would first read as `CommonJS` has the syntax of a module, so that Node reads it as one; what awaits has
/// that if it is a module without an error otherwise (`lib/internal/modules/helpers.js`).
pub fn looks_like_module(source: &str, room: &mut dyn FnMut(usize) -> bool) -> bool {
    let mut read = |goal| parse_within(source, goal, Dialect::NEWEST, &[], room);
    let may = ["import", "export"].iter().any(|word| source.contains(word));
    let common = if may || source.contains("await") { read(Goal::CommonJs) } else { return false };
    match common {
        Ok(_) => false,
        Err(error) if may && error.wants_module() => true,
        Err(_) => source.contains("await") && read(Goal::Module).is_ok_and(|script| script.awaits),
    }
}
