//! `Date` (ECMAScript 21.4 and B.2.3): the constructor and what makes text of a date. UTC is the local time zone. Not the
//! getters and setters, see `fields`; not the calendar.

pub(crate) mod fields;
pub(crate) mod receiver;

use crate::calendar::{self, Fields};
use crate::heap::{Attributes, Kind, PropertyKey, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Hint, Machine, message};
use receiver::{of, receiver};

/// What an invalid date says of itself.
const INVALID: &str = "Invalid Date";

const STATICS: [Method; 3] = [("now", 0, now), ("parse", 1, parse), ("UTC", 7, utc)];

const TEXTS: [Method; 5] = [
    ("toString", 0, |machine, call| say(machine, call, "toString", text)),
    ("toDateString", 0, |machine, call| say(machine, call, "toDateString", calendar::date_text)),
    ("toTimeString", 0, |machine, call| say(machine, call, "toTimeString", calendar::time_text)),
    ("toISOString", 0, to_iso_string),
    ("toUTCString", 0, |machine, call| say(machine, call, "toUTCString", calendar::utc_text)),
];

const LOCALE_TEXTS: [Method; 4] = [
    ("toJSON", 1, to_json),
    ("toLocaleString", 0, |machine, call| {
        locale(machine, call, "toLocaleString", |fields| {
            format!("{}, {}", calendar::locale_date_text(fields), calendar::locale_time_text(fields))
        })
    }),
    ("toLocaleDateString", 0, |machine, call| locale(machine, call, "toLocaleDateString", calendar::locale_date_text)),
    ("toLocaleTimeString", 0, |machine, call| locale(machine, call, "toLocaleTimeString", calendar::locale_time_text)),
];

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.date_prototype = prototype;
    let date = table::class(machine, ("Date", 7, construct), prototype);
    table::methods(machine, date, &STATICS);
    table::methods(machine, prototype, &TEXTS);
    let utc_string = machine.heap.key("toUTCString");
    if let Some(own) = machine.heap.own(prototype, utc_string) {
        table::hidden(machine, prototype, "toGMTString", own.value);
    }
    fields::install(machine, prototype);
    table::methods(machine, prototype, &LOCALE_TEXTS);
    let key = PropertyKey::Symbol(machine.symbols.to_primitive);
    let made = table::function(machine, ("[Symbol.toPrimitive]", 1, to_primitive));
    machine.heap.put_with(prototype, key, Value::Object(made), Attributes::CONFIGURABLE_ONLY);
}

/// The time in whole milliseconds.
fn current(machine: &mut Machine) -> f64 {
    machine.clock.now().floor()
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    let Some(_) = call.new_target else {
        let now = current(machine);
        return Ok(said(machine, now, text));
    };
    let time = match machine.argument_count(call) {
        0 => current(machine),
        1 => from_value(machine, machine.argument(call, 0))?,
        _ => from_parts(machine, call)?,
    };
    let prototype = machine.prototype_for(call, machine.realm.date_prototype)?;
    Ok(Value::Object(machine.heap.object(Some(prototype), Kind::Date(time))))
}

fn from_value(machine: &mut Machine, value: Value) -> Completion<f64> {
    if let Some((_, time)) = of(machine, value) {
        return Ok(time);
    }
    match machine.to_primitive(value, Hint::Default)? {
        Value::String(text) => Ok(calendar::parse(&machine.heap.utf8(text))),
        primitive => machine.to_number(primitive).map(calendar::clip),
    }
}

/// Year, month, day, hours, minutes, seconds and milliseconds (ECMAScript 21.4.2.1 and 21.4.3.4).
fn from_parts(machine: &mut Machine, call: &Call) -> Completion<f64> {
    let mut parts = [f64::NAN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    let given = machine.argument_count(call).clamp(1, parts.len());
    for (index, part) in parts.iter_mut().enumerate().take(given) {
        *part = machine.to_number(machine.argument(call, index))?;
    }
    let [year, month, date, hours, minutes, seconds, milliseconds] = parts;
    let day = calendar::make_day(calendar::make_full_year(year), month, date);
    let time = calendar::make_time(hours, minutes, seconds, milliseconds);
    Ok(calendar::clip(calendar::make_date(day, time)))
}

fn now(machine: &mut Machine, _: &Call) -> Completion {
    Ok(Value::Number(current(machine)))
}

fn parse(machine: &mut Machine, call: &Call) -> Completion {
    let text = machine.to_string(machine.argument(call, 0))?;
    Ok(Value::Number(calendar::parse(&machine.heap.utf8(text))))
}

fn utc(machine: &mut Machine, call: &Call) -> Completion {
    from_parts(machine, call).map(Value::Number)
}

fn text(fields: &Fields) -> String {
    format!("{} {}", calendar::date_text(fields), calendar::time_text(fields))
}

fn said(machine: &mut Machine, time: f64, form: fn(&Fields) -> String) -> Value {
    let text = calendar::fields(time).map_or_else(|| INVALID.to_owned(), |fields| form(&fields));
    machine.heap.string_value(text)
}

fn say(machine: &mut Machine, call: &Call, method: &str, form: fn(&Fields) -> String) -> Completion {
    let (_, time) = receiver(machine, call, method)?;
    Ok(said(machine, time, form))
}

/// The forms of `en-US`; `Intl` is absent, so other locales and options are refused.
fn locale(machine: &mut Machine, call: &Call, method: &str, form: fn(&Fields) -> String) -> Completion {
    let (_, time) = receiver(machine, call, method)?;
    let (tag, options) = (machine.argument(call, 0), machine.argument(call, 1));
    super::locale::check(machine, tag)?;
    if !options.is_undefined() {
        return machine.fail(message::OUTSIDE, [&format!("options of {method}")]);
    }
    Ok(said(machine, time, form))
}

fn to_iso_string(machine: &mut Machine, call: &Call) -> Completion {
    let (_, time) = receiver(machine, call, "toISOString")?;
    match calendar::iso_text(time) {
        Some(text) => Ok(machine.heap.string_value(text)),
        None => machine.fail(message::INVALID_TIME_VALUE, []),
    }
}

fn to_json(machine: &mut Machine, call: &Call) -> Completion {
    let object = Value::Object(machine.to_object(call.this)?);
    if let Value::Number(time) = machine.to_primitive(object, Hint::Number)?
        && !time.is_finite()
    {
        return Ok(Value::Null);
    }
    let method = machine.get_named(object, "toISOString")?;
    if !machine.heap.is_function(method) {
        return machine.fail(message::CALLED_NON_CALLABLE, ["toISOString"]);
    }
    machine.call(method, object, &[])
}

fn to_primitive(machine: &mut Machine, call: &Call) -> Completion {
    let Some(object) = call.this.as_object() else {
        return machine.incompatible(call.this, "Date.prototype [ @@toPrimitive ]");
    };
    let given = machine.argument(call, 0);
    let hint = match given {
        Value::String(hint) => machine.heap.utf8(hint),
        _ => String::new(),
    };
    let hint = match hint.as_str() {
        "default" | "string" => Hint::String,
        "number" => Hint::Number,
        _ => {
            return machine.blame(message::INVALID_HINT, given);
        }
    };
    machine.ordinary_to_primitive(object, hint)
}
