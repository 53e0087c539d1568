//! What stands behind and under an entry while it is typed: the rest of the only word that fits, and a line, or a list of words.
//! Not where any of it comes from.

use rustyline::hint::Hint;

use crate::paint::{Ink, painted};
use pool::styled::{Role, Styled};

/// Shown, and entered only where Right accepts the rest of the word.
#[derive(Clone, Debug, Default)]
pub struct Below {
    rest: String,
    under: Styled,
    /// Both, as the line editor counts them.
    text: String,
}

impl Below {
    /// Nothing, where there is neither.
    pub fn new(rest: String, under: Styled) -> Option<Self> {
        let text = if under.is_empty() { rest.clone() } else { format!("{rest}\n{under}") };
        (!text.is_empty()).then_some(Self { rest, under, text })
    }

    /// Whether something stands under the entry.
    pub fn is_under(&self) -> bool {
        !self.under.is_empty()
    }

    /// As it is written behind the entry.
    pub fn drawn(&self, ink: Ink) -> String {
        let mut rest = Styled::new();
        rest.push(Role::Dim, &self.rest);
        let mut drawn = painted(&rest, ink, false);
        if self.is_under() {
            // Behind a row that is full, the line editor believes what is under it to be a row further down than a bare line feed
            // leads.
            drawn.push_str(" \r\n");
            drawn.push_str(&painted(&self.under, ink, false));
        }
        drawn
    }
}

impl Hint for Below {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        (!self.rest.is_empty()).then_some(&self.rest)
    }
}

/// Where there is no ink, the argument at hand stands in brackets.
pub fn marked_at_hand(signature: &Styled) -> Styled {
    let mut marked = Styled::new();
    for (role, text) in &signature.runs {
        marked.push(Role::Dim, if *role == Role::Strong { format!("[{text}]") } else { text.clone() });
    }
    marked
}
