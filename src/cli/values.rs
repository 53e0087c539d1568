//! What stands behind an option, from text to value. Not which options there are.

use std::time::Duration;

use clap::builder::{OsStringValueParser, TypedValueParser};

/// Code from the command line: what is not UTF-8 is U+FFFD, as in a file.
pub fn code() -> impl TypedValueParser<Value = String> {
    OsStringValueParser::new().map(|code| code.to_string_lossy().into_owned())
}

pub fn bytes(text: &str) -> Result<u64, String> {
    let lower = text.to_ascii_lowercase();
    let digits = lower.trim_end_matches("ib").trim_end_matches('b');
    let (number, shift) = match digits.as_bytes().last() {
        Some(b'k') => (&digits[..digits.len() - 1], 10),
        Some(b'm') => (&digits[..digits.len() - 1], 20),
        Some(b'g') => (&digits[..digits.len() - 1], 30),
        _ => (digits, 0),
    };
    let number: u64 = number.parse().map_err(|_| "write a number of bytes, as 4096, 64k or 1g".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "that is more than any machine has".to_owned())
}

pub fn bytes_u32(text: &str) -> Result<u32, String> {
    bytes(text).and_then(|number| number.try_into().map_err(|_| "the most is 4294967295".to_owned()))
}

pub fn time(text: &str) -> Result<Duration, String> {
    let (number, scale) = match text.strip_suffix("ms") {
        Some(number) => (number, 0.001),
        None => (text.strip_suffix('s').unwrap_or(text), 1.0),
    };
    let seconds = number.parse::<f64>().ok().and_then(|number| Duration::try_from_secs_f64(number * scale).ok());
    seconds.filter(|time| !time.is_zero()).ok_or_else(|| "write seconds or milliseconds, as 2, 0.5 or 200ms".to_owned())
}

pub fn time_or_none(text: &str) -> Result<Duration, String> {
    if matches!(text, "0" | "0s" | "0ms") { Ok(Duration::ZERO) } else { time(text) }
}

pub fn speed(text: &str) -> Result<f64, String> {
    let factor = text.trim_end_matches(['x', '×']).parse::<f64>().ok();
    factor.filter(|factor| (0.25..=8.0).contains(factor)).ok_or_else(|| "write a factor from 0.25 to 8".to_owned())
}

pub fn size(text: &str) -> Result<(u16, u16), String> {
    let parts =
        text.split_once(['x', '×']).and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    parts
        .filter(|&(columns, rows): &(u16, u16)| (20..=500).contains(&columns) && (8..=200).contains(&rows))
        .ok_or_else(|| "write columns and rows, as 120x30".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times() {
        assert_eq!(bytes("64k"), Ok(65536));
        assert_eq!(bytes("1GiB"), Ok(1 << 30));
        assert_eq!(bytes_u32("8192"), Ok(8192));
        assert!(bytes("").is_err() && bytes("k").is_err() && bytes("-1").is_err());
        assert!(bytes_u32("4g").is_err() && bytes("99999999999g").is_err());
        assert_eq!(time("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(time("2"), Ok(Duration::from_secs(2)));
        assert!(time("0").is_err() && time("-1").is_err() && time("NaN").is_err() && time("1e99").is_err());
    }
}
