//! Bytes in rows, each marked with whose it is: written, startup, stale, never written. Not finding out whose.

use super::layout::{NARROWEST, bytes, cut, printable, statement, wrap};
use crate::memory::snapshot::{Dump, Provenance, SlabId, TRIED};
use crate::styled::{Role, Styled};

/// Bytes shown of one Buffer or slab.
pub const HEX_BYTES: u64 = 512;

/// A story is cut here at the earliest; narrower screens wrap it.
const WIDEST: usize = 76;

/// Stories told below the rows.
const STORIES: usize = 8;

/// A named part of the bytes that are dumped.
#[derive(Clone, Debug)]
pub struct Owner {
    /// First byte, from the start of the slab.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The hue of its name.
    pub hue: u8,
}

/// A dump of `length` bytes. `said` knows the texts of statements, `asker` who asked for the bytes at an offset.
pub fn hex<'a>(
    dump: &Dump,
    length: u64,
    owners: &[Owner],
    said: &dyn Fn(u32) -> Option<&'a str>,
    asker: &dyn Fn(u64) -> u32,
    width: usize,
) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    heading(&mut out, dump, length);
    if dump.bytes.is_empty() {
        out.push(Role::Dim, "no bytes\n");
        return out;
    }
    let (per_row, digits) = if width >= 77 { (16, 8) } else { (8, 5) };
    let mut squeezed = false;
    for (row, line) in dump.bytes.chunks(per_row).enumerate() {
        let at = row * per_row;
        let marks: Vec<Mark> = (0..line.len()).map(|index| mark(dump, dump.start + (at + index) as u64)).collect();
        let before = at.checked_sub(per_row);
        let same = before.is_some_and(|before| {
            dump.bytes[before..at] == *line
                && (0..line.len()).all(|index| mark(dump, dump.start + (before + index) as u64) == marks[index])
                && (at..at + line.len()).all(|index| {
                    owner(owners, dump.start + index as u64) == owner(owners, dump.start + (index - per_row) as u64)
                })
        });
        if same && at + per_row < dump.bytes.len() {
            if !squeezed {
                out.push(Role::Dim, "*\n");
            }
            squeezed = true;
            continue;
        }
        squeezed = false;
        out.push(Role::Dim, format!("{at:0digits$x} "));
        for (index, (byte, mark)) in line.iter().zip(&marks).enumerate() {
            if index == 8 {
                out.plain(" ");
            }
            let role = role(*mark, owners, dump.start + (at + index) as u64);
            out.push(if *mark == Mark::Written { Role::Plain } else { role }, mark.sign());
            out.push(role, format!("{byte:02x}"));
        }
        let missing = per_row - line.len();
        out.plain(" ".repeat(missing * 3 + usize::from(per_row > 8 && line.len() <= 8) + 2));
        for (index, byte) in line.iter().enumerate() {
            let role = role(marks[index], owners, dump.start + (at + index) as u64);
            out.push(role, printable(&[*byte]));
        }
        out.plain("\n");
    }
    let hidden = length.saturating_sub(dump.bytes.len() as u64);
    if hidden > 0 {
        let from = dump.bytes.len();
        wrap(&mut out, 0, width, &[(Role::Dim, format!("{hidden} more bytes; .hex of a subarray({from}) goes on"))]);
    }
    stories(&mut out, dump, said, asker, width);
    out
}

fn heading(out: &mut Styled, dump: &Dump, length: u64) {
    let end = dump.start + length;
    out.push(Role::Strong, format!("#{} [{}, {end})", dump.slab.0, dump.start));
    if let Some(SlabId(old)) = dump.recycled {
        out.plain(format!(" on the memory of #{old}"));
    }
    out.plain("\n");
}

/// What the sign in front of a byte says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Written,
    Startup,
    Stale,
    Unwritten,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Written => " ",
            Self::Startup => ":",
            Self::Stale => "~",
            Self::Unwritten => "?",
        }
    }
}

fn mark(dump: &Dump, at: u64) -> Mark {
    let run = dump.runs.partition_point(|run| run.end <= at);
    match dump.runs.get(run).map(|run| run.provenance) {
        Some(Provenance::Written) | None => Mark::Written,
        Some(Provenance::Startup) => Mark::Startup,
        Some(Provenance::Stale(_)) => Mark::Stale,
        Some(Provenance::Unwritten) => Mark::Unwritten,
    }
}

fn owner(owners: &[Owner], at: u64) -> Option<usize> {
    owners.iter().position(|owner| owner.start <= at && at < owner.end)
}

fn role(mark: Mark, owners: &[Owner], at: u64) -> Role {
    match mark {
        Mark::Written => owner(owners, at).map_or(Role::Plain, |owner| Role::Owner(owners[owner].hue)),
        Mark::Startup => Role::Startup,
        Mark::Stale => Role::Stale,
        Mark::Unwritten => Role::Unwritten,
    }
}

/// Whether a byte that is shown and was never written is none of the zeros of fresh memory.
fn shows_rubbish(dump: &Dump) -> bool {
    let unwritten = dump.runs.iter().filter(|run| run.provenance == Provenance::Unwritten);
    unwritten.into_iter().any(|run| {
        let [from, to] = [run.start, run.end].map(|at| (at.saturating_sub(dump.start) as usize).min(dump.bytes.len()));
        dump.bytes[from..to].iter().any(|&byte| byte != 0)
    })
}

/// One line of the story: what, bytes, where first, by which statement.
struct Story {
    mark: Mark,
    bytes: u64,
    first: u64,
    statement: u32,
    slab: Option<SlabId>,
}

fn stories<'a>(
    out: &mut Styled,
    dump: &Dump,
    said: &dyn Fn(u32) -> Option<&'a str>,
    asker: &dyn Fn(u64) -> u32,
    width: usize,
) {
    let mut told: Vec<Story> = Vec::new();
    let mut tell = |mark, start: u64, end: u64, statement, slab| {
        if start >= end {
            return;
        }
        match told.iter_mut().find(|known| (known.mark, known.statement, known.slab) == (mark, statement, slab)) {
            Some(known) => known.bytes += end - start,
            None => told.push(Story { mark, bytes: end - start, first: start - dump.start, statement, slab }),
        }
    };
    for run in &dump.runs {
        match run.provenance {
            Provenance::Stale(origin) => tell(Mark::Stale, run.start, run.end, origin.statement, Some(origin.slab)),
            Provenance::Unwritten => tell(Mark::Unwritten, run.start, run.end, 0, None),
            Provenance::Startup => tell(Mark::Startup, run.start, run.end, 0, None),
            Provenance::Written => {
                let mut at = run.start;
                for write in dump.writes.iter().filter(|write| write.start < run.end && write.end > run.start) {
                    tell(Mark::Written, at, write.start.max(at), asker(at), None);
                    at = write.end.min(run.end);
                    tell(Mark::Written, write.start.max(run.start), at, write.statement, None);
                }
                tell(Mark::Written, at, run.end, asker(at), None);
            }
        }
    }
    // What is dangerous comes first.
    told.sort_by_key(|story| (story.mark != Mark::Stale, story.mark == Mark::Written, story.first));
    let more = told.len().saturating_sub(STORIES);
    for story in told.iter().take(STORIES) {
        let by = match (story.statement, said(story.statement)) {
            (0, _) => "Node, before the first statement".to_owned(),
            (TRIED, Some(text)) => format!("{text}, {}", statement(TRIED)),
            (number, Some(text)) => format!("{}: {text}", statement(number)),
            (number, None) => statement(number),
        };
        let line = match story.mark {
            Mark::Stale => {
                let slab = story.slab.map_or(0, |slab| slab.0);
                format!("~ stale: {} at {} left in #{slab} by {by}", bytes(story.bytes as f64), story.first)
            }
            Mark::Unwritten => {
                let rubbish = if shows_rubbish(dump) { ": whatever the memory held before, here made up" } else { "" };
                format!("? never written: {} at {}{rubbish}", bytes(story.bytes as f64), story.first)
            }
            Mark::Startup => format!(": startup: {} at {}", bytes(story.bytes as f64), story.first),
            Mark::Written => format!("  written: {} at {} by {by}", bytes(story.bytes as f64), story.first),
        };
        let role = match story.mark {
            Mark::Stale => Role::Warning,
            Mark::Written => Role::Plain,
            _ => Role::Dim,
        };
        let line = cut(&line, width.max(WIDEST));
        // The sign in front is no word of its own.
        let (sign, words) = line.split_at(2);
        out.push(role, sign);
        wrap(out, 2, width, &[(role, words.to_owned())]);
    }
    if more > 0 {
        out.push(Role::Dim, format!("  and {more} more writers\n"));
    }
}
