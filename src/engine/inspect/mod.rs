//! `util.inspect` and `util.format` over the heap, as text with roles; follows Node's lib/internal/util/inspect.js.
//! Never runs code itself: getters and custom inspections go through [`Host`]. Not colours.

mod buffer;
mod class;
mod collection;
pub mod colour;
mod error;
mod format;
mod inherited;
mod inspector;
mod layout;
mod name;
mod object;
mod options;
mod piece;
mod primitive;
mod property;
mod received;

pub use format::format;
pub use inspector::{Host, inspect};
pub use options::{Compact, Getters, Options};
pub use primitive::{number_text, quote_string, separate, separated_number_text};
pub use received::received;
