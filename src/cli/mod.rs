//! The command line: from words to a session and from its answers to an exit code. Not what is said in between: that is
//! the rooms' own.

mod arguments;
mod clock;
mod document;
mod exit;
mod export;
mod interrupt;
mod live;
mod machine;
mod play;
mod replay;
mod script;
mod settings;
mod shell;
mod stack;
mod values;

use std::ffi::OsString;
use std::thread;

use clap::Parser;
use clap::error::ErrorKind;

pub use clock::stopwatch;
pub use stack::STACK;

use arguments::{Arguments, Command};
use engine::rescue;
use exit::{EXIT_BUG, EXIT_FINE, EXIT_PIPE, EXIT_USAGE};

/// Keeps a panic's own report off the screen, unless `RUST_BACKTRACE` asks for it.
fn quieten() {
    if std::env::var_os("RUST_BACKTRACE").is_none_or(|value| value == "0") {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

/// Does what the command line asks for and returns the exit code.
pub fn main(words: Vec<OsString>) -> i32 {
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked = error.kind() == ErrorKind::DisplayHelp;
            let error =
                if asked { Arguments::documented().try_get_matches_from(words).err().unwrap_or(error) } else { error };
            if error.use_stderr() {
                complain(&in_one_line(&error.to_string()));
                return EXIT_USAGE;
            }
            // Help and version arrive as errors, too.
            return match error.print() {
                Ok(()) => EXIT_FINE,
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => EXIT_PIPE,
                Err(error) => {
                    complain(&format!("standard output takes nothing: {error}"));
                    EXIT_USAGE
                }
            };
        }
    };
    quieten();
    let work = move || match arguments.command {
        Some(_) if arguments.program.live.is_some() => Err(anyhow::anyhow!(script::LIVE_ALONE)),
        Some(Command::Replay(replay)) => replay::run(&replay, &arguments.machine),
        Some(Command::Play(asked)) => play::run(&asked, &arguments.machine),
        Some(Command::Learn(asked)) => play::learn(&asked, &arguments.machine),
        Some(Command::Export(asked)) => export::run(&asked, &arguments.machine),
        Some(Command::Completions(asked)) => shell::completions(&asked),
        Some(Command::Man) => shell::manual(),
        Some(Command::Profiles) => shell::profiles(&arguments.machine),
        None => script::run(&arguments.program, &arguments.machine),
    };
    let result = match thread::Builder::new().stack_size(STACK).spawn(work) {
        Ok(running) => running.join(),
        Err(error) => Ok(Err(anyhow::anyhow!("no thread with a stack of {STACK} bytes is to be had: {error}"))),
    };
    match result {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            complain(&format!("{error:#}"));
            EXIT_USAGE
        }
        Err(payload) => {
            complain(&rescue::paragraph(&rescue::message(&*payload)));
            EXIT_BUG
        }
    }
}

/// A usage error without the page around it.
fn in_one_line(text: &str) -> String {
    let said = text.split("\nUsage:").next().unwrap_or(text).split("\nFor more information").next().unwrap_or(text);
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut line = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let mut tipped = false;
    for more in lines {
        match more.strip_prefix("tip: ") {
            Some(_) if tipped => {}
            Some(tip) => {
                line.push_str("; ");
                line.push_str(tip);
                tipped = true;
            }
            None => {
                line.push(' ');
                line.push_str(more);
            }
        }
    }
    line.push_str(" (slabscope --help shows what there is)");
    line
}

/// One line on standard error.
fn complain(text: &str) {
    use std::io::{IsTerminal as _, Write as _};
    let mut err = std::io::stderr();
    let said = if err.is_terminal() { crate::paint::shown(text, false) } else { text.into() };
    // Where standard error is gone there is nobody left to tell.
    let _ = writeln!(err, "slabscope: {said}");
}
