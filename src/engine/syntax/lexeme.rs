//! Words: every token's kind and spelling, and the nom parsers of what lies between and what has no value. Numbers,
//! strings, templates and regular expressions are `literal`'s. Which tokens may follow which is not known here.

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_till, take_until, take_while1};
use nom::combinator::{map, map_opt, value};
use nom::error::{ErrorKind, ParseError};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::ast::Goal;
use super::identifier::{identifier_name, is_identifier_start, private_identifier};
use super::literal::{self, TemplatePart};
use super::message::{self, Message};
use crate::span::Span;
use crate::text::Text;
use std::borrow::Cow;

/// What a leaf parser answers.
pub(super) type Lex<'s, T> = IResult<&'s str, T, Fail>;

/// Why no word could be read; its place is counted in bytes from the end of the text, as nom's rests are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fail {
    /// What is wrong.
    pub message: &'static Message,
    /// How much text there is from the start of the fault.
    pub from: usize,
    /// How much text there is after the fault; may be negative at the end of the text.
    pub to: isize,
}

impl Fail {
    /// A fault from the beginning of `from` to the beginning of `to`.
    pub fn between(message: &'static Message, from: &str, to: &str) -> nom::Err<Self> {
        nom::Err::Failure(Self { message, from: from.len(), to: to.len() as isize })
    }

    /// A fault of `width` bytes from the beginning of `from`.
    pub fn at(message: &'static Message, from: &str, width: usize) -> nom::Err<Self> {
        nom::Err::Failure(Self { message, from: from.len(), to: from.len() as isize - width as isize })
    }

    /// Its place in a text of `length` bytes.
    pub fn span(self, length: usize) -> Span {
        Span::new(length - self.from, (length as isize - self.to) as usize)
    }
}

impl<'s> ParseError<&'s str> for Fail {
    fn from_error_kind(input: &'s str, _: ErrorKind) -> Self {
        let width = input.chars().next().map_or(0, char::len_utf8);
        Self { message: &message::INVALID_OR_UNEXPECTED, from: input.len(), to: (input.len() - width) as isize }
    }

    fn append(_: &'s str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

macro_rules! tokens {
    (punctuators { $($p:ident $ptext:literal,)* } keywords { $($k:ident $ktext:literal,)* }
     names { $($n:ident $ntext:literal,)* } others { $($o:ident,)* }) => {
        /// The kinds of token.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(super) enum Token { $($p,)* $($k,)* $($n,)* $($o,)* }

        impl Token {
            /// The spelling, empty for the kinds that have many.
            pub fn text(self) -> &'static str {
                match self { $(Self::$p => $ptext,)* $(Self::$k => $ktext,)* $(Self::$n => $ntext,)* _ => "" }
            }

            fn punctuator(text: &str) -> Option<Self> {
                match text { $($ptext => Some(Self::$p),)* _ => None }
            }

            fn word(text: &str) -> Self {
                match text {
                    $($ktext => Self::$k,)* $($ntext => Self::$n,)*
                    "implements" | "interface" | "package" | "private" | "protected" | "public" => Self::FutureReserved,
                    _ => Self::Identifier,
                }
            }

            fn is_keyword(self) -> bool {
                matches!(self, $(Self::$k)|*)
            }
        }
    };
}

tokens! {
    punctuators {
        LeftBrace "{", RightBrace "}", LeftParenthesis "(", RightParenthesis ")", LeftBracket "[", RightBracket "]",
        Dot ".", Ellipsis "...", Semicolon ";", Comma ",", Less "<", Greater ">", LessEqual "<=", GreaterEqual ">=",
        Equal "==", NotEqual "!=", StrictEqual "===", StrictNotEqual "!==", Plus "+", Minus "-", Star "*", Percent "%",
        StarStar "**", PlusPlus "++", MinusMinus "--", ShiftLeft "<<", ShiftRight ">>", ShiftRightUnsigned ">>>",
        Ampersand "&", Bar "|", Caret "^", Bang "!", Tilde "~", AndAnd "&&", OrOr "||", Coalesce "??", Question "?",
        OptionalChain "?.", Colon ":", Assign "=", PlusAssign "+=", MinusAssign "-=", StarAssign "*=",
        PercentAssign "%=", StarStarAssign "**=", ShiftLeftAssign "<<=", ShiftRightAssign ">>=",
        ShiftRightUnsignedAssign ">>>=", AmpersandAssign "&=", BarAssign "|=", CaretAssign "^=", AndAndAssign "&&=",
        OrOrAssign "||=", CoalesceAssign "??=", Arrow "=>", Slash "/", SlashAssign "/=",
    }
    keywords {
        Break "break", Case "case", Catch "catch", Class "class", Const "const", Continue "continue",
        Debugger "debugger", Default "default", Delete "delete", Do "do", Else "else", Enum "enum", Export "export",
        Extends "extends", False "false", Finally "finally", For "for", Function "function", If "if",
        Import "import", In "in", Instanceof "instanceof", New "new", Null "null", Return "return", Super "super",
        Switch "switch", This "this", Throw "throw", True "true", Try "try", Typeof "typeof", Var "var", Void "void",
        While "while", With "with",
    }
    names {
        Async "async", Await "await", Get "get", Let "let", Of "of", Set "set", Static "static", Yield "yield",
    }
    others {
        FutureReserved, EscapedReserved, EscapedKeyword, Identifier, PrivateName, Number, BigInt, String, Template,
        Illegal, End,
    }
}

impl Token {
    /// Whether it can be an identifier somewhere (V8 `Token::IsAnyIdentifier`).
    pub fn is_any_identifier(self) -> bool {
        matches!(self, Self::Identifier | Self::Async | Self::Await | Self::Get | Self::Of | Self::Set)
            || self.is_strict_reserved()
    }

    /// Whether strict code reserves it (V8 `Token::IsStrictReservedWord`).
    pub fn is_strict_reserved(self) -> bool {
        matches!(self, Self::Let | Self::Static | Self::Yield | Self::FutureReserved | Self::EscapedReserved)
    }

    /// Whether it can be a property's name (`IdentifierName`).
    pub fn is_identifier_name(self) -> bool {
        self.is_any_identifier() || self.is_keyword() || self == Self::EscapedKeyword
    }

    /// Whether a statement may end before it without a semicolon.
    pub fn ends_statement(self) -> bool {
        matches!(self, Self::Semicolon | Self::RightBrace | Self::End)
    }
}

/// What a token carries.
#[derive(Debug)]
pub(super) enum Value<'s> {
    /// Nothing beyond its kind.
    None,
    /// Any word's spelling, escapes resolved; a private name's with its `#`.
    Name(Cow<'s, str>),
    /// A number.
    Number(f64),
    /// A `BigInt`'s digits with their prefix.
    BigInt(Box<str>),
    /// A string's contents.
    Text(Text),
    /// The text of a template up to `${` or its end.
    Template(Box<TemplatePart>),
    /// Why the token is illegal.
    Illegal(&'static Message),
}

/// A token where it stands.
#[derive(Debug)]
pub(super) struct Lexed<'s> {
    /// Its kind.
    pub token: Token,
    /// Its place.
    pub span: Span,
    /// Whether a line terminator stands before it.
    pub newline_before: bool,
    /// What it carries.
    pub value: Value<'s>,
    /// What strict code objects to in it, and where.
    pub octal: Option<(&'static Message, Span)>,
    /// Whether a word was written with escapes.
    pub escaped: bool,
}

/// What the leaf parsers find; `lex` adds the place.
#[derive(Debug)]
pub(super) struct Word<'s> {
    /// Its kind.
    pub token: Token,
    /// What it carries.
    pub value: Value<'s>,
    /// What strict code objects to in it.
    pub octal: Option<Fail>,
    /// Whether it was written with escapes.
    pub escaped: bool,
}

impl<'s> Word<'s> {
    /// A token without value.
    pub fn plain(token: Token) -> Self {
        Self::with(token, Value::None)
    }

    /// A token with a value.
    pub fn with(token: Token, value: Value<'s>) -> Self {
        Self { token, value, octal: None, escaped: false }
    }
}

/// ECMAScript `WhiteSpace`, 12.2.
pub(super) fn is_white_space(c: char) -> bool {
    match c {
        ' ' | '\t' | '\u{B}' | '\u{C}' => true,
        c if c.is_ascii() => false,
        c => matches!(
            c,
            '\u{A0}' | '\u{FEFF}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
        ),
    }
}

/// ECMAScript `LineTerminator`, 12.3.
pub(super) fn is_line_terminator(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

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

/// Everything between two tokens. `line_start` says that no token stands before it on its line.
pub(super) fn trivia(mut input: &str, line_start: bool, goal: Goal) -> Lex<'_, bool> {
    let mut newline = false;
    loop {
        // Most tokens touch the one before: nothing to try.
        if input.starts_with(|c: char| c.is_ascii_graphic() && !matches!(c, '/' | '<' | '-')) {
            return Ok((input, newline));
        }
        let mut piece = alt((
            value(false, take_while1(is_white_space)),
            value(true, take_while1(is_line_terminator)),
            single_line_comment,
            multi_line_comment,
            html_open_comment,
        ));
        let found = match piece.parse(input) {
            Err(nom::Err::Error(_)) if newline || line_start => html_close_comment(input),
            found => found,
        };
        match found {
            Ok(_) if goal == Goal::Module && input.starts_with(['<', '-']) => {
                let width = if input.starts_with('<') { 4 } else { 3 };
                return Err(Fail::at(&message::HTML_COMMENT_IN_MODULE, &input[width - 1..], 1));
            }
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
