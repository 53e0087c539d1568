//! Case, white space, well-formedness, order and normal forms of strings (ECMAScript 22.1.3). Not locales: those are all
//! the root one; the tables of Unicode normalization are a crate's.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use super::pieces::{part, this};
use crate::heap::{ObjectId, StringId, Value};
use crate::library::ecma::locale::{Letters, letters};
use crate::library::table;
use crate::library::table::{Dated, Method};
use crate::machine::convert::is_space;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{TextBuilder, Units};
use pool::memory::since;

const METHODS: &[Method] = &[
    ("localeCompare", 1, locale_compare),
    ("normalize", 0, normalize),
    ("trim", 0, |machine, call| trim(machine, call, "trim", true, true)),
    ("toLocaleLowerCase", 0, |machine, call| recase(machine, call, "toLocaleLowerCase", str::to_lowercase)),
    ("toLocaleUpperCase", 0, |machine, call| recase(machine, call, "toLocaleUpperCase", str::to_uppercase)),
    ("toLowerCase", 0, |machine, call| recase(machine, call, "toLowerCase", str::to_lowercase)),
    ("toUpperCase", 0, |machine, call| recase(machine, call, "toUpperCase", str::to_uppercase)),
];

/// Those of Node 20 and later.
const WELL_FORMED: &[Dated] =
    &[("isWellFormed", 0, is_well_formed, since(20)), ("toWellFormed", 0, to_well_formed, since(20))];

pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    table::methods(machine, prototype, METHODS);
    let start: Method = ("trimStart", 0, |machine, call| trim(machine, call, "trimLeft", true, false));
    let end: Method = ("trimEnd", 0, |machine, call| trim(machine, call, "trimRight", false, true));
    for (row, alias) in [(start, "trimLeft"), (end, "trimRight")] {
        let function = table::method(machine, prototype, row);
        table::hidden(machine, prototype, alias, function);
    }
    table::dated(machine, prototype, WELL_FORMED);
}

/// V8's messages still call them by their first names.
fn trim(machine: &mut Machine, call: &Call, old_name: &str, at_start: bool, at_end: bool) -> Completion {
    let string = this(machine, call, old_name)?;
    let units = machine.heap.units(string);
    let (mut start, mut end) = (0, units.len());
    while at_start && start < end && is_space(units.at(start)) {
        start += 1;
    }
    while at_end && end > start && is_space(units.at(end - 1)) {
        end -= 1;
    }
    Ok(part(machine, string, start, end))
}

/// Maps the well-formed runs of a string; lone surrogates stay.
fn recase(machine: &mut Machine, call: &Call, method: &str, map: fn(&str) -> String) -> Completion {
    let string = this(machine, call, method)?;
    let letters =
        if method.starts_with("toLocale") { letters(machine, machine.argument(call, 0))? } else { Letters::Common };
    let map = |run: &str| match letters {
        Letters::Common => map(run),
        // The I with a dot and the one without each keep what they have, in either case.
        Letters::Turkic if method == "toLocaleUpperCase" => map(&run.replace('i', "\u{130}")),
        Letters::Turkic => map(&run.replace("I\u{307}", "i").replace('\u{130}', "i").replace('I', "\u{131}")),
    };
    let mut builder = TextBuilder::with_capacity(machine.heap.string_length(string));
    let mut run = String::new();
    for point in machine.heap.units(string).code_points() {
        if let Some(c) = char::from_u32(point) {
            run.push(c);
        } else {
            builder.push_str(&map(&run));
            run.clear();
            builder.push_code_point(point);
        }
    }
    builder.push_str(&map(&run));
    super::pieces::finish(machine, builder)
}

fn is_surrogate(point: u32) -> bool {
    (0xD800..0xE000).contains(&point)
}

pub(crate) fn well_formed(machine: &Machine, string: StringId) -> bool {
    match machine.heap.units(string) {
        Units::Latin1(_) => true,
        units @ Units::Utf16(_) => !units.code_points().any(is_surrogate),
    }
}

fn is_well_formed(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "isWellFormed")?;
    Ok(well_formed(machine, string).into())
}

fn to_well_formed(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "toWellFormed")?;
    if well_formed(machine, string) {
        return Ok(Value::String(string));
    }
    let mut builder = TextBuilder::default();
    for point in machine.heap.units(string).code_points() {
        builder.push_code_point(if is_surrogate(point) { 0xFFFD } else { point });
    }
    Ok(machine.heap.string_value(builder.finish()))
}

fn normalize(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "normalize")?;
    let form = machine.argument(call, 0);
    let form = if form.is_undefined() { "NFC".to_owned() } else { machine.to_text(form)?.to_string() };
    if !matches!(form.as_str(), "NFC" | "NFD" | "NFKC" | "NFKD") {
        return machine.fail(message::NORMALIZATION_FORM, ["NFC, NFD, NFKC, NFKD"]);
    }
    // Every narrow string is its own NFC, every ASCII string its own form of any kind.
    let same = match machine.heap.units(string) {
        Units::Latin1(bytes) => form == "NFC" || bytes.is_ascii(),
        Units::Utf16(_) => false,
    };
    if same {
        return Ok(Value::String(string));
    }
    let mut builder = TextBuilder::default();
    // Lone surrogates are no characters: they stay, and nothing is composed across them.
    let parts: Vec<_> = char::decode_utf16(machine.heap.units(string).iter()).collect();
    for run in parts.split_inclusive(Result::is_err) {
        let characters = run.iter().filter_map(|part| part.as_ref().ok().copied());
        let normal: String = match form.as_str() {
            "NFC" => characters.nfc().collect(),
            "NFD" => characters.nfd().collect(),
            "NFKC" => characters.nfkc().collect(),
            _ => characters.nfkd().collect(),
        };
        builder.push_str(&normal);
        if let Some(Err(lone)) = run.last() {
            builder.push(lone.unpaired_surrogate());
        }
    }
    if builder.len() > crate::heap::limits::STRING_LENGTH {
        return machine.fail(message::INVALID_STRING_LENGTH, []);
    }
    Ok(machine.heap.string_value(builder.finish()))
}

fn locale_compare(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "localeCompare")?;
    let locales = machine.argument(call, 1);
    // V8 does not look at an empty text.
    if !matches!(locales, Value::String(text) if machine.heap.string_length(text) == 0) {
        crate::library::ecma::locale::check(machine, locales)?;
    }
    let other = machine.argument(call, 0);
    let other = machine.to_text(other)?;
    let order = super::collate::compare(machine.heap.text(string).view(), other.view());
    Ok(Value::Number(match order {
        Ordering::Less => -1.0,
        Ordering::Equal => 0.0,
        Ordering::Greater => 1.0,
    }))
}
