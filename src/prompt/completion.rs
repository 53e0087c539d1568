//! What Tab offers: dot commands, names, members. Side-effect free, and not a parser: a look at the text before the
//! cursor decides which list is asked.

use super::commands;
use super::tokens::tokens;
use crate::session::{Session, Words};
use crate::styled::Role;

/// What could stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Where the word at the cursor begins.
    pub start: usize,
    /// Words that could be there.
    pub words: Vec<String>,
    /// A file name is wanted instead.
    pub file: bool,
}

/// Looks at `line` up to `cursor`.
pub fn offer(line: &str, cursor: usize, words: &Words, session: &mut Session) -> Offer {
    let before = line.get(..cursor).unwrap_or(line);
    let trimmed = before.trim_start();
    let command = trimmed.starts_with('.') && !before.contains('\n');
    if command && !trimmed.contains(char::is_whitespace) {
        let own = commands::NAMES.iter().map(|name| (*name).to_owned());
        let all = words.commands.iter().cloned().chain(own);
        return Offer { start: before.len() - trimmed.len(), words: fitting(all, trimmed), file: false };
    }
    if command && (trimmed.starts_with(".load ") || trimmed.starts_with(".save ")) {
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        return Offer { start, words: Vec::new(), file: true };
    }
    // The arguments of other commands are expressions; those of JavaScript are not offered inside text.
    if !command && tokens(before).last().is_some_and(|token| is_open_text(before, token.role, token.range.clone())) {
        return Offer { start: cursor, ..Offer::default() };
    }
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'));
    if name.ends_with('.') {
        let (start, words) = session.complete_member(line, cursor);
        return Offer { start: start.min(cursor), words, file: false };
    }
    Offer { start: name.len(), words: fitting(words.names.iter().cloned(), &before[name.len()..]), file: false }
}

fn is_open_text(before: &str, role: Role, range: std::ops::Range<usize>) -> bool {
    if range.end < before.len() {
        return false;
    }
    let text = &before[range];
    match role {
        Role::Dim => text.starts_with("//") || !text.ends_with("*/") || text.len() < 4,
        Role::String => text.len() < 2 || !text.ends_with(|c| text.starts_with(c)),
        _ => false,
    }
}

fn fitting(words: impl Iterator<Item = String>, prefix: &str) -> Vec<String> {
    let mut fitting: Vec<String> = words.filter(|word| word.starts_with(prefix)).collect();
    fitting.sort();
    fitting.dedup();
    fitting
}
