//! `slabscope play` and `slabscope learn`: which file is shown how, and where. Not what is shown.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::{Context as _, Result, bail};

use super::arguments::{Learn, Pace, Play};
use super::exit::{EXIT_FINE, EXIT_INTERRUPTED};
use super::machine::MachineOptions;
use super::{document, interrupt};
use crate::paint::Streams;
use crate::play::{Settings, Show, Signals, lesson, listed, scenes, watch, watch_lines};
use engine::session::{DEFAULT_WIDTH, Way};
use engine::transcript::Document;
use pool::styled::Styled;

/// Shows the transcript.
pub fn run(asked: &Play, machine: &MachineOptions) -> Result<i32> {
    machine.one_version()?;
    let path = Path::new(&asked.file);
    let (document, name) = document::read(path)?;
    show(&document, path, &name, settings(&asked.pace, asked.auto), machine)
}

/// Shows a lesson, or lists them.
pub fn learn(asked: &Learn, machine: &MachineOptions) -> Result<i32> {
    machine.one_version()?;
    let mut streams = Streams::standard(machine.wanted());
    let Some(wanted) = &asked.lesson else {
        streams.out(&Styled::from(listed()));
        return streams.end(EXIT_FINE);
    };
    let Some(lesson) = lesson(wanted) else {
        bail!("there is no lesson {wanted}; slabscope learn lists them");
    };
    let title = lesson.title();
    let path = Path::new(&title);
    let document = Document::read(lesson.text.into(), false).map_err(|problem| document::told(path, &problem))?;
    show(&document, path, &title, settings(&asked.pace, asked.auto), machine)
}

fn show(document: &Document, path: &Path, name: &str, settings: Settings, machine: &MachineOptions) -> Result<i32> {
    let stop = interrupt::watch_for_the_end();
    let mut streams = Streams::standard(machine.wanted());
    let columns = terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| width.0.max(20));
    let mut options = machine.options(Way::PromptPipe);
    options.interrupt = Some(Arc::clone(&stop));
    let scenes = match scenes(document, &options, machine.forced()) {
        Err(_) if stop.load(Ordering::Relaxed) => return Ok(EXIT_INTERRUPTED),
        scenes => scenes.map_err(|problem| document::told(path, &problem))?,
    };
    let mut show = Show::new(scenes, settings);
    let person = io::stdin().is_terminal() && streams.is_terminal();
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let stopped = if person && !dumb {
        let signals = Signals { stop: &stop, going_on: &interrupt::watch_for_going_on(), pause: &interrupt::pause };
        watch(&mut show, name, streams.ink(), &signals)
    } else {
        watch_lines(&mut show, columns, person, &mut streams, &stop)
    };
    let stopped = stopped.context("the terminal cannot be used")?;
    streams.end(if stopped { EXIT_INTERRUPTED } else { EXIT_FINE })
}

/// The options of the command line, as the show knows them.
pub fn settings(pace: &Pace, auto: bool) -> Settings {
    Settings { typing: pace.typing, speed: pace.speed, step: pace.step, auto, map: !pace.no_map }
}
