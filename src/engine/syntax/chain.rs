//! Left-hand sides: what members, calls, templates and `new` make of a primary expression. Not operators.

use super::arrow::ArrowHead;
use super::ast::{Argument, ChainHead, Expression, ExpressionKind, Goal, Link, LinkKind, Permissions};
use super::message;
use super::parser::{Parse, Parser};
use super::pattern::without_parentheses;
use super::token::{Token, Value};
use crate::limits::MAX_ARGUMENTS;
use crate::span::Span;

impl Parser<'_> {
    /// `new a`, `a.b[c](d)?.e`, or just an operand.
    pub fn left_hand_side_expression(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let is_async = self.is_word("async");
        let head = self.chain_head()?;
        let call_may_be_arrow =
            is_async && self.last == Token::Async && self.peek() == Token::LeftParenthesis && !self.next.newline_before;
        if call_may_be_arrow && let ChainHead::Expression(callee) = head {
            return self.async_arrow_or_call(callee, start);
        }
        self.links(head, Vec::new(), start, true)
    }

    /// What a chain starts from.
    fn chain_head(&mut self) -> Parse<ChainHead> {
        match self.peek() {
            Token::Super => self.super_head(),
            Token::New => Ok(ChainHead::Expression(self.new_expression()?)),
            _ => Ok(ChainHead::Expression(self.primary_expression()?)),
        }
    }

    /// `super`, which only a method may say, before `.`, `[` or, in a derived constructor, `(`.
    fn super_head(&mut self) -> Parse<ChainHead> {
        let span = self.advance().span;
        match self.peek() {
            Token::Dot if self.context.super_property && self.peek_second().token == Token::PrivateName => {
                self.advance();
                self.advance();
                Err(self.error_here(&message::UNEXPECTED_PRIVATE_FIELD))
            }
            Token::Dot | Token::LeftBracket if self.context.super_property => Ok(ChainHead::Super(span)),
            Token::LeftParenthesis if self.context.super_call => Ok(ChainHead::Super(span)),
            _ if self.context.super_property => Err(self.error(&message::UNEXPECTED_SUPER, span)),
            _ => Err(self.error(&message::UNEXPECTED_SUPER, span).for_good()),
        }
    }

    /// `new callee(arguments)`, `new callee`, `new.target`
    fn new_expression(&mut self) -> Parse<Expression> {
        let start = self.advance().span;
        if self.check(Token::Dot) {
            return self.meta_property("target", start);
        }
        let at = self.next.span;
        if self.peek() == Token::Import && self.peek_second().token == Token::LeftParenthesis {
            return Err(self.error(&message::IMPORT_CALL_NOT_NEW, at));
        }
        if self.peek() == Token::Import && self.dialect.phases {
            let rest = &self.source[at.end as usize..];
            if rest.strip_prefix('.').is_some_and(|rest| rest.starts_with("source(")) {
                return Err(self.error(&message::IMPORT_CALL_NOT_NEW, at));
            }
        }
        let head = self.deeper(Self::chain_head)?;
        if matches!(head, ChainHead::Super(_)) && self.peek() == Token::LeftParenthesis {
            return Err(self.error_here(&message::UNEXPECTED_SUPER));
        }
        let callee = Box::new(self.links(head, Vec::new(), at, false)?);
        let arguments = match self.peek() {
            Token::LeftParenthesis => self.arguments()?,
            Token::OptionalChain => {
                return Err(self.error(&message::OPTIONAL_CHAIN_NO_CONSTRUCTOR, self.next.span));
            }
            _ => Vec::new(),
        };
        Ok(Expression { kind: ExpressionKind::New { callee, arguments }, span: self.span_from(start) })
    }

    /// The rest of `new.target` or `import.meta`.
    fn meta_property(&mut self, word: &str, start: Span) -> Parse<Expression> {
        let escaped = self.next.escaped && matches!(&self.next.value, Value::Name(name) if name == word);
        if !escaped && !self.is_word(word) {
            return Err(if self.peek().is_identifier_name() { self.unexpected_after() } else { self.unexpected() });
        }
        let at = self.advance().span;
        let span = self.span_from(start);
        let (full, kind) = match word {
            "target" => ("new.target", ExpressionKind::NewTarget),
            _ => ("import.meta", ExpressionKind::ImportMeta),
        };
        if escaped {
            return Err(self.error_about(&message::ESCAPED_META_PROPERTY, full, span));
        }
        if word == "target" && !self.context.new_target {
            return Err(self.error(&message::UNEXPECTED_NEW_TARGET, at));
        }
        if word == "meta" && self.goal != Goal::Module {
            return Err(self.error(&message::IMPORT_META_OUTSIDE_MODULE, at));
        }
        Ok(Expression { kind, span })
    }

    /// `import.meta`, or `import(...)`
    pub fn import_expression(&mut self) -> Parse<Expression> {
        let start = self.advance().span;
        let mut source = false;
        if self.check(Token::Dot) {
            source = self.dialect.phases && self.is_word("source");
            if !source {
                return self.meta_property("meta", start);
            }
            self.advance();
        }
        if self.peek() != Token::LeftParenthesis {
            return Err(match self.goal {
                Goal::Module => self.unexpected(),
                _ => self.error(&message::IMPORT_OUTSIDE_MODULE, start).for_good(),
            });
        }
        self.advance();
        if self.peek() == Token::RightParenthesis {
            return Err(self.error_here(&message::IMPORT_MISSING_SPECIFIER));
        }
        let specifier = Box::new(self.with_in(true, Self::assignment_expression)?);
        let mut options = None;
        if !source && self.check(Token::Comma) && self.peek() != Token::RightParenthesis {
            options = Some(Box::new(self.with_in(true, Self::assignment_expression)?));
            self.check(Token::Comma);
        }
        self.expect(Token::RightParenthesis)?;
        Ok(Expression { kind: ExpressionKind::Import { specifier, options, source }, span: self.span_from(start) })
    }

    /// `async (a, b)`: a call, or the head of an async arrow function.
    fn async_arrow_or_call(&mut self, callee: Expression, start: Span) -> Parse<Expression> {
        let at = self.next.span;
        let outer = self.cover.take();
        let arguments = self.covering(Self::arguments_or_parameters)?;
        if self.peek() == Token::Arrow {
            self.cover = outer;
            return Ok(self.arrow_head(ArrowHead { items: arguments, asynchronous: true }, start));
        }
        self.no_pattern()?;
        self.cover = outer;
        let call = Link { kind: LinkKind::Call(arguments), optional: false, span: self.span_from(at) };
        self.links(ChainHead::Expression(callee), vec![call], start, true)
    }

    /// Whether a call of it may be one of `eval` by that name.
    fn is_eval(&self, head: &ChainHead) -> bool {
        let ChainHead::Expression(callee) = head else { return false };
        matches!(without_parentheses(callee).kind, ExpressionKind::Identifier(name) if self.name(name) == "eval")
    }

    /// What `eval` may say here.
    fn permissions(&self) -> Permissions {
        Permissions {
            strict: self.strict,
            new_target: self.context.new_target,
            super_property: self.context.super_property,
            super_call: self.context.super_call,
            bans_arguments: self.context.bans_arguments,
        }
    }

    /// Links after `head` for as long as there are any; calls and `?.` only where they belong to this chain.
    fn links(&mut self, head: ChainHead, mut links: Vec<Link>, start: Span, calls: bool) -> Parse<Expression> {
        let mut chained = false;
        loop {
            let at = self.next.span;
            let optional = calls && self.check(Token::OptionalChain);
            chained |= optional;
            let kind = match self.peek() {
                Token::Dot if !optional => {
                    self.advance();
                    self.member_name()?
                }
                Token::LeftBracket => {
                    self.advance();
                    let index = self.expression_in()?;
                    self.expect(Token::RightBracket)?;
                    LinkKind::Index(index)
                }
                Token::LeftParenthesis if calls => LinkKind::Call(self.arguments()?),
                Token::Template if chained => {
                    return Err(self.error(&message::OPTIONAL_CHAIN_NO_TEMPLATE, self.next.span));
                }
                Token::Template => LinkKind::Template(self.tagged_template()?),
                _ if optional => self.member_name()?,
                _ => break,
            };
            if links.is_empty() && !optional && matches!(kind, LinkKind::Call(_)) && self.is_eval(&head) {
                let permissions = self.permissions();
                self.evals.entry(at.start).or_insert(permissions);
            }
            links.push(Link { kind, optional, span: self.span_from(at) });
        }
        match head {
            ChainHead::Expression(expression) if links.is_empty() => Ok(expression),
            head => {
                let kind = ExpressionKind::Chain { head: Box::new(head), links };
                Ok(Expression { kind, span: self.span_from(start) })
            }
        }
    }

    /// The name after a dot.
    fn member_name(&mut self) -> Parse<LinkKind> {
        match self.peek() {
            Token::PrivateName => Ok(LinkKind::Private(self.private_reference()?.name)),
            token if token.is_identifier_name() => Ok(LinkKind::Member(self.word().name)),
            _ => Err(self.unexpected()),
        }
    }

    /// `(a, ...b)`
    pub fn arguments(&mut self) -> Parse<Vec<Argument>> {
        self.validated(Self::arguments_or_parameters)
    }

    fn arguments_or_parameters(&mut self) -> Parse<Vec<Argument>> {
        self.advance();
        let mut arguments = Vec::new();
        while self.peek() != Token::RightParenthesis {
            let spread = self.check(Token::Ellipsis);
            let value = self.with_in(true, Self::assignment_or_pattern)?;
            arguments.push(Argument { spread, value });
            if !self.check(Token::Comma) {
                break;
            }
        }
        if arguments.len() > MAX_ARGUMENTS {
            return Err(self.error_here(&message::TOO_MANY_ARGUMENTS));
        }
        if !self.check(Token::RightParenthesis) {
            return Err(self.error_here(&message::UNTERMINATED_ARGUMENTS));
        }
        Ok(arguments)
    }
}
