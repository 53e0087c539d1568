//! File names for commands that take one: the name is the rest of the line, blanks and all. Opens no file.

use std::fs;
use std::path::is_separator;

use engine::session::Word;

/// What `argument` could go on with, and where in it the last part of the path begins. Folders end with a slash.
pub fn files(argument: &str) -> (usize, Vec<Word>) {
    let start = argument.rfind(is_separator).map_or(0, |slash| slash + 1);
    let (folder, begun) = argument.split_at(start);
    let mut found = Vec::new();
    for entry in fs::read_dir(if folder.is_empty() { "." } else { folder }).into_iter().flatten().flatten() {
        // A name that is no text cannot be typed.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        if !name.starts_with(begun) || hidden || name.contains(char::is_control) {
            continue;
        }
        let is_folder = fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir());
        found.push(Word::from(if is_folder { name + "/" } else { name }));
    }
    found.sort_by(|a, b| a.text.cmp(&b.text));
    (start, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_have_blanks_and_folders_end_with_a_slash() {
        let folder = std::env::temp_dir().join(format!("slabscope-files-{}", std::process::id()));
        fs::create_dir_all(folder.join("a folder")).expect("a folder");
        fs::write(folder.join("a file.js"), "").expect("a file");
        fs::write(folder.join(".hidden"), "").expect("a file");
        let path = format!("{}/", folder.display());
        let names = |begun: &str| -> Vec<String> {
            let (start, words) = files(&format!("{path}{begun}"));
            assert_eq!(start, path.len());
            words.into_iter().map(|word| word.text).collect()
        };
        assert_eq!(names("a f"), ["a file.js", "a folder/"]);
        assert_eq!(names(""), ["a file.js", "a folder/"]);
        assert_eq!(names(".h"), [".hidden"]);
        let _ = fs::remove_dir_all(folder);
    }
}
