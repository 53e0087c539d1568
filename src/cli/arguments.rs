//! The commands and their options, as clap reads them; those all of them share are `machine`'s. Not what they do.

use std::time::Duration;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::machine::MachineOptions;
use super::values::{code, size, speed, time_or_none};
use crate::live::Address;
use crate::play::listed;
use crate::replay::Format;
use engine::session;

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
    /// The transcript, a Markdown file with transcript fences, or a folder of them
    #[arg(value_name = "FILE", required_unless_present = "playground")]
    pub file: Option<String>,
    /// Where it goes: a page (PAGE.html), a figure (FIGURE.svg), for a folder another folder; `-` is standard output
    #[arg(short, long, value_name = "PAGE.html", required_unless_present = "cast")]
    pub output: Option<String>,
    /// The engine as WebAssembly: with it what is exported can be typed on
    #[arg(long, value_name = "FILE.wasm")]
    pub engine: Option<String>,
    /// Only the slabs after step N, as SVG
    #[arg(long, value_name = "N", conflicts_with = "cast")]
    pub figure: Option<usize>,
    /// A page with a prompt and the lessons; wants the engine
    #[arg(long, conflicts_with_all = ["file", "cast", "figure"])]
    pub playground: bool,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Arguments {
        Arguments::try_parse_from([&["slabscope"], words].concat()).expect("these words are right")
    }

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_version_names_every_profile() {
        assert!(VERSION.contains(&format!("profiles: {} (", session::Session::profile_names().join(" "))), "{VERSION}");
    }

    #[test]
    fn a_file_takes_everything_after_it() {
        let arguments = parsed(&["--node", "18", "x.js", "replay", "-e", "--node", "20"]);
        assert!(arguments.command.is_none());
        assert_eq!(arguments.program.words, ["x.js", "replay", "-e", "--node", "20"]);
        assert_eq!(arguments.machine.node, ["18"]);
        assert_eq!(parsed(&["./replay"]).program.words, ["./replay"]);
    }

    #[test]
    fn options_stand_before_or_after_a_command() {
        for words in [["--node", "18,20", "replay", "x"], ["replay", "x", "--node", "18,20"]] {
            let arguments = parsed(&words);
            assert!(matches!(arguments.command, Some(Command::Replay(_))));
            assert_eq!(arguments.machine.node, ["18", "20"]);
        }
    }

    #[test]
    fn code_takes_arguments_and_may_begin_with_a_dash() {
        let arguments = parsed(&["-p", "-1", "a", "--b"]);
        assert_eq!(arguments.program.print.as_deref(), Some("-1"));
        assert_eq!(arguments.program.words, ["a", "--b"]);
    }
}
