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

/// What is asked about by an entry that begins with a question mark, which no JavaScript does, or ends with one behind a path
/// of names without a blank, where Node's prompt would wait for more: only where a person types. `?` alone is the last error.
pub fn question(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.contains('\n') {
        return None;
    }
    if let Some(about) = text.strip_prefix('?') {
        let about = about.trim_matches(['?', ' ']);
        return Some(if about.is_empty() { ERROR } else { about });
    }
    let path = text.trim_end_matches('?');
    let first = path.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$'));
    let rest = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '#' | '-');
    (path.len() < text.len() && first && path.trim_end_matches("()").chars().all(rest)).then_some(path)
}

/// Node's name for the last error, which `.help` explains.
pub(super) const ERROR: &str = "_error";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_from_conditionals() {
        for (text, about) in [
            ("?Buffer.from", Some("Buffer.from")),
            (" ? Buffer.from ", Some("Buffer.from")),
            ("??pinned", Some("pinned")),
            ("Buffer.from?", Some("Buffer.from")),
            ("b.toString()??", Some("b.toString()")),
            ("utf-16?", Some("utf-16")),
            ("?.why", Some(".why")),
            (".why?", None),
            ("?", Some(ERROR)),
            ("??", Some(ERROR)),
            ("a ?", None),
            ("a ? b : c", None),
            ("a?.b", None),
            ("a ?\n b : c", None),
            ("?\nb", None),
            ("a > b?", None),
            ("'what?'", None),
            ("'what'?", None),
            ("1?", None),
            ("a ??", None),
            ("", None),
        ] {
            assert_eq!(question(text), about, "{text}");
        }
    }
}
