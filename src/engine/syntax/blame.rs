//! Where a text is wrong and why, as the parser finds it: errors, and what is refused although it is no error. Not the words:
//! those are `message`'s.

use super::ast::{Identifier, Statement};
use super::error::{SyntaxError, Verdict};
use super::message::{self, Message};
use super::parser::{Checked, Parse, Parser, outside};
use super::token::{Fail, Token, Value};
use crate::span::Span;

impl Parser<'_> {
    /// An error with a fixed message. It is recoverable if the end of the text has been seen: Node's prompt asks
    /// exactly that (`lib/internal/repl/utils.js`, `isRecoverableError`).
    pub fn error(&self, message: &'static Message, span: Span) -> SyntaxError {
        self.error_about(message, "", span)
    }

    /// An error about something.
    pub fn error_about(&self, message: &'static Message, argument: &str, span: Span) -> SyntaxError {
        // Node's prompt has read the next token before it finds fault with this one.
        let goes_on = matches!(self.next.value, Value::Illegal(message) if goes_on(message));
        let waits = goes_on || (self.next.token == Token::End && !self.stops_waiting);
        SyntaxError::new(if waits { Verdict::NotFinished } else { Verdict::Wrong }, message, argument, span)
    }

    /// An error at the last token.
    pub fn error_here(&self, message: &'static Message) -> SyntaxError {
        self.error(message, self.last_span)
    }

    /// An error of a leaf parser.
    pub fn fault(&self, fail: Fail) -> SyntaxError {
        let error = self.error(fail.message, fail.span(self.source.len()));
        if goes_on(fail.message) { SyntaxError { kind: Verdict::NotFinished, ..error } } else { error }
    }

    /// The parser contradicted itself.
    pub fn bug(&self, what: &str) -> SyntaxError {
        SyntaxError::new(Verdict::Bug, &message::OUTSIDE_ONE, what, self.next.span)
    }

    /// The token ahead stands where it cannot.
    pub fn unexpected(&self) -> SyntaxError {
        if let Value::Illegal(message) = self.next.value {
            return self.error(message, self.next.span);
        }
        let text = match &self.next.value {
            Value::Name(name) => name,
            _ => self.next.span.of(self.source),
        };
        self.unexpected_token(self.next.token, text, self.next.span)
    }

    /// The token ahead stands where it cannot, and Node's prompt finds out only after it: it waits if the text ends there.
    pub fn unexpected_after(&mut self) -> SyntaxError {
        let mut error = self.unexpected();
        if self.peek_second().token == Token::End && !self.stops_waiting {
            error.kind = Verdict::NotFinished;
        }
        error
    }

    /// V8's words for an unexpected token (`ParserBase::ReportUnexpectedTokenAt`).
    pub fn unexpected_token(&self, token: Token, text: &str, span: Span) -> SyntaxError {
        let (message, argument) = match token {
            Token::End => (&message::END_OF_INPUT, ""),
            Token::Number | Token::BigInt => (&message::UNEXPECTED_NUMBER, ""),
            Token::String => (&message::UNEXPECTED_STRING, ""),
            Token::Template => (&message::UNEXPECTED_TEMPLATE, ""),
            Token::Await | Token::Enum => (&message::UNEXPECTED_RESERVED, ""),
            Token::EscapedKeyword | Token::EscapedReserved => (&message::ESCAPED_KEYWORD, ""),
            token if token.is_strict_reserved() && self.strict => (&message::UNEXPECTED_STRICT_RESERVED, ""),
            Token::Of => (&message::UNEXPECTED_TOKEN_OF, text),
            Token::Identifier if text == "using" => (&message::UNEXPECTED_TOKEN_OF, text),
            Token::Identifier if text == "accessor" => (&message::UNEXPECTED_TOKEN_ACCESSOR, text),
            // V8 has no text for these.
            Token::FutureReserved => (&message::UNEXPECTED_IDENTIFIER, "undefined"),
            Token::Identifier | Token::PrivateName | Token::Let | Token::Static | Token::Yield => {
                (&message::UNEXPECTED_IDENTIFIER, text)
            }
            token => (&message::UNEXPECTED_TOKEN, token.text()),
        };
        self.error_about(message, argument, span)
    }

    /// Remembers that the text uses something slabscope leaves out. The parse goes on, for the text may be wrong or
    /// unfinished besides.
    pub fn refuse(&mut self, what: &str, span: Span) {
        if self.refusal.is_none() {
            self.refusal = Some(outside(&message::OUTSIDE, what, span));
        }
    }

    /// Which of two mistakes is told: since Node 20 what stands first in the text, before what was found first.
    pub fn earliest(&self, found: SyntaxError, other: Checked) -> SyntaxError {
        match other {
            Err(other)
                if self.dialect.earliest && found.kind == Verdict::Wrong && other.span.end < found.span.start =>
            {
                other
            }
            _ => found,
        }
    }

    /// The mistake that is told where a function's inside has one; outside it code is strict or not as before.
    pub(super) fn blamed(
        &mut self,
        found: SyntaxError,
        start: u32,
        name: Option<Identifier>,
        outer: bool,
    ) -> SyntaxError {
        if !std::mem::replace(&mut self.strict, outer) {
            return found;
        }
        let octal = self.check_octal(start);
        let found = self.earliest(found, octal);
        self.earliest(found, name.map_or(Ok(()), |name| self.check_strict_name(name)))
    }

    /// The body, where it and the parameters have no mistake; of two the one that comes first is told. Every V8 tells a `reserved`
    /// name so.
    pub(super) fn blamed_on_parameters(
        &self,
        body: Parse<Vec<Statement>>,
        allowed: Checked,
        reserved: bool,
    ) -> Parse<Vec<Statement>> {
        match (body, allowed) {
            (Ok(body), allowed) => allowed.map(|()| body),
            (Err(found), Err(other)) if reserved && found.kind == Verdict::Wrong => Err(other),
            (Err(found), allowed) => Err(self.earliest(found, allowed)),
        }
    }

    /// The name of a strict function (V8 `CheckFunctionName`).
    pub(super) fn check_strict_name(&self, name: Identifier) -> Checked {
        match self.forbidden_in_strict(name) {
            Some((message, span)) => Err(self.error(message, span).for_good()),
            None => Ok(()),
        }
    }

    /// Raises what strict code objects to in the code since `start` (V8 `CheckStrictOctalLiteral`).
    pub fn check_octal(&mut self, start: u32) -> Checked {
        match self.octal {
            Some((message, span)) if span.start >= start => Err(self.error(message, span).for_good()),
            _ => Ok(()),
        }
    }
}

/// A comment, or a string after a backslash, that the end of the text cut off may go on.
fn goes_on(message: &'static Message) -> bool {
    [&message::UNTERMINATED_COMMENT, &message::UNTERMINATED_CONTINUED_STRING]
        .iter()
        .any(|one| std::ptr::eq(*one, message))
}
