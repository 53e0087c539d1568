//! Where the pane stands on a screen, and what is left of it for the prompt. Not what either shows.

/// Columns from which on it stands on the right.
const WIDE: usize = 100;
/// A screen that is smaller has none.
pub const SMALLEST: (usize, usize) = (40, 12);
/// Columns of the rule beside it, and the blank behind that.
pub const RULE: usize = 2;

/// Where the pane stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the right, in so many columns.
    Beside(usize),
    /// At the top, in so many rows.
    Above(usize),
    /// There is no room.
    Nowhere,
}

impl Place {
    /// On a screen of so many columns and rows.
    pub fn on((columns, rows): (usize, usize)) -> Self {
        if columns < SMALLEST.0 || rows < SMALLEST.1 {
            Self::Nowhere
        } else if columns >= WIDE {
            Self::Beside((columns * 2 / 5).clamp(40, 72))
        } else {
            Self::Above((rows / 3).clamp(4, 9))
        }
    }

    /// The columns and rows of the prompt.
    pub fn prompt(self, (columns, rows): (usize, usize)) -> (usize, usize) {
        match self {
            Self::Beside(pane) => (columns - pane - RULE, rows),
            Self::Above(pane) => (columns, rows - pane - 1),
            Self::Nowhere => (columns.max(1), rows.max(1)),
        }
    }

    /// The columns and rows of the pane.
    pub fn pane(self, (columns, rows): (usize, usize)) -> (usize, usize) {
        match self {
            Self::Beside(pane) => (pane, rows),
            Self::Above(pane) => (columns, pane),
            Self::Nowhere => (0, 0),
        }
    }

    /// The row in which the prompt begins.
    pub fn top(self) -> usize {
        match self {
            Self::Above(pane) => pane + 1,
            Self::Beside(_) | Self::Nowhere => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prompt_has_half_of_every_screen() {
        for columns in 1..300 {
            for rows in 1..100 {
                let size = (columns, rows);
                let place = Place::on(size);
                let ((left, low), (pane, high)) = (place.prompt(size), place.pane(size));
                assert!(left * 2 >= columns && low * 2 >= rows, "{size:?}: {left} {low}");
                match place {
                    Place::Beside(_) => assert_eq!((left + RULE + pane, high), size),
                    Place::Above(_) => assert_eq!((pane, low + 1 + high), size),
                    Place::Nowhere => assert!(columns < SMALLEST.0 || rows < SMALLEST.1),
                }
            }
        }
    }
}
