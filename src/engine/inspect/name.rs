//! What an object is called: constructor names, `Symbol.toStringTag`, the prefix made of both (Node's
//! `getConstructorName`, `getPrefix`). Not functions' own names.

use super::inspector::{Inspector, LEVELS, Thrown};
use crate::heap::{Heap, Kind, ObjectId, PropertyKey, Value};
use pool::memory::Fact;

impl Inspector<'_> {
    /// The name of the object's constructor; `None` for a null prototype.
    pub(super) fn constructor_name(&mut self, object: ObjectId, recursion: i32) -> Thrown<Option<String>> {
        let mut text = String::new();
        let mut closing = 0;
        let mut at = object;
        loop {
            if let Some(name) = self.named_constructor(at)? {
                text.push_str(&name);
                break;
            }
            let Some(proto) = self.heap().seen_proto(at) else {
                if closing == 0 {
                    return Ok(None);
                }
                // The prototype itself has none: Node inspects it at depth -1.
                let name = class_name(self.heap(), at);
                let empty = self.keys(at, false).is_empty();
                text.push_str(&["[", name, ": null prototype]", if empty { " {}" } else { "" }].concat());
                break;
            };
            text.push_str(class_name(self.heap(), at));
            if closing >= LEVELS || self.too_deep(recursion.saturating_add(closing as i32))? {
                text.push_str(" <Complex prototype>");
                break;
            }
            text.push_str(" <");
            closing += 1;
            at = proto;
        }
        text.push_str(&">".repeat(closing));
        Ok(Some(text))
    }

    /// The first constructor up the chain that has a name and whose instance the object is.
    fn named_constructor(&mut self, object: ObjectId) -> Thrown<Option<String>> {
        Ok(self.constructor_holder(object)?.map(|(_, name)| name))
    }

    /// The object in the chain that has that constructor.
    pub(super) fn first_named_constructor(&mut self, object: ObjectId) -> Thrown<Option<ObjectId>> {
        Ok(self.constructor_holder(object)?.map(|(holder, _)| holder))
    }

    fn constructor_holder(&mut self, object: ObjectId) -> Thrown<Option<(ObjectId, String)>> {
        let constructor = self.heap().key("constructor");
        let name = self.heap().key("name");
        let mut next = Some(object);
        while let Some(at) = next {
            let own = self.heap().own(at, constructor).filter(|property| !property.attributes.accessor());
            if let Some(Value::Object(function)) = own.map(|property| property.value)
                && self.heap().is_callable(function)
                && self.is_instance(object, function)
            {
                let value = self.get(function, name)?;
                if !matches!(self.text_of(value).as_deref(), Some("")) {
                    return self.host.text(value).map(|name| Some((at, name)));
                }
            }
            next = self.heap().seen_proto(at);
        }
        Ok(None)
    }

    /// ECMAScript `OrdinaryHasInstance`.
    fn is_instance(&mut self, object: ObjectId, function: ObjectId) -> bool {
        let heap = self.heap();
        let key = heap.key("prototype");
        let Some(prototype) = heap.own(function, key).and_then(|property| property.value.as_object()) else {
            return false;
        };
        let mut next = heap.seen_proto(object);
        while let Some(at) = next {
            if at == prototype {
                return true;
            }
            next = heap.seen_proto(at);
        }
        false
    }

    /// `Symbol.toStringTag`, unless it is shown as a property anyway.
    pub(super) fn tag(&mut self, object: ObjectId) -> Thrown<String> {
        let Some(symbol) = self.options.to_string_tag else { return Ok(String::new()) };
        let key = PropertyKey::Symbol(symbol);
        let value = match self.get(object, key) {
            Err(_) if self.knows(Fact::ThrowingTagIsNone) => return Ok(String::new()),
            value => value?,
        };
        let Some(tag) = self.text_of(value) else { return Ok(String::new()) };
        let hidden = self.options.show_hidden;
        let shown = self.heap().own(object, key).is_some_and(|own| hidden || own.attributes.enumerable());
        Ok(if shown { String::new() } else { tag })
    }

    /// `Foo(2) [bar] `: constructor, size and tag; `fallback` names what has no constructor.
    pub(super) fn prefix(&self, constructor: Option<&str>, tag: &str, fallback: &str, size: &str) -> String {
        let Some(constructor) = constructor else {
            return if !tag.is_empty() && fallback != tag {
                format!("[{fallback}{size}: null prototype] [{tag}] ")
            } else {
                format!("[{fallback}{size}: null prototype] ")
            };
        };
        if self.knows(Fact::TagForClass) {
            let last = tag.rfind('.').filter(|&dot| dot >= 1).map_or(tag, |dot| &tag[dot + 1..]);
            return match tag {
                "" => format!("{constructor}{size} "),
                _ if constructor == last => format!("{tag}{size} "),
                _ => format!("{constructor}{size} [{tag}] "),
            };
        }
        let within = match constructor.find(tag) {
            _ if tag.is_empty() => true,
            Some(at) if self.knows(Fact::ExtrasBracketed) => constructor[at + tag.len()..]
                .chars()
                .next()
                .is_none_or(|next| !next.to_lowercase().eq(std::iter::once(next))),
            _ => constructor == tag,
        };
        if within { format!("{constructor}{size} ") } else { format!("{constructor}{size} [{tag}] ") }
    }

    /// The prefix of an object that has no special form.
    pub(super) fn plain_prefix(&mut self, object: ObjectId, constructor: Option<&str>, tag: &str) -> String {
        let name = class_name(self.heap(), object);
        let fallback = if constructor.is_none() && name != tag { name } else { "Object" };
        self.prefix(constructor, tag, fallback, "")
    }
}

/// What V8 calls an object whatever its prototype.
pub(super) fn class_name(heap: &Heap, object: ObjectId) -> &'static str {
    match heap.kind(object) {
        Kind::Array(_) => "Array",
        Kind::Function { .. } | Kind::Native(_) | Kind::Bound(_) => "Function",
        Kind::Error => "Error",
        Kind::Boolean(_) => "Boolean",
        Kind::Number(_) => "Number",
        Kind::String(_) => "String",
        Kind::Symbol(_) => "Symbol",
        Kind::BigInt(_) => "BigInt",
        Kind::RegExp(_) => "RegExp",
        Kind::Date(_) => "Date",
        Kind::ArrayBuffer { shared: false, .. } => "ArrayBuffer",
        Kind::ArrayBuffer { .. } => "SharedArrayBuffer",
        Kind::View(view) => view.element.name(),
        Kind::DataView(_) => "DataView",
        Kind::Map(_) => "Map",
        Kind::Set(_) => "Set",
        Kind::WeakMap(_) => "WeakMap",
        Kind::WeakSet(_) => "WeakSet",
        Kind::WeakRef(_) => "WeakRef",
        Kind::Promise(_) => "Promise",
        _ => "Object",
    }
}
