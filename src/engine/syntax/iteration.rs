//! The loops. Which labels they answer to is kept in the parser's context.

use super::ast::{Declaration, DeclarationKind, ForInit, ForTarget, PatternKind, ScopeId, StatementKind};
use super::message;
use super::parser::{Parse, Parser};
use super::pattern::{Use, is_literal, without_parentheses};
use super::statement::DeclarationList;
use super::token::Token;

/// The two heads that visit something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    /// `in`
    Keys,
    /// `of`
    Values {
        /// After `for await`.
        asynchronous: bool,
    },
}

impl Parser<'_> {
    /// `for`, `while` or `do`, to which the last `fresh_labels` labels belong.
    pub(super) fn iteration_statement(&mut self, fresh_labels: usize) -> Parse<StatementKind> {
        self.context.labels.iter_mut().rev().take(fresh_labels).for_each(|label| label.is_loop = true);
        match self.peek() {
            Token::For => self.for_statement(),
            Token::While => self.while_statement(),
            _ => self.do_while_statement(),
        }
    }

    /// The body of a loop.
    fn loop_body(&mut self) -> Parse<Box<super::ast::Statement>> {
        self.context.breakable += 1;
        self.context.loops += 1;
        let body = self.statement(false)?;
        self.context.breakable -= 1;
        self.context.loops -= 1;
        Ok(Box::new(body))
    }

    /// `while (a) b`
    fn while_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let test = self.parenthesized_test()?;
        Ok(StatementKind::While { test, body: self.loop_body()? })
    }

    /// `do a; while (b)`
    fn do_while_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let body = self.loop_body()?;
        self.expect(Token::While)?;
        let test = self.parenthesized_test()?;
        self.check(Token::Semicolon);
        Ok(StatementKind::DoWhile { body, test })
    }

    /// Any `for`.
    fn for_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let asynchronous = self.context.asynchronous && self.check(Token::Await);
        self.awaits |= asynchronous && !self.context.returns;
        self.expect(Token::LeftParenthesis)?;
        let scope = self.new_scope();
        self.declarations.open_block();
        let declares = match self.peek() {
            Token::Var | Token::Const => true,
            Token::Let => self.is_let_declaration(),
            _ => self.is_using_head(),
        };
        let statement = if declares {
            let list = self.variable_declaration_list(true)?;
            if let Some(at) = list.initializer.filter(|_| asynchronous) {
                return Err(self.error(&message::FOR_AWAIT_INITIALIZER, at));
            }
            match self.visit(asynchronous)? {
                Some(visit) => self.for_each_declared(scope, list, visit)?,
                None => self.for_rest(scope, Some(ForInit::Declaration(list.declaration)))?,
            }
        } else if self.peek() == Token::Semicolon && !asynchronous {
            self.for_rest(scope, None)?
        } else {
            self.for_expression(scope, asynchronous)?
        };
        self.declarations.close_block();
        Ok(statement)
    }

    /// Consumes the `in` or `of` ahead; after `for await (` only `of` is one.
    fn visit(&mut self, asynchronous: bool) -> Parse<Option<Visit>> {
        let visit = match self.peek() {
            Token::Of if !self.next.escaped => Visit::Values { asynchronous },
            _ if asynchronous => return Err(self.unexpected()),
            Token::In => Visit::Keys,
            _ => return Ok(None),
        };
        self.advance();
        Ok(Some(visit))
    }

    /// `for (a ...`, where `a` is no declaration.
    fn for_expression(&mut self, scope: ScopeId, asynchronous: bool) -> Parse<StatementKind> {
        let start = self.next.span;
        let starts_with_let = self.peek() == Token::Let;
        let outer = self.cover.take();
        let (items, _) = self.with_in(false, |parser| parser.covering(|parser| parser.expression_list(false)))?;
        let expression = self.sequence(items, start);
        let is_async = self.last == Token::Async && self.last_span == start && start.of(self.source) == "async";
        let span = self.span_from(start);
        let Some(visit) = self.visit(asynchronous)? else {
            self.no_pattern()?;
            self.cover = outer;
            return self.for_rest(scope, Some(ForInit::Expression(expression)));
        };
        let is_async = is_async && !asynchronous;
        if visit != Visit::Keys && (starts_with_let || is_async) {
            let wrong = if is_async { &message::FOR_OF_ASYNC } else { &message::FOR_OF_LET };
            return Err(self.error(wrong, start));
        }
        let target = if is_literal(&expression) {
            self.cover = None;
            self.to_pattern(expression, Use::Assignment)?
        } else if is_literal(without_parentheses(&expression)) {
            return Err(self.error(&message::INVALID_DESTRUCTURING_TARGET, span));
        } else {
            self.no_pattern()?;
            let target = self.as_reference(expression, span, &message::INVALID_LHS_IN_FOR, false)?;
            self.reference_to_pattern(target)
        };
        self.cover = outer;
        self.for_each(scope, ForTarget::Pattern(target), visit)
    }

    /// `for (let a of ...`
    fn for_each_declared(&mut self, scope: ScopeId, list: DeclarationList, visit: Visit) -> Parse<StatementKind> {
        let DeclarationList { declaration: Declaration { kind, mut bindings }, span, initializer } = list;
        let (Some((target, before)), true) = (bindings.pop(), bindings.is_empty()) else {
            let wrong = if visit == Visit::Keys { &message::FOR_IN_MULTIPLE } else { &message::FOR_OF_MULTIPLE };
            return Err(self.error(wrong, span));
        };
        if visit == Visit::Keys && kind.disposes() {
            return Err(self.error(&message::INVALID_USING_IN_FOR_IN, span));
        }
        if let Some(at) = initializer {
            let is_name = matches!(target.kind, PatternKind::Identifier(_));
            if visit != Visit::Keys || self.strict || kind != DeclarationKind::Var || !is_name {
                let of = visit != Visit::Keys;
                let wrong = if of { &message::FOR_OF_INITIALIZER } else { &message::FOR_IN_INITIALIZER };
                return Err(self.error(wrong, at));
            }
        }
        let mut statement = self.for_each(scope, ForTarget::Declaration(kind, target), visit)?;
        if let StatementKind::ForIn { init, .. } = &mut statement {
            *init = before.filter(|_| initializer.is_some());
        }
        Ok(statement)
    }

    /// What is visited, and the body.
    fn for_each(&mut self, scope: ScopeId, target: ForTarget, visit: Visit) -> Parse<StatementKind> {
        let visited = match visit {
            Visit::Keys => self.expression_in()?,
            Visit::Values { .. } => self.with_in(true, Self::assignment_expression)?,
        };
        self.expect(Token::RightParenthesis)?;
        let body = self.loop_body()?;
        Ok(match visit {
            Visit::Keys => StatementKind::ForIn { scope, target, init: None, object: visited, body },
            Visit::Values { asynchronous } => {
                StatementKind::ForOf { asynchronous, scope, target, iterable: visited, body }
            }
        })
    }

    /// `; test; update) body`
    fn for_rest(&mut self, scope: ScopeId, init: Option<ForInit>) -> Parse<StatementKind> {
        self.expect(Token::Semicolon)?;
        let test = if self.peek() == Token::Semicolon { None } else { Some(self.expression()?) };
        self.expect(Token::Semicolon)?;
        let update = if self.peek() == Token::RightParenthesis { None } else { Some(self.expression()?) };
        self.expect(Token::RightParenthesis)?;
        let body = self.loop_body()?;
        Ok(StatementKind::For { scope, init, test, update, body })
    }
}
