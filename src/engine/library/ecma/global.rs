//! Functions and values of the global object that belong to no class (ECMAScript 19.2, 19.1), and `gc`.

use crate::heap::{Attributes, Value};
use crate::library::ecma::string::pieces::finish;
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use crate::text::{TextBuilder, Units, received};

const FUNCTIONS: &[Method] = &[
    ("isFinite", 1, |machine, call| test(machine, call, f64::is_finite)),
    ("isNaN", 1, |machine, call| test(machine, call, f64::is_nan)),
    ("decodeURI", 1, |machine, call| decode(machine, call, ";/?:@&=+$,#")),
    ("decodeURIComponent", 1, |machine, call| decode(machine, call, "")),
    ("encodeURI", 1, |machine, call| encode(machine, call, ";/?:@&=+$,#-_.!~*'()")),
    ("encodeURIComponent", 1, |machine, call| encode(machine, call, "-_.!~*'()")),
    ("gc", 0, gc),
];

pub(crate) fn install(machine: &mut Machine) {
    let global = machine.realm.global;
    table::methods(machine, global, FUNCTIONS);
    for (name, value) in
        [("undefined", Value::Undefined), ("NaN", Value::Number(f64::NAN)), ("Infinity", Value::Number(f64::INFINITY))]
    {
        table::constant(machine, global, name, value);
    }
    table::global(machine, "globalThis", global);
    let key = machine.heap.key("global");
    machine.heap.put_with(global, key, Value::Object(global), Attributes::HIDDEN);
    table::tag(machine, global, "global");
}

fn test(machine: &mut Machine, call: &Call, predicate: fn(f64) -> bool) -> Completion {
    let value = machine.argument(call, 0);
    Ok(predicate(machine.to_number(value)?).into())
}

/// Asks for a collection, as `node --expose-gc` lets a program do: the next safe point collects.
fn gc(machine: &mut Machine, _: &Call) -> Completion {
    machine.heap.ask_for_collection();
    Ok(Value::Undefined)
}

fn malformed<T>(machine: &mut Machine) -> Completion<T> {
    machine.fail(message::URI_MALFORMED, [])
}

/// `Encode` (ECMAScript 19.2.6.5).
fn encode(machine: &mut Machine, call: &Call, unescaped: &str) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?;
    let mut out = TextBuilder::default();
    for (round, point) in text.view().code_points().enumerate() {
        machine.build_on(round, &out)?;
        let Some(c) = char::from_u32(point) else { return malformed(machine) };
        if c.is_ascii_alphanumeric() || unescaped.contains(c) {
            out.push(point as u16);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                let spelt = [b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
                out.push_units(Units::Latin1(&spelt));
            }
        }
    }
    finish(machine, out)
}

/// The byte `%XX` stands for at a place.
fn escaped(units: Units<'_>, at: usize) -> Option<u8> {
    let digit = |at: usize| char::from_u32(u32::from(units.get(at)?))?.to_digit(16);
    (units.get(at)? == u16::from(b'%')).then_some(())?;
    Some((digit(at + 1)? * 16 + digit(at + 2)?) as u8)
}

/// `Decode` (ECMAScript 19.2.6.6).
fn decode(machine: &mut Machine, call: &Call, kept: &str) -> Completion {
    let value = machine.argument(call, 0);
    let text = machine.to_text(value)?;
    let units = text.view();
    let mut out = TextBuilder::default();
    let (mut at, mut round) = (0, 0);
    while let Some(unit) = units.get(at) {
        machine.build_on(round, &out)?;
        round += 1;
        if unit != u16::from(b'%') {
            out.push(unit);
            at += 1;
            continue;
        }
        let Some(first) = escaped(units, at) else { return malformed(machine) };
        let count = match first {
            0..0x80 => 1,
            0xC2..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0..0xF5 => 4,
            _ => return malformed(machine),
        };
        let bytes: Option<Vec<u8>> = (0..count).map(|index| escaped(units, at + index * 3)).collect();
        let decoded = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(decoded) = decoded else { return malformed(machine) };
        if kept.contains(&decoded) {
            out.push_units(units.part(at, at + 3));
        } else {
            out.push_str(&received(&decoded));
        }
        at += count * 3;
    }
    finish(machine, out)
}
