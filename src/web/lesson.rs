//! A document played step by step: what a page shows of each statement. Not the page, and not comparing what was expected.

use crate::markup::Entry;
use engine::session::{Options, Reply, Session};
use engine::transcript::{Block, Document, Own, Played, Problem, Setting, Stage, Turn, replay, rewrite, together};
use engine::typing::coloured;
use pool::styled::Styled;
use pool::view::picture_style;
use std::sync::Arc;

/// Columns of the line that tells what a statement changed.
const COLUMNS: usize = 76;

/// A statement that was run.
#[derive(Default)]
pub struct Step {
    /// Its first line in the document, counted from 1, and how many there are.
    pub lines: (usize, usize),
    /// What its directives say.
    pub own: Own,
    /// What was entered.
    pub source: String,
    /// What is shown of it.
    pub entry: Entry,
    /// The release that answers.
    pub release: String,
    /// The slabs after it, without a style of their own; empty where they cannot be drawn.
    pub picture: String,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Which transcript of the document it is in, counted from 0.
    pub block: usize,
    /// How many turns there were with it.
    pub turns: usize,
}

/// Plays the transcripts of `document` for `until` turns at most, and tells of every entry that is not hidden. What is
/// returned is the session at the end, where one was begun. `forced` is the profile that holds whatever the document says.
pub fn play(
    document: &Document,
    options: &Options,
    forced: Option<&str>,
    until: usize,
    mut tell: impl FnMut(Told, Step),
) -> Result<Option<Session>, Problem> {
    let (mut first, mut turns, mut session) = (true, 0, None);
    for (index, block) in document.blocks.iter().enumerate() {
        let mut stage = Stage::new(block, options.clone(), forced.map(str::to_owned))?;
        stage.keep = true;
        while turns < until {
            turns += 1;
            let before = stage.session().map_or(0, |session| session.statement());
            match stage.turn()? {
                Turn::Over | Turn::PassedOver(_) => break,
                Turn::Skipped => {}
                Turn::Played(played) if played.own.hide => {}
                Turn::Played(played) => {
                    tell(Told { block: index, turns }, step(&mut stage, block, *played, (before, first)));
                    first = false;
                }
            }
        }
        session = stage.into_session();
    }
    Ok(session)
}

/// What a page shows of an entry, before which the session had come to that statement; `first` of all has no word about its session.
fn step(stage: &mut Stage, block: &Block, played: Played, (before, first): (u32, bool)) -> Step {
    let Played { entry, own, shown, fresh, .. } = played;
    let number = |line: usize| block.lines[line].number;
    let lines = (number(entry.lines.start), entry.lines.len());
    let Some(session) = stage.session() else { return Step { lines, source: entry.source, ..Step::default() } };
    let release = (fresh && !first).then(|| session.release().to_owned());
    let before = if fresh { 0 } else { before };
    let told = Entry { release, ..entry_of(session, &entry.source, shown, before) };
    Step {
        lines,
        entry: Entry { say: own.say.clone(), comments: own.comments.clone(), ..told },
        ..done(session, entry.source, own)
    }
}

/// What a page shows of an entry that was typed, before which the session had come to that statement.
pub fn typed(session: &mut Session, source: &str, reply: &Reply, before: u32) -> Step {
    let entry = entry_of(session, source, together(reply), before);
    Step { entry, ..done(session, source.to_owned(), Own::default()) }
}

/// An entry and its answer, before which the session had come to that statement.
pub fn entry_of(session: &Session, source: &str, answer: Styled, before: u32) -> Entry {
    let changed = (session.statement() > before).then(|| session.brief(source, COLUMNS)).flatten();
    Entry { source: coloured(source), answer, changed, ..Entry::default() }
}

fn done(session: &mut Session, source: String, own: Own) -> Step {
    let (release, picture) = (session.release().to_owned(), picture(session));
    Step { own, source, release, picture, ..Step::default() }
}

/// The slabs of a session as a page shows them: the style is the page's.
pub fn picture(session: &mut Session) -> String {
    let drawn = session.picture("").unwrap_or_default();
    drawn.replacen(&format!("<style>{}</style>", picture_style()), "", 1)
}

/// The document with the answers its entries give now.
pub fn answered(document: &Document, options: &Options) -> Result<String, Problem> {
    let setting = Setting { options: options.clone(), forced: None, update: true, fill: true, ran: Arc::default() };
    let mut edits = Vec::new();
    for block in &document.blocks {
        edits.extend(replay(block, &setting)?.edits);
    }
    Ok(rewrite(&document.source, &edits))
}
