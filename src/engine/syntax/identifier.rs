//! Identifier names and the escapes in them. Not keywords: a name is looked up among them in `lexeme`.

use nom::Parser;
use nom::bytes::complete::{tag, take_while, take_while_m_n};
use nom::combinator::{map, verify};
use nom::sequence::preceded;

use super::message::{self, Message};
use super::token::{Fail, Lex};
pub(super) use crate::text::{is_identifier_part, is_identifier_start};
use std::borrow::Cow;

/// `\uXXXX` or `\u{X...}`, from the backslash.
pub(super) fn unicode_escape(input: &str) -> Lex<'_, u32> {
    let (rest, _) = tag("\\u")(input)?;
    let Some(mut rest) = rest.strip_prefix('{') else {
        return hex_escape(input, rest, 4, &message::INVALID_UNICODE_ESCAPE);
    };
    let mut point = 0;
    let mut any = false;
    loop {
        let mut chars = rest.chars();
        let c = chars.next();
        match c.and_then(|c| c.to_digit(16)) {
            Some(digit) => point = point * 16 + digit,
            None if any && c == Some('}') => return Ok((chars.as_str(), point)),
            None => return Err(Fail::at(&message::INVALID_UNICODE_ESCAPE, rest, 1)),
        }
        any = true;
        rest = chars.as_str();
        if point > 0x0010_FFFF {
            return Err(Fail::between(&message::UNDEFINED_CODE_POINT, input, rest));
        }
    }
}

pub(super) fn hex_escape<'s>(start: &str, digits: &'s str, width: usize, wrong: &'static Message) -> Lex<'s, u32> {
    let hex: Lex<'s, &str> = take_while_m_n(width, width, |c: char| c.is_ascii_hexdigit())(digits);
    match hex.map(|(rest, hex)| (rest, u32::from_str_radix(hex, 16))) {
        Ok((rest, Ok(point))) => Ok((rest, point)),
        _ => Err(Fail::at(wrong, start, width + 2)),
    }
}

/// A name with its escapes resolved, and whether there were any.
pub(super) fn identifier_name(input: &str) -> Lex<'_, (Cow<'_, str>, bool)> {
    let (mut rest, plain) = take_while(is_identifier_part)(input)?;
    if !rest.starts_with('\\') {
        return map(
            verify(take_while(is_identifier_part), |name: &str| name.starts_with(is_identifier_start)),
            |name| (Cow::Borrowed(name), false),
        )
        .parse(input);
    }
    let mut name = plain.to_owned();
    while rest.starts_with('\\') {
        if !rest[1..].starts_with('u') {
            return Err(Fail::between(&message::INVALID_OR_UNEXPECTED, input, &rest[1..]));
        }
        let (after, point) = unicode_escape(rest)?;
        let fits: fn(char) -> bool = if name.is_empty() { is_identifier_start } else { is_identifier_part };
        match char::from_u32(point).filter(|&c| fits(c)) {
            Some(c) => name.push(c),
            None => return Err(Fail::between(&message::INVALID_OR_UNEXPECTED, input, after)),
        }
        let (after, more) = take_while(is_identifier_part)(after)?;
        name.push_str(more);
        rest = after;
    }
    Ok((rest, (Cow::Owned(name), true)))
}

/// `#name`, answered with its `#`.
pub(super) fn private_identifier(input: &str) -> Lex<'_, String> {
    map(preceded(tag("#"), identifier_name), |(name, _)| format!("#{name}")).parse(input).map_err(|error| match error {
        nom::Err::Error(_) => Fail::at(&message::INVALID_OR_UNEXPECTED, input, 1),
        failure => failure,
    })
}
