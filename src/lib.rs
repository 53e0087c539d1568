//! slabscope as a library: everything but the terminal. The map of the house; not a public API with promises.

pub mod buffer;
pub mod encoding;
pub mod span;
pub mod styled;
pub mod syntax;
pub mod text;
