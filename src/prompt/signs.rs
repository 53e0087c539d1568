//! What every prompt shows and ends with in the same way. Not what is answered.

/// What stands before an entry.
pub const PROMPT: &str = "> ";
/// Exit code where the reader of the output has left, as a shell reports SIGPIPE.
pub const EXIT_PIPE: i32 = 141;
/// What is said where there is nothing that Ctrl-C could give up.
pub const LEAVING: &str = "(To exit, press Ctrl+C again or Ctrl+D or type .exit)";
