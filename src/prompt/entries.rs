//! From one accepted buffer to the entries in it: a paste may hold many, and prompts with them. Runs nothing.
//!
//! While typing, a newline is kept as `\n\t`: the line editor has no continuation prompt, so the gutter is drawn where
//! the tab stands.

use super::commands::is_command;
use engine::session::{Completeness, completeness};
use engine::transcript::{Document, Output, Problem, Reader, Step};

/// The newline of a typed continuation.
pub const BREAK: &str = "\n\t";

/// An entry, and what came back where it was copied from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The input.
    pub text: String,
    /// The answer that stood under it.
    pub expected: Option<Output>,
}

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self { text, expected: None }
    }
}

/// What a buffer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Finished entries.
    pub whole: Vec<Typed>,
    /// The last one is not finished.
    pub open: bool,
}

/// Splits a buffer as Node's prompt splits lines: an entry ends with the line that finishes it. Only pasted newlines
/// end one; a continuation that was typed belongs to its entry.
pub fn split(buffer: &str) -> Entries {
    if let Some(whole) = pasted_session(buffer) {
        return Entries { whole, open: false };
    }
    let mut entries = Entries::default();
    let mut current = String::new();
    let mut begun = false;
    let mut lines = buffer.split('\n').peekable();
    while let Some(line) = lines.next() {
        if begun {
            current.push('\n');
            current.push_str(line.strip_prefix('\t').unwrap_or(line));
        } else {
            if line.trim().is_empty() {
                continue;
            }
            current.push_str(line);
            begun = true;
        }
        if lines.peek().is_some_and(|next| next.starts_with('\t')) && !is_command(&current) {
            continue;
        }
        if is_command(&current) || completeness(&current) != Completeness::Incomplete {
            entries.whole.push(std::mem::take(&mut current).into());
            begun = false;
        }
    }
    entries.open = begun;
    if begun {
        entries.whole.push(current.into());
    }
    entries
}

/// The entries of a session that was pasted with its prompts, and perhaps with what Node says before the first one. No
/// JavaScript begins with `> `.
fn pasted_session(buffer: &str) -> Option<Vec<Typed>> {
    let start = if buffer.trim_start().starts_with("> ") { 0 } else { buffer.find("\n> ")? + 1 };
    let (head, session) = buffer.split_at(start);
    let greeted = head.lines().any(|line| line.starts_with("Welcome to Node.js v"));
    if !head.is_empty() && !greeted {
        return None;
    }
    transcript(session.replace(BREAK, "\n").into_bytes(), false).ok()
}

/// The entries of a transcript, or of those in a Markdown file, with what each should answer.
pub fn transcript(bytes: Vec<u8>, markdown: bool) -> Result<Vec<Typed>, Problem> {
    let document = Document::read(bytes, markdown)?;
    let mut whole = Vec::new();
    for block in &document.blocks {
        let mut reader = Reader::new(block)?;
        while let Some(step) = reader.step()? {
            if let Step::Entry(entry) = step {
                let output = reader.output(&[]);
                if !entry.abandoned {
                    whole.push(Typed { text: entry.source, expected: Some(output) });
                }
            }
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(buffer: &str) -> Vec<String> {
        let entries = split(buffer);
        assert!(!entries.open, "{entries:?}");
        entries.whole.into_iter().map(|typed| typed.text).collect()
    }

    #[test]
    fn typed_lines_are_one_entry() {
        assert_eq!(whole("f(\n\t1)"), ["f(\n1)"]);
        assert_eq!(whole("a\n\t.b()"), ["a\n.b()"]);
        assert!(split("f(\n\t1").open);
        assert_eq!(split("  "), Entries::default());
    }

    #[test]
    fn pasted_lines_are_as_many_as_they_finish() {
        assert_eq!(whole("a = 1\n\nb = [\n  2\n]\n.pool\nb\n"), ["a = 1", "b = [\n  2\n]", ".pool", "b"]);
        assert!(split("a\nf(").open);
    }

    #[test]
    fn a_pasted_session_gives_its_inputs() {
        assert_eq!(whole("> 1 + 1\n2\n> f(\n... 2)\nundefined\n> "), ["1 + 1", "f(\n2)"]);
        assert_eq!(whole("> 1"), ["1"]);
        let greeting = "$ node\nWelcome to Node.js v22.23.3.\nType \".help\" for more information.\n";
        assert_eq!(whole(&format!("{greeting}> 1 + 1\n2\n> ")), ["1 + 1"]);
        assert_eq!(whole("if (1\n> 2) 3"), ["if (1\n> 2) 3"]);
    }
}
