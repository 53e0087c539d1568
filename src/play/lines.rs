//! A show where no cursor can be moved: a dumb terminal, a pipe, a file. What is shown is the same, line after line.

use std::io::{self, BufRead};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::layout::wrap;
use super::scenes::{Drawing, Memory, Scene};
use super::show::{Key, Phase, Show};
use crate::paint::Streams;
use pool::styled::{Role, Styled};

/// Shows `show` in lines of `columns` columns. With `person`, Enter goes on and letters are keys; without, nothing waits.
/// True where `stop` ended it.
pub fn watch_lines(
    show: &mut Show,
    columns: u16,
    person: bool,
    streams: &mut Streams,
    stop: &AtomicBool,
) -> io::Result<bool> {
    let mut memory = Memory::default();
    let mut input = io::stdin().lock();
    let width = usize::from(columns).max(1);
    while show.answered() < show.count() {
        if stop.load(Ordering::Relaxed) {
            return Ok(true);
        }
        if streams.broken().is_some() {
            break;
        }
        if person && !show.settings.auto {
            match ask(show, &mut memory, columns, streams, &mut input)? {
                Answer::Leave => return Ok(false),
                Answer::Again => continue,
                Answer::Next => {}
            }
        }
        let before = show.answered();
        let wait = person && show.settings.auto;
        let mut part = Part::Both;
        // One statement, whatever is in it.
        while show.answered() == before {
            if wait && !matches!(show.phase(), Phase::Typing(_)) {
                thread::sleep(show.wait().unwrap_or_default());
            }
            if stop.load(Ordering::Relaxed) {
                return Ok(true);
            }
            match show.phase() {
                Phase::Held if person && !show.settings.auto => {
                    print(show.scene(before), width, streams, Part::Statement);
                    part = Part::Answer;
                    let mut line = String::new();
                    if input.read_line(&mut line)? == 0 {
                        return Ok(false);
                    }
                    show.press(Key::Next)
                }
                _ => show.press(Key::Next),
            };
        }
        print(show.scene(before), width, streams, part);
        if show.settings.map && !person {
            draw(&memory.after(show.scenes(), show.ran(), columns), width, false, streams);
        }
    }
    streams.flush();
    Ok(false)
}

enum Answer {
    Next,
    Again,
    Leave,
}

fn ask(
    show: &mut Show,
    memory: &mut Memory,
    columns: u16,
    streams: &mut Streams,
    input: &mut impl BufRead,
) -> io::Result<Answer> {
    let mut prompt = Styled::new();
    prompt.push(
        Role::Dim,
        format!("[{}/{}  Enter next, b back, m map, 1-9 marks, q leave] ", show.answered(), show.count()),
    );
    streams.out(&prompt);
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(Answer::Leave);
    }
    match line.trim().chars().next() {
        None => return Ok(Answer::Next),
        Some('q') => return Ok(Answer::Leave),
        Some('m') => draw(&memory.after(show.scenes(), show.ran(), columns), usize::from(columns), true, streams),
        Some('b') => {
            show.press(Key::Back);
        }
        Some(c @ '1'..='9') => {
            show.press(Key::Mark(c as usize - '0' as usize));
        }
        Some(_) => {}
    }
    Ok(Answer::Again)
}

fn draw(drawing: &Drawing, width: usize, map: bool, streams: &mut Streams) {
    let changed = wrap(&drawing.changed, width).into_iter().skip(1);
    let map = if map { wrap(&drawing.map, width) } else { Vec::new() };
    for line in map.into_iter().chain(changed) {
        streams.line(&line);
    }
}

/// What of a statement is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Statement,
    Answer,
    Both,
}

fn print(scene: Option<&Scene>, width: usize, streams: &mut Streams, part: Part) {
    let Some(scene) = scene else { return };
    let mut text = Styled::new();
    if part != Part::Answer {
        for say in &scene.own.say {
            text.push(Role::Strong, say).plain("\n");
        }
        for comment in &scene.own.comments {
            text.plain(comment).plain("\n");
        }
        for (index, line) in scene.source.split('\n').enumerate() {
            text.push(Role::Prompt, if index == 0 { "> " } else { "... " }).plain(line).plain("\n");
        }
    }
    if part != Part::Statement {
        text.append(scene.shown.clone());
    }
    for line in wrap(&text, width) {
        streams.line(&line);
    }
}
