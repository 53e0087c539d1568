//! A slab as text: to scale over all columns, the views below it, and lenses joined to what they enlarge. Not which slabs, and not how
//! a line is filled.

use std::collections::BTreeSet;

use super::super::layout::{columns, cut, flow};
use super::bar::{Bar, Line, glyph};
use super::lens::{self, Bounds, Lens};
use super::pieces::{Piece, View};
use super::place::ADVANCE;
use super::told::{Told, fits};
use crate::memory::snapshot::{SlabView, Snapshot, Use};
use crate::styled::{Ink, Role, Styled};
use crate::view::names::Names;

/// Lines of views below a slab.
const LANES: usize = 3;

/// What is drawn of a slab, and how wide.
pub(crate) struct Sheet<'a> {
    pub now: &'a Snapshot,
    pub names: &'a Names,
    pub told: &'a Told<'a>,
    pub width: usize,
    /// Rows of its lenses, and the fewest bytes of one.
    pub rows: u64,
    pub fewest: u64,
    /// Names told below it because there is no room for them in it.
    pub listed: usize,
}

/// A slab in cells.
pub(crate) struct Cells {
    pub pieces: Vec<Piece>,
    pub views: Vec<View>,
    pub whole: Bar,
    pub lenses: Vec<Lens>,
    /// What no lens shows that is wanted.
    pub more: usize,
}

impl Cells {
    /// Every name on it: of how many bytes, and where.
    pub fn owners(&self, width: usize) -> impl Iterator<Item = Styled> {
        let named = self.pieces.iter().filter(|piece| piece.is(Use::Live) && !piece.names.is_empty());
        let pieces = named.map(move |piece| listed(&piece.names, piece.ink, piece.start, piece.end, width));
        pieces.chain(self.views.iter().map(move |view| view.listed(width)))
    }
}

impl View {
    fn listed(&self, width: usize) -> Styled {
        listed(std::slice::from_ref(&self.name), self.ink, self.region.offset, self.region.end(), width)
    }
}

impl Sheet<'_> {
    /// The slab, drawn; how many of its regions should be larger than they are.
    pub fn slab(&self, out: &mut Styled, slab: &SlabView) -> usize {
        self.heading(out, slab);
        let Some(cells) = self.cells(slab, self.width) else { return 0 };
        let Cells { pieces, views, whole, lenses, more } = cells;
        whole.edges().end(out);
        whole.line(&self.next(slab)).end(out);
        let mut named: BTreeSet<String> = whole.names().into_iter().map(str::to_owned).collect();
        // Over what a lens shows whole they lie there.
        let enlarged =
            |view: &&View| lenses.iter().any(|lens| lens.start <= view.region.offset && view.region.end() <= lens.end);
        let (close, far): (Vec<&View>, Vec<&View>) = views.iter().partition(enlarged);
        let mut left = self.views(out, &whole, &far);
        for lens in &lenses {
            for (at, (start, end)) in lens.rows().enumerate() {
                // As many columns for each byte.
                let wide = match end - start {
                    length if length as usize <= self.width => self.width / length as usize * length as usize,
                    _ => self.width,
                };
                let bar = Bar::new(&pieces, (start, end), wide);
                if at == 0 {
                    joint(out, whole.cells_of(lens.start, lens.end), wide);
                }
                bar.edges().end(out);
                bar.line(&self.next(slab)).end(out);
                let here = close.iter().copied().filter(|view| view.region.offset < end && start < view.region.end());
                left.extend(self.views(out, &bar, &here.collect::<Vec<_>>()));
                if let Some(bytes) = bar.bytes(slab.id, self.told) {
                    bytes.end(out);
                }
                named.extend(bar.names().into_iter().map(str::to_owned));
            }
        }
        for piece in pieces.iter().filter(|piece| piece.is(Use::Live) && !piece.names.is_empty()) {
            if !piece.labels.iter().any(|label| named.contains(label)) {
                left.push(listed(&piece.names, piece.ink, piece.start, piece.end, self.width));
            }
        }
        let rest = left.len().saturating_sub(self.listed);
        left.truncate(self.listed);
        if rest > 0 {
            left.push(Styled::from(format!("{rest} more: .who #{}", slab.id.0)));
        }
        flow(out, 0, self.width, left);
        more
    }

    /// Its pieces over so many columns, and the lenses; nothing where there is no byte.
    pub fn cells(&self, slab: &SlabView, width: usize) -> Option<Cells> {
        let (pieces, views) = self.told.pieces(slab, self.names);
        if pieces.is_empty() {
            return None;
        }
        let focuses = lens::focuses(slab, &pieces, self.told, width as f64 * ADVANCE);
        let bounds = Bounds { fewest: self.fewest, rows: self.rows, rows_of_one: self.rows };
        let (lenses, more) =
            if self.rows == 0 { (Vec::new(), focuses.len()) } else { lens::lenses(slab, &focuses, &bounds) };
        let whole = Bar::new(&pieces, (0, slab.size), width);
        Some(Cells { pieces, views, whole, lenses, more })
    }

    /// What it is, and what its bytes are used for.
    fn heading(&self, out: &mut Styled, slab: &SlabView) {
        let mut left = format!("#{} {} · {} bytes", slab.id.0, slab.kind.name(), slab.size);
        let state = match slab {
            _ if slab.detached => " · detached",
            _ if slab.current => " · current",
            _ => "",
        };
        // Where the pool stands is told here if there is no room for it in the slab.
        let next = self.next(slab);
        let room = u128::from(slab.parts.free) * self.width as u128 / u128::from(slab.size.max(1));
        let untold = next.get(1).filter(|next| columns(next) as u128 >= room);
        let next = untold
            .and_then(|_| next.first())
            .map_or_else(String::new, |next| format!(" · {}", next.trim_start_matches("▸ ")));
        let born = if slab.statement > 0 { format!(" · made by statement {}", slab.statement) } else { String::new() };
        let old = slab.recycled.map_or_else(String::new, |old| format!(" · on the memory of #{}", old.0));
        let new = if self.told.is_new(slab.id) { " · new" } else { "" };
        for part in [state, &next, &born, &old] {
            if columns(&left) + columns(part) + columns(new) <= self.width {
                left.push_str(part);
            }
        }
        out.push(Role::Strong, &left).push(Role::Good, new);
        let mut items = Vec::new();
        for used in Use::ALL {
            let bytes = slab.parts.of(used);
            if bytes > 0 {
                // Whose they are tell the hues.
                let (role, sign) = match glyph(used, 0) {
                    (Role::Owner(_), sign) => (Role::Strong, sign),
                    other => other,
                };
                let mut item = Styled::new();
                item.push(role, sign.to_string()).plain(format!(" {} {bytes}", used.name()));
                items.push(item);
            }
        }
        let wide: usize = items.iter().map(|item| columns(&item.to_string()) + 2).sum();
        let used = columns(&left) + columns(new);
        if used + wide < self.width {
            out.plain(" ".repeat(self.width - used - wide + 2));
            for (at, item) in items.into_iter().enumerate() {
                out.plain(if at > 0 { "  " } else { "" }).append(item);
            }
            out.plain("\n");
        } else {
            out.plain("\n");
            flow(out, 0, self.width, items);
        }
    }

    /// What is said where the pool stands, the longest first.
    pub fn next(&self, slab: &SlabView) -> Vec<String> {
        if !slab.current {
            return Vec::new();
        }
        let next = self.now.pool.next();
        let fits = fits(self.now);
        vec![format!("▸ next {next} · {fits}"), format!("▸ next {next}"), format!("▸ {next}"), "▸".to_owned()]
    }

    /// Views below a bar, on as many lines as they need; those that found no place.
    fn views(&self, out: &mut Styled, bar: &Bar, views: &[&View]) -> Vec<Styled> {
        let (mut lanes, mut left): (Vec<Line>, Vec<Styled>) = (Vec::new(), Vec::new());
        for view in views {
            let cells = bar.cells_of(view.region.offset, view.region.end());
            let sign = if view.fresh { "+" } else { "" };
            let name = format!("{sign}{}", cut(&view.name, self.width / 2));
            let (role, wide) = (Role::Owner(view.ink.hue), columns(&name));
            let place = (0..LANES).find_map(|lane| {
                if lane == lanes.len() {
                    lanes.push(Line::new(self.width));
                }
                let line = &lanes[lane];
                let room = |from: usize, wide: usize| line.is_free(from, wide);
                let behind = room(cells.start, cells.len() + 1 + wide).then_some(cells.end + 1);
                let before = cells.start.checked_sub(wide + 1);
                let before = before.filter(|at| room(*at, wide + 1 + cells.len()));
                behind.or(before).map(|at| (lane, at))
            });
            if let Some((lane, at)) = place {
                lanes[lane].put(cells.start, role, &"▀".repeat(cells.len()));
                lanes[lane].put(at, if view.fresh { Role::Good } else { Role::Name }, &name);
            } else {
                left.push(view.listed(self.width));
            }
        }
        lanes.iter().filter(|lane| !lane.is_blank()).for_each(|lane| lane.end(out));
        left
    }
}

/// Names of bytes, how many those are and where.
fn listed(names: &[String], ink: Ink, start: u64, end: u64, width: usize) -> Styled {
    let mut item = Styled::new();
    let letter = names.first().and_then(|name| name.chars().next()).unwrap_or('█').to_string();
    item.push(Role::Owner(ink.hue), &letter);
    if *names != [letter] {
        item.plain(" ").push(Role::Name, cut(&names.join(", "), (width / 2).min(24)));
    }
    item.plain(format!(" {} @{start}", end - start));
    item
}

/// The line that joins a part of a slab to the lens that enlarges it.
fn joint(out: &mut Styled, part: std::ops::Range<usize>, wide: usize) {
    let ends = [part.start, part.end - 1];
    let last = (wide - 1).max(part.end - 1);
    let line: String = (0..=last)
        .map(|at| match (ends.contains(&at), at == 0 || at == wide - 1, at == 0, at == last) {
            (true, true, true, _) => '├',
            (true, true, _, true) => '┤',
            (true, true, ..) => '┼',
            (true, _, _, true) => '╯',
            (true, ..) => '┴',
            (_, true, true, _) => '╭',
            (_, true, _, true) => '╮',
            (_, true, ..) => '┬',
            _ => '─',
        })
        .collect();
    out.push(Role::Dim, line).plain("\n");
}
