//! How an entry's written output becomes the real one: line edits that keep comments, layout and every wildcard that
//! still fits. Writes no files.

use std::collections::BTreeMap;
use std::ops::Range;

use super::actual::Actual;
use super::captures::Captures;
use super::compare::{Rule, Rules, Sides, common, fits};
use super::document::Block;
use super::entry::{Entry, Output};
use super::lines::escaped;
use crate::session::Outcome;

/// A change to one line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The line, counted from 1.
    pub line: usize,
    /// Whether the line stays.
    pub keep: bool,
    /// Lines that follow it, indented, without newline.
    pub insert: Vec<String>,
}

/// A run of expected lines and the run of real lines that takes its place.
struct Exchange {
    expected: Range<usize>,
    actual: Range<usize>,
}

/// The edits that make `entry` equal.
pub fn edits(
    block: &Block,
    entry: &Entry,
    output: &Output,
    actual: &Actual,
    rules: Rules,
    captures: &mut Captures,
) -> Vec<Edit> {
    let mut sheet = Sheet { block, actual, edits: BTreeMap::new() };
    let last = entry.lines.end - 1;
    if let Some((line, wanted)) = &output.throws {
        if let Outcome::Thrown { name, code, message } = &actual.outcome {
            sheet.replace(*line, vec![thrown(wanted, name, code.as_deref(), message)]);
        } else {
            sheet.replace(*line, sheet.real(0..actual.lines.len(), true));
            output.lines.iter().for_each(|expected| sheet.replace(expected.line, Vec::new()));
        }
        return sheet.finish();
    }
    let sides = Sides::new(output, actual, rules);
    let mut given = sides.actual.len();
    let says_undefined = output.lines.last().is_some_and(|line| line.text == "undefined");
    // Where something stood and nothing else is left, it is written: an entry that is checked stays so.
    let only = sides.without_undefined().is_empty() && !output.lines.is_empty();
    if actual.undefined && !says_undefined && !only {
        given = sides.without_undefined().len();
    }
    for exchange in exchanges(&sides, given, captures) {
        let lines = spread(&sides.rule_lines, exchange.expected.clone());
        let real = spread(&sides.actual_lines, exchange.actual);
        if let Some(index) = lines.clone().next() {
            let mut text = Some(sheet.real(real, index == 0));
            for index in lines.filter(|index| !sides.warnings.contains(index)) {
                sheet.replace(output.lines[index].line, text.take().unwrap_or_default());
            }
        } else {
            let before = exchange.expected.start.checked_sub(1).map(|rule| sides.rule_lines[rule].end - 1);
            let text = sheet.real(real, before.is_none());
            sheet.insert(before.map_or(last, |index| output.lines[index].line), text);
        }
    }
    sheet.finish()
}

/// What has to change, in the order of the lines.
fn exchanges(sides: &Sides, given: usize, captures: &mut Captures) -> Vec<Exchange> {
    let (rules, lines) = (sides.rules.as_slice(), &sides.actual[..given]);
    let any = |rule: &Rule| matches!(rule, Rule::AnyLines);
    let gaps = rules.iter().position(any).zip(rules.iter().rposition(any));
    let Some((first, last)) = gaps.filter(|(first, last)| first + (rules.len() - 1 - last) <= lines.len()) else {
        let (head, tail) = common(rules, lines, captures);
        return pairs(rules, lines, head..rules.len() - tail, head..lines.len() - tail, captures);
    };
    let tail = rules.len() - 1 - last;
    let end = lines.len() - tail;
    let mut all = pairs(rules, lines, 0..first, 0..first, captures);
    if !fits(&rules[first..=last], &lines[first..end], captures) {
        // What stood between two `[...]` is gone: one of them covers it.
        all.push(Exchange { expected: first + 1..last + 1, actual: 0..0 });
    }
    all.extend(pairs(rules, lines, last + 1..rules.len(), end..lines.len(), captures));
    all
}

/// Line for line where both runs are equally long, so that what fits stays; as a whole otherwise.
fn pairs(
    rules: &[Rule],
    lines: &[super::actual::ActualLine],
    expected: Range<usize>,
    actual: Range<usize>,
    captures: &mut Captures,
) -> Vec<Exchange> {
    if expected.len() != actual.len() {
        return vec![Exchange { expected, actual }];
    }
    expected
        .zip(actual)
        .filter(|(rule, line)| {
            !fits(std::slice::from_ref(&rules[*rule]), std::slice::from_ref(&lines[*line]), captures)
                || matches!(rules[*rule], Rule::AnyLines)
        })
        .map(|(rule, line)| Exchange { expected: rule..rule + 1, actual: line..line + 1 })
        .collect()
}

/// The unfolded lines of a run of folded ones.
fn spread(ranges: &[Range<usize>], run: Range<usize>) -> Range<usize> {
    match ranges.get(run) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.clone(),
        _ => 0..0,
    }
}

/// `! ...` again, as detailed as it was.
fn thrown(wanted: &str, name: &str, code: Option<&str>, message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    match (code, wanted.contains(": ")) {
        (Some(code), false) => format!("! {code}"),
        (None, false) => format!("! {name}"),
        (Some(code), true) => format!("! {code}: {}", escaped(first, false)),
        (None, true) => format!("! {name}: {}", escaped(first, false)),
    }
}

struct Sheet<'a> {
    block: &'a Block,
    actual: &'a Actual,
    edits: BTreeMap<usize, Edit>,
}

impl Sheet<'_> {
    /// Real lines as output lines; `first` where they follow the entry directly.
    fn real(&self, range: Range<usize>, first: bool) -> Vec<String> {
        let lines = self.actual.lines[range].iter().enumerate();
        lines.map(|(index, line)| escaped(&line.text, first && index == 0)).collect()
    }

    fn replace(&mut self, index: usize, text: Vec<String>) {
        self.put(index, false, text);
    }

    fn insert(&mut self, index: usize, text: Vec<String>) {
        if !text.is_empty() {
            self.put(index, true, text);
        }
    }

    fn put(&mut self, index: usize, keep: bool, text: Vec<String>) {
        let indent = &self.block.indent;
        let insert = text.into_iter().map(|line| if line.is_empty() { line } else { format!("{indent}{line}") });
        let line = self.block.lines[index].number;
        let edit = self.edits.entry(line).or_insert_with(|| Edit { line, keep: true, insert: Vec::new() });
        edit.keep &= keep;
        edit.insert.extend(insert);
    }

    fn finish(self) -> Vec<Edit> {
        self.edits.into_values().collect()
    }
}

/// Lines that go and lines that come, at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first line that goes, or that behind which others come; counted from 1.
    pub line: usize,
    /// What goes.
    pub removed: Vec<String>,
    /// What comes.
    pub added: Vec<String>,
}

/// What the edits change in `source`.
pub fn changes(source: &str, edits: &[Edit]) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    let mut lines = source.lines().enumerate();
    for edit in edits {
        let raw = lines.find(|(index, _)| index + 1 == edit.line).map_or("", |(_, raw)| raw);
        let removed = (!edit.keep).then(|| raw.to_owned());
        let follows = |last: &&mut Change| removed.is_some() && last.line + last.removed.len() == edit.line;
        if let Some(last) = all.last_mut().filter(follows) {
            last.removed.extend(removed);
            last.added.extend(edit.insert.iter().cloned());
        } else {
            let removed = removed.into_iter().collect();
            all.push(Change { line: edit.line, removed, added: edit.insert.clone() });
        }
    }
    all
}

/// `source` with the edits made, which are in the order of their lines. Newlines are written as the file writes them.
pub fn rewrite(source: &str, edits: &[Edit]) -> String {
    let newline = match source.find('\n') {
        Some(at) if source[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let mut out = String::with_capacity(source.len());
    let mut edits = edits.iter().peekable();
    for (index, raw) in source.split_inclusive('\n').enumerate() {
        let edit = edits.next_if(|edit| edit.line == index + 1);
        if edit.is_none_or(|edit| edit.keep) {
            out.push_str(raw);
        }
        for line in edit.iter().flat_map(|edit| &edit.insert) {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push_str(newline);
            }
            out.push_str(line);
            out.push_str(newline);
        }
    }
    if !source.ends_with('\n') && out.ends_with('\n') {
        out.truncate(out.trim_end_matches('\n').len());
        out.truncate(out.trim_end_matches('\r').len());
    }
    out
}
