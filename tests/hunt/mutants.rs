//! Statements of the goldens with a token taken away, doubled, exchanged or brought from elsewhere: run where they came from a
//! program, only read where they came from the grammar's cases. Not whole files.

use std::fs;
use std::path::{Path, PathBuf};

use super::beside::Program;
use super::random::Chance;

/// The lines that are mutated, and every token of them.
pub struct Stock {
    run: Vec<String>,
    read: Vec<String>,
    tokens: Vec<String>,
}

/// A run of tokens, blanks and line ends among them.
#[derive(Clone)]
pub struct Mutant {
    tokens: Vec<String>,
    runs: bool,
}

fn texts(folder: &str) -> Vec<String> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let entries = fs::read_dir(folder).expect("goldens").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "js")).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Words and numbers, strings, blanks, signs.
fn tokens(text: &str) -> Vec<String> {
    const SIGNS: [&str; 34] = [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=",
        "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "${",
    ];
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '\\');
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            sign.len()
        } else if matches!(first, '\'' | '"') {
            rest[1..].find(first).map_or(rest.len(), |end| end + 2)
        } else if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if first == ' ' {
            rest.find(|c| c != ' ').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        found.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    found
}

impl Stock {
    pub fn read() -> Self {
        let lines = |texts: Vec<String>| -> Vec<String> {
            let lines = texts.iter().flat_map(|text| text.lines());
            lines.filter(|line| (8..600).contains(&line.len()) && !line.starts_with("//")).map(str::to_owned).collect()
        };
        let run = lines(texts("language"));
        let read: Vec<String> =
            ["syntax/accept", "syntax/reject"].into_iter().flat_map(texts).filter(|text| text.len() < 600).collect();
        let tokens =
            run.iter().chain(&read).flat_map(|line| tokens(line)).filter(|token| !token.trim().is_empty()).collect();
        assert!(run.len() > 300 && read.len() > 500, "only {} lines and {} cases", run.len(), read.len());
        Self { run, read, tokens }
    }

    pub fn mutant(&self, chance: &mut Chance) -> Mutant {
        let runs = chance.below(2) == 0;
        let from = if runs { &self.run } else { &self.read };
        let start = chance.below(from.len());
        let count = if runs { 1 + chance.below(3) } else { 1 };
        let mut tokens = tokens(&from[start..from.len().min(start + count)].join("\n"));
        for _ in 0..=chance.below(3) {
            let (at, other) = (chance.below(tokens.len()), chance.below(tokens.len()));
            match chance.below(5) {
                0 if tokens.len() > 1 => drop(tokens.remove(at)),
                1 => tokens.insert(at, tokens[at].clone()),
                2 => tokens.swap(at, other),
                3 => tokens[at].clone_from(&self.tokens[chance.below(self.tokens.len())]),
                _ => tokens.insert(at, self.tokens[chance.below(self.tokens.len())].clone()),
            }
        }
        Mutant { tokens, runs }
    }
}

impl Program for Mutant {
    fn text(&self) -> String {
        let text = self.tokens.concat();
        if !self.runs {
            return format!("(()=>{{{text}\n}}).name");
        }
        format!(
            "((L,I)=>{{const console={{log(...x){{if(L.length<99)L.push(x.map(v=>v instanceof Error?`${{v.name}} ${{v.code}}: ${{v.message}}`:I(v)).join(' '))}}}};\
             try{{(()=>{{{text}\n}})()}}catch(e){{console.log(e)}}return L.join('\\n')}})([],require('util').inspect)"
        )
    }

    fn smaller(&self) -> Vec<Self> {
        let count = self.tokens.len();
        let mut found = Vec::new();
        let mut size = count / 2;
        while size > 0 {
            found.extend((0..count).step_by(size.div_ceil(2)).map(|at| {
                let end = count.min(at + size);
                Self { tokens: [&self.tokens[..at], &self.tokens[end..]].concat(), runs: self.runs }
            }));
            size /= 2;
        }
        found.retain(|mutant| !mutant.tokens.is_empty());
        found
    }

    /// The answers without what they quote: the goldens have few sorts of statements and many names.
    fn kind(&self, expected: &str, answered: &str) -> String {
        let plain = |answer: &str| answer.split('\'').step_by(2).collect::<String>();
        format!("{} {}", plain(expected), plain(answered))
    }
}
