//! What there is to say of everything a person may ask about: functions, encodings, error codes, words, keys, settings. One list,
//! read from the texts beside this file. Not who asks, nor what a name means in a session.

use std::sync::LazyLock;

/// The texts: `# holder receiver` begins a part; `name|other(parameters)  words` is an entry, and two lines of one name are two
/// ways to call it; behind it, indented, come rows of a table, and with `> ` what could be typed, where NAME is the name.
const TEXTS: [&str; 5] = [
    include_str!("manual/words.txt"),
    include_str!("manual/buffer.txt"),
    include_str!("manual/binary.txt"),
    include_str!("manual/language.txt"),
    include_str!("manual/node.txt"),
];

/// The parts that hold no names of the language.
pub(super) const WORDS: [&str; 4] = ["word", "encoding", "code", "topic"];

/// One thing, or one way to call it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Whose property it is, as a path of names: `Buffer.prototype`, `require('util')`, `globalThis`; or one of `WORDS`.
    pub(super) holder: &'static str,
    /// What an object that has it is called in signatures; empty where it is the holder itself.
    receiver: &'static str,
    names: &'static str,
    /// What a call takes, with its parentheses.
    pub(super) parameters: Option<&'static str>,
    /// One line of plain words.
    pub line: &'static str,
    /// The indented lines.
    below: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| TEXTS.iter().flat_map(|text| read(text)).collect());

/// All of it, in order.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter()
}

/// The first entry of a name under a holder: `about("Buffer.prototype", "fill")`.
pub fn about(holder: &str, name: &str) -> Option<&'static Entry> {
    ways(holder, name).next()
}

/// Every entry of a name under a holder.
pub(super) fn ways(holder: &str, name: &str) -> impl Iterator<Item = &'static Entry> {
    entries()
        .filter(move |entry| (entry.holder == holder || entry.holders().any(|known| known == holder)) && entry.is(name))
}

/// The row of a key or a setting: `Ctrl-R`, `^R`, `C-r`, `theme`.
pub(super) fn row(about: &str) -> Option<(&'static str, &'static str)> {
    let control = about.strip_prefix('^').or_else(|| about.strip_prefix("C-")).map(|key| format!("ctrl-{key}"));
    let meta = about.strip_prefix("M-").map(|key| format!("alt-{key}"));
    let wanted = control.or(meta).unwrap_or_else(|| about.replace('+', "-")).to_lowercase();
    let rows = entries().filter(|entry| entry.holder == "topic").flat_map(Entry::rows);
    let mut rows = rows.filter(|(what, _)| !what.is_empty());
    rows.find(|(what, _)| what.to_lowercase() == wanted || what.to_lowercase().split(' ').any(|key| key == wanted))
}

fn read(text: &'static str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let (mut holder, mut receiver) = ("", "");
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if let Some(heading) = line.strip_prefix("# ") {
            (holder, receiver) = heading.split_once(' ').unwrap_or((heading, ""));
        } else if line.starts_with(' ') {
            if let Some(entry) = found.last_mut() {
                let begins = start - entry.below.len();
                entry.below = &text[begins..at];
            }
        } else if let Some((signature, words)) = line.split_once("  ") {
            let (names, parameters) = match signature.find('(') {
                Some(open) => (&signature[..open], Some(&signature[open..])),
                None => (signature, None),
            };
            found.push(Entry { holder, receiver, names, parameters, line: words, below: "" });
        }
    }
    found
}

impl Entry {
    pub(super) fn holders(&self) -> impl Iterator<Item = &'static str> {
        self.holder.split('|')
    }

    /// What it is called, by all of its names.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split('|').map(|name| name.strip_prefix("new ").unwrap_or(name))
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// Whether it is one of the language or of Node, not of slabscope.
    pub(super) fn is_code(&self) -> bool {
        !WORDS.contains(&self.holder)
    }

    /// How it is typed, by that one of its names.
    pub fn signature(&self, name: &str) -> String {
        let new = if self.names.contains("new ") { "new " } else { "" };
        format!("{new}{}{}", self.path(name), self.parameters.unwrap_or_default())
    }

    /// The same without what it takes.
    pub(super) fn path(&self, name: &str) -> String {
        let holder = self.holders().next().unwrap_or_default();
        match (holder, self.receiver) {
            _ if !self.is_code() => name.to_owned(),
            ("globalThis", _) => name.to_owned(),
            (holder, "") => format!("{holder}.{name}"),
            // Of a module what is new is called as it is.
            (_, receiver) if !self.names.contains("new ") => format!("{receiver}.{name}"),
            _ => name.to_owned(),
        }
    }

    /// Rows of a table: what, and what of it.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.below.lines().map(str::trim_start).filter(|line| !line.starts_with("> "));
        lines.map(|line| line.split_once("  ").map_or(("", line), |(what, words)| (what, words.trim_start())))
    }

    /// What could be typed, for that one of its names.
    pub(super) fn examples(&self, name: &str) -> impl Iterator<Item = String> {
        self.below
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("> "))
            .map(move |line| line.replace("NAME", name))
    }

    /// What each argument is called, as it is written.
    pub(super) fn arguments(&self) -> Vec<&'static str> {
        let inside = self.parameters.unwrap_or("()");
        divided(&inside[1..inside.len() - 1])
    }
}

/// The parameters of a list, divided at its own commas.
pub(super) fn divided(list: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    let last = list[start..].trim();
    parts.extend((!last.is_empty()).then_some(last));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_entry() {
        for text in TEXTS {
            for line in text.lines().filter(|line| !line.is_empty()) {
                let fits = line.starts_with("# ") || line.starts_with("  ") || line.contains("  ");
                assert!(fits && line.trim_end() == line && !line.contains('\t'), "{line}");
            }
        }
        assert!(entries().all(|entry| !entry.line.starts_with(' ') && !entry.line.is_empty()));
        assert!(entries().all(|entry| entry.parameters.is_none_or(|parameters| parameters.ends_with(')'))));
    }

    #[test]
    fn an_entry_has_signature_words_and_examples() {
        let read = about("Buffer.prototype", "readUint16LE").expect("it is there");
        assert_eq!(read.signature("readUint16LE"), "buf.readUint16LE(offset = 0)");
        assert_eq!(read.examples("readUint16LE").next().as_deref(), Some("Buffer.from([1, 2, 3, 4]).readUint16LE()"));
        assert_eq!(ways("Buffer", "from").count(), 4);
        assert_eq!(about("globalThis", "Map").map(|map| map.signature("Map")).as_deref(), Some("new Map(iterable)"));
        assert_eq!(
            about("topic", "keys").map(|keys| keys.rows().next()),
            Some(Some(("Tab", "completes; again, or arrows then, to choose")))
        );
    }

    #[test]
    fn parameters_are_divided_at_their_own_commas() {
        assert_eq!(divided("a, b = f(1, 2), { c, d } = {}"), ["a", "b = f(1, 2)", "{ c, d } = {}"]);
        assert!(divided("").is_empty());
    }
}
