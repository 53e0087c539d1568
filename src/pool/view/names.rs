//! What the regions are called, and which hue each name has. Not who knows the names: they come from outside.

use std::collections::HashMap;

use crate::memory::snapshot::{Region, SlabId};
use crate::styled::Ink;

/// The names of a session in the order in which they appeared: each has the next hue, and keeps it.
#[derive(Clone, Debug, Default)]
pub struct Hues {
    order: HashMap<String, usize>,
}

impl Hues {
    /// A name has appeared.
    pub fn note(&mut self, name: &str) {
        let (name, _) = parted(name);
        if !self.order.contains_key(name) {
            self.order.insert(name.to_owned(), self.order.len());
        }
    }

    /// An order of names from before; those that are only here come behind them.
    pub fn take_over(&mut self, before: Self) {
        let mut here: Vec<(String, usize)> = std::mem::replace(self, before).order.into_iter().collect();
        here.sort_by_key(|(_, at)| *at);
        here.iter().for_each(|(name, _)| self.note(name));
    }

    /// How the name looks. What is behind a variable (`kept[1]`, `kept.header`) follows it, so that it does not matter when somebody
    /// looked.
    fn ink(&self, name: &str) -> Ink {
        let (name, rest) = parted(name);
        let first = self.order.get(name).copied().unwrap_or(self.order.len());
        let number = rest.trim_start_matches('[').split(']').next().and_then(|number| number.parse::<usize>().ok());
        let after = number.unwrap_or_else(|| rest.bytes().map(usize::from).sum());
        if rest.is_empty() { Ink::nth(first) } else { Ink::nth(first.wrapping_add(after)).rougher() }
    }
}

/// A variable, and the way from there.
fn parted(name: &str) -> (&str, &str) {
    name.split_at(name.find(['.', '[']).unwrap_or(name.len()))
}

/// Names of views, by where the views lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    entries: Vec<(Region, String)>,
    inks: HashMap<String, Ink>,
}

impl Names {
    /// From views and their names, in any order; a view may have several.
    pub fn new(mut entries: Vec<(Region, String)>, hues: &mut Hues) -> Self {
        entries.sort_by(|(one, a), (other, b)| (one, a).cmp(&(other, b)));
        entries.iter().for_each(|(_, name)| hues.note(name));
        let inks = entries.iter().map(|(_, name)| (name.clone(), hues.ink(name))).collect();
        Self { entries, inks }
    }

    /// How the bytes of a name look, wherever they are drawn.
    pub fn ink(&self, name: &str) -> Ink {
        self.inks.get(name).copied().unwrap_or_default()
    }

    /// Whether a view has this name.
    pub(super) fn has(&self, (region, name): &(Region, String)) -> bool {
        self.entries.binary_search_by(|known| (known.0, &known.1).cmp(&(*region, name))).is_ok()
    }

    /// All of them.
    pub(super) fn all(&self) -> &[(Region, String)] {
        &self.entries
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
}
