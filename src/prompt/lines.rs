//! The prompt without a line editor: a pipe, a file, a dumb terminal. Prints what `node -i` prints there.

use std::io::{self, BufRead, BufReader};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::commands::{Dot, interrupts, is_command};
use super::listener::Listener;
use super::signs::{LEAVING, PROMPT};
use super::talk::{Next, Talk};
use crate::paint::Streams;
use engine::session::{Completeness, Session, completeness};
use pool::styled::{Role, Styled};

/// How often Ctrl-C is looked for while nothing is typed.
const GLANCE: Duration = Duration::from_millis(50);

/// Answers standard input line by line; `person` is there where it is a terminal.
pub fn on_lines(session: Session, mut streams: Streams, person: bool, listener: Option<Listener>) -> Result<i32> {
    let banner = if person {
        session.banner()
    } else {
        format!("Welcome to Node.js v{}.\nType \".help\" for more information.", session.release()).into()
    };
    if let Some(listener) = listener.as_ref().filter(|_| !person) {
        // A program reads this prompt, and it wants what Node prints.
        let mut greeting = listener.greeting.clone();
        streams.err(greeting.plain("\n"));
    }
    let mut talk = Talk::new(session, streams, person, listener);
    talk.say(&banner);
    let code = if person {
        talk.greet();
        let typed = typed();
        run(&mut talk, |talk| listen(talk, &typed))?
    } else {
        let mut input = BufReader::new(io::stdin().lock());
        run(&mut talk, |talk| {
            if input.buffer().is_empty() {
                talk.flush();
            }
            next(&mut input)
        })?
    };
    if person {
        talk.say(&Styled::new());
    }
    talk.flush();
    Ok(code)
}

/// What comes from standard input.
enum Input {
    Line(Vec<u8>),
    /// Ctrl-C.
    Interrupt,
    End,
}

fn next(input: &mut impl BufRead) -> io::Result<Input> {
    let mut line = Vec::new();
    let count = input.read_until(b'\n', &mut line)?;
    Ok(if count == 0 { Input::End } else { Input::Line(line) })
}

/// The lines somebody types, read beside the prompt, which has an eye on Ctrl-C.
fn typed() -> Receiver<io::Result<Input>> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let line = next(&mut input);
            let last = !matches!(line, Ok(Input::Line(_)));
            if sender.send(line).is_err() || last {
                break;
            }
        }
    });
    lines
}

fn listen(talk: &Talk, lines: &Receiver<io::Result<Input>>) -> io::Result<Input> {
    loop {
        match lines.recv_timeout(GLANCE) {
            Ok(line) => return line,
            Err(RecvTimeoutError::Timeout) if talk.session.take_interrupt() => return Ok(Input::Interrupt),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Input::End),
        }
    }
}

/// Reads entries until the input ends or one of them leaves.
fn run(talk: &mut Talk, mut read: impl FnMut(&Talk) -> io::Result<Input>) -> Result<i32> {
    let continuation = talk.session.continuation().to_owned();
    let mut pending = String::new();
    let mut warned = false;
    loop {
        let gutter = if pending.is_empty() { PROMPT } else { &continuation };
        let mut prompt = Styled::new();
        prompt.push(Role::Prompt, gutter);
        talk.write(&prompt);
        let line = match read(talk).context("standard input cannot be read")? {
            Input::Line(line) => line,
            Input::End => return Ok(0),
            Input::Interrupt if warned => return Ok(0),
            Input::Interrupt => {
                warned = pending.is_empty();
                pending.clear();
                talk.say(&if warned { format!("\n{LEAVING}") } else { String::new() }.into());
                continue;
            }
        };
        warned = false;
        let text = String::from_utf8_lossy(&line);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let next = if pending.is_empty() {
            if text.trim().is_empty() {
                continue;
            }
            if !is_command(text) && completeness(text) == Completeness::Incomplete {
                text.clone_into(&mut pending);
                pending.push('\n');
                continue;
            }
            talk.enter(text)
        } else if interrupts(text) {
            if Dot::parse(text) == Some(Dot::Break) {
                pending.clear();
            }
            talk.enter(text)
        } else {
            pending.push_str(text);
            if completeness(&pending) == Completeness::Incomplete {
                pending.push('\n');
                continue;
            }
            talk.enter(&std::mem::take(&mut pending))
        };
        match next {
            Next::GoOn => {}
            // Node knows `.editor` at a terminal only.
            Next::Editor => talk.say(&"Invalid REPL keyword".into()),
            Next::Leave(code) => return Ok(code),
        }
    }
}
