//! What the parser answers instead of a tree: the kind of answer, its place, and V8's words. Not drawn here.

use super::message::{self, Message};
use crate::span::Span;

/// What the parser says of a text that is no program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No continuation makes it right.
    Wrong,
    /// The text ended before the program did: more text may help.
    NotFinished,
    /// It is JavaScript, but outside the part slabscope speaks.
    Refused,
    /// The parser contradicted itself: its fault, not the text's.
    Bug,
    /// There was no room for it, or no time.
    Ended,
}

/// A text that is no program, with the reason and its place.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// Which of the kinds of answer this is.
    pub kind: Verdict,
    /// What the carets point at; empty at the end of the text.
    pub span: Span,
    pub(super) message: &'static Message,
    pub(super) argument: Box<str>,
}

impl SyntaxError {
    pub(super) fn new(kind: Verdict, message: &'static Message, argument: &str, span: Span) -> Self {
        Self { kind, span, message, argument: argument.into() }
    }

    /// There was no room, or no time.
    pub(super) fn ended() -> Self {
        Self::new(Verdict::Ended, &message::SOURCE_TOO_LONG, "", Span::default())
    }

    /// The same error, which no more text would cure although the end of the text has been seen.
    pub(super) fn for_good(mut self) -> Self {
        if self.kind == Verdict::NotFinished {
            self.kind = Verdict::Wrong;
        }
        self
    }

    /// V8's words in the given major version of Node.
    pub fn message(&self, major: u16) -> String {
        self.message.text(major).replacen('%', &self.argument, 1)
    }

    /// Whether it is thrown as a `RangeError`: where the text nests too deeply for the stack. Nearly always it is a `SyntaxError`.
    pub fn is_range(&self) -> bool {
        std::ptr::eq(self.message, &raw const message::STACK_OVERFLOW)
    }

    /// Whether the text would read as a module: what Node looks for before it tries a file again as one
    /// (`lib/internal/modules/helpers.js`, `esmSyntaxErrorMessages`).
    pub fn wants_module(&self) -> bool {
        let is = |message: &'static Message| std::ptr::eq(self.message, message);
        is(&message::IMPORT_OUTSIDE_MODULE)
            || is(&message::IMPORT_META_OUTSIDE_MODULE)
            || (is(&message::UNEXPECTED_TOKEN) && &*self.argument == "export")
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(u16::MAX))
    }
}

impl std::error::Error for SyntaxError {}
