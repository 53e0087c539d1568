//! What the keys mean that are the prompt's own, and what they tell the loop that reads entries. Not the line editor's own keys, nor the
//! pane's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rustyline::{Cmd, ConditionalEventHandler, Event, EventContext, InputMode, RepeatCount};

use super::entries::{Entries, split};
use super::marks::meant;
use super::signs::PROMPT;
use engine::typing::{ends_in_text, open_brackets};

/// What a level of brackets is indented by.
const INDENT: &str = "  ";
/// Columns of the deepest indentation.
const DEEPEST: usize = 24;

/// What the keys and the loop tell each other.
#[derive(Debug, Default)]
pub struct Keys {
    /// `.editor` is on: Enter makes a line, Ctrl-D ends the text.
    pub editor: AtomicBool,
    /// What a closing bracket makes of the beginning of its line.
    pub closing: Mutex<Option<String>>,
    /// What but Enter ended the entry, and where the cursor stood.
    ended: Mutex<Option<(By, usize)>>,
    /// Something was pasted into it.
    pub pasted: AtomicBool,
    /// What Enter has found in a buffer.
    found: Mutex<Option<(String, Entries)>>,
}

/// What ends an entry, most of them for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Ctrl-C: it is given up.
    Interrupt,
    /// Ctrl-Z: the shell has the terminal meanwhile.
    Suspension,
    /// F2: the pane is turned on or off.
    Pane,
    /// F1: what stands at the cursor is explained.
    Question,
    /// Ctrl-X Ctrl-E: another editor has it.
    Editor,
}

impl Keys {
    /// What ended the entry since this was last asked, and where the cursor stood.
    pub fn ended(&self) -> Option<(By, usize)> {
        self.ended.lock().ok()?.take()
    }

    /// The entries of a buffer: those that Enter has found in it, for they are read already.
    pub fn entries_of(&self, buffer: &str) -> Entries {
        let found = self.found.lock().ok().and_then(|mut found| found.take());
        found.filter(|(of, _)| of == buffer).map_or_else(|| self.split(buffer), |(_, entries)| entries)
    }

    fn split(&self, buffer: &str) -> Entries {
        split(&meant(buffer), self.pasted.load(Ordering::Relaxed))
    }

    /// The columns before the first row of a buffer.
    pub fn indent(&self) -> usize {
        if self.editor.load(Ordering::Relaxed) { 0 } else { PROMPT.len() }
    }
}

/// Enter: accepts what is finished, otherwise begins a continuation line.
pub struct Enter(pub Arc<Keys>);

impl ConditionalEventHandler for Enter {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        if self.0.editor.load(Ordering::Relaxed) {
            return Some(Cmd::Insert(1, "\n".to_owned()));
        }
        let line = context.line();
        let entries = self.0.split(line);
        if !entries.open {
            *self.0.found.lock().ok()? = Some((line.to_owned(), entries));
            return Some(Cmd::AcceptLine);
        }
        let indented = match indentation(&line[..context.pos().min(line.len())]) {
            Some(around) if around.len() < DEEPEST => format!("{around}{INDENT}"),
            around => around.unwrap_or_default().to_owned(),
        };
        Some(Cmd::Insert(1, format!("\n{indented}")))
    }
}

/// The blanks before the line that has the innermost bracket open at the end of `text`; none where blanks are text.
fn indentation(text: &str) -> Option<&str> {
    if ends_in_text(text) {
        return None;
    }
    let bracket = open_brackets(text).last()?.at;
    let line = text[..bracket].rfind('\n').map_or(text, |at| &text[at + 1..]);
    Some(&line[..line.len() - line.trim_start_matches(' ').len()])
}

/// A closing bracket that begins a continuation line: it stands under the line of the one it closes. The line editor has
/// no command for that; to it this is a completion.
pub struct Close(pub char, pub Arc<Keys>);

impl ConditionalEventHandler for Close {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let (before, begun) = context.line()[..context.pos()].rsplit_once('\n')?;
        if !begun.trim_start_matches(' ').is_empty() || context.input_mode() != InputMode::Insert {
            return None;
        }
        let around = indentation(before)?;
        *self.1.closing.lock().ok()? = Some(format!("\n{around}{}", self.0));
        Some(Cmd::Complete)
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

/// A key that ends the entry as Enter does, which leaves no hint behind, and says so.
pub struct Ends(pub By, pub Arc<Keys>);

impl ConditionalEventHandler for Ends {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        if self.0 == By::Pane && self.1.editor.load(Ordering::Relaxed) {
            return Some(Cmd::Noop);
        }
        *self.1.ended.lock().ok()? = Some((self.0, context.pos()));
        Some(Cmd::AcceptLine)
    }
}

/// The beginning of a paste, which goes in as always.
pub struct Paste(pub Arc<Keys>);

impl ConditionalEventHandler for Paste {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.pasted.store(true, Ordering::Relaxed);
        None
    }
}

/// Ctrl-D: ends the text of `.editor`; otherwise what it always does.
pub struct End(pub Arc<Keys>);

impl ConditionalEventHandler for End {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.editor.load(Ordering::Relaxed).then_some(Cmd::AcceptLine)
    }
}
