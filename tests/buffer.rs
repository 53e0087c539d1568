//! The byte-level semantics of Buffer against what real Node.js answered: every line of tests/golden/buffer is a call
//! and its answer. Not a place for expectations of our own, but for properties.

use engine::buffer::numeric::{self, FAMILIES, Meaning, Numeric};
use engine::buffer::search::{Needle, Place};
use engine::buffer::{self, Fault, compare, copy, fill, range, received, search, swap, validate};
use engine::encoding::{self, Encoding, TranscodeError};
use engine::text::Text;
use num_bigint::BigInt;
use pool::memory::Release;
use proptest::prelude::*;

mod golden;

type Answer = Result<String, Fault>;

fn number(word: &str) -> f64 {
    word.parse().expect("a recorded number")
}

fn size(word: &str) -> usize {
    word.parse().expect("a recorded size")
}

fn maybe(word: &str) -> Option<f64> {
    (word != "-").then(|| number(word))
}

fn encoding(label: &str) -> Encoding {
    Encoding::from_label(Text::from(label).view()).expect("a recorded encoding")
}

fn counted(length: &str) -> Vec<u8> {
    (97..).take(size(length)).collect()
}

fn family(suffix: &str) -> numeric::Family {
    let named = |family: &&numeric::Family| family.suffix == suffix || family.alias == Some(suffix);
    *FAMILIES.iter().find(named).expect("a recorded family")
}

fn read(call: &[&str]) -> Answer {
    let (family, bytes) = (family(call[1]), golden::bytes(call[2]));
    let width = family.width.map_or_else(|| validate::byte_length(number(call[4])), Ok)?;
    let at = validate::offset(number(call[3]), width, bytes.len())?;
    Ok(match numeric::read(family.kind, family.order, &bytes[at..at + width]) {
        Numeric::Number(value) => received::inspected(value),
        Numeric::Signed(value) => format!("{value}n"),
        Numeric::Unsigned(value) => format!("{value}n"),
    })
}

fn write(call: &[&str]) -> Answer {
    let (family, mut bytes) = (family(call[1]), vec![0xAA; size(call[2])]);
    let width = family.width.map_or_else(|| validate::byte_length(number(call[5])), Ok)?;
    let bits = match call[3].strip_suffix('n') {
        Some(digits) => numeric::big_bits(family.kind, &digits.parse::<BigInt>().expect("a recorded BigInt"))?,
        None => match numeric::number_bits(family.kind, width, number(call[3])) {
            // Node looks at the bounds before it mixes the types.
            Err(Fault::MixedBigInt) => {
                validate::offset(number(call[4]), width, bytes.len())?;
                return Err(Fault::MixedBigInt);
            }
            bits => bits?,
        },
    };
    let at = validate::offset(number(call[4]), width, bytes.len())?;
    numeric::write(family.order, bits, &mut bytes[at..at + width]);
    Ok(format!("{} {}", at + width, golden::show_bytes(&bytes)))
}

fn find(call: &[&str], release: Release) -> String {
    let hay = golden::bytes(call[2]);
    let bytes = match call[1] {
        "byte" => Vec::new(),
        "bytes" | "units" => golden::bytes(call[3]),
        label => search::needle_bytes(golden::text(call[3]).view(), encoding(label), release),
    };
    let needle = match call[1] {
        "byte" => Needle::Byte(number(call[3]) as i64 as u8),
        kind => Needle::Bytes { bytes: &bytes, wide: matches!(kind, "units" | "utf16le"), text: kind == "utf16le" },
    };
    let place =
        Place { offset: maybe(call[4]).unwrap_or(f64::NAN), end: maybe(call[5]), forward: call[0] == "indexOf" };
    search::find(&hay, needle, place, release).map_or_else(|| "-1".to_owned(), |at| at.to_string())
}

fn ranges(call: &[&str], release: Release) -> Answer {
    let at = |index: usize| maybe(call[index]);
    let length = size(call[1]);
    let mut room = vec![0xAA; length];
    let span = |part: std::ops::Range<usize>| format!("{} {}", part.start, part.len());
    Ok(match call[0] {
        "subarray" => span(range::subarray(at(2), at(3), length)),
        "writeAt" => {
            let part = range::write(number(call[2]), at(3), length)?;
            let count = encoding::write(Text::from("abcdefghijkl").view(), Encoding::Latin1, &mut room[part]);
            format!("{count} {}", golden::show_bytes(&room))
        }
        "fill" => {
            assert!(fill::fill(&mut room[range::fill(at(2), at(3), length, release)?], &[7]));
            golden::show_bytes(&room)
        }
        "arrayBuffer" => span(range::array_buffer(at(2), at(3), length, release)?),
        "copy" => {
            let (source, mut target) = (counted(call[1]), vec![0xAA; size(call[2])]);
            let plan = range::copy(at(3), at(4), at(5), source.len(), target.len(), release)?;
            let count = copy::copy_prefix(
                &source[plan.source_start..plan.source_start + plan.count],
                &mut target[plan.target_start..],
            );
            format!("{count} {}", golden::show_bytes(&target))
        }
        _ => {
            let (this, other) = (counted(call[1]), counted(call[2]));
            let (target, source) = range::compare([at(3), at(4)], [at(5), at(6)], other.len(), this.len(), release)?;
            compare::compare(&this[source], &other[target]).to_string()
        }
    })
}

fn fault(name: &str) -> Fault {
    match name {
        "too-long" => buffer::to_text(&vec![0; 1 << 28], Encoding::Hex).expect_err("2 ** 29 digits"),
        "encoding" => Fault::UnknownEncoding("bogus".to_owned().into()),
        "buffer" => Fault::NotABuffer,
        "string" => Fault::NotAString,
        "index" => Fault::IndexOutOfRange,
        "transcode" => Fault::Transcode(TranscodeError::IllegalArgument),
        "array-buffer" => Fault::ArrayBufferAllocation,
        _ => Fault::Allocation,
    }
}

/// The recorded names live as long as the process, as the names in the library do.
fn names(words: &[&str]) -> &'static [&'static str] {
    let leak = |word: &&str| -> &'static str { word.replace('_', " ").leak() };
    words.iter().map(leak).collect::<Vec<_>>().leak()
}

fn answer(call: &[&str], release: Release) -> Answer {
    match call[0] {
        "read" => read(call),
        "write" => write(call),
        "indexOf" | "lastIndexOf" => Ok(find(call, release)),
        "order" => Ok(compare::compare(&golden::bytes(call[1]), &golden::bytes(call[2])).to_string()),
        "pattern" => {
            let (text, mut room) = (golden::text(call[3]), vec![0xAA; size(call[2])]);
            let filled = fill::fill(&mut room, &fill::pattern(text.view(), encoding(call[1])));
            let received = Text::from(format!("'{text}'"));
            let refused = Fault::ArgumentValue { name: "value", reason: "is invalid", received };
            if filled { Ok(golden::show_bytes(&room)) } else { Err(refused) }
        }
        "swap" => {
            let mut bytes = golden::bytes(call[2]);
            swap::swap(&mut bytes, size(call[1]))?;
            Ok(golden::show_bytes(&bytes))
        }
        "size" => validate::size(number(call[1]), release).map(|size| size.to_string()),
        "alignment" => validate::alignment(number(call[1])).map(|_| "5".to_owned()),
        "received" => Ok(match call[1].strip_suffix('n') {
            Some(digits) => received::big_out_of_range(digits),
            None => received::out_of_range(number(call[1])),
        }),
        "type" => {
            let name = names(&call[1..2])[0].into();
            let fault =
                Fault::ArgumentType { name, expected: names(&call[2..]), received: "undefined".to_owned().into() };
            Ok(fault.message(release).to_string())
        }
        "missing" => Err(Fault::MissingArguments(names(&call[1..]))),
        "value" => {
            let received = Text::from(format!("'{}'", "x".repeat(size(call[1]))));
            Err(Fault::ArgumentValue { name: "value", reason: "is invalid", received })
        }
        "fault" => Err(fault(call[1])),
        _ => ranges(call, release),
    }
}

#[test]
fn answers_as_node_does() {
    golden::check("buffer", |call, release| match answer(call, release) {
        Ok(shown) => shown,
        Err(fault) => {
            let code = fault.code(release).unwrap_or("-");
            format!("!{} {code} {}", fault.class().name(), fault.message(release))
        }
    });
}

fn naive(hay: &[u8], needle: &[u8], from: usize, step: usize, forward: bool) -> Option<usize> {
    let mut places = (0..hay.len()).step_by(step).filter(|&at| hay[at..].starts_with(needle));
    if forward { places.find(|&at| at >= from) } else { places.rfind(|&at| at <= from) }
}

proptest! {
    #[test]
    fn search_equals_the_naive_search(
        hay in prop::collection::vec(0_u8..2, 0..120),
        needle in prop::collection::vec(0_u8..2, 1..6),
        from in 0_usize..120,
        forward in any::<bool>(),
    ) {
        let place = Place { offset: from as f64, end: None, forward };
        let bytes = Needle::Bytes { bytes: &needle, wide: false, text: false };
        prop_assert_eq!(search::find(&hay, bytes, place, (26, 10, 0)), naive(&hay, &needle, from, 1, forward));
        let (hay, needle) = (&hay[..hay.len() & !1], &needle[..needle.len() & !1]);
        if !needle.is_empty() {
            let (from, units) = (from & !1, Needle::Bytes { bytes: needle, wide: true, text: true });
            let place = Place { offset: from as f64, ..place };
            prop_assert_eq!(search::find(hay, units, place, (26, 10, 0)), naive(hay, needle, from, 2, forward));
        }
    }

    #[test]
    fn what_is_written_is_read_back(bits in any::<u64>()) {
        for family in FAMILIES {
            for width in family.width.map_or(1..=6, |width| width..=width) {
                let mut bytes = vec![0; width];
                numeric::write(family.order, bits, &mut bytes);
                let again = match numeric::read(family.kind, family.order, &bytes) {
                    Numeric::Number(value) => numeric::number_bits(family.kind, width, value),
                    Numeric::Signed(value) => numeric::big_bits(family.kind, &value.into()),
                    Numeric::Unsigned(value) => numeric::big_bits(family.kind, &value.into()),
                }.expect("what was read is in range");
                let mut rewritten = vec![0; width];
                numeric::write(family.order, again, &mut rewritten);
                let nan = matches!(family.kind, Meaning::Float | Meaning::Double) && rewritten != bytes;
                prop_assert!(rewritten == bytes || nan && f64::from_bits(again).is_nan() || nan && f32::from_bits(again as u32).is_nan());
            }
        }
    }

    #[test]
    fn a_pattern_repeats(pattern in prop::collection::vec(any::<u8>(), 1..9), length in 0_usize..60) {
        let mut target = vec![0; length];
        prop_assert!(fill::fill(&mut target, &pattern));
        prop_assert!(target.iter().enumerate().all(|(at, &byte)| byte == pattern[at % pattern.len()]));
    }
}

#[test]
fn a_needle_that_matches_only_at_odd_places_takes_linear_time() {
    let hay = b"ab".repeat(1 << 21);
    let needle = b"ba".repeat(1 << 20);
    for forward in [true, false] {
        let place = Place { offset: f64::NAN, end: None, forward };
        let units = Needle::Bytes { bytes: &needle, wide: true, text: true };
        assert_eq!(search::find(&hay, units, place, (26, 10, 0)), None);
    }
}
