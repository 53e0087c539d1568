//! slabscope as a library: everything but the terminal. The map of the house; not a public API with promises.

pub mod code;
pub mod heap;
pub mod inspect;
pub mod memory;
pub mod span;
pub mod styled;
pub mod syntax;
pub mod text;
pub mod view;
