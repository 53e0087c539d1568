//! What each stretch of a slab is used for: the one answer from which the parts of a slab, the maps and the pictures are made. Not
//! drawing them, and not finding out what views there are.

use super::region::{Region, SlabKind};
use super::snapshot::{Parts, SlabView};

/// What bytes are used for. A byte has one use, the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// The pool can still give it.
    Free,
    /// A view shows it.
    Live,
    /// No view shows it, but one shows another part of its region, so that it cannot be used again.
    Held,
    /// Its region is one of which no view shows any byte.
    Dead,
    /// Skipped to keep offsets at multiples of 8, or of an alignment asked for.
    Padding,
    /// Node used it before the first statement.
    Startup,
    /// The tail left behind because the next request did not fit.
    Abandoned,
    /// Exists only so that others are aligned, or was reserved for a string and not filled.
    Slack,
}

/// A stretch of a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First byte, from the start of the slab.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// What it is used for.
    pub used: Use,
    /// Which of the slab's regions it is a part of; an own slab is one region.
    pub region: Option<usize>,
}

impl Stretch {
    /// Its bytes.
    pub fn bytes(&self) -> u64 {
        self.end - self.start
    }
}

impl SlabView {
    /// The slab from end to end, in order.
    pub fn stretches(&self) -> Vec<Stretch> {
        let mut found = Vec::new();
        self.each_stretch(|stretch| found.push(stretch));
        found
    }

    /// The sum of its stretches.
    pub(super) fn sum(&self) -> Parts {
        let mut parts = Parts::default();
        self.each_stretch(|stretch| *parts.of(stretch.used) += stretch.bytes());
        parts
    }

    fn each_stretch(&self, mut tell: impl FnMut(Stretch)) {
        if self.detached {
            return;
        }
        let mut seen = self.seen.iter().copied().peekable();
        let mut parted = |start: u64, end: u64, used: Use, region: Option<usize>| {
            let mut at = start;
            if used == Use::Free && start < end {
                return tell(Stretch { start, end, used, region });
            }
            while at < end {
                while seen.next_if(|(_, until)| *until <= at).is_some() {}
                let (shows, until) = match seen.peek() {
                    Some(&(from, until)) if from <= at => (true, until.min(end)),
                    Some(&(from, _)) => (false, from.min(end)),
                    None => (false, end),
                };
                let used = if shows { Use::Live } else { used };
                tell(Stretch { start: at, end: until, used, region });
                at = until;
            }
        };
        let base = u64::from(self.base);
        let limit = base + self.capacity;
        parted(0, base, Use::Slack, None);
        if self.kind == SlabKind::Pool {
            let mut end = base + self.startup;
            parted(base, end, Use::Startup, None);
            for (index, region) in self.regions.iter().enumerate() {
                let (offset, length) = (u64::from(region.offset), u64::from(region.length));
                parted(end, offset, Use::Padding, None);
                end = offset + length;
                parted(offset, end, if region.live { Use::Held } else { Use::Dead }, Some(index));
            }
            let next = u64::from(self.next).max(end);
            parted(end, next, Use::Padding, None);
            parted(next, limit, if self.left { Use::Abandoned } else { Use::Free }, None);
        } else {
            parted(base, limit, if self.seen.is_empty() { Use::Dead } else { Use::Held }, Some(0));
        }
        parted(limit, self.size, Use::Slack, None);
    }
}

/// Fills in which bytes of which slab views show, and which regions are live by it.
pub(super) fn look(slabs: &mut [SlabView], views: &[Region]) {
    let mut views = views.to_vec();
    // They come nearly in order, which the stable sort makes use of.
    views.sort();
    let mut at = 0;
    for view in views {
        while slabs.get(at).is_some_and(|slab| slab.id < view.slab) {
            at += 1;
        }
        let Some(slab) = slabs.get_mut(at).filter(|slab| slab.id == view.slab) else { continue };
        slab.views += 1;
        if let Some(index) = slab.region_of(view) {
            slab.regions[index].own = true;
        }
        let (start, end) = (u64::from(view.offset), view.end().min(slab.size));
        if start >= end {
            continue;
        }
        match slab.seen.last_mut().filter(|(_, until)| *until >= start) {
            Some((_, until)) => *until = end.max(*until),
            None => slab.seen.push((start, end)),
        }
    }
    for slab in slabs {
        let mut seen = slab.seen.iter().peekable();
        for region in &mut slab.regions {
            let (start, end) = (u64::from(region.offset), u64::from(region.offset) + u64::from(region.length));
            while seen.next_if(|(_, until)| *until <= start).is_some() {}
            region.live = seen.peek().is_some_and(|(from, _)| *from < end);
        }
    }
}
