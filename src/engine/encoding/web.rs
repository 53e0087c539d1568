//! Text out of bytes in the encodings of the Encoding Standard, piece by piece, as `TextDecoder` does it. Not Buffer's eight
//! encodings, and not `TextEncoder`, which knows UTF-8 only.

use encoding_rs::{
    CoderResult, Decoder, DecoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16LE, WINDOWS_1252, X_USER_DEFINED,
};

use super::utf8;
use crate::text::Text;
use pool::memory::{Fact, Release};

/// A decoder between two pieces of a text.
pub struct WebDecoder {
    encoding: &'static Encoding,
    /// Whether what is malformed ends it instead of becoming U+FFFD.
    pub fatal: bool,
    /// Whether a byte order mark is text.
    pub ignore_bom: bool,
    /// Node 20 takes windows-1252 for ISO-8859-1.
    narrow: bool,
    /// The state within a text that is not over.
    within: Option<Decoder>,
    /// The last bytes of such a text, from which a copy comes to the same state.
    fed: Vec<u8>,
}

/// So many of them.
const REMEMBERED: usize = 1 << 12;

impl Clone for WebDecoder {
    fn clone(&self) -> Self {
        let mut copy = Self { within: None, fed: Vec::new(), ..*self };
        if self.within.is_some() {
            // The text of these bytes was told before.
            let _ = copy.decode(&self.fed, true);
        }
        copy
    }
}

impl WebDecoder {
    /// A decoder for a label of the Encoding Standard, or the name of what the release does not have.
    pub fn new(label: &str, fatal: bool, ignore_bom: bool, release: Release) -> Result<Self, String> {
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else { return Err(label.to_owned()) };
        let known = match encoding {
            _ if encoding == REPLACEMENT => false,
            _ if encoding == X_USER_DEFINED || encoding.name() == "ISO-8859-16" => Fact::AllEncodings.of(release),
            _ if encoding == UTF_16LE && !Fact::LaterLabels.of(release) => {
                label.trim().to_ascii_lowercase().starts_with("utf-16")
            }
            _ => true,
        };
        let narrow = encoding == WINDOWS_1252 && Fact::NarrowWindows1252.of(release);
        match known {
            true => Ok(Self { encoding, fatal, ignore_bom, narrow, within: None, fed: Vec::new() }),
            false if encoding == REPLACEMENT && Fact::ReplacementNamed.of(release) => Err("replacement".to_owned()),
            false => Err(label.to_owned()),
        }
    }

    /// The encoding's name, in lower case.
    pub fn name(&self) -> String {
        self.encoding.name().to_ascii_lowercase()
    }

    /// The text of the next bytes; `None` where they are malformed and that is fatal. Unless `more` is to come, the text
    /// ends with them.
    pub fn decode(&mut self, bytes: &[u8], more: bool) -> Option<Text> {
        if self.narrow {
            return Some(Text::from_latin1(bytes));
        }
        if self.encoding == UTF_8 && self.within.is_none() && !more {
            let bytes = if self.ignore_bom { bytes } else { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) };
            return (!self.fatal || utf8::is_utf8(bytes)).then(|| utf8::decode(bytes));
        }
        if self.within.is_none() {
            self.fed.clear();
        }
        let mut decoder = self.within.take().unwrap_or_else(|| {
            if self.ignore_bom {
                self.encoding.new_decoder_without_bom_handling()
            } else {
                self.encoding.new_decoder_with_bom_removal()
            }
        });
        let mut units = vec![0; decoder.max_utf16_buffer_length(bytes.len())?];
        let written = if self.fatal {
            let (result, _, written) = decoder.decode_to_utf16_without_replacement(bytes, &mut units, !more);
            if result != DecoderResult::InputEmpty {
                return None;
            }
            written
        } else {
            let (result, _, written, _) = decoder.decode_to_utf16(bytes, &mut units, !more);
            debug_assert_eq!(result, CoderResult::InputEmpty, "there was room for all");
            written
        };
        if more {
            self.within = Some(decoder);
            self.fed.extend_from_slice(bytes);
            self.fed.drain(..self.fed.len().saturating_sub(REMEMBERED));
        }
        Some(Text::from_units(&units[..written]))
    }
}
