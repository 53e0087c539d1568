//! BigInts in the heap. Not their operators.

use num_bigint::{BigInt, Sign};

use super::arenas::Heap;
use super::cells::BigIntCell;
use super::value::{BigIntId, Value};

impl Heap {
    /// A new BigInt.
    pub fn bigint(&mut self, value: impl Into<BigInt>) -> BigIntId {
        let value = value.into();
        self.allocated += 48 + value.bits() as usize / 8;
        let big = BigIntId(self.bigints.insert(BigIntCell(value)));
        self.hold(Value::BigInt(big));
        big
    }

    /// A new BigInt, as a value.
    pub fn bigint_value(&mut self, value: impl Into<BigInt>) -> Value {
        Value::BigInt(self.bigint(value))
    }

    /// The number nearest to a BigInt (ECMAScript `Number(value)`).
    pub fn big_number(&self, id: BigIntId) -> f64 {
        let big = self.big(id);
        match big.sign() {
            // The largest number has 1024 bits.
            Sign::Plus if big.bits() > 1024 => f64::INFINITY,
            Sign::Minus if big.bits() > 1024 => f64::NEG_INFINITY,
            _ => big.to_string().parse().unwrap_or(f64::NAN),
        }
    }

    /// A BigInt's number.
    pub fn big(&self, id: BigIntId) -> &BigInt {
        &self.bigints.get(id.0).0
    }
}
