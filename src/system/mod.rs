//! What each system has its own way of: who may read a file, which file a name means, the standard streams as files, a person's
//! folders. Not signals, which are the command line's, nor keys.

pub mod folders;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;
