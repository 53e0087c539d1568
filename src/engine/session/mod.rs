//! A session: statements go in, replies come out, one after the other over one machine. It never prints and touches no file.

mod again;
mod asked;
mod assist;
mod attempt;
mod awaiting;
mod changed;
mod choices;
mod commands;
mod compare;
mod copy;
mod explain;
mod failed;
mod foreign_words;
mod glimpse;
mod help;
mod history;
mod in_words;
mod input;
mod let_go;
mod look;
mod manual;
mod mended;
mod operand;
mod preview;
mod profiles;
mod report;
mod run;
mod scene;
mod signature;
mod state;
mod statements;
mod suggest;
mod topics;
mod types;
mod unknown;
mod vars;
mod why;

pub use asked::{Asked, Saved};
pub use commands::{Act, Command, Takes};
pub use input::{Input, completeness};
pub use manual::{Entry, about};
pub use operand::{is_word, operand};
pub use pool::view::{escape, picture_style};
pub use state::Session;
pub use statements::{is_command, question};
pub use types::{
    CLEAR, Completeness, DEFAULT_WIDTH, ENCODINGS, FileInput, Fresh, OptionError, Options, Outcome, Reply, Sink,
    Stopwatch, Stream, Way, Word, Words,
};
