//! Many bytes at once: copied and filled piece by piece, so that limits and interruption are looked at in between, and nothing is
//! touched for which there is no room. Not which bytes: that is the built-ins' matter.

use super::{Completion, Machine, Thrown};
use crate::buffer::compare::compare;
use crate::heap::View;
use pool::memory::{Fact, Region, SlabId};

/// How many bytes are moved between two steps.
const PIECE: usize = 1 << 24;

impl Machine {
    /// Whether a search for `undefined` in a view finds what is no longer there, wherever it began (V8 before Node 24).
    pub fn finds_what_shrank(&self, view: View, length: usize) -> bool {
        let fewer = view.tracking && self.heap.view_bounds(view).is_some_and(|have| have < length);
        fewer && !self.knows(Fact::SearchFromStart)
    }

    /// Whether `length` bytes of a slab may be written, as far as memory is concerned.
    #[inline]
    pub fn may_touch(&mut self, slab: SlabId, start: usize, length: usize) -> Completion<()> {
        self.heap.memory.may_touch(slab, start, length).map_err(|_| Thrown::OutOfMemory)
    }

    /// The same for all that a view shows.
    pub fn may_touch_all(&mut self, view: View) -> Completion<()> {
        let shown = self.heap.shown(view);
        self.may_touch(shown.slab, shown.offset as usize, shown.length as usize)
    }

    /// Copies bytes, overlapping ones correctly.
    pub fn copy_bytes(&mut self, from: SlabId, start: usize, length: usize, to: SlabId, at: usize) -> Completion<()> {
        let backwards = from == to && at > start;
        let mut done = 0;
        while done < length {
            let piece = PIECE.min(length - done);
            let place = if backwards { length - done - piece } else { done };
            let copied = self.heap.memory.copy(from, start + place, piece, to, at + place);
            copied.map_err(|_| Thrown::OutOfMemory)?;
            done += piece;
            if done < length {
                self.tick()?;
            }
        }
        Ok(())
    }

    /// Which of two stretches of bytes comes first.
    pub fn compare_bytes(&mut self, one: Region, other: Region) -> Completion<i32> {
        let mut done = 0;
        loop {
            let [left, right] = [one, other].map(|region| {
                let end = (region.offset + region.length) as usize;
                let bytes = self.heap.memory.bytes(region.slab);
                let start = (region.offset as usize + done).min(end).min(bytes.len());
                &bytes[start..end.min(start + PIECE).min(bytes.len())]
            });
            let order = compare(left, right);
            if order != 0 || left.len() < PIECE || right.len() < PIECE {
                return Ok(order);
            }
            done += PIECE;
            self.tick()?;
        }
    }

    /// Repeats a pattern that is not empty over bytes of a slab, the last time perhaps only in part.
    pub fn fill_bytes(&mut self, slab: SlabId, start: usize, length: usize, pattern: &[u8]) -> Completion<()> {
        let zeros = pattern.iter().all(|&byte| byte == 0);
        if !zeros {
            self.may_touch(slab, start, length)?;
        }
        let whole = PIECE.next_multiple_of(pattern.len().max(1));
        let mut done = 0;
        while done < length {
            let (at, piece) = (start + done, whole.min(length - done));
            if zeros {
                self.heap.memory.clear(slab, at, piece);
            } else if let Some(bytes) = self.heap.memory.bytes_mut(slab).get_mut(at..at + piece) {
                crate::buffer::fill::fill(bytes, pattern);
                self.heap.memory.wrote(slab, at, piece);
            }
            done += piece;
            if done < length {
                self.tick()?;
            }
        }
        Ok(())
    }
}
