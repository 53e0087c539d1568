//! slabscope as a library: everything but the terminal. The map of the house; not a public API with promises.

pub mod cli;
pub mod paint;
pub mod prompt;
pub mod rescue;
pub mod session;
pub mod span;
pub mod styled;
pub mod syntax;
pub mod text;
pub mod transcript;
