//! Many transcripts at once: read, run, rewritten where asked; reports come in the order of the files. Draws nothing.

use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::document::{Document, Problem};
use super::paths::is_markdown;
use super::replay::{BlockReport, Difference, Setting, replay};
use super::update::rewrite;
use crate::rescue;

/// One file under one setting.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file.
    pub path: PathBuf,
    /// How it is called in reports.
    pub name: String,
    /// Having no transcript in it is a mistake.
    pub named: bool,
    /// How it is run.
    pub setting: Setting,
}

/// What came of a file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// How the file is called.
    pub name: String,
    /// One for each transcript in it.
    pub blocks: Vec<BlockReport>,
    /// Why it could not be read or run to its end. Line 0 means the file itself.
    pub problem: Option<Problem>,
    /// It was rewritten.
    pub updated: bool,
}

impl FileReport {
    /// What differs.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.blocks.iter().flat_map(|block| &block.differences)
    }

    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        self.differences().next().is_some()
    }

    /// Whether nothing of it was to be run.
    pub fn passed_over(&self) -> bool {
        self.problem.is_none() && self.blocks.iter().all(|block| block.passed_over.is_some())
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

/// Runs every job, several at a time, each thread with `stack` bytes; calls `each` in the order of the jobs until it
/// says `false`.
pub fn run_all(jobs: &[Job], stack: usize, mut each: impl FnMut(FileReport) -> bool) {
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
                if !each(run(job)) {
                    return;
                }
            }
            return;
        }
        let mut waiting = std::collections::BTreeMap::new();
        let mut turn = 0;
        for (index, report) in receiver {
            waiting.insert(index, report);
            while let Some(report) = waiting.remove(&turn) {
                turn += 1;
                if !each(report) {
                    stop.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    });
}

/// Reads, runs and, where asked, rewrites one file.
fn run(job: &Job) -> FileReport {
    let mut report = FileReport { name: job.name.clone(), blocks: Vec::new(), problem: None, updated: false };
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
    let markdown = is_markdown(&job.path);
    let document = Document::read(fs::read(&job.path).map_err(|error| told(&error))?, markdown)?;
    if document.blocks.is_empty() && job.named {
        let message = "there is no fence marked `transcript` or `node-repl` in this Markdown file";
        return Err(Problem::new(0, message));
    }
    for block in &document.blocks {
        report.blocks.push(replay(block, &job.setting)?);
    }
    let nothing = report.blocks.iter().all(|block| block.entries + block.skipped == 0 && block.passed_over.is_none());
    if nothing && job.named {
        return Err(Problem::new(0, "there is no entry in it: a line `> 1 + 1` would be one"));
    }
    if job.setting.update {
        let edits: Vec<_> = report.blocks.iter().flat_map(|block| block.edits.iter().cloned()).collect();
        let text = rewrite(&document.source, &edits);
        if text != document.source {
            write_beside(&job.path, &text).map_err(|error| told(&error))?;
            report.updated = true;
        }
    }
    Ok(())
}

fn told(error: &io::Error) -> Problem {
    Problem::new(0, error.to_string())
}

/// Writes a new file beside `path` and gives it its name and permissions, so that nobody ever sees half of it.
fn write_beside(path: &Path, text: &str) -> io::Result<()> {
    // A link stays a link.
    let path = fs::canonicalize(path)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, text)
        .and_then(|()| fs::metadata(&path))
        .and_then(|metadata| fs::set_permissions(&beside, metadata.permissions()))
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // The error above is the one to tell; the leftover is only litter.
        let _ = fs::remove_file(&beside);
    }
    written
}
