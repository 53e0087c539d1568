//! A panic inside the library becomes an answer like any other: slabscope's own mistake must not end a lesson. Not a
//! way to handle errors that are expected.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use crate::session::{Outcome, Reply};

/// What `work` answers, or `Outcome::Bug` with the panic's message.
pub fn answer(work: impl FnOnce() -> Reply) -> Reply {
    attempt(work).unwrap_or_else(|words| Reply::new(None, Outcome::Bug(words)))
}

/// What `work` returns, or the words of its panic.
pub fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Whatever state a panic leaves behind is slabscope's simulated one; the prompt says that it may be off.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| message(&*payload))
}

/// The words of a panic.
pub fn message(payload: &(dyn Any + Send)) -> String {
    let words = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    words.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without words".to_owned())
}

/// The paragraph about a mistake of slabscope itself.
pub fn paragraph(text: &str) -> String {
    format!(
        "slabscope {} made a mistake of its own: {text}.\n\
         Your input is not at fault. Variables and slabs may be off from here on; please report this with the statements \
         that led to it (RUST_BACKTRACE=1 shows where it happened).",
        env!("CARGO_PKG_VERSION")
    )
}
