//! One search through one text: on any thread, and so many matches at a time that none of the answers is large. Not who waits
//! for it.

use std::ops::Range;
use std::sync::Arc;

use regress::{Match, Regex, backends};

use super::cost::Cost;
use super::fold;
use crate::text::Units;

/// How many ranges one answer tells at most, one match apart.
const RANGES: usize = 1 << 14;

/// A text in the form the engine wants.
pub enum Subject {
    Ascii(String),
    Wide(Vec<u16>),
    /// For the careful way: a character for each that the pattern sees, and where each unit begins in it.
    Careful(String, Vec<usize>),
}

/// What the engine made of a pattern.
pub struct Engine {
    pub regex: Regex,
    /// Whether something repeated is repeated in it: coming back to such a one the engine's usual way loses count of the inner
    /// rounds. The other way is slower, and right.
    pub careful: bool,
    /// Whether only plain characters are asked for: the engine's way for plain texts fails where others are.
    pub plain: bool,
    /// Whether other units stand for some.
    pub told_apart: bool,
    /// Each name with its groups.
    pub names: Vec<(String, Vec<usize>)>,
}

/// A character for every point: half a pair becomes one of the last plane, which nobody uses.
pub fn paired(point: u32) -> u32 {
    if (0xD800..0xE000).contains(&point) { point + 0x10_0000 } else { point }
}

/// Where it matched.
pub struct Found {
    /// The whole match.
    pub range: Range<usize>,
    /// Each group, if it took part.
    pub groups: Vec<Option<Range<usize>>>,
    /// The named groups in order.
    pub named: Vec<(String, Option<Range<usize>>)>,
}

/// A search.
pub struct Search {
    engine: Arc<Engine>,
    subject: Arc<Subject>,
    unicode: bool,
    cost: Cost,
}

impl Found {
    fn new(found: Match, names: &[(String, Vec<usize>)]) -> Self {
        let taken = |groups: &[usize]| groups.iter().find_map(|&group| found.captures.get(group - 1)?.clone());
        let named = names.iter().map(|(name, groups)| (name.clone(), taken(groups))).collect();
        Self { range: found.range, named, groups: found.captures }
    }
}

impl Search {
    pub(super) fn new(engine: &Arc<Engine>, subject: &Arc<Subject>, unicode: bool, cost: Cost) -> Self {
        Self { engine: Arc::clone(engine), subject: Arc::clone(subject), unicode, cost }
    }

    /// Whether it may take longer than a moment.
    pub fn may_be_slow(&self) -> bool {
        self.cost.may_be_slow(self.subject.len())
    }

    /// How many bytes it may keep meanwhile.
    pub fn bytes(&self) -> usize {
        let careful = if self.engine.careful { 4 } else { 1 };
        self.cost.searching(self.subject.len()) * careful
    }

    /// The matches at or after `start`: the first, or with `many` all there are, up to a number; and where the next search for
    /// more of them would start, if there may be any.
    pub fn run(&self, start: usize, many: bool) -> (Vec<Found>, Option<usize>) {
        let regex = &self.engine.regex;
        match &*self.subject {
            Subject::Ascii(text) => self.take(regex.find_from_ascii(text, start), many),
            Subject::Wide(units) if self.unicode => self.take(regex.find_from_utf16(units, start), many),
            Subject::Wide(units) => self.take(regex.find_from_ucs2(units, start), many),
            Subject::Careful(text, places) => {
                let units = |range: Range<usize>| {
                    let unit = |byte| places.partition_point(|&place| place < byte);
                    unit(range.start)..unit(range.end)
                };
                let from = places.get(start).copied().unwrap_or(text.len());
                let found = backends::find::<backends::PikeVMExecutor<'_, '_>>(regex, text, from);
                let found = found.map(|mut found| {
                    found.range = units(found.range);
                    for group in &mut found.captures {
                        *group = group.take().map(units);
                    }
                    found
                });
                self.take(found, many)
            }
        }
    }

    fn take(&self, matches: impl Iterator<Item = Match>, many: bool) -> (Vec<Found>, Option<usize>) {
        let mut taken = Vec::new();
        let mut ranges = 0;
        for found in matches {
            let found = Found::new(found, &self.engine.names);
            let Range { start, end } = found.range;
            ranges += 4 + found.groups.len() + found.named.len();
            taken.push(found);
            if !many || ranges >= RANGES {
                let next = if start == end { self.subject.after(end, self.unicode) } else { end };
                return (taken, (next <= self.subject.len()).then_some(next));
            }
        }
        (taken, None)
    }
}

impl Subject {
    pub(super) fn of(text: Units<'_>, engine: Option<&Engine>, unicode: bool) -> Self {
        let told_apart = engine.is_some_and(|engine| engine.told_apart);
        if engine.is_some_and(|engine| engine.careful) {
            return Self::careful(text, unicode, told_apart);
        }
        match text {
            Units::Latin1(bytes) if bytes.is_ascii() && engine.is_none_or(|engine| engine.plain) => {
                Self::Ascii(text.to_utf8().into_owned())
            }
            _ => {
                let mut units = text.to_units();
                if told_apart {
                    units.iter_mut().for_each(|unit| *unit = fold::told_apart(u32::from(*unit)) as u16);
                }
                Self::Wide(units)
            }
        }
    }

    fn careful(text: Units<'_>, unicode: bool, told_apart: bool) -> Self {
        let mut written = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        while let Some((mut point, mut width)) = text.code_point_at(at) {
            if !unicode {
                (point, width) = (u32::from(text.at(at)), 1);
            }
            if told_apart {
                point = fold::told_apart(point);
            }
            places.extend(std::iter::repeat_n(written.len(), width));
            written.push(char::from_u32(paired(point)).unwrap_or(char::REPLACEMENT_CHARACTER));
            at += width;
        }
        places.push(written.len());
        Self::Careful(written, places)
    }

    fn len(&self) -> usize {
        match self {
            Self::Careful(_, places) => places.len() - 1,
            Self::Ascii(text) => text.len(),
            Self::Wide(units) => units.len(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Careful(text, places) => text.len() + size_of_val(places.as_slice()),
            Self::Ascii(text) => text.len(),
            Self::Wide(units) => size_of_val(units.as_slice()),
        }
    }

    /// The place after the one at `place` (ECMAScript `AdvanceStringIndex`).
    fn after(&self, place: usize, unicode: bool) -> usize {
        match self {
            Self::Wide(units) if unicode => {
                place + Units::Utf16(units).code_point_at(place).map_or(1, |(_, width)| width)
            }
            Self::Careful(_, places) if unicode => {
                places[place..].partition_point(|&at| at == places[place]).max(1) + place
            }
            _ => place + 1,
        }
    }
}
