//! A document played step by step: what a page shows of each statement. Not the page, and not comparing what was expected.

use crate::markup::Entry;
use engine::session::{Options, Reply, Session};
use engine::transcript::{Block, Document, Own, Played, Problem, Setting, Stage, Turn, replay, rewrite, together};
use engine::typing::coloured;
use pool::styled::Styled;
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
}

/// Where a step stands.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Which transcript of the document it is in, counted from 0.
    pub block: usize,
    /// How many turns there were with it.
    pub turns: usize,
}

/// Plays the transcripts of `document` for `until` turns at most, and tells of every entry that is not hidden, with
/// the session after it. What is returned is the session at the end, where one was begun. `forced` is the profile that holds whatever the document says.
pub fn play(
    document: &Document,
    options: &Options,
    forced: Option<&str>,
    until: usize,
    mut tell: impl FnMut(Told, Step, &mut Session),
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
                    let Some(session) = stage.session() else { continue };
                    let step = step(session, block, *played, (before, first));
                    tell(Told { block: index, turns }, step, session);
                    first = false;
                }
            }
        }
        session = stage.into_session();
    }
    Ok(session)
}

/// What a page shows of an entry, before which the session had come to that statement; `first` of all has no word about its session.
fn step(session: &Session, block: &Block, played: Played, (before, first): (u32, bool)) -> Step {
    let Played { entry, own, shown, fresh, .. } = played;
    let number = |line: usize| block.lines[line].number;
    let lines = (number(entry.lines.start), entry.lines.len());
    let release = session.release().to_owned();
    let told = entry_of(session, &entry.source, shown, if fresh { 0 } else { before });
    let (say, comments) = (own.say.clone(), own.comments.clone());
    let told = Entry { say, comments, release: (fresh && !first).then(|| release.clone()), ..told };
    Step { lines, own, source: entry.source, entry: told, release }
}

/// What a page shows of an entry that was typed, before which the session had come to that statement.
pub fn typed(session: &Session, source: &str, reply: &Reply, before: u32) -> Step {
    let entry = entry_of(session, source, together(reply), before);
    Step { entry, source: source.to_owned(), release: session.release().to_owned(), ..Step::default() }
}

/// An entry and its answer, before which the session had come to that statement.
pub fn entry_of(session: &Session, source: &str, answer: Styled, before: u32) -> Entry {
    let changed = (session.statement() > before).then(|| session.brief(source, COLUMNS)).flatten();
    Entry { source: coloured(source), answer, changed, ..Entry::default() }
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
