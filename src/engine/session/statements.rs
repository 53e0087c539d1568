//! The statements of a session as typed, as many as are kept, and what is none. Not running them again.

/// Bytes of statements kept to be run again.
pub(super) const KEPT: usize = 16 << 20;

/// The statements of a session, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    pub(super) texts: Vec<String>,
    bytes: usize,
    /// Some were too many to keep.
    pub(super) cut: bool,
}

impl Statements {
    /// How many texts there are up to the end of statement `number`, and what was collected behind it; 0: before the first.
    pub fn end_of(&self, number: u32) -> Option<usize> {
        let mut places = self.numbered().map(|(at, _)| at).skip(number as usize);
        let known = !self.cut && self.numbered().count() >= number as usize;
        known.then(|| places.next().unwrap_or(self.texts.len()))
    }

    /// The statements among the texts, in order: the first is number 1.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.texts.iter().enumerate().filter(|(_, text)| !is_command(text)).map(|(at, text)| (at, text.as_str()))
    }

    pub fn keep(&mut self, text: &str) {
        self.bytes += text.len() + size_of::<String>();
        if self.bytes > KEPT {
            (self.cut, self.texts) = (true, Vec::new());
        }
        if !self.cut {
            self.texts.push(text.to_owned());
        }
    }
}

/// Whether an entry is a dot command rather than JavaScript: as in Node (`lib/repl.js`, `onLine`) a dot that begins neither
/// a number nor a spread.
pub fn is_command(text: &str) -> bool {
    let behind = text.trim_start().strip_prefix('.');
    behind.is_some_and(|rest| !rest.starts_with(|c: char| c == '.' || c.is_ascii_digit()))
}
