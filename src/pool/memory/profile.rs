//! Which Node is followed: a release, and the facts of its pool. Not messages or names: those ask what it `has`.

use std::fmt;

use super::facts::Releases;
use super::releases::{NEWEST, RANGES, Range, Release, SourceIn};
use super::startup::Startup;

/// How the program is run; it decides what Node has put in the pool before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// `node -e code`.
    Eval,
    /// `node -p code`.
    Print,
    /// `node file.js` or `file.cjs`.
    CommonJs,
    /// `node file.mjs`, or any file in ES module syntax.
    Module,
    /// `... | node -`.
    StdinPipe,
    /// `node - < file`.
    StdinFile,
    /// `... | node -i`.
    PromptPipe,
    /// `node -i < file`.
    PromptFile,
    /// `node` in a terminal.
    Terminal,
}

impl Way {
    /// Whether statements are typed, or piped, at a prompt.
    pub fn is_prompt(self) -> bool {
        matches!(self, Self::Terminal | Self::PromptPipe | Self::PromptFile)
    }
}

/// How much of the pool a string must find free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringRule {
    /// Its length in bytes (up to 20.17, 21, up to 22.6).
    ByteLength,
    /// Four bytes for each UTF-16 unit, the byte length only where that bound is too large (20.18, 22.7 and later).
    FourPerUnit,
}

/// A Node release to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    name: String,
    release: Release,
    classic: bool,
}

/// A profile's name that names none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownProfile {
    /// What was asked for.
    pub asked: String,
}

impl fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no profile '{}'; there are classic, ", self.asked)?;
        for (major, ..) in NEWEST {
            write!(f, "{major}, ")?;
        }
        let ((a, b, c), (x, y, z)) = (RANGES[0].first, NEWEST[NEWEST.len() - 1]);
        write!(f, "and releases from {a}.{b}.{c} to {x}.{y}.{z}, such as 22.6.0 or 24.17")
    }
}

impl std::error::Error for UnknownProfile {}

impl Profile {
    /// Node 22 with the 256 bytes of the tutorials in front: what 31 lines of eight bytes, printed to a file, leave behind.
    pub fn classic() -> Self {
        Self { name: "classic".to_owned(), release: newest(22), classic: true }
    }

    /// By name: `classic`, `22`, `node22`, `24.17`, `v20.18.1`. A major alone, or with a minor, is its newest measured release.
    pub fn parse(name: &str) -> Result<Self, UnknownProfile> {
        let unknown = || UnknownProfile { asked: name.chars().take(40).collect() };
        let asked = name.trim().to_ascii_lowercase();
        if asked == "classic" {
            return Ok(Self::classic());
        }
        let digits = asked.strip_prefix("node").unwrap_or(&asked).trim_start();
        let digits = digits.strip_prefix('v').unwrap_or(digits);
        let mut parts = Vec::with_capacity(3);
        for part in digits.split('.') {
            if parts.len() == 3 || part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(unknown());
            }
            parts.push(part.parse::<u16>().map_err(|_| unknown())?);
        }
        let &newest = NEWEST.iter().find(|release| release.0 == parts[0]).ok_or_else(unknown)?;
        let release = match parts[..] {
            [_] => newest,
            [major, minor] if (major, minor) == (newest.0, newest.1) => newest,
            [major, minor] => RANGES
                .iter()
                .flat_map(|range| [range.first, range.last])
                .filter(|measured| (measured.0, measured.1) == (major, minor))
                .max()
                .unwrap_or((major, minor, 0)),
            _ => (parts[0], parts[1], parts[2]),
        };
        if release > newest {
            return Err(unknown());
        }
        let (major, minor, patch) = release;
        let name = if release == newest { format!("node{major}") } else { format!("{major}.{minor}.{patch}") };
        Ok(Self { name, release, classic: false })
    }

    /// Every name that stands for a profile of its own: `classic` and the majors.
    pub fn names() -> impl Iterator<Item = String> {
        std::iter::once("classic".to_owned()).chain(NEWEST.iter().map(|release| format!("node{}", release.0)))
    }

    /// Its short name: `classic`, `node22`, or the release.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The release it follows.
    pub fn release(&self) -> Release {
        self.release
    }

    /// As `process.version` words it.
    pub fn version_string(&self) -> String {
        let (major, minor, patch) = self.release;
        format!("v{major}.{minor}.{patch}")
    }

    /// Whether the release is this one or a later one.
    pub fn at_least(&self, major: u16, minor: u16) -> bool {
        (self.release.0, self.release.1) >= (major, minor)
    }

    /// Whether the release has this: a [`Fact`](super::Fact), or the releases of a row of a table.
    pub fn has(&self, what: impl Into<Releases>) -> bool {
        what.into().have(self.release)
    }

    /// The even major whose messages, printing and names were recorded: 18, 20, 22, 24 or 26.
    pub fn recorded_major(&self) -> u16 {
        self.release.0 & !1
    }

    /// Whether this is the profile of the tutorials.
    pub fn is_classic(&self) -> bool {
        self.classic
    }

    /// The releases measured to have this pool, first and last.
    pub fn range(&self) -> (Release, Release) {
        let range = self.facts();
        (range.first, range.last)
    }

    /// `Buffer.poolSize` as Node sets it.
    pub fn pool_size(&self) -> u32 {
        self.facts().pool_size
    }

    /// How much of the pool a string must find free.
    pub fn string_rule(&self) -> StringRule {
        let fixed = match self.release.0 {
            20 => self.at_least(20, 18),
            21 => false,
            _ => self.at_least(22, 7),
        };
        if fixed { StringRule::FourPerUnit } else { StringRule::ByteLength }
    }

    /// Whether slabs of the pool start at an aligned address and `allocUnsafe` knows a second argument.
    pub fn aligns(&self) -> bool {
        self.at_least(26, 8)
    }

    /// Whether the first pool is zero behind the startup bytes; later ones make it anew when the process starts.
    pub fn first_pool_is_zero(&self) -> bool {
        self.facts().plain > 0
    }

    /// Bytes allocated beyond `size` so that an aligned part of that size fits.
    pub(super) fn over_allocation(&self, alignment: u32) -> u32 {
        if self.at_least(26, 9) { alignment.max(8) } else { alignment.saturating_sub(1) }
    }

    /// What a slab of the pool has beyond `poolSize`.
    pub(super) fn pool_extra(&self) -> u32 {
        self.facts().extra
    }

    /// Where the aligned pool begins in its slab.
    pub(super) fn pool_base(&self) -> u32 {
        if self.aligns() { aligned_base(64) } else { 0 }
    }

    /// What Node leaves in a pool of `pool_size` bytes before a program of `source_length` bytes runs.
    pub fn startup(&self, way: Way, source_length: u64, pool_size: u32) -> Startup {
        let facts = self.facts();
        let prefix = match way {
            Way::Eval | Way::Print | Way::CommonJs | Way::StdinPipe | Way::PromptPipe | Way::Terminal => facts.plain,
            Way::Module | Way::StdinFile | Way::PromptFile => facts.other,
        };
        if self.classic {
            return Startup { separators: facts.plain, source: 0, lines: 256 - facts.plain }.within(pool_size);
        }
        let read = matches!((facts.source, way), (SourceIn::CommonJs, Way::CommonJs) | (SourceIn::Module, Way::Module));
        let pooled = read && source_length < u64::from(pool_size >> 1);
        let source = if pooled { (source_length as u32).next_multiple_of(8) } else { 0 };
        Startup { separators: prefix, source, lines: 0 }.within(pool_size)
    }

    fn facts(&self) -> &'static Range {
        RANGES.iter().rev().find(|range| range.first <= self.release).unwrap_or(&RANGES[0])
    }
}

/// Where an aligned part begins in its allocation. Real addresses vary; here every allocation starts 16 bytes behind a
/// large boundary, as fresh memory from malloc mostly does.
pub(super) fn aligned_base(alignment: u32) -> u32 {
    alignment.saturating_sub(16)
}

fn newest(major: u16) -> Release {
    NEWEST.into_iter().find(|release| release.0 == major).unwrap_or(NEWEST[0])
}
