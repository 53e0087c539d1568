//! Somebody beside the prompt who hears of every entry and its answer. Not who that is, and not what is still being typed.

use engine::session::Session;
use pool::styled::Styled;

/// An entry and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// What was entered.
    pub source: String,
    /// What it printed and answered.
    pub answer: Styled,
    /// The statement the session had come to before it.
    pub before: u32,
    /// It was a dot command.
    pub command: bool,
}

/// Hears an exchange once it has been shown, with the session as it is then. The prompt waits for it, so it must be quick.
pub type Hear = Box<dyn FnMut(&mut Session, Exchange)>;

/// Who listens.
pub struct Listener {
    /// What the person at the prompt is told of it, under the banner.
    pub greeting: Styled,
    /// Who is told.
    pub hear: Hear,
}
