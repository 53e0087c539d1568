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
    if let Ok(string) = simdutf8::basic::from_utf8(bytes) {
        return decode_valid(string);
    }
    let mut units = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        push_units(chunk.valid(), &mut units);
        if !chunk.invalid().is_empty() {
            units.push(REPLACEMENT);
        }
    }
    Text::Utf16(units.into())
}

fn decode_valid(string: &str) -> Text {
    let bytes = string.as_bytes();
    // Well-formed text is within U+00FF exactly if no byte leads a longer character than C3 does.
    if bytes.iter().fold(0, |most, &byte| most.max(byte)) <= 0xC3 {
        let mut narrow = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some((&lead, behind)) = rest.split_first() {
            let ascii = ascii_run(rest);
            if ascii > 0 {
                narrow.extend_from_slice(&rest[..ascii]);
                rest = &rest[ascii..];
            } else {
                narrow.push(lead << 6 | behind[0] & 0x3F);
                rest = &behind[1..];
            }
        }
        return Text::from_latin1(narrow);
    }
    let units = bytes.iter().map(|&byte| usize::from((byte as i8) >= -0x40) + usize::from(byte >= 0xF0)).sum();
    let mut wide = Vec::with_capacity(units);
    push_units(string, &mut wide);
    Text::Utf16(wide.into())
}

/// How many bytes at the beginning are ASCII.
fn ascii_run(bytes: &[u8]) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, _) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let high = u64::from_le_bytes(*word) & HIGH;
        if high != 0 {
            return index * 8 + high.trailing_zeros() as usize / 8;
        }
    }
    let whole = words.len() * 8;
    whole + bytes[whole..].iter().take_while(|byte| byte.is_ascii()).count()
}

fn push_units(string: &str, units: &mut Vec<u16>) {
    let mut rest = string;
    while !rest.is_empty() {
        let ascii = ascii_run(rest.as_bytes());
        units.extend(rest.as_bytes()[..ascii].iter().map(|&byte| u16::from(byte)));
        rest = &rest[ascii..];
        let mut end = 0;
        for c in rest.chars().take_while(|c| !c.is_ascii()) {
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            end += c.len_utf8();
        }
        rest = &rest[end..];
    }
}

/// Bytes needed; three for a lone surrogate.
pub fn byte_length(text: Units<'_>) -> usize {
    match text {
        Units::Latin1(bytes) => bytes.len() + bytes.iter().filter(|byte| !byte.is_ascii()).count(),
        Units::Utf16(units) => {
            let alone: usize =
                units.iter().map(|&unit| 1 + usize::from(unit >= 0x80) + usize::from(unit >= 0x800)).sum();
            // Two surrogates that belong together count three each above, and take four.
            let pairs = units.windows(2).filter(|pair| is_lead(pair[0]) && is_trail(pair[1])).count();
            alone - pairs * 2
        }
    }
}

fn is_lead(unit: u16) -> bool {
    unit & 0xFC00 == 0xD800
}

fn is_trail(unit: u16) -> bool {
    unit & 0xFC00 == 0xDC00
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
    let (mut read, mut written) = (0, 0);
    while read < source.len() {
        let run = ascii_run(&source[read..]).min(target.len() - written);
        target[written..written + run].copy_from_slice(&source[read..read + run]);
        read += run;
        written += run;
        let (Some(&byte), Some(slots)) = (source.get(read), target.get_mut(written..written + 2)) else { break };
        if byte.is_ascii() {
            break;
        }
        slots.copy_from_slice(&[0xC0 | byte >> 6, 0x80 | byte & 0x3F]);
        read += 1;
        written += 2;
    }
    written
}

fn write_wide(source: &[u16], target: &mut [u8], generalized: bool) -> usize {
    let (mut read, mut written) = (0, 0);
    while let Some(&unit) = source.get(read) {
        if let (Some(units), Some(slots)) = (source.get(read..read + 8), target.get_mut(written..written + 8))
            && units.iter().fold(0, |all, unit| all | unit) < 0x80
        {
            slots.iter_mut().zip(units).for_each(|(slot, &unit)| *slot = unit as u8);
            read += 8;
            written += 8;
            continue;
        }
        let (point, width) = match source.get(read + 1) {
            Some(&trail) if is_lead(unit) && is_trail(trail) => {
                (0x1_0000 + (u32::from(unit & 0x3FF) << 10 | u32::from(trail & 0x3FF)), 2)
            }
            _ if !generalized && (is_lead(unit) || is_trail(unit)) => (u32::from(REPLACEMENT), 1),
            _ => (u32::from(unit), 1),
        };
        let count = put(point, &mut target[written..]);
        if count == 0 {
            break;
        }
        read += width;
        written += count;
    }
    written
}

/// Writes one code point, a surrogate value too; nothing and zero where it does not fit.
fn put(point: u32, target: &mut [u8]) -> usize {
    let tail = |shift: u32| 0x80 | (point >> shift) as u8 & 0x3F;
    let (bytes, count) = match point {
        0..0x80 => ([point as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xC0 | (point >> 6) as u8, tail(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xE0 | (point >> 12) as u8, tail(6), tail(0), 0], 3),
        _ => ([0xF0 | (point >> 18) as u8, tail(12), tail(6), tail(0)], 4),
    };
    match target.get_mut(..count) {
        Some(slots) => {
            slots.copy_from_slice(&bytes[..count]);
            count
        }
        None => 0,
    }
}
