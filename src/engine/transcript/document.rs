//! From a file's bytes to clean lines: encoding, escapes, indentation, Markdown fences. Not their meaning.

use std::path::Path;

use super::escapes::strip;
use super::lines::{Look, is_greeting, look};
use crate::session::{Completeness, completeness};

/// Why a transcript cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line, counted from 1.
    pub line: usize,
    /// One sentence for a person.
    pub message: String,
}

impl Problem {
    /// A problem at `line`.
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// A clean line of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, counted from 1.
    pub number: usize,
    /// Its text without indentation, escapes and trailing blanks.
    pub text: String,
}

/// One transcript: a whole file, or a fence of a Markdown file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// The indentation they have in common.
    pub indent: String,
}

/// A file and the transcripts in it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text as it stands in the file, byte order mark included.
    pub source: String,
    /// Its transcripts are fences of a Markdown file.
    pub markdown: bool,
    /// The transcripts.
    pub blocks: Vec<Block>,
}

/// How the fences of a Markdown file say that they hold a transcript.
const FENCE_WORDS: [&str; 2] = ["transcript", "node-repl"];

/// The word that says what is in a fence, of what stands behind its marks.
pub fn fence_word(info: &str) -> String {
    info.split([' ', '\t', ',', '{']).next().unwrap_or_default().to_lowercase()
}

/// Whether a fence whose first word is `word` holds a transcript.
pub fn is_fence(word: &str) -> bool {
    FENCE_WORDS.contains(&word)
}

/// How those are marked that hold JavaScript: with prompts in them they are no JavaScript.
const NEARBY: [&str; 12] =
    ["js", "javascript", "mjs", "cjs", "jsx", "ts", "typescript", "node", "nodejs", "node.js", "repl", "js-repl"];

/// The cursor goes up a line (ECMA-48, section 8.3.22): Node's prompt does so after each preview of an answer.
const CURSOR_UP: &str = "\u{1b}[1A";

/// The end of the line is erased (8.3.41): Node's prompt does so with the name it has proposed.
const ERASE: &str = "\u{1b}[0K";

/// What Node writes before it draws its prompt, and a line again.
const REDRAW: &str = "\u{1b}[1G\u{1b}[0J";

impl Document {
    /// Reads the bytes of the file at `path`, whose name says whether it is Markdown.
    pub fn of_file(path: &Path, bytes: Vec<u8>) -> Result<Self, Problem> {
        Self::read(bytes, is_markdown(path))
    }

    /// Reads a file's bytes; `markdown` looks for fences.
    pub fn read(bytes: Vec<u8>, markdown: bool) -> Result<Self, Problem> {
        let source = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..offset]).count() + 1;
            Problem::new(line, format!("byte {offset} is not UTF-8; save the file as UTF-8"))
        })?;
        let text = source.strip_prefix('\u{feff}').unwrap_or(&source);
        if let Some(line) = moved(text) {
            let message = "this is a recording of a terminal with the movements of its cursor: copy what stands on the screen, or \
                           record with TERM=dumb";
            return Err(Problem::new(line, message));
        }
        let lines = text.lines().enumerate().map(|(index, raw)| {
            let stripped = strip(raw);
            Line { number: index + 1, text: stripped.trim_end_matches([' ', '\t', '\r']).to_owned() }
        });
        let blocks = if markdown { fences(lines)? } else { vec![Block::new(lines.collect())] };
        Ok(Self { source, markdown, blocks })
    }
}

/// The first line of `text` that only a cursor on the move makes readable, counted from 1.
fn moved(text: &str) -> Option<usize> {
    if !text.contains('\u{1b}') {
        return None;
    }
    let again = |raw: &str| raw.rfind(REDRAW).is_some_and(|at| !strip(&raw[..at]).trim().is_empty());
    let first = |moves: &dyn Fn(&str) -> bool| text.lines().position(moves).map(|index| index + 1);
    first(&|raw| raw.contains(CURSOR_UP)).or_else(|| first(&|raw| raw.contains(ERASE) || again(raw)))
}

impl Block {
    /// Takes the indentation all lines share away from them.
    fn new(mut lines: Vec<Line>) -> Self {
        let mut common: Option<&str> = None;
        for Line { text, .. } in &lines {
            if text.is_empty() {
                continue;
            }
            let own = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
            let shared = common.map_or(own, |common| {
                let length = common.bytes().zip(own.bytes()).take_while(|(a, b)| a == b).count();
                &common[..length]
            });
            common = Some(shared);
        }
        let indent = common.unwrap_or_default().to_owned();
        if !indent.is_empty() {
            for line in lines.iter_mut().filter(|line| !line.text.is_empty()) {
                line.text.drain(..indent.len());
            }
        }
        Self { lines, indent }
    }
}

/// A fence that is open: its character, its length, its first line's number, its word, and the lines inside.
struct Fence {
    mark: char,
    length: usize,
    number: usize,
    word: String,
    inside: Vec<Line>,
}

/// The fenced code blocks (`CommonMark`, section 4.5) marked as transcripts.
fn fences(lines: impl Iterator<Item = Line>) -> Result<Vec<Block>, Problem> {
    let mut blocks = Vec::new();
    let mut open: Option<Fence> = None;
    for line in lines {
        let text = line.text.trim_start();
        if let Some(fence) = &mut open {
            let marks = text.chars().take_while(|&c| c == fence.mark).count();
            if marks >= fence.length && marks == text.len() {
                blocks.extend(open.take().map(Fence::close).transpose()?.flatten());
            } else {
                fence.inside.push(line);
            }
            continue;
        }
        let Some(mark @ ('`' | '~')) = text.chars().next() else { continue };
        let length = text.chars().take_while(|&c| c == mark).count();
        let info = text[length..].trim();
        if length < 3 || (mark == '`' && info.contains('`')) {
            continue;
        }
        let word = fence_word(info);
        open = Some(Fence { mark, length, number: line.number, word, inside: Vec::new() });
    }
    // A fence that is never closed ends with the document.
    blocks.extend(open.map(Fence::close).transpose()?.flatten());
    Ok(blocks)
}

impl Fence {
    /// The transcript in it, where it is marked as one; that it is not, where it looks like one.
    fn close(self) -> Result<Option<Block>, Problem> {
        let is_ours = is_fence(&self.word);
        let block = Block::new(self.inside);
        if is_ours {
            return Ok(Some(block));
        }
        let near = FENCE_WORDS.iter().any(|word| strsim::damerau_levenshtein(word, &self.word) <= 2);
        let told = match self.word.as_str() {
            word if near || NEARBY.contains(&word) => block.begins_with_an_input(),
            "" => block.begins_with_an_input() && block.has_only_statements(),
            _ => false,
        };
        if !told {
            return Ok(None);
        }
        let mark = if self.word.is_empty() { "not marked".into() } else { format!("marked `{}`", self.word) };
        let told = format!(
            "there are prompts in this fence, which is {mark}: mark it `transcript` to have it replayed, `text` to have it left alone"
        );
        Err(Problem::new(self.number, told))
    }
}

impl Block {
    fn begins_with_an_input(&self) -> bool {
        let mut looks = self
            .lines
            .iter()
            .filter(|line| !line.text.is_empty() && !is_greeting(&line.text))
            .map(|line| look(&line.text));
        let first = looks.find(|look| !matches!(look, Look::Comment | Look::Directive(_) | Look::Banner(_)));
        matches!(first, Some(Look::Input(_)))
    }

    /// Whether every input could be one, and one of them is more than a word: shells and mail have such prompts, too.
    fn has_only_statements(&self) -> bool {
        let inputs = || {
            self.lines.iter().filter_map(|line| match look(&line.text) {
                Look::Input(text) => Some(text),
                _ => None,
            })
        };
        inputs().all(|text| completeness(text) != Completeness::Wrong)
            && inputs()
                .any(|text| text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(char::is_alphanumeric))
    }
}
/// Whether the name says that transcripts stand in fences.
pub fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md" || extension == "markdown")
}
