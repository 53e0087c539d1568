//! The options, as clap reads them. Not what they do.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::values::{bytes, bytes_u32, code, size, speed, time, time_or_none};
use crate::live::Address;
use crate::paint::{Choice, Theme, Wanted};
use crate::play::listed;
use crate::replay::Format;
use crate::system;
use engine::machine::Copies;
use engine::session::{self, Options, Way};

/// A prompt that answers Node.js Buffer expressions as Node would, and shows where the bytes are.
#[derive(Debug, Parser)]
#[command(
    name = "slabscope",
    version,
    long_version = VERSION,
    disable_help_subcommand = true,
    override_usage = "slabscope [OPTIONS] [FILE [ARGS]]\n       slabscope [OPTIONS] -e CODE [ARGS]\n       slabscope replay [OPTIONS] PATH...\n       slabscope play [OPTIONS] FILE",
    after_help = CODES,
    max_term_width = 100
)]
pub struct Arguments {
    #[command(flatten)]
    pub program: Program,
    #[command(flatten)]
    pub machine: MachineOptions,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const CODES: &str = "Without FILE it opens a prompt, or runs what comes on standard input. A file that is called as a command \
                     is: write ./replay for it.\n\n\
                     Exit codes: 0 nothing to complain about; 1 an uncaught error, or a difference; 2 wrong usage, or \
                     something unreadable; 70 slabscope's own mistake; 130 interrupted; 141 the reader of the output has left; \
                     process.exit(N) chooses its own.";

impl Arguments {
    /// The definition with all that the manual tells: too much to be put together where nobody reads it.
    pub fn documented() -> clap::Command {
        Self::command().after_long_help(notes())
    }
}

/// The same with the keys of the prompt, its settings and the lessons, as the prompt itself tells them.
fn notes() -> String {
    let mut text = CODES.to_owned();
    for topic in ["keys", "settings"] {
        let Some(entry) = session::about("topic", topic) else { continue };
        text.push_str(&format!("\n\nAt the prompt, ?{topic}: {}", entry.line));
        for (what, words) in entry.rows() {
            text.push_str(&format!("\n  {what:<16}{words}"));
        }
    }
    text.push_str("\n\nLessons, with slabscope learn N or .learn N at the prompt:");
    listed().lines().for_each(|line| text.push_str(&format!("\n  {line}")));
    text
}

/// What is run.
#[derive(Args, Debug)]
pub struct Program {
    /// Run CODE
    #[arg(short = 'e', long = "eval", value_name = "CODE", conflicts_with = "print", allow_hyphen_values = true, value_parser = code())]
    pub eval: Option<String>,
    /// Run CODE and print its value
    #[arg(short = 'p', long = "print", value_name = "CODE", allow_hyphen_values = true, value_parser = code())]
    pub print: Option<String>,
    /// Open the prompt even if standard input is no terminal
    #[arg(short = 'i', long = "interactive")]
    pub interactive: bool,
    /// Keep nothing of what is typed for the next prompt
    #[arg(long)]
    pub no_history: bool,
    /// Serve a page that follows this prompt, to this machine alone unless ADDR says otherwise (as :8123, 0.0.0.0:8123)
    #[arg(
        long,
        value_name = "ADDR",
        num_args = 0..=1,
        default_missing_value = "127.0.0.1:0",
        value_parser = Address::parse
    )]
    pub live: Option<Address>,
    /// A script (.js, .cjs or .mjs; - is standard input) and its arguments
    #[arg(value_name = "FILE [ARGS]", trailing_var_arg = true)]
    pub words: Vec<String>,
}

/// What is done instead of running a program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run transcripts and compare what comes back
    #[command(after_help = REPLAY_CODES)]
    Replay(Replay),
    /// Show a transcript to a class: typed, answered, with the slabs beside it
    #[command(after_help = PLAY_KEYS)]
    Play(Play),
    /// List the lessons, or show one
    #[command(after_help = PLAY_KEYS)]
    Learn(Learn),
    /// Turn a transcript into one web page that shows every step, or into a recording
    Export(Export),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
    /// Print what was measured of the pool, release by release
    Profiles,
}

/// The options of `completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// bash, zsh, fish or powershell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `--version`; `-V` is the first line without the profiles.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nprofiles: classic node18 node19 node20 node21 node22 node23 node24 node25 node26 (slabscope profiles tells their facts)"
);

const REPLAY_CODES: &str = "Exit code: 0 all equal, 1 a difference, 2 unreadable or wrong usage, 130 interrupted.\n\
                            In a transcript `> ` begins an entry, `... ` or `| ` continues it, `! NAME` says what it throws; \
                            [..] is any text, [...] any lines, [..x] captures, [..=x+8] compares; `# ` is a comment, \
                            `#: key value` a directive.";

const PLAY_KEYS: &str = "Keys: space or Enter next, b back, m slabs, + - speed, 1 to 9 marks (`#: say`, or comments where \
                         nothing is said), n p next and previous mark, Home End, ? all of them, q leave.\n\
                         Directives: `#: say TEXT` says something before an entry, `#: pause` waits before its answer, \
                         `#: delay 2` waits before it under --auto, `#: hide` runs it unseen.";

/// The options of `play`.
#[derive(Args, Debug)]
pub struct Play {
    /// The transcript, or a Markdown file with transcript fences
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Go on without keys
    #[arg(long)]
    pub auto: bool,
    #[command(flatten)]
    pub pace: Pace,
}

/// The options of `learn`.
#[derive(Args, Debug)]
pub struct Learn {
    /// Its number, or a part of its title
    #[arg(value_name = "LESSON")]
    pub lesson: Option<String>,
    /// Go on without keys
    #[arg(long)]
    pub auto: bool,
    #[command(flatten)]
    pub pace: Pace,
}

/// How fast a transcript is shown, to people or in a recording.
#[derive(Args, Debug)]
pub struct Pace {
    /// Between two typed characters; 0 types a statement at once
    #[arg(long, value_name = "TIME", value_parser = time_or_none, default_value = "45ms")]
    pub typing: Duration,
    /// Everything this many times as fast, 0.25 to 8
    #[arg(long, value_name = "FACTOR", value_parser = speed, default_value = "1")]
    pub speed: f64,
    /// Wait before each answer, too
    #[arg(long)]
    pub step: bool,
    /// Without the slabs
    #[arg(long)]
    pub no_map: bool,
}

/// The options of `export`.
#[derive(Args, Debug)]
pub struct Export {
    /// The transcript
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Where the page goes; `-` is standard output
    #[arg(short, long, value_name = "PAGE.html", required_unless_present = "cast")]
    pub output: Option<String>,
    /// Where a recording of the show goes (asciinema's format, version 2)
    #[arg(long, value_name = "FILE.cast")]
    pub cast: Option<String>,
    /// Write over files that are there; never over FILE itself
    #[arg(long)]
    pub force: bool,
    /// The screen of the recording
    #[arg(long, value_name = "COLUMNSxROWS", value_parser = size, default_value = "120x30")]
    pub size: (u16, u16),
    #[command(flatten)]
    pub pace: Pace,
}

/// The options of `replay`.
#[derive(Args, Debug)]
pub struct Replay {
    /// Transcripts (*.transcript), Markdown files with transcript fences, folders, globs
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub rewriting: Rewriting,
    /// Stop at the first file that differs
    #[arg(long)]
    pub fail_fast: bool,
    /// Say nothing but what differs
    #[arg(short, long)]
    pub quiet: bool,
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// What `replay` does about differences.
#[derive(Args, Debug)]
pub struct Rewriting {
    /// Write what really came back into the files
    #[arg(long)]
    pub update: bool,
    /// With --update: only show what it would change; exit code 1 where there is anything
    #[arg(long, requires = "update")]
    pub dry_run: bool,
}

/// `--format`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReportFormat {
    /// For a person
    Human,
    /// Test Anything Protocol, version 14
    Tap,
    /// `JUnit`'s XML, for build servers
    Junit,
    /// One JSON object
    Json,
    /// Annotations of GitHub workflows
    Github,
}

impl ReportFormat {
    /// The same, as transcripts know it.
    pub fn format(self) -> Format {
        match self {
            Self::Human => Format::Human,
            Self::Tap => Format::Tap,
            Self::Junit => Format::Junit,
            Self::Json => Format::Json,
            Self::Github => Format::Github,
        }
    }
}

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

#[cfg(test)]
#[path = "arguments_tests.rs"]
mod tests;
