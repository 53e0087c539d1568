//! One entry in, its answer out: what both kinds of prompt have in common. Reads nothing itself.

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::Result;

use super::entries::Typed;
use super::listener::{Exchange, Listener};
use super::marks::picture;
use super::record::Record;
use super::screen;
use super::seen::Seen;
use super::signs::PROMPT;
use super::was::Was;
use crate::paint::{AFRESH, EXIT_PIPE, Streams, Theme};
use engine::rescue;
use engine::session::{Asked, CLEAR, Input, Outcome, Reply, Session, Stream, question};
use engine::transcript::{Actual, Captures, Rules, Verdict, compare};
use engine::typing::coloured;
use pool::styled::{Role, Styled};

/// Bytes of console output of one entry that are kept for the record.
const HEARD: usize = 1 << 20;
/// Lines shown of an answer that was another.
const SHOWN: usize = 12;
/// Rows of the screen beside an answer: the entry before it, the next prompt.
const BESIDE: usize = 2;

/// Columns of the narrowest drawings.
const LEAST: usize = 20;

/// What the prompt does after an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Read on.
    GoOn,
    /// Read several lines at once.
    Editor,
    /// Turn the pane on or off, or to what it is not.
    Pane(Option<bool>),
    /// Show the lesson of that number.
    Learn(usize),
    /// Leave with this exit code.
    Leave(i32),
}

/// A session and where its answers go.
#[expect(clippy::struct_excessive_bools, reason = "each is so or not whatever the others are")]
pub struct Talk {
    pub session: Session,
    streams: Rc<RefCell<Streams>>,
    /// What the program printed since the last entry.
    console: Rc<RefCell<Styled>>,
    pub(super) record: Record,
    /// Answers that were compared, and those that were equal.
    compared: (usize, usize),
    captures: Captures,
    /// The entries of a transcript are answered.
    pub(super) loading: bool,
    listener: Option<Listener>,
    /// Somebody sits at a terminal.
    person: bool,
    /// Nothing is told of what a statement changed.
    pub(super) quiet: bool,
    /// Several entries are answered, one after the other.
    several: bool,
    /// How to have an error explained was told.
    erred: bool,
    /// What the screen had no room for.
    rest: Option<Styled>,
    /// What somebody has seen last, entries and answers.
    seen: Rc<RefCell<Seen>>,
}

/// Told under the first error of which nothing else is told.
const EXPLAINED: &str = "? explains it";

impl Talk {
    /// `person`: somebody sits at a terminal, who is told a little more than Node tells and not more than fits there.
    pub fn new(mut session: Session, streams: Streams, person: bool, listener: Option<Listener>) -> Self {
        let person = person && streams.is_terminal();
        let streams = Rc::new(RefCell::new(streams));
        let shared = Rc::clone(&streams);
        let console = Rc::new(RefCell::new(Styled::new()));
        let heard = Rc::clone(&console);
        let seen = Rc::new(RefCell::new(Seen::default()));
        let keep = Rc::clone(&seen);
        session.on_output(Box::new(move |stream, text| {
            if matches!(text.runs.as_slice(), [(_, run)] if run == CLEAR) {
                *keep.borrow_mut() = Seen::default();
                return shared.borrow_mut().tell(AFRESH);
            }
            keep.borrow_mut().add(text);
            let mut heard = heard.borrow_mut();
            if heard.byte_len() < HEARD {
                heard.append(text.clone());
            }
            print(&mut shared.borrow_mut(), stream, text);
        }));
        let (record, captures) = (Record::default(), Captures::default());
        Self {
            session,
            streams,
            console,
            record,
            compared: (0, 0),
            captures,
            loading: false,
            person,
            quiet: false,
            several: false,
            erred: false,
            rest: None,
            seen,
            listener,
        }
    }

    /// Tells of the listener, if there is one.
    pub fn greet(&self) {
        if let Some(listener) = &self.listener {
            self.say(&listener.greeting);
        }
    }

    /// An entry was typed, and stands on the screen.
    pub fn typed(&self, buffer: &str) {
        let mut shown = Styled::new();
        shown.push(Role::Prompt, PROMPT);
        shown.append(coloured(&buffer.chars().map(|c| picture(c).unwrap_or(c)).collect::<String>()));
        self.seen.borrow_mut().add_line(&shown);
    }

    /// What somebody has seen last, painted, line by line.
    pub fn seen(&self) -> Vec<String> {
        self.seen.borrow().lines(self.streams(Streams::ink))
    }

    /// Writes a text as it is.
    pub fn write(&self, text: &Styled) {
        self.seen.borrow_mut().add(text);
        self.streams.borrow_mut().out(text);
    }

    /// Writes a line.
    pub fn say(&self, text: &Styled) {
        self.seen.borrow_mut().add_line(text);
        self.streams.borrow_mut().line(text);
    }

    /// Tells the terminal something that is no text.
    pub fn tell_terminal(&self, code: &str) {
        self.streams.borrow_mut().tell(code);
    }

    /// Paints for that ground from now on.
    pub fn on_ground(&self, ground: Theme) {
        self.streams.borrow_mut().on(ground);
    }

    /// Takes the last rows back from the screen.
    pub fn take_back(&self, rows: usize) {
        self.streams.borrow_mut().take_back(rows);
    }

    /// Hands everything on.
    pub fn flush(&self) {
        self.streams.borrow_mut().flush();
    }

    /// Hands everything on at the end: the exit code.
    pub fn end(&self, code: i32) -> Result<i32> {
        self.streams.borrow_mut().end(code)
    }

    /// Asks the streams something.
    pub fn streams<T>(&self, ask: impl FnOnce(&Streams) -> T) -> T {
        ask(&self.streams.borrow())
    }

    /// Answers an entry, dot commands included: where it may stand in a transcript, shown again before its answer, and
    /// compared with what it is expected to give.
    pub fn answer(&mut self, typed: Typed, echo: bool) -> Next {
        self.several = echo;
        if echo {
            self.echo(typed.input.text());
        }
        let Typed { input, expected } = typed;
        let asked = if input.is_command() { Asked::read(input.text()) } else { None };
        let next = match asked.and_then(|asked| Some((asked.act()?, asked))) {
            Some((act, asked)) => self.act(act, &asked),
            None => self.feed(input, expected.as_ref()),
        };
        if self.streams(|streams| streams.broken().is_some()) { Next::Leave(EXIT_PIPE) } else { next }
    }

    /// Says what was taken away from a paste, and how many of the answers compared since the last time were equal.
    pub fn tell_compared(&mut self, taken: Option<String>) {
        let (all, equal) = std::mem::take(&mut self.compared);
        self.captures = Captures::default();
        let compared = (all > 0).then(|| format!("{equal} of {all} answers are as they were"));
        let told: Vec<String> = taken.into_iter().chain(compared).collect();
        if !told.is_empty() {
            self.tell(told.join("; "));
        }
    }

    /// Says something in passing.
    fn tell(&self, text: String) {
        let mut told = Styled::new();
        told.push(Role::Dim, text);
        self.say(&told);
    }

    /// Writes an answer: to a person no more of it than the screen has room for.
    fn show(&mut self, answer: Styled) {
        if !self.person || self.several {
            return self.say(&answer);
        }
        let (columns, rows) = screen::size();
        let room = rows.saturating_sub(BESIDE).max(2);
        if screen::rows_of(&answer, columns) <= room {
            return self.say(&answer);
        }
        let (first, rest) = screen::cut(answer, columns, room - 1);
        self.say(&first);
        if let Some(rest) = rest {
            self.tell(format!("... {} more lines: .more or .all", screen::rows_of(&rest, columns)));
            self.rest = Some(rest);
        }
    }

    /// Says what `about` is, or which commands there are; no entry of the session.
    pub(super) fn explain(&mut self, about: &str) {
        let asked = if about.is_empty() { ".help".to_owned() } else { format!(".help {about}") };
        if let Some(answer) = self.session.enter(Input::read(asked)).answer {
            self.show(answer);
        }
    }

    /// Writes what there was no room for, or a screen of it.
    pub(super) fn show_rest(&mut self, all: bool) {
        match self.rest.take() {
            Some(rest) if all => self.say(&rest),
            Some(rest) => self.show(rest),
            None => self.say(&"there is no more of any answer".into()),
        }
    }

    fn echo(&self, entry: &str) {
        let gutter = self.session.continuation();
        let mut shown = Styled::new();
        for (index, line) in entry.lines().enumerate() {
            shown.push(Role::Prompt, if index == 0 { PROMPT } else { gutter }).plain(line).plain("\n");
        }
        self.write(&shown);
    }

    fn compare(&mut self, was: &Was, actual: &Actual) {
        let expected = was.fitted(actual);
        let verdict = compare(&expected, actual, Rules::default(), &mut self.captures);
        if verdict == Verdict::Unchecked {
            return;
        }
        self.compared.0 += 1;
        if verdict == Verdict::Equal {
            self.compared.1 += 1;
            return;
        }
        let mut told = Styled::new();
        let by = was.by.map_or_else(|| "it was:".to_owned(), |name| format!("{name} printed:"));
        told.push(Role::Warning, by).plain("\n");
        if let Some((_, thrown)) = &expected.throws {
            told.plain(format!("  ! {thrown}\n"));
        }
        for line in expected.lines.iter().take(SHOWN) {
            told.plain("  ").plain(&line.text).plain("\n");
        }
        if expected.lines.len() > SHOWN {
            told.push(Role::Dim, format!("  and {} lines more\n", expected.lines.len() - SHOWN));
        }
        self.write(&told);
    }

    pub(super) fn feed(&mut self, input: Input, expected: Option<&Was>) -> Next {
        *self.console.borrow_mut() = Styled::new();
        self.session.forget_interrupt();
        if self.streams(Streams::is_terminal) {
            self.session.set_width(u16::try_from(screen::size().0.max(LEAST)).unwrap_or(u16::MAX));
        }
        let (text, is_command) = (input.text().to_owned(), input.is_command());
        let input_is_question = is_command && !engine::session::is_command(&text);
        let text = text.as_str();
        let before = self.session.statement();
        let reply = rescue::answer(|| self.session.enter(input));
        // What stopped this is no reason to stop anything else.
        self.session.forget_interrupt();
        for (stream, text) in &reply.printed {
            self.seen.borrow_mut().add(text);
            print(&mut self.streams.borrow_mut(), *stream, text);
        }
        if let Some(answer) = &reply.answer {
            self.show(answer.clone());
        }
        for (stream, text) in &reply.later {
            self.seen.borrow_mut().add(text);
            print(&mut self.streams.borrow_mut(), *stream, text);
        }
        let meant = self.person.then(|| self.session.suggestion(text, &reply)).flatten();
        let thrown = matches!(reply.outcome, Outcome::Thrown { .. });
        match meant {
            Some(meant) => self.tell(meant),
            None if self.person && thrown && !self.erred => {
                self.erred = true;
                self.tell(EXPLAINED.to_owned());
            }
            None => {}
        }
        if self.person && !self.quiet && self.session.statement() > before {
            let changed = self.session.brief(text, screen::size().0.max(LEAST) - 1);
            changed.into_iter().for_each(|changed| self.tell(changed));
        }
        let heard = self.console.take();
        let mut printed = vec![(Stream::Out, heard)];
        printed.extend(reply.printed.iter().cloned());
        if reply.outcome != Outcome::Incomplete {
            self.tell_listener((text, is_command, before), &printed, &reply);
        }
        let actual = Actual::new(Reply { printed: printed.clone(), ..reply.clone() }, true);
        // Only a person may ask so; a transcript has the command.
        let asked = input_is_question.then(|| question(text)).flatten().map(|about| format!(".help {about}"));
        let text = asked.as_deref().unwrap_or(text);
        let recorded = match timed(text, &reply) {
            _ if reply.outcome == Outcome::Incomplete => Ok(()),
            None => self.record.add(text, &actual, !is_command),
            Some(("", _)) => Ok(()),
            Some((entry, answer)) => {
                let answered = Reply { printed, ..Reply::new(Some(answer), Outcome::Value) };
                self.record.add(entry, &Actual::new(answered, true), true)
            }
        };
        if let Err(error) = recorded {
            self.say(&format!("nothing is recorded any more: {error}").into());
        }
        if let Some(expected) = expected {
            self.compare(expected, &actual);
        }
        match reply.outcome {
            Outcome::Exit(code) => return Next::Leave(code),
            Outcome::Bug(text) => {
                let mut told = Styled::new();
                told.push(Role::Error, rescue::paragraph(&text));
                self.say(&told);
            }
            _ => {}
        }
        Next::GoOn
    }

    fn tell_listener(
        &mut self,
        (text, command, before): (&str, bool, u32),
        printed: &[(Stream, Styled)],
        reply: &Reply,
    ) {
        let Some(listener) = &mut self.listener else { return };
        let mut answer = Styled::new();
        printed.iter().for_each(|(_, text)| {
            answer.append(text.clone());
        });
        for (_, text) in (Reply { printed: Vec::new(), ..reply.clone() }).told() {
            answer.append(text.into_owned());
        }
        if let Outcome::Bug(text) = &reply.outcome {
            answer.push(Role::Error, rescue::paragraph(text));
        }
        let exchange = Exchange { source: text.trim_end().to_owned(), answer, before, command };
        (listener.hear)(&mut self.session, exchange);
    }
}

/// What `.time` ran, and its answer without how long it took: that is never the same again.
fn timed<'a>(text: &'a str, reply: &Reply) -> Option<(&'a str, Styled)> {
    let entry = text.trim_start().strip_prefix(".time")?;
    let mut answer = reply.answer.clone().unwrap_or_default();
    answer.runs.pop();
    if let Some((_, last)) = answer.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    Some((entry.trim(), answer))
}

fn print(streams: &mut Streams, stream: Stream, text: &Styled) {
    match stream {
        Stream::Out => streams.console_out(text),
        Stream::Err => streams.console_err(text),
    }
}
