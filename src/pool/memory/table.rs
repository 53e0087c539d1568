//! The table of slabs. Numbers are never reused, yet a long session stays small: blocks of records whose slabs are all
//! freed are let go. Not the slabs' meaning.

use super::region::SlabId;
use super::slab::{Slab, State};

/// Slabs in one block.
const BLOCK: usize = 256;

/// All slabs ever made, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    blocks: Vec<Vec<Slab>>,
    made: u32,
}

impl Table {
    fn place(slab: SlabId) -> (usize, usize) {
        let index = slab.0.wrapping_sub(1) as usize;
        (index / BLOCK, index % BLOCK)
    }

    #[inline]
    pub fn get(&self, slab: SlabId) -> Option<&Slab> {
        let (block, at) = Self::place(slab);
        self.blocks.get(block)?.get(at)
    }

    #[inline]
    pub fn get_mut(&mut self, slab: SlabId) -> Option<&mut Slab> {
        let (block, at) = Self::place(slab);
        self.blocks.get_mut(block)?.get_mut(at)
    }

    /// The number the next slab will get; none once the numbers have run out.
    pub fn next(&self) -> Option<SlabId> {
        (self.made < u32::MAX).then(|| SlabId(self.made + 1))
    }

    /// How many slabs were ever made.
    pub fn made(&self) -> u32 {
        self.made
    }

    /// Adds a slab under the number that `next` told.
    pub fn push(&mut self, slab: Slab) {
        let block = self.made as usize / BLOCK;
        if block == self.blocks.len() {
            self.blocks.push(Vec::new());
        }
        self.blocks[block].push(slab);
        self.made += 1;
    }

    /// Every slab that is not freed, in order.
    pub fn here(&self) -> impl Iterator<Item = (SlabId, &Slab)> {
        self.blocks.iter().enumerate().flat_map(|(block, slabs)| {
            slabs
                .iter()
                .enumerate()
                .filter(|(_, slab)| slab.state != State::Freed)
                .map(move |(at, slab)| (SlabId((block * BLOCK + at) as u32 + 1), slab))
        })
    }

    /// The same, to change.
    pub fn here_mut(&mut self) -> impl Iterator<Item = (SlabId, &mut Slab)> {
        self.blocks.iter_mut().enumerate().flat_map(|(block, slabs)| {
            slabs
                .iter_mut()
                .enumerate()
                .filter(|(_, slab)| slab.state != State::Freed)
                .map(move |(at, slab)| (SlabId((block * BLOCK + at) as u32 + 1), slab))
        })
    }

    /// Lets go of full blocks in which every slab is freed.
    pub fn compact(&mut self) {
        for block in &mut self.blocks {
            if block.len() == BLOCK && block.iter().all(|slab| slab.state == State::Freed) {
                *block = Vec::new();
            }
        }
    }
}
