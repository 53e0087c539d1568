//! The statements of a session as typed, as many as are kept. Not running them again.

/// Bytes of statements kept to be run again.
pub(super) const KEPT: usize = 16 << 20;

/// The statements of a session, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    pub(super) texts: Vec<String>,
    bytes: usize,
    /// Some were too many to keep.
    pub(super) cut: bool,
}

impl Statements {
    pub fn keep(&mut self, text: &str) {
        self.bytes += text.len() + size_of::<String>();
        if self.bytes > KEPT {
            (self.cut, self.texts) = (true, Vec::new());
        }
        if !self.cut {
            self.texts.push(text.to_owned());
        }
    }
}
