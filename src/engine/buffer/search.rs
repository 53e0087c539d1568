//! `indexOf`, `lastIndexOf` and `includes` on bytes, with Node's offsets. Not Text's search: a string is searched for
//! as its bytes. Linear in the Buffer for every needle.

use super::odd::Odd;
use crate::encoding::{Encoding, encode, encode_generalized};
use crate::text::Units;
use memchr::memmem;
use pool::memory::{Fact, Release};

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub enum Needle<'a> {
    /// One byte: a number argument, modulo 256.
    Byte(u8),
    /// The bytes of a string or of another Buffer.
    Bytes {
        /// The bytes.
        bytes: &'a [u8],
        /// Whether they count as units of two bytes that match only at even places (utf16le).
        wide: bool,
        /// Whether they came from a string, not from a Buffer.
        text: bool,
    },
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The offset argument; NaN, as which `undefined` comes, is the far end.
    pub offset: f64,
    /// The end argument (since 24.20 and 26.1), `None` for the end of the Buffer.
    pub end: Option<f64>,
    /// Whether to look for the first place at or after the offset, not the last at or before.
    pub forward: bool,
}

/// The bytes of a string needle. Up to Node 22 a lone surrogate in utf8 is looked for as the three bytes of its own
/// value, which no text encodes to.
pub fn needle_bytes(text: Units<'_>, encoding: Encoding, release: Release) -> Vec<u8> {
    if encoding == Encoding::Utf8 && !Fact::SurrogateSearch.of(release) {
        encode_generalized(text)
    } else {
        encode(text, encoding)
    }
}

/// How many places are looked at between two steps.
const PIECE: usize = 1 << 24;

/// A search that is under way.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Where the needle may stand next: no earlier, or no later.
    at: usize,
    /// Where the part that is looked at ends.
    end: usize,
    /// Bytes of the needle that count.
    needle: usize,
    wide: bool,
    forward: bool,
    /// What is answered where nothing is found.
    otherwise: Option<usize>,
}

/// The place found. An empty needle is found at the offset.
pub fn find(hay: &[u8], needle: Needle<'_>, place: Place, release: Release) -> Option<usize> {
    let single: [u8; 1];
    let (bytes, wide, text) = match needle {
        Needle::Byte(byte) => {
            single = [byte];
            (&single[..], false, false)
        }
        Needle::Bytes { bytes, wide, text } => (bytes, wide, text),
    };
    match Search::new(hay.len(), bytes.len(), (wide, text), place, release) {
        Ok(mut search) => loop {
            if let Some(found) = search.step(hay, bytes) {
                return found;
            }
        },
        Err(known) => known,
    }
}

impl Search {
    /// A search among `hay` bytes for a needle of so many; or what it comes to, where that is known at once.
    ///
    /// Releases before 24.20 and 26.1 report a utf16le needle that is a Buffer as found at the last byte where a Buffer of
    /// odd length does not hold it (`IndexOfBuffer` of `src/node_buffer.cc` compared the answer with the odd length).
    pub fn new(
        hay: usize,
        needle: usize,
        (wide, text): (bool, bool),
        place: Place,
        release: Release,
    ) -> Result<Self, Option<usize>> {
        let newer = Fact::OddEndSearch.of(release);
        let length = if wide && text { hay & !1 } else { hay };
        let start = start(length, place, needle);
        let end = place.end.map_or(length, |end| clamp_end(end, length));
        let end = if wide && newer { end & !1 } else { end };
        if needle == 0 {
            return Err(start.map(|start| start.min(end)));
        }
        let start = start.ok_or(None)?;
        let forward = place.forward;
        if needle > end || (forward && start > end - needle) || (wide && (end < 2 || needle < 2)) {
            return Err(None);
        }
        let otherwise = (wide && !newer && length % 2 == 1).then_some(length - 1);
        let (start, end, needle) = if wide { (start & !1, end & !1, needle & !1) } else { (start, end, needle) };
        let at = if forward { start } else { start.min(end - needle) };
        Ok(Self { at, end, needle, wide, forward, otherwise })
    }

    /// Looks at the next piece: the answer, if there is one yet.
    pub fn step(&mut self, hay: &[u8], needle: &[u8]) -> Option<Option<usize>> {
        let (needle, Self { at, end, wide, forward, .. }) = (&needle[..self.needle], *self);
        let look = if wide { find_units } else { find_bytes };
        if forward {
            let stop = end.min(at + PIECE + needle.len() - 1 - usize::from(wide));
            let found = look(hay.get(at..stop)?, needle, 0, true).map(|found| at + found);
            self.at = at + PIECE;
            if found.is_some() || stop == end { Some(found.or(self.otherwise)) } else { None }
        } else {
            let from = at.saturating_sub(PIECE);
            let last = if wide { (at - from) / 2 } else { at - from };
            let found = look(hay.get(from..at + needle.len())?, needle, last, false).map(|found| from + found);
            self.at = from;
            if found.is_some() || from == 0 { Some(found.or(self.otherwise)) } else { None }
        }
    }

    /// The same in memory whose first byte stands at the odd place `start`, where Node goes another way for units.
    pub fn odd(&self, memory: &[u8], start: usize, needle: &[u8], release: Release) -> Option<Odd> {
        let Self { at, end, forward, .. } = *self;
        let odd = self.wide && start % 2 == 1;
        odd.then(|| super::odd::find((memory, start), end / 2, &needle[..self.needle], at / 2, forward, release))
    }

    /// What is answered where nothing is found.
    pub fn otherwise(&self) -> Option<usize> {
        self.otherwise
    }
}

/// Whether a needle of that many bytes is looked for at all, or already known not to fit.
pub fn fits(hay: usize, needle: usize, place: Place) -> bool {
    let end = place.end.map_or(hay, |end| clamp_end(end, hay));
    needle > 0 && needle <= end && start(hay, place, needle).is_some_and(|at| !place.forward || at + needle <= end)
}

/// `IndexOfOffset` of `src/node_buffer.cc`; `None` where nothing can be found.
fn start(length: usize, place: Place, needle: usize) -> Option<usize> {
    let most = length as f64;
    let offset = if place.offset.is_nan() {
        if place.forward { 0.0 } else { most }
    } else {
        place.offset.trunc().clamp(-2_147_483_648.0, 2_147_483_647.0)
    };
    if offset < 0.0 {
        return if offset + most >= 0.0 {
            Some((offset + most) as usize)
        } else {
            (place.forward || needle == 0).then_some(0)
        };
    }
    if offset + needle as f64 <= most {
        Some(offset as usize)
    } else if needle == 0 {
        Some(length)
    } else if place.forward {
        None
    } else {
        length.checked_sub(1)
    }
}

/// What does not fit 64 bits is as good as nothing.
fn clamp_end(end: f64, length: usize) -> usize {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if end.abs() < LIMIT { end.clamp(0.0, length as f64) as usize } else { 0 }
}

fn find_bytes(hay: &[u8], needle: &[u8], start: usize, forward: bool) -> Option<usize> {
    let first = *needle.first()?;
    if forward {
        let mut from = start;
        for _ in 0..STRAYS {
            let at = memchr::memchr(first, &hay[from..])? + from;
            if hay[at..].starts_with(needle) {
                return Some(at);
            }
            from = at + 1;
        }
        memmem::find(&hay[from..], needle).map(|at| at + from)
    } else {
        let mut to = (start + 1).min(hay.len() - needle.len() + 1);
        for _ in 0..STRAYS {
            let at = memchr::memrchr(first, &hay[..to])?;
            if hay[at..].starts_with(needle) {
                return Some(at);
            }
            to = at;
        }
        memmem::rfind(&hay[..to + needle.len() - 1], needle)
    }
}

/// How many places that begin like the needle, or hold it at odd places, are forgiven before a search that minds none.
const STRAYS: usize = 16;

/// The place of a needle of whole units, from unit `start` on or backwards; an odd last byte of the Buffer takes no part.
fn find_units(hay: &[u8], needle: &[u8], start: usize, forward: bool) -> Option<usize> {
    let hay = &hay[..hay.len() & !1];
    if forward {
        let mut from = start * 2;
        for _ in 0..STRAYS {
            let at = memmem::find(&hay[from.min(hay.len())..], needle)? + from;
            if at.is_multiple_of(2) {
                return Some(at);
            }
            from = at + 1;
        }
        let from = from & !1;
        let rest = &hay[from..];
        knuth_morris_pratt(needle.len() / 2, rest.len() / 2, |i| unit(needle, i), |i| unit(rest, i))
            .map(|at| from + at * 2)
    } else {
        let mut to = (start * 2 + needle.len()).min(hay.len());
        for _ in 0..STRAYS {
            let at = memmem::rfind(&hay[..to], needle)?;
            if at % 2 == 0 {
                return Some(at);
            }
            to = at + needle.len() - 1;
        }
        let rest = &hay[..to & !1];
        let (count, wanted) = (rest.len() / 2, needle.len() / 2);
        knuth_morris_pratt(wanted, count, |i| unit(needle, wanted - 1 - i), |i| unit(rest, count - 1 - i))
            .map(|at| (count - at - wanted) * 2)
    }
}

fn unit(bytes: &[u8], index: usize) -> [u8; 2] {
    [bytes[index * 2], bytes[index * 2 + 1]]
}

/// The first place of the needle, in time linear in both lengths.
fn knuth_morris_pratt<T: PartialEq>(
    wanted: usize,
    count: usize,
    needle: impl Fn(usize) -> T,
    hay: impl Fn(usize) -> T,
) -> Option<usize> {
    let mut borders = vec![0; wanted];
    let mut border = 0;
    for index in 1..wanted {
        while border > 0 && needle(index) != needle(border) {
            border = borders[border - 1];
        }
        border += usize::from(needle(index) == needle(border));
        borders[index] = border;
    }
    let mut matched = 0;
    for index in 0..count {
        while matched > 0 && hay(index) != needle(matched) {
            matched = borders[matched - 1];
        }
        matched += usize::from(hay(index) == needle(matched));
        if matched == wanted {
            return Some(index + 1 - wanted);
        }
    }
    None
}
