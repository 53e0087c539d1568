//! What stands behind and under an entry while it is typed: the rest of the only word that fits, or of an entry that began so, and
//! a line, or a list of words.
//! Not where any of it comes from.

use rustyline::hint::Hint;
use unicode_width::UnicodeWidthChar as _;

use super::marks::picture;
use crate::paint::{Ink, painted};
use pool::styled::{Role, Styled};

/// Columns of what is not shown whole.
const LEAST: usize = 6;

/// What the entry would go on with.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    pub text: String,
    /// As much of it as there is room for behind the entry.
    pub shown: String,
}

impl Rest {
    /// In so many columns; nothing where it is not seen there that it goes on.
    pub fn within(text: &str, columns: usize) -> Option<Self> {
        let mut used = 0;
        let shown: String = text
            .chars()
            .take_while(|c| {
                used += c.width().unwrap_or(columns);
                used < columns && picture(*c).is_none()
            })
            .collect();
        let whole = shown.len() == text.len();
        let shown = if whole { shown } else { shown + "…" };
        (!text.is_empty() && (whole || used > LEAST)).then(|| Self { text: text.to_owned(), shown })
    }
}

/// Shown, and entered only where Right accepts the rest.
#[derive(Clone, Debug, Default)]
pub struct Below {
    rest: Rest,
    under: Styled,
    /// Both, as the line editor counts them.
    text: String,
}

impl Below {
    /// Nothing, where there is neither.
    pub fn new(rest: Rest, under: Styled) -> Option<Self> {
        let text = if under.is_empty() { rest.shown.clone() } else { format!("{}\n{under}", rest.shown) };
        (!text.is_empty()).then_some(Self { rest, under, text })
    }

    /// Whether something stands under the entry.
    pub fn is_under(&self) -> bool {
        !self.under.is_empty()
    }

    /// As it is written behind the entry.
    pub fn drawn(&self, ink: Ink) -> String {
        let mut rest = Styled::new();
        rest.push(Role::Dim, &self.rest.shown);
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
        (!self.rest.text.is_empty()).then_some(&self.rest.text)
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
