//! The house rules, held to the code: which room names which, first lines, fences, names and lengths of files. Not behaviour.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each crate's folder, and each of its rooms with the rooms of the same crate it may name.
const ROOMS: [(&str, &[(&str, &str)]); 4] = [
    ("src/pool", &[("limits", ""), ("styled", ""), ("memory", "limits"), ("view", "memory styled"), ("lib", "")]),
    (
        "src/engine",
        &[
            ("limits", ""),
            ("text", ""),
            ("span", "text"),
            ("calendar", ""),
            ("encoding", "text"),
            ("regexp", "text"),
            ("syntax", "limits span text regexp"),
            ("code", "syntax text span"),
            ("buffer", "encoding text"),
            ("heap", "limits buffer code text regexp"),
            ("inspect", "calendar heap text"),
            ("machine", "heap code buffer text span regexp"),
            ("library", "limits calendar machine inspect heap syntax code buffer encoding text span regexp"),
            ("session", "limits library machine inspect heap code buffer encoding syntax text span"),
            ("typing", "session syntax"),
            ("rescue", "session"),
            ("transcript", "rescue session"),
            ("lib", ""),
        ],
    ),
    (
        "src/web",
        &[
            ("markup", ""),
            ("lesson", "markup"),
            ("said", "lesson"),
            ("instance", "said lesson markup"),
            ("exports", "instance"),
            ("lib", ""),
        ],
    ),
    (
        "src",
        &[
            ("system", ""),
            ("paint", "system"),
            ("file", "system"),
            ("replay", "file"),
            ("prompt", "paint file system play"),
            ("page", ""),
            ("export", "page"),
            ("live", "paint page"),
            ("play", "paint"),
            ("cli", "paint replay prompt export page play live file system"),
            ("main", "cli"),
            ("lib", ""),
        ],
    ),
];

/// Rooms that hold whole other crates at bay: what of the pool a room of the engine may name.
const POOL: [(&str, &str); 8] = [
    ("encoding", "memory"),
    ("buffer", "memory"),
    ("heap", "memory"),
    ("inspect", "memory styled"),
    ("machine", "memory styled"),
    ("library", "memory styled"),
    ("transcript", "styled"),
    ("typing", "styled"),
];

/// What only one room may name.
const FENCES: [(&str, &str); 17] = [
    ("signal_hook", "cli"),
    ("ctrlc", "cli"),
    ("etcetera", "system"),
    ("std::os::", "system"),
    ("allow(unsafe_code", "exports"),
    ("nom::", "syntax"),
    ("regress::", "regexp"),
    ("rustyline::", "prompt"),
    ("rustix::", "prompt"),
    ("owo_colors", "paint"),
    ("clap::", "cli"),
    ("crossterm", "play"),
    ("std::net", "live"),
    ("getrandom", "live"),
    ("fs::rename", "file"),
    ("File::create", "file"),
    ("\\x1b[", "paint"),
];

/// How many lines a file of `src` may have.
const LINES: usize = 420;

/// Files that are longer, and why they are not divided.
const LONGER: [(&str, &str); 3] = [
    (
        "src/engine/machine/run.rs",
        "one `match`: with its rare instructions elsewhere, a `while` loop takes 12 % longer",
    ),
    ("src/engine/code/instruction.rs", "one list: what an instruction is, and which register it writes"),
    ("src/engine/syntax/ast/mod.rs", "statements, expressions, functions and patterns contain each other"),
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

/// The crate and the room of a source file.
fn room(path: &Path) -> (&'static str, String) {
    let (folder, _) = ROOMS.iter().find(|(folder, _)| path.starts_with(folder)).expect("under src");
    let inside = path.strip_prefix(folder).expect("just seen");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    (folder, first.trim_end_matches(".rs").to_owned())
}

/// The names that follow a prefix in a line of code.
fn named_after<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = String> + 'a {
    line.split(prefix).skip(1).map(|piece| piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

#[test]
fn every_room_names_only_the_rooms_below_it() {
    let mut wrong = Vec::new();
    for (path, text) in files(&["src"]) {
        let (folder, room) = room(&path);
        let (_, rooms) = ROOMS.iter().find(|(name, _)| *name == folder).expect("just found");
        let Some((_, allowed)) = rooms.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: the room {room} is not in the table", path.display()));
            continue;
        };
        let of_the_pool = POOL.iter().find(|(name, _)| folder == "src/engine" && *name == room);
        let of_the_pool =
            of_the_pool.map_or(if room == "session" { "memory styled view" } else { "" }, |(_, what)| what);
        for (number, line) in text.lines().enumerate() {
            let mut tell = |what: String| wrong.push(format!("{}:{}: {room} names {what}", path.display(), number + 1));
            for named in named_after(line, "crate::") {
                let known = rooms.iter().any(|(name, _)| *name == named);
                if known && named != room && !allowed.split(' ').any(|name| name == named) {
                    tell(named);
                }
            }
            for named in named_after(line, "pool::").filter(|_| folder == "src/engine") {
                let known = ROOMS[0].1.iter().any(|(name, _)| *name == named);
                if known && !of_the_pool.split(' ').any(|name| name == named) {
                    tell(format!("pool::{named}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The floors of the library, from the ground up: each names only itself and those before it.
const FLOORS: [&str; 6] = ["shared", "ecma", "binary", "language", "product", "node"];

#[test]
fn every_floor_of_the_library_stands_on_those_below() {
    let floor = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    let mut wrong = Vec::new();
    for (path, text) in files(&["src/engine/library"]) {
        let inside = path.strip_prefix("src/engine/library").expect("inside");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        // Its own `mod.rs` fills a realm from all of them.
        if first == "mod.rs" {
            continue;
        }
        let own = floor(first.trim_end_matches(".rs")).unwrap_or(0);
        for (number, line) in text.lines().enumerate() {
            for named in named_after(line, "crate::library::").filter(|named| floor(named).is_some_and(|at| at > own)) {
                wrong.push(format!("{}:{}: {} names {named}", path.display(), number + 1, FLOORS[own]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The module a source file is, as segments below its crate.
fn module(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix(room(path).0).expect("inside its crate").with_extension("");
    let mut segments: Vec<_> = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    segments.pop_if(|last| last == "mod" || (last == "lib" && inside.components().count() == 1));
    segments
}

/// Every path that a text of code continues `before` with: one, or several where braces follow.
fn continued(before: &[String], text: &str, found: &mut Vec<Vec<String>>) {
    let rest = text.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        let (mut depth, mut fresh) = (0, true);
        for (at, c) in group.char_indices() {
            if fresh && !c.is_whitespace() && c != '}' {
                continued(before, &group[at..], found);
            }
            fresh = depth == 0 && (c == ',' || (fresh && c.is_whitespace()));
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => return,
                '}' => depth -= 1,
                _ => {}
            }
        }
        return;
    }
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let path: Vec<String> = before.iter().cloned().chain([rest[..length].to_owned()]).collect();
    match rest[length..].strip_prefix("::") {
        Some(more) => continued(&path, more, found),
        None => found.push(path),
    }
}

/// The paths in a file's code that lead into its own crate: from `crate`, `super`, `self` or a module it declares.
fn paths(text: &str) -> Vec<Vec<String>> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let code: String = code.lines().flat_map(|line| [line.split("//").next().unwrap_or(line), "\n"]).collect();
    let mut begins: Vec<&str> =
        code.split("mod ").skip(1).filter_map(|piece| piece.lines().next()?.strip_suffix(';')).collect();
    begins.extend(["crate", "super", "self"]);
    let mut found = Vec::new();
    for begin in begins {
        for (at, _) in code.match_indices(&format!("{begin}::")) {
            if !code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':')) {
                continued(&[], &code[at..], &mut found);
            }
        }
    }
    found
}

/// For every file the files of its crate that it names.
fn names() -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
    let sources = files(&["src"]);
    let modules: BTreeMap<_, _> = sources.keys().map(|path| ((room(path).0, module(path)), path)).collect();
    let named = |path: &Path, segments: &[String]| {
        let own = module(path);
        let mut at = match segments[0].as_str() {
            "crate" => Vec::new(),
            _ => own,
        };
        for segment in segments {
            match segment.as_str() {
                "crate" | "self" => {}
                "super" => drop(at.pop()),
                name => at.push(name.to_owned()),
            }
        }
        while !modules.contains_key(&(room(path).0, at.clone())) {
            at.pop()?;
        }
        modules.get(&(room(path).0, at)).map(|file| (*file).clone()).filter(|file| file != path)
    };
    sources
        .iter()
        .map(|(path, text)| (path.clone(), paths(text).iter().filter_map(|segments| named(path, segments)).collect()))
        .collect()
}

/// The sets of files that all lead to each other.
fn circles(names: &BTreeMap<PathBuf, BTreeSet<PathBuf>>) -> BTreeSet<BTreeSet<PathBuf>> {
    let reached = |from: &PathBuf| {
        let mut reached = BTreeSet::new();
        let mut pending: Vec<&PathBuf> = names[from].iter().collect();
        while let Some(next) = pending.pop() {
            if reached.insert(next) {
                pending.extend(&names[next]);
            }
        }
        reached
    };
    let reach: BTreeMap<_, _> = names.keys().map(|path| (path, reached(path))).collect();
    let circle = |path: &PathBuf| -> BTreeSet<PathBuf> {
        reach[path].iter().filter(|other| reach[**other].contains(path)).map(|other| (*other).clone()).collect()
    };
    reach.keys().map(|path| circle(path)).filter(|circle| !circle.is_empty()).collect()
}

#[test]
fn no_files_lead_in_a_circle() {
    let wrong: Vec<_> = circles(&names())
        .iter()
        .map(|circle| circle.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(" "))
        .collect();
    assert!(
        wrong.is_empty(),
        "circles; what a file needs of its mod.rs belongs into a file below both:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn a_circle_of_files_is_found_however_long() {
    let names = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")];
    let names = names.map(|(file, named)| (PathBuf::from(file), BTreeSet::from([PathBuf::from(named)])));
    assert_eq!(circles(&BTreeMap::from(names)), [["b", "c"].map(PathBuf::from).into()].into());
}

#[test]
fn paths_are_read_with_their_braces() {
    let text = "mod a;\nuse super::{B, c::{D, self}, e as f};\npub use a::G; // crate::no\nfn h() { crate::i::j(); k::super_::l() }";
    let read: BTreeSet<String> = paths(text).iter().map(|path| path.join("::")).collect();
    let all = ["a::G", "crate::i::j", "super::B", "super::c::D", "super::c::self", "super::e"];
    assert_eq!(read, all.map(str::to_owned).into());
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
            // What is read from a terminal is nobody's paint.
            if text.contains(what) && room(&path).1 != owner && !path.ends_with("prompt/stream.rs") {
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

#[test]
fn no_file_is_longer_than_it_may_be() {
    let lines: BTreeMap<_, _> = files(&["src"]).into_iter().map(|(path, text)| (path, text.lines().count())).collect();
    let known = |path: &Path| LONGER.iter().any(|(file, _)| Path::new(file) == path);
    let long = lines.iter().filter(|(path, count)| **count > LINES && !known(path));
    let mut wrong: Vec<_> = long.map(|(path, count)| format!("{}: {count} lines", path.display())).collect();
    for (file, why) in LONGER {
        if lines.get(Path::new(file)).is_none_or(|count| *count <= LINES) {
            wrong.push(format!("{file} is not longer any more ({why}): take its line out"));
        }
    }
    assert!(wrong.is_empty(), "divide by what it does what has more than {LINES} lines:\n{}", wrong.join("\n"));
}

/// What compares a release with a number; see `Fact` for the one way to ask.
const BARE: [&str; 8] = [
    ".at_least(",
    "recorded_major() ",
    "release.0",
    "release().0 ",
    "major < 2",
    "major >= 2",
    "knows(since(",
    "knows(until(",
];

#[test]
fn the_engine_asks_for_facts_and_not_for_numbers_of_releases() {
    let mut wrong = Vec::new();
    for (path, text) in files(&["src/engine"]) {
        for (number, line) in text.lines().enumerate() {
            for bare in BARE.into_iter().filter(|bare| line.contains(bare)) {
                wrong.push(format!("{}:{}: {bare}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "a difference between releases needs a name in facts.rs:\n{}", wrong.join("\n"));
}

/// Who throws an error in words that stand in no table of messages, and whose words they are.
const WORDED: [(&str, &str); 4] = [
    ("machine/fault.rs", "the tables'"),
    ("machine/run.rs", "the compiler's, of `syntax::message`"),
    ("library/wording.rs", "the parser's and the compiler's"),
    ("library/node/arguments.rs", "a fault's of Buffer"),
];

#[test]
fn errors_are_worded_by_the_tables_of_messages() {
    let mut wrong = Vec::new();
    for (path, text) in files(&["src/engine/library", "src/engine/machine"]) {
        let worded = WORDED.iter().any(|(file, _)| path.ends_with(file));
        for (number, line) in text.lines().enumerate().filter(|(_, line)| line.contains(".throw(")) {
            if !worded || line.contains('"') {
                wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "`fail` with a row of machine/message.rs or node/coded.rs:\n{}", wrong.join("\n"));
}

/// A version as Cargo writes it, `1.95` or `1.95.0`, to compare.
fn release(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = text.split('.').map(|number| number.parse().expect("a version of numbers")).collect();
    numbers.resize(3, 0);
    numbers
}

#[test]
fn the_stated_rust_is_enough_for_every_locked_package() {
    let stated = env!("CARGO_PKG_RUST_VERSION");
    let readme = fs::read_to_string(root().join("README.md")).expect("a README");
    assert!(readme.contains(&format!("({stated} or later)")), "README.md does not say Rust {stated}");
    let machine = Command::new("rustc").arg("-vV").output().expect("rustc").stdout;
    let machine = String::from_utf8(machine).expect("text");
    let host = machine.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let Some(needs) = package["rust_version"].as_str() else { continue };
        assert!(release(needs) <= release(stated), "{} {} needs Rust {needs}", package["name"], package["version"]);
    }
}
