//! `slabscope export`: which file becomes which page or recording. Not what is in it.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::{Context, Result, bail};

use super::arguments::Export;
use super::exit::{EXIT_FINE, EXIT_INTERRUPTED, EXIT_PIPE};
use super::machine::MachineOptions;
use super::{document, interrupt, play};
use crate::export;
use crate::file;
use crate::file::{Target, There};
use crate::play::{Show, Size, cast, scenes};
use engine::session::Way;

/// Writes the page, the recording, or both.
pub fn run(asked: &Export, machine: &MachineOptions) -> Result<i32> {
    machine.one_version()?;
    let output = asked.output.as_deref().map(|name| if name == "-" { "/dev/stdout" } else { name });
    let path = Path::new(&asked.file);
    let (document, name) = document::read(path)?;
    let there = if asked.force { There::Goes } else { There::Stays("--force") };
    let mut never = vec![(path, "what is exported")];
    never.extend(output.map(|file| (Path::new(file), "where the page goes")));
    let page = output.map(|file| Target { path: Path::new(file), there, never: &never[..1] });
    let recording = asked.cast.as_deref().map(|file| Target { path: Path::new(file), there, never: &never });
    let place = |target: &Target<'_>| format!("{} cannot be written", file::shown(target.path));
    // The exit code where whoever reads it has left.
    let deliver = |target: &Target<'_>, text: &str| match target.write(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Some(EXIT_PIPE)),
        written => written.map(|_| None).with_context(|| place(target)),
    };
    for target in page.iter().chain(&recording) {
        target.check().with_context(|| place(target))?;
    }
    output.map_or(Ok(()), check_page)?;
    let stop = interrupt::watch(|| {});
    let mut options = machine.options(Way::PromptPipe);
    options.interrupt = Some(Arc::clone(&stop));
    if let Some(target) = &page {
        let text = export::page(&document, &name, &options, machine.forced());
        if stop.load(Ordering::Relaxed) {
            return Ok(EXIT_INTERRUPTED);
        }
        let text = text.map_err(|problem| document::told(path, &problem))?;
        if let Some(code) = deliver(target, &text)? {
            return Ok(code);
        }
    }
    if let Some(target) = &recording {
        let scenes = scenes(&document, &options, machine.forced());
        if stop.load(Ordering::Relaxed) {
            return Ok(EXIT_INTERRUPTED);
        }
        let (columns, rows) = asked.size;
        let scenes = scenes.map_err(|problem| document::told(path, &problem))?;
        let show = Show::new(scenes, play::settings(&asked.pace, true));
        let text = cast(show, &name, Size { columns, rows })?;
        if let Some(code) = deliver(target, &text)? {
            return Ok(code);
        }
    }
    Ok(EXIT_FINE)
}

/// Whether a page may have this name: what ends as something else is not made a page.
fn check_page(name: &str) -> Result<()> {
    let ends = Path::new(name).extension().and_then(|ends| ends.to_str()).unwrap_or("html");
    if ["html", "htm", "xhtml"].iter().any(|page| ends.eq_ignore_ascii_case(page)) {
        return Ok(());
    }
    bail!("{name}: a page is HTML, not {ends}: name it {}", file::shown(&Path::new(name).with_extension("html")))
}
