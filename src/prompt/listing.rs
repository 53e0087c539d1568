//! The words that could stand at the cursor, drawn under the entry, as many at a time as the screen has room for. Not
//! where they come from.

use unicode_width::UnicodeWidthStr as _;

use super::screen;
use engine::session::Word;
use pool::styled::{Role, Styled};

/// Columns between two words.
const GAP: usize = 2;
/// Columns of the shortest line about a word.
const LEAST: usize = 16;

/// A list somebody looks at.
#[derive(Debug)]
pub struct Listing {
    /// The entry it belongs to, and the cursor in it: with another one it is out of date.
    entry: (String, usize),
    words: Vec<String>,
    /// What each does, in a line, where anything is known.
    about: Vec<&'static str>,
    /// How many there are besides.
    more: usize,
    page: usize,
}

impl Listing {
    pub fn new(line: String, cursor: usize, words: &[Word], more: usize) -> Self {
        let about: Vec<&str> = words.iter().map(|word| word.about).collect();
        let about = if about.iter().all(|line| line.is_empty()) { Vec::new() } else { about };
        Self { entry: (line, cursor), words: words.iter().map(described).collect(), about, more, page: 0 }
    }

    /// Whether it was made for `line` with its cursor there.
    pub fn is_for(&self, line: &str, cursor: usize) -> bool {
        self.entry.1 == cursor && self.entry.0 == line
    }

    /// Goes on to the next page.
    pub fn turn(&mut self) {
        self.page += 1;
    }

    /// The page that is looked at, on a screen of that many columns and rows.
    pub fn page(&self, (columns, rows): (usize, usize)) -> Styled {
        // Two columns for the prompt.
        let taken = screen::rows(&self.entry.0, columns.saturating_sub(2));
        let room = rows.saturating_sub(taken + 1).max(1);
        if self.more == 0 && !self.about.is_empty() && self.words.len() <= room {
            return self.with_lines(columns);
        }
        self.in_columns(columns, room).into()
    }

    /// A row for each, with what it does.
    fn with_lines(&self, columns: usize) -> Styled {
        let widest = self.words.iter().map(|word| word.width()).max().unwrap_or(0);
        let mut text = Styled::new();
        for (at, (word, about)) in self.words.iter().zip(&self.about).enumerate() {
            text.plain(if at == 0 { "" } else { "\n" });
            text.plain(cut(word, columns.saturating_sub(1)).collect::<String>());
            let room = columns.saturating_sub(widest + GAP + 1);
            if !about.is_empty() && room > LEAST {
                text.plain(" ".repeat(widest + GAP - word.width()));
                text.push(Role::Dim, cut(about, room).collect::<String>());
            }
        }
        text
    }

    fn in_columns(&self, columns: usize, room: usize) -> String {
        let widest = self.words.iter().map(|word| word.width()).max().unwrap_or(0) + GAP;
        let across = (columns.saturating_sub(1) / widest).max(1);
        let whole = self.more == 0 && self.words.len() <= across * room;
        let room = if whole { room } else { room.saturating_sub(1).max(1) };
        let pages = self.words.len().div_ceil(across * room).max(1);
        let page = self.page % pages;
        let shown = &self.words[page * across * room..self.words.len().min((page + 1) * across * room)];
        let down = shown.len().div_ceil(across);
        let mut text = String::new();
        for row in 0..down {
            let mut line = String::new();
            for word in shown.iter().skip(row).step_by(down) {
                let blanks = line.width().next_multiple_of(widest) - line.width();
                line.extend(std::iter::repeat_n(' ', blanks));
                line.extend(cut(word, columns.saturating_sub(1)));
            }
            text.push_str(&line);
            text.push('\n');
        }
        if whole {
            text.pop();
        } else if self.more > 0 && page + 1 == pages {
            text.push_str(&format!("{} of {pages}; {} more before the last", page + 1, self.more));
        } else {
            text.push_str(&format!("{} of {pages}; Tab shows the next", page + 1));
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

    fn words(names: &[&str]) -> Vec<Word> {
        names.iter().map(|name| Word::from((*name).to_owned())).collect()
    }

    #[test]
    fn words_stand_in_columns_and_on_pages() {
        let names = words(&["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj"]);
        let mut listing = Listing::new("x".to_owned(), 1, &names, 0);
        assert_eq!(listing.page((13, 24)).to_string(), "aa  ee  ii\nbb  ff  jj\ncc  gg\ndd  hh");
        assert_eq!(listing.page((13, 5)).to_string(), "aa  cc  ee\nbb  dd  ff\n1 of 2; Tab shows the next");
        listing.turn();
        assert_eq!(listing.page((13, 5)).to_string(), "gg  ii\nhh  jj\n2 of 2; Tab shows the next");
        assert!(listing.is_for("x", 1) && !listing.is_for("x", 0));
    }

    #[test]
    fn the_common_beginning_is_of_all() {
        assert_eq!(common(&words(&["alloc", "allocUnsafe", "allocUnsafeSlow"])), "alloc");
        assert_eq!(common(&words(&["é1", "é2"])), "é");
        assert_eq!(common(&words(&["a", "b"])), "");
        assert_eq!(common(&[]), "");
    }
}
