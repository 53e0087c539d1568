//! Filling with a pattern. Not the choice of the pattern's bytes, but for what a string stands for.

use crate::encoding::{Encoding, encode};
use crate::text::Units;

/// Repeats `pattern` over `target`, the last time perhaps only in part. Nothing is written, and `false` answered, where
/// there is room but no pattern: `ERR_INVALID_ARG_VALUE` for the caller.
pub fn fill(target: &mut [u8], pattern: &[u8]) -> bool {
    match pattern {
        [] => return target.is_empty(),
        [byte] => target.fill(*byte),
        _ => {
            let mut filled = pattern.len().min(target.len());
            target[..filled].copy_from_slice(&pattern[..filled]);
            while filled < target.len() {
                let more = filled.min(target.len() - filled);
                target.copy_within(..more, filled);
                filled += more;
            }
        }
    }
    true
}

/// The bytes a string fills with; the empty string fills with zeros.
pub fn pattern(text: Units<'_>, encoding: Encoding) -> Vec<u8> {
    if text.is_empty() { vec![0] } else { encode(text, encoding) }
}
