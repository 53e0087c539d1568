//! The prompt at a terminal: the line editor's loop. Not the keys' meaning, which is the helper's.

use std::cell::RefCell;
use std::io::{self, ErrorKind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::{Context as _, Result};
use rustyline::error::ReadlineError;
use rustyline::{
    At, Cmd, ColorMode, CompletionType, Config, EditMode, Editor, Event, EventHandler, KeyCode, KeyEvent, Modifiers,
    Movement, Word,
};

use super::answers::Answers;
use super::assistant::Helper;
use super::entries::Entries;
use super::entry_keys::{Accept, Argument, By, Close, End, Ends, Enter, Keys, Paste, Up, Walk};
use super::external;
use super::filter::Filter;
use super::habits::{HISTORY, Habits};
use super::highlight;
use super::history::Past;
use super::listener::Listener;
use super::listing::Step;
use super::marks::{marked, meant};
use super::pane::Pane;
#[cfg(unix)]
use super::pane_keys;
use super::resized::Measured;
use super::screen;
use super::signs::{LEAVING, PROMPT};
#[cfg(unix)]
use super::stream;
use super::talk::{Next, Talk};
use crate::file;
use crate::paint::{Ink, Streams, painted};
use crate::system::folders;
use engine::session::{Input, Session};
use engine::typing::at_cursor;
use pool::styled::{Role, Styled};

/// What a system tells or is told by signals, where it has some.
#[derive(Clone, Copy)]
pub struct Signals {
    /// Stops the program until its shell goes on with it.
    pub suspend: fn(),
    /// What can be read whenever the screen gets another size.
    pub resized: fn() -> io::Result<io::PipeReader>,
}

/// Reads and answers entries until the person leaves.
pub fn at_terminal(
    session: Session,
    streams: Streams,
    habits: Habits,
    signals: Signals,
    listener: Option<Listener>,
) -> Result<i32> {
    let mut desk = Desk::new(Talk::new(session, streams, true, listener), habits, signals)?;
    let banner = desk.talk.borrow().session.banner();
    desk.talk.borrow().say(&banner);
    desk.talk.borrow().greet();
    if habits.history > 0 {
        desk.load_history();
    }
    let ended = desk.run();
    desk.turn_pane(Some(false));
    desk.talk.borrow().end(ended?)
}

struct Desk {
    talk: Rc<RefCell<Talk>>,
    editor: Editor<Helper, Past>,
    /// What is typed goes through it; not where no second terminal is to be had.
    filter: Option<Filter>,
    keys: Arc<Keys>,
    pane: Pane,
    answers: Arc<Answers>,
    prompt: (String, String),
    history: Option<std::path::PathBuf>,
    signals: Signals,
}

/// What came of reading an entry.
enum Read {
    Text(String),
    /// It was given up, and what there was of it.
    Interrupted(String),
    /// There will be no other.
    End,
}

impl Desk {
    fn new(mut talk: Talk, habits: Habits, signals: Signals) -> Result<Self> {
        talk.quiet = habits.quiet;
        let ink = talk.streams(Streams::ink);
        let config = Config::builder()
            .completion_type(CompletionType::List)
            // The highlighter draws control characters as well, so it is asked also where there are no colours.
            .color_mode(ColorMode::Forced)
            .edit_mode(if habits.vi { EditMode::Vi } else { EditMode::Emacs })
            .bracketed_paste(true)
            .build();
        let mut editor =
            Editor::with_history(config, Past::new(if habits.history == 0 { HISTORY } else { habits.history }))
                .context("the terminal cannot be used")?;
        let (keys, pane) = (Arc::new(Keys::default()), Pane::default());
        let talk = Rc::new(RefCell::new(talk));
        let answers = Arc::new(Answers::default());
        let helper =
            Helper::new(Rc::clone(&talk), Arc::clone(&keys), pane.clone(), Arc::clone(&answers), (ink, habits));
        editor.set_helper(Some(helper));
        let shown = Arc::clone(&editor.history().shown);
        let mut bind = |key, modifiers, handler| {
            editor.bind_sequence(KeyEvent(key, modifiers), EventHandler::Conditional(handler));
        };
        bind(KeyCode::Enter, Modifiers::NONE, Box::new(Enter(Arc::clone(&keys))));
        let walk = |step, otherwise| Box::new(Walk(step, Arc::clone(&keys), otherwise));
        bind(KeyCode::Up, Modifiers::NONE, walk(Step::Back, Some(Box::new(Up(shown)))));
        bind(KeyCode::Down, Modifiers::NONE, walk(Step::Next, None));
        bind(KeyCode::Left, Modifiers::NONE, walk(Step::Left, None));
        bind(KeyCode::Right, Modifiers::NONE, walk(Step::Right, None));
        bind(KeyCode::BackTab, Modifiers::NONE, walk(Step::Back, None));
        bind(KeyCode::Esc, Modifiers::NONE, walk(Step::Leave, None));
        bind(KeyCode::Char('G'), Modifiers::CTRL, walk(Step::Leave, None));
        bind(KeyCode::End, Modifiers::NONE, Box::new(Accept { word: false }));
        bind(KeyCode::Char('E'), Modifiers::CTRL, Box::new(Accept { word: false }));
        bind(KeyCode::Char('f'), Modifiers::ALT, Box::new(Accept { word: true }));
        bind(KeyCode::Char('.'), Modifiers::ALT, Box::new(Argument(Arc::clone(&keys))));
        for bracket in [')', ']', '}'] {
            bind(KeyCode::Char(bracket), Modifiers::NONE, Box::new(Close(bracket, Arc::clone(&keys))));
        }
        bind(KeyCode::Char('J'), Modifiers::CTRL, Box::new(Enter(Arc::clone(&keys))));
        bind(KeyCode::Char('C'), Modifiers::CTRL, Box::new(Ends(By::Interrupt, Arc::clone(&keys))));
        bind(KeyCode::Char('Z'), Modifiers::CTRL, Box::new(Ends(By::Suspension, Arc::clone(&keys))));
        bind(KeyCode::Char('D'), Modifiers::CTRL, Box::new(End(Arc::clone(&keys))));
        bind(KeyCode::F(1), Modifiers::NONE, Box::new(Ends(By::Question, Arc::clone(&keys))));
        bind(KeyCode::BracketedPasteStart, Modifiers::NONE, Box::new(Paste(Arc::clone(&keys))));
        editor.bind_sequence(KeyEvent(KeyCode::Enter, Modifiers::ALT), Cmd::Insert(1, "\n".to_owned()));
        // It ends no program here, and no entry.
        editor.bind_sequence(KeyEvent(KeyCode::Char('\\'), Modifiers::CTRL), Cmd::Noop);
        // Shift selects nothing here.
        for (key, movement) in [
            (KeyCode::Left, Movement::BackwardChar(1)),
            (KeyCode::Right, Movement::ForwardChar(1)),
            (KeyCode::Home, Movement::BeginningOfLine),
            (KeyCode::End, Movement::EndOfLine),
        ] {
            editor.bind_sequence(KeyEvent(key, Modifiers::SHIFT), Cmd::Move(movement));
        }
        let word = Cmd::Kill(Movement::ForwardWord(1, At::AfterEnd, Word::Emacs));
        editor.bind_sequence(KeyEvent(KeyCode::Delete, Modifiers::CTRL), word);
        editor.bind_sequence(KeyEvent(KeyCode::Home, Modifiers::CTRL), Cmd::Move(Movement::BeginningOfBuffer));
        editor.bind_sequence(KeyEvent(KeyCode::End, Modifiers::CTRL), Cmd::Move(Movement::EndOfBuffer));
        let outside = [KeyEvent(KeyCode::Char('X'), Modifiers::CTRL), KeyEvent(KeyCode::Char('E'), Modifiers::CTRL)];
        let handler = EventHandler::Conditional(Box::new(Ends(By::Editor, Arc::clone(&keys))));
        editor.bind_sequence(Event::KeySeq(outside.to_vec()), handler);
        #[cfg(unix)]
        for ((_, key), cmd) in stream::RESIZED.into_iter().zip([Cmd::Noop, Cmd::Repaint]) {
            editor.bind_sequence(KeyEvent(key, Modifiers::NONE), cmd);
        }
        #[cfg(unix)]
        for (key, handler) in pane_keys::all(&pane, &keys) {
            editor.bind_sequence(key, handler);
        }
        let mut styled = Styled::new();
        styled.push(Role::Prompt, PROMPT);
        let prompt = (PROMPT.to_owned(), painted(&styled, ink, false));
        let resized = (signals.resized)();
        let filter = resized
            .and_then(|resized| {
                Filter::new((pane.clone(), Arc::clone(&keys)), Arc::clone(&answers), habits.vi, resized)
            })
            .ok();
        Ok(Self { talk, editor, filter, keys, pane, answers, prompt, history: None, signals })
    }

    fn load_history(&mut self) {
        if self.talk.borrow().session.is_restricted() {
            return;
        }
        let Some(path) = folders::history() else { return };
        match self.editor.history_mut().read(&path) {
            Ok(()) => self.history = Some(path),
            Err(error) => {
                let mut told = Styled::new();
                told.push(Role::Dim, format!("no history is kept: {}: {error}", file::shown(&path)));
                self.talk.borrow().say(&told);
            }
        }
    }

    /// Reads one entry, over as many suspensions as there are.
    fn read(&mut self, prompt: &(impl rustyline::Prompt + ?Sized)) -> Result<Read> {
        let mut begun = (String::new(), String::new());
        self.keys.pasted.store(false, Ordering::Relaxed);
        loop {
            self.keys.ended();
            let mut edit = || {
                // Hues for its ground are all that nobody can know otherwise.
                if self.talk.borrow().streams(Streams::ink) == Ink::Both {
                    self.answers.ask_ground();
                }
                let prompt = Measured { prompt, counted: self.editor.helper().map(Helper::counted) };
                self.editor.readline_with_initial(&prompt, (&begun.0, &begun.1))
            };
            let read = match &mut self.filter {
                Some(filter) => filter.pass_on_during(edit).context("the terminal cannot be used")?,
                None => edit(),
            };
            self.editor.helper().iter().for_each(|helper| helper.forget_drawn());
            self.tell_bad_bytes();
            return match (read, self.keys.ended()) {
                (Ok(text), None) => Ok(Read::Text(text)),
                (Ok(text), Some((by, at))) => {
                    let (before, behind) = text.split_at(at.min(text.len()));
                    match by {
                        By::Interrupt => return Ok(Read::Interrupted(text)),
                        By::Editor => {
                            begun = (self.elsewhere(text), String::new());
                            continue;
                        }
                        By::Question => self.talk.borrow_mut().explain(&at_cursor(before, behind)),
                        By::Pane => {
                            self.erase(&text);
                            self.turn_pane(None);
                        }
                        By::Suspension => {
                            self.pane.pause();
                            (self.signals.suspend)();
                            self.resume_pane();
                        }
                    }
                    begun = (before.to_owned(), behind.to_owned());
                    continue;
                }
                (Err(ReadlineError::Eof), _) => Ok(Read::End),
                (Err(_), _) if self.filter.as_ref().is_some_and(Filter::has_ended) => Ok(Read::End),
                (Err(ReadlineError::Io(error)), _) if error.kind() == ErrorKind::InvalidData => {
                    self.talk.borrow().say(&"what was typed was not UTF-8 and is lost: type it again".into());
                    Ok(Read::Text(String::new()))
                }
                (Err(ReadlineError::Interrupted), _) => Ok(Read::Interrupted(String::new())),
                (Err(error), _) => Err(error).context("the terminal cannot be read"),
            };
        }
    }

    fn tell_bad_bytes(&mut self) {
        let bad = self.filter.as_mut().map_or(0, Filter::bad_bytes);
        if bad > 0 {
            let bytes = if bad == 1 { "a byte that was" } else { "bytes that were" };
            let mut told = Styled::new();
            told.push(Role::Dim, format!("{bytes} not UTF-8 became U+FFFD"));
            self.talk.borrow().say(&told);
        }
    }

    /// A buffer as another editor leaves it; as it is where none can be had.
    fn elsewhere(&mut self, buffer: String) -> String {
        let terminal = self.filter.as_ref().and_then(|filter| filter.terminal().ok());
        self.pane.pause();
        let edited = external::edit(&meant(&buffer), terminal);
        self.resume_pane();
        match edited {
            Ok(text) => {
                // What comes from a file is split as what was pasted is.
                self.keys.pasted.store(true, Ordering::Relaxed);
                marked(&text)
            }
            Err(error) => {
                self.talk.borrow().say(&format!("{error:#}").into());
                buffer
            }
        }
    }

    fn run(&mut self) -> Result<i32> {
        let mut warned = false;
        let prompt = self.prompt.clone();
        loop {
            let read = self.read(&prompt)?;
            if let Read::Text(text) | Read::Interrupted(text) = &read {
                self.talk.borrow().typed(text);
            }
            let buffer = match read {
                Read::Text(buffer) => buffer,
                Read::End => return Ok(0),
                Read::Interrupted(text) if !text.is_empty() => {
                    warned = false;
                    continue;
                }
                Read::Interrupted(_) if warned => return Ok(0),
                Read::Interrupted(_) => {
                    warned = true;
                    self.talk.borrow().say(&LEAVING.into());
                    continue;
                }
            };
            warned = false;
            let Entries { whole, taken, .. } = self.keys.entries_of(&buffer);
            let several = whole.len() > 1;
            for entry in whole {
                self.remember(entry.input.text());
                let mut next = self.talk.borrow_mut().answer(entry, several);
                self.pane.follow(&mut self.talk.borrow_mut().session);
                if next == Next::Editor {
                    next = self.edit()?;
                }
                if let Next::Pane(on) = next {
                    self.turn_pane(on);
                }
                if let Next::Learn(number) = next {
                    self.show(number);
                }
                if let Next::Leave(code) = next {
                    return Ok(code);
                }
            }
            self.talk.borrow_mut().tell_compared(taken);
        }
    }

    /// `.learn`: shows a lesson, in a program of its own that has the terminal meanwhile.
    fn show(&mut self, number: usize) {
        let terminal = self.filter.as_ref().and_then(|filter| filter.terminal().ok());
        self.pane.pause();
        let shown = external::learn(number, terminal);
        self.resume_pane();
        if let Err(error) = shown {
            self.talk.borrow().say(&format!("{error:#}").into());
        }
    }

    /// `.editor`: reads several lines and answers them together.
    fn edit(&mut self) -> Result<Next> {
        self.talk.borrow().say(&"// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)".into());
        self.keys.editor.store(true, Ordering::Relaxed);
        let read = self.read("");
        self.keys.editor.store(false, Ordering::Relaxed);
        match read? {
            Read::Text(text) if !text.trim().is_empty() => {
                let text = meant(&text).into_owned();
                self.remember(&text);
                Ok(self.talk.borrow_mut().answer(Input::read(text).into(), false))
            }
            _ => Ok(Next::GoOn),
        }
    }

    /// Turns the pane on or off, or to what it is not.
    fn turn_pane(&mut self, on: Option<bool>) {
        let row = if self.pane.is_on() { None } else { self.row_of_cursor() };
        let mut talk = self.talk.borrow_mut();
        talk.flush();
        let (ink, seen) = (talk.streams(Streams::ink), talk.seen());
        if let Err(reason) = self.pane.turn(on, &mut talk.session, ink, &(seen, row)) {
            talk.say(&reason.into());
        }
    }

    /// The row of the cursor, which the terminal tells among keys.
    fn row_of_cursor(&mut self) -> Option<usize> {
        let asked = self.filter.as_mut()?.pass_on_during(|| self.answers.cursor());
        Some(asked.ok()??.0)
    }

    fn resume_pane(&mut self) {
        let row = if self.pane.is_on() { self.row_of_cursor() } else { None };
        if self.pane.resume(row).is_err() {
            self.turn_pane(Some(false));
        }
    }

    /// Takes an entry from the screen that was ended for a moment.
    fn erase(&self, entry: &str) {
        let (columns, high) = screen::size();
        let rows = highlight::rows(entry, columns, PROMPT.len()).min(high - 1);
        self.talk.borrow().take_back(rows);
    }

    fn remember(&mut self, entry: &str) {
        // A history that cannot be written is no reason to interrupt anybody.
        let _ = self.editor.history_mut().remember(&marked(entry), self.history.as_deref());
    }
}
