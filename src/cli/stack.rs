//! How much stack a thread gets that runs programs. Not the threads.

/// The stack of the thread everything runs on, in bytes: deep expressions are bounded by count, not by luck.
pub const STACK: usize = 256 * 1024 * 1024;
