//! Wildcards within a line: `[..]`, `[..name]`, `[..=name]`, `[..=name+8]`. Not `[...]`, which stands for lines and
//! belongs to `compare`.

use std::borrow::Cow;
use std::ops::Range;

use super::actual::ActualLine;
use super::captures::Captures;

/// A line with or without wildcards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// This text.
    Literal(String),
    /// Any text, kept under the name if there is one.
    Any(Option<String>),
    /// What was kept under the name, or that number plus something.
    Same(String, Option<i64>),
}

impl Pattern {
    /// A line without wildcards.
    pub fn literal(text: &str) -> Self {
        Self { pieces: vec![Piece::Literal(text.to_owned())] }
    }

    /// Reads the wildcards of `text`. `\[..` is the text `[..`; what only looks like a wildcard is text, too.
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("[..") {
            let before = rest[..at].trim_end_matches('\\');
            let backslashes = at - before.len();
            literal.push_str(before);
            literal.push_str(&rest[before.len()..before.len() + backslashes / 2]);
            rest = &rest[at + 3..];
            match wildcard(rest).filter(|_| backslashes.is_multiple_of(2)) {
                Some((piece, length)) => {
                    if !literal.is_empty() {
                        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    }
                    pieces.push(piece);
                    rest = &rest[length..];
                }
                None => literal.push_str("[.."),
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Self { pieces }
    }

    /// The text, where there are no wildcards.
    pub fn as_literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The names it captures.
    pub fn captured(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Any(name) => name.as_deref(),
            _ => None,
        })
    }

    /// The names whose captures it asks for.
    pub fn wanted(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Same(name, _) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Whether `line` fits; what it captures is kept only if it does. Each wildcard takes the shortest text with which
    /// the next fixed text follows, so one pass over the line decides.
    pub fn matches(&self, line: &ActualLine, captures: &mut Captures) -> bool {
        let mut kept: Vec<(&str, &str)> = Vec::new();
        let fits = self.fits(line, captures, &mut kept).is_some();
        if fits {
            for (name, text) in kept {
                captures.keep(name, text);
            }
        }
        fits
    }

    fn fits<'a>(&'a self, line: &'a ActualLine, captures: &Captures, kept: &mut Vec<(&'a str, &'a str)>) -> Option<()> {
        let mut at = 0;
        // A wildcard that waits for the text after it: its name, if it has one.
        let mut open: Option<Option<&str>> = None;
        let mut index = 0;
        while index < self.pieces.len() {
            if let Piece::Any(name) = &self.pieces[index] {
                if let Some(Some(earlier)) = open {
                    kept.push((earlier, ""));
                }
                open = Some(name.as_deref());
                index += 1;
                continue;
            }
            let mut fixed = String::new();
            while let Some(piece) = self.pieces.get(index) {
                let text = match piece {
                    Piece::Literal(text) => Cow::Borrowed(text.as_str()),
                    // The wildcard just before has not taken its text yet.
                    Piece::Same(name, _) if open == Some(Some(name)) && !fixed.is_empty() => break,
                    Piece::Same(name, plus) => Cow::Owned(same(name, *plus, captures, kept)?),
                    Piece::Any(_) => break,
                };
                fixed.push_str(&text);
                index += 1;
            }
            let last = index == self.pieces.len();
            let found = match (open.take(), last) {
                (None, _) => line.starts_with(&fixed, at).then_some(at)?,
                (Some(name), last) => {
                    let found = if last { line.ends_with(&fixed, at)? } else { line.find(&fixed, at)? };
                    if let Some(name) = name {
                        kept.push((name, &line.text[at..found]));
                    }
                    found
                }
            };
            at = found + fixed.len();
        }
        match open {
            Some(Some(name)) => kept.push((name, line.text.get(at..)?)),
            None if at != line.text.len() => return None,
            _ => {}
        }
        Some(())
    }
}

fn same(name: &str, plus: Option<i64>, captures: &Captures, kept: &[(&str, &str)]) -> Option<String> {
    let value =
        kept.iter().rev().find(|(own, _)| *own == name).map(|(_, text)| *text).or_else(|| captures.get(name))?;
    match plus {
        None => Some(value.to_owned()),
        Some(plus) => Some(value.parse::<i64>().ok()?.checked_add(plus)?.to_string()),
    }
}

/// The wildcard whose text after `[..` is `rest`, and how much of `rest` it takes.
fn wildcard(rest: &str) -> Option<(Piece, usize)> {
    // No wildcard is longer than a name and a number; hostile lines of `[..[..` stay linear.
    let window: Range<usize> = 0..rest.len().min(LONGEST);
    let end = rest.as_bytes()[window].iter().position(|&byte| byte == b']')?;
    let body = &rest[..end];
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let piece = if body.is_empty() {
        Piece::Any(None)
    } else if let Some(sum) = body.strip_prefix('=') {
        let sign = sum.find(['+', '-']);
        let name = &sum[..sign.unwrap_or(sum.len())];
        let plus = match sign {
            Some(sign) => Some(sum[sign..].parse().ok()?),
            None => None,
        };
        if !is_name(name) {
            return None;
        }
        Piece::Same(name.to_owned(), plus)
    } else if is_name(body) {
        Piece::Any(Some(body.to_owned()))
    } else {
        return None;
    };
    Some((piece, end + 1))
}

/// The longest text between `[..` and `]`, in bytes.
const LONGEST: usize = 96;
