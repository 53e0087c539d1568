//! Operators on any operands: the slow paths behind the instruction loop's number cases (ECMAScript 13.15, 7.2).

use num_bigint::BigInt;

use super::convert::Hint;
use super::{Completion, Machine, message};
use crate::heap::{Kind, ObjectId, Value};

/// Arithmetic and bitwise operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of its name")]
pub enum Arithmetic {
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    And,
    Or,
    Xor,
}

impl Machine {
    /// `a + b`
    pub fn add(&mut self, a: Value, b: Value) -> Completion {
        if let (Value::String(a), Value::String(b)) = (a, b) {
            return self.concat(a, b).map(Value::String);
        }
        let (a, b) = (self.to_primitive(a, Hint::Default)?, self.to_primitive(b, Hint::Default)?);
        if matches!(a, Value::String(_)) || matches!(b, Value::String(_)) {
            let a = self.to_string(a)?;
            let b = self.to_string(b)?;
            return self.concat(a, b).map(Value::String);
        }
        match (self.to_numeric(a)?, self.to_numeric(b)?) {
            (Value::Number(a), Value::Number(b)) => Ok(Value::Number(a + b)),
            (Value::BigInt(a), Value::BigInt(b)) => self.big_sum(a, b),
            _ => self.mixed(),
        }
    }

    fn mixed(&mut self) -> Completion {
        self.fail(message::BIG_INT_MIXED_TYPES, [])
    }

    /// `a op b` for the numeric operators.
    pub fn arithmetic(&mut self, operator: Arithmetic, a: Value, b: Value) -> Completion {
        let (a, b) = (self.to_numeric(a)?, self.to_numeric(b)?);
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => Ok(Value::Number(number(operator, a, b))),
            (Value::BigInt(a), Value::BigInt(b)) => self.big_arithmetic(operator, a, b),
            _ => self.mixed(),
        }
    }

    /// `-a`
    pub(super) fn negate(&mut self, value: Value) -> Completion {
        match self.to_numeric(value)? {
            Value::BigInt(big) => self.big_negated(big),
            other => Ok(Value::Number(-self.to_number(other)?)),
        }
    }

    /// `~a`
    pub(super) fn bit_not(&mut self, value: Value) -> Completion {
        match self.to_numeric(value)? {
            Value::BigInt(big) => self.big_inverted(big),
            other => Ok(Value::Number(f64::from(!self.to_int32(other)?))),
        }
    }

    /// `a + 1` or `a - 1` of a number or BigInt.
    pub(super) fn step(&mut self, value: Value, by: i32) -> Completion {
        match self.to_numeric(value)? {
            Value::BigInt(big) => self.big_stepped(big, by),
            other => Ok(Value::Number(self.to_number(other)? + f64::from(by))),
        }
    }

    /// `IsLooselyEqual`
    pub fn loose_equal(&mut self, a: Value, b: Value) -> Completion<bool> {
        Ok(match (a, b) {
            (Value::Undefined | Value::Null, Value::Undefined | Value::Null) => true,
            (Value::Undefined | Value::Null, _) | (_, Value::Undefined | Value::Null) => false,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::Number(_), Value::String(_)) => {
                let b = self.to_number(b)?;
                a == Value::Number(b)
            }
            (Value::String(_), Value::Number(_) | Value::BigInt(_)) | (Value::Number(_), Value::BigInt(_)) => {
                return self.loose_equal(b, a);
            }
            (Value::BigInt(big), Value::String(string)) => {
                self.string_to_big(string)?.is_some_and(|other| *self.heap.big(big) == other)
            }
            (Value::BigInt(big), Value::Number(number)) => {
                self.compare_big(big, number) == Some(std::cmp::Ordering::Equal)
            }
            (Value::Boolean(a), _) => return self.loose_equal(Value::Number(f64::from(u8::from(a))), b),
            (_, Value::Boolean(b)) => return self.loose_equal(a, Value::Number(f64::from(u8::from(b)))),
            (Value::Object(a), Value::Object(b)) => a == b,
            (Value::Object(_), _) => {
                let a = self.to_primitive(a, Hint::Default)?;
                return self.loose_equal(a, b);
            }
            (_, Value::Object(_)) => {
                let b = self.to_primitive(b, Hint::Default)?;
                return self.loose_equal(a, b);
            }
            _ => self.heap.strict_equal(a, b),
        })
    }

    fn compare_big(&self, big: crate::heap::BigIntId, number: f64) -> Option<std::cmp::Ordering> {
        if number.is_nan() {
            return None;
        }
        if number.is_infinite() {
            return 0.0.partial_cmp(&number);
        }
        let floor = integer_part(number);
        let order = self.heap.big(big).cmp(&floor);
        Some(order.then(if number.fract() == 0.0 {
            std::cmp::Ordering::Equal
        } else {
            0.0.partial_cmp(&number.fract()).unwrap_or(std::cmp::Ordering::Equal)
        }))
    }

    /// `a < b` and kin: how `a` compares with `b`, `None` if they do not (ECMAScript `IsLessThan`).
    pub fn compare(&mut self, a: Value, b: Value) -> Completion<Option<std::cmp::Ordering>> {
        let (a, b) = (self.to_primitive(a, Hint::Number)?, self.to_primitive(b, Hint::Number)?);
        if let (Value::String(a), Value::String(b)) = (a, b) {
            return Ok(Some(self.heap.units(a).cmp(&self.heap.units(b))));
        }
        match (a, b) {
            (Value::BigInt(a), Value::String(b)) => {
                return Ok(self.string_to_big(b)?.map(|b| self.heap.big(a).cmp(&b)));
            }
            (Value::String(a), Value::BigInt(b)) => {
                return Ok(self.string_to_big(a)?.map(|a| a.cmp(self.heap.big(b))));
            }
            _ => {}
        }
        Ok(match (self.to_numeric(a)?, self.to_numeric(b)?) {
            (Value::Number(a), Value::Number(b)) => a.partial_cmp(&b),
            (Value::BigInt(a), Value::BigInt(b)) => Some(self.heap.big(a).cmp(self.heap.big(b))),
            (Value::BigInt(a), Value::Number(b)) => self.compare_big(a, b),
            (Value::Number(a), Value::BigInt(b)) => self.compare_big(b, a).map(std::cmp::Ordering::reverse),
            _ => None,
        })
    }

    /// `value instanceof target`
    pub fn instance_of(&mut self, value: Value, target: Value) -> Completion<bool> {
        let Value::Object(class) = target else {
            return self.fail(message::NON_OBJECT_IN_INSTANCE_OF_CHECK, []);
        };
        let key = crate::heap::PropertyKey::Symbol(self.symbols.has_instance);
        let method = self.get(target, key)?;
        let usual = self.heap.own(self.realm.function_prototype, key).is_some_and(|own| own.value == method);
        if !method.is_nullish() && !usual {
            if !self.heap.is_function(method) {
                // V8 finds no source text here, and says the kind of thing.
                let kind = self.typeof_text(method);
                let shown = match method {
                    Value::Object(_) | Value::Symbol(_) => kind.to_owned(),
                    _ => format!("{kind} {}", self.briefly(method)),
                };
                return self.fail(message::CALLED_NON_CALLABLE, [&shown]);
            }
            let answer = self.call(method, target, &[value])?;
            return Ok(self.truthy(answer));
        }
        if !self.heap.is_callable(class) {
            return self.fail(message::NON_CALLABLE_IN_INSTANCE_OF_CHECK, []);
        }
        self.ordinary_instance_of(value, class)
    }

    /// `OrdinaryHasInstance`
    pub fn ordinary_instance_of(&mut self, value: Value, class: ObjectId) -> Completion<bool> {
        if let Kind::Bound(bound) = self.heap.kind(class) {
            let target = Value::Object(bound.target);
            return self.instance_of(value, target);
        }
        let Value::Object(object) = value else { return Ok(false) };
        let proto = self.get(Value::Object(class), self.keys.prototype)?;
        let Value::Object(proto) = proto else { return self.blame(message::INSTANCEOF_NONOBJECT_PROTO, proto) };
        let mut at = self.proto_of(object)?;
        while let Some(object) = at {
            if object == proto {
                return Ok(true);
            }
            at = self.proto_of(object)?;
        }
        Ok(false)
    }

    /// `key in object`
    pub(super) fn is_in(&mut self, key: Value, object: Value) -> Completion<bool> {
        let Value::Object(target) = object else {
            let name = match key {
                Value::Object(object) if self.heap.is_callable(object) => self.function_words(object),
                Value::Object(object) => self.object_text(object),
                Value::Symbol(symbol) => self.key_text(crate::heap::PropertyKey::Symbol(symbol)),
                other => self.to_text(other)?.to_string(),
            };
            let shown = match object {
                Value::Symbol(symbol) => self.key_text(crate::heap::PropertyKey::Symbol(symbol)),
                other => self.to_text(other)?.to_string(),
            };
            return self.fail(message::INVALID_IN_OPERATOR_USE, [&name, &shown]);
        };
        let key = self.to_key(key)?;
        self.has(target, key)
    }
}

/// A finite number's integer part.
fn integer_part(number: f64) -> BigInt {
    let bits = number.abs().trunc().to_bits();
    let exponent = (bits >> 52) as i32 - 1075;
    let mantissa = BigInt::from(bits & ((1 << 52) - 1) | 1 << 52);
    let size = if number.abs() < 1.0 {
        BigInt::ZERO
    } else if exponent >= 0 {
        mantissa << exponent
    } else {
        mantissa >> -exponent
    };
    if number < 0.0 { -size } else { size }
}

/// `Number::remainder` (ECMAScript 6.1.6.1.6).
#[inline]
fn remainder(a: f64, b: f64) -> f64 {
    let (whole_a, whole_b) = (a as u32, b as u32);
    if f64::from(whole_a) == a && f64::from(whole_b) == b && whole_b != 0 && (whole_a != 0 || a.is_sign_positive()) {
        return f64::from(whole_a % whole_b);
    }
    a % b
}

/// A numeric operator on two numbers.
#[inline]
pub(super) fn number(operator: Arithmetic, a: f64, b: f64) -> f64 {
    let (bits_a, bits_b) = (crate::heap::value_to_uint32(a), crate::heap::value_to_uint32(b));
    match operator {
        Arithmetic::Subtract => a - b,
        Arithmetic::Multiply => a * b,
        Arithmetic::Divide => a / b,
        Arithmetic::Remainder => remainder(a, b),
        Arithmetic::Power => power(a, b),
        Arithmetic::ShiftLeft => f64::from((bits_a as i32).wrapping_shl(bits_b & 31)),
        Arithmetic::ShiftRight => f64::from((bits_a as i32) >> (bits_b & 31)),
        Arithmetic::ShiftRightUnsigned => f64::from(bits_a >> (bits_b & 31)),
        Arithmetic::And => f64::from((bits_a & bits_b) as i32),
        Arithmetic::Or => f64::from((bits_a | bits_b) as i32),
        Arithmetic::Xor => f64::from((bits_a ^ bits_b) as i32),
    }
}

/// `Number::exponentiate` (ECMAScript 6.1.6.1.3).
pub fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    base.powf(exponent)
}
