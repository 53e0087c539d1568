//! From optional number arguments to places in a Buffer, method by method: every method of Buffer clamps, truncates and
//! refuses in its own way. Not conversions: `undefined` comes as `None`, everything else as the number it converts to.

use super::fault::{Bounds, Fault};
use super::received::out_of_range;
use super::validate::{integer, offset_up_to_max};
use pool::memory::{Fact, Release};
use std::ops::Range;

/// `buf.subarray(start, end)` and `buf.slice(start, end)`: negative counts from the end.
pub fn subarray(start: Option<f64>, end: Option<f64>, length: usize) -> Range<usize> {
    let adjust = |value: f64| {
        let value = value.trunc();
        if value < 0.0 {
            (value + length as f64).max(0.0) as usize
        } else if value.is_nan() {
            0
        } else {
            (value.min(length as f64)) as usize
        }
    };
    let start = start.map_or(0, adjust);
    let end = end.map_or(length, adjust);
    start..end.max(start)
}

/// What `buf.copy` is to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Where it goes.
    pub target_start: usize,
    /// Where it comes from.
    pub source_start: usize,
    /// How many bytes; the starts mean nothing where this is zero.
    pub count: usize,
}

/// `buf.copy(target, targetStart, sourceStart, sourceEnd)`. Integers beyond 2 ** 53 counted as zero up to 20.17 and 22.6.
pub fn copy(
    target_start: Option<f64>,
    source_start: Option<f64>,
    source_end: Option<f64>,
    source: usize,
    target: usize,
    release: Release,
) -> Result<Copy, Fault> {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    let keeps_huge = Fact::HugeCopies.of(release);
    let whole = |value: f64| {
        let huge_integer = keeps_huge && value.is_finite() && value.trunc() == value;
        if huge_integer || value.abs() <= SAFE { value.floor() } else { 0.0 }
    };
    let outside = |name, bounds, value| Fault::OutOfRange { name, bounds, received: out_of_range(value) };
    let target_start = target_start.map_or(0.0, whole);
    if target_start < 0.0 {
        return Err(outside("targetStart", Bounds::AtLeast(0.0), target_start));
    }
    let source_start = source_start.map_or(0.0, whole);
    if source_start < 0.0 || source_start > source as f64 {
        return Err(outside("sourceStart", Bounds::Between(0.0, source as f64), source_start));
    }
    let source_end = source_end.map_or(source as f64, whole);
    if source_end < 0.0 {
        return Err(outside("sourceEnd", Bounds::AtLeast(0.0), source_end));
    }
    if target_start >= target as f64 || source_start >= source_end {
        return Ok(Copy { target_start: 0, source_start: 0, count: 0 });
    }
    let (target_start, source_start) = (target_start as usize, source_start as usize);
    let source_end = source_end.min(source as f64) as usize;
    let count = source_end.saturating_sub(source_start).min(target - target_start);
    Ok(Copy { target_start, source_start, count })
}

/// `buf.fill(value, offset, end)`; `end` is looked at only where there is an offset.
pub fn fill(offset: Option<f64>, end: Option<f64>, length: usize, release: Release) -> Result<Range<usize>, Fault> {
    let Some(offset) = offset else { return Ok(0..length) };
    let offset = offset_up_to_max(offset, "offset", release)?;
    let end = end.map_or(Ok(length as f64), |end| integer(end, "end", 0.0, length as f64))?;
    if offset >= end { Ok(0..0) } else { Ok(offset as usize..end as usize) }
}

/// `buf.write(string, offset, length)`: a length beyond the end is cut, one beyond the whole Buffer refused.
pub fn write(offset: f64, count: Option<f64>, length: usize) -> Result<Range<usize>, Fault> {
    let most = length as f64;
    let offset = integer(offset, "offset", 0.0, most)? as usize;
    let count = count.map_or(Ok(most), |count| integer(count, "length", 0.0, most))? as usize;
    Ok(offset..offset + count.min(length - offset))
}

/// The parts `buf.compare` compares: of the target, then of the Buffer itself. Where one is empty the other decides.
pub fn compare(
    target: [Option<f64>; 2],
    source: [Option<f64>; 2],
    target_length: usize,
    source_length: usize,
    release: Release,
) -> Result<(Range<usize>, Range<usize>), Fault> {
    let [target_start, target_end] = target;
    let [source_start, source_end] = source;
    let start = |value: Option<f64>, name| value.map_or(Ok(0.0), |value| offset_up_to_max(value, name, release));
    let end = |value: Option<f64>, name, length: usize| {
        value.map_or(Ok(length as f64), |value| integer(value, name, 0.0, length as f64))
    };
    let target_start = start(target_start, "targetStart")?;
    let target_end = end(target_end, "targetEnd", target_length)?;
    let source_start = start(source_start, "sourceStart")?;
    let source_end = end(source_end, "sourceEnd", source_length)?;
    let part = |start: f64, end: f64| if start < end { start as usize..end as usize } else { 0..0 };
    Ok((part(target_start, target_end), part(source_start, source_end)))
}

/// `Buffer.from(arrayBuffer, byteOffset, length)`. Fractions are cut; up to 22.11 the rest behind a fractional offset was
/// cut too, so that a byte went missing at the end.
pub fn array_buffer(
    offset: Option<f64>,
    count: Option<f64>,
    length: usize,
    release: Release,
) -> Result<Range<usize>, Fault> {
    let offset = offset.filter(|offset| !offset.is_nan()).unwrap_or(0.0);
    let rest = length as f64 - offset;
    if rest < 0.0 {
        return Err(Fault::OutOfBounds(Some("offset")));
    }
    if count.is_some_and(|count| count > rest) {
        return Err(Fault::OutOfBounds(Some("length")));
    }
    if offset <= -1.0 {
        return Err(Fault::StartOffset(offset));
    }
    let start = offset.trunc() as usize;
    let end = match count {
        Some(count) => start + count.max(0.0) as usize,
        None if Fact::FractionKeepsRest.of(release) => length,
        None => start + rest.max(0.0) as usize,
    };
    Ok(start..end.min(length))
}
