//! What happened: the last statement's changes, and the slabs' lives over the statements. Not why: that is `why`.

use super::layout::{NARROWEST, bytes, cut, flow, grouped, printable, wrap};
use crate::memory::snapshot::{Before, Life, Region, SlabId, SlabKind, SlabView, Snapshot, Totals, WriteRun};
use crate::styled::{Role, Styled};

/// Lines of one kind.
const LINES: usize = 12;

/// Regions told one by one; more of a kind in a line.
const FEW: usize = 4;

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

/// Views that one statement made, and those that it let go of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// Names and what they show.
    pub made: Vec<(String, Region)>,
    /// The same.
    pub gone: Vec<(String, Region)>,
    /// So many more of both.
    pub more: usize,
}

/// What a statement changed: its number and its text; `views`, where it is known how it was before.
pub fn diff(
    now: &Snapshot,
    (number, said): (u32, &str),
    before: Option<Before>,
    wrote: &[Wrote],
    views: Option<&Views>,
    width: usize,
) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let Some(before) = before else {
        out.plain("no statement has run yet\n");
        return out;
    };
    out.push(Role::Strong, format!("statement {number}  ")).plain(cut(said, width.saturating_sub(16))).plain("\n");
    let mut lines: Vec<(Role, String)> = Vec::new();
    let made = now.slabs.iter().filter(|slab| slab.id.0 > before.slabs);
    let old = |slab: &SlabView| slab.recycled.map_or(String::new(), |old| format!(", on the memory of #{}", old.0));
    let groups = grouped(made, |slab| (slab.kind, slab.size));
    for group in groups.iter().take(LINES) {
        let (first, last) = (group[0], group[group.len() - 1]);
        let (kind, size) = (first.kind.name(), bytes(first.size as f64));
        if let [slab] = group.as_slice() {
            lines.push((Role::Good, format!("+ slab #{}  {kind}, {size}{}", slab.id.0, old(slab))));
        } else {
            let count = group.len();
            lines.push((Role::Good, format!("+ {count} slabs #{} to #{}  {kind}, {size} each", first.id.0, last.id.0)));
        }
    }
    let more: usize = groups.iter().skip(LINES).map(Vec::len).sum();
    if more > 0 {
        lines.push((Role::Dim, format!("  and {more} more slabs: .slabs lists them")));
    }
    let taken = now.slabs.iter().flat_map(|slab| {
        let regions = slab.regions.iter().rev().take_while(|region| region.statement == number);
        regions.map(move |region| (slab, region))
    });
    let groups = grouped(taken, |(_, region)| (region.request, region.own));
    for group in groups.iter().take(LINES) {
        let (slab, region) = group[0];
        let (name, dead) = (region.request.name(), if region.own { "" } else { ", nobody reaches it" });
        let role = if region.own { Role::Good } else { Role::Dim };
        if group.len() > FEW {
            let (first, last) = (slab.id.0, group[group.len() - 1].0.id.0);
            let slabs = if first == last { format!("#{first}") } else { format!("#{first} to #{last}") };
            let sum: u64 = group.iter().map(|(_, region)| u64::from(region.length)).sum();
            let dead = if region.own { "" } else { ", nobody reaches them" };
            let line = format!("+ {} regions on {slabs}  {name}, {}{dead}", group.len(), bytes(sum as f64));
            lines.push((role, line));
            continue;
        }
        for (slab, region) in group {
            let end = u64::from(region.offset) + u64::from(region.length);
            lines.push((role, format!("+ #{} [{}, {end})  {name}{dead}", slab.id.0, region.offset)));
        }
    }
    let more: usize = groups.iter().skip(LINES).map(Vec::len).sum();
    if more > 0 {
        lines.push((Role::Dim, format!("  and {more} more regions: .map #N draws those of a slab")));
    }
    for (name, region) in views.iter().flat_map(|views| &views.made) {
        lines.push((Role::Good, format!("+ view {name}  #{} {region}", region.slab.0)));
    }
    for (name, region) in views.iter().flat_map(|views| &views.gone) {
        lines.push((Role::Dim, format!("- view {name}  #{} {region}", region.slab.0)));
    }
    if let Some(more) = views.map(|views| views.more).filter(|more| *more > 0) {
        lines.push((Role::Dim, format!("  and {more} more views: .who #N lists those of a slab")));
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
        lines.push((
            Role::Dim,
            format!("  and {} more stretches written: .hex #N tells who wrote what", wrote.len() - LINES / 2),
        ));
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
    if lines.is_empty() && views.is_some() {
        lines.push((Role::Dim, "  no byte, no region and no view changed".to_owned()));
    }
    if views.is_none() {
        let line = "  views not compared: what ran before takes too long to run again, or depends on time";
        lines.push((Role::Dim, line.to_owned()));
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
    let alike = |life: &&Life| (life.kind, life.size, life.born, life.left, life.freed);
    let groups = grouped(lives.iter(), alike);
    let shown = &groups[groups.len().saturating_sub(LINES * 2)..];
    let label = |group: &[&Life]| match group {
        [first, .., last] => format!("{}-{}", first.slab.0, last.slab.0),
        _ => group.iter().map(|life| life.slab.0.to_string()).collect(),
    };
    let digits = shown.iter().map(|group| label(group).len()).max().unwrap_or(1);
    let margin = digits + 12;
    let room = width.saturating_sub(margin + 1 + 11).clamp(8, 60) as u32;
    let unit = (last + 1).div_ceil(room).max(1);
    let cells = (last + 1).div_ceil(unit);
    out.push(Role::Strong, format!("statements 0 to {last}"));
    out.plain(format!("  1 cell = {unit}\n"));
    for group in shown {
        let life = group[0];
        out.push(Role::Strong, format!("{:>digits$}", label(group)));
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
        if group.len() > 1 {
            out.push(Role::Dim, format!(" {} slabs", group.len()));
        }
        out.plain("\n");
    }
    let older: usize = groups[..groups.len() - shown.len()].iter().map(Vec::len).sum();
    if older > 0 {
        out.push(Role::Dim, format!("{older} older slabs not shown; .slabs statement lists by age\n"));
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
