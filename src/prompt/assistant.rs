//! What the line editor asks while a line is typed: completions, colours, what Enter and the control keys mean now.
//! Answers nothing the session should answer.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::Validator;
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, RepeatCount};

use super::calls::open_call;
use super::commands::{is_command, takes_file};
use super::completion::offer;
use super::entries::{BREAK, split};
use super::highlight::draw;
use super::talk::Talk;
use super::terminal::Habits;
use super::tokens::depth;
use crate::paint::{Ink, painted};
use crate::session::Word;
use crate::styled::{Role, Styled};

/// Bytes of the longest line that has a hint.
const LONGEST: usize = 4096;

/// Levels of brackets that are indented.
const DEEPEST: usize = 12;

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
    habits: Habits,
    last: Cell<bool>,
}

impl Helper {
    pub fn new(talk: Rc<RefCell<Talk>>, keys: Arc<Keys>, gutter: String, ink: Ink, habits: Habits) -> Self {
        Self { talk, keys, files: FilenameCompleter::new(), gutter, ink, habits, last: Cell::new(false) }
    }
}

impl Completer for Helper {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, context: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let mut talk = self.talk.borrow_mut();
        let offer = offer(line, pos, &mut talk.session);
        if offer.file && !talk.session.is_restricted() {
            return self.files.complete(line, pos, context);
        }
        let pairs =
            offer.words.into_iter().map(|word| Pair { display: described(&word), replacement: spaced(word.text) });
        Ok((offer.start, pairs.collect()))
    }
}

/// A word as a list shows it: functions with parentheses, other members with their kind.
fn described(word: &Word) -> String {
    match word.kind {
        "" => word.text.clone(),
        "function" => format!("{}()", word.text),
        kind => format!("{}: {kind}", word.text),
    }
}

fn spaced(word: String) -> String {
    if takes_file(&word) { word + " " } else { word }
}

impl Highlighter for Helper {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        let mut dim = Styled::new();
        dim.push(Role::Dim, hint);
        Cow::Owned(painted(&dim, self.ink, false))
    }

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

/// A line under the entry: shown, never entered.
pub struct Below(String);

impl Hint for Below {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Helper {
    type Hint = Below;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Below> {
        let editor = self.keys.editor.load(Ordering::Relaxed);
        if editor || pos < line.len() || line.len() > LONGEST || line.trim().is_empty() || is_command(line) {
            return None;
        }
        let talk = self.talk.try_borrow().ok()?;
        let width = usize::from(talk.session.width()).saturating_sub(4);
        let text = match open_call(line) {
            Some(call) if self.habits.hints => {
                talk.session.signature(call.before).filter(|text| text.chars().count() <= width)?
            }
            None if self.habits.preview => talk.session.preview(line, width)?,
            _ => return None,
        };
        // Where nothing is dim, a comment is told from an answer.
        let mark = if self.ink == Ink::Ansi { "" } else { "// " };
        Some(Below(format!("\n{mark}{text}")))
    }
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
        let line = context.line();
        if !split(line).open {
            return Some(Cmd::AcceptLine);
        }
        let depth = depth(&line[..context.pos().min(line.len())]).min(DEEPEST);
        Some(Cmd::Insert(1, format!("{BREAK}{}", "  ".repeat(depth))))
    }
}

/// Up: goes back to the entries that begin with what stands before the cursor. In a lower line it goes up a line, and
/// from an empty line, or an entry that walking showed, on through all of them.
pub struct Up(pub Arc<Mutex<String>>);

impl ConditionalEventHandler for Up {
    fn handle(&self, _: &Event, count: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let (line, at) = (context.line(), context.pos());
        let before = &line[..at];
        let walking = at == line.len() && self.0.lock().is_ok_and(|shown| *shown == line);
        Some(if before.is_empty() || before.contains('\n') || walking {
            Cmd::LineUpOrPreviousHistory(count)
        } else {
            Cmd::HistorySearchBackward
        })
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
