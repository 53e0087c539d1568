//! Runs a checkout of test262 here, in this process, and counts what passes of what Node 24 passes. Not a test that `cargo test` runs,
//! and not what Node passes: record/test262.js writes that down.
//!
//! ```text
//! SLABSCOPE_TEST262=CHECKOUT SLABSCOPE_PASSED=FILE cargo test --test test262 -- --ignored --nocapture
//! ```
//!
//! Without `SLABSCOPE_PASSED` every test counts. `SLABSCOPE_COUNT` takes so many of them, which `SLABSCOPE_SEED` (1) chooses;
//! `SLABSCOPE_ONLY=built-ins/Proxy` those whose path begins so. What fails is in `test262.failed` in the target folder, with why.

#![expect(clippy::print_stderr, reason = "it tells what it found")]

mod host;
mod told;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use host::Host;
use told::Told;

/// Programs nest as deep as they may.
const STACK: usize = 256 << 20;

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder of tests");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.to_string_lossy();
        if path.is_dir() {
            files(&path, found);
        } else if name.ends_with(".js") && !name.contains("_FIXTURE") {
            found.push(path);
        }
    }
}

/// The tests that were asked for, by their paths in `test`.
fn chosen(root: &Path) -> Vec<String> {
    let tests = root.join("test");
    let mut all: Vec<String> = if let Some(list) = variable("SLABSCOPE_PASSED") {
        let list = std::fs::read_to_string(list).expect("the list of what Node passes");
        list.lines().filter(|line| !line.starts_with("annexB/")).map(str::to_owned).collect()
    } else {
        let mut found = Vec::new();
        ["language", "built-ins"].iter().for_each(|folder| files(&tests.join(folder), &mut found));
        let inside = found.iter().filter_map(|path| path.strip_prefix(&tests).ok());
        inside.map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    };
    if let Some(only) = variable("SLABSCOPE_ONLY") {
        all.retain(|path| path.starts_with(&only));
    }
    if let Some(count) = variable("SLABSCOPE_COUNT").and_then(|count| count.parse().ok()) {
        let mut state = variable("SLABSCOPE_SEED").and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
        let mut keyed: Vec<(u64, String)> = all.into_iter().map(|path| (next(&mut state), path)).collect();
        keyed.sort();
        keyed.truncate(count);
        all = keyed.into_iter().map(|(_, path)| path).collect();
    }
    all
}

/// The next number of a seed (splitmix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The first two folders of a path.
fn folder(path: &str) -> String {
    path.split('/').take(2).collect::<Vec<_>>().join("/")
}

#[test]
#[ignore = "wants a checkout of test262"]
fn what_node_passes() {
    let root = PathBuf::from(variable("SLABSCOPE_TEST262").expect("SLABSCOPE_TEST262 is a checkout of test262"));
    let tests = chosen(&root);
    let (at, failed) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        let mut host = Host::new(&root);
        loop {
            let Some(path) = tests.get(at.fetch_add(1, Ordering::Relaxed)) else { return };
            let text = std::fs::read(root.join("test").join(path)).expect("a test");
            let text = String::from_utf8_lossy(&text).into_owned();
            let told = Told::read(&text);
            let ways: &[bool] = if told.once() { &[told.has("onlyStrict")] } else { &[false, true] };
            let why = ways.iter().find_map(|&strict| host.run(path, &text, &told, strict).err());
            if let Some(why) = why {
                failed.lock().expect("no panic here").insert(path.clone(), why);
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread");
        }
    });
    let failed = failed.into_inner().expect("no panic here");
    report(&tests, &failed);
}

fn report(tests: &[String], failed: &BTreeMap<String, String>) {
    let left: HashSet<&String> = failed.keys().collect();
    let mut rows: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for path in tests {
        let row = rows.entry(folder(path)).or_default();
        row.0 += 1;
        row.1 += usize::from(!left.contains(path));
    }
    for (folder, (all, passed)) in &rows {
        eprintln!("{:6.2} %  {passed:5} of {all:5}  {folder}", *passed as f64 * 100.0 / *all as f64);
    }
    let passed = tests.len() - failed.len();
    eprintln!("{:6.2} %  {passed:5} of {:5}", passed as f64 * 100.0 / tests.len() as f64, tests.len());
    let lines: Vec<String> = failed.iter().map(|(path, why)| format!("{path}: {}", why.replace('\n', " | "))).collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("test262.failed");
    std::fs::write(&file, lines.join("\n") + "\n").expect("a list of what failed");
    eprintln!("what failed: {}", file.display());
}
