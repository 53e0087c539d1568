//! A row of bits with whole words at a time: which bytes were written, which regions somebody looks at. Not what a bit means.

/// One bit for each of many things; those behind the last that was set cost nothing and are 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Room for so many, all 0; it costs nothing until bits are set.
    pub fn with_room(many: u64) -> Self {
        Self(vec![0; many.div_ceil(64) as usize])
    }

    /// Sets one bit.
    pub fn set(&mut self, at: usize) {
        self.mark(at, at + 1);
    }

    /// Sets `[start, end)`.
    pub fn mark(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let (first, last) = (start / 64, (end - 1) / 64);
        if last >= self.0.len() {
            self.0.resize(last + 1, 0);
        }
        let head = u64::MAX << (start % 64);
        let tail = u64::MAX >> (63 - (end - 1) % 64);
        if first == last {
            self.0[first] |= head & tail;
        } else {
            self.0[first] |= head;
            self.0[first + 1..last].fill(u64::MAX);
            self.0[last] |= tail;
        }
    }

    /// Sets all to 0.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether none was ever set.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    /// A bit.
    pub fn get(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The first place in `[at, end)` whose bit is `bit`, or `end`. Whole words at a time.
    pub fn find(&self, at: usize, end: usize, bit: bool) -> usize {
        let mut at = at;
        while at < end {
            let Some(&word) = self.0.get(at / 64) else { return if bit { end } else { at } };
            let wanted = (if bit { word } else { !word }) >> (at % 64);
            if wanted != 0 {
                return (at + wanted.trailing_zeros() as usize).min(end);
            }
            at = (at / 64 + 1) * 64;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_runs() {
        let mut bits = Bits::default();
        bits.mark(3, 5);
        bits.mark(60, 140);
        bits.mark(199, 256);
        let set: Vec<usize> = (0..300).filter(|&at| bits.get(at)).collect();
        assert_eq!(set.len(), 2 + 80 + 57);
        assert_eq!((bits.find(0, 200, true), bits.find(4, 200, false)), (3, 5));
        assert_eq!((bits.find(5, 200, true), bits.find(60, 200, false), bits.find(140, 190, true)), (60, 140, 190));
    }

    #[test]
    fn a_far_bit_makes_room() {
        let mut bits = Bits::default();
        bits.set(1000);
        assert_eq!((bits.get(999), bits.get(1000), bits.get(5000)), (false, true, false));
    }
}
