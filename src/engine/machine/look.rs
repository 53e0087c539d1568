//! What the session sees of a machine without running it: names, members, reachable views. Not drawn here.

use std::collections::BinaryHeap;
use std::rc::Rc;

use super::{Machine, Thrown};
use crate::code::Source;
use crate::heap::{Found, Kind, ObjectId, PropertyKey, Retainers, Root, Value};
use crate::span::{Span, position};
use crate::text::{Units, units};
use pool::memory::{Fact, Region, Snapshot, TRIED};

/// Names that are listed at once.
const LISTED: usize = 200;

/// A name and what it stands for.
pub type Member = (String, Option<Value>);

/// The first of many in order and the very last one, which together tell what all of them begin with.
#[derive(Debug)]
pub struct Few<T> {
    /// Those.
    pub list: Vec<T>,
    /// How many there are besides.
    pub more: usize,
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self { list: Vec::new(), more: 0 }
    }
}

/// Picks those out without putting all the others in order, too: there may be very many.
fn few<T: Ord>(all: impl Iterator<Item = T>) -> Few<T> {
    let mut first = BinaryHeap::new();
    let mut last = None;
    let mut more: usize = 0;
    for one in all {
        let over = if first.len() + 1 < LISTED {
            first.push(one);
            continue;
        } else if first.peek().is_some_and(|most| one < *most) {
            first.push(one);
            first.pop()
        } else {
            Some(one)
        };
        more += 1;
        last = last.max(over);
    }
    let mut list = first.into_sorted_vec();
    more = more.saturating_sub(usize::from(last.is_some()));
    list.extend(last);
    Few { list, more }
}

/// The eight units behind the prefix as a number, in order as the texts are: most comparisons need no more. A wide unit
/// is the last one that counts.
fn head(text: Units<'_>, skip: usize) -> u64 {
    if let Units::Latin1(bytes) = text {
        let mut first = [0; 8];
        let behind = bytes.get(skip..).unwrap_or_default();
        let count = behind.len().min(first.len());
        first[..count].copy_from_slice(&behind[..count]);
        if !first.contains(&0xFF) {
            return u64::from_be_bytes(first);
        }
    }
    let (mut head, mut wide) = (0, false);
    for at in skip..skip + 8 {
        let unit = text.get(at).filter(|_| !wide).unwrap_or(0);
        wide |= unit >= 0xFF;
        head = head << 8 | u64::from(unit.min(0xFF));
    }
    head
}

/// Whether `text` begins with `prefix`; without a copy of it where that can be seen.
fn begins(text: Units<'_>, prefix: &str) -> bool {
    match text {
        Units::Latin1(bytes) if prefix.is_ascii() => bytes.starts_with(prefix.as_bytes()),
        text => text.to_utf8().starts_with(prefix),
    }
}

/// The same, whatever the case of letters in ASCII.
fn begins_in_any_case(text: Units<'_>, prefix: &str) -> bool {
    let text = text.to_utf8();
    text.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix))
}

impl Machine {
    /// The memory now, with every view the program can reach.
    pub fn snapshot(&mut self) -> Snapshot {
        let views = self.views();
        self.heap.memory.snapshot(&views)
    }

    /// What every view shows that the program can reach.
    pub fn views(&mut self) -> Vec<Region> {
        let roots = self.roots();
        self.heap.reachable_views(roots)
    }

    /// Every view that the collector would find, by the shortest way from a name: the program's variables first, then Node's
    /// globals and modules, at last what only slabscope itself holds.
    pub fn retainers(&mut self) -> Retainers {
        let names = self.global_names().into_iter().filter(|(name, _)| name != "_");
        let mut roots: Vec<Root> = names.map(|(name, value)| Root { name, typed: true, value }).collect();
        for key in self.heap.own_keys(self.realm.global) {
            let own = self.heap.own(self.realm.global, key);
            let Some(own) = own.filter(|own| own.attributes.accessor() || !own.attributes.enumerable()) else {
                continue;
            };
            let (name, typed) = match key {
                PropertyKey::String(name) => (self.heap.utf8(name), !own.attributes.accessor()),
                key => (format!("globalThis[{}]", self.key_text(key)), false),
            };
            roots.push(Root { name, typed, value: own.value });
        }
        let mut modules: Vec<_> = self.state.modules.iter().collect();
        modules.sort_by_key(|(name, _)| **name);
        for (name, value) in modules {
            roots.push(Root { name: format!("require('{name}')"), typed: true, value: *value });
        }
        let mut others = Vec::new();
        let mut known = |name: &'static str, value| {
            let name = if name == "listeners" { "listeners of process".to_owned() } else { name.replace('_', " ") };
            others.push(Root { name, typed: false, value });
        };
        self.realm.each(&mut known);
        self.node.each(&mut known);
        self.state.each(&mut known);
        self.realms.iter().flatten().for_each(|left| left.realm.each(&mut known));
        let mut later = |value| others.push(Root { name: "what runs later".to_owned(), typed: false, value });
        self.jobs.each(&mut later);
        self.timers.each(&mut later);
        let mut known = |name: &'static str, value| others.push(Root { name: name.to_owned(), typed: false, value });
        let tried = self.heap.memory.ledger().current() == TRIED;
        known(if tried { "just tried" } else { "the last answer" }, self.completion);
        let running = self.stack.iter().copied().chain(self.frames.iter().map(|frame| frame.this));
        let running = running.chain(self.frames.iter().filter_map(|frame| frame.function).map(Value::Object));
        others.extend(running.map(|value| Root { name: "running code".to_owned(), typed: false, value }));
        let scopes = self.frames.iter().filter_map(|frame| frame.scope);
        self.heap.retainers([roots, others], scopes.chain(self.realms.iter().flatten().map(|left| left.lexical_scope)))
    }

    /// Every global name, in no order, with its value unless it has a getter.
    pub fn globals(&self) -> impl Iterator<Item = (Units<'_>, Option<Value>)> {
        let lexical = self.lexicals.iter().map(|(name, lexical)| {
            let value = *self.heap.scope_slot(self.lexical_scope, lexical.slot);
            (self.heap.units(*name), (value != Value::Empty).then_some(value))
        });
        let properties = self.heap.named(self.realm.global).filter_map(|(key, own)| match key {
            PropertyKey::String(name) => {
                Some((self.heap.units(name), (!own.attributes.accessor()).then_some(own.value)))
            }
            PropertyKey::Index(_) | PropertyKey::Symbol(_) => None,
        });
        lexical.chain(properties)
    }

    /// The global names that begin with `prefix`, or where none does, with that in other case; for completion.
    pub fn visible_names(&self, prefix: &str) -> Few<String> {
        let exact = self.visible_that(prefix, |text| begins(text, prefix));
        if !exact.list.is_empty() || prefix.is_empty() {
            return exact;
        }
        self.visible_in_any_case(prefix)
    }

    /// Names in scope that begin with a text in whatever case, in order.
    pub fn visible_in_any_case(&self, prefix: &str) -> Few<String> {
        self.visible_that(prefix, |text| begins_in_any_case(text, prefix))
    }

    fn visible_that(&self, prefix: &str, fits: impl Fn(Units<'_>) -> bool) -> Few<String> {
        let skip = prefix.encode_utf16().count();
        let texts = self.globals().map(|(text, _)| text).filter(|text| fits(*text));
        let Few { mut list, more } = few(texts.map(|text| (head(text, skip), text)));
        list.dedup();
        Few { list: list.into_iter().map(|(_, text)| text.to_utf8().into_owned()).collect(), more }
    }

    /// A global's value, looked at without running or changing anything.
    pub fn peek_global(&self, name: &str) -> Option<Value> {
        let key = self.heap.known_key(name)?;
        if let PropertyKey::String(name) = key
            && let Some(lexical) = self.lexicals.get(&name)
        {
            let value = self.heap.scope_slot(self.lexical_scope, lexical.slot);
            return (*value != Value::Empty).then_some(*value);
        }
        let property = self.heap.peek_named(self.realm.global, key)?;
        (!property.attributes.accessor()).then_some(property.value)
    }

    /// A named property along the chain, looked at without running or changing anything; `None` also where somebody
    /// would have to be asked.
    pub fn peek(&self, value: Value, name: &str) -> Option<Found> {
        let key = self.heap.known_key(name)?;
        let mut at = self.members_holder(value);
        while let Some(object) = at {
            if let Some(property) = self.heap.peek_named(object, key) {
                return Some(if property.attributes.accessor() {
                    Found::Getter(self.heap.accessor(property.value).0)
                } else {
                    Found::Value(property.value)
                });
            }
            if self.heap.is_proxy(object) {
                return None;
            }
            at = self.heap.proto(object);
        }
        None
    }

    /// The property names that begin with `prefix` at the end of a path of plain names, getters not run, each with its
    /// value unless it has a getter.
    pub fn members_of<'a>(&mut self, path: impl Iterator<Item = &'a str>, prefix: &str) -> Few<Member> {
        let mut at: Option<Value> = None;
        for name in path {
            let key = self.heap.key(name);
            let next = match at {
                None => self.find_global(key).ok().flatten(),
                Some(value) => {
                    let holder = self.members_holder(value);
                    holder.and_then(|object| match self.find(object, key) {
                        Some(Found::Value(value)) => Some(value),
                        _ => None,
                    })
                }
            };
            let Some(next) = next else { return Few::default() };
            at = Some(next);
        }
        at.map_or_else(Few::default, |value| self.members(value, prefix))
    }

    /// The property names of a value that begin with `prefix`, or where none does, with that in other case; its own before those
    /// it inherits, getters not run, each with its value unless it has a getter.
    pub fn members(&mut self, value: Value, prefix: &str) -> Few<Member> {
        let exact = self.members_that(value, prefix, |text| begins(text, prefix));
        if !exact.list.is_empty() || prefix.is_empty() {
            return exact;
        }
        self.members_that(value, prefix, |text| begins_in_any_case(text, prefix))
    }

    fn members_that(&mut self, value: Value, prefix: &str, fits: impl Fn(Units<'_>) -> bool) -> Few<Member> {
        let mut holders = Vec::new();
        let mut holder = self.members_holder(value);
        while let Some(object) = holder {
            holders.push(object);
            holder = self.heap.proto(object);
        }
        let skip = prefix.encode_utf16().count();
        let heap = &self.heap;
        let names = holders.iter().enumerate().flat_map(|(far, object)| {
            heap.named(*object).filter_map(move |(key, _)| match key {
                PropertyKey::String(name) => Some((heap.units(name), far)),
                PropertyKey::Index(_) | PropertyKey::Symbol(_) => None,
            })
        });
        let names = names.filter(|(text, _)| fits(*text));
        let Few { mut list, more } = few(names.map(|(text, far)| (head(text, skip), text, far)));
        // Of several with one name the nearest stays.
        list.dedup_by(|a, b| a.1 == b.1);
        if more == 0 {
            list.sort_by_key(|(_, _, far)| *far);
        }
        let list: Vec<_> = list.into_iter().map(|(_, text, far)| (text.to_utf8().into_owned(), holders[far])).collect();
        let valued = |(name, object): (String, ObjectId)| {
            let key = self.heap.key(&name);
            let own = self.heap.own(object, key).filter(|own| !own.attributes.accessor());
            (name, own.map(|own| own.value))
        };
        Few { list: list.into_iter().map(valued).collect(), more }
    }

    /// Where the members of a value are looked for.
    pub fn members_holder(&self, value: Value) -> Option<ObjectId> {
        match value {
            Value::Object(object) => Some(object),
            Value::String(_) => Some(self.realm.string_prototype),
            Value::Number(_) => Some(self.realm.number_prototype),
            Value::BigInt(_) => Some(self.realm.bigint_prototype),
            Value::Symbol(_) => Some(self.realm.symbol_prototype),
            Value::Boolean(_) => Some(self.realm.boolean_prototype),
            _ => None,
        }
    }

    /// Where a value was thrown, if it was the last one thrown.
    pub fn thrown_from(&self, value: Value) -> Option<(Rc<Source>, usize)> {
        let (thrown, source, at) = self.thrown_at.as_ref()?;
        (*thrown == value).then(|| (Rc::clone(source), *at as usize))
    }

    /// The line something was thrown from, under its file and number, and a caret under the place if it is in the line.
    pub fn thrown_line(&self, value: Value) -> Option<String> {
        let (source, offset) = self.thrown_from(value)?;
        Some(self.line_of(&source, offset))
    }

    /// Where the script that awaits does so: its name and line number, the line, a caret.
    pub fn awaiting_place(&self) -> Option<String> {
        let Kind::Generator(generator) = self.heap.kind(self.awaiting?) else { return None };
        let waiting = generator.waiting.as_ref()?;
        let code = &self.heap.code(waiting.code)?.code;
        let at = code.span_at(waiting.pc.saturating_sub(1) as usize);
        Some(self.line_of(&code.source, at.start as usize))
    }

    fn line_of(&self, source: &Source, offset: usize) -> String {
        let at = position(&source.text, offset);
        let nameless = if self.knows(Fact::NamelessScripts) { "<anonymous_script>" } else { "undefined" };
        let name = if source.origin.is_some() { nameless } else { &source.name };
        let line = &source.text[at.line_start..at.line_end.max(at.line_start)];
        let before = units(line).take(at.column - 1);
        let indent: String = before.map(|unit| if unit == 9 { '\t' } else { ' ' }).collect();
        let caret = if offset < at.line_end { format!("{indent}^\n") } else { String::new() };
        format!("{name}:{}\n{line}\n{caret}", at.line)
    }

    /// Takes for where an error was thrown from the innermost call of its stack, if that is one of the program's.
    pub fn thrown_by_its_first_call(&mut self, error: ObjectId) -> bool {
        let frames = PropertyKey::Symbol(self.symbols.error_frames);
        let trace = self.heap.own(error, frames).map_or(Value::Undefined, |own| own.value);
        let first = self.traced(trace).first().copied();
        let place = first.and_then(|call| {
            let code = &self.heap.code(call.code?)?.code;
            let op = call.at as usize;
            Some((Rc::clone(&code.source), code.spot_at(op, |era| self.points(era))))
        });
        let Some((source, at)) = place else { return false };
        self.thrown_at = Some((Value::Object(error), source, at));
        true
    }

    /// Notes that what is thrown comes from a text that is no program: JSON.
    pub fn thrown_in(&mut self, thrown: Thrown, text: String, at: usize) {
        if let Thrown::Value(value) = thrown {
            let source = Source { origin: Some(String::new()), ..Source::new("JSON", text) };
            self.thrown_at = Some((value, Rc::new(source), at as u32));
        }
    }

    /// The call the running frame is making, by source and place.
    pub fn call_site(&self) -> Option<(Rc<Source>, Span)> {
        let frame = self.frames.last()?;
        let code = &frame.loaded.code;
        Some((Rc::clone(&code.source), code.span_at(frame.pc.saturating_sub(1))))
    }

    /// Notes where a value is thrown, unless it is only on its way.
    pub(super) fn note_thrown(&mut self, thrown: Thrown) {
        let frame = self.frames.iter().rev().find(|frame| {
            let code = &frame.loaded.code;
            frame.pc != usize::MAX && (!code.source.is_nodes_own() || code.throws_itself(frame.pc.saturating_sub(1)))
        });
        let (Thrown::Value(value), Some(frame)) = (thrown, frame) else { return };
        let (code, op) = (&frame.loaded.code, frame.pc.saturating_sub(1));
        let known = self.thrown_at.as_ref().is_some_and(|(known, ..)| *known == value);
        if known && !code.throws_itself(op) {
            return;
        }
        let at = code.caret_at(op).unwrap_or_else(|| code.spot_at(op, |era| self.points(era)));
        self.thrown_at = Some((value, Rc::clone(&code.source), at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn heads_are_in_the_order_of_the_texts() {
        let mut texts: Vec<Text> = [
            "",
            "a",
            "a\0",
            "ab",
            "\u{fe}z",
            "\u{ff}z",
            "\u{ff}\u{ff}",
            "\u{100}z",
            "\u{101}a",
            "abcdefghij",
            "abcdefghii",
        ]
        .into_iter()
        .map(Text::from)
        .collect();
        texts.sort_by(|a, b| a.view().cmp(&b.view()));
        assert!(texts.is_sorted_by_key(|text| head(text.view(), 0)));
        assert!(head(Text::from("name1").view(), 4) < head(Text::from("name10").view(), 4));
    }

    #[test]
    fn the_first_and_the_last_are_picked() {
        let few = few((0..5000).rev());
        assert_eq!((few.list.len(), few.list[198], few.list[199], few.more), (200, 198, 4999, 4800));
        assert_eq!(super::few(0..200).more, 0);
    }
}
