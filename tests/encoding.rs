//! The encodings against what real Node.js answered: every line of tests/golden/encoding is a call and its answer. Not
//! a place for expectations of our own, but for properties.

use engine::encoding::{self, Encoding, FormError};
use engine::text::{Text, Units};
use pool::memory::Release;
use proptest::prelude::*;

mod golden;

fn named(label: &str) -> Option<Encoding> {
    Encoding::from_label(Text::from(label).view())
}

fn form(result: Result<Text, FormError>) -> String {
    match result {
        Ok(text) => golden::show_text(text.view()),
        Err(FormError::Character) => "!5 Invalid character".to_owned(),
        Err(FormError::Length) => "!5 The string to be decoded is not correctly encoded.".to_owned(),
    }
}

fn answer(call: &[&str], release: Release) -> String {
    let encoding = || named(call[1]).expect("a recorded encoding");
    let (bytes, text) = (|at: usize| golden::bytes(call[at]), |at: usize| golden::text(call[at]));
    match call[0] {
        "decode" => golden::show_text(encoding::decode(&bytes(2), encoding()).view()),
        "encode" => golden::show_bytes(&encoding::encode(text(2).view(), encoding())),
        "length" => encoding::byte_length(text(2).view(), encoding()).to_string(),
        "write" => {
            let size: usize = call[2].parse().expect("a recorded size");
            let mut target = vec![0xAA; size + 1];
            let count = encoding::write(text(3).view(), encoding(), &mut target[..size]);
            format!("{count} {}", golden::show_bytes(&target))
        }
        "isUtf8" => encoding::is_utf8(&bytes(1)).to_string(),
        "isAscii" => encoding::is_ascii(&bytes(1)).to_string(),
        "atob" => form(encoding::atob(text(1).view(), release)),
        "btoa" => form(encoding::btoa(text(1).view())),
        "transcode" => match encoding::transcode(&bytes(3), named(call[1]), named(call[2]), release) {
            Ok(bytes) => golden::show_bytes(&bytes),
            Err(error) => format!("!{0} Unable to transcode Buffer [{0}]", error.code()),
        },
        "label" => Encoding::from_label(text(1).view()).map_or("-", Encoding::name).to_owned(),
        other => panic!("no such operation: {other}"),
    }
}

#[test]
fn answers_as_node_does() {
    golden::check("encoding", answer);
}

fn any_text() -> impl Strategy<Value = Vec<u16>> {
    let unit = prop_oneof![0_u16..0x80, 0x80_u16..0x100, any::<u16>(), 0xD800_u16..0xE000];
    prop::collection::vec(unit, 0..40)
}

proptest! {
    #[test]
    fn bytes_survive_what_can_hold_them(bytes in prop::collection::vec(any::<u8>(), 0..5000)) {
        for name in [Encoding::Latin1, Encoding::Hex, Encoding::Base64, Encoding::Base64url] {
            prop_assert_eq!(&encoding::encode(encoding::decode(&bytes, name).view(), name), &bytes);
        }
    }

    #[test]
    fn well_formed_text_survives_unicode(string in any::<String>()) {
        let text = Text::from(string.as_str());
        for name in [Encoding::Utf8, Encoding::Utf16le] {
            prop_assert_eq!(&encoding::decode(&encoding::encode(text.view(), name), name), &text);
        }
        prop_assert_eq!(encoding::encode(text.view(), Encoding::Utf8), string.as_bytes());
    }

    #[test]
    fn utf8_replaces_as_the_standard_library_does(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        prop_assert_eq!(encoding::decode(&bytes, Encoding::Utf8), Text::from(String::from_utf8_lossy(&bytes).as_ref()));
    }

    #[test]
    fn a_part_is_a_prefix_and_splits_no_character(units in any_text(), size in 0_usize..80) {
        for name in Encoding::ALL {
            let whole = encoding::encode(Units::Utf16(&units), name);
            let mut target = vec![0xAA; size];
            let count = encoding::write(Units::Utf16(&units), name, &mut target);
            prop_assert_eq!(&target[..count], &whole[..count]);
            prop_assert!(target[count..].iter().all(|&byte| byte == 0xAA));
            prop_assert!(name != Encoding::Utf8 || encoding::is_utf8(&target[..count]));
            prop_assert!(count == whole.len() || size - count < 4);
        }
    }

    #[test]
    fn narrow_and_wide_text_are_written_alike(bytes in prop::collection::vec(any::<u8>(), 0..60), size in 0_usize..80) {
        let wide: Vec<u16> = bytes.iter().map(|&byte| u16::from(byte)).collect();
        for name in Encoding::ALL {
            let (mut one, mut other) = (vec![0; size], vec![0; size]);
            let written = encoding::write(Units::Latin1(&bytes), name, &mut one);
            prop_assert_eq!(written, encoding::write(Units::Utf16(&wide), name, &mut other));
            prop_assert_eq!(one, other);
            prop_assert_eq!(
                encoding::byte_length(Units::Latin1(&bytes), name),
                encoding::byte_length(Units::Utf16(&wide), name)
            );
        }
    }
}
