//! BigInts of any size under the limits: their operators, and to and from text. What takes long is done beside the machine, once
//! there is room for what comes of it. Not operators on anything else, and not the methods of `BigInt`.

use num_bigint::{BigInt, Sign};

use super::operator::Arithmetic;
use super::{Completion, Machine, message};
use crate::heap::limits::BIGINT_BITS;
use crate::heap::{BigIntId, StringId};
use pool::memory::Fact;

/// How many products of two 64-bit digits are done at once: about a millisecond's.
const AT_ONCE: u64 = 1 << 19;

/// How many bits are turned into text, or digits into a number, at once.
const TEXT_AT_ONCE: usize = 1 << 15;

/// What long work keeps beside its operands, in sizes of its result.
const WORK: u64 = 4;

/// From how many digits on a number is read in pieces of as many, which costs less than digit by digit.
const PIECE: usize = 2000;

fn digits(big: &BigInt) -> u64 {
    big.bits() / 64 + 1
}

impl Machine {
    fn big(&mut self, value: BigInt) -> Completion {
        if value.bits() > BIGINT_BITS {
            return self.fail(message::BIG_INT_TOO_BIG, []);
        }
        Ok(self.heap.bigint_value(value))
    }

    /// The result of an operator on two BigInts, which takes so many bits at most and so many products of digits.
    fn computed(
        &mut self,
        (a, b): (BigIntId, BigIntId),
        (bits, products): (u64, u64),
        operator: fn(&BigInt, &BigInt) -> BigInt,
    ) -> Completion {
        let (first, second) = (self.heap.big(a), self.heap.big(b));
        if products <= AT_ONCE {
            if bits > TEXT_AT_ONCE as u64 {
                self.admit(bits as usize / 8)?;
            }
            let result = operator(first, second);
            return self.big(result);
        }
        self.admit(((bits * WORK + first.bits() + second.bits()) / 8) as usize)?;
        let (first, second) = (first.clone(), second.clone());
        let result = self.beside(move |_| operator(&first, &second))?;
        self.big(result)
    }

    /// `a + b`
    pub(super) fn big_sum(&mut self, a: BigIntId, b: BigIntId) -> Completion {
        let bits = self.heap.big(a).bits().max(self.heap.big(b).bits()) + 1;
        self.computed((a, b), (bits, 0), |a, b| a + b)
    }

    /// `a op b`
    pub(super) fn big_arithmetic(&mut self, operator: Arithmetic, a: BigIntId, b: BigIntId) -> Completion {
        let (first, second) = (self.heap.big(a), self.heap.big(b));
        let most = first.bits().max(second.bits()) + 1;
        let zero = second.sign() == Sign::NoSign;
        match operator {
            Arithmetic::Subtract => self.computed((a, b), (most, 0), |a, b| a - b),
            Arithmetic::And => self.computed((a, b), (most, 0), |a, b| a & b),
            Arithmetic::Or => self.computed((a, b), (most, 0), |a, b| a | b),
            Arithmetic::Xor => self.computed((a, b), (most, 0), |a, b| a ^ b),
            Arithmetic::Multiply => {
                let bits = first.bits() + second.bits();
                if bits > BIGINT_BITS + 1 {
                    return self.fail(message::BIG_INT_TOO_BIG, []);
                }
                let products = digits(first) * digits(second);
                self.computed((a, b), (bits, products), |a, b| a * b)
            }
            Arithmetic::Divide | Arithmetic::Remainder if zero => self.fail(message::BIG_INT_DIV_ZERO, []),
            Arithmetic::Divide | Arithmetic::Remainder => {
                let products = digits(first).saturating_sub(digits(second)) * digits(second);
                let divides = operator == Arithmetic::Divide;
                self.computed((a, b), (most, products), if divides { |a, b| a / b } else { |a, b| a % b })
            }
            Arithmetic::Power => self.big_power(a, b),
            Arithmetic::ShiftLeft => self.big_shift(a, b, false),
            Arithmetic::ShiftRight => self.big_shift(a, b, true),
            Arithmetic::ShiftRightUnsigned => self.fail(message::BIG_INT_SHR, []),
        }
    }

    fn big_power(&mut self, a: BigIntId, b: BigIntId) -> Completion {
        let (base, exponent) = (self.heap.big(a), self.heap.big(b));
        if exponent.sign() == Sign::Minus {
            // What V8 from 11 to 13 fills in for a name it was not given.
            let what = if self.knows(Fact::UnnamedExponent) { "undefined" } else { "Exponent" };
            return self.fail(message::MUST_BE_POSITIVE, [what]);
        }
        if base.bits() <= 1 || exponent.sign() == Sign::NoSign {
            let power = match base.sign() {
                _ if exponent.sign() == Sign::NoSign => BigInt::from(1),
                Sign::Minus if !exponent.bit(0) => BigInt::from(1),
                _ => base.clone(),
            };
            return self.big(power);
        }
        let exponent = u32::try_from(exponent).unwrap_or(u32::MAX);
        // How many bits the power has, but for one or two.
        let shift = base.bits().saturating_sub(53);
        let leading = u64::try_from((base >> shift).magnitude()).unwrap_or(1) as f64;
        let bits = (leading.log2() + shift as f64) * f64::from(exponent);
        if bits > (BIGINT_BITS + 2) as f64 {
            return self.fail(message::BIG_INT_TOO_BIG, []);
        }
        let size = bits as u64 / 64 + 1;
        let base = base.clone();
        if size * size <= AT_ONCE {
            return self.big(base.pow(exponent));
        }
        self.admit((size * 8 * WORK) as usize)?;
        let power = self.beside(move |_| base.pow(exponent))?;
        self.big(power)
    }

    fn big_shift(&mut self, a: BigIntId, by: BigIntId, right: bool) -> Completion {
        let (a, by) = (self.heap.big(a), self.heap.big(by));
        let right = right != (by.sign() == Sign::Minus);
        let count = u64::try_from(by.magnitude()).unwrap_or(u64::MAX);
        if right {
            let all = if a.sign() == Sign::Minus { BigInt::from(-1) } else { BigInt::ZERO };
            let shifted = if count > a.bits() { all } else { a >> count };
            return self.big(shifted);
        }
        if a.sign() == Sign::NoSign {
            return self.big(BigInt::ZERO);
        }
        if count > BIGINT_BITS || a.bits() + count > BIGINT_BITS {
            return self.fail(message::BIG_INT_TOO_BIG, []);
        }
        self.admit((a.bits() + count) as usize / 8)?;
        let shifted = a << count;
        self.big(shifted)
    }

    /// `-a`
    pub(super) fn big_negated(&mut self, a: BigIntId) -> Completion {
        let negated = -self.heap.big(a);
        self.big(negated)
    }

    /// `~a`
    pub(super) fn big_inverted(&mut self, a: BigIntId) -> Completion {
        let inverted = -self.heap.big(a) - 1;
        self.big(inverted)
    }

    /// `a + 1` or `a - 1`
    pub(super) fn big_stepped(&mut self, a: BigIntId, by: i32) -> Completion {
        let next = self.heap.big(a) + by;
        self.big(next)
    }

    /// A BigInt's digits in a radix.
    pub fn big_text(&mut self, id: BigIntId, radix: u32) -> Completion<String> {
        let big = self.heap.big(id);
        let bits = big.bits() as usize;
        if bits <= TEXT_AT_ONCE {
            return Ok(big.to_str_radix(radix));
        }
        let digits = bits / radix.ilog2() as usize;
        if digits > crate::heap::limits::STRING_LENGTH {
            return self.fail(message::INVALID_STRING_LENGTH, []);
        }
        self.admit(digits * 2 + bits / 4)?;
        let big = big.clone();
        self.beside(move |_| big.to_str_radix(radix))
    }

    /// The BigInt a string stands for (ECMAScript `StringToBigInt`).
    pub fn string_to_big(&mut self, string: StringId) -> Completion<Option<BigInt>> {
        let length = self.heap.string_length(string);
        if length <= TEXT_AT_ONCE {
            return Ok(parse_bigint(trimmed(&self.heap.utf8(string))));
        }
        self.admit(length * 5)?;
        let text = self.heap.utf8(string);
        self.beside(move |_| parse_bigint(trimmed(&text)))
    }
}

/// A text without the white space the language knows at its ends.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| u16::try_from(u32::from(c)).is_ok_and(super::convert::is_space))
}

/// `StringToBigInt`, and the digits of a literal.
pub fn parse_bigint(text: &str) -> Option<BigInt> {
    if text.is_empty() {
        return Some(BigInt::ZERO);
    }
    let (digits, radix) = match text.get(..2) {
        Some("0x" | "0X") => (&text[2..], 16),
        Some("0o" | "0O") => (&text[2..], 8),
        Some("0b" | "0B") => (&text[2..], 2),
        _ => (text, 10),
    };
    let unsigned = digits.strip_prefix(['-', '+']).filter(|_| radix == 10).unwrap_or(digits);
    if unsigned.is_empty() || !unsigned.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    if radix != 10 || unsigned.len() <= PIECE {
        return BigInt::parse_bytes(digits.as_bytes(), radix);
    }
    let magnitude = decimal(unsigned);
    Some(if digits.starts_with('-') { -magnitude } else { magnitude })
}

/// Decimal digits as a number: pieces, each pair of which is put together, until one is left.
fn decimal(digits: &str) -> BigInt {
    let pieces = digits.as_bytes().rchunks(PIECE);
    let mut numbers: Vec<BigInt> = pieces.map(|piece| BigInt::parse_bytes(piece, 10).unwrap_or_default()).collect();
    let mut scale = BigInt::from(10).pow(PIECE as u32);
    while numbers.len() > 1 {
        numbers = numbers
            .chunks(2)
            .map(|pair| match pair {
                [low, high] => high * &scale + low,
                rest => rest[0].clone(),
            })
            .collect();
        if numbers.len() > 1 {
            scale = &scale * &scale;
        }
    }
    numbers.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_count_are_read() {
        for length in [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1, 7 * PIECE + 3] {
            let digits: String = (0..length).map(|at| char::from(b'1' + (at * at % 9) as u8)).collect();
            assert_eq!(parse_bigint(&digits).expect("digits").to_string(), digits);
            assert_eq!(parse_bigint(&format!("-{digits}")).expect("digits").to_string(), format!("-{digits}"));
        }
    }
}
