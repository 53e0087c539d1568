//! What happens when a collector has found out what is alive. Not finding it out.

use super::Memory;
use super::decision::Basis;
use super::limits;
use super::pool::How;
use super::recycler::Fresh;
use super::slab::{Slab, SlabId, SlabKind, State};

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
    pub fn sweep(
        &mut self,
        live_slab: &dyn Fn(SlabId) -> bool,
        live_region: &mut dyn FnMut(SlabId, u32, u32) -> bool,
    ) -> Swept {
        let mut swept = Swept::default();
        let current = self.pool.slab;
        for (id, slab) in self.slabs.here_mut() {
            let live = live_slab(id);
            if live || id == current {
                swept.spared_pool |= !live;
                let Some(pool) = slab.pool_mut() else { continue };
                for tenant in &mut pool.tenants {
                    if !tenant.how.has(How::DEAD) && !live_region(id, tenant.offset, tenant.length) {
                        tenant.how.0 |= How::DEAD;
                        swept.dead += 1;
                        swept.dead_bytes += u64::from(tenant.length);
                    }
                }
                continue;
            }
            let freed = std::mem::replace(slab, gravestone(slab));
            let size = freed.bytes.len() as u64;
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

/// What stays of a freed slab.
fn gravestone(slab: &Slab) -> Slab {
    Slab { bytes: Vec::new(), more: None, state: State::Freed, basis: Basis::Never, ..*slab }
}
