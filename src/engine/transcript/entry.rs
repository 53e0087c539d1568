//! An entry of a transcript and what it is expected to give. Not how they are read, nor compared.

use std::ops::Range;

/// An input with its continuations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its lines, as indices into the block's.
    pub lines: Range<usize>,
    /// What was typed, prompts removed.
    pub source: String,
    /// `.break` or `.clear` ended it, or the next prompt came before it was finished.
    pub abandoned: bool,
}

/// A line of expected output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Index of its line in the block.
    pub line: usize,
    /// Its text, without the backslash or prompt in front.
    pub text: String,
    /// It equals the real line: wildcards in it are text.
    pub literal: bool,
}

/// What an entry is expected to give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// `! ...`: the line's index and the text after the mark. Nothing else counts then.
    pub throws: Option<(usize, String)>,
    /// The lines, without blank ones at the end.
    pub lines: Vec<Expected>,
}
