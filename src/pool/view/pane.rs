//! The slabs as they stand beside a prompt, in so many columns and rows: what is used, zoomed; what would be taken; the story of one
//! region. Not where on a screen that is; cells and names are the picture's.

use std::collections::BTreeMap;

use super::layout::{columns as wide, cut, flow};
use super::names::Names;
use super::pane_story::told;
use super::picture::{Bar, Lens, Sheet, Told};
use super::slabs::shares;
use crate::memory::snapshot::{PoolState, Region, RegionView, SlabId, SlabKind, SlabView, Snapshot};
use crate::styled::{Role, Styled};

/// Rows from which on nothing has to be put together in one.
const HIGH: usize = 12;
/// Rows of cells that the current slab has at most, and any other: one to scale, the others enlarged.
const CELLS: (usize, usize) = (4, 3);
/// Where there is one row only, what is used of a slab fills it if that is so many times less than the slab.
const CLOSER: u64 = 8;
/// Names told at once.
const OWNERS: usize = 16;

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
        Some((slab, region)) => told(&mut below, &scene.names, &scene.said, slab, region, drawing.mark, columns),
        None => flow(&mut below, 0, columns, drawing.owners),
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
        let (_, slab, margin, bar) = drawing.bars.iter().find(|(at, ..)| *at == line)?;
        let cell = column.checked_sub(*margin).filter(|cell| *cell < bar.width())?;
        let (first, end) = (bar.first(cell), bar.first(cell + 1).max(bar.first(cell) + 1));
        let within = |region: &Region| region.slab == *slab && region.offset < end && first < region.end();
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
    let (owners, bars) = (Vec::new(), Vec::new());
    let mut drawing = Drawing { scene, would, chosen, columns, rows, owners, bars, mark: None };
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

/// A drawing of slabs.
struct Drawing<'a> {
    scene: &'a Scene,
    would: Option<&'a Would>,
    chosen: Option<Region>,
    columns: usize,
    rows: Rows,
    owners: Vec<Styled>,
    /// The bars: line, slab, margin and what is drawn.
    bars: Vec<(usize, SlabId, usize, Bar)>,
    /// How the chosen region is drawn.
    mark: Option<(Role, String)>,
}

impl Drawing<'_> {
    fn draw(&mut self, out: &mut Styled, block: &Block<'_>) {
        let (slab, scene) = (block.slab, self.scene);
        let parts: Vec<String> = shares(&slab.parts).map(|(word, part)| format!("{word} {part}")).collect();
        let left = format!("#{} {} {}", slab.id.0, slab.kind.name(), slab.size);
        let right = if slab.current { format!("next {}", slab.next) } else { String::new() };
        let changed = if scene.changed.contains(&slab.id) { Role::Good } else { Role::Strong };
        let beside = if self.rows.low { self.fitting(&parts, wide(&left) + wide(&right) + 3) } else { String::new() };
        self.ends(out, &[(changed, &left), (Role::Plain, &beside)], (Role::Plain, &right));
        self.bars(out, block);
        if !self.rows.low {
            let parts = self.fitting(&parts, 0);
            self.ends(out, &[(Role::Plain, &parts)], (Role::Plain, ""));
        }
    }

    /// The slab to scale, and what lenses show of it.
    fn bars(&mut self, out: &mut Styled, block: &Block<'_>) {
        let (slab, scene) = (block.slab, self.scene);
        let margin = slab.size.to_string().len() + 1;
        let width = self.columns.saturating_sub(margin).max(8);
        let told = Told {
            said: Box::new(|number| scene.said.get(&number).cloned()),
            last: scene.said.keys().next_back().copied().unwrap_or(0),
            ..Told::nothing()
        };
        // A cell for each byte.
        let fewest = 1 << width.ilog2();
        let sheet = Sheet {
            now: &scene.now,
            names: &scene.names,
            told: &told,
            width,
            rows: block.lines as u64 - 1,
            fewest,
            listed: 0,
        };
        let Some(cells) = sheet.cells(slab, width) else { return };
        let rows = cells.lenses.iter().flat_map(Lens::rows).collect::<Vec<_>>();
        let near = used(slab).saturating_mul(2).max(1);
        let whole = if block.lines == 1 && near * CLOSER <= slab.size { near } else { slab.size };
        let rows: Vec<(u64, u64)> = [(0, whole)].into_iter().chain(rows).take(block.lines).collect();
        let mut taken =
            self.would.iter().flat_map(|would| &would.taken).filter(|region| region.slab == slab.id).peekable();
        let next = if slab.current && taken.peek().is_none() { "▸" } else { "" };
        let taken: Vec<&Region> = taken.collect();
        let chosen = self.chosen.filter(|region| region.slab == slab.id);
        // The mark stands where the region is drawn largest.
        let marked = chosen
            .and_then(|region| rows.iter().rposition(|(start, end)| *start <= region.offset && region.offset < *end));
        for (index, (start, end)) in rows.iter().copied().enumerate() {
            let bar = Bar::new(&cells.pieces, (start, end), width);
            let mut line = bar.line(&[next.to_owned()]);
            for region in taken.iter().filter(|region| region.offset < end && start < region.end()) {
                let taken = bar.cells_of(region.offset, region.end());
                line.put(taken.start, Role::Dim, &"+".repeat(taken.len()));
            }
            out.push(Role::Dim, format!("{start:>width$} ", width = margin - 1));
            line.end(out);
            let at = out.runs.iter().map(|(_, run)| run.matches('\n').count()).sum::<usize>() - 1;
            if let Some(region) = chosen.filter(|_| marked == Some(index)) {
                let cells = bar.cells_of(region.offset, region.end());
                out.plain(" ".repeat(margin + cells.start)).push(Role::Strong, "^".repeat(cells.len())).plain("\n");
                self.mark = bar.mark(region.offset);
            }
            self.bars.push((at, slab.id, margin, bar));
        }
        let room = OWNERS.saturating_sub(self.owners.len());
        self.owners.extend(cells.owners(self.columns).take(room));
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

/// The bytes of a slab up to where nothing is used any more.
fn used(slab: &SlabView) -> u64 {
    let seen = slab.seen.last().map_or(0, |(_, end)| *end);
    if slab.current { seen.max(u64::from(slab.next)) } else { slab.size }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Memory, PoolSetting, Profile, Request, Setup};
    use crate::view::Hues;

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
        Scene { now: memory.snapshot(&views), names: Names::new(named, &mut Hues::default()), said, changed }
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
        let scene = scene(&[("b", 5.0), ("header", 16.0), ("z", 100.0)]);
        let text = pane(&scene, None, None, 48, 20).to_string();
        for (letter, offset) in [('b', 256), ('h', 264), ('z', 280)] {
            // Enlarged, not in the list of names.
            let enlarged = |(_, line): &(usize, &str)| line.contains(letter) && line.starts_with(" 256 ");
            let (line, row) = text.lines().enumerate().find(enlarged).expect("it is drawn");
            let column = row.chars().position(|c| c == letter).expect("it is drawn");
            let region = scene.at(None, (48, 20), (column, line)).expect("a region");
            assert_eq!(region.offset, offset);
        }
        assert_eq!(scene.at(None, (48, 20), (2, 2)), None);
        assert_eq!(scene.at(None, (48, 20), (9, 1)), None);
    }
}
