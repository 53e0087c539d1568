//! What the line editor asks while a line is typed: completions, colours, what Enter and the control keys mean now.
//! Answers nothing the session should answer.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::Validator;
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, InputMode, RepeatCount};

use unicode_width::UnicodeWidthStr as _;

use super::answers::Answers;
use super::below::{Below, marked_at_hand};
use super::calls::open_call;
use super::completion::{Offer, offer};
use super::entries::{Entries, split};
use super::habits::Habits;
use super::highlight::{Window, column, draw, ends_unseen, rows};
use super::listing::{Listing, common};
use super::marks::meant;
use super::pane::Pane;
use super::resized::{Drawn, Resized};
use super::screen;
use super::signs::PROMPT;
use super::talk::Talk;
use super::tokens::{ends_in_text, open_brackets};
use crate::paint::{Ink, UP};
use engine::session::{Command, Words, is_command, question};
use pool::styled::{Role, Styled};
use pool::view::Would;

/// Bytes of the longest line that has a hint.
const LONGEST: usize = 4096;

/// What a level of brackets is indented by.
const INDENT: &str = "  ";
/// Columns of the deepest indentation.
const DEEPEST: usize = 24;

/// What the keys and the loop tell each other.
#[derive(Debug, Default)]
pub struct Keys {
    /// `.editor` is on: Enter makes a line, Ctrl-D ends the text.
    pub editor: AtomicBool,
    /// Ctrl-C ended the entry.
    pub interrupted: AtomicBool,
    /// What a closing bracket makes of the beginning of its line.
    pub closing: Mutex<Option<String>>,
    /// Ctrl-Z ended it for now; the cursor stood here.
    pub suspended: Mutex<Option<usize>>,
    /// F2 ended it for now; the cursor stood here.
    pub turned: Mutex<Option<usize>>,
    /// F1 ended it for now; the cursor stood here.
    pub asked: Mutex<Option<usize>>,
    /// Ctrl-X Ctrl-E ended it for now.
    pub outside: AtomicBool,
    /// Something was pasted into it.
    pub pasted: AtomicBool,
    /// What Enter has found in a buffer.
    found: Mutex<Option<(String, Entries)>>,
}

impl Keys {
    /// The entries of a buffer: those that Enter has found in it, for they are read already.
    pub fn entries_of(&self, buffer: &str) -> Entries {
        let found = self.found.lock().ok().and_then(|mut found| found.take());
        found.filter(|(of, _)| of == buffer).map_or_else(|| self.split(buffer), |(_, entries)| entries)
    }

    fn split(&self, buffer: &str) -> Entries {
        split(&meant(buffer), self.pasted.load(Ordering::Relaxed))
    }

    /// The columns before the first row of a buffer.
    fn indent(&self) -> usize {
        if self.editor.load(Ordering::Relaxed) { 0 } else { PROMPT.len() }
    }
}

/// The line editor's helper.
pub struct Helper {
    talk: Rc<RefCell<Talk>>,
    keys: Arc<Keys>,
    pane: Pane,
    listing: RefCell<Option<Listing>>,
    ink: Cell<Ink>,
    habits: Habits,
    last: Cell<bool>,
    /// Whether a line stands under the entry.
    hinted: Cell<bool>,
    /// What stands behind it and under it.
    below: RefCell<Below>,
    answers: Arc<Answers>,
    /// What was drawn last, and what is known of screens that get another size.
    drawn: RefCell<Drawn>,
    resized: Resized,
}

impl Helper {
    pub fn new(
        talk: Rc<RefCell<Talk>>,
        keys: Arc<Keys>,
        pane: Pane,
        answers: Arc<Answers>,
        (ink, habits): (Ink, Habits),
    ) -> Self {
        let (last, hinted) = (Cell::new(false), Cell::new(false));
        let (listing, below, drawn) = (RefCell::default(), RefCell::default(), RefCell::default());
        let (resized, ink) = (Resized::default(), Cell::new(ink));
        Self { talk, keys, pane, listing, ink, habits, last, hinted, below, answers, drawn, resized }
    }
}

impl Completer for Helper {
    type Candidate = String;

    /// Only ever offers what all the words have in common: the list of them is the hint's, which the line editor keeps
    /// under the entry whatever its height.
    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        if let Some(line_begun) = self.keys.closing.lock().ok().and_then(|mut closing| closing.take()) {
            let start = line[..pos].rfind('\n').unwrap_or(pos);
            return Ok((start, vec![line_begun]));
        }
        let mut listing = self.listing.borrow_mut();
        if let Some(listing) = listing.as_mut().filter(|listing| listing.is_for(line, pos)) {
            listing.turn();
            return Ok((pos, vec![String::new()]));
        }
        *listing = None;
        let offer = offer(line, pos, &mut self.talk.borrow_mut().session);
        let Words { list, more } = offer.words;
        Ok((
            offer.start,
            match list.as_slice() {
                [] => Vec::new(),
                [only] => vec![spaced(only.text.clone())],
                words => {
                    // Words in other case may have less in common than is typed.
                    let (typed, common) = (&line[offer.start..pos], common(words));
                    let common = if common.len() < typed.len() { typed } else { common }.to_owned();
                    let completed = format!("{}{common}{}", &line[..offer.start], &line[pos..]);
                    *listing = Some(Listing::new(completed, offer.start + common.len(), words, more));
                    vec![common]
                }
            },
        ))
    }
}

fn spaced(word: String) -> String {
    if Command::named(&word).is_some_and(|command| command.takes.is_file()) { word + " " } else { word }
}

impl Highlighter for Helper {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, default: bool) -> Cow<'b, str> {
        let mut drawn = self.drawn.borrow_mut();
        drawn.prompt = if default { " ".repeat(self.keys.indent()) } else { prompt.to_owned() };
        let start = screen::behind(&drawn.prompt, drawn.size.0, (0, 0));
        let all = Window::all(drawn.size, start);
        drawn.window = if self.last.get() { all } else { Window::around(&drawn.line, drawn.cursor, drawn.size, start) };
        Cow::Borrowed(if drawn.window.first == 0 { prompt } else { "" })
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        let below = self.below.borrow();
        hint.clone_into(&mut self.drawn.borrow_mut().hint);
        Cow::Owned(if below.display() == hint { below.drawn(self.ink.get()) } else { String::new() })
    }

    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        let cursor = (!self.last.get()).then_some(pos);
        let mut drawn = draw(line, cursor, self.drawn.borrow().window, self.ink.get());
        if !self.hinted.get() && ends_unseen(line) {
            // The line editor takes the row for one that follows a full one, and feeds a line.
            drawn.push_str(UP);
        }
        Cow::Owned(drawn)
    }

    /// Every move is drawn anew: the layout of a row that is full depends on where the cursor is.
    fn highlight_char(&self, line: &str, pos: usize, kind: CmdKind) -> bool {
        self.look_at_terminal();
        // Where the cursor is not at the end, it is drawn once more.
        self.last.set(kind == CmdKind::ForcedRefresh && pos == line.len());
        if self.last.get() {
            // The entry ends here, and its list with it.
            *self.listing.borrow_mut() = None;
        }
        *self.drawn.borrow_mut() = Drawn::of(line, pos, screen::size());
        true
    }
}

impl Helper {
    /// What the terminal has told of its ground is seen from now on; and if it got another size since the line editor has drawn, the
    /// cursor is led to where that believes it.
    fn look_at_terminal(&self) {
        if let Some(ground) = self.answers.ground().filter(|ground| self.ink.get().on(*ground) != self.ink.get()) {
            self.ink.set(self.ink.get().on(ground));
            self.talk.borrow().on_ground(ground);
        }
        let (mut drawn, size) = (self.drawn.borrow_mut(), screen::size());
        if drawn.size == size || drawn.prompt.is_empty() && drawn.line.is_empty() {
            return;
        }
        // The pane draws for itself, and breaks nothing anew.
        let ask = || if self.pane.is_on() { None } else { self.answers.cursor().map(|place| place.1) };
        let told = self.resized.told(&drawn, size, ask);
        drawn.size = size;
        self.talk.borrow().tell_terminal(&told);
    }

    /// Nothing is drawn any more.
    pub fn forget_drawn(&self) {
        self.drawn.take();
    }
}

impl Hinter for Helper {
    type Hint = Below;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Below> {
        self.look_at_terminal();
        let mut would = None;
        let rest = self.rest(line, pos).unwrap_or_default();
        // With that rest, as Node's prompt does.
        let whole = if rest.is_empty() { Cow::Borrowed(line) } else { Cow::Owned(format!("{line}{rest}")) };
        let under = self.under(&whole, pos + rest.len(), &mut would).unwrap_or_default();
        let below = Below::new(rest, under);
        self.hinted.set(below.as_ref().is_some_and(Below::is_under));
        *self.below.borrow_mut() = below.clone().unwrap_or_default();
        self.pane.foresee(would);
        if !line.is_empty() {
            self.pane.leave();
        }
        below
    }
}

impl Helper {
    /// Whether somebody is typing at the end of an entry that is looked at.
    fn is_looked_at(&self, line: &str, pos: usize) -> bool {
        let editor = self.keys.editor.load(Ordering::Relaxed);
        let (columns, high) = screen::size();
        let seen = rows(line, columns, self.keys.indent()) + 1 < high;
        seen && !editor && pos == line.len() && line.len() <= LONGEST && !line.trim().is_empty()
    }

    /// The rest of the only word that fits, where it has room in the row and can be told from what is typed.
    fn rest(&self, line: &str, pos: usize) -> Option<String> {
        let file = line.contains(char::is_whitespace) && is_command(line);
        if !self.habits.hints || !self.ink.get().dims() || file || !self.is_looked_at(line, pos) {
            return None;
        }
        let mut talk = self.talk.try_borrow_mut().ok()?;
        let session = &mut talk.session;
        if !session.has_few_names() {
            return None;
        }
        let Offer { start, words: Words { list, more: 0 } } = offer(line, pos, session) else { return None };
        let [only] = list.as_slice() else { return None };
        let rest = only.text.strip_prefix(line[start..].trim_end()).filter(|rest| !rest.is_empty() && start < pos)?;
        let columns = screen::size().0;
        let used = column(line, columns, self.keys.indent());
        (used + rest.width() + 1 < columns).then(|| rest.to_owned())
    }

    /// What stands under the entry; what would be taken goes to `would`.
    fn under(&self, line: &str, pos: usize, would: &mut Option<Would>) -> Option<Styled> {
        let mut listing = self.listing.borrow_mut();
        if let Some(listing) = listing.as_ref().filter(|listing| listing.is_for(line, pos)) {
            return Some(listing.page(screen::size()));
        }
        *listing = None;
        if !self.is_looked_at(line, pos) || is_command(line) || question(line).is_some() {
            return None;
        }
        let talk = self.talk.try_borrow().ok()?;
        let width = screen::size().0.saturating_sub(4);
        // Where nothing is dim, a comment is told from an answer.
        let dims = self.ink.get().dims();
        let mut told = Styled::new();
        told.push(Role::Dim, if dims { "" } else { "// " });
        match open_call(line) {
            Some(call) if self.habits.hints => {
                let signature = talk.session.signature(call.before, call.inside)?;
                told.append(if dims { signature } else { marked_at_hand(&signature) });
            }
            None if self.habits.preview => {
                let (text, taken) = talk.session.foreseen(&meant(line), width)?;
                *would = Some(taken);
                told.push(Role::Dim, text);
            }
            _ => return None,
        }
        (told.to_string().chars().count() <= width + 3).then_some(told)
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

/// Ctrl-C: ends the entry as Enter does, which leaves no hint behind, and says that it is given up.
pub struct Interrupt(pub Arc<Keys>);

impl ConditionalEventHandler for Interrupt {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.interrupted.store(true, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}

/// F1: ends the entry for as long as what stands at the cursor is explained.
pub struct Ask(pub Arc<Keys>);

impl ConditionalEventHandler for Ask {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        *self.0.asked.lock().ok()? = Some(context.pos());
        Some(Cmd::AcceptLine)
    }
}

/// Ctrl-X Ctrl-E: ends the entry for as long as another editor has it.
pub struct Outside(pub Arc<Keys>);

impl ConditionalEventHandler for Outside {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.outside.store(true, Ordering::Relaxed);
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

/// Ctrl-Z: ends the entry for as long as the shell has the terminal.
pub struct Suspend(pub Arc<Keys>);

impl ConditionalEventHandler for Suspend {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        *self.0.suspended.lock().ok()? = Some(context.pos());
        Some(Cmd::AcceptLine)
    }
}

/// Ctrl-D: ends the text of `.editor`; otherwise what it always does.
pub struct End(pub Arc<Keys>);

impl ConditionalEventHandler for End {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.editor.load(Ordering::Relaxed).then_some(Cmd::AcceptLine)
    }
}
