//! How the pool stands: its current slab and where the next Buffer goes there. Not what moves it: that is `pool`.

use super::region::SlabId;

/// The pool as it stands: Node's `allocPool`, `poolBase`, `poolSize` and `poolOffset`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolState {
    /// The current slab.
    pub slab: SlabId,
    /// Where the pool begins in it.
    pub base: u32,
    /// Where the next pooled Buffer goes, counted from the base. A fraction after `allocUnsafe(0.5)`.
    pub offset: f64,
    /// Bytes of the pool.
    pub size: u32,
    /// What Node believes the size to be: `Buffer.poolSize` when it last tried to make a pool.
    pub noted: f64,
}

impl PoolState {
    /// Where the next pooled Buffer goes, counted from the start of the slab.
    pub fn next(&self) -> u32 {
        self.base + self.offset as u32
    }

    /// Bytes left.
    pub fn free(&self) -> u32 {
        self.size.saturating_sub(self.offset as u32)
    }
}
