//! What `[..name]` has captured. Not where it stands in a line: that is `wildcard`.

use std::collections::HashMap;

/// What `[..name]` has captured so far, and how to take the latest of it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures {
    texts: HashMap<String, String>,
    /// Each change with what stood there before.
    log: Vec<(String, Option<String>)>,
}

impl Captures {
    /// What was captured under `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Captures `text` under `name`.
    pub fn keep(&mut self, name: &str, text: &str) {
        let before = self.texts.insert(name.to_owned(), text.to_owned());
        self.log.push((name.to_owned(), before));
    }

    /// This moment, for `undo`.
    pub fn mark(&self) -> usize {
        self.log.len()
    }

    /// Takes back what was captured since `mark`.
    pub fn undo(&mut self, mark: usize) {
        for (name, before) in self.log.drain(mark.min(self.log.len())..).rev() {
            match before {
                Some(text) => self.texts.insert(name, text),
                None => self.texts.remove(&name),
            };
        }
    }

    /// Nothing so far is ever taken back.
    pub fn settle(&mut self) {
        self.log.clear();
    }
}
