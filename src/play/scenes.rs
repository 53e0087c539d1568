//! The statements of a transcript with what came back, and the memory after any of them. Not when they are shown.

use engine::rescue;
use engine::session::{Options, Outcome, Session};
use engine::transcript::{Document, Own, Problem, Stage, Turn};
use pool::styled::Styled;

/// A statement and its answer.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// Comments and directives before it.
    pub own: Own,
    /// What is typed.
    pub source: String,
    /// What comes back.
    pub shown: Styled,
    /// It was given up before it was finished: nothing runs.
    pub abandoned: bool,
    /// It begins a session, with these options.
    pub fresh: Option<Options>,
}

/// Every statement of a document, run. `forced` is the profile that holds whatever the document says.
pub fn scenes(document: &Document, options: &Options, forced: Option<&str>) -> Result<Vec<Scene>, Problem> {
    let mut scenes = Vec::new();
    for block in &document.blocks {
        let mut stage = Stage::new(block, options.clone(), forced.map(str::to_owned))?;
        stage.keep = true;
        loop {
            match stage.turn()? {
                Turn::Over | Turn::PassedOver(_) => break,
                Turn::Skipped => {}
                Turn::Played(played) => {
                    let line = block.lines[played.entry.lines.start].number;
                    match &played.actual.outcome {
                        Outcome::Interrupted => return Err(Problem::new(line, "it was stopped")),
                        Outcome::Bug(text) => return Err(Problem::new(line, rescue::paragraph(text))),
                        _ => {}
                    }
                    scenes.push(Scene {
                        line,
                        own: played.own,
                        source: played.entry.source,
                        shown: played.shown,
                        abandoned: played.entry.abandoned,
                        fresh: played.fresh.then(|| stage.options().clone()),
                    });
                }
            }
        }
    }
    if scenes.iter().all(|scene| scene.own.hide) {
        return Err(Problem::new(0, "there is no statement to show in it: a line `> 1 + 1` would be one"));
    }
    Ok(scenes)
}

/// A session that is taken to any moment: forward by running what is missing, back by running all again.
#[derive(Default)]
pub struct Memory {
    session: Option<Session>,
    /// How many scenes have been run.
    ran: usize,
    /// How wide their own drawings are.
    width: u16,
    /// What was drawn last, for how many scenes and columns.
    drawn: Option<(usize, u16, Drawing)>,
}

/// The slabs after some statement.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// The map.
    pub map: Styled,
    /// What the statement changed.
    pub changed: Styled,
}

impl Memory {
    /// The slabs after the first `count` of `scenes`, drawn `columns` wide.
    pub fn after(&mut self, scenes: &[Scene], count: usize, columns: u16) -> Drawing {
        if let Some((drawn, width, drawing)) = &self.drawn
            && (*drawn, *width) == (count, columns)
        {
            return drawing.clone();
        }
        self.go_to(scenes, count);
        let drawing = self.session.as_mut().map_or_else(Drawing::default, |session| {
            session.set_width(columns);
            let mut ask = |command: &str| rescue::answer(|| session.feed(command)).answer.unwrap_or_default();
            Drawing { map: ask(".map"), changed: ask(".diff") }
        });
        self.drawn = Some((count, columns, drawing.clone()));
        drawing
    }

    fn go_to(&mut self, scenes: &[Scene], count: usize) {
        if self.ran > count {
            (self.ran, self.session) = (0, None);
        }
        for scene in scenes.iter().take(count).skip(self.ran) {
            if let Some(options) = &scene.fresh {
                // The same options have made a session before.
                self.session = Session::new(options.clone()).ok();
                self.width = options.width;
            }
            if let Some(session) = self.session.as_mut().filter(|_| !scene.abandoned) {
                session.set_width(self.width);
                rescue::answer(|| session.feed(&scene.source));
            }
        }
        self.ran = count;
    }
}
