//! An entry as it was typed, read once for all who ask about it. Nothing is run.

use super::statements::{is_command, question};
use super::types::Completeness;
use crate::syntax;
use crate::text::received;

/// What somebody entered: a dot command, or code that is parsed already.
#[derive(Debug)]
pub struct Input {
    pub(super) text: String,
    pub(super) code: Option<syntax::Entry>,
}

impl Input {
    /// Reads a text.
    pub fn read(text: impl Into<String>) -> Self {
        let text = text.into();
        let code = (!is_command(&text)).then(|| syntax::read(&received(&text)));
        Self { text, code }
    }

    /// The same of what a person types, who may ask: `?Buffer.from`.
    pub fn typed(text: impl Into<String>) -> Self {
        let text = text.into();
        if question(&text).is_some() { Self { text, code: None } } else { Self::read(text) }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a dot command, or a question.
    pub fn is_command(&self) -> bool {
        self.code.is_none()
    }

    /// Whether it is an entry, the beginning of one, or neither.
    pub fn completeness(&self) -> Completeness {
        self.code.as_ref().map_or(Completeness::Complete, |code| code.completeness)
    }
}

/// Whether a text is an entry, the beginning of one, or neither.
pub fn completeness(text: &str) -> Completeness {
    if is_command(text) { Completeness::Complete } else { syntax::completeness(text) }
}
