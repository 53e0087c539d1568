//! From what was written on the command line to the files it means: files, folders, simple globs. Reads no transcript.

use std::fs;
use std::path::{Path, PathBuf};

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
            walk(path, 0, &mut |file| {
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
    let mut seen = std::collections::HashSet::new();
    // A file has many names, and is one file all the same.
    found.retain(|file| seen.insert(fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    Ok(found)
}

/// Whether the name says that the file is a transcript.
fn is_transcript(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "transcript")
}

/// Whether the name says that transcripts stand in fences.
pub fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md" || extension == "markdown")
}

/// Calls `each` with every file under `folder`, sorted; hidden folders and installed packages are left out.
fn walk(folder: &Path, depth: usize, each: &mut dyn FnMut(&Path)) -> Result<(), String> {
    if depth > DEEPEST {
        return Ok(());
    }
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut inside = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        inside.push(entry.map_err(told)?.path());
    }
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "node_modules" {
            continue;
        }
        if path.is_dir() {
            walk(&path, depth + 1, each)?;
        } else {
            each(&path);
        }
    }
    Ok(())
}

/// `*` and `?` within a name, `**` for any folders.
fn glob(word: &str, found: &mut Vec<Found>) -> Result<(), String> {
    let first_wild = word.split('/').take_while(|part| !part.contains(['*', '?'])).map(|part| part.len() + 1).sum();
    let base = word.get(..first_wild).unwrap_or_default();
    let start = if base.is_empty() { Path::new(".") } else { Path::new(base) };
    if !start.is_dir() {
        return Ok(());
    }
    let parts: Vec<&str> = word[base.len()..].split('/').collect();
    walk(start, 0, &mut |file| {
        let Ok(rest) = file.strip_prefix(start) else { return };
        let names: Vec<String> = rest.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if wild(&parts, &names, |part| *part == "**", |part, name| name_fits(part, name)) {
            found.push(Found { path: Path::new(base).join(rest), named: false });
        }
    })
}

fn name_fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    wild(&pattern, &name, |&c| c == '*', |&wanted, &own| wanted == '?' || wanted == own)
}

/// Whether `pattern` fits `items` wholly, where what `any` recognises stands for any number of items. The last such
/// place alone is gone back to, which is enough and keeps this free of recursion.
fn wild<P, I>(pattern: &[P], items: &[I], any: impl Fn(&P) -> bool, one: impl Fn(&P, &I) -> bool) -> bool {
    let (mut at, mut item) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while item < items.len() {
        match pattern.get(at) {
            Some(part) if any(part) => {
                back = Some((at + 1, item));
                at += 1;
            }
            Some(part) if one(part, &items[item]) => {
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
    pattern[at..].iter().all(any)
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
