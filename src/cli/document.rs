//! The one transcript that a command is about: found, read, named. Not many of them, which `replay` has.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use crate::file;
use engine::limits::MAX_SOURCE;
use engine::transcript::{Document, Problem};

/// The document and its name, which is the file's without extension.
pub fn read(path: &Path) -> Result<(Document, String)> {
    let bytes = file::read(path, MAX_SOURCE as u64).with_context(|| format!("{} cannot be read", file::shown(path)))?;
    let document = Document::of_file(path, bytes).map_err(|problem| told(path, &problem))?;
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok((document, name))
}

/// A problem, with its place.
pub fn told(path: &Path, problem: &Problem) -> anyhow::Error {
    match problem.line {
        0 => anyhow!("{}: {}", file::shown(path), problem.message),
        line => anyhow!("{}:{line}: {}", file::shown(path), problem.message),
    }
}
