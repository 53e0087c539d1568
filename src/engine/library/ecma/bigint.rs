//! `BigInt` (ECMAScript 21.2). Not its operators.

use num_bigint::{BigInt, Sign};

use crate::heap::limits::BIGINT_BITS;
use crate::heap::{BigIntId, Kind, Value};
use crate::library::table;
use crate::machine::convert::{Hint, number_text};
use crate::machine::{Call, Completion, Machine, message};

pub(crate) fn install(machine: &mut Machine) {
    let prototype = table::plain(machine);
    machine.realm.bigint_prototype = prototype;
    let class = table::class(machine, ("BigInt", 1, construct), prototype);
    table::methods(
        machine,
        class,
        &[
            ("asUintN", 2, |machine, call| wrap(machine, call, false)),
            ("asIntN", 2, |machine, call| wrap(machine, call, true)),
        ],
    );
    table::methods(
        machine,
        prototype,
        &[
            ("toLocaleString", 0, to_locale_string),
            ("toString", 0, to_string),
            ("valueOf", 0, |machine, call| this(machine, call, "valueOf").map(Value::BigInt)),
        ],
    );
    table::tag(machine, prototype, "BigInt");
}

fn construct(machine: &mut Machine, call: &Call) -> Completion {
    if call.new_target.is_some() {
        return machine.fail(message::NOT_CONSTRUCTOR, ["BigInt"]);
    }
    from_value(machine, machine.argument(call, 0))
}

/// `BigInt(value)`
pub(crate) fn from_value(machine: &mut Machine, value: Value) -> Completion {
    let primitive = machine.to_primitive(value, Hint::Number)?;
    if let Value::Number(number) = primitive {
        if number.fract() != 0.0 || !number.is_finite() {
            return machine.fail(message::BIG_INT_FROM_NUMBER, [&number_text(number)]);
        }
        return Ok(machine.heap.bigint_value(from_integer(number)));
    }
    let big = machine.to_bigint(primitive)?;
    Ok(machine.heap.bigint_value(big))
}

/// The BigInt of a number without fraction.
fn from_integer(number: f64) -> BigInt {
    let bits = number.abs().to_bits();
    let exponent = (bits >> 52) as i32 - 1075;
    let significand = BigInt::from((bits & ((1 << 52) - 1)) | (1 << 52));
    let size = match exponent {
        _ if number == 0.0 => BigInt::ZERO,
        0.. => significand << exponent,
        _ => significand >> -exponent,
    };
    if number < 0.0 { -size } else { size }
}

fn this(machine: &mut Machine, call: &Call, method: &str) -> Completion<BigIntId> {
    match call.this {
        Value::BigInt(big) => return Ok(big),
        Value::Object(object) => {
            if let Kind::BigInt(big) = machine.heap.kind(object) {
                return Ok(*big);
            }
        }
        _ => {}
    }
    machine.not_generic("BigInt", method)
}

fn to_string(machine: &mut Machine, call: &Call) -> Completion {
    let big = this(machine, call, "toString")?;
    let radix = super::number::radix(machine, call)?;
    let text = machine.big_text(big, radix)?;
    Ok(machine.heap.string_value(text))
}

fn to_locale_string(machine: &mut Machine, call: &Call) -> Completion {
    let big = this(machine, call, "toLocaleString")?;
    let locales = machine.argument(call, 0);
    super::locale::check(machine, locales)?;
    let digits = machine.big_text(big, 10)?;
    let text = super::number::grouped(&digits);
    Ok(machine.heap.string_value(text))
}

/// `BigInt.asUintN` and `asIntN`: the value modulo 2^bits.
fn wrap(machine: &mut Machine, call: &Call, signed: bool) -> Completion {
    let (bits, value) = (machine.argument(call, 0), machine.argument(call, 1));
    let bits = machine.to_index(bits, message::INVALID_INDEX, [])?;
    let value = machine.to_bigint(value)?;
    let negative = value.sign() == Sign::Minus;
    if !negative && (value.bits() as f64) < bits {
        return Ok(machine.heap.bigint_value(value));
    }
    if bits == 0.0 {
        return Ok(machine.heap.bigint_value(BigInt::ZERO));
    }
    if signed && (value.bits() as f64) < bits {
        return Ok(machine.heap.bigint_value(value));
    }
    if bits > BIGINT_BITS as f64 {
        return machine.fail(message::BIG_INT_TOO_BIG, []);
    }
    machine.admit(bits as usize / 2)?;
    let modulus: BigInt = BigInt::from(1) << bits as u64;
    let mut low: BigInt = value & (&modulus - 1);
    if signed && low.bits() as f64 >= bits {
        low -= modulus;
    }
    Ok(machine.heap.bigint_value(low))
}
