//! What the line editor asks while a line is typed: completions, colours. Answers nothing the session should answer.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustyline::Context;
use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::{History, SearchDirection};
use rustyline::validate::Validator;

use unicode_width::UnicodeWidthStr as _;

use super::answers::Answers;
use super::below::{Below, Rest, marked_at_hand};
use super::entry_keys::{Instead, Keys};
use super::files::files;
use super::habits::Habits;
use super::highlight::{Window, column, draw, ends_unseen, rows, whole};
use super::listing::{Listing, Step, common};
use super::marks::meant;
use super::pane::Pane;
use super::resized::{Counted, Drawn, Resized};
use super::screen::{self, Rows};
use super::talk::Talk;
use crate::paint::{Ink, UP};
use engine::session::{Command, Words, is_command, question};
use engine::typing::{Offer, last_argument, offer, open_call};
use pool::styled::{Role, Styled};
use pool::view::Would;

/// Bytes of the longest line that has a hint.
const LONGEST: usize = 4096;

/// How long the screen has to keep its size, and how long that is waited for.
const MOMENT: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_millis(600);

/// The line editor's helper.
pub struct Helper {
    talk: Rc<RefCell<Talk>>,
    keys: Arc<Keys>,
    pane: Pane,
    /// What the last argument of an entry before this one has become part of.
    argument: RefCell<Argument>,
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
        let (below, drawn, argument) = (RefCell::default(), RefCell::default(), RefCell::default());
        let (resized, ink) = (Resized::default(), Cell::new(ink));
        Self { talk, keys, pane, argument, ink, habits, last, hinted, below, answers, drawn, resized }
    }
}

/// An entry with the last argument of another one in it.
#[derive(Debug, Default)]
struct Argument {
    line: String,
    /// Where it stands there.
    range: Range<usize>,
    /// Which entry it is of.
    of: usize,
}

impl Completer for Helper {
    type Candidate = String;

    /// Only ever offers what all the words have in common: the list of them is the hint's, which the line editor keeps
    /// under the entry whatever its height.
    fn complete(&self, line: &str, pos: usize, context: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let one = |(start, text)| (start, vec![text]);
        match self.keys.instead.lock().ok().and_then(|mut instead| instead.take()) {
            Some(Instead::Text(start, text)) => return Ok((start, vec![text])),
            Some(Instead::Argument) => {
                return Ok(self.argument(line, pos, context.history()).map_or((pos, Vec::new()), one));
            }
            None => {}
        }
        let mut listing = self.keys.listing.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = listing.as_mut().filter(|listing| listing.is_for(line, pos));
        if let Some(word) = shown.and_then(|shown| shown.step(Step::Next, screen::size())) {
            return Ok(one(word));
        }
        *listing = None;
        let offer = offer(line, pos, &mut self.talk.borrow_mut().session, files);
        Ok((
            offer.start,
            match offer.words.list.as_slice() {
                [] => Vec::new(),
                [only] => vec![spaced(only.text.clone())],
                words => {
                    // Words in other case may have less in common than is typed.
                    let (typed, common) = (&line[offer.start..pos], common(words));
                    let common = if common.len() < typed.len() { typed } else { common }.to_owned();
                    let completed = format!("{}{common}{}", &line[..offer.start], &line[pos..]);
                    let place = (offer.start, offer.start + common.len());
                    *listing = Some(Listing::new(completed, place, offer.words));
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
        let size = (drawn.columns, drawn.size.1);
        let start = Rows::behind(&drawn.prompt, size.0, (0, 0)).next();
        let all = Window::all(size, start);
        drawn.window = if self.last.get() { all } else { Window::around(&drawn.line, drawn.cursor, size, start) };
        drawn.blank = !self.last.get() && drawn.is_drawn_anew(drawn.size.0);
        match drawn.window.first {
            _ if drawn.blank => Cow::Borrowed(""),
            0 if default => Cow::Borrowed(prompt),
            0 => whole(prompt, size.0),
            _ => Cow::Borrowed(""),
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        let below = self.below.borrow();
        hint.clone_into(&mut self.drawn.borrow_mut().hint);
        Cow::Owned(if below.display() == hint { below.drawn(self.ink.get()) } else { String::new() })
    }

    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        let cursor = (!self.last.get()).then_some(pos);
        if self.drawn.borrow().blank {
            return Cow::Owned(self.drawn.borrow().rows());
        }
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
            self.keys.listing.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
        self.resized.draw(&mut self.drawn.borrow_mut(), line, pos);
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
        let mut drawn = self.drawn.borrow_mut();
        if drawn.prompt.is_empty() && drawn.line.is_empty() {
            drawn.size = screen::size();
        }
        if drawn.size == screen::size() {
            return;
        }
        let size = self.steady_size();
        // The pane draws for itself, and breaks nothing anew.
        let ask = || if self.pane.is_on() { None } else { self.answers.cursor().map(|place| place.1) };
        let told = self.resized.told(&drawn, size, ask);
        (drawn.size, drawn.blank) = (size, true);
        self.talk.borrow().tell_terminal(&told);
    }

    /// The size of the screen once it stays, and the terminal tells the same: some get another one long before they say so, and more
    /// than one while somebody draws at the corner of a window.
    fn steady_size(&self) -> (usize, usize) {
        let end = Instant::now() + PATIENCE;
        loop {
            let size = screen::size();
            sleep(MOMENT);
            let told = if self.pane.is_on() { None } else { self.answers.size() };
            let stays = screen::size() == size && told.is_none_or(|told| told == size);
            if stays || Instant::now() >= end {
                return screen::size();
            }
        }
    }

    /// The columns the line editor counts with, as the prompt it is given tells them.
    pub fn counted(&self) -> Rc<Counted> {
        Rc::clone(&self.resized.counted)
    }

    /// Nothing is drawn any more.
    pub fn forget_drawn(&self) {
        self.drawn.take();
    }
}

impl Hinter for Helper {
    type Hint = Below;

    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<Below> {
        self.look_at_terminal();
        if !self.resized.is_up_to_date(&self.drawn.borrow()) {
            // It is drawn anew in a moment.
            self.below.take();
            self.hinted.set(false);
            return None;
        }
        let mut would = None;
        let word = self.rest(line, pos);
        let of_word = word.as_ref().map_or("", |rest| &rest.text);
        // With that rest, as Node's prompt does.
        let whole = if of_word.is_empty() { Cow::Borrowed(line) } else { Cow::Owned(format!("{line}{of_word}")) };
        let under = self.under(&whole, pos + of_word.len(), &mut would).unwrap_or_default();
        let rest = word.or_else(|| self.recalled(line, pos, context.history())).unwrap_or_default();
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

    /// The columns there are behind the entry for what it would go on with, where that can be told from what is typed.
    fn room(&self, line: &str, pos: usize) -> Option<usize> {
        if !self.habits.hints || !self.ink.get().dims() || !self.is_looked_at(line, pos) || self.keys.is_walking() {
            return None;
        }
        let columns = screen::size().0;
        columns.checked_sub(column(line, columns, self.keys.indent()) + 1)
    }

    /// The rest of the newest entry that began so.
    fn recalled(&self, line: &str, pos: usize, history: &dyn History) -> Option<Rest> {
        let room = self.room(line, pos)?;
        let mut last = history.len();
        loop {
            let found = history.starts_with(line, last.checked_sub(1)?, SearchDirection::Reverse).ok()??;
            if found.entry.len() > line.len() {
                return Rest::within(&found.entry[line.len()..], room);
            }
            last = found.idx;
        }
    }

    /// The last argument of the newest entry that has one, or of one before that where this key was the last one: from where to the
    /// cursor it stands.
    fn argument(&self, line: &str, pos: usize, history: &dyn History) -> Option<(usize, String)> {
        let mut last = self.argument.borrow_mut();
        let again = !last.range.is_empty() && last.line == line && last.range.end == pos;
        let (start, before) = if again { (last.range.start, last.of) } else { (pos, history.len()) };
        let found = (0..before).rev().find_map(|of| {
            let entry = history.get(of, SearchDirection::Reverse).ok()??.entry;
            Some((of, last_argument(&entry)?.to_owned()))
        });
        let (of, text) = found?;
        let range = start..start + text.len();
        *last = Argument { line: format!("{}{text}{}", &line[..start], &line[pos..]), range, of };
        Some((start, text))
    }

    /// The rest of the only word that fits, where it has room in the row.
    fn rest(&self, line: &str, pos: usize) -> Option<Rest> {
        let room = self.room(line, pos)?;
        if line.contains(char::is_whitespace) && is_command(line) {
            return None;
        }
        let mut talk = self.talk.try_borrow_mut().ok()?;
        let session = &mut talk.session;
        if !session.has_few_names() {
            return None;
        }
        let Offer { start, words: Words { list, more: 0 } } = offer(line, pos, session, files) else { return None };
        let [only] = list.as_slice() else { return None };
        let rest = only.text.strip_prefix(line[start..].trim_end()).filter(|rest| !rest.is_empty() && start < pos)?;
        (rest.width() < room).then(|| Rest { text: rest.to_owned(), shown: rest.to_owned() })
    }

    /// Whether Enter would answer anything else than the entry as it stands there: a session that was pasted, a fence.
    fn is_taken_apart(&self, line: &str) -> bool {
        let begun = line.trim_start();
        if begun.starts_with("```") {
            return true;
        }
        if !self.keys.pasted.load(Ordering::Relaxed) && !begun.starts_with("> ") {
            return false;
        }
        let entries = self.keys.split(line);
        entries.taken.is_some() || entries.whole.len() != 1
    }

    /// What stands under the entry; what would be taken goes to `would`.
    fn under(&self, line: &str, pos: usize, would: &mut Option<Would>) -> Option<Styled> {
        let mut listing = self.keys.listing.lock().ok()?;
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
            None if self.habits.preview && !self.is_taken_apart(line) => {
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
