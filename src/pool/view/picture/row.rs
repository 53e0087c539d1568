//! A stretch of a slab over the whole width, to scale: its pieces, their labels, its offsets. Not which stretch that is.

use super::super::layout::columns;
use super::pieces::{Piece, What, grouped};
use super::place::{ADVANCE, Anchor, FIGURE, Label, PAD, WIDTHS, labels, room_from};
use crate::memory::snapshot::Use;
use crate::styled::Ink;

/// More pieces than this in a row are grouped, to about as many.
const PIECES: usize = 96;

/// A row of at most so many bytes has each of them in hexadecimal.
const BYTES: u64 = 60;

/// Heights, in pixels.
const BAR: f64 = 40.0;
const BAR_OF_BYTES: f64 = 44.0;

/// A stretch of the slab over the whole width; places in it are from its own top.
pub(super) struct Row {
    pub top: f64,
    pub height: f64,
    pub start: u64,
    pub end: u64,
    pub pieces: Vec<Piece>,
    pub labels: Vec<Label>,
    /// The width from which on its bytes can be read.
    pub bytes: Option<u32>,
    /// Marks over what would be too thin to be seen.
    pub ticks: Vec<(f64, Ink)>,
}

impl Row {
    /// Where a byte is.
    pub fn at(&self, byte: u64) -> f64 {
        (byte - self.start) as f64 / (self.end - self.start) as f64
    }

    /// Which share of the row so many bytes are.
    pub fn share(&self, bytes: u64) -> f64 {
        bytes as f64 / (self.end - self.start) as f64
    }
}

/// The pieces between two bytes, over the whole width.
pub(super) fn row(pieces: Vec<Piece>, (start, end): (u64, u64), top: f64) -> Row {
    let many = pieces.len() > PIECES;
    let pieces = if many { grouped(pieces, (end - start).div_ceil(PIECES as u64)) } else { pieces };
    let bytes = (end - start <= BYTES && !many).then(|| room_from(1.0 / (end - start) as f64, FIGURE * 3.0)).flatten();
    let height = if bytes.is_some() { BAR_OF_BYTES } else { BAR };
    let mut row = Row { top, height, start, end, pieces, labels: Vec::new(), bytes, ticks: Vec::new() };
    let y = if bytes.is_some() { 16.0 } else { height / 2.0 + 4.5 };
    let narrow = f64::from(WIDTHS[0]);
    // What stands alone and is too thin to be seen has a mark over it.
    let shown = row.pieces.iter().filter(|piece| piece.is(Use::Live) || matches!(piece.what, What::Many(_)));
    let live: Vec<(u64, u64)> = shown.map(|piece| (piece.start, piece.end)).collect();
    for piece in row.pieces.iter().filter(|piece| piece.is(Use::Live)) {
        let (share, at) = (row.share(piece.end - piece.start), row.at(piece.start));
        let near = live.iter().any(|(start, end)| {
            let gap = if *start >= piece.end { start - piece.end } else { piece.start.saturating_sub(*end) };
            (*start, *end) != (piece.start, piece.end) && row.share(gap) * narrow < 4.0
        });
        if share * narrow < 2.5 && !near {
            row.ticks.push(((at + share / 2.0).clamp(0.004, 0.996), piece.ink));
        }
    }
    let mut labelled = None;
    for piece in &row.pieces {
        let share = row.share(piece.end - piece.start);
        // A name stands once on what its view shows.
        let again = piece.is(Use::Live) && piece.region.is_some() && labelled == piece.region;
        let at = row.at(piece.start);
        // A label stands clear of the mark in front of it.
        let marked = row.ticks.iter().any(|(tick, _)| (tick - at).abs() < 0.006);
        let inset = if marked { PAD * 3.0 } else { PAD };
        let mut placed = if again { Vec::new() } else { labels(&piece.labels, share, y, at, inset) };
        if piece.is(Use::Live) && !placed.is_empty() {
            labelled = piece.region;
        }
        let class = if piece.is(Use::Live) { "owner" } else { "" };
        placed.iter_mut().for_each(|label| label.class = class);
        row.labels.append(&mut placed);
    }
    row
}

/// The offsets at the edges of a row and of what is in it, beside the pole at `pole`.
pub(super) fn edges(row: &Row, y: f64, pole: Option<f64>) -> Vec<Label> {
    let edge =
        |byte: u64, anchor| Label { class: "edge", ..Label::new(y, row.at(byte), 0.0, anchor, &byte.to_string()) };
    let mut placed: Vec<Label> = pole.map(|at| Label::new(y, at, 0.0, Anchor::Start, "")).into_iter().collect();
    for (byte, anchor) in [(row.start, Anchor::Start), (row.end, Anchor::End)] {
        placed.extend(edge(byte, anchor).among(&placed));
    }
    let inner = row.pieces.iter().filter(|piece| piece.is_somebodys() && piece.what != What::One(Use::Held));
    let inner = inner.flat_map(|piece| [piece.start, piece.end]).filter(|byte| *byte > row.start && *byte < row.end);
    let mut last = None;
    for byte in inner {
        if last != Some(byte) {
            placed.extend(edge(byte, Anchor::Middle).among(&placed));
        }
        last = Some(byte);
    }
    placed.retain(|label| !label.text.is_empty());
    placed
}

/// Pixels that the labels of a piece need for the shortest of them.
pub(super) fn needed(piece: &Piece) -> f64 {
    match piece.labels.last() {
        Some(label) => columns(label) as f64 * ADVANCE + PAD * 2.0,
        None => ADVANCE + PAD,
    }
}
