//! What a picture is told beside the snapshot, and the story of each piece in `.why`'s words. Not where it is drawn.

use super::pieces::{Piece, What};
use crate::memory::snapshot::{Before, Decision, Dump, Provenance, Region, SlabId, SlabView, Snapshot, Use, WriteRun};
use crate::view::layout::{bytes, statement};
use crate::view::why::why;

/// Columns of a story.
const WIDE: usize = 76;

/// What is known of the memory beside its snapshot.
pub struct Told<'a> {
    /// The texts of statements.
    pub said: &'a dyn Fn(u32) -> Option<String>,
    /// The bytes of a region, at most so many of them, and whose all of them are.
    pub dump: &'a dyn Fn(Region, u64) -> Dump,
    /// Why a region is where it is.
    pub why: &'a dyn Fn(Region) -> Option<Decision>,
    /// How things stood before the last statement.
    pub before: Option<Before>,
    /// The last statement.
    pub last: u32,
    /// What it wrote to memory that was given away before.
    pub wrote: Vec<(SlabId, WriteRun)>,
}

impl Told<'_> {
    /// Whether the last statement wrote this byte over another.
    pub(super) fn wrote(&self, slab: SlabId, at: u64) -> bool {
        self.wrote.iter().any(|(of, run)| *of == slab && run.start <= at && at < run.end)
    }

    fn quoted(&self, number: u32) -> String {
        let text = (self.said)(number).map_or_else(String::new, |text| format!(", {text}"));
        format!("{}{text}", statement(number))
    }

    /// A sentence about a piece, and the steps that led to where it is.
    pub(super) fn story(&self, slab: &SlabView, now: &Snapshot, piece: &Piece) -> String {
        let Piece { start, end, .. } = *piece;
        let place = format!("bytes {start} to {}, {}", end - 1, bytes((end - start) as f64));
        let whose = if piece.names.is_empty() { String::new() } else { format!("{}, ", piece.names.join(", ")) };
        let what = match (piece.what, piece.region) {
            (What::Many(parts), _) => {
                let shares: Vec<String> = [Use::Live, Use::Held, Use::Dead]
                    .into_iter()
                    .filter(|used| parts.of(*used) > 0)
                    .map(|used| format!(", {} {}", used.name(), parts.of(used)))
                    .collect();
                format!("{} regions{}", piece.count, shares.concat())
            }
            (What::One(used @ (Use::Live | Use::Held | Use::Dead)), Some(index)) => {
                let known = slab.regions.get(index);
                let (number, request) =
                    known.map_or((slab.statement, slab.request), |region| (region.statement, region.request));
                let state = match used {
                    Use::Held => "held: no view shows it, but one shows another part of ",
                    Use::Dead => "dead: no view shows any of ",
                    _ if slab.region(index) != (start, end) => "shown, a part of ",
                    _ => "",
                };
                format!("{state}{} in {}", request.name(), self.quoted(number))
            }
            (What::One(used), _) => match used {
                Use::Live => "shown, of no Buffer's bytes".to_owned(),
                Use::Startup => "startup: used by Node before the first statement".to_owned(),
                Use::Padding => "padding: skipped so that the next Buffer starts at a multiple of 8".to_owned(),
                Use::Abandoned => "abandoned: the next request did not fit".to_owned(),
                Use::Free => "free: the pool can still give it".to_owned(),
                _ if end <= u64::from(slab.base) => "slack before the aligned base".to_owned(),
                _ => "slack".to_owned(),
            },
        };
        let mut told = format!("{whose}{what}: {place}");
        if let (What::One(_), Some(index)) = (piece.what, piece.region) {
            let (start, end) = slab.region(index);
            let region = Region { slab: slab.id, offset: start, length: end - start };
            if let Some(decision) = (self.why)(region) {
                // The statement is told already, and columns are the reader's.
                let steps = why(&decision, now, "", WIDE).to_string();
                let steps = steps.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
                told = format!("{told}\n\n{}", steps.collect::<Vec<_>>().join("\n"));
            }
        }
        told
    }

    /// What is said of bytes that nobody wrote here.
    pub(super) fn unwritten(&self, provenance: Provenance) -> Option<(&'static str, String)> {
        match provenance {
            Provenance::Stale(origin) => {
                let by = self.quoted(origin.statement);
                Some(("stale", format!("stale: left in #{} by {by}", origin.slab.0)))
            }
            Provenance::Unwritten => Some(("unwritten", "never written: whatever the memory held before".to_owned())),
            Provenance::Startup | Provenance::Written => None,
        }
    }
}
