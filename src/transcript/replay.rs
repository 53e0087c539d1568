//! Running a transcript: a session for it, entry after entry, each answer compared. Reads no files, draws nothing.

use super::actual::Actual;
use super::compare::{Captures, Rules, Verdict, compare};
use super::directive::{Condition, Directive};
use super::document::{Block, Problem};
use super::reader::{Entry, Output, Reader, Step};
use super::update::{self, Edit};
use crate::rescue;
use crate::session::{Options, Outcome, Session};

/// How transcripts are run.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The options of every session; directives change a copy.
    pub options: Options,
    /// The profile that holds whatever the transcript says.
    pub forced: Option<String>,
    /// Whether edits are gathered.
    pub update: bool,
}

/// An entry that did not give what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Line of the entry, counted from 1.
    pub line: usize,
    /// What was typed.
    pub source: String,
    /// The expected lines that differ.
    pub expected: Vec<String>,
    /// The real lines that differ.
    pub actual: Vec<String>,
    /// A sentence, where the lines do not say it all.
    pub note: Option<String>,
}

/// What came of one transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockReport {
    /// Entries that were run.
    pub entries: usize,
    /// Entries that gave what they should.
    pub equal: usize,
    /// Entries that said nothing about their output.
    pub unchecked: usize,
    /// Entries that were not run.
    pub skipped: usize,
    /// Why nothing of it was run.
    pub passed_over: Option<String>,
    /// What differs.
    pub differences: Vec<Difference>,
    /// Entries whose output the edits rewrite.
    pub rewritten: usize,
    /// How to make it equal.
    pub edits: Vec<Edit>,
}

/// Runs `block`.
pub fn replay(block: &Block, setting: &Setting) -> Result<BlockReport, Problem> {
    let mut run = Run {
        block,
        setting,
        options: setting.options.clone(),
        session: None,
        rules: Rules::default(),
        captures: Captures::default(),
        only: Vec::new(),
        fails: None,
        begun: false,
        fill: setting.update && !any_output(block)?,
        report: BlockReport::default(),
    };
    let mut reader = Reader::new(block)?;
    let mut own = Vec::new();
    while let Some(step) = reader.step()? {
        match step {
            Step::Comment(_) | Step::Ignored(_) => {}
            Step::Fresh(line, profile) => run.banner(line, profile)?,
            Step::Directive(line, directive) if run.begun => own.push((line, directive)),
            Step::Directive(_, directive) => {
                if run.file_directive(directive) {
                    return Ok(run.report);
                }
            }
            Step::Entry(entry) => {
                if !run.begin(&entry)? {
                    return Ok(run.report);
                }
                run.entry(&entry, std::mem::take(&mut own), &mut reader)?;
            }
        }
    }
    Ok(run.finish())
}

/// Whether any entry says anything about its output.
fn any_output(block: &Block) -> Result<bool, Problem> {
    let mut reader = Reader::new(block)?;
    while let Some(step) = reader.step()? {
        if matches!(step, Step::Entry(_)) {
            let output = reader.output(&[]);
            if output.throws.is_some() || !output.lines.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

struct Run<'a> {
    block: &'a Block,
    setting: &'a Setting,
    options: Options,
    session: Option<Session>,
    rules: Rules,
    captures: Captures,
    /// The file is for these releases alone.
    only: Vec<Condition>,
    /// The file is expected to differ.
    fails: Option<String>,
    /// An entry has been seen.
    begun: bool,
    /// Update writes outputs also where none stand.
    fill: bool,
    report: BlockReport,
}

/// What the directives before an entry say about it.
#[derive(Default)]
struct Own {
    skip: bool,
    fails: bool,
    reset: bool,
    options_changed: Option<usize>,
}

impl Run<'_> {
    fn number(&self, line: usize) -> usize {
        self.block.lines[line].number
    }

    /// Obeys a directive that stands before the first entry; true where the file is not for this run.
    fn file_directive(&mut self, directive: Directive) -> bool {
        match directive {
            Directive::Skip(reason) => {
                self.report.passed_over = Some(reason);
                return true;
            }
            Directive::Only(condition) => self.only.push(condition),
            Directive::Fails(reason) => self.fails = Some(reason),
            Directive::FramesExact => self.rules.frames_exact = true,
            Directive::UninitExact => self.rules.uninit_exact = true,
            other => self.option(other),
        }
        false
    }

    /// Obeys a directive about the session's options.
    fn option(&mut self, directive: Directive) {
        match directive {
            Directive::Profile(name) => {
                self.options.profile = self.setting.forced.clone().unwrap_or(name);
            }
            Directive::StartOffset(offset) => self.options.start_offset = Some(offset),
            Directive::Fresh(fresh) => self.options.fresh = fresh,
            Directive::Width(width) => self.options.width = width,
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
        self.session = Some(made.map_err(|error| Problem::new(self.number(line), error.to_string()))?);
        Ok(())
    }

    /// Before the first entry: makes the session. False where nothing is to be run.
    fn begin(&mut self, entry: &Entry) -> Result<bool, Problem> {
        if !self.begun {
            self.begun = true;
            self.fresh_session(entry.lines.start)?;
            let release = self.session.as_ref().map(Session::release).unwrap_or_default();
            if !self.only.iter().all(|condition| condition.holds(release)) {
                self.report.passed_over = Some(format!("not for node {release}"));
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn entry(
        &mut self,
        entry: &Entry,
        directives: Vec<(usize, Directive)>,
        reader: &mut Reader<'_>,
    ) -> Result<(), Problem> {
        let rules = self.rules;
        let own = self.own_directives(entry, directives)?;
        let unwritten = !self.rules.uninit_exact;
        if own.skip {
            self.report.skipped += 1;
            self.rules = rules;
            return Ok(());
        }
        let Some(session) = &mut self.session else { return Ok(()) };
        let (actual, output) = if entry.abandoned {
            let nothing =
                Actual { lines: Vec::new(), undefined: false, warnings: Vec::new(), outcome: Outcome::Incomplete };
            (nothing, reader.output(&[]))
        } else {
            let reply = rescue::answer(|| session.feed(&entry.source));
            let actual = Actual::new(reply, unwritten);
            let output = reader.output(&actual.texts());
            (actual, output)
        };
        if matches!(actual.outcome, Outcome::Exit(_)) {
            reader.leave();
        }
        self.judge(entry, &output, &actual, own.fails);
        self.rules = rules;
        Ok(())
    }

    /// Obeys the directives that stand directly before `entry`.
    fn own_directives(&mut self, entry: &Entry, directives: Vec<(usize, Directive)>) -> Result<Own, Problem> {
        let mut own = Own::default();
        for (line, directive) in directives {
            match directive {
                Directive::Skip(_) => own.skip = true,
                Directive::Fails(_) => own.fails = true,
                Directive::Only(condition) => {
                    own.skip |= self.session.as_ref().is_some_and(|session| !condition.holds(session.release()));
                }
                Directive::FramesExact => self.rules.frames_exact = true,
                Directive::UninitExact => self.rules.uninit_exact = true,
                Directive::Reset => own.reset = true,
                Directive::Profile(_) => {
                    own.reset = true;
                    self.option(directive);
                }
                Directive::StartOffset(_) | Directive::Fresh(_) | Directive::Width(_) => {
                    own.options_changed = own.options_changed.or(Some(line));
                    self.option(directive);
                }
                Directive::Checked(_) | Directive::Show => {}
            }
        }
        if own.reset {
            self.fresh_session(entry.lines.start)?;
        } else if let Some(line) = own.options_changed {
            let message =
                "a session takes this only at its beginning: put it before the first entry, or add `#: reset`";
            return Err(Problem::new(self.number(line), message));
        }
        Ok(own)
    }

    fn judge(&mut self, entry: &Entry, output: &Output, actual: &Actual, fails: bool) {
        self.report.entries += 1;
        let before = self.setting.update.then(|| self.captures.clone());
        let mut verdict = compare(output, actual, self.rules, &mut self.captures);
        let mut note = match &actual.outcome {
            Outcome::Bug(text) => Some(format!("slabscope's own mistake: {text}")),
            Outcome::Incomplete if verdict != Verdict::Unchecked => {
                Some("the input is not finished: continue it with `... ` lines".to_owned())
            }
            Outcome::Interrupted => Some("it was stopped".to_owned()),
            _ => None,
        };
        if matches!(actual.outcome, Outcome::Bug(_) | Outcome::Interrupted) {
            verdict = Verdict::Different { expected: 0..output.lines.len(), actual: 0..actual.lines.len() };
        }
        let differs = matches!(verdict, Verdict::Different { .. } | Verdict::OtherThrow);
        if fails {
            if differs || verdict == Verdict::Unchecked {
                self.report.equal += 1;
                return;
            }
            note = Some("it was expected to differ and does not: take `#: fails` away".to_owned());
        }
        let sound = !matches!(actual.outcome, Outcome::Bug(_) | Outcome::Interrupted | Outcome::Incomplete);
        let fill = self.fill && verdict == Verdict::Unchecked;
        if let Some(mut captures) = before.filter(|_| sound && !fails && self.fails.is_none() && (differs || fill)) {
            let edits = update::edits(self.block, entry, output, actual, self.rules, &mut captures);
            if !edits.is_empty() {
                self.report.edits.extend(edits);
                self.report.rewritten += 1;
                return;
            }
        }
        let (expected, real) = match &verdict {
            Verdict::Different { expected, actual } => (expected.clone(), actual.clone()),
            _ => (0..output.lines.len(), 0..actual.lines.len()),
        };
        match verdict {
            Verdict::Unchecked => self.report.unchecked += 1,
            Verdict::Equal if !fails => self.report.equal += 1,
            _ => {
                let thrown = output.throws.iter().map(|(_, text)| format!("! {text}"));
                let lines = output.lines[expected].iter().map(|line| line.text.clone());
                self.report.differences.push(Difference {
                    line: self.number(entry.lines.start),
                    source: entry.source.clone(),
                    expected: if output.throws.is_some() { thrown.collect() } else { lines.collect() },
                    actual: actual.lines[real].iter().map(|line| line.text.clone()).collect(),
                    note,
                });
            }
        }
    }

    fn finish(mut self) -> BlockReport {
        if let Some(reason) = self.fails {
            if self.report.differences.is_empty() && self.report.entries > 0 {
                self.report.differences.push(Difference {
                    line: self.block.lines.first().map_or(1, |line| line.number),
                    source: format!("#: fails {reason}"),
                    expected: Vec::new(),
                    actual: Vec::new(),
                    note: Some("the file was expected to differ and does not: take `#: fails` away".to_owned()),
                });
            } else {
                self.report.equal += self.report.differences.len();
                self.report.differences.clear();
            }
        }
        self.report
    }
}
