//! The bytes Node itself leaves in the first slab before the first statement runs. Not how many: that is the profile's.

/// What a first slab begins with, in order; each part a multiple of 8 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Startup {
    /// Path separators of the loader: `/`, eight bytes each.
    pub separators: u32,
    /// The script's own text.
    pub source: u32,
    /// Lines printed to a file earlier, eight bytes each.
    pub lines: u32,
}

impl Startup {
    /// All of it.
    pub fn bytes(self) -> u32 {
        self.separators + self.source + self.lines
    }

    /// No more than a pool of this size holds.
    #[must_use]
    pub fn within(self, pool_size: u32) -> Self {
        let separators = self.separators.min(pool_size);
        let source = self.source.min(pool_size - separators);
        Self { separators, source, lines: self.lines.min(pool_size - separators - source) }
    }

    /// Exactly `bytes` of it (rounded up to a multiple of 8): cut off, or with printed lines behind.
    #[must_use]
    pub fn exactly(self, bytes: u32, pool_size: u32) -> Self {
        let bytes = bytes.checked_next_multiple_of(8).unwrap_or(pool_size).min(pool_size);
        let kept = Self { lines: 0, ..self }.within(bytes);
        Self { lines: bytes - kept.bytes(), ..kept }
    }

    /// Writes them. `source` is the script's text.
    pub(super) fn fill(self, source: &[u8], pool: &mut [u8]) {
        let separators = self.separators as usize;
        for at in (0..separators).step_by(8) {
            pool[at] = b'/';
        }
        let text = &source[..source.len().min(self.source as usize)];
        pool[separators..separators + text.len()].copy_from_slice(text);
        let lines = &mut pool[separators + self.source as usize..self.bytes() as usize];
        for (number, line) in lines.chunks_mut(8).enumerate() {
            let text = format!("line {:02}\n", (number + 1) % 100);
            line.copy_from_slice(&text.as_bytes()[..line.len()]);
        }
    }
}
