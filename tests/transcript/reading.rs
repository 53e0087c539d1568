//! Every `tests/golden/transcript/*.transcript` and `*.md` beside the dump of how it is read. `UPDATE_GOLDEN=1` writes
//! the dumps anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use engine::transcript::{Block, Document, Problem, Reader, Step};

use crate::{block, first_entry};

#[test]
fn goldens_are_read_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/transcript");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder is there").flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "transcript" || extension == "md"));
    files.sort();
    assert!(files.len() >= 12, "goldens are missing");
    let mut wrong = Vec::new();
    for path in files {
        let markdown = path.extension().is_some_and(|extension| extension == "md");
        let dumped = match Document::read(fs::read(&path).expect("the golden can be read"), markdown) {
            Ok(document) => document.blocks.iter().map(dump).collect::<Vec<_>>().join("---- next transcript\n"),
            Err(problem) => told(&problem),
        };
        let recorded = path.with_extension(if markdown { "md.dump" } else { "dump" });
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&recorded, &dumped).expect("the dump can be written");
        }
        let expected = fs::read_to_string(&recorded).unwrap_or_default();
        if expected != dumped {
            wrong.push(format!("{}\n{dumped}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn dump(block: &Block) -> String {
    let mut out = String::new();
    match write_steps(block, &mut out) {
        Ok(()) => {}
        Err(problem) => out.push_str(&told(&problem)),
    }
    out
}

fn told(problem: &Problem) -> String {
    format!("{:>3} problem    {}\n", problem.line, problem.message)
}

fn write_steps(block: &Block, out: &mut String) -> Result<(), Problem> {
    let number = |index: usize| block.lines[index].number;
    let text = |index: usize| block.lines[index].text.as_str();
    let mut reader = Reader::new(block)?;
    while let Some(step) = reader.step()? {
        match step {
            Step::Directive(line, directive) => writeln!(out, "{:>3} directive  {directive:?}", number(line)),
            Step::Comment(line) => writeln!(out, "{:>3} comment    {}", number(line), text(line)),
            Step::Fresh(line, profile) => writeln!(out, "{:>3} fresh      {profile:?}", number(line)),
            Step::Ignored(line) => writeln!(out, "{:>3} ignored    {}", number(line), text(line)),
            Step::Entry(entry) => {
                let kind = if entry.abandoned { "abandoned" } else { "entry" };
                writeln!(out, "{:>3} {kind:<10} {:?}", number(entry.lines.start), entry.source)
                    .expect("a String grows");
                let output = reader.output(&[]);
                if let Some((line, thrown)) = output.throws {
                    writeln!(out, "{:>3}   throws   {thrown}", number(line)).expect("a String grows");
                }
                for line in output.lines {
                    writeln!(out, "{:>3}   output   {:?}", number(line.line), line.text).expect("a String grows");
                }
                Ok(())
            }
        }
        .expect("a String grows");
    }
    Ok(())
}

/// Brackets tell that an entry goes on; the language tells where it went wrong.
#[test]
fn a_long_entry_ends_where_it_is_finished_or_wrong() {
    let cases = [
        ("> [\n... 1,\n... 2\n... ]\n... 3\n", "[\n1,\n2\n]", false),
        ("> f(1 2\n... 3)\n", "f(1 2", false),
        ("> f(\n... 1 2\n... 3\n... .break\n", "f(\n1 2", false),
        ("> f(\n... 1 2\n... )\n", "f(\n1 2", false),
        ("> f(\n... 1,\n... .break\n", "f(\n1,", true),
        ("> f(\n... 1,\n> 2\n", "f(\n1,", true),
        ("> `a\n... )\n... b`\n... c\n", "`a\n)\nb`", false),
        ("> (\n... 8 / 2\n... )\n... 1\n", "(\n8 / 2\n)", false),
        ("> /[(]/\n... 1\n", "/[(]/", false),
        ("> f(\n... 1 2\n", "f(\n1 2", false),
        ("> (async () => {\n... await\n... 1\n... })\n... 2\n", "(async () => {\nawait\n1\n})", false),
        ("> (/[)]/\n... )\n", "(/[)]/\n)", false),
    ];
    for (text, source, abandoned) in cases {
        let (_, entry) = first_entry(&block(text));
        assert_eq!((entry.source.as_str(), entry.abandoned), (source, abandoned), "{text}");
    }
}
