//! What is said of a name that the manual has no entry for: a key, a setting, a slab, a literal, a module that is left out, a word of
//! JavaScript, a question in plain words; and else what is nearest, or speaks of it. Not what the manual knows.

use super::Session;
use super::glimpse::Glimpse;
use super::help::folded;
use super::manual;
use super::suggest::{left_out, near};
use super::topics::told;
use crate::heap::Value;
use crate::library;
use crate::syntax::{What, pieces};
use pool::styled::{Role, Styled};

/// Names offered instead of one nobody knows.
const OFFERED: usize = 4;
/// Letters of the shortest word that is looked for in what is told of others.
const SHORTEST: usize = 4;

impl Session {
    pub(super) fn unknown(&self, about: &str, width: usize) -> Styled {
        let mut answer = Styled::new();
        if let Some((name, words)) = manual::row(about) {
            told(&mut answer, name, words, width);
        } else if about.strip_prefix('#').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
            told(
                &mut answer,
                about,
                &format!("a slab. See .map {about}, .who {about}, .why {about}, .hex {about}"),
                width,
            );
        } else if library::is_left_out(about.strip_prefix("node:").unwrap_or(about)) {
            answer.plain(folded(&left_out(about), width));
        } else if let Some(class) = self.class_of_literal(about) {
            return self.topic(&class, width);
        } else if matches!(pieces(about).as_slice(), [piece] if piece.what == What::Keyword) {
            told(&mut answer, about, "a word of JavaScript, as in Node", width);
        } else if let Some(meant) = about.contains(' ').then(|| self.asked(about)).flatten() {
            answer.plain(folded(&meant, width));
        } else {
            nearest(&mut answer, about, width);
        }
        answer
    }

    /// The class of `'abc'`, `[1]`, `/a/`: of what is no name.
    fn class_of_literal(&self, text: &str) -> Option<String> {
        if text.starts_with(super::is_word) {
            return None;
        }
        self.class_named(self.glimpse(text)?)
    }

    /// What the class of a value is called.
    pub(super) fn class_named(&self, seen: Glimpse) -> Option<String> {
        let class = self.member(seen, "constructor")?;
        let Value::String(name) = self.member(Glimpse::Value(class), "name")? else { return None };
        Some(self.machine.heap.utf8(name))
    }
}

/// The names that are nearest; where there are none, those of which the word is told.
fn nearest(answer: &mut Styled, about: &str, width: usize) {
    let (holder, wanted) = about.rsplit_once(['.', '#']).unwrap_or(("", about));
    let all = || manual::entries().flat_map(|entry| entry.names().map(move |name| (entry, name)));
    let mut known: Vec<String> = all()
        .filter_map(|(entry, name)| {
            let path = entry.path(name);
            // Of members the name alone is compared as well.
            let one = if holder.is_empty() { name } else { path.as_str() };
            let slips = near(if holder.is_empty() { wanted } else { about }, one)?;
            Some((slips, path.len(), path))
        })
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .map(|(_, _, path)| path)
        .collect();
    let commands = Session::commands().filter(|command| near(wanted, &command.name[1..]).is_some());
    known.extend(commands.map(|command| command.name.to_owned()));
    if known.is_empty() && about.len() >= SHORTEST {
        let word = about.trim_matches(['*', '"', '\'', '/']).to_lowercase();
        let speaks = |entry: &manual::Entry, name: &str| {
            name.to_lowercase().contains(&word)
                || entry.line.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|one| one == word)
        };
        let mut found: Vec<String> = Vec::new();
        for path in all().filter(|(entry, name)| speaks(entry, name)).map(|(entry, name)| entry.path(name)) {
            found.extend((!found.contains(&path)).then_some(path));
        }
        known = found;
    }
    known.truncate(OFFERED);
    let said = if known.is_empty() {
        "; ?Buffer.from explains a function, ?pinned a word, ?ERR_OUT_OF_RANGE an error, ?keys the keys".to_owned()
    } else {
        format!("; there is ?{}", known.join(" ?"))
    };
    let text = folded(&format!("nothing is known of {about}{said}"), width);
    let (first, rest) = text.split_once(';').unwrap_or((&text, ""));
    answer.push(Role::Error, first).plain(";").plain(rest);
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    #[test]
    fn what_the_manual_does_not_list_is_told_as_well() {
        let mut session = Session::at_a_terminal();
        session.feed("b = Buffer.from('hi'); function twice(x) { return 2 * x }");
        for (asked, begins) in [
            ("?Tab", "Tab: completes"),
            ("?ctrl-r", "Ctrl-R: entries with any part"),
            ("?C-r", "Ctrl-R: entries with any part"),
            ("?^R", "Ctrl-R: entries with any part"),
            ("?Ctrl+R", "Ctrl-R: entries with any part"),
            ("?up", "Up Down: entries that begin so"),
            ("?F2", "F2: "),
            ("?theme", "theme: \"auto\""),
            ("?#1", "#1: a slab. See .map #1"),
            ("?fs", "the module fs is outside slabscope"),
            ("?node:zlib", "the module node:zlib is outside slabscope"),
            ("?class", "class: a word of JavaScript"),
            ("?await", "await"),
            ("?'abc'", "String("),
            ("?[1, 2]", "new Array("),
            ("?/a.b/", "new RegExp("),
            ("?{ a: 1 }", "new Object("),
            ("?Buffer.alloc(10)", "Buffer.alloc(size"),
            ("?b.fill(f(1), 2)", "buf.fill("),
            ("?Buffer.from('a(').toString()", "buf.toString("),
            ("?new Uint8Array(4)", "new Uint8Array("),
            ("?where is b", "did you mean .why b?"),
            ("?memory", "memory: "),
            ("?leak", "leak: "),
            ("?8192", "8192: "),
            ("?encodings", "encodings: "),
            ("?twice", "twice(x)   a function of this session\n  function twice(x) { return 2 * x }"),
            ("?padding-less", "nothing is known of padding-less;"),
            ("?wombat", "nothing is known of wombat;"),
            ("?zeros", "nothing is known of zeros; there is ?fresh ?Buffer.alloc"),
            ("?*Unsafe*", "nothing is known of *Unsafe*; there is ?"),
        ] {
            let answer = session.enter(crate::session::Input::typed(asked)).answer.expect("an answer").to_string();
            assert!(answer.starts_with(begins), "{asked}: {answer}");
        }
    }
}
