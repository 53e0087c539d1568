//! Declarations and the plain statements. Those that choose or jump are in `control`, loops in `iteration`, imports and
//! exports in `module`.

use super::ast::{
    Block, Class, Declaration, DeclarationKind, ExpressionKind, Function, FunctionKind, Identifier, PatternKind,
    Statement, StatementKind,
};
use super::ast::{Goal, Pattern};
use super::declaration::{Collision, Lexical};
use super::error::SyntaxError;
use super::function::FunctionHead;
use super::message;
use super::parser::{Checked, Label, Parse, Parser};
use super::pattern::bound_names;
use super::token::Token;
use crate::span::Span;

/// A declaration statement without its semicolon.
pub(super) struct DeclarationList {
    /// What it declares.
    pub declaration: Declaration,
    /// The targets and initialisers.
    pub span: Span,
    /// Where V8 sees the first initialiser.
    pub initializer: Option<Span>,
}

/// Whether V8 finds the statement that begins with this token by its label: `continue` says so when it is no loop.
fn is_found_by_label(token: Token) -> bool {
    matches!(token, Token::LeftBrace | Token::For | Token::While | Token::Do | Token::Try | Token::Switch)
}

impl Parser<'_> {
    pub(super) fn redeclared(&self, Collision { name, span }: Collision) -> SyntaxError {
        self.error_about(&message::VARIABLE_REDECLARATION, self.name(name), span)
    }

    pub(super) fn declare_lexical(&mut self, name: Identifier, caret: Span, kind: Lexical) -> Checked {
        let caret = if kind == Lexical::Plain { caret } else { Span { end: caret.start + 1, ..caret } };
        self.declarations.declare_lexical(name, caret, kind).map_err(|collision| self.redeclared(collision))
    }

    /// Declares the names of a binding.
    pub(super) fn declare_pattern(&mut self, kind: DeclarationKind, pattern: &Pattern) -> Checked {
        let mut names = Vec::new();
        bound_names(pattern, &mut names);
        for name in names {
            if kind == DeclarationKind::Var {
                self.declarations.declare_var(name.name, name.span).map_err(|collision| self.redeclared(collision))?;
            } else {
                self.declare_let(name)?;
            }
        }
        Ok(())
    }

    pub(super) fn declare_let(&mut self, name: Identifier) -> Checked {
        if self.name(name.name) == "let" {
            return Err(self.error(&message::LET_IN_LEXICAL_BINDING, name.span));
        }
        self.declare_lexical(name, Span { end: name.span.start + 1, ..name.span }, Lexical::Plain)
    }

    /// A statement or a declaration.
    pub fn statement_list_item(&mut self) -> Parse<Statement> {
        match self.peek() {
            Token::Function => self.function_declaration(),
            Token::Class => self.class_declaration(),
            Token::Var | Token::Const => self.variable_statement(),
            Token::Let if self.is_let_declaration() => self.variable_statement(),
            _ if self.is_using_declaration() => self.variable_statement(),
            Token::Async if self.is_async_function() => {
                if self.next.escaped {
                    return Err(self.error(&message::ESCAPED_KEYWORD, self.next.span));
                }
                self.function_declaration()
            }
            _ => self.statement(true),
        }
    }

    /// Whether the `let` ahead begins a declaration (V8 `IsNextLetKeyword`).
    pub(super) fn is_let_declaration(&mut self) -> bool {
        match self.peek_second().token {
            Token::LeftBrace | Token::LeftBracket => true,
            Token::FutureReserved | Token::EscapedReserved => !self.strict,
            token => token.is_any_identifier(),
        }
    }

    /// Whether the word ahead is `using` before a name on its line.
    fn is_using(&mut self) -> bool {
        if !self.dialect.using || !self.is_word("using") {
            return false;
        }
        let second = self.peek_second();
        second.token.is_any_identifier() && !second.newline_before
    }

    /// Whether what is ahead is `await using` before a name, all on one line.
    fn is_await_using(&mut self) -> bool {
        if !self.dialect.using || !self.context.asynchronous || self.peek() != Token::Await || self.next.escaped {
            return false;
        }
        let second = self.peek_second();
        let (span, joined) = (second.span, !second.newline_before && !second.escaped);
        let rest = self.source[span.end as usize..].trim_start_matches([' ', '\t']);
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '\\');
        let name = rest.find(|c| !word(c)).map_or(rest, |end| &rest[..end]);
        let names = !name.is_empty() && !matches!(name, "in" | "instanceof");
        joined && span.of(self.source) == "using" && names && rest.len() < self.source.len() - span.end as usize
    }

    /// Whether a declaration begins here; there is none at the top of a script.
    pub(super) fn is_using_declaration(&mut self) -> bool {
        let script = matches!(self.goal, Goal::Script | Goal::Function { .. } | Goal::Eval(_));
        let top = script && self.declarations.is_outermost() && self.declarations.at_function_level();
        (self.is_using() || self.is_await_using()) && !top
    }

    /// The same in the head of a `for`, where `using of` is a name and what follows it, unless it gets a value.
    pub(super) fn is_using_head(&mut self) -> bool {
        if self.is_await_using() {
            return true;
        }
        if !self.is_using() {
            return false;
        }
        let second = self.peek_second().span;
        let rest = self.source[second.end as usize..].trim_start();
        second.of(self.source) != "of" || (rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>"))
    }

    pub(super) fn is_async_function(&mut self) -> bool {
        let second = self.peek_second();
        second.token == Token::Function && !second.newline_before
    }

    fn spanned(&self, kind: StatementKind, start: Span) -> Statement {
        Statement { kind, span: self.span_from(start) }
    }

    /// `function name() {}`, also after `async`.
    pub(super) fn function_declaration(&mut self) -> Parse<Statement> {
        let start = self.next.span;
        let (function, is_plain) = self.named_function()?;
        if let Some(name) = function.name {
            if self.declarations.at_function_level() && self.goal_allows_var_functions() {
                let declared = self.declarations.declare_var(name.name, start);
                declared.map_err(|collision| self.redeclared(collision).for_good())?;
            } else {
                let sloppy = is_plain && !self.strict;
                let kind = if sloppy { Lexical::SloppyFunction } else { Lexical::Plain };
                self.declare_lexical(name, Span { end: start.start + 1, ..start }, kind)?;
            }
        }
        Ok(self.spanned(StatementKind::Function(Box::new(function)), start))
    }

    /// At the top level of a module functions are lexical.
    fn goal_allows_var_functions(&self) -> bool {
        self.goal != Goal::Module || !self.declarations.is_outermost()
    }

    /// A function that must have a name, and whether it is neither async nor a generator.
    pub(super) fn named_function(&mut self) -> Parse<(Function, bool)> {
        let start = self.next.span;
        let asynchronous = self.check(Token::Async);
        self.advance();
        let generator = self.check(Token::Star);
        if self.peek() == Token::LeftParenthesis {
            return Err(self.error_here(&message::FUNCTION_NEEDS_NAME));
        }
        let name = Some(self.identifier()?);
        let head = FunctionHead { kind: FunctionKind::Normal, name, start, asynchronous, generator };
        Ok((self.function_rest(head)?, !asynchronous && !generator))
    }

    /// `class name {}`
    pub(super) fn class_declaration(&mut self) -> Parse<Statement> {
        let start = self.advance().span;
        let name = self.identifier()?;
        let class: Class = self.class_tail(Some(name), start)?;
        self.declare_lexical(name, class.span, Lexical::Plain).map_err(SyntaxError::for_good)?;
        Ok(self.spanned(StatementKind::Class(Box::new(class)), start))
    }

    /// `var a = 1;`, `let [b] = c;`
    pub(super) fn variable_statement(&mut self) -> Parse<Statement> {
        let start = self.next.span;
        let list = self.variable_declaration_list(false)?;
        self.semicolon()?;
        Ok(self.spanned(StatementKind::Declaration(list.declaration), start))
    }

    /// `var a = 1, [b] = c`; in the head of a `for`, `in` ends an initialiser and `of` or `in` excuses a missing one.
    pub(super) fn variable_declaration_list(&mut self, in_for: bool) -> Parse<DeclarationList> {
        let kind = match self.advance().token {
            Token::Var => DeclarationKind::Var,
            Token::Const => DeclarationKind::Const,
            Token::Let => DeclarationKind::Let,
            Token::Await => {
                self.advance();
                self.awaits |= !self.context.returns;
                DeclarationKind::AwaitUsing
            }
            _ => DeclarationKind::Using,
        };
        let start = self.next.span;
        let (mut bindings, mut initializer) = (Vec::new(), None);
        loop {
            let at = self.next.span;
            if kind.disposes() && matches!(self.peek(), Token::LeftBrace | Token::LeftBracket) {
                return Err(self.unexpected());
            }
            let target = self.binding_pattern()?;
            let target_end = self.last_span;
            self.declare_pattern(kind, &target)?;
            let is_name = matches!(target.kind, PatternKind::Identifier(_));
            let value = if self.check(Token::Assign) {
                let value = self.with_in(!in_for, Self::assignment_expression)?;
                initializer.get_or_insert(self.span_from(target_end));
                Some(value)
            } else {
                let excused = in_for && (self.peek() == Token::In || self.is_word("of"));
                let fixed = kind == DeclarationKind::Const || kind.disposes();
                if !excused && (fixed || !is_name) {
                    let what = match kind {
                        DeclarationKind::Using => "using",
                        DeclarationKind::AwaitUsing => "await using",
                        _ if is_name => "const",
                        _ => "destructuring",
                    };
                    let span = self.span_from(at);
                    return Err(self.error_about(&message::DECLARATION_MISSING_INITIALIZER, what, span));
                }
                None
            };
            bindings.push((target, value));
            if !self.check(Token::Comma) {
                break;
            }
        }
        bindings.shrink_to_fit();
        Ok(DeclarationList { declaration: Declaration { kind, bindings }, span: self.span_from(start), initializer })
    }

    /// Any statement; a label before a function is allowed only in lists of statements.
    pub fn statement(&mut self, in_list: bool) -> Parse<Statement> {
        self.deeper(|parser| parser.statement_here(in_list))
    }

    fn statement_here(&mut self, in_list: bool) -> Parse<Statement> {
        let start = self.next.span;
        let fresh_labels = std::mem::take(&mut self.context.fresh_labels);
        let outer_nesting = self.context.nesting;
        self.context.nesting += u32::from(is_found_by_label(self.peek()));
        let kind = match self.peek() {
            Token::LeftBrace => StatementKind::Block(self.block()?),
            Token::Semicolon => {
                self.advance();
                StatementKind::Empty
            }
            Token::If => self.if_statement()?,
            Token::For | Token::While | Token::Do => self.iteration_statement(fresh_labels)?,
            Token::Continue => self.continue_statement()?,
            Token::Break => self.break_statement()?,
            Token::Return => self.return_statement()?,
            Token::Throw => self.throw_statement()?,
            Token::Try => self.try_statement()?,
            Token::Switch => self.switch_statement()?,
            Token::With => self.with_statement()?,
            Token::Debugger => {
                self.advance();
                self.semicolon()?;
                StatementKind::Debugger
            }
            Token::Var => return self.variable_statement(),
            Token::Function => {
                let wrong = if self.strict { &message::STRICT_FUNCTION } else { &message::SLOPPY_FUNCTION };
                return Err(self.error(wrong, start));
            }
            Token::Async if self.is_async_function() => {
                return Err(self.error(&message::ASYNC_IN_SINGLE_STATEMENT, start));
            }
            Token::Class => return Err(self.unexpected()),
            _ => self.expression_or_labelled_statement(fresh_labels, in_list)?,
        };
        self.context.nesting = outer_nesting;
        Ok(self.spanned(kind, start))
    }

    /// `{ ... }` with a scope of its own.
    pub(super) fn block(&mut self) -> Parse<Block> {
        let start = self.next.span;
        self.expect(Token::LeftBrace)?;
        let scope = self.new_scope();
        self.declarations.open_block();
        let mut body = Vec::new();
        while self.peek() != Token::RightBrace {
            body.push(self.statement_list_item()?);
        }
        self.advance();
        self.declarations.close_block();
        body.shrink_to_fit();
        Ok(Block { scope, body, span: self.span_from(start) })
    }

    /// `a;` or `a: ...`
    fn expression_or_labelled_statement(&mut self, fresh_labels: usize, in_list: bool) -> Parse<StatementKind> {
        let start = self.next.span;
        if self.peek() == Token::Let {
            let second = self.peek_second();
            let joined = matches!(second.token, Token::LeftBrace | Token::Identifier) && !second.newline_before;
            if joined || second.token == Token::LeftBracket {
                return Err(self.error(&message::UNEXPECTED_LEXICAL_DECLARATION, start));
            }
        }
        let expression = self.expression()?;
        match expression.kind {
            ExpressionKind::Identifier(name) if self.peek() == Token::Colon && expression.span == start => {
                self.labelled_statement(Identifier { name, span: start }, fresh_labels, in_list)
            }
            _ => {
                self.semicolon()?;
                Ok(StatementKind::Expression(expression))
            }
        }
    }

    /// `label: ...`, from the colon.
    fn labelled_statement(&mut self, label: Identifier, fresh: usize, in_list: bool) -> Parse<StatementKind> {
        if self.context.labels.iter().any(|known| known.name == label.name) {
            return Err(self.error_about(&message::LABEL_REDECLARATION, self.name(label.name), self.last_span));
        }
        self.advance();
        let nesting = self.context.nesting;
        self.context.labels.push(Label { name: label.name, is_loop: false, nesting });
        self.context.fresh_labels = fresh + 1;
        let body = if self.peek() == Token::Function && !self.strict && in_list {
            self.context.fresh_labels = 0;
            self.single_function()?
        } else {
            self.statement(in_list)?
        };
        self.context.labels.pop();
        Ok(StatementKind::Labelled { label, body: Box::new(body) })
    }

    /// A function where V8 allows only a plain one: after a label or an `if`.
    pub(super) fn single_function(&mut self) -> Parse<Statement> {
        if self.peek_second().token == Token::Star {
            self.advance();
            return Err(self.error(&message::GENERATOR_IN_SINGLE_STATEMENT, self.next.span));
        }
        self.function_declaration()
    }
}
