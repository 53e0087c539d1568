//! The words that could stand at the cursor, drawn under the entry, as many at a time as the screen has room for, and the way through
//! them. Not where they come from, nor which keys walk.

use unicode_width::UnicodeWidthStr as _;

use super::screen;
use engine::session::{Word, Words};
use pool::styled::{Role, Styled};

/// Columns between two words.
const GAP: usize = 2;
/// Columns of the shortest line about a word.
const LEAST: usize = 16;
/// How the word looks that stands in the entry: on a ground of its own.
const CHOSEN: Role = Role::Owner(1);

/// A list somebody looks at, and may walk through.
#[derive(Debug)]
pub struct Listing {
    /// The entry it belongs to, and the cursor in it: with another one it is out of date.
    entry: (String, usize),
    /// Where the words begin there, and what was typed of them.
    typed: (usize, String),
    words: Vec<Word>,
    /// How each is shown.
    shown: Vec<String>,
    /// How many there are besides.
    more: usize,
    /// The one that stands in the entry, once somebody walks.
    chosen: Option<usize>,
}

/// A step in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Next,
    Back,
    Left,
    Right,
    /// Out of it, with what was typed.
    Leave,
}

/// How the words stand on a screen.
struct Grid {
    across: usize,
    down: usize,
    /// A last row tells which part of them this is.
    told: bool,
}

impl Listing {
    /// What stands from `start` to `cursor` in `line` begins all the words.
    pub fn new(line: String, (start, cursor): (usize, usize), words: Words) -> Self {
        let typed = (start, line[start..cursor].to_owned());
        let Words { list, more } = words;
        Self {
            entry: (line, cursor),
            typed,
            shown: list.iter().map(described).collect(),
            words: list,
            more,
            chosen: None,
        }
    }

    /// Whether it was made for `line` with its cursor there.
    pub fn is_for(&self, line: &str, cursor: usize) -> bool {
        self.entry.1 == cursor && self.entry.0 == line
    }

    /// Whether somebody walks through it.
    pub fn is_walked(&self) -> bool {
        self.chosen.is_some()
    }

    /// What stands from a place to the cursor after a step; nothing where there is none to be made.
    pub fn step(&mut self, step: Step, size: (usize, usize)) -> Option<(usize, String)> {
        let count = self.words.len();
        let down = self.grid(size).down;
        self.chosen = match (step, self.chosen) {
            (Step::Leave, _) => None,
            (Step::Back, Some(at)) => Some(at.checked_sub(1).unwrap_or(count - 1)),
            (Step::Left, Some(at)) => Some(at.checked_sub(down)?),
            (Step::Right, Some(at)) => Some(Some(at + down).filter(|to| *to < count)?),
            (Step::Next, Some(at)) => Some((at + 1) % count),
            (Step::Back, None) => Some(count - 1),
            (_, None) => Some(0),
        };
        let (start, typed) = &self.typed;
        let word = self.chosen.map_or(typed, |at| &self.words[at].text).clone();
        self.entry.0.replace_range(start..&self.entry.1, &word);
        self.entry.1 = start + word.len();
        Some((*start, word))
    }

    fn grid(&self, (columns, rows): (usize, usize)) -> Grid {
        // Two columns for the prompt.
        let taken = screen::rows(&self.entry.0, columns.saturating_sub(2));
        let room = rows.saturating_sub(taken + 1).max(1);
        let count = self.words.len();
        if self.more == 0 && count <= room && self.words.iter().any(|word| !word.about.is_empty()) {
            return Grid { across: 1, down: count, told: false };
        }
        let across = (columns.saturating_sub(1) / (self.widest() + GAP)).max(1);
        let told = self.more > 0 || count > across * room;
        let room = if told { room.saturating_sub(1).max(1) } else { room };
        Grid { across, down: room.min(count.div_ceil(across)), told }
    }

    fn widest(&self) -> usize {
        self.shown.iter().map(|word| word.width()).max().unwrap_or(0)
    }

    /// The part of it that is looked at, on a screen of that many columns and rows.
    pub fn page(&self, size: (usize, usize)) -> Styled {
        let (columns, widest) = (size.0, self.widest());
        let Grid { across, down, told } = self.grid(size);
        let (pages, page) = (self.words.len().div_ceil(across * down), self.chosen.unwrap_or(0) / (across * down));
        let first = page * across * down;
        let end = self.words.len().min(first + across * down);
        let mut text = Styled::new();
        for row in first..end.min(first + down) {
            text.plain(if row == first { "" } else { "\n" });
            let mut cells = (row..end).step_by(down).peekable();
            while let Some(at) = cells.next() {
                let blanks = || " ".repeat(widest + GAP - self.shown[at].width());
                let role = if self.chosen == Some(at) { CHOSEN } else { Role::Plain };
                text.push(role, cut(&self.shown[at], columns.saturating_sub(1)).collect::<String>());
                let (about, room) = (self.words[at].about, columns.saturating_sub(widest + GAP + 1));
                if cells.peek().is_some() {
                    text.plain(blanks());
                } else if across == 1 && !told && !about.is_empty() && room > LEAST {
                    text.plain(blanks()).push(Role::Dim, cut(about, room).collect::<String>());
                }
            }
        }
        if told && self.more > 0 && page + 1 == pages {
            text.plain(format!("\n{} of {pages}; {} more before the last", page + 1, self.more));
        } else if told {
            text.plain(format!("\n{} of {pages}; Tab and arrows choose", page + 1));
        }
        text
    }
}

/// As much of a word as fits.
fn cut(word: &str, columns: usize) -> impl Iterator<Item = char> {
    use unicode_width::UnicodeWidthChar as _;
    word.chars().scan(0, move |used, c| {
        *used += c.width().unwrap_or(0);
        (*used <= columns).then_some(c)
    })
}

/// A word as the list shows it: functions with parentheses, other members with their kind.
fn described(word: &Word) -> String {
    match word.kind {
        "" => word.text.clone(),
        "function" => format!("{}()", word.text),
        kind => format!("{}: {kind}", word.text),
    }
}

/// What all of the words begin with.
pub fn common(words: &[Word]) -> &str {
    let Some(first) = words.first() else { return "" };
    words.iter().fold(first.text.as_str(), |common, word| {
        let same = common.char_indices().zip(word.text.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
        let shorter = common.len().min(word.text.len());
        &common[..same.unwrap_or(shorter)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(line: &str, start: usize, names: &[&str]) -> Listing {
        let list = names.iter().map(|name| Word::from((*name).to_owned())).collect();
        Listing::new(line.to_owned(), (start, line.len()), Words { list, more: 0 })
    }

    #[test]
    fn words_stand_in_columns_and_on_pages() {
        let mut listing = listing("x", 1, &["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj"]);
        assert_eq!(listing.page((13, 24)).to_string(), "aa  ee  ii\nbb  ff  jj\ncc  gg\ndd  hh");
        assert_eq!(listing.page((13, 5)).to_string(), "aa  cc  ee\nbb  dd  ff\n1 of 2; Tab and arrows choose");
        assert!(listing.is_for("x", 1) && !listing.is_for("x", 0));
        listing.step(Step::Back, (13, 5));
        assert_eq!(listing.page((13, 5)).to_string(), "gg  ii\nhh  jj\n2 of 2; Tab and arrows choose");
        assert!(listing.is_for("xjj", 3));
    }

    #[test]
    fn steps_go_down_and_across_and_end_where_they_began() {
        let mut listing = listing("x.a", 2, &["aa", "ab", "ac", "ad", "ae"]);
        for (step, word) in [
            (Step::Next, Some("aa")),
            (Step::Left, None),
            (Step::Right, Some("ad")),
            (Step::Right, None),
            (Step::Next, Some("ae")),
            (Step::Next, Some("aa")),
            (Step::Back, Some("ae")),
            (Step::Left, Some("ab")),
            (Step::Leave, Some("a")),
        ] {
            let stepped = listing.step(step, (9, 24));
            assert_eq!(stepped.as_ref().map(|(_, word)| word.as_str()), word, "{step:?}");
            assert!(stepped.is_none_or(|(start, _)| start == 2));
        }
        assert!(listing.is_for("x.a", 3) && !listing.is_walked());
    }

    #[test]
    fn the_common_beginning_is_of_all() {
        let words = |names: &[&str]| names.iter().map(|name| Word::from((*name).to_owned())).collect::<Vec<_>>();
        assert_eq!(common(&words(&["alloc", "allocUnsafe", "allocUnsafeSlow"])), "alloc");
        assert_eq!(common(&words(&["é1", "é2"])), "é");
        assert_eq!(common(&words(&["a", "b"])), "");
        assert_eq!(common(&[]), "");
    }
}
