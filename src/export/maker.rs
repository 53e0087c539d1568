//! A document as a page: its steps, its prose, their pictures. Every text is escaped. Not the frame around them.

use super::prose::prose;
use crate::page::{Engine, Page, Pictures, Place};
use engine::session::Options;
use engine::transcript::{Document, Problem};
use serde_json::{Value, json};
use web::lesson::play;

/// Bytes of the pictures that are also there for who runs no scripts: the first ones.
const STILL: usize = 1 << 20;

/// A document's page.
pub struct Made {
    /// All of it.
    pub html: String,
    /// Its heading.
    pub title: String,
    /// How many steps there are.
    pub steps: usize,
}

/// How documents become pages.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// The options of every session.
    pub options: &'a Options,
    /// The profile that holds whatever a document says.
    pub forced: Option<&'a str>,
    /// With it the entries can be changed.
    pub engine: Option<Engine<'a>>,
    /// Where the pages are kept.
    pub place: Place,
}

impl Maker<'_> {
    /// The page of a document called `name`.
    pub fn page(&self, document: &Document, name: &str) -> Result<Made, Problem> {
        let mut pictures = Pictures::default();
        let (mut releases, mut last, mut title, mut still) = (Vec::new(), String::new(), None, 0);
        let mut blocks = vec![String::new(); document.blocks.len()];
        play(document, self.options, self.forced, usize::MAX, |told, step, session| {
            let number = releases.len() + 1;
            let steps = &mut blocks[told.block];
            let markup = step.entry.markup(number as u64);
            *steps += &format!("<section id=\"s{number}\" aria-label=\"Step {number}\">{markup}");
            let picture = session.drawing();
            let settled = settled(&picture);
            still += picture.len();
            if settled != last && still <= STILL {
                *steps += &format!("<noscript><figure>{picture}</figure></noscript>");
            }
            *steps += "</section>\n";
            pictures.add(&picture);
            title = title.take().or(step.own.title);
            releases.push(told_release(&step.release));
            last = settled;
        })?;
        if releases.is_empty() && self.engine.is_none() {
            return Err(Problem::new(0, "there is no statement in it"));
        }
        let steps = if document.markdown { prose(&document.source, &blocks) } else { blocks.concat() };
        let release = releases.first().cloned().unwrap_or_default();
        let mut data = json!({ "pictures": pictures.told(), "releases": releases });
        if self.engine.is_some() {
            data["document"] = self.document(document, name);
        }
        let (title, count) = (title.unwrap_or_else(|| name.to_owned()), releases.len());
        let page = Page { title: &title, release: &release, steps, data, engine: self.engine, place: self.place };
        Ok(Made { html: page.html(), title, steps: count })
    }

    /// A page with nothing on it yet but a prompt, and `lessons` to begin with.
    pub fn playground(&self, lessons: &[Value]) -> String {
        let text = format!("#: profile {}\n", self.forced.unwrap_or(&self.options.profile));
        let document = json!({ "text": text, "markdown": false, "name": "session" });
        let data = json!({ "document": document, "lessons": lessons });
        Page { title: "slabscope", data, engine: self.engine, place: self.place, ..Page::default() }.html()
    }

    /// The picture after step `number`, counted from 1, as a file of its own.
    pub fn figure(&self, document: &Document, number: usize) -> Result<String, Problem> {
        let (mut count, mut picture) = (0, None);
        play(document, self.options, self.forced, usize::MAX, |_, _, session| {
            count += 1;
            // What is new in a picture is so against the one before.
            let drawn = session.picture("").ok();
            if count == number {
                picture = drawn;
            }
        })?;
        picture.ok_or_else(|| Problem::new(0, format!("there is no step {number}: it has {count}")))
    }

    fn document(&self, document: &Document, name: &str) -> Value {
        let mut text = document.source.clone();
        let says = |line: &str| ["#: profile ", "#: node "].iter().any(|start| line.trim_start().starts_with(start));
        let profile = self.forced.unwrap_or(&self.options.profile);
        if !document.markdown && (self.forced.is_some() || !text.lines().any(says)) {
            text = format!("#: profile {profile}\n{text}");
        }
        // Outside its fences a directive would be prose.
        let forced = self.forced.filter(|_| document.markdown);
        json!({ "text": text, "markdown": document.markdown, "name": name, "profile": forced })
    }
}

/// A picture without what only says that something in it is new.
fn settled(picture: &str) -> String {
    let mut parts = picture.split('<');
    let mut kept: Vec<&str> = Vec::new();
    while let Some(part) = parts.next() {
        match part {
            _ if part.contains("new-word") => drop(parts.next()),
            _ if part.starts_with("line class=\"new-line\"") => {}
            _ => kept.push(part),
        }
    }
    kept.join("<").replace(" fresh\"", "\"")
}

fn told_release(release: &str) -> String {
    format!("Node's Buffer pool, Node {release}")
}
