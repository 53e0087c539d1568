//! A transcript on its way: its session, what its directives change, entry after entry with what came back. Not judging
//! what came back, which is `replay`'s, and not showing it.

use std::time::Duration;

use super::actual::Actual;
use super::compare::Rules;
use super::directive::{Condition, Directive, Slider};
use super::document::{Block, Problem};
use super::entry::{Entry, Output};
use super::reader::{Reader, Step};
use crate::rescue;
use crate::session::{Options, Outcome, Reply, Session};
use pool::styled::Styled;

/// What the directives directly before an entry say about it, and the comments there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Texts of the comments, without their signs.
    pub comments: Vec<String>,
    /// `#: say`, in order.
    pub say: Vec<String>,
    /// `#: pause`.
    pub pause: bool,
    /// `#: delay`.
    pub delay: Option<Duration>,
    /// `#: hide`.
    pub hide: bool,
    /// `#: title`.
    pub title: Option<String>,
    /// `#: slider`.
    pub slider: Option<Slider>,
    /// `#: fails`.
    pub fails: bool,
    /// `#: timeout`.
    pub timeout: Option<Duration>,
    /// What is compared how, for this entry.
    pub rules: Rules,
}

/// An entry that was run.
pub struct Played {
    /// The entry.
    pub entry: Entry,
    /// What its directives say.
    pub own: Own,
    /// What came back, for comparing.
    pub actual: Actual,
    /// What came back, for showing; empty unless the stage keeps it.
    pub shown: Styled,
    /// What it is expected to give.
    pub output: Output,
    /// A fresh session began with this entry.
    pub fresh: bool,
    /// It took more time or steps than it may.
    pub ran_out: bool,
}

/// What happens next.
pub enum Turn {
    /// An entry was run.
    Played(Box<Played>),
    /// An entry was not run.
    Skipped,
    /// Nothing of this transcript is to be run, and why.
    PassedOver(String),
    /// The end.
    Over,
}

/// Runs one transcript.
pub struct Stage<'a> {
    block: &'a Block,
    reader: Reader<'a>,
    options: Options,
    forced: Option<String>,
    session: Option<Session>,
    rules: Rules,
    only: Vec<Condition>,
    fails: Option<String>,
    begun: bool,
    fresh: bool,
    /// What is shown is kept beside what is compared.
    pub keep: bool,
}

impl<'a> Stage<'a> {
    /// A stage for `block`. `forced` is the profile that holds whatever the transcript says.
    pub fn new(block: &'a Block, options: Options, forced: Option<String>) -> Result<Self, Problem> {
        Ok(Self {
            block,
            reader: Reader::new(block)?,
            options,
            forced,
            session: None,
            rules: Rules::default(),
            only: Vec::new(),
            fails: None,
            begun: false,
            fresh: false,
            keep: false,
        })
    }

    /// The session, after the first entry.
    pub fn session(&mut self) -> Option<&mut Session> {
        self.session.as_mut()
    }

    /// The session, for what comes after the transcript.
    pub fn into_session(self) -> Option<Session> {
        self.session
    }

    /// The options the session began with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Why the whole transcript is expected to differ.
    pub fn fails(&self) -> Option<&str> {
        self.fails.as_deref()
    }

    /// The next entry, run.
    pub fn turn(&mut self) -> Result<Turn, Problem> {
        let mut own = Own::default();
        let mut directives = Vec::new();
        while let Some(step) = self.reader.step()? {
            match step {
                Step::Ignored(_) => {}
                Step::Comment(line) => own.comments.push(comment(&self.block.lines[line].text)),
                Step::Fresh(line, profile) => self.banner(line, profile)?,
                Step::Directive(line, directive) => match directive {
                    Directive::Say(text) => own.say.push(text),
                    Directive::Pause => own.pause = true,
                    Directive::Delay(time) => own.delay = Some(time),
                    Directive::Hide => own.hide = true,
                    Directive::Title(title) => own.title = Some(title),
                    Directive::Slider(slider) => own.slider = Some(slider),
                    directive if self.begun => directives.push((line, directive)),
                    Directive::Skip(reason) => return Ok(Turn::PassedOver(reason)),
                    directive => self.file_directive(directive),
                },
                Step::Entry(entry) => {
                    if let Some(reason) = self.begin(&entry)? {
                        return Ok(Turn::PassedOver(reason));
                    }
                    own.rules = self.rules;
                    if !self.obey(&entry, std::mem::take(&mut directives), &mut own)? {
                        return Ok(Turn::Skipped);
                    }
                    return Ok(Turn::Played(Box::new(self.play(entry, own))));
                }
            }
        }
        Ok(Turn::Over)
    }

    fn play(&mut self, entry: Entry, own: Own) -> Played {
        let fresh = std::mem::take(&mut self.fresh);
        let timeout = own.timeout.or(self.options.timeout);
        let mut session = self.session.as_mut().filter(|_| !entry.abandoned);
        let reply = session.as_mut().map_or_else(unfinished, |session| {
            session.set_timeout(timeout);
            rescue::answer(|| session.feed(&entry.source))
        });
        let ran_out = session.is_some_and(|session| session.ran_out());
        let shown = if self.keep { together(&reply) } else { Styled::new() };
        let actual = Actual::new(reply, !own.rules.uninit_exact);
        let output = self.reader.output(if entry.abandoned { Vec::new() } else { actual.texts() }.as_slice());
        if matches!(actual.outcome, Outcome::Exit(_)) {
            self.reader.leave();
        }
        Played { entry, own, actual, shown, output, fresh, ran_out }
    }

    fn number(&self, line: usize) -> usize {
        self.block.lines[line].number
    }

    /// Obeys a directive that stands before the first entry.
    fn file_directive(&mut self, directive: Directive) {
        match directive {
            Directive::Only(condition) => self.only.push(condition),
            Directive::Fails(reason) => self.fails = Some(reason),
            Directive::FramesExact => self.rules.frames_exact = true,
            Directive::UninitExact => self.rules.uninit_exact = true,
            other => self.option(other),
        }
    }

    /// Obeys a directive about the session's options.
    fn option(&mut self, directive: Directive) {
        match directive {
            Directive::Profile(name) => self.options.profile = self.forced.clone().unwrap_or(name),
            Directive::StartOffset(offset) => self.options.start_offset = Some(offset),
            Directive::Fresh(fresh) => self.options.fresh = fresh,
            Directive::Width(width) => self.options.width = width,
            Directive::Timeout(time) => self.options.timeout = Some(time),
            _ => {}
        }
    }

    fn banner(&mut self, line: usize, profile: Option<String>) -> Result<(), Problem> {
        if let Some(profile) = profile {
            self.option(Directive::Profile(profile));
        }
        if self.begun {
            self.fresh_session(line)?;
        }
        Ok(())
    }

    fn fresh_session(&mut self, line: usize) -> Result<(), Problem> {
        let made = Session::new(self.options.clone());
        let told = |error| format!("{error}; --node 18 replays it under another release than it names");
        self.session = Some(made.map_err(|error| Problem::new(self.number(line), told(error)))?);
        self.fresh = true;
        Ok(())
    }

    /// Before the first entry: makes the session. The reason where nothing is to be run.
    fn begin(&mut self, entry: &Entry) -> Result<Option<String>, Problem> {
        if self.begun {
            return Ok(None);
        }
        self.begun = true;
        self.fresh_session(entry.lines.start)?;
        let release = self.session.as_ref().map(Session::release).unwrap_or_default();
        let over = !self.only.iter().all(|condition| condition.holds(release));
        Ok(over.then(|| format!("not for node {release}")))
    }

    /// Obeys the directives that stand directly before `entry`; false where it is not to be run.
    fn obey(&mut self, entry: &Entry, directives: Vec<(usize, Directive)>, own: &mut Own) -> Result<bool, Problem> {
        let mut skip = false;
        let mut reset = false;
        let mut changed = None;
        for (line, directive) in directives {
            match directive {
                Directive::Skip(_) => skip = true,
                Directive::Fails(_) => own.fails = true,
                Directive::Only(condition) => {
                    skip |= self.session.as_ref().is_some_and(|session| !condition.holds(session.release()));
                }
                Directive::Timeout(time) => own.timeout = Some(time),
                Directive::FramesExact => own.rules.frames_exact = true,
                Directive::UninitExact => own.rules.uninit_exact = true,
                Directive::Reset => reset = true,
                Directive::Profile(_) => {
                    reset = true;
                    self.option(directive);
                }
                Directive::StartOffset(_) | Directive::Fresh(_) | Directive::Width(_) => {
                    changed = changed.or(Some(line));
                    self.option(directive);
                }
                Directive::Checked(_)
                | Directive::Say(_)
                | Directive::Pause
                | Directive::Delay(_)
                | Directive::Hide
                | Directive::Title(_)
                | Directive::Slider(_) => {}
            }
        }
        if reset {
            self.fresh_session(entry.lines.start)?;
        } else if let Some(line) = changed {
            let message =
                "a session takes this only at its beginning: put it before the first entry, or add `#: reset`";
            return Err(Problem::new(self.number(line), message));
        }
        Ok(!skip)
    }
}

fn comment(line: &str) -> String {
    line.trim_start_matches('#').trim().to_owned()
}

/// What an entry gives that is given up.
fn unfinished() -> Reply {
    Reply::new(None, Outcome::Incomplete)
}

/// What was printed and what was answered, without newlines at the end.
pub fn together(reply: &Reply) -> Styled {
    let mut all = Styled::new();
    for (_, text) in reply.told() {
        all.append(text.into_owned());
    }
    while let Some((_, last)) = all.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
        if !last.is_empty() {
            break;
        }
        all.runs.pop();
    }
    all
}
