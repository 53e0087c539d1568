//! base64 and hex as ECMAScript's `Uint8Array` takes them (`fromBase64`, `setFromHex` and kin): malformed text is an error.
//! Not Buffer's forgiving decoders: those are `base64` and `hex`.

use crate::text::Units;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A character of another alphabet, or padding out of place.
    Character,
    /// One character is left at the end.
    Remainder,
    /// The bits that stand for nothing are not zero.
    ExtraBits,
    /// Not pairs of hexadecimal digits.
    Hex,
}

/// What becomes of a last chunk of fewer than four characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastChunk {
    /// It is decoded, padded or not.
    Loose,
    /// It must be padded, and its extra bits zero.
    Strict,
    /// It is left unread unless it is padded.
    StopBeforePartial,
}

/// How far a decoder came: the bytes, how many units of text they are, and why it stopped early.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// What was decoded, also before an error.
    pub bytes: Vec<u8>,
    /// Units read.
    pub read: usize,
    /// What is wrong, if anything.
    pub error: Option<Malformed>,
}

impl Decoded {
    fn failed(mut self, error: Malformed) -> Self {
        self.error = Some(error);
        self
    }
}

/// Pairs of hexadecimal digits, at most `room` bytes of them.
pub fn from_hex(text: Units<'_>, room: usize) -> Decoded {
    let mut done = Decoded::default();
    if text.len() % 2 == 1 {
        return done.failed(Malformed::Hex);
    }
    let digit = |unit: u16| char::from_u32(u32::from(unit)).and_then(|c| c.to_digit(16));
    for pair in text.to_units().chunks_exact(2).take(room) {
        let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else { return done.failed(Malformed::Hex) };
        done.bytes.push((high * 16 + low) as u8);
        done.read += 2;
    }
    done
}

fn is_blank(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0C | 0x0D | 0x20)
}

fn sextet(unit: u16, url: bool) -> Option<u32> {
    let (plus, slash) = if url { (b'-', b'_') } else { (b'+', b'/') };
    let byte = u8::try_from(unit).ok()?;
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        _ if byte == plus => 62,
        _ if byte == slash => 63,
        _ => return None,
    }))
}

/// The text without its blanks and padding at the end, and how many `=` that were: two at most.
fn without_padding(all: &[u16]) -> (usize, usize) {
    let trimmed = |end: usize| all[..end].iter().rposition(|&unit| !is_blank(unit)).map_or(0, |at| at + 1);
    let (mut end, mut padding) = (trimmed(all.len()), 0);
    while padding < 2 && end > 0 && all[end - 1] == u16::from(b'=') {
        padding += 1;
        end = trimmed(end - 1);
    }
    (end, padding)
}

/// base64, at most `room` bytes of it.
pub fn from_base64(text: Units<'_>, url: bool, last: LastChunk, room: usize) -> Decoded {
    let all = text.to_units();
    let (end, padding) = without_padding(&all);
    let mut done = Decoded::default();
    if room == 0 {
        return done;
    }
    let most = all.len() - padding;
    let most = most / 4 * 3 + (most % 4).saturating_sub(1);
    let (mut chunk, mut held) = (0_u32, 0);
    for (index, &unit) in all[..end].iter().enumerate() {
        if is_blank(unit) {
            continue;
        }
        // A text that may not fit is read only as far as it fits.
        let left = room - done.bytes.len();
        if most > room && (left == 0 || (left < 3 && held > left)) {
            return done;
        }
        let Some(bits) = sextet(unit, url) else { return done.failed(Malformed::Character) };
        (chunk, held) = (chunk << 6 | bits, held + 1);
        if held == 4 {
            done.bytes.extend_from_slice(&chunk.to_be_bytes()[1..]);
            (done.read, chunk, held) = (index + 1, 0, 0);
        }
    }
    let complete = held == 0 || (held > 1 && held + padding == 4);
    match (held, last) {
        (0, _) if padding > 0 => return done.failed(Malformed::Character),
        (0, _) => {}
        (1, LastChunk::StopBeforePartial) if padding == 0 => return done,
        (1, _) => return done.failed(Malformed::Remainder),
        (_, LastChunk::StopBeforePartial) if !complete => return done,
        (_, LastChunk::Strict) if !complete => return done.failed(Malformed::Remainder),
        (_, LastChunk::Loose) if padding > 0 && !complete => return done.failed(Malformed::Character),
        _ => {
            let bytes = (chunk << (6 * (4 - held))).to_be_bytes();
            let extra = bytes[held] != 0;
            if last == LastChunk::Strict && extra {
                return done.failed(Malformed::ExtraBits);
            }
            done.bytes.extend_from_slice(&bytes[1..held]);
        }
    }
    done.read = all.len();
    done
}
