//! `slabscope export`: which file becomes which page. Not what is on it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::EXIT_FINE;
use super::arguments::{Export, Machine};
use crate::export;
use crate::session::Way;
use crate::transcript::Document;

/// Writes the page.
pub fn run(asked: &Export, machine: &Machine) -> Result<i32> {
    let path = Path::new(&asked.file);
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", asked.file))?;
    let markdown = path.extension().is_some_and(|extension| extension == "md");
    let told = |problem: crate::transcript::Problem| anyhow!("{}:{}: {}", asked.file, problem.line, problem.message);
    let document = Document::read(bytes, markdown).map_err(told)?;
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let page = export::page(&document, &name, &machine.options(Way::PromptPipe), machine.forced()).map_err(told)?;
    fs::write(&asked.output, page).with_context(|| format!("cannot write {}", asked.output))?;
    Ok(EXIT_FINE)
}
