//! The strings that property keys use, found by their contents. Not a second copy of them: their text is in their cells.

use std::hash::{Hash as _, Hasher as _};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::arena::Arena;
use super::cells::StringCell;
use super::value::StringId;
use crate::text::Units;

/// Every interned string.
#[derive(Clone, Default)]
pub(super) struct Interned(HashTable<StringId>);

/// Of units in their narrowest form, as every [`Text`](crate::text::Text) is.
fn hash(units: Units<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    match units {
        Units::Latin1(bytes) => bytes.hash(&mut hasher),
        Units::Utf16(units) => units.hash(&mut hasher),
    }
    hasher.finish()
}

fn units(strings: &Arena<StringCell>, string: StringId) -> Units<'_> {
    match strings.get(string.0) {
        StringCell::Flat { text, .. } => text.view(),
        // Only flat strings are interned.
        StringCell::Rope { .. } | StringCell::Free => Units::Latin1(&[]),
    }
}

impl Interned {
    /// With room for so many.
    pub fn with_capacity(count: usize) -> Self {
        Self(HashTable::with_capacity(count))
    }

    /// The string with this content; wide units must not be narrow ones.
    pub fn find(&self, strings: &Arena<StringCell>, content: Units<'_>) -> Option<StringId> {
        let same = |&string: &StringId| match (units(strings, string), content) {
            (Units::Latin1(a), Units::Latin1(b)) => a == b,
            (Units::Utf16(a), Units::Utf16(b)) => a == b,
            _ => false,
        };
        self.0.find(hash(content), same).copied()
    }

    /// Adds a string whose content is not here yet.
    pub fn add(&mut self, strings: &Arena<StringCell>, string: StringId) {
        let of = |string: &StringId| hash(units(strings, *string));
        self.0.insert_unique(of(&string), string, of);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets the others.
    pub fn retain(&mut self, keep: impl Fn(StringId) -> bool) {
        self.0.retain(|string| keep(*string));
    }
}
