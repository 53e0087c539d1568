//! A dot command as it is typed: which one, with what behind it, whether it takes that; and who answers it. Not the answers.

use super::commands::{Act, Command, Does, Takes};
use super::help::folded;
use super::state::Session;
use super::statements::{is_command, question};
use super::types::{Completeness, Outcome, Reply};
use crate::syntax::ast::Goal;
use crate::syntax::{self, Verdict};
use pool::styled::{Role, Styled};
use pool::view::Order;

/// What is said of a command nobody knows, in Node's words.
pub(super) const UNKNOWN: &str = "Invalid REPL keyword";

/// A dot command that somebody typed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Which one.
    pub command: &'static Command,
    /// What stands behind it, a picture's file apart.
    pub argument: &'a str,
    /// The file it reads or writes.
    pub file: Option<Saved<'a>>,
}

/// A file that is read, or written; with a `!` behind the command also over one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether the `!` is there.
    pub over: bool,
}

impl<'a> Asked<'a> {
    /// The command that `text` is, if there is one of that name.
    pub fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (name, argument) = match question(text) {
            Some(about) => (".help", about),
            None => text.split_once(char::is_whitespace).unwrap_or((text, "")),
        };
        let (command, argument) = (Command::named(name)?, argument.trim());
        let named = Saved { name: argument, over: name.ends_with('!') };
        let (argument, file) = match command.takes {
            takes if takes.is_file() => (argument, Some(named)),
            Takes::Drawing => picture(argument),
            _ => (argument, None),
        };
        Some(Self { command, argument, file })
    }

    /// What the prompt does about it; nothing where the session answers.
    pub fn act(&self) -> Option<Act> {
        match self.command.does {
            Does::Ask(act) => Some(act),
            Does::Answer(_) => self.file.map(|_| Act::Picture),
        }
    }

    /// Whether a switch is turned on or off; nothing where it is turned to what it is not.
    pub fn switch(&self) -> Option<bool> {
        (!self.argument.is_empty()).then_some(self.argument == "on")
    }

    /// What the command takes, if that is not what stands behind it, in so many columns as a session has. A file's name may be
    /// any text.
    pub fn refusal(&self, session: &Session) -> Option<Styled> {
        let Self { command: Command { name, takes, .. }, argument, .. } = *self;
        if self.file.is_some_and(|file| file.name.is_empty()) && *takes == Takes::Drawing {
            return Some(refused(format!("{name} --svg takes the name of a file")));
        }
        let (none, one) = (argument.is_empty(), !argument.contains(char::is_whitespace));
        let fits = match takes {
            Takes::Nothing => none,
            Takes::Prefix | Takes::Profile => one,
            Takes::Switch => none || matches!(argument, "on" | "off"),
            Takes::Column => none || Order::parse(argument).is_some(),
            Takes::Number | Takes::Statement => none || argument.parse::<usize>().is_ok_and(|number| number > 0),
            Takes::Slab | Takes::Reason | Takes::Drawing => none || means_bytes(argument),
            Takes::Bytes => !none && means_bytes(argument),
            Takes::Code => !none && !is_command(argument) && syntax::completeness(argument) != Completeness::Incomplete,
            Takes::Topic | Takes::Lesson | Takes::File | Takes::Target | Takes::TargetOrOff => true,
        };
        let wrong = if fits || none || !takes.is_code() { None } else { fault(argument, session) };
        let wrong = wrong.map_or_else(String::new, |wrong| format!(": {wrong}"));
        let sentence = format!("{}{wrong}", self.command.sentence());
        (!fits).then(|| refused(folded(&sentence, usize::from(session.width()))))
    }
}

/// Which slab is meant, and the file for the picture of it.
fn picture(argument: &str) -> (&str, Option<Saved<'_>>) {
    let Some((which, file)) = argument.split_once("--svg") else { return (argument, None) };
    let name = file.strip_prefix('!').unwrap_or(file);
    let apart = |text: &str, end: Option<char>| text.is_empty() || end.is_some_and(char::is_whitespace);
    if !apart(which, which.chars().next_back()) || !apart(name, name.chars().next()) {
        return (argument, None);
    }
    (which.trim(), Some(Saved { name: name.trim(), over: name != file }))
}

/// Whether it is a slab's number or one expression; one that is outside the language is told as such later.
fn means_bytes(argument: &str) -> bool {
    let number = argument.strip_prefix('#').is_some_and(|rest| !rest.contains(char::is_whitespace));
    let wrong = || syntax::parse_prompt(&format!("({argument}\n)")).is_err_and(|error| error.kind != Verdict::Refused);
    number || !wrong()
}

/// What Node says of it: where it is no code, or no expression.
fn fault(argument: &str, session: &Session) -> Option<String> {
    let alone = syntax::parse(argument, Goal::Script).err();
    let error = alone.or_else(|| syntax::parse_prompt(&format!("({argument}\n)")).err())?;
    Some(error.message(session.machine.heap.memory.profile().recorded_major()))
}

fn refused(text: String) -> Styled {
    let mut answer = Styled::new();
    answer.push(Role::Error, text);
    answer
}

/// What is said where there is no prompt.
fn at_the_prompt(name: &str, act: Act) -> Styled {
    let why = match act {
        Act::Load | Act::Save | Act::Record | Act::Picture => "opens files",
        Act::More | Act::All => "turns the pages of a screen",
        Act::Learn => "takes a screen",
        Act::Break | Act::Exit | Act::Editor => "reads a keyboard",
        Act::Pane | Act::Quiet => "is about what a terminal shows",
    };
    refused(format!("{name} works at the prompt alone: it {why}"))
}

impl Session {
    /// The dot commands.
    pub fn commands() -> impl Iterator<Item = &'static Command> {
        super::commands::COMMANDS.iter()
    }

    pub(super) fn command(&mut self, text: &str) -> Reply {
        let mut outcome = Outcome::Command;
        let answer = match Asked::read(text) {
            None => refused(UNKNOWN.to_owned()),
            Some(asked) => match (asked.refusal(self), asked.command.does) {
                (Some(refusal), _) => refusal,
                (_, Does::Ask(Act::Break)) => Styled::new(),
                (_, Does::Ask(Act::Exit)) => {
                    outcome = Outcome::Exit(0);
                    Styled::new()
                }
                (_, Does::Ask(act)) => at_the_prompt(asked.command.name, act),
                (_, Does::Answer(_)) if asked.file.is_some() => at_the_prompt(".map --svg", Act::Picture),
                (_, Does::Answer(answer)) => answer(self, asked.argument, usize::from(self.options.width)),
            },
        };
        let answer = (!answer.is_empty()).then(|| without_last_newline(answer));
        Reply { printed: self.machine.take_printed(), ..Reply::new(answer, outcome) }
    }
}

fn without_last_newline(mut text: Styled) -> Styled {
    if let Some((_, last)) = text.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    text
}
