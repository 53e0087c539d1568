//! Everything a person sees, as runs of (role, text). Not colours: which role has which ink is decided in `paint` alone.

use std::fmt;

/// What a piece of text is, so that it can be painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// A number or BigInt.
    Number,
    /// A string or, in source text, a template.
    String,
    /// `true`, `false`.
    Boolean,
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A symbol.
    Symbol,
    /// A date.
    Date,
    /// A regular expression.
    RegExp,
    /// `[Function: f]`, `[class C]`, `[Circular *1]`, `[Getter]`: util.inspect's `special`.
    Special,
    /// A name: of a variable, a property, a file.
    Name,
    /// A word of the language.
    Keyword,
    /// A comment, or anything said in passing.
    Dim,
    /// A heading, or the one figure that matters.
    Strong,
    /// `Uncaught ...`, a caret, a difference.
    Error,
    /// A warning.
    Warning,
    /// "yes", "equal", "fits".
    Good,
    /// The prompt itself.
    Prompt,
    /// Bytes of an owner whose hue is the n-th of `HUES`, on a map or in a dump; every owner has a letter as well.
    Owner(u8),
    /// Bytes Node itself used before the first statement.
    Startup,
    /// Bytes skipped for alignment.
    Padding,
    /// The tail of a slab left behind.
    Abandoned,
    /// Bytes nobody has asked for yet.
    Free,
    /// A region whose Buffer is unreachable.
    Dead,
    /// Bytes somebody else wrote earlier.
    Stale,
    /// Bytes nobody ever wrote.
    Unwritten,
}

/// The hues of owners, and each one's number among a terminal's 256. Black can be read on each (WCAG 2.2, 1.4.3), and whoever sees
/// no red, no green or no blue can still tell them apart.
pub const HUES: [(&str, u8); 8] = [
    ("#5fd7d7", 80),
    ("#ffaf87", 216),
    ("#af5faf", 133),
    ("#afaf00", 142),
    ("#875fd7", 98),
    ("#d75f5f", 167),
    ("#5f8700", 64),
    ("#afafff", 147),
];

/// How many textures a picture has for owners beside the plain hue.
pub const TEXTURES: u8 = 3;

/// How the bytes of somebody look: a hue, and a texture over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ink {
    /// Which of the hues.
    pub hue: u8,
    /// Which of the textures.
    pub texture: u8,
}

impl Ink {
    /// The n-th: all hues first, then each again with a texture.
    pub fn nth(n: usize) -> Self {
        let hues = HUES.len();
        Self { hue: (n % hues) as u8, texture: (n / hues % usize::from(TEXTURES)) as u8 }
    }

    /// The same hue with the next texture.
    #[must_use]
    pub fn rougher(self) -> Self {
        Self { texture: (self.texture + 1) % TEXTURES, ..self }
    }
}

/// Text with roles. Lines are separated by `\n` inside the runs, as in any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styled {
    /// The runs, in order.
    pub runs: Vec<(Role, String)>,
}

impl Styled {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a run; a run of the same role grows instead.
    pub fn push(&mut self, role: Role, text: impl AsRef<str>) -> &mut Self {
        let text = text.as_ref();
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some((last, run)) if *last == role => run.push_str(text),
            _ => self.runs.push((role, text.to_owned())),
        }
        self
    }

    /// Appends plain text.
    pub fn plain(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.push(Role::Plain, text)
    }

    /// Appends another styled text.
    pub fn append(&mut self, other: Self) -> &mut Self {
        for (role, text) in other.runs {
            self.push(role, text);
        }
        self
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many bytes of text there are.
    pub fn byte_len(&self) -> usize {
        self.runs.iter().map(|(_, text)| text.len()).sum()
    }
}

impl fmt::Display for Styled {
    /// The text without its roles.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.runs.iter().try_for_each(|(_, text)| f.write_str(text))
    }
}

impl From<&str> for Styled {
    fn from(text: &str) -> Self {
        let mut styled = Self::new();
        styled.plain(text);
        styled
    }
}

impl From<String> for Styled {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}
