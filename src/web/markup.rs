//! Statements and answers as the markup of a page: every text is escaped, a role is a class. Not the page around them, and nothing
//! is run.

use engine::session::escape;
use pool::styled::{Role, Styled};

/// What fills cells.
const SOLID: [char; 2] = ['█', '▀'];

/// A statement, what is said before it, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Texts that are said before it, in order.
    pub say: Vec<String>,
    /// Comments before it.
    pub comments: Vec<String>,
    /// What was entered, coloured.
    pub source: Styled,
    /// What was printed and answered.
    pub answer: Styled,
    /// What it changed in memory, in a line.
    pub changed: Option<String>,
    /// The release that answers, where that is not the one before's.
    pub release: Option<String>,
}

impl Entry {
    /// The inside of the page's section `number`.
    pub fn markup(&self, number: u64) -> String {
        let mut out = String::new();
        for (class, texts) in [("say", &self.say), ("comment", &self.comments)] {
            out.extend(texts.iter().map(|text| format!("<p class=\"{class}\">{}</p>", escape(text))));
        }
        if let Some(release) = &self.release {
            out += &format!("<p class=\"release\">A fresh session, Node {}</p>", escape(release));
        }
        out += &format!(
            "<div class=\"entry\"><button type=\"button\" class=\"go\" aria-label=\"Step {number}\">{number}</button>\
             <pre class=\"source\"><code>{}</code></pre></div>",
            markup(&self.source)
        );
        if !self.answer.runs.is_empty() {
            out += &format!("<pre class=\"answer\" tabindex=\"0\">{}</pre>", markup(&self.answer));
        }
        if let Some(changed) = &self.changed {
            out += &format!("<p class=\"changed\">{}</p>", escape(changed.trim()));
        }
        out
    }
}

/// Runs of text, each with its role as a class.
pub fn markup(text: &Styled) -> String {
    let mut out = String::new();
    for (role, run) in &text.runs {
        let (class, mut rest) = (class(*role), run.as_str());
        if class.is_empty() {
            out += &escape(run);
            continue;
        }
        while !rest.is_empty() {
            // On a ground of its own a solid cell is that ground.
            let solid = matches!(role, Role::Owner(_)) && rest.starts_with(SOLID);
            let ends = |c: char| matches!(role, Role::Owner(_)) && SOLID.contains(&c) != solid;
            let (part, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            let more = if solid { " solid" } else { "" };
            out += &format!("<span class=\"{class}{more}\">{}</span>", escape(part));
            rest = behind;
        }
    }
    out
}

/// The class of a role on a page.
fn class(role: Role) -> &'static str {
    const OWNERS: [&str; 8] = [
        "owner hue0",
        "owner hue1",
        "owner hue2",
        "owner hue3",
        "owner hue4",
        "owner hue5",
        "owner hue6",
        "owner hue7",
    ];
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
    use engine::typing::coloured;

    #[test]
    fn a_text_keeps_its_roles_and_never_becomes_markup() {
        let mut answer = Styled::new();
        answer.push(Role::Number, "4").plain("</pre><script>");
        let entry = Entry { source: coloured("'<b>' + 1"), answer, say: vec!["a & b".to_owned()], ..Entry::default() };
        let made = entry.markup(7);
        assert!(made.starts_with("<p class=\"say\">a &amp; b</p>"), "{made}");
        assert!(
            made.contains("<span class=\"string\">&#39;&lt;b&gt;&#39;</span> + <span class=\"number\">1</span>"),
            "{made}"
        );
        assert!(made.contains("<span class=\"number\">4</span>&lt;/pre&gt;&lt;script&gt;</pre>"), "{made}");
    }
}
