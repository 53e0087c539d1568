//! The codes slabscope ends with. Not when.

/// Equal, or nothing to complain about.
pub const EXIT_FINE: i32 = 0;
/// An uncaught error of a script, or a difference.
pub const EXIT_DIFFERENT: i32 = 1;
/// Wrong usage, or something that cannot be read.
pub const EXIT_USAGE: i32 = 2;
/// slabscope's own mistake (`EX_SOFTWARE` of sysexits.h).
pub const EXIT_BUG: i32 = 70;
/// Stopped with Ctrl-C.
pub const EXIT_INTERRUPTED: i32 = 130;
/// The reader of the output has left.
pub use crate::paint::EXIT_PIPE;
