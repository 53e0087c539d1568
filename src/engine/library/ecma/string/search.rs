//! Searching, splitting and replacing in strings (ECMAScript 22.1.3). Patterns that are objects answer for themselves
//! through their well-known symbols; the methods of regular expressions are theirs.

use super::pieces::{finish, part, this};
use crate::heap::{ObjectId, PropertyKey, StringId, SymbolId, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::regexp::Found;
use crate::text::{Text, TextBuilder};

const METHODS: &[Method] = &[
    ("endsWith", 1, ends_with),
    ("includes", 1, includes),
    ("indexOf", 1, index_of),
    ("lastIndexOf", 1, last_index_of),
    ("match", 1, |machine, call| by_expression(machine, call, "match", machine.symbols.matches, "")),
    ("matchAll", 1, |machine, call| by_expression(machine, call, "matchAll", machine.symbols.match_all, "g")),
    ("replace", 2, |machine, call| replace(machine, call, "replace", false)),
    ("replaceAll", 2, |machine, call| replace(machine, call, "replaceAll", true)),
    ("search", 1, |machine, call| by_expression(machine, call, "search", machine.symbols.search, "")),
    ("split", 2, split),
    ("startsWith", 1, starts_with),
];

pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    table::methods(machine, prototype, METHODS);
}

/// Lets a pattern that is an object do the work, if it knows how.
fn delegated(
    machine: &mut Machine,
    call: &Call,
    method: &str,
    symbol: SymbolId,
    extra: &[Value],
) -> Completion<Option<Value>> {
    if call.this.is_nullish() {
        return machine.fail(message::CALLED_ON_NULL_OR_UNDEFINED, [&format!("String.prototype.{method}")]);
    }
    let pattern = machine.argument(call, 0);
    if pattern.as_object().is_some()
        && let Some(own) = machine.method(pattern, PropertyKey::Symbol(symbol))?
    {
        let mut arguments = vec![call.this];
        arguments.extend_from_slice(extra);
        return machine.call(own, pattern, &arguments).map(Some);
    }
    Ok(None)
}

/// `match`, `matchAll`, `search`: a pattern that is not an object becomes a regular expression.
fn by_expression(machine: &mut Machine, call: &Call, method: &str, symbol: SymbolId, flags: &str) -> Completion {
    if method == "matchAll" && !call.this.is_nullish() {
        refuse_single(machine, machine.argument(call, 0), method)?;
    }
    if let Some(answer) = delegated(machine, call, method, symbol, &[])? {
        return Ok(answer);
    }
    let string = this(machine, call, method)?;
    let constructor = machine.get_named(Value::Object(machine.realm.regexp_prototype), "constructor")?;
    let Value::Object(constructor) = constructor else {
        return machine.fail(message::NOT_CONSTRUCTOR, ["RegExp"]);
    };
    let flags = machine.heap.string_value(flags);
    let given = machine.argument(call, 0);
    let expression = machine.construct(constructor, &[given, flags], constructor)?;
    let own = machine.get(expression, PropertyKey::Symbol(symbol))?;
    machine.call(own, expression, &[Value::String(string)])
}

/// A needle that must not be a regular expression.
fn needle(machine: &mut Machine, call: &Call, method: &str) -> Completion<Text> {
    let value = machine.argument(call, 0);
    if crate::library::ecma::regexp::matching::is_regexp(machine, value)? {
        return machine.fail(message::FIRST_ARGUMENT_NOT_REG_EXP, [&format!("String.prototype.{method}")]);
    }
    machine.to_text(value)
}

/// A place in the string from an argument, clamped.
fn position(machine: &mut Machine, value: Value, string: StringId, default: usize) -> Completion<usize> {
    if value.is_undefined() {
        return Ok(default);
    }
    let length = machine.heap.string_length(string) as f64;
    Ok(machine.to_integer(value)?.clamp(0.0, length) as usize)
}

fn starts_with(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "startsWith")?;
    let needle = needle(machine, call, "startsWith")?;
    let start = machine.argument(call, 1);
    let start = position(machine, start, string, 0)?;
    let units = machine.heap.units(string);
    let end = start + needle.len();
    Ok((end <= units.len() && units.part(start, end) == needle.view()).into())
}

fn ends_with(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "endsWith")?;
    let needle = needle(machine, call, "endsWith")?;
    let end = machine.argument(call, 1);
    let end = position(machine, end, string, machine.heap.string_length(string))?;
    let units = machine.heap.units(string);
    let fits = end.checked_sub(needle.len());
    Ok(fits.is_some_and(|start| units.part(start, end) == needle.view()).into())
}

fn includes(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "includes")?;
    let needle = needle(machine, call, "includes")?;
    let from = machine.argument(call, 1);
    let from = position(machine, from, string, 0)?;
    Ok(machine.find_in(string, needle.view(), from)?.is_some().into())
}

fn index_of(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "indexOf")?;
    let (needle, from) = (machine.argument(call, 0), machine.argument(call, 1));
    let needle = machine.to_text(needle)?;
    let from = position(machine, from, string, 0)?;
    let found = machine.find_in(string, needle.view(), from)?;
    Ok(Value::Number(found.map_or(-1.0, |at| at as f64)))
}

fn last_index_of(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "lastIndexOf")?;
    let (needle, from) = (machine.argument(call, 0), machine.argument(call, 1));
    let needle = machine.to_text(needle)?;
    let from = machine.to_number(from)?;
    let from = if from.is_nan() { usize::MAX } else { from.max(0.0) as usize };
    let found = machine.find_last_in(string, needle.view(), from)?;
    Ok(Value::Number(found.map_or(-1.0, |at| at as f64)))
}

fn split(machine: &mut Machine, call: &Call) -> Completion {
    let (separator, limit) = (machine.argument(call, 0), machine.argument(call, 1));
    if let Some(answer) = delegated(machine, call, "split", machine.symbols.split, &[limit])? {
        return Ok(answer);
    }
    let string = this(machine, call, "split")?;
    let limit = if limit.is_undefined() { u32::MAX } else { machine.to_uint32(limit)? } as usize;
    let wanted = machine.to_text(separator)?;
    let length = machine.heap.string_length(string);
    let mut parts = Vec::new();
    if limit == 0 {
        return Ok(machine.array(parts));
    }
    if separator.is_undefined() || (length == 0 && !wanted.is_empty()) {
        return Ok(machine.array([Value::String(string)]));
    }
    if wanted.is_empty() {
        for at in 0..length.min(limit) {
            machine.may_go_on(at as f64)?;
            machine.room_for_list(at)?;
            let unit = machine.heap.units(string).at(at);
            parts.push(Value::String(machine.heap.unit_string(unit)));
        }
        return Ok(machine.array(parts));
    }
    let mut start = 0;
    while let Some(at) = machine.find_in(string, wanted.view(), start)? {
        machine.tick()?;
        machine.room_for_list(parts.len())?;
        parts.push(part(machine, string, start, at));
        if parts.len() == limit {
            return Ok(machine.array(parts));
        }
        start = at + wanted.len();
    }
    parts.push(part(machine, string, start, length));
    Ok(machine.array(parts))
}

/// `replace` and `replaceAll` with a pattern that is no object.
fn replace(machine: &mut Machine, call: &Call, method: &str, all: bool) -> Completion {
    let (pattern, with) = (machine.argument(call, 0), machine.argument(call, 1));
    if all && pattern.as_object().is_some() {
        refuse_single(machine, pattern, method)?;
    }
    if let Some(answer) = delegated(machine, call, method, machine.symbols.replace, &[with])? {
        return Ok(answer);
    }
    let string = this(machine, call, method)?;
    let wanted = machine.to_text(pattern)?;
    let function = machine.heap.is_function(with);
    let template = if function { Text::empty() } else { machine.to_text(with)? };
    let length = machine.heap.string_length(string);
    let step = wanted.len().max(1);
    let mut builder = TextBuilder::default();
    let (mut copied, mut from) = (0, 0);
    let round = machine.heap.open_handles();
    while from <= length
        && let Some(at) = machine.find_in(string, wanted.view(), from)?
    {
        machine.tick()?;
        machine.heap.close_handles(round);
        machine.grows(&builder, at - copied)?;
        builder.push_units(machine.heap.units(string).part(copied, at));
        if function {
            let matched = machine.heap.string_value(wanted.clone());
            let answer = machine.call(with, Value::Undefined, &[matched, at.into(), Value::String(string)])?;
            let answer = machine.to_text(answer)?;
            machine.grows(&builder, answer.bytes())?;
            builder.push_units(answer.view());
        } else {
            let Value::String(text) = part(machine, string, at, at + wanted.len()) else { break };
            let matched = Matched { text, position: at, groups: Vec::new(), named: Value::Undefined };
            substitute(machine, &mut builder, &template, string, &matched)?;
        }
        copied = at + wanted.len();
        from = at + step;
        if !all {
            break;
        }
    }
    machine.grows(&builder, length - copied)?;
    builder.push_units(machine.heap.units(string).part(copied, length));
    finish(machine, builder)
}

/// `replaceAll` and `matchAll` refuse a regular expression that stops after one match.
fn refuse_single(machine: &mut Machine, pattern: Value, method: &str) -> Completion<()> {
    if !crate::library::ecma::regexp::matching::is_regexp(machine, pattern)? {
        return Ok(());
    }
    let flags = machine.get_named(pattern, "flags")?;
    let flags = machine.to_text(flags)?;
    if flags.view().iter().any(|unit| unit == u16::from(b'g')) {
        return Ok(());
    }
    machine.fail(message::REG_EXP_GLOBAL_INVOKED_ON_NON_GLOBAL, [&format!("String.prototype.{method}")])
}

/// A match, as replacing needs it.
pub(crate) struct Matched {
    pub text: StringId,
    pub position: usize,
    pub groups: Vec<Value>,
    pub named: Value,
}

impl Matched {
    /// What it holds.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        [Value::String(self.text), self.named].into_iter().chain(self.groups.iter().copied())
    }

    /// A pattern's match.
    pub fn of(machine: &mut Machine, string: StringId, found: &Found) -> Self {
        let Value::String(text) = part(machine, string, found.range.start, found.range.end) else {
            return Self { text: string, position: 0, groups: Vec::new(), named: Value::Undefined };
        };
        let groups = found
            .groups
            .iter()
            .map(|range| crate::library::ecma::regexp::matching::cut(machine, string, range.as_ref()))
            .collect();
        let named = crate::library::ecma::regexp::matching::named_texts(machine, string, found);
        Self { text, position: found.range.start, groups, named }
    }

    /// What a program's own `exec` answered.
    pub fn from_result(machine: &mut Machine, result: Value, string: StringId) -> Completion<Self> {
        let Value::Object(object) = result else { return machine.fail(message::INVALID_REG_EXP_EXEC_RESULT, []) };
        let count = machine.length_of(object)?.max(1.0) as u32;
        let text = machine.get(result, PropertyKey::Index(0))?;
        let text = machine.to_string(text)?;
        let position = machine.get_named(result, "index")?;
        let length = machine.heap.string_length(string) as f64;
        let position = machine.to_integer(position)?.clamp(0.0, length) as usize;
        let mut groups = Vec::new();
        for group in 1..count {
            let value = machine.get(result, PropertyKey::Index(group))?;
            groups.push(if value.is_undefined() { value } else { Value::String(machine.to_string(value)?) });
        }
        let named = machine.get_named(result, "groups")?;
        Ok(Self { text, position, groups, named })
    }
}

/// `GetSubstitution` (ECMAScript 22.1.3.19.1): two dollars, the match, what is before it, what is after it, groups by number and
/// by name.
pub(crate) fn substitute(
    machine: &mut Machine,
    builder: &mut TextBuilder,
    template: &Text,
    subject: StringId,
    matched: &Matched,
) -> Completion<()> {
    let units = template.view();
    let end = matched.position + machine.heap.string_length(matched.text);
    let mut at = 0;
    while at < units.len() {
        let next = units.find(Text::from("$").view(), at).unwrap_or(units.len());
        machine.grows(builder, units.part(at, next).bytes())?;
        builder.push_units(units.part(at, next));
        if next == units.len() {
            break;
        }
        at = next + 2;
        let command = units.get(next + 1).map(|unit| unit as u8 as char);
        if let Some('&' | '`' | '\'') = command {
            machine.tick()?;
            machine.grows(builder, machine.heap.string_bytes(subject))?;
        }
        let all = machine.heap.units(subject);
        match command {
            Some('$') => builder.push_str("$"),
            Some('&') => builder.push_units(machine.heap.units(matched.text)),
            Some('`') => builder.push_units(all.part(0, matched.position)),
            Some('\'') => builder.push_units(all.part(end.min(all.len()), all.len())),
            Some(digit @ '0'..='9') => {
                let second = units.get(next + 2).map(|unit| unit as u8 as char).and_then(|c| c.to_digit(10));
                let first = digit.to_digit(10).unwrap_or(0) as usize;
                let both = second.map(|second| first * 10 + second as usize);
                let known = |group: usize| (1..=matched.groups.len()).contains(&group);
                let group = match both {
                    Some(both) if known(both) => {
                        at = next + 3;
                        both
                    }
                    _ if known(first) => first,
                    _ => {
                        builder.push_str("$");
                        at = next + 1;
                        continue;
                    }
                };
                if let Value::String(text) = matched.groups[group - 1] {
                    machine.grows(builder, machine.heap.string_bytes(text))?;
                    builder.push_units(machine.heap.units(text));
                }
            }
            Some('<') if !matched.named.is_undefined() => {
                let Some(close) = units.find(Text::from(">").view(), next + 2) else {
                    builder.push_str("$<");
                    continue;
                };
                let name = units.part(next + 2, close).to_text();
                let name = machine.heap.intern(name);
                let key = machine.heap.string_key(name);
                let value = machine.get(matched.named, key)?;
                if !value.is_undefined() {
                    let text = machine.to_text(value)?;
                    machine.grows(builder, text.bytes())?;
                    builder.push_units(text.view());
                }
                at = close + 1;
            }
            _ => {
                builder.push_str("$");
                at = next + 1;
            }
        }
    }
    Ok(())
}
