//! Statements that choose, repeat a choice, jump or guard: `if`, `switch`, `break`, `continue`, `return`, `throw`, `try`,
//! `with`. Loops are in `iteration`.

use super::ast::{Block, Catch, DeclarationKind, Expression, Identifier, PatternKind, Statement, StatementKind};
use super::declaration::Lexical;
use super::message;
use super::parser::{Label, Parse, Parser};
use super::token::Token;

impl Parser<'_> {
    pub(super) fn parenthesized_test(&mut self) -> Parse<Expression> {
        self.expect(Token::LeftParenthesis)?;
        let test = self.expression()?;
        self.expect(Token::RightParenthesis)?;
        Ok(test)
    }

    /// `if (a) b; else if (c) d; else e;`
    pub(super) fn if_statement(&mut self) -> Parse<StatementKind> {
        let (mut arms, mut otherwise) = (Vec::new(), None);
        loop {
            self.advance();
            let test = self.parenthesized_test()?;
            arms.push((test, self.scoped_statement()?));
            if !self.check(Token::Else) {
                break;
            }
            if self.peek() != Token::If {
                otherwise = Some(Box::new(self.scoped_statement()?));
                break;
            }
        }
        Ok(StatementKind::If { arms, otherwise })
    }

    /// What an `if` runs; in sloppy code also a function, as if in a block (Annex B 3.3).
    fn scoped_statement(&mut self) -> Parse<Statement> {
        if self.strict || self.peek() != Token::Function {
            return self.statement(false);
        }
        let start = self.next.span;
        let scope = self.new_scope();
        self.declarations.open_block();
        let function = self.deeper(Self::single_function)?;
        self.declarations.close_block();
        let span = self.span_from(start);
        Ok(Statement { kind: StatementKind::Block(Block { scope, body: vec![function], span }), span })
    }

    /// The label after `break` or `continue`, on the same line.
    fn jump_label(&mut self) -> Parse<Option<Identifier>> {
        if self.next.newline_before || self.peek().ends_statement() { Ok(None) } else { self.identifier().map(Some) }
    }

    /// `continue`, `continue label`
    pub(super) fn continue_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let label = self.jump_label()?;
        let known = |name| self.context.labels.iter().find(|label| label.name == name);
        let wrong = match label.map(|label| known(label.name)) {
            None if self.context.loops == 0 => &message::NO_ITERATION_STATEMENT,
            Some(None) => &message::UNKNOWN_LABEL,
            Some(Some(Label { is_loop: false, nesting, .. })) if *nesting == self.context.nesting => {
                &message::UNKNOWN_LABEL
            }
            Some(Some(Label { is_loop: false, .. })) => &message::ILLEGAL_CONTINUE,
            _ => {
                self.semicolon()?;
                return Ok(StatementKind::Continue(label));
            }
        };
        Err(self.error_about(wrong, label.map_or("", |label| self.name(label.name)), self.last_span))
    }

    /// `break`, `break label`
    pub(super) fn break_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let label = self.jump_label()?;
        match label {
            None if self.context.breakable == 0 => return Err(self.error_here(&message::ILLEGAL_BREAK)),
            Some(label) if !self.context.labels.iter().any(|known| known.name == label.name) => {
                return Err(self.error_about(&message::UNKNOWN_LABEL, self.name(label.name), self.last_span));
            }
            _ => {}
        }
        self.semicolon()?;
        Ok(StatementKind::Break(label))
    }

    /// `return`, `return a`
    pub(super) fn return_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        if !self.context.returns {
            return Err(self.error_here(&message::ILLEGAL_RETURN).for_good());
        }
        let bare = self.next.newline_before || self.peek().ends_statement();
        let value = if bare { None } else { Some(self.expression()?) };
        self.semicolon()?;
        Ok(StatementKind::Return(value))
    }

    /// `throw a`
    pub(super) fn throw_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        if self.next.newline_before {
            return Err(self.error_here(&message::NEWLINE_AFTER_THROW));
        }
        let value = self.expression()?;
        self.semicolon()?;
        Ok(StatementKind::Throw(value))
    }

    /// `with (a) b`
    pub(super) fn with_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        if self.strict {
            return Err(self.error_here(&message::STRICT_WITH));
        }
        let object = self.parenthesized_test()?;
        let scope = self.new_scope();
        let body = Box::new(self.statement(false)?);
        Ok(StatementKind::With { scope, object, body })
    }

    /// `try {} catch (a) {} finally {}`
    pub(super) fn try_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let block = self.block()?;
        if !matches!(self.peek(), Token::Catch | Token::Finally) {
            return Err(self.error_here(&message::NO_CATCH_OR_FINALLY));
        }
        let handler = if self.check(Token::Catch) { Some(self.catch_clause()?) } else { None };
        let finalizer = if self.check(Token::Finally) { Some(self.block()?) } else { None };
        Ok(StatementKind::Try { block, handler, finalizer })
    }

    /// `(a) {}` after `catch`.
    fn catch_clause(&mut self) -> Parse<Catch> {
        let scope = self.new_scope();
        self.declarations.open_catch();
        let parameter = if self.check(Token::LeftParenthesis) {
            let parameter = self.binding_pattern()?;
            if let PatternKind::Identifier(name) = parameter.kind {
                let span = parameter.span;
                self.declare_lexical(Identifier { name, span }, span, Lexical::CatchName)?;
            } else {
                self.declare_pattern(DeclarationKind::Let, &parameter)?;
            }
            self.expect(Token::RightParenthesis)?;
            Some(parameter)
        } else {
            None
        };
        let body = self.block()?;
        self.declarations.close_block();
        Ok(Catch { scope, parameter, body })
    }

    /// `switch (a) { case b: ... default: ... }`
    pub(super) fn switch_statement(&mut self) -> Parse<StatementKind> {
        self.advance();
        let value = self.parenthesized_test()?;
        self.expect(Token::LeftBrace)?;
        let scope = self.new_scope();
        self.declarations.open_block();
        self.context.breakable += 1;
        let (mut cases, mut has_default) = (Vec::new(), false);
        while self.peek() != Token::RightBrace {
            let test = if self.check(Token::Case) {
                Some(self.expression()?)
            } else {
                self.expect(Token::Default)?;
                if std::mem::replace(&mut has_default, true) {
                    return Err(self.error_here(&message::MORE_THAN_ONE_DEFAULT));
                }
                None
            };
            self.expect(Token::Colon)?;
            let mut body = Vec::new();
            while !matches!(self.peek(), Token::Case | Token::Default | Token::RightBrace) {
                // Nothing is disposed of with a case.
                let using = self.is_using_declaration();
                body.push(if using { self.statement(true)? } else { self.statement_list_item()? });
            }
            cases.push((test, body));
        }
        self.advance();
        self.context.breakable -= 1;
        self.declarations.close_block();
        Ok(StatementKind::Switch { value, scope, cases })
    }
}
