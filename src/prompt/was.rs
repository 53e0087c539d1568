//! The answer that stood under an entry where it was copied from, without what the screen there did to it and said beside it.
//! Compares nothing.

use engine::transcript::{Actual, Expected, Output};

/// An answer as it was copied.
#[derive(Debug, Default)]
pub struct Was {
    pub output: Output,
    /// Rows of more columns were broken there; 0 where that is not known.
    pub columns: usize,
    /// Who printed it, where that was neither Node nor slabscope.
    pub by: Option<&'static str>,
}

/// What slabscope, Node and Deno say in passing.
const ASIDES: [&str; 8] = [
    "(To exit, press Ctrl+C again or",
    "press ctrl+c again to exit",
    "did you mean ",
    "taken away: ",
    "// Entering editor mode",
    "a byte that was not UTF-8 ",
    "bytes that were not UTF-8 ",
    "(Use `node --trace-",
];

/// Signs that stand before an answer: those of browsers.
const SIGNS: [&str; 5] = ["< ", "‹ ", "<· ", "<- ", "← "];

impl Was {
    /// What is compared with `actual`. A line that really came back is kept as it is.
    pub fn fitted(&self, actual: &Actual) -> Output {
        let came = actual.texts();
        let mut lines: Vec<Expected> = Vec::new();
        let mut rest = self.output.lines.as_slice();
        let mut told = false;
        while let Some((line, more)) = rest.split_first() {
            rest = more;
            let text = line.text.as_str();
            let real = came.get(lines.len()).copied().unwrap_or_default();
            told &= text.starts_with("  ");
            if came.contains(&text) {
                lines.push(line.clone());
            } else if told || text == "it was:" || text.ends_with(" printed:") {
                told = true;
            } else if ASIDES.iter().any(|aside| text.starts_with(aside)) || is_compared(text) || is_numbered(text) {
            } else if text.starts_with("... ") && text.ends_with(" more lines: .more or .all") {
                lines.push(Expected { text: "[...]".to_owned(), literal: false, ..line.clone() });
            } else if let Some((whole, rows)) = self.mended(line, more, real) {
                lines.push(Expected { text: whole, ..line.clone() });
                rest = &more[rows - 1..];
            } else {
                lines.push(Expected { text: unsigned(text).to_owned(), ..line.clone() });
            }
        }
        Output { throws: self.output.throws.clone(), lines }
    }

    /// The line that was broken into `row` and the first of those behind it, if it is as long as `real`, and how many they were.
    fn mended(&self, row: &Expected, behind: &[Expected], real: &str) -> Option<(String, usize)> {
        let length = real.chars().count();
        let rows = length.checked_div(self.columns)? + usize::from(!length.is_multiple_of(self.columns));
        let behind = behind.get(..rows.checked_sub(1).filter(|more| *more > 0)?)?;
        let mut whole = row.text.clone();
        for (index, next) in behind.iter().enumerate() {
            // Blanks at the end of a row are lost.
            let lost = ((index + 1) * self.columns).checked_sub(whole.chars().count())?;
            whole = format!("{whole}{}{}", " ".repeat(lost), next.text);
        }
        (whole.chars().count() == length).then_some((whole, rows))
    }
}

/// An answer without the sign before it: `< 2`, `Out[1]: 2`, `VM12:1 2`.
fn unsigned(text: &str) -> &str {
    if let Some(text) = SIGNS.iter().find_map(|sign| text.strip_prefix(sign)) {
        return text;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbered =
        text.strip_prefix("Out[").and_then(|rest| rest.split_once("]:")).filter(|(number, _)| digits(number));
    let of_browser = || {
        let (place, text) = text.strip_prefix("VM")?.split_once(' ')?;
        let (script, line) = place.split_once(':')?;
        (digits(script) && digits(line)).then_some(text)
    };
    numbered.map(|(_, text)| text.trim_start()).or_else(of_browser).unwrap_or(text)
}

/// `2 of 3 answers are as they were`.
fn is_compared(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(" answers are as they were")
}

/// `3  #1 272 -> 280   + [272, 275) c`: what a statement changed, under its number.
fn is_numbered(text: &str) -> bool {
    let Some((number, changed)) = text.trim_start().split_once("  ") else { return false };
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    numbered && changed.starts_with(['#', '+', '-', '~'])
}
