//! A pattern, its flags and a text, a line each: compiled and searched for a bounded while.
#![no_main]

use engine::regexp::Regexp;
use engine::text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let (flags, pattern) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let Ok(regexp) = Regexp::new(Text::from(pattern), &Text::from(flags)) else { return };
    let _ = regexp.shown_source();
    let subject = Text::from(lines.next().unwrap_or_default());
    regexp.prepare(0, subject.view());
    let mut patience = 20;
    let _ = regexp.find(0, true, || {
        patience -= 1;
        if patience == 0 { Err(()) } else { Ok(()) }
    });
});
