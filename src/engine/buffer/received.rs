//! How an error message shows a number it received. Not other values: showing those needs `inspect`.

use crate::text::{Text, TextBuilder};

/// `String(number)` of ECMAScript (`Number::toString`).
pub fn number(value: f64) -> String {
    ryu_js::Buffer::new().format(value).to_owned()
}

/// What `util.inspect` prints: as `String(number)`, but a negative zero keeps its sign.
pub fn inspected(value: f64) -> String {
    if value == 0.0 && value.is_sign_negative() { "-0".to_owned() } else { number(value) }
}

/// What `ERR_OUT_OF_RANGE` shows: integers beyond 2 ** 32 get separators.
pub fn out_of_range(value: f64) -> String {
    const LIMIT: f64 = 4_294_967_296.0;
    if value.is_finite() && value.trunc() == value && value.abs() > LIMIT {
        separated(&number(value))
    } else {
        inspected(value)
    }
}

/// What `ERR_OUT_OF_RANGE` shows for a `BigInt`, given its decimal digits: separators beyond 2n ** 32n, and the suffix.
pub fn big_out_of_range(digits: &str) -> String {
    const LIMIT: &str = "4294967296";
    let magnitude = digits.trim_start_matches('-');
    let beyond = magnitude.len() > LIMIT.len() || (magnitude.len() == LIMIT.len() && magnitude > LIMIT);
    if beyond { format!("{}n", separated(digits)) } else { format!("{digits}n") }
}

/// `addNumericalSeparator` of lib/internal/errors.js: a `_` before every third character from the end, whatever the
/// characters are (`1e+100` becomes `1e_+100`).
pub fn separated(digits: &str) -> String {
    let start = usize::from(digits.starts_with('-'));
    let mut separated = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, c) in digits.chars().enumerate() {
        if index > start && (digits.len() - index).is_multiple_of(3) {
            separated.push('_');
        }
        separated.push(c);
    }
    separated
}

/// What `ERR_INVALID_ARG_VALUE` shows of an inspected value: at most 128 units.
pub fn cut(inspected: &Text) -> Text {
    const MOST: usize = 128;
    if inspected.len() <= MOST {
        return inspected.clone();
    }
    let mut cut = TextBuilder::with_capacity(MOST + 3);
    cut.push_units(inspected.view().part(0, MOST));
    cut.push_str("...");
    cut.finish()
}
