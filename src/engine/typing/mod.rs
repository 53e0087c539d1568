//! A line while it is typed: how it looks, which call the cursor is in, what could stand there. Answers nothing itself, and draws
//! nothing.

mod calls;
mod offer;
mod tokens;

pub use calls::{at_cursor, last_argument, open_call};
pub use offer::{Files, Offer, offer};
pub use tokens::{brackets, coloured, ends_in_text, open_brackets, role, tokens};
