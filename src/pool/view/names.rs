//! What the regions are called. Not who knows the names: they come from outside.

use crate::memory::snapshot::{Region, SlabId, SlabView};

/// Names of views, by where the views lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    entries: Vec<(Region, String)>,
}

impl Names {
    /// From views and their names, in any order; a view may have several.
    pub fn new(mut entries: Vec<(Region, String)>) -> Self {
        entries.sort_by(|(one, a), (other, b)| (one, a).cmp(&(other, b)));
        Self { entries }
    }

    /// The views of one slab and their names, by offset.
    pub fn of_slab(&self, slab: SlabId) -> &[(Region, String)] {
        let start = self.entries.partition_point(|(region, _)| region.slab < slab);
        let length = self.entries[start..].partition_point(|(region, _)| region.slab == slab);
        &self.entries[start..start + length]
    }

    /// The names of the views that show a byte of a slab; the first ones.
    pub(super) fn at(&self, slab: SlabId, byte: u64) -> Vec<&str> {
        let shows = |region: &Region| region.offset <= byte && byte < region.end();
        let named = self.of_slab(slab).iter().filter(|(region, _)| shows(region));
        named.map(|(_, name)| name.as_str()).take(4).collect()
    }

    /// The names of a slab's views by the region each is (a part of), as (index, name); views of no one region are left
    /// out. An own slab is one region.
    pub(super) fn by_region<'a>(&'a self, slab: &'a SlabView) -> impl Iterator<Item = (usize, &'a str)> {
        self.of_slab(slab.id).iter().filter_map(|(region, name)| {
            let index = if slab.regions.is_empty() { Some(0) } else { slab.region_of(*region) };
            Some((index?, name.as_str()))
        })
    }

    /// Every name of a single ASCII letter: those stand for themselves on a map.
    pub(super) fn letters(&self) -> impl Iterator<Item = char> {
        self.entries.iter().filter_map(|(_, name)| single_letter(name))
    }
}

/// The letter that a name is, if it is one.
pub(super) fn single_letter(name: &str) -> Option<char> {
    match name.as_bytes() {
        [byte] if byte.is_ascii_alphabetic() => Some(char::from(*byte)),
        _ => None,
    }
}
