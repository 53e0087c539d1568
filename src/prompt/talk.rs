//! One entry in, its answer out: what both kinds of prompt have in common. Reads nothing itself.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::rc::Rc;

use super::commands::{Dot, Saved, is_command};
use super::entries::{Typed, transcript};
use super::highlight::coloured;
use super::listener::{Exchange, Listener};
use super::record::{Record, is_transcript};
use super::screen;
use super::signs::{EXIT_PIPE, PROMPT};
use crate::file::{Target, There};
use crate::paint::Streams;
use engine::rescue;
use engine::session::{Outcome, Reply, Session, Stream};
use engine::transcript::{Actual, Captures, Output, Rules, Verdict, compare, is_markdown};
use pool::styled::{Role, Styled};

/// Bytes of console output of one entry that are kept for the record.
const HEARD: usize = 1 << 20;
/// Lines shown of an answer that was another.
const SHOWN: usize = 12;
/// Rows of the screen beside an answer: the entry before it, the next prompt.
const BESIDE: usize = 2;

/// What the prompt does after an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Read on.
    GoOn,
    /// Read several lines at once.
    Editor,
    /// Leave with this exit code.
    Leave(i32),
}

/// A session and where its answers go.
pub struct Talk {
    pub session: Session,
    streams: Rc<RefCell<Streams>>,
    /// What the program printed since the last entry.
    console: Rc<RefCell<Styled>>,
    record: Record,
    /// Answers that were compared, and those that were equal.
    compared: (usize, usize),
    captures: Captures,
    loading: bool,
    listener: Option<Listener>,
    /// Somebody sits at a terminal.
    person: bool,
    /// Several entries are answered, one after the other.
    several: bool,
    /// What the screen had no room for.
    rest: Option<Styled>,
}

/// What the system refuses is told in Node's words, which name no reason; what slabscope refuses, with it.
fn not_saved(name: &str, error: &io::Error) -> String {
    let reason = if error.raw_os_error().is_some() { String::new() } else { format!(": {error}") };
    format!("Failed to save: {name}{reason}")
}

impl Talk {
    /// `person`: somebody sits at a terminal, who is told a little more than Node tells and not more than fits there.
    pub fn new(mut session: Session, streams: Streams, person: bool, listener: Option<Listener>) -> Self {
        let person = person && streams.is_terminal();
        let streams = Rc::new(RefCell::new(streams));
        let shared = Rc::clone(&streams);
        let console = Rc::new(RefCell::new(Styled::new()));
        let heard = Rc::clone(&console);
        session.on_output(Box::new(move |stream, text| {
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
            several: false,
            rest: None,
            listener,
        }
    }

    /// Tells of the listener, if there is one.
    pub fn greet(&self) {
        if let Some(listener) = &self.listener {
            self.say(&listener.greeting);
        }
    }

    /// Writes a text as it is.
    pub fn write(&self, text: &Styled) {
        self.streams.borrow_mut().out(text);
    }

    /// Writes a line.
    pub fn say(&self, text: &Styled) {
        self.streams.borrow_mut().line(text);
    }

    /// Hands everything on.
    pub fn flush(&self) {
        self.streams.borrow_mut().flush();
    }

    /// Asks the streams something.
    pub fn streams<T>(&self, ask: impl FnOnce(&Streams) -> T) -> T {
        ask(&self.streams.borrow())
    }

    /// Answers one entry, dot commands included.
    pub fn enter(&mut self, text: &str) -> Next {
        self.several = false;
        let next = if let Some(dot) = Dot::parse(text) { self.command(dot) } else { self.feed(text, None) };
        if self.streams(|streams| streams.broken().is_some()) { Next::Leave(EXIT_PIPE) } else { next }
    }

    /// Answers an entry that may stand in a transcript: shown again before its answer, and compared with it.
    pub fn answer(&mut self, typed: &Typed, echo: bool) -> Next {
        if echo {
            self.echo(&typed.text);
        }
        if Dot::parse(&typed.text).is_some() {
            return self.enter(&typed.text);
        }
        self.several = echo;
        let next = self.feed(&typed.text, typed.expected.as_ref());
        if self.streams(|streams| streams.broken().is_some()) { Next::Leave(EXIT_PIPE) } else { next }
    }

    /// Says how many of the answers compared since the last time were equal.
    pub fn tell_compared(&mut self) {
        let (all, equal) = std::mem::take(&mut self.compared);
        self.captures = Captures::default();
        if all > 0 {
            self.tell(format!("{equal} of {all} answers are as they were"));
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

    /// Writes what there was no room for, or a screen of it.
    fn show_rest(&mut self, all: bool) {
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

    fn compare(&mut self, expected: &Output, actual: &Actual) {
        let verdict = compare(expected, actual, Rules::default(), &mut self.captures);
        if verdict == Verdict::Unchecked {
            return;
        }
        self.compared.0 += 1;
        if verdict == Verdict::Equal {
            self.compared.1 += 1;
            return;
        }
        let mut told = Styled::new();
        told.push(Role::Warning, "it was:").plain("\n");
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

    fn feed(&mut self, text: &str, expected: Option<&Output>) -> Next {
        *self.console.borrow_mut() = Styled::new();
        self.session.forget_interrupt();
        if self.streams(Streams::is_terminal) {
            self.session.set_width(u16::try_from(screen::size().0).unwrap_or(u16::MAX));
        }
        let reply = rescue::answer(|| self.session.feed(text));
        // What stopped this is no reason to stop anything else.
        self.session.forget_interrupt();
        for (stream, text) in &reply.printed {
            print(&mut self.streams.borrow_mut(), *stream, text);
        }
        if let Some(answer) = &reply.answer {
            self.show(answer.clone());
        }
        if let Some(meant) = self.person.then(|| self.session.suggestion(text, &reply)).flatten() {
            self.tell(format!("did you mean {meant}?"));
        }
        let heard = self.console.take();
        let mut printed = vec![(Stream::Out, heard)];
        printed.extend(reply.printed.iter().cloned());
        if reply.outcome != Outcome::Incomplete {
            self.tell_listener(text, &printed, &reply);
        }
        let actual = Actual::new(Reply { printed: printed.clone(), ..reply.clone() }, true);
        let recorded = match timed(text, &reply) {
            _ if reply.outcome == Outcome::Incomplete => Ok(()),
            None => self.record.add(text, &actual, !is_command(text)),
            Some(("", _)) => Ok(()),
            Some((entry, answer)) => {
                let answered = Reply { printed, answer: Some(answer), outcome: Outcome::Value };
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

    fn tell_listener(&mut self, text: &str, printed: &[(Stream, Styled)], reply: &Reply) {
        let Some(listener) = &mut self.listener else { return };
        let mut answer = Styled::new();
        printed.iter().for_each(|(_, text)| {
            answer.append(text.clone());
        });
        if let Some(text) = &reply.answer {
            answer.append(text.clone());
        }
        if let Outcome::Bug(text) = &reply.outcome {
            answer.push(Role::Error, rescue::paragraph(text));
        }
        let exchange = Exchange { source: coloured(text.trim_end()), answer, command: is_command(text) };
        (listener.hear)(&mut self.session, exchange);
    }

    fn command(&mut self, dot: Dot<'_>) -> Next {
        match dot {
            Dot::Break => {}
            Dot::Exit => return Next::Leave(0),
            Dot::Editor => return Next::Editor,
            Dot::More => self.show_rest(false),
            Dot::All => self.show_rest(true),
            Dot::Load(_) | Dot::Save(_) | Dot::Picture(..) | Dot::Record(_) if self.session.is_restricted() => {
                self.say(&"--restricted opens no files".into());
            }
            Dot::Load("") | Dot::Save(Saved { name: "", .. }) | Dot::Picture(_, Saved { name: "", .. })
                if self.session.wants_names() =>
            {
                self.say(&"The \"file\" argument must be specified".into());
            }
            Dot::Load(name) => match fs::metadata(name) {
                Ok(metadata) if !metadata.is_file() => {
                    self.say(&format!("Failed to load: {name} is not a valid file").into());
                }
                Ok(_) => match fs::read(name) {
                    Ok(bytes) => {
                        if is_transcript(name) || is_markdown(Path::new(name)) {
                            return self.load_transcript(name, bytes);
                        }
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        return self.feed(&text, None);
                    }
                    Err(_) => self.say(&format!("Failed to load: {name}").into()),
                },
                Err(_) => self.say(&format!("Failed to load: {name}").into()),
            },
            Dot::Picture(which, saved) => match self.session.picture(which) {
                Ok(picture) => {
                    let asked = format!(".map {which} --svg! {}", saved.name).replace("  ", " ");
                    let said = match self.save(saved, &asked, &picture) {
                        Ok(_) => format!("Picture saved to: {}", saved.name),
                        Err(error) => not_saved(saved.name, &error),
                    };
                    self.say(&said.into());
                }
                Err(answer) => self.say(&answer),
            },
            Dot::Save(saved) => {
                let text = self.record.saved(saved.name, &self.session).map_err(io::Error::other);
                let asked = format!(".save! {}", saved.name);
                let said = match text.and_then(|text| self.save(saved, &asked, &text)) {
                    Ok(_) => format!("Session saved to: {}", saved.name),
                    Err(error) => not_saved(saved.name, &error),
                };
                self.say(&said.into());
            }
            Dot::Record(Saved { name: "", .. }) => {
                let said = match self.record.name() {
                    Some(name) => format!("recording to {name}; .record off ends it"),
                    None => "nothing is recorded; .record FILE begins".to_owned(),
                };
                self.say(&said.into());
            }
            Dot::Record(Saved { name: "off", .. }) => {
                let said = match self.record.end() {
                    Some(name) => format!("Session recorded to: {name}"),
                    None => "nothing is recorded; .record FILE begins".to_owned(),
                };
                self.say(&said.into());
            }
            Dot::Record(saved) => {
                let asked = format!(".record! {}", saved.name);
                let begun = self.save(saved, &asked, &self.record.begun(&self.session));
                let said = match begun.map(|file| self.record.begin(saved.name, file)) {
                    Ok(()) => format!("recording to {}; .record off ends it", saved.name),
                    Err(error) => format!("Failed to record: {}: {error}", saved.name),
                };
                self.say(&said.into());
            }
        }
        Next::GoOn
    }
}

impl Talk {
    /// Writes a file; `asked` is the command that writes it over one that is there.
    fn save(&self, saved: Saved<'_>, asked: &str, text: &str) -> io::Result<File> {
        let there = if saved.over { There::Goes } else { There::Stays(asked) };
        let recorded = self.record.name().map(|name| (Path::new(name), "what is recorded to"));
        Target { path: Path::new(saved.name), there, never: recorded.as_slice() }.write(text.as_bytes())
    }

    /// Runs the entries of a transcript and compares what they answer.
    fn load_transcript(&mut self, name: &str, bytes: Vec<u8>) -> Next {
        // One that loads itself would never end.
        if self.loading {
            self.say(&"Failed to load: a transcript that is loaded loads no other".into());
            return Next::GoOn;
        }
        let entries = match transcript(bytes, is_markdown(Path::new(name))) {
            Ok(entries) => entries,
            Err(problem) => {
                self.say(&format!("Failed to load: {name}:{}: {}", problem.line, problem.message).into());
                return Next::GoOn;
            }
        };
        self.loading = true;
        let mut next = Next::GoOn;
        for entry in &entries {
            next = self.answer(entry, true);
            if matches!(next, Next::Leave(_)) {
                break;
            }
        }
        self.loading = false;
        self.tell_compared();
        if next == Next::Editor { Next::GoOn } else { next }
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
