//! Many transcripts at once: read, run, rewritten where asked; reports come in the order of the files. Draws nothing.

use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::file::{self, Target, There};
use engine::limits::MAX_SOURCE;
use engine::rescue;
use engine::transcript::is_markdown;
use engine::transcript::{BlockReport, Difference, Setting, replay};
use engine::transcript::{Change, changes, rewrite};
use engine::transcript::{Document, Problem};

/// One file under one setting.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file.
    pub path: PathBuf,
    /// How it is called in reports.
    pub name: String,
    /// The Node version it is run under, where several are.
    pub version: Option<String>,
    /// Having no transcript in it is a mistake.
    pub named: bool,
    /// How it is run.
    pub setting: Setting,
    /// What an update changes is written, not only told.
    pub write: bool,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// How the file is called.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The Node version it was run under, where there are several.
    pub version: Option<String>,
    /// One for each transcript in it.
    pub blocks: Vec<BlockReport>,
    /// Why it could not be read or run to its end. Line 0 means the file itself.
    pub problem: Option<Problem>,
    /// What an update changes in it.
    pub changes: Vec<Change>,
    /// It was rewritten.
    pub updated: bool,
}

impl FileReport {
    /// Nothing yet of the file called `name`.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            path: PathBuf::from(name),
            version: None,
            blocks: Vec::new(),
            problem: None,
            changes: Vec::new(),
            updated: false,
        }
    }

    /// Whether Ctrl-C ended it before its end.
    pub fn interrupted(&self) -> bool {
        self.blocks.iter().any(|block| block.interrupted)
    }

    /// What differs.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.blocks.iter().flat_map(|block| &block.differences)
    }

    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        self.differences().next().is_some()
    }

    /// Why it could not be read, and lines in it that are none.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.blocks.iter().flat_map(|block| &block.mistakes).chain(&self.problem)
    }

    /// Whether there is any of them.
    pub fn unreadable(&self) -> bool {
        self.problems().next().is_some()
    }

    /// Whether nothing of it was to be run.
    pub fn passed_over(&self) -> bool {
        !self.unreadable() && self.blocks.iter().all(|block| block.passed_over.is_some())
    }

    /// Entries that gave what they should.
    pub fn equal(&self) -> usize {
        self.sum(|block| block.equal)
    }

    /// Entries that said nothing about their output.
    pub fn unchecked(&self) -> usize {
        self.sum(|block| block.unchecked)
    }

    /// Entries that were not run.
    pub fn skipped(&self) -> usize {
        self.sum(|block| block.skipped)
    }

    fn sum(&self, what: impl Fn(&BlockReport) -> usize) -> usize {
        self.blocks.iter().map(what).sum()
    }
}

/// How often somebody who waits is told how far it is.
const TICK: Duration = Duration::from_millis(200);

/// Something that happened during a run.
pub enum News {
    /// A file is done; they come in the order of the jobs.
    Report(FileReport),
    /// Nothing for a while.
    Waiting,
}

/// Runs every job, several at a time, each thread with `stack` bytes; tells `each` until it says `false`.
pub fn run_all(jobs: &[Job], stack: usize, mut each: impl FnMut(News) -> bool) {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len());
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let (next, stop) = (&next, &stop);
        let mut started = 0;
        for _ in 0..workers {
            let sender = sender.clone();
            let work = move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(index) else { return };
                    if sender.send((index, run(job))).is_err() {
                        return;
                    }
                }
            };
            started += usize::from(thread::Builder::new().stack_size(stack).spawn_scoped(scope, work).is_ok());
        }
        drop(sender);
        if started == 0 {
            // No thread is to be had: one after another, here.
            for job in jobs {
                if !each(News::Report(run(job))) {
                    return;
                }
            }
            return;
        }
        let mut waiting = std::collections::BTreeMap::new();
        let mut turn = 0;
        loop {
            match receiver.recv_timeout(TICK) {
                Ok((index, report)) => waiting.insert(index, report),
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if !each(News::Waiting) {
                        stop.store(true, Ordering::Relaxed);
                    }
                    continue;
                }
            };
            while let Some(report) = waiting.remove(&turn) {
                turn += 1;
                if !each(News::Report(report)) {
                    stop.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    });
}

/// Reads, runs and, where asked, rewrites one file.
fn run(job: &Job) -> FileReport {
    let mut report = FileReport { path: job.path.clone(), version: job.version.clone(), ..FileReport::new(&job.name) };
    let work = std::panic::AssertUnwindSafe(|| run_into(job, &mut report));
    match std::panic::catch_unwind(work) {
        Ok(result) => report.problem = result.err(),
        Err(payload) => {
            report.problem = Some(Problem::new(0, rescue::paragraph(&rescue::message(&*payload))));
        }
    }
    report
}

fn run_into(job: &Job, report: &mut FileReport) -> Result<(), Problem> {
    let bytes = file::read(&job.path, MAX_SOURCE as u64).map_err(|error| told(&error))?;
    if is_script(&job.path) && !bytes.split(|&byte| byte == b'\n').any(|line| line.starts_with(b"> ")) {
        let what = "this is a script: `slabscope FILE` runs it, and `slabscope -i < FILE` answers its lines one by one";
        return Err(Problem::new(0, what));
    }
    let document = Document::of_file(&job.path, bytes)?;
    if document.blocks.is_empty() && job.named {
        let message = "there is no fence marked `transcript` or `node-repl` in this Markdown file";
        return Err(Problem::new(0, message));
    }
    for block in &document.blocks {
        report.blocks.push(replay(block, &job.setting)?);
    }
    let nothing = report.blocks.iter().all(|block| block.entries + block.skipped == 0 && block.passed_over.is_none());
    if nothing && !report.interrupted() && (job.named || !is_markdown(&job.path)) {
        let empty = document.source.trim().is_empty();
        let what = if empty { "it is empty" } else { "there is no entry in it" };
        return Err(Problem::new(0, format!("{what}: a line `> 1 + 1` would be one")));
    }
    if job.setting.update && !report.interrupted() && !report.unreadable() {
        let edits: Vec<_> = report.blocks.iter().flat_map(|block| block.edits.iter().cloned()).collect();
        let text = rewrite(&document.source, &edits);
        if text == document.source {
            return Ok(());
        }
        report.changes = changes(&document.source, &edits);
        if job.write {
            let there = There::GoesAsRead(document.source.as_bytes());
            let target = Target { path: &job.path, there, never: &[] };
            target.write(text.as_bytes()).map_err(|error| told(&error))?;
            report.updated = true;
        }
    }
    Ok(())
}

fn is_script(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "js" || extension == "mjs" || extension == "cjs")
}

fn told(error: &io::Error) -> Problem {
    Problem::new(0, error.to_string())
}
