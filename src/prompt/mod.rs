//! The prompt: reads entries, at a terminal or line by line, and shows what the session answers. Not what anything
//! means: that is the session's. The only room that knows the line editor.

#[cfg_attr(not(unix), allow(dead_code, reason = "only a terminal of its own hears answers"))]
mod answers;
mod assistant;
mod below;
mod commands;
mod entries;
mod entry_keys;
mod external;
mod files;
#[cfg_attr(not(unix), path = "unfiltered.rs")]
mod filter;
mod foreign;
mod habits;
mod highlight;
mod history;
mod lines;
mod listener;
mod listing;
mod marks;
#[cfg_attr(not(unix), path = "pane/none.rs")]
mod pane;
#[cfg(unix)]
mod pane_keys;
mod record;
mod resized;
mod screen;
#[cfg(unix)]
mod second;
mod seen;
mod signs;
#[cfg(unix)]
mod stream;
mod talk;
mod terminal;
mod was;

pub use filter::give_back;
pub use habits::Habits;
pub use lines::on_lines;
pub use listener::{Exchange, Listener};
pub use terminal::{Signals, at_terminal};
