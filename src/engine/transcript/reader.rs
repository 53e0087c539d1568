//! Reading a transcript line by line, as far as the lines and the answers of its entries allow. Runs nothing.
//!
//! Reading and running take turns: a line that equals the next line of the real output is output, whatever it looks
//! like, so the reader learns the real output before it reads the expected one.

use std::collections::HashMap;

use super::brackets::Brackets;
use super::directive::Directive;
use super::document::{Block, Problem};
use super::entry::{Entry, Expected, Output};
use super::lines::{Look, banner_profile, continuation_text, is_greeting, is_shell, is_warning, look, unescaped};
use super::mistakes::astray;
use crate::session::{Completeness, completeness, is_command};

/// What a transcript consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A directive and the index of its line.
    Directive(usize, Directive),
    /// A comment's line.
    Comment(usize),
    /// A banner's line: a fresh session, with this profile where it names one.
    Fresh(usize, Option<String>),
    /// An input. Its output is next.
    Entry(Entry),
    /// What a prompt or a shell says before the first entry, or anything after `.exit`: ignored.
    Ignored(usize),
}

/// Reads one block.
#[derive(Debug)]
pub struct Reader<'a> {
    block: &'a Block,
    next: usize,
    left: bool,
    pending: bool,
    copied: Option<Copied>,
}

/// How a screen was filled from which a session is copied.
#[derive(Clone, Copy, Debug)]
pub struct Copied {
    /// Rows longer than this go on in the next one; 0 where that is not known.
    pub columns: usize,
    /// A line that continues an entry has a sign in front of it.
    pub signs: bool,
    /// It is no transcript: `#`, `!` and `[..]` mean nothing.
    pub verbatim: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of `block`; captures that are no transcripts are recognised here.
    pub fn new(block: &'a Block) -> Result<Self, Problem> {
        refuse_strangers(block)?;
        Ok(Self { block, next: 0, left: false, pending: false, copied: None })
    }

    /// A reader of what was copied from a screen: what is no part of a session is passed over there.
    pub fn of_screen(block: &'a Block, copied: Copied) -> Self {
        Self { block, next: 0, left: false, pending: false, copied: Some(copied) }
    }

    /// The next part. After an entry, `output` reads what belongs to it; otherwise that is passed over.
    pub fn step(&mut self) -> Result<Option<Step>, Problem> {
        if self.pending {
            self.output(&[]);
        }
        loop {
            let Some(line) = self.block.lines.get(self.next) else { return Ok(None) };
            let index = self.next;
            self.next += 1;
            if index == 0 && line.text.starts_with("#!") {
                return Ok(Some(Step::Ignored(index)));
            }
            let seen = self.look(&line.text);
            if let Look::Banner(version) = seen {
                self.left = false;
                return Ok(Some(Step::Fresh(index, version.map(str::to_owned).or_else(|| self.banner_rest()))));
            }
            return Ok(Some(match seen {
                _ if self.left => Step::Ignored(index),
                Look::Directive(text) => {
                    let read = Directive::parse(text).map_err(|message| Problem::new(line.number, message))?;
                    Step::Directive(index, read)
                }
                Look::Comment => Step::Comment(index),
                Look::Lone => continue,
                Look::Input(text) => self.entry(index, text)?,
                _ if line.text.is_empty() => continue,
                Look::Late(text) if is_warning(text) => Step::Ignored(index),
                _ if self.copied.is_some() || is_greeting(&line.text) => Step::Ignored(index),
                _ => return Err(Problem::new(line.number, astray(&line.text))),
            }));
        }
    }

    /// Everything up to the next banner is ignored from now on: the session has ended.
    pub fn leave(&mut self) {
        self.left = true;
    }

    /// The output of the entry just read, given the lines that really came back.
    pub fn output(&mut self, real: &[&str]) -> Output {
        self.pending = false;
        let mut output = Output::default();
        if self.left {
            return output;
        }
        let mut real = Real { lines: real, next: 0, places: None };
        let mut first = true;
        // Behind a warning that came late Node does not draw its prompt again.
        let mut warned = false;
        let begin = self.next;
        while let Some(line) = self.block.lines.get(self.next) {
            let index = self.next;
            let text = line.text.as_str();
            if real.takes(text) {
                output.lines.push(Expected { line: index, text: text.to_owned(), literal: true });
                (self.next, first) = (index + 1, false);
                continue;
            }
            match self.look(text) {
                Look::Directive(_) | Look::Banner(_) | Look::Input(_) => break,
                Look::Comment | Look::Lone => self.next += 1,
                Look::Other if is_shell(text) && self.banner_follows() => break,
                Look::Other if warned && text == ".exit" => {
                    self.left = true;
                    break;
                }
                Look::Late(late) => {
                    warned = is_warning(late);
                    output.lines.push(Expected { line: index, text: late.to_owned(), literal: false });
                    (self.next, first) = (index + 1, false);
                }
                Look::Glued | Look::Stranger(_) | Look::Other => {
                    self.next += 1;
                    if self.is_verbatim() {
                        output.lines.push(Expected { line: index, text: text.to_owned(), literal: true });
                    } else if let Some(thrown) = text.strip_prefix("! ").filter(|_| first) {
                        output.throws = Some((index, thrown.trim().to_owned()));
                    } else {
                        if text == "[...]" {
                            real.wander();
                        } else {
                            real.next += 1;
                        }
                        let text = unescaped(text).unwrap_or(text).to_owned();
                        output.lines.push(Expected { line: index, text, literal: false });
                    }
                    first = false;
                }
            }
        }
        while output.lines.last().is_some_and(|line| line.text.is_empty()) {
            output.lines.pop();
        }
        // Comments behind the last line of output belong to what comes next.
        let last = output.lines.last().map(|line| line.line).max(output.throws.as_ref().map(|(line, _)| *line));
        self.next = last.map_or(begin, |line| line + 1);
        output
    }

    /// Whether a session begins with what stands behind the next line.
    fn banner_follows(&self) -> bool {
        let mut rest = self.block.lines[self.next + 1..].iter().filter(|line| !line.text.is_empty());
        rest.next().is_some_and(|line| matches!(look(&line.text), Look::Banner(_)))
    }

    /// The rest of slabscope's own banner: passed over, the profile read.
    fn banner_rest(&mut self) -> Option<String> {
        let profile = self.block.lines.get(self.next).and_then(|line| banner_profile(&line.text))?;
        self.next += 1;
        Some(profile.to_owned())
    }

    fn entry(&mut self, first: usize, text: &str) -> Result<Step, Problem> {
        let mut source = text.to_owned();
        self.glue(&mut source);
        let (mut abandoned, mut left) = (false, false);
        let mut open = Brackets::default();
        open.read(&source);
        // Where each line of the source ends, and the next one begins, while brackets alone have said that it goes on.
        let mut ends = vec![(source.len(), self.next)];
        while !is_command(&source) && (open.are_open() || completeness(&source) == Completeness::Incomplete) {
            let Some(more) = self.block.lines.get(self.next).and_then(|line| self.continuation(&line.text)) else {
                abandoned = true;
                break;
            };
            self.next += 1;
            if matches!(more.trim(), ".break" | ".clear" | ".exit") {
                abandoned = true;
                left = more.trim() == ".exit";
                break;
            }
            let end = source.len();
            source.push('\n');
            source.push_str(more);
            self.glue(&mut source);
            open.read(&source[end..]);
            ends.push((source.len(), self.next));
        }
        let finished = |end: usize| completeness(&source[..end]) != Completeness::Incomplete;
        let before = ends.len().checked_sub(2).is_some_and(|index| finished(ends[index].0));
        if before || (abandoned && finished(source.len())) {
            // It was finished, or went wrong, while brackets stood open: what follows that line is no part of it.
            let last = ends.partition_point(|(end, _)| !finished(*end));
            if let Some(&(end, next)) = ends.get(last) {
                source.truncate(end);
                self.next = next;
                (abandoned, left) = (false, false);
            }
        }
        self.left |= left;
        self.pending = true;
        let number = self.block.lines[first].number;
        let command = source.split_whitespace().next().unwrap_or_default();
        if self.copied.is_none() && matches!(command, ".editor" | ".load") {
            return Err(Problem::new(
                number,
                format!(
                    "what {command} read stands here without prompts; write its statements as `> ` and `... ` lines"
                ),
            ));
        }
        if command == ".exit" {
            self.left = true;
        }
        if self.copied.is_none()
            && source.contains(['‘', '’', '“', '”'])
            && completeness(&source) == Completeness::Wrong
        {
            let message = "curly quotes are not JavaScript; a text processor made them: write ' or \" instead";
            return Err(Problem::new(number, message));
        }
        Ok(Step::Entry(Entry { lines: first..self.next, source, abandoned }))
    }

    /// The text of a line that may continue an entry; where a screen has no signs for that, any that has none of another kind.
    fn continuation<'l>(&self, line: &'l str) -> Option<&'l str> {
        let bare = || self.copied.is_some_and(|copied| !copied.signs) && (line.is_empty() || self.is_bare(line));
        continuation_text(line).or_else(|| bare().then_some(line))
    }

    /// Appends to `source`, which ends with the row just read, the rows that a screen broke off it.
    fn glue(&mut self, source: &mut String) {
        let Some(Copied { columns, signs, .. }) = self.copied.filter(|copied| copied.columns > 0) else { return };
        let row = |at: usize| self.block.lines.get(at).map_or("", |line| line.text.as_str());
        // A blank at the end of a row is lost.
        let lost = |row: &str| columns.checked_sub(row.chars().count()).filter(|lost| *lost <= 1);
        let (mut glued, mut lined) = (source.clone(), source.clone());
        let mut next = self.next;
        while let Some(blanks) = lost(row(next - 1))
            && self.is_bare(row(next))
            && continuation_text(row(next)).is_none()
        {
            lined = format!("{lined}\n{}", row(next));
            glued = format!("{glued}{}{}", " ".repeat(blanks), row(next));
            next += 1;
        }
        let alone = next == self.next || completeness(&glued) == Completeness::Wrong;
        let belongs = match completeness(source) {
            _ if alone => false,
            Completeness::Wrong => true,
            Completeness::Incomplete => signs || completeness(&lined) == Completeness::Wrong,
            // Every entry is answered: what is left must have something to be its answer.
            Completeness::Complete => completeness(&glued) == Completeness::Complete && self.is_bare(row(next)),
        };
        if belongs {
            (*source, self.next) = (glued, next);
        }
    }

    /// Whether a line is neither a prompt nor empty, nor says what was thrown.
    fn is_bare(&self, line: &str) -> bool {
        const THROWN: [&str; 2] = ["Uncaught ", "parse error: "];
        let thrown = THROWN.iter().any(|thrown| line.starts_with(thrown));
        !line.is_empty() && !thrown && self.look(line) == Look::Other
    }

    fn is_verbatim(&self) -> bool {
        self.copied.is_some_and(|copied| copied.verbatim)
    }

    fn look<'l>(&self, line: &'l str) -> Look<'l> {
        match look(line) {
            Look::Comment | Look::Directive(_) if self.is_verbatim() => Look::Other,
            seen => seen,
        }
    }
}

/// The real output while the expected one is read.
struct Real<'a> {
    lines: &'a [&'a str],
    next: usize,
    /// After `[...]` the next line may be any: the last place of each.
    places: Option<HashMap<&'a str, usize>>,
}

impl Real<'_> {
    fn takes(&mut self, text: &str) -> bool {
        match &self.places {
            None if self.lines.get(self.next) == Some(&text) => {
                self.next += 1;
                true
            }
            None => false,
            // Only lines that could be anything else need the exact answer; blank ones are not worth it.
            Some(places) => !text.is_empty() && places.get(text).is_some_and(|&place| place >= self.next),
        }
    }

    fn wander(&mut self) {
        if self.places.is_none() {
            let rest = self.lines.iter().enumerate().skip(self.next);
            self.places = Some(rest.map(|(place, line)| (*line, place)).collect());
        }
    }
}

/// Captures in which no input can be found, and other runtimes' sessions, are reported by name.
fn refuse_strangers(block: &Block) -> Result<(), Problem> {
    const REDIRECTED: &str = "this looks like the output of `node -i` with its input redirected: the inputs are not in it; \
                              copy a session from a terminal instead, or write each input after `> `";
    let mut banner = None;
    let mut inputs = 0usize;
    let mut outputs = 0usize;
    for line in &block.lines {
        match look(&line.text) {
            Look::Stranger(name) if inputs == 0 => {
                let message = format!(
                    "this is a {name} session; slabscope answers as Node.js does: record it there, or take the outputs \
                     away and let --update write them"
                );
                return Err(Problem::new(line.number, message));
            }
            Look::Other if inputs == 0 && (line.text.starts_with("```") || line.text.starts_with("~~~")) => {
                let message = "this is Markdown with transcripts in its fences: call the file *.md";
                return Err(Problem::new(line.number, message));
            }
            Look::Banner(Some(_)) => banner = banner.or(Some(line.number)),
            Look::Input(_) => inputs += 1,
            Look::Glued if banner.is_some() => return Err(Problem::new(line.number, REDIRECTED)),
            Look::Other | Look::Stranger(_) if inputs > 0 && !line.text.is_empty() => outputs += 1,
            _ => {}
        }
    }
    match banner {
        Some(number) if inputs > 0 && outputs == 0 => Err(Problem::new(number, REDIRECTED)),
        _ => Ok(()),
    }
}
