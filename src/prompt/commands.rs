//! The dot commands that need what a session does not have: files, the screen, the way out. Node's own words for them
//! (lib/repl.js, `defineDefaultCommands`). Every other dot command is the session's.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::entries::transcript;
use super::record::is_transcript;
use super::talk::{Next, Talk};
use crate::file::{self, Target, There};
use crate::play::{lesson, listed};
use engine::limits::MAX_SOURCE;
use engine::session::{Act, Asked, Input, Saved};
use engine::transcript::is_markdown;

/// What the system refuses is told in Node's words, which name no reason; what slabscope refuses, with it.
fn not_saved(name: &str, error: &io::Error) -> String {
    let reason = if error.raw_os_error().is_some() { String::new() } else { format!(": {error}") };
    format!("Failed to save: {name}{reason}")
}

impl Talk {
    /// Does what only a prompt can do.
    pub(super) fn act(&mut self, act: Act, asked: &Asked<'_>) -> Next {
        if let Some(refusal) = asked.refusal(&self.session) {
            self.say(&refusal);
            return Next::GoOn;
        }
        let said = match (act, asked.file) {
            (Act::Break, _) => return Next::GoOn,
            (Act::Exit, _) => return Next::Leave(0),
            (Act::Editor, _) => return Next::Editor,
            (Act::Quiet, _) => {
                self.quiet = asked.switch().unwrap_or(!self.quiet);
                let told = if self.quiet { "nothing is told of" } else { "a line tells" };
                format!("{told} what a statement changes")
            }
            (Act::Pane, _) => return Next::Pane(asked.switch()),
            (Act::Learn, _) => match (asked.argument, lesson(asked.argument)) {
                ("", _) => listed() + ".learn N shows one, and comes back here",
                (_, Some(lesson)) => return Next::Learn(lesson.number),
                (wanted, None) => format!("there is no lesson {wanted}; .learn lists them"),
            },
            (Act::More | Act::All, _) => {
                self.show_rest(act == Act::All);
                return Next::GoOn;
            }
            (_, Some(_)) if self.session.is_restricted() => "--restricted opens no files".to_owned(),
            (Act::Record, Some(Saved { name: name @ ("" | "off"), .. })) => self.recording(name == "off"),
            (_, Some(Saved { name: "", .. })) if self.session.wants_names() => {
                "The \"file\" argument must be specified".to_owned()
            }
            (Act::Load, Some(file)) => match self.load(file.name) {
                Ok(next) => return next,
                Err(reason) => format!("Failed to load: {}{reason}", file.name),
            },
            (Act::Picture, Some(file)) => match self.session.picture(asked.argument) {
                Ok(picture) => {
                    let again = format!(".map {} --svg! {}", asked.argument, file.name).replace("  ", " ");
                    match self.save(file, &again, &picture) {
                        Ok(_) => format!("Picture saved to: {}", file.name),
                        Err(error) => not_saved(file.name, &error),
                    }
                }
                Err(answer) => {
                    self.say(&answer);
                    return Next::GoOn;
                }
            },
            (Act::Save, Some(file)) => {
                let text = self.record.saved(file.name, &self.session).map_err(io::Error::other);
                match text.and_then(|text| self.save(file, &format!(".save! {}", file.name), &text)) {
                    Ok(_) => format!("Session saved to: {}", file.name),
                    Err(error) => not_saved(file.name, &error),
                }
            }
            (Act::Record, Some(file)) => {
                let begun = self.record.begun(&self.session);
                match self.save(file, &format!(".record! {}", file.name), &begun) {
                    Ok(opened) => {
                        self.record.begin(file.name, opened);
                        self.recording(false)
                    }
                    Err(error) => format!("Failed to record: {}: {error}", file.name),
                }
            }
            (_, None) => return Next::GoOn,
        };
        self.say(&said.into());
        Next::GoOn
    }

    /// What is recorded to, or was until now.
    fn recording(&mut self, end: bool) -> String {
        let ended = if end { self.record.end() } else { None };
        match (ended, self.record.name()) {
            (Some(name), _) => format!("Session recorded to: {name}"),
            (None, Some(name)) => format!("recording to {name}; .record off ends it"),
            (None, None) => "nothing is recorded; .record FILE begins".to_owned(),
        }
    }

    /// Writes a file; `again` is the command that writes it over one that is there.
    fn save(&self, file: Saved<'_>, again: &str, text: &str) -> io::Result<File> {
        let there = if file.over { There::Goes } else { There::Stays(again) };
        let recorded = self.record.name().map(|name| (Path::new(name), "what is recorded to"));
        Target { path: Path::new(file.name), there, never: recorded.as_slice() }.write(text.as_bytes())
    }

    /// Runs a file, or says what is behind its name when that fails.
    fn load(&mut self, name: &str) -> Result<Next, &'static str> {
        if !fs::metadata(name).map_err(|_| "")?.is_file() {
            return Err(" is not a valid file");
        }
        let bytes = file::read(Path::new(name), MAX_SOURCE as u64).map_err(|_| "")?;
        if is_transcript(name) || is_markdown(Path::new(name)) {
            return Ok(self.load_transcript(name, bytes));
        }
        Ok(self.feed(Input::read(String::from_utf8_lossy(&bytes)), None))
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
        for entry in entries {
            next = self.answer(entry, true);
            if matches!(next, Next::Leave(_)) {
                break;
            }
        }
        self.loading = false;
        self.tell_compared(None);
        if next == Next::Editor { Next::GoOn } else { next }
    }
}
