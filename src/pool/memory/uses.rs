//! A slab as it is at one moment, and what each stretch of it is used for: the one answer from which its parts, the maps and the
//! pictures are made. Not drawing them, and not finding out what views there are.

use super::region::{Region, SlabId, SlabKind};
use super::request::Request;

/// How a slab's bytes are used. The parts always add up to the slab's size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Bytes that at least one reachable view shows.
    pub live: u64,
    /// Bytes that none shows, of regions of which one shows another part.
    pub held: u64,
    /// Regions none of whose bytes a view shows.
    pub dead: u64,
    /// Bytes skipped to keep offsets at multiples of 8, or of an alignment asked for.
    pub padding: u64,
    /// What Node used before the first statement.
    pub startup: u64,
    /// The tail left behind because the next request did not fit.
    pub abandoned: u64,
    /// Bytes the pool can still give.
    pub free: u64,
    /// Bytes that exist only so that others are aligned, or that were reserved for a string and not filled.
    pub slack: u64,
}

impl Parts {
    /// All of them.
    pub fn sum(&self) -> u64 {
        Use::ALL.into_iter().map(|used| self.of(used)).sum()
    }

    /// Adds those of another slab.
    pub fn add(&mut self, other: &Self) {
        for used in Use::ALL {
            *self.of_mut(used) += other.of(used);
        }
    }

    /// The bytes of one use.
    pub fn of(&self, used: Use) -> u64 {
        let mut parts = *self;
        *parts.of_mut(used)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, used: Use) -> &mut u64 {
        match used {
            Use::Live => &mut self.live,
            Use::Held => &mut self.held,
            Use::Dead => &mut self.dead,
            Use::Padding => &mut self.padding,
            Use::Startup => &mut self.startup,
            Use::Abandoned => &mut self.abandoned,
            Use::Free => &mut self.free,
            Use::Slack => &mut self.slack,
        }
    }
}

/// A region of a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionView {
    /// First byte, from the start of the slab.
    pub offset: u32,
    /// Bytes.
    pub length: u32,
    /// The statement that asked for it; 0 before the first.
    pub statement: u32,
    /// The call that asked for it.
    pub request: Request,
    /// Whether a view shows any of its bytes.
    pub live: bool,
    /// Whether its own Buffer, or a view of a part of it, is reachable.
    pub own: bool,
}

/// A slab.
#[derive(Clone, Debug, PartialEq)]
pub struct SlabView {
    /// Its number.
    pub id: SlabId,
    /// What it is.
    pub kind: SlabKind,
    /// Its bytes.
    pub size: u64,
    /// Where the pool, or the aligned part, begins in it.
    pub base: u32,
    /// Bytes of the pool behind the base; of an own slab, its Buffer's.
    pub capacity: u64,
    /// Whether the pool takes from it.
    pub current: bool,
    /// Whether its bytes were transferred away.
    pub detached: bool,
    /// How many reachable views look at it.
    pub views: u32,
    /// The bytes that at least one of them shows: from where to where, in order and apart.
    pub seen: Vec<(u64, u64)>,
    /// Bytes that Node used before the first statement.
    pub startup: u64,
    /// Whether the pool has left it for another.
    pub left: bool,
    /// The statement that made it; 0 before the first.
    pub statement: u32,
    /// The call that made it.
    pub request: Request,
    /// The freed slab whose memory it took over.
    pub recycled: Option<SlabId>,
    /// How its bytes are used.
    pub parts: Parts,
    /// Where the pool stands or stood in it, from the start of the slab.
    pub next: u32,
    /// Its regions, by offset.
    pub regions: Vec<RegionView>,
}

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

impl Use {
    /// Every use.
    pub const ALL: [Self; 8] =
        [Self::Live, Self::Held, Self::Dead, Self::Padding, Self::Startup, Self::Abandoned, Self::Free, Self::Slack];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Held => "held",
            Self::Dead => "dead",
            Self::Padding => "padding",
            Self::Startup => "startup",
            Self::Abandoned => "abandoned",
            Self::Free => "free",
            Self::Slack => "slack",
        }
    }
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
        self.each_stretch(|stretch| *parts.of_mut(stretch.used) += stretch.bytes());
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

impl SlabView {
    /// Bytes that no view shows, once the pool has nothing more to give of it.
    pub fn waste(&self) -> u64 {
        if self.current { 0 } else { self.size - self.parts.live }
    }

    /// Whether nothing keeps it: the next sweep frees it.
    pub fn is_collectable(&self) -> bool {
        self.views == 0 && !self.current && !self.detached
    }

    /// What a statement asked for, in the order of the offsets.
    pub fn taken(&self, statement: u32) -> impl Iterator<Item = Region> + '_ {
        let own = self.kind != SlabKind::Pool && self.statement == statement && !self.detached;
        let own = own.then_some(Region { slab: self.id, offset: self.base.into(), length: self.capacity });
        let pooled = self.regions.iter().filter(move |region| region.statement == statement);
        own.into_iter().chain(pooled.map(|region| Region {
            slab: self.id,
            offset: region.offset.into(),
            length: region.length.into(),
        }))
    }

    /// Where a region begins and ends; an own slab is one region.
    pub fn region(&self, index: usize) -> (u64, u64) {
        match self.regions.get(index) {
            Some(region) => (u64::from(region.offset), u64::from(region.offset) + u64::from(region.length)),
            None => (u64::from(self.base), u64::from(self.base) + self.capacity),
        }
    }

    /// The region that holds `[offset, offset + length)`.
    pub fn region_of(&self, region: Region) -> Option<usize> {
        let at = self.regions.partition_point(|known| u64::from(known.offset) <= region.offset).checked_sub(1)?;
        let known = self.regions[at];
        let end = u64::from(known.offset) + u64::from(known.length);
        let same = u64::from(known.length) == region.length;
        (region.end() <= end && (region.offset < end || same)).then_some(at)
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
        let (start, end) = (view.offset, view.end().min(slab.size));
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
