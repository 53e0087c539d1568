//! One slab: its bytes and what is remembered about them. Not where the next Buffer goes: that is `pool`.

use super::decision::Basis;
use super::ledger::Life;
use super::origin::Origin;
use super::pool::PoolRecord;
use super::request::Request;
use super::writers::Writers;

/// The number of a slab, from 1 in order of creation, never reused in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlabId(pub u32);

/// What one allocation got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region {
    /// The slab.
    pub slab: SlabId,
    /// First byte, counted from the start of the slab: the Buffer's `byteOffset`.
    pub offset: u32,
    /// Bytes: the Buffer's `length`.
    pub length: u32,
}

/// What a slab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlabKind {
    /// Made by the pool and shared by its Buffers.
    Pool,
    /// One allocation's own.
    Own,
    /// A `SharedArrayBuffer`.
    Shared,
    /// Bytes from outside the script: a file's text, say.
    External,
}

/// Whether a slab still has its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Here,
    Detached,
    Freed,
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
#[derive(Debug, Default)]
pub(super) struct More {
    /// Which bytes were written; absent where all of them count as written.
    pub written: Option<Written>,
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

impl Slab {
    /// Its story so far.
    pub fn life(&self, slab: SlabId) -> Life {
        let size = self.bytes.len() as u64;
        let (left, regions, used) = match self.pool() {
            Some(pool) => (
                pool.closed.map(|_| pool.closed_by),
                pool.tenants.len() as u64,
                pool.tenants.iter().map(|tenant| u64::from(tenant.length)).sum(),
            ),
            None => (None, 1, self.used()),
        };
        Life { slab, kind: self.kind, size, born: self.statement, left, freed: None, regions, used }
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

/// One bit a byte: has it been written since the slab was made?
#[derive(Debug)]
pub(super) struct Written(Vec<u64>);

impl Written {
    /// Nothing written yet. The zeros cost nothing until they are touched.
    pub fn none(bytes: usize) -> Self {
        Self(vec![0; bytes.div_ceil(64)])
    }

    /// Notes `[start, end)`; what lies outside the slab is ignored.
    pub fn mark(&mut self, start: usize, end: usize) {
        let end = end.min(self.0.len() * 64);
        if start >= end {
            return;
        }
        let (first, last) = (start / 64, (end - 1) / 64);
        let head = u64::MAX << (start % 64);
        let tail = u64::MAX >> (63 - (end - 1) % 64);
        if first == last {
            self.0[first] |= head & tail;
        } else {
            self.0[first] |= head;
            self.0[first + 1..last].fill(u64::MAX);
            self.0[last] |= tail;
        }
    }

    /// Whether a byte was written; outside the slab nothing was.
    pub fn get(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The first place in `[at, end)` whose bit is `bit`, or `end`. Whole words at a time.
    pub fn find(&self, at: usize, end: usize, bit: bool) -> usize {
        let mut at = at;
        while at < end {
            let word = self.0.get(at / 64).copied().unwrap_or(0);
            let wanted = (if bit { word } else { !word }) >> (at % 64);
            if wanted != 0 {
                return (at + wanted.trailing_zeros() as usize).min(end);
            }
            at = (at / 64 + 1) * 64;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::super::pool::Tenant;
    use super::*;

    /// A million live Buffers cost a million of these.
    #[test]
    fn records_are_small() {
        assert_eq!((size_of::<Slab>(), size_of::<Tenant>()), (48, 20));
    }

    #[test]
    fn marks_and_runs() {
        let mut written = Written::none(200);
        written.mark(3, 5);
        written.mark(60, 140);
        written.mark(199, 500);
        let bits: Vec<usize> = (0..300).filter(|&at| written.get(at)).collect();
        assert_eq!(bits.len(), 2 + 80 + 57, "the last word ends at 256");
        assert_eq!((written.find(0, 200, true), written.find(4, 200, false)), (3, 5));
        assert_eq!(
            (written.find(5, 200, true), written.find(60, 200, false), written.find(140, 190, true)),
            (60, 140, 190)
        );
    }
}
