//! The page around a session: one design for lessons that are exported, sessions that are followed, and sessions that are typed. Its
//! files are beside this one. Not what an entry looks like, which is `web`'s, and not where a page goes.

mod pictures;

pub use pictures::Pictures;

use engine::session::{escape, picture_style};
use hmac_sha256::Hash;
use pool::styled::HUES;
use serde_json::Value;
use std::sync::LazyLock;

const FRAME: &str = include_str!("page.html");

/// The picture beside a page's name, as an address that asks nobody.
pub fn icon() -> String {
    format!("data:image/svg+xml;base64,{}", base64_simd::STANDARD.encode_to_string(include_str!("icon.svg")))
}

/// What runs in the engine's own thread.
const WORKER: &str = include_str!("worker.js");

/// What can be seen in a picture: class, texture, word.
const LEGEND: [(&str, &str); 7] = [
    ("o0", "live: a name's own hue"),
    ("held", "held: kept by a view elsewhere on it"),
    ("abandoned", "abandoned"),
    ("dead", "dead: collected next"),
    ("startup", "Node's own, before the first statement"),
    ("padding", "padding"),
    ("free", "free"),
];

/// The styles of every page.
pub static STYLE: LazyLock<String> = LazyLock::new(|| {
    let hue = |(index, (hue, _)): (usize, &(&str, u8))| format!(".hue{index}{{background:{hue}}}");
    let hues: String = HUES.iter().enumerate().map(hue).collect();
    picture_style().to_owned() + include_str!("page.css") + &hues
});

/// The script of every page.
pub static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let parts = [
        include_str!("dom.js"),
        include_str!("picture.js"),
        include_str!("steps.js"),
        include_str!("lesson.js"),
        include_str!("live.js"),
        include_str!("engine.js"),
        include_str!("field.js"),
        include_str!("link.js"),
        include_str!("playground.js"),
        include_str!("start.js"),
    ];
    format!("(() => {{\n'use strict';\n{}}})();\n", parts.concat())
});

/// Where the engine is, with which a page can be typed on.
#[derive(Clone, Copy, Debug)]
pub enum Engine<'a> {
    /// In the page: the bytes of the WebAssembly file, packed or not.
    Inside(&'a [u8]),
    /// Beside it, under that name.
    Beside(&'a str),
}

/// A page.
#[derive(Debug, Default)]
pub struct Page<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Which release answers on it.
    pub release: &'a str,
    /// The steps that stand in it, as markup.
    pub steps: String,
    /// What its script is told.
    pub data: Value,
    /// The engine, where there is one.
    pub engine: Option<Engine<'a>>,
    /// Where it is kept.
    pub place: Place,
}

/// Where a page is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In a file of its own, with all it needs.
    #[default]
    Alone,
    /// In a folder that a web server has.
    Site,
    /// On the prompt's own server, its styles and its script in files beside it.
    Prompt,
}

impl Place {
    /// What the head of a page has there.
    fn head(self) -> String {
        let icon = format!("<link rel=\"icon\" href=\"{}\">", icon());
        match self {
            Self::Site => icon + "<link rel=\"manifest\" href=\"slabscope.webmanifest\">",
            Self::Alone | Self::Prompt => icon,
        }
    }
}

impl Page<'_> {
    /// The whole page.
    pub fn html(mut self) -> String {
        let (style, script) = (STYLE.as_str(), SCRIPT.as_str());
        let mut blocks = String::new();
        match self.engine {
            Some(Engine::Inside(bytes)) => {
                self.data["engine"] = "inside".into();
                let text = base64_simd::STANDARD.encode_to_string(bytes);
                blocks += &format!("<script type=\"text/plain\" id=\"engine\">{text}</script>\n");
            }
            Some(Engine::Beside(name)) => self.data["engine"] = name.into(),
            None => {}
        }
        if self.engine.is_some() {
            blocks += &format!("<script type=\"text/plain\" id=\"worker\">{WORKER}</script>\n");
        }
        // No markup can end it.
        let data = self.data.to_string().replace('<', "\\u003c");
        blocks += &format!("<script type=\"application/json\" id=\"data\">{data}</script>\n");
        let (own, scripts) = if self.place == Place::Prompt {
            ("<link rel=\"stylesheet\" href=\"page.css\">".to_owned(), "<script src=\"page.js\"></script>".to_owned())
        } else {
            (format!("<style>{style}</style>"), format!("<script>{script}</script>"))
        };
        fill(&[
            ("policy", &self.policy()),
            ("title", &escape(self.title)),
            ("release", &escape(self.release)),
            ("head", &(own + &self.place.head())),
            ("steps", &self.steps),
            ("legend", &legend()),
            ("scripts", &(blocks + &scripts)),
        ])
    }

    /// What the page may load: what is in it, and the engine.
    fn policy(&self) -> String {
        let hash =
            |text: &str| format!("'sha256-{}'", base64_simd::STANDARD.encode_to_string(Hash::hash(text.as_bytes())));
        let (style, mut script) = match self.place {
            Place::Prompt => ("'self'".to_owned(), "'self'".to_owned()),
            _ => (hash(&STYLE), hash(&SCRIPT)),
        };
        let mut workers = String::new();
        if self.engine.is_some() {
            script += " 'wasm-unsafe-eval'";
            workers += " blob:";
        }
        if self.place == Place::Site {
            workers += " 'self'";
        }
        let mut policy = format!(
            "default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
        );
        if !workers.is_empty() {
            policy += &format!("; worker-src{workers}");
        }
        policy += match self.place {
            Place::Alone => "",
            Place::Site => "; connect-src 'self'; manifest-src 'self'",
            Place::Prompt => "; connect-src 'self'",
        };
        policy
    }
}

fn legend() -> String {
    let one = |(class, word): &(&str, &str)| {
        let (ground, line) = match *class {
            "o0" => ("o0".to_owned(), String::new()),
            "held" => ("f0".to_owned(), "<path class=\"s0\" d=\"M0 7l7-7M3 14l11-11M10 14l4-4\"/>".to_owned()),
            "abandoned" | "dead" => {
                (format!("{class}-ground"), format!("<path class=\"{class}-line\" d=\"M0 3.5h14M0 10.5h14\"/>"))
            }
            class => (format!("{class}-ground"), String::new()),
        };
        format!(
            "<li><svg class=\"slabs\" width=\"14\" height=\"14\" aria-hidden=\"true\"><path class=\"{ground}\" d=\"M0 0h14v14H0z\"/>{line}</svg> {word}</li>"
        )
    };
    let all: String = LEGEND.iter().map(one).collect();
    format!("<details id=\"legend\"><summary>What the colours say</summary><ul>{all}</ul></details>")
}

/// The frame with its places filled, from the beginning to the end: what fills one is not looked through for others.
fn fill(texts: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut parts = FRAME.split("{{");
    out += parts.next().unwrap_or_default();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        out += texts.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
        out += rest;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let page = Page { title: "{{scripts}} & <b>", steps: "{{title}}".to_owned(), ..Page::default() }.html();
        assert!(page.contains("<h1>{{scripts}} &amp; &lt;b&gt;</h1>") && page.contains("\n{{title}}</main>"), "{page}");
        assert!(!page.contains("unsafe-inline") && page.contains("script-src 'sha256-"), "{page}");
    }
}
