//! What is remembered of views that strayed: the last view asked for its `ArrayBuffer`, and those made on it. Not who strays:
//! that is for `strays` to say.

use rustc_hash::FxHashMap;

use super::value::ObjectId;
use pool::memory::Region;

/// What a view strayed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// What the view shows whose `.buffer` it was made on.
    pub meant: Region,
    /// The statement that made it.
    pub statement: u32,
    /// How many there were before.
    pub number: u32,
}

/// A view that was asked for its `ArrayBuffer`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) statement: u32,
    pub(super) region: Region,
}

/// All of them that live.
#[derive(Clone, Debug, Default)]
pub(super) struct Strays {
    pub(super) asked: Option<Asked>,
    pub(super) found: FxHashMap<ObjectId, Stray>,
    pub(super) made: u32,
}

impl Strays {
    pub fn retain(&mut self, lives: impl Fn(&ObjectId) -> bool) {
        self.found.retain(|object, _| lives(object));
    }
}
