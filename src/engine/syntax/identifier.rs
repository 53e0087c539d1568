//! Identifier names, escapes included. Not keywords: a name is looked up among them in `lexeme`.

use nom::Parser;
use nom::bytes::complete::{tag, take_while};
use nom::combinator::{map, verify};
use nom::sequence::preceded;

use super::lexeme::{Fail, Lex};
use super::literal::unicode_escape;
use super::message;
use super::unicode::{ID_CONTINUE, ID_START};
use std::borrow::Cow;

fn is_in(boundaries: &[u32], c: char) -> bool {
    boundaries.partition_point(|&boundary| boundary <= u32::from(c)) % 2 == 1
}

/// ECMAScript `IdentifierStartChar`, 12.7.
pub(super) fn is_identifier_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || c == '$' || (!c.is_ascii() && is_in(ID_START, c))
}

/// ECMAScript `IdentifierPartChar`, 12.7.
pub(super) fn is_identifier_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '_'
        || c == '$'
        || (!c.is_ascii() && (matches!(c, '\u{200C}' | '\u{200D}') || is_in(ID_CONTINUE, c)))
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
