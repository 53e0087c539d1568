//! What a page is told of one statement: JSON of texts with roles, and the picture. Not how it looks: a role has a class
//! there, and a text never becomes markup.

use serde_json::{Value, json};

use super::bounds::{ANSWER, PICTURE, SOURCE};
use crate::paint::plain;
use engine::session::picture_style;
use pool::styled::{Role, Styled};

/// A statement, or a command, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What was entered.
    pub source: Styled,
    /// What was printed and answered.
    pub answer: Styled,
    /// Its number, as explanations of slabs use it; commands have none.
    pub statement: Option<u32>,
    /// The profile that held.
    pub profile: String,
    /// The slabs after it, as SVG; `None` where they cannot be drawn.
    pub picture: Option<String>,
}

impl Entry {
    /// Everything but the picture, as the inside of a JSON object.
    pub(super) fn text(&self) -> String {
        let object = json!({
            "source": runs(&self.source, SOURCE),
            "answer": runs(&self.answer, ANSWER),
            "statement": self.statement,
            "profile": self.profile,
        });
        let text = object.to_string();
        text[1..text.len() - 1].to_owned()
    }

    /// The picture as JSON, empty where there is none or it is too large. Its style is the page's.
    pub(super) fn drawn(&self) -> String {
        let picture = self.picture.as_deref().filter(|picture| picture.len() <= PICTURE).unwrap_or_default();
        Value::from(picture.replacen(&format!("<style>{}</style>", picture_style()), "", 1)).to_string()
    }
}

/// The runs of `text`, each with its class, no more than `most` bytes.
fn runs(text: &Styled, most: usize) -> Value {
    let mut left = most;
    let mut runs = Vec::new();
    for (role, run) in &text.runs {
        let mut end = run.len().min(left);
        while !run.is_char_boundary(end) {
            end -= 1;
        }
        // A program's own colour codes say nothing here, and other control characters are shown as at the prompt.
        runs.push(json!([class(*role), plain(&run[..end])]));
        left -= end;
        if end < run.len() {
            let rest = text.byte_len() - (most - left);
            runs.push(json!([class(Role::Dim), format!("\n… {rest} bytes more")]));
            break;
        }
    }
    Value::Array(runs)
}

/// The class of a role on the page.
fn class(role: Role) -> &'static str {
    const OWNERS: [&str; 8] = ["owner0", "owner1", "owner2", "owner3", "owner4", "owner5", "owner6", "owner7"];
    match role {
        Role::Plain | Role::Name | Role::Free => "",
        Role::Number | Role::Boolean => "number",
        Role::String | Role::Symbol | Role::Good => "string",
        Role::Undefined | Role::Dim | Role::Startup | Role::Padding | Role::Abandoned | Role::Unwritten => "dim",
        Role::Null | Role::Strong | Role::Prompt => "strong",
        Role::Date => "date",
        Role::RegExp | Role::Error => "error",
        Role::Special => "special",
        Role::Keyword => "keyword",
        Role::Warning => "warning",
        Role::Owner(index) => OWNERS[usize::from(index) % OWNERS.len()],
        Role::Dead => "dead",
        Role::Stale => "stale",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(entry: &Entry) -> Value {
        serde_json::from_str(&format!("{{{}}}", entry.text())).expect("it is JSON")
    }

    #[test]
    fn a_text_keeps_its_roles_and_loses_its_codes() {
        let mut answer = Styled::new();
        answer.push(Role::Number, "4").plain("\u{1b}[31m</script>\u{1b}[0m\u{7}\n");
        let told = read(&Entry { source: "b = 4".into(), answer, statement: Some(3), ..Entry::default() });
        assert_eq!(told["source"], json!([["", "b = 4"]]));
        assert_eq!(told["answer"], json!([["number", "4"], ["", "</script>\\x07\n"]]));
        assert_eq!(told["statement"], json!(3));
    }

    #[test]
    fn what_is_too_long_is_cut_between_letters() {
        let mut long = Styled::from("é".repeat(SOURCE));
        long.push(Role::Number, "1");
        let told = read(&Entry { source: long, ..Entry::default() });
        assert_eq!(told["source"][0][1].as_str().map(str::len), Some(SOURCE));
        assert_eq!(told["source"][1], json!(["dim", format!("\n… {} bytes more", SOURCE + 1)]));
        assert_eq!(told["source"][2], Value::Null);
        let entry = Entry { picture: Some("x".repeat(PICTURE + 1)), ..Entry::default() };
        assert_eq!(entry.drawn(), "\"\"");
    }
}
