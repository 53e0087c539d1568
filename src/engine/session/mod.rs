//! A session: statements go in, replies come out, one after the other over one machine. It never prints and touches no file.

mod again;
mod assist;
mod command;
mod compare;
mod help;
mod look;
mod preview;
mod profiles;
mod report;
mod run;
mod signature;
mod state;
mod statements;
mod suggest;
mod types;
mod vars;
mod why;

pub use pool::view::{PICTURE_STYLE, escape};
pub use run::completeness;
pub use state::Session;
pub use types::{
    Completeness, DEFAULT_WIDTH, ENCODINGS, FileInput, Fresh, OptionError, Options, Outcome, Reply, Sink, Stopwatch,
    Stream, Way, Word, Words,
};
