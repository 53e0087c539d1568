//! From what was written on the command line to the files it means: files, folders, simple globs. Reads no transcript.

use crate::file;
use engine::transcript::is_markdown;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf, is_separator};

/// A file to be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path, as it is to be shown.
    pub path: PathBuf,
    /// It was named itself, not found in a folder: having no transcript in it is a mistake then.
    pub named: bool,
}

/// How deep folders are followed.
const DEEPEST: usize = 64;

/// All files that `words` mean, each once, in the order of the words and sorted within a folder.
pub fn collect(words: &[String]) -> Result<Vec<Found>, String> {
    let mut found: Vec<Found> = Vec::new();
    for word in words {
        let path = Path::new(word);
        if path.is_dir() {
            let before = found.len();
            walk(path, 0, &mut Seen::new(), &mut |file| {
                if is_transcript(file) || is_markdown(file) {
                    found.push(Found { path: file.to_owned(), named: false });
                }
            })?;
            if found.len() == before {
                return Err(format!("{word}: there is no *.transcript and no *.md file in this folder"));
            }
        } else if path.exists() {
            found.push(Found { path: path.to_owned(), named: true });
        } else if word.contains(['*', '?']) {
            let before = found.len();
            glob(word, &mut found)?;
            if found.len() == before {
                return Err(format!("{word}: no file fits"));
            }
        } else {
            return Err(format!("{word}: no such file or folder"));
        }
    }
    let mut seen = HashSet::new();
    // A file has many names, and is one file all the same.
    found.retain(|file| seen.insert(real(&file.path)));
    Ok(found)
}

/// Whether the name says that the file is a transcript.
fn is_transcript(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "transcript")
}

/// What has been looked into, by its real path and by how much of a glob was left: links may lead in circles.
type Seen = HashSet<(PathBuf, usize)>;

/// Calls `each` with every file under `folder`, sorted; hidden folders and installed packages are left out, and so is a
/// folder that was seen already.
fn walk(folder: &Path, depth: usize, seen: &mut Seen, each: &mut dyn FnMut(&Path)) -> Result<(), String> {
    if depth > DEEPEST || !seen.insert((real(folder), 0)) {
        return Ok(());
    }
    for (path, is_folder) in inside(folder)? {
        if is_folder {
            walk(&path, depth + 1, seen, each)?;
        } else {
            each(&path);
        }
    }
    Ok(())
}

/// A path that is the same however links lead to it.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// What is in a folder and is not left out, sorted; whether each is a folder.
fn inside(folder: &Path) -> Result<Vec<(PathBuf, bool)>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", file::shown(folder));
    let mut inside = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with('.') && name != "node_modules" {
            let is_folder = path.is_dir();
            inside.push((path, is_folder));
        }
    }
    inside.sort();
    Ok(inside)
}

/// `*` and `?` within a name, `**` for any folders.
fn glob(word: &str, found: &mut Vec<Found>) -> Result<(), String> {
    let first_wild =
        word.split(is_separator).take_while(|part| !part.contains(['*', '?'])).map(|part| part.len() + 1).sum();
    let base = word.get(..first_wild).unwrap_or_default();
    let start = if base.is_empty() { Path::new(".") } else { Path::new(base) };
    if !start.is_dir() {
        return Ok(());
    }
    let mut parts: Vec<&str> = word[base.len()..].split(is_separator).collect();
    if parts.last() == Some(&"**") {
        parts.push("*");
    }
    let mut files = Vec::new();
    fitting(start, &parts, 0, &mut Seen::new(), &mut files)?;
    files.sort();
    let named = |file: PathBuf| Found {
        path: file.strip_prefix(".").map_or_else(|_| file.clone(), Path::to_owned),
        named: false,
    };
    found.extend(files.into_iter().map(named));
    Ok(())
}

/// The files under `folder` whose path there fits `parts`.
fn fitting(
    folder: &Path,
    parts: &[&str],
    depth: usize,
    seen: &mut Seen,
    files: &mut Vec<PathBuf>,
) -> Result<(), String> {
    let Some((part, rest)) = parts.split_first() else { return Ok(()) };
    if depth > DEEPEST || !seen.insert((real(folder), parts.len())) {
        return Ok(());
    }
    if *part == "**" {
        fitting(folder, rest, depth, seen, files)?;
    }
    for (path, is_folder) in inside(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match (is_folder, *part) {
            (true, "**") => fitting(&path, parts, depth + 1, seen, files)?,
            (true, part) if name_fits(part, &name) => fitting(&path, rest, depth + 1, seen, files)?,
            (false, part) if rest.is_empty() && name_fits(part, &name) => files.push(path),
            _ => {}
        }
    }
    Ok(())
}

/// Whether `pattern` fits `name` wholly. The last `*` alone is gone back to, which is enough and keeps this free of
/// recursion.
fn name_fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut item) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while item < name.len() {
        match pattern.get(at) {
            Some('*') => {
                back = Some((at + 1, item));
                at += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == name[item] => {
                at += 1;
                item += 1;
            }
            _ => match &mut back {
                Some((after, tried)) => {
                    *tried += 1;
                    (at, item) = (*after, *tried);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|&c| c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit() {
        assert!(name_fits("*.transcript", "pool.transcript"));
        assert!(name_fits("p?ol*", "pool.transcript"));
        assert!(name_fits("**", "x"));
        assert!(!name_fits("*.md", "pool.transcript"));
        assert!(!name_fits("?", ""));
        assert!(!name_fits(&"*a".repeat(50), &"a".repeat(49)));
    }
}
