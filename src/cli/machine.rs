//! The options of the simulated machine, as clap reads them: what every command shares. Not what each command has besides.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::values::{bytes, bytes_u32, time};
use crate::paint::{Choice, Theme, Wanted};
use crate::system;
use engine::machine::Copies;
use engine::session::{self, Options, Way};

/// The options of the simulated machine.
#[derive(Args, Debug)]
#[command(next_help_heading = "Machine")]
pub struct MachineOptions {
    /// Follow this Node release: 18, 20, 22, 24, 26 or one of them in full; replay takes several
    #[arg(long, value_name = "VERSION", global = true, value_delimiter = ',', conflicts_with = "profile")]
    pub node: Vec<String>,
    /// Follow this profile
    #[arg(long, value_name = "NAME", global = true)]
    pub profile: Option<String>,
    /// Buffer.poolSize before the first statement
    #[arg(long, value_name = "BYTES", global = true, value_parser = bytes_u32)]
    pub pool_size: Option<u32>,
    /// Where the first pooled Buffer begins
    #[arg(long, value_name = "BYTES", global = true, value_parser = bytes_u32)]
    pub start_offset: Option<u32>,
    /// What a fresh slab holds
    #[arg(long, value_name = "WHAT", global = true, default_value = "recycled")]
    pub fresh: Fresh,
    /// Let what is printed to a file take bytes of the pool, as in Node; without it the numbers are those of a pipe
    #[arg(long, global = true)]
    pub drift: bool,
    /// The most memory a program may take (k, m and g are understood)
    #[arg(long, value_name = "BYTES", global = true, value_parser = bytes, default_value = "2g")]
    pub max_memory: u64,
    /// The most steps one entry may take
    #[arg(long, value_name = "STEPS", global = true)]
    pub max_steps: Option<u64>,
    /// The longest one entry may take, in seconds (ms is understood); 10 s in replay
    #[arg(long, value_name = "TIME", global = true, value_parser = time)]
    pub timeout: Option<Duration>,
    /// Open no files from the prompt: no .load, .save and .map --svg, no history. Transcripts never open any
    #[arg(long, global = true)]
    pub restricted: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: Color,
    /// Colours for which ground
    #[arg(long, value_name = "GROUND", global = true, default_value = "auto")]
    pub theme: Ground,
}

/// `--fresh`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Fresh {
    /// Freed memory comes back with its old bytes; what is new holds zeros, or rubbish where Node shows some
    Recycled,
    /// Zeros
    Zero,
    /// Reproducible noise
    Noise,
}

/// `--color`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// At a terminal, unless `NO_COLOR` is set
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// `--theme`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Ground {
    /// As `COLORFGBG` says; without it what can be read on any
    Auto,
    /// A light one
    Light,
    /// A dark one
    Dark,
    /// Any: no hues, only bold, underlined and reversed
    Contrast,
}

impl MachineOptions {
    /// The options of a session that is reached this way.
    pub fn options(&self, way: Way) -> Options {
        Options {
            pool_size: self.pool_size,
            start_offset: self.start_offset,
            fresh: match self.fresh {
                Fresh::Recycled => session::Fresh::Recycled,
                Fresh::Zero => session::Fresh::Zero,
                Fresh::Noise => session::Fresh::Noise,
            },
            max_memory: self.max_memory,
            max_steps: self.max_steps,
            timeout: self.timeout,
            watch: super::clock::stopwatch(),
            ..Options::new(self.forced().unwrap_or("classic"), way)
        }
    }

    /// Which standard streams are files, if that may show.
    pub fn copies(&self) -> Copies {
        if !self.drift {
            return Copies::default();
        }
        Copies { out: system::is_file(system::output()), err: system::is_file(system::error()) }
    }

    /// The profile the command line names, which holds whatever a transcript says.
    pub fn forced(&self) -> Option<&str> {
        self.node.first().or(self.profile.as_ref()).map(String::as_str)
    }

    /// Refuses several versions where only one program runs.
    pub fn one_version(&self) -> Result<()> {
        if self.node.len() > 1 {
            bail!("--node takes one version here; `replay` takes several");
        }
        Ok(())
    }

    /// `--color` and `--theme` as the painters know them.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            color: match self.color {
                Color::Auto => Choice::Auto,
                Color::Always => Choice::Always,
                Color::Never => Choice::Never,
            },
            theme: match self.theme {
                Ground::Auto => Theme::Auto,
                Ground::Light => Theme::Light,
                Ground::Dark => Theme::Dark,
                Ground::Contrast => Theme::Contrast,
            },
        }
    }
}
