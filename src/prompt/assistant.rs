//! What the line editor asks while a line is typed: completions, colours, what Enter and the control keys mean now.
//! Answers nothing the session should answer.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, RepeatCount};

use super::commands::takes_file;
use super::completion::offer;
use super::entries::{BREAK, split};
use super::highlight::draw;
use super::talk::Talk;
use crate::paint::Ink;
use crate::session::Words;

/// What the keys and the loop tell each other.
#[derive(Debug, Default)]
pub struct Keys {
    /// `.editor` is on: Enter makes a line, Ctrl-D ends the text.
    pub editor: AtomicBool,
    /// There was nothing on the line when Ctrl-C was pressed.
    pub nothing: AtomicBool,
}

/// The line editor's helper.
pub struct Helper {
    talk: Rc<RefCell<Talk>>,
    keys: Arc<Keys>,
    files: FilenameCompleter,
    gutter: String,
    ink: Ink,
    last: Cell<bool>,
    /// Fresh after each entry.
    pub words: Words,
}

impl Helper {
    pub fn new(talk: Rc<RefCell<Talk>>, keys: Arc<Keys>, gutter: String, ink: Ink) -> Self {
        let words = talk.borrow().session.words();
        Self { talk, keys, files: FilenameCompleter::new(), gutter, ink, last: Cell::new(false), words }
    }

    /// The words as they are after an entry.
    pub fn refresh(&mut self) {
        self.words = self.talk.borrow().session.words();
    }
}

impl Completer for Helper {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, context: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let mut talk = self.talk.borrow_mut();
        let offer = offer(line, pos, &self.words, &mut talk.session);
        if offer.file && !talk.session.is_restricted() {
            return self.files.complete(line, pos, context);
        }
        let pairs = offer.words.into_iter().map(|word| Pair {
            replacement: if takes_file(&word) { format!("{word} ") } else { word.clone() },
            display: word,
        });
        Ok((offer.start, pairs.collect()))
    }
}

impl Highlighter for Helper {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        let cursor = (!self.last.get()).then_some(pos);
        let gutter = if self.keys.editor.load(Ordering::Relaxed) { "" } else { self.gutter.as_str() };
        Cow::Owned(draw(line, cursor, gutter, self.ink))
    }

    fn highlight_char(&self, _line: &str, _pos: usize, kind: CmdKind) -> bool {
        self.last.set(kind == CmdKind::ForcedRefresh);
        self.ink == Ink::Ansi
    }
}

impl Hinter for Helper {
    type Hint = String;
}

impl Validator for Helper {}

impl rustyline::Helper for Helper {}

/// Enter: accepts what is finished, otherwise begins a continuation line.
pub struct Enter(pub Arc<Keys>);

impl ConditionalEventHandler for Enter {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        if self.0.editor.load(Ordering::Relaxed) {
            return Some(Cmd::Insert(1, "\n".to_owned()));
        }
        Some(if split(context.line()).open { Cmd::Insert(1, BREAK.to_owned()) } else { Cmd::AcceptLine })
    }
}

/// Ctrl-C: remembers whether there was anything to give up.
pub struct Interrupt(pub Arc<Keys>);

impl ConditionalEventHandler for Interrupt {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        self.0.nothing.store(context.line().is_empty(), Ordering::Relaxed);
        Some(Cmd::Interrupt)
    }
}

/// Ctrl-D: ends the text of `.editor`; otherwise what it always does.
pub struct End(pub Arc<Keys>);

impl ConditionalEventHandler for End {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.editor.load(Ordering::Relaxed).then_some(Cmd::AcceptLine)
    }
}
