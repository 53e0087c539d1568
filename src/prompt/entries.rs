//! From one accepted buffer to the entries in it: a paste may hold many, and prompts with them. Runs nothing.

use super::foreign::{self, Part, Taken};
use super::was::Was;
use engine::session::{Act, Asked, Completeness, Input, is_command};
use engine::transcript::{Block, Document, Problem, Reader, Step};

/// An entry, and what came back where it was copied from.
#[derive(Debug)]
pub struct Typed {
    /// The input.
    pub input: Input,
    /// The answer that stood under it.
    pub expected: Option<Was>,
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
    /// What was taken away from a paste, in words.
    pub taken: Option<String>,
}

/// The entries of a buffer. What was typed, or recalled, is one, whatever its lines would be by themselves.
pub fn split(buffer: &str, pasted: bool) -> Entries {
    if (pasted || buffer.trim_start().starts_with("> "))
        && let Some(entries) = foreign(buffer)
    {
        return entries;
    }
    if pasted && buffer.trim().contains('\n') { lines(buffer) } else { one(buffer) }
}

fn one(buffer: &str) -> Entries {
    let end = buffer.rsplit_once('\n').map_or("", |(_, line)| line);
    let given_up = interrupts(end).is_some_and(|asked| matches!(asked.act(), Some(Act::Break | Act::Exit)));
    let input = Input::typed(if given_up { end } else { buffer });
    let open = input.completeness() == Completeness::Incomplete;
    let whole = if input.text().trim().is_empty() { Vec::new() } else { vec![input.into()] };
    Entries { whole, open, taken: None }
}

/// Splits a paste as Node's prompt splits lines: an entry ends with the line that finishes it, or with one that gives it up.
/// Beyond Node, a line that begins with a dot and a name that is no command goes on with the one before it.
fn lines(buffer: &str) -> Entries {
    let mut entries = Entries::default();
    let mut current = String::new();
    let mut unseen = Taken::default();
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
            let (seen, count) = foreign::seen(input.text());
            unseen.unseen += count;
            entries.whole.push(if count > 0 { Input::read(seen).into() } else { input.into() });
        }
    }
    entries.taken = (unseen.unseen > 0).then(|| unseen.to_string());
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

/// The entries of sessions that were pasted with their prompts, and with what stood around them.
fn foreign(paste: &str) -> Option<Entries> {
    let (parts, mut taken) = foreign::parts(paste)?;
    let mut entries = Entries::default();
    for part in parts {
        let Entries { whole, open, .. } = match part {
            Part::Code(code) => lines(&code),
            Part::Session { text, copied, by } => {
                let document = Document::read(text.into_bytes(), false).ok()?;
                let mut read = Entries::default();
                for block in &document.blocks {
                    let was = |output| Was { output, columns: copied.columns, by };
                    steps(Reader::of_screen(block, copied), block, was, &mut read).ok()?;
                }
                read
            }
        };
        entries.whole.extend(whole);
        entries.open |= open;
    }
    for typed in &mut entries.whole {
        let (seen, count) = foreign::seen(typed.input.text());
        if count > 0 {
            typed.input = Input::read(seen.into_owned());
            taken.unseen += count;
        }
    }
    entries.taken = (taken != Taken::default()).then(|| taken.to_string());
    Some(entries)
}

/// The entries of a transcript, or of those in a Markdown file, with what each should answer.
pub fn transcript(bytes: Vec<u8>, markdown: bool) -> Result<Vec<Typed>, Problem> {
    let document = Document::read(bytes, markdown)?;
    let mut entries = Entries::default();
    for block in &document.blocks {
        let was = |output| Was { output, ..Was::default() };
        steps(Reader::new(block)?, block, was, &mut entries)?;
    }
    Ok(entries.whole)
}

/// Adds the entries that a reader finds; the last one is open where nothing stands behind it.
fn steps(
    mut reader: Reader<'_>,
    block: &Block,
    was: impl Fn(engine::transcript::Output) -> Was,
    entries: &mut Entries,
) -> Result<(), Problem> {
    while let Some(step) = reader.step()? {
        if let Step::Entry(entry) = step {
            let output = reader.output(&[]);
            if !entry.abandoned {
                entries.whole.push(Typed { input: Input::read(entry.source), expected: Some(was(output)) });
            } else if entry.lines.end == block.lines.len() {
                entries.open = true;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

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

    /// A case is a pair of files in `tests/golden/pastes`; `BLESS=1` writes the second.
    #[test]
    fn pastes_are_the_entries_that_stand_beside_them() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/pastes");
        let files = fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("a file").path());
        for file in files.filter(|file| file.extension().is_some_and(|kind| kind == "paste")) {
            let found = written(&split(&fs::read_to_string(&file).expect("text"), true));
            let beside = file.with_extension("entries");
            if std::env::var_os("BLESS").is_some() {
                fs::write(&beside, &found).expect("it can be written");
            }
            assert_eq!(found, fs::read_to_string(&beside).expect("text"), "{}", beside.display());
        }
    }

    fn written(entries: &Entries) -> String {
        let mut text = format!("{}\n", entries.taken.as_deref().unwrap_or("as it is"));
        for Typed { input, expected } in &entries.whole {
            text += &format!("> {}\n", input.text().replace('\n', "\n... "));
            let lines = expected.iter().flat_map(|was| &was.output.lines);
            lines.for_each(|line| text += &format!("    {}\n", line.text));
        }
        if entries.open { text + "and one that is not finished\n" } else { text }
    }

    #[test]
    fn what_is_typed_and_begins_with_a_prompt_is_a_session_too() {
        assert_eq!(texts(&split("> 1", false)), ["1"]);
        assert!(split("```a", false).open);
    }
}
