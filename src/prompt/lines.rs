//! The prompt without a line editor: a pipe, a file, a dumb terminal. Prints what `node -i` prints there.

use std::io::{self, BufRead, BufReader};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::entries::interrupts;
use super::listener::Listener;
use super::signs::{LEAVING, PROMPT};
use super::talk::{Next, Talk};
use crate::paint::Streams;
use engine::session::{Act, Completeness, Input, Session};
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
        run(&mut talk, true, |talk| listen(talk, &typed))?
    } else {
        let mut input = BufReader::new(io::stdin().lock());
        run(&mut talk, false, |talk| {
            if input.buffer().is_empty() {
                talk.flush();
            }
            next(&mut input)
        })?
    };
    if person {
        talk.say(&Styled::new());
    }
    talk.end(code)
}

/// What comes from standard input.
enum Read {
    Line(Vec<u8>),
    /// Ctrl-C.
    Interrupt,
    End,
}

fn next(input: &mut impl BufRead) -> io::Result<Read> {
    let mut line = Vec::new();
    let count = input.read_until(b'\n', &mut line)?;
    Ok(if count == 0 { Read::End } else { Read::Line(line) })
}

/// The lines somebody types, read beside the prompt, which has an eye on Ctrl-C.
fn typed() -> Receiver<io::Result<Read>> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let line = next(&mut input);
            let last = !matches!(line, Ok(Read::Line(_)));
            if sender.send(line).is_err() || last {
                break;
            }
        }
    });
    lines
}

fn listen(talk: &Talk, lines: &Receiver<io::Result<Read>>) -> io::Result<Read> {
    loop {
        match lines.recv_timeout(GLANCE) {
            Ok(line) => return line,
            Err(RecvTimeoutError::Timeout) if talk.session.take_interrupt() => return Ok(Read::Interrupt),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(Read::End),
        }
    }
}

/// Reads entries until the input ends or one of them leaves.
fn run(talk: &mut Talk, person: bool, mut read: impl FnMut(&Talk) -> io::Result<Read>) -> Result<i32> {
    let continuation = talk.session.continuation().to_owned();
    let mut pending = String::new();
    let mut warned = false;
    loop {
        let gutter = if pending.is_empty() { PROMPT } else { &continuation };
        let mut prompt = Styled::new();
        prompt.push(Role::Prompt, gutter);
        talk.write(&prompt);
        let line = match read(talk).context("standard input cannot be read")? {
            Read::Line(line) => line,
            Read::End => return Ok(0),
            Read::Interrupt if warned => return Ok(0),
            Read::Interrupt => {
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
        let asked = if pending.is_empty() { None } else { interrupts(text) };
        let input = if let Some(asked) = asked {
            if asked.act() == Some(Act::Break) {
                pending.clear();
            }
            Input::read(text)
        } else if pending.is_empty() && text.trim().is_empty() {
            continue;
        } else {
            pending.push_str(text);
            let text = std::mem::take(&mut pending);
            if person { Input::typed(text) } else { Input::read(text) }
        };
        if input.completeness() == Completeness::Incomplete {
            pending = format!("{}\n", input.text());
            continue;
        }
        let next = talk.answer(input.into(), false);
        match next {
            Next::GoOn | Next::Pane(Some(false)) => {}
            // Node knows `.editor` at a terminal only.
            Next::Editor => talk.say(&"Invalid REPL keyword".into()),
            Next::Pane(_) => {
                talk.say(&"the pane needs a terminal that can move its cursor; .map draws the slabs".into());
            }
            Next::Learn(number) => talk.say(&format!("it takes all of a terminal: slabscope learn {number}").into()),
            Next::Leave(code) => return Ok(code),
        }
    }
}
