//! Expected output against real output. Pure: runs nothing, draws nothing.

use std::ops::Range;

use super::actual::{Actual, ActualLine};
use super::captures::Captures;
use super::entry::{Expected, Output};
use super::lines::{Folded, fold, is_warning};
use super::wildcard::Pattern;
use crate::session::Outcome;

/// What may differ and still be equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// `#: frames exact`.
    pub frames_exact: bool,
    /// `#: uninit exact`.
    pub uninit_exact: bool,
}

/// What a comparison says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As expected.
    Equal,
    /// Nothing was expected.
    Unchecked,
    /// Not as expected: the parts that differ, as ranges of the expected and of the real lines. Empty ranges mean that
    /// one side has lines too many.
    Different {
        /// Of `Output::lines`.
        expected: Range<usize>,
        /// Of `Actual::lines`.
        actual: Range<usize>,
    },
    /// The entry threw something else than `! ...` says, or nothing.
    OtherThrow,
}

/// A folded line of the expectation.
#[derive(Debug)]
pub(super) enum Rule {
    Line(Pattern),
    AnyLines,
}

/// Both sides, folded, with warnings apart.
pub(super) struct Sides {
    pub rules: Vec<Rule>,
    /// Where each rule comes from, as a range of `Output::lines`.
    pub rule_lines: Vec<Range<usize>>,
    pub actual: Vec<ActualLine>,
    /// Where each line comes from, as a range of `Actual::lines`.
    pub actual_lines: Vec<Range<usize>>,
    /// Expected warnings, as indices into `Output::lines`.
    pub warnings: Vec<usize>,
}

impl Sides {
    pub fn new(output: &Output, actual: &Actual, rules: Rules) -> Self {
        let (warnings, plain) = part_warnings(&output.lines);
        let folded = fold(plain.iter().map(|&index| output.lines[index].text.as_str()), rules.frames_exact);
        let rule = |part: &Folded| {
            let line = &output.lines[plain[part.first]];
            match part.text.as_str() {
                text if line.literal => Rule::Line(Pattern::literal(text)),
                "[...]" => Rule::AnyLines,
                text => Rule::Line(Pattern::parse(text)),
            }
        };
        let rule_lines = folded.iter().map(|part| plain[part.first]..plain[part.first + part.count - 1] + 1).collect();
        let real = fold(actual.lines.iter().map(|line| line.text.as_str()), rules.frames_exact);
        Self {
            rules: folded.iter().map(rule).collect(),
            rule_lines,
            actual_lines: real.iter().map(|part| part.first..part.first + part.count).collect(),
            actual: real
                .into_iter()
                .map(|part| ActualLine { unwritten: actual.lines[part.first].unwritten.clone(), text: part.text })
                .collect(),
            warnings,
        }
    }
}

impl Sides {
    /// The real lines before the last, which is `undefined`, without blank ones at the end.
    pub fn without_undefined(&self) -> &[ActualLine] {
        let before = &self.actual[..self.actual.len().saturating_sub(1)];
        let length = before.iter().rposition(|line| !line.text.is_empty()).map_or(0, |last| last + 1);
        &before[..length]
    }
}

/// Indices of the warnings of the process (with the hint that follows one), and of all other lines.
fn part_warnings(lines: &[Expected]) -> (Vec<usize>, Vec<usize>) {
    let mut after = false;
    (0..lines.len()).partition(|&index| {
        let text = lines[index].text.as_str();
        let own = !lines[index].literal && (is_warning(text) || (after && text.starts_with("(Use `node ")));
        after = own;
        own
    })
}

/// Compares what an entry should give with what it gave.
pub fn compare(output: &Output, actual: &Actual, rules: Rules, captures: &mut Captures) -> Verdict {
    if let Some((_, thrown)) = &output.throws {
        return if throws(thrown, &actual.outcome, captures) { Verdict::Equal } else { Verdict::OtherThrow };
    }
    if output.lines.is_empty() {
        return Verdict::Unchecked;
    }
    let sides = Sides::new(output, actual, rules);
    let full = fits(&sides.rules, &sides.actual, captures);
    // A printed `undefined` may be left out.
    let fits = full || (actual.undefined && fits(&sides.rules, sides.without_undefined(), captures));
    if !fits {
        return difference(&sides, output, actual, captures);
    }
    match missing_warning(&sides.warnings, output, actual) {
        None => Verdict::Equal,
        Some(index) => Verdict::Different { expected: index..index + 1, actual: 0..0 },
    }
}

/// The first expected warning that did not come, process numbers aside.
fn missing_warning(expected: &[usize], output: &Output, actual: &Actual) -> Option<usize> {
    let mut real = actual.warnings.iter().map(|line| without_process(&line.text));
    expected.iter().copied().find(|&index| {
        let pattern = Pattern::parse(without_process(&output.lines[index].text));
        !real.any(|text| pattern.matches(&text.into(), &mut Captures::default()))
    })
}

fn without_process(text: &str) -> &str {
    if is_warning(text) { text.split_once(')').map_or(text, |(_, rest)| rest) } else { text }
}

/// Whether all rules fit all lines; captures are kept only then.
pub(super) fn fits(rules: &[Rule], lines: &[ActualLine], captures: &mut Captures) -> bool {
    let mark = captures.mark();
    let fits = fit_or_capture(rules, lines, captures).is_some();
    if !fits {
        captures.undo(mark);
    }
    fits
}

/// The same; captures of what does not fit stay.
fn fit_or_capture(rules: &[Rule], lines: &[ActualLine], captures: &mut Captures) -> Option<()> {
    let yes = |fits: bool| fits.then_some(());
    let mut segments = rules.split(|rule| matches!(rule, Rule::AnyLines));
    let head = segments.next().unwrap_or_default();
    yes(lines.len() >= head.len() && all_fit(head, lines, captures))?;
    let mut at = head.len();
    let mut rest: Vec<&[Rule]> = segments.collect();
    let Some(tail) = rest.pop() else { return yes(at == lines.len()) };
    let end = lines.len().checked_sub(tail.len()).filter(|&end| end >= at)?;
    let written = lines.iter().all(|line| line.unwritten.is_empty());
    for segment in rest {
        at += find(segment, &lines[at..end], written, captures)? + segment.len();
    }
    yes(all_fit(tail, &lines[end..], captures))
}

/// Whether each rule fits its line; there are at least as many lines as rules.
fn all_fit(rules: &[Rule], lines: &[ActualLine], captures: &mut Captures) -> bool {
    rules.iter().zip(lines).all(|(rule, line)| line_fits(rule, line, captures))
}

fn line_fits(rule: &Rule, line: &ActualLine, captures: &mut Captures) -> bool {
    match rule {
        Rule::Line(pattern) => pattern.matches(line, captures),
        Rule::AnyLines => false,
    }
}

/// Where `segment` first fits a run of `lines`; `written` where no line has bytes that match any digits.
fn find(segment: &[Rule], lines: &[ActualLine], written: bool, captures: &mut Captures) -> Option<usize> {
    if segment.is_empty() {
        return Some(0);
    }
    let texts: Option<Vec<&str>> = segment
        .iter()
        .map(|rule| match rule {
            Rule::Line(pattern) => pattern.as_literal(),
            Rule::AnyLines => None,
        })
        .collect();
    match texts {
        Some(texts) if written => find_literal(&texts, lines),
        _ => (0..(lines.len() + 1).saturating_sub(segment.len())).find(|&at| {
            let mark = captures.mark();
            let fits = all_fit(segment, &lines[at..], captures);
            if !fits {
                captures.undo(mark);
            }
            fits
        }),
    }
}

/// Knuth, Morris and Pratt over lines: linear where neither side has wildcards.
fn find_literal(wanted: &[&str], lines: &[ActualLine]) -> Option<usize> {
    let mut border = vec![0usize; wanted.len()];
    let mut length = 0;
    for index in 1..wanted.len() {
        while length > 0 && wanted[index] != wanted[length] {
            length = border[length - 1];
        }
        length += usize::from(wanted[index] == wanted[length]);
        border[index] = length;
    }
    let mut matched = 0;
    for (index, line) in lines.iter().enumerate() {
        while matched > 0 && line.text != wanted[matched] {
            matched = border[matched - 1];
        }
        matched += usize::from(line.text == wanted[matched]);
        if matched == wanted.len() {
            return Some(index + 1 - matched);
        }
    }
    None
}

/// The parts that differ: what fits at the beginning and at the end is left out.
fn difference(sides: &Sides, output: &Output, actual: &Actual, captures: &mut Captures) -> Verdict {
    let mark = captures.mark();
    // A printed `undefined` that was left out is no difference.
    let left_out = actual.undefined && output.lines.last().is_some_and(|line| line.text != "undefined");
    let short = sides.without_undefined();
    let given = if left_out && !short.is_empty() { short } else { &sides.actual };
    let (head, tail) = common(&sides.rules, given, captures);
    captures.undo(mark);
    let first = |ranges: &[Range<usize>], index: usize, all: usize| ranges.get(index).map_or(all, |range| range.start);
    let (rules, lines) = (sides.rules.len() - tail, given.len() - tail);
    Verdict::Different {
        expected: first(&sides.rule_lines, head, output.lines.len())
            ..first(&sides.rule_lines, rules, output.lines.len()),
        actual: first(&sides.actual_lines, head, actual.lines.len())
            ..first(&sides.actual_lines, lines, actual.lines.len()),
    }
}

/// How many rules fit at the beginning, and how many of the others at the end; `[...]` stops both.
pub(super) fn common(rules: &[Rule], lines: &[ActualLine], captures: &mut Captures) -> (usize, usize) {
    let head = rules.iter().zip(lines).take_while(|(rule, line)| line_fits(rule, line, captures)).count();
    let (rules, lines) = (&rules[head..], &lines[head..]);
    let tail = rules.iter().rev().zip(lines.iter().rev()).take_while(|(rule, line)| line_fits(rule, line, captures));
    (head, tail.count())
}

/// Whether `wanted`, as `TypeError`, `ERR_OUT_OF_RANGE`, `TypeError [CODE]` or any of them with `: message`, is what
/// was thrown.
fn throws(wanted: &str, outcome: &Outcome, captures: &mut Captures) -> bool {
    let Outcome::Thrown { name, code, message } = outcome else { return false };
    let head_fits = |head: &str| match head.strip_suffix(']').and_then(|head| head.split_once(" [")) {
        Some((own, in_brackets)) => own == name && code.as_deref() == Some(in_brackets),
        None => head == name || code.as_deref() == Some(head),
    };
    if head_fits(wanted) {
        return true;
    }
    let Some((head, text)) = wanted.split_once(": ") else { return false };
    // A message of several lines is compared by its first.
    let first = message.lines().next().unwrap_or_default().trim_end();
    head_fits(head) && Pattern::parse(text).matches(&first.into(), captures)
}
