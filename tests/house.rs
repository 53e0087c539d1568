//! The house rules, held to the code: which room names which, first lines, fences, file names. Not behaviour.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may name through `crate::`.
const ROOMS: [(&str, &str); 27] = [
    ("span", ""),
    ("text", ""),
    ("styled", ""),
    ("calendar", ""),
    ("limits", ""),
    ("memory", "limits"),
    ("encoding", "text"),
    ("pattern", "text"),
    ("syntax", "limits span text pattern"),
    ("code", "syntax text span"),
    ("buffer", "memory encoding text"),
    ("heap", "limits memory buffer code text pattern"),
    ("inspect", "calendar heap memory styled text"),
    ("view", "memory styled"),
    ("machine", "heap code buffer memory text span styled pattern"),
    ("library", "limits calendar machine inspect heap syntax code buffer memory encoding text span styled pattern"),
    ("session", "library machine inspect view heap code buffer memory encoding syntax text span styled"),
    ("paint", "styled session"),
    ("rescue", "session styled"),
    ("transcript", "session styled paint rescue"),
    ("prompt", "session styled paint rescue transcript"),
    ("cli", "session styled paint rescue transcript prompt export play live"),
    ("export", "session styled paint transcript"),
    ("live", "session styled paint"),
    ("play", "session styled paint rescue transcript"),
    ("main", "cli"),
    ("lib", ""),
];

/// What only one room may name.
const FENCES: [(&str, &str); 11] = [
    ("signal_hook", "cli"),
    ("nom::", "syntax"),
    ("regress::", "pattern"),
    ("rustyline::", "prompt"),
    ("rustix::", "prompt"),
    ("owo_colors", "paint"),
    ("clap::", "cli"),
    ("termion", "play"),
    ("std::net", "live"),
    ("getrandom", "live"),
    ("\\x1b[", "paint"),
];

/// Names of files that say nothing.
const DRAWERS: [&str; 6] = ["util", "utils", "common", "helper", "misc", "manager"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folders: &[&str]) -> BTreeMap<PathBuf, String> {
    let mut found = Vec::new();
    for folder in folders {
        sources(&root().join(folder), &mut found);
    }
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable source");
            (path.strip_prefix(root()).expect("inside the project").to_owned(), text)
        })
        .collect()
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("under src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn every_room_names_only_the_rooms_below_it() {
    let mut wrong = Vec::new();
    for (path, text) in files(&["src"]) {
        let room = room(&path);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: the room {room} is not in the table", path.display()));
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for piece in line.split("crate::").skip(1) {
                let named: String = piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = ROOMS.iter().any(|(name, _)| *name == named);
                if known && named != room && !allowed.split(' ').any(|name| name == named) {
                    wrong.push(format!("{}:{}: {room} names {named}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let silent: Vec<_> = files(&["src", "tests"])
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "without a first line of `//!`: {silent:?}");
}

#[test]
fn fenced_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (path, text) in files(&["src"]) {
        for (what, owner) in FENCES {
            if text.contains(what) && room(&path) != owner {
                wrong.push(format!("{} names {what}, which is {owner}'s", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_a_drawer() {
    for path in files(&["src", "tests"]).keys() {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(!DRAWERS.contains(&stem.as_str()), "{} says nothing of what it holds", path.display());
    }
}
