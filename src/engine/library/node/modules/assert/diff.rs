//! How two sides differ, line by line: the comparison of Node 22 and later (Myers) and the one before it. Not which
//! message calls for it.

use super::heading::heading;
use crate::machine::{Completion, Machine};
use crate::text::units as text_units;

/// Two short sides of together this many units are shown as `a !== b`.
const SHORT: usize = 12;

/// Columns of a standard error that is no terminal.
const COLUMNS: usize = 80;

/// So many equal lines in a row are shown in full.
const EQUAL_LINES: usize = 5;

/// So many lines of each side are compared; Node compares all of them, however long that takes.
const MOST_LINES: usize = 4_000;

/// Two values as they are shown.
pub(crate) struct Sides<'a> {
    pub operator: &'static str,
    /// The program's own first line.
    pub head: Option<&'a str>,
    pub objects: [bool; 2],
    pub strings: [bool; 2],
    pub zeros: [bool; 2],
    /// Whether nothing is left out.
    pub full: bool,
    pub actual: String,
    pub expected: String,
}

impl Sides<'_> {
    fn heading(&self) -> &str {
        self.head.unwrap_or_else(|| heading(self.operator))
    }

    /// The first place where the sides differ, in UTF-16 units.
    fn difference(&self) -> usize {
        let (actual, expected) = (text_units(&self.actual), text_units(&self.expected));
        actual.zip(expected).take_while(|(a, b)| a == b).count()
    }
}

/// The message of Node 22 and later.
pub(crate) fn lines(machine: &mut Machine, sides: &Sides) -> Completion<String> {
    let (actual, expected): (Vec<&str>, Vec<&str>) =
        (sides.actual.split('\n').collect(), sides.expected.split('\n').collect());
    let head = sides.heading();
    let legend = "+ actual - expected";
    if actual.len() == 1 && expected.len() == 1 && sides.objects != [true; 2] {
        let lengths = units(&sides.actual) + units(&sides.expected);
        let quotes = 2 * sides.strings.iter().filter(|string| **string).count();
        let (actual, expected) = (&sides.actual, &sides.expected);
        if lengths - quotes <= SHORT && sides.zeros != [true; 2] {
            return Ok(format!("{head}\n\n{actual} !== {expected}\n"));
        }
        let mut message = format!("{head}\n{legend}\n\n+ {actual}\n- {expected}");
        let at = sides.difference();
        if sides.strings == [true; 2] && lengths <= COLUMNS && at >= 3 && at < units(actual) {
            message = format!("{message}\n{}^", " ".repeat(at + 2));
        }
        return Ok(message + "\n");
    }
    if sides.actual == sides.expected {
        let head = sides.head.unwrap_or_else(|| heading("notIdentical"));
        return Ok(if actual.len() > 50 && !sides.full {
            format!("{head}\n\n... Skipped lines\n{}\n...}}\n", actual[..50].join("\n"))
        } else {
            format!("{head}\n\n{}\n", actual.join("\n"))
        });
    }
    let cut = actual.len() + expected.len() > 2 * MOST_LINES;
    let (actual, expected) = (&actual[..actual.len().min(MOST_LINES)], &expected[..expected.len().min(MOST_LINES)]);
    let edits = edits(machine, actual, expected, sides.objects[0])?;
    let (body, skipped) = print(&edits);
    let skipped = if skipped || cut { "\n... Skipped lines" } else { "" };
    Ok(format!("{head}\n{legend}{skipped}\n\n{}\n", body.trim_end()))
}

/// What is done to a line to come from one side to the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edit {
    Keep,
    Actual,
    Expected,
}

/// The shortest script of edits (E. W. Myers, "An O(ND) difference algorithm", 1986), in the order Node finds it.
fn edits<'a>(
    machine: &mut Machine,
    actual: &[&'a str],
    expected: &[&'a str],
    commas: bool,
) -> Completion<Vec<(Edit, &'a str)>> {
    let same =
        |a: &str, b: &str| a == b || commas && (a.strip_suffix(',') == Some(b) || b.strip_suffix(',') == Some(a));
    let most = actual.len() + expected.len();
    // How far each diagonal has come; index `most` is the main one.
    let mut reach = vec![0_usize; 2 * most + 3];
    // How far the other diagonals of each round had come before it: every second one, and no line is farther than `MOST_LINES`.
    let mut rounds: Vec<Vec<u16>> = Vec::new();
    'search: for round in 0..=most {
        machine.tick()?;
        machine.admit((round + 1) * (round + 1) * size_of::<u16>())?;
        rounds.push(reach[most + 1 - round..=most + round + 1].iter().step_by(2).map(|&x| x as u16).collect());
        for step in (0..=round).map(|step| 2 * step) {
            let at = most - round + step;
            let down = step == 0 || step != 2 * round && before(&reach, at) < reach[at + 1];
            let mut x = if down { reach[at + 1] } else { before(&reach, at) + 1 };
            let mut y = x + most - at;
            while x < actual.len() && y < expected.len() && same(actual[x], expected[y]) {
                x += 1;
                y += 1;
            }
            reach[at] = x;
            if x >= actual.len() && y >= expected.len() {
                break 'search;
            }
        }
    }
    let (mut x, mut y) = (actual.len(), expected.len());
    let mut found = Vec::with_capacity(most);
    for (round, reach) in rounds.iter().enumerate().rev() {
        // What was kept begins one above the diagonal that is `round` below the main one.
        let at = |diagonal: usize| {
            let place = (diagonal + round).checked_sub(most + 1).map(|above| above / 2);
            place.and_then(|place| reach.get(place)).map_or(0, |&x| usize::from(x))
        };
        let diagonal = x + most - y;
        let down = diagonal + round == most || diagonal != most + round && before_in(&at, diagonal) < at(diagonal + 1);
        let previous = if down { diagonal + 1 } else { diagonal.wrapping_sub(1) };
        let from_x = if round == 0 { 0 } else { at(previous) };
        let from_y = (from_x + most).saturating_sub(previous);
        while x > from_x && y > from_y {
            let line = actual[x - 1];
            found.push((Edit::Keep, if commas && !line.ends_with(',') { expected[y - 1] } else { line }));
            x -= 1;
            y -= 1;
        }
        if round > 0 {
            if x > from_x {
                x -= 1;
                found.push((Edit::Actual, actual[x]));
            } else {
                y -= 1;
                found.push((Edit::Expected, expected[y]));
            }
        }
    }
    found.reverse();
    Ok(found)
}

/// How far the diagonal below has come.
fn before(reach: &[usize], at: usize) -> usize {
    at.checked_sub(1).map_or(0, |at| reach[at])
}

fn before_in(at: &dyn Fn(usize) -> usize, diagonal: usize) -> usize {
    diagonal.checked_sub(1).map_or(0, at)
}

/// The lines with their signs; long runs of equal ones are left out, and whether any were.
fn print(edits: &[(Edit, &str)]) -> (String, bool) {
    let (mut text, mut skipped, mut equal) = (String::new(), false, 0_usize);
    for (at, &(edit, line)) in edits.iter().enumerate() {
        if edit != Edit::Keep && equal > 0 {
            let (last, before) =
                (at.checked_sub(1).map_or("", |at| edits[at].1), at.checked_sub(2).map_or("", |at| edits[at].1));
            match equal.saturating_sub(EQUAL_LINES) {
                0 => {}
                1 => push(&mut text, "  ", last),
                2 => {
                    push(&mut text, "  ", before);
                    push(&mut text, "  ", last);
                }
                _ => {
                    text.push_str("...\n");
                    push(&mut text, "  ", last);
                    skipped = true;
                }
            }
            equal = 0;
        }
        match edit {
            Edit::Actual => push(&mut text, "+ ", line),
            Edit::Expected => push(&mut text, "- ", line),
            Edit::Keep => {
                if equal < EQUAL_LINES {
                    push(&mut text, "  ", line);
                }
                equal += 1;
            }
        }
    }
    (text, skipped)
}

fn push(text: &mut String, sign: &str, line: &str) {
    text.push_str(sign);
    text.push_str(line);
    text.push('\n');
}

/// Lines on their way into the message of Node 18 and 20.
#[derive(Default)]
struct Old {
    text: String,
    /// Expected lines that follow the actual ones.
    later: String,
    printed: usize,
    /// How many equal lines came in a row.
    equal: usize,
    skipped: bool,
}

impl Old {
    fn add(&mut self, sign: &str, line: &str) {
        self.text = format!("{}\n{sign}{line}", self.text);
        self.printed += 1;
    }

    /// Shows what was held back of a run of equal lines that ends before line `at`.
    fn end_run(&mut self, lines: &[&str], at: usize) {
        if self.equal > 4 {
            if self.equal == 5 {
                self.add("  ", lines[at - 3]);
            } else {
                self.text.push_str("\n...");
                self.skipped = true;
            }
        }
        if self.equal > 3 {
            self.add("  ", lines[at - 2]);
        }
        if self.equal > 2 {
            self.add("  ", lines[at - 1]);
        }
        self.equal = 0;
    }
}

/// The message of Node 18 and 20.
pub(crate) fn old_lines(sides: &Sides) -> String {
    let mut actual: Vec<&str> = sides.actual.split('\n').collect();
    let mut expected: Vec<&str> = sides.expected.split('\n').collect();
    let head = sides.heading();
    let (mut equal_at_end, mut indicator) = (0, String::new());
    if actual.len() == 1 && expected.len() == 1 && sides.actual != sides.expected {
        let lengths = units(&sides.actual) + units(&sides.expected);
        if lengths <= SHORT {
            if sides.objects == [false; 2] && sides.zeros != [true; 2] {
                return format!("{head}\n\n{} !== {}\n", sides.actual, sides.expected);
            }
        } else if sides.operator != "strictEqualObject" && lengths < COLUMNS {
            let at = sides.difference();
            if at > 2 {
                indicator = format!("\n  {}^", " ".repeat(at));
            } else {
                equal_at_end = at;
            }
        }
    }
    let (mut end, mut before_end) = (String::new(), None);
    while let (Some(&a), Some(&b)) = (actual.last(), expected.last())
        && a == b
    {
        if equal_at_end < 3 {
            end = format!("\n  {a}{end}");
        } else {
            before_end = Some(a);
        }
        equal_at_end += 1;
        actual.pop();
        expected.pop();
    }
    let most = actual.len().max(expected.len());
    if most == 0 {
        let mut lines: Vec<&str> = sides.actual.split('\n').collect();
        if lines.len() > 50 {
            lines.truncate(46);
            lines.push("...");
        }
        return format!("{}\n\n{}\n", heading("notIdentical"), lines.join("\n"));
    }
    let mut old = Old { skipped: equal_at_end >= 5, ..Old::default() };
    if old.skipped {
        end = format!("\n...{end}");
    }
    if let Some(line) = before_end {
        end = format!("\n  {line}{end}");
    }
    let legend = format!("{head}\n+ actual - expected");
    let longer_is_actual = actual.len() >= most;
    let shorter = actual.len().min(expected.len());
    for at in 0..most {
        if at >= shorter {
            let lines = if longer_is_actual { &actual } else { &expected };
            old.end_run(lines, at);
            if longer_is_actual {
                old.add("+ ", lines[at]);
            } else {
                old.later = format!("{}\n- {}", old.later, lines[at]);
                old.printed += 1;
            }
        } else {
            let (mut line, wanted) = (actual[at].to_owned(), expected[at]);
            let mut differs = line != wanted && line.strip_suffix(',') != Some(wanted);
            if differs && wanted.strip_suffix(',') == Some(&line) {
                differs = false;
                line.push(',');
            }
            if differs {
                old.end_run(&actual, at);
                old.add("+ ", &line);
                old.later = format!("{}\n- {wanted}", old.later);
                old.printed += 1;
            } else {
                let later = std::mem::take(&mut old.later);
                old.text.push_str(&later);
                old.equal += 1;
                if old.equal <= 2 {
                    old.add("  ", &line);
                }
            }
        }
        if old.printed > 50 && at + 2 < most {
            return format!("{legend} ... Lines skipped\n{}\n...{}\n...", old.text, old.later);
        }
    }
    let skipped = if old.skipped { " ... Lines skipped" } else { "" };
    format!("{legend}{skipped}\n{}{}{end}{indicator}", old.text, old.later)
}

/// Length in UTF-16 units.
pub(crate) fn units(text: &str) -> usize {
    text_units(text).count()
}
