//! Case, white space, well-formedness, order and normal forms of strings (ECMAScript 22.1.3). Not locales: those are all
//! the root one; the tables of Unicode normalization are a crate's.

use std::cmp::Ordering;
use std::sync::atomic::Ordering::Relaxed;

use unicode_normalization::UnicodeNormalization;

use super::pieces::{finish, part, this};
use crate::heap::{ObjectId, StringId, Value};
use crate::library::ecma::locale::{Letters, letters};
use crate::library::table;
use crate::library::table::{Dated, Method};
use crate::machine::convert::is_space;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{TextBuilder, Units, received};
use pool::memory::{Fact, since};

/// The one letter whose small form depends on its surroundings.
const SIGMA: u16 = 0x3A3;

/// How many units are mapped as a whole at once, and what each of more takes meanwhile.
const AT_ONCE: usize = 1 << 14;
const MAPPED: usize = 12;

/// What each unit takes while texts are put in order.
const WEIGHED: usize = 24;

/// How many characters of a normal form are made between two looks.
const LOOK: u32 = 1 << 12;

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

/// Maps the well-formed runs of a text; lone surrogates stay.
fn mapped(units: Units<'_>, out: &mut TextBuilder, map: impl Fn(&str) -> String) {
    if let Units::Latin1(bytes) = units
        && let Ok(ascii) = std::str::from_utf8(bytes)
    {
        out.push_str(&map(ascii));
        return;
    }
    let mut run = String::with_capacity(units.len());
    for point in units.code_points() {
        if let Some(c) = char::from_u32(point) {
            run.push(c);
        } else {
            out.push_str(&received(&map(&run)));
            run.clear();
            out.push_code_point(point);
        }
    }
    out.push_str(&received(&map(&run)));
}

fn recase(machine: &mut Machine, call: &Call, method: &str, map: fn(&str) -> String) -> Completion {
    let string = this(machine, call, method)?;
    let letters =
        if method.starts_with("toLocale") { letters(machine, machine.argument(call, 0))? } else { Letters::Common };
    let upper = method == "toLocaleUpperCase";
    let map = move |run: &str| match letters {
        Letters::Common => map(run),
        // The I with a dot and the one without each keep what they have, in either case.
        Letters::Turkic if upper => map(&run.replace('i', "\u{130}")),
        Letters::Turkic => map(&run.replace("I\u{307}", "i").replace('\u{130}', "i").replace('I', "\u{131}")),
    };
    let length = machine.heap.string_length(string);
    let mut out = TextBuilder::default();
    // What the small form of a capital sigma is depends on what stands around it, however far.
    let whole = length > AT_ONCE && matches!(machine.heap.units(string), Units::Utf16(units) if units.contains(&SIGMA));
    if whole {
        machine.admit(length * MAPPED)?;
        let text = machine.heap.text(string).clone();
        out = machine.beside(move |_| {
            let mut out = TextBuilder::default();
            mapped(text.view(), &mut out, map);
            out
        })?;
    } else {
        machine.pieces(string, &mut out, |units, out| mapped(units, out, map))?;
    }
    finish(machine, out)
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
    let mut out = TextBuilder::default();
    machine.pieces(string, &mut out, |units, out| {
        units.code_points().for_each(|point| out.push_code_point(if is_surrogate(point) { 0xFFFD } else { point }));
    })?;
    finish(machine, out)
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
    let length = machine.heap.string_length(string);
    machine.admit(length * MAPPED)?;
    let room = machine.room();
    let text = machine.heap.text(string).clone();
    let out = if length <= AT_ONCE {
        normal(text.view(), &form, room, || true)
    } else {
        machine.beside(move |left| normal(text.view(), &form, room, || !left.load(Relaxed)))?
    };
    finish(machine, out)
}

/// A text in a normal form; as much of it as there is room for, and while somebody wants it.
fn normal(text: Units<'_>, form: &str, room: usize, wanted: impl Fn() -> bool) -> TextBuilder {
    let mut out = TextBuilder::default();
    let mut points = text.code_points().peekable();
    while points.peek().is_some() {
        // Lone surrogates are no characters: they stay, and nothing is composed across them.
        let run = std::iter::from_fn(|| points.next_if(|point| !is_surrogate(*point)).and_then(char::from_u32));
        let mut push = |normal: &mut dyn Iterator<Item = char>| {
            let mut until_look = 0_u32;
            for c in normal {
                out.push_code_point(c.into());
                until_look += 1;
                if until_look.is_multiple_of(LOOK) && (out.bytes() > room || !wanted()) {
                    break;
                }
            }
        };
        match form {
            "NFC" => push(&mut run.nfc()),
            "NFD" => push(&mut run.nfd()),
            "NFKC" => push(&mut run.nfkc()),
            _ => push(&mut run.nfkd()),
        }
        if out.bytes() > room || !wanted() {
            break;
        }
        if let Some(lone) = points.next_if(|point| is_surrogate(*point)) {
            out.push_code_point(lone);
        }
    }
    out
}

fn locale_compare(machine: &mut Machine, call: &Call) -> Completion {
    let string = this(machine, call, "localeCompare")?;
    let locales = machine.argument(call, 1);
    let other = machine.argument(call, 0);
    let other = machine.to_text(other)?;
    // V8 keeps the last way to compare, the one of no locale under an empty text, and looks for what it keeps first.
    let kept = machine.argument(call, 2).is_undefined() && matches!(locales, Value::Undefined | Value::String(_));
    let is_empty = matches!(locales, Value::String(text) if machine.heap.string_length(text) == 0);
    if !(kept && is_empty && machine.state.compares_plainly) {
        crate::library::ecma::locale::check(machine, locales)?;
        if kept {
            machine.state.compares_plainly = locales.is_undefined();
        }
    }
    let text = machine.to_text(Value::String(string))?;
    let length = text.len() + other.len();
    let order = if text.is_empty() != other.is_empty() && machine.knows(Fact::EmptyTextFirst) {
        text.len().cmp(&other.len())
    } else if length <= AT_ONCE {
        super::collate::compare(text.view(), other.view())
    } else {
        machine.admit(length * WEIGHED)?;
        machine.beside(move |_| super::collate::compare(text.view(), other.view()))?
    };
    Ok(Value::Number(match order {
        Ordering::Less => -1.0,
        Ordering::Equal => 0.0,
        Ordering::Greater => 1.0,
    }))
}
