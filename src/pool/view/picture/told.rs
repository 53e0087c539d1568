//! What a picture is told beside the snapshot, and the story of each piece in `.why`'s words. Not where it is drawn.

use super::pieces::{Piece, View, What, pieces};
use crate::memory::Memory;
use crate::memory::snapshot::{Before, Decision, Dump, Provenance, Region, SlabId, SlabView, Snapshot, Use, WriteRun};
use crate::view::layout::{bytes, statement};
use crate::view::names::Names;
use crate::view::why::why;

/// Columns of a story.
const WIDE: usize = 76;

/// What is known of the memory beside its snapshot.
pub struct Told<'a> {
    /// The texts of statements.
    pub said: Box<dyn Fn(u32) -> Option<String> + 'a>,
    /// The bytes of a region, at most so many of them, and whose all of them are.
    pub dump: Box<dyn Fn(Region, u64) -> Dump + 'a>,
    /// Why a region is where it is.
    pub why: Box<dyn Fn(Region) -> Option<Decision> + 'a>,
    /// How things stood before the last statement.
    pub before: Option<Before>,
    /// The last statement.
    pub last: u32,
    /// What it wrote to memory that was given away before.
    pub wrote: Vec<(SlabId, WriteRun)>,
    /// The slabs that are gone since the statement before, and their sizes.
    pub freed: Vec<(SlabId, u64)>,
    /// What the views were called before the last statement, where somebody looked then.
    pub earlier: Option<&'a Names>,
}

impl<'a> Told<'a> {
    /// What a memory tells; `earlier` is what its views were called before the last statement.
    pub fn of(memory: &'a Memory, earlier: Option<&'a Names>) -> Self {
        let ledger = memory.ledger();
        let last = ledger.current();
        // Of what was freed, only that which was there before the statement.
        let freed = ledger.lives().rev().take_while(|life| life.freed == Some(last) && last > 0);
        let mut freed: Vec<(SlabId, u64)> =
            freed.filter(|life| life.born < last).map(|life| (life.slab, life.size)).collect();
        freed.reverse();
        Self {
            said: Box::new(move |number| ledger.statement(number).map(str::to_owned)),
            dump: Box::new(move |region, most| memory.dump(region.slab, region.offset, region.length, most)),
            why: Box::new(move |region| memory.why(region)),
            before: ledger.before(),
            last,
            wrote: memory.overwritten().collect(),
            freed,
            earlier,
        }
    }

    /// Of a memory that nobody can ask.
    pub fn nothing() -> Self {
        Self {
            said: Box::new(|_| None),
            dump: Box::new(|Region { slab, offset, .. }, _| Dump {
                slab,
                start: offset,
                bytes: Vec::new(),
                runs: Vec::new(),
                writes: Vec::new(),
                recycled: None,
            }),
            why: Box::new(|_| None),
            before: None,
            last: 0,
            wrote: Vec::new(),
            freed: Vec::new(),
            earlier: None,
        }
    }

    /// The slab from end to end, and the views that need a line of their own.
    pub(super) fn pieces(&self, slab: &SlabView, names: &Names) -> (Vec<Piece>, Vec<View>) {
        let left = self.before.is_some_and(|before| before.pool.slab == slab.id) && slab.left && !slab.current;
        pieces(slab, names, (self.last, left), self.earlier)
    }

    /// Whether the last statement made the slab.
    pub(super) fn is_new(&self, slab: SlabId) -> bool {
        self.last > 0 && self.before.is_some_and(|before| slab.0 > before.slabs)
    }

    /// Whether the last statement did something to the slab.
    pub(crate) fn touches(&self, slab: &SlabView) -> bool {
        self.is_new(slab.id)
            || self.wrote.iter().any(|(of, _)| *of == slab.id)
            || (self.last > 0 && slab.taken(self.last).next().is_some())
            || self.before.is_some_and(|before| before.pool.slab == slab.id)
    }

    /// The views that are no more what they were before the last statement.
    pub(crate) fn gone(&self, names: &Names) -> impl Iterator<Item = &'a (Region, String)> {
        let earlier = self.earlier.map_or(&[][..], Names::all);
        earlier.iter().filter(|view| !names.has(view))
    }

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

/// What the pool can still give.
pub(super) fn fits(now: &Snapshot) -> String {
    let (free, largest) = (now.pool.free(), now.setting.threshold.saturating_sub(1));
    match free.min(largest) {
        _ if largest == 0 => "nothing is pooled".to_owned(),
        0 => format!("none fits: the next makes slab #{}", now.made + 1),
        room if room == largest => format!("all sizes up to {room} fit"),
        room => format!("sizes up to {room} fit"),
    }
}
