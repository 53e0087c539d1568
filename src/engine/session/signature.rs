//! What the parameters of a function are called, for the hint while a call is typed: of built-ins as the manual has them, of the
//! program's own as their text has them. Runs nothing.

use super::Session;
use super::glimpse::Glimpse;
use super::manual::{self, Entry};
use super::operand::operand;
use crate::heap::{Kind, Value};
use crate::syntax::{self, What};
use pool::styled::{Role, Styled};

impl Session {
    /// `Buffer.alloc(size, fill = 0)` for a call that is typed as far as `inside`, behind what stands `before` its parenthesis,
    /// if what is called can be seen. The argument at hand is strong.
    pub fn signature(&self, before: &str, inside: &str) -> Option<Styled> {
        let called = operand(before);
        let value = self.glimpse(called).and_then(|seen| match seen {
            Glimpse::Value(value) => Some(value),
            Glimpse::Like(_) => None,
        });
        let argument = arguments_before(inside);
        if let Some(own) = value.or_else(|| self.class_of(called)).and_then(|value| self.own_function(value)) {
            return Some(drawn(called, &manual::divided(&own), argument));
        }
        let (entry, name) = self.callee(called)?;
        let entry = self.meant(entry, name, inside, argument)?;
        Some(drawn(called, &entry.arguments(), argument))
    }

    /// The entry of what an expression calls, and the name it is called by.
    pub(super) fn callee<'t>(&self, called: &'t str) -> Option<(&'static Entry, &'t str)> {
        let (holder, name) = called.rsplit_once('.').unwrap_or(("", called));
        let (new, holder) = (name.strip_prefix("new "), holder.trim_end_matches('?'));
        let name = new.unwrap_or(name).trim_start();
        let seen = if holder.is_empty() { None } else { self.glimpse(holder) };
        let here = match seen {
            Some(seen) => self.member(seen, name).and_then(|_| self.entry_at(seen, name)),
            None if holder.is_empty() => {
                let there = self.machine.peek_global(name);
                there.and_then(|_| self.entry_at(Glimpse::Value(Value::Object(self.machine.realm.global)), name))
            }
            None => None,
        };
        let elsewhere = || match self.glimpse(called)? {
            Glimpse::Value(value) => self.entry_of(value).map(|(entry, _)| entry),
            Glimpse::Like(_) => None,
        };
        // Of what cannot be seen the text tells enough: a module nobody has asked for yet, or a name that only one thing has.
        let unseen = || {
            let calls =
                || manual::entries().filter(|entry| entry.parameters.is_some() && entry.is_code() && entry.is(name));
            let typed = calls().find(|entry| entry.holders().any(|known| known == holder));
            typed.or_else(|| calls().find(|entry| entry.path(name) == called)).or_else(|| {
                let only = calls().next()?;
                calls().all(|way| way.holder == only.holder).then_some(only)
            })
        };
        let by_text = || if seen.is_none() && !holder.is_empty() { unseen() } else { None };
        here.or_else(elsewhere).or_else(by_text).map(|entry| (entry, name))
    }

    /// Of several ways to call something the one that is meant, as far as the first argument tells.
    fn meant(&self, entry: &'static Entry, name: &str, inside: &str, argument: usize) -> Option<&'static Entry> {
        let first = manual::divided(inside).first().copied().unwrap_or("");
        let seen = self.glimpse(first).and_then(|seen| self.holder(seen));
        let (realm, node) = (&self.machine.realm, &self.machine.node);
        let kind = match seen {
            _ if first.starts_with(['\'', '"', '`']) => "string",
            _ if first.starts_with('[') => "array",
            Some(object) if object == realm.string_prototype => "string",
            Some(object) if object == realm.number_prototype => "length",
            Some(object) if object == node.buffer_prototype => "buffer",
            Some(object) => match self.machine.heap.kind(object) {
                Kind::ArrayBuffer { .. } => "arrayBuffer",
                Kind::View(_) | Kind::Array(_) => "array",
                _ if object == realm.array_buffer_prototype => "arrayBuffer",
                _ => "object",
            },
            None => "",
        };
        let ways = || manual::ways(entry.holder, name).filter(|way| way.parameters.is_some());
        let takes =
            |way: &&Entry| way.arguments().first().is_some_and(|takes| takes.split(" | ").any(|one| one == kind));
        let room = |way: &&Entry| way.arguments().len() > argument;
        ways().find(takes).or_else(|| ways().find(room)).or_else(|| ways().next())
    }

    /// What `new` is used with.
    fn class_of(&self, called: &str) -> Option<Value> {
        match self.glimpse(called.strip_prefix("new ")?)? {
            Glimpse::Value(value) => Some(value),
            Glimpse::Like(_) => None,
        }
    }

    /// The text of one of the program's functions.
    pub(super) fn source_of(&self, value: Value) -> Option<&str> {
        let Value::Object(object) = value else { return None };
        let Kind::Function { code, .. } = self.machine.heap.kind(object) else { return None };
        let code = &self.machine.heap.code(*code)?.code;
        Some(code.span.of(&code.source.text).trim_start())
    }

    /// The parameters of one of the program's functions, as its text has them.
    pub(super) fn own_function(&self, value: Value) -> Option<String> {
        let rest = self.source_of(value)?;
        if let Some(name) = rest.split("=>").next().filter(|name| !name.contains('(') && rest.contains("=>")) {
            return Some(name.trim().to_owned());
        }
        let open = rest.find('(')?;
        let mut depth = 0;
        let close = rest[open..].char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        let inside = &rest[open + 1..open + close?.0];
        Some(inside.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// How many arguments stand before the one at hand.
fn arguments_before(inside: &str) -> usize {
    let (mut depth, mut commas) = (0, 0);
    for piece in syntax::pieces(inside).iter().filter(|piece| piece.what == What::Plain) {
        match &inside[piece.range.clone()] {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            "," if depth == 0 => commas += 1,
            _ => {}
        }
    }
    commas
}

/// A call with its parameters, of which one is at hand.
pub(super) fn drawn(called: &str, parameters: &[&str], argument: usize) -> Styled {
    let mut drawn = Styled::new();
    drawn.push(Role::Dim, called).push(Role::Dim, "(");
    for (index, parameter) in parameters.iter().enumerate() {
        let last = index + 1 == parameters.len();
        let here = index == argument || last && argument > index && parameter.contains("...");
        drawn.push(Role::Dim, if index > 0 { ", " } else { "" });
        drawn.push(if here { Role::Strong } else { Role::Dim }, parameter);
    }
    drawn.push(Role::Dim, ")");
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_of_what_is_called() {
        let mut session = Session::at_a_terminal();
        session.feed("b = Buffer.from('z'); list = [[1], b]; s = 'it'; memory = new ArrayBuffer(8)");
        session.feed("o = { get x() { throw 1 }, y: 7, from: Buffer.from, twice(a) {} }");
        session.feed(
            "function add(a, b = (1, 2)) {}; one = x => x; two = (x, y) => x; own = Buffer.from('z'); own.fill = one",
        );
        for (typed, shown) in [
            ("Buffer.alloc|", "Buffer.alloc([size], fill = 0, encoding = 'utf8')"),
            ("Buffer.alloc|4, ", "Buffer.alloc(size, [fill = 0], encoding = 'utf8')"),
            ("Buffer.from|'", "Buffer.from([string], encoding = 'utf8')"),
            ("Buffer.from|s, ", "Buffer.from(string, [encoding = 'utf8'])"),
            ("Buffer.from|b", "Buffer.from([array | buffer])"),
            ("Buffer.from|memory, 1, ", "Buffer.from(arrayBuffer, byteOffset = 0, [length = rest])"),
            ("Buffer.from|b.buffer, ", "Buffer.from(arrayBuffer, [byteOffset = 0], length = rest)"),
            ("1 + b.readUInt32LE|", "b.readUInt32LE([offset = 0])"),
            ("b?.fill|'a', ", "b?.fill(value, [offset = 0], end = all, encoding = 'utf8')"),
            ("list[1].swap16|", "list[1].swap16()"),
            ("list[0].map|", "list[0].map([callback], thisArg)"),
            ("list.push|1, 2, ", "list.push([...items])"),
            ("[1].map|x => x, ", "[1].map(callback, [thisArg])"),
            ("'abc'.slice|1, ", "'abc'.slice(start = 0, [end = length])"),
            ("s.slice|", "s.slice([start = 0], end = length)"),
            ("/a/.test|", "/a/.test([string])"),
            ("new Map|", "new Map([iterable])"),
            ("x = new Map([[1, 2]]).set|1, ", "new Map([[1, 2]]).set(key, [value])"),
            ("new Uint8Array|memory, ", "new Uint8Array(arrayBuffer, [byteOffset = 0], length = rest)"),
            ("new Uint8Array(2).subarray|", "new Uint8Array(2).subarray([begin = 0], end = length)"),
            ("Buffer.from('x').toString|", "Buffer.from('x').toString([encoding = 'utf8'], start = 0, end = all)"),
            ("b.subarray(1).readInt8|", "b.subarray(1).readInt8([offset = 0])"),
            ("Math.max|1, 2, ", "Math.max([...values])"),
            ("JSON.stringify|1, ", "JSON.stringify(value, [replacer], space)"),
            ("console.log|", "console.log([format], ...values)"),
            ("parseInt|'1', ", "parseInt(string, [radix = 10])"),
            (
                "require('util').inspect|b, ",
                "require('util').inspect(value, [options = { depth: 2, maxArrayLength: 100, showHidden, colors }])",
            ),
            ("o.from|[", "o.from([array | buffer])"),
            ("o.twice|", "o.twice([a])"),
            ("add|1, ", "add(a, [b = (1, 2)])"),
            ("one|", "one([x])"),
            ("two|1, ", "two(x, [y])"),
            ("own.fill|", "own.fill([x])"),
            ("unknown().readInt8|", "unknown().readInt8([offset = 0])"),
        ] {
            let (before, inside) = typed.split_once('|').expect("a mark for the parenthesis");
            let told = session.signature(before, inside).unwrap_or_default();
            let told: String = told
                .runs
                .iter()
                .map(|(role, text)| if *role == Role::Strong { format!("[{text}]") } else { text.clone() })
                .collect();
            assert_eq!(told, shown, "{typed}");
        }
        for typed in ["b.nothing", "nobody", "o.x", "o.y", "s.fill", "list.readInt8", "f().toString", "", "1"] {
            assert_eq!(session.signature(typed, ""), None, "{typed}");
        }
    }
}
