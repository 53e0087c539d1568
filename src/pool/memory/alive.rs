//! What a collector found alive: slabs, and which regions of the pool somebody looks at. Not finding it out, and not what
//! becomes of the rest: that is `sweep`.

use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::region::{Region, SlabId};
use super::slab::Slab;
use super::store::Memory;

/// Regions of the pool begin at multiples of this many bytes.
const GRANULE: u32 = 8;

/// Slabs that stay.
#[derive(Debug, Default)]
pub struct Alive {
    /// For each the regions that stay, by where they begin.
    slabs: FxHashMap<SlabId, Bits>,
}

impl Alive {
    /// This slab stays.
    pub fn slab(&mut self, slab: SlabId) {
        self.slabs.entry(slab).or_default();
    }

    /// Somebody looks at these bytes: their slab stays, and the regions of the pool of which they are a part are no dead
    /// ones.
    pub fn view(&mut self, memory: &Memory, region: Region) {
        let regions = self.slabs.entry(region.slab).or_default();
        let Some(pool) = memory.slabs.get(region.slab).and_then(Slab::pool).filter(|_| region.length > 0) else {
            return;
        };
        let tenant = pool.tenants.of(Region { length: 1, ..region }).map(|(_, tenant)| tenant);
        if let Some(tenant) = tenant {
            regions.set(granule(tenant.offset));
        }
        if tenant.is_none_or(|tenant| u64::from(tenant.end()) < region.end()) {
            regions.mark(
                (region.offset / u64::from(GRANULE)) as usize,
                region.end().div_ceil(u64::from(GRANULE)) as usize,
            );
        }
    }

    /// What of a slab stays, if it does.
    pub(super) fn regions(&self, slab: SlabId) -> Option<&Bits> {
        self.slabs.get(&slab)
    }
}

/// Where a region stands in the bits of its slab.
pub(super) fn granule(offset: u32) -> usize {
    (offset / GRANULE) as usize
}
