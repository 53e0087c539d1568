//! A transcript as one page that needs no network: statements at the left, slabs at the right, a slider between the
//! moments. Every text is escaped. Not comparing what the transcript expects: that is `transcript`.

use std::fmt::Write as _;

use crate::session::{Options, Outcome, Session, escape};
use crate::transcript::{Actual, Block, Directive, Document, Problem, Reader, Step};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// One statement and the memory after it.
struct Moment {
    comment: String,
    source: String,
    answer: String,
    picture: String,
}

/// The page of a document's first transcript. `name` is its title where the transcript begins with no comment.
pub fn page(document: &Document, name: &str, options: &Options) -> Result<String, Problem> {
    let Some(block) = document.blocks.first() else { return Err(Problem::new(1, "there is no transcript in it")) };
    let (profile, moments) = moments(block, options)?;
    if moments.is_empty() {
        return Err(Problem::new(1, "there is no statement in it"));
    }
    Ok(draw(name, &profile, &moments))
}

fn moments(block: &Block, options: &Options) -> Result<(String, Vec<Moment>), Problem> {
    let mut options = options.clone();
    let mut reader = Reader::new(block)?;
    let mut session: Option<Session> = None;
    let mut moments = Vec::new();
    let mut comment = String::new();
    while let Some(step) = reader.step()? {
        match step {
            Step::Comment(line) => {
                let text = block.lines[line].text.trim_start_matches('#').trim();
                let _ = write!(comment, "{}{text}", if comment.is_empty() { "" } else { " " });
            }
            Step::Directive(_, Directive::Profile(name)) => (options.profile, session) = (name, None),
            Step::Directive(_, Directive::StartOffset(offset)) => options.start_offset = Some(offset),
            Step::Directive(_, Directive::Fresh(fresh)) => options.fresh = fresh,
            Step::Directive(_, Directive::Reset) => session = None,
            Step::Directive(..) | Step::Fresh(..) | Step::Ignored(_) => {}
            Step::Entry(entry) => {
                let line = block.lines[entry.lines.start].number;
                let session = match &mut session {
                    Some(session) => session,
                    none => none
                        .insert(Session::new(options.clone()).map_err(|error| Problem::new(line, error.to_string()))?),
                };
                let reply = session.feed(&entry.source);
                let left = matches!(reply.outcome, Outcome::Exit(_));
                let actual = Actual::new(reply, false);
                let answer = actual.texts().join("\n");
                reader.output(&actual.texts());
                let picture = session.picture("").unwrap_or_default();
                let comment = std::mem::take(&mut comment);
                moments.push(Moment { comment, source: entry.source.clone(), answer, picture });
                if left {
                    break;
                }
            }
        }
    }
    Ok((options.profile, moments))
}

fn draw(name: &str, profile: &str, moments: &[Moment]) -> String {
    let title = escape(name);
    let count = moments.len();
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body><header><h1>{title}</h1>\
         <p>Node's Buffer pool, profile {}. Arrow keys or the slider step through; point at a region for its story.</p>\
         <label>Statement <output id=\"at\">1</output> of {count} \
         <input id=\"slider\" type=\"range\" min=\"1\" max=\"{count}\" value=\"1\"></label></header>\n<main>\n",
        escape(profile)
    );
    for (at, moment) in moments.iter().enumerate() {
        let number = at + 1;
        let _ = write!(page, "<section id=\"s{number}\" aria-label=\"Statement {number}\"><div class=\"said\">");
        if !moment.comment.is_empty() {
            let _ = write!(page, "<p>{}</p>", escape(&moment.comment));
        }
        let _ = write!(page, "<button type=\"button\"><code>{}</code></button>", escape(&moment.source));
        if !moment.answer.is_empty() {
            let _ = write!(page, "<pre>{}</pre>", escape(&moment.answer));
        }
        let _ = writeln!(page, "</div><figure>{}</figure></section>", moment.picture);
    }
    let _ = write!(
        page,
        "</main>\n<p id=\"story\" role=\"status\" aria-live=\"polite\"></p>\n<script>{SCRIPT}</script></body></html>\n"
    );
    page
}
