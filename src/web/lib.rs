//! The engine as WebAssembly: a request in JSON comes in, an answer in JSON goes out. Not a page, not a worker, and no clock but the
//! host's.
//!
//! The host asks for room, writes a request there, and calls `ask`; the answer then stands in the room instead:
//!
//! ```text
//! memory.set(bytes, room(bytes.length)); length = ask(); answer = memory.slice(at(), at() + length)
//! ```
//!
//! Only a pattern that backtracks without end is not stopped by the session's patience: the host keeps a worker for that. Requests are
//! objects whose `do` is one of [`Instance::ask`]'s. A panic traps: the instance is gone then, and the host makes another
//! and says again what was said.

mod exports;
mod instance;
pub mod lesson;
pub mod markup;
mod said;

pub use instance::Instance;
