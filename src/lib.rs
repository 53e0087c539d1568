//! slabscope as a library: everything but the terminal. The map of the house; not a public API with promises.

pub mod buffer;
pub mod cli;
pub mod code;
pub mod encoding;
pub mod heap;
pub mod inspect;
pub mod library;
pub mod machine;
pub mod memory;
pub mod paint;
pub mod prompt;
pub mod rescue;
pub mod session;
pub mod span;
pub mod styled;
pub mod syntax;
pub mod text;
pub mod transcript;
pub mod view;
