//! slabscope's edge as a library, for its own tests: files, terminals, sockets, reports. The map of the house; not a public API
//! with promises.
//!
//! Text flows one way; memory is reached only through the machine, and looked at only through snapshots:
//!
//! ```text
//! text --parse--> Script --compile--> Code --run--> Value | Thrown --inspect/report--> Styled --paint--> terminal
//!      (syntax)          (code)           (machine)         ^                              ^
//!                                             | calls       |                              |
//!                                    buffer, memory --snapshot--> Snapshot ------view------+
//! ```
//!
//! | crate | rooms | never knows |
//! |---|---|---|
//! | `src/pool` | memory, the views of it | values, syntax, encodings, terminals |
//! | `src/engine` | the language, sessions, transcripts | files, terminals, sockets |
//! | `src/web` | the engine as one WebAssembly file, asked in JSON | pages, clocks |
//! | this one | `system`: what each has its own way of; `file`: files written whole or not at all; `paint`, `prompt`, `replay`, `play`, `export`, `live`, `cli` | the insides of values |
//!
//! Cargo holds the crates apart; which room may name which is a table in `tests/house.rs`, and checked.

pub mod cli;
pub mod export;
pub mod file;
pub mod live;
pub mod page;
pub mod paint;
pub mod play;
pub mod prompt;
pub mod replay;
pub mod system;
