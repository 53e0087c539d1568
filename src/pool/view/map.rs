//! Slabs drawn to scale, one cell for so many bytes. Not tables, not reasons.

use std::collections::{HashMap, HashSet};

use super::layout::{NARROWEST, both_ends, columns, cut, flow, glue, percent, wrap};
use super::names::{Names, single_letter};
use super::slabs::shares;
use crate::memory::snapshot::{Region, SlabId, SlabKind, SlabView, Snapshot, Stretch, Use};
use crate::styled::{Role, Styled, hue};

/// Slabs drawn at once when none is asked for.
const SLABS: usize = 6;

/// Regions explained in the legend.
const OWNERS: usize = 16;

/// Groups of overlapping views drawn below a slab.
const GROUPS: usize = 4;

/// Lines of one slab drawn alone.
const LINES: u64 = 16;

/// Columns left of the bar.
const MARGIN: usize = 7;

/// Only what is used of a slab is drawn where a cell is so many times smaller then.
const CLOSER: u64 = 8;

/// What a stretch of a slab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Owner(char, u8),
    Unlisted,
    /// What no view shows, with the hue of who holds it.
    Held(u8),
    Other(Use),
}

impl Mark {
    pub(super) fn drawn(self) -> (Role, char) {
        match self {
            Self::Owner(letter, hue) => (Role::Owner(hue), letter),
            Self::Unlisted => (Role::Strong, '*'),
            Self::Held(hue) => (Role::Owner(hue), '¦'),
            Self::Other(Use::Startup) => (Role::Startup, '░'),
            Self::Other(Use::Dead) => (Role::Dead, '×'),
            Self::Other(Use::Padding) => (Role::Padding, '-'),
            Self::Other(Use::Abandoned) => (Role::Abandoned, '·'),
            Self::Other(Use::Free) => (Role::Free, '_'),
            Self::Other(Use::Slack) => (Role::Padding, '='),
            Self::Other(Use::Live | Use::Held) => (Role::Dim, '¦'),
        }
    }
}

/// A stretch of a slab: where it begins, where it ends, how it is drawn.
pub(super) type Drawn = (u64, u64, Mark);

/// The newest slabs of the pool, or one slab larger.
pub fn map(now: &Snapshot, names: &Names, which: Option<SlabId>, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let shown: Vec<&SlabView> = if let Some(id) = which {
        now.slab(id).into_iter().collect()
    } else {
        let pools = now.slabs.iter().rev().filter(|slab| slab.kind == SlabKind::Pool);
        let mut newest: Vec<_> = pools.take(SLABS).collect();
        newest.reverse();
        newest
    };
    if shown.is_empty() {
        let number = which.map_or(0, |id| id.0);
        let known = if number > 0 && number <= now.made { "is freed" } else { "was never made" };
        let list: Vec<String> = now.slabs.iter().rev().take(OWNERS).map(|slab| format!("#{}", slab.id.0)).collect();
        let there = format!("#{number} {known}; there are {}", list.join(" "));
        wrap(&mut out, 0, width, &[(Role::Warning, there)]);
        return out;
    }
    let mut legend = Legend::new(names);
    for slab in &shown {
        let stretches = legend.stretches(slab, names);
        let lines = if which.is_some() && slab.kind == SlabKind::Pool { LINES } else { 1 };
        draw(&mut out, slab, &stretches, &mut legend, lines, width);
    }
    legend.tell(&mut out, &shown, width);
    if which.is_some() {
        for slab in &shown {
            stacked(&mut out, names.of_slab(slab.id), width);
        }
    }
    let hidden = now.slabs.len() - shown.len();
    if which.is_none() && hidden > 0 {
        let regions = |slab: &SlabView| if slab.kind == SlabKind::Pool { slab.regions.len() } else { 1 };
        let all: usize = now.slabs.iter().map(regions).sum();
        let count = all - shown.iter().map(|slab| regions(slab)).sum::<usize>();
        let slabs = if hidden == 1 { "1 slab" } else { &format!("{hidden} slabs") };
        let regions = if count == 1 { "1 region" } else { &format!("{count} regions") };
        let rest = format!("+{slabs}, {regions} not drawn: .slabs lists them, .map #N draws one");
        wrap(&mut out, 0, width, &[(Role::Dim, rest)]);
    }
    out
}

/// Views that overlap, each on a line of its own, to scale within their group.
fn stacked(out: &mut Styled, views: &[(Region, String)], width: usize) {
    let end = |region: &Region| region.offset + region.length;
    let mut groups: Vec<Vec<&(Region, String)>> = Vec::new();
    let mut reach = 0;
    for view in views.iter().filter(|(region, _)| region.length > 0) {
        match groups.last_mut().filter(|_| view.0.offset < reach) {
            Some(group) => group.push(view),
            None => groups.push(vec![view]),
        }
        reach = reach.max(end(&view.0));
    }
    for group in groups.iter().filter(|group| group.len() > 1).take(GROUPS) {
        let start = group[0].0.offset;
        let until = group.iter().map(|(region, _)| end(region)).max().unwrap_or(start);
        let name = |name: &str| cut(name, width / 4);
        let margin = group.iter().map(|(_, known)| columns(&name(known))).max().unwrap_or(0) + 4;
        let room = (width - margin).saturating_sub(16).max(8) as u64;
        let unit = (until - start).div_ceil(room).max(1);
        out.push(Role::Dim, format!("  overlapping, 1 cell = {unit} B\n"));
        for (region, known) in group.iter().take(OWNERS) {
            let known = name(known);
            let before = ((region.offset - start) / unit) as usize;
            let cells = region.length.div_ceil(unit) as usize;
            out.plain("  ").push(Role::Name, &known).plain(" ".repeat(margin - 2 - columns(&known) + before));
            out.plain("=".repeat(cells)).push(Role::Dim, format!(" [{}, {})\n", region.offset, end(region)));
        }
        if group.len() > OWNERS {
            out.push(Role::Dim, format!("  and {} more\n", group.len() - OWNERS));
        }
    }
}

/// A heading and the bar.
fn draw(out: &mut Styled, slab: &SlabView, stretches: &[Drawn], legend: &mut Legend, lines: u64, width: usize) {
    let right_edge = slab.size.to_string();
    let room = (width - MARGIN).saturating_sub(columns(&right_edge) + 1).max(8) as u64;
    let unit = slab.size.div_ceil(room * lines).next_power_of_two().max(1);
    // What is used can be seen, also where it is little beside what is free.
    let round = 1 << room.ilog2();
    let close = (used(slab) + 1).div_ceil(round * lines).next_power_of_two();
    let (unit, until) = if close * CLOSER <= unit {
        (close, (used(slab) + 1).next_multiple_of(close * round))
    } else {
        (unit, slab.size)
    };
    let kind = slab.kind.name();
    let state = if slab.current { format!(", next {}", slab.next) } else { String::new() };
    let scale = format!("1 cell = {unit} B");
    let left = format!("#{} {kind} {} B{state}  {scale}", slab.id.0, slab.size);
    let parts = &slab.parts;
    let shares: Vec<String> =
        shares(parts).map(|(word, part)| format!("{word} {}", percent(part, slab.size))).collect();
    let shares = shares.join("  ");
    if columns(&left) + 2 + columns(&shares) <= width {
        both_ends(out, (Role::Strong, &left), (Role::Plain, &shares), width);
    } else if columns(&left) <= width {
        out.push(Role::Strong, left).plain("\n");
    } else {
        wrap(out, 0, width, &[(Role::Strong, left.replace(&scale, &glue(&scale)))]);
    }
    let cells = cells(until, unit, stretches);
    // A power of two of cells a line, so that the offsets at the left are round.
    let per_line = match lines {
        1 if until == slab.size => cells.len().max(1),
        _ => round as usize,
    };
    let rows: Vec<&[Mark]> = cells.chunks(per_line).collect();
    for (line, cells) in rows.iter().copied().enumerate() {
        // Of lines that are all the same, the first and the last are drawn.
        if line > 0 && line + 1 < rows.len() && rows[line - 1] == cells && rows[line + 1] == cells {
            if line == 1 || rows[line - 2] != cells {
                out.push(Role::Dim, format!("{:>width$}\n", "*", width = MARGIN - 1));
            }
            continue;
        }
        let offset = (line * per_line) as u64 * unit;
        out.push(Role::Dim, format!("{offset:>width$} ", width = MARGIN - 1));
        for &mark in cells {
            let (role, glyph) = mark.drawn();
            out.push(role, glyph.encode_utf8(&mut [0; 4]));
            legend.drawn.insert(glyph);
        }
        let end = (offset + cells.len() as u64 * unit).min(slab.size);
        let on = if until < slab.size && line + 1 == rows.len() { " .." } else { "" };
        out.plain(" ").push(Role::Dim, format!("{end}{on}")).plain("\n");
    }
}

/// The bytes of a slab up to where nothing is used any more.
pub(super) fn used(slab: &SlabView) -> u64 {
    let seen = slab.seen.last().map_or(0, |(_, end)| *end);
    let free = slab.kind == SlabKind::Pool && slab.current;
    if free { seen.max(u64::from(slab.next)) } else { slab.size }
}

/// What covers most of each cell; what a view shows has one, however small it is.
pub(super) fn cells(size: u64, unit: u64, stretches: &[Drawn]) -> Vec<Mark> {
    let mut cells = Vec::new();
    let mut from = 0;
    for cell in 0..size.div_ceil(unit) {
        let (start, end) = (cell * unit, ((cell + 1) * unit).min(size));
        while stretches.get(from).is_some_and(|&(_, until, _)| until <= start) {
            from += 1;
        }
        let mut share: Vec<(Mark, u64)> = Vec::new();
        for &(begin, until, mark) in stretches[from..].iter().take_while(|&&(begin, ..)| begin < end) {
            let covered = until.min(end).saturating_sub(begin.max(start));
            match share.iter_mut().find(|(known, _)| *known == mark) {
                Some((_, sum)) => *sum += covered,
                None => share.push((mark, covered)),
            }
        }
        // The first of equals wins.
        let most = share.iter().rev().max_by_key(|(_, sum)| *sum);
        cells.push(most.map_or(Mark::Other(Use::Slack), |&(mark, _)| mark));
    }
    let mut count: HashMap<Mark, usize> = HashMap::new();
    cells.iter().for_each(|mark| *count.entry(*mark).or_default() += 1);
    let live = |mark: Mark| matches!(mark, Mark::Owner(..) | Mark::Unlisted);
    for &(begin, _, mark) in stretches.iter().filter(|(begin, until, mark)| begin < until && live(*mark)) {
        let Some(cell) = cells.get_mut((begin / unit) as usize) else { continue };
        let spare = !live(*cell) || (mark != Mark::Unlisted && count.get(cell).is_some_and(|count| *count > 1));
        if spare && !count.contains_key(&mark) {
            count.entry(*cell).and_modify(|count| *count -= 1);
            count.insert(mark, 1);
            *cell = mark;
        }
    }
    cells
}

/// Letters given away so far, and what they stand for.
pub(super) struct Legend {
    used: HashSet<char>,
    free: Vec<char>,
    pub(super) owners: Vec<Styled>,
    unlisted: u64,
    drawn: HashSet<char>,
}

impl Legend {
    pub(super) fn new(names: &Names) -> Self {
        let reserved: HashSet<char> = names.letters().collect();
        let free = ('a'..='z').chain('A'..='Z').rev().filter(|letter| !reserved.contains(letter)).collect();
        let (used, drawn) = (HashSet::new(), HashSet::new());
        Self { used, free, owners: Vec::new(), unlisted: 0, drawn }
    }

    /// A slab from end to end.
    pub(super) fn stretches(&mut self, slab: &SlabView, names: &Names) -> Vec<Drawn> {
        let mut called: HashMap<usize, Vec<&str>> = HashMap::new();
        for (region, name) in names.by_region(slab) {
            let known = called.entry(region).or_default();
            if !known.contains(&name) && known.len() < 4 {
                known.push(name);
            }
        }
        let mut owners: HashMap<usize, Mark> = HashMap::new();
        let mut drawn = Vec::new();
        for Stretch { start, end, used, region } in slab.stretches() {
            let mark = match (used, region) {
                (Use::Live | Use::Held, Some(index)) => *owners.entry(index).or_insert_with(|| {
                    let (from, to) = slab.region(index);
                    self.owner(called.get(&index).map_or(&[], Vec::as_slice), from, to)
                }),
                (Use::Live, None) => self.owner(&names.at(slab.id, start), start, end),
                (used, _) => Mark::Other(used),
            };
            let mark = match (used, mark) {
                (Use::Held, Mark::Owner(_, hue)) => Mark::Held(hue),
                (Use::Held, _) => Mark::Other(used),
                (_, mark) => mark,
            };
            drawn.push((start, end, mark));
        }
        drawn
    }

    /// A letter for a live region, and its line in the legend.
    fn owner(&mut self, names: &[&str], start: u64, end: u64) -> Mark {
        let own = names.iter().find_map(|name| single_letter(name)).filter(|letter| !self.used.contains(letter));
        if self.owners.len() >= OWNERS || start == end {
            self.unlisted += u64::from(start < end);
            return Mark::Unlisted;
        }
        // A single letter is its own mark; else the name's first letter if nobody has it, else the next one.
        let first = names.iter().filter_map(|name| name.chars().next()).find(|letter| self.free.contains(letter));
        self.free.retain(|letter| own.is_some() || Some(*letter) != first);
        let Some(letter) = own.or(first).or_else(|| self.free.pop()) else {
            self.unlisted += 1;
            return Mark::Unlisted;
        };
        self.used.insert(letter);
        let hue = names.iter().min().map_or(self.owners.len() as u8, |name| hue(name));
        let mut item = Styled::new();
        item.push(Role::Owner(hue), letter.encode_utf8(&mut [0; 4]));
        let others: Vec<&str> = names.iter().copied().filter(|name| single_letter(name) != Some(letter)).collect();
        if !others.is_empty() {
            item.plain(" ").push(Role::Name, cut(&others.join(","), 24));
        }
        item.plain(format!(" {} @{start}", end - start));
        if names.is_empty() {
            item.push(Role::Dim, " (unnamed)");
        }
        self.owners.push(item);
        Mark::Owner(letter, hue)
    }

    /// Says what the glyphs mean; what was too small to draw is said too.
    fn tell(mut self, out: &mut Styled, shown: &[&SlabView], width: usize) {
        let mut items = std::mem::take(&mut self.owners);
        if self.unlisted > 0 {
            let mut item = Styled::new();
            item.push(Role::Strong, "*").plain(format!(" {} more", self.unlisted));
            items.push(item);
        }
        let mut small = Vec::new();
        for used in [Use::Held, Use::Startup, Use::Dead, Use::Abandoned, Use::Free, Use::Padding, Use::Slack] {
            let (word, bytes) = (used.name(), shown.iter().map(|slab| slab.parts.of(used)).sum::<u64>());
            let (role, glyph) = Mark::Other(used).drawn();
            if self.drawn.contains(&glyph) {
                let mut item = Styled::new();
                item.push(role, glyph.encode_utf8(&mut [0; 4])).plain(format!(" {word} {bytes}"));
                items.push(item);
            } else if bytes > 0 {
                small.push(format!("{word} {bytes}"));
            }
        }
        let small = (!small.is_empty()).then(|| format!("({}: too small to draw)", small.join(", ")));
        // What is too wide for one line is no item.
        let wide = small.as_ref().is_some_and(|small| columns(small) + 2 > width);
        items.extend(small.iter().filter(|_| !wide).map(|small| Styled::from(small.as_str())));
        flow(out, 2, width, items);
        if let Some(small) = small.filter(|_| wide) {
            out.plain("  ");
            wrap(out, 2, width, &[(Role::Plain, small)]);
        }
    }
}
