//! Freed slabs, kept with their bytes until a slab of the same size wants memory, as malloc tends to do: the one freed
//! last goes first. Not the decision whether old bytes may be seen: that is the setup's `Fresh`.

use std::collections::VecDeque;

use super::limits;
use super::origin::{self, Origin};
use super::slab::{Slab, SlabId};

/// What an uninitialised slab holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Fresh {
    /// The bytes of a freed slab of the same size, or zeros if there is none.
    #[default]
    Recycled,
    /// Zeros, always.
    Zero,
    /// Noise, the same in every session.
    Noise,
}

/// The free list.
#[derive(Debug, Default)]
pub(super) struct Recycler {
    freed: VecDeque<(SlabId, Slab)>,
    bytes: u64,
}

impl Recycler {
    /// How many bytes it holds.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes a freed slab in; the oldest ones make room.
    pub fn give(&mut self, id: SlabId, slab: Slab) {
        let size = slab.bytes.len() as u64;
        if size == 0 || size > limits::RECYCLED_BYTES {
            return;
        }
        self.bytes += size;
        self.freed.push_back((id, slab));
        while self.freed.len() > limits::RECYCLED_SLABS || self.bytes > limits::RECYCLED_BYTES {
            let Some((_, oldest)) = self.freed.pop_front() else { break };
            self.bytes -= oldest.bytes.len() as u64;
        }
    }

    /// The memory of the last freed slab of this size, and who wrote what in it.
    pub fn take(&mut self, size: u64) -> Option<(SlabId, Vec<u8>, Vec<Origin>)> {
        let at = self.freed.iter().rposition(|(_, slab)| slab.bytes.len() as u64 == size)?;
        let (id, slab) = self.freed.remove(at)?;
        self.bytes -= size;
        let origins = origin::left_behind(id, &slab);
        Some((id, slab.bytes, origins))
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
