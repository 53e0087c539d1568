//! `slabscope export`: which file becomes which page or recording. Not what is in it.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::{Context, Result};

use super::arguments::{Export, Machine};
use super::{EXIT_FINE, EXIT_INTERRUPTED, document, interrupt, play};
use crate::export;
use crate::play::{Show, Size, cast, scenes};
use crate::session::Way;

/// Writes the page, the recording, or both.
pub fn run(asked: &Export, machine: &Machine) -> Result<i32> {
    machine.one_version()?;
    let path = Path::new(&asked.file);
    let (document, name) = document::read(path)?;
    let stop = interrupt::watch(|| {});
    let mut options = machine.options(Way::PromptPipe);
    options.interrupt = Some(Arc::clone(&stop));
    let told = |problem| document::told(path, &problem);
    let written = |file: &str, text: String| fs::write(file, text).with_context(|| format!("{file} cannot be written"));
    if let Some(file) = &asked.output {
        let page = export::page(&document, &name, &options, machine.forced()).map_err(told)?;
        if stop.load(Ordering::Relaxed) {
            return Ok(EXIT_INTERRUPTED);
        }
        written(file, page)?;
    }
    if let Some(file) = &asked.cast {
        let scenes = match scenes(&document, &options, machine.forced()) {
            Err(_) if stop.load(Ordering::Relaxed) => return Ok(EXIT_INTERRUPTED),
            scenes => scenes.map_err(told)?,
        };
        let (columns, rows) = asked.size;
        let show = Show::new(scenes, play::settings(&asked.pace, true));
        written(file, cast(show, &name, Size { columns, rows })?)?;
    }
    Ok(EXIT_FINE)
}
