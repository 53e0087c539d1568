//! What is enlarged: which parts of a slab have no room to scale, and which stretches of it the lenses show. Not how they are drawn.

use super::pieces::Piece;
use super::row::needed;
use super::told::Told;
use crate::memory::snapshot::{Provenance, Region, SlabView, Use};

/// Bytes of others that are shown of what somebody reads.
const READ: u64 = 16;

/// How much lenses may show.
pub(super) struct Bounds {
    /// The fewest bytes of a row, to whose multiples it is rounded.
    pub fewest: u64,
    /// Rows of all lenses of a slab, and of one of them.
    pub rows: u64,
    pub rows_of_one: u64,
}

impl Bounds {
    pub const PICTURE: Self = Self { fewest: 16, rows: 6, rows_of_one: 3 };
}

/// A lens shows so many times more than the slab, at least.
const CLOSER: u64 = 4;

/// A slab of at most so many bytes is large enough as it is.
const LARGE_ENOUGH: u64 = 32;

/// What should be enlarged, and in how many bytes over the whole width it would have room.
#[derive(Clone, Debug)]
pub(super) struct Focus {
    pub start: u64,
    pub end: u64,
    pub piece: Piece,
    wanted: u64,
}

/// A stretch that is drawn again, in rows of so many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lens {
    pub start: u64,
    pub end: u64,
    row: u64,
}

impl Lens {
    /// From where to where each row goes.
    pub fn rows(&self) -> impl Iterator<Item = (u64, u64)> + use<> {
        let Self { start, end, row } = *self;
        (0..(end - start).div_ceil(row)).map(move |at| (start + at * row, (start + (at + 1) * row).min(end)))
    }
}

/// What of `pieces` has no room for its label where the whole slab is so many pixels wide, and where somebody reads what others
/// left there.
pub(super) fn focuses(slab: &SlabView, pieces: &[Piece], told: &Told, narrow: f64) -> Vec<Focus> {
    let mut found: Vec<Focus> = Vec::new();
    if slab.size <= LARGE_ENOUGH {
        return found;
    }
    for piece in pieces.iter().filter(|piece| piece.is_somebodys()) {
        let needed = needed(piece);
        let bytes = piece.end - piece.start;
        let is_region = piece.region.is_some_and(|index| slab.region(index) == (piece.start, piece.end));
        if (piece.is(Use::Live) || is_region) && bytes as f64 / slab.size as f64 * narrow < needed {
            let wanted = (bytes as f64 * narrow / needed) as u64;
            found.push(Focus { start: piece.start, end: piece.end, piece: piece.clone(), wanted });
        }
    }
    let (mut at, all) = (0, Region { slab: slab.id, offset: 0, length: slab.size });
    for run in (told.dump)(all, 0).runs {
        if !matches!(run.provenance, Provenance::Stale(_)) {
            continue;
        }
        while pieces.get(at).is_some_and(|piece| piece.end <= run.start) {
            at += 1;
        }
        let live = pieces[at..].iter().take_while(|piece| piece.start < run.end).find(|piece| piece.is(Use::Live));
        if let Some(piece) = live {
            let start = run.start.max(piece.start);
            let end = run.end.min(piece.end).min(start + READ);
            let piece = Piece { names: Vec::new(), ..piece.clone() };
            found.push(Focus { start, end, piece, wanted: READ });
        }
    }
    found.sort_by_key(|focus| focus.start);
    found
}

/// The lenses that show the focuses, those at the end first where there is no room for all, and how many they do not show.
pub(super) fn lenses(slab: &SlabView, focuses: &[Focus], bounds: &Bounds) -> (Vec<Lens>, usize) {
    let near = bounds.fewest.max(slab.size / 40);
    let mut runs: Vec<(u64, &[Focus])> = Vec::new();
    let mut from = 0;
    let mut reach = 0;
    for (at, focus) in focuses.iter().enumerate() {
        if at > from && focus.start > reach + near {
            runs.push((reach, &focuses[from..at]));
            from = at;
        }
        reach = reach.max(focus.end);
    }
    if from < focuses.len() {
        runs.push((reach, &focuses[from..]));
    }
    let each = (bounds.rows / (runs.len() as u64).max(1)).clamp(1, bounds.rows_of_one);
    let skipped = runs.len().saturating_sub(bounds.rows as usize);
    let mut hidden: usize = runs[..skipped].iter().map(|(_, run)| run.len()).sum();
    let mut lenses: Vec<Lens> = Vec::new();
    for (end, run) in &runs[skipped..] {
        let mut wanted: Vec<u64> = run.iter().map(|focus| focus.wanted).collect();
        wanted.sort_unstable();
        let most = wanted[wanted.len() / 2].min(slab.size / CLOSER).max(bounds.fewest);
        // Rows begin at their multiples, so that one more region leaves the others where they are.
        let (mut row, start) = (bounds.fewest, run[0].start);
        while row * 2 <= most && end.div_ceil(row) - start / row > each {
            row *= 2;
        }
        // Where even so there is no room for all, the newest are shown.
        let end = end.div_ceil(row) * row;
        let shown = (start / row * row).max(end.saturating_sub(row * each));
        hidden += run.iter().filter(|focus| focus.end <= shown).count();
        match lenses.last_mut().filter(|last| last.end > shown) {
            Some(last) if last.row == row => last.end = end.min(slab.size),
            Some(last) => {
                *last = Lens { start: last.start / row * row, end: end.min(slab.size), row: row.max(last.row) }
            }
            None => lenses.push(Lens { start: shown, end: end.min(slab.size), row }),
        }
    }
    (lenses, hidden)
}
