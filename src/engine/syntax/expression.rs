//! Expressions from the comma down to the unary operators, climbed by binding power over the table of `operator`.
//! Operands and literals are in `primary`, chains in `chain`; what an expression means as a pattern is in `pattern`.

use super::ast::{AssignOperator, Expression, ExpressionKind, LogicalOperator, UnaryOperator};
use super::error::SyntaxError;
use super::message;
use super::operator::{self, Meaning};
use super::parser::{Checked, Parse, Parser};
use super::pattern::{Use, is_literal, is_private_reference, without_parentheses};
use super::token::{Lexed, Token};
use crate::span::Span;

impl Parser<'_> {
    /// `a, b, c`
    pub fn expression(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let items = self.validated(|parser| Ok(parser.expression_list(false)?.0))?;
        Ok(self.sequence(items, start))
    }

    /// An expression where `in` is an operator again, whatever is around.
    pub fn expression_in(&mut self) -> Parse<Expression> {
        self.with_in(true, Self::expression)
    }

    pub(super) fn sequence(&self, mut items: Vec<Expression>, start: Span) -> Expression {
        match (items.len(), items.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                items.extend(last);
                Expression { kind: ExpressionKind::Sequence(items), span: self.span_from(start) }
            }
        }
    }

    /// The items of a sequence; between parentheses also a trailing comma and `...rest`, if `) =>` follows.
    pub(super) fn expression_list(&mut self, parenthesized: bool) -> Parse<(Vec<Expression>, Option<Expression>)> {
        let mut items = Vec::new();
        loop {
            if self.peek() == Token::Ellipsis {
                let rest = self.arrow_rest(parenthesized);
                if parenthesized {
                    return rest.map(|rest| (items, Some(rest)));
                }
                // V8 takes it for one of the items, and then comes across the `)`.
                items.push(rest.map_err(SyntaxError::for_good)?);
                break;
            }
            items.push(self.assignment_or_pattern()?);
            if !self.check(Token::Comma) {
                break;
            }
            if parenthesized && self.peek() == Token::RightParenthesis {
                match self.peek_second().token {
                    Token::Arrow => break,
                    _ => return Err(self.unexpected_after()),
                }
            }
        }
        Ok((items, None))
    }

    /// Reads something that cannot be a pattern: what is only valid in one is an error in it.
    pub(super) fn validated<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        let outer = self.cover.take();
        let found = self.covering(rule).and_then(|found| self.no_pattern().map(|()| found));
        self.cover = outer;
        found
    }

    /// Reads something that may be a pattern: where it is neither, what is only valid in one may be the earlier mistake.
    pub(super) fn covering<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        rule(self).map_err(|error| self.earliest(error, self.no_pattern()))
    }

    pub(super) fn no_pattern(&self) -> Checked {
        self.cover.map_or(Ok(()), |(message, span)| Err(self.error(message, span)))
    }

    /// `a = b`, `a ? b : c`, `a => b`, `yield a`, ...
    pub fn assignment_expression(&mut self) -> Parse<Expression> {
        self.validated(Self::assignment_or_pattern)
    }

    /// An assignment expression that may yet become a pattern, or part of one.
    pub(super) fn assignment_or_pattern(&mut self) -> Parse<Expression> {
        self.deeper(|parser| {
            let outer = parser.cover.take();
            let found = parser.assignment_here();
            parser.cover = outer.or(parser.cover);
            found
        })
    }

    fn assignment_here(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        if self.peek() == Token::Yield && self.context.generator {
            return self.yield_expression();
        }
        let left = self.conditional_expression()?;
        if !is_literal(&left) {
            self.no_pattern()?;
        }
        if self.peek() == Token::Arrow {
            return self.arrow_function(left, start);
        }
        let Some(operator) = operator::assignment(self.peek()) else { return Ok(left) };
        let target = if is_literal(&left) && operator == AssignOperator::Assign {
            self.cover = None;
            self.to_pattern(left, Use::Assignment)?
        } else {
            let early = matches!(operator, AssignOperator::Logical(_));
            let span = self.span_from(start);
            let target = self.as_reference(left, span, &message::INVALID_LHS_IN_ASSIGNMENT, early)?;
            self.reference_to_pattern(target)
        };
        self.advance();
        let value = Box::new(self.assignment_expression()?);
        let kind = ExpressionKind::Assign { operator, target: Box::new(target), value };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// `yield`, `yield a`, `yield* a`
    fn yield_expression(&mut self) -> Parse<Expression> {
        let Lexed { span: start, escaped, .. } = self.advance();
        if self.context.in_parameters {
            return Err(self.error(&message::YIELD_IN_PARAMETER, start));
        }
        if escaped {
            return Err(self.error(&message::ESCAPED_KEYWORD, start));
        }
        let ends = self.next.newline_before
            || matches!(
                self.peek(),
                Token::End
                    | Token::Semicolon
                    | Token::RightBrace
                    | Token::RightBracket
                    | Token::RightParenthesis
                    | Token::Colon
                    | Token::Comma
                    | Token::In
            );
        self.context.suspended = Some((&message::YIELD_IN_PARAMETER, start));
        let delegates = !self.next.newline_before && self.check(Token::Star);
        let value = if ends { None } else { Some(Box::new(self.deeper(Self::assignment_expression)?)) };
        Ok(Expression { kind: ExpressionKind::Yield { delegates, value }, span: self.span_from(start) })
    }

    /// `a ? b : c`
    pub fn conditional_expression(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let test = self.short_circuit_expression()?;
        if !self.check(Token::Question) {
            return Ok(test);
        }
        let then = Box::new(self.with_in(true, Self::assignment_expression)?);
        self.expect(Token::Colon)?;
        let otherwise = Box::new(self.assignment_expression()?);
        let kind = ExpressionKind::Conditional { test: Box::new(test), then, otherwise };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// `a || b && c`, or `a ?? b`: the two do not mix.
    pub fn short_circuit_expression(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let left = self.binary_expression(operator::BIT_OR)?;
        match self.peek() {
            Token::Coalesce => self.coalesce_expression(left, start),
            _ => self.climb(left, start, operator::OR),
        }
    }

    /// `a ?? b ?? c`
    fn coalesce_expression(&mut self, left: Expression, start: Span) -> Parse<Expression> {
        let mut operands = vec![left];
        while self.check(Token::Coalesce) {
            operands.push(self.deeper(|parser| parser.binary_expression(operator::BIT_OR))?);
        }
        let kind = ExpressionKind::Logical { operator: LogicalOperator::Coalesce, operands };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// An operand and every infix operator after it of at least this power.
    fn binary_expression(&mut self, power: u8) -> Parse<Expression> {
        let start = self.next.span;
        let left = if self.peek() == Token::PrivateName { self.private_in(power)? } else { self.unary_expression()? };
        self.climb(left, start, power)
    }

    /// `#name in object`
    fn private_in(&mut self, power: u8) -> Parse<Expression> {
        let start = self.next.span;
        let follows = self.peek_second().token == Token::In && self.accept_in && power <= operator::RELATIONAL;
        if !self.classes.is_empty() && !follows {
            return Err(self.unexpected_after());
        }
        let name = self.private_reference().map_err(SyntaxError::for_good)?;
        self.expect(Token::In)?;
        let object = self.deeper(|parser| parser.binary_expression(operator::RELATIONAL + 1))?;
        let kind = ExpressionKind::PrivateIn(name, Box::new(object));
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// The infix operators after `left`. Operators of one power become one flat list, so only changes of power nest.
    fn climb(&mut self, mut left: Expression, start: Span, power: u8) -> Parse<Expression> {
        while let Some(first) = self.infix().filter(|infix| infix.power >= power) {
            // Everything stronger is inside the right operands already: only the same power can follow.
            let stronger = first.power + u8::from(first.power != operator::POWER);
            let kind = match first.meaning {
                Meaning::Binary(_) => {
                    let mut rest = Vec::new();
                    while let Some(infix) = self.infix().filter(|infix| infix.power == first.power) {
                        let Meaning::Binary(operator) = infix.meaning else { break };
                        self.advance();
                        rest.push((operator, self.deeper(|parser| parser.binary_expression(stronger))?));
                    }
                    ExpressionKind::Binary { first: Box::new(left), rest }
                }
                Meaning::Logical(operator) => {
                    let mut operands = vec![left];
                    while self.check(first.token) {
                        operands.push(self.deeper(|parser| parser.binary_expression(stronger))?);
                    }
                    ExpressionKind::Logical { operator, operands }
                }
            };
            left = Expression { kind, span: self.span_from(start) };
        }
        Ok(left)
    }

    fn infix(&self) -> Option<&'static operator::Infix> {
        operator::infix(self.peek()).filter(|infix| infix.token != Token::In || self.accept_in)
    }

    /// `-a`, `typeof a`, `++a`, `a++`, `await a`
    pub fn unary_expression(&mut self) -> Parse<Expression> {
        match self.peek() {
            Token::PlusPlus | Token::MinusMinus => self.prefix_update_expression(),
            Token::Await if self.context.asynchronous => self.await_expression(),
            token => match operator::prefix(token) {
                Some(operator) => self.prefix_expression(operator),
                None => self.postfix_expression(),
            },
        }
    }

    fn prefix_expression(&mut self, operator: UnaryOperator) -> Parse<Expression> {
        let start = self.advance().span;
        let operand = self.deeper(Self::unary_expression)?;
        if operator == UnaryOperator::Delete {
            let bare = without_parentheses(&operand);
            if self.strict && matches!(bare.kind, ExpressionKind::Identifier(_)) {
                return Err(self.error_here(&message::STRICT_DELETE));
            }
            if is_private_reference(bare) {
                return Err(self.deleted_private(bare));
            }
        }
        let span = self.span_from(start);
        if self.peek() == Token::StarStar {
            return Err(self.error(&message::UNARY_BEFORE_POWER, span.to(self.next.span)));
        }
        Ok(Expression { kind: ExpressionKind::Unary(operator, Box::new(operand)), span })
    }

    fn prefix_update_expression(&mut self) -> Parse<Expression> {
        let operator = self.advance();
        let at = self.next.span;
        let operand = self.deeper(Self::unary_expression)?;
        let span = self.span_from(at);
        let target = self.as_reference(operand, span, &message::INVALID_LHS_IN_PREFIX, false)?;
        let increment = operator.token == Token::PlusPlus;
        let kind = ExpressionKind::Update { increment, prefix: true, target: Box::new(target) };
        Ok(Expression { kind, span: self.span_from(operator.span) })
    }

    fn postfix_expression(&mut self) -> Parse<Expression> {
        let start = self.next.span;
        let operand = self.left_hand_side_expression()?;
        let token = self.peek();
        if !matches!(token, Token::PlusPlus | Token::MinusMinus) || self.next.newline_before {
            return Ok(operand);
        }
        let span = self.span_from(start);
        let target = self.as_reference(operand, span, &message::INVALID_LHS_IN_POSTFIX, false)?;
        self.advance();
        let increment = token == Token::PlusPlus;
        let kind = ExpressionKind::Update { increment, prefix: false, target: Box::new(target) };
        Ok(Expression { kind, span: self.span_from(start) })
    }

    /// `await a`
    fn await_expression(&mut self) -> Parse<Expression> {
        let Lexed { span: start, escaped, .. } = self.advance();
        if escaped {
            return Err(self.error(&message::ESCAPED_KEYWORD, start));
        }
        if self.context.in_parameters {
            return Err(self.error(&message::AWAIT_IN_PARAMETER, start));
        }
        let operand = self.deeper(Self::unary_expression)?;
        let span = self.span_from(start);
        if self.peek() == Token::StarStar {
            return Err(self.error(&message::UNARY_BEFORE_POWER, span.to(self.next.span)));
        }
        self.awaits |= !self.context.returns;
        self.context.suspended = Some((&message::AWAIT_IN_PARAMETER, start));
        Ok(Expression { kind: ExpressionKind::Await(Box::new(operand)), span })
    }
}
