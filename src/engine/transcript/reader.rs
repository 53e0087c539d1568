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
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of `block`; captures that are no transcripts are recognised here.
    pub fn new(block: &'a Block) -> Result<Self, Problem> {
        refuse_strangers(block)?;
        Ok(Self { block, next: 0, left: false, pending: false })
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
            let seen = look(&line.text);
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
                _ if is_greeting(&line.text) => Step::Ignored(index),
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
            match look(text) {
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
                    if let Some(thrown) = text.strip_prefix("! ").filter(|_| first) {
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
        let (mut abandoned, mut left) = (false, false);
        let mut open = Brackets::default();
        open.read(text);
        // Where each line of the source ends, while brackets alone have said that it goes on.
        let mut ends = vec![source.len()];
        while !is_command(&source) && (open.are_open() || completeness(&source) == Completeness::Incomplete) {
            let Some(more) = self.block.lines.get(self.next).and_then(|line| continuation_text(&line.text)) else {
                abandoned = true;
                break;
            };
            self.next += 1;
            if matches!(more.trim(), ".break" | ".clear" | ".exit") {
                abandoned = true;
                left = more.trim() == ".exit";
                break;
            }
            source.push('\n');
            source.push_str(more);
            open.read(more);
            ends.push(source.len());
        }
        let finished = |end: &usize| completeness(&source[..*end]) != Completeness::Incomplete;
        let before = ends.len().checked_sub(2).is_some_and(|index| finished(&ends[index]));
        if before || (abandoned && finished(&source.len())) {
            // It was finished, or went wrong, while brackets stood open: what follows that line is no part of it.
            let last = ends.partition_point(|end| !finished(end));
            if let Some(&end) = ends.get(last) {
                source.truncate(end);
                self.next = first + last + 1;
                (abandoned, left) = (false, false);
            }
        }
        self.left |= left;
        self.pending = true;
        let number = self.block.lines[first].number;
        let command = source.split_whitespace().next().unwrap_or_default();
        if matches!(command, ".editor" | ".load") {
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
        if source.contains(['‘', '’', '“', '”']) && completeness(&source) == Completeness::Wrong {
            let message = "curly quotes are not JavaScript; a text processor made them: write ' or \" instead";
            return Err(Problem::new(number, message));
        }
        Ok(Step::Entry(Entry { lines: first..self.next, source, abandoned }))
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
