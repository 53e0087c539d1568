//! Which parts of a large slab were ever written. The others are known to hold zeros, and cost nothing: the system hands out their
//! memory only when somebody writes there. Not the bytes, and not who wrote them.

use super::bits::Bits;
use crate::limits::{GRANULE, LARGE};

/// The written parts of one large slab, by granules.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched(Bits);

impl Touched {
    /// The record of a slab of fresh zeros, where it is large enough to be worth one.
    pub fn of(size: u64) -> Option<Self> {
        (size >= LARGE).then(Self::default)
    }

    /// Notes that `[start, end)` of a slab of `size` bytes was written: how many bytes cost something from now on.
    pub fn touch(&mut self, start: u64, end: u64, size: u64) -> u64 {
        let new = self.missing(start, end, size);
        if new > 0 {
            self.0.mark((start / GRANULE) as usize, end.div_ceil(GRANULE) as usize);
        }
        new
    }

    /// How many bytes would cost something if `[start, end)` were written.
    pub fn missing(&self, start: u64, end: u64, size: u64) -> u64 {
        let (mut at, last) = ((start / GRANULE) as usize, end.div_ceil(GRANULE) as usize);
        let mut missing = 0;
        while start < end && at < last {
            let from = self.0.find(at, last, false);
            let until = self.0.find(from, last, true);
            missing += (until as u64 * GRANULE).min(size).saturating_sub(from as u64 * GRANULE);
            at = until;
        }
        missing
    }

    /// The first stretch of `[at, end)` that was written, if there is one.
    pub fn next(&self, at: u64, end: u64) -> Option<(u64, u64)> {
        let last = end.div_ceil(GRANULE) as usize;
        let from = self.0.find((at / GRANULE) as usize, last, true);
        if from >= last || at >= end {
            return None;
        }
        let until = self.0.find(from, last, false) as u64;
        Some(((from as u64 * GRANULE).max(at), (until * GRANULE).min(end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_once() {
        let size = 10 * GRANULE + 5;
        let mut touched = Touched::default();
        assert_eq!(touched.next(0, size), None);
        assert_eq!(touched.touch(GRANULE + 1, GRANULE + 2, size), GRANULE);
        assert_eq!(touched.touch(GRANULE, 2 * GRANULE, size), 0);
        assert_eq!(touched.missing(0, 3 * GRANULE, size), 2 * GRANULE);
        assert_eq!(touched.touch(size - 1, size, size), 5);
        assert_eq!(touched.touch(7, 7, size), 0);
        assert_eq!(touched.next(0, size), Some((GRANULE, 2 * GRANULE)));
        assert_eq!(touched.next(GRANULE + 9, GRANULE + 12), Some((GRANULE + 9, GRANULE + 12)));
        assert_eq!(touched.next(2 * GRANULE, size), Some((10 * GRANULE, size)));
        assert_eq!(touched.touch(0, size, size), 9 * GRANULE);
    }
}
