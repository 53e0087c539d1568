//! How many quarter turns there are in an angle of whatever size, and what is left, to the last digit. Not of small ones, which have a
//! faster way.

use std::sync::OnceLock;

use num_bigint::{BigInt, Sign};

/// Bits behind the point: the largest angle has 1024 before it, and what is left wants some more.
const BITS: usize = 1280;

/// A quarter turn in so many bits: `2 * (4 * atan(1 / 5) - atan(1 / 239))` (Machin).
fn quarter() -> &'static BigInt {
    static QUARTER: OnceLock<BigInt> = OnceLock::new();
    QUARTER.get_or_init(|| {
        let guard = 32;
        let whole = BigInt::from(1) << (BITS + guard);
        let arc_of_one_in = |count: u32| {
            let mut term = &whole / count;
            let (mut sum, mut number) = (term.clone(), 1);
            while term != BigInt::ZERO {
                term = -term / (count * count);
                number += 2;
                sum += &term / number;
            }
            sum
        };
        (arc_of_one_in(5) * 8 - arc_of_one_in(239) * 2) >> guard
    })
}

/// The quarter turns, without whole turns, and the rest as a sum, of a finite angle that is not small nor negative.
pub(super) fn reduced(angle: f64) -> (i32, f64, f64) {
    let bits = angle.to_bits();
    let (exponent, mantissa) = ((bits >> 52) as usize, bits & ((1 << 52) - 1) | (1 << 52));
    let angle = BigInt::from(mantissa) << (BITS + exponent - 1075);
    let quarter = quarter();
    let mut turns = &angle / quarter;
    let mut left = angle - &turns * quarter;
    if &left * 2 > *quarter {
        turns += 1;
        left -= quarter;
    }
    // The unit of the lowest of five parts of 24 bits, where fdlibm lets it be.
    let over = exponent as i32 - 1049;
    let mut unit = if over < 0 { over } else { over % 24 } - 117;
    let parts = |unit: i32| u128::try_from((left.magnitude() << -unit) / quarter.magnitude()).unwrap_or(0);
    // As many of the highest as are nothing are made up for by lower ones.
    let first = parts(unit);
    unit -= 24 * (1..=4).rev().take_while(|at| first >> (24 * at) == 0).count() as i32;
    let (y, tail) = angle_of(parts(unit), unit);
    let turns = i32::try_from(turns % 4).unwrap_or(0);
    if left.sign() == Sign::Minus { (turns, -y, -tail) } else { (turns, y, tail) }
}

/// So much of a quarter turn, in units of a power of two, as an angle, added up as fdlibm does (`__kernel_rem_pio2`).
fn angle_of(part: u128, unit: i32) -> (f64, f64) {
    /// A quarter turn in parts of 24 bits.
    const QUARTER: [f64; 5] = [
        1.570_796_251_296_997,
        7.549_789_415_861_596e-8,
        5.390_302_529_957_765e-15,
        3.282_003_415_807_913e-22,
        1.270_655_753_080_676e-29,
    ];
    let parts: Vec<f64> =
        (0..6).map(|at| ((part >> (24 * at)) & 0xFF_FFFF) as f64 * 2f64.powi(unit + 24 * at)).collect();
    let top = parts.iter().rposition(|&part| part > 0.0).unwrap_or(0);
    let products: Vec<f64> = (0..=top)
        .rev()
        .map(|at| parts[at..=top].iter().zip(QUARTER).fold(0.0, |sum, (part, quarter)| sum + quarter * part))
        .collect();
    let near = products.iter().rev().fold(0.0, |sum, product| sum + product);
    (near, products[1..].iter().fold(products[0] - near, |sum, product| sum + product))
}
