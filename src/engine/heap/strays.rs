//! Views that were made on another view's `.buffer` and show other bytes than that one does: whoever forgets that the bytes
//! of a Buffer begin at its `byteOffset` makes such a view. Not what is said of them.

use super::arenas::Heap;
use super::stray::{Asked, Stray};
use super::value::ObjectId;
use super::window::View;
use pool::memory::{Region, SlabId};

impl Heap {
    /// What a view strayed from, if it did.
    pub fn stray(&self, object: ObjectId) -> Option<Stray> {
        self.strays.found.get(&object).copied()
    }

    /// How many views have strayed so far.
    pub fn strayed(&self) -> u32 {
        self.strays.made
    }

    /// The view that was asked for its `ArrayBuffer` last.
    pub fn last_asked(&self) -> Option<Asked> {
        self.strays.asked
    }

    /// Takes that back: looking leaves no trace.
    pub fn restore_asked(&mut self, asked: Option<Asked>) {
        self.strays.asked = asked;
    }

    /// What the view of a slab shows that was asked last.
    pub fn asked_on(&self, slab: SlabId) -> Option<Region> {
        self.strays.asked.map(|asked| asked.region).filter(|region| region.slab == slab)
    }

    /// A view is asked for its `ArrayBuffer`.
    #[inline]
    pub fn asked_for_buffer(&mut self, view: View) {
        let region = self.shown(view);
        self.strays.asked = Some(Asked { statement: self.memory.ledger().current(), region });
    }

    /// `object` is a view made on an `ArrayBuffer`: most likely on that of the view that was asked last.
    #[inline]
    pub fn made_on_buffer(&mut self, object: ObjectId, view: View) {
        let region = self.shown(view);
        if let Some(asked) = self.strays.asked
            && asked.region.slab == region.slab
            && !(asked.region.offset <= region.offset && region.end() <= asked.region.end())
        {
            self.note_stray(object, region, asked);
        }
    }

    fn note_stray(&mut self, object: ObjectId, region: Region, asked: Asked) {
        let Asked { statement, region: meant } = asked;
        let current = self.memory.ledger().current();
        let intended = if self.memory.is_pool(region.slab) {
            // An offset was given, and it leads into some Buffer. Where it was forgotten it is 0, whoever is there.
            region.offset > 0 && self.memory.why(region).is_some()
        } else {
            // The program may know the whole `ArrayBuffer` from elsewhere, and what is behind a view may be the next one's.
            statement != current || region.offset >= meant.end()
        };
        if intended || region.length == 0 {
            return;
        }
        self.strays.found.insert(object, Stray { meant, statement: current, number: self.strays.made });
        self.strays.made += 1;
    }
}
