//! Parentheses of a pattern, names and what refers to them. Not what stands between.

use super::cursor::is;
use super::pattern::{Inner, Level, NOTHING, Reader, Term};
use super::wording::{self, Read};
use crate::text::{is_identifier_part, is_identifier_start};

/// How many groups may capture.
const MOST_CAPTURES: usize = (1 << 16) / 2;

/// How deep parentheses and sets may nest; the engine goes no deeper.
pub(super) const DEEPEST: usize = 256;

impl Reader<'_> {
    pub fn alternative(&mut self) {
        self.pattern.write("|");
        self.cursor.advance();
        if let Some(level) = self.levels.last_mut() {
            level.alternative += 1;
            level.apart =
                if level.apart.1 == 0 { (level.started, self.started) } else { (level.apart.0, self.started) };
        }
    }

    pub fn open(&mut self) -> Read<()> {
        if self.levels.len() > DEEPEST {
            return Err(wording::TOO_LARGE);
        }
        self.cursor.advance();
        let mut level = Level {
            term: Term::Plain,
            started: 0,
            captures: true,
            name: None,
            inner: Inner::Nothing,
            ignores_case: self.ignores_case(),
            number: self.opened + 1,
            alternative: 0,
            apart: self.levels.last().map_or((0, 0), |level| level.apart),
        };
        let mut named = false;
        let mut written = "(".to_owned();
        if is(self.cursor.current(), '?') {
            match self.cursor.next_char() {
                ':' => {
                    self.cursor.advance_by(2);
                    level.captures = false;
                    written.push_str("?:");
                }
                c @ ('=' | '!') => {
                    self.cursor.advance_by(2);
                    level.term = Term::Lookahead;
                    written.extend(['?', c]);
                }
                '<' => {
                    self.cursor.advance();
                    let c = self.cursor.next_char();
                    if matches!(c, '=' | '!') {
                        self.cursor.advance_by(2);
                        level.term = Term::Lookbehind;
                        written.extend(['?', '<', c]);
                    } else {
                        named = true;
                        self.cursor.named = true;
                        self.cursor.advance();
                    }
                }
                '-' | 'i' | 'm' | 's' if self.dialect.modifiers => {
                    level.captures = false;
                    written.push('?');
                    let modifiers = self.modifiers()?;
                    if let Some(at) = modifiers.find('i') {
                        level.ignores_case = !modifiers[..at].contains('-');
                    }
                    written.push_str(&modifiers);
                }
                _ => return Err(wording::GROUP),
            }
        }
        level.captures &= level.term == Term::Plain;
        self.pattern.write(&written);
        if level.captures {
            if self.started >= MOST_CAPTURES {
                return Err(wording::TOO_MANY_CAPTURES);
            }
            self.started += 1;
            if named {
                level.name = Some(self.name()?);
            }
        }
        level.started = self.started;
        self.opened += 1;
        self.levels.push(level);
        Ok(())
    }

    /// `i-s:`, the cursor at the `?` before it.
    fn modifiers(&mut self) -> Read<String> {
        let mut written = String::new();
        loop {
            let c = self.cursor.next_char();
            match c {
                '-' if written.contains('-') => return Err(wording::DASHES),
                'i' | 'm' | 's' if written.contains(c) => return Err(wording::REPEATED_FLAG),
                '-' | 'i' | 'm' | 's' => self.cursor.advance(),
                ':' if written == "-" => return Err(wording::FLAG_GROUP),
                ':' => {
                    self.cursor.advance_by(2);
                    written.push(':');
                    return Ok(written);
                }
                _ => return Err(wording::GROUP),
            }
            written.push(c);
        }
    }

    pub fn close(&mut self) -> Read<Term> {
        if self.levels.len() < 2 {
            return Err(wording::UNMATCHED_PAREN);
        }
        self.pattern.write(")");
        self.cursor.advance();
        let Some(level) = self.levels.pop() else { return Err(wording::UNMATCHED_PAREN) };
        self.inside(level.inner);
        self.term = Some(level.inner);
        if let Some(name) = level.name {
            self.call(name, level.started, level.apart)?;
        }
        Ok(level.term)
    }

    /// Gives a group its name, unless another has it that may take part, too.
    fn call(&mut self, name: String, group: usize, apart: (usize, usize)) -> Read<()> {
        let path: Vec<(usize, usize)> = self.levels.iter().map(|level| (level.number, level.alternative)).collect();
        let around = self.levels.iter().any(|level| level.name.as_ref() == Some(&name));
        let known = self.known.get(&name).and_then(|&at| self.pattern.names.get_mut(at));
        let others = known.as_ref().map_or(&[][..], |(_, groups)| groups.as_slice());
        let fits = if self.dialect.early_names {
            !around && others.iter().all(|other| diverge(&self.paths[other], &path))
        } else {
            let apart = apart.0..=apart.1;
            others.iter().all(|other| self.dialect.shared_names && apart.contains(other))
        };
        if !fits {
            return Err(wording::DUPLICATE_NAME);
        }
        self.paths.insert(group, path);
        if let Some((_, groups)) = known {
            groups.push(group);
        } else {
            self.known.insert(name.clone(), self.pattern.names.len());
            self.pattern.names.push((name, vec![group]));
        }
        Ok(())
    }

    /// `a>`, by code points whatever the flags are.
    fn name(&mut self) -> Read<String> {
        self.cursor.by_points(|cursor| {
            let mut name = String::new();
            loop {
                let mut point = cursor.current();
                if is(point, '\\') && is(cursor.next(), 'u') {
                    cursor.advance_by(2);
                    point = cursor.unicode_escape().ok_or(wording::UNICODE_ESCAPE)?;
                } else {
                    cursor.advance();
                }
                let c = char::from_u32(point).unwrap_or('\\');
                match c {
                    '>' if !name.is_empty() => return Ok(name),
                    _ if name.is_empty() && is_identifier_start(c) => name.push(c),
                    _ if !name.is_empty() && is_identifier_part(c) => name.push(c),
                    _ => return Err(wording::CAPTURE_NAME),
                }
            }
        })
    }

    /// `\1`, a group of which there is one: written, unless nothing can have been captured yet.
    pub fn back_reference(&mut self, index: usize) {
        let inside = self.levels.iter().any(|level| level.captures && level.started == index);
        self.term = Some(Inner::Nothing);
        if inside {
            self.pattern.write("(?:)");
        } else if self.hollow {
            // None ends in the middle of a pair.
            self.pattern.write(NOTHING);
        } else {
            self.write_reference(index);
        }
    }

    fn write_reference(&mut self, index: usize) {
        let written = format!("{}\\{index})", self.before_reference());
        self.pattern.write(&written);
    }

    /// The engine's own ignoring of case is left to references where nothing is said of Unicode.
    fn before_reference(&self) -> &'static str {
        if self.folds() { "(?i:" } else { "(?:" }
    }

    /// `<a>` behind a `\k`.
    pub fn named_reference(&mut self) -> Read<()> {
        if !is(self.cursor.current(), '<') {
            return Err(wording::NAMED_REFERENCE);
        }
        self.cursor.advance();
        let name = self.name()?;
        self.term = Some(Inner::Nothing);
        self.pattern.write("(?:");
        let inside = self.levels.iter().any(|level| level.name.as_ref() == Some(&name));
        if !inside && self.hollow {
            self.pattern.write(NOTHING);
        }
        if !inside {
            self.references.push((self.pattern.points.len(), name, self.before_reference()));
        }
        self.pattern.write(")");
        Ok(())
    }

    /// Puts the numbers of the groups where their names are referred to.
    pub fn write_references(&mut self) -> Read<()> {
        let read = std::mem::take(&mut self.pattern.points);
        let mut from = 0;
        for (to, name, before) in std::mem::take(&mut self.references) {
            let named = self.known.get(&name).and_then(|&at| self.pattern.names.get(at));
            let groups = named.map(|(_, groups)| groups.clone()).ok_or(wording::NAMED_CAPTURE)?;
            self.pattern.points.extend(&read[from..to]);
            for group in groups {
                self.pattern.write(&format!("{before}\\{group})"));
            }
            from = to;
        }
        self.pattern.points.extend(&read[from..]);
        Ok(())
    }
}

/// Whether two groups are in different alternatives of one parenthesis.
fn diverge(one: &[(usize, usize)], other: &[(usize, usize)]) -> bool {
    one.iter().zip(other).any(|(one, other)| one.0 == other.0 && one.1 != other.1)
}
