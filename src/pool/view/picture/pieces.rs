//! What a picture draws of a slab: its stretches with names and hues, the views that lie over them, and many small ones as one.
//! Not where it is drawn.

use std::collections::HashMap;

use super::super::layout::cut;
use super::super::names::Names;
use crate::memory::snapshot::{Parts, Region, SlabView, Use};
use crate::styled::Ink;

/// Columns of a label at most.
const LABEL: usize = 32;

/// Names of one piece.
const NAMES: usize = 4;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum What {
    /// One stretch.
    One(Use),
    /// Several that are too narrow here to be told apart, and what their bytes are.
    Many(Parts),
}

/// A stretch to draw.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub start: u64,
    pub end: u64,
    pub what: What,
    /// The region that it is a part of.
    pub region: Option<usize>,
    /// Who shows it.
    pub names: Vec<String>,
    pub ink: Ink,
    /// What can stand on it, the longest first.
    pub labels: Vec<String>,
    /// Of how many regions it is.
    pub count: usize,
    /// Whether the last statement made it.
    pub fresh: bool,
}

impl Piece {
    pub fn is(&self, used: Use) -> bool {
        self.what == What::One(used)
    }

    /// Whether it is part of what somebody asked for.
    pub fn is_somebodys(&self) -> bool {
        matches!(self.what, What::Many(_) | What::One(Use::Live | Use::Held | Use::Dead))
    }

    /// The part of it within a range.
    pub fn within(&self, start: u64, end: u64) -> Option<Self> {
        let (start, end) = (self.start.max(start), self.end.min(end));
        (start < end).then(|| Self { start, end, ..self.clone() })
    }
}

/// A view that shows only a part of its region, or shares it with others, or is of no region.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub region: Region,
    pub name: String,
    pub ink: Ink,
    /// Whether it was not there before the last statement.
    pub fresh: bool,
}

/// A name as a label.
pub(super) fn label(name: &str) -> String {
    cut(name, LABEL)
}

/// The slab from end to end, and the views that need a line of their own. `last` is the last statement, `left` whether that left
/// the slab for another, `earlier` what the views were called before it.
pub(super) fn pieces(
    slab: &SlabView,
    names: &Names,
    (last, left): (u32, bool),
    earlier: Option<&Names>,
) -> (Vec<Piece>, Vec<View>) {
    let mut called: HashMap<usize, Vec<&(Region, String)>> = HashMap::new();
    let mut views = Vec::new();
    for view in names.of_slab(slab.id).iter().filter(|(region, _)| region.length > 0) {
        let index = if slab.regions.is_empty() { Some(0) } else { slab.region_of(view.0) };
        match index {
            Some(index) => called.entry(index).or_default().push(view),
            None => views.push(view),
        }
    }
    // Who shows all of a region stands on it, and so does who shows it alone; others lie over it.
    let mut shown: HashMap<usize, (Vec<&str>, Ink)> = HashMap::new();
    for (index, known) in called {
        let whole = slab.region(index);
        let any = known[0].1.as_str();
        let is_whole = |region: &Region| (region.offset, region.end()) == whole;
        let one = known.iter().all(|(region, _)| *region == known[0].0);
        let (on, over): (Vec<_>, Vec<_>) = known.into_iter().partition(|(region, _)| one || is_whole(region));
        let mut on: Vec<&str> = on.into_iter().map(|(_, name)| name.as_str()).collect();
        // Whoever appeared first gives the hue.
        on.sort_by_key(|name| (names.ink(name).texture, names.ink(name).hue));
        on.truncate(NAMES);
        let ink = names.ink(on.first().copied().unwrap_or(any));
        shown.insert(index, (on, ink));
        views.extend(over);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for stretch in slab.stretches().into_iter().filter(|stretch| stretch.bytes() > 0) {
        let (start, end, used) = (stretch.start, stretch.end, stretch.used);
        let somebodys = matches!(used, Use::Live | Use::Held | Use::Dead);
        let (known, ink) = if let Some(index) = stretch.region {
            shown.get(&index).cloned().unwrap_or_else(|| {
                // Without a name a region has the same hue in each picture, whatever became of the others.
                (Vec::new(), Ink::nth(slab.id.0 as usize + index))
            })
        } else {
            let called = names.at(slab.id, start);
            let ink = called.first().map_or_else(Ink::default, |name| names.ink(name));
            (if used == Use::Live { called } else { Vec::new() }, ink)
        };
        let mut labels = Vec::new();
        if used == Use::Live {
            labels.extend((known.len() > 1).then(|| label(&known.join(", "))));
            labels.extend(known.first().map(|name| label(name)));
        } else {
            labels.extend([format!("{} {}", used.name(), end - start), used.name().to_owned()]);
        }
        let asked = match stretch.region.and_then(|index| slab.regions.get(index)) {
            Some(region) => region.statement,
            None if slab.regions.is_empty() => slab.statement,
            None => 0,
        };
        let fresh = last > 0 && ((somebodys && asked == last) || (used == Use::Abandoned && left));
        let names = known.into_iter().map(str::to_owned).collect();
        let (what, region) = (What::One(used), stretch.region.filter(|_| somebodys));
        pieces.push(Piece {
            start,
            end,
            what,
            region,
            names,
            ink,
            labels,
            count: usize::from(region.is_some()),
            fresh,
        });
    }
    views.sort();
    let is_new = |view: &(Region, String)| earlier.is_some_and(|earlier| !earlier.has(view));
    let view = |view: &(Region, String)| {
        let (region, name, ink) = (view.0, view.1.clone(), names.ink(&view.1));
        View { region, name, ink, fresh: is_new(view) }
    };
    (pieces, views.into_iter().map(view).collect())
}

/// The same bytes in fewer pieces: neighbours that are narrower than `narrow` bytes become one of about that size.
pub(super) fn grouped(pieces: Vec<Piece>, narrow: u64) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces {
        let thin = piece.end - piece.start < narrow;
        let last = found.last_mut().filter(|last| thin && last.end - last.start < narrow);
        let Some(last) = last else {
            found.push(piece);
            continue;
        };
        let mut parts = parts(last);
        parts.add(&self::parts(&piece));
        let another = piece.region.is_some() && piece.region != last.region;
        last.count += usize::from(another);
        last.end = piece.end;
        last.fresh |= piece.fresh;
        last.region = piece.region.or(last.region);
        last.what = What::Many(parts);
        last.names = Vec::new();
        last.labels = vec![format!("{} regions", last.count), last.count.to_string()];
    }
    found
}

fn parts(piece: &Piece) -> Parts {
    let mut parts = Parts::default();
    match piece.what {
        What::Many(known) => return known,
        What::One(used) => *parts.of_mut(used) = piece.end - piece.start,
    }
    parts
}
