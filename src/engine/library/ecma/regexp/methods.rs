//! What strings let a regular expression do for them: `Symbol.match`, `matchAll`, `replace`, `search`, `split` of
//! `RegExp.prototype` (ECMAScript 22.2.6). Not matching itself.

use std::rc::Rc;

use super::matching::{advance, cut, exec_on, find, object_receiver, regexp_of, set_last_index};
use crate::heap::{Kind, ObjectId, PropertyKey, StringId, SymbolId, Value};
use crate::library::ecma::string::pieces::finish;
use crate::library::ecma::string::search::{Matched, substitute};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::regexp::Regexp;
use crate::text::{Text, TextBuilder};

/// What a `RegExp String Iterator` walks over.
#[derive(Clone)]
struct Walk {
    expression: ObjectId,
    string: StringId,
    global: bool,
    unicode: bool,
}

pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    let symbols = machine.symbols;
    let methods: [(SymbolId, Method); 5] = [
        (symbols.matches, ("[Symbol.match]", 1, matches)),
        (symbols.match_all, ("[Symbol.matchAll]", 1, match_all)),
        (symbols.replace, ("[Symbol.replace]", 2, replace)),
        (symbols.search, ("[Symbol.search]", 1, search)),
        (symbols.split, ("[Symbol.split]", 2, split)),
    ];
    for (symbol, row) in methods {
        table::method_at(machine, prototype, PropertyKey::Symbol(symbol), row);
    }
    let iterator = table::under(machine, machine.realm.iterator_prototype);
    table::method(machine, iterator, ("next", 0, next));
    table::tag(machine, iterator, "RegExp String Iterator");
    machine.realm.regexp_string_iterator_prototype = iterator;
}

/// The receiver, its subject, and its regular expression if nobody has changed how it matches.
fn parts(machine: &mut Machine, call: &Call, method: &str) -> Completion<(ObjectId, StringId)> {
    let object = object_receiver(machine, call, method)?;
    let string = machine.argument(call, 0);
    Ok((object, machine.to_string(string)?))
}

/// The regular expression of an object whose `exec` and flags are those it was made with, and which searches on: results need no
/// objects then.
fn untouched(machine: &mut Machine, object: ObjectId) -> Option<Rc<Regexp>> {
    as_made(machine, object).filter(|regexp| !regexp.has('y'))
}

/// The same, of one that may stay in its place.
fn as_made(machine: &mut Machine, object: ObjectId) -> Option<Rc<Regexp>> {
    let regexp = regexp_of(machine, Value::Object(object))?;
    let proto = machine.realm.regexp_prototype;
    if machine.heap.proto(object) != Some(proto) || machine.heap.own_keys(object).len() != 1 {
        return None;
    }
    for name in ["exec", "flags", "global", "unicode"] {
        let key = machine.heap.key(name);
        let found = machine.heap.own(proto, key)?.value;
        let function = if name == "exec" { found.as_object() } else { machine.heap.accessor(found).0 };
        if !matches!(machine.heap.kind(function?), Kind::Native(_)) {
            return None;
        }
    }
    Some(regexp)
}

fn has_flag(machine: &mut Machine, object: ObjectId, flag: u8) -> Completion<bool> {
    let flags = machine.get_named(Value::Object(object), "flags")?;
    let flags = machine.to_text(flags)?;
    Ok(flags.view().iter().any(|unit| unit == u16::from(flag)))
}

fn is_unicode(machine: &mut Machine, object: ObjectId) -> Completion<bool> {
    Ok(has_flag(machine, object, b'u')? || has_flag(machine, object, b'v')?)
}

/// After an empty match a global search goes on one further.
fn step_over(machine: &mut Machine, object: ObjectId, string: StringId, unicode: bool) -> Completion<()> {
    let last = machine.get(Value::Object(object), machine.keys.last_index)?;
    let last = machine.to_length(last)? as usize;
    set_last_index(machine, object, advance(machine, string, last, unicode))
}

fn matches(machine: &mut Machine, call: &Call) -> Completion {
    let (object, string) = parts(machine, call, "@@match")?;
    if !has_flag(machine, object, b'g')? {
        return exec_on(machine, object, string);
    }
    let unicode = is_unicode(machine, object)?;
    set_last_index(machine, object, 0)?;
    let mut found = Vec::new();
    if let Some(regexp) = untouched(machine, object) {
        machine.each_match(&regexp, string, |machine, one| {
            machine.room_for_list(found.len())?;
            found.push(cut(machine, string, Some(&one.range)));
            Ok(())
        })?;
        return Ok(if found.is_empty() { Value::Null } else { machine.array(found) });
    }
    loop {
        let round = machine.heap.open_handles();
        let result = exec_on(machine, object, string)?;
        if result == Value::Null {
            break;
        }
        let matched = machine.get(result, PropertyKey::Index(0))?;
        let matched = machine.to_string(matched)?;
        machine.room_for_list(found.len())?;
        found.push(Value::String(matched));
        if machine.heap.string_length(matched) == 0 {
            step_over(machine, object, string, unicode)?;
        }
        machine.heap.close_handles_but(round, Value::String(matched));
    }
    Ok(if found.is_empty() { Value::Null } else { machine.array(found) })
}

fn match_all(machine: &mut Machine, call: &Call) -> Completion {
    let (object, string) = parts(machine, call, "@@matchAll")?;
    let default = machine.get_named(Value::Object(machine.realm.regexp_prototype), "constructor")?;
    let constructor = species(machine, object, default)?;
    let flags = machine.get_named(Value::Object(object), "flags")?;
    let flags = machine.to_string(flags)?;
    let matcher = machine.construct(constructor, &[Value::Object(object), Value::String(flags)], constructor)?;
    let Value::Object(expression) = matcher else { return machine.fail(message::NOT_AN_OBJECT, ["RegExp"]) };
    let last = machine.get(Value::Object(object), machine.keys.last_index)?;
    let last = machine.to_length(last)?;
    machine.set(matcher, machine.keys.last_index, Value::Number(last), true)?;
    let has = |letter: u8| machine.heap.text(flags).view().iter().any(|unit| unit == u16::from(letter));
    let walk = Walk { expression, string, global: has(b'g'), unicode: has(b'u') || has(b'v') };
    let proto = machine.realm.regexp_string_iterator_prototype;
    let made = machine.heap.object(Some(proto), Kind::host(std::cell::RefCell::new(Some(walk)), size_of::<Walk>()));
    // What the walk holds is kept alive by a hidden property of the iterator.
    let held = machine.array([matcher, Value::String(string)]);
    let key = PropertyKey::Symbol(machine.symbols.class_fields);
    machine.heap.put_with(made, key, held, crate::heap::Attributes::NONE);
    Ok(Value::Object(made))
}

fn species(machine: &mut Machine, object: ObjectId, default: Value) -> Completion<ObjectId> {
    let constructor = machine.get(Value::Object(object), machine.keys.constructor)?;
    let Value::Object(default) = default else { return machine.fail(message::NOT_CONSTRUCTOR, ["RegExp"]) };
    if constructor.is_undefined() {
        return Ok(default);
    }
    if constructor.as_object().is_none() {
        return machine.fail(message::CONSTRUCTOR_NOT_RECEIVER, []);
    }
    let key = PropertyKey::Symbol(machine.symbols.species);
    match machine.get(constructor, key)? {
        Value::Undefined | Value::Null => Ok(default),
        Value::Object(species) if machine.is_constructor(species) => Ok(species),
        _ => machine.fail(message::SPECIES_NOT_CONSTRUCTOR, []),
    }
}

fn next(machine: &mut Machine, call: &Call) -> Completion {
    let host = match call.this.as_object().map(|object| machine.heap.kind(object)) {
        Some(Kind::Host(host)) => Rc::clone(&host.data),
        _ => return machine.incompatible(call.this, "%RegExpStringIterator%.prototype.next"),
    };
    let Some(cell) = host.downcast_ref::<std::cell::RefCell<Option<Walk>>>() else {
        return machine.incompatible(call.this, "%RegExpStringIterator%.prototype.next");
    };
    let Some(walk) = cell.borrow_mut().take() else { return Ok(machine.iterator_result(Value::Undefined, true)) };
    let result = exec_on(machine, walk.expression, walk.string)?;
    if result == Value::Null {
        return Ok(machine.iterator_result(Value::Undefined, true));
    }
    if walk.global {
        let matched = machine.get(result, PropertyKey::Index(0))?;
        let matched = machine.to_string(matched)?;
        if machine.heap.string_length(matched) == 0 {
            step_over(machine, walk.expression, walk.string, walk.unicode)?;
        }
        *cell.borrow_mut() = Some(walk);
    }
    Ok(machine.iterator_result(result, false))
}

fn search(machine: &mut Machine, call: &Call) -> Completion {
    let (object, string) = parts(machine, call, "@@search")?;
    let key = machine.keys.last_index;
    let before = machine.get(Value::Object(object), key)?;
    if !machine.heap.same_value(before, Value::Number(0.0)) {
        set_last_index(machine, object, 0)?;
    }
    let result = exec_on(machine, object, string)?;
    let after = machine.get(Value::Object(object), key)?;
    if !machine.heap.same_value(after, before) {
        machine.set(Value::Object(object), key, before, true)?;
    }
    if result == Value::Null { Ok(Value::Number(-1.0)) } else { machine.get_named(result, "index") }
}

fn split(machine: &mut Machine, call: &Call) -> Completion {
    let (object, string) = parts(machine, call, "@@split")?;
    let default = machine.get_named(Value::Object(machine.realm.regexp_prototype), "constructor")?;
    let constructor = species(machine, object, default)?;
    let flags = machine.get_named(Value::Object(object), "flags")?;
    let flags = machine.to_text(flags)?.to_string();
    let unicode = flags.contains(['u', 'v']);
    let sticky = if flags.contains('y') { flags } else { flags + "y" };
    let sticky = machine.heap.string_value(sticky);
    let splitter = machine.construct(constructor, &[Value::Object(object), sticky], constructor)?;
    let Value::Object(splitter) = splitter else { return machine.fail(message::NOT_AN_OBJECT, ["RegExp"]) };
    let limit = machine.argument(call, 1);
    let limit = if limit.is_undefined() { u32::MAX } else { machine.to_uint32(limit)? } as usize;
    let length = machine.heap.string_length(string);
    let mut parts = Vec::new();
    if limit == 0 {
        return Ok(machine.array(parts));
    }
    if length == 0 {
        if exec_on(machine, splitter, string)? == Value::Null {
            parts.push(Value::String(string));
        }
        return Ok(machine.array(parts));
    }
    if let (Some(_), Some(regexp)) = (as_made(machine, splitter), untouched(machine, object)) {
        return quick_split(machine, &regexp, string, limit, unicode);
    }
    let parts = machine.array(parts);
    let mut count = 0;
    let mut full = |machine: &mut Machine, part: Value| {
        machine.append(parts, part);
        count += 1;
        count == limit
    };
    let (mut from, mut at) = (0, 0);
    let round = machine.heap.open_handles();
    while at < length {
        machine.tick()?;
        machine.heap.close_handles(round);
        set_last_index(machine, splitter, at)?;
        let result = exec_on(machine, splitter, string)?;
        if result == Value::Null {
            at = advance(machine, string, at, unicode);
            continue;
        }
        let end = machine.get(Value::Object(splitter), machine.keys.last_index)?;
        let end = (machine.to_length(end)? as usize).min(length);
        if end == from {
            at = advance(machine, string, at, unicode);
            continue;
        }
        let part = cut(machine, string, Some(&(from..at)));
        if full(machine, part) {
            return Ok(parts);
        }
        from = end;
        let Value::Object(result) = result else { continue };
        let groups = machine.length_of(result)? as u32;
        for group in 1..groups {
            let part = machine.get(Value::Object(result), PropertyKey::Index(group))?;
            if full(machine, part) {
                return Ok(parts);
            }
        }
        at = from;
    }
    let part = cut(machine, string, Some(&(from..length)));
    full(machine, part);
    Ok(parts)
}

/// `split` where nobody can watch: one search for each part instead of one for each place.
fn quick_split(machine: &mut Machine, regexp: &Regexp, string: StringId, limit: usize, unicode: bool) -> Completion {
    let length = machine.heap.string_length(string);
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < length {
        machine.tick()?;
        let Some(found) = machine.match_at(regexp, string, at)? else { break };
        if found.range.start >= length {
            break;
        }
        if found.range.end == from || (found.range.is_empty() && found.range.start == from) {
            at = advance(machine, string, at.max(found.range.start), unicode);
            continue;
        }
        machine.last_match.remember(string, &found);
        machine.room_for_list(parts.len())?;
        parts.push(cut(machine, string, Some(&(from..found.range.start))));
        if parts.len() == limit {
            return Ok(machine.array(parts));
        }
        from = found.range.end;
        for group in &found.groups {
            parts.push(cut(machine, string, group.as_ref()));
            if parts.len() == limit {
                return Ok(machine.array(parts));
            }
        }
        at = if found.range.is_empty() { advance(machine, string, from, unicode) } else { from };
    }
    parts.push(cut(machine, string, Some(&(from..length))));
    Ok(machine.array(parts))
}

fn replace(machine: &mut Machine, call: &Call) -> Completion {
    let (object, string) = parts(machine, call, "@@replace")?;
    let with = machine.argument(call, 1);
    let function = machine.heap.is_function(with);
    let template = if function { Text::empty() } else { machine.to_text(with)? };
    let global = has_flag(machine, object, b'g')?;
    let unicode = global && is_unicode(machine, object)?;
    if global {
        set_last_index(machine, object, 0)?;
    }
    let mut made = Replaced { string, with, template, function, builder: TextBuilder::default(), copied: 0 };
    match untouched(machine, object) {
        // Nobody can watch: each match is replaced when it is found.
        Some(regexp) if global => {
            let round = machine.heap.open_handles();
            machine.each_match(&regexp, string, |machine, found| {
                machine.heap.close_handles(round);
                let matched = Matched::of(machine, string, found);
                made.replace(machine, &matched)
            })?;
        }
        Some(regexp) => {
            if let Some(found) = find(machine, object, &regexp, string)? {
                let matched = Matched::of(machine, string, &found);
                made.replace(machine, &matched)?;
            }
        }
        // All matches are found before anything is replaced.
        None => {
            let mut results = Vec::new();
            loop {
                let round = machine.heap.open_handles();
                let result = exec_on(machine, object, string)?;
                if result == Value::Null {
                    break;
                }
                let matched = Matched::from_result(machine, result, string)?;
                machine.heap.close_handles(round);
                matched.values().for_each(|value| machine.heap.hold(value));
                let is_empty = machine.heap.string_length(matched.text) == 0;
                machine.room_for_list(results.len() * 8)?;
                results.push(matched);
                if !global {
                    break;
                }
                if is_empty {
                    step_over(machine, object, string, unicode)?;
                }
            }
            let round = machine.heap.open_handles();
            for matched in &results {
                machine.heap.close_handles(round);
                made.replace(machine, matched)?;
            }
        }
    }
    made.finish(machine)
}

/// A string some matches in which are replaced, as far as it is made.
struct Replaced {
    string: StringId,
    with: Value,
    template: Text,
    function: bool,
    builder: TextBuilder,
    /// How much of the string is behind it.
    copied: usize,
}

impl Replaced {
    fn replace(&mut self, machine: &mut Machine, matched: &Matched) -> Completion<()> {
        let length = machine.heap.string_length(self.string);
        let counts = matched.position >= self.copied;
        if counts {
            machine.grows(&self.builder, matched.position - self.copied)?;
            self.builder.push_units(machine.heap.units(self.string).part(self.copied, matched.position));
            self.copied = (matched.position + machine.heap.string_length(matched.text)).min(length);
        }
        if !self.function {
            if !matched.named.is_undefined() {
                machine.to_object(matched.named)?;
            }
            let mut unused = TextBuilder::default();
            let builder = if counts { &mut self.builder } else { &mut unused };
            return substitute(machine, builder, &self.template, self.string, matched);
        }
        let mut arguments = vec![Value::String(matched.text)];
        arguments.extend(&matched.groups);
        arguments.extend([matched.position.into(), Value::String(self.string)]);
        if !matched.named.is_undefined() {
            arguments.push(matched.named);
        }
        let answer = machine.call(self.with, Value::Undefined, &arguments)?;
        let replacement = machine.to_text(answer)?;
        if counts {
            machine.grows(&self.builder, replacement.bytes())?;
            self.builder.push_units(replacement.view());
        }
        Ok(())
    }

    fn finish(mut self, machine: &mut Machine) -> Completion {
        let length = machine.heap.string_length(self.string);
        machine.grows(&self.builder, length - self.copied)?;
        self.builder.push_units(machine.heap.units(self.string).part(self.copied, length));
        finish(machine, self.builder)
    }
}
