//! A text that is still being typed, in pieces: what each word and sign of it is, whatever the text is worth as a whole.
//! Reads with the same words as the parser, which alone knows what may follow what; being wrong costs only a colour.

use std::ops::Range;

use super::ast::Goal;
use super::identifier::is_identifier_part;
use super::lexeme::{blank, hashbang_comment, token};
use super::literal::{regular_expression_literal, template_characters};
use super::token::{Lex, TemplatePart, Token, Value, Word, is_line_terminator};

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A name or a sign.
    Plain,
    /// A word of the language.
    Keyword,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// `undefined`.
    Undefined,
    /// A number of any kind.
    Number,
    /// A string, or what stands in a template.
    Text,
    /// A regular expression.
    Pattern,
    /// A comment.
    Comment,
}

/// A word, a sign or a comment of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// Where it stands.
    pub range: Range<usize>,
    /// It would go on with more text.
    pub open: bool,
}

/// What goes on behind a `}`.
#[derive(PartialEq)]
enum Around {
    Braces,
    Template,
}

/// The pieces of `source`; between them are blanks.
pub fn pieces(source: &str) -> Vec<Piece> {
    let mut scan = Scan { before: Token::Semicolon, around: Vec::new(), fresh: true };
    let mut found = Vec::new();
    let hashbang: Lex<'_, &str> = hashbang_comment(source);
    let mut rest = hashbang.map_or(source, |(rest, _)| rest);
    let mut tell = |what: What, open: bool, from: &str, to: &str| {
        found.push(Piece { what, range: source.len() - from.len()..source.len() - to.len(), open });
    };
    if rest.len() < source.len() {
        tell(What::Comment, rest.is_empty(), source, rest);
    }
    while let Some(first) = rest.chars().next() {
        let after = match blank(rest, scan.fresh, Goal::Script) {
            Ok((after, newline)) => {
                scan.fresh |= newline;
                if matches!(first, '/' | '<' | '-') {
                    tell(What::Comment, after.is_empty() && !rest.starts_with("/*"), rest, after);
                }
                after
            }
            Err(nom::Err::Error(_)) => {
                let (what, open, after) = scan.word(rest, first);
                tell(what, open, rest, after);
                scan.fresh = false;
                after
            }
            Err(_) => {
                tell(What::Comment, true, rest, "");
                ""
            }
        };
        rest = after;
    }
    found
}

struct Scan {
    /// The last word or sign.
    before: Token,
    /// Braces and templates that are open.
    around: Vec<Around>,
    /// Nothing but blanks stands before it on its line.
    fresh: bool,
}

impl Scan {
    /// The piece that `rest` begins with, whether it is open, and what follows.
    fn word<'s>(&mut self, rest: &'s str, first: char) -> (What, bool, &'s str) {
        let continued = first == '}' && self.around.pop_if(|around| *around == Around::Template).is_some();
        let read = match first {
            '/' if !self.ends_a_value() => {
                regular_expression_literal(rest).map(|(after, _)| (after, Word::plain(Token::Illegal)))
            }
            '}' if continued => template_characters(&rest[1..])
                .map(|(after, part)| (after, Word::with(Token::Template, Value::Template(Box::new(part))))),
            _ => token(rest),
        };
        let Ok((after, Word { token, value, .. })) = read else {
            self.before = Token::Number;
            return unreadable(rest, first);
        };
        let member = matches!(self.before, Token::Dot | Token::OptionalChain);
        self.before = token;
        let mut open = false;
        let what = match (token, value) {
            (Token::Template, Value::Template(part)) => {
                open = self.template(rest, after, &part);
                What::Text
            }
            (Token::Illegal, _) => {
                self.before = Token::String;
                What::Pattern
            }
            (Token::LeftBrace, _) => {
                self.around.push(Around::Braces);
                What::Plain
            }
            (Token::RightBrace, _) => {
                self.around.pop();
                What::Plain
            }
            (Token::String, _) => What::Text,
            (Token::Number | Token::BigInt, _) => What::Number,
            (Token::Identifier, Value::Name(name)) if name == "undefined" && !member => What::Undefined,
            _ if member => {
                self.before = Token::Identifier;
                What::Plain
            }
            (Token::True | Token::False, _) => What::Boolean,
            (Token::Null, _) => What::Null,
            (Token::Let | Token::Of | Token::Static | Token::Yield, _) => What::Keyword,
            _ if token.is_keyword() => What::Keyword,
            _ => What::Plain,
        };
        (what, open, after)
    }

    /// Whether a part of a template is open; `${` opens what stands between two of them.
    fn template(&mut self, rest: &str, after: &str, part: &TemplatePart) -> bool {
        if part.is_last {
            return false;
        }
        let open = !rest[..rest.len() - after.len()].ends_with("${");
        if !open {
            self.around.push(Around::Template);
            self.before = Token::LeftParenthesis;
        }
        open
    }

    /// Whether a `/` divides here. Behind a `)` or `}` it may be either; there it is taken for the sign.
    fn ends_a_value(&self) -> bool {
        use Token as T;
        matches!(self.before, T::RightParenthesis | T::RightBracket | T::RightBrace | T::PlusPlus | T::MinusMinus)
            || matches!(self.before, T::This | T::Super | T::True | T::False | T::Null | T::PrivateName)
            || matches!(self.before, T::Number | T::BigInt | T::String | T::Template)
            || self.before.is_any_identifier()
    }
}

/// What can not be read, or not yet: quoted text to the end of its line, digits, else a single sign.
fn unreadable(rest: &str, first: char) -> (What, bool, &str) {
    let (what, end) = match first {
        '\'' | '"' => {
            (What::Text, rest.match_indices(is_line_terminator).map(|(at, _)| at).find(|&at| !escapes(&rest[..at])))
        }
        '/' => (What::Pattern, rest.find(is_line_terminator)),
        '0'..='9' | '.' => (What::Number, rest.find(|c: char| !(is_identifier_part(c) || c == '.'))),
        c => (What::Plain, Some(c.len_utf8())),
    };
    let after = &rest[end.unwrap_or(rest.len())..];
    (what, after.is_empty() && what != What::Plain, after)
}

/// Whether a text ends with a backslash that escapes what follows.
fn escapes(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<(What, &str)> {
        let told = pieces(source).into_iter().map(|piece| (piece.what, &source[piece.range]));
        told.filter(|(what, _)| *what != What::Plain).collect()
    }

    fn open(source: &str) -> bool {
        pieces(source).last().is_some_and(|piece| piece.open)
    }

    #[test]
    fn pieces_are_what_they_are() {
        assert_eq!(
            told("const s = 'a\\'b' + 0x1F; // `x`"),
            [(What::Keyword, "const"), (What::Text, "'a\\'b'"), (What::Number, "0x1F"), (What::Comment, "// `x`")]
        );
        assert_eq!(told("a.new + undefined + a?.true"), [(What::Undefined, "undefined")]);
        assert_eq!(
            told("x / 2 / y; /[/']/g; return /a/; x++ / 1"),
            [
                (What::Number, "2"),
                (What::Pattern, "/[/']/g"),
                (What::Keyword, "return"),
                (What::Pattern, "/a/"),
                (What::Number, "1")
            ]
        );
        assert_eq!(
            told("`a${ { b: `c${1}` } + '}' }d` + null"),
            [
                (What::Text, "`a${"),
                (What::Text, "`c${"),
                (What::Number, "1"),
                (What::Text, "}`"),
                (What::Text, "'}'"),
                (What::Text, "}d`"),
                (What::Null, "null")
            ]
        );
        assert_eq!(
            told("#!x\n/* a\n */ <!-- b\n--> c\n1"),
            [
                (What::Comment, "#!x"),
                (What::Comment, "/* a\n */"),
                (What::Comment, "<!-- b"),
                (What::Comment, "--> c"),
                (What::Number, "1")
            ]
        );
        assert_eq!(
            told("1x + 0b2 + .5.5"),
            [(What::Number, "1x"), (What::Number, "0b2"), (What::Number, ".5"), (What::Number, ".5")]
        );
    }

    #[test]
    fn half_typed_text_is_open_and_ends_with_its_line() {
        assert_eq!(told("'open\nnew"), [(What::Text, "'open"), (What::Keyword, "new")]);
        assert_eq!(told("'o\\\nnew"), [(What::Text, "'o\\\nnew")]);
        assert_eq!(told("'o\\\\\nnew"), [(What::Text, "'o\\\\"), (What::Keyword, "new")]);
        for half in ["'ends with \\", "`a", "`a${1}b", "/* a", "// a", "\"a", "x = /ab", "'\\u"] {
            assert!(open(half), "{half}");
        }
        for whole in ["'a'", "`a`", "`a${", "/* a */", "/a/", "a", "", "}", "\\", "@", "é", "漢"] {
            assert!(!open(whole), "{whole}");
        }
    }

    #[test]
    fn every_byte_that_is_no_blank_is_in_a_piece() {
        for source in ["a@b\\c#d #1 }`{$'x\n\"\\\n\"", "\u{2028}é\u{A0}漢'\u{85}", "0_1__2n 1e+ 08.5", "`\\${`}${"] {
            let mut at = 0;
            for piece in pieces(source) {
                assert!(source[at..piece.range.start].chars().all(char::is_whitespace), "{source:?} {piece:?}");
                assert!(piece.range.end > piece.range.start, "{source:?} {piece:?}");
                at = piece.range.end;
            }
            assert!(source[at..].chars().all(char::is_whitespace), "{source:?}");
        }
    }
}
