//! Why a region is where it is, worked out from the slabs' records with every number that took part. Not the sentences.

use super::pool_record::{Left, PoolRecord};
use super::region::{Region, SlabId};
use super::request::Request;
use super::slab::{Basis, Slab};
use super::store::Memory;
use super::tenants::{How, Tenant};

/// One allocation, explained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// The statement that asked; 0 before the first.
    pub statement: u32,
    /// The call.
    pub request: Request,
    /// What it got.
    pub region: Region,
    /// Bytes asked for, before any rounding: for strings in the pool, what was written.
    pub requested: f64,
    /// `Buffer.poolSize >>> 1` at the call; 0 where nobody looked at it.
    pub threshold: u32,
    /// `Buffer.poolSize` at the call, where it can still be told.
    pub pool_size: Option<f64>,
    /// The bytes of the slab.
    pub slab_size: u64,
    /// The freed slab whose memory this slab took over.
    pub recycled: Option<SlabId>,
    /// What was decided.
    pub placement: Placement,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Placement {
    /// It came from the pool.
    Pooled(Pooled),
    /// Nothing was asked for, so there is nothing on any slab of the pool.
    Empty,
    /// This call never uses the pool.
    Never,
    /// The size is not below the threshold.
    TooLarge,
    /// The string has as many units as the threshold, or more; its bytes were not looked at.
    TooManyUnits,
    /// The string has as many bytes as the threshold, or more.
    TooManyBytes {
        /// How many were counted.
        counted: u64,
    },
    /// Too large, or too strictly aligned for the pool.
    Aligned {
        /// The alignment asked for.
        alignment: u32,
    },
}

/// How the need of a pooled request was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is the size asked for.
    Size,
    /// It is the string's length in bytes.
    ByteLength,
    /// It is four bytes for each UTF-16 unit of the string.
    FourPerUnit,
}

/// A pooled allocation, with the pool as it stood before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    /// Bytes that had to be free.
    pub need: f64,
    /// How that was found.
    pub rule: Need,
    /// The multiple the offset was brought to first; 1 where none was asked for.
    pub alignment: u32,
    /// The slab that was current.
    pub slab: SlabId,
    /// Its size as Node noted it.
    pub size: f64,
    /// Where its last Buffer, or the startup bytes, ended.
    pub end: f64,
    /// That last Buffer.
    pub last: Option<Region>,
    /// Where the next Buffer would go, after alignment.
    pub offset: f64,
    /// Whether the need exceeded what was left, so that a new slab was made.
    pub rolled_over: bool,
    /// Where the pool begins in the slab that was used.
    pub base: u32,
    /// Bytes skipped behind the region.
    pub padding: u32,
    /// Where the next Buffer went or would go, counted from the start of the slab.
    pub next: u32,
    /// How it would have been without the startup bytes, where that is different.
    pub without_startup: Option<WithoutStartup>,
}

/// The slab that would not have been left, had Node itself used none of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WithoutStartup {
    /// The startup bytes.
    pub startup: u32,
    /// The offset the region would have had on the old slab, counted from the base.
    pub offset: f64,
    /// How many Buffers the old slab held.
    pub neighbours: u32,
}

impl Pooled {
    /// Bytes that were left on the current slab.
    pub fn remaining(&self) -> f64 {
        self.size - self.offset
    }
}

impl Memory {
    /// The decision behind a region (or behind the region that a part belongs to), while its slab lives.
    pub fn why(&self, region: Region) -> Option<Decision> {
        let slab = self.slabs.get(region.slab)?;
        let recycled = slab.more.as_ref().and_then(|more| more.recycled);
        let slab_size = slab.bytes.len() as u64;
        if let Some(pool) = slab.pool() {
            let (index, tenant) = pool.tenants.of(region)?;
            let pooled = self.pooled(region.slab, pool, index, &tenant);
            let threshold = pool.thresholds[..pool.thresholds.partition_point(|&(from, _)| from <= index)].last();
            let threshold = threshold.map_or(0, |&(_, threshold)| threshold);
            return Some(Decision {
                statement: tenant.statement,
                request: tenant.request,
                region: tenant.region(region.slab),
                requested: if pooled.rule == Need::Size { pooled.need } else { f64::from(tenant.length) },
                threshold,
                pool_size: self.pool_size_of(threshold, pool.noted),
                slab_size,
                recycled,
                placement: Placement::Pooled(pooled),
            });
        }
        if !self.is_here(region.slab) {
            return None;
        }
        let more = slab.more.as_deref();
        let used = slab.used();
        let placement = match slab.basis {
            Basis::Pool | Basis::Never => Placement::Never,
            Basis::Empty => Placement::Empty,
            Basis::Size => Placement::TooLarge,
            Basis::Units => Placement::TooManyUnits,
            Basis::Bytes => Placement::TooManyBytes {
                counted: more.and_then(|more| more.asked).map_or(slab_size, |asked| asked as u64),
            },
            Basis::Aligned(log) => Placement::Aligned { alignment: 1 << log },
        };
        let offset = more.map_or(0, |more| more.base);
        Some(Decision {
            statement: slab.statement,
            request: slab.request,
            region: Region { slab: region.slab, offset: u64::from(offset), length: used },
            requested: more.and_then(|more| more.asked).unwrap_or(used as f64),
            threshold: slab.threshold,
            pool_size: self.pool_size_of(slab.threshold, self.pool.noted),
            slab_size,
            recycled,
            placement,
        })
    }

    fn pool_size_of(&self, threshold: u32, noted: f64) -> Option<f64> {
        [noted, self.setting.size, f64::from(self.default_pool_size)]
            .into_iter()
            .find(|&size| size >= 0.0 && size <= f64::from(u32::MAX) && size as u32 >> 1 == threshold)
    }

    fn pooled(&self, slab: SlabId, pool: &PoolRecord, index: u32, tenant: &Tenant) -> Pooled {
        let fraction = pool.fractions.iter().find(|fraction| fraction.tenant == index);
        let need = fraction.map_or(f64::from(tenant.need), |fraction| fraction.need);
        let rule = if tenant.how.has(How::FOUR_PER_UNIT) {
            Need::FourPerUnit
        } else if tenant.how.has(How::BYTE_LENGTH) {
            Need::ByteLength
        } else {
            Need::Size
        };
        let alignment = tenant.how.alignment();
        let end = tenant.end();
        let next = pool.tenants.get(index + 1).map_or_else(|| self.next_of(slab, pool), |next| next.offset);
        let next = next.clamp(end, end.next_multiple_of(8).max(end));
        let base = Pooled {
            need,
            rule,
            alignment,
            slab,
            size: pool.noted,
            end: 0.0,
            last: None,
            offset: f64::from(tenant.offset - pool.base),
            rolled_over: false,
            base: pool.base,
            padding: next - end,
            next,
            without_startup: None,
        };
        if let Some(before) = index.checked_sub(1).and_then(|before| pool.tenants.get(before)) {
            let end = f64::from(before.end() - pool.base);
            let offset = fraction.map_or(base.offset, |fraction| fraction.before);
            let last = Some(before.region(slab));
            return Pooled { end, last, offset, ..base };
        }
        let Some(left) = pool.left else {
            let offset = fraction.map_or(base.offset, |fraction| fraction.before);
            return Pooled { end: f64::from(pool.startup.bytes()), offset, ..base };
        };
        let shifted = left.offset - f64::from(left.startup);
        let fits = left.startup > 0 && need <= left.size - shifted && alignment == 1;
        let without_startup =
            fits.then_some(WithoutStartup { startup: left.startup, offset: shifted, neighbours: left.tenants });
        let Left { slab, size, end, offset, last, .. } = left;
        Pooled { slab, size, end, last, offset, rolled_over: true, without_startup, ..base }
    }

    /// Where the pool stands, or stood when this slab was left, counted from the start of the slab.
    pub(super) fn next_of(&self, slab: SlabId, pool: &PoolRecord) -> u32 {
        let offset = pool.closed.unwrap_or(if self.pool.slab == slab { self.pool.offset } else { 0.0 });
        pool.base + offset as u32
    }
}

impl Slab {
    /// Bytes that belong to the Buffer of an own slab.
    pub(super) fn used(&self) -> u64 {
        self.more.as_ref().and_then(|more| more.used).unwrap_or(self.bytes.len() as u64)
    }
}
