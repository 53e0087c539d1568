//! Reads golden/calls and what is written as it: lines of expressions, then the answer they share, after a tab; before it the releases it is for,
//! where not all agree. Not a test by itself.

use std::fs;
use std::path::PathBuf;

/// The majors of the recorded releases, in the order answers are kept in.
pub const RELEASES: [&str; 5] = ["18", "20", "22", "24", "26"];

/// One expression and what each release answered.
pub struct Call {
    pub expression: String,
    pub answers: [String; 5],
}

/// One file of calls.
pub struct Group {
    pub name: String,
    /// Each call had a process of its own, because the pool mattered.
    pub fresh: bool,
    pub calls: Vec<Call>,
}

fn read(name: String, text: &str) -> Group {
    let mut calls = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut answers: [String; 5] = Default::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            continue;
        }
        let Some((releases, answer)) = line.split_once('\t') else {
            waiting.push(line);
            continue;
        };
        for (release, kept) in RELEASES.iter().zip(&mut answers) {
            if releases.is_empty() || releases.split(',').any(|named| named == *release) {
                answer.clone_into(kept);
            }
        }
        if lines.peek().is_none_or(|next| !next.contains('\t')) {
            let answered = |expression: &str| Call { expression: expression.to_owned(), answers: answers.clone() };
            calls.extend(waiting.drain(..).map(answered));
        }
    }
    Group { name, fresh: text.starts_with("# each in a fresh process"), calls }
}

/// Every recorded call of a folder of golden.
pub fn groups(folder: &str) -> Vec<Group> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("recorded calls").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            read(name, &fs::read_to_string(&path).expect("a readable recording"))
        })
        .collect()
}
