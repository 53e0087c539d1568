//! Runs code: frames, the instruction loop, calls, property access with its getters, conversions, limits. Owns heap and
//! memory. Never knows nom, standard output or files.

mod async_generator;
mod beside;
mod bigint;
mod bulk;
mod call;
mod call_site;
mod class;
mod clock;
mod closure;
pub mod convert;
mod descriptor;
mod disposal;
mod dynamic;
mod error_class;
pub mod fault;
mod frame;
mod global;
mod growth;
mod internal;
mod intrinsics;
mod iteration;
mod jobs;
mod last_match;
mod left;
mod loadable;
mod look;
mod member;
pub(crate) mod message;
mod module;
mod modules;

pub mod operator;
mod promise;
mod property;
mod proxy;
mod queue;
mod realm;
mod regexp;
mod resume;
mod run;
mod safety;
mod script;
mod state;
mod timers;
mod trace;

pub use clock::{Clock, Stopwatch};
pub use convert::{Hint, number_text};
pub use disposal::Way;
pub use internal::Refusal;
pub use intrinsics::{Keys, Node, Realm, State, Symbols};
pub use last_match::LastMatch;
use left::Lexical;
pub use loadable::Loader;
pub use state::{CLEAR, Call, Completion, Copies, Limits, Machine, Native, Row, Sink, Stream, Thrown};
pub use timers::{Phase, Timers};
