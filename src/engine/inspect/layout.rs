//! Lines and columns: grouping of array entries, one line or many (Node's `groupArrayElements`, `reduceToSingleString`).
//! Not what the entries say.

use super::inspector::Inspector;
use super::options::Compact;
use super::piece::Piece;
use pool::memory::Fact;
use pool::styled::Role;

/// What is laid out.
pub(super) struct Frame {
    /// What stands before the opening brace: an error's stack, a function's name.
    pub base: Piece,
    /// The opening brace with what belongs to it.
    pub open: Piece,
    /// The closing brace.
    pub close: &'static str,
    /// Whether entries are an array's and may be grouped.
    pub array: bool,
}

/// Blank and comma between grouped entries.
const SEPARATOR: usize = 2;

impl Inspector<'_> {
    /// The entries between their braces; `numeric` says whether all of an array's elements are numbers, which are aligned
    /// at their right.
    pub(super) fn reduce(&self, mut output: Vec<Piece>, frame: Frame, recursion: i32, numeric: bool) -> Piece {
        let Frame { base, open, close, array } = frame;
        let Compact::Levels(levels) = self.options.compact else {
            return self.reduce_compact(output, base, open, close);
        };
        if levels >= 1 {
            let entries = output.len();
            if array && entries > 6 {
                output = self.group(output, levels as usize, numeric);
            }
            if i64::from(self.current_depth) - i64::from(recursion) < i64::from(levels) && entries == output.len() {
                let start = output.len() + self.indentation + open.len() + base.len() + 10;
                if self.fits(&output, start, &base) && !output.iter().any(Piece::has_lines) {
                    return join(lead(base, open, " "), output, ", ", &format!(" {close}"));
                }
            }
        }
        let line = format!("\n{}", " ".repeat(self.indentation));
        join(lead(base, open, &format!("{line}  ")), output, &format!(",{line}  "), &format!("{line}{close}"))
    }

    fn reduce_compact(&self, output: Vec<Piece>, base: Piece, open: Piece, close: &str) -> Piece {
        let one_line = self.fits(&output, 0, &base);
        let indentation = " ".repeat(self.indentation);
        let short = base.is_empty() && open.len() == 1;
        let mut piece = open;
        if !base.is_empty() {
            piece.push(Role::Plain, " ").append(base);
        }
        if one_line {
            piece.push(Role::Plain, " ");
            return join(piece, output, ", ", &format!(" {close}"));
        }
        piece.push(Role::Plain, if short { " ".to_owned() } else { format!("\n{indentation}  ") });
        join(piece, output, &format!(",\n{indentation}  "), &format!(" {close}"))
    }

    /// Whether entries fit one line (`isBelowBreakLength`).
    fn fits(&self, output: &[Piece], start: usize, base: &Piece) -> bool {
        if self.options.break_length == usize::MAX && self.knows(Fact::EndlessLines) {
            return !base.has_lines() && !output.iter().any(Piece::has_lines);
        }
        let total = output.len() + start;
        if total + output.len() > self.options.break_length {
            return false;
        }
        total + output.iter().map(Piece::len).sum::<usize>() <= self.options.break_length && !base.has_lines()
    }

    fn group(&self, output: Vec<Piece>, levels: usize, numeric: bool) -> Vec<Piece> {
        let more = self.options.max_array_length < output.len();
        let count = output.len() - usize::from(more);
        let widths: Vec<usize> = output[..count].iter().map(Piece::width).collect();
        let total: usize = widths.iter().map(|width| width + SEPARATOR).sum();
        let longest = widths.iter().copied().max().unwrap_or(0);
        let widest = longest + SEPARATOR;
        let fits = widest * 3 + self.indentation < self.options.break_length;
        if !fits || (total as f64 / widest as f64 <= 5.0 && longest > 6) {
            return output;
        }
        let bias = (widest as f64 - total as f64 / output.len() as f64).sqrt();
        let biased = (widest as f64 - 3.0 - bias).max(1.0);
        // Math.round: halves go up.
        let square = ((2.5 * biased * count as f64).sqrt() / biased + 0.5).floor() as usize;
        let room = (self.options.break_length - self.indentation) / widest;
        let columns = square.min(room).min(levels.saturating_mul(4)).min(15);
        if columns <= 1 {
            return output;
        }
        let lines: Vec<usize> = (0..columns)
            .map(|column| widths.iter().skip(column).step_by(columns).max().copied().unwrap_or(0) + SEPARATOR)
            .collect();
        let mut grouped = Vec::with_capacity(count / columns + 2);
        let mut row = Piece::new();
        let mut tail = None;
        for (at, entry) in output.into_iter().enumerate() {
            if at == count {
                tail = Some(entry);
                break;
            }
            let (column, width) = (at % columns, widths[at]);
            let last = column == columns - 1 || at == count - 1;
            let padding = " ".repeat(lines[column] - width - SEPARATOR);
            if numeric {
                row.push(Role::Plain, padding.as_str());
            }
            row.append(entry);
            if last {
                grouped.push(std::mem::take(&mut row));
            } else {
                row.push(Role::Plain, if numeric { ", ".to_owned() } else { format!(", {padding}") });
            }
        }
        grouped.extend(tail);
        grouped
    }
}

fn lead(base: Piece, open: Piece, after: &str) -> Piece {
    let mut piece = base;
    if !piece.is_empty() {
        piece.push(Role::Plain, " ");
    }
    piece.append(open).push(Role::Plain, after);
    piece
}

fn join(mut piece: Piece, output: Vec<Piece>, comma: &str, end: &str) -> Piece {
    for (at, entry) in output.into_iter().enumerate() {
        if at > 0 {
            piece.push(Role::Plain, comma);
        }
        piece.append(entry);
    }
    piece.push(Role::Plain, end);
    piece
}
