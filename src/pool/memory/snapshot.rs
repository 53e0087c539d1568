//! The memory at one moment, as plain data of its own: what views are drawn from. Not names: those come from outside.

pub use super::decision::{Decision, Need, Placement, Pooled, WithoutStartup};
pub use super::ledger::{Before, Life};
pub use super::ledger::{Count, Fills, Totals};
pub use super::origin::{Provenance, Run};
pub use super::pool_state::PoolState;
pub use super::profile::StringRule;
pub use super::region::{Region, SlabId, SlabKind};
pub use super::request::{PoolSetting, Request};
pub use super::slab::Origin;
pub use super::startup::Startup;
pub use super::sweep::{FreedSlab, Swept};
pub use super::uses::{Stretch, Use};
pub use super::writers::WriteRun;

use super::pool_record::PoolRecord;
use super::slab::{Slab, State};
use super::store::Memory;
use super::uses::look;

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
        self.live + self.held + self.dead + self.padding + self.startup + self.abandoned + self.free + self.slack
    }

    fn add(&mut self, other: &Self) {
        self.live += other.live;
        self.held += other.held;
        self.dead += other.dead;
        self.padding += other.padding;
        self.startup += other.startup;
        self.abandoned += other.abandoned;
        self.free += other.free;
        self.slack += other.slack;
    }

    pub(super) fn of(&mut self, used: Use) -> &mut u64 {
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

/// The memory at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The profile's name.
    pub profile: String,
    /// The release, as `process.version` words it.
    pub version: String,
    /// How strings are placed.
    pub string_rule: StringRule,
    /// What Node used before the first statement.
    pub startup: Startup,
    /// The pool.
    pub pool: PoolState,
    /// `Buffer.poolSize` as it was last seen.
    pub setting: PoolSetting,
    /// Every slab that is not freed, by number.
    pub slabs: Vec<SlabView>,
    /// How many slabs were ever made.
    pub made: u32,
    /// All slabs' parts together.
    pub parts: Parts,
    /// What happened since the session began.
    pub totals: Totals,
}

/// A stretch of a slab with its bytes and whose they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Dump {
    /// The slab.
    pub slab: SlabId,
    /// The first byte, from the start of the slab.
    pub start: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether somebody wrote them.
    pub runs: Vec<Run>,
    /// Who wrote them, as far as that is known.
    pub writes: Vec<WriteRun>,
    /// The freed slab whose memory this is.
    pub recycled: Option<SlabId>,
}

impl Memory {
    /// At most `most` bytes of `[start, start + length)` of a slab, and whose all of those are.
    pub fn dump(&self, slab: SlabId, start: u64, length: u64, most: u64) -> Dump {
        let record = self.slabs.get(slab);
        let size = self.bytes(slab).len() as u64;
        let start = start.min(size);
        let end = start.saturating_add(length).min(size);
        let shown = start as usize..end.min(start.saturating_add(most)) as usize;
        let more = record.and_then(|record| record.more.as_ref());
        let mut writes = more.map_or_else(Vec::new, |more| more.writers.runs());
        writes.retain(|run| run.start < end && run.end > start);
        let bytes = self.bytes(slab)[shown].to_vec();
        let recycled = more.and_then(|more| more.recycled);
        Dump { slab, start, bytes, runs: self.provenance(slab, start, end - start), writes, recycled }
    }

    /// Who wrote which bytes of a slab, as far as that is remembered.
    pub fn writes(&self, slab: SlabId) -> Vec<WriteRun> {
        let more = self.slabs.get(slab).and_then(|record| record.more.as_ref());
        more.map_or_else(Vec::new, |more| more.writers.runs())
    }

    /// The stories of the slabs freed last and of all that are here, by number.
    pub fn lives(&self) -> Vec<Life> {
        let here = self.slabs.here().map(|(id, slab)| slab.life(id));
        let mut lives: Vec<Life> = self.ledger.lives().copied().chain(here).collect();
        lives.sort_unstable_by_key(|life| life.slab);
        lives
    }
}

impl Snapshot {
    /// A slab by its number.
    pub fn slab(&self, id: SlabId) -> Option<&SlabView> {
        let at = self.slabs.binary_search_by_key(&id, |slab| slab.id).ok()?;
        self.slabs.get(at)
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

    /// Where a region begins and ends; an own slab is one region.
    pub fn region(&self, index: usize) -> (u64, u64) {
        match self.regions.get(index) {
            Some(region) => (u64::from(region.offset), u64::from(region.offset) + u64::from(region.length)),
            None => (u64::from(self.base), u64::from(self.base) + self.capacity),
        }
    }

    /// The region that holds `[offset, offset + length)`.
    pub fn region_of(&self, region: Region) -> Option<usize> {
        let at = self.regions.partition_point(|known| known.offset <= region.offset).checked_sub(1)?;
        let known = self.regions[at];
        let end = u64::from(known.offset) + u64::from(known.length);
        let inside = u64::from(region.offset) + u64::from(region.length) <= end;
        (inside && (u64::from(region.offset) < end || known.length == region.length)).then_some(at)
    }
}

impl Memory {
    /// The memory now. `views` are all reachable views (Buffers and typed arrays); a region of which they show no byte is dead.
    pub fn snapshot(&self, views: &[Region]) -> Snapshot {
        let mut slabs: Vec<SlabView> = self.slabs.here().map(|(id, slab)| self.slab_view(id, slab)).collect();
        look(&mut slabs, views);
        let mut parts = Parts::default();
        for slab in &mut slabs {
            slab.parts = slab.sum();
            parts.add(&slab.parts);
        }
        let startup = self.startup;
        let (pool, setting, totals) = (self.pool, self.setting, *self.ledger.totals());
        Snapshot {
            profile: self.profile.name().to_owned(),
            version: self.profile.version_string(),
            string_rule: self.profile.string_rule(),
            startup,
            pool,
            setting,
            slabs,
            made: self.slabs.made(),
            parts,
            totals,
        }
    }

    fn slab_view(&self, id: SlabId, slab: &Slab) -> SlabView {
        let more = slab.more.as_deref();
        let size = slab.bytes.len() as u64;
        let mut view = SlabView {
            id,
            kind: slab.kind,
            size,
            base: more.map_or(0, |more| more.base),
            capacity: slab.used(),
            current: self.pool.slab == id,
            detached: slab.state == State::Detached,
            views: 0,
            seen: Vec::new(),
            startup: 0,
            left: false,
            statement: slab.statement,
            request: slab.request,
            recycled: more.and_then(|more| more.recycled),
            parts: Parts::default(),
            next: 0,
            regions: Vec::new(),
        };
        if let Some(pool) = slab.pool() {
            view.base = pool.base;
            view.capacity = u64::from(pool.size);
            view.next = self.next_of(id, pool).min(pool.base + pool.size);
            view.startup = u64::from(pool.startup.bytes());
            view.left = pool.closed.is_some();
            view.regions = regions(pool);
        }
        view
    }
}

fn regions(pool: &PoolRecord) -> Vec<RegionView> {
    pool.tenants
        .iter()
        .map(|tenant| RegionView {
            offset: tenant.offset,
            length: tenant.length,
            statement: tenant.statement,
            request: tenant.request,
            live: false,
            own: false,
        })
        .collect()
}
