//! `escape` and `unescape` (ECMAScript B.2.1). Not the encoding of URIs, which is `global`'s.

use super::table;
use crate::machine::{Call, Completion, Machine};
use crate::text::{TextBuilder, Units};

pub(super) fn install(machine: &mut Machine) {
    let global = machine.realm.global;
    table::methods(machine, global, &[("escape", 1, escape), ("unescape", 1, unescape)]);
}

/// Units that stand for themselves.
fn is_plain(unit: u16) -> bool {
    u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte))
}

fn escape(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_text(machine.argument(call, 0))?;
    let mut escaped = TextBuilder::with_capacity(text.len());
    for unit in text.view().iter() {
        match unit {
            _ if is_plain(unit) => escaped.push(unit),
            ..256 => escaped.push_str(&format!("%{unit:02X}")),
            _ => escaped.push_str(&format!("%u{unit:04X}")),
        }
    }
    if escaped.len() > crate::limits::STRING_LENGTH {
        return machine.range_error("Invalid string length");
    }
    Ok(machine.heap.string_value(escaped.finish()))
}

/// What `%XX` or `%uXXXX` stands for at a place, and how long it is.
fn escaped(units: Units<'_>, at: usize) -> Option<(u16, usize)> {
    let wide = units.get(at + 1)? == u16::from(b'u');
    let (start, count) = if wide { (at + 2, 4) } else { (at + 1, 2) };
    let mut value = 0;
    for place in start..start + count {
        value = value * 16 + char::from_u32(u32::from(units.get(place)?))?.to_digit(16)?;
    }
    Some((value as u16, start + count - at))
}

fn unescape(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_text(machine.argument(call, 0))?;
    let units = text.view();
    let mut plain = TextBuilder::with_capacity(units.len());
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let found = if unit == u16::from(b'%') { escaped(units, at) } else { None };
        let (value, length) = found.unwrap_or((unit, 1));
        plain.push(value);
        at += length;
    }
    Ok(machine.heap.string_value(plain.finish()))
}
