//! What an expression means, as far as looking tells: nothing runs, no getter is asked. Not what is said of it.

use super::Session;
use super::manual::{self, Entry};
use crate::heap::{Found, Kind, ObjectId, Value};
use crate::syntax;
use crate::syntax::ast::{Argument, ChainHead, Expression, ExpressionKind, LinkKind, Script, StatementKind};

/// What is known of an expression's value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Glimpse {
    /// The value itself.
    Value(Value),
    /// Some object, or primitive, that has the members of this prototype.
    Like(ObjectId),
}

impl Session {
    /// What `text` means, if that can be seen.
    pub(super) fn glimpse(&self, text: &str) -> Option<Glimpse> {
        let script = syntax::parse_prompt(&format!("({text}\n)")).ok()?;
        let [statement] = script.body.as_slice() else { return None };
        let StatementKind::Expression(expression) = &statement.kind else { return None };
        self.see(expression, &script)
    }

    /// The object that is asked for the members of what was seen.
    pub(super) fn holder(&self, seen: Glimpse) -> Option<ObjectId> {
        match seen {
            Glimpse::Value(value) => self.machine.members_holder(value),
            Glimpse::Like(prototype) => Some(prototype),
        }
    }

    /// The value of a member, if that can be seen.
    pub(super) fn member(&self, of: Glimpse, name: &str) -> Option<Value> {
        let of = match of {
            Glimpse::Value(value) => value,
            Glimpse::Like(prototype) => Value::Object(prototype),
        };
        match self.machine.peek(of, name)? {
            Found::Value(value) => Some(value),
            Found::Getter(_) => None,
        }
    }

    fn see(&self, expression: &Expression, script: &Script) -> Option<Glimpse> {
        let realm = &self.machine.realm;
        Some(match &expression.kind {
            ExpressionKind::Parenthesized(inner) => return self.see(inner, script),
            ExpressionKind::Identifier(name) => Glimpse::Value(self.machine.peek_global(script.name(*name))?),
            ExpressionKind::This => Glimpse::Value(Value::Object(realm.global)),
            ExpressionKind::String(_) | ExpressionKind::Template { .. } => Glimpse::Like(realm.string_prototype),
            ExpressionKind::Number(_) => Glimpse::Like(realm.number_prototype),
            ExpressionKind::BigInt(_) => Glimpse::Like(realm.bigint_prototype),
            ExpressionKind::Boolean(_) => Glimpse::Like(realm.boolean_prototype),
            ExpressionKind::RegExp { .. } => Glimpse::Like(realm.regexp_prototype),
            ExpressionKind::Array(_) => Glimpse::Like(realm.array_prototype),
            ExpressionKind::Object(_) => Glimpse::Like(realm.object_prototype),
            ExpressionKind::Function(_) => Glimpse::Like(realm.function_prototype),
            ExpressionKind::New { callee, .. } => {
                let class = self.see(callee, script)?;
                Glimpse::Like(self.member(class, "prototype")?.as_object()?)
            }
            ExpressionKind::Chain { head, links } => {
                let ChainHead::Expression(head) = head.as_ref() else { return None };
                let required = match (&head.kind, links.first().map(|link| &link.kind)) {
                    (ExpressionKind::Identifier(name), Some(LinkKind::Call(arguments)))
                        if script.name(*name) == "require" =>
                    {
                        self.module(arguments)
                    }
                    _ => None,
                };
                let skip = usize::from(required.is_some());
                let mut at = required.or_else(|| self.see(head, script))?;
                // What a method is called on.
                let mut before = at;
                for link in &links[skip..] {
                    let next = match &link.kind {
                        LinkKind::Member(name) => {
                            let name = script.name(*name);
                            let buffer = self.member(at, name).is_none() && name == "buffer" && self.holds_bytes(at);
                            let known = self.member(at, name).map(Glimpse::Value);
                            known.or(buffer.then_some(Glimpse::Like(realm.array_buffer_prototype)))
                        }
                        LinkKind::Index(index) => match &index.kind {
                            ExpressionKind::Number(number) => self.element(at, *number),
                            ExpressionKind::String(text) => self.member(at, &text.to_string()).map(Glimpse::Value),
                            _ => None,
                        },
                        LinkKind::Call(_) => self.given(at, before),
                        LinkKind::Private(_) | LinkKind::Template(_) => None,
                    };
                    (before, at) = (at, next?);
                }
                at
            }
            _ => return None,
        })
    }

    fn element(&self, of: Glimpse, index: f64) -> Option<Glimpse> {
        let Glimpse::Value(value) = of else { return None };
        let object = match value {
            Value::String(_) => return Some(Glimpse::Like(self.machine.realm.string_prototype)),
            value => value.as_object()?,
        };
        if let Kind::View(_) = self.machine.heap.kind(object) {
            return Some(Glimpse::Like(self.machine.realm.number_prototype));
        }
        let element = *self.machine.heap.dense(object)?.get(index as usize)?;
        (element != Value::Empty).then_some(Glimpse::Value(element))
    }

    /// A module that was asked for before.
    fn module(&self, arguments: &[Argument]) -> Option<Glimpse> {
        let [Argument { spread: false, value }] = arguments else { return None };
        let ExpressionKind::String(name) = &value.kind else { return None };
        let name = name.to_string();
        self.machine.state.modules.get(name.strip_prefix("node:").unwrap_or(&name)).copied().map(Glimpse::Value)
    }

    fn holds_bytes(&self, seen: Glimpse) -> bool {
        let typed = self.machine.realm.typed_array_prototype;
        let mut at = self.holder(seen);
        while let Some(object) = at.filter(|object| *object != typed) {
            at = self.machine.heap.proto(object);
        }
        at.is_some()
    }

    /// What a call of a built-in gives, where that is known.
    fn given(&self, called: Glimpse, on: Glimpse) -> Option<Glimpse> {
        let Glimpse::Value(value) = called else { return None };
        let (entry, name) = self.entry_of(value)?;
        let (realm, buffer) = (&self.machine.realm, self.machine.node.buffer_prototype);
        Some(match (entry.holder, name) {
            ("Buffer", "from" | "alloc" | "allocUnsafe" | "allocUnsafeSlow" | "concat" | "copyBytesFrom" | "of") => {
                Glimpse::Like(buffer)
            }
            (
                "Buffer.prototype" | "TypedArray.prototype",
                "subarray" | "slice" | "fill" | "map" | "filter" | "reverse",
            )
            | ("Buffer.prototype", "swap16" | "swap32" | "swap64") => Glimpse::Like(self.holder(on)?),
            ("Array.prototype", "map" | "filter" | "slice" | "concat" | "sort" | "reverse" | "flat" | "flatMap")
            | ("Array", "from" | "of")
            | ("Object", "keys" | "values" | "entries")
            | ("String.prototype", "split") => Glimpse::Like(realm.array_prototype),
            (_, "toString" | "join" | "toUpperCase" | "toLowerCase" | "trim" | "padStart" | "padEnd" | "repeat")
            | ("String.prototype", "slice" | "substring" | "replace" | "replaceAll" | "at" | "charAt" | "concat") => {
                Glimpse::Like(realm.string_prototype)
            }
            _ => return None,
        })
    }

    /// The object a part of the manual is about.
    pub(super) fn described(&self, holder: &str) -> Option<ObjectId> {
        match holder {
            "globalThis" => return Some(self.machine.realm.global),
            "TypedArray" | "TypedArray.prototype" => {
                let prototype = self.machine.realm.typed_array_prototype;
                let class = || self.member(Glimpse::Like(prototype), "constructor")?.as_object();
                return if holder == "TypedArray" { class() } else { Some(prototype) };
            }
            _ => {}
        }
        let (mut at, rest) = match holder.strip_prefix("require('") {
            Some(module) => {
                let (name, rest) = module.split_once("')")?;
                (*self.machine.state.modules.get(name)?, rest.trim_start_matches('.'))
            }
            None => (Value::Object(self.machine.realm.global), holder),
        };
        for name in rest.split('.').filter(|name| !name.is_empty()) {
            at = self.member(Glimpse::Value(at), name)?;
        }
        at.as_object()
    }

    /// The entry of a built-in function, by whatever name it is had, and its own name.
    pub(super) fn entry_of(&self, value: Value) -> Option<(&'static Entry, &'static str)> {
        let object = value.as_object()?;
        if !matches!(self.machine.heap.kind(object), Kind::Native(_)) {
            return None;
        }
        let Value::String(name) = self.member(Glimpse::Value(value), "name")? else { return None };
        let own = self.machine.heap.utf8(name);
        let mut ways = manual::entries().filter(|entry| entry.is_code());
        ways.find_map(|entry| {
            let name = entry.names().find(|name| *name == own)?;
            let same =
                |holder| self.described(holder).and_then(|part| self.member(Glimpse::Like(part), name)) == Some(value);
            entry.holders().any(same).then_some((entry, name))
        })
    }

    /// The entry of a member of what was seen: the nearest on its chain of prototypes.
    pub(super) fn entry_at(&self, seen: Glimpse, name: &str) -> Option<&'static Entry> {
        let mut at = self.holder(seen);
        while let Some(object) = at {
            let mut ways = manual::entries().filter(|entry| entry.is_code() && entry.is(name));
            let here = |entry: &&Entry| entry.holders().any(|holder| self.described(holder) == Some(object));
            if let Some(entry) = ways.find(here) {
                return Some(entry);
            }
            at = self.machine.heap.proto(object);
        }
        None
    }
}
