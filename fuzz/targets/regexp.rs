//! A pattern, its flags and a text, a line each: read as the oldest and the newest release does, compiled and, where the text is
//! short, searched for.
#![no_main]

use engine::regexp::{Dialect, Regexp};
use engine::text::Text;
use libfuzzer_sys::fuzz_target;

/// The longest pattern and text that are searched: nothing stops a search here, and each unit may double it.
const SEARCHED: usize = 12;

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let (flags, pattern) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let subject = Text::from(lines.next().unwrap_or_default());
    for dialect in [Dialect::OLDEST, Dialect::NEWEST] {
        let Some(regexp) = Regexp::unchecked(Text::from(pattern), &Text::from(flags)) else { return };
        let _ = regexp.shown_source();
        let Some(job) = regexp.job(dialect) else { return };
        if regexp.settle(job.run()).is_err() || pattern.len() > SEARCHED || subject.len() > SEARCHED {
            continue;
        }
        regexp.prepare(0, subject.view());
        let _ = regexp.search().map(|search| search.run(0, true));
    }
});
