//! Cells in one growing vector with a free list, marked and swept by the collector. Not a general slot map: handles carry no
//! generation, because a handle that code can reach is marked.

/// Something that lives in an [`Arena`].
pub(crate) trait Cell: Default {
    /// What of the cell's memory lies outside the arena, in bytes, roughly.
    fn outside(&self) -> usize {
        0
    }
}

/// The cells of one kind.
pub(crate) struct Arena<T> {
    cells: Vec<T>,
    marks: Vec<u64>,
    free: Vec<u32>,
    live: usize,
    /// Cells below this index were there when a built-in began to call back; while it runs they are neither freed nor reused.
    watermark: usize,
}

impl<T: Cell> Arena<T> {
    pub fn new() -> Self {
        Self { cells: vec![T::default()], marks: vec![0], free: Vec::new(), live: 0, watermark: 0 }
    }

    /// Stores a cell and gives its index, never 0.
    #[inline]
    pub fn insert(&mut self, cell: T) -> usize {
        self.live += 1;
        if let Some(&index) = self.free.last()
            && (index as usize) >= self.watermark
        {
            self.free.pop();
            self.cells[index as usize] = cell;
            return index as usize;
        }
        self.cells.push(cell);
        if self.cells.len() > self.marks.len() * 64 {
            self.marks.push(0);
        }
        self.cells.len() - 1
    }

    #[inline]
    pub fn get(&self, index: usize) -> &T {
        &self.cells[index]
    }

    #[inline]
    pub fn get_mut(&mut self, index: usize) -> &mut T {
        &mut self.cells[index]
    }

    pub fn live(&self) -> usize {
        self.live
    }

    /// How many cells there are, free ones included.
    pub fn capacity(&self) -> usize {
        self.cells.len()
    }

    /// Marks a cell; whether it was unmarked.
    #[inline]
    pub fn mark(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        let fresh = self.marks[word] & bit == 0;
        self.marks[word] |= bit;
        fresh
    }

    #[inline]
    pub fn is_marked(&self, index: usize) -> bool {
        self.marks[index / 64] & (1 << (index % 64)) != 0
    }

    /// Forgets every mark.
    pub fn clear_marks(&mut self) {
        self.marks.fill(0);
    }

    /// From here on, and until [`Arena::release`], what exists now is kept.
    pub fn hold(&mut self) {
        self.watermark = self.cells.len();
    }

    /// Ends [`Arena::hold`].
    pub fn release(&mut self) {
        self.watermark = 0;
    }

    /// The cells that are held whatever the marks say.
    pub fn held(&self) -> std::ops::Range<usize> {
        1..self.watermark.max(1)
    }

    /// Frees every unmarked cell that is not held, clears the marks and tells `dropped` each freed cell first.
    pub fn sweep(&mut self, mut dropped: impl FnMut(usize, &mut T)) {
        self.free.clear();
        self.live = 0;
        let first = self.watermark.max(1);
        for index in (first..self.cells.len()).rev() {
            if self.marks[index / 64] & (1 << (index % 64)) == 0 {
                dropped(index, &mut self.cells[index]);
                self.cells[index] = T::default();
                self.free.push(index as u32);
            } else {
                self.live += 1;
            }
        }
        self.live += first - 1;
        self.marks.fill(0);
    }

    /// The sum of what cells keep outside the arena.
    pub fn outside(&self) -> usize {
        self.cells.iter().map(Cell::outside).sum()
    }
}
