//! Which units are the same where case is ignored and nothing is said of Unicode (ECMAScript `Canonicalize`, without `u` and `v`), and
//! which are in `\d`, `\s`, `\w`. Not Unicode's folding: that is the engine's.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The units of each kind that has several.
pub struct Folds {
    kinds: Vec<Vec<u32>>,
    of: HashMap<u32, usize>,
}

/// What the engine takes for the same as another unit where it compares with what a group has, and is not: `ı`, `ſ`, and capitals of
/// Greek letters with an iota, which are two capitals.
const APART: [RangeInclusive<u32>; 8] = [
    0x131..=0x131,
    0x17F..=0x17F,
    0x1F88..=0x1F8F,
    0x1F98..=0x1F9F,
    0x1FA8..=0x1FAF,
    0x1FBC..=0x1FBC,
    0x1FCC..=0x1FCC,
    0x1FFC..=0x1FFC,
];

/// They, each with the unit that is no character and stands for it where groups are referred to.
pub fn apart() -> impl Iterator<Item = (u32, u32)> {
    APART.into_iter().flatten().zip(0xFDD0..)
}

/// What stands for a unit there.
pub fn told_apart(unit: u32) -> u32 {
    if APART.iter().all(|range| !range.contains(&unit)) {
        return unit;
    }
    apart().find(|&(one, _)| one == unit).map_or(unit, |(_, other)| other)
}

fn canonical(unit: u32) -> u32 {
    let Some(c) = char::from_u32(unit) else { return unit };
    let mut upper = c.to_uppercase();
    match (upper.next().map(u32::from), upper.next()) {
        (Some(one), None) if one <= 0xFFFF && (unit < 128 || one >= 128) => one,
        _ => unit,
    }
}

impl Folds {
    pub fn all() -> &'static Self {
        static ALL: OnceLock<Folds> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut by_canonical: HashMap<u32, Vec<u32>> = HashMap::new();
            for unit in 0..=0xFFFF {
                by_canonical.entry(canonical(unit)).or_default().push(unit);
            }
            let mut kinds: Vec<Vec<u32>> = by_canonical.into_values().filter(|kind| kind.len() > 1).collect();
            kinds.sort();
            let of = kinds.iter().enumerate().flat_map(|(at, kind)| kind.iter().map(move |&unit| (unit, at))).collect();
            Self { kinds, of }
        })
    }

    /// All that are the same as a unit, if there are others.
    pub fn of(&self, unit: u32) -> Option<&[u32]> {
        self.of.get(&unit).map(|&at| self.kinds[at].as_slice())
    }

    /// What is the same as something in a set, and is not in it.
    pub fn missing(&self, within: impl Fn(u32) -> bool) -> Vec<u32> {
        let touched = self.kinds.iter().filter(|kind| kind.iter().any(|&unit| within(unit)));
        touched.flatten().copied().filter(|&unit| !within(unit)).collect()
    }
}

/// Whether a unit is in the class of that letter.
pub fn class_has(letter: char, unit: u32) -> bool {
    let c = char::from_u32(unit).unwrap_or('\u{FFFD}');
    let within = match letter.to_ascii_lowercase() {
        'd' => c.is_ascii_digit(),
        's' => c == '\u{FEFF}' || (c.is_whitespace() && c != '\u{85}'),
        _ => c.is_ascii_alphanumeric() || c == '_',
    };
    within == letter.is_ascii_lowercase()
}
