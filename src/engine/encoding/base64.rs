//! base64 and base64url as Buffer reads and writes them. Not the forgiving decode of `atob`, which refuses what this
//! skips.

use super::latin1::low_bytes;
use crate::text::{Text, Units};
use base64_simd::{Out, STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Padded with `=`, or url-safe and unpadded.
pub fn decode(bytes: &[u8], url: bool) -> Text {
    let engine = if url { URL_SAFE_NO_PAD } else { STANDARD };
    Text::from_latin1(engine.encode_type::<Vec<u8>>(bytes))
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
    copy.by_blocks(url);
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
    /// Runs of nothing but the expected alphabet, looked through first: what is refused must leave no bytes behind. The
    /// group with the character that was refused is read character by character.
    fn by_blocks(&mut self, url: bool) {
        let (engine, foreign) = if url { (&URL_SAFE_NO_PAD, *b"+/") } else { (&STANDARD_NO_PAD, *b"-_") };
        let refused = |byte: &u8| VALUES[usize::from(*byte)] >= STOP || foreign.contains(byte);
        loop {
            let (source, target) = (&self.source[self.read..], &mut self.target[self.written..]);
            let groups = (source.len() / 4).min(target.len() / 3).min(BLOCK);
            let block = &source[..groups * 4];
            let clean = match engine.check(block) {
                Ok(()) => groups,
                Err(_) => block.iter().position(refused).map_or(0, |at| at / 4),
            };
            if groups == 0 || engine.decode(&block[..clean * 4], Out::from_slice(target)).is_err() {
                return;
            }
            self.read += clean * 4;
            self.written += clean * 3;
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
