//! Places stack lines point to, and which V8 points there. Not how they are found: see `spot`.

/// Which V8 points there: it was revised once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// Every one.
    Always,
    /// The one that points at each variable or property a pattern fills.
    First,
    /// Those that point at each variable or pattern inside a pattern, and at each part of a sequence.
    Revised,
    /// Those that point in each round of a `for-of` at what it fills as soon as it has a value.
    EachAnew,
    /// Those that do so once.
    EachOnce,
}

impl Era {
    /// Those that have no part in it.
    pub(super) fn others(self) -> Option<Self> {
        match self {
            Self::First => Some(Self::Revised),
            Self::Revised => Some(Self::First),
            Self::EachAnew => Some(Self::EachOnce),
            Self::EachOnce => Some(Self::EachAnew),
            Self::Always => None,
        }
    }
}

/// From an instruction on, stack lines point to this byte of the source.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The first instruction.
    pub op: u32,
    /// The byte.
    pub at: u32,
    /// For whom.
    pub era: Era,
}
