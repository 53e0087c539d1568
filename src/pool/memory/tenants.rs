//! The pooled allocations of one slab, in order: what `.why` and the maps are worked out from. Equal neighbours cost one
//! record, for a program may hold a million Buffers of one size. Not deciding where they go: that is `pool`.

use super::region::{Region, SlabId};
use super::request::Request;

/// A pooled allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tenant {
    pub offset: u32,
    pub length: u32,
    /// What had to be free, rounded up.
    pub need: u32,
    pub statement: u32,
    pub request: Request,
    pub how: How,
}

impl Tenant {
    pub fn end(&self) -> u32 {
        self.offset + self.length
    }

    /// Its bytes in the slab whose tenant it is.
    pub fn region(&self, slab: SlabId) -> Region {
        Region { slab, offset: u64::from(self.offset), length: u64::from(self.length) }
    }
}

/// How a tenant's need came about, in one byte: bit 0 fractional, 1-2 string rule, 3-5 alignment (log2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct How(pub u8);

impl How {
    pub const FRACTION: u8 = 1;
    pub const FOUR_PER_UNIT: u8 = 2;
    pub const BYTE_LENGTH: u8 = 4;

    pub fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    pub fn aligned(alignment: u32) -> Self {
        Self((alignment.trailing_zeros() as u8 & 7) << 3)
    }

    pub fn alignment(self) -> u32 {
        1 << (self.0 >> 3 & 7)
    }
}

/// Tenants that differ in nothing but their offsets, each beginning where the pool stood after the one before; 20 bytes.
#[derive(Clone, Copy, Debug)]
struct Alike {
    offset: u32,
    length: u32,
    need: u32,
    statement: u32,
    request: Request,
    how: How,
    /// How many there are.
    times: u16,
}

impl Alike {
    fn one(tenant: Tenant) -> Self {
        let Tenant { offset, length, need, statement, request, how } = tenant;
        Self { offset, length, need, statement, request, how, times: 1 }
    }

    /// Where the `at`th of them begins.
    fn offset(&self, at: u32) -> u32 {
        self.offset + at * self.length.next_multiple_of(8)
    }

    fn get(&self, at: u32) -> Tenant {
        let &Self { length, need, statement, request, how, .. } = self;
        Tenant { offset: self.offset(at), length, need, statement, request, how }
    }

    #[inline]
    fn takes(&mut self, tenant: &Tenant) -> bool {
        let times = u32::from(self.times);
        let one_more = self.length > 0 && !self.how.has(How::FRACTION) && self.get(times) == *tenant;
        if one_more && self.times < u16::MAX {
            self.times += 1;
            return true;
        }
        false
    }
}

/// Records for which room is made beforehand.
const ROOM: usize = 256;

/// All of a slab's.
#[derive(Clone, Debug, Default)]
pub(super) struct Tenants {
    runs: Vec<Alike>,
    count: u32,
    bytes: u64,
}

impl Tenants {
    /// How many there are.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Adds the newest.
    #[inline]
    pub fn push(&mut self, tenant: Tenant) {
        self.count += 1;
        self.bytes += u64::from(tenant.length);
        if !self.runs.last_mut().is_some_and(|last| last.takes(&tenant)) {
            self.runs.push(Alike::one(tenant));
        }
    }

    /// The newest.
    pub fn last(&self) -> Option<Tenant> {
        self.runs.last().map(|run| run.get(u32::from(run.times) - 1))
    }

    /// Whether the newest is an empty one at this offset.
    #[inline]
    pub fn ends_empty_at(&self, offset: u64) -> bool {
        self.runs.last().is_some_and(|run| run.length == 0 && u64::from(run.offset) == offset)
    }

    /// Takes the newest away.
    pub fn pop(&mut self) {
        let Some(last) = self.runs.last_mut() else { return };
        self.count -= 1;
        self.bytes -= u64::from(last.length);
        last.times -= 1;
        if last.times == 0 {
            self.runs.pop();
        }
    }

    /// The one with this number, from 0 in order.
    pub fn get(&self, number: u32) -> Option<Tenant> {
        let mut rest = number;
        for run in &self.runs {
            let times = u32::from(run.times);
            if rest < times {
                return Some(run.get(rest));
            }
            rest -= times;
        }
        None
    }

    /// The last one that begins at `offset` or before it, with its number.
    fn before(&self, offset: u32) -> Option<(u32, Tenant)> {
        let at = self.runs.partition_point(|run| run.offset <= offset).checked_sub(1)?;
        let run = &self.runs[at];
        let stride = run.length.next_multiple_of(8).max(1);
        let within = ((offset - run.offset) / stride).min(u32::from(run.times) - 1);
        let earlier: u32 = self.runs[..at].iter().map(|run| u32::from(run.times)).sum();
        Some((earlier + within, run.get(within)))
    }

    /// The one that a region is, or is a part of, with its number.
    pub fn of(&self, region: Region) -> Option<(u32, Tenant)> {
        let found = self.before(u32::try_from(region.offset).ok()?)?;
        let tenant = found.1.region(region.slab);
        let inside = region.end() <= tenant.end();
        (inside && (region.offset < tenant.end() || tenant.length == region.length)).then_some(found)
    }

    /// Bytes of all of them.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = Tenant> + '_ {
        self.runs.iter().flat_map(|run| (0..u32::from(run.times)).map(|at| run.get(at)))
    }

    /// An empty list with room for as many records as `other` has, up to a bound: slabs in a row are used alike.
    pub fn with_room_of(other: &Self) -> Self {
        Self { runs: Vec::with_capacity(other.runs.len().min(ROOM)), ..Self::default() }
    }

    /// The same list, empty again; none if there is no room in it.
    pub fn emptied(mut self) -> Option<Self> {
        self.runs.clear();
        (self.runs.capacity() > 0).then_some(Self { runs: self.runs, ..Self::default() })
    }

    /// No more will come.
    pub fn close(&mut self) {
        if self.runs.capacity() > self.runs.len() + self.runs.len() / 4 {
            self.runs.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::region::SlabId;
    use super::*;

    fn tenant(offset: u32, length: u32, statement: u32) -> Tenant {
        Tenant { offset, length, need: length, statement, request: Request::AllocUnsafe, how: How::default() }
    }

    /// A million live Buffers cost at most a million of these.
    #[test]
    fn records_are_small() {
        assert_eq!(size_of::<Alike>(), 20);
    }

    /// Whatever is folded together, it reads as the list it was.
    #[test]
    fn equal_neighbours_read_as_if_each_stood_alone() {
        let list: Vec<Tenant> = [(0, 10, 1), (16, 10, 1), (32, 10, 1), (48, 10, 2), (64, 0, 2), (64, 7, 2), (80, 7, 2)]
            .into_iter()
            .map(|(offset, length, statement)| tenant(offset, length, statement))
            .collect();
        let mut tenants = Tenants::default();
        list.iter().for_each(|&tenant| tenants.push(tenant));
        assert_eq!(tenants.runs.len(), 5, "three alike, and 80 is no neighbour of 64");
        assert_eq!(tenants.iter().collect::<Vec<_>>(), list);
        assert_eq!((tenants.len(), tenants.bytes(), tenants.last()), (7, 54, list.last().copied()));
        for (number, &known) in list.iter().enumerate() {
            assert_eq!(tenants.get(number as u32), Some(known));
            let Region { slab, offset, length } = known.region(SlabId(1));
            let part = Region { slab, offset: offset + length.min(3), length: length / 2 };
            if known.length > 0 {
                assert_eq!(tenants.of(part), Some((number as u32, known)));
            }
        }
        assert_eq!(tenants.of(Region { slab: SlabId(1), offset: 12, length: 2 }), None, "padding is nobody's");
        assert_eq!(tenants.of(Region { slab: SlabId(1), offset: 0, length: 64 }), None, "more than one");
        for count in (0..7).rev() {
            tenants.pop();
            assert_eq!(tenants.iter().collect::<Vec<_>>(), list[..count]);
        }
        assert_eq!(tenants.get(0), None);
    }
}
