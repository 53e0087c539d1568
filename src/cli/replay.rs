//! `slabscope replay`: which files under which versions, what is shown, and the exit code. Not the comparing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

use super::arguments::{Replay, Rewriting};
use super::exit::{EXIT_DIFFERENT, EXIT_FINE, EXIT_INTERRUPTED, EXIT_USAGE};
use super::interrupt;
use super::machine::MachineOptions;
use super::stack::STACK;
use crate::paint::Streams;
use crate::replay::{
    FileReport, Format, Job, News, collect, draw_change, draw_difference, draw_problem, draw_summary, run_all,
    write_report,
};
use engine::session::{Session, Way};
use engine::transcript::Setting;

/// How long a run takes before it tells how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// The longest an entry may take where neither the command line nor the transcript says.
const ENTRY: Duration = Duration::from_secs(10);

/// Runs the transcripts.
pub fn run(asked: &Replay, machine: &MachineOptions) -> Result<i32> {
    let Rewriting { update, dry_run } = asked.rewriting;
    if dry_run && asked.format.format() != Format::Human {
        bail!("--dry-run shows to a person what --update would change: it takes no --format");
    }
    if update && !dry_run && std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false") {
        bail!("--update is refused where CI is set: a test run does not write its own expectations");
    }
    if update && machine.node.len() > 1 {
        bail!("--update takes one version: the files can only say what one of them prints");
    }
    let mut streams = Streams::standard(machine.wanted());
    let stop = interrupt::watch(streams.hand());
    let began = Instant::now();
    let ran = Arc::new(AtomicUsize::new(0));
    let found = collect(&asked.paths).map_err(|message| anyhow!(message))?;
    let versions: Vec<Option<&String>> = match machine.node.as_slice() {
        [] => vec![machine.profile.as_ref()],
        several => several.iter().map(Some).collect(),
    };
    let mut jobs = Vec::with_capacity(found.len() * versions.len());
    for version in &versions {
        let mut options = machine.options(Way::PromptPipe);
        if let Some(version) = version {
            options.profile.clone_from(version);
        }
        options.interrupt = Some(Arc::clone(&stop));
        options.timeout = options.timeout.or(Some(ENTRY));
        // A profile that does not exist is told once, not for every file.
        Session::new(options.clone())?;
        for file in &found {
            let path = crate::file::shown(&file.path);
            jobs.push(Job {
                path: file.path.clone(),
                version: (versions.len() > 1).then(|| options.profile.clone()),
                name: if versions.len() > 1 { format!("node {}  {path}", options.profile) } else { path },
                named: file.named,
                setting: Setting {
                    options: options.clone(),
                    forced: version.cloned(),
                    update,
                    fill: false,
                    ran: Arc::clone(&ran),
                },
                write: update && !dry_run,
            });
        }
    }
    let format = asked.format.format();
    let mut reports: Vec<FileReport> = Vec::new();
    run_all(&jobs, STACK, |news| {
        let go_on = match news {
            News::Waiting => {
                if began.elapsed() > PATIENCE && format == Format::Human && !asked.quiet {
                    let entries = ran.load(Ordering::Relaxed);
                    streams.pass(&format!("{} of {} transcripts, {entries} entries", reports.len(), jobs.len()));
                }
                true
            }
            News::Report(report) => {
                if format == Format::Human {
                    show(&report, asked.quiet, &mut streams);
                }
                let go_on = !(asked.fail_fast && (report.differs() || report.unreadable()));
                reports.push(report);
                go_on
            }
        };
        go_on && streams.broken().is_none() && !stop.load(Ordering::Relaxed)
    });
    reports.retain(|report| !report.blocks.is_empty() || report.unreadable());
    if format != Format::Human {
        streams.out(&write_report(format, &reports, began.elapsed()).into());
    } else if !asked.quiet {
        streams.out(&draw_summary(&reports, began.elapsed()));
    }
    streams.end(if stop.load(Ordering::Relaxed) {
        EXIT_INTERRUPTED
    } else if reports.iter().any(FileReport::unreadable) {
        EXIT_USAGE
    } else if reports.iter().any(|report| report.differs() || (dry_run && !report.changes.is_empty())) {
        EXIT_DIFFERENT
    } else {
        EXIT_FINE
    })
}

fn show(report: &FileReport, quiet: bool, streams: &mut Streams) {
    for difference in report.differences() {
        streams.out(&draw_difference(&report.name, difference));
    }
    for problem in report.problems() {
        streams.err(&draw_problem(&report.name, problem));
    }
    if quiet {
        return;
    }
    for change in &report.changes {
        streams.out(&draw_change(&report.name, change));
    }
    if report.updated {
        streams.out(&format!("{}  rewritten\n", report.name).into());
    }
}
