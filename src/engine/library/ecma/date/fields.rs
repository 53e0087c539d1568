//! The getters and setters of `Date` (ECMAScript 21.4.4 and B.2.3). A local method and its UTC twin do the same, since UTC is the
//! local time zone. Not the constructor.

use super::receiver::{of, receiver};
use crate::calendar::{self, Fields};
use crate::heap::{Kind, ObjectId, Value};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine, message};
use pool::memory::Fact;

macro_rules! getter {
    ($name:literal, $field:ident) => {
        ($name, 0, |machine, call| get(machine, call, |fields| fields.$field))
    };
}

/// A setter of the part of a date or time with this number, and of as many as its `length` from there.
macro_rules! setter {
    ($name:literal, $length:literal, $set:ident, $first:literal) => {
        ($name, $length, |machine, call| $set(machine, call, $name, $first, $length))
    };
}

const METHODS: [Method; 36] = [
    getter!("getDate", date),
    setter!("setDate", 1, set_date, 2),
    getter!("getDay", weekday),
    getter!("getFullYear", year),
    setter!("setFullYear", 3, set_date, 0),
    getter!("getHours", hours),
    setter!("setHours", 4, set_time, 0),
    getter!("getMilliseconds", milliseconds),
    setter!("setMilliseconds", 1, set_time, 3),
    getter!("getMinutes", minutes),
    setter!("setMinutes", 3, set_time, 1),
    getter!("getMonth", month),
    setter!("setMonth", 2, set_date, 1),
    getter!("getSeconds", seconds),
    setter!("setSeconds", 2, set_time, 2),
    ("getTime", 0, time_value),
    ("setTime", 1, set_time_value),
    ("getTimezoneOffset", 0, timezone_offset),
    getter!("getUTCDate", date),
    setter!("setUTCDate", 1, set_date, 2),
    getter!("getUTCDay", weekday),
    getter!("getUTCFullYear", year),
    setter!("setUTCFullYear", 3, set_date, 0),
    getter!("getUTCHours", hours),
    setter!("setUTCHours", 4, set_time, 0),
    getter!("getUTCMilliseconds", milliseconds),
    setter!("setUTCMilliseconds", 1, set_time, 3),
    getter!("getUTCMinutes", minutes),
    setter!("setUTCMinutes", 3, set_time, 1),
    getter!("getUTCMonth", month),
    setter!("setUTCMonth", 2, set_date, 1),
    getter!("getUTCSeconds", seconds),
    setter!("setUTCSeconds", 2, set_time, 2),
    ("valueOf", 0, time_value),
    ("getYear", 0, |machine, call| get(machine, call, |fields| fields.year - 1900)),
    ("setYear", 1, set_year),
];

pub(crate) fn install(machine: &mut Machine, prototype: ObjectId) {
    table::methods(machine, prototype, &METHODS);
}

fn time(machine: &mut Machine, call: &Call) -> Completion<f64> {
    match of(machine, call.this) {
        Some((_, time)) => Ok(time),
        None => machine.fail(message::NOT_DATE_OBJECT, []),
    }
}

fn get(machine: &mut Machine, call: &Call, part: fn(Fields) -> i64) -> Completion {
    let time = time(machine, call)?;
    Ok(Value::Number(calendar::fields(time).map_or(f64::NAN, |fields| part(fields) as f64)))
}

fn time_value(machine: &mut Machine, call: &Call) -> Completion {
    time(machine, call).map(Value::Number)
}

fn timezone_offset(machine: &mut Machine, call: &Call) -> Completion {
    get(machine, call, |_| 0)
}

/// Stores a time value, clipped, and answers it.
fn store(machine: &mut Machine, date: ObjectId, time: f64) -> Value {
    let clipped = calendar::clip(time);
    machine.heap.get_mut(date).kind = Kind::Date(clipped);
    Value::Number(clipped)
}

/// Puts the numbers given in the place of parts, from `first` on; the first one counts even where it is not given.
///
/// Older releases look at the date after the first number, and convert no others where it is invalid.
fn given<const N: usize>(
    machine: &mut Machine,
    call: &Call,
    (first, most): (usize, usize),
    parts: impl Fn(f64) -> Option<[f64; N]>,
) -> Completion<Option<([f64; N], f64)>> {
    let mut time = time(machine, call)?;
    let mut number = machine.to_number(machine.argument(call, 0))?;
    if machine.knows(Fact::DateReadLate) {
        time = self::time(machine, call)?;
    }
    let mut filled = parts(time);
    let lazy = filled.is_none() && machine.knows(Fact::InvalidDatesUnasked);
    let count = if lazy { 1 } else { machine.argument_count(call).clamp(1, most) };
    for index in 0..count {
        if index > 0 {
            number = machine.to_number(machine.argument(call, index))?;
        }
        if let Some(parts) = &mut filled {
            parts[first + index] = number;
        }
    }
    Ok(filled.map(|parts| (parts, time)))
}

fn set_date(machine: &mut Machine, call: &Call, name: &str, first: usize, most: usize) -> Completion {
    let (date, _) = receiver(machine, call, name)?;
    // The year may be set on a date that is invalid so far.
    let start = |time: f64| if time.is_nan() && first == 0 { 0.0 } else { time };
    let parts = given(machine, call, (first, most), |time| {
        calendar::fields(start(time)).map(|fields| [fields.year, fields.month, fields.date].map(|part| part as f64))
    })?;
    let Some(([year, month, day], time)) = parts else { return Ok(Value::Number(f64::NAN)) };
    let from = start(time);
    let made = calendar::make_date(calendar::make_day(year, month, day), calendar::within_day(from));
    Ok(store(machine, date, made))
}

fn set_time(machine: &mut Machine, call: &Call, name: &str, first: usize, most: usize) -> Completion {
    let (date, _) = receiver(machine, call, name)?;
    let parts = given(machine, call, (first, most), |time| {
        let parts = |fields: Fields| [fields.hours, fields.minutes, fields.seconds, fields.milliseconds];
        calendar::fields(time).map(|fields| parts(fields).map(|part| part as f64))
    })?;
    let Some(([hours, minutes, seconds, milliseconds], time)) = parts else { return Ok(Value::Number(f64::NAN)) };
    let made = calendar::make_time(hours, minutes, seconds, milliseconds);
    Ok(store(machine, date, calendar::make_date(calendar::day(time), made)))
}

fn set_time_value(machine: &mut Machine, call: &Call) -> Completion {
    let (date, _) = receiver(machine, call, "setTime")?;
    let time = machine.to_number(machine.argument(call, 0))?;
    Ok(store(machine, date, time))
}

/// `setYear` (ECMAScript B.2.3.2)
fn set_year(machine: &mut Machine, call: &Call) -> Completion {
    let (date, time) = receiver(machine, call, "setYear")?;
    let year = calendar::make_full_year(machine.to_number(machine.argument(call, 0))?);
    let from = if time.is_nan() { 0.0 } else { time };
    let Some(fields) = calendar::fields(from) else { return Ok(Value::Number(f64::NAN)) };
    let day = calendar::make_day(year, fields.month as f64, fields.date as f64);
    Ok(store(machine, date, calendar::make_date(day, calendar::within_day(from))))
}
