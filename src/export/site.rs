//! A folder for a web server: an index, a page for each document, the playground, one engine, and what lets a browser keep them. Not
//! where it is written.

use super::maker::{Made, Maker};
use crate::page::{Page, Place, icon};
use engine::session::escape;
use engine::transcript::{Document, Problem};
use serde_json::json;
use std::fmt::Write as _;

/// What keeps the pages for when there is no network.
const WORKER: &str = include_str!("offline.js");

/// The engine's file.
pub const ENGINE: &str = "slabscope.wasm";

/// A document of the folder.
pub struct Lesson {
    /// Its file's name, without an ending.
    pub name: String,
    /// What is in it.
    pub document: Document,
}

/// The files of a folder, by name.
#[derive(Debug, Default)]
pub struct Site {
    /// Each file's name and what is in it.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Site {
    /// The folder of these documents; `engine` is the bytes of the WebAssembly file. The name of the document that cannot be read
    /// comes with the reason.
    pub fn new<'a>(maker: Maker, lessons: &'a [Lesson], engine: Option<&[u8]>) -> Result<Self, (&'a str, Problem)> {
        let mut site = Self::default();
        let (mut list, mut menu) = (String::new(), Vec::new());
        for Lesson { name, document } in lessons {
            let Made { html, title, steps } = maker.page(document, name).map_err(|problem| (name.as_str(), problem))?;
            let _ = write!(
                list,
                "<li><a href=\"{0}.html\">{1}</a> <span class=\"dim\">{steps} steps</span></li>",
                escape(name),
                escape(&title)
            );
            let (text, markdown) = (&document.source, document.markdown);
            menu.push(json!({ "title": name, "name": name, "text": text, "markdown": markdown }));
            site.add(&format!("{name}.html"), html);
        }
        let mut index = format!("<div class=\"prose\"><ol>{list}</ol>");
        if let Some(bytes) = engine {
            site.add("playground.html", maker.playground(&menu));
            site.files.push((ENGINE.to_owned(), bytes.to_vec()));
            index += "<p><a href=\"playground.html\">Type statements of your own</a></p>";
        }
        index += "</div>";
        let data = json!({ "index": true });
        site.add(
            "index.html",
            Page { title: "slabscope", steps: index, data, place: Place::Site, ..Page::default() }.html(),
        );
        let icon = json!({ "src": icon(), "sizes": "any", "type": "image/svg+xml" });
        let manifest = json!({ "name": "slabscope", "short_name": "slabscope", "start_url": "index.html", "display": "standalone",
            "background_color": "#111111", "theme_color": "#111111", "icons": [icon] });
        site.add("slabscope.webmanifest", manifest.to_string());
        let names: Vec<&str> = site.files.iter().map(|(name, _)| name.as_str()).collect();
        let mut hash = hmac_sha256::Hash::new();
        site.files.iter().for_each(|(_, bytes)| hash.update(bytes));
        let version = base64_simd::URL_SAFE_NO_PAD.encode_to_string(&hash.finalize()[..9]);
        let kept = json!({ "version": version, "names": names });
        site.add("offline.js", format!("const kept = {kept};\n{WORKER}"));
        Ok(site)
    }

    fn add(&mut self, name: &str, text: impl Into<String>) {
        self.files.push((name.to_owned(), text.into().into_bytes()));
    }
}
