//! A source of choices for tests: the same seed chooses the same, everywhere. Not what is chosen.

/// A xorshift, by its state, which is never zero.
pub struct Chance(pub u64);

#[allow(dead_code, reason = "not every test chooses in every way")]
impl Chance {
    /// From any seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }

    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}
