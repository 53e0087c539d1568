//! What was measured about the pool, release by release: the one table behind every profile. Not names, not rules.
//! Source: 104 real releases, Linux x64, each started in every way; see tests/golden/pool/startup.tsv.

/// `(major, minor, patch)`.
pub type Release = (u16, u16, u16);

/// Whose source text Node reads into the pool before running it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceIn {
    /// Nobody's.
    Nowhere,
    /// A `CommonJS` file's.
    CommonJs,
    /// An ES module's.
    Module,
}

/// Releases whose pools behave alike.
#[derive(Debug)]
pub struct Range {
    /// First release measured.
    pub first: Release,
    /// Last release measured.
    pub last: Release,
    /// `Buffer.poolSize`.
    pub pool_size: u32,
    /// Bytes a slab has beyond `poolSize`, so that its start can be aligned.
    pub extra: u32,
    /// Bytes used before a `CommonJS` file, `-e`, `-p`, a pipe and the prompt run.
    pub plain: u32,
    /// Bytes used before an ES module or anything redirected from a file runs.
    pub other: u32,
    /// Whose source text comes on top.
    pub source: SourceIn,
}

const fn range(
    first: Release,
    last: Release,
    (pool_size, extra): (u32, u32),
    (plain, other): (u32, u32),
    source: SourceIn,
) -> Range {
    Range { first, last, pool_size, extra, plain, other, source }
}

const SMALL: (u32, u32) = (8192, 0);
const LARGE: (u32, u32) = (65536, 0);

/// In order. A release that was not measured behaves as the last measured one before it.
pub const RANGES: [Range; 18] = [
    range((18, 0, 0), (18, 18, 0), SMALL, (16, 16), SourceIn::CommonJs),
    range((18, 19, 0), (18, 20, 8), SMALL, (8, 16), SourceIn::CommonJs),
    range((19, 0, 0), (19, 0, 0), SMALL, (16, 16), SourceIn::CommonJs),
    range((19, 8, 1), (20, 4, 0), SMALL, (8, 16), SourceIn::CommonJs),
    range((20, 5, 0), (20, 11, 1), SMALL, (8, 16), SourceIn::Nowhere),
    range((20, 12, 0), (20, 20, 2), SMALL, (8, 8), SourceIn::Nowhere),
    range((21, 0, 0), (21, 5, 0), SMALL, (8, 16), SourceIn::Nowhere),
    range((21, 7, 0), (22, 17, 1), SMALL, (8, 8), SourceIn::Nowhere),
    range((22, 18, 0), (22, 23, 3), SMALL, (8, 8), SourceIn::Module),
    range((23, 0, 0), (24, 2, 0), SMALL, (8, 8), SourceIn::Nowhere),
    range((24, 3, 0), (24, 14, 0), SMALL, (8, 8), SourceIn::Module),
    range((24, 15, 0), (24, 17, 0), SMALL, (0, 0), SourceIn::Module),
    range((24, 18, 0), (24, 21, 0), LARGE, (0, 0), SourceIn::Module),
    range((25, 0, 0), (25, 5, 0), SMALL, (8, 8), SourceIn::Module),
    range((25, 6, 0), (26, 2, 0), SMALL, (0, 0), SourceIn::Module),
    range((26, 3, 0), (26, 7, 0), LARGE, (0, 0), SourceIn::Module),
    range((26, 8, 0), (26, 8, 2), (65536, 63), (0, 0), SourceIn::Module),
    range((26, 9, 0), (26, 10, 0), (65536, 64), (0, 0), SourceIn::Module),
];

/// The newest measured release of each major.
pub const NEWEST: [Release; 9] =
    [(18, 20, 8), (19, 8, 1), (20, 20, 2), (21, 7, 3), (22, 23, 3), (23, 11, 1), (24, 21, 0), (25, 9, 0), (26, 10, 0)];
