//! What a pattern may cost: to compile, to keep, and to search with. Guessed from its text, rather too much than too little. Not
//! what it means.

use crate::text::Units;

/// What a unit of a pattern takes at most while it is compiled, and when it is.
const COMPILING: usize = 192;
const KEPT: usize = 112;

/// What a property of Unicode takes, and one of sequences.
const PROPERTY: usize = 20 << 10;
const SEQUENCES: usize = 800 << 10;

/// The stack that every pattern of few alternatives gets along with, and what each of more needs.
pub const STACK: usize = 4 << 20;
const ALTERNATIVE: usize = 1 << 10;

/// Up to how many units, alternatives and counted groups optimizing costs little: it is quadratic in the one, and repeats what
/// it unrolls in the other.
const WORTH: usize = 4_000;
const WORTH_ALTERNATIVES: usize = 300;
const WORTH_COUNTED: usize = 8;

/// How many units are compiled at once.
const AT_ONCE: usize = 2_000;

/// How many steps of a search are done at once: a good part of a tenth of a second.
const STEPS: f64 = 1e8;

/// What a search keeps for each unit of the text to come back to.
const WAY_BACK: usize = 64;

/// It.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Bytes for the time it is compiled.
    pub compiling: usize,
    /// Bytes afterwards.
    pub kept: usize,
    /// How many alternatives it has at most.
    pub alternatives: usize,
    units: usize,
    properties: usize,
    /// Groups with a counted quantifier, and with any; back references; quantifiers without an end.
    counted: usize,
    repeated: usize,
    references: usize,
    endless: usize,
}

impl Cost {
    /// Of a pattern.
    pub fn of(source: Units<'_>) -> Self {
        let at = |index: usize| source.get(index).and_then(|unit| u8::try_from(unit).ok()).unwrap_or(0);
        let mut cost = Self { units: source.len(), ..Self::default() };
        let mut sets = 0;
        for index in 0..source.len() {
            match (at(index), at(index + 1)) {
                (b'|', _) => cost.alternatives += 1,
                (b')', next @ (b'*' | b'+' | b'{' | b'?')) => {
                    cost.repeated += 1;
                    cost.counted += usize::from(next == b'{');
                }
                (b'\\', b'1'..=b'9' | b'k') => cost.references += 1,
                (b'\\', b'p' | b'P') => {
                    cost.properties += 1;
                    // `RGI_Emoji`, `Emoji_Keycap_Sequence`, ...
                    let sequences = (index..index + 20).any(|at_| at(at_) == b'E' && at(at_ + 1) == b'm');
                    sets += if sequences { SEQUENCES } else { PROPERTY };
                }
                (b'*' | b'+' | b'{', _) => cost.endless += 1,
                _ => {}
            }
        }
        cost.compiling = cost.units * COMPILING + sets;
        cost.kept = cost.units * KEPT + sets;
        cost
    }

    /// Whether compiling it may take longer than a moment.
    pub fn is_long(&self) -> bool {
        self.units > AT_ONCE || self.properties > 20
    }

    /// Whether the engine should optimize it.
    pub fn is_worth_optimizing(&self) -> bool {
        let unrolled = if self.properties > 0 { 0 } else { WORTH_COUNTED };
        self.units <= WORTH && self.alternatives <= WORTH_ALTERNATIVES && self.counted <= unrolled
    }

    /// The stack that compiling it needs.
    pub fn stack(&self) -> usize {
        STACK + self.alternatives.saturating_sub(WORTH_ALTERNATIVES) * ALTERNATIVE
    }

    /// Whether a search through so many units may take longer than a moment: a repeated group, a back reference, or as many
    /// quantifiers without an end as that takes.
    pub fn may_be_slow(&self, length: usize) -> bool {
        let each = 1 + self.alternatives + self.units / 8;
        let steps = (length as f64).powi(1 + self.endless.min(8) as i32) * each as f64;
        self.repeated + self.references > 0 || steps > STEPS
    }

    /// How many bytes a search through so many units may keep.
    pub fn searching(&self, length: usize) -> usize {
        if self.repeated > 0 { length * WAY_BACK } else { 0 }
    }
}
