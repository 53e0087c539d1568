//! The numeric methods of Buffer from one table: `read` or `write` and the suffix is the method's name. Not argument
//! types, and not `DataView`, which converts instead of refusing.

use super::fault::{Bounds, Fault};
use super::received::{big_out_of_range, out_of_range};
use num_bigint::BigInt;

/// What the bytes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A number without sign.
    Unsigned,
    /// A number in two's complement.
    Signed,
    /// A `BigInt` without sign.
    BigUnsigned,
    /// A `BigInt` in two's complement.
    BigSigned,
    /// IEEE 754 binary32.
    Float,
    /// IEEE 754 binary64.
    Double,
}

/// Which byte comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The least significant.
    Little,
    /// The most significant.
    Big,
}

/// One pair of methods, and the pair under its other spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// What follows `read` and `write`.
    pub suffix: &'static str,
    /// The other spelling, an alias (`UInt8` and `Uint8`).
    pub alias: Option<&'static str>,
    /// Bytes; `None` where an argument says so (`readUIntLE`).
    pub width: Option<usize>,
    /// What the bytes mean.
    pub kind: Meaning,
    /// Which byte comes first.
    pub order: Order,
}

const fn row(
    suffix: &'static str,
    alias: Option<&'static str>,
    width: Option<usize>,
    kind: Meaning,
    order: Order,
) -> Family {
    Family { suffix, alias, width, kind, order }
}

/// Every family, in the order of the documentation's kinds.
pub const FAMILIES: [Family; 22] = {
    use Meaning::{BigSigned, BigUnsigned, Double, Float, Signed, Unsigned};
    use Order::{Big, Little};
    [
        row("UInt8", Some("Uint8"), Some(1), Unsigned, Little),
        row("UInt16LE", Some("Uint16LE"), Some(2), Unsigned, Little),
        row("UInt16BE", Some("Uint16BE"), Some(2), Unsigned, Big),
        row("UInt32LE", Some("Uint32LE"), Some(4), Unsigned, Little),
        row("UInt32BE", Some("Uint32BE"), Some(4), Unsigned, Big),
        row("UIntLE", Some("UintLE"), None, Unsigned, Little),
        row("UIntBE", Some("UintBE"), None, Unsigned, Big),
        row("Int8", None, Some(1), Signed, Little),
        row("Int16LE", None, Some(2), Signed, Little),
        row("Int16BE", None, Some(2), Signed, Big),
        row("Int32LE", None, Some(4), Signed, Little),
        row("Int32BE", None, Some(4), Signed, Big),
        row("IntLE", None, None, Signed, Little),
        row("IntBE", None, None, Signed, Big),
        row("BigUInt64LE", Some("BigUint64LE"), Some(8), BigUnsigned, Little),
        row("BigUInt64BE", Some("BigUint64BE"), Some(8), BigUnsigned, Big),
        row("BigInt64LE", None, Some(8), BigSigned, Little),
        row("BigInt64BE", None, Some(8), BigSigned, Big),
        row("FloatLE", None, Some(4), Float, Little),
        row("FloatBE", None, Some(4), Float, Big),
        row("DoubleLE", None, Some(8), Double, Little),
        row("DoubleBE", None, Some(8), Double, Big),
    ]
};

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Numeric {
    /// A number.
    Number(f64),
    /// A `BigInt` of a signed family.
    Signed(i64),
    /// A `BigInt` of an unsigned family.
    Unsigned(u64),
}

/// Reads `bytes`, all of them: 1 to 8, as the family's width or the argument says.
pub fn read(kind: Meaning, order: Order, bytes: &[u8]) -> Numeric {
    let width = bytes.len().min(8);
    let mut word = [0; 8];
    for (index, &byte) in bytes.iter().take(width).enumerate() {
        word[if order == Order::Little { index } else { width - 1 - index }] = byte;
    }
    let bits = u64::from_le_bytes(word);
    let unused = 64 - 8 * width.max(1);
    let signed = (bits << unused) as i64 >> unused;
    match kind {
        Meaning::Unsigned => Numeric::Number(bits as f64),
        Meaning::Signed => Numeric::Number(signed as f64),
        Meaning::BigUnsigned => Numeric::Unsigned(bits),
        Meaning::BigSigned => Numeric::Signed(signed),
        Meaning::Float => Numeric::Number(f64::from(f32::from_bits(bits as u32))),
        Meaning::Double => Numeric::Number(f64::from_bits(bits)),
    }
}

/// Writes the low bytes of `bits` over `target`, all of it.
pub fn write(order: Order, bits: u64, target: &mut [u8]) {
    let word = bits.to_le_bytes();
    let width = target.len().min(8);
    for (index, slot) in target.iter_mut().take(width).enumerate() {
        *slot = word[if order == Order::Little { index } else { width - 1 - index }];
    }
}

/// The bits a number is written as, or why it is refused. NaN passes every range and is written as zero. A `BigInt`
/// family refuses every number: as out of range where it is, else as a mix of types.
pub fn number_bits(kind: Meaning, width: usize, value: f64) -> Result<u64, Fault> {
    let power = |bits: usize| 2_f64.powi(bits as i32);
    let bits = width * 8;
    let (least, beyond) = match kind {
        Meaning::Float => return Ok(u64::from(canonical_float(value))),
        Meaning::Double => return Ok(if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() }),
        Meaning::Unsigned | Meaning::BigUnsigned => (0.0, power(bits)),
        Meaning::Signed | Meaning::BigSigned => (-power(bits - 1), power(bits - 1)),
    };
    let big = matches!(kind, Meaning::BigUnsigned | Meaning::BigSigned);
    // Fractions between the greatest integer and the power above it are out of range too.
    let too_great = if big { value >= beyond } else { value > beyond - 1.0 };
    if value < least || too_great {
        return Err(outside(kind, width, least, beyond - 1.0, out_of_range(value)));
    }
    if big {
        return Err(Fault::MixedBigInt);
    }
    // Node writes the low 32 bits of the truncated number, and above them the floor of its share: -0.5 in five bytes is
    // 00 00 00 00 ff.
    let low = u64::from(value.trunc() as i64 as u32);
    let high = ((value * 2_f64.powi(-32)).floor() as i64 as u64) << 32;
    Ok(if width > 4 { high | low } else { low })
}

/// The bits a `BigInt` is written as, or why it is refused.
pub fn big_bits(kind: Meaning, value: &BigInt) -> Result<u64, Fault> {
    let fits = match kind {
        Meaning::BigSigned => i64::try_from(value).ok().map(|value| value as u64),
        _ => u64::try_from(value).ok(),
    };
    fits.ok_or_else(|| big_outside(kind, &value.to_string()))
}

/// Why a `BigInt` with these digits is refused.
pub fn big_outside(kind: Meaning, digits: &str) -> Fault {
    outside(kind, 8, 0.0, 0.0, big_out_of_range(digits))
}

fn outside(kind: Meaning, width: usize, least: f64, most: f64, received: String) -> Fault {
    let signed = matches!(kind, Meaning::Signed | Meaning::BigSigned);
    let big = matches!(kind, Meaning::BigUnsigned | Meaning::BigSigned);
    let bounds = if width > 4 { Bounds::Bits { bits: width * 8, signed, big } } else { Bounds::Within(least, most) };
    Fault::OutOfRange { name: "value", bounds, received }
}

fn canonical_float(value: f64) -> u32 {
    if value.is_nan() { f32::NAN.to_bits() } else { (value as f32).to_bits() }
}
