//! Any bytes as a transcript and as Markdown with transcripts in it: read to the end. Not replayed.
#![no_main]

use engine::transcript::{Document, Pattern, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for markdown in [false, true] {
        let Ok(document) = Document::read(bytes.to_vec(), markdown) else { continue };
        for block in &document.blocks {
            let Ok(mut reader) = Reader::new(block) else { continue };
            while let Ok(Some(_)) = reader.step() {
                let _ = reader.output(&["1", "undefined"]);
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Pattern::parse(text);
    }
});
