//! A place in a source text, as byte offsets. Not lines and columns: those are drawn later, by whoever shows the text.

/// Half-open byte range `[start, end)` of a source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The piece of `source` this range names; empty where it does not fit.
    pub fn of(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Where a byte offset lies in a text, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in UTF-16 units, counted from 1, as V8 counts.
    pub column: usize,
    /// Byte offset where the line begins.
    pub line_start: usize,
    /// Byte offset where the line ends (before its line terminator).
    pub line_end: usize,
}

/// The line and column of byte `offset` of `source`; an offset past the end is the end.
pub fn position(source: &str, offset: usize) -> Position {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &source[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = source[offset..].find(['\n', '\r']).map_or(source.len(), |at| offset + at);
    Position {
        line: before.bytes().filter(|&b| b == b'\n').count() + 1,
        column: crate::text::units(&source[line_start..offset]).count() + 1,
        line_start,
        line_end,
    }
}

/// The source line and carets under the span.
pub fn excerpt(text: &str, span: Span) -> String {
    let at = position(text, span.start as usize);
    let line = &text[at.line_start..at.line_end.max(at.line_start)];
    let width = Span::new(span.start as usize, (span.end as usize).min(at.line_end)).of(text).chars().count().max(1);
    let indent: String = line
        .chars()
        .take(text.get(at.line_start..span.start as usize).map_or(0, |before| before.chars().count()))
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    format!("{line}\n{indent}{}", "^".repeat(width))
}
