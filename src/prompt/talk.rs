//! One entry in, its answer out: what both kinds of prompt have in common. Reads nothing itself.

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use super::EXIT_PIPE;
use super::commands::{Dot, is_command};
use crate::paint::Streams;
use crate::rescue;
use crate::session::{Outcome, Session, Stream};
use crate::styled::{Role, Styled};

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
    entered: Vec<String>,
}

impl Talk {
    pub fn new(mut session: Session, streams: Streams) -> Self {
        let streams = Rc::new(RefCell::new(streams));
        let shared = Rc::clone(&streams);
        session.on_output(Box::new(move |stream, text| print(&mut shared.borrow_mut(), stream, text)));
        Self { session, streams, entered: Vec::new() }
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
        let next = if let Some(dot) = Dot::parse(text) {
            self.command(dot)
        } else {
            if !is_command(text) {
                self.entered.push(text.to_owned());
            }
            self.feed(text)
        };
        if self.streams(|streams| streams.broken().is_some()) { Next::Leave(EXIT_PIPE) } else { next }
    }

    fn feed(&mut self, text: &str) -> Next {
        self.session.forget_interrupt();
        let reply = rescue::answer(|| self.session.feed(text));
        for (stream, text) in &reply.printed {
            print(&mut self.streams.borrow_mut(), *stream, text);
        }
        if let Some(answer) = &reply.answer {
            self.say(answer);
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

    fn command(&mut self, dot: Dot<'_>) -> Next {
        match dot {
            Dot::Break => {}
            Dot::Exit => return Next::Leave(0),
            Dot::Editor => return Next::Editor,
            Dot::Load(_) | Dot::Save(_) | Dot::Picture(..) if self.session.is_restricted() => {
                self.say(&"--restricted opens no files".into());
            }
            Dot::Load("") | Dot::Save("") | Dot::Picture(_, "") => {
                self.say(&"The \"file\" argument must be specified".into());
            }
            Dot::Load(name) => match fs::metadata(name) {
                Ok(metadata) if !metadata.is_file() => {
                    self.say(&format!("Failed to load: {name} is not a valid file").into());
                }
                Ok(_) => match fs::read(name) {
                    Ok(bytes) => {
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        self.entered.push(text.trim_end().to_owned());
                        return self.feed(&text);
                    }
                    Err(_) => self.say(&format!("Failed to load: {name}").into()),
                },
                Err(_) => self.say(&format!("Failed to load: {name}").into()),
            },
            Dot::Picture(which, name) => match self.session.picture(which) {
                Ok(picture) => {
                    let saved = fs::write(name, picture).is_ok();
                    let words = if saved { "Picture saved to" } else { "Failed to save" };
                    self.say(&format!("{words}: {name}").into());
                }
                Err(answer) => self.say(&answer),
            },
            Dot::Save(name) => {
                let saved = fs::write(name, self.entered.join("\n")).is_ok();
                let words = if saved { "Session saved to" } else { "Failed to save" };
                self.say(&format!("{words}: {name}").into());
            }
        }
        Next::GoOn
    }
}

fn print(streams: &mut Streams, stream: Stream, text: &Styled) {
    match stream {
        Stream::Out => streams.console_out(text),
        Stream::Err => streams.console_err(text),
    }
}
