//! Running a transcript: a session for it, entry after entry, each answer compared. Reads no files, draws nothing.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::actual::Actual;
use super::captures::Captures;
use super::compare::{Verdict, compare};
use super::document::{Block, Problem};
use super::entry::Output;
use super::lines::{Look, is_warning, look};
use super::mistakes::mistakes;
use super::reader::{Reader, Step};
use super::stage::{Played, Stage, Turn};
use super::update::{self, Edit};
use super::wildcard::Pattern;
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
    /// Whether entries that say nothing are given their answers, beside others that say something.
    pub fill: bool,
    /// Counts the entries that were run, for whoever waits.
    pub ran: Arc<AtomicUsize>,
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
    /// The decision behind the entry's last allocation, as `.why` draws it.
    pub why: Option<String>,
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
    /// Ctrl-C ended it before its end.
    pub interrupted: bool,
    /// What differs.
    pub differences: Vec<Difference>,
    /// Lines that are none: nothing is rewritten where there are any.
    pub mistakes: Vec<Problem>,
    /// Entries whose output the edits rewrite.
    pub rewritten: usize,
    /// How to make it equal.
    pub edits: Vec<Edit>,
}

/// The first differences of a transcript are told with the decision behind them; a snapshot for each of very many takes long.
const EXPLAINED: usize = 20;

/// Runs `block`.
pub fn replay(block: &Block, setting: &Setting) -> Result<BlockReport, Problem> {
    let mut stage = Stage::new(block, setting.options.clone(), setting.forced.clone())?;
    let mut run = Run {
        block,
        update: setting.update,
        captures: Captures::default(),
        capturing: None,
        fill: setting.update && (setting.fill || !any_output(block)?),
        report: BlockReport::default(),
    };
    loop {
        match stage.turn()? {
            Turn::Over => break,
            Turn::Skipped => run.report.skipped += 1,
            Turn::PassedOver(reason) => {
                run.report.passed_over = Some(reason);
                return Ok(run.report);
            }
            Turn::Played(played) if stopped(setting, &played) => {
                run.report.interrupted = true;
                return Ok(run.report);
            }
            Turn::Played(played) => {
                setting.ran.fetch_add(1, Ordering::Relaxed);
                run.judge(&played, &mut stage);
            }
        }
    }
    run.finish(stage.fails());
    Ok(run.report)
}

/// Whether Ctrl-C has ended the run, and not this entry alone.
fn stopped(setting: &Setting, played: &Played) -> bool {
    let flag = setting.options.interrupt.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed));
    flag && played.actual.outcome == Outcome::Interrupted
}

/// Whether only line ends differ: a terminal that is copied from breaks long lines.
fn broken(output: &Output, actual: &Actual) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let expected: String = output.lines.iter().map(|line| letters(&line.text)).collect();
    let real: String = actual.lines.iter().map(|line| letters(&line.text)).collect();
    output.lines.len() > actual.lines.len() && expected == real
}

/// What browsers' consoles, other prompts and documents write in front of an answer.
fn marked(output: &Output, actual: &Actual) -> Option<&'static str> {
    const MARKS: [&str; 6] = ["< ", "<- ", "<· ", "=> ", "// => ", "// "];
    let (expected, real) = (output.lines.first()?, actual.lines.first()?);
    MARKS.into_iter().find(|mark| expected.text.strip_prefix(mark).is_some_and(|rest| rest.trim() == real.text))
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

/// A sentence about what differs, where there is more to say than both sides.
fn explain(source: &str, output: &Output, actual: &Actual, verdict: &Verdict) -> Option<String> {
    match &actual.outcome {
        Outcome::Bug(text) => Some(format!("slabscope's own mistake: {text}")),
        Outcome::Interrupted => Some("it was stopped".to_owned()),
        _ if !matches!(verdict, Verdict::Different { .. } | Verdict::OtherThrow) => None,
        Outcome::Incomplete => Some("the input is not finished: continue it with `... ` lines".to_owned()),
        _ if source.match_indices("(node:").any(|(at, _)| at > 0 && is_warning(&source[at..])) => {
            Some("a warning stands in this input, as Node drew it: move it behind the answer".to_owned())
        }
        _ if broken(output, actual) => Some("a line was broken where the terminal ended: join it again".to_owned()),
        _ => marked(output, actual).map(|mark| format!("the answer has `{mark}` in front of it: take that away")),
    }
}

/// The captures that lines which differ ask for, each with its line in the block.
fn wanted(output: &Output, verdict: &Verdict) -> Vec<(usize, String)> {
    let lines: Vec<(usize, &str)> = match (verdict, &output.throws) {
        (Verdict::OtherThrow, Some((line, text))) => vec![(*line, text)],
        (Verdict::Different { expected, .. }, _) => {
            let lines = output.lines[expected.clone()].iter().filter(|line| !line.literal);
            lines.map(|line| (line.line, line.text.as_str())).collect()
        }
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for (line, text) in lines.into_iter().filter(|(_, text)| text.contains("[..=")) {
        all.extend(Pattern::parse(text).wanted().map(|name| (line, name.to_owned())));
    }
    all
}

struct Run<'a> {
    block: &'a Block,
    update: bool,
    captures: Captures,
    /// Which line first captures which name, once somebody asks.
    capturing: Option<HashMap<String, usize>>,
    /// Update writes outputs also where none stand.
    fill: bool,
    report: BlockReport,
}

impl Run<'_> {
    fn number(&self, line: usize) -> usize {
        self.block.lines[line].number
    }

    fn judge(&mut self, played: &Played, stage: &mut Stage<'_>) {
        let Played { entry, own, actual, output, ran_out, .. } = played;
        self.report.entries += 1;
        self.captures.settle();
        let mut verdict = compare(output, actual, own.rules, &mut self.captures);
        let stopped = *ran_out || matches!(actual.outcome, Outcome::Bug(_) | Outcome::Interrupted);
        if !stopped && actual.outcome != Outcome::Incomplete {
            let found = self.mistakes(played, &verdict, stage.fails().is_some());
            if !found.is_empty() {
                return self.report.mistakes.extend(found);
            }
        }
        if stopped {
            verdict = Verdict::Different { expected: 0..output.lines.len(), actual: 0..actual.lines.len() };
        }
        let mut note = if *ran_out {
            Some(
                "it was stopped before its end: `#: timeout SECONDS` gives it more time, `--max-steps` more steps"
                    .to_owned(),
            )
        } else {
            explain(&entry.source, output, actual, &verdict).or_else(|| self.told_captures(output, &verdict))
        };
        let differs = matches!(verdict, Verdict::Different { .. } | Verdict::OtherThrow);
        if own.fails {
            if differs || verdict == Verdict::Unchecked {
                self.report.equal += 1;
                return;
            }
            note = Some("it was expected to differ and does not: take `#: fails` away".to_owned());
        }
        let sound = !stopped && actual.outcome != Outcome::Incomplete;
        let wanted = differs || (self.fill && verdict == Verdict::Unchecked);
        if self.update && sound && wanted && !own.fails && stage.fails().is_none() {
            self.captures.undo(0);
            let edits = update::edits(self.block, entry, output, actual, own.rules, &mut self.captures);
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
            Verdict::Equal if !own.fails => self.report.equal += 1,
            // Behind a line that is none, what differs may differ for that alone.
            _ if !self.report.mistakes.is_empty() => {}
            _ => {
                let explained = self.report.differences.len() < EXPLAINED;
                let session = stage.session().filter(|_| explained && sound);
                let thrown = output.throws.iter().map(|(_, text)| format!("! {text}"));
                let lines = output.lines[expected].iter().map(|line| line.text.clone());
                self.report.differences.push(Difference {
                    line: self.number(entry.lines.start),
                    source: entry.source.clone(),
                    expected: if output.throws.is_some() { thrown.collect() } else { lines.collect() },
                    actual: actual.lines[real].iter().map(|line| line.text.clone()).collect(),
                    note,
                    why: session.and_then(Session::why_last).map(|why| why.to_string()),
                });
            }
        }
    }

    /// Lines that are none, and captures that nothing captures.
    fn mistakes(&mut self, played: &Played, verdict: &Verdict, fails: bool) -> Vec<Problem> {
        let Played { entry, own, actual, output, .. } = played;
        let mut found = mistakes(self.block, entry, output, actual, verdict, !own.fails && !fails);
        if marked(output, actual).is_some() {
            // That is an answer, and told as one.
            found.retain(|problem| output.lines.first().is_none_or(|line| self.number(line.line) != problem.line));
        }
        for (line, name) in wanted(output, verdict) {
            if self.captures.get(&name).is_none() && self.captured(&name).is_none_or(|first| first > line) {
                let number = self.number(line);
                let told = format!("nothing before this line captures `{name}`: `[..{name}]` in an answer does");
                found.push(Problem::new(number, told));
            }
        }
        found.sort_by_key(|problem| problem.line);
        found
    }

    /// The first line of the block that captures `name`.
    fn captured(&mut self, name: &str) -> Option<usize> {
        let block = self.block;
        let all = self.capturing.get_or_insert_with(|| {
            let mut all = HashMap::new();
            for (index, line) in block.lines.iter().enumerate().filter(|(_, line)| line.text.contains("[..")) {
                if !matches!(look(&line.text), Look::Input(_) | Look::Comment | Look::Directive(_)) {
                    Pattern::parse(&line.text).captured().for_each(|name| {
                        all.entry(name.to_owned()).or_insert(index);
                    });
                }
            }
            all
        });
        all.get(name).copied()
    }

    /// What was captured under the names that lines which differ ask for.
    fn told_captures(&self, output: &Output, verdict: &Verdict) -> Option<String> {
        let mut told: Vec<String> = Vec::new();
        for (_, name) in wanted(output, verdict) {
            let what = match self.captures.get(&name) {
                Some(text) => format!("`{name}` was {text}"),
                None => format!("`{name}` is not captured: what captures it differs, or was not run"),
            };
            if !told.contains(&what) {
                told.push(what);
            }
        }
        (!told.is_empty()).then(|| told.join(", "))
    }

    fn finish(&mut self, fails: Option<&str>) {
        if let Some(reason) = fails {
            if self.report.differences.is_empty() && self.report.entries > 0 {
                self.report.differences.push(Difference {
                    line: self.block.lines.first().map_or(1, |line| line.number),
                    source: format!("#: fails {reason}"),
                    expected: Vec::new(),
                    actual: Vec::new(),
                    note: Some("the file was expected to differ and does not: take `#: fails` away".to_owned()),
                    why: None,
                });
            } else {
                self.report.equal += self.report.differences.len();
                self.report.differences.clear();
            }
        }
    }
}
