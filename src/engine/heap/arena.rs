//! Cells in one growing vector with a free list, marked and swept by the collector. Not a general slot map: a handle that code
//! can reach is marked, so release builds need no generations. Debug builds have them, and a handle that outlived its cell is a
//! panic at its next use instead of somebody else's value.

use std::num::NonZeroU32;

/// Something that lives in an [`Arena`].
pub(crate) trait Cell: Default {
    /// What of the cell's memory lies outside the arena, in bytes, roughly.
    fn outside(&self) -> usize {
        0
    }
}

/// Where a cell is: what every handle is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    index: NonZeroU32,
    /// How many cells were there before.
    #[cfg(debug_assertions)]
    generation: u32,
}

impl Default for Place {
    /// What a free cell names where a used one names another: never looked at.
    fn default() -> Self {
        Self {
            index: NonZeroU32::MIN,
            #[cfg(debug_assertions)]
            generation: 0,
        }
    }
}

impl Place {
    #[inline]
    pub fn index(self) -> usize {
        self.index.get() as usize
    }
}

/// The cells of one kind.
#[derive(Clone)]
pub(crate) struct Arena<T> {
    cells: Vec<T>,
    marks: Vec<u64>,
    free: Vec<u32>,
    live: usize,
    #[cfg(debug_assertions)]
    generations: Vec<u32>,
}

impl<T: Cell> Arena<T> {
    pub fn new() -> Self {
        Self::with_capacity(1)
    }

    /// With room for so many.
    pub fn with_capacity(count: usize) -> Self {
        let mut cells = Vec::with_capacity(count);
        cells.push(T::default());
        Self {
            cells,
            marks: vec![0],
            free: Vec::new(),
            live: 0,
            #[cfg(debug_assertions)]
            generations: vec![0],
        }
    }

    /// Stores a cell and says where.
    #[inline]
    pub fn insert(&mut self, cell: T) -> Place {
        self.live += 1;
        if let Some(index) = self.free.pop() {
            self.cells[index as usize] = cell;
            return self.place(index as usize);
        }
        self.cells.push(cell);
        #[cfg(debug_assertions)]
        self.generations.push(0);
        if self.cells.len() > self.marks.len() * 64 {
            self.marks.push(0);
        }
        self.place(self.cells.len() - 1)
    }

    /// The place of the cell that now has this index, which must not be 0: cell 0 is never handed out.
    #[inline]
    pub fn place(&self, index: usize) -> Place {
        Place {
            index: NonZeroU32::new(index as u32).expect("cell 0 is never handed out"),
            #[cfg(debug_assertions)]
            generation: self.generations[index],
        }
    }

    #[inline]
    fn check(&self, place: Place) -> usize {
        #[cfg(debug_assertions)]
        assert_eq!(
            self.generations[place.index()],
            place.generation,
            "a handle of {} outlived its cell {}: whoever kept it must hold it (see heap::handles)",
            std::any::type_name::<T>(),
            place.index()
        );
        place.index()
    }

    #[inline]
    pub fn get(&self, place: Place) -> &T {
        &self.cells[self.check(place)]
    }

    #[inline]
    pub fn get_mut(&mut self, place: Place) -> &mut T {
        let index = self.check(place);
        &mut self.cells[index]
    }

    pub fn live(&self) -> usize {
        self.live
    }

    /// The places of all marked cells.
    pub fn marked(&self) -> impl Iterator<Item = Place> + '_ {
        (1..self.cells.len()).filter(|index| self.bit(*index)).map(|index| self.place(index))
    }

    /// The places of all cells.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        (1..self.cells.len()).map(|index| self.place(index))
    }

    /// How many cells there are, free ones included.
    pub fn capacity(&self) -> usize {
        self.cells.len()
    }

    #[inline]
    fn bit(&self, index: usize) -> bool {
        self.marks[index / 64] & (1 << (index % 64)) != 0
    }

    /// Marks a cell; whether it was unmarked.
    #[inline]
    pub fn mark(&mut self, place: Place) -> bool {
        let index = self.check(place);
        let fresh = !self.bit(index);
        self.marks[index / 64] |= 1 << (index % 64);
        fresh
    }

    #[inline]
    pub fn is_marked(&self, place: Place) -> bool {
        self.bit(place.index())
    }

    /// Forgets every mark.
    pub fn clear_marks(&mut self) {
        self.marks.fill(0);
    }

    /// Frees every unmarked cell and clears the marks.
    pub fn sweep(&mut self) {
        self.free.clear();
        self.live = 0;
        for index in (1..self.cells.len()).rev() {
            if self.bit(index) {
                self.live += 1;
            } else {
                self.cells[index] = T::default();
                self.free.push(index as u32);
                #[cfg(debug_assertions)]
                {
                    self.generations[index] = self.generations[index].wrapping_add(1);
                }
            }
        }
        self.marks.fill(0);
    }

    /// The sum of what cells keep outside the arena.
    pub fn outside(&self) -> usize {
        self.cells.iter().map(Cell::outside).sum()
    }
}
