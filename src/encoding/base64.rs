//! base64 and base64url as Buffer reads and writes them. Not the forgiving decode of `atob`, which refuses what this
//! skips.

use super::latin1::low_bytes;
use crate::text::{Text, Units};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Padded with `=`, or url-safe and unpadded.
pub fn decode(bytes: &[u8], url: bool) -> Text {
    let text = if url { URL_SAFE_NO_PAD.encode(bytes) } else { STANDARD.encode(bytes) };
    Text::from_latin1(text.into_bytes())
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

/// How many groups of four characters are decoded at once.
const BLOCK: usize = 1024;

/// Both alphabets, stray characters skipped, up to the first `=` or the end of either side. Only the low byte of each
/// unit is looked at.
pub fn write(text: Units<'_>, url: bool, target: &mut [u8]) -> usize {
    let source = low_bytes(text);
    let engine = if url { URL_SAFE_NO_PAD } else { STANDARD_NO_PAD };
    let (mut read, mut written) = (0, 0);
    // Blocks of nothing but the expected alphabet take the short way, through a block of their own: a refused one must
    // leave no bytes behind. From the first refused block on, and for the last group, it is character by character.
    let mut block = [0; BLOCK * 3];
    loop {
        let groups = ((source.len() - read) / 4).min((target.len() - written) / 3).min(BLOCK);
        let (characters, bytes) = (groups * 4, groups * 3);
        if groups == 0 || engine.decode_slice(&source[read..read + characters], &mut block[..bytes]) != Ok(bytes) {
            break;
        }
        target[written..written + bytes].copy_from_slice(&block[..bytes]);
        read += characters;
        written += bytes;
    }
    written + write_leniently(&source[read..], &mut target[written..])
}

fn write_leniently(source: &[u8], target: &mut [u8]) -> usize {
    let (mut bits, mut held, mut written) = (0_u32, 0_u32, 0);
    for &byte in source {
        let value = VALUES[usize::from(byte)];
        if value == SKIP {
            continue;
        }
        if value == STOP {
            break;
        }
        bits = (bits << 6 | u32::from(value)) & 0xFFF;
        held += 6;
        if held >= 8 {
            let Some(slot) = target.get_mut(written) else { break };
            held -= 8;
            *slot = (bits >> held) as u8;
            written += 1;
        }
    }
    written
}
