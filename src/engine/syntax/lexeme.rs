//! Words: the nom parsers of what lies between tokens and of what has no value. Numbers, strings, templates and regular
//! expressions are `literal`'s. Which tokens may follow which is not known here.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_till, take_until, take_while1};
use nom::combinator::{map, map_opt, value};
use nom::sequence::{preceded, terminated};

use super::ast::Goal;
use super::identifier::{identifier_name, is_identifier_start, private_identifier};
use super::literal;
use super::message;
use super::token::{Fail, Lex, Lexed, Token, Value, Word, is_line_terminator, is_white_space};
use crate::span::Span;
use std::borrow::Cow;

/// `//` to the end of the line. Answers whether a line terminator is in it, as all the parsers of trivia do.
pub(super) fn single_line_comment(input: &str) -> Lex<'_, bool> {
    value(false, preceded(tag("//"), take_till(is_line_terminator))).parse(input)
}

/// `/*` to `*/`.
pub(super) fn multi_line_comment(input: &str) -> Lex<'_, bool> {
    let (rest, _) = tag("/*")(input)?;
    let comment: Lex<'_, &str> = terminated(take_until("*/"), tag("*/")).parse(rest);
    match comment {
        Ok((rest, comment)) => Ok((rest, comment.contains(is_line_terminator))),
        Err(_) => Err(Fail::between(&message::UNTERMINATED_COMMENT, input, "")),
    }
}

/// Annex B 1.1: `<!--` to the end of the line.
pub(super) fn html_open_comment(input: &str) -> Lex<'_, bool> {
    value(false, preceded(tag("<!--"), take_till(is_line_terminator))).parse(input)
}

/// Annex B 1.1: `-->` to the end of the line, where nothing but comments stands before it on the line.
pub(super) fn html_close_comment(input: &str) -> Lex<'_, bool> {
    value(false, preceded(tag("-->"), take_till(is_line_terminator))).parse(input)
}

/// `#!` to the end of the first line.
pub(super) fn hashbang_comment(input: &str) -> Lex<'_, &str> {
    preceded(tag("#!"), take_till(is_line_terminator)).parse(input)
}

/// Blanks, a line end or a comment. `line_start` says that no token stands before it on its line.
pub(super) fn blank(input: &str, line_start: bool, goal: Goal) -> Lex<'_, bool> {
    let mut piece = alt((
        value(false, take_while1(is_white_space)),
        value(true, take_while1(is_line_terminator)),
        single_line_comment,
        multi_line_comment,
        html_open_comment,
    ));
    let found = match piece.parse(input) {
        Err(nom::Err::Error(_)) if line_start => html_close_comment(input),
        found => found,
    };
    if found.is_ok() && goal == Goal::Module && input.starts_with(['<', '-']) {
        let width = if input.starts_with('<') { 4 } else { 3 };
        return Err(Fail::at(&message::HTML_COMMENT_IN_MODULE, &input[width - 1..], 1));
    }
    found
}

/// Everything between two tokens.
pub(super) fn trivia(mut input: &str, line_start: bool, goal: Goal) -> Lex<'_, bool> {
    let mut newline = false;
    loop {
        // Most tokens touch the one before: nothing to try.
        if input.starts_with(|c: char| c.is_ascii_graphic() && !matches!(c, '/' | '<' | '-')) {
            return Ok((input, newline));
        }
        match blank(input, newline || line_start, goal) {
            Ok((rest, broken)) => (input, newline) = (rest, newline | broken),
            Err(nom::Err::Error(_)) => return Ok((input, newline)),
            Err(failure) => return Err(failure),
        }
    }
}

/// The longest punctuator; `?.` before a digit is a `?` (12.8).
pub(super) fn punctuator(input: &str) -> Lex<'_, Token> {
    let of = |width: usize| map_opt(take::<_, &str, Fail>(width), Token::punctuator);
    if input.starts_with(['(', ')', '{', '}', '[', ']', ';', ',', ':', '~']) {
        return of(1).parse(input);
    }
    let (rest, token) = alt((of(4), of(3), of(2), of(1))).parse(input)?;
    match token {
        Token::OptionalChain if rest.starts_with(|c: char| c.is_ascii_digit()) => Ok((&input[1..], Token::Question)),
        token => Ok((rest, token)),
    }
}

/// A keyword, a contextual name or any other identifier.
pub(super) fn identifier_or_keyword(input: &str) -> Lex<'_, Word<'_>> {
    map(identifier_name, |(name, escaped)| {
        let token = match Token::word(&name) {
            token if !escaped => token,
            token if token.is_keyword() => Token::EscapedKeyword,
            Token::Let | Token::Static | Token::FutureReserved => Token::EscapedReserved,
            token => token,
        };
        Word { token, value: Value::Name(name), octal: None, escaped }
    })
    .parse(input)
}

/// Any token; a `/` is always a punctuator and a `}` never continues a template here.
pub(super) fn token(input: &str) -> Lex<'_, Word<'_>> {
    let mut chars = input.chars();
    match chars.next() {
        None => Ok((input, Word::plain(Token::End))),
        Some('0'..='9') => literal::numeric_literal(input),
        Some('.') if chars.next().is_some_and(|c| c.is_ascii_digit()) => literal::numeric_literal(input),
        Some('"' | '\'') => literal::string_literal(input),
        Some('`') => map(preceded(tag("`"), literal::template_characters), |part| {
            Word::with(Token::Template, Value::Template(Box::new(part)))
        })
        .parse(input),
        Some('#') => {
            map(private_identifier, |name| Word::with(Token::PrivateName, Value::Name(Cow::Owned(name)))).parse(input)
        }
        Some(c) if c == '\\' || is_identifier_start(c) => identifier_or_keyword(input),
        Some(_) => map(punctuator, Word::plain).parse(input),
    }
}

/// The token after byte `at` of `source`; what cannot be read is `Illegal` and says why when someone asks.
pub(super) fn lex(source: &str, at: usize, goal: Goal) -> Lexed<'_> {
    let illegal = |error: nom::Err<Fail>, newline_before: bool| {
        let fail = match error {
            nom::Err::Error(fail) | nom::Err::Failure(fail) => fail,
            nom::Err::Incomplete(_) => Fail { message: &message::INVALID_OR_UNEXPECTED, from: 0, to: 0 },
        };
        let value = Value::Illegal(fail.message);
        let span = fail.span(source.len());
        Lexed { token: Token::Illegal, span, newline_before, value, octal: None, escaped: false }
    };
    let (rest, newline_before) = match trivia(&source[at..], at == 0, goal) {
        Ok(found) => found,
        Err(error) => return illegal(error, false),
    };
    match token(rest) {
        Ok((after, Word { token, value, octal, escaped })) => {
            let span = Span::new(source.len() - rest.len(), source.len() - after.len());
            let octal = octal.map(|fail| (fail.message, fail.span(source.len())));
            Lexed { token, span, newline_before, value, octal, escaped }
        }
        Err(error) => illegal(error, newline_before),
    }
}
