//! Whether there are colours, and who decides it. Not which.

use crate::system;

/// Whether colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text alone.
    Never,
    /// ANSI colours.
    Ansi,
}

/// What `--color` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Colours at a terminal.
    #[default]
    Auto,
    /// Colours everywhere.
    Always,
    /// No colours.
    Never,
}

/// The parts of the environment that have a say about colour.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `NO_COLOR` (no-color.org): present and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` (bixense.com/clicolors): present, neither empty nor `0`.
    pub force: bool,
    /// `TERM` is `dumb`, or the console knows no escape codes.
    pub dumb: bool,
}

impl Surroundings {
    /// Read from the process's environment.
    pub fn read() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            dumb: set("TERM").is_some_and(|term| term == "dumb") || !system::obeys_escapes(),
        }
    }
}

impl Ink {
    /// The flag decides first, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a terminal reads it.
    pub fn decide(choice: Choice, surroundings: &Surroundings, terminal: bool) -> Self {
        let colours = match choice {
            Choice::Always => true,
            Choice::Never => false,
            Choice::Auto if surroundings.no_color => false,
            Choice::Auto if surroundings.force => true,
            Choice::Auto => terminal && !surroundings.dumb,
        };
        if colours { Self::Ansi } else { Self::Never }
    }
}
