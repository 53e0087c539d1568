//! A transcript as one page that needs no network: statements at the left, slabs at the right, a slider between the
//! moments. Every text is escaped. Not comparing what the transcript expects: that is `transcript`.

use std::fmt::Write as _;

use crate::session::{Options, escape};
use crate::transcript::{Block, Document, Own, Problem, Stage, Turn};

/// How every page of slabscope looks; its layout comes on top.
pub const BASE_STYLE: &str = include_str!("base.css");
/// What keys and regions do on every page of slabscope.
pub const BASE_SCRIPT: &str = include_str!("base.js");

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// One statement and the memory after it.
struct Moment {
    own: Own,
    source: String,
    answer: String,
    picture: String,
}

/// The page of a document's transcripts, called `name`. `forced` is the profile that holds whatever it says.
pub fn page(document: &Document, name: &str, options: &Options, forced: Option<&str>) -> Result<String, Problem> {
    let mut all = Vec::new();
    let mut profile = None;
    for block in &document.blocks {
        let (own, mut moments) = moments(block, options, forced)?;
        profile = profile.or_else(|| (!moments.is_empty()).then_some(own));
        all.append(&mut moments);
    }
    let Some(profile) = profile else { return Err(Problem::new(0, "there is no statement in it")) };
    Ok(draw(name, &profile, &all))
}

fn moments(block: &Block, options: &Options, forced: Option<&str>) -> Result<(String, Vec<Moment>), Problem> {
    let mut stage = Stage::new(block, options.clone(), forced.map(str::to_owned))?;
    let mut moments = Vec::new();
    loop {
        match stage.turn()? {
            Turn::Over | Turn::PassedOver(_) => break,
            Turn::Skipped => {}
            Turn::Played(played) if played.own.hide => {}
            Turn::Played(played) => {
                let picture = stage.session().and_then(|session| session.picture("").ok()).unwrap_or_default();
                let answer = played.actual.texts().join("\n");
                moments.push(Moment { own: played.own, source: played.entry.source, answer, picture });
            }
        }
    }
    Ok((stage.options().profile.clone(), moments))
}

fn draw(name: &str, profile: &str, moments: &[Moment]) -> String {
    let title = escape(name);
    let count = moments.len();
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{BASE_STYLE}{STYLE}</style></head>\n<body><header><h1>{title}</h1>\
         <p>Node's Buffer pool, profile {}. Arrow keys or the slider step through, Page Up and Page Down between the marks; \
         point at a region for its story.</p>\
         <label>Statement <output id=\"at\">1</output> of {count} \
         <input id=\"slider\" type=\"range\" min=\"1\" max=\"{count}\" value=\"1\"></label>",
        escape(profile)
    );
    draw_marks(moments, &mut page);
    page.push_str("</header>\n<main>\n");
    for (at, moment) in moments.iter().enumerate() {
        let number = at + 1;
        let mark = if moment.own.say.is_empty() { "" } else { " data-mark" };
        let _ = write!(page, "<section id=\"s{number}\"{mark} aria-label=\"Statement {number}\"><div class=\"said\">");
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
        let _ = writeln!(page, "</div><figure>{}</figure></section>", moment.picture);
    }
    let _ = write!(
        page,
        "</main>\n<p id=\"story\" role=\"status\" aria-live=\"polite\"></p>\n<script>{BASE_SCRIPT}{SCRIPT}</script></body></html>\n"
    );
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
