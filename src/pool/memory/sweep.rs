//! What happens when a collector has found out what is alive. Not finding it out.

use super::alive::{Alive, granule};
use super::bits::Bits;
use super::pool_record::PoolRecord;
use super::recycler::Fresh;
use super::region::{SlabId, SlabKind};
use super::slab::{Basis, Slab, State};
use super::store::Memory;
use crate::limits;

/// A slab that was freed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreedSlab {
    /// Its number.
    pub slab: SlabId,
    /// What it was.
    pub kind: SlabKind,
    /// Its bytes.
    pub size: u64,
}

/// What a sweep did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// The slabs freed, in order, as far as they are listed.
    pub freed: Vec<FreedSlab>,
    /// How many were freed in all.
    pub slabs: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Pooled regions found dead whose slab stays.
    pub dead: u64,
    /// Bytes of those.
    pub dead_bytes: u64,
    /// Whether the pool's current slab stayed although nobody uses it.
    pub spared_pool: bool,
}

impl Memory {
    /// Frees every slab that is not alive; the pool's current slab always stays. In the slabs that stay, pooled regions
    /// that are not alive are marked dead.
    pub fn sweep(&mut self, alive: &Alive) -> Swept {
        let mut swept = Swept::default();
        let current = self.pool.slab;
        let none = Bits::default();
        for (id, slab) in self.slabs.here_mut() {
            let live = alive.regions(id);
            if live.is_some() || id == current {
                swept.spared_pool |= live.is_none();
                if let Some(pool) = slab.pool_mut() {
                    bury_regions(pool, live.unwrap_or(&none), &mut swept);
                }
                continue;
            }
            let freed = std::mem::replace(slab, gravestone(slab));
            let size = freed.bytes.len() as u64;
            self.idle -= freed.idle();
            self.ledger.bury(freed.life(id));
            swept.slabs += 1;
            swept.bytes += size;
            if swept.freed.len() < limits::LISTED {
                swept.freed.push(FreedSlab { slab: id, kind: freed.kind, size });
            }
            self.ledger.totals.freed.add(size);
            if self.fresh == Fresh::Recycled {
                self.recycler.give(id, freed);
            }
        }
        self.slabs.compact();
        self.live -= swept.bytes;
        self.since_sweep = 0;
        swept
    }
}

/// Marks and counts the regions that have died since the last sweep.
fn bury_regions(pool: &mut PoolRecord, live: &Bits, swept: &mut Swept) {
    let PoolRecord { tenants, dead, .. } = pool;
    for tenant in tenants.iter().filter(|tenant| tenant.length > 0) {
        let at = granule(tenant.offset);
        if !live.get(at) && !dead.get(at) {
            dead.set(at);
            swept.dead += 1;
            swept.dead_bytes += u64::from(tenant.length);
        }
    }
}

/// What stays of a freed slab.
fn gravestone(slab: &Slab) -> Slab {
    Slab { bytes: Vec::new(), more: None, state: State::Freed, basis: Basis::Never, ..*slab }
}
