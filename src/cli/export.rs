//! `slabscope export`: which file becomes which page, figure, folder or recording. Not what is in it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::json;

use super::arguments::Export;
use super::exit::{EXIT_FINE, EXIT_INTERRUPTED, EXIT_PIPE};
use super::machine::MachineOptions;
use super::{document, interrupt, play};
use crate::export::{ENGINE, Lesson, Maker, Site};
use crate::file;
use crate::file::{Target, There};
use crate::page::{Engine, Place};
use crate::play::{Show, Size, cast, lessons, scenes};
use crate::replay::collect;
use engine::session::Way;

/// The engine that is built in, where one is.
#[cfg(feature = "engine")]
const BUILT_IN: Option<&[u8]> = Some(include_bytes!(env!("SLABSCOPE_ENGINE")));
#[cfg(not(feature = "engine"))]
const BUILT_IN: Option<&[u8]> = None;

/// The largest engine that is taken, in bytes.
const LARGEST: u64 = 64 << 20;

/// Writes the page, the figure, the folder, the recording, or a page and a recording.
pub fn run(asked: &Export, machine: &MachineOptions) -> Result<i32> {
    machine.one_version()?;
    let stop = interrupt::watch(|| {});
    let mut options = machine.options(Way::PromptPipe);
    options.interrupt = Some(Arc::clone(&stop));
    let read = asked.engine.as_deref().map(engine).transpose()?;
    let bytes = read.as_deref().or(BUILT_IN);
    let engine = bytes.map(Engine::Inside);
    let maker = Maker { options: &options, forced: machine.forced(), engine, place: Place::Alone };
    let output = asked.output.as_deref().map(|name| if name == "-" { "/dev/stdout" } else { name });
    let from = asked.file.as_deref().map(Path::new);
    if let (Some(folder), Some(output)) = (from.filter(|path| path.is_dir()), output) {
        let done = folder_of(asked, maker, folder, Path::new(output), bytes);
        return if stop.load(Ordering::Relaxed) { Ok(EXIT_INTERRUPTED) } else { done };
    }
    if from.is_none() && engine.is_none() {
        bail!("a page that can be typed on wants the engine: --engine FILE.wasm (.ci/web makes it)");
    }
    let there = there(asked);
    let mut never: Vec<_> = from.into_iter().map(|path| (path, "what is exported")).collect();
    never.extend(output.map(|file| (Path::new(file), "where the page goes")));
    let sources = from.iter().count();
    let page = output.map(|file| Target { path: Path::new(file), there, never: &never[..sources] });
    let recording = asked.cast.as_deref().map(|file| Target { path: Path::new(file), there, never: &never });
    for target in page.iter().chain(&recording) {
        target.check().with_context(|| place(target.path))?;
    }
    output.map_or(Ok(()), |name| check_ending(name, asked.figure.is_some()))?;
    let document = from.map(document::read).transpose()?;
    let told = |problem| document::told(from.unwrap_or(Path::new("")), &problem);
    if let Some(target) = &page {
        let text = match (&document, asked.figure) {
            (Some((document, name)), None) => maker.page(document, name).map(|made| made.html),
            (Some((document, _)), Some(number)) => maker.figure(document, number),
            (None, _) => Ok(maker.playground(&menu())),
        };
        if stop.load(Ordering::Relaxed) {
            return Ok(EXIT_INTERRUPTED);
        }
        if let Some(code) = deliver(target, text.map_err(told)?.as_bytes())? {
            return Ok(code);
        }
    }
    if let (Some(target), Some((document, name))) = (&recording, &document) {
        let scenes = scenes(document, &options, machine.forced());
        if stop.load(Ordering::Relaxed) {
            return Ok(EXIT_INTERRUPTED);
        }
        let (columns, rows) = asked.size;
        let show = Show::new(scenes.map_err(told)?, play::settings(&asked.pace, true));
        let text = cast(show, name, Size { columns, rows })?;
        if let Some(code) = deliver(target, text.as_bytes())? {
            return Ok(code);
        }
    }
    Ok(EXIT_FINE)
}

/// Writes a folder of pages.
fn folder_of(asked: &Export, maker: Maker, from: &Path, to: &Path, engine: Option<&[u8]>) -> Result<i32> {
    if asked.cast.is_some() || asked.figure.is_some() {
        bail!("{}: a folder becomes pages; a recording or a figure is of one file", file::shown(from));
    }
    let found = collect(&[from.to_string_lossy().into_owned()]).map_err(|why| anyhow!(why))?;
    let mut lessons: Vec<Lesson> = Vec::new();
    for one in &found {
        let (document, name) = document::read(&one.path)?;
        if document.blocks.is_empty() {
            continue;
        }
        if ["index", "playground"].contains(&name.as_str()) || lessons.iter().any(|lesson| lesson.name == name) {
            bail!("{}: there is another page called {name}.html: rename the file", file::shown(&one.path));
        }
        lessons.push(Lesson { name, document });
    }
    let maker = Maker { engine: engine.map(|_| Engine::Beside(ENGINE)), place: Place::Site, ..maker };
    let site = Site::new(maker, &lessons, engine).map_err(|(name, problem)| {
        let path = found.iter().find(|one| one.path.file_stem().is_some_and(|stem| stem == name));
        document::told(path.map_or(from, |one| &one.path), &problem)
    })?;
    fs::create_dir_all(to).with_context(|| place(to))?;
    let never: Vec<_> = found.iter().map(|one| (one.path.as_path(), "what is exported")).collect();
    let there = there(asked);
    let paths: Vec<_> = site.files.iter().map(|(name, bytes)| (to.join(name), bytes)).collect();
    let target = |path| Target { path, there, never: &never };
    for (path, _) in &paths {
        target(path).check().with_context(|| place(path))?;
    }
    for (path, bytes) in &paths {
        target(path).write(bytes).with_context(|| place(path))?;
    }
    Ok(EXIT_FINE)
}

/// The lessons that are in the program, for a page's menu.
fn menu() -> Vec<serde_json::Value> {
    let one = |lesson: crate::play::Lesson| json!({ "title": format!("{}  {}", lesson.number, lesson.title()), "name": lesson.title(), "text": lesson.text, "markdown": false });
    lessons().map(one).collect()
}

/// The bytes of the engine, packed or not.
fn engine(name: &str) -> Result<Vec<u8>> {
    let path = Path::new(name);
    let bytes = file::read(path, LARGEST).with_context(|| format!("{} cannot be read", file::shown(path)))?;
    if bytes.starts_with(b"\0asm") || bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    bail!("{}: this is no WebAssembly file: .ci/web makes the engine", file::shown(path))
}

/// What becomes of files that are there.
fn there(asked: &Export) -> There<'static> {
    if asked.force { There::Goes } else { There::Stays("--force") }
}

fn place(path: &Path) -> String {
    format!("{} cannot be written", file::shown(path))
}

/// Writes; the exit code where whoever reads it has left.
fn deliver(target: &Target<'_>, bytes: &[u8]) -> Result<Option<i32>> {
    match target.write(bytes) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Some(EXIT_PIPE)),
        written => written.map(|_| None).with_context(|| place(target.path)),
    }
}

/// Whether a page or a figure may have this name: what ends as something else is not made one.
fn check_ending(name: &str, figure: bool) -> Result<()> {
    let (known, what): (&[&str], _) =
        if figure { (&["svg"], "a figure is SVG") } else { (&["html", "htm", "xhtml"], "a page is HTML") };
    let Some(ends) = Path::new(name).extension().and_then(|ends| ends.to_str()) else { return Ok(()) };
    if known.iter().any(|known| ends.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    if !figure && ends.eq_ignore_ascii_case("svg") {
        bail!("{name}: a figure is of one step: say which with --figure N");
    }
    bail!("{name}: {what}, not {ends}: name it {}", file::shown(&Path::new(name).with_extension(known[0])))
}
