//! `Math` (ECMAScript 21.3). `random` is a sequence that every session repeats, so that sessions replay.

use super::fdlibm;
use crate::heap::{Element, Value, value_to_uint32};
use crate::library::table;
use crate::library::table::Method;
use crate::machine::{Call, Completion, Machine};
use pool::memory::Fact;

const CONSTANTS: [(&str, f64); 8] = [
    ("E", std::f64::consts::E),
    ("LN10", std::f64::consts::LN_10),
    ("LN2", std::f64::consts::LN_2),
    ("LOG10E", std::f64::consts::LOG10_E),
    ("LOG2E", std::f64::consts::LOG2_E),
    ("PI", std::f64::consts::PI),
    ("SQRT1_2", std::f64::consts::FRAC_1_SQRT_2),
    ("SQRT2", std::f64::consts::SQRT_2),
];

/// A function of one number as a row.
macro_rules! of_one {
    ($($name:literal => $function:expr),* $(,)?) => {
        &[$(($name, 1, |machine, call| {
            let x = machine.argument(call, 0);
            let x = machine.to_number(x)?;
            let function: fn(f64) -> f64 = $function;
            Ok(Value::Number(function(x)))
        })),*]
    };
}

const OF_ONE: &[Method] = of_one! {
    "abs" => f64::abs,
    "acos" => libm::acos,
    "acosh" => fdlibm::acosh,
    "asin" => libm::asin,
    "asinh" => fdlibm::asinh,
    "atan" => libm::atan,
    "atanh" => libm::atanh,
    "cbrt" => fdlibm::cbrt,
    "ceil" => f64::ceil,
    "clz32" => |x| f64::from(value_to_uint32(x).leading_zeros()),
    "cos" => fdlibm::cos,
    "cosh" => fdlibm::cosh,
    "exp" => fdlibm::exp,
    "expm1" => libm::expm1,
    "floor" => f64::floor,
    "fround" => |x| f64::from(x as f32),
    "log" => fdlibm::log,
    "log10" => fdlibm::log10,
    "log1p" => fdlibm::log1p,
    "log2" => libm::log2,
    "round" => round,
    "sign" => |x| if x == 0.0 || x.is_nan() { x } else { x.signum() },
    "sin" => fdlibm::sin,
    "sinh" => fdlibm::sinh,
    "sqrt" => f64::sqrt,
    "tan" => libm::tan,
    "tanh" => fdlibm::tanh,
    "trunc" => f64::trunc,
};

const OTHERS: &[Method] = &[
    ("atan2", 2, |machine, call| of_two(machine, call, libm::atan2)),
    ("hypot", 2, hypot),
    ("imul", 2, imul),
    ("max", 2, |machine, call| {
        extreme(machine, call, f64::NEG_INFINITY, |a, b| b > a || (a == 0.0 && b == 0.0 && a.is_sign_negative()))
    }),
    ("min", 2, |machine, call| {
        extreme(machine, call, f64::INFINITY, |a, b| b < a || (a == 0.0 && b == 0.0 && b.is_sign_negative()))
    }),
    ("pow", 2, |machine, call| of_two(machine, call, power)),
    ("random", 0, random),
];

pub(crate) fn install(machine: &mut Machine) {
    let math = table::plain(machine);
    let mut rows: Vec<Method> = OF_ONE.iter().chain(OTHERS).copied().collect();
    let half: Option<Method> = machine.knows(Fact::Float16).then_some(("f16round", 1, f16round));
    let sorted = machine.knows(Fact::HalvesSorted);
    rows.extend(half.filter(|_| sorted));
    // V8's order is that of the names, but for these pairs.
    let place = |name: &'static str| match name {
        "ceil" => "cba",
        "expm1" => "cbs",
        "clz32" => "cbt",
        "log2" => "log1q",
        "log10" => "log1r",
        "atan2" => "atani",
        "f16round" => "fm",
        "cbrt" => "cbb",
        name => name,
    };
    rows.sort_by_key(|(name, ..)| place(name));
    table::methods(machine, math, &rows);
    for (name, value) in CONSTANTS {
        table::constant(machine, math, name, Value::Number(value));
    }
    table::methods(machine, math, half.filter(|_| !sorted).as_slice());
    table::tag(machine, math, "Math");
    table::global(machine, "Math", math);
}

fn of_two(machine: &mut Machine, call: &Call, function: fn(f64, f64) -> f64) -> Completion {
    let (a, b) = (machine.argument(call, 0), machine.argument(call, 1));
    let a = machine.to_number(a)?;
    let b = machine.to_number(b)?;
    Ok(Value::Number(function(a, b)))
}

/// `Number::exponentiate` (ECMAScript 6.1.6.1.3).
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) { f64::NAN } else { base.powf(exponent) }
}

fn round(x: f64) -> f64 {
    if x.fract() == 0.0 || !x.is_finite() {
        return x;
    }
    let below = x.floor();
    let rounded = if x - below >= 0.5 { below + 1.0 } else { below };
    rounded.copysign(x)
}

fn extreme(machine: &mut Machine, call: &Call, none: f64, replaces: fn(f64, f64) -> bool) -> Completion {
    let mut result = none;
    for value in machine.arguments(call, 0) {
        let number = machine.to_number(value)?;
        if number.is_nan() || (!result.is_nan() && replaces(result, number)) {
            result = number;
        }
    }
    Ok(Value::Number(result))
}

fn hypot(machine: &mut Machine, call: &Call) -> Completion {
    let (mut sum, mut infinite, mut greatest) = (0.0f64, false, 0.0f64);
    let mut numbers = Vec::new();
    for value in machine.arguments(call, 0) {
        let number = machine.to_number(value)?.abs();
        infinite |= number.is_infinite();
        greatest = if number.is_nan() || greatest.is_nan() { f64::NAN } else { greatest.max(number) };
        numbers.push(number);
    }
    if infinite || greatest == 0.0 {
        return Ok(Value::Number(if infinite { f64::INFINITY } else { 0.0 }));
    }
    let mut lost = 0.0;
    for number in numbers {
        let scaled = number / greatest;
        let square = scaled * scaled - lost;
        let next = sum + square;
        lost = (next - sum) - square;
        sum = next;
    }
    Ok(Value::Number(sum.sqrt() * greatest))
}

fn imul(machine: &mut Machine, call: &Call) -> Completion {
    let (a, b) = (machine.argument(call, 0), machine.argument(call, 1));
    let a = machine.to_int32(a)?;
    let b = machine.to_int32(b)?;
    Ok(Value::Number(f64::from(a.wrapping_mul(b))))
}

fn f16round(machine: &mut Machine, call: &Call) -> Completion {
    let x = machine.argument(call, 0);
    let x = machine.to_number(x)?;
    let raw = machine.heap.encode_element(Element::Float16, Value::Number(x));
    Ok(machine.heap.decode_element(Element::Float16, raw))
}

fn random(machine: &mut Machine, _: &Call) -> Completion {
    machine.state.drawn += 1;
    // SplitMix64 of the count.
    let mut bits = (machine.state.drawn as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^= bits >> 31;
    Ok(Value::Number((bits >> 11) as f64 / (1u64 << 53) as f64))
}
