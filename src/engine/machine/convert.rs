//! Conversions (ECMAScript 7.1): to primitive, boolean, number, string, key, object, integer. Not operators.

use num_bigint::BigInt;

use super::error_class::ErrorClass;
use super::message::{self, Message};
use super::state::{Completion, Machine};
use crate::heap::{Kind, ObjectId, PropertyKey, StringId, Value};
use crate::text::Text;

/// Which primitive a conversion would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// No preference.
    Default,
    /// A number.
    Number,
    /// A string.
    String,
}

/// A number as ECMAScript writes it (`Number::toString`, radix 10).
pub fn number_text(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    ryu_js::Buffer::new().format(number).to_owned()
}

/// What `trim` and numeric strings skip (ECMAScript `WhiteSpace` and `LineTerminator`).
pub fn is_space(unit: u16) -> bool {
    matches!(unit, 9..=13 | 32 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 | 0xFEFF)
}

/// `StringToNumber` (ECMAScript 7.1.4.1.1).
pub fn text_to_number(text: &Text) -> f64 {
    let units = text.view();
    let (mut start, mut end) = (0, units.len());
    while start < end && is_space(units.at(start)) {
        start += 1;
    }
    while end > start && is_space(units.at(end - 1)) {
        end -= 1;
    }
    let trimmed = units.part(start, end).to_utf8();
    let text = trimmed.as_ref();
    if text.is_empty() {
        return 0.0;
    }
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    };
    if let Some(radix) = radix {
        let digits = &text[2..];
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
            return f64::NAN;
        }
        if let Ok(small) = u64::from_str_radix(digits, radix)
            && small < 1 << 53
        {
            return small as f64;
        }
        // More than 1024 bits are no number any more, however many there are.
        let digits = digits.trim_start_matches('0');
        if (digits.len() as u32 - 1).saturating_mul(radix.ilog2()) > 1024 {
            return f64::INFINITY;
        }
        let big = BigInt::parse_bytes(digits.as_bytes(), radix);
        return big.map_or(f64::NAN, |big| big.to_string().parse().unwrap_or(f64::NAN));
    }
    match text {
        "Infinity" | "+Infinity" => return f64::INFINITY,
        "-Infinity" => return f64::NEG_INFINITY,
        _ => {}
    }
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if plain && text.bytes().any(|b| b.is_ascii_digit()) { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

impl Machine {
    /// `ToBoolean`
    #[inline]
    pub fn truthy(&self, value: Value) -> bool {
        self.heap.truthy(value)
    }

    /// `ToPrimitive`
    pub fn to_primitive(&mut self, value: Value, hint: Hint) -> Completion {
        let Value::Object(object) = value else { return Ok(value) };
        let exotic = self.get(value, PropertyKey::Symbol(self.symbols.to_primitive))?;
        if !exotic.is_nullish() {
            let hint = self.heap.string_value(match hint {
                Hint::Default => "default",
                Hint::Number => "number",
                Hint::String => "string",
            });
            if !self.heap.is_function(exotic) {
                let shown = self.site_text(exotic);
                return self.fail(message::CALLED_NON_CALLABLE, [&shown]);
            }
            let result = self.call(exotic, value, &[hint])?;
            if result.as_object().is_none() {
                return Ok(result);
            }
            return self.fail(message::CANNOT_CONVERT_TO_PRIMITIVE, []);
        }
        self.ordinary_to_primitive(object, hint)
    }

    /// `OrdinaryToPrimitive`
    pub fn ordinary_to_primitive(&mut self, object: ObjectId, hint: Hint) -> Completion {
        let (first, second) = (self.keys.to_string, self.keys.value_of);
        let order = if hint == Hint::String { [first, second] } else { [second, first] };
        for key in order {
            let method = self.get(Value::Object(object), key)?;
            if self.heap.is_function(method) {
                let result = self.call(method, Value::Object(object), &[])?;
                if result.as_object().is_none() {
                    return Ok(result);
                }
            }
        }
        self.fail(message::CANNOT_CONVERT_TO_PRIMITIVE, [])
    }

    /// `ToNumeric`: a number or BigInt.
    pub fn to_numeric(&mut self, value: Value) -> Completion {
        match value {
            Value::Number(_) | Value::BigInt(_) => Ok(value),
            _ => match self.to_primitive(value, Hint::Number)? {
                big @ Value::BigInt(_) => Ok(big),
                other => Ok(Value::Number(self.to_number(other)?)),
            },
        }
    }

    /// `ToNumber`
    #[inline]
    pub fn to_number(&mut self, value: Value) -> Completion<f64> {
        if let Value::Number(number) = value { Ok(number) } else { self.to_number_slowly(value) }
    }

    fn to_number_slowly(&mut self, value: Value) -> Completion<f64> {
        Ok(match value {
            Value::Number(number) => number,
            Value::Empty | Value::Undefined => f64::NAN,
            Value::Null => 0.0,
            Value::Boolean(boolean) => f64::from(u8::from(boolean)),
            Value::String(string) => text_to_number(self.heap.text(string)),
            Value::Symbol(_) => return self.fail(message::SYMBOL_TO_NUMBER, []),
            Value::BigInt(_) => return self.fail(message::BIG_INT_TO_NUMBER, []),
            Value::Object(_) => {
                let primitive = self.to_primitive(value, Hint::Number)?;
                return self.to_number(primitive);
            }
        })
    }

    /// `ToIntegerOrInfinity`
    pub fn to_integer(&mut self, value: Value) -> Completion<f64> {
        let number = self.to_number(value)?;
        Ok(if number.is_nan() { 0.0 } else { number.trunc() + 0.0 })
    }

    /// `ToInt32`
    #[inline]
    pub fn to_int32(&mut self, value: Value) -> Completion<i32> {
        Ok(crate::heap::value_to_uint32(self.to_number(value)?) as i32)
    }

    /// `ToUint32`
    pub fn to_uint32(&mut self, value: Value) -> Completion<u32> {
        Ok(crate::heap::value_to_uint32(self.to_number(value)?))
    }

    /// `ToLength`
    pub fn to_length(&mut self, value: Value) -> Completion<f64> {
        Ok(self.to_integer(value)?.clamp(0.0, 9_007_199_254_740_991.0))
    }

    /// `ToIndex`; what is none fails with the message.
    pub(crate) fn to_index<const PARTS: usize>(
        &mut self,
        value: Value,
        message: Message<PARTS>,
        parts: [&str; PARTS],
    ) -> Completion<f64> {
        let integer = self.to_integer(value)?;
        if (0.0..=9_007_199_254_740_991.0).contains(&integer) { Ok(integer) } else { self.fail(message, parts) }
    }

    /// A relative index as `slice` and kin clamp it: `undefined` gives `default`.
    pub fn to_relative(&mut self, value: Value, length: f64, default: f64) -> Completion<f64> {
        if value.is_undefined() {
            return Ok(default);
        }
        let integer = self.to_integer(value)?;
        Ok(if integer < 0.0 { (length + integer).max(0.0) } else { integer.min(length) })
    }

    /// `ToString`
    pub fn to_string(&mut self, value: Value) -> Completion<StringId> {
        Ok(match value {
            Value::String(string) => string,
            Value::Number(number) => {
                if (0.0..10.0).contains(&number) && number.fract() == 0.0 {
                    self.heap.unit_string(u16::from(b'0') + number as u16)
                } else {
                    self.number_string(number)
                }
            }
            Value::Empty | Value::Undefined => self.heap.intern("undefined"),
            Value::Null => self.heap.intern("null"),
            Value::Boolean(true) => self.heap.intern("true"),
            Value::Boolean(false) => self.heap.intern("false"),
            Value::BigInt(big) => {
                let digits = self.big_text(big, 10)?;
                self.heap.string(digits)
            }
            Value::Symbol(_) => return self.fail(message::SYMBOL_TO_STRING, []),
            Value::Object(_) => {
                let primitive = self.to_primitive(value, Hint::String)?;
                return self.to_string(primitive);
            }
        })
    }

    /// `Number::toString` in radix 10, as a new string.
    fn number_string(&mut self, number: f64) -> StringId {
        let mut rest = number as u32;
        if f64::from(rest) != number {
            return self.heap.string(number_text(number));
        }
        let (mut digits, mut start) = ([b'0'; 10], 10);
        while rest > 0 || start == 10 {
            start -= 1;
            digits[start] += (rest % 10) as u8;
            rest /= 10;
        }
        self.heap.string(Text::from_latin1(&digits[start..]))
    }

    /// `ToString`, as an owned text.
    pub fn to_text(&mut self, value: Value) -> Completion<Text> {
        let string = self.to_string(value)?;
        self.room_for_copy(string)?;
        Ok(self.heap.text(string).clone())
    }

    /// `ToPropertyKey`
    #[inline]
    pub fn to_key(&mut self, value: Value) -> Completion<PropertyKey> {
        match value {
            Value::Number(number) => {
                let index = number as u32;
                if f64::from(index) == number && index != u32::MAX {
                    return Ok(PropertyKey::Index(index));
                }
            }
            Value::String(string) => return Ok(self.heap.string_key(string)),
            Value::Symbol(symbol) => return Ok(PropertyKey::Symbol(symbol)),
            _ => {}
        }
        match self.to_primitive(value, Hint::String)? {
            Value::Symbol(symbol) => Ok(PropertyKey::Symbol(symbol)),
            primitive => {
                let string = self.to_string(primitive)?;
                Ok(self.heap.string_key(string))
            }
        }
    }

    /// `ToObject`
    pub fn to_object(&mut self, value: Value) -> Completion<ObjectId> {
        let (proto, kind) = match value {
            Value::Object(object) => return Ok(object),
            Value::Empty | Value::Undefined | Value::Null => {
                return self.fail(message::UNDEFINED_OR_NULL_TO_OBJECT, []);
            }
            Value::Boolean(boolean) => (self.realm.boolean_prototype, Kind::Boolean(boolean)),
            Value::Number(number) => (self.realm.number_prototype, Kind::Number(number)),
            Value::String(string) => (self.realm.string_prototype, Kind::String(string)),
            Value::Symbol(symbol) => (self.realm.symbol_prototype, Kind::Symbol(symbol)),
            Value::BigInt(big) => (self.realm.bigint_prototype, Kind::BigInt(big)),
        };
        Ok(self.heap.object(Some(proto), kind))
    }

    /// `ToBigInt`
    pub fn to_bigint(&mut self, value: Value) -> Completion<BigInt> {
        match self.to_primitive(value, Hint::Number)? {
            Value::BigInt(big) => Ok(self.heap.big(big).clone()),
            Value::Boolean(boolean) => Ok(BigInt::from(u8::from(boolean))),
            Value::String(string) => {
                if let Some(big) = self.string_to_big(string)? {
                    return Ok(big);
                }
                let text = self.heap.utf8(string);
                self.fail(message::BIG_INT_FROM_OBJECT.of(ErrorClass::SyntaxError), [&text])
            }
            other => {
                let shown = match other {
                    Value::Symbol(symbol) => {
                        let description = self.heap.description(symbol).map(|id| self.heap.utf8(id));
                        format!("Symbol({})", description.unwrap_or_default())
                    }
                    other => {
                        let string = self.to_string(other)?;
                        self.heap.utf8(string)
                    }
                };
                self.fail(message::BIG_INT_FROM_OBJECT, [&shown])
            }
        }
    }

    /// `typeof`
    pub fn typeof_text(&self, value: Value) -> &'static str {
        match value {
            Value::Empty | Value::Undefined => "undefined",
            Value::Boolean(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Symbol(_) => "symbol",
            Value::BigInt(_) => "bigint",
            Value::Object(object) if self.heap.is_callable(object) => "function",
            Value::Null | Value::Object(_) => "object",
        }
    }
}
