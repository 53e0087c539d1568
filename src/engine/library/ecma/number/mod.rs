//! `Number` (ECMAScript 21.1), `parseInt`, `parseFloat`. Not how digits are found: that is in `digits`.

pub(crate) mod digits;

use crate::heap::{Kind, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::convert::{is_space, number_text};
use crate::machine::message::{self, Message};
use crate::machine::{Call, Completion, Machine};

const METHODS: &[Method] = &[
    ("toExponential", 1, to_exponential),
    ("toFixed", 1, to_fixed),
    ("toPrecision", 1, to_precision),
    ("toString", 1, to_string),
    ("valueOf", 0, |machine, call| this(machine, call, "valueOf").map(Value::Number)),
    ("toLocaleString", 0, to_locale_string),
];

const STATICS: &[Method] = &[
    ("isFinite", 1, |machine, call| test(machine, call, f64::is_finite)),
    ("isInteger", 1, |machine, call| test(machine, call, |x| x.is_finite() && x.fract() == 0.0)),
    ("isNaN", 1, |machine, call| test(machine, call, f64::is_nan)),
    ("isSafeInteger", 1, |machine, call| test(machine, call, |x| x.fract() == 0.0 && x.abs() <= MAX_SAFE)),
];

const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

const CONSTANTS: [(&str, f64); 8] = [
    ("MAX_VALUE", f64::MAX),
    ("MIN_VALUE", 5e-324),
    ("NaN", f64::NAN),
    ("NEGATIVE_INFINITY", f64::NEG_INFINITY),
    ("POSITIVE_INFINITY", f64::INFINITY),
    ("MAX_SAFE_INTEGER", MAX_SAFE),
    ("MIN_SAFE_INTEGER", -MAX_SAFE),
    ("EPSILON", f64::EPSILON),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = machine.heap.object(Some(machine.realm.object_prototype), Kind::Number(0.0));
    machine.realm.number_prototype = prototype;
    let number = table::class(machine, ("Number", 1, construct), prototype);
    table::methods(machine, prototype, METHODS);
    table::methods(machine, number, STATICS);
    let rows: [Method; 2] = [("parseFloat", 1, parse_float), ("parseInt", 2, parse_int)];
    for row in rows {
        let function = table::method(machine, number, row);
        table::global(machine, row.0, function);
    }
    for (name, value) in CONSTANTS {
        table::constant(machine, number, name, Value::Number(value));
    }
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let number = if machine.argument_count(call) > 0 { number_of(machine, machine.argument(call, 0))? } else { 0.0 };
    if call.new_target.is_none() {
        return Ok(Value::Number(number));
    }
    let proto = machine.prototype_for(call, machine.realm.number_prototype)?;
    Ok(Value::Object(machine.heap.object(Some(proto), Kind::Number(number))))
}

/// `Number(value)`: what `to_number` answers, and a BigInt's number.
pub(crate) fn number_of(machine: &mut Machine, value: Value) -> Completion<f64> {
    match machine.to_numeric(value)? {
        Value::BigInt(big) => Ok(machine.heap.big_number(big)),
        numeric => machine.to_number(numeric),
    }
}

fn test(machine: &mut Machine, call: &Call, predicate: fn(f64) -> bool) -> Completion {
    Ok(matches!(machine.argument(call, 0), Value::Number(number) if predicate(number)).into())
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<f64> {
    match call.this {
        Value::Number(number) => return Ok(number),
        Value::Object(object) => {
            if let Kind::Number(number) = machine.heap.kind(object) {
                return Ok(*number);
            }
        }
        _ => {}
    }
    machine.not_generic("Number", method)
}

/// The radix argument of a `toString`.
pub(crate) fn radix(machine: &mut Machine, call: &Call) -> Completion<u32> {
    let radix = machine.argument(call, 0);
    if radix.is_undefined() {
        return Ok(10);
    }
    let radix = machine.to_integer(radix)?;
    if (2.0..=36.0).contains(&radix) {
        return Ok(radix as u32);
    }
    machine.fail(message::TO_RADIX_FORMAT_RANGE, [])
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let number = this(machine, call, "toString")?;
    let radix = radix(machine, call)?;
    let text = match radix {
        _ if !number.is_finite() => number_text(number),
        10 => number_text(number),
        _ => digits::in_radix(number, radix),
    };
    Ok(machine.heap.string_value(text))
}

/// An argument that counts digits, checked against its range.
fn count<const PARTS: usize>(
    machine: &mut Machine,
    call: &Call,
    low: f64,
    finite: bool,
    message: Message<PARTS>,
    parts: [&str; PARTS],
) -> Completion<usize> {
    let count = machine.argument(call, 0);
    let count = machine.to_integer(count)?;
    if finite && !(low..=100.0).contains(&count) {
        return machine.fail(message, parts);
    }
    Ok(count as usize)
}

fn to_fixed(machine: &mut Machine, call: &Call) -> Completion {
    let number = this(machine, call, "toFixed")?;
    let places = count(machine, call, 0.0, true, message::NUMBER_FORMAT_RANGE, ["toFixed() digits"])?;
    let text = if number.abs() < 1e21 { digits::fixed(number, places) } else { number_text(number) };
    Ok(machine.heap.string_value(text))
}

fn to_exponential(machine: &mut Machine, call: &Call) -> Completion {
    let number = this(machine, call, "toExponential")?;
    let places = count(machine, call, 0.0, number.is_finite(), message::NUMBER_FORMAT_RANGE, ["toExponential()"])?;
    let free = machine.argument(call, 0).is_undefined();
    let text =
        if number.is_finite() { digits::exponential(number, (!free).then_some(places)) } else { number_text(number) };
    Ok(machine.heap.string_value(text))
}

fn to_precision(machine: &mut Machine, call: &Call) -> Completion {
    let number = this(machine, call, "toPrecision")?;
    let free = machine.argument(call, 0).is_undefined();
    let finite = number.is_finite() && !free;
    let places = count(machine, call, 1.0, finite, message::TO_PRECISION_FORMAT_RANGE, [])?;
    let text = if free || !number.is_finite() { number_text(number) } else { digits::precision(number, places) };
    Ok(machine.heap.string_value(text))
}

/// Thousands in groups, as English writes them.
pub(crate) fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn to_locale_string(machine: &mut Machine, call: &Call) -> Completion {
    let number = this(machine, call, "toLocaleString")?;
    let (locales, options) = (machine.argument(call, 0), machine.argument(call, 1));
    super::locale::check(machine, locales)?;
    let (least, most) = super::locale::fraction_digits(machine, options)?;
    let text = if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "∞" } else { "-∞" }.to_owned()
    } else {
        let fixed = digits::rounded(&number.to_string(), most);
        let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
        let kept = fraction.trim_end_matches('0').len().max(least);
        let fixed = if kept == 0 { whole.to_owned() } else { format!("{whole}.{}", &fraction[..kept]) };
        let fixed = fixed.as_str();
        match fixed.split_once('.') {
            Some((whole, fraction)) => format!("{}.{fraction}", grouped(whole)),
            None => grouped(fixed),
        }
    };
    Ok(machine.heap.string_value(text))
}

/// A text without leading white space, as far as it is ASCII: no digit is not.
fn ascii_start(machine: &mut Machine, value: Value) -> Completion<String> {
    let text = machine.to_text(value)?;
    let units = text.view().iter().skip_while(|&unit| is_space(unit));
    Ok(units.take_while(|&unit| unit < 128).map(|unit| unit as u8 as char).collect())
}

fn parse_float(machine: &mut Machine, call: &Call) -> Completion {
    let value = machine.argument(call, 0);
    let text = ascii_start(machine, value)?;
    Ok(Value::Number(digits::longest_decimal(&text)))
}

fn parse_int(machine: &mut Machine, call: &Call) -> Completion {
    let (value, radix) = (machine.argument(call, 0), machine.argument(call, 1));
    let text = ascii_start(machine, value)?;
    let radix = machine.to_int32(radix)?;
    Ok(Value::Number(digits::integer_prefix(&text, radix)))
}
