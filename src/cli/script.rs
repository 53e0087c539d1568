//! Running a program: a file, `-e`, `-p`, standard input, or the prompt where none is given. Not the prompt itself.

use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::path::{Component, Path};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, anyhow, bail};

use super::arguments::Program;
use super::exit::{EXIT_BUG, EXIT_DIFFERENT, EXIT_FINE, EXIT_INTERRUPTED};
use super::machine::MachineOptions;
use super::settings::{self, Settings};
use super::{interrupt, live};
use crate::file;
use crate::paint::{Choice, Streams, Theme};
use crate::prompt;
use crate::system;
use engine::rescue;
use engine::session::{FileInput, Options, Outcome, Session, Sink, Stream, Way};
use pool::styled::Styled;

/// What is said where there is nothing to follow.
pub const LIVE_ALONE: &str =
    "--live follows a prompt, not code, a file or a command; where standard input is no terminal, -i opens a prompt";

/// Runs what `program` names.
pub fn run(program: &Program, machine: &MachineOptions) -> Result<i32> {
    machine.one_version()?;
    let words = program.words.as_slice();
    let runs_code = program.print.is_some() || program.eval.is_some() || !words.is_empty();
    if program.live.is_some() && (runs_code || !(program.interactive || io::stdin().is_terminal())) {
        bail!(LIVE_ALONE);
    }
    if let Some(code) = program.print.as_ref().or(program.eval.as_ref()) {
        if program.interactive {
            bail!("-i opens the prompt without code: run the code first, or type it");
        }
        let way = if program.print.is_some() { Way::Print } else { Way::Eval };
        return script(machine, way, "[eval]", code.clone().into_bytes(), words);
    }
    if program.interactive && words.is_empty() {
        return open_prompt(program, machine);
    }
    match words {
        [file, rest @ ..] if file != "-" => {
            let (way, source) = read(Path::new(file), machine)?;
            script(machine, way, file, source, rest)
        }
        [] if io::stdin().is_terminal() => open_prompt(program, machine),
        _ => {
            let way = if stdin_is_file() { Way::StdinFile } else { Way::StdinPipe };
            let source = file::read_all(io::stdin().lock(), most(machine));
            let source = source.map_err(|error| unread("standard input", machine, error))?;
            script(machine, way, "[stdin]", source, words.get(1..).unwrap_or_default())
        }
    }
}

/// How long a program's text may be: it is there several times while it is read.
fn most(machine: &MachineOptions) -> u64 {
    machine.max_memory / 4
}

fn unread(name: &str, machine: &MachineOptions, error: io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::FileTooLarge => {
            anyhow!("{name}: longer than {} bytes, a fourth of --max-memory", most(machine))
        }
        _ => anyhow::Error::from(error).context(format!("{name} cannot be read")),
    }
}

/// A script and how its name says it is to be run.
fn read(path: &Path, machine: &MachineOptions) -> Result<(Way, Vec<u8>)> {
    let way = match path.extension().and_then(|extension| extension.to_str()) {
        Some("mjs") => Way::Module,
        _ => Way::CommonJs,
    };
    let source = match file::read(path, most(machine)) {
        Ok(source) => source,
        Err(error) if error.kind() == io::ErrorKind::NotFound => bail!("{}: no such file", file::shown(path)),
        Err(_) if path.is_dir() => bail!("{}: this is a folder; `slabscope replay` takes one", file::shown(path)),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            return Err(unread(&file::shown(path), machine, error));
        }
        Err(error) => return Err(error).with_context(|| file::shown(path)),
    };
    if path.extension().is_some_and(|extension| extension == "transcript") {
        bail!("{}: this is a transcript; `slabscope replay` runs it", file::shown(path));
    }
    Ok((way, source))
}

/// Whether standard input is a file, as in `slabscope < file`: Node's pool begins elsewhere then.
fn stdin_is_file() -> bool {
    system::input().and_then(|input| input.metadata()).is_ok_and(|metadata| metadata.is_file())
}

fn open_prompt(program: &Program, machine: &MachineOptions) -> Result<i32> {
    let stdin = io::stdin();
    // A prompt on a pipe is a program's, which should not meet what somebody likes.
    let settings = if stdin.is_terminal() { settings::read()? } else { Settings::default() };
    let mut wanted = machine.wanted();
    if wanted.color == Choice::Auto {
        wanted.color = settings.color.unwrap_or_default();
    }
    if wanted.theme == Theme::Auto {
        wanted.theme = settings.theme;
    }
    let mut streams = Streams::standard(wanted);
    for warning in &settings.warnings {
        streams.err(&format!("slabscope: {warning}\n").into());
    }
    let terminal = stdin.is_terminal();
    let way = match terminal {
        true => Way::Terminal,
        false if stdin_is_file() => Way::PromptFile,
        false => Way::PromptPipe,
    };
    // A line editor needs a terminal on both sides, and one that can move its cursor.
    let edited = terminal && streams.is_terminal() && !std::env::var("TERM").is_ok_and(|term| is_plain(&term));
    let mut options = machine.options(way);
    (options.copies, options.clears) = (machine.copies(), edited);
    if let (true, true, Some(profile)) = (machine.node.is_empty(), machine.profile.is_none(), settings.profile) {
        options.profile = profile;
    }
    if streams.is_terminal() {
        options.width = terminal_size::terminal_size().map_or(options.width, |(width, _)| width.0.max(20));
    }
    let (hand, back) = (streams.hand(), prompt::give_back());
    options.interrupt = Some(interrupt::watch_prompt(move || {
        hand();
        back();
    }));
    let mut session = session(options, &streams)?;
    if machine.restricted {
        session.restrict();
    }
    let listener = match program.live {
        Some(address) => Some(live::open(address, &mut session, &mut streams)?),
        None => None,
    };
    if edited {
        let mut habits = settings.habits;
        if program.no_history {
            habits.history = 0;
        }
        // Where there is no shell to go on, nothing happens.
        let signals = prompt::Signals { suspend: || drop(interrupt::pause()), resized: interrupt::resized };
        prompt::at_terminal(session, streams, habits, signals, listener)
    } else {
        prompt::on_lines(session, streams, terminal, listener)
    }
}

/// Whether a terminal of this name only prints: those the line editor leaves alone.
fn is_plain(term: &str) -> bool {
    ["dumb", "cons25", "emacs"].iter().any(|plain| term.eq_ignore_ascii_case(plain))
}

fn session(mut options: Options, streams: &Streams) -> Result<Session> {
    options.colors = streams.ink().paints();
    let mut session = Session::new(options)?;
    // A clock before 1970 is as good as none.
    session.start_clock(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0));
    Ok(session)
}

/// The full name and the text of a module in the script's folder, as who asks for it names it. They are only read.
fn beside(folder: &Path, referrer: &str, specifier: &str) -> Option<(String, String)> {
    let bare = |name: &str| name.strip_prefix("file://").unwrap_or(name).to_owned();
    let mut path = Path::new(&bare(referrer)).parent()?.to_path_buf();
    for part in Path::new(&bare(specifier)).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
    }
    let text = path.starts_with(folder).then(|| std::fs::read_to_string(&path).ok())??;
    Some((format!("file://{}", path.display()), text))
}

/// Runs a script from its first to its last statement.
fn script(machine: &MachineOptions, way: Way, name: &str, source: Vec<u8>, arguments: &[String]) -> Result<i32> {
    let streams = Streams::standard(machine.wanted());
    let mut options = machine.options(way);
    options.copies = machine.copies();
    let path = match way {
        Way::CommonJs | Way::Module => {
            let absolute = std::path::absolute(name).with_context(|| name.to_owned())?;
            absolute.to_string_lossy().into_owned()
        }
        _ => name.to_owned(),
    };
    let is_file = matches!(way, Way::CommonJs | Way::Module);
    let folder = Path::new(&path).parent().filter(|_| is_file).map(Path::to_path_buf);
    options.file = Some(FileInput { name: name.to_owned(), path, source });
    options.arguments = arguments.to_vec();
    let stop = interrupt::watch(streams.hand());
    options.interrupt = Some(Arc::clone(&stop));
    let mut session = session(options, &streams)?;
    let streams = Rc::new(RefCell::new(streams));
    session.on_output(sink(&streams, stop));
    if let Some(folder) = folder {
        session.find_modules(move |referrer, specifier| beside(&folder, referrer, specifier));
    }
    let reply = rescue::answer(|| session.run_script());
    let mut streams = streams.borrow_mut();
    for (stream, text) in &reply.printed {
        print(&mut streams, *stream, text);
    }
    let code = match (&reply.outcome, &reply.answer) {
        (Outcome::Thrown { .. } | Outcome::Incomplete, answer) => {
            if let Some(answer) = answer {
                streams.err(&with_newline(answer));
            }
            EXIT_DIFFERENT
        }
        (Outcome::Exit(code), _) => *code,
        (Outcome::Interrupted, answer) => {
            // Where nobody reads any more, nobody is told.
            if let Some(answer) = answer.as_ref().filter(|_| streams.broken().is_none()) {
                streams.err(&with_newline(answer));
            }
            EXIT_INTERRUPTED
        }
        (Outcome::Bug(text), _) => {
            streams.err(&format!("slabscope: {}\n", rescue::paragraph(text)).into());
            EXIT_BUG
        }
        (Outcome::Value | Outcome::Undefined | Outcome::Command, answer) => {
            if let Some(answer) = answer.as_ref().filter(|_| way == Way::Print) {
                streams.line(answer);
            }
            EXIT_FINE
        }
    };
    for (stream, text) in &reply.later {
        print(&mut streams, *stream, text);
    }
    // The process ends: its memory goes as a whole.
    std::mem::forget(session);
    streams.end(code)
}

/// Console output as it happens; where nobody reads it any more the program stops.
fn sink(streams: &Rc<RefCell<Streams>>, stop: Arc<AtomicBool>) -> Sink {
    let streams = Rc::clone(streams);
    Box::new(move |stream, text| {
        let mut streams = streams.borrow_mut();
        print(&mut streams, stream, text);
        if streams.broken().is_some() {
            stop.store(true, Ordering::Relaxed);
        }
    })
}

fn print(streams: &mut Streams, stream: Stream, text: &Styled) {
    match stream {
        Stream::Out => streams.console_out(text),
        Stream::Err => streams.console_err(text),
    }
}

fn with_newline(text: &Styled) -> Styled {
    let mut text = text.clone();
    text.plain("\n");
    text
}
