//! The numeric methods of Buffer on receivers that are no Buffers: lib/internal/buffer.js reads and writes `this[offset]`,
//! whatever `this` is, and works with what it finds. Not Buffers: those are read as bytes, in `buffer_numeric`.

use crate::buffer::numeric::{self, Family, Meaning, Numeric, Order};
use crate::buffer::{Bounds, Fault};
use crate::heap::Value;
use crate::library::node::arguments::{fail, outside};
use crate::machine::operator::Arithmetic;
use crate::machine::{Completion, Machine};

/// Checks that the first and the last element are there (`checkBounds`).
pub(crate) fn bounds(machine: &mut Machine, this: Value, offset: f64, width: usize) -> Completion<()> {
    let ends = [element(machine, this, offset)?, element(machine, this, offset + (width - 1) as f64)?];
    if !ends.contains(&Value::Undefined) {
        return Ok(());
    }
    let length = machine.get(this, machine.keys.length)?;
    // `length - 8`, which no BigInt takes part in.
    let most = machine.arithmetic(Arithmetic::Subtract, length, Value::Number(width as f64))?;
    let most = if let Value::Number(most) = most { most } else { f64::NAN };
    if offset.floor() != offset {
        return outside(machine, "offset", Bounds::Integer, offset);
    }
    if most < 0.0 {
        return fail(machine, &Fault::OutOfBounds(None));
    }
    outside(machine, "offset", Bounds::Within(0.0, most), offset)
}

fn element(machine: &mut Machine, this: Value, offset: f64) -> Completion {
    let key = machine.to_key(Value::Number(offset))?;
    machine.get(this, key)
}

/// The number that the elements from an offset on make.
pub(crate) fn read(machine: &mut Machine, this: Value, family: &Family, offset: f64, width: usize) -> Completion {
    bounds(machine, this, offset, width)?;
    let mut found = [Value::Undefined; 8];
    for (index, value) in found.iter_mut().enumerate().take(width) {
        *value = element(machine, this, offset + index as f64)?;
    }
    let found = &found[..width];
    let order = family.order;
    match family.kind {
        Meaning::Unsigned => unsigned(machine, found, order),
        Meaning::Signed => signed(machine, found, order),
        Meaning::BigUnsigned | Meaning::BigSigned => {
            let (low, high) = if order == Order::Little { found.split_at(4) } else { (&found[4..], &found[..4]) };
            let big = matches!(family.kind, Meaning::BigSigned);
            let high = if big { signed(machine, high, order)? } else { sum(machine, high, order)? };
            let high = crate::library::ecma::bigint::from_value(machine, high)?;
            let shift = crate::library::ecma::bigint::from_value(machine, Value::Number(32.0))?;
            let high = machine.arithmetic(Arithmetic::ShiftLeft, high, shift)?;
            let low = sum(machine, low, order)?;
            let low = crate::library::ecma::bigint::from_value(machine, low)?;
            machine.add(high, low)
        }
        Meaning::Float | Meaning::Double => {
            let mut bytes = [0; 8];
            for (byte, &value) in bytes.iter_mut().zip(found) {
                *byte = machine.to_uint32(value)? as u8;
            }
            Ok(match numeric::read(family.kind, order, &bytes[..width]) {
                Numeric::Number(number) => Value::Number(number),
                Numeric::Signed(_) | Numeric::Unsigned(_) => Value::Undefined,
            })
        }
    }
}

/// `value * 2 ** power`; the value itself for no power.
fn scaled(machine: &mut Machine, value: Value, power: usize) -> Completion {
    if power == 0 {
        return Ok(value);
    }
    machine.arithmetic(Arithmetic::Multiply, value, Value::Number((power as f64).exp2()))
}

/// The elements, each times its power, added in the order they stand in.
fn sum(machine: &mut Machine, found: &[Value], order: Order) -> Completion {
    let mut total = None;
    for (index, &value) in found.iter().enumerate() {
        let power = 8 * if order == Order::Little { index } else { found.len() - 1 - index };
        let term = scaled(machine, value, power)?;
        total = Some(match total {
            None => term,
            Some(total) => machine.add(total, term)?,
        });
    }
    Ok(total.unwrap_or(Value::Undefined))
}

/// The two elements of most weight in six.
fn upper(machine: &mut Machine, found: &[Value], order: Order) -> Completion {
    let (high, low) = if order == Order::Little { (found[5], found[4]) } else { (found[0], found[1]) };
    let high = scaled(machine, high, 8)?;
    machine.add(low, high)
}

fn unsigned(machine: &mut Machine, found: &[Value], order: Order) -> Completion {
    if found.len() < 6 {
        return sum(machine, found, order);
    }
    if order == Order::Little {
        let lower = sum(machine, &found[..4], order)?;
        let upper = upper(machine, found, order)?;
        let upper = scaled(machine, upper, 32)?;
        return machine.add(lower, upper);
    }
    let first = scaled(machine, found[0], 8)?;
    let upper = machine.add(first, found[1])?;
    let upper = scaled(machine, upper, 32)?;
    add_lower(machine, upper, &found[2..])
}

/// `total` and four elements in big-endian order, added one after the other.
fn add_lower(machine: &mut Machine, mut total: Value, found: &[Value]) -> Completion {
    for (index, &value) in found.iter().enumerate() {
        let term = scaled(machine, value, 8 * (found.len() - 1 - index))?;
        total = machine.add(total, term)?;
    }
    Ok(total)
}

/// `value | (value & 2 ** bit) * factor`: the sign carried up.
fn extended(machine: &mut Machine, value: Value, bit: i32) -> Completion {
    let sign = machine.arithmetic(Arithmetic::And, value, Value::Number(f64::from(bit).exp2()))?;
    let factor = f64::from(32 - bit).exp2() - 2.0;
    let sign = machine.arithmetic(Arithmetic::Multiply, sign, Value::Number(factor))?;
    machine.arithmetic(Arithmetic::Or, value, sign)
}

fn signed(machine: &mut Machine, found: &[Value], order: Order) -> Completion {
    let little = order == Order::Little;
    match found.len() {
        width @ 1..=3 => {
            let value = match (width, little) {
                // readInt16BE begins with the last element.
                (2, false) => sum(machine, &[found[1], found[0]], Order::Little)?,
                _ => sum(machine, found, order)?,
            };
            extended(machine, value, 8 * width as i32 - 1)
        }
        4 => {
            let top = if little { found[3] } else { found[0] };
            let top = machine.arithmetic(Arithmetic::ShiftLeft, top, Value::Number(24.0))?;
            if little {
                let lower = sum(machine, &found[..3], order)?;
                return machine.add(lower, top);
            }
            add_lower(machine, top, &found[1..])
        }
        width => {
            let (top, bit) = match (width, little) {
                (5, true) => (found[4], 7),
                (5, false) => (found[0], 7),
                _ => (upper(machine, found, order)?, 15),
            };
            let top = extended(machine, top, bit)?;
            let top = scaled(machine, top, 32)?;
            if little {
                let mut total = top;
                for (index, &value) in found[..4].iter().enumerate() {
                    let term = scaled(machine, value, 8 * index)?;
                    total = machine.add(total, term)?;
                }
                return Ok(total);
            }
            add_lower(machine, top, &found[width - 4..])
        }
    }
}

/// Sets the elements from an offset on, the least significant to the whole number as `write` was given it.
pub(crate) fn write(
    machine: &mut Machine,
    this: Value,
    family: &Family,
    (number, bits): (f64, u64),
    offset: f64,
    width: usize,
) -> Completion<()> {
    let upper = (number * 32f64.exp2().recip()).floor();
    let low = crate::heap::value_to_uint32(number);
    // Most begin with the least significant; these begin with what stands first.
    let forward = width == 2 || matches!(family.kind, Meaning::Float | Meaning::Double);
    for round in 0..width {
        let index = if forward && family.order == Order::Big { width - 1 - round } else { round };
        let bytes = (bits >> (8 * index)) as u8;
        let value = match (family.kind, index) {
            (Meaning::Float | Meaning::Double, _) => f64::from(bytes),
            (Meaning::BigUnsigned | Meaning::BigSigned, 0 | 4) => f64::from((bits >> (8 * index)) as u32),
            (Meaning::BigUnsigned | Meaning::BigSigned, _) => {
                let half = (bits >> (index / 4 * 32)) as u32 as i32;
                f64::from(half >> (8 * (index % 4)))
            }
            (_, 0) => number,
            (_, 1..=3) => f64::from(low >> (8 * index)),
            (_, 4) => upper,
            _ => f64::from(crate::heap::value_to_uint32(upper) >> 8),
        };
        let at = if family.order == Order::Little { index } else { width - 1 - index };
        let key = machine.to_key(Value::Number(offset + at as f64))?;
        machine.set(this, key, Value::Number(value), true)?;
    }
    Ok(())
}
