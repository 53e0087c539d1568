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
    /// Where V8 tries the middle of a pair as a start, no character matches there; which groups take part if something does.
    pub between: Option<Vec<bool>>,
}

impl Engine {
    /// Of a pattern in which no character matches: what matches where there is something on both sides.
    pub fn between_points(&self) -> Option<Vec<bool>> {
        let found = self.regex.find_from_ascii("--", 1).next().filter(|found| found.range.start == 1)?;
        Some(found.captures.iter().map(Option::is_some).collect())
    }
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
    fn new(range: Range<usize>, groups: Vec<Option<Range<usize>>>, names: &[(String, Vec<usize>)]) -> Self {
        let taken = |named: &[usize]| named.iter().find_map(|&group| groups.get(group - 1)?.clone());
        let named = names.iter().map(|(name, groups)| (name.clone(), taken(groups))).collect();
        Self { range, groups, named }
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
        let start = start - usize::from(self.unicode && self.subject.is_within_pair(start));
        match &*self.subject {
            Subject::Ascii(text) => self.take(start, regex.find_from_ascii(text, start), many),
            Subject::Wide(units) if self.unicode => self.take(start, regex.find_from_utf16(units, start), many),
            Subject::Wide(units) => self.take(start, regex.find_from_ucs2(units, start), many),
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
                self.take(start, found, many)
            }
        }
    }

    fn take(&self, start: usize, matches: impl Iterator<Item = Match>, many: bool) -> (Vec<Found>, Option<usize>) {
        let (mut taken, mut from, mut ranges) = (Vec::new(), start, 0);
        let mut matches = matches.peekable();
        loop {
            let next = matches.peek().map_or(self.subject.len(), |found| found.range.start);
            let found = self
                .between(from, next)
                .or_else(|| matches.next().map(|found| Found::new(found.range, found.captures, &self.engine.names)));
            let Some(found) = found else { return (taken, None) };
            let Range { start, end } = found.range;
            from = if start == end { self.subject.after(end, self.unicode) } else { end };
            ranges += 4 + found.groups.len() + found.named.len();
            taken.push(found);
            if !many || ranges >= RANGES {
                return (taken, (from <= self.subject.len()).then_some(from));
            }
        }
    }

    /// What is found in the middle of the first pair behind a place and before another.
    fn between(&self, from: usize, to: usize) -> Option<Found> {
        let takes_part = self.engine.between.as_ref()?;
        let at = (from + 1..to).find(|&at| self.subject.is_within_pair(at))?;
        let groups = takes_part.iter().map(|&takes_part| takes_part.then_some(at..at)).collect();
        Some(Found::new(at..at, groups, &self.engine.names))
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

    /// Whether a place is between the units of one character.
    fn is_within_pair(&self, place: usize) -> bool {
        match self {
            Self::Ascii(_) => false,
            Self::Wide(units) => {
                let is_pair = |pair: &[u16]| (0xD800..0xDC00).contains(&pair[0]) && (0xDC00..0xE000).contains(&pair[1]);
                place > 0 && units.get(place - 1..=place).is_some_and(is_pair)
            }
            Self::Careful(_, places) => place > 0 && places.get(place) == places.get(place - 1) && place < places.len(),
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
