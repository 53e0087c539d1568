//! The pictures of all moments in little room: what they have in common is kept once. Not drawing them.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// How the parts of a picture begin. Texts are escaped, so nothing else in it looks like this.
const BEGINNINGS: [&str; 11] =
    ["<g ", "</g>", "<style>", "<defs>", "<pattern ", "<rect ", "<text ", "<path ", "<line ", "<title>", "</svg>"];

/// Pictures as numbers of parts, each told by what is new in it: from one moment to the next that is little.
#[derive(Debug, Default)]
pub struct Pictures {
    parts: Vec<String>,
    known: FxHashMap<String, usize>,
    last: Vec<usize>,
    /// For each picture: how many parts of the one before stay at its beginning, how many stay at its end, and beginning
    /// and length of every run of parts between them.
    drawn: Vec<Vec<usize>>,
    /// The picture of each moment.
    moments: Vec<usize>,
}

impl Pictures {
    /// The picture of the next moment.
    pub fn add(&mut self, picture: &str) {
        let numbers: Vec<usize> = parts(picture).map(|part| self.number(part)).collect();
        if self.drawn.is_empty() || numbers != self.last {
            self.drawn.push(change(&self.last, &numbers));
            self.last = numbers;
        }
        self.moments.push(self.drawn.len() - 1);
    }

    fn number(&mut self, part: &str) -> usize {
        if let Some(&number) = self.known.get(part) {
            return number;
        }
        self.parts.push(part.to_owned());
        self.known.insert(part.to_owned(), self.parts.len() - 1);
        self.parts.len() - 1
    }

    /// All of it, for a page's script.
    pub fn told(&self) -> Value {
        json!({ "parts": self.parts, "drawn": self.drawn, "moments": self.moments })
    }
}

/// What makes `now` of `before`.
fn change(before: &[usize], now: &[usize]) -> Vec<usize> {
    let head = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let tail = before[head..].iter().rev().zip(now[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut change = vec![head, tail];
    for &number in &now[head..now.len() - tail] {
        match &mut change[2..] {
            [.., first, count] if *first + *count == number => *count += 1,
            _ => change.extend([number, 1]),
        }
    }
    change
}

/// The picture cut before each of its parts.
fn parts(picture: &str) -> impl Iterator<Item = &str> {
    let begins = |at: &usize| BEGINNINGS.iter().any(|one| picture.as_bytes()[*at..].starts_with(one.as_bytes()));
    let cuts = memchr::memchr_iter(b'<', picture.as_bytes()).filter(move |at| *at > 0 && begins(at));
    let mut from = 0;
    cuts.chain([picture.len()])
        .map(move |to| &picture[std::mem::replace(&mut from, to)..to])
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_is_kept_once() {
        let mut all = Pictures::default();
        let picture = |rects: &str| format!("<svg><style>x</style><g >{rects}</g></svg>");
        all.add(&picture("<rect a/><rect b/>"));
        all.add(&picture("<rect a/><rect c/>"));
        all.add(&picture("<rect a/><rect c/>"));
        all.add(&picture("<rect a/><rect b/><rect c/>"));
        assert_eq!(all.moments, [0, 1, 1, 2]);
        assert_eq!(all.drawn, [vec![0, 0, 0, 7], vec![4, 2, 7, 1], vec![4, 3, 4, 1]]);
        assert_eq!(all.parts.concat(), picture("<rect a/><rect b/>") + "<rect c/>");
    }
}
