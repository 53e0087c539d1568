//! One session and what may be asked of it. Not the names a host finds, and not what is said as JSON.

use super::markup::markup;
use super::{lesson, said};
use engine::session::{FileInput, Options, Session, Stopwatch, Way, is_command, question};
use engine::transcript::{Document, Problem, Setting, replay};
use engine::typing::{coloured, offer, open_call};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// How long an entry may take, in milliseconds, where nobody says otherwise.
const PATIENCE: u64 = 2_000;
/// How many bytes a session may take where nobody says otherwise: a page has to look through them after each entry.
const MEMORY: u64 = 1 << 28;
/// How many columns a preview has.
const PREVIEW: usize = 76;

/// Says more of a request while it is answered: JSON.
pub type Tell = fn(&str);

/// A session, once it is open.
pub struct Instance {
    now: fn() -> Duration,
    tell: Tell,
    session: Option<Session>,
}

impl Instance {
    /// No session yet; `now` tells the time, `tell` hears of every step of a document that is played.
    pub fn new(now: fn() -> Duration, tell: Tell) -> Self {
        Self { now, tell, session: None }
    }

    /// Answers a request:
    ///
    /// | `do` | takes | gives |
    /// |---|---|---|
    /// | `profiles` | | `profiles` |
    /// | `open` | `profile`, `width`, `poolSize`, `patience` (milliseconds), `memory` (bytes) | `release`, `banner` |
    /// | `play` | `text`, `markdown`, `profile`, `until` (turns), `only` (`text`) | `release`, `profile`, `end`, `picture`; tells of every step |
    /// | `replay` | `text`, `markdown`, `profile` | `entries`, `equal`, `differences`, `mistakes` |
    /// | `run` | `text`, `way` (`script`, `module`, `eval`, `print`), `name` | `printed`, `code` |
    /// | `transcript` | `text`, `markdown` | `text`, with the answers as they are |
    /// | `feed` | `text`, `step` | `outcome`, `printed`, `answer`, `later`, `text`, `error`, `statement`; with `step` also what a page shows |
    /// | `type` | `text`, `width` | `markup`, and `hint` or `preview` |
    /// | `preview` | `text`, `width` | `preview`, or null |
    /// | `complete` | `text`, `at` | `start`, `words`, `more` |
    /// | `picture` | `of` | `svg` |
    /// | `view` | `command`, `width` | as `feed`: a dot command that looks |
    /// | `slabs` | | `slabs` |
    ///
    /// What cannot be answered is `{"refused": "why"}`. A document that is played leaves its session open.
    pub fn ask(&mut self, request: &[u8]) -> String {
        let answer = match serde_json::from_slice::<Value>(request) {
            Ok(request) => self.answer(&request),
            Err(error) => Err(format!("this is no request: {error}")),
        };
        answer.unwrap_or_else(|why| json!({ "refused": why })).to_string()
    }

    fn answer(&mut self, request: &Value) -> Result<Value, String> {
        let kind = request["do"].as_str().unwrap_or_default();
        match kind {
            "profiles" => return Ok(json!({ "profiles": Session::profile_names() })),
            "open" => return self.open(request),
            "play" => return self.play(request),
            "transcript" => return self.transcript(request),
            "replay" => return self.replay(request),
            "run" => return self.run(request),
            _ => {}
        }
        let Some(session) = &mut self.session else { return Err("no session is open".to_owned()) };
        let text = request["text"].as_str().unwrap_or_default();
        let width = columns(request);
        Ok(match kind {
            "feed" => match request["step"].as_u64() {
                Some(step) => shown(session, text, step),
                None => fed(session, text),
            },
            "type" => typed(session, text, width.map_or(PREVIEW, usize::from)),
            "preview" => json!({ "preview": session.preview(text, width.map_or(PREVIEW, usize::from)) }),
            "complete" => {
                let at = request["at"].as_u64().map_or(text.len(), |at| at as usize);
                let offer = offer(text, at.min(text.len()), session, |_| (0, Vec::new()));
                said::words(offer.start, &offer.words)
            }
            "picture" => match session.picture(request["of"].as_str().unwrap_or_default()) {
                Ok(svg) => json!({ "svg": svg }),
                Err(why) => return Err(why.to_string()),
            },
            "view" => {
                let command = request["command"].as_str().unwrap_or_default();
                if !command.starts_with('.') {
                    return Err(format!("{command:?} is no dot command"));
                }
                let was = session.width();
                session.set_width(width.unwrap_or(was));
                let said = fed(session, command);
                session.set_width(was);
                said
            }
            "slabs" => match session.scene(None) {
                Some(scene) => json!({ "slabs": said::slabs(&scene.now, &scene.names) }),
                None => return Err("the session is too large".to_owned()),
            },
            _ => return Err(format!("nothing is known of {kind:?}")),
        })
    }

    fn options(&self, request: &Value, way: Way) -> Options {
        let mut options = Options::new(request["profile"].as_str().unwrap_or("classic"), way);
        options.width = columns(request).unwrap_or(options.width);
        options.pool_size = request["poolSize"].as_u64().and_then(|size| u32::try_from(size).ok());
        options.timeout = Some(Duration::from_millis(request["patience"].as_u64().unwrap_or(PATIENCE)));
        options.max_memory = request["memory"].as_u64().unwrap_or(MEMORY);
        options.watch = Stopwatch::new(self.now);
        options
    }

    fn open(&mut self, request: &Value) -> Result<Value, String> {
        let options = self.options(request, Way::Terminal);
        let mut session = Session::new(options).map_err(|error| error.to_string())?;
        session.restrict();
        let said = json!({ "release": session.release(), "banner": said::styled(&session.banner()) });
        self.session = Some(session);
        Ok(said)
    }

    fn play(&mut self, request: &Value) -> Result<Value, String> {
        let document = document(request)?;
        let options = self.options(request, Way::PromptPipe);
        let until = request["until"].as_u64().map_or(usize::MAX, |until| until as usize);
        let (tell, mut number) = (self.tell, 0);
        let only = request["only"].as_str() == Some("text");
        let played = lesson::play(&document, &options, request["profile"].as_str(), until, |told, step, session| {
            number += 1;
            let told = if only {
                json!({ "turn": told.turns, "answer": step.entry.answer.to_string() })
            } else {
                said::step(told.turns, number, &step, &session.drawing())
            };
            tell(&told.to_string());
        });
        let session = played.map_err(|problem| told(&problem))?;
        let session = match session {
            Some(session) => session,
            None => Session::new(options.clone()).map_err(|error| error.to_string())?,
        };
        let session = self.session.insert(session);
        session.restrict();
        // An entry may have had more time.
        session.set_timeout(options.timeout);
        let profile = session.directives().into_iter().next().unwrap_or_default();
        let end = document.blocks.last().and_then(|block| block.lines.last()).map_or(0, |line| line.number);
        let picture = session.drawing();
        let profile = profile.trim_start_matches("profile ");
        Ok(json!({ "release": session.release(), "profile": profile, "end": end, "picture": picture }))
    }

    fn transcript(&mut self, request: &Value) -> Result<Value, String> {
        let document = document(request)?;
        let options = self.options(request, Way::PromptPipe);
        let text = lesson::answered(&document, &options).map_err(|problem| told(&problem))?;
        Ok(json!({ "text": text }))
    }

    fn replay(&mut self, request: &Value) -> Result<Value, String> {
        let document = document(request)?;
        let forced = request["profile"].as_str().map(str::to_owned);
        let options = self.options(request, Way::PromptPipe);
        let setting = Setting { options, forced, update: false, fill: false, ran: Arc::default() };
        let reports: Result<Vec<_>, _> = document.blocks.iter().map(|block| replay(block, &setting)).collect();
        Ok(said::reports(&reports.map_err(|problem| told(&problem))?))
    }

    fn run(&mut self, request: &Value) -> Result<Value, String> {
        let way = match request["way"].as_str() {
            Some("eval") => Way::Eval,
            Some("print") => Way::Print,
            Some("module") => Way::Module,
            _ => Way::CommonJs,
        };
        let name = request["name"].as_str().unwrap_or("[eval]").to_owned();
        let source = request["text"].as_str().unwrap_or_default().as_bytes().to_vec();
        let mut options = self.options(request, way);
        options.timeout = request["patience"].as_u64().map(Duration::from_millis);
        options.file = Some(FileInput { path: format!("/{name}"), name, source });
        let mut session = Session::new(options).map_err(|error| error.to_string())?;
        let reply = session.run_script();
        Ok(said::ran(&reply, way == Way::Print))
    }
}

/// Columns that are asked for.
fn columns(request: &Value) -> Option<u16> {
    request["width"].as_u64().map(|columns| columns.clamp(20, 500) as u16)
}

fn document(request: &Value) -> Result<Document, String> {
    let text = request["text"].as_str().unwrap_or_default();
    let markdown = request["markdown"].as_bool().unwrap_or_default();
    Document::read(text.as_bytes().to_vec(), markdown).map_err(|problem| told(&problem))
}

fn told(problem: &Problem) -> String {
    match problem.line {
        0 => problem.message.clone(),
        line => format!("line {line}: {}", problem.message),
    }
}

fn fed(session: &mut Session, text: &str) -> Value {
    let reply = session.feed(text);
    let mut said = said::reply(&reply);
    said["statement"] = json!(session.statement());
    said
}

/// What a page shows of an entry, beside what is said of it anyway.
fn shown(session: &mut Session, text: &str, number: u64) -> Value {
    let before = session.statement();
    let reply = session.feed(text);
    let mut said = said::reply(&reply);
    if said["outcome"] == "incomplete" {
        return said;
    }
    let step = lesson::typed(session, text, &reply, before);
    let shown = said::step(0, number, &step, &session.drawing());
    for (name, value) in shown.as_object().into_iter().flatten() {
        said[name] = value.clone();
    }
    said
}

/// A line that is typed: its colours, and what would be said of it.
fn typed(session: &mut Session, text: &str, width: usize) -> Value {
    let mut said = json!({ "markup": markup(&coloured(text)) });
    if is_command(text) || question(text).is_some() {
        return said;
    }
    match open_call(text) {
        Some(call) => {
            let hint = session.signature(call.before, call.inside);
            said["hint"] = json!(hint.map(|hint| markup(&hint)));
        }
        None => said["preview"] = json!(session.preview(text, width)),
    }
    said
}
