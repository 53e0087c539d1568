//! The nom parsers of words with a value: numbers, strings, templates, regular expressions and their escapes. The
//! patterns of regular expressions are not read here: the engine does that.

use nom::Parser;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::{anychar, one_of};
use nom::combinator::{opt, recognize};

use super::identifier::{hex_escape, is_identifier_part, is_identifier_start, unicode_escape};
use super::message::{self, Message};
use super::token::{Fail, Lex, TemplatePart, Token, Value, Word, is_line_terminator};
use crate::text::{Text, TextBuilder};

fn is_octal(c: char) -> bool {
    c.is_digit(8)
}

/// Digits with single underscores between them; `first` demands that a digit begins.
pub(super) fn separated_digits(input: &str, radix: u32) -> Lex<'_, &str> {
    let (rest, digits) = take_while(|c: char| c == '_' || c.is_digit(radix))(input)?;
    if let Some(at) = digits.find("__") {
        return Err(Fail::at(&message::CONTINUOUS_SEPARATOR, &input[at + 1..], 1));
    }
    if digits.ends_with('_') {
        return Err(Fail::at(&message::TRAILING_SEPARATOR, rest, 1));
    }
    Ok((rest, digits))
}

/// `e`, an optional sign and digits.
pub(super) fn exponent_part(input: &str) -> Lex<'_, &str> {
    let (rest, _) = (one_of("eE"), opt(one_of("+-"))).parse(input)?;
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Fail::between(&message::INVALID_OR_UNEXPECTED, rest, rest));
    }
    let (rest, _) = separated_digits(rest, 10)?;
    Ok((rest, &input[..input.len() - rest.len()]))
}

/// A number of any kind, `n` included.
pub(super) fn numeric_literal(input: &str) -> Lex<'_, Word<'_>> {
    let illegal = |rest: &str| Fail::between(&message::INVALID_OR_UNEXPECTED, input, rest);
    let anchored = |error: nom::Err<Fail>| match error {
        // A digit is missing: V8 calls everything from the start of the number illegal.
        nom::Err::Failure(fail) if fail.from as isize == fail.to => {
            nom::Err::Failure(Fail { from: input.len(), ..fail })
        }
        other => other,
    };
    let radix = match input.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    let (rest, mut word) = if radix != 10 {
        if !input[2..].starts_with(|c: char| c.is_digit(radix)) {
            return Err(illegal(&input[2..]));
        }
        let (rest, digits) = separated_digits(&input[2..], radix)?;
        if let Some(rest) = rest.strip_prefix('n') {
            (rest, big(&input[..2].to_ascii_lowercase(), digits))
        } else {
            (rest, Word::with(Token::Number, Value::Number(radix_value(digits, radix))))
        }
    } else if input.starts_with('0') && input[1..].starts_with(|c: char| c.is_ascii_digit()) {
        legacy_literal(input)?
    } else {
        decimal_literal(input).map_err(anchored)?
    };
    if rest.starts_with(|c: char| c.is_ascii_digit() || c == '\\' || is_identifier_start(c)) {
        return Err(illegal(rest));
    }
    if let Some(octal) = &mut word.octal {
        octal.to = rest.len() as isize;
    }
    Ok((rest, word))
}

/// `12`, `1_000.5e3`, `.5`, `12n`.
pub(super) fn decimal_literal(input: &str) -> Lex<'_, Word<'_>> {
    if input.starts_with("0_") {
        return Err(Fail::at(&message::ZERO_DIGIT_SEPARATOR, &input[1..], 1));
    }
    let (rest, whole) = separated_digits(input, 10)?;
    if !whole.is_empty()
        && let Some(rest) = rest.strip_prefix('n')
    {
        return Ok((rest, big("", whole)));
    }
    fraction_and_exponent(input, rest)
}

/// The rest of a decimal literal that begins with `input`; its whole part has been read up to `rest`.
fn fraction_and_exponent<'s>(input: &'s str, mut rest: &'s str) -> Lex<'s, Word<'s>> {
    if let Some(after) = rest.strip_prefix('.') {
        if after.starts_with('_') {
            return Err(Fail::between(&message::INVALID_OR_UNEXPECTED, after, after));
        }
        (rest, _) = separated_digits(after, 10)?;
    }
    (rest, _) = opt(exponent_part).parse(rest)?;
    let digits = without_separators(&input[..input.len() - rest.len()]);
    let number = digits.parse().unwrap_or(f64::NAN);
    Ok((rest, Word::with(Token::Number, Value::Number(number))))
}

/// `010` and `08` (Annex B, sloppy code only).
pub(super) fn legacy_literal(input: &str) -> Lex<'_, Word<'_>> {
    let (rest, digits) = take_while(|c: char| c.is_ascii_digit())(input)?;
    let (message, rest, mut word) = if digits.chars().all(is_octal) {
        let word = Word::with(Token::Number, Value::Number(radix_value(digits, 8)));
        (&message::STRICT_OCTAL_LITERAL, rest, word)
    } else {
        if rest.starts_with('_') {
            return Err(Fail::at(&message::INVALID_OR_UNEXPECTED, rest, 1));
        }
        let (rest, word) = fraction_and_exponent(input, rest)?;
        (&message::STRICT_DECIMAL_WITH_LEADING_ZERO, rest, word)
    };
    word.octal = Some(Fail { message, from: input.len(), to: rest.len() as isize });
    Ok((rest, word))
}

fn without_separators(digits: &str) -> std::borrow::Cow<'_, str> {
    if digits.contains('_') { digits.replace('_', "").into() } else { digits.into() }
}

fn big<'s>(prefix: &str, digits: &str) -> Word<'s> {
    let text = format!("{prefix}{}", without_separators(digits));
    Word::with(Token::BigInt, Value::BigInt(text.into()))
}

/// The value of digits in a radix that is a power of two, rounded to nearest, ties to even.
fn radix_value(digits: &str, radix: u32) -> f64 {
    let shift = radix.trailing_zeros();
    let (mut mantissa, mut exponent, mut sticky) = (0u64, 0i32, 0u64);
    for digit in digits.chars().filter_map(|c| c.to_digit(radix)) {
        if mantissa >> 58 == 0 {
            mantissa = mantissa << shift | u64::from(digit);
        } else {
            exponent = exponent.saturating_add(shift as i32);
            sticky |= u64::from(digit != 0);
        }
    }
    // At least 55 bits are in the mantissa once bits are dropped, so the lowest may stand for all of them.
    (mantissa | sticky) as f64 * 2f64.powi(exponent)
}

/// What an escape sequence stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Escape {
    /// A code point.
    Point(u32),
    /// A line continuation: nothing.
    Nothing,
    /// `\07`: a code point, in sloppy strings only.
    Octal(u32),
    /// `\8`, `\9`: a code point, in sloppy strings only.
    EightOrNine(u32),
}

/// Any escape sequence, from the backslash; octal ones are left to the caller to judge.
pub(super) fn escape_sequence(input: &str) -> Lex<'_, Escape> {
    let (rest, c) = anychar(&input[1..])?;
    let point = |c: char| Ok((rest, Escape::Point(u32::from(c))));
    match c {
        'b' => point('\u{8}'),
        't' => point('\t'),
        'n' => point('\n'),
        'v' => point('\u{B}'),
        'f' => point('\u{C}'),
        'r' => point('\r'),
        'u' => unicode_escape(input).map(|(rest, point)| (rest, Escape::Point(point))),
        'x' => {
            let (rest, point) = hex_escape(input, rest, 2, &message::INVALID_HEX_ESCAPE)?;
            Ok((rest, Escape::Point(point)))
        }
        '\r' => Ok((rest.strip_prefix('\n').unwrap_or(rest), Escape::Nothing)),
        c if is_line_terminator(c) => Ok((rest, Escape::Nothing)),
        '0' if !rest.starts_with(|c: char| c.is_ascii_digit()) => point('\0'),
        '0'..='7' => {
            let width = if c <= '3' { 3 } else { 2 };
            let (rest, digits) = take_while_m_n(1, width, is_octal)(&input[1..])?;
            Ok((rest, Escape::Octal(u32::from_str_radix(digits, 8).unwrap_or(0))))
        }
        '8' | '9' => Ok((rest, Escape::EightOrNine(u32::from(c)))),
        c => point(c),
    }
}

/// A string in either kind of quotes.
pub(super) fn string_literal(input: &str) -> Lex<'_, Word<'_>> {
    let quote = if input.starts_with('"') { '"' } else { '\'' };
    let mut rest = &input[1..];
    let mut contents = TextBuilder::default();
    let mut octal = None;
    loop {
        let (at, plain) = take_while(|c| c != quote && !matches!(c, '\\' | '\n' | '\r'))(rest)?;
        if let Some(after) = at.strip_prefix(quote) {
            let text = if contents.is_empty() {
                Text::from(plain)
            } else {
                contents.push_str(plain);
                contents.finish()
            };
            return Ok((after, Word { token: Token::String, value: Value::Text(text), octal, escaped: false }));
        }
        contents.push_str(plain);
        let unfinished = matches!(at, "\\" | "\\\n" | "\\\r" | "\\\r\n" | "\\\u{2028}" | "\\\u{2029}");
        if unfinished {
            return Err(Fail::between(&message::UNTERMINATED_CONTINUED_STRING, input, ""));
        }
        if !at.starts_with('\\') {
            return Err(Fail::between(&message::INVALID_OR_UNEXPECTED, input, at));
        }
        let (after, escape) = escape_sequence(at)?;
        let (Escape::Point(point) | Escape::Octal(point) | Escape::EightOrNine(point)) = escape else {
            rest = after;
            continue;
        };
        contents.push_code_point(point);
        // V8 points one digit too early; so do its carets.
        octal = match escape {
            Escape::Octal(_) => Some(octal_fault(&message::STRICT_OCTAL_ESCAPE, after)),
            Escape::EightOrNine(_) => Some(octal_fault(&message::STRICT_8_OR_9_ESCAPE, after)),
            _ => octal,
        };
        rest = after;
    }
}

fn octal_fault(message: &'static Message, after: &str) -> Fail {
    Fail { message, from: after.len() + 2, to: after.len() as isize + 1 }
}

/// The text of a template, from after the backtick or the `}` of a substitution. At the end of the source it is open:
/// not the last part, and the end of input is found where the substitution should be.
pub(super) fn template_characters(input: &str) -> Lex<'_, TemplatePart> {
    let mut end = input;
    let is_last = loop {
        (end, _) = take_while(|c| !matches!(c, '`' | '\\' | '$'))(end)?;
        let mut chars = end.chars();
        match chars.next() {
            Some('`') => break true,
            Some('$') if chars.as_str().starts_with('{') => break false,
            None => break false,
            Some('\\') => _ = chars.next(),
            Some(_) => {}
        }
        end = chars.as_str();
    };
    let source = &input[..input.len() - end.len()];
    let raw =
        if source.contains('\r') { source.replace("\r\n", "\n").replace('\r', "\n").into() } else { source.into() };
    let rest = if end.is_empty() { end } else { &end[if is_last { 1 } else { 2 }..] };
    Ok((rest, TemplatePart { raw, cooked: cook(input, source.len()), is_last }))
}

/// Resolves the escapes in the first `length` bytes of `input`.
fn cook(input: &str, length: usize) -> Result<Text, Fail> {
    let mut cooked = TextBuilder::with_capacity(length);
    let end = input.len() - length;
    let mut rest = input;
    while rest.len() > end {
        let part = &rest[..rest.len() - end];
        let plain = part.find(['\\', '\r']).unwrap_or(part.len());
        cooked.push_str(&part[..plain]);
        rest = &rest[plain..];
        if rest.len() <= end {
            break;
        }
        if let Some(after) = rest.strip_prefix('\r') {
            cooked.push_str("\n");
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        let fault = |message, width| Fail { message, from: rest.len() - width + 1, to: (rest.len() - width) as isize };
        let (after, escape) = match escape_sequence(rest) {
            Ok(found) => found,
            Err(nom::Err::Error(fail) | nom::Err::Failure(fail)) => return Err(fail),
            Err(nom::Err::Incomplete(_)) => break,
        };
        match escape {
            Escape::Point(point) => cooked.push_code_point(point),
            Escape::Nothing => {}
            Escape::Octal(_) => return Err(fault(&message::TEMPLATE_OCTAL, 2)),
            Escape::EightOrNine(_) => return Err(fault(&message::TEMPLATE_8_OR_9_ESCAPE, 1)),
        }
        rest = after;
    }
    Ok(cooked.finish())
}

/// `/pattern/flags`, from the first slash: the two texts.
pub(super) fn regular_expression_literal(input: &str) -> Lex<'_, (&str, &str)> {
    let (after, body) = regular_expression_body(&input[1..])
        .map_err(|_: nom::Err<Fail>| Fail::at(&message::UNTERMINATED_REGEXP, input, 1))?;
    let (rest, flags) = recognize(take_while(is_identifier_part)).parse(after)?;
    let known = flags.chars().all(|c| "dgimsuvy".contains(c));
    let repeated = flags.char_indices().any(|(at, c)| at > 8 || flags[..at].contains(c));
    if !known || repeated || rest.starts_with('\\') {
        return Err(Fail::at(&message::INVALID_REGEXP_FLAGS, input, 1));
    }
    if flags.contains('u') && flags.contains('v') {
        return Err(Fail::between(&message::INVALID_REGEXP_FLAGS, input, rest));
    }
    Ok((rest, (body, flags)))
}

/// What stands between the slashes; the second slash is consumed.
pub(super) fn regular_expression_body(input: &str) -> Lex<'_, &str> {
    let mut in_class = false;
    let mut rest = input;
    loop {
        let (after, c) = anychar(rest)?;
        match c {
            '/' if !in_class => return Ok((after, &input[..input.len() - rest.len()])),
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        rest = after;
        if c == '\\' {
            let (after, escaped) = anychar(rest)?;
            if is_line_terminator(escaped) {
                break;
            }
            rest = after;
        } else if is_line_terminator(c) {
            break;
        }
    }
    Err(nom::Err::Error(Fail { message: &message::UNTERMINATED_REGEXP, from: rest.len(), to: rest.len() as isize }))
}
