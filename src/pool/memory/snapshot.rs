//! The memory at one moment, as plain data of its own: what views are drawn from. Not names: those come from outside.

pub use super::decision::{Decision, Need, Placement, Pooled, WithoutStartup};
pub use super::ledger::{Before, Life, TRIED};
pub use super::ledger::{Count, Fills, Totals};
pub use super::origin::{Provenance, Run};
pub use super::pool_state::PoolState;
pub use super::profile::StringRule;
pub use super::region::{Region, SlabId, SlabKind};
pub use super::request::{PoolSetting, Request};
pub use super::slab::Origin;
pub use super::startup::Startup;
pub use super::sweep::{FreedSlab, Swept};
pub use super::uses::{Parts, RegionView, SlabView, Stretch, Use};
pub use super::writers::WriteRun;

use super::pool_record::PoolRecord;
use super::slab::{Slab, State};
use super::store::Memory;
use super::uses::look;

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

    /// What the last statement wrote to memory that was given away before it.
    pub fn overwritten(&self) -> impl Iterator<Item = (SlabId, WriteRun)> {
        let (before, now) = (self.ledger.before(), self.ledger.current());
        let old = move |slab: SlabId, run: &WriteRun| {
            before.is_some_and(|Before { slabs, pool, .. }| {
                slab.0 <= slabs && (slab != pool.slab || run.start < u64::from(pool.next()))
            })
        };
        let slabs = self.slabs.here().filter_map(|(id, slab)| Some((id, &slab.more.as_ref()?.writers)));
        slabs.flat_map(move |(id, writers)| writers.last(now).filter(move |run| old(id, run)).map(move |run| (id, run)))
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
