//! slabscope as a library: everything but the terminal. The map of the house; not a public API with promises.

pub mod buffer;
pub mod code;
pub mod encoding;
pub mod heap;
pub mod memory;
pub mod span;
pub mod styled;
pub mod syntax;
pub mod text;
pub mod view;
