//! What could be typed next: names, members, arguments of dot commands. Looks; runs nothing.

use super::{Command, Session, Takes, Word, Words, manual};
use crate::heap::Value;
use pool::memory::Profile;
use pool::view;

/// Words of the language worth completing.
const LANGUAGE: [&str; 11] =
    ["const", "let", "var", "function", "return", "typeof", "instanceof", "new", "for", "while", "if"];

impl Session {
    /// Names in scope and words of the language that begin with `prefix`, in order.
    pub fn names_with(&self, prefix: &str) -> Words {
        let names = self.machine.visible_names(prefix);
        let mut list: Vec<Word> = names.list.into_iter().map(Word::from).collect();
        list.extend(LANGUAGE.iter().filter(|word| word.starts_with(prefix)).map(|word| Word::from((*word).to_owned())));
        list.sort_by(|a, b| a.text.cmp(&b.text));
        list.dedup();
        Words { list, more: names.more }
    }

    /// Where the member name at `cursor` begins and what could stand there. Runs nothing: only plain names and plain
    /// properties are followed.
    pub fn complete_member(&mut self, text: &str, cursor: usize) -> (usize, Words) {
        let before = text.get(..cursor).unwrap_or(text);
        let Some(dot) = before.rfind('.').filter(|dot| before[dot + 1..].chars().all(is_word)) else {
            return (cursor, Words::default());
        };
        let path = path_before(&before[..dot]);
        let members = self.machine.members_of(path.split('.'), &before[dot + 1..]);
        let kind = |value: Option<Value>| value.map_or("", |value| self.kind_of(value));
        let list = members.list.into_iter().map(|(text, value)| Word { text, kind: kind(value) }).collect();
        (dot + 1, Words { list, more: members.more })
    }

    /// What that begins with `prefix` can follow a dot command, if it is one of a few; `None` where an expression does.
    pub fn arguments_of(&mut self, command: &Command, prefix: &str) -> Option<Vec<Word>> {
        let mut words: Vec<Word> = match command.takes {
            Takes::Nothing | Takes::Number | Takes::Statement | Takes::Lesson => Vec::new(),
            Takes::Topic if !prefix.contains('.') => {
                let commands = Self::commands().map(|command| command.name.trim_start_matches('.'));
                let words = manual::entries().filter(|entry| !entry.is_code() || entry.holder == "globalThis");
                let mut names: Vec<&str> = commands.chain(words.flat_map(manual::Entry::names)).collect();
                let mut seen = std::collections::HashSet::new();
                names.retain(|name| seen.insert(*name));
                names.into_iter().map(|name| Word::from(name.to_owned())).collect()
            }
            Takes::Column => view::ORDERS.iter().map(|name| Word::from((*name).to_owned())).collect(),
            Takes::Profile => Profile::names().map(Word::from).collect(),
            // A path of names is an expression.
            Takes::Slab | Takes::Reason | Takes::Drawing | Takes::Bytes if !prefix.contains('.') => {
                let mut words: Vec<Word> = Vec::new();
                for (text, value) in self.machine.globals() {
                    if let Some(value) = value.filter(|value| self.region(*value).is_some()) {
                        words.push(Word { kind: self.kind_of(value), text: text.to_utf8().into_owned() });
                    }
                }
                words.retain(|word| word.text != "_");
                words.sort_by(|a, b| a.text.cmp(&b.text));
                words.extend(self.machine.snapshot().slabs.iter().map(|slab| Word::from(format!("#{}", slab.id.0))));
                words
            }
            _ => return None,
        };
        words.retain(|word| word.text.starts_with(prefix));
        Some(words)
    }

    /// The value at the end of a path of plain names, if looking is enough to know it.
    pub(super) fn peek_path(&self, path: &str) -> Option<Value> {
        let mut names = path.split('.');
        let mut at = self.machine.peek_global(names.next()?)?;
        for name in names {
            match self.machine.peek(at, name)? {
                crate::heap::Found::Value(value) => at = value,
                crate::heap::Found::Getter(_) => return None,
            }
        }
        Some(at)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// The names and dots that end `text`.
pub(super) fn path_before(text: &str) -> &str {
    let start = text.rfind(|c: char| !is_word(c) && c != '.');
    &text[start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))..]
}
