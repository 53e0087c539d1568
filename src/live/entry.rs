//! What a page is told of one statement: its markup and the picture, as JSON and within bounds. Not how it looks.

use serde_json::{Value, json};

use super::bounds::{ANSWER, PICTURE, SOURCE};
use crate::paint::plain;
use pool::styled::{Role, Styled};
use web::markup::Entry as Shown;

/// A statement, or a command, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What was entered, answered and changed.
    pub shown: Shown,
    /// Its number, as explanations of slabs use it; commands have none.
    pub statement: Option<u32>,
    /// The profile that held.
    pub profile: String,
    /// The slabs after it, as SVG; `None` where they cannot be drawn.
    pub picture: Option<String>,
}

impl Entry {
    /// Everything but the picture of the entry that is `number`, as the inside of a JSON object.
    pub(super) fn text(&self, number: u64) -> String {
        let Shown { source, answer, .. } = &self.shown;
        let shown = Shown { source: cut(source, SOURCE), answer: cut(answer, ANSWER), ..self.shown.clone() };
        let object = json!({ "markup": shown.markup(number), "statement": self.statement, "profile": self.profile });
        let text = object.to_string();
        text[1..text.len() - 1].to_owned()
    }

    /// The picture as JSON, empty where there is none or it is too large.
    pub(super) fn drawn(&self) -> String {
        let picture = self.picture.as_deref().filter(|picture| picture.len() <= PICTURE).unwrap_or_default();
        Value::from(picture).to_string()
    }
}

/// No more than `most` bytes of `text`. A program's own colour codes say nothing on a page, and other control characters are shown as
/// at the prompt.
fn cut(text: &Styled, most: usize) -> Styled {
    let mut left = most;
    let mut short = Styled::new();
    for (role, run) in &text.runs {
        let end = run.floor_char_boundary(left);
        short.push(*role, plain(&run[..end]));
        left -= end;
        if end < run.len() {
            let rest = text.byte_len() - (most - left);
            short.push(Role::Dim, format!("\n… {rest} bytes more"));
            break;
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(entry: &Entry) -> String {
        let told: Value = serde_json::from_str(&format!("{{{}}}", entry.text(3))).expect("it is JSON");
        told["markup"].as_str().expect("a text").to_owned()
    }

    #[test]
    fn a_text_keeps_its_roles_and_loses_its_codes() {
        let mut answer = Styled::new();
        answer.push(Role::Number, "4").plain("\u{1b}[31m</script>\u{1b}[0m\u{7}\n");
        let told = markup(&Entry { shown: Shown { answer, ..Shown::default() }, ..Entry::default() });
        assert!(told.contains("<span class=\"number\">4</span>&lt;/script&gt;\\x07\n</pre>"), "{told}");
    }

    #[test]
    fn what_is_too_long_is_cut_between_letters() {
        let mut source = Styled::from("é".repeat(SOURCE));
        source.push(Role::Number, "1");
        let told = markup(&Entry { shown: Shown { source, ..Shown::default() }, ..Entry::default() });
        let wanted =
            format!("{}<span class=\"dim\">\n… {} bytes more</span></code>", "é".repeat(SOURCE / 2), SOURCE + 1);
        assert!(told.contains(&wanted));
        let entry = Entry { picture: Some("x".repeat(PICTURE + 1)), ..Entry::default() };
        assert_eq!(entry.drawn(), "\"\"");
    }
}
