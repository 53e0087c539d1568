//! One slab: its bytes and what is remembered about them. Not where the next Buffer goes: that is `pool`.

use super::bits::Bits;
use super::ledger::{Fills, Life};
use super::pool_record::PoolRecord;
use super::region::{SlabId, SlabKind};
use super::request::Request;
use super::touched::Touched;
use super::writers::Writers;

/// Whether a slab still has its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Here,
    Detached,
    Freed,
}

/// Why a slab exists, in two bytes of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Pool,
    Never,
    Empty,
    Size,
    Units,
    Bytes,
    Aligned(u8),
}

/// Bytes that survived the slab they were written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// First byte, from the start of the slab.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The freed slab.
    pub slab: SlabId,
    /// The statement that wrote them; 0 before the first statement.
    pub statement: u32,
    /// The call that asked for the Buffer they were written in.
    pub request: Request,
}

/// A slab's record; 48 bytes, because a program may hold a million of them.
#[derive(Debug)]
pub(super) struct Slab {
    pub bytes: Vec<u8>,
    pub more: Option<Box<More>>,
    pub statement: u32,
    pub threshold: u32,
    pub kind: SlabKind,
    pub request: Request,
    pub state: State,
    pub basis: Basis,
}

/// What only some slabs need: pools, unspecified bytes, resizable and aligned buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct More {
    /// One bit a byte: which were written since the slab was made; absent where all of them count as written.
    pub written: Option<Bits>,
    /// Which parts of a large slab were written; absent where all of it counts.
    pub touched: Option<Touched>,
    /// Which statement wrote which bytes, where that is not the slab's own.
    pub writers: Writers,
    /// Who wrote the bytes that were here before, in order.
    pub origins: Vec<Origin>,
    /// The slab whose memory this one took over.
    pub recycled: Option<SlabId>,
    /// The size asked for, where it is not simply the slab's.
    pub asked: Option<f64>,
    /// Where the aligned part begins.
    pub base: u32,
    /// How many bytes from there belong to the Buffer, where not all do.
    pub used: Option<u64>,
    /// `maxByteLength` of a resizable buffer.
    pub max_length: Option<u64>,
    /// The pool's records.
    pub pool: Option<PoolRecord>,
}

impl Clone for Slab {
    /// Zeros that nobody touched cost nothing in the copy either.
    fn clone(&self) -> Self {
        let touched = self.more.as_ref().and_then(|more| more.touched.as_ref());
        let bytes = touched.map_or_else(
            || self.bytes.clone(),
            |touched| {
                let (mut bytes, mut at) = (vec![0; self.bytes.len()], 0);
                while let Some((start, end)) = touched.next(at, self.bytes.len() as u64) {
                    let part = start as usize..end as usize;
                    bytes[part.clone()].copy_from_slice(&self.bytes[part]);
                    at = end;
                }
                bytes
            },
        );
        Self { bytes, more: self.more.clone(), ..*self }
    }
}

impl Slab {
    /// Its story so far.
    pub fn life(&self, slab: SlabId) -> Life {
        let size = self.bytes.len() as u64;
        let (left, fills, regions, used) = match self.pool() {
            Some(pool) => {
                (pool.closed.map(|_| pool.closed_by), pool.fills, u64::from(pool.tenants.len()), pool.tenants.bytes())
            }
            None => (None, Fills::default(), 1, self.used()),
        };
        Life { slab, kind: self.kind, size, born: self.statement, left, freed: None, fills, regions, used }
    }

    /// The extra record, made on first use.
    pub fn more_mut(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }

    /// The pool's records, where this is a pool.
    pub fn pool(&self) -> Option<&PoolRecord> {
        self.more.as_ref()?.pool.as_ref()
    }

    /// The pool's records, to change.
    pub fn pool_mut(&mut self) -> Option<&mut PoolRecord> {
        self.more.as_mut()?.pool.as_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A million live Buffers cost a million of these.
    #[test]
    fn records_are_small() {
        assert_eq!(size_of::<Slab>(), 48);
    }
}
