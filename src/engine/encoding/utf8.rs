//! UTF-8: malformed bytes become U+FFFD as the WHATWG decoder replaces them, lone surrogates are written as U+FFFD.
//! Not a streaming decoder, and no byte order mark is dropped.

use crate::text::{Text, Units};

const REPLACEMENT: u16 = 0xFFFD;

/// `buffer.isUtf8`.
pub fn is_utf8(bytes: &[u8]) -> bool {
    simdutf8::basic::from_utf8(bytes).is_ok()
}

/// One U+FFFD for each maximal subpart of an ill-formed sequence (Unicode, section 3.9, "U+FFFD Substitution of Maximal
/// Subparts"; WHATWG Encoding, "UTF-8 decoder").
pub fn decode(bytes: &[u8]) -> Text {
    if bytes.is_ascii() {
        return Text::from_latin1(bytes);
    }
    if is_utf8(bytes) {
        return decode_valid(bytes);
    }
    let mut units = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        let (valid, start) = (chunk.valid().as_bytes(), units.len());
        units.resize(start + units_in(valid), 0);
        fill_wide(valid, &mut units[start..], |unit| unit);
        if !chunk.invalid().is_empty() {
            units.push(REPLACEMENT);
        }
    }
    Text::Utf16(units.into())
}

/// The text of well-formed UTF-8, which is within U+00FF exactly if no byte leads a longer character than C3 does.
fn decode_valid(bytes: &[u8]) -> Text {
    let units = units_in(bytes);
    if bytes.iter().fold(0, |most, &byte| most.max(byte)) <= 0xC3 {
        let mut narrow = vec![0; units];
        fill_narrow(bytes, &mut narrow);
        return Text::from_latin1(narrow);
    }
    let mut wide = vec![0; units];
    fill_wide(bytes, &mut wide, |unit| unit);
    Text::Utf16(wide.into())
}

/// Well-formed UTF-8 as utf16le.
pub(super) fn to_utf16le(bytes: &[u8]) -> Vec<u8> {
    let mut pairs = vec![[0; 2]; units_in(bytes)];
    fill_wide(bytes, &mut pairs, u16::to_le_bytes);
    pairs.into_flattened()
}

/// How many UTF-16 units well-formed UTF-8 stands for: one for each byte that begins a character, two for F0 and above.
fn units_in(bytes: &[u8]) -> usize {
    let count = |sum: u8, &byte: &u8| sum + u8::from(byte as i8 >= -0x40) + u8::from(byte >= 0xF0);
    // By runs short enough to be counted in bytes, many at a time.
    bytes.chunks(127).map(|run| usize::from(run.iter().fold(0, count))).sum()
}

/// What no ASCII byte has, of eight.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The next eight bytes, if they are there and all ASCII.
fn ascii_word(bytes: &[u8]) -> Option<[u8; 8]> {
    bytes.first_chunk::<8>().copied().filter(|&word| u64::from_le_bytes(word) & HIGH_BITS == 0)
}

fn fill_narrow(source: &[u8], target: &mut [u8]) {
    let (mut read, mut at) = (0, 0);
    while let Some(&byte) = source.get(read) {
        if !byte.is_ascii() {
            target[at] = byte << 6 | source[read + 1] & 0x3F;
            read += 2;
            at += 1;
        } else if let Some(word) = ascii_word(&source[read..]) {
            target[at..at + 8].copy_from_slice(&word);
            read += 8;
            at += 8;
        } else {
            target[at] = byte;
            read += 1;
            at += 1;
        }
    }
}

/// UTF-16 units, each stored as `stored` makes it.
fn fill_wide<T>(mut source: &[u8], target: &mut [T], stored: impl Fn(u16) -> T) {
    let mut at = 0;
    loop {
        if source.first().is_some_and(u8::is_ascii)
            && let (Some(word), Some(slots)) = (source.first_chunk::<8>(), target[at..].first_chunk_mut::<8>())
        {
            // All eight are written, and those behind the ASCII ones again.
            *slots = word.map(|byte| stored(u16::from(byte)));
            let plain = (u64::from_le_bytes(*word) & HIGH_BITS).trailing_zeros() as usize / 8;
            source = &source[plain..];
            at += plain;
            continue;
        }
        let tail = |byte: u8| u16::from(byte & 0x3F);
        source = match *source {
            [a @ ..0x80, ref rest @ ..] => {
                target[at] = stored(u16::from(a));
                rest
            }
            [a @ ..0xE0, b, ref rest @ ..] => {
                target[at] = stored(u16::from(a & 0x1F) << 6 | tail(b));
                rest
            }
            [a @ ..0xF0, b, c, ref rest @ ..] => {
                target[at] = stored(u16::from(a) << 12 | tail(b) << 6 | tail(c));
                rest
            }
            [a, b, c, d, ref rest @ ..] => {
                let point = u32::from(a & 0x07) << 18 | u32::from(tail(b)) << 12 | u32::from(tail(c) << 6 | tail(d));
                target[at] = stored(0xD7C0 + (point >> 10) as u16);
                at += 1;
                target[at] = stored(0xDC00 | (point & 0x3FF) as u16);
                rest
            }
            _ => break,
        };
        at += 1;
    }
}

/// Bytes needed; three for a lone surrogate.
pub fn byte_length(text: Units<'_>) -> usize {
    match text {
        Units::Latin1(bytes) => {
            // By runs short enough to be counted in bytes, many at a time.
            let more = |run: &[u8]| usize::from(run.iter().fold(0, |sum: u8, byte| sum + (byte >> 7)));
            bytes.len() + bytes.chunks(255).map(more).sum::<usize>()
        }
        Units::Utf16(units) => {
            let more = |sum: u16, &unit: &u16| sum + u16::from(unit >= 0x80) + u16::from(unit >= 0x800);
            let more: usize = units.chunks(RUN).map(|run| usize::from(run.iter().fold(0, more))).sum();
            // Two surrogates that belong together count three each above, and take four.
            let pair = |sum: u16, (&lead, &trail): (&u16, &u16)| sum + u16::from(is_lead(lead) & is_trail(trail));
            let trails = units.get(1..).unwrap_or_default().chunks(RUN);
            let runs = units.chunks(RUN).zip(trails);
            let pairs: usize = runs.map(|(leads, trails)| usize::from(leads.iter().zip(trails).fold(0, pair))).sum();
            units.len() + more - pairs * 2
        }
    }
}

/// How many units are counted in sixteen bits, many at a time.
const RUN: usize = 4096;

fn is_lead(unit: u16) -> bool {
    unit & 0xFC00 == 0xD800
}

fn is_trail(unit: u16) -> bool {
    unit & 0xFC00 == 0xDC00
}

/// The trail surrogate that makes a character of `unit` and the unit behind it.
fn trail_of(unit: u16, next: Option<&u16>) -> Option<u16> {
    next.copied().filter(|&next| is_lead(unit) && is_trail(next))
}

/// As many whole characters as fit, lone surrogates as U+FFFD.
pub fn write(text: Units<'_>, target: &mut [u8]) -> usize {
    match text {
        Units::Latin1(bytes) => write_narrow(bytes, target),
        Units::Utf16(units) => write_wide(units, target, false),
    }
}

/// The bytes of `text` with a lone surrogate as the three bytes its value would have ("generalized UTF-8", WTF-8):
/// what `indexOf` looks for up to Node 22.
pub fn encode_generalized(text: Units<'_>) -> Vec<u8> {
    let mut bytes = vec![0; byte_length(text)];
    match text {
        Units::Latin1(narrow) => write_narrow(narrow, &mut bytes),
        Units::Utf16(units) => write_wide(units, &mut bytes, true),
    };
    bytes
}

fn write_narrow(source: &[u8], target: &mut [u8]) -> usize {
    let both = source.len().min(target.len());
    if source[..both].is_ascii() {
        target[..both].copy_from_slice(&source[..both]);
        return both;
    }
    let (mut read, mut written) = (0, 0);
    while let Some(&byte) = source.get(read) {
        let room = &mut target[written..];
        let (units, bytes) = if !byte.is_ascii() {
            (1, put(room, [0xC0 | byte >> 6, 0x80 | byte & 0x3F]))
        } else if room.len() >= 8
            && let Some(word) = ascii_word(&source[read..])
        {
            (8, put(room, word))
        } else {
            (1, put(room, [byte]))
        };
        if bytes == 0 {
            break;
        }
        read += units;
        written += bytes;
    }
    written
}

fn write_wide(source: &[u16], target: &mut [u8], generalized: bool) -> usize {
    let (mut read, mut written) = (0, 0);
    while let Some(&unit) = source.get(read) {
        let room = &mut target[written..];
        let (units, bytes) = if unit < 0x80 {
            match narrow_word(&source[read..]).filter(|_| room.len() >= 8) {
                Some(word) => (8, put(room, word)),
                None => (1, put(room, [unit as u8])),
            }
        } else if unit < 0x800 {
            (1, put(room, [0xC0 | (unit >> 6) as u8, tail(unit)]))
        } else if let Some(trail) = trail_of(unit, source.get(read + 1)) {
            let high = (unit & 0x3FF) + 0x40;
            let low = (high & 0x3) << 4 | (trail >> 6 & 0xF);
            (2, put(room, [0xF0 | (high >> 8) as u8, tail(high >> 2), tail(low), tail(trail)]))
        } else {
            let lone = is_lead(unit) || is_trail(unit);
            let unit = if lone && !generalized { REPLACEMENT } else { unit };
            (1, put(room, [0xE0 | (unit >> 12) as u8, tail(unit >> 6), tail(unit)]))
        };
        if bytes == 0 {
            break;
        }
        read += units;
        written += bytes;
    }
    written
}

/// The next eight units as bytes, if they are there and all ASCII.
fn narrow_word(units: &[u16]) -> Option<[u8; 8]> {
    let word = units.first_chunk::<8>()?;
    (word.iter().fold(0, |all, unit| all | unit) < 0x80).then(|| word.map(|unit| unit as u8))
}

fn tail(bits: u16) -> u8 {
    0x80 | (bits & 0x3F) as u8
}

/// Writes one character, or nothing where it does not fit, and answers how many bytes that was.
fn put<const N: usize>(room: &mut [u8], bytes: [u8; N]) -> usize {
    room.first_chunk_mut().map_or(0, |slots| {
        *slots = bytes;
        N
    })
}
