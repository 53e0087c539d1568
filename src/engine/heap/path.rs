//! The way to a view in words, as a program would write it where it can: `cache.list[3]`. Not finding the way.

use super::arenas::Heap;
use super::retainers::{Edge, Holder, Retainers};
use super::value::{PropertyKey, Value};

/// Steps of a path that are told; a longer one has its middle left out.
const LONGEST: usize = 12;

/// Whether a text can be a variable, or a property behind a dot.
fn is_name(text: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '_' | '$');
    text.starts_with(letter) && text.chars().all(|c| letter(c) || c.is_numeric())
}

/// A text as a program writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

/// A path on its way: what is in front of it is behind it in words, as `b (captured by f)`.
struct Path {
    text: String,
    behind: String,
    /// Whether it can be typed as it is.
    typed: bool,
}

impl Path {
    fn words(&mut self, words: &str) {
        self.text.push_str(&format!(" ({words})"));
        self.typed = false;
    }
}

impl Heap {
    /// A holder's path, where it is one that can be typed as it is.
    pub fn typed_path(&self, walk: &Retainers, holder: &Holder) -> Option<String> {
        self.typed_step(walk, holder.step)
    }

    /// The path of what a step leads to, where it can be typed.
    pub(super) fn typed_step(&self, walk: &Retainers, step: u32) -> Option<String> {
        let path = self.way(walk, step, true);
        path.typed.then_some(path.text)
    }

    /// A holder's path, as a program would write it where it can.
    pub fn path(&self, walk: &Retainers, holder: &Holder) -> String {
        let Path { text, behind, .. } = self.way(walk, holder.step, true);
        text + &behind
    }

    /// The way to a step; `keys`: the way to an object that is a key is told, too.
    fn way(&self, walk: &Retainers, step: u32, keys: bool) -> Path {
        let edges: Vec<Edge> = walk.edges(step).collect();
        let skip = edges.len().saturating_sub(LONGEST);
        let mut path = Path { text: String::new(), behind: String::new(), typed: skip == 0 };
        for (place, edge) in edges.into_iter().rev().enumerate() {
            if skip > 0 && place > LONGEST / 2 && place <= LONGEST / 2 + skip {
                if place == LONGEST / 2 + 1 {
                    path.text.push_str(" ... ");
                }
                continue;
            }
            self.follow(walk, edge, keys, &mut path);
        }
        path
    }

    fn follow(&self, walk: &Retainers, edge: Edge, keys: bool, path: &mut Path) {
        match edge {
            Edge::Root(number) => {
                let (name, typed) = &walk.roots[number as usize];
                path.text.push_str(name);
                path.typed &= *typed;
            }
            Edge::Property(PropertyKey::String(name)) => {
                let name = self.utf8(name);
                path.text.push_str(&if is_name(&name) { format!(".{name}") } else { format!("[{}]", quoted(&name)) });
            }
            Edge::Property(PropertyKey::Index(at)) | Edge::Element(at) => path.text.push_str(&format!("[{at}]")),
            Edge::Property(PropertyKey::Symbol(symbol)) => {
                let name = self.description(symbol).map_or_else(String::new, |text| self.utf8(text));
                path.typed &= name.starts_with("Symbol.");
                match (self.is_private(symbol), name.as_str()) {
                    (true, name) if name.starts_with('#') => path.text.push_str(&format!(".{name}")),
                    (true, name) => path.words(&format!("its {name}")),
                    (false, name) if name.starts_with("Symbol.") => path.text.push_str(&format!("[{name}]")),
                    (false, name) => path.text.push_str(&format!("[Symbol({name})]")),
                }
            }
            Edge::Prototype => path.text = format!("Object.getPrototypeOf({})", path.text),
            Edge::Getter => path.words("its getter"),
            Edge::Setter => path.words("its setter"),
            Edge::Key => path.words("a key"),
            Edge::Member => path.words("a member"),
            Edge::Entry(key) => self.entry(walk, key, keys, path),
            Edge::Captured(place) => {
                let list = place.and_then(|(list, at)| walk.captured[list as usize].names.get(at as usize));
                match list.map(ToString::to_string).filter(|name| !name.is_empty()) {
                    Some(name) => {
                        let by = std::mem::replace(&mut path.text, name);
                        path.behind = format!(" (captured by {by}){}", path.behind);
                        path.typed = false;
                    }
                    None => path.words("a captured variable"),
                }
            }
            Edge::Buffer => path.text.push_str(".buffer"),
            Edge::Inside(what) => path.words(what),
        }
    }

    fn entry(&self, walk: &Retainers, key: Value, keys: bool, path: &mut Path) {
        let known = match key {
            Value::String(key) => Some(quoted(&self.utf8(key))),
            Value::Number(key) => Some(key.to_string()),
            Value::Object(key) if keys => {
                let step = walk.objects.get(key.index()).and_then(|step| step.checked_sub(1));
                let way = step.map(|step| self.way(walk, step, false));
                way.filter(|way| way.typed).map(|way| way.text)
            }
            _ => None,
        };
        match known {
            Some(key) => path.text.push_str(&format!(".get({key})")),
            None => path.words("a value"),
        }
    }
}
