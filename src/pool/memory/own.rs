//! Slabs that belong to one allocation, and what can be done to a slab as a whole. Not the pool.

use super::bits::Bits;
use super::origin::left_behind;
use super::profile::aligned_base;
use super::recycler::{Fresh, noise, rubbish};
use super::region::{Region, SlabId, SlabKind};
use super::request::{PoolSetting, Refusal, Request};
use super::slab::{Basis, More, Slab, State};
use super::store::Memory;
use super::touched::Touched;
use crate::limits;

/// What happens to the bytes of a string's own slab that its encoding did not fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unset {
    /// There are none: the slab is as long as what was written (up to 20.17 and 22.6).
    Exact,
    /// They stay behind the Buffer's end.
    Kept,
}

impl Memory {
    /// A slab of zeros. Untouched pages cost nothing.
    pub fn zeroed(&mut self, size: u64, kind: SlabKind, request: Request) -> Result<SlabId, Refusal> {
        let (bytes, touched) = self.fresh(size)?;
        self.push(bytes, More::of(touched), kind, request)
    }

    /// A slab whose bytes are whatever memory held (`Buffer.allocUnsafeSlow`), by the setup's `Fresh`.
    pub fn unspecified(&mut self, size: u64, kind: SlabKind, request: Request) -> Result<SlabId, Refusal> {
        let slab = self.make_unset(size, kind, request, true)?;
        self.note_own(slab, request);
        Ok(slab)
    }

    /// A slab of these bytes.
    pub fn adopt(&mut self, bytes: Vec<u8>, kind: SlabKind, request: Request) -> Result<SlabId, Refusal> {
        self.admit(bytes.len() as u64)?;
        self.push(bytes, None, kind, request)
    }

    /// `Buffer.allocUnsafeSlow(size, alignment)` (26.8 and later): always its own slab, aligned by skipping bytes.
    pub fn unspecified_aligned(&mut self, size: f64, alignment: u32, request: Request) -> Result<Region, Refusal> {
        if size.is_nan() || size < 1.0 {
            return self.empty(request);
        }
        self.take_own_aligned(size, alignment.max(1).checked_next_power_of_two().unwrap_or(1 << 31), 0, request)
    }

    pub(super) fn take_own(&mut self, size: f64, setting: PoolSetting, request: Request) -> Result<Region, Refusal> {
        if size.is_nan() || size <= 0.0 {
            return self.empty(request);
        }
        let length = size as u64;
        let slab = if request.fills() {
            self.zeroed(length, SlabKind::Own, request)?
        } else {
            self.unspecified(length, SlabKind::Own, request)?
        };
        if let Some(record) = self.slabs.get_mut(slab) {
            record.basis = Basis::Size;
            record.threshold = setting.threshold;
            if size.fract() != 0.0 {
                record.more_mut().asked = Some(size);
            }
        }
        Ok(Region { slab, offset: 0, length })
    }

    pub(super) fn take_own_aligned(
        &mut self,
        size: f64,
        alignment: u32,
        threshold: u32,
        request: Request,
    ) -> Result<Region, Refusal> {
        let extra = u64::from(self.profile.over_allocation(alignment));
        let length = size as u64;
        let slab = self.make_unset(length.saturating_add(extra), SlabKind::Own, request, false)?;
        let offset = aligned_base(alignment);
        if let Some(record) = self.slabs.get_mut(slab) {
            record.basis = Basis::Aligned(alignment.trailing_zeros() as u8);
            record.threshold = threshold;
            let more = record.more_mut();
            (more.base, more.used, more.asked) = (offset, Some(length), Some(size));
        }
        let region = Region { slab, offset: u64::from(offset), length };
        self.ledger.note(request, region, length, false);
        Ok(region)
    }

    /// A string's own slab: `createFromString` of lib/buffer.js.
    pub(super) fn own_string(
        &mut self,
        reserved: usize,
        unset: Unset,
        basis: Basis,
        setting: PoolSetting,
        request: Request,
        write: impl FnOnce(&mut [u8]) -> usize,
    ) -> Result<Region, Refusal> {
        self.admit(reserved as u64)?;
        let slab = match unset {
            Unset::Exact => {
                let (mut bytes, _) = self.fresh(reserved as u64)?;
                let written = write(&mut bytes).min(reserved);
                bytes.truncate(written);
                bytes.shrink_to_fit();
                let counted =
                    (written < reserved).then(|| Box::new(More { asked: Some(reserved as f64), ..More::default() }));
                self.push(bytes, counted, SlabKind::Own, request)?
            }
            Unset::Kept => {
                let slab = self.make_unset(reserved as u64, SlabKind::Own, request, true)?;
                let written = write(self.bytes_mut(slab)).min(reserved);
                self.wrote(slab, 0, written);
                if let Some(record) = self.slabs.get_mut(slab) {
                    if written == reserved
                        && record.more.as_ref().is_none_or(|more| more.recycled.is_none() && more.touched.is_none())
                    {
                        record.more = None;
                    } else {
                        record.more_mut().used = Some(written as u64);
                    }
                }
                self.note_own(slab, request);
                slab
            }
        };
        let record = self.slabs.get_mut(slab);
        let length = record.map_or(0, |record| {
            (record.basis, record.threshold) = (basis, setting.threshold);
            let used = record.more.as_ref().and_then(|more| more.used);
            used.unwrap_or(record.bytes.len() as u64)
        });
        Ok(Region { slab, offset: 0, length })
    }

    fn empty(&mut self, request: Request) -> Result<Region, Refusal> {
        let slab = self.zeroed(0, SlabKind::Own, request)?;
        if let Some(record) = self.slabs.get_mut(slab) {
            record.basis = Basis::Empty;
        }
        Ok(Region { slab, offset: 0, length: 0 })
    }

    /// A slab of unspecified bytes that the ledger has not heard of. `on_heap`: small ones are V8's own, and zero.
    pub(super) fn make_unset(
        &mut self,
        size: u64,
        kind: SlabKind,
        request: Request,
        on_heap: bool,
    ) -> Result<SlabId, Refusal> {
        if on_heap && size <= limits::ON_HEAP {
            self.admit(size)?;
            return self.push_quiet(vec![0; size as usize], None, kind, request);
        }
        let reused = if self.fresh == Fresh::Recycled { self.recycler.take(size) } else { None };
        let found = reused.is_some();
        let (bytes, more) = if let Some((from, old)) = reused {
            self.ledger.totals.recycled.add(size);
            self.recycled(from, old)
        } else {
            let (bytes, touched) = self.fresh(size)?;
            let written = if touched.is_some() { Bits::with_room(size) } else { Bits::default() };
            (bytes, Box::new(More { written: Some(written), touched, ..More::default() }))
        };
        let slab = self.push_quiet(bytes, Some(more), kind, request)?;
        if !found {
            self.litter(slab, size < limits::RUBBISH);
        }
        Ok(slab)
    }

    /// A freed slab's bytes and who wrote them. Its records are used again, too.
    fn recycled(&mut self, from: SlabId, old: Slab) -> (Vec<u8>, Box<More>) {
        let origins = left_behind(from, &old);
        let mut more = old.more.unwrap_or_default();
        if let Some(pool) = &mut more.pool {
            self.spare = std::mem::take(&mut pool.tenants);
        }
        let mut written = more.written.take().unwrap_or_default();
        written.clear();
        *more = More { recycled: Some(from), origins, written: Some(written), ..More::default() };
        (old.bytes, more)
    }

    /// The first slab of the pool.
    pub(super) fn push_first(&mut self, size: u32) -> SlabId {
        let more = More { written: Some(Bits::default()), ..More::default() };
        let bytes = vec![0; size as usize];
        let slab = self.push_quiet(bytes, Some(Box::new(more)), SlabKind::Pool, Request::Startup).unwrap_or(SlabId(0));
        if let Some(record) = self.slabs.get_mut(slab) {
            record.basis = Basis::Pool;
        }
        if !self.profile.first_pool_is_zero() {
            self.litter(slab, true);
        }
        slab
    }

    /// What a slab holds whose bytes are unspecified and that took over no other's. What a system hands out in large pieces is
    /// always zero.
    fn litter(&mut self, slab: SlabId, used_before: bool) {
        let (fresh, shows_rubbish) = (self.fresh, used_before && !self.profile.first_pool_is_zero());
        let bytes = self.bytes_mut(slab);
        let size = bytes.len() as u64;
        match fresh {
            Fresh::Noise if size < limits::LARGE => noise(slab, bytes),
            Fresh::Recycled if shows_rubbish => rubbish(slab, &mut bytes[..size.min(limits::RUBBISH) as usize]),
            _ => {}
        }
    }

    fn push(
        &mut self,
        bytes: Vec<u8>,
        more: Option<Box<More>>,
        kind: SlabKind,
        request: Request,
    ) -> Result<SlabId, Refusal> {
        let slab = self.push_quiet(bytes, more, kind, request)?;
        self.note_own(slab, request);
        Ok(slab)
    }

    fn push_quiet(
        &mut self,
        bytes: Vec<u8>,
        more: Option<Box<More>>,
        kind: SlabKind,
        request: Request,
    ) -> Result<SlabId, Refusal> {
        let Some(id) = self.slabs.next() else { return Err(self.refuse(Refusal::Full)) };
        self.live += bytes.len() as u64;
        if more.as_ref().is_some_and(|more| more.touched.is_some()) {
            self.idle += bytes.len() as u64;
        }
        self.since_sweep += bytes.len() as u64;
        let statement = self.ledger.current();
        let (threshold, basis, state) = (0, Basis::Never, State::Here);
        self.slabs.push(Slab { bytes, more, statement, threshold, kind, request, state, basis });
        Ok(id)
    }

    fn note_own(&mut self, slab: SlabId, request: Request) {
        let length = self.bytes(slab).len() as u64;
        let region = Region { slab, offset: 0, length };
        self.ledger.note(request, region, length, false);
    }

    /// Makes a slab resizable up to `max` bytes.
    pub fn set_max_length(&mut self, slab: SlabId, max: u64) {
        if let Some(record) = self.slabs.get_mut(slab) {
            record.more_mut().max_length = Some(max);
        }
    }

    /// `maxByteLength` of a resizable slab.
    pub fn max_length(&self, slab: SlabId) -> Option<u64> {
        self.slabs.get(slab)?.more.as_ref()?.max_length
    }

    /// Whether a slab can be resized.
    pub fn is_resizable(&self, slab: SlabId) -> bool {
        self.max_length(slab).is_some()
    }

    /// Takes a slab's bytes away, as a transfer does, and leaves it detached.
    pub fn detach(&mut self, slab: SlabId) {
        self.take_away(slab);
    }

    /// Detaches a slab and hands the first `length` of its bytes on to a new one.
    pub fn hand_on(&mut self, slab: SlabId, length: u64) -> Result<SlabId, Refusal> {
        let (mut bytes, touched) = self.take_away(slab);
        bytes.truncate(length as usize);
        let idle = |touched: &Touched| bytes.len() as u64 - touched.missing(0, bytes.len() as u64, bytes.len() as u64);
        let costs = touched.as_ref().map_or(0, idle);
        let made = self.push(bytes, More::of(touched), SlabKind::Own, Request::Transfer)?;
        self.idle -= costs;
        Ok(made)
    }

    fn take_away(&mut self, slab: SlabId) -> (Vec<u8>, Option<Touched>) {
        let Some(record) = self.slabs.get_mut(slab).filter(|record| record.state == State::Here) else {
            return (Vec::new(), None);
        };
        record.state = State::Detached;
        self.live -= record.bytes.len() as u64;
        self.idle -= record.idle();
        let touched = record.more.as_mut().and_then(|more| more.touched.take());
        (std::mem::take(&mut record.bytes), touched)
    }

    /// Whether a slab is the pool's, now or before.
    pub fn is_pool(&self, slab: SlabId) -> bool {
        self.slabs.get(slab).is_some_and(|record| record.pool().is_some())
    }

    /// Whether a slab's bytes were taken away.
    pub fn is_detached(&self, slab: SlabId) -> bool {
        !self.is_here(slab)
    }

    pub(super) fn is_here(&self, slab: SlabId) -> bool {
        self.slabs.get(slab).is_some_and(|record| record.state == State::Here)
    }
}
