//! What really came back from an entry, as lines, with the places where never-written bytes stand. Not compared here.

use std::ops::Range;

use super::escapes::strip;
use super::lines::is_warning;
use crate::session::{Outcome, Reply, Stream};
use pool::styled::{Role, Styled};

/// A line of output. In the text positions of `unwritten` any hexadecimal digit fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActualLine {
    /// The text, without trailing blanks.
    pub text: String,
    /// Byte ranges of digits that show bytes nobody wrote.
    pub unwritten: Vec<Range<usize>>,
}

/// An entry's output and outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actual {
    /// Everything but warnings of the process, without blank lines at the end.
    pub lines: Vec<ActualLine>,
    /// Whether the last line is the `undefined` a prompt prints for no value.
    pub undefined: bool,
    /// `(node:1) ...` and the hint that follows it; Node prints them late.
    pub warnings: Vec<ActualLine>,
    /// How it ended.
    pub outcome: Outcome,
}

impl ActualLine {
    /// Whether `text` stands at byte `at`.
    pub fn starts_with(&self, text: &str, at: usize) -> bool {
        let Some(part) = self.text.as_bytes().get(at..).and_then(|rest| rest.get(..text.len())) else { return false };
        if self.unwritten.is_empty() {
            return part == text.as_bytes();
        }
        part.iter().zip(text.bytes()).enumerate().all(|(index, (&own, wanted))| {
            own == wanted || (wanted.is_ascii_hexdigit() && self.is_unwritten(at + index))
        })
    }

    /// Where `text` stands first, at or after byte `from`.
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        let rest = self.text.get(from..)?;
        if self.unwritten.is_empty() {
            return rest.find(text).map(|at| from + at);
        }
        (from..=self.text.len()).find(|&at| self.text.is_char_boundary(at) && self.starts_with(text, at))
    }

    /// Where `text` stands at the end of the line, beginning at or after byte `from`.
    pub fn ends_with(&self, text: &str, from: usize) -> Option<usize> {
        let at = self.text.len().checked_sub(text.len()).filter(|&at| at >= from)?;
        (self.text.is_char_boundary(at) && self.starts_with(text, at)).then_some(at)
    }

    fn is_unwritten(&self, at: usize) -> bool {
        let after = self.unwritten.partition_point(|range| range.end <= at);
        self.unwritten.get(after).is_some_and(|range| range.start <= at)
    }
}

impl From<&str> for ActualLine {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), unwritten: Vec::new() }
    }
}

impl Actual {
    /// The lines of `reply`; where `unwritten` is false every byte is compared.
    pub fn new(reply: Reply, unwritten: bool) -> Self {
        let (answered, later) = (reply.answer.is_some(), !reply.later.is_empty());
        let mut all = Styled::new();
        let mut warned = Styled::new();
        for (stream, text) in reply.told() {
            let warning = stream == Stream::Err && text.runs.first().is_some_and(|(_, run)| is_warning(run));
            if warning { &mut warned } else { &mut all }.append(text.into_owned());
        }
        let outcome = reply.outcome;
        let mut lines = split(&all, unwritten);
        // A newline ends a printed line; behind an answer it would be part of the answer, and trailing all the same.
        while lines.last().is_some_and(|line| line.text.is_empty()) {
            lines.pop();
        }
        let undefined = outcome == Outcome::Undefined
            && answered
            && !later
            && lines.last().is_some_and(|line| line.text == "undefined");
        let mut warnings = split(&warned, false);
        warnings.retain(|line| !line.text.is_empty());
        Self { lines, undefined, warnings, outcome }
    }

    /// The texts of the lines.
    pub fn texts(&self) -> Vec<&str> {
        self.lines.iter().map(|line| line.text.as_str()).collect()
    }
}

/// The lines of a styled text, trailing blanks dropped.
fn split(text: &Styled, unwritten: bool) -> Vec<ActualLine> {
    let mut lines = vec![ActualLine::default()];
    for (role, run) in &text.runs {
        // A transcript is read without escape sequences, so colours a program prints count neither way.
        let run = strip(run);
        for (index, part) in run.split('\n').enumerate() {
            if index > 0 {
                lines.push(ActualLine::default());
            }
            let Some(line) = lines.last_mut() else { continue };
            let start = line.text.len();
            line.text.push_str(part);
            if unwritten && *role == Role::Unwritten {
                line.unwritten.push(start..line.text.len());
            }
        }
    }
    for line in &mut lines {
        line.text.truncate(line.text.trim_end_matches([' ', '\t', '\r']).len());
    }
    lines
}
