//! Operands: literals, names, parentheses, templates. What follows them is in `chain`, object literals are in `object`,
//! functions in `function`, classes in `class`.

use super::arrow::ArrowHead;
use super::ast::{Argument, ArrayElement, Expression, ExpressionKind, Identifier, TaggedTemplate};
use super::error::{SyntaxError, Verdict};
use super::literal::{regular_expression_literal, template_characters};
use super::message;
use super::parser::{Parse, Parser};
use super::token::{Lexed, TemplatePart, Token, Value};
use crate::regexp::Regexp;
use crate::span::Span;
use crate::text::Text;

impl Parser<'_> {
    /// An operand.
    pub fn primary_expression(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let kind = match self.peek() {
            Token::Async if !self.next.escaped => return self.async_or_identifier(),
            token if token.is_any_identifier() => ExpressionKind::Identifier(self.identifier()?.name),
            Token::Null => self.constant(ExpressionKind::Null),
            Token::True => self.constant(ExpressionKind::Boolean(true)),
            Token::False => self.constant(ExpressionKind::Boolean(false)),
            Token::This => self.constant(ExpressionKind::This),
            Token::Number | Token::BigInt | Token::String => return self.literal(),
            Token::Slash | Token::SlashAssign => self.regular_expression()?,
            Token::Template => self.template_literal()?,
            Token::LeftParenthesis => return self.parenthesized_expression(),
            Token::LeftBracket => self.array_literal()?,
            Token::LeftBrace => self.object_literal()?,
            Token::Function => return self.function_expression(start, false),
            Token::Class => ExpressionKind::Class(Box::new(self.class_expression()?)),
            Token::Import => return self.import_expression(),
            Token::Enum => return Err(self.unexpected_after()),
            _ => return Err(self.unexpected()),
        };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    fn constant(&mut self, kind: ExpressionKind) -> ExpressionKind {
        self.advance();
        kind
    }

    /// A number, `BigInt` or string.
    pub(super) fn literal(&mut self) -> Parse<Expression> {
        let Lexed { value, span, .. } = self.advance();
        let kind = match value {
            Value::Number(number) => ExpressionKind::Number(number),
            Value::BigInt(digits) => ExpressionKind::BigInt(digits),
            Value::Text(text) => ExpressionKind::String(text),
            _ => return Err(self.bug("a literal without a value")),
        };
        Ok(Expression { kind, span })
    }

    /// `async`, `async function`, `async a => b`
    fn async_or_identifier(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let name = self.word().name;
        if !self.next.newline_before {
            if self.peek() == Token::Function {
                return self.function_expression(start, true);
            }
            if self.peek().is_any_identifier() && self.peek_second().token == Token::Arrow {
                let parameter = self.identifier()?;
                let item = Expression { kind: ExpressionKind::Identifier(parameter.name), span: parameter.span };
                return Ok(self.arrow_head(ArrowHead::of(item, true), start));
            }
        }
        Ok(Expression { kind: ExpressionKind::Identifier(name), span: start })
    }

    fn regular_expression(&mut self) -> Parse<ExpressionKind> {
        let start = self.next.span;
        let (pattern, flags) = self.reread(0, regular_expression_literal)?;
        self.advance();
        let source = Text::from(pattern);
        if !self.has_room(Regexp::checking(source.view())) {
            return Err(self.unexpected());
        }
        if flags.contains('v') && !self.dialect.sets {
            return Err(self.error(&message::INVALID_REGEXP_FLAGS, start));
        }
        if let Err(wrong) = Regexp::check(source, &Text::from(flags), self.dialect) {
            let flags = if self.dialect.sets { flags } else { "" };
            let wrong = format!("/{pattern}/{flags}: {wrong}");
            return Err(self.error_about(&message::INVALID_REGEXP, &wrong, start));
        }
        Ok(ExpressionKind::RegExp { pattern: Text::from(pattern), flags: flags.into() })
    }

    /// Consumes the template token ahead and each substitution after it.
    fn template_parts(&mut self, tagged: bool) -> Parse<(Vec<TemplatePart>, Vec<Expression>)> {
        let (mut parts, mut values) = (Vec::new(), Vec::new());
        let mut malformed = None;
        let Value::Template(first) = self.advance().value else {
            return Err(self.bug("a template without a text"));
        };
        let mut is_last = first.is_last;
        parts.push(*first);
        while !is_last {
            malformed = malformed.or_else(|| parts.last().and_then(|part| part.cooked.clone().err()));
            if let (Some(fail), Token::End, false) = (malformed, self.peek(), tagged) {
                // Node's prompt waits for the rest.
                return Err(SyntaxError { kind: Verdict::NotFinished, ..self.fault(fail) });
            }
            let start = self.next.span.start;
            values.push(self.expression_in()?);
            if self.peek() != Token::RightBrace {
                let span = Span { start, end: self.next.span.start };
                return Err(self.error(&message::UNTERMINATED_TEMPLATE_EXPRESSION, span));
            }
            let part = self.reread(1, template_characters)?;
            self.next.token = Token::Template;
            self.advance();
            is_last = part.is_last;
            parts.push(part);
        }
        Ok((parts, values))
    }

    /// `` `a${b}c` ``
    fn template_literal(&mut self) -> Parse<ExpressionKind> {
        let (parts, values) = self.template_parts(false)?;
        let texts: Result<Vec<Text>, _> = parts.into_iter().map(|part| part.cooked).collect();
        Ok(ExpressionKind::Template { texts: texts.map_err(|fail| self.fault(fail).for_good())?, values })
    }

    /// The template after a tag: its escapes may be malformed.
    pub fn tagged_template(&mut self) -> Parse<TaggedTemplate> {
        let (parts, values) = self.template_parts(true)?;
        let (cooked, raw) = parts.into_iter().map(|part| (part.cooked.ok(), part.raw)).unzip();
        Ok(TaggedTemplate { cooked, raw, values })
    }

    /// `(a)`, or the parameters of an arrow function: which of the two, the token after `)` says.
    fn parenthesized_expression(&mut self) -> Parse<Expression> {
        let start = self.advance().span;
        if self.check(Token::RightParenthesis) {
            if self.peek() != Token::Arrow {
                return Err(self.unexpected_token(Token::RightParenthesis, ")", self.last_span));
            }
            return Ok(self.arrow_head(ArrowHead::default(), start));
        }
        let outer = self.cover.take();
        let at = self.next.span;
        let ((items, rest), inside) = self.with_in(true, |parser| {
            parser.covering(|parser| {
                let list = parser.expression_list(true)?;
                let inside = parser.span_from(at);
                parser.expect(Token::RightParenthesis)?;
                Ok((list, inside))
            })
        })?;
        if self.peek() == Token::Arrow {
            self.cover = outer;
            let argument = |spread| move |value| Argument { spread, value };
            let items = items.into_iter().map(argument(false)).chain(rest.map(argument(true))).collect();
            return Ok(self.arrow_head(ArrowHead { items, asynchronous: false }, start));
        }
        self.no_pattern()?;
        self.cover = outer;
        let mut inner = self.sequence(items, at);
        inner.span = if matches!(inner.kind, ExpressionKind::Sequence(_)) { inside } else { inner.span };
        let kind = ExpressionKind::Parenthesized(Box::new(inner));
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// `...rest`, last between parentheses that `=>` follows.
    pub(super) fn arrow_rest(&mut self, parenthesized: bool) -> Parse<Expression> {
        let ellipsis = self.advance().span;
        let pattern = self.binding_cover().map_err(|found| {
            let found = if parenthesized { found } else { found.for_good() };
            self.earliest(found, Err(self.unexpected_token(Token::Ellipsis, "...", ellipsis)))
        })?;
        match self.peek() {
            Token::Assign => return Err(self.error_here(&message::REST_DEFAULT_INITIALIZER)),
            Token::Comma => return Err(self.error_here(&message::PARAMETER_AFTER_REST)),
            _ => {}
        }
        if self.peek() != Token::RightParenthesis || self.peek_second().token != Token::Arrow {
            let mut error = self.unexpected_token(Token::Ellipsis, "...", ellipsis);
            if self.peek() == Token::RightParenthesis {
                error.kind = self.unexpected_after().kind;
            }
            return Err(error);
        }
        Ok(pattern)
    }

    /// `[a, , ...b]`
    pub(super) fn array_literal(&mut self) -> Parse<ExpressionKind> {
        self.advance();
        let mut elements = Vec::new();
        while !self.check(Token::RightBracket) {
            if self.check(Token::Comma) {
                elements.push(ArrayElement::Hole);
                continue;
            }
            let spread = self.check(Token::Ellipsis);
            let value = self.with_in(true, Self::assignment_or_pattern)?;
            elements.push(if spread { ArrayElement::Spread(value) } else { ArrayElement::Value(value) });
            if self.peek() != Token::RightBracket {
                self.expect(Token::Comma)?;
            }
        }
        Ok(ExpressionKind::Array(elements))
    }

    /// A use of `#name`: some class around must declare it.
    pub(super) fn private_reference(&mut self) -> Parse<Identifier> {
        // V8 points at the token before the name.
        let caret = Span { end: self.last_span.start + 1, ..self.last_span };
        let name = self.word();
        match self.classes.last_mut() {
            Some(class) => class.refer(name.name, caret),
            None => return Err(self.undeclared_private(name.name, caret)),
        }
        Ok(name)
    }
}
