//! The order of byte sequences. Not `equals` of values: only bytes are looked at.

use std::cmp::Ordering;

/// `Buffer.compare`: -1, 0 or 1, by the first byte that differs, else by length.
pub fn compare(left: &[u8], right: &[u8]) -> i32 {
    match left.cmp(right) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}
