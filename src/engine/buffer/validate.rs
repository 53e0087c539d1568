//! The checks Buffer makes on numbers before it does anything, in Node's order and with its errors. Not types: that a
//! number is a number is the caller's check.

use super::fault::{Bounds, Fault, max_length};
use super::received;
use super::received::out_of_range;
use pool::memory::Release;

fn outside(name: &'static str, bounds: Bounds, value: f64) -> Fault {
    Fault::OutOfRange { name, bounds, received: out_of_range(value) }
}

fn is_integer(value: f64) -> bool {
    value.is_finite() && value.trunc() == value
}

/// `validateInteger(value, name, min, max)` of lib/internal/validators.js.
pub fn integer(value: f64, name: &'static str, least: f64, most: f64) -> Result<f64, Fault> {
    if !is_integer(value) {
        return Err(outside(name, Bounds::Integer, value));
    }
    if value < least || value > most {
        return Err(outside(name, Bounds::Between(least, most), value));
    }
    Ok(value)
}

/// `validateNumber(value, name, min)` of lib/internal/validators.js.
pub fn at_least(value: f64, name: &'static str, least: f64) -> Result<f64, Fault> {
    // NaN fails too.
    if value >= least { Ok(value) } else { Err(outside(name, Bounds::AtLeast(least), value)) }
}

/// The size of a new Buffer, fractions and all (`alloc`, `allocUnsafe`, `allocUnsafeSlow`).
pub fn size(value: f64, release: Release) -> Result<f64, Fault> {
    if value >= 0.0 && value <= max_length(release) { Ok(value) } else { Err(Fault::Size(value)) }
}

/// `validateOffset(value, name)` of lib/buffer.js: up to the longest Buffer of the release.
pub fn offset_up_to_max(value: f64, name: &'static str, release: Release) -> Result<f64, Fault> {
    integer(value, name, 0.0, max_length(release))
}

/// The alignment of `allocUnsafe(size, alignment)`, since 26.8.
pub fn alignment(value: f64) -> Result<usize, Fault> {
    let checked = integer(value, "alignment", 1.0, 1_073_741_824.0)? as usize;
    if checked.is_power_of_two() {
        return Ok(checked);
    }
    let received = received::inspected(value).into();
    Err(Fault::ArgumentValue { name: "alignment", reason: "must be a power of two", received })
}

/// Where `width` bytes are read or written in `length` bytes: `checkBounds` and `boundsError` of lib/internal/buffer.js.
pub fn offset(value: f64, width: usize, length: usize) -> Result<usize, Fault> {
    let last = length as f64 - width as f64;
    if is_integer(value) && value >= 0.0 && value <= last {
        return Ok(value as usize);
    }
    if value.floor() != value {
        return Err(outside("offset", Bounds::Integer, value));
    }
    if last < 0.0 {
        return Err(Fault::OutOfBounds(None));
    }
    Err(outside("offset", Bounds::Within(0.0, last), value))
}

/// The width of `readUIntLE` and its kin: 1 to 6.
pub fn byte_length(value: f64) -> Result<usize, Fault> {
    if is_integer(value) && (1.0..=6.0).contains(&value) {
        return Ok(value as usize);
    }
    let bounds = if value.floor() == value { Bounds::Within(1.0, 6.0) } else { Bounds::Integer };
    Err(outside("byteLength", bounds, value))
}
