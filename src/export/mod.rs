//! A transcript as one page that needs no network: statements at the left, slabs at the right, a slider between the
//! moments. Every text is escaped. Not comparing what the transcript expects: that is `transcript`.

mod pictures;

use std::fmt::Write as _;

use self::pictures::Pictures;
use engine::session::{Options, escape};
use engine::transcript::{Block, Document, Own, Problem, Stage, Turn};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// One statement.
struct Moment {
    own: Own,
    source: String,
    answer: String,
}

/// All statements, and the memory after each.
#[derive(Default)]
struct Lesson {
    moments: Vec<Moment>,
    pictures: Pictures,
    /// The last picture, for those who run no scripts.
    last: String,
}

/// The page of a document's transcripts, called `name`. `forced` is the profile that holds whatever it says.
pub fn page(document: &Document, name: &str, options: &Options, forced: Option<&str>) -> Result<String, Problem> {
    let mut lesson = Lesson::default();
    let mut profile = None;
    for block in &document.blocks {
        let before = lesson.moments.len();
        let own = lesson.run(block, options, forced)?;
        profile = profile.or_else(|| (lesson.moments.len() > before).then_some(own));
    }
    let Some(profile) = profile else { return Err(Problem::new(0, "there is no statement in it")) };
    Ok(draw(name, &profile, &lesson))
}

impl Lesson {
    /// Runs a transcript; the profile it ended with.
    fn run(&mut self, block: &Block, options: &Options, forced: Option<&str>) -> Result<String, Problem> {
        let mut stage = Stage::new(block, options.clone(), forced.map(str::to_owned))?;
        loop {
            match stage.turn()? {
                Turn::Over | Turn::PassedOver(_) => break,
                Turn::Skipped => {}
                Turn::Played(played) if played.own.hide => {}
                Turn::Played(played) => {
                    self.last = stage.session().and_then(|session| session.picture("").ok()).unwrap_or_default();
                    self.pictures.add(&self.last);
                    let answer = played.actual.texts().join("\n");
                    self.moments.push(Moment { own: played.own, source: played.entry.source, answer });
                }
            }
        }
        Ok(stage.options().profile.clone())
    }
}

fn draw(name: &str, profile: &str, lesson: &Lesson) -> String {
    let title = escape(name);
    let moments = &lesson.moments;
    let count = moments.len();
    let between = if moments.iter().any(|moment| !moment.own.say.is_empty()) {
        ", Page Up and Page Down go from mark to mark"
    } else {
        ""
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body><header><h1>{title}</h1>\
         <p>Node's Buffer pool, profile {}</p>\
         <p class=\"keys\">Arrow keys or the slider step through the statements{between}.</p>\
         <label>Statement <span><output id=\"at\">1</output> of {count}</span>\
         <input id=\"slider\" type=\"range\" min=\"1\" max=\"{count}\" value=\"1\"></label>",
        escape(profile)
    );
    draw_marks(moments, &mut page);
    let _ = write!(
        page,
        "</header>\n<div class=\"body\"><aside aria-label=\"Memory after the statement\"><figure id=\"map\">{}</figure>\
         <p id=\"story\" role=\"status\" data-hint=\"Point at a region for its story, or go there with Tab and the arrow keys.\"></p>\
         </aside>\n<main>\n",
        lesson.last
    );
    for (at, moment) in moments.iter().enumerate() {
        let number = at + 1;
        let mark = if moment.own.say.is_empty() { "" } else { " data-mark" };
        let _ = write!(page, "<section id=\"s{number}\"{mark} aria-label=\"Statement {number}\">");
        for text in &moment.own.say {
            let _ = write!(page, "<p class=\"say\">{}</p>", escape(text));
        }
        if !moment.own.comments.is_empty() {
            let _ = write!(page, "<p>{}</p>", escape(&moment.own.comments.join(" ")));
        }
        let _ = write!(page, "<button type=\"button\"><code>{}</code></button>", escape(&moment.source));
        if !moment.answer.is_empty() {
            let _ = write!(page, "<pre>{}</pre>", escape(&moment.answer));
        }
        page.push_str("</section>\n");
    }
    let _ = writeln!(page, "</main></div>\n<script>{}{SCRIPT}</script></body></html>", lesson.pictures.script());
    page
}

/// Links to the statements that something is said about.
fn draw_marks(moments: &[Moment], page: &mut String) {
    let marks = moments.iter().enumerate().filter_map(|(at, moment)| moment.own.say.first().map(|say| (at + 1, say)));
    let links: Vec<String> =
        marks.map(|(number, say)| format!("<li><a href=\"#s{number}\">{}</a></li>", escape(say))).collect();
    if !links.is_empty() {
        let _ = write!(page, "<nav aria-label=\"Marks\"><ol>{}</ol></nav>", links.concat());
    }
}
