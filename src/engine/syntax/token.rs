//! Tokens: every kind with its spelling, what one carries, and how a leaf parser says that it found none. Not the parsers:
//! those are in `lexeme`, `identifier` and `literal`.

use nom::IResult;
use nom::error::{ErrorKind, ParseError};

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

            pub fn punctuator(text: &str) -> Option<Self> {
                match text { $($ptext => Some(Self::$p),)* _ => None }
            }

            pub fn word(text: &str) -> Self {
                match text {
                    $($ktext => Self::$k,)* $($ntext => Self::$n,)*
                    "implements" | "interface" | "package" | "private" | "protected" | "public" => Self::FutureReserved,
                    _ => Self::Identifier,
                }
            }

            pub fn is_keyword(self) -> bool {
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

/// The text of a template up to `${` or the closing backtick.
#[derive(Debug)]
pub(super) struct TemplatePart {
    /// As it stands in the source, line terminators normalised.
    pub raw: Text,
    /// With escapes resolved, or what is wrong with them.
    pub cooked: Result<Text, Fail>,
    /// Whether the closing backtick was reached.
    pub is_last: bool,
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
