//! What could be typed next: names, members, arguments of dot commands. Looks; runs nothing.

use super::operand::{is_word, operand};
use super::{Command, Session, Takes, Word, Words, manual};
use crate::heap::Value;
use pool::memory::Profile;
use pool::view;

/// Words of the language worth completing.
const LANGUAGE: [&str; 11] =
    ["const", "let", "var", "function", "return", "typeof", "instanceof", "new", "for", "while", "if"];

/// Words of a list that are described; more have no room for it.
const DESCRIBED: usize = 24;

/// Global names that can be looked through at every key.
const FEW: usize = 20_000;

impl Session {
    /// Whether there are so few global names that they can be looked through at every key.
    pub fn has_few_names(&self) -> bool {
        self.machine.globals().nth(FEW).is_none()
    }

    /// Names in scope and words of the language that begin with `prefix`, in order.
    pub fn names_with(&self, prefix: &str) -> Words {
        let names = self.machine.visible_names(prefix);
        let mut list: Vec<Word> = names.list.into_iter().map(Word::from).collect();
        list.extend(LANGUAGE.iter().filter(|word| word.starts_with(prefix)).map(|word| Word::from((*word).to_owned())));
        list.sort_by(|a, b| a.text.cmp(&b.text));
        list.dedup();
        Words { list, more: names.more }
    }

    /// Where the member name at `cursor` begins and what could stand there: members of the value before the dot, which is looked
    /// at where it is a path of names, and otherwise worked out on a copy.
    pub fn complete_member(&mut self, text: &str, cursor: usize) -> (usize, Words) {
        let before = text.get(..cursor).unwrap_or(text);
        let start = before.trim_end_matches(is_word).len();
        let (of, prefix) = before.split_at(start);
        let end = of.strip_suffix('.').map_or(0, |of| of.strip_suffix('?').unwrap_or(of).len());
        let (dot, of) = (&of[end..], operand(&of[..end]));
        if let Some(words) = self.members_at(of, prefix).filter(|words| !words.list.is_empty()) {
            return (start, words);
        }
        for path in self.in_other_case(of) {
            let mut words = self.members_at(&path, prefix).unwrap_or_default();
            if !words.list.is_empty() {
                words.list.iter_mut().for_each(|word| word.text = format!("{path}{dot}{}", word.text));
                return (end - of.len(), words);
            }
        }
        (start, Words::default())
    }

    fn members_at(&mut self, path: &str, prefix: &str) -> Option<Words> {
        match self.peek_path(path) {
            Some(value) => Some(self.members(value, prefix)),
            None => self.would_be(path).map(|(mut copy, value)| copy.members(value, prefix)),
        }
    }

    /// A path of names, with the first of them as it is there in another case.
    fn in_other_case(&self, path: &str) -> Vec<String> {
        let (first, rest) = path.split_at(path.find('.').unwrap_or(path.len()));
        let names = self.machine.visible_in_any_case(first).list.into_iter();
        names.filter(|name| name.eq_ignore_ascii_case(first) && name != first).map(|name| name + rest).collect()
    }

    fn members(&mut self, of: Value, prefix: &str) -> Words {
        let members = self.machine.members(of, prefix);
        let few = members.list.len() <= DESCRIBED;
        let word = |(text, value): (String, Option<Value>)| {
            let kind = value.map_or("", |value| self.kind_of(value));
            let entry = value.filter(|_| few).and_then(|value| self.entry_of(value));
            Word { text, kind, about: entry.map_or("", |(entry, _)| entry.line) }
        };
        let list = members.list.into_iter().map(word).collect();
        Words { list, more: members.more }
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
            Takes::Switch => ["on", "off"].map(|word| Word::from(word.to_owned())).into(),
            Takes::Column => view::ORDERS.iter().map(|name| Word::from((*name).to_owned())).collect(),
            Takes::Profile => Profile::names().map(Word::from).collect(),
            // A path of names is an expression.
            Takes::Slab | Takes::Reason | Takes::Drawing | Takes::Bytes if !prefix.contains('.') => {
                let mut words: Vec<Word> = Vec::new();
                for (text, value) in self.machine.globals() {
                    if let Some(value) = value.filter(|value| self.region(*value).is_some()) {
                        words.push(Word { kind: self.kind_of(value), ..Word::from(text.to_utf8().into_owned()) });
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
