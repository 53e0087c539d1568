//! Styled text on its way up: it knows its length and whether it has line breaks, and moves without being copied.
//! Not the result: that is `Styled`.

use unicode_width::UnicodeWidthChar;

use pool::styled::{Role, Styled};

/// Text with roles that knows its length.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    runs: Vec<(Role, String)>,
    /// Length in UTF-16 units.
    units: usize,
    lines: bool,
}

impl Piece {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn of(role: Role, text: impl Into<String>) -> Self {
        let mut piece = Self::new();
        piece.push(role, text);
        piece
    }

    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(Role::Plain, text)
    }

    pub fn special(text: impl Into<String>) -> Self {
        Self::of(Role::Special, text)
    }

    pub fn push(&mut self, role: Role, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if !text.is_empty() {
            self.units += units(&text);
            self.lines |= text.contains('\n');
            self.runs.push((role, text));
        }
        self
    }

    pub fn append(&mut self, other: Self) -> &mut Self {
        self.units += other.units;
        self.lines |= other.lines;
        if self.runs.is_empty() {
            self.runs = other.runs;
        } else {
            self.runs.extend(other.runs);
        }
        self
    }

    /// Length in UTF-16 units.
    pub fn len(&self) -> usize {
        self.units
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub fn has_lines(&self) -> bool {
        self.lines
    }

    /// Columns on a terminal (Node's `getStringWidth`): control characters take none, nor does what a zero-width joiner joins.
    pub fn width(&self) -> usize {
        let mut joined = false;
        let mut width = 0;
        for c in self.runs.iter().flat_map(|(_, text)| text.chars()) {
            let columns = c.width().unwrap_or(0);
            if !(joined && columns == 2) {
                width += columns;
            }
            joined = c == '\u{200D}';
        }
        width
    }

    /// The text without roles.
    pub fn text(&self) -> String {
        self.runs.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// The same text with every line break followed by `indentation` blanks.
    pub fn indented(self, indentation: usize) -> Self {
        if indentation == 0 || !self.lines {
            return self;
        }
        let end = format!("\n{}", " ".repeat(indentation));
        let mut piece = Self::new();
        for (role, text) in self.runs {
            piece.push(role, text.replace('\n', &end));
        }
        piece
    }
}

impl From<Piece> for Styled {
    fn from(piece: Piece) -> Self {
        let mut styled = Self::new();
        for (role, text) in piece.runs {
            styled.push(role, text);
        }
        styled
    }
}

/// Length in UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { crate::text::units(text).count() }
}
