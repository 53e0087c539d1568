//! The prompt: reads entries, at a terminal or line by line, and shows what the session answers. Not what anything
//! means: that is the session's. The only room that knows the line editor.

mod assistant;
mod calls;
mod commands;
mod completion;
mod entries;
mod files;
#[cfg_attr(not(unix), path = "unfiltered.rs")]
mod filter;
mod highlight;
mod history;
mod lines;
mod listener;
mod listing;
mod record;
mod screen;
mod talk;
mod terminal;
mod tokens;

pub use lines::on_lines;
pub use listener::{Exchange, Listener};
pub use terminal::{Habits, at_terminal};

/// What stands before an entry.
const PROMPT: &str = "> ";
/// Exit code where the reader of the output has left, as a shell reports SIGPIPE.
const EXIT_PIPE: i32 = 141;
/// What is said where there is nothing that Ctrl-C could give up.
const LEAVING: &str = "(To exit, press Ctrl+C again or Ctrl+D or type .exit)";
