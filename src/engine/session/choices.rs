//! What some functions take as text, and the names of the options of others, by the argument they stand in. Not what they do.

use super::{ENCODINGS, Session, Word};
use crate::library;

/// Which functions, in which arguments, and what those take.
type Row = (&'static [&'static str], std::ops::RangeInclusive<usize>, &'static [&'static str]);

/// Texts.
const TEXTS: [Row; 6] = [
    (&["toString", "toLocaleString", "isEncoding", "StringDecoder"], 0..=0, &ENCODINGS),
    (&["from", "write", "fill", "byteLength", "indexOf", "lastIndexOf", "includes", "transcode"], 1..=3, &ENCODINGS),
    (&["alloc"], 2..=2, &ENCODINGS),
    // WHATWG's names, those that stand for themselves.
    (
        &["TextDecoder"],
        0..=0,
        &["ascii", "iso-8859-1", "latin1", "utf-16be", "utf-16le", "utf-8", "utf8", "windows-1252"],
    ),
    (&["normalize"], 0..=0, &["NFC", "NFD", "NFKC", "NFKD"]),
    (&["on", "once", "emit"], 0..=0, &["beforeExit", "exit", "uncaughtException", "warning"]),
];

/// Options.
const OPTIONS: [Row; 10] = [
    (&["TextDecoder"], 1..=1, &["fatal", "ignoreBOM"]),
    (&["decode"], 1..=1, &["stream"]),
    (&["inspect", "formatWithOptions"], 0..=1, &library::INSPECT_OPTIONS),
    (&["Blob"], 1..=1, &["endings", "type"]),
    (&["File"], 2..=2, &["endings", "lastModified", "type"]),
    (&["structuredClone"], 1..=1, &["transfer"]),
    (&["ArrayBuffer", "SharedArrayBuffer"], 1..=1, &["maxByteLength"]),
    (&["fromBase64", "setFromBase64"], 0..=1, &["alphabet", "lastChunkHandling"]),
    (&["toBase64"], 0..=0, &["alphabet", "omitPadding"]),
    (&["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError"], 1..=1, &["cause"]),
];

impl Session {
    /// The texts that begin with `prefix` and that an argument of a function takes, counted from 0.
    pub fn texts_of(function: &str, argument: usize, prefix: &str) -> Vec<Word> {
        if argument == 0 && matches!(function, "require" | "import" | "getBuiltinModule") {
            return Self::modules(prefix);
        }
        fitting(&TEXTS, function, argument, prefix)
    }

    /// The options of an argument of a function that begin with `prefix`.
    pub fn options_of(function: &str, argument: usize, prefix: &str) -> Vec<Word> {
        fitting(&OPTIONS, function, argument, prefix)
    }

    /// The modules that begin with `prefix`; those with `node:` where that is typed.
    pub fn modules(prefix: &str) -> Vec<Word> {
        let scheme = if prefix.starts_with("no") { "node:" } else { "" };
        let names = library::module_names().map(|name| format!("{scheme}{name}"));
        names.filter(|name| name.starts_with(prefix)).map(Word::from).collect()
    }
}

fn fitting(rows: &[Row], function: &str, argument: usize, prefix: &str) -> Vec<Word> {
    let rows = rows.iter().filter(|(functions, at, _)| functions.contains(&function) && at.contains(&argument));
    let words = rows.flat_map(|(_, _, words)| *words).filter(|word| word.starts_with(prefix));
    words.map(|word| Word::from((*word).to_owned())).collect()
}
