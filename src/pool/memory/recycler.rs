//! Freed slabs, kept with their bytes until a slab of the same size wants memory, as malloc tends to do: the one freed
//! last goes first. Not the decision whether old bytes may be seen: that is the setup's `Fresh`.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::region::SlabId;
use super::slab::Slab;
use crate::limits;

/// What an uninitialised slab holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Fresh {
    /// The bytes of a freed slab of the same size; if there is none, zeros, or rubbish on releases that show some.
    #[default]
    Recycled,
    /// Zeros, always.
    Zero,
    /// Noise, the same in every session.
    Noise,
}

/// The free lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Recycler {
    /// Freed slabs by size, each with its turn, the one freed last at the back.
    freed: FxHashMap<u64, VecDeque<(u64, SlabId, Slab)>>,
    /// Sizes and turns of all of them in the order they were freed, and of some that are taken already.
    order: VecDeque<(u64, u64)>,
    /// How many were ever freed.
    turns: u64,
    slabs: usize,
    bytes: u64,
}

impl Recycler {
    /// How many bytes it holds.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes a freed slab in; the oldest ones make room. Large ones go back to the system.
    pub fn give(&mut self, id: SlabId, slab: Slab) {
        let size = slab.bytes.len() as u64;
        if size == 0 || size >= limits::LARGE {
            return;
        }
        self.bytes += size;
        self.slabs += 1;
        self.turns += 1;
        self.order.push_back((size, self.turns));
        self.freed.entry(size).or_default().push_back((self.turns, id, slab));
        while self.slabs > limits::RECYCLED_SLABS || self.bytes > limits::RECYCLED_BYTES {
            let Some((size, turn)) = self.order.pop_front() else { break };
            if self.is_oldest(size, turn) {
                self.freed.get_mut(&size).and_then(VecDeque::pop_front);
                self.left(size);
            }
        }
        if self.order.len() > limits::RECYCLED_SLABS * 4 {
            let mut order = std::mem::take(&mut self.order);
            order.retain(|(size, turn)| {
                let row = self.freed.get(size);
                row.is_some_and(|row| row.binary_search_by_key(turn, |(known, ..)| *known).is_ok())
            });
            self.order = order;
        }
    }

    /// The last freed slab of this size.
    pub fn take(&mut self, size: u64) -> Option<(SlabId, Slab)> {
        let (_, id, slab) = self.freed.get_mut(&size)?.pop_back()?;
        self.left(size);
        Some((id, slab))
    }

    fn is_oldest(&self, size: u64, turn: u64) -> bool {
        self.freed.get(&size).and_then(VecDeque::front).is_some_and(|(oldest, ..)| *oldest == turn)
    }

    fn left(&mut self, size: u64) {
        self.slabs -= 1;
        self.bytes -= size;
        if self.freed.get(&size).is_some_and(VecDeque::is_empty) {
            self.freed.remove(&size);
        }
    }

    /// Gives all of it back to the system.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Fills `bytes` with noise that depends on the slab's number alone (xorshift64*).
pub(super) fn noise(id: SlabId, bytes: &mut [u8]) {
    let mut state = u64::from(id.0).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for chunk in bytes.chunks_mut(8) {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let word = state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes();
        chunk.copy_from_slice(&word[..chunk.len()]);
    }
}

/// Fills `bytes` with what memory looks like that was used before: addresses, small numbers, zeros. Made up, and always the same.
pub(super) fn rubbish(id: SlabId, bytes: &mut [u8]) {
    noise(id, bytes);
    for (index, chunk) in bytes.chunks_exact_mut(8).enumerate() {
        let numbers = index % 2 == 1 && chunk[7] & 2 == 0;
        let small = chunk[7] & 4 == 0;
        match (numbers, small) {
            (true, false) => chunk.fill(0),
            (true, true) => chunk[1..].fill(0),
            (false, _) => {
                chunk[0] &= 0xF8;
                chunk[4..].copy_from_slice(&[0xF3, 0x7F, 0, 0]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::region::SlabKind;
    use super::super::request::Request;
    use super::super::slab::{Basis, State};
    use super::*;

    fn slab(size: usize) -> Slab {
        Slab {
            bytes: vec![0; size],
            more: None,
            statement: 0,
            threshold: 0,
            kind: SlabKind::Own,
            request: Request::Alloc,
            state: State::Freed,
            basis: Basis::Never,
        }
    }

    #[test]
    fn the_last_goes_first_and_the_oldest_make_room() {
        let mut recycler = Recycler::default();
        for id in 1..=3 {
            recycler.give(SlabId(id), slab(10));
        }
        recycler.give(SlabId(4), slab(20));
        assert_eq!(recycler.take(10).map(|(id, _)| id), Some(SlabId(3)));
        assert_eq!(recycler.take(30).map(|(id, _)| id), None);
        for id in 5..5 + limits::RECYCLED_SLABS as u32 {
            recycler.give(SlabId(id), slab(30));
        }
        assert_eq!((recycler.take(10).is_none(), recycler.take(20).is_none()), (true, true));
        assert_eq!((recycler.slabs, recycler.bytes), (limits::RECYCLED_SLABS, limits::RECYCLED_SLABS as u64 * 30));
    }

    /// What was taken in between is no longer counted among the oldest.
    #[test]
    fn the_order_stays_small() {
        let mut recycler = Recycler::default();
        for id in 1..100_000 {
            recycler.give(SlabId(id), slab(id as usize % 7 + 1));
            if id % 3 > 0 {
                recycler.take(u64::from(id % 7 + 1));
            }
        }
        assert!(recycler.slabs <= limits::RECYCLED_SLABS && recycler.order.len() <= limits::RECYCLED_SLABS * 4 + 1);
        let held: u64 = recycler.freed.iter().map(|(size, row)| size * row.len() as u64).sum();
        assert_eq!(held, recycler.bytes);
    }
}
