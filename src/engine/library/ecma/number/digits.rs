//! Digits of numbers in other forms than the shortest: fixed, exponential, other bases; and numbers from digits. Pure.

/// More fractional digits than any double has.
const EXACT: usize = 1100;

/// The decimal digits of a positive number rounded to `count` significant ones, ties upwards, and its decimal exponent.
fn significant(number: f64, count: usize) -> (String, i32) {
    let longer = format!("{number:.count$e}");
    let tied = longer.split('e').next().is_some_and(|digits| digits.ends_with('5'))
        && format!("{number:.EXACT$e}")
            .split('e')
            .next()
            .is_some_and(|all| all.chars().filter(char::is_ascii_digit).skip(count + 1).all(|digit| digit == '0'));
    let text = if tied { longer } else { format!("{number:.*e}", count - 1) };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).take(count).collect();
    let mut exponent: i32 = exponent.parse().unwrap_or(0);
    if tied && increment(&mut digits) {
        exponent += 1;
    }
    (digits.into_iter().map(char::from).collect(), exponent)
}

/// Adds one in the last place; whether that made a digit more, of which the last is then dropped.
fn increment(digits: &mut Vec<u8>) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
    digits.pop();
    true
}

/// The most places a number below 2^53 may have and still be, times the power of ten, a whole number of 127 bits over a
/// power of two.
const PLACES: usize = 22;

/// `number` times 10^`places` to the nearest whole number, ties upwards, where that can be said exactly.
fn scaled(number: f64, places: usize) -> Option<u128> {
    if number >= 9_007_199_254_740_992.0 || places > PLACES {
        return None;
    }
    let bits = number.to_bits();
    let exponent = (bits >> 52).max(1) as u32;
    let mantissa = if bits >> 52 == 0 { bits } else { (bits & ((1 << 52) - 1)) | (1 << 52) };
    let shift = 1075 - exponent;
    let product = u128::from(mantissa) * 10_u128.pow(places as u32);
    let half = 1_u128.checked_shl(shift)? >> 1;
    Some(product.checked_add(half)? >> shift)
}

/// `toFixed` of a number under 10^21.
pub(crate) fn fixed(number: f64, places: usize) -> String {
    let size = number.abs();
    let sign = if number < 0.0 { "-" } else { "" };
    if let Some(whole) = scaled(size, places) {
        let mut text = format!("{sign}{whole:0width$}", width = places + 1);
        if places > 0 {
            text.insert(text.len() - places, '.');
        }
        return text;
    }
    let longer = format!("{size:.*}", places + 1);
    let tied = longer.ends_with('5')
        && format!("{size:.EXACT$}").split('.').nth(1).is_some_and(|all| all[places + 1..].bytes().all(|b| b == b'0'));
    let text = if tied {
        let mut digits: Vec<u8> = longer.bytes().filter(u8::is_ascii_digit).collect();
        digits.pop();
        digits.insert(0, b'0');
        increment(&mut digits);
        let all: String = digits.into_iter().map(char::from).collect();
        let (whole, fraction) = all.split_at(all.len() - places);
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
    } else {
        format!("{size:.places$}")
    };
    format!("{sign}{text}")
}

/// `toExponential`; `None` places for as many as needed.
pub(crate) fn exponential(number: f64, places: Option<usize>) -> String {
    let size = number.abs();
    let (digits, exponent) = match places {
        _ if size == 0.0 => ("0".repeat(places.unwrap_or(0) + 1), 0),
        Some(places) => significant(size, places + 1),
        None => {
            let shortest = format!("{size:e}");
            let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
            (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
        }
    };
    with_exponent(number < 0.0, &digits, exponent)
}

fn with_exponent(negative: bool, digits: &str, exponent: i32) -> String {
    let sign = if negative { "-" } else { "" };
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    let plus = if exponent < 0 { "-" } else { "+" };
    format!("{sign}{first}{point}{rest}e{plus}{}", exponent.abs())
}

/// `toPrecision`
pub(crate) fn precision(number: f64, count: usize) -> String {
    let size = number.abs();
    let (digits, exponent) = if size == 0.0 { ("0".repeat(count), 0) } else { significant(size, count) };
    if exponent < -6 || exponent >= count as i32 {
        return with_exponent(number < 0.0, &digits, exponent);
    }
    let sign = if number < 0.0 { "-" } else { "" };
    if exponent < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let (whole, fraction) = digits.split_at(exponent as usize + 1);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn digit_of(value: u32) -> char {
    char::from_digit(value, 36).unwrap_or('0')
}

/// From here on not every integer is a number.
const INEXACT: f64 = (1_u64 << f64::MANTISSA_DIGITS) as f64;

/// `toString(radix)` of a finite number (V8's `DoubleToRadixCString`).
pub(crate) fn in_radix(number: f64, radix: u32) -> String {
    let size = number.abs();
    let base = f64::from(radix);
    let mut integer = size.floor();
    let mut fraction = size - integer;
    let mut delta = (0.5 * (size.next_up() - size)).max(f64::from_bits(1));
    let mut after: Vec<u32> = Vec::new();
    while fraction >= delta {
        fraction *= base;
        delta *= base;
        let digit = fraction as u32;
        after.push(digit);
        fraction -= f64::from(digit);
        if (fraction > 0.5 || (fraction == 0.5 && digit & 1 == 1)) && fraction + delta > 1.0 {
            loop {
                match after.pop() {
                    None => {
                        integer += 1.0;
                        break;
                    }
                    Some(last) if last + 1 < radix => {
                        after.push(last + 1);
                        break;
                    }
                    Some(_) => {}
                }
            }
            break;
        }
    }
    let mut before = Vec::new();
    // Digits below the number's precision are zeros.
    while integer / base >= INEXACT {
        integer /= base;
        before.push('0');
    }
    loop {
        let rest = integer % base;
        before.push(digit_of(rest as u32));
        integer = (integer - rest) / base;
        if integer <= 0.0 {
            break;
        }
    }
    let mut text = String::from(if number < 0.0 { "-" } else { "" });
    text.extend(before.into_iter().rev());
    if !after.is_empty() {
        text.push('.');
        text.extend(after.into_iter().map(digit_of));
    }
    text
}

/// `parseFloat` of a text without leading white space.
pub(crate) fn longest_decimal(text: &str) -> f64 {
    let bytes = text.as_bytes();
    let signed = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    if text[signed..].starts_with("Infinity") {
        return if bytes[0] == b'-' { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = run(signed);
    let mut end = signed + whole;
    let mut fraction = 0;
    if bytes.get(end) == Some(&b'.') {
        fraction = run(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return f64::NAN;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = bytes.get(end + 1 + sign..).map_or(0, |_| run(end + 1 + sign));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    text[..end].parse().unwrap_or(f64::NAN)
}

/// `parseInt` of a text without leading white space.
pub(crate) fn integer_prefix(text: &str, radix: i32) -> f64 {
    let (negative, mut rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let mut radix = radix;
    if (radix == 0 || radix == 16) && (rest.starts_with("0x") || rest.starts_with("0X")) {
        rest = &rest[2..];
        radix = 16;
    }
    let radix = if radix == 0 { 10 } else { radix };
    if !(2..=36).contains(&radix) {
        return f64::NAN;
    }
    let radix = radix as u32;
    let end = rest.find(|c: char| !c.is_digit(radix)).unwrap_or(rest.len());
    if end == 0 {
        return f64::NAN;
    }
    let digits = rest[..end].trim_start_matches('0');
    let size = if digits.len() > EXACT {
        f64::INFINITY
    } else if radix == 10 {
        digits.parse().unwrap_or(0.0)
    } else {
        let big = num_bigint::BigUint::parse_bytes(digits.as_bytes(), radix).unwrap_or_default();
        big.to_string().parse().unwrap_or(0.0)
    };
    if negative { -size } else { size }
}

/// A plain decimal with at most so many digits after its point, halves away from zero.
pub fn rounded(decimal: &str, most: usize) -> String {
    let Some(point) = decimal.find('.').filter(|point| decimal.len() - point - 1 > most) else {
        return decimal.to_owned();
    };
    let kept = point + most + usize::from(most > 0);
    let mut digits = decimal.as_bytes()[..kept].to_vec();
    let next = decimal.as_bytes()[point + 1 + most];
    if next >= b'5' {
        let mut at = digits.len();
        loop {
            let Some(before) = at.checked_sub(1).filter(|&before| digits[before] != b'-') else {
                digits.insert(at, b'1');
                break;
            };
            at = before;
            match digits[at] {
                b'.' => {}
                b'9' => digits[at] = b'0',
                _ => {
                    digits[at] += 1;
                    break;
                }
            }
        }
    }
    digits.into_iter().map(char::from).collect()
}
