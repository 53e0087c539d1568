//! What `toLocaleString` and kin accept (ECMA-402 9.2.1, `CanonicalizeLocaleList`): English as in the United States.
//! Other locales are refused by name; text that names no locale at all is Node's error.

use crate::heap::{PropertyKey, Value};
use crate::machine::{Completion, Machine, message};
use pool::memory::Fact;

/// Checks the `locales` argument: only English passes.
pub(crate) fn check(machine: &mut Machine, locales: Value) -> Completion<()> {
    let tags = canonical(machine, locales)?;
    match tags.iter().find(|tag| !tag.eq_ignore_ascii_case("en") && !tag.eq_ignore_ascii_case("en-US")) {
        Some(tag) => machine.fail(message::OUTSIDE_LOCALE, [tag]),
        None => Ok(()),
    }
}

/// What letters a language changes in its own way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// As everywhere.
    Common,
    /// An `i` with a dot and one without.
    Turkic,
}

/// Checks the `locales` argument of a change of case: the first decides.
pub(crate) fn letters(machine: &mut Machine, locales: Value) -> Completion<Letters> {
    let tags = canonical(machine, locales)?;
    let Some(first) = tags.first() else { return Ok(Letters::Common) };
    match first.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "tr" | "az" => Ok(Letters::Turkic),
        "lt" | "el" => machine.fail(message::OUTSIDE_LOCALE, [first]),
        _ => Ok(Letters::Common),
    }
}

/// ECMA-402 `CanonicalizeLocaleList`, without the spelling.
fn canonical(machine: &mut Machine, locales: Value) -> Completion<Vec<String>> {
    let mut tags = Vec::new();
    match locales {
        Value::Null => return machine.fail(message::UNDEFINED_OR_NULL_TO_OBJECT, []),
        Value::String(_) => tags.push(tag(machine, locales)?),
        Value::Object(list) => {
            let length = machine.length_of(list)?;
            for index in 0..length.min(1000.0) as u32 {
                if !machine.has(list, PropertyKey::Index(index))? {
                    continue;
                }
                let locale = machine.get(locales, PropertyKey::Index(index))?;
                match locale {
                    Value::String(_) => tags.push(tag(machine, locale)?),
                    Value::Object(_) => {
                        let text = machine.to_string(locale)?;
                        tags.push(tag(machine, Value::String(text))?);
                    }
                    _ => return machine.fail(message::LANGUAGE_ID, []),
                }
            }
        }
        _ => {}
    }
    Ok(tags)
}

fn tag(machine: &mut Machine, locale: Value) -> Completion<String> {
    let text = machine.to_text(locale)?.to_string();
    if !is_well_formed(&text) {
        // V8 spells a tag of which it understands the beginning in small letters.
        return if begins_well(&text) {
            machine.fail(message::INVALID_LANGUAGE_TAIL, [&text.to_ascii_lowercase()])
        } else {
            machine.fail(message::INVALID_LANGUAGE_TAG, [&text])
        };
    }
    Ok(text)
}

/// Whether a language is the first part of it.
fn begins_well(text: &str) -> bool {
    let language = text.split('-').next().unwrap_or_default();
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && matches!(language.len(), 2 | 3 | 5..=8)
}

/// Whether it has the form of a language tag: a language, then a script, a region, variants and extensions.
fn is_well_formed(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if parts.next().is_none() || !begins_well(text) {
        return false;
    }
    if parts.peek().is_some_and(|part| part.len() == 4 && letters(part)) {
        parts.next();
    }
    let region = |part: &&str| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    if parts.peek().is_some_and(region) {
        parts.next();
    }
    let is_variant = |part: &&str| {
        plain(part) && ((5..=8).contains(&part.len()) || (part.len() == 4 && part.as_bytes()[0].is_ascii_digit()))
    };
    while parts.peek().is_some_and(is_variant) {
        parts.next();
    }
    while let Some(singleton) = parts.next() {
        let private = singleton.eq_ignore_ascii_case("x");
        if singleton.len() != 1 || !plain(singleton) {
            return false;
        }
        let shortest = if private { 1 } else { 2 };
        let mut count = 0;
        while parts.peek().is_some_and(|part| plain(part) && (shortest..=8).contains(&part.len())) {
            parts.next();
            count += 1;
        }
        if count == 0 {
            return false;
        }
    }
    true
}

/// The least and most fraction digits an options argument asks for; `None`: it asks for nothing.
pub(crate) fn fraction_digits(machine: &mut Machine, options: Value) -> Completion<(usize, usize)> {
    let Value::Object(object) = options else {
        return if options == Value::Null {
            machine.fail(message::UNDEFINED_OR_NULL_TO_OBJECT, [])
        } else {
            Ok((0, 3))
        };
    };
    let mut digits = [None; 2];
    for key in machine.keys_of(object)? {
        let name = machine.key_text(key);
        let place = match name.as_str() {
            "minimumFractionDigits" => 0,
            "maximumFractionDigits" => 1,
            _ => {
                return machine.fail(message::OUTSIDE_ONE, [&format!("the option '{name}' of toLocaleString")]);
            }
        };
        let value = machine.get(options, key)?;
        if value.is_undefined() {
            continue;
        }
        let number = machine.to_number(value)?;
        let most = if machine.knows(Fact::ManyFractionDigits) { 100.0 } else { 20.0 };
        if number.is_nan() || number < 0.0 || number > most {
            return machine.fail(message::PROPERTY_VALUE_OUT_OF_RANGE, [&name]);
        }
        digits[place] = Some(number.floor() as usize);
    }
    match digits {
        [None, None] => Ok((0, 3)),
        [Some(least), None] => Ok((least, least.max(3))),
        [None, Some(most)] => Ok((0, most)),
        [Some(least), Some(most)] if least > most => {
            machine.fail(message::PROPERTY_VALUE_OUT_OF_RANGE, ["maximumFractionDigits"])
        }
        [Some(least), Some(most)] => Ok((least, most)),
    }
}
