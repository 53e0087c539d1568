//! From one accepted buffer to the entries in it: a paste may hold many, and prompts with them. Runs nothing.

use engine::session::{Act, Asked, Completeness, Input, is_command};
use engine::transcript::{Document, Output, Problem, Reader, Step};

/// An entry, and what came back where it was copied from.
#[derive(Debug)]
pub struct Typed {
    /// The input.
    pub input: Input,
    /// The answer that stood under it.
    pub expected: Option<Output>,
}

impl From<Input> for Typed {
    fn from(input: Input) -> Self {
        Self { input, expected: None }
    }
}

/// What a buffer holds.
#[derive(Debug, Default)]
pub struct Entries {
    /// Finished entries.
    pub whole: Vec<Typed>,
    /// The last one is not finished.
    pub open: bool,
}

/// The entries of a buffer. What was typed, or recalled, is one, whatever its lines would be by themselves.
pub fn split(buffer: &str, pasted: bool) -> Entries {
    if let Some(whole) = pasted_session(buffer) {
        return Entries { whole, open: false };
    }
    if pasted && buffer.trim().contains('\n') { lines(buffer) } else { one(buffer) }
}

fn one(buffer: &str) -> Entries {
    let end = buffer.rsplit_once('\n').map_or("", |(_, line)| line);
    let given_up = interrupts(end).is_some_and(|asked| matches!(asked.act(), Some(Act::Break | Act::Exit)));
    let input = Input::typed(if given_up { end } else { buffer });
    let open = input.completeness() == Completeness::Incomplete;
    let whole = if input.text().trim().is_empty() { Vec::new() } else { vec![input.into()] };
    Entries { whole, open }
}

/// Splits a paste as Node's prompt splits lines: an entry ends with the line that finishes it, or with one that gives it up.
/// Beyond Node, a line that begins with a dot and a name that is no command goes on with the one before it.
fn lines(buffer: &str) -> Entries {
    let mut entries = Entries::default();
    let mut current = String::new();
    let mut lines = buffer.split('\n').peekable();
    while let Some(line) = lines.next() {
        let continues = entries.open;
        if !continues && line.trim().is_empty() {
            continue;
        }
        if continues && interrupts(line).is_some_and(|asked| matches!(asked.act(), Some(Act::Break | Act::Exit))) {
            current.clear();
        } else if continues {
            current.push('\n');
        }
        current.push_str(line);
        entries.open = true;
        if lines.peek().is_some_and(|next| is_chain(next)) && !is_command(&current) {
            continue;
        }
        let input = Input::read(std::mem::take(&mut current));
        entries.open = input.completeness() == Completeness::Incomplete;
        if entries.open && lines.peek().is_some() {
            input.text().clone_into(&mut current);
        } else {
            entries.whole.push(input.into());
        }
    }
    entries
}

/// Whether a line goes on with the expression before it: `.map(f)`, `?.length`. `.map` alone is a command.
fn is_chain(line: &str) -> bool {
    let line = line.trim_start();
    let Some(member) = line.strip_prefix("?.").or_else(|| line.strip_prefix('.')) else { return false };
    let name = member.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '#')).unwrap_or(member.len());
    let named = !member.starts_with(|c: char| c.is_ascii_digit()) && name > 0;
    named && (member[name..].starts_with(['(', '[', '.', '?', '`']) || !is_command(line))
}

/// The command that a line is in the middle of an entry: Node's own, for `.map(f)` goes on with the expression before it.
pub fn interrupts(line: &str) -> Option<Asked<'_>> {
    Asked::read(line).filter(|asked| asked.command.is_nodes())
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
    transcript(session.as_bytes().to_vec(), false).ok()
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
                    whole.push(Typed { input: Input::read(entry.source), expected: Some(output) });
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
        texts(&split(buffer, true))
    }

    fn texts(entries: &Entries) -> Vec<String> {
        assert!(!entries.open, "{entries:?}");
        entries.whole.iter().map(|typed| typed.input.text().to_owned()).collect()
    }

    #[test]
    fn typed_lines_are_one_entry() {
        for text in ["f(\n\t1)", "a\n+ b", "a\n\tb", "`a\n\tb`", ".pool", "a\n.pool"] {
            assert_eq!(texts(&split(text, false)), [text]);
        }
        assert!(split("f(\n\t1", false).open);
        assert!(texts(&split("  ", false)).is_empty());
    }

    #[test]
    fn pasted_lines_are_as_many_as_they_finish() {
        assert_eq!(whole("a = 1\n\nb = [\n  2\n]\n.pool\nb\n"), ["a = 1", "b = [\n  2\n]", ".pool", "b"]);
        assert_eq!(
            whole("`a\n\tb`\nf()\n  .map(g)\n  .join()\n.pool"),
            ["`a\n\tb`", "f()\n  .map(g)\n  .join()", ".pool"]
        );
        assert!(split("a\nf(", true).open);
    }

    #[test]
    fn an_unfinished_entry_can_be_given_up() {
        assert_eq!(texts(&split("f(\n.break", false)), [".break"]);
        assert_eq!(whole("a\nf(\n.clear\nb"), ["a", ".clear", "b"]);
        assert_eq!(texts(&split("f(\n.exit", false)), [".exit"]);
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
