//! The prompt without a line editor: a pipe, a file, a dumb terminal. Prints what `node -i` prints there.

use std::io::{self, BufRead, BufReader};

use anyhow::{Context as _, Result};

use super::PROMPT;
use super::commands::{Dot, interrupts, is_command};
use super::listener::Listener;
use super::talk::{Next, Talk};
use crate::paint::Streams;
use crate::session::{Completeness, Session, completeness};
use crate::styled::{Role, Styled};

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
    let mut talk = Talk::new(session, streams, listener);
    talk.say(&banner);
    if person {
        talk.greet();
    }
    let code = run(&mut talk, &mut BufReader::new(io::stdin().lock()))?;
    if person {
        talk.say(&Styled::new());
    }
    talk.flush();
    Ok(code)
}

/// Reads entries until the input ends or one of them leaves.
fn run<R: io::Read>(talk: &mut Talk, input: &mut BufReader<R>) -> Result<i32> {
    let continuation = talk.session.continuation().to_owned();
    let mut pending = String::new();
    let mut line = Vec::new();
    loop {
        let gutter = if pending.is_empty() { PROMPT } else { &continuation };
        let mut prompt = Styled::new();
        prompt.push(Role::Prompt, gutter);
        talk.write(&prompt);
        if input.buffer().is_empty() {
            talk.flush();
        }
        line.clear();
        if input.read_until(b'\n', &mut line).context("standard input cannot be read")? == 0 {
            return Ok(0);
        }
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
