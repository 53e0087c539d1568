//! Where the next pooled Buffer goes: `allocate`, `allocateAligned`, `fromStringFast` and `fromArrayLike` of Node's
//! lib/buffer.js (read in 18.20.8, 20.20.2, 22.23.3, 24.21.0, 26.10.0). Not encodings: strings are counted and written by the caller.

use super::own::Unset;
use super::pool_record::{Fraction, Left, PoolRecord};
use super::pool_state::PoolState;
use super::profile::{StringRule, Way};
use super::region::{Region, SlabId, SlabKind};
use super::request::{PoolSetting, Refusal, Request};
use super::slab::{Basis, Slab};
use super::startup::Startup;
use super::store::Memory;
use super::tenants::{How, Tenant, Tenants};
use crate::limits;

/// What is being placed.
struct Placing {
    need: f64,
    request: Request,
    how: How,
}

impl Memory {
    /// `Buffer.allocUnsafe(size)` and all that share its rule: nothing for `size <= 0`, the pool below the threshold, else
    /// a slab of its own whose bytes are unspecified.
    pub fn take(&mut self, size: f64, setting: PoolSetting, request: Request) -> Result<Region, Refusal> {
        self.setting = setting;
        if size > 0.0 && size < f64::from(setting.threshold) {
            return self.place(&Placing { need: size, request, how: How::default() }, setting);
        }
        self.take_own(size, setting, request)
    }

    /// `Buffer.allocUnsafe(size, alignment)` (26.8 and later): `alignment` is a power of two.
    pub fn take_aligned(
        &mut self,
        size: f64,
        alignment: u32,
        setting: PoolSetting,
        request: Request,
    ) -> Result<Region, Refusal> {
        self.setting = setting;
        let alignment = alignment.max(1).checked_next_power_of_two().unwrap_or(1 << 31);
        if size.is_nan() || size <= 0.0 {
            return self.take_own(size, setting, request);
        }
        if alignment > 64 || size >= f64::from(setting.threshold) {
            return self.take_own_aligned(size, alignment, setting.threshold, request);
        }
        let before = self.pool.offset;
        let mask = u64::from(alignment) - 1;
        self.pool.offset = ((before as u64 + mask) & !mask) as f64;
        self.place(&Placing { need: size, request, how: How::aligned(alignment) }, setting)
    }

    /// `Buffer.from(string)`. `units` is the string's length, `byte_length` counts its bytes (an upper bound for hex and
    /// base64, as `Buffer.byteLength` does), `write` writes what fits and tells how many bytes that were.
    pub fn take_string(
        &mut self,
        units: usize,
        byte_length: impl FnOnce() -> usize,
        setting: PoolSetting,
        request: Request,
        write: impl FnOnce(&mut [u8]) -> usize,
    ) -> Result<Region, Refusal> {
        self.setting = setting;
        let threshold = setting.threshold as usize;
        if units == 0 {
            return self.take_own(0.0, setting, request);
        }
        let (need, how) = match self.profile.string_rule() {
            StringRule::ByteLength => {
                let need = byte_length();
                if need >= threshold {
                    return self.own_string(need, Unset::Exact, Basis::Bytes, setting, request, write);
                }
                (need, How::BYTE_LENGTH)
            }
            StringRule::FourPerUnit if units >= threshold => {
                return self.own_string(byte_length(), Unset::Kept, Basis::Units, setting, request, write);
            }
            StringRule::FourPerUnit if units.saturating_mul(4) < threshold => (units * 4, How::FOUR_PER_UNIT),
            StringRule::FourPerUnit => {
                let need = byte_length();
                if need >= threshold {
                    return self.own_string(need, Unset::Kept, Basis::Bytes, setting, request, write);
                }
                (need, How::BYTE_LENGTH)
            }
        };
        let placing = Placing { need: need as f64, request, how: How(how) };
        self.make_room(&placing, setting)?;
        let at = self.pool.next() as usize;
        let room = self.bytes_mut(self.pool.slab).get_mut(at..at + need).unwrap_or_default();
        let written = write(room).min(need);
        self.wrote(self.pool.slab, at, written);
        Ok(self.settle(&placing, written as f64, setting.threshold))
    }

    /// Where `length` bytes of the pool would go, with a new pool if they do not fit; nothing is given away yet.
    pub fn next_in_pool(&mut self, length: f64, setting: PoolSetting) -> Result<Region, Refusal> {
        self.setting = setting;
        self.make_room(&Placing { need: length, request: Request::FromArray, how: How::default() }, setting)?;
        Ok(Region { slab: self.pool.slab, offset: u64::from(self.pool.next()), length: length as u64 })
    }

    /// Gives the next `length` bytes away, if there are as many: `poolOffset += length`.
    pub fn advance_pool(&mut self, length: f64, setting: PoolSetting, request: Request) {
        let length = length.min(self.pool.noted - self.pool.offset);
        self.settle(&Placing { need: length, request, how: How::default() }, length, setting.threshold);
    }

    /// The pool as it stands.
    pub fn pool(&self) -> PoolState {
        self.pool
    }

    /// The pool's current slab.
    pub fn pool_slab(&self) -> SlabId {
        self.pool.slab
    }

    fn place(&mut self, placing: &Placing, setting: PoolSetting) -> Result<Region, Refusal> {
        self.make_room(placing, setting)?;
        Ok(self.settle(placing, placing.need, setting.threshold))
    }

    /// A new pool if the need exceeds what is left of this one.
    fn make_room(&mut self, placing: &Placing, setting: PoolSetting) -> Result<(), Refusal> {
        if placing.need > self.pool.noted - self.pool.offset {
            self.make_pool(setting.size)?;
        }
        if self.is_detached(self.pool.slab) {
            return Err(self.refuse(Refusal::DetachedPool));
        }
        Ok(())
    }

    /// Gives the next `length` bytes away and moves the offset to the next multiple of 8. There is room for them.
    fn settle(&mut self, placing: &Placing, length: f64, threshold: u32) -> Region {
        let before = self.pool.offset;
        let region = Region { slab: self.pool.slab, offset: u64::from(self.pool.next()), length: length as u64 };
        self.pool.offset = next_multiple_of_8(before + length);
        let statement = self.ledger.current();
        if self.remembers
            && let Some(record) = self.slabs.get_mut(self.pool.slab).and_then(Slab::pool_mut)
        {
            let mut how = placing.how;
            // Empty regions pile up at one place without using the pool up; the last of them stands for all, but the
            // one for which the slab was made stays.
            let made_for_it = record.left.is_some() && record.tenants.len() == 1;
            if !made_for_it && record.tenants.ends_empty_at(region.offset) {
                record.tenants.pop();
            }
            let tenant = record.tenants.len();
            while record.fractions.last().is_some_and(|fraction| fraction.tenant >= tenant) {
                record.fractions.pop();
            }
            if before.fract() != 0.0 || placing.need.fract() != 0.0 {
                how.0 |= How::FRACTION;
                record.fractions.push(Fraction { tenant, before, need: placing.need });
            }
            if record.thresholds.last().is_none_or(|&(_, last)| last != threshold) {
                record.thresholds.push((tenant, threshold));
            }
            record.fills.note((before + length) as u32, record.size, statement);
            let need = placing.need.ceil() as u32;
            let (offset, length) = (region.offset as u32, region.length as u32);
            record.tenants.push(Tenant { offset, length, need, statement, request: placing.request, how });
        }
        self.ledger.note(placing.request, region, region.length, true);
        region
    }

    /// `createPool()`: a slab of `Buffer.poolSize` bytes. As in Node an impossible size is noted all the same, so that
    /// every later request tries again and fails until `Buffer.poolSize` is set right.
    fn make_pool(&mut self, size: f64) -> Result<(), Refusal> {
        let old = self.pool;
        if !(0.0..=9_007_199_254_740_991.0).contains(&size) {
            self.pool.noted = size;
            return Err(self.refuse(Refusal::InvalidLength(size)));
        }
        let extra = self.profile.pool_extra();
        if size >= f64::from(u32::MAX - extra) {
            // A pool's places have 32 bits.
            let node_has_it = size < limits::NODE_REFUSES as f64;
            return Err(self.refuse(if node_has_it { Refusal::Full } else { Refusal::OutOfMemory }));
        }
        let bytes = size as u32;
        let base = self.profile.pool_base();
        let slab =
            self.make_unset(u64::from(bytes) + u64::from(extra), SlabKind::Pool, Request::AllocUnsafe, extra == 0)?;
        let left = self.leave(old);
        let tenants = std::mem::take(&mut self.spare).emptied().unwrap_or_else(|| {
            let before = self.slabs.get(old.slab).and_then(Slab::pool);
            before.map_or_else(Tenants::default, |pool| Tenants::with_room_of(&pool.tenants))
        });
        self.pool = PoolState { slab, base, offset: 0.0, size: bytes, noted: size };
        if let Some(record) = self.slabs.get_mut(slab) {
            record.basis = Basis::Pool;
            record.more_mut().pool =
                Some(PoolRecord { base, size: bytes, noted: size, left, tenants, ..PoolRecord::default() });
        }
        Ok(())
    }

    /// Closes the old slab's record and tells what the new one should remember of it.
    fn leave(&mut self, old: PoolState) -> Option<Left> {
        let free = u64::from(old.free());
        let statement = self.ledger.current();
        let record = self.slabs.get_mut(old.slab).and_then(Slab::pool_mut)?;
        record.closed = Some(old.offset);
        record.closed_by = statement;
        record.tenants.close();
        let last = record.tenants.last();
        let startup = record.startup.bytes();
        let left = Left {
            slab: old.slab,
            size: record.noted,
            offset: old.offset,
            end: last.map_or(f64::from(startup), |last| f64::from(last.end() - record.base)),
            startup,
            tenants: record.tenants.len(),
            last: last.map(|last| last.region(old.slab)),
        };
        if free > 0 {
            self.ledger.totals.abandoned.add(free);
        }
        Some(left)
    }

    /// The first slab, with what Node itself has put there. Not charged: a session always has a pool.
    pub(super) fn first_pool(&mut self, way: Way, source: &[u8], pool_size: u32, start_offset: Option<u32>) -> Startup {
        let natural = self.profile.startup(way, source.len() as u64, pool_size);
        let startup = start_offset.map_or(natural, |bytes| natural.exactly(bytes, pool_size));
        let base = self.profile.pool_base();
        let slab = self.push_first(pool_size + self.profile.pool_extra());
        let offset = f64::from(startup.bytes());
        let noted = f64::from(pool_size);
        self.pool = PoolState { slab, base, offset, size: pool_size, noted };
        let begin = base as usize;
        if let Some(pool) = self.bytes_mut(slab).get_mut(begin..begin + pool_size as usize) {
            startup.fill(source, pool);
        }
        self.wrote(slab, begin, startup.bytes() as usize);
        if let Some(record) = self.slabs.get_mut(slab) {
            let mut pool = PoolRecord { base, size: pool_size, noted, startup, ..PoolRecord::default() };
            pool.fills.note(startup.bytes(), pool_size, 0);
            record.more_mut().pool = Some(pool);
        }
        startup
    }
}

/// `alignPool()` of lib/buffer.js: `if (poolOffset & 7) { poolOffset |= 7; poolOffset++; }`. A fraction above a multiple of
/// 8 stays, as there.
fn next_multiple_of_8(offset: f64) -> f64 {
    let whole = offset as u64;
    if whole.is_multiple_of(8) { offset } else { whole.next_multiple_of(8) as f64 }
}
