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
mod message;
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
mod unicode;

pub use crate::limits;
pub use completeness::{Completeness, Entry, completeness, parse_prompt, read};
pub use error::{SyntaxError, Verdict};
pub use pieces::{Piece, What, pieces};

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
    text.starts_with(identifier::is_identifier_start) && text.chars().all(identifier::is_identifier_part)
}

/// Whether a name behind a dot, called, is itself the place of the call (V8 `Token::IsCallable`): not if it is a keyword.
pub fn is_callable(name: &str) -> bool {
    name == "super" || !Token::word(name).is_keyword()
}

/// Parses a text for a goal.
pub fn parse(source: &str, goal: Goal) -> Result<Script, SyntaxError> {
    parser::Parser::new(source, goal)?.script()
}

/// Whether a text that Node would first read as `CommonJS` has the syntax of a module, so that Node reads it as one.
pub fn looks_like_module(source: &str) -> bool {
    parse(source, Goal::CommonJs).is_err_and(|error| error.wants_module())
}
