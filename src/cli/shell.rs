//! What a shell and its user want to know of the program: completions, the manual page, the table of profiles. Nothing
//! is run.

use std::io::{self, Write};

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use super::arguments::{Arguments, Completions};
use super::exit::EXIT_FINE;
use super::machine::MachineOptions;
use crate::paint::Streams;
use engine::session::Session;

/// Writes a completion script.
pub fn completions(asked: &Completions) -> Result<i32> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Arguments::command(), "slabscope", &mut script);
    write(&script)
}

/// Writes the manual page, as roff.
pub fn manual() -> Result<i32> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::documented()).render(&mut page).context("the manual page cannot be made")?;
    write(&page)
}

/// Writes what was measured of every release's pool.
pub fn profiles(machine: &MachineOptions) -> Result<i32> {
    let mut streams = Streams::standard(machine.wanted());
    streams.out(&Session::profiles());
    streams.end(EXIT_FINE)
}

fn write(bytes: &[u8]) -> Result<i32> {
    match io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(super::exit::EXIT_PIPE),
        written => written.context("standard output takes nothing").map(|()| EXIT_FINE),
    }
}
