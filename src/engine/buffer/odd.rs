//! Looking for units of two bytes in memory that begins at an odd address, as Node does it: its search rounds the place of every byte
//! it finds down to an even address, and so lands one unit too early, where it may begin again for ever (`FindFirstCharacter` of
//! Node's `src/string_search.h`). Not the search at even addresses: that is `search`.

use pool::memory::{Fact, Release};

/// What such a search comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// This unit; -1 is the one before the first.
    At(isize),
    /// Nothing.
    Nowhere,
    /// Node never returns.
    Never,
    /// Node's process ends.
    Ends,
}

/// Memory of an odd address as the search sees it: forwards or backwards.
struct Subject<'a> {
    /// All bytes of the slab.
    memory: &'a [u8],
    /// Where the part that is looked at begins: an odd place.
    start: usize,
    units: usize,
    forward: bool,
    /// Whether what is found is looked at as a unit again, not where it was found: Node 18, backwards.
    unit_again: bool,
}

impl Subject<'_> {
    /// Unit number `at`.
    fn unit(&self, at: isize) -> [u8; 2] {
        let at = if self.forward { at } else { self.units as isize - 1 - at };
        self.pair(at * 2)
    }

    /// Two bytes from a place on; those before the first can be read, too.
    fn pair(&self, at: isize) -> [u8; 2] {
        let place = self.start as isize + at;
        let byte = |place: isize| usize::try_from(place).ok().and_then(|place| self.memory.get(place)).copied();
        [byte(place).unwrap_or(0), byte(place + 1).unwrap_or(0)]
    }

    /// `FindFirstCharacter`: the first unit from `from` on, among the first `most`, that is `wanted`.
    fn first(&self, wanted: [u8; 2], from: usize, most: usize) -> Result<isize, Odd> {
        let byte = wanted[0].max(wanted[1]);
        let mut at = from;
        loop {
            let found = if self.forward {
                let part = self.memory.get(self.start + at * 2..self.start + most * 2).unwrap_or(&[]);
                memchr::memchr(byte, part).map(|place| at * 2 + place)
            } else {
                let part = self.memory.get(self.start..self.start + (self.units - at) * 2).unwrap_or(&[]);
                memchr::memrchr(byte, part)
            };
            let Some(place) = found else { return Err(Odd::Nowhere) };
            // Even places are odd addresses, and rounded down to the byte before: there it looks, and so between two units.
            let rounded = place as isize - isize::from(place % 2 == 0);
            let raw = rounded.div_euclid(2);
            let next = if self.forward { raw } else { self.units as isize - raw - 1 };
            let seen = if self.unit_again { self.unit(next) } else { self.pair(rounded) };
            if seen == wanted {
                return Ok(next);
            }
            if self.forward && next < at as isize {
                // From the unit behind it on the same byte is found again.
                return Err(Odd::Never);
            }
            at = (next + 1) as usize;
            if at >= most {
                return Err(Odd::Nowhere);
            }
        }
    }
}

/// The place of `needle`, whole units, among the `units` that begin at the odd place `start` of a slab's memory; `at` is the first
/// unit where it may stand, or backwards the last.
pub fn find(
    (memory, start): (&[u8], usize),
    units: usize,
    needle: &[u8],
    at: usize,
    forward: bool,
    release: Release,
) -> Odd {
    let unit_again = !forward && Fact::OddSearchByUnits.of(release);
    let subject = Subject { memory, start, units, forward, unit_again };
    let count = needle.len() / 2;
    let Some(last) = units.checked_sub(count) else { return Odd::Nowhere };
    let wanted = |index: usize| {
        let index = if forward { index } else { count - 1 - index };
        [needle[index * 2], needle[index * 2 + 1]]
    };
    let fits = |at: usize| (1..count).all(|index| subject.unit((at + index) as isize) == wanted(index));
    let mut from = if forward { at } else { last.saturating_sub(at) };
    let mut badness = -10 - (count as i64 * 4);
    let found = loop {
        if from > last {
            return Odd::Nowhere;
        }
        badness += 1;
        if count >= LONG && badness > 0 {
            // It gives the shortcut up.
            match (from..=last).find(|&at| subject.unit(at as isize) == wanted(0) && fits(at)) {
                Some(at) => break at,
                None => return Odd::Nowhere,
            }
        }
        let first = match subject.first(wanted(0), from, last + 1) {
            Ok(first) => first,
            Err(odd) => return odd,
        };
        if first == -1 && count == 1 {
            return if Fact::SearchBeforeStart.of(release) { Odd::At(-1) } else { Odd::Nowhere };
        }
        let Some(first) = usize::try_from(first).ok().filter(|&first| first <= last) else { return Odd::Ends };
        if fits(first) {
            break first;
        }
        if first < from && count < LONG {
            return Odd::Never;
        }
        let equal = (1..count).take_while(|&index| subject.unit((first + index) as isize) == wanted(index)).count();
        badness += equal as i64 + 1;
        from = first + 1;
    };
    Odd::At(if forward { found } else { last - found } as isize)
}

/// From so many units on a needle is looked for in another way after a while (`kBMMinPatternLength`).
const LONG: usize = 8;
