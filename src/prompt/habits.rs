//! How somebody likes the prompt. Not where they say so.

/// How many entries the history keeps where nobody says.
pub(super) const HISTORY: usize = 1000;

/// How somebody likes the prompt.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Habits {
    /// How many entries the history keeps; 0 keeps none for the next prompt.
    pub history: usize,
    /// vi's keys instead of Emacs's.
    pub vi: bool,
    /// Whether results are shown before they are asked for.
    pub preview: bool,
    /// Whether a call's parameters are shown.
    pub hints: bool,
    /// Whether nothing is told of what a statement changed.
    pub quiet: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { history: HISTORY, vi: false, preview: true, hints: true, quiet: false }
    }
}
