//! Reads the recorded calls of tests/golden: how text and bytes are written there, and which releases a line is for.
//! Not a test by itself.
#![allow(dead_code, missing_docs)]

use engine::text::{Text, Units};
use pool::memory::Release;
use std::fmt::Write as _;

pub fn bytes(digits: &str) -> Vec<u8> {
    let digits = if digits == "-" { "" } else { digits };
    let pair = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("recorded digits");
    (0..digits.len()).step_by(2).map(pair).collect()
}

pub fn text(digits: &str) -> Text {
    let units: Vec<u16> = bytes(digits).chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    Text::from_units(&units)
}

pub fn show_bytes(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in bytes {
        write!(digits, "{byte:02x}").expect("strings take all");
    }
    if digits.is_empty() { "-".to_owned() } else { digits }
}

pub fn show_text(units: Units<'_>) -> String {
    show_bytes(&units.iter().flat_map(u16::to_be_bytes).collect::<Vec<_>>())
}

fn release(name: &str) -> Release {
    let (major, minor) = name.split_once('.').expect("major.minor");
    (major.parse().expect("a major"), minor.parse().expect("a minor"), 0)
}

/// Every call of the folder, under every release it was recorded with.
pub fn check(folder: &str, answer: impl Fn(&[&str], Release) -> String) {
    let read = |name| std::fs::read_to_string(format!("tests/golden/{folder}/{name}")).expect("a golden file");
    let (common, differing) = (read("common.txt"), read("by-release.txt"));
    let all = common.lines().map(|line| ("18.20,20.20,22.23,24.21,26.10", line));
    let some = differing.lines().map(|line| line.split_once(' ').expect("releases"));
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (releases, line) in all.chain(some).filter(|(releases, line)| !line.starts_with('#') && *releases != "#") {
        let (call, wanted) = line.split_once(" = ").expect("an answer");
        let words: Vec<&str> = call.split(' ').collect();
        for name in releases.split(',') {
            let got = answer(&words, release(name));
            count += 1;
            if got != wanted {
                wrong.push(format!("{name}: {call}\n  node {wanted}\n  here {got}"));
            }
        }
    }
    assert!(count > 100, "no calls in {folder}");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
