//! Hexadecimal: lower case out, any case in. Not separators, not `0x`: reading stops at the first pair that is not two
//! digits.

use super::latin1::low_bytes;
use crate::text::{Text, Units};

/// Two lower-case digits a byte.
pub fn decode(bytes: &[u8]) -> Text {
    let mut digits = vec![0; bytes.len() * 2];
    let filled = faster_hex::hex_encode(bytes, &mut digits).is_ok();
    debug_assert!(filled, "the room is exactly what is needed");
    Text::from_latin1(digits)
}

/// Pair after pair up to the first that is not two digits; a last odd digit is dropped.
pub fn write(text: Units<'_>, target: &mut [u8]) -> usize {
    let count = (text.len() / 2).min(target.len());
    let digits = low_bytes(text.part(0, count * 2));
    match faster_hex::hex_decode(&digits, &mut target[..count]) {
        Ok(bytes) => bytes.len(),
        Err(faster_hex::Error::InvalidChar { index, .. }) => {
            let pairs = index / 2;
            faster_hex::hex_decode(&digits[..pairs * 2], &mut target[..pairs]).map_or(0, |bytes| bytes.len())
        }
        Err(_) => 0,
    }
}
