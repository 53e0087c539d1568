//! What Buffer's methods do, on byte slices: numbers, searching, filling, copying, comparing, swapping, the arithmetic
//! of their arguments and the errors they throw. Not values, not spans, not who owns the bytes.

pub mod compare;
pub mod copy;
pub mod fault;
pub mod fill;
pub mod numeric;
pub mod odd;
pub mod range;
pub mod received;
pub mod search;
pub mod swap;
pub mod validate;

pub use fault::{Bounds, Fault, FaultClass};

use crate::encoding::{Encoding, decode, text_too_long};
use crate::text::Text;

/// `buf.toString(encoding)` with the limit of V8's strings.
pub fn to_text(bytes: &[u8], encoding: Encoding) -> Result<Text, Fault> {
    if text_too_long(bytes.len(), encoding) { Err(Fault::StringTooLong) } else { Ok(decode(bytes, encoding)) }
}
