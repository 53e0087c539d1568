//! What is on, as lines of a screen of any size: statements and answers, the slabs beside or below them, the keys.
//! Writes nothing.

use unicode_width::UnicodeWidthChar as _;

use super::scenes::{Drawing, Memory, Scene};
use super::show::{Phase, Show};
use crate::paint::plain;
use pool::styled::{Role, Styled};

/// Columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A whole screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Its lines from the top, at most as many as there are rows.
    pub lines: Vec<Styled>,
    /// Where the cursor stands, as column and row from 0; hidden where there is none.
    pub cursor: Option<(u16, u16)>,
}

/// From this many columns on the slabs stand beside the statements.
const WIDE: usize = 110;
/// Between the two.
const GAP: usize = 3;
/// The narrowest a map can be drawn.
const NARROWEST: usize = 20;

/// The screen of `show`, called `name`.
pub fn frame(show: &Show, memory: &mut Memory, name: &str, size: Size) -> Frame {
    let (columns, rows) = (usize::from(size.columns).max(1), usize::from(size.rows).max(1));
    // The last column stays free: some terminals begin a new line when it is written.
    let width = columns.saturating_sub(1).max(1);
    let body = rows.saturating_sub(2);
    let mut lines = vec![title(show, name, width)];
    let mut cursor = None;
    if show.help {
        lines.extend(help(show, width).into_iter().take(body));
    } else if !show.settings.map || width < NARROWEST || body < 6 {
        let (text, at) = statements(show, width, body);
        (lines, cursor) = (joined(lines, text), at);
    } else if width >= WIDE {
        let left = (width - GAP) * 9 / 20;
        let right = width - GAP - left;
        let (mut text, at) = statements(show, left, body);
        cursor = at;
        let drawing = memory.after(show.scenes(), show.ran(), right as u16);
        let slabs = slabs(&drawing, right, body);
        text.resize(text.len().max(slabs.len()), Styled::new());
        for (line, slab) in text.iter_mut().zip(slabs) {
            line.plain(" ".repeat((left + GAP).saturating_sub(width_of(line)))).append(slab);
        }
        lines.extend(text);
    } else {
        let drawing = memory.after(show.scenes(), show.ran(), width as u16);
        let below = slabs(&drawing, width, body / 2);
        let above = body - below.len() - usize::from(!below.is_empty());
        let (mut text, at) = statements(show, width, above);
        cursor = at;
        text.resize(body - below.len(), Styled::new());
        lines.extend(text);
        lines.extend(below);
    }
    lines.resize(rows - 1, Styled::new());
    lines.push(keys(show, width));
    if rows < 3 {
        lines.drain(..lines.len() - 1);
    }
    Frame { lines, cursor: cursor.map(|(column, row)| (column, row + 1)) }
}

fn joined(mut all: Vec<Styled>, more: Vec<Styled>) -> Vec<Styled> {
    all.extend(more);
    all
}

fn title(show: &Show, name: &str, width: usize) -> Styled {
    let profile = show.scenes().iter().take(show.ran().max(1)).rev().find_map(|scene| scene.fresh.as_ref());
    let profile = profile.map_or("", |options| options.profile.as_str());
    let rules = if profile.starts_with(|c: char| c.is_ascii_digit()) { "  node " } else { "  " };
    let mut line = Styled::new();
    line.push(Role::Strong, plain(name)).push(Role::Dim, rules).push(Role::Dim, profile);
    cut(&line, width)
}

fn keys(show: &Show, width: usize) -> Styled {
    let marks = show.marks().len();
    let marks = match marks {
        0 => String::new(),
        1 => "1 mark".to_owned(),
        marks => format!("1-{} marks", marks.min(9)),
    };
    let end = if show.answered() == show.count() { "end" } else { "space next" };
    let speed = format!("+ - speed {:.2}", show.settings.speed);
    let speed = speed.trim_end_matches('0').trim_end_matches('.');
    let mut text = format!("{}/{}", show.answered(), show.count());
    for part in [end, "b back", "q leave", "m map", &marks, speed, "? help"] {
        if !part.is_empty() && text.len() + 2 + part.len() <= width {
            text.push_str("  ");
            text.push_str(part);
        }
    }
    let mut line = Styled::new();
    line.push(Role::Dim, text);
    cut(&line, width)
}

fn help(show: &Show, width: usize) -> Vec<Styled> {
    const KEYS: [(&str, &str); 9] = [
        ("space, Enter", "next: type, answer"),
        ("b, Backspace", "back"),
        ("m", "slabs on or off"),
        ("+ -", "faster, slower"),
        ("1 to 9", "to a mark"),
        ("n p", "next mark, previous mark"),
        ("Home End", "beginning, end"),
        ("?", "this"),
        ("q, Ctrl-C", "leave"),
    ];
    let mut text = Styled::from("\n");
    for (key, what) in KEYS {
        text.push(Role::Strong, format!("{key:<14}")).plain(what).plain("\n");
    }
    for (index, (_, name)) in show.marks().iter().enumerate() {
        let line = format!("{}{:>2}  {}\n", if index == 0 { "\n" } else { "" }, index + 1, plain(name));
        text.plain(line);
    }
    wrap(&text, width)
}

/// The newest statements that fit, the one that is typed last; and the place of the cursor.
fn statements(show: &Show, width: usize, rows: usize) -> (Vec<Styled>, Option<(u16, u16)>) {
    let mut now = Vec::new();
    let mut typing = false;
    if let Some(scene) = show.scene(show.answered())
        && show.announced()
    {
        now = said(scene, width, show.answered() > 0);
        let count = match show.phase() {
            Phase::Typing(count) => Some(count),
            Phase::Held => Some(usize::MAX),
            Phase::Before | Phase::Said => None,
        };
        if let Some(count) = count {
            typing = true;
            now.extend(typed(scene, count, width));
        }
    }
    let cursor_column = typing.then(|| now.last().map_or(0, width_of));
    let mut lines = now.split_off(now.len().saturating_sub(rows));
    for place in (0..show.answered()).rev() {
        let room = rows - lines.len();
        if room == 0 {
            break;
        }
        let Some(scene) = show.scene(place) else { break };
        let mut block = said(scene, width, place > 0);
        block.extend(typed(scene, usize::MAX, width));
        block.extend(wrap(&scene.shown, width));
        if block.len() > rows && lines.is_empty() {
            // The newest answer begins where it can be read.
            let more = block.len() + 1 - rows;
            block.truncate(rows.saturating_sub(1));
            let mut note = Styled::new();
            note.push(Role::Dim, format!("... {more} more line{}", if more == 1 { "" } else { "s" }));
            block.push(cut(&note, width));
        }
        let mut kept = block.split_off(block.len().saturating_sub(room));
        kept.append(&mut lines);
        lines = kept;
    }
    let row = lines.len().saturating_sub(1) as u16;
    (lines, cursor_column.map(|column| (column as u16, row)))
}

/// What is said before a statement.
fn said(scene: &Scene, width: usize, apart: bool) -> Vec<Styled> {
    let mut text = Styled::new();
    if scene.fresh.is_some() && apart {
        text.push(Role::Dim, "(a fresh session)\n");
    }
    for say in &scene.own.say {
        text.push(Role::Strong, say).plain("\n");
    }
    for comment in &scene.own.comments {
        text.plain(comment).plain("\n");
    }
    if text.is_empty() {
        return Vec::new();
    }
    let mut lines = wrap_words(&text, width);
    if apart {
        lines.insert(0, Styled::new());
    }
    lines
}

/// The first `count` characters of a statement, behind its prompt.
fn typed(scene: &Scene, count: usize, width: usize) -> Vec<Styled> {
    let part: String = scene.source.chars().take(count).collect();
    let mut text = Styled::new();
    for (index, line) in part.split('\n').enumerate() {
        text.push(Role::Prompt, if index == 0 { "> " } else { "\n... " }).plain(line);
    }
    let mut lines = wrap(&text, width);
    // A blank just typed is seen only as the cursor's place.
    if let Some(last) = lines.last_mut()
        && width_of(last) >= width
    {
        lines.push(Styled::new());
    }
    lines
}

/// What changed, and the map as far as there is room.
fn slabs(drawing: &Drawing, width: usize, rows: usize) -> Vec<Styled> {
    let map = wrap_words(&drawing.map, width);
    if drawing.map.is_empty() || rows == 0 {
        return Vec::new();
    }
    // The statement itself, on the first line, is on the screen already.
    let mut changed = wrap_words(&drawing.changed, width);
    changed.drain(..changed.len().min(1));
    let most = rows.saturating_sub(map.len() + 1).max(rows / 3);
    let changed = shortened(changed, most);
    let mut lines = shortened(map, rows.saturating_sub(changed.len() + usize::from(!changed.is_empty())));
    if !changed.is_empty() {
        lines.push(Styled::new());
        lines.extend(changed);
    }
    lines.truncate(rows);
    lines
}

/// The first lines, and how many there are besides.
fn shortened(mut lines: Vec<Styled>, most: usize) -> Vec<Styled> {
    if lines.len() > most && most > 0 {
        let more = lines.len() + 1 - most;
        lines.truncate(most - 1);
        let mut note = Styled::new();
        note.push(Role::Dim, format!("... {more} more line{}", if more == 1 { "" } else { "s" }));
        lines.push(note);
    }
    lines.truncate(most);
    lines
}

/// How many columns a line takes.
fn width_of(line: &Styled) -> usize {
    line.runs.iter().flat_map(|(_, run)| run.chars()).map(|c| c.width().unwrap_or(0)).sum()
}

/// The beginning of a line.
fn cut(line: &Styled, width: usize) -> Styled {
    wrap(line, width).into_iter().next().unwrap_or_default()
}

/// The same, broken between words where a line has some.
fn wrap_words(text: &Styled, width: usize) -> Vec<Styled> {
    let mut whole = Styled::new();
    let mut column = 0;
    let mut blank = None;
    // Where a newline takes the place of a blank, by its place among all characters.
    let mut breaks = Vec::new();
    for (at, c) in text.runs.iter().flat_map(|(_, run)| run.chars()).enumerate() {
        match c {
            '\n' => (column, blank) = (0, None),
            c => {
                column += c.width().unwrap_or(0);
                if column > width
                    && let Some((place, after)) = blank.take()
                {
                    breaks.push(place);
                    column -= after;
                }
                if c == ' ' && column > width / 3 {
                    blank = Some((at, column));
                }
            }
        }
    }
    let mut breaks = breaks.into_iter().peekable();
    let mut at = 0;
    for (role, run) in &text.runs {
        let broken: String = run
            .chars()
            .map(|c| {
                at += 1;
                if breaks.next_if_eq(&(at - 1)).is_some() { '\n' } else { c }
            })
            .collect();
        whole.push(*role, broken);
    }
    wrap(&whole, width)
}

/// Lines of at most `width` columns. Control characters are shown, tabs are blanks.
pub fn wrap(text: &Styled, width: usize) -> Vec<Styled> {
    let mut lines = vec![Styled::new()];
    let mut column = 0;
    for (role, run) in &text.runs {
        let run = plain(run);
        let mut part = String::new();
        for c in run.chars() {
            if c == '\n' {
                push(&mut lines, *role, &mut part);
                lines.push(Styled::new());
                column = 0;
                continue;
            }
            let (c, repeat) = if c == '\t' { (' ', 8 - column % 8) } else { (c, 1) };
            for _ in 0..repeat {
                let own = c.width().unwrap_or(0);
                if column + own > width && column > 0 {
                    push(&mut lines, *role, &mut part);
                    lines.push(Styled::new());
                    column = 0;
                }
                part.push(c);
                column += own;
            }
        }
        push(&mut lines, *role, &mut part);
    }
    while lines.len() > 1 && lines.last().is_some_and(Styled::is_empty) {
        lines.pop();
    }
    if text.is_empty() { Vec::new() } else { lines }
}

fn push(lines: &mut [Styled], role: Role, part: &mut String) {
    if let Some(last) = lines.last_mut() {
        last.push(role, &*part);
    }
    part.clear();
}
