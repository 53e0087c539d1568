//! Bytes to text and back in Node's eight encodings, exactly as Buffer's `toString`, `write`, `from` and `byteLength`
//! do it. Not Buffers: nothing here knows offsets, pools or argument checking.

mod base64;
mod codec;
pub mod exact;
mod forgiving;
mod hex;
mod latin1;
mod transcode;
mod utf16;
mod utf8;
mod web;

pub use codec::{Encoding, MAX_STRING_LENGTH, byte_length, decode, encode, is_ascii, text_too_long, write};
pub use forgiving::{FormError, atob, btoa};
pub use transcode::{TranscodeError, transcode};
pub use utf8::{encode_generalized, is_utf8};
pub use web::WebDecoder;
