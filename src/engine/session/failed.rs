//! What is kept of the last statement's error, so that it can be explained. Not the explanation.

/// The last statement's error.
#[derive(Clone, Debug)]
pub(super) struct Failed {
    pub name: String,
    pub code: Option<String>,
    pub message: String,
    /// What was called, and the text behind it.
    pub called: Option<(String, String)>,
}
