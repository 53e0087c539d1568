//! The history: who may read its file, what is kept. Not where that is, nor the keys that walk through it.

use std::collections::HashSet;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex};

use rustyline::history::{History, SearchDirection, SearchResult};

use super::marks::marked;
use crate::file::{Target, There};
use crate::system;

/// The line from which on entries are as the line editor's buffer has them.
const HEAD: &str = "#V3";
/// First line of older files, if they have any. There a typed line end has a tab behind it, which was never part of the entry.
const OLD_HEAD: &str = "#V2";
/// Bytes of the longest entry that is kept.
const LONGEST: usize = 1 << 16;

/// Entries, the newest last, none twice. In the file each is one line: several prompts append to it, and whoever opens
/// one that has grown too long shortens it.
#[derive(Debug)]
pub struct Past {
    entries: Vec<String>,
    most: usize,
    /// What walking through the entries showed last.
    pub shown: Arc<Mutex<String>>,
}

impl Past {
    pub fn new(most: usize) -> Self {
        Self { entries: Vec::new(), most: most.max(1), shown: Arc::default() }
    }

    fn keep(&mut self, entry: String) -> bool {
        if entry.trim().is_empty() || entry.len() > LONGEST {
            return false;
        }
        if let Some(at) = self.entries.iter().rposition(|known| *known == entry) {
            self.entries.remove(at);
        }
        self.entries.push(entry);
        if self.entries.len() > self.most {
            self.entries.remove(0);
        }
        true
    }

    /// Adds an entry here and, in one write, at the end of the file.
    pub fn remember(&mut self, entry: &str, file: Option<&Path>) -> io::Result<()> {
        if self.keep(entry.to_owned())
            && let Some(file) = file
        {
            append(file, &(escaped(entry) + "\n"))?;
        }
        Ok(())
    }

    /// Reads the file, and writes it anew where it is much longer than what is kept.
    pub fn read(&mut self, file: &Path) -> io::Result<()> {
        let prepared = prepare(file);
        let bytes = match (fs::read(file), &prepared) {
            (Ok(bytes), _) => bytes,
            (Err(error), Ok(())) => return Err(error),
            (Err(_), Err(_)) => return prepared,
        };
        let text = String::from_utf8_lossy(&bytes);
        let new = text.lines().position(|line| line == HEAD).unwrap_or(usize::MAX);
        let lines: Vec<(&str, bool)> = text
            .lines()
            .enumerate()
            .filter(|(_, line)| ![HEAD, OLD_HEAD, ""].contains(line))
            .map(|(number, line)| (line, number < new))
            .collect();
        // Oldest last and once each, so that a long file costs no search for every line.
        let mut seen = HashSet::new();
        let mut newest: Vec<String> = lines
            .iter()
            .rev()
            .filter(|(line, _)| seen.insert(*line))
            .take(self.most)
            .map(|(line, old)| entry(line, *old))
            .collect();
        newest.reverse();
        self.entries = newest;
        // What may only be read is still there to be recalled.
        prepared?;
        if lines.len() > self.entries.len() + self.most {
            let whole: String = self.entries.iter().map(|entry| escaped(entry) + "\n").collect();
            Target { path: file, there: There::Goes, never: &[] }.write(format!("{HEAD}\n{whole}").as_bytes())?;
        } else if !text.lines().any(|line| line == HEAD) {
            append(file, &format!("{HEAD}\n"))?;
        }
        Ok(())
    }
}

fn append(file: &Path, text: &str) -> io::Result<()> {
    system::private(OpenOptions::new().append(true).create(true)).open(file)?.write_all(text.as_bytes())
}

fn entry(line: &str, old: bool) -> String {
    let text = unescaped(line);
    if old { marked(&text.replace("\n\t", "\n")) } else { text }
}

fn escaped(entry: &str) -> String {
    entry.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            (c, false) => text.push(c),
        }
    }
    text
}

impl Past {
    fn find(
        &self,
        start: usize,
        direction: SearchDirection,
        fits: impl Fn(&str) -> Option<usize>,
    ) -> Option<SearchResult<'_>> {
        let found = |idx: usize| {
            let entry = self.entries.get(idx)?;
            fits(entry).map(|pos| SearchResult { entry: entry.as_str().into(), idx, pos })
        };
        match direction {
            SearchDirection::Forward => (start..self.entries.len()).find_map(found),
            SearchDirection::Reverse => (0..=start.min(self.entries.len().checked_sub(1)?)).rev().find_map(found),
        }
    }
}

impl History for Past {
    fn get(&self, index: usize, _: SearchDirection) -> rustyline::Result<Option<SearchResult<'_>>> {
        if let (Some(entry), Ok(mut shown)) = (self.entries.get(index), self.shown.lock()) {
            shown.clone_from(entry);
        }
        Ok(self.entries.get(index).map(|entry| SearchResult { entry: entry.as_str().into(), idx: index, pos: 0 }))
    }

    fn add(&mut self, line: &str) -> rustyline::Result<bool> {
        Ok(self.keep(line.to_owned()))
    }

    fn add_owned(&mut self, line: String) -> rustyline::Result<bool> {
        Ok(self.keep(line))
    }

    fn len(&self) -> usize {
        self.entries.len()
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn set_max_len(&mut self, len: usize) -> rustyline::Result<()> {
        self.most = len.max(1);
        Ok(())
    }

    fn ignore_dups(&mut self, _: bool) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_space(&mut self, _: bool) {}

    fn save(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn load(&mut self, path: &Path) -> rustyline::Result<()> {
        Ok(self.read(path)?)
    }

    fn clear(&mut self) -> rustyline::Result<()> {
        self.entries.clear();
        Ok(())
    }

    fn search(&self, term: &str, start: usize, dir: SearchDirection) -> rustyline::Result<Option<SearchResult<'_>>> {
        Ok(self.find(start, dir, |entry| entry.find(term).filter(|_| !term.is_empty())))
    }

    fn starts_with(
        &self,
        term: &str,
        start: usize,
        dir: SearchDirection,
    ) -> rustyline::Result<Option<SearchResult<'_>>> {
        Ok(self.find(start, dir, |entry| entry.starts_with(term).then_some(term.len())))
    }
}

/// Makes the file, and its folder, readable by nobody else.
fn prepare(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        system::private_folders(DirBuilder::new().recursive(true)).create(folder)?;
    }
    let file = system::private(OpenOptions::new().create(true).append(true)).open(path)?;
    // One that was there may be open to others; what is no file of its own (/dev/null) stays as it is.
    if file.metadata()?.is_file() { system::make_private(&file) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn file(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("slabscope-history-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder.join("history")
    }

    fn read(path: &Path, most: usize) -> Vec<String> {
        let mut past = Past::new(most);
        past.read(path).expect("it can be read");
        past.entries
    }

    #[test]
    fn two_prompts_write_one_file() {
        let path = file("two");
        let mut prompts = [Past::new(10), Past::new(10)];
        prompts.iter_mut().for_each(|past| past.read(&path).expect("it can be read"));
        for (which, entry) in [(0, "a"), (1, "f(\n\t1)"), (0, "'\\n'"), (1, "a"), (0, "  ")] {
            prompts[which].remember(entry, Some(&path)).expect("it is written");
        }
        assert_eq!(read(&path, 10), ["f(\n\t1)", "'\\n'", "a"]);
        let _ = fs::remove_dir_all(path.parent().expect("a folder"));
    }

    #[test]
    fn a_long_file_is_shortened_when_it_is_opened() {
        let path = file("long");
        let mut past = Past::new(5);
        past.read(&path).expect("it is made");
        for number in 0..40 {
            past.remember(&number.to_string(), Some(&path)).expect("it is written");
        }
        assert_eq!(past.entries, ["35", "36", "37", "38", "39"]);
        assert_eq!(read(&path, 5), past.entries);
        assert_eq!(fs::read_to_string(&path).expect("text"), "#V3\n35\n36\n37\n38\n39\n");
        let _ = fs::remove_dir_all(path.parent().expect("a folder"));
    }

    #[test]
    fn an_older_file_is_read_right_and_goes_on() {
        let path = file("old");
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        for head in ["#V2\n", ""] {
            fs::write(&path, format!("{head}f(\\n\t\ta,\\n\t)\n'\\\\n'\n'\u{7}'\n")).expect("it is written");
            let entries = ["f(\n\ta,\n)", "'\\n'", "'\u{FDD7}'"];
            assert_eq!(read(&path, 10), entries);
            let mut past = Past::new(10);
            past.read(&path).expect("it can be read");
            past.remember("g(\n\tb)", Some(&path)).expect("it is written");
            assert_eq!(read(&path, 10), [&entries[..], &["g(\n\tb)"]].concat());
        }
        let _ = fs::remove_dir_all(path.parent().expect("a folder"));
    }

    #[test]
    fn searches_begin_where_they_are_told() {
        let mut past = Past::new(9);
        for entry in ["b = 1", "c = 2", "b = 3"] {
            past.keep(entry.to_owned());
        }
        let index =
            |found: rustyline::Result<Option<SearchResult<'_>>>| found.expect("no error").map(|found| found.idx);
        assert_eq!(index(past.starts_with("b", 2, SearchDirection::Reverse)), Some(2));
        assert_eq!(index(past.starts_with("b", 1, SearchDirection::Reverse)), Some(0));
        assert_eq!(index(past.search("= 2", 0, SearchDirection::Forward)), Some(1));
        assert_eq!(index(Past::new(1).search("x", 0, SearchDirection::Reverse)), None);
    }
}
