//! Transcripts: prompt sessions as text, read, run and compared. Not the prompt, and no printing: reports are styled
//! texts for whoever paints.
//!
//! The format in short: `> ` begins an entry, `... ` or `| ` continues one that is not finished, everything else is
//! what came back. `#` is a comment, `#: key value` a directive, `! NAME` says what an entry throws, `[..]` stands for
//! any text of a line and `[...]` for any lines.

mod actual;
mod batch;
mod brackets;
mod compare;
mod directive;
mod document;
mod formats;
mod lines;
mod mistakes;
mod paths;
mod pattern;
mod reader;
mod replay;
mod report;
mod stage;
mod update;

pub use actual::{Actual, ActualLine};
pub use batch::{FileReport, Job, News, run_all};
pub use compare::{Captures, Rules, Verdict, compare};
pub use directive::{Condition, Directive};
pub use document::{Block, Document, Line, Problem};
pub use formats::{Format, write_report};
pub use lines::escaped;
pub use paths::{Found, collect};
pub use pattern::Pattern;
pub use reader::{Entry, Expected, Output, Reader, Step};
pub use replay::{BlockReport, Difference, Setting, replay};
pub use report::{draw_change, draw_difference, draw_problem, draw_summary};
pub use stage::{Own, Played, Stage, Turn};
pub use update::{Change, Edit, changes, rewrite};
