//! Transcripts: prompt sessions as text, read, run, compared and rewritten. Not files, and not what is reported of them: that
//! is the edge's `replay`.
//!
//! The format in short: `> ` begins an entry, `... ` or `| ` continues one that is not finished, everything else is
//! what came back. `#` is a comment, `#: key value` a directive, `! NAME` says what an entry throws, `[..]` stands for
//! any text of a line and `[...]` for any lines.

mod actual;
mod brackets;
mod captures;
mod compare;
mod directive;
mod document;
mod entry;
mod escapes;
mod lines;
mod mistakes;
mod reader;
mod replay;
mod stage;
mod update;
mod wildcard;

pub use actual::{Actual, ActualLine};
pub use captures::Captures;
pub use compare::{Rules, Verdict, compare};
pub use directive::{Condition, Directive, Slider};
pub use document::{Block, Document, Line, Problem, fence_word, is_fence, is_markdown};
pub use entry::{Entry, Expected, Output};
pub use escapes::strip;
pub use lines::{escaped, is_greeting, is_shell};
pub use reader::{Copied, Reader, Step};
pub use replay::{BlockReport, Difference, Setting, replay};
pub use stage::{Own, Played, Stage, Turn, together};
pub use update::{Change, Edit, changes, rewrite};
pub use wildcard::Pattern;
