//! What browsers left in the language (ECMAScript B.2.1, B.2.2): `escape`, `unescape` and the strings' methods that make
//! HTML. Not `substr` and the trimming aliases: they stand beside their kin.

use super::pieces::{finish, this};
use crate::heap::ObjectId;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine};
use crate::text::{TextBuilder, Units};

const FUNCTIONS: &[Method] = &[("escape", 1, escape), ("unescape", 1, unescape)];

const METHODS: &[Method] = &[
    ("anchor", 1, |machine, call| html(machine, call, "anchor", "a", "name")),
    ("big", 0, |machine, call| html(machine, call, "big", "big", "")),
    ("blink", 0, |machine, call| html(machine, call, "blink", "blink", "")),
    ("bold", 0, |machine, call| html(machine, call, "bold", "b", "")),
    ("fixed", 0, |machine, call| html(machine, call, "fixed", "tt", "")),
    ("fontcolor", 1, |machine, call| html(machine, call, "fontcolor", "font", "color")),
    ("fontsize", 1, |machine, call| html(machine, call, "fontsize", "font", "size")),
    ("italics", 0, |machine, call| html(machine, call, "italics", "i", "")),
    ("link", 1, |machine, call| html(machine, call, "link", "a", "href")),
    ("small", 0, |machine, call| html(machine, call, "small", "small", "")),
    ("strike", 0, |machine, call| html(machine, call, "strike", "strike", "")),
    ("sub", 0, |machine, call| html(machine, call, "sub", "sub", "")),
    ("sup", 0, |machine, call| html(machine, call, "sup", "sup", "")),
];

/// Adds the functions to the global object and the methods to `String.prototype`.
pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    table::methods(machine, machine.realm.global, FUNCTIONS);
    table::methods(machine, prototype, METHODS);
}

/// `CreateHTML` (ECMAScript B.2.2.2.1); no attribute where its name is empty.
fn html(machine: &mut Machine, call: &Call, method: &str, tag: &str, attribute: &str) -> Completion {
    let string = this(machine, call, method)?;
    let mut out = TextBuilder::with_capacity(machine.heap.string_length(string) + 2 * tag.len() + 5);
    out.push_str(&format!("<{tag}"));
    if !attribute.is_empty() {
        let value = machine.argument(call, 0);
        let value = machine.to_text(value)?;
        out.push_str(&format!(" {attribute}=\""));
        for (round, unit) in value.view().iter().enumerate() {
            machine.build_on(round, &out)?;
            if unit == u16::from(b'"') {
                out.push_str("&quot;");
            } else {
                out.push(unit);
            }
        }
        out.push_str("\"");
    }
    out.push_str(">");
    machine.grows(&out, machine.heap.string_bytes(string))?;
    out.push_units(machine.heap.units(string));
    out.push_str(&format!("</{tag}>"));
    finish(machine, out)
}

/// `escape` (ECMAScript B.2.1.1).
fn escape(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?;
    let mut out = TextBuilder::default();
    for (round, unit) in text.view().iter().enumerate() {
        machine.build_on(round, &out)?;
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => out.push(unit),
            Ok(byte) => out.push_str(&format!("%{byte:02X}")),
            Err(_) => out.push_str(&format!("%u{unit:04X}")),
        }
    }
    finish(machine, out)
}

/// The unit that `count` hexadecimal digits spell at a place.
fn digits(units: Units<'_>, at: usize, count: usize) -> Option<u16> {
    (at..at + count).try_fold(0, |sum, at| {
        let digit = char::from_u32(u32::from(units.get(at)?))?.to_digit(16)?;
        Some(sum * 16 + digit as u16)
    })
}

/// `unescape` (ECMAScript B.2.1.2).
fn unescape(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?;
    let units = text.view();
    let mut out = TextBuilder::default();
    let (mut at, mut round) = (0, 0);
    while let Some(unit) = units.get(at) {
        machine.build_on(round, &out)?;
        round += 1;
        let long = units.get(at + 1) == Some(u16::from(b'u'));
        let (start, count) = if long { (at + 2, 4) } else { (at + 1, 2) };
        let spelt = (unit == u16::from(b'%')).then(|| digits(units, start, count)).flatten();
        out.push(spelt.unwrap_or(unit));
        at = if spelt.is_some() { start + count } else { at + 1 };
    }
    finish(machine, out)
}
