//! One search through one text: on any thread, and so many matches at a time that none of the answers is large. Not who waits
//! for it.

use std::ops::Range;
use std::sync::Arc;

use regress::{Match, Regex};

use super::cost::Cost;
use crate::text::Units;

/// How many ranges one answer tells at most, one match apart.
const RANGES: usize = 1 << 14;

/// A text in the form the engine wants.
pub enum Subject {
    Ascii(String),
    Wide(Vec<u16>),
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
    regex: Arc<Regex>,
    subject: Arc<Subject>,
    unicode: bool,
    cost: Cost,
}

impl Found {
    fn new(found: &Match) -> Self {
        Self {
            range: found.range(),
            groups: found.captures.clone(),
            named: found.named_groups().map(|(name, range)| (name.to_owned(), range)).collect(),
        }
    }
}

impl Search {
    pub(super) fn new(regex: &Arc<Regex>, subject: &Arc<Subject>, unicode: bool, cost: Cost) -> Self {
        Self { regex: Arc::clone(regex), subject: Arc::clone(subject), unicode, cost }
    }

    /// Whether it may take longer than a moment.
    pub fn may_be_slow(&self) -> bool {
        self.cost.may_be_slow(self.subject.len())
    }

    /// How many bytes it may keep meanwhile.
    pub fn bytes(&self) -> usize {
        self.cost.searching(self.subject.len())
    }

    /// The matches at or after `start`: the first, or with `many` all there are, up to a number; and where the next search for
    /// more of them would start, if there may be any.
    pub fn run(&self, start: usize, many: bool) -> (Vec<Found>, Option<usize>) {
        match &*self.subject {
            Subject::Ascii(text) => self.take(self.regex.find_from_ascii(text, start), many),
            Subject::Wide(units) if self.unicode => self.take(self.regex.find_from_utf16(units, start), many),
            Subject::Wide(units) => self.take(self.regex.find_from_ucs2(units, start), many),
        }
    }

    fn take(&self, matches: impl Iterator<Item = Match>, many: bool) -> (Vec<Found>, Option<usize>) {
        let mut taken = Vec::new();
        let mut ranges = 0;
        for found in matches {
            let found = Found::new(&found);
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
    pub(super) fn of(text: Units<'_>) -> Self {
        match text {
            Units::Latin1(bytes) if bytes.is_ascii() => Self::Ascii(text.to_utf8().into_owned()),
            _ => Self::Wide(text.to_units()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Ascii(text) => text.len(),
            Self::Wide(units) => units.len(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
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
            _ => place + 1,
        }
    }
}
