//! base64 and base64url as Buffer reads and writes them. Not the forgiving decode of `atob`, which refuses what this
//! skips.

use super::latin1::low_bytes;
use crate::text::{Text, Units};
use base64::engine::general_purpose::{NO_PAD, PAD, STANDARD, URL_SAFE_NO_PAD};
use base64::{DecodeError, DecodeSliceError, Engine};

/// From how many bytes or characters on an engine built for the call pays for itself.
const LONG: usize = 256;

/// The fastest engine there is for the machine; building it fills a table.
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
fn engine(url: bool) -> impl Engine {
    use base64::engine::Simd;
    if url { Simd::url_safe(NO_PAD) } else { Simd::standard(PAD) }
}

/// The fastest engine there is for the machine; building it fills a table.
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
fn engine(url: bool) -> impl Engine {
    use base64::{alphabet, engine::GeneralPurpose};
    if url { GeneralPurpose::new(&alphabet::URL_SAFE, NO_PAD) } else { GeneralPurpose::new(&alphabet::STANDARD, PAD) }
}

/// Padded with `=`, or url-safe and unpadded.
pub fn decode(bytes: &[u8], url: bool) -> Text {
    if bytes.len() >= LONG {
        return Text::from_latin1(by_blocks(bytes, &engine(url)));
    }
    let text = if url { URL_SAFE_NO_PAD.encode(bytes) } else { STANDARD.encode(bytes) };
    Text::from_latin1(text.into_bytes())
}

/// Block after block into room that is not cleared before.
fn by_blocks(bytes: &[u8], engine: &impl Engine) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    let mut block = [0; BLOCK * 4];
    for part in bytes.chunks(BLOCK * 3) {
        let length = engine.encode_slice(part, &mut block).unwrap_or_default();
        text.extend_from_slice(&block[..length]);
    }
    text
}

/// Three quarters of the length, at most two trailing `=` not counted (`base64ByteLength` of lib/buffer.js).
pub fn byte_length(text: Units<'_>) -> usize {
    const PAD: u16 = b'=' as u16;
    let mut count = text.len();
    if count > 0 && text.at(count - 1) == PAD {
        count -= 1;
    }
    if count > 1 && text.at(count - 1) == PAD {
        count -= 1;
    }
    count * 3 / 4
}

const SKIP: u8 = 0xFF;
const STOP: u8 = 0xFE;

/// What each byte is worth: both alphabets at once; `=` ends the text, anything else is skipped.
const VALUES: [u8; 256] = {
    let mut values = [SKIP; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut index = 0;
    while index < 64 {
        values[alphabet[index] as usize] = index as u8;
        index += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values[b'=' as usize] = STOP;
    values
};

/// Both alphabets, stray characters skipped, up to the first `=` or the end of either side. Only the low byte of each
/// unit is looked at.
pub fn write(text: Units<'_>, url: bool, target: &mut [u8]) -> usize {
    let mut copy = Lenient { source: &low_bytes(text), target, read: 0, written: 0 };
    if text.len() >= LONG {
        copy.by_blocks(&engine(url));
    }
    copy.by_characters(false);
    copy.written
}

/// How many groups of four characters are done at once.
const BLOCK: usize = 1024;

/// What is read and written so far; always at the beginning of a group.
struct Lenient<'a> {
    source: &'a [u8],
    target: &'a mut [u8],
    read: usize,
    written: usize,
}

impl Lenient<'_> {
    /// Runs of nothing but the expected alphabet, through a block of their own: what is refused must leave no bytes
    /// behind. The group with the character that was refused is read character by character.
    fn by_blocks(&mut self, engine: &impl Engine) {
        let mut block = [0; BLOCK * 3];
        loop {
            let source = &self.source[self.read..];
            let groups = (source.len() / 4).min((self.target.len() - self.written) / 3).min(BLOCK);
            let clean = match engine.decode_slice(&source[..groups * 4], &mut block[..groups * 3]) {
                Ok(bytes) if bytes == groups * 3 => groups,
                Err(DecodeSliceError::DecodeError(DecodeError::InvalidByte(at, _))) => at / 4,
                _ => return,
            };
            let bytes = clean * 3;
            if groups == 0
                || clean < groups && engine.decode_slice(&source[..clean * 4], &mut block[..bytes]) != Ok(bytes)
            {
                return;
            }
            self.target[self.written..self.written + bytes].copy_from_slice(&block[..bytes]);
            self.read += clean * 4;
            self.written += bytes;
            if clean < groups && !self.by_characters(true) {
                return;
            }
        }
    }

    /// Character by character to the end, or only to the end of a group; whether there may be more behind that.
    fn by_characters(&mut self, one_group: bool) -> bool {
        let (mut bits, mut held) = (0_u32, 0_u32);
        while let Some(&byte) = self.source.get(self.read) {
            let value = VALUES[usize::from(byte)];
            if value == STOP {
                return false;
            }
            self.read += 1;
            if value != SKIP {
                bits = (bits << 6 | u32::from(value)) & 0xFFF;
                held += 6;
                if held >= 8 {
                    let Some(slot) = self.target.get_mut(self.written) else { return false };
                    held -= 8;
                    *slot = (bits >> held) as u8;
                    self.written += 1;
                }
            }
            if one_group && held == 0 {
                return true;
            }
        }
        false
    }
}
