//! From tree to instructions: which slot each name lives in, and compact code over registers. Never knows heap or memory.

mod assign;
mod body;
mod chain;
mod class;
mod compiler;
mod declare;
mod dynamic;
mod era;
mod exit;
mod expression;
mod fold;
mod function;
mod function_scope;
mod inferred;
mod inferring;
pub mod instruction;
mod literal;
mod loops;
mod module;
mod names;
mod parameters;
mod pattern;
mod program;
mod resolve;
mod scope;
mod shorten;
pub mod site;
mod spot;
mod statement;
mod suspend;

pub use crate::syntax::ast::Flavour;
pub use crate::syntax::is_identifier;
pub use body::{
    Captured, ClassKind, Code, Constant, EvalSite, ExportOf, GlobalKind, Handler, Parted, STATIC_INITIALIZER, Site,
    Source, Template,
};
pub use compiler::{Outcome, Refusal};
pub use era::{Era, Spot};
pub use instruction::{Definition, Op, Register};
pub use program::{compile, compile_eval};
