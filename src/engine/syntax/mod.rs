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
mod unicode;

pub use crate::limits;
pub use completeness::{Completeness, Entry, completeness, parse_prompt, read};
pub use error::{SyntaxError, Verdict};
pub use pieces::{Piece, What, pieces};

use ast::{Goal, Script};

/// Parses a text for a goal.
pub fn parse(source: &str, goal: Goal) -> Result<Script, SyntaxError> {
    parser::Parser::new(source, goal)?.script()
}

/// Whether a text that Node would first read as `CommonJS` has the syntax of a module, so that Node reads it as one.
pub fn looks_like_module(source: &str) -> bool {
    parse(source, Goal::CommonJs).is_err_and(|error| error.wants_module())
}
