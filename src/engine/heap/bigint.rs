//! BigInts in the heap. Not their operators.

use num_bigint::BigInt;

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

    /// A BigInt's number.
    pub fn big(&self, id: BigIntId) -> &BigInt {
        &self.bigints.get(id.0).0
    }
}
