//! What a replay says to a person, as styled text. Not colours, not files.

use std::time::Duration;

use super::batch::FileReport;
use engine::transcript::Change;
use engine::transcript::Difference;
use engine::transcript::Problem;
use pool::styled::{Role, Styled};

/// The most lines shown of each side of a difference.
const SHOWN: usize = 12;
/// Where the values of a difference begin.
const MARGIN: usize = 12;

/// One difference of the file called `name`.
pub fn draw_difference(name: &str, difference: &Difference) -> Styled {
    let mut out = Styled::new();
    out.push(Role::Name, format!("{name}:{}", difference.line));
    for (index, line) in difference.source.lines().enumerate() {
        let gutter = if index == 0 { "  > " } else { "    ... " };
        out.push(Role::Prompt, gutter).plain(line).plain("\n");
    }
    let (expected, actual) = (&difference.expected, &difference.actual);
    if difference.note.is_none() || !(expected.is_empty() && actual.is_empty()) {
        side(&mut out, "expected", expected, None);
        side(&mut out, "actual", actual, Some(expected));
    }
    if let Some(note) = &difference.note {
        out.plain(" ".repeat(MARGIN)).push(Role::Dim, note).plain("\n");
    }
    // The statement itself, on the first line, is said already.
    for line in difference.why.iter().flat_map(|why| why.lines().skip(1)) {
        out.plain(" ".repeat(MARGIN)).push(Role::Dim, line.trim()).plain("\n");
    }
    out
}

fn side(out: &mut Styled, label: &str, lines: &[String], other: Option<&Vec<String>>) {
    out.push(Role::Dim, format!("  {label:<width$}", width = MARGIN - 2));
    if lines.is_empty() {
        out.push(Role::Dim, "(nothing)").plain("\n");
    }
    for (index, line) in lines.iter().take(SHOWN).enumerate() {
        if index > 0 {
            out.plain(" ".repeat(MARGIN));
        }
        let against = other.and_then(|other| other.get(index)).filter(|_| other.map(Vec::len) == Some(lines.len()));
        match against {
            Some(against) => changed(out, line, against),
            None if other.is_some() => {
                out.push(Role::Error, line).plain("\n");
            }
            None => {
                out.plain(line).plain("\n");
            }
        }
    }
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN;
        out.plain(" ".repeat(MARGIN));
        out.push(Role::Dim, format!("... {more} more line{}", if more == 1 { "" } else { "s" })).plain("\n");
    }
}

/// A line with the part that differs from `against` marked, also for those who see no colours.
fn changed(out: &mut Styled, line: &str, against: &str) {
    let pairs = line.chars().zip(against.chars());
    let head: usize = pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (rest, other) = (&line[head..], against.get(head..).unwrap_or_default());
    let pairs = rest.chars().rev().zip(other.chars().rev());
    let tail: usize = pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let middle = &rest[..rest.len() - tail];
    out.plain(&line[..head]).push(Role::Error, middle).plain(&rest[rest.len() - tail..]).plain("\n");
    if head + tail > 0 && head + tail < line.len().max(against.len()) {
        let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
        let carets = "^".repeat(width(middle).max(1));
        out.plain(" ".repeat(MARGIN + width(&line[..head]))).push(Role::Error, carets).plain("\n");
    }
}

/// What an update changes at one place of the file called `name`.
pub fn draw_change(name: &str, change: &Change) -> Styled {
    let mut out = Styled::new();
    out.push(Role::Name, format!("{name}:{}", change.line)).plain("\n");
    for (sign, role, lines) in [("-", Role::Error, &change.removed), ("+", Role::Good, &change.added)] {
        for line in lines {
            out.push(role, format!("  {sign} {}", line.trim_end())).plain("\n");
        }
    }
    out
}

/// Why the file called `name` cannot be read.
pub fn draw_problem(name: &str, problem: &Problem) -> Styled {
    let mut out = Styled::new();
    let place = if problem.line == 0 { name.to_owned() } else { format!("{name}:{}", problem.line) };
    out.push(Role::Name, place).plain("  ").push(Role::Error, &problem.message).plain("\n");
    out
}

/// The last line.
pub fn draw_summary(reports: &[FileReport], took: Duration) -> Styled {
    let count = |what: fn(&FileReport) -> usize| reports.iter().map(what).sum::<usize>();
    let (files, passed) = (reports.len(), count(|report| usize::from(report.passed_over())));
    let differing = reports.iter().filter(|report| report.differs()).count();
    let unreadable = reports.iter().filter(|report| report.unreadable()).count();
    let (equal, different) = (count(FileReport::equal), count(|report| report.differences().count()));
    let (unchecked, skipped) = (count(FileReport::unchecked), count(FileReport::skipped));
    let updated = reports.iter().filter(|report| report.updated).count();
    let mut out = Styled::new();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let waiting = reports.iter().filter(|report| !report.updated && !report.changes.is_empty()).count();
    if waiting > 0 {
        out.push(Role::Warning, format!("{waiting} transcript{} would be rewritten", plural(waiting))).plain(", ");
    }
    if updated > 0 {
        out.push(Role::Warning, format!("{updated} transcript{} rewritten", plural(updated))).plain(", ");
    }
    if differing > 0 {
        let verb = if differing == 1 { "differs" } else { "differ" };
        out.push(Role::Error, format!("{differing} of {files} transcript{} {verb}", plural(files)));
        out.plain(format!(", {equal} of {} entries equal", equal + different));
    } else {
        let interrupted = reports.iter().filter(|report| report.interrupted() && !report.unreadable()).count();
        let ran = files - passed - unreadable - interrupted;
        out.push(Role::Good, format!("{ran} transcript{} equal", plural(ran)));
        out.plain(format!(", {equal} entr{} checked", if equal == 1 { "y" } else { "ies" }));
    }
    for (number, what) in [(unchecked, "unchecked"), (skipped, "skipped"), (passed, "passed over")] {
        if number > 0 {
            out.plain(format!(", {number} {what}"));
        }
    }
    if reports.iter().any(FileReport::interrupted) {
        out.plain(", ").push(Role::Warning, "interrupted");
    }
    if unreadable > 0 {
        out.plain(", ").push(Role::Error, format!("{unreadable} unreadable"));
    }
    out.push(Role::Dim, format!("   ({:.2} s)", took.as_secs_f64())).plain("\n");
    out
}
