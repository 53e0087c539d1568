//! Replaying: transcripts found in folders, run side by side, reported to people and programs. Not what a transcript is: that
//! is the engine's. No printing: reports are styled texts for whoever paints.

mod batch;
mod formats;
mod paths;
mod report;

pub use batch::{FileReport, Job, News, run_all};
pub use formats::{Format, write_report};
pub use paths::{Found, collect};
pub use report::{draw_change, draw_difference, draw_problem, draw_summary};
