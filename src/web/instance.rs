//! One session and what may be asked of it. Not the names a host finds, and not what is said as JSON.

use super::said;
use engine::session::{Options, Session, Stopwatch, Way};
use engine::typing::offer;
use serde_json::{Value, json};
use std::time::Duration;

/// How long an entry may take, in milliseconds, where nobody says otherwise.
const PATIENCE: u64 = 2_000;
/// How many bytes a session may take where nobody says otherwise: a page has to look through them after each entry.
const MEMORY: u64 = 1 << 28;
/// How many columns a preview has.
const PREVIEW: usize = 76;

/// A session, once it is open.
pub struct Instance {
    now: fn() -> Duration,
    session: Option<Session>,
}

impl Instance {
    /// No session yet; `now` tells the time.
    pub fn new(now: fn() -> Duration) -> Self {
        Self { now, session: None }
    }

    /// Answers a request:
    ///
    /// | `do` | takes | gives |
    /// |---|---|---|
    /// | `profiles` | | `profiles` |
    /// | `open` | `profile`, `width`, `poolSize`, `patience` (milliseconds), `memory` (bytes) | `release`, `banner` |
    /// | `feed` | `text` | `outcome`, `printed`, `answer`, `text`, `error`, `statement` |
    /// | `preview` | `text`, `width` | `preview`, or null |
    /// | `complete` | `text`, `at` | `start`, `words`, `more` |
    /// | `picture` | `of` | `svg` |
    /// | `view` | `command`, `width` | as `feed`: a dot command that looks |
    /// | `slabs` | | `slabs` |
    ///
    /// What cannot be answered is `{"refused": "why"}`.
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
            _ => {}
        }
        let Some(session) = &mut self.session else { return Err("no session is open".to_owned()) };
        let text = request["text"].as_str().unwrap_or_default();
        let width = request["width"].as_u64().map(|columns| columns.clamp(20, 500) as u16);
        Ok(match kind {
            "feed" => fed(session, text),
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

    fn open(&mut self, request: &Value) -> Result<Value, String> {
        let mut options = Options::new(request["profile"].as_str().unwrap_or("classic"), Way::Terminal);
        if let Some(width) = request["width"].as_u64() {
            options.width = width.clamp(20, 500) as u16;
        }
        options.pool_size = request["poolSize"].as_u64().and_then(|size| u32::try_from(size).ok());
        options.timeout = Some(Duration::from_millis(request["patience"].as_u64().unwrap_or(PATIENCE)));
        options.max_memory = request["memory"].as_u64().unwrap_or(MEMORY);
        options.watch = Stopwatch::new(self.now);
        let mut session = Session::new(options).map_err(|error| error.to_string())?;
        session.restrict();
        let said = json!({ "release": session.release(), "banner": said::styled(&session.banner()) });
        self.session = Some(session);
        Ok(said)
    }
}

fn fed(session: &mut Session, text: &str) -> Value {
    let reply = session.feed(text);
    let mut said = said::reply(&reply);
    said["statement"] = json!(session.statement());
    said
}
