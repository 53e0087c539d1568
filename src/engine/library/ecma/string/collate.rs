//! The order of texts in `localeCompare`: letters, then accents, then case, as the root of Unicode's collation (UTS 10) has it for
//! Latin text. Not other scripts' order, which is that of their code points, and no locale's own.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Units;

/// What comes before digits and letters, in order.
const SIGNS: &str =
    "\t\n\u{b}\u{c}\r\u{85}\u{2028}\u{2029} \u{a0}_-,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥";

/// Accents in order; those not here follow.
const ACCENTS: &str =
    "\u{301}\u{300}\u{306}\u{302}\u{30c}\u{30a}\u{308}\u{30b}\u{303}\u{307}\u{327}\u{328}\u{304}\u{30f}\u{311}\u{326}";

/// Letters that differ from others as an accent does.
const ACCENTED: [(char, &str); 9] =
    [('ß', "ss"), ('æ', "ae"), ('Æ', "AE"), ('ð', "d"), ('Ð', "D"), ('ø', "o"), ('Ø', "O"), ('ſ', "s"), ('µ', "μ")];

/// Signs that differ from others as a case does.
const FORMS: [(char, &str); 8] = [
    ('ª', "a"),
    ('º', "o"),
    ('¹', "1"),
    ('²', "2"),
    ('³', "3"),
    ('½', "1\u{2044}2"),
    ('¼', "1\u{2044}4"),
    ('¾', "3\u{2044}4"),
];

/// A text as its letters, accents and cases, which are compared in this order.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Weights {
    letters: Vec<(u8, u32)>,
    accents: Vec<u32>,
    cases: Vec<u8>,
}

fn place(list: &str, c: char) -> Option<u32> {
    list.chars().position(|one| one == c).map(|at| at as u32 + 1)
}

/// A character for half a pair: one that nobody uses.
fn alone(point: u32) -> char {
    char::from_u32(point + 0x10_0000).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl Weights {
    fn of(text: Units<'_>) -> Self {
        let mut weights = Self::default();
        let points = text.code_points().map(|point| char::from_u32(point).unwrap_or_else(|| alone(point)));
        for c in points.nfd() {
            if is_combining_mark(c) {
                weights.accents.push(place(ACCENTS, c).unwrap_or(c as u32));
            } else if let Some((_, letters)) = ACCENTED.iter().find(|(accented, _)| *accented == c) {
                letters.chars().for_each(|letter| weights.push(letter, u8::from(c.is_uppercase())));
                weights.accents.push(c.to_lowercase().next().unwrap_or(c) as u32);
            } else if let Some((_, letters)) = FORMS.iter().find(|(form, _)| *form == c) {
                letters.chars().for_each(|letter| weights.push(letter, 2));
            } else {
                weights.push(c, u8::from(c.is_uppercase()));
            }
        }
        weights
    }

    fn push(&mut self, c: char, case: u8) {
        let letter = match c {
            _ if place(SIGNS, c).is_some() => (0, place(SIGNS, c).unwrap_or_default()),
            // Nothing that is seen is nothing that counts.
            '\u{ad}' => return,
            _ if c.is_control() => return,
            // It stands before all others, for whoever sorts texts of several parts.
            '\u{FFFE}' => (0, 0),
            '\u{10D800}'..='\u{10DFFF}' => (4, c as u32),
            '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFC}'..='\u{FFFF}' | '\u{F0000}'.. => {
                (5, c as u32)
            }
            _ if c.is_alphabetic() => (3, c.to_lowercase().next().unwrap_or(c) as u32),
            _ if c.is_numeric() => (2, c as u32),
            _ => (1, c as u32),
        };
        self.letters.push(letter);
        self.accents.push(0);
        self.cases.push(case);
    }
}

pub(super) fn compare(a: Units<'_>, b: Units<'_>) -> Ordering {
    Weights::of(a).cmp(&Weights::of(b))
}
