//! A page on this machine that follows the prompt: statements, answers and slabs, as they come. Not the prompt, which never
//! waits for anybody who reads along.
//!
//! `log` keeps what was told, within bounds; it alone is shared between threads. `server` lets clients in, each on a thread
//! of its own; `http` reads what they ask for; `stream` tells them what is new. `address` and `token` say where the page is.

mod address;
mod bounds;
mod entry;
mod http;
mod log;
mod server;
mod stream;
mod token;

pub use address::Address;
pub use entry::Entry;
pub use server::Live;
