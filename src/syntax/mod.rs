//! From text to tree: the nom grammar, its AST and its errors. Never knows memory, values or how code runs.

pub mod ast;
