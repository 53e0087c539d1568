//! Numbers, strings and the other primitives as `util.inspect` words them (Node's lib/internal/util/inspect.js,
//! `formatPrimitive`, `formatNumber`, `strEscape`). Not objects.

use std::fmt::Write;

use super::inspector::{ENTRY, Inspector, Thrown};
use super::options::Compact;
use super::piece::Piece;
use crate::heap::{Heap, SymbolId, Value};
use crate::text::Units;
use pool::memory::{Fact, Release};
use pool::styled::Role;

/// Strings up to this many units are never broken into lines (`kMinLineLength`).
const MIN_LINE_LENGTH: usize = 16;

/// ECMAScript `Number::toString`, except that -0 keeps its sign as `util.inspect` shows it.
pub fn number_text(number: f64) -> String {
    if number == 0.0 && number.is_sign_negative() {
        return "-0".to_owned();
    }
    ryu_js::Buffer::new().format(number).to_owned()
}

/// A number with `_` between thousands (option `numericSeparator`).
pub fn separated_number_text(number: f64, release: Release) -> String {
    let text = number_text(number);
    let whole_number = number.trunc() == number;
    if !number.is_finite() || text.contains('e') && (whole_number || Fact::ExponentUnseparated.of(release)) {
        return text;
    }
    if whole_number {
        return separate(&text);
    }
    let (whole, fraction) = if !Fact::FractionByPoint.of(release) {
        // The sign of what is below one is no part of its integer.
        let whole = if number.abs() < 1.0 { "0".to_owned() } else { number_text(number.trunc()) };
        let fraction = text[whole.len() + 1..].to_owned();
        (whole, fraction)
    } else if let Some((whole, fraction)) = text.split_once('.') {
        (whole.to_owned(), fraction.to_owned())
    } else {
        // An exponent without a point, which Node 20 and 22 look for all the same.
        (text[..text.len() - 1].to_owned(), text)
    };
    let groups: Vec<&str> =
        (0..fraction.len()).step_by(3).map(|at| &fraction[at..fraction.len().min(at + 3)]).collect();
    format!("{}.{}", separate(&whole), groups.join("_"))
}

/// An integer's digits with `_` between thousands.
pub fn separate(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    text.push_str(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// A string in quotes: single ones, or double or backticks where that saves escapes (`strEscape`).
pub fn quote_string(string: Units<'_>) -> String {
    let has = |wanted: &str| string.find(crate::text::Text::from(wanted).view(), 0).is_some();
    let quote = if !has("'") {
        '\''
    } else if !has("\"") {
        '"'
    } else if !has("`") && !has("${") {
        '`'
    } else {
        '\''
    };
    let mut text = String::with_capacity(string.len() + 2);
    text.push(quote);
    escape_into(&mut text, string, quote == '\'');
    text.push(quote);
    text
}

/// A string with control characters, backslashes, lone surrogates and single quotes escaped, without quotes around it.
pub(super) fn escape(string: Units<'_>) -> String {
    let mut text = String::with_capacity(string.len());
    escape_into(&mut text, string, true);
    text
}

fn escape_into(text: &mut String, string: Units<'_>, single: bool) {
    for point in string.code_points() {
        match point {
            8 => text.push_str("\\b"),
            9 => text.push_str("\\t"),
            10 => text.push_str("\\n"),
            12 => text.push_str("\\f"),
            13 => text.push_str("\\r"),
            92 => text.push_str("\\\\"),
            39 if single => text.push_str("\\'"),
            0..=31 | 127..=159 => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\x{point:02X}");
            }
            _ => match char::from_u32(point) {
                Some(c) => crate::text::push_char(text, c),
                None => {
                    let _ = write!(text, "\\u{point:x}");
                }
            },
        }
    }
}

/// A symbol as `Symbol.prototype.toString` words it.
pub(super) fn symbol_text(heap: &Heap, symbol: SymbolId) -> String {
    let description = heap.description(symbol).map(|string| heap.utf8(string)).unwrap_or_default();
    format!("Symbol({description})")
}

/// Whether a key needs no quotes.
pub(super) fn is_plain_key(key: Units<'_>) -> bool {
    let word = |unit: u16| u8::try_from(unit).is_ok_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    !key.is_empty() && key.iter().all(word) && !u8::try_from(key.at(0)).is_ok_and(|byte| byte.is_ascii_digit())
}

impl Inspector<'_> {
    /// A number.
    pub(super) fn number(&self, number: f64) -> Piece {
        if !self.options.numeric_separator {
            return Piece::of(Role::Number, number_text(number));
        }
        let number = if self.knows(Fact::SeparatedMinusZero) { number } else { number + 0.0 };
        Piece::of(Role::Number, separated_number_text(number, self.release))
    }

    /// A value that is no object.
    pub(super) fn primitive(&mut self, value: Value) -> Thrown<Piece> {
        Ok(match value {
            Value::Empty | Value::Undefined | Value::Object(_) => Piece::of(Role::Undefined, "undefined"),
            Value::Null => Piece::of(Role::Null, "null"),
            Value::Boolean(truth) => Piece::of(Role::Boolean, truth.to_string()),
            Value::Number(number) => self.number(number),
            Value::BigInt(big) => {
                let digits = self.host.digits(big)?;
                let digits = if self.options.numeric_separator { separate(&digits) } else { digits };
                Piece::of(Role::Number, digits + "n")
            }
            Value::Symbol(symbol) => Piece::of(Role::Symbol, symbol_text(self.heap(), symbol)),
            Value::String(string) => {
                let length = self.heap().string_length(string);
                let shown = length.min(self.options.max_string_length);
                if shown > ENTRY {
                    self.keep(shown * 4)?;
                }
                let text = self.heap().units(string).part(0, shown).to_text();
                self.string(text.view(), length)?
            }
        })
    }

    /// A string of a length, of which so much is shown.
    fn string(&mut self, shown: Units<'_>, length: usize) -> Thrown<Piece> {
        let mut piece = Piece::new();
        let room = self.options.break_length.saturating_sub(self.indentation + 4);
        if self.options.compact != Compact::Always && shown.len() > MIN_LINE_LENGTH && shown.len() > room {
            let joint = format!(" +\n{}", " ".repeat(self.indentation + 2));
            let mut start = 0;
            while start < shown.len() {
                let newline = (start..shown.len()).find(|&at| shown.at(at) == 10);
                let end = newline.map_or(shown.len(), |at| at + 1);
                if start > 0 {
                    self.keep(ENTRY)?;
                    piece.push(Role::Plain, joint.as_str());
                }
                piece.push(Role::String, quote_string(shown.part(start, end)));
                start = end;
            }
        } else {
            piece.push(Role::String, quote_string(shown));
        }
        let rest = length - shown.len();
        if rest > 0 {
            let plural = if rest > 1 { "s" } else { "" };
            piece.push(Role::Plain, format!("... {rest} more character{plural}"));
        }
        Ok(piece)
    }
}
