//! What the keys mean that are the prompt's own, and what they tell the loop that reads entries. Not the line editor's own keys, nor the
//! pane's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rustyline::{Cmd, ConditionalEventHandler, EditMode, Event, EventContext, InputMode, RepeatCount};

use super::entries::{Entries, split};
use super::listing::{Listing, Step};
use super::marks::meant;
use super::screen;
use super::signs::PROMPT;
use engine::session::is_word;
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
    /// What the next completion is.
    pub instead: Mutex<Option<Instead>>,
    /// The words that could stand at the cursor, while they are shown.
    pub listing: Mutex<Option<Listing>>,
    /// What but Enter ended the entry, and where the cursor stood.
    ended: Mutex<Option<(By, usize)>>,
    /// Something was pasted into it.
    pub pasted: AtomicBool,
    /// What Enter has found in a buffer.
    found: Mutex<Option<(String, Entries)>>,
}

/// What is put in place of text before the cursor. The line editor has no command for that; to it this is a completion.
#[derive(Debug)]
pub enum Instead {
    /// What stands from there to the cursor becomes this.
    Text(usize, String),
    /// The last argument of an entry before this one, or of the one before that.
    Argument,
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

    pub fn split(&self, buffer: &str) -> Entries {
        split(&meant(buffer), self.pasted.load(Ordering::Relaxed))
    }

    /// Whether somebody walks through the list under the entry.
    pub fn is_walking(&self) -> bool {
        self.listing.lock().is_ok_and(|listing| listing.as_ref().is_some_and(Listing::is_walked))
    }

    /// Ends that, and keeps the word that stands in the entry; whether there was something to end.
    fn stop_walking(&self, context: &EventContext<'_>) -> bool {
        let is_walked = |listing: &mut Listing| listing.is_walked() && listing.is_for(context.line(), context.pos());
        self.listing.lock().is_ok_and(|mut listing| listing.take_if(is_walked).is_some())
    }

    fn walk(&self, step: Step, context: &EventContext<'_>) -> Option<Cmd> {
        let mut listing = self.listing.lock().ok()?;
        let shown = listing.as_mut().filter(|listing| listing.is_for(context.line(), context.pos()))?;
        if !shown.is_walked() && step != Step::Back {
            return None;
        }
        let Some((start, word)) = shown.step(step, screen::size()) else { return Some(Cmd::Noop) };
        listing.take_if(|_| step == Step::Leave);
        *self.instead.lock().ok()? = Some(Instead::Text(start, word));
        Some(Cmd::Complete)
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
        if self.0.stop_walking(context) {
            return Some(Cmd::Repaint);
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

/// A closing bracket that begins a continuation line: it stands under the line of the one it closes.
pub struct Close(pub char, pub Arc<Keys>);

impl ConditionalEventHandler for Close {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let (before, begun) = context.line()[..context.pos()].rsplit_once('\n')?;
        if !begun.trim_start_matches(' ').is_empty() || context.input_mode() != InputMode::Insert {
            return None;
        }
        let around = indentation(before)?;
        *self.1.instead.lock().ok()? = Some(Instead::Text(before.len(), format!("\n{around}{}", self.0)));
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

/// A key that goes through the list under the entry while somebody does, and otherwise does what it always did.
pub struct Walk(pub Step, pub Arc<Keys>, pub Option<Box<dyn ConditionalEventHandler>>);

impl ConditionalEventHandler for Walk {
    fn handle(&self, event: &Event, count: RepeatCount, positive: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let otherwise = || self.2.as_ref().and_then(|other| other.handle(event, count, positive, context));
        self.1.walk(self.0, context).or_else(otherwise)
    }
}

/// A key that at the end of the entry accepts what stands behind it in grey, as Right does: all of it, or a word.
pub struct Accept {
    pub word: bool,
}

impl ConditionalEventHandler for Accept {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let rest = context.hint_text().filter(|_| context.pos() == context.line().len())?;
        if self.word && context.mode() == EditMode::Vi {
            return None;
        }
        if !self.word {
            return Some(Cmd::CompleteHint);
        }
        let begin = rest.find(is_word).unwrap_or(rest.len());
        let end = rest[begin..].find(|c| !is_word(c)).map_or(rest.len(), |length| begin + length);
        Some(Cmd::Insert(1, rest[..end].to_owned()))
    }
}

/// The last argument of the entry before, and of the one before that when it is pressed again.
pub struct Argument(pub Arc<Keys>);

impl ConditionalEventHandler for Argument {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        // To vi a key with Alt is two.
        if context.mode() == EditMode::Vi {
            return None;
        }
        *self.0.instead.lock().ok()? = Some(Instead::Argument);
        Some(Cmd::Complete)
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
