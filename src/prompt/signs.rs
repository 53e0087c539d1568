//! What every prompt shows and ends with in the same way. Not what is answered.

/// What stands before an entry.
pub const PROMPT: &str = "> ";
/// What is said where there is nothing that Ctrl-C could give up.
pub const LEAVING: &str = "(To exit, press Ctrl+C again or Ctrl+D or type .exit)";
