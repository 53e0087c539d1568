//! What names a slab and a place in one: numbers, regions, kinds. Not the bytes there: those are in `slab`.

/// The number of a slab, from 1 in order of creation, never reused in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SlabId(pub u32);

/// What one allocation got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region {
    /// The slab.
    pub slab: SlabId,
    /// First byte, counted from the start of the slab: the Buffer's `byteOffset`.
    pub offset: u64,
    /// Bytes: the Buffer's `length`.
    pub length: u64,
}

impl Region {
    /// One past the last byte.
    pub fn end(self) -> u64 {
        self.offset + self.length
    }
}

impl std::fmt::Display for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}, {})", self.offset, self.end())
    }
}

/// What a slab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlabKind {
    /// Made by the pool and shared by its Buffers.
    Pool,
    /// One allocation's own.
    Own,
    /// A `SharedArrayBuffer`.
    Shared,
    /// Bytes from outside the script: a file's text, say.
    External,
}

impl SlabKind {
    /// The word for it, in views and to scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pool => "pool",
            Self::Own => "own",
            Self::Shared => "shared",
            Self::External => "external",
        }
    }
}
