//! The slabs as they stand beside a prompt, in so many columns and rows: what is used, zoomed; what would be taken; the story of one
//! region. Not where on a screen that is; cells and letters are the map's.

use std::collections::BTreeMap;

use super::layout::{bytes, columns as wide, cut, flow, statement, wrap};
use super::map::{Legend, Mark, cells, used};
use super::names::Names;
use super::slabs::shares;
use super::who::is_pinned;
use crate::memory::snapshot::{PoolState, Region, RegionView, SlabId, SlabKind, SlabView, Snapshot, Use};
use crate::styled::{Role, Styled};

/// Rows from which on nothing has to be put together in one.
const HIGH: usize = 12;
/// Rows of cells that the current slab has at most, and any other.
const CELLS: (usize, usize) = (4, 2);
/// Columns from which on a region and its statement stand in one line.
const TOGETHER: usize = 64;
/// Names told at once.
const NAMED: usize = 4;

/// What is drawn: the memory, the views' names, and what is remembered of statements.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The memory.
    pub now: Snapshot,
    /// What its views are called.
    pub names: Names,
    /// The statements by their numbers, as typed.
    pub said: BTreeMap<u32, String>,
    /// The slabs that the last statement changed.
    pub changed: Vec<SlabId>,
}

/// What a statement would take that has not happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Would {
    /// The regions, in order; of many the last ones.
    pub taken: Vec<Region>,
    /// The pool afterwards.
    pub pool: PoolState,
}

/// A block of the pane: a slab, and its rows of cells.
struct Block<'a> {
    slab: &'a SlabView,
    lines: usize,
}

/// How the rows are divided.
struct Rows {
    /// What is said of a slab stands in its heading.
    low: bool,
    slabs: usize,
}

impl Rows {
    fn of(rows: usize) -> Self {
        // Some are for the story of a region, one is for what would be taken, one for the mark below a chosen region.
        let story = (rows / 3).clamp(1, 8);
        Self { low: rows < HIGH, slabs: rows.saturating_sub(story + 2) }
    }

    /// What a slab takes beside its cells.
    fn beside(&self) -> usize {
        if self.low { 1 } else { 3 }
    }
}

impl Scene {
    /// The regions that have a story, in the order of the slabs drawn in so many rows.
    pub fn regions(&self, rows: usize) -> Vec<Region> {
        let (blocks, _) = self.blocks(&Rows::of(rows));
        let whole = |slab: &SlabView| Region { slab: slab.id, offset: 0, length: slab.size };
        let region = |slab: &SlabView, region: &RegionView| Region {
            slab: slab.id,
            offset: region.offset.into(),
            length: region.length.into(),
        };
        let of = |slab: &SlabView| match slab.kind {
            SlabKind::Pool => slab.regions.iter().map(|one| region(slab, one)).collect(),
            _ => vec![whole(slab)],
        };
        blocks.iter().flat_map(|block| of(block.slab)).collect()
    }

    /// The slabs there is room for, and how many there is none for: the current one, those that changed, the newest.
    fn blocks(&self, rows: &Rows) -> (Vec<Block<'_>>, usize) {
        let mut slabs: Vec<&SlabView> = self.now.slabs.iter().rev().collect();
        slabs.sort_by_key(|slab| (!slab.current, !self.changed.contains(&slab.id)));
        let each = rows.beside() + 1;
        // A blank row stands between two, not behind the last one.
        let fit = |room: usize| (room + usize::from(!rows.low)) / each;
        let mut count = fit(rows.slabs).min(slabs.len()).max(1);
        if count < slabs.len() {
            count = fit(rows.slabs.saturating_sub(1)).max(1);
        }
        let hidden = slabs.len().saturating_sub(count);
        let taken = count * each + usize::from(hidden > 0) - usize::from(!rows.low);
        let mut spare = rows.slabs.saturating_sub(taken);
        let blocks = slabs.into_iter().take(count).map(|slab| {
            let most = if slab.current { CELLS.0 } else { CELLS.1 };
            let more = spare.min(most - 1);
            spare -= more;
            Block { slab, lines: 1 + more }
        });
        (blocks.collect(), hidden)
    }
}

/// The pane: exactly `rows` lines of at most `columns`. `chosen` is one of the scene's regions.
pub fn pane(scene: &Scene, would: Option<&Would>, chosen: Option<Region>, columns: usize, rows: usize) -> Styled {
    let (mut out, drawing) = slabs(scene, would, chosen, columns, rows);
    out.push(Role::Dim, cut(&would.map(|would| foreseen(would, &scene.now)).unwrap_or_default(), columns)).plain("\n");
    if !drawing.rows.low {
        out.plain("\n");
    }
    let mut below = Styled::new();
    match chosen.and_then(|region| Some((scene.now.slab(region.slab)?, region))) {
        Some((slab, region)) => tell(&mut below, scene, slab, region, drawing.mark, columns),
        None => flow(&mut below, 0, columns, drawing.legend.owners),
    }
    out.append(below);
    lines(&out, rows)
}

impl Scene {
    /// The region whose cell is drawn in a line and a column of the pane.
    pub fn at(
        &self,
        chosen: Option<Region>,
        (columns, rows): (usize, usize),
        (column, line): (usize, usize),
    ) -> Option<Region> {
        let (_, drawing) = slabs(self, None, chosen, columns, rows);
        let bar = drawing.bars.iter().find(|bar| bar.line == line)?;
        let index = column.checked_sub(bar.margin).filter(|index| *index < bar.cells)?;
        let from = bar.from + index as u64 * bar.unit;
        let within = |region: &Region| region.slab == bar.slab && is_within(from, bar.unit, region);
        self.regions(rows).into_iter().find(within)
    }
}

/// The slabs, and what was noted meanwhile.
fn slabs<'a>(
    scene: &'a Scene,
    would: Option<&'a Would>,
    chosen: Option<Region>,
    columns: usize,
    rows: usize,
) -> (Styled, Drawing<'a>) {
    let rows = Rows::of(rows);
    let (blocks, hidden) = scene.blocks(&rows);
    let legend = Legend::new(&scene.names);
    let mut drawing = Drawing { scene, would, chosen, columns, rows, legend, bars: Vec::new(), mark: None };
    let mut out = Styled::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !drawing.rows.low {
            out.plain("\n");
        }
        drawing.draw(&mut out, block);
    }
    if hidden > 0 {
        let slabs = if hidden == 1 { "1 slab".to_owned() } else { format!("{hidden} slabs") };
        out.push(Role::Dim, cut(&format!("+{slabs}: .slabs lists them"), columns)).plain("\n");
    }
    (out, drawing)
}

/// Exactly `count` lines of a text, the last one without an end.
fn lines(text: &Styled, count: usize) -> Styled {
    let (mut out, mut ends) = (Styled::new(), 0);
    'all: for (role, run) in &text.runs {
        for line in run.split_inclusive('\n') {
            if ends + 1 == count {
                out.push(*role, line.trim_end_matches('\n'));
                if line.ends_with('\n') {
                    break 'all;
                }
            } else {
                out.push(*role, line);
                ends += usize::from(line.ends_with('\n'));
            }
        }
    }
    out.plain("\n".repeat(count.saturating_sub(ends + 1)));
    out
}

/// Whether a region has a byte of a cell.
fn is_within(from: u64, unit: u64, region: &Region) -> bool {
    region.offset < from + unit && from < region.end()
}

/// A row of cells that was drawn.
struct Bar {
    slab: SlabId,
    line: usize,
    margin: usize,
    cells: usize,
    /// The first byte, and how many one cell has.
    from: u64,
    unit: u64,
}

/// A drawing of slabs.
struct Drawing<'a> {
    scene: &'a Scene,
    would: Option<&'a Would>,
    chosen: Option<Region>,
    columns: usize,
    rows: Rows,
    legend: Legend,
    bars: Vec<Bar>,
    /// How the chosen region is drawn.
    mark: Option<Mark>,
}

impl Drawing<'_> {
    fn draw(&mut self, out: &mut Styled, block: &Block<'_>) {
        let (slab, scene) = (block.slab, self.scene);
        let margin = slab.size.to_string().len() + 1;
        let per_line = 1_u64 << self.columns.saturating_sub(margin).max(8).ilog2();
        // What is used can be seen, also where it is little beside what is free.
        let need = (used(slab) + 1).min(slab.size.max(1));
        let unit = need.div_ceil(per_line * block.lines as u64).next_power_of_two();
        let until = need.next_multiple_of(unit * per_line).min(slab.size);
        let parts: Vec<String> = shares(&slab.parts).map(|(word, part)| format!("{word} {part}")).collect();
        let left = format!("#{} {} {}", slab.id.0, slab.kind.name(), slab.size);
        let right = if slab.current { format!("next {}", slab.next) } else { String::new() };
        let changed = if scene.changed.contains(&slab.id) { Role::Good } else { Role::Strong };
        let beside = if self.rows.low { self.fitting(&parts, wide(&left) + wide(&right) + 3) } else { String::new() };
        self.ends(out, &[(changed, &left), (Role::Plain, &beside)], (Role::Plain, &right));
        let stretches = self.legend.stretches(slab, &scene.names);
        let marks = cells(until, unit, &stretches);
        let taken = self.would.iter().flat_map(|would| &would.taken).filter(|region| region.slab == slab.id);
        let taken: Vec<&Region> = taken.collect();
        let next = if slab.current { u64::from(slab.next) } else { slab.size };
        let mut chosen = self.chosen.filter(|region| region.slab == slab.id);
        if let Some(region) = chosen {
            let part =
                stretches.iter().find(|(from, end, _)| *from >= region.offset && *end <= region.end() && from < end);
            self.mark = part.map(|(.., mark)| *mark);
        }
        for (line, row) in marks.chunks(per_line as usize).enumerate() {
            let from = line as u64 * per_line * unit;
            let line = out.runs.iter().map(|(_, run)| run.matches('\n').count()).sum();
            self.bars.push(Bar { slab: slab.id, line, margin, cells: row.len(), from, unit });
            out.push(Role::Dim, format!("{from:>width$} ", width = margin - 1));
            for (index, mark) in row.iter().enumerate() {
                let at = from + index as u64 * unit;
                let (role, glyph) = match mark {
                    Mark::Other(Use::Free) if taken.iter().any(|region| is_within(at, unit, region)) => {
                        (Role::Dim, '+')
                    }
                    Mark::Other(Use::Free) if at <= next && next < at + unit => (Role::Plain, '▸'),
                    mark => mark.drawn(),
                };
                out.push(role, glyph.encode_utf8(&mut [0; 4]));
            }
            out.plain("\n");
            if let Some(region) = chosen.take_if(|region| region.offset < from + row.len() as u64 * unit) {
                let first = ((region.offset.max(from) - from) / unit) as usize;
                let end = row.len().min((region.end().max(region.offset + 1) - from).div_ceil(unit) as usize);
                out.plain(" ".repeat(margin + first)).push(Role::Strong, "^".repeat(end - first)).plain("\n");
            }
        }
        if !self.rows.low {
            let cell = format!("1 cell = {unit} B");
            let parts = self.fitting(&parts, wide(&cell) + 1);
            self.ends(out, &[(Role::Plain, &parts)], (Role::Dim, &cell));
        }
    }

    /// As many of the parts as there is room for beside what else stands in the line.
    fn fitting(&self, parts: &[String], beside: usize) -> String {
        let joined = |count: usize| parts[..count].join(" · ");
        let fits = |count: &usize| wide(&joined(*count)) + beside <= self.columns;
        (0..=parts.len()).rev().find(fits).map(joined).unwrap_or_default()
    }

    /// Texts at both ends of a line, as far as there is room.
    fn ends(&self, out: &mut Styled, left: &[(Role, &str)], (role, right): (Role, &str)) {
        let mut at = 0;
        for (role, text) in left.iter().filter(|(_, text)| !text.is_empty()) {
            let gap = if at > 0 { 2 } else { 0 };
            let text = cut(text, self.columns.saturating_sub(at + gap));
            out.plain(" ".repeat(gap)).push(*role, &text);
            at += gap + wide(&text);
        }
        if !right.is_empty() && at + wide(right) < self.columns {
            out.plain(" ".repeat(self.columns - at - wide(right))).push(role, right);
        }
        out.plain("\n");
    }
}

/// What pressing Enter would take, in a line.
fn foreseen(would: &Would, now: &Snapshot) -> String {
    let new = |region: &Region| if region.slab.0 > now.made { ", a new slab" } else { "" };
    let next = if would.pool == now.pool { String::new() } else { format!(", next {}", would.pool.next()) };
    match would.taken.as_slice() {
        [] => String::new(),
        [region] => format!("+ #{} {region}{}{next}", region.slab.0, new(region)),
        [.., last] => format!("+ {} regions, the last #{} {last}{next}", would.taken.len(), last.slab.0),
    }
}

/// The story of a region: which, who made it, who keeps it, who is beside it.
fn tell(out: &mut Styled, scene: &Scene, slab: &SlabView, region: Region, mark: Option<Mark>, columns: usize) {
    let mut said = |words: &[(Role, String)]| wrap(out, 2, columns, words);
    let id = slab.id.0;
    let own = slab.kind != SlabKind::Pool;
    let taken = if own { None } else { slab.regions.iter().find(|one| u64::from(one.offset) == region.offset) };
    let (number, request) = taken.map_or((slab.statement, slab.request), |one| (one.statement, one.request));
    let head = match mark.map(Mark::drawn) {
        Some((role, letter)) => (role, letter.to_string()),
        None => (Role::Strong, "^".to_owned()),
    };
    let mut head = vec![head, (Role::Strong, format!("#{id} {region}")), (Role::Plain, bytes(region.length as f64))];
    let text = scene.said.get(&number).map_or(request.name(), |text| text.lines().next().unwrap_or_default());
    let number = statement(number);
    // Two lines of it, where there are more.
    let lines = if columns < TOGETHER { 2 } else { 1 };
    let room = (columns * lines).saturating_sub(wide(&number) + 6 * lines);
    let made = [(Role::Dim, format!(" {number}:")), (Role::Plain, cut(text, room))];
    if columns < TOGETHER {
        said(&head);
        head.clear();
    }
    head.extend(made);
    said(&head);
    let named = scene.names.of_slab(slab.id);
    let over = |shown: &Region| shown.offset < region.end() && region.offset < shown.end();
    let keepers: Vec<&str> = named.iter().filter(|(shown, _)| over(shown)).map(|(_, name)| name.as_str()).collect();
    let dead = taken.is_some_and(|one| !one.live);
    let kept = match listed(&keepers) {
        Some(names) => format!("is kept alive by {names}"),
        None if dead => "is dead: no view shows any of it, and it stays with its slab".to_owned(),
        None if own && slab.views == 0 => "has no views: the next .gc frees it".to_owned(),
        None => "is shown by a view without a name".to_owned(),
    };
    said(&[(Role::Plain, kept)]);
    let (mut beside, mut gone) = (Vec::new(), 0);
    for (_, name) in named.iter().filter(|(shown, _)| !over(shown)) {
        if !beside.contains(&name.as_str()) {
            beside.push(name.as_str());
        }
    }
    for other in slab.regions.iter().filter(|one| u64::from(one.offset) != region.offset) {
        gone += usize::from(!other.live);
    }
    let dead = if gone == 1 { "1 dead region".to_owned() } else { format!("{gone} dead regions") };
    let with = match (listed(&beside), gone) {
        (None, 0) if own => format!("has #{id} to itself, {}", bytes(slab.size as f64)),
        (None, 0) => format!("has #{id} to itself so far"),
        (None, _) => format!("shares #{id} with {dead}"),
        (Some(names), 0) => format!("shares #{id} with {names}"),
        (Some(names), _) => format!("shares #{id} with {names} and {dead}"),
    };
    said(&[(Role::Plain, with)]);
    if slab.current {
        said(&[(Role::Dim, format!("#{id} stays: it is the pool's current slab"))]);
    } else if is_pinned(slab) {
        said(&[(Role::Warning, format!("#{id} is pinned: views show {} of its {}", slab.parts.live, slab.size))]);
    }
}

/// The first names of many; none of none.
fn listed(names: &[&str]) -> Option<String> {
    let more = names.len().saturating_sub(NAMED);
    let mut shown: Vec<String> = names.iter().take(NAMED).map(|name| (*name).to_owned()).collect();
    shown.extend((more > 0).then(|| format!("{more} more")));
    (!shown.is_empty()).then(|| shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Memory, PoolSetting, Profile, Request, Setup};

    fn scene(sizes: &[(&str, f64)]) -> Scene {
        let mut memory = Memory::new(Setup::new(Profile::parse("classic").expect("a profile")));
        let setting = PoolSetting::of(memory.default_pool_size());
        let mut named = Vec::new();
        for (number, (name, size)) in (1..).zip(sizes) {
            memory.begin_statement(number, &format!("{name} = Buffer.allocUnsafe({size})"));
            let region = memory.take(*size, setting, Request::AllocUnsafe).expect("there is memory");
            named.push((region, (*name).to_owned()));
        }
        let views: Vec<Region> = named.iter().map(|(region, _)| *region).collect();
        let said = memory.ledger().statements().map(|(number, text)| (number, text.to_owned())).collect();
        let changed = views.last().map(|region| region.slab).into_iter().collect();
        Scene { now: memory.snapshot(&views), names: Names::new(named), said, changed }
    }

    #[test]
    fn it_fits_wherever_it_stands() {
        let scenes = [
            scene(&[]),
            scene(&[("b", 5.0), ("header", 16.0), ("a", 100.0)]),
            scene(&[("b", 5.0), ("c", 4000.0), ("d", 4000.0), ("big", 5000.0), ("e", 0.0)]),
        ];
        for scene in &scenes {
            let would = Would { taken: vec![Region { slab: SlabId(1), offset: 384, length: 9 }], pool: scene.now.pool };
            for (columns, rows) in (20..90).step_by(7).flat_map(|columns| (3..40).map(move |rows| (columns, rows))) {
                let chosen = scene.regions(rows).into_iter().map(Some).chain([None]);
                for chosen in chosen {
                    let text = pane(scene, Some(&would), chosen, columns, rows).to_string();
                    assert_eq!(text.matches('\n').count() + 1, rows, "{text}");
                    for line in text.lines() {
                        assert!(wide(line) <= columns, "{columns}: {line}");
                        assert_eq!(line, line.trim_end());
                    }
                }
            }
        }
    }

    #[test]
    fn a_cell_leads_to_its_region() {
        let scene = scene(&[("b", 5.0), ("header", 16.0), ("a", 100.0)]);
        let text = pane(&scene, None, None, 48, 20).to_string();
        for (letter, offset) in [('b', 256), ('h', 264), ('a', 280)] {
            let (line, row) = text.lines().enumerate().find(|(_, line)| line.contains(letter)).expect("it is drawn");
            assert!(row.starts_with(" 256"), "{row}");
            let column = row.chars().position(|c| c == letter).expect("it is drawn");
            let region = scene.at(None, (48, 20), (column, line)).expect("a region");
            assert_eq!(region.offset, offset);
        }
        assert_eq!(scene.at(None, (48, 20), (2, 3)), None);
        assert_eq!(scene.at(None, (48, 20), (9, 1)), None);
    }
}
