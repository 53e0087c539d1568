//! The slabs as text: which are drawn, how much of each, and what is left out. Not how one is drawn.

use super::layout::{NARROWEST, bytes, wrap};
use super::names::Names;
use super::picture::{Sheet, Told};
use crate::memory::snapshot::{SlabId, SlabKind, SlabView, Snapshot};
use crate::styled::{Role, Styled};

/// Slabs drawn at once when none is asked for.
const SLABS: usize = 6;

/// Slabs named to somebody who asked for another, and names told below a slab.
const OFFERED: usize = 16;
const OWNERS: usize = 16;

/// Rows of lenses: of a slab drawn alone, and of all that are drawn at once.
const ALONE: u64 = 6;
const TOGETHER: u64 = 4;

/// Views told that are gone.
const GONE: usize = 6;

/// The newest slabs of the pool, or one slab larger.
pub fn map(now: &Snapshot, names: &Names, which: Option<SlabId>, told: &Told, width: usize) -> Styled {
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
        let list: Vec<String> = now.slabs.iter().rev().take(OFFERED).map(|slab| format!("#{}", slab.id.0)).collect();
        let there = format!("#{number} {known}; there are {}", list.join(" "));
        wrap(&mut out, 0, width, &[(Role::Warning, there)]);
        return out;
    }
    // A row of bytes has a sign and two figures for each.
    let fewest = [(96, 32), (48, 16)].into_iter().find(|(least, _)| width >= *least).map_or(8, |(_, bytes)| bytes);
    let mut closer = Vec::new();
    let touched = shown.iter().filter(|slab| told.touches(slab)).count();
    for slab in &shown {
        // Of several, those are enlarged that something happens to.
        let rows = match shown.len() {
            1 if which.is_some() => ALONE,
            count @ 1..3 => TOGETHER / count as u64,
            _ => u64::from(slab.current || (touched < 3 && told.touches(slab))),
        };
        let listed = if shown.len() < 3 { OWNERS } else { OWNERS / 4 };
        let more = Sheet { now, names, told, width, rows, fewest, listed }.slab(&mut out, slab);
        if more > 0 {
            closer.push(format!("#{}", slab.id.0));
        }
    }
    let mut say = |role, text: String| wrap(&mut out, 0, width, &[(role, text)]);
    if which.is_none() {
        for (slab, size) in &told.freed {
            say(Role::Dead, format!("#{} freed: {}", slab.0, bytes(*size as f64)));
        }
    }
    let gone: Vec<_> = told.gone(names).filter(|(region, _)| which.is_none_or(|which| region.slab == which)).collect();
    for (region, name) in gone.iter().take(GONE) {
        say(Role::Dim, format!("{name} is gone: it showed #{} {region}", region.slab.0));
    }
    if gone.len() > GONE {
        say(Role::Dim, format!("and {} views more", gone.len() - GONE));
    }
    if which.is_none() && !closer.is_empty() {
        say(Role::Dim, format!("closer: .map {}", closer.join(", .map ")));
    }
    let hidden = now.slabs.len() - shown.len();
    if which.is_none() && hidden > 0 {
        let regions = |slab: &SlabView| if slab.kind == SlabKind::Pool { slab.regions.len() } else { 1 };
        let all: usize = now.slabs.iter().map(regions).sum();
        let count = all - shown.iter().map(|slab| regions(slab)).sum::<usize>();
        let slabs = if hidden == 1 { "1 slab" } else { &format!("{hidden} slabs") };
        let regions = if count == 1 { "1 region" } else { &format!("{count} regions") };
        say(Role::Dim, format!("+{slabs}, {regions} not drawn: .slabs lists them, .map #N draws one"));
    }
    out
}
