//! What happened: the last statement's changes, and the slabs' lives over the statements. Not why: that is `why`.

use super::layout::{NARROWEST, bytes, cut, flow, printable, wrap};
use crate::memory::snapshot::{Before, Life, SlabId, SlabKind, Snapshot, Totals, WriteRun};
use crate::styled::{Role, Styled};

/// Lines of one kind.
const LINES: usize = 12;

/// A pool slab by the eighths of it that are given away.
const FILLS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The most bytes shown of one stretch before and after.
pub const SHOWN_BYTES: usize = 16;

/// Bytes that the last statement wrote, by slab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// The slab.
    pub slab: SlabId,
    /// The stretch.
    pub run: WriteRun,
    /// Its first bytes before the statement, where the slab was there and that is known.
    pub before: Option<Vec<u8>>,
    /// Its first bytes now.
    pub after: Vec<u8>,
}

/// What the statement `number` changed.
pub fn diff(now: &Snapshot, number: u32, said: &str, before: Option<Before>, wrote: &[Wrote], width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let Some(before) = before else {
        out.plain("no statement has run yet\n");
        return out;
    };
    out.push(Role::Strong, format!("statement {number}  ")).plain(cut(said, width.saturating_sub(16))).plain("\n");
    let mut lines: Vec<(Role, String)> = Vec::new();
    let made = now.slabs.iter().filter(|slab| slab.id.0 > before.slabs);
    for slab in made.clone().take(LINES) {
        let kind = slab.kind.name();
        let old = slab.recycled.map_or(String::new(), |old| format!(", on the memory of #{}", old.0));
        lines.push((Role::Good, format!("+ slab #{}  {kind}, {}{old}", slab.id.0, bytes(slab.size as f64))));
    }
    let more = made.count().saturating_sub(LINES);
    if more > 0 {
        lines.push((Role::Dim, format!("  and {more} more slabs")));
    }
    let taken = now.slabs.iter().flat_map(|slab| {
        let regions = slab.regions.iter().rev().take_while(|region| region.statement == number);
        regions.map(move |region| (slab, region))
    });
    for (slab, region) in taken.clone().take(LINES) {
        let end = u64::from(region.offset) + u64::from(region.length);
        let dead = if region.own { "" } else { ", nobody reaches it" };
        let line = format!("+ #{} [{}, {end})  {}{dead}", slab.id.0, region.offset, region.request.name());
        lines.push((if region.own { Role::Good } else { Role::Dim }, line));
    }
    let more = taken.count().saturating_sub(LINES);
    if more > 0 {
        lines.push((Role::Dim, format!("  and {more} more regions")));
    }
    for wrote in wrote.iter().take(LINES / 2) {
        let WriteRun { start, end, .. } = wrote.run;
        let line = format!("~ #{} [{start}, {end})  {} written", wrote.slab.0, bytes((end - start) as f64));
        lines.push((Role::Plain, line));
        let whole = (end - start) as usize;
        if let Some(before) = &wrote.before {
            lines.push((Role::Dim, sample("before", before, whole, width)));
        }
        lines.push((Role::Plain, sample("after", &wrote.after, whole, width)));
    }
    if wrote.len() > LINES / 2 {
        lines.push((Role::Dim, format!("  and {} more stretches written", wrote.len() - LINES / 2)));
    }
    let pool = &now.pool;
    if pool.slab != before.pool.slab {
        lines.push((
            Role::Plain,
            format!(
                "  pool     #{} at {} -> #{} at {}",
                before.pool.slab.0,
                before.pool.next(),
                pool.slab.0,
                pool.next()
            ),
        ));
    } else if pool.next() != before.pool.next() {
        lines.push((Role::Plain, format!("  pool     #{} at {} -> {}", pool.slab.0, before.pool.next(), pool.next())));
    }
    let size: u64 = now.slabs.iter().map(|slab| slab.size).sum();
    if size != before.live {
        lines.push((Role::Plain, format!("  memory   {} -> {size} bytes", before.live)));
    }
    if lines.is_empty() {
        lines.push((Role::Dim, "  no byte and no region changed".to_owned()));
    }
    for (role, line) in lines {
        out.push(role, cut(&line, width)).plain("\n");
    }
    out
}

/// The beginning of a stretch, in hexadecimal and as text.
fn sample(word: &str, bytes: &[u8], whole: usize, width: usize) -> String {
    let shown = &bytes[..bytes.len().min(if width >= 80 { SHOWN_BYTES } else { SHOWN_BYTES / 2 })];
    let hex: Vec<String> = shown.iter().map(|byte| format!("{byte:02x}")).collect();
    let more = if whole > shown.len() { " .." } else { "" };
    format!("    {word:<6}  {}{more}  {}", hex.join(" "), printable(shown))
}

/// Slabs over statements: a row each, a column for so many statements.
pub fn timeline(lives: &[Life], last: u32, totals: &Totals, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let digits = lives.last().map_or(1, |life| life.slab.0.to_string().len());
    let margin = digits + 12;
    let room = (width - margin - 1).min(60) as u32;
    let unit = (last + 1).div_ceil(room).max(1);
    let cells = (last + 1).div_ceil(unit);
    out.push(Role::Strong, format!("statements 0 to {last}"));
    out.plain(format!("  1 cell = {unit}\n"));
    let shown = &lives[lives.len().saturating_sub(LINES * 2)..];
    for life in shown {
        out.push(Role::Strong, format!("{:>digits$}", life.slab.0));
        out.plain(format!(" {:<8} ", life.kind.name()));
        let (born, left, freed) = (life.born / unit, life.left.map(|at| at / unit), life.freed.map(|at| at / unit));
        let end = freed.map_or(cells, |freed| cells.min(freed + 1));
        for cell in 0..end {
            let (role, glyph) = match cell {
                _ if cell < born => (Role::Dim, " "),
                _ if freed == Some(cell) => (Role::Dead, "x"),
                _ if cell == born => (Role::Good, "+"),
                _ if left.is_none_or(|left| cell < left) && life.kind == SlabKind::Pool => {
                    let eighths = life.fills.after(cell * unit + unit - 1);
                    (Role::Plain, FILLS[eighths.saturating_sub(1)])
                }
                _ if left == Some(cell) => (Role::Plain, "|"),
                _ => (Role::Dim, "-"),
            };
            out.push(role, glyph);
        }
        out.plain("\n");
    }
    if lives.len() > shown.len() {
        out.push(Role::Dim, format!("{} older slabs not shown\n", lives.len() - shown.len()));
    }
    let legend = ["+ made", "▁ to █ how full the pool has made it", "| left for a new one", "- kept", "x freed"];
    flow(
        &mut out,
        0,
        width,
        legend
            .map(|word| {
                let mut item = Styled::new();
                item.push(Role::Dim, word);
                item
            })
            .into(),
    );
    let sum = format!(
        "in all: {} from the pool, {} with a slab of their own, {} abandoned ({} bytes), {} freed, {} recycled",
        totals.pooled.times,
        totals.own.times,
        totals.abandoned.times,
        totals.abandoned.bytes,
        totals.freed.times,
        totals.recycled.times
    );
    wrap(&mut out, 0, width, &[(Role::Plain, sum)]);
    out
}
