//! slabscope as a library: everything but the terminal. The map of the house; not a public API with promises.
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
//! | floor | room | never knows |
//! |---|---|---|
//! | 0 | `span`, `text`, `styled`, `calendar`, `limits` | colours, sources |
//! | 0 | `file`: files written whole or not at all | what is in them |
//! | 1 | `memory`: slabs, pool, profiles, ledger, snapshots | encodings, values, syntax, colour |
//! | 1 | `encoding`: bytes to text and back | memory |
//! | 1 | `pattern`: regular expressions | memory, values |
//! | 1 | `syntax`: nom grammar, tree, errors | memory, values |
//! | 2 | `code`: scopes, instructions, compiler | heap, memory |
//! | 2 | `buffer`: Buffer semantics on bytes, faults | values, spans |
//! | 3 | `heap`: values, objects, properties, collector, with the memory behind them | running, printing |
//! | 4 | `inspect`: `util.inspect` | running code, ANSI |
//! | 4 | `view`: map, slabs, pool, why, who, hex, pictures | heap, machine |
//! | 5 | `machine`: frames, instruction loop, calls, limits | nom, stdout, files |
//! | 5 | `library`: the built-in names, one table per class | nom, stdout, files |
//! | 6 | `session`: statements in, replies out, dot commands, error reports | rustyline, tty, files |
//! | 7 | `paint`, `prompt`, `transcript`, `play`, `export`, `live`, `rescue`, `cli`: the edge | the insides of values |
//!
//! Who may name whom is a table in `tests/house.rs`, and checked.

pub mod buffer;
pub mod calendar;
pub mod cli;
pub mod code;
pub mod encoding;
pub mod export;
pub mod file;
pub mod heap;
pub mod inspect;
pub mod library;
pub mod limits;
pub mod live;
pub mod machine;
pub mod memory;
pub mod paint;
pub mod pattern;
pub mod play;
pub mod prompt;
pub mod rescue;
pub mod session;
pub mod span;
pub mod styled;
pub mod syntax;
pub mod text;
pub mod transcript;
pub mod view;
